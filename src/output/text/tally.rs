//! What many reports came to, by rule, by year and by edition: counted one by
//! one, so that none of them has to be kept.

use super::style;
use crate::finding::Severity;
use crate::messages::{self, phrase};
use crate::outcome::Summary;
use crate::{Language, Outcome, Status};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::{Display, Write};

/// How often a rule found something that weighs so much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RuleLine<'a> {
    /// Permanent id.
    pub rule: &'a str,
    /// What its findings weigh.
    pub severity: Severity,
    /// Its findings.
    pub findings: usize,
    /// Reports with one at least.
    pub reports: usize,
}

/// Reports that have something in common, by their verdict.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    errors: usize,
    warnings: usize,
    passed: usize,
}

/// The counts of a run. What could not be checked has no year and no edition in
/// them; what its text says wrong counts by rule.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    reports: usize,
    unreadable: usize,
    rules: BTreeMap<(&'static str, Severity), RuleLine<'static>>,
    years: BTreeMap<Option<u16>, Group>,
    /// By id and name.
    editions: BTreeMap<Option<(String, String)>, Group>,
}

impl Tally {
    /// Counts one more outcome.
    pub fn count(&mut self, outcome: &Outcome) {
        let report = &outcome.report;
        if outcome.status() == Status::Unreadable {
            self.unreadable += 1;
        } else {
            let named = report.edition().map(|edition| (edition.id.clone(), edition.name.clone()));
            self.report(report.year, named, outcome.summary());
        }
        let mut seen = std::collections::BTreeSet::new();
        for finding in &outcome.findings {
            let (rule, severity) = (finding.rule, finding.severity);
            // Each severity by itself, so that these counts and those of the
            // reports add up to the same.
            let line = self.rules.entry((rule, severity));
            let line = line.or_insert(RuleLine { rule, severity, findings: 0, reports: 0 });
            line.findings += 1;
            line.reports += usize::from(seen.insert((rule, severity)));
        }
    }

    /// Counts a report of which no more than this is known; its edition by id and
    /// name.
    pub(super) fn report(&mut self, year: Option<u16>, edition: Option<(String, String)>, summary: Summary) {
        self.reports += 1;
        self.years.entry(year).or_default().count(summary);
        self.editions.entry(edition).or_default().count(summary);
    }

    /// The counts for a person; nothing where there are fewer than two reports.
    pub fn text(&self, language: Language) -> String {
        if self.reports + self.unreadable < 2 {
            return String::new();
        }
        let mut lines: Vec<RuleLine<'_>> = self.rules.values().copied().collect();
        lines.sort_by_key(|line| (line.severity, Reverse(line.findings)));
        rules(&lines, language) + &self.groups(language)
    }

    /// The years and the editions.
    pub(super) fn groups(&self, language: Language) -> String {
        let unknown = phrase("collection.unknown", &[], language);
        let years = self.years.iter().map(|(year, group)| match year {
            Some(year) => (phrase("collection.year", &[("year", year)], language), group),
            None => (unknown.clone(), group),
        });
        let editions = self.editions.iter().map(|(edition, group)| match edition {
            Some((id, name)) => (style::printable(&messages::edition(id, name, language)), group),
            None => (unknown.clone(), group),
        });
        listed("collection.years", years, language) + &listed("collection.editions", editions, language)
    }
}

impl Group {
    fn count(&mut self, Summary { error, warning, .. }: Summary) {
        match (error, warning) {
            (0, 0) => self.passed += 1,
            (0, _) => self.warnings += 1,
            _ => self.errors += 1,
        }
    }
}

/// Rules with what they found, in the order given.
pub(super) fn rules(lines: &[RuleLine<'_>], language: Language) -> String {
    let mut text = String::new();
    if !lines.is_empty() {
        let _ = writeln!(text, "\n{}", style::strong(&phrase("collection.rules", &[], language)));
    }
    for RuleLine { rule, severity, findings, reports } in lines {
        let facts: [(&str, &dyn Display); 2] = [("findings", findings), ("reports", reports)];
        let severity = style::severity(*severity, &messages::severity(*severity, language));
        // A relation of a form that was brought has no title.
        let title = messages::title(rule, language);
        let _ = writeln!(text, "  {severity}  {rule}  {title}  {}", phrase("collection.rule", &facts, language));
    }
    text
}

fn listed<'a>(heading: &str, groups: impl Iterator<Item = (String, &'a Group)>, language: Language) -> String {
    let mut groups = groups.peekable();
    if groups.peek().is_none() {
        return String::new();
    }
    let mut text = format!("\n{}\n", style::strong(&phrase(heading, &[], language)));
    for (name, Group { errors, warnings, passed }) in groups {
        let reports = errors + warnings + passed;
        let facts: [(&str, &dyn Display); 4] =
            [("reports", &reports), ("errors", errors), ("warnings", warnings), ("passed", passed)];
        let _ = writeln!(text, "  {name}  {}", phrase("collection.group", &facts, language));
    }
    text
}
