//! The year: title, statistics period, dates, and another year only where it
//! belongs.

mod date;
mod period;
mod stray;

use super::{Context, Family, Passage, Rule};
use crate::finding::{Finding, Severity};
use crate::report::Report;
use date::{Mention, mentions};
use std::ops::Range;

const YEAR: Rule = Rule { id: "text.year", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family { rules: &[YEAR], check };

/// Index of section 五 among the official sections.
const PROBLEMS: usize = 4;
/// A line with a date below the report has at most this many characters.
const LONGEST_SIGN_OFF: usize = 40;
/// So many years with a report each are links to them.
const LEAST_LINKS: usize = 3;
/// What names the report itself, after its year.
const SELF: &[&str] = &["政府信息公开工作年度报告", "政府信息公开年度报告", "政府信息公开工作报告", "政府信息公开年报"];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(year) = context.report.year else { return };
    findings.extend(title(context.report, year));
    findings.extend(context.preface().filter_map(|passage| self_reference(passage, year)));
    let problems = context.section(PROBLEMS).map_or(0..0, |section| section.body.clone());
    for passage in context.passages() {
        let plans = problems.contains(&passage.start());
        let mentions = mentions(passage);
        let impossible = mentions.iter().filter(|mention| !mention.is_possible());
        findings.extend(impossible.map(|mention| about(passage, mention, "impossible", year)));
        let sentences: Vec<Range<usize>> = passage.sentences().collect();
        for (at, range) in sentences.iter().cloned().enumerate() {
            let before = at.checked_sub(1).and_then(|before| sentences.get(before)).unwrap_or(&range);
            let after = sentences.get(at + 1).unwrap_or(&range);
            let around = within(&mentions, &(before.start..after.end));
            let beside_year = around.iter().any(|mention| mention.year == year);
            let sentence = Sentence { passage, mentions: within(&mentions, &range), beside_year, range };
            findings.extend(period::finding(&sentence, year).or_else(|| stray::finding(&sentence, year, plans)));
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

/// A title whose year is not the report year (as an option or the tables'
/// surroundings tell it).
fn title(report: &Report, year: u16) -> Option<Finding> {
    let title = report.title.as_deref()?;
    let passage = Passage::of(title);
    let mentions = mentions(&passage);
    let first = mentions.first().filter(|_| mentions.iter().all(|it| it.year != year))?;
    let found = passage.text(first.year_range.clone());
    let finding = YEAR.finding().variant("title").param("found", found).param("year", i64::from(year));
    Some(match report.text.find(title) {
        Some(at) => finding.span(at..at + title.len()),
        None => finding,
    })
}

/// The preface naming the report by another year.
fn self_reference(passage: &Passage, year: u16) -> Option<Finding> {
    let prose = passage.chars.iter().any(|&char| char == '。' || char == '，') && !passage.is_heading;
    let mentions = mentions(passage);
    let names_report = |mention: &&Mention| {
        let end = mention.range.end;
        let after = if passage.char(end) == Some('度') { end + 1 } else { end };
        SELF.iter().any(|name| passage.starts_with(after, name))
    };
    let named: Vec<&Mention> = mentions.iter().filter(names_report).collect();
    // Three reports and more are a list of links.
    let years: std::collections::BTreeSet<u16> = named.iter().map(|mention| mention.year).collect();
    let is_list = years.len() >= LEAST_LINKS;
    let named = named.into_iter().find(|mention| mention.year != year).filter(|_| prose && !is_list)?;
    let elsewhere = passage.has_any(0..passage.chars.len(), &["上年", "上一年", "上年度", "整改", "已公布", "往年"]);
    (!elsewhere).then(|| about(passage, named, "self_reference", year))
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
