//! What nobody sees is no part of a report, unless nothing else is.
//!
//! A page may be hidden until its script has run, and a table until its tab is
//! clicked. So a page is read as it is seen; where that leaves no table, or
//! leaves out a table that stands nowhere else, it is read with what a click
//! would show.

use super::{CellId, Document, Grid};
use gouji_kernel::order;

/// What takes text out of sight. Bits, as several may lie over one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Veil {
    /// It is struck through.
    Struck = 1,
    /// The element itself says that it is not shown.
    Own = 2,
    /// A style sheet takes its box out of sight.
    Box = 4,
    /// Its letters cannot be told from what is behind them, or have no size.
    Paint = 8,
}

/// All veils.
pub const ALL: u8 = 15;
/// All but what a click may lift.
const WITHOUT_BOX: u8 = ALL & !(Veil::Box as u8);
/// What is left out in any case.
const LEAST: u8 = Veil::Struck as u8 | Veil::Own as u8;

/// Reads a page as it is seen. `read` gives the document without what lies under
/// the veils it is told, and which veils were met over anything.
pub fn seen(mut read: impl FnMut(u8) -> (Document, u8)) -> Document {
    let (document, met) = read(ALL);
    if met & Veil::Box as u8 != 0 {
        let (opened, _) = read(WITHOUT_BOX);
        if shows_another_table(&document, &opened) {
            return opened;
        }
    }
    if met & !LEAST != 0 && tables(&document, &[]).next().is_none() {
        for veils in [LEAST, Veil::Struck as u8] {
            let (opened, _) = read(veils);
            if tables(&opened, &[]).next().is_some() {
                return opened;
            }
        }
    }
    document
}

/// Whether a document has a table more that stands in no other form in the
/// first, and no second version of one: that has all of its words. What a narrow
/// screen repeats of the head within each cell makes no other table.
fn shows_another_table(seen: &Document, opened: &Document) -> bool {
    let mut known: Vec<&str> = tables(seen, &[]).flatten().collect();
    order::sort(&mut known);
    let mut filled: Vec<CellId> = cells(seen).filter(|(_, text)| !text.is_empty()).map(|(id, _)| id).collect();
    order::sort(&mut filled);
    let (mut versions, mut others) = (0, 0);
    for words in tables(opened, &filled) {
        let strange = words.iter().filter(|word| known.binary_search(word).is_err()).count();
        versions += usize::from(strange == 0);
        others += usize::from(strange * 2 > words.len());
    }
    others > 0 && versions <= tables(seen, &[]).count()
}

/// The cells of a document with their texts.
fn cells(document: &Document) -> impl Iterator<Item = (CellId, &str)> {
    let cells = document.grids().flat_map(|grid| &grid.rows).flat_map(|row| &row.cells);
    cells.map(|cell| (cell.id, document.slice(&cell.range).trim()))
}

/// The words of each table that has any, each once: what has a letter, and stands in
/// none of the `known` cells.
fn tables<'d>(document: &'d Document, known: &[CellId]) -> impl Iterator<Item = Vec<&'d str>> {
    let words = |grid: &Grid| -> Vec<&'d str> {
        let cells = grid.rows.iter().flat_map(|row| &row.cells).filter(|cell| known.binary_search(&cell.id).is_err());
        let texts = cells.map(|cell| document.slice(&cell.range));
        let mut words: Vec<&str> = texts.filter(|text| text.chars().any(char::is_alphabetic)).collect();
        order::sort(&mut words);
        words.dedup();
        words
    };
    document.grids().map(words).filter(|words| !words.is_empty())
}
