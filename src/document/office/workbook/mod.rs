//! Workbooks, whatever wrote them → [`Document`](crate::Document).

mod format;
mod formula;
mod layout;
mod merges;
mod rich;
mod stale;
#[cfg(test)]
mod tests;
pub mod xls;
pub mod xlsx;

use crate::Unseen;
use format::{Format, Hides};
use rich::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Cells with content that are read of one workbook.
const MOST_CELLS: usize = crate::builder::MOST_CELLS;

/// A workbook as it is stored.
#[derive(Debug, Default)]
pub struct Workbook {
    sheets: Vec<Sheet>,
    /// Whether its days count from 1904 and not from 1900.
    from_1904: bool,
    /// Whether it has more cells than are read.
    is_cut: bool,
    /// Whether whoever opens it computes every formula anew: what is stored is not
    /// what is shown.
    recalculates: bool,
    /// Areas that have a name, as they are written: by the name in lower case.
    names: BTreeMap<String, Rc<str>>,
}

/// A sheet. Rows and columns count from 0.
#[derive(Debug, Default)]
struct Sheet {
    name: String,
    is_hidden: bool,
    /// The cells that hold something, by row and column.
    cells: BTreeMap<(u32, u32), Cell>,
    /// The first and the last column of what each row has cells for, also blank ones.
    extent: BTreeMap<u32, (u32, u32)>,
    merges: Vec<Area>,
    hidden_rows: BTreeSet<u32>,
    /// Runs of hidden columns: the last by the first.
    hidden_columns: BTreeMap<u32, u32>,
}

/// A rectangle of cells, its ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    first: (u32, u32),
    last: (u32, u32),
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
enum Value {
    #[default]
    Blank,
    Number(f64),
    /// What is seen of a text.
    Text(Rc<str>),
    Truth(bool),
    /// An error, as it is shown.
    Error(Rc<str>),
}

#[derive(Debug, Clone, Default)]
struct Cell {
    value: Value,
    format: Format,
    hides: Hides,
    /// Whether nobody sees it: struck through, or in the colour of its ground.
    is_unseen: bool,
    /// Whether that is because it is struck through.
    is_struck: bool,
    /// Why nothing is left of its text, where that was not blank.
    lost: Option<Unseen>,
    formula: Option<Formula>,
}

impl Cell {
    /// The cell with what is seen of a text: how its cell looks is settled by that.
    fn with(mut self, text: &Text, is_filled: bool) -> Self {
        let shown = text.shown(self.is_unseen, is_filled);
        self.lost = text.unseen(self.is_struck).filter(|_| shown.is_empty());
        self.value = Value::Text(shown);
        self.is_unseen = false;
        self
    }

    /// Why it looks blank and is not.
    fn unseen(&self) -> Option<Unseen> {
        let is_struck = self.is_struck;
        match &self.value {
            Value::Blank => None,
            Value::Text(text) => self.lost.or_else(|| Unseen::of(text, is_struck)),
            _ => Some(if is_struck { Unseen::Struck } else { Unseen::Hidden }),
        }
    }
}

/// A formula in the A1 notation, without its equals sign.
#[derive(Debug, Clone)]
struct Formula {
    text: Rc<str>,
    /// Rows and columns that its relative references are to be moved by.
    shift: (i64, i64),
    /// Whether it computes more than this cell, which is not understood.
    is_whole: bool,
}

impl Formula {
    fn new(text: Rc<str>) -> Self {
        Formula { text, shift: (0, 0), is_whole: false }
    }
}

impl Sheet {
    /// Keeps a cell; one that holds nothing only says how far its row goes.
    fn put(&mut self, row: u32, column: u32, cell: Cell) {
        let extent = self.extent.entry(row).or_insert((column, column));
        *extent = (extent.0.min(column), extent.1.max(column));
        if cell.value != Value::Blank || cell.formula.is_some() {
            self.cells.insert((row, column), cell);
        }
    }

    /// Keeps columns as hidden, from the first to the last.
    fn hide_columns(&mut self, first: u32, last: u32) {
        let end = self.hidden_columns.entry(first).or_insert(last);
        *end = (*end).max(last);
    }

    fn is_column_hidden(&self, column: u32) -> bool {
        self.hidden_columns.range(..=column).any(|(_, last)| *last >= column)
    }
}

impl Workbook {
    /// How many cells it holds so far.
    fn count(&self) -> usize {
        self.sheets.iter().map(|sheet| sheet.cells.len()).sum()
    }

    fn sheet(&self, name: &str) -> Option<usize> {
        self.sheets.iter().position(|sheet| sheet.name.eq_ignore_ascii_case(name))
    }
}

impl Area {
    fn crosses(&self, other: &Area) -> bool {
        self.first.0 <= other.last.0
            && other.first.0 <= self.last.0
            && self.first.1 <= other.last.1
            && other.first.1 <= self.last.1
    }

    fn holds_row(&self, row: u32) -> bool {
        (self.first.0..=self.last.0).contains(&row)
    }

    fn contains(&self, row: u32, column: u32) -> bool {
        self.holds_row(row) && (self.first.1..=self.last.1).contains(&column)
    }
}

/// Row and column, from 0, of a reference such as `D12` or `$D$12`.
fn reference(text: &str) -> Option<(u32, u32)> {
    let text = text.strip_prefix('$').unwrap_or(text);
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    let digits = digits.strip_prefix('$').unwrap_or(digits);
    if letters.is_empty() || letters.len() > 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let column =
        letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A' + 1));
    let row: u32 = digits.parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

/// The rectangle of a reference such as `B2:D12` or `B2`.
fn area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (reference(first)?, reference(last)?);
    Some(Area { first: (first.0.min(last.0), first.1.min(last.1)), last: (first.0.max(last.0), first.1.max(last.1)) })
}
