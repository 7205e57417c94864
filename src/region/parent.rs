//! The region's own report among those of its units.

use super::collection::Collection;
use super::{Options, body};
use crate::forms::TableForm;
use crate::report::Report;
use crate::rules::{Sums, cell_value};
use serde::{Deserialize, Serialize};

/// How the region's own report was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionTold"))]
pub enum Told {
    /// The caller named it.
    Given,
    /// Its name is the place that the units' names begin with.
    Name,
    /// Its figures are the sums of all others.
    Figures,
}

impl Told {
    /// Its name in JSON and in the catalogues.
    pub const fn name(self) -> &'static str {
        match self {
            Told::Given => "given",
            Told::Name => "name",
            Told::Figures => "figures",
        }
    }
}

/// The fewest cells with figures by which a sum is recognised.
const FEWEST_CELLS: usize = 5;
/// The fewest units of a region.
const FEWEST_UNITS: usize = 2;

/// The body whose reports add up the others', where that is certain.
pub(super) fn parent(collection: &Collection, options: &Options) -> Option<(String, Told)> {
    if let Some(region) = &options.region {
        let is_it = |file: &str| file == region;
        let at = collection.entries.iter().position(|entry| is_it(&entry.file))?;
        let body = collection.bodies.get(at)?.clone()?;
        return Some((body, Told::Given));
    }
    by_figures(collection)
        .map(|body| (body, Told::Figures))
        .or_else(|| by_name(collection).map(|body| (body, Told::Name)))
}

/// The one body that is called like the place that most others begin with.
fn by_name(collection: &Collection) -> Option<String> {
    let bodies = collection.all_bodies();
    let is_parent = |name: &str| {
        let Some(place) = body::place(name) else { return false };
        let others = bodies.iter().filter(|other| **other != name);
        let within = others.clone().filter(|other| other.starts_with(place)).count();
        within >= FEWEST_UNITS && 2 * within >= others.count()
    };
    let mut found = bodies.iter().copied().filter(|name| is_parent(name));
    let parent = found.next().filter(|_| found.next().is_none())?;
    (!is_contradicted(collection, parent)).then(|| parent.to_owned())
}

/// Whether a body has less than one of the others in most of its cells: then
/// it reports for itself alone.
fn is_contradicted(collection: &Collection, parent: &str) -> bool {
    collection.years().into_iter().any(|year| {
        let Some(report) = collection.only(parent, year).and_then(|at| collection.figures(at)) else {
            return false;
        };
        let (mut below, mut all) = (0, 0);
        for sums in sums(collection, year, &report, |body| body != parent) {
            for (cell, sum) in sums.cells().iter().enumerate().filter(|(_, sum)| sum.most() > 0) {
                let value = cell_value(sums.form, cell, &report).map_or(0, crate::report::Number::exact);
                below += usize::from(value < sum.most());
                all += 1;
            }
        }
        2 * below > all
    })
}

/// The one body whose figures are in some year the sums of all others'.
fn by_figures(collection: &Collection) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    for year in collection.years() {
        let bodies: Vec<&str> = collection.of_year(year).map(|(body, _)| body).collect();
        let first = bodies.iter().find_map(|body| collection.figures(collection.only(body, year)?));
        let Some(first) = first.filter(|_| bodies.len() > FEWEST_UNITS) else { continue };
        let totals = sums(collection, year, &first, |_| true);
        let is_sum = |body: &&&str| {
            let report = collection.only(body, year).and_then(|at| collection.figures(at));
            report.is_some_and(|report| is_half(&totals, &report))
        };
        let mut sums = bodies.iter().filter(is_sum);
        if let (Some(body), None) = (sums.next(), sums.next()) {
            found.push((*body).to_owned());
        }
    }
    found.sort();
    found.dedup();
    found.pop().filter(|_| found.is_empty())
}

/// Whether a report has half of the totals, itself included, in nearly every
/// cell.
fn is_half(totals: &[Sums], report: &Report) -> bool {
    let (mut equal, mut all) = (0, 0);
    for sums in totals {
        for (cell, sum) in sums.cells().iter().enumerate().filter(|(_, sum)| sum.exact != 0) {
            let value = cell_value(sums.form, cell, report);
            equal += usize::from(value.is_some_and(|value| 2 * value.exact() == sum.exact));
            all += 1;
        }
    }
    all >= FEWEST_CELLS && 10 * equal >= 9 * all
}

/// The sums of the bodies of a year over the tables of a report.
pub(super) fn sums(collection: &Collection, year: u16, report: &Report, counts: impl Fn(&str) -> bool) -> Vec<Sums> {
    let forms = report.tables.iter().map(|table| table.form);
    add_up(collection, year, forms.collect(), counts)
}

/// The sums of the bodies of a year over forms. A body with two reports that
/// differ has none that counts.
pub(super) fn add_up(
    collection: &Collection,
    year: u16,
    forms: Vec<&'static TableForm>,
    counts: impl Fn(&str) -> bool,
) -> Vec<Sums> {
    let mut sums: Vec<Sums> = forms.into_iter().map(Sums::new).collect();
    for (body, _) in collection.of_year(year).filter(|(body, _)| counts(body)) {
        let report = collection.only(body, year).and_then(|at| collection.figures(at)).unwrap_or_default();
        let name = collection.name(body);
        sums.iter_mut().for_each(|sums| sums.add(&name, &report));
    }
    sums
}
