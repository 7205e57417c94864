//! A year of the region: the units added up, cell by cell, and held against
//! the region's own report.

use super::collection::Collection;
use super::omitted::{self, Omitted};
use super::parent::{self, Told};
use crate::finding::Finding;
use crate::report::Number;
use crate::rules::{self, Sums, cell_value};
use crate::shown::Shown;
use serde::{Deserialize, Serialize};

/// One year.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionYear"))]
pub struct Year {
    /// The report year.
    pub year: u16,
    /// The region's own report, where it is there.
    pub region: Option<Parent>,
    /// Units that are added up.
    pub units: usize,
    /// Bodies with two reports that differ: they are not added up.
    pub ambiguous: Vec<Ambiguous>,
    /// Bodies without a report.
    pub missing: Vec<Missing>,
    /// The units' sums by cell.
    pub cells: Vec<CellSum>,
    /// The unit that the region's report left out or counted twice.
    pub omitted: Option<OmittedUnit>,
}

/// The region's own report.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionParent"))]
pub struct Parent {
    /// Its file.
    pub file: String,
    /// Its body.
    pub organ: Shown,
    /// How it was told.
    pub told: Told,
}

/// A body with two or more reports of one year that differ.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionAmbiguous"))]
pub struct Ambiguous {
    /// The body.
    pub organ: Shown,
    /// Their files.
    pub files: Vec<String>,
}

/// A body without a report of a year.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionMissing"))]
pub struct Missing {
    /// The body.
    pub organ: Shown,
    /// Whether the caller's list has it.
    pub listed: bool,
    /// The years of which it has reports.
    pub years: Vec<u16>,
    /// A file that seems to be its report and could not be read.
    pub unreadable: Option<String>,
}

/// The sum of a cell.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionCell"))]
pub struct CellSum {
    /// Its address.
    #[cfg_attr(test, ts(type = "Address"))]
    pub cell: String,
    /// The sum of the units; `null` where it has more digits than JavaScript
    /// holds.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub sum: Option<Number>,
    /// Units with a number there.
    pub units: usize,
    /// Units without one.
    pub without: usize,
    /// What the region's own report says.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub region: Option<Number>,
}

/// A unit that the region's report left out or counted twice.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionOmitted"))]
pub struct OmittedUnit {
    /// The unit.
    pub organ: Shown,
    /// Counted twice, not left out.
    pub twice: bool,
    /// The cells that it explains.
    #[cfg_attr(test, ts(type = "Address[]"))]
    pub cells: Vec<String>,
}

/// A year, and what is wrong with the region's own report, its place among the
/// entries given.
pub(super) fn year(
    collection: &Collection,
    year: u16,
    told: Option<&(String, Told)>,
) -> (Year, Option<(usize, Vec<Finding>)>) {
    let own = told.and_then(|(body, told)| Some((body.as_str(), *told, collection.only(body, year)?)));
    let parent = told.map(|(body, _)| body.as_str());
    let report = own.and_then(|(_, _, at)| collection.figures(at));
    let form = || collection.family.for_year(year).or_else(|| collection.family.latest());
    let sums = match &report {
        Some(report) => parent::sums(collection, year, report, |body| Some(body) != parent),
        None => {
            let forms = form().map(|edition| edition.tables.iter().collect()).unwrap_or_default();
            parent::add_up(collection, year, forms, |body| Some(body) != parent)
        }
    };
    let omitted = report
        .as_ref()
        .zip(parent)
        .and_then(|(report, parent)| omitted::omitted(collection, year, parent, report, &sums));
    // What the units of any form add up to has to be what its region reports only where
    // somebody says so, or its other figures do.
    let is_sum = collection.is_annual_report || own.is_some_and(|(_, told, _)| told != Told::Name);
    let findings = own.zip(report.as_ref()).filter(|_| is_sum).map(|((_, _, at), report)| {
        let tables = report.tables.iter().zip(&sums);
        let wrong = tables.flat_map(|(table, sums)| sums.findings(table)).collect();
        (at, with_omitted(wrong, omitted.as_ref(), collection))
    });
    let units = collection.of_year(year).filter(|(body, _)| Some(*body) != parent);
    let answer = Year {
        year,
        region: own.and_then(|(body, told, at)| {
            Some(Parent { file: collection.entries.get(at)?.file.clone(), organ: collection.name(body).into(), told })
        }),
        units: units.filter(|(body, _)| collection.only(body, year).is_some()).count(),
        ambiguous: ambiguous(collection, year),
        missing: Vec::new(),
        cells: sums.iter().flat_map(|sums| cells(sums, report.as_ref())).collect(),
        omitted: omitted.map(|omitted| OmittedUnit {
            organ: collection.name(&omitted.body).into(),
            twice: omitted.twice,
            cells: omitted.cells.iter().map(ToString::to_string).collect(),
        }),
    };
    (answer, findings)
}

/// One slip reads as one thing: the unit that was left out stands for the sums
/// that it explains.
fn with_omitted(mut findings: Vec<Finding>, omitted: Option<&Omitted>, collection: &Collection) -> Vec<Finding> {
    let Some(omitted) = omitted else { return findings };
    findings.retain(|finding| {
        finding.rule != rules::SUM.id || !finding.cells.first().is_some_and(|cell| omitted.cells.contains(cell))
    });
    let finding = rules::OMITTED
        .finding()
        .variant(if omitted.twice { "twice" } else { "message" })
        .cells(omitted.cells.iter().copied())
        .param("unit", collection.name(&omitted.body))
        .param("count", omitted.cells.len());
    findings.insert(0, finding);
    findings
}

fn cells<'a>(sums: &'a Sums, report: Option<&'a crate::report::Report>) -> impl Iterator<Item = CellSum> + 'a {
    let added = sums.cells().iter().enumerate().filter(|(cell, _)| !sums.form.is_in_line(*cell));
    added.map(move |(cell, sum)| CellSum {
        cell: sums.form.address(cell).to_owned(),
        sum: Number::from_exact(sum.exact).and_then(|sum| Number::parse(&sum.to_string())),
        units: sum.known,
        without: sum.without(),
        region: report.and_then(|report| cell_value(sums.form, cell, report)),
    })
}

fn ambiguous(collection: &Collection, year: u16) -> Vec<Ambiguous> {
    let several = collection.of_year(year).filter(|(body, _)| collection.only(body, year).is_none());
    several
        .map(|(body, places)| Ambiguous {
            organ: collection.name(body).into(),
            files: places.iter().filter_map(|&at| Some(collection.entries.get(at)?.file.clone())).collect(),
        })
        .collect()
}

/// The bodies that another year or the list has and this year has not. A year
/// of few reports is not asked for the others.
pub(super) fn missing(collection: &Collection, year: u16, list: &[String]) -> Vec<Missing> {
    let here: std::collections::BTreeSet<&str> = collection.of_year(year).map(|(body, _)| body).collect();
    let mut years: std::collections::BTreeMap<String, Vec<u16>> = std::collections::BTreeMap::new();
    for other in collection.years() {
        for (body, _) in collection.of_year(other) {
            years.entry(body.to_owned()).or_default().push(other);
        }
    }
    let is_newest = collection.years().last() == Some(&year);
    if 2 * here.len() < years.len() && !is_newest {
        return Vec::new();
    }
    let listed: std::collections::BTreeSet<String> =
        list.iter().filter(|name| !name.trim().is_empty()).map(|name| collection.key(name)).collect();
    listed.iter().for_each(|body| {
        years.entry(body.clone()).or_default();
    });
    let unreadable = |body: &str| {
        let entries = collection.entries.iter().zip(&collection.bodies);
        let mut unread = entries.filter(|(entry, _)| entry.tables.is_none() && entry.year.is_none_or(|of| of == year));
        unread.find(|(_, own)| own.as_deref() == Some(body)).map(|(entry, _)| entry.file.clone())
    };
    let missing = years.into_iter().filter(|(body, _)| !here.contains(body.as_str()));
    missing
        .map(|(body, years)| Missing {
            organ: collection.name(&body).into(),
            listed: listed.contains(&body),
            years,
            unreadable: unreadable(&body),
        })
        .collect()
}
