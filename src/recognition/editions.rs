//! Which edition each table is of: what its own labels show, and where they show
//! none, what the other tables show or the year asks for.

use crate::forms::{Edition, FormFamily, TableForm};
use crate::order;
use crate::report::Table;

/// A table as it reads in the form of one edition, and how well that fits.
pub struct Reading {
    /// What speaks for this form less what speaks against it.
    pub fit: f32,
    /// The table.
    pub table: Table,
}

/// Reads every table of the form, in the order of the report. One that fits an
/// edition better than any other by `decisive` is of that edition; a table that
/// tells none, as the rows that would were cut off, is of the other tables', else
/// of the year's.
pub fn read(
    family: &FormFamily,
    year: Option<u16>,
    decisive: f32,
    read: impl Fn(&'static Edition, &'static TableForm) -> Option<Reading>,
) -> Vec<Table> {
    let in_each_edition = |(name, _): &(&'static str, bool)| -> Vec<Reading> {
        family.editions().iter().filter_map(|edition| read(edition, edition.table(name)?)).collect()
    };
    let (telling, silent): (Vec<_>, Vec<_>) = family.tables().iter().partition(|(_, tells)| *tells);
    let mut tables = choose(family, telling.into_iter().map(in_each_edition).collect(), decisive, year);
    let edition = settled(family, &tables, year);
    // Another edition may have the table all the same.
    let has_it = |name: &str| {
        let others = family.editions().iter().rev().copied();
        edition.into_iter().chain(others).find(|edition| edition.table(name).is_some())
    };
    let in_settled = |(name, _): &(&'static str, bool)| {
        let edition = has_it(name)?;
        Some(read(edition, edition.table(name)?)?.table)
    };
    tables.extend(silent.into_iter().filter_map(in_settled));
    order::sort_by_key(&mut tables, |table| table.form.position);
    tables
}

/// The edition of a report with these tables: that of the largest table whose
/// labels tell one, else the year's, else the newest.
pub fn settled(family: &FormFamily, tables: &[Table], year: Option<u16>) -> Option<&'static Edition> {
    let telling = tables.iter().filter(|table| family.tells_edition(&table.form.id));
    // Of a document's lines it counts that there are some, not how many.
    let size = |table: &&Table| table.edition.table(&table.form.id).map_or(0, |form| form.cells().len());
    let largest = telling.rev().max_by_key(size).map(|table| table.edition);
    largest.or_else(|| year.and_then(|year| family.for_year(year))).or_else(|| family.latest())
}

/// Puts the tables that tell no edition into that of the others.
pub fn follow(family: &FormFamily, tables: &mut [Table], year: Option<u16>) {
    let Some(edition) = settled(family, tables, year) else { return };
    let is_open = |table: &&mut Table| {
        !family.tells_edition(&table.form.id) && !table.is_of_made_form() && !std::ptr::eq(table.edition, edition)
    };
    for table in tables.iter_mut().filter(is_open) {
        if let Some(form) = edition.table(&table.form.id) {
            (table.edition, table.form) = (edition, form);
        }
    }
}

/// Chooses among the readings of each table.
fn choose(family: &FormFamily, readings: Vec<Vec<Reading>>, decisive: f32, year: Option<u16>) -> Vec<Table> {
    let told: Vec<Option<&'static Edition>> = readings.iter().map(|readings| own(readings, decisive)).collect();
    let of_others = told.iter().flatten().next().copied();
    let by_year = || year.and_then(|year| family.for_year(year)).or_else(|| family.latest());
    let wanted = told.into_iter().map(|own| own.or(of_others).or_else(by_year));
    readings.into_iter().zip(wanted).filter_map(|(readings, wanted)| best(readings, wanted, decisive)).collect()
}

/// The edition that a table tells by itself.
fn own(readings: &[Reading], decisive: f32) -> Option<&'static Edition> {
    let Reading { fit, table } = readings.iter().max_by(|a, b| a.fit.total_cmp(&b.fit))?;
    let is_best = |other: &Reading| std::ptr::eq(other.table.edition, table.edition) || other.fit + decisive < *fit;
    readings.iter().all(is_best).then_some(table.edition)
}

/// The reading that fits best, that of the wanted edition where others are hardly better.
fn best(readings: Vec<Reading>, wanted: Option<&'static Edition>, decisive: f32) -> Option<Table> {
    let bonus = |table: &Table| match wanted {
        Some(edition) if std::ptr::eq(edition, table.edition) => decisive,
        _ => 0.0,
    };
    let weighed = readings.into_iter().map(|Reading { fit, table }| (fit + bonus(&table), table));
    weighed.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, table)| table)
}
