//! Which unit was left out of the sum, or counted twice.

use super::collection::Collection;
use crate::finding::Address;
use crate::report::Report;
use crate::rules::{Sums, cell_value};

/// The fewest figures by which a unit is known.
const FEWEST_FIGURES: usize = 2;

/// A unit whose figures are just what the sum lacks or has too much.
pub(super) struct Omitted {
    pub body: String,
    /// Counted twice, not left out.
    pub twice: bool,
    /// The cells that it explains.
    pub cells: Vec<Address>,
}

/// The unit whose figures are the differences: all of its own figures, and all
/// the differences but few. `None` where no unit or more than one fits.
pub(super) fn omitted(
    collection: &Collection,
    year: u16,
    parent: &str,
    report: &Report,
    sums: &[Sums],
) -> Option<Omitted> {
    let differences = differences(report, sums);
    let wrong = differences.iter().filter(|(_, difference)| *difference != 0).count();
    if wrong < FEWEST_FIGURES {
        return None;
    }
    let mut found: Vec<Omitted> = Vec::new();
    for (body, _) in collection.of_year(year).filter(|(body, _)| *body != parent) {
        let Some(unit) = collection.only(body, year).and_then(|at| collection.figures(at)) else {
            continue;
        };
        for twice in [false, true] {
            let cells = explained(&differences, &unit, twice);
            // What else is wrong is less than what it explains.
            found.extend(cells.filter(|cells| 2 * cells.len() > wrong).map(|cells| Omitted {
                body: body.to_owned(),
                twice,
                cells,
            }));
        }
    }
    found.pop().filter(|_| found.is_empty())
}

/// What the units' sum has more than the report, by cell.
fn differences(report: &Report, sums: &[Sums]) -> Vec<(Address, i128)> {
    let mut differences = Vec::new();
    for sums in sums {
        for (cell, sum) in sums.cells().iter().enumerate().filter(|(_, sum)| sum.known > 0) {
            if let Some(value) = cell_value(sums.form, cell, report) {
                differences.push((Address { form: sums.form, cell }, sum.exact - value.exact()));
            }
        }
    }
    differences
}

/// The cells in which the difference is the unit's figure; `None` unless it is
/// in nearly all cells where the unit has one.
fn explained(differences: &[(Address, i128)], unit: &Report, twice: bool) -> Option<Vec<Address>> {
    let (mut cells, mut figures) = (Vec::new(), 0);
    for (address, difference) in differences {
        let value = cell_value(address.form, address.cell, unit).map_or(0, crate::report::Number::exact);
        if value == 0 {
            continue;
        }
        figures += 1;
        if *difference == if twice { -value } else { value } {
            cells.push(*address);
        }
    }
    (cells.len() >= FEWEST_FIGURES && 10 * cells.len() >= 9 * figures).then_some(cells)
}
