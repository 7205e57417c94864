//! An outcome for a person's terminal: the verdict, what most likely went
//! wrong, then the other findings by rule, each failing relation with its part
//! of the table.
//!
//! The text carries ANSI styles; the caller strips them where nobody sees them.
//! Nothing is said by colour alone.

mod cause;
#[cfg(feature = "region")]
mod collection;
mod corrections;
mod finding;
mod region;
mod style;
mod tally;

#[cfg(feature = "region")]
pub use collection::collection;
pub use corrections::corrections;
pub use style::plain;
pub use tally::Tally;

use crate::finding::{Finding, Severity};
use crate::messages::{self, phrase};
use crate::outcome::Summary;
use crate::rules::Relations;
use crate::{Language, Outcome, Status};
use std::fmt::{Display, Write};

/// How many reports came to which verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Verdicts {
    /// Reports without error or warning.
    pub passed: usize,
    /// Reports with at least one.
    pub findings: usize,
    /// Inputs that could not be checked.
    pub unreadable: usize,
    /// Checked reports of which not every relation could be assessed.
    pub partly: usize,
}

impl Verdicts {
    /// Counts one more outcome.
    pub fn count(&mut self, outcome: &Outcome) {
        let status = outcome.status();
        self.partly += usize::from(status != Status::Unreadable && outcome.unassessed() > 0);
        match status {
            Status::Passed => self.passed += 1,
            Status::Findings => self.findings += 1,
            Status::Unreadable => self.unreadable += 1,
        }
    }
}

/// What is said of one input. `name` is how the caller calls it, `previous` the file of
/// the year before, where the run found one beside it.
pub fn report(name: &str, outcome: &Outcome, previous: Option<&str>, language: Language) -> String {
    let mut text = format!("{}\n", style::strong(&style::name(name)));
    verdict(&mut text, outcome, language);
    if let Some(previous) = previous {
        let note = phrase("previous.found", &[("file", &style::name(previous))], language);
        let _ = writeln!(text, "  {note}");
    }
    let others = cause::causes(&mut text, outcome, language);
    for group in groups(others.into_iter()) {
        text.push('\n');
        finding::group(&mut text, outcome, &group, language);
    }
    text
}

/// What is said at the end of several inputs.
pub(crate) fn total(verdicts: Verdicts, language: Language) -> String {
    format!("{}\n", style::strong(&total_line(verdicts, language)))
}

/// The same as one line without styles.
pub(super) fn total_line(verdicts: Verdicts, language: Language) -> String {
    let Verdicts { passed, findings, unreadable, partly } = verdicts;
    let files = passed + findings + unreadable;
    let facts: [(&str, &dyn Display); 5] = [
        ("files", &files),
        ("passed", &passed),
        ("findings", &findings),
        ("unreadable", &unreadable),
        ("partly", &partly),
    ];
    phrase(if partly > 0 { "total.partly" } else { "total.files" }, &facts, language)
}

fn verdict(text: &mut String, outcome: &Outcome, language: Language) {
    let summary = outcome.summary();
    let line = match (outcome.status(), &outcome.reason) {
        (Status::Unreadable, Some(reason)) => {
            let message = style::printable(&messages::reason(reason, language));
            style::unreadable(&format!("? {}", phrase("status.unreadable", &[("message", &message)], language)))
        }
        (Status::Findings, _) => {
            let severity = if summary.error > 0 { Severity::Error } else { Severity::Warning };
            style::severity(severity, &format!("✗ {}", counts(summary, language)))
        }
        _ => style::passed(&format!("✓ {}", phrase("status.passed", &[], language))),
    };
    let _ = writeln!(text, "  {line}");
    let mut notes = if outcome.status() == Status::Unreadable {
        subject_unread(outcome, language).into_iter().collect()
    } else {
        vec![subject(outcome, language), relations(outcome.relations, language)]
    };
    if summary.info > 0 {
        notes.push(phrase("count.info", &[("count", &summary.info)], language));
    }
    if !outcome.waived.is_empty() {
        notes.push(phrase("waived", &[("count", &outcome.waived.len())], language));
    }
    for note in notes {
        let _ = writeln!(text, "  {note}");
    }
}

/// How many errors and warnings; what there is none of is not mentioned.
fn counts(summary: Summary, language: Language) -> String {
    let counts = [("count.error", summary.error), ("count.warning", summary.warning)];
    let said = counts.iter().filter(|(_, count)| *count > 0);
    let said: Vec<String> = said.map(|(key, count)| phrase(key, &[("count", count)], language)).collect();
    said.join(if language == Language::Chinese { "、" } else { ", " })
}

/// Whose report it is, of which year, and as which form it was read.
fn subject(outcome: &Outcome, language: Language) -> String {
    let report = &outcome.report;
    let organ = report.organ.as_ref().map(style::verbatim);
    let edition = report.edition();
    if let Some(form) = edition.filter(|_| !report.family.is_of_library()) {
        let year = report.year.map(|year| phrase("collection.year", &[("year", &year)], language));
        let parts = organ.into_iter().chain(year).chain([style::printable(&form.name)]);
        return parts.collect::<Vec<_>>().join(" ");
    }
    let edition = edition.map_or("", |edition| edition.id.as_str());
    match (&organ, report.year) {
        (Some(organ), Some(year)) => {
            phrase("report.subject", &[("organ", organ), ("year", &year), ("edition", &edition)], language)
        }
        (None, Some(year)) => phrase("report.subject_no_organ", &[("year", &year), ("edition", &edition)], language),
        (_, None) => phrase("report.subject_no_year", &[("edition", &edition)], language),
    }
}

/// Whose report it is and of which year, where it has none of its tables.
fn subject_unread(outcome: &Outcome, language: Language) -> Option<String> {
    let report = &outcome.report;
    let organ = report.organ.as_ref().map(style::verbatim).unwrap_or_default();
    let year = report.year?;
    Some(phrase("report.subject_unread", &[("organ", &organ), ("year", &year)], language).trim().to_owned())
}

pub(super) fn relations(relations: Relations, language: Language) -> String {
    let Relations { held, failed, not_assessed } = relations;
    let total = held + failed + not_assessed;
    let facts: [(&str, &dyn Display); 4] =
        [("total", &total), ("held", &held), ("failed", &failed), ("not_assessed", &not_assessed)];
    let key = match (failed, not_assessed) {
        (0, 0) => "relations.held",
        (_, 0) => "relations.failed",
        _ => "relations.not_assessed",
    };
    phrase(key, &facts, language)
}

/// The findings of the same rule and severity together, the weightiest first.
fn groups<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<Vec<&'a Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        let same = |group: &&mut Vec<&Finding>| {
            group.first().is_some_and(|first| (first.rule, first.severity) == (finding.rule, finding.severity))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups.sort_by_key(|group| group.first().map(|finding| finding.severity));
    groups
}
