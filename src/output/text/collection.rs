//! A whole region for a person's terminal: how many reports came to what, what
//! is wrong by rule, each year with its sums and missing units, and each report
//! that somebody has to look at.

use super::tally::{self, RuleLine, Tally};
use super::{Verdicts, style, total};
use crate::finding::Severity;
use crate::forms;
use crate::messages::{self, phrase};
use crate::outcome::Summary;
use crate::region::{Region, RegionReport, RuleCount, Year};
use crate::shown::Shown;
use crate::{Language, Status};
use std::fmt::{Display, Write};

/// Names of one kind that are written out; the others are counted.
const MOST_NAMES: usize = 30;
/// Similar pairs that are written out.
const MOST_PAIRS: usize = 50;

/// What was found by rule, by year and by edition.
fn counts(region: &Region, language: Language) -> String {
    let lines: Vec<RuleLine<'_>> = region.rules.iter().map(line).collect();
    let mut tally = Tally::default();
    for report in region.reports.iter().filter(|report| report.status != Status::Unreadable) {
        let name = region.form.as_ref().map_or("", |form| form.name.as_str());
        let edition = report.edition.clone().map(|id| {
            let name = forms::edition(&id).map_or(name, |edition| &edition.name).to_owned();
            (id, name)
        });
        tally.report(report.year, edition, report.summary);
    }
    tally::rules(&lines, language) + &tally.groups(language)
}

fn line(count: &RuleCount) -> RuleLine<'_> {
    let RuleCount { rule, severity, findings, reports, .. } = count;
    RuleLine { rule, severity: *severity, findings: *findings, reports: *reports }
}

/// What is said of many reports together, those of each form by themselves.
pub fn collection(region: &Region, language: Language) -> String {
    let parts: Vec<String> = region.each().map(|region| of_form(region, language)).collect();
    parts.join("\n")
}

fn of_form(region: &Region, language: Language) -> String {
    let mut text = String::new();
    let say = |key: &str, facts: &[(&str, &dyn Display)]| phrase(key, facts, language);
    if let Some(form) = &region.form {
        let name = style::printable(&form.name);
        let _ = writeln!(text, "{}", style::strong(&say("collection.form", &[("name", &name)])));
    }
    for report in region.reports.iter().filter(|report| report.status == Status::Findings) {
        let organ = report.organ.as_ref().map(Shown::as_str).unwrap_or("—");
        let year = report.year.map_or_else(|| "—".to_owned(), |year| year.to_string());
        let _ = writeln!(text, "{} {year}  {}", style::strong(&style::printable(organ)), style::name(&report.file));
        text.push_str(&found_in(report, language));
    }
    for report in region.reports.iter().filter(|report| report.status == Status::Unreadable) {
        // Its headline is the reason.
        let message = say("status.unreadable", &[("message", &style::printable(report.headline.as_str()))]);
        let _ = writeln!(text, "{}", style::strong(&style::name(&report.file)));
        let _ = writeln!(text, "  {}", style::unreadable(&format!("? {message}")));
        text.push_str(&found_in(report, language));
    }
    for pair in region.similar.iter().take(MOST_PAIRS) {
        let _ = writeln!(
            text,
            "{}  {}",
            style::strong(&pair.year.to_string()),
            style::printable(pair.finding.message.as_str())
        );
    }
    for year in &region.years {
        text.push_str(&of_year(year, language));
    }
    if !region.unassigned.is_empty() {
        let files = named(region.unassigned.iter().map(|report| report.file.as_str()), language);
        let facts: [(&str, &dyn Display); 2] = [("count", &region.unassigned.len()), ("files", &files)];
        let _ = writeln!(text, "\n{}", style::unreadable(&style::printable(&say("collection.unassigned", &facts))));
    }
    text.push_str(&counts(region, language));
    let crate::region::Totals { passed, findings, unreadable, partly, pairs, .. } = region.totals;
    let _ = writeln!(text, "\n{}", say("collection.pairs", &[("pairs", &pairs), ("similar", &region.similar.len())]));
    text + &total(Verdicts { passed, findings, unreadable, partly }, language)
}

/// What weighs of a report, and how many of its relations could not be assessed.
fn found_in(report: &RegionReport, language: Language) -> String {
    let mut text = String::new();
    let Summary { error, warning, .. } = report.summary;
    if error + warning > 0 {
        let worst = if error > 0 { Severity::Error } else { Severity::Warning };
        let counts = phrase("collection.counts", &[("errors", &error), ("warnings", &warning)], language);
        let _ = writeln!(text, "  {}", style::severity(worst, &format!("✗ {counts}")));
    }
    if report.not_assessed > 0 && report.status != Status::Unreadable {
        let _ = writeln!(text, "  {}", phrase("collection.not_assessed", &[("count", &report.not_assessed)], language));
    }
    for finding in report.findings.iter().filter(|finding| finding.severity < Severity::Info).take(MOST_NAMES) {
        let severity = messages::severity(finding.severity, language);
        let _ = writeln!(text, "  · {severity}  {}  {}", finding.rule, style::printable(finding.message.as_str()));
    }
    text
}

fn of_year(year: &Year, language: Language) -> String {
    let mut text = String::new();
    let mut say = |key: &str, facts: &[(&str, &dyn Display)]| {
        let _ = writeln!(text, "  {}", style::printable(&phrase(key, facts, language)));
    };
    match &year.region {
        Some(region) => say(
            &format!("collection.region.{}", region.told.name()),
            &[("organ", &region.organ), ("file", &region.file), ("units", &year.units)],
        ),
        None => say("collection.no_region", &[("units", &year.units)]),
    }
    if let Some(omitted) = &year.omitted {
        let key = if omitted.twice { "collection.twice" } else { "collection.omitted" };
        say(key, &[("unit", &omitted.organ), ("count", &omitted.cells.len())]);
    }
    if !year.missing.is_empty() {
        let names = named(year.missing.iter().map(|missing| missing.organ.as_str()), language);
        say("collection.missing", &[("count", &year.missing.len()), ("names", &names)]);
    }
    for ambiguous in &year.ambiguous {
        say("collection.ambiguous", &[("organ", &ambiguous.organ), ("files", &ambiguous.files.join(" "))]);
    }
    format!("\n{}\n{text}", style::strong(&phrase("collection.year", &[("year", &year.year)], language)))
}

fn named<'a>(names: impl ExactSizeIterator<Item = &'a str>, language: Language) -> String {
    let more = names.len().saturating_sub(MOST_NAMES);
    let separator = if language == Language::Chinese { "、" } else { ", " };
    let mut text = names.take(MOST_NAMES).collect::<Vec<_>>().join(separator);
    if more > 0 {
        text.push_str(separator);
        text.push_str(&phrase("collection.more", &[("count", &more)], language));
    }
    text
}
