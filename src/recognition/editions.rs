//! Which edition each table is of: what its own labels show, and where they show
//! none, what the other table shows or the year asks for.

use crate::forms::{self, Edition};
use crate::report::Table;

/// Chooses among the readings of two tables. One that fits an edition better than
/// any other by `decisive` is of that edition; a table that tells none, as the rows
/// that would were cut off, is of the other one's, else of the year's.
pub fn choose(readings: [Vec<(f32, Table)>; 2], decisive: f32, year: Option<u16>) -> [Option<Table>; 2] {
    let [first, second] = readings;
    let [of_first, of_second] = [&first, &second].map(|readings| own(readings, decisive));
    let by_year = || year.and_then(forms::edition_for_year).or_else(forms::latest);
    [
        best(first, of_first.or(of_second).or_else(by_year), decisive),
        best(second, of_second.or(of_first).or_else(by_year), decisive),
    ]
}

/// The edition that a table tells by itself.
fn own(readings: &[(f32, Table)], decisive: f32) -> Option<&'static Edition> {
    let (fit, table) = readings.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let is_best = |other: &(f32, Table)| std::ptr::eq(other.1.edition, table.edition) || other.0 + decisive < *fit;
    readings.iter().all(is_best).then_some(table.edition)
}

/// The reading that fits best, that of the wanted edition where others are hardly better.
fn best(readings: Vec<(f32, Table)>, wanted: Option<&'static Edition>, decisive: f32) -> Option<Table> {
    let bonus = |table: &Table| match wanted {
        Some(edition) if std::ptr::eq(edition, table.edition) => decisive,
        _ => 0.0,
    };
    let weighed = readings.into_iter().map(|(fit, table)| (fit + bonus(&table), table));
    weighed.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, table)| table)
}
