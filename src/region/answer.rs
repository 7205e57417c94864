//! The answer for a whole region.

use super::across::{self, Judged};
use super::beside::Beside;
use super::collection::Collection;
use super::entry::{EntryFinding, EntryReason};
use super::similar::{self, Similar};
use super::sums::{self, Year};
use super::{Options, parent, workers};
use crate::finding::Severity;
use crate::outcome::Summary;
use crate::shown::Shown;
use crate::{Status, messages};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What many reports say of each other.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Region {
    /// The form of its reports, where a caller brought that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub form: Option<RegionForm>,
    /// How many reports came to what.
    pub totals: Totals,
    /// The years, oldest first: sums by cell, missing units.
    pub years: Vec<Year>,
    /// Every report with what was found, by body and year.
    pub reports: Vec<RegionReport>,
    /// Similar texts, by year, the most similar first.
    pub similar: Vec<Similar>,
    /// Findings by rule, the most frequent first.
    pub rules: Vec<RuleCount>,
    /// Bodies and what was found in their reports.
    pub bodies: Vec<BodyCount>,
    /// What could not be checked.
    pub failed: Vec<Failed>,
    /// Readable reports whose body or year nothing tells: no year adds them up,
    /// and none is compared with them.
    pub unassigned: Vec<Unassigned>,
    /// The same of the reports of each other form, where there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<Region>>"))]
    pub others: Vec<Region>,
}

/// A form that a caller brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RegionForm {
    /// Its id, or the name of its family.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A readable report whose body or year nothing tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionUnassigned"))]
pub struct Unassigned {
    /// Its file.
    pub file: String,
    /// Its body, where that is known.
    pub organ: Option<Shown>,
    /// Its report year, where that is known.
    pub year: Option<u16>,
}

/// How many reports came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionTotals"))]
pub struct Totals {
    /// All files.
    pub files: usize,
    /// Without error or warning.
    pub passed: usize,
    /// With at least one.
    pub findings: usize,
    /// Not checked.
    pub unreadable: usize,
    /// Readable, but of a body or a year that nothing tells.
    pub unassigned: usize,
    /// Readable, but not every relation could be assessed.
    #[serde(default)]
    pub partly: usize,
    /// Findings by severity.
    pub summary: Summary,
    /// Reports that were compared with the one of the year before.
    pub pairs: usize,
}

/// One report among the others.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RegionReport {
    /// Its file.
    pub file: String,
    /// Its body.
    pub organ: Option<Shown>,
    /// Its report year.
    pub year: Option<u16>,
    /// Its edition.
    pub edition: Option<String>,
    /// The verdict, with what the comparison added.
    pub status: Status,
    /// The most important of it in one sentence.
    pub headline: Shown,
    /// Its findings by severity.
    pub summary: Summary,
    /// Relations that could not be assessed, those of missing tables among them.
    #[serde(default)]
    pub not_assessed: usize,
    /// The file of the year before that it was compared with.
    pub previous: Option<String>,
    /// Its first 200 findings, and what the comparison added.
    pub findings: Vec<EntryFinding>,
}

/// How often a rule found something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionRule"))]
pub struct RuleCount {
    /// Permanent id.
    pub rule: String,
    /// What it wants, in one line.
    pub title: String,
    /// What these findings weigh: a rule whose findings weigh more and less
    /// has an entry for each.
    pub severity: Severity,
    /// Its findings.
    pub findings: usize,
    /// Reports with one at least.
    pub reports: usize,
}

/// What was found in the reports of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionBody"))]
pub struct BodyCount {
    /// The body.
    pub organ: Shown,
    /// The years of which it has reports.
    pub years: Vec<u16>,
    /// Its findings by severity.
    pub summary: Summary,
}

/// What could not be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionFailed"))]
pub struct Failed {
    /// The file.
    pub file: String,
    /// Why.
    pub reason: Option<EntryReason>,
}

/// What the documents of a collection are called; of several editions what stands before
/// the brackets in which each says which it is.
fn named(collection: &Collection) -> Option<&str> {
    let name = &collection.family.latest()?.name;
    let is_one_of_several = collection.family.editions().len() > 1;
    Some(name.split_once('（').filter(|_| is_one_of_several).map_or(name, |(name, _)| name))
}

/// Everything that a collection tells, of reports of this form or of that of the library.
pub(super) fn answer(collection: &Collection, form: Option<&str>, beside: &Beside, options: &Options) -> Region {
    let previous = collection.previous();
    let mut judged = workers::each(collection.entries.len(), options.workers.max(1), |at| {
        let before = previous.get(at).copied().flatten().and_then(|before| collection.entries.get(before));
        collection.entries.get(at).map(|entry| across::judge(entry, before, &beside.others(entry), options))
    });
    let told = parent::parent(collection, options);
    let mut years = Vec::new();
    let mut similar = Vec::new();
    for year in collection.years() {
        let (mut answer, findings) = sums::year(collection, year, told.as_ref());
        answer.missing = sums::missing(collection, year, &options.list);
        years.push(answer);
        similar.extend(similar::similar(collection, year, options));
        if let Some((at, findings)) = findings
            && let Some((Some(judged), entry)) = judged.get_mut(at).zip(collection.entries.get(at))
        {
            judged.add(entry, findings, options);
        }
    }
    let mut reports: Vec<(Option<&str>, RegionReport)> = Vec::with_capacity(judged.len());
    let mut counts = Counts::default();
    for (at, judged) in judged.into_iter().enumerate() {
        let before = previous.get(at).copied().flatten().and_then(|before| collection.entries.get(before));
        if let (Some(entry), Some(judged)) = (collection.entries.get(at), judged) {
            counts.report(&judged);
            let body = collection.bodies.get(at).and_then(Option::as_deref);
            reports.push((body, RegionReport::of(entry, judged, before.map(|before| before.file.clone()))));
        }
    }
    reports.sort_by(|(one, first), (other, second)| {
        (one.is_none(), one, first.year, &first.file).cmp(&(other.is_none(), other, second.year, &second.file))
    });
    let unassigned = unassigned(collection);
    Region {
        form: form.map(|id| RegionForm { id: id.to_owned(), name: named(collection).unwrap_or(id).to_owned() }),
        others: Vec::new(),
        totals: Totals { unassigned: unassigned.len(), ..totals(&reports, &similar) },
        rules: counts.rules(&similar, options),
        bodies: bodies(&reports, collection),
        failed: failed(collection),
        unassigned,
        reports: reports.into_iter().map(|(_, report)| report).collect(),
        years,
        similar,
    }
}

impl RegionReport {
    fn of(entry: &super::Entry, judged: Judged, previous: Option<String>) -> Self {
        let Judged { findings, summary, headline, .. } = judged;
        let status = match (entry.status, summary.error + summary.warning) {
            (Status::Unreadable, _) => Status::Unreadable,
            (_, 0) => Status::Passed,
            _ => Status::Findings,
        };
        let (file, organ, edition) = (entry.file.clone(), entry.organ.clone(), entry.edition.clone());
        let (year, not_assessed) = (entry.year, entry.not_assessed);
        RegionReport { file, organ, year, edition, status, headline, summary, not_assessed, previous, findings }
    }
}

fn totals(reports: &[(Option<&str>, RegionReport)], similar: &[Similar]) -> Totals {
    let mut totals = Totals { files: reports.len(), ..Totals::default() };
    for (_, report) in reports {
        match report.status {
            Status::Passed => totals.passed += 1,
            Status::Findings => totals.findings += 1,
            Status::Unreadable => totals.unreadable += 1,
        }
        let is_partly = report.status != Status::Unreadable && report.not_assessed > 0;
        totals.partly += usize::from(is_partly);
        add(&mut totals.summary, report.summary);
        totals.pairs += usize::from(report.previous.is_some());
    }
    for pair in similar {
        match pair.finding.severity {
            Severity::Error => totals.summary.error += 1,
            Severity::Warning => totals.summary.warning += 1,
            Severity::Info => totals.summary.info += 1,
        }
    }
    totals
}

fn add(to: &mut Summary, more: Summary) {
    to.error += more.error;
    to.warning += more.warning;
    to.info += more.info;
}

/// The findings of all reports by rule and weight, and the reports with one.
#[derive(Default)]
struct Counts(BTreeMap<(String, Severity), (usize, usize)>);

impl Counts {
    /// Counts what was found in one report, also what was not kept.
    fn report(&mut self, judged: &Judged) {
        let kept = judged.findings.iter().map(|finding| (&finding.rule, finding.severity, 1));
        let more = judged.more.iter().map(|more| (&more.rule, more.severity, more.findings));
        self.list(kept.chain(more));
    }

    fn list<'a>(&mut self, findings: impl Iterator<Item = (&'a String, Severity, usize)>) {
        let mut seen = BTreeSet::new();
        for (rule, severity, number) in findings {
            let count = self.0.entry((rule.clone(), severity)).or_default();
            count.0 += number;
            count.1 += usize::from(seen.insert((rule, severity)));
        }
    }

    fn rules(mut self, similar: &[Similar], options: &Options) -> Vec<RuleCount> {
        for pair in similar {
            self.list(std::iter::once((&pair.finding.rule, pair.finding.severity, 1)));
        }
        let counts = self.0.into_iter().map(|((rule, severity), (findings, reports))| {
            let title = messages::title(&rule, options.language).to_owned();
            RuleCount { rule, title, severity, findings, reports }
        });
        let mut counts: Vec<RuleCount> = counts.collect();
        counts.sort_by_key(|count| (count.severity, std::cmp::Reverse(count.findings)));
        counts
    }
}

fn bodies(reports: &[(Option<&str>, RegionReport)], collection: &Collection) -> Vec<BodyCount> {
    let mut bodies: BTreeMap<&str, BodyCount> = BTreeMap::new();
    for (body, report) in reports {
        let Some(body) = body else { continue };
        let count = bodies.entry(body).or_insert_with(|| BodyCount {
            organ: collection.name(body).into(),
            years: Vec::new(),
            summary: Summary::default(),
        });
        count.years.extend(report.year.filter(|_| report.status != Status::Unreadable));
        count.years.dedup();
        add(&mut count.summary, report.summary);
    }
    bodies.into_values().collect()
}

fn failed(collection: &Collection) -> Vec<Failed> {
    let unread = collection.entries.iter().filter(|entry| entry.status == Status::Unreadable);
    unread.map(|entry| Failed { file: entry.file.clone(), reason: entry.reason.clone() }).collect()
}

fn unassigned(collection: &Collection) -> Vec<Unassigned> {
    let readable = collection.entries.iter().filter(|entry| entry.tables.is_some());
    let unknown = readable.filter(|entry| entry.organ.is_none() || entry.year.is_none());
    unknown.map(|entry| Unassigned { file: entry.file.clone(), organ: entry.organ.clone(), year: entry.year }).collect()
}

/// What the npm package says of these types.
#[cfg(test)]
pub(super) fn declarations() -> Vec<String> {
    use crate::output::typescript::declaration;
    vec![
        declaration::<Region>(),
        declaration::<RegionForm>(),
        declaration::<Totals>(),
        declaration::<RegionReport>(),
        declaration::<RuleCount>(),
        declaration::<BodyCount>(),
        declaration::<Failed>(),
        declaration::<Unassigned>(),
        declaration::<Year>(),
        declaration::<sums::Parent>(),
        declaration::<parent::Told>(),
        declaration::<sums::Ambiguous>(),
        declaration::<sums::Missing>(),
        declaration::<sums::CellSum>(),
        declaration::<sums::OmittedUnit>(),
        declaration::<Similar>(),
    ]
}
