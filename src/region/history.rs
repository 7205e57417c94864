//! The figures of a body over the years, each as one line: what means the same in two
//! editions goes on, and where the form changed is marked.

use super::{Entry, beside};
use crate::finding::Address;
use crate::forms::{Edition, Forms};
use crate::report::{Number, Value};
use std::collections::BTreeMap;

/// A body and its figures by year.
#[derive(Debug)]
pub struct History {
    /// How it is called in its newest document.
    pub body: String,
    /// Its lines, in the order of the newest form.
    pub lines: Vec<Line>,
}

/// One figure over the years.
#[derive(Debug)]
pub struct Line {
    /// What it is: `annual_report.applications/1/total`.
    pub series: String,
    /// Its cell in the newest form that has it.
    pub cell: Address,
    /// Whether it is a sum, or goes on from one form to another.
    pub is_main: bool,
    /// Its figures by year, without the years that have none.
    pub points: Vec<Point>,
}

/// The figure of a year.
#[derive(Debug, Clone, Copy)]
pub struct Point {
    /// The report year.
    pub year: u16,
    /// The edition that it stands in.
    pub edition: &'static Edition,
    /// The figure; `None` where two documents of the year say different things.
    pub value: Option<Number>,
}

impl Line {
    /// Each point with the next one.
    pub fn steps(&self) -> impl Iterator<Item = (&Point, &Point)> {
        self.points.windows(2).filter_map(|pair| Some((pair.first()?, pair.last()?)))
    }

    /// The points that stand in another edition than the one before them.
    pub fn breaks(&self) -> impl Iterator<Item = (&Point, &Point)> {
        self.steps().filter(|(before, after)| before.is_broken_off(after))
    }
}

impl Point {
    /// Whether another one stands in another edition.
    pub fn is_broken_off(&self, other: &Point) -> bool {
        !std::ptr::eq(self.edition, other.edition)
    }
}

/// What the form of a cell says that it is the same as.
fn same_as(cell: &Address) -> Option<&'static str> {
    let named = cell.row().zip(cell.column()).map(|(row, column)| format!("{}/{}", row.id, column.id))?;
    cell.form.same_as.iter().find(|same| same.cell == named).map(|same| same.figure.as_str())
}

/// What a figure is, whichever edition it stands in: what its form says that it is the
/// same as, else its own address among the documents of its kind. Money of two editions
/// may be in two units, and is two series.
pub fn series(edition: &'static Edition, cell: &Address) -> String {
    match same_as(cell) {
        Some(figure) => figure.to_owned(),
        None if cell.kind().has_decimals() => format!("{}.{cell}", edition.id),
        None => format!("{}.{cell}", edition.family()),
    }
}

/// The lines of every body with figures of two years at least, by the names of the bodies.
pub fn histories(entries: &[Entry], forms: &Forms) -> Vec<History> {
    let mut bodies: BTreeMap<String, Body> = BTreeMap::new();
    for entry in entries {
        let (Some((year, key)), Some(report)) = (beside::place(entry), entry.figures(forms)) else { continue };
        let body = bodies.entry(key).or_default();
        if year >= body.newest {
            (body.newest, body.name) = (year, entry.organ.as_ref().map(ToString::to_string).unwrap_or_default());
        }
        for table in &report.tables {
            let totals: Vec<usize> = table.form.totals().map(|(total, _)| total).collect();
            for (cell, figure) in table.figures.iter().enumerate() {
                let Value::Number(value) = figure.value else { continue };
                let address = Address { form: table.form, cell };
                let series = series(table.edition, &address);
                let line = body.lines.entry(series).or_insert_with(|| Draft::new(year, address));
                line.is_main |= totals.contains(&cell) || same_as(&address).is_some();
                line.add(year, address, Point { year, edition: table.edition, value: Some(value) });
            }
        }
    }
    let made = bodies.into_values().map(Body::history);
    made.filter(|history| !history.lines.is_empty()).collect()
}

/// The fewest years that make a line.
const FEWEST: usize = 2;

#[derive(Default)]
struct Body {
    newest: u16,
    name: String,
    lines: BTreeMap<String, Draft>,
}

struct Draft {
    newest: u16,
    cell: Address,
    is_main: bool,
    points: BTreeMap<u16, Point>,
}

impl Draft {
    const fn new(year: u16, cell: Address) -> Self {
        Draft { newest: year, cell, is_main: false, points: BTreeMap::new() }
    }

    fn add(&mut self, year: u16, cell: Address, point: Point) {
        if year > self.newest {
            (self.newest, self.cell) = (year, cell);
        }
        let known = self.points.entry(year).or_insert(point);
        if known.value != point.value {
            known.value = None;
        }
    }
}

impl Body {
    fn history(self) -> History {
        let line = |(series, draft): (String, Draft)| Line {
            series,
            cell: draft.cell,
            is_main: draft.is_main,
            points: draft.points.into_values().collect(),
        };
        let mut lines: Vec<Line> = self.lines.into_iter().map(line).collect();
        lines.retain(|line| line.points.len() >= FEWEST);
        // In the order in which a reader meets them, the newest form first.
        lines.sort_by_key(|line| {
            let newest = line.points.last().map_or(0, |point| point.year);
            (u16::MAX - newest, line.cell.form.position, line.cell.cell)
        });
        History { body: self.name, lines }
    }
}
