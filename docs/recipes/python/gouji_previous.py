"""Finds a body's report of the year before among a site's published ones, by their titles."""

import re


def year_before(title, published):
    """The report titled as this one but for the year; None where none is, or several are.

    published: a queryset of reports as the public reads them, each with a `title`. A title
    without a year such as 2023年 has no report before it.
    """
    year, words = _told(title)
    named = published.filter(title__contains=f"{year - 1}年") if year else []
    found = [report for report in named if _told(report.title) == (year - 1, words)]
    return found[0] if len(found) == 1 else None


def _told(title):
    """The year that a title tells, and its other words: those name the body."""
    year = re.search(r"(?<!\d)20\d\d(?=年)", title)
    return year and int(year[0]), re.sub(r"20\d\d年度?|年度|\s", "", title)
