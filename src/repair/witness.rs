//! Relations that are no edits, as witnesses: figures that may be negative, multiples and
//! conditions take no part in the search, but one that is broken tells which of several
//! smallest repairs is right.

use super::system::is_edit;
use super::{Alternative, Repair};
use crate::Options;
use crate::forms::Relation;
use crate::report::{Figure, Report, Table, Value};
use crate::rules::{self, Assessment};
use std::mem;

/// Puts the repair first that mends most of what else is broken; the likeliest stays
/// where several mend as much.
pub(super) fn hear(report: &Report, options: &Options, mut repair: Repair) -> Repair {
    if repair.alternatives.is_empty() || !has_witnesses(report, options) {
        return repair;
    }
    let broken = |report: &Report| broken(report, options);
    let left = |choice: &Alternative| broken(&mended(report, choice));
    let mut fewest = left(&repair.best);
    let mut first = None;
    for (at, choice) in repair.alternatives.iter().enumerate() {
        let count = left(choice);
        if count < fewest {
            (fewest, first) = (count, Some(at));
        }
    }
    if let Some(choice) = first.and_then(|at| repair.alternatives.get_mut(at)) {
        mem::swap(choice, &mut repair.best);
    }
    repair
}

/// The broken relations of a report that are no edits.
fn broken(report: &Report, options: &Options) -> usize {
    let fails = |table: &Table, relation: &Relation| {
        matches!(rules::assess(report, options, table, relation), Assessment::Fails(_))
    };
    let of_table = |table: &Table| {
        let others = table.form.other_relations().filter(|relation| !is_edit(report, options, table, relation));
        others.filter(|relation| fails(table, relation)).count()
    };
    report.tables.iter().map(of_table).sum()
}

fn has_witnesses(report: &Report, options: &Options) -> bool {
    cfg!(feature = "whole") && broken(report, options) > 0
}

/// The report with the figures of a repair.
fn mended(report: &Report, choice: &Alternative) -> Report {
    let mut mended = report.clone();
    for change in &choice.cells {
        let table = mended.table_mut(&change.cell.form.id);
        if let Some(figure) = table.and_then(|table| table.figures.get_mut(change.cell.cell)) {
            *figure = Figure { value: Value::Number(change.to), ..figure.clone() };
        }
    }
    mended
}
