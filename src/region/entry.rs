//! What one checked report leaves behind for the comparison with others.

use crate::finding::{Finding, Severity};
use crate::forms::Forms;
use crate::messages;
use crate::outcome::Summary;
use crate::output::json;
use crate::recognition::{self, tables};
use crate::report::{Report, Section, SectionMatch};
use crate::rules::Sketch;
use crate::shown::{Shown, Verbatim};
use crate::{Language, Outcome, Reason, Status};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::ops::Range;

/// The most bytes of running text that are kept, whole paragraphs: many times
/// what a report has.
const MOST_TEXT: usize = 64 * 1024;
/// The most findings that are kept, the first ones. All are counted.
const MOST_FINDINGS: usize = 200;
/// Between paragraphs that something else stands between.
const SOMETHING: &str = "\u{1}\n";

/// A checked report in small: plain data for [`super::combine`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionEntry"))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its file, as the caller calls it.
    pub file: String,
    /// The verdict.
    pub status: Status,
    /// Why it could not be checked.
    pub reason: Option<EntryReason>,
    /// The form that it follows, where a caller brought that: the name of its family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub form: Option<String>,
    /// The edition of its tables.
    pub edition: Option<String>,
    /// Its report year; of an unreadable report what its file's name says.
    pub year: Option<u16>,
    /// The body that reports, else what the file's name says.
    pub organ: Option<Shown>,
    /// The most important of it in one sentence; empty where it passed.
    pub headline: Shown,
    /// Its findings by severity, all of them.
    pub summary: Summary,
    /// Relations that could not be assessed, those of missing tables among them.
    #[serde(default)]
    pub not_assessed: usize,
    /// Its first 200 findings.
    pub findings: Vec<EntryFinding>,
    /// How many more there are, by rule.
    #[serde(default)]
    pub more: Vec<EntryMore>,
    /// Its figures as a result's JSON.
    #[cfg_attr(test, ts(type = "unknown"))]
    pub(super) tables: Option<Box<RawValue>>,
    /// Its running text.
    #[cfg_attr(test, ts(type = "unknown"))]
    text: Text,
    /// A trace of its text, by which similar ones are found.
    #[cfg_attr(test, ts(type = "unknown"))]
    pub(super) sketch: Sketch,
}

/// Why a report could not be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionReason"))]
pub struct EntryReason {
    /// Permanent code.
    pub code: String,
    /// Its sentence.
    pub message: Shown,
}

/// A finding with its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionFinding"))]
pub struct EntryFinding {
    /// Permanent id of the rule.
    pub rule: String,
    /// How much it weighs.
    pub severity: Severity,
    /// Its sentence.
    pub message: Shown,
    /// The cells that it is about, the primary one first.
    #[cfg_attr(test, ts(type = "Address[]"))]
    pub cells: Vec<String>,
}

/// The findings of a rule that are counted and not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionMore"))]
pub struct EntryMore {
    /// Permanent id of the rule.
    pub rule: String,
    /// How much they weigh.
    pub severity: Severity,
    /// How many.
    pub findings: usize,
}

/// Paragraphs without the tables between them, and the sections that they
/// stand in. Ranges are bytes of `text`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Text {
    text: String,
    paragraphs: Vec<[usize; 2]>,
    sections: Vec<TextSection>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct TextSection {
    heading: Shown,
    heading_range: [usize; 2],
    body: [usize; 2],
    official: Option<(usize, bool)>,
}

/// Codes of why a caller could not read a file, or not check it.
pub const UNREAD: [&str; 5] = ["not_found", "no_permission", "changed_while_read", "cannot_open", "internal"];

impl Entry {
    /// The entry of a file that the caller could not read, as the command line
    /// has it; `error` is what the caller knows of it. `None` where the code is
    /// none of [`UNREAD`].
    pub fn unread(file: &str, code: &str, error: &str, language: Language) -> Option<Self> {
        let code = UNREAD.into_iter().find(|known| *known == code)?;
        let reason = Reason::new(code).param("error", error.to_owned());
        Some(Entry::of(file, &Outcome::unreadable(reason), language))
    }

    /// The entry of a checked report; `file` is how the caller calls it.
    pub fn of(file: &str, outcome: &Outcome, language: Language) -> Self {
        let report = &outcome.report;
        let readable = outcome.status() != Status::Unreadable;
        let named = recognition::named_in_file_name(file);
        let (kept, more) = outcome.findings.split_at(outcome.findings.len().min(MOST_FINDINGS));
        let mut entry = Entry {
            file: file.to_owned(),
            status: outcome.status(),
            reason: outcome.reason.as_ref().map(|reason| EntryReason {
                code: reason.code.to_owned(),
                message: messages::reason(reason, language).into(),
            }),
            form: followed(report),
            edition: report.edition().map(|edition| edition.id.clone()),
            year: report.year.or(named.year),
            organ: report.organ.clone().or(named.organ.map(Verbatim::from)).map(|organ| organ.shown()),
            headline: Shown::default(),
            summary: outcome.summary(),
            not_assessed: outcome.unassessed(),
            findings: kept.iter().map(|finding| EntryFinding::of(finding, language)).collect(),
            more: EntryMore::of(more),
            tables: readable.then(|| RawValue::from_string(json::tables(report)).ok()).flatten(),
            text: Text::of(report),
            sketch: Sketch::of(report),
        };
        let repair = outcome.repair.as_ref().map(|repair| messages::repair::headline(repair, language));
        entry.headline = headline(entry.reason.as_ref(), repair, &entry.findings);
        entry
    }

    /// The report as far as it was kept: figures, running text, sections.
    pub(super) fn report(&self, forms: &Forms) -> Option<Report> {
        let mut report = self.figures(forms)?;
        self.text.put_into(&mut report);
        Some(report)
    }

    /// The report with its figures alone.
    pub(crate) fn figures(&self, forms: &Forms) -> Option<Report> {
        let options = crate::Options { forms: forms.clone(), ..crate::Options::default() };
        let mut report = tables::from_json(self.tables.as_ref()?.get(), &options).ok()?;
        report.year = self.year;
        Some(report)
    }

    /// Whether it says the same as another, whatever the files are called.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let tables = |entry: &Self| entry.tables.as_ref().map(|tables| tables.get().to_owned());
        tables(self) == tables(other) && self.text == other.text
    }
}

/// The family of a report's form, unless it is that of the library.
fn followed(report: &Report) -> Option<String> {
    let is_brought = !report.tables.is_empty() && !report.family.is_of_library();
    is_brought.then(|| report.family.name().to_owned())
}

/// The most important of a report in one sentence: why it could not be checked,
/// what most likely went wrong in its tables, the weightiest finding.
pub(super) fn headline(reason: Option<&EntryReason>, repair: Option<String>, findings: &[EntryFinding]) -> Shown {
    let weighty = findings.iter().filter(|finding| finding.severity < Severity::Info);
    let weightiest = || weighty.min_by_key(|finding| finding.severity).map(|finding| finding.message.clone());
    reason.map(|reason| reason.message.clone()).or(repair.map(Shown::from)).or_else(weightiest).unwrap_or_default()
}

impl EntryMore {
    fn of(findings: &[Finding]) -> Vec<Self> {
        let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
        for finding in findings {
            *counts.entry((finding.rule, finding.severity)).or_default() += 1;
        }
        let more = counts.into_iter();
        more.map(|((rule, severity), findings)| EntryMore { rule: rule.to_owned(), severity, findings }).collect()
    }
}

impl EntryFinding {
    /// A finding with its sentence.
    pub fn of(finding: &Finding, language: Language) -> Self {
        EntryFinding {
            rule: finding.rule.to_owned(),
            severity: finding.severity,
            message: messages::message(finding, language).into(),
            cells: finding.cells.iter().map(ToString::to_string).collect(),
        }
    }
}

impl Text {
    fn of(report: &Report) -> Self {
        let mut kept = Text::default();
        let mut places: Vec<(Range<usize>, usize)> = Vec::with_capacity(report.paragraphs.len());
        let mut end = 0;
        for range in &report.paragraphs {
            // It keeps its length, so that the ranges stay right.
            let paragraph = report.text.masked(range.clone()).unwrap_or_default();
            if kept.text.len() + paragraph.len() > MOST_TEXT {
                break;
            }
            let between = report.text.masked(end..range.start).unwrap_or_default();
            if !between.chars().all(|char| char.is_whitespace()) {
                kept.text.push_str(SOMETHING);
            }
            let start = kept.text.len();
            kept.text.push_str(&paragraph);
            kept.paragraphs.push([start, kept.text.len()]);
            kept.text.push('\n');
            places.push((range.clone(), start));
            end = range.end;
        }
        let length = kept.text.len();
        let map = |at: usize| match places.get(places.partition_point(|(range, _)| range.end <= at)) {
            Some((range, start)) => start + at.saturating_sub(range.start),
            None => length,
        };
        kept.sections = report.sections.iter().map(|section| TextSection::of(section, map)).collect();
        kept
    }

    fn put_into(&self, report: &mut Report) {
        report.text = self.text.as_str().into();
        report.paragraphs = self.paragraphs.iter().map(|&[start, end]| start..end).collect();
        report.sections = self.sections.iter().map(TextSection::section).collect();
    }
}

impl TextSection {
    fn of(section: &Section, map: impl Fn(usize) -> usize) -> Self {
        let mapped = |range: &Range<usize>| [map(range.start), map(range.end).max(map(range.start))];
        TextSection {
            heading: section.heading.shown(),
            heading_range: mapped(&section.heading_range),
            body: mapped(&section.body),
            official: section.official.map(|official| (official.index, official.exact)),
        }
    }

    fn section(&self) -> Section {
        Section {
            heading: self.heading.as_str().into(),
            heading_range: self.heading_range[0]..self.heading_range[1],
            body: self.body[0]..self.body[1],
            ordinal: None,
            official: self.official.map(|(index, exact)| SectionMatch { index, exact }),
        }
    }
}

/// What the npm package says of these types.
#[cfg(test)]
pub(super) fn declarations() -> Vec<String> {
    use crate::output::typescript::declaration;
    vec![
        declaration::<Entry>(),
        declaration::<EntryReason>(),
        declaration::<EntryFinding>(),
        declaration::<EntryMore>(),
    ]
}
