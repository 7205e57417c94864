//! The year: title, statistics period, dates, and another year only where it
//! belongs.

mod carried;
mod date;
mod period;
mod plan;
mod preface;
mod relative;
mod spelling;
mod stray;

use super::{Context, Family, Passage, Reads, Rule, Rules};
use crate::finding::{Finding, Severity};
use crate::packs::annual_report;
use crate::report::Report;
use crate::shown::Verbatim;
use date::{Mention, mentions};
use std::ops::Range;

const YEAR: Rule = Rule { id: "text.year", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[YEAR]),
    check,
    reads: Reads::Text,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

/// Index of section 五 among the official sections.
const PROBLEMS: usize = 4;
/// A line with a date below the report has at most this many characters.
const LONGEST_SIGN_OFF: usize = 40;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(year) = context.report.year else { return };
    findings.extend(title(context.report, year));
    let introduced = context.preface().filter_map(|passage| Some((passage, preface::other_year(passage, year)?)));
    findings.extend(introduced.map(|(passage, (mention, words))| {
        about(passage, &mention, "self_reference", year).param("words", passage.words(words))
    }));
    let problems = context.section(PROBLEMS).map_or(0..0, |section| section.body.clone());
    let preface_end = context.report.sections.first().map_or(0, |section| section.heading_range.start);
    for passage in context.passages() {
        let plans = problems.contains(&passage.start());
        let mentions = mentions(passage);
        let impossible = mentions.iter().filter(|mention| !mention.is_possible());
        findings.extend(impossible.map(|mention| about(passage, mention, "impossible", year)));
        findings.extend(spelling::misspelt(passage, year).into_iter().map(|range| misspelt(passage, range, year)));
        findings.extend(mentions.iter().filter_map(|mention| relative(passage, mention, year)));
        let sentences: Vec<Range<usize>> = passage.sentences().collect();
        for (at, range) in sentences.iter().cloned().enumerate() {
            let before = at.checked_sub(1).and_then(|before| sentences.get(before)).unwrap_or(&range);
            let after = sentences.get(at + 1).unwrap_or(&range);
            let around = within(&mentions, &(before.start..after.end));
            let beside_year = around.iter().any(|mention| mention.year == year);
            let sentence = Sentence { passage, mentions: within(&mentions, &range), beside_year, range };
            let in_preface = passage.start() < preface_end;
            findings.extend(
                period::finding(&sentence, year, in_preface)
                    .or_else(|| carried::finding(&sentence, year))
                    .or_else(|| stray::finding(&sentence, year, plans)),
            );
        }
    }
    findings.extend(sign_off(context, year));
}

/// A sentence and the years that it names.
struct Sentence<'a> {
    passage: &'a Passage,
    range: Range<usize>,
    mentions: &'a [Mention],
    /// Whether it or a sentence beside it names the report year.
    beside_year: bool,
}

/// The mentions that start within a range of characters.
fn within<'a>(mentions: &'a [Mention], range: &Range<usize>) -> &'a [Mention] {
    let before = |at: usize| mentions.partition_point(|mention| mention.range.start < at);
    mentions.get(before(range.start)..before(range.end)).unwrap_or_default()
}

fn about(passage: &Passage, mention: &Mention, variant: &'static str, year: u16) -> Finding {
    YEAR.finding()
        .variant(variant)
        .param("found", passage.words(mention.range.clone()))
        .param("year", i64::from(year))
        .span(passage.bytes(mention.range.clone()))
}

fn misspelt(passage: &Passage, range: Range<usize>, year: u16) -> Finding {
    YEAR.finding()
        .variant("misspelt")
        .param("found", passage.words(range.clone()))
        .param("year", i64::from(year))
        .span(passage.bytes(range))
}

fn relative(passage: &Passage, mention: &Mention, year: u16) -> Option<Finding> {
    let (word, meant) = relative::contradicted(passage, mention, year)?;
    Some(about(passage, mention, "relative", year).param("word", word).param("meant", i64::from(meant)))
}

/// A title whose year is not the report year (as an option or the tables'
/// surroundings tell it).
fn title(report: &Report, year: u16) -> Option<Finding> {
    let title = report.title.as_ref().map(Verbatim::verbatim)?;
    let passage = Passage::of(title);
    let mentions = mentions(&passage);
    let first = mentions.first().filter(|_| mentions.iter().all(|it| it.year != year))?;
    let found = passage.text(first.year_range.clone());
    let finding = YEAR.finding().variant("title").param("found", found).param("year", i64::from(year));
    Some(match report.text.verbatim().find(title) {
        Some(at) => finding.span(at..at + title.len()),
        None => finding,
    })
}

/// The date below the report: not before the end of its year.
fn sign_off(context: &Context<'_>, year: u16) -> Option<Finding> {
    let last_heading = context.report.sections.last()?.heading_range.end;
    let below = context.passages().iter().filter(|passage| passage.start() > last_heading);
    below
        .filter(|passage| passage.chars.len() <= LONGEST_SIGN_OFF && !passage.chars.contains(&'。'))
        .filter_map(|passage| Some((passage, mentions(passage).pop()?)))
        .find(|(passage, date)| date.day.is_some() && date.range.end == passage.chars.len() && date.year <= year)
        .map(|(passage, date)| about(passage, &date, "sign_off", year))
}

#[cfg(test)]
mod tests;
