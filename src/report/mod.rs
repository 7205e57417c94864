//! The recognised report: figures by address, sections, and what recognition
//! noticed on the way. It knows neither formats nor rules.

mod figure;
mod observation;
#[cfg(test)]
pub mod samples;
mod section;

pub(crate) use figure::UNREAD;
pub use figure::{Figure, MOST_INTEGER, Number, Value};
pub use observation::{Observation, Unreadable};
pub use section::{Section, SectionMatch};

pub use crate::document::{Position, Positions};

use crate::document::CellId;
use crate::forms::{Edition, FormFamily, TableForm};
use crate::shown::Verbatim;
use std::ops::Range;
use std::sync::Arc;

/// Names of the columns of a list of figures, one a line; programs rely on them, so no
/// language changes them.
pub const SERIES_COLUMNS: [&str; 13] = [
    "body",
    "year",
    "form",
    "table",
    "row",
    "column",
    "value",
    "status",
    "cell",
    "row_label",
    "column_label",
    "file",
    "series",
];

/// A recognised report.
#[derive(Debug, Clone)]
pub struct Report {
    /// The editions of the document that it is.
    pub family: Arc<FormFamily>,
    /// Report year, where anything tells it.
    pub year: Option<u16>,
    /// Name of the body that reports, where anything tells it.
    pub organ: Option<Verbatim>,
    /// Title as it stands.
    pub title: Option<Verbatim>,
    /// The tables found, in the order of the report.
    pub tables: Vec<Table>,
    /// The plain text of the document, tables included.
    pub text: Verbatim,
    /// The sections found, in the order of the document. Empty where the
    /// document has no section heading at all (tables alone).
    pub sections: Vec<Section>,
    /// The paragraphs outside tables, as byte ranges of [`Report::text`].
    pub paragraphs: Vec<Range<usize>>,
    /// What recognition noticed about the document as a whole.
    pub observations: Vec<Observation>,
    /// Pictures in the document.
    pub images: usize,
    /// Where its paragraphs and cells stand in words of the document's format.
    pub positions: Positions,
}

/// A report in which nothing was found.
impl Default for Report {
    fn default() -> Self {
        Report {
            family: FormFamily::own(),
            year: None,
            organ: None,
            title: None,
            tables: Vec::new(),
            text: Verbatim::default(),
            sections: Vec::new(),
            paragraphs: Vec::new(),
            observations: Vec::new(),
            images: 0,
            positions: Positions::default(),
        }
    }
}

impl Report {
    /// One of its tables, where it was found.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.form.id == id)
    }

    /// One of its tables, where it was found, to change its figures.
    pub fn table_mut(&mut self, id: &str) -> Option<&mut Table> {
        self.tables.iter_mut().find(|table| table.form.id == id)
    }

    /// The section that is the official one with this index, from 0.
    pub fn section(&self, index: usize) -> Option<&Section> {
        self.sections.iter().find(|section| section.official.is_some_and(|found| found.index == index))
    }

    /// The edition of the table with the most figures: it tells the edition best.
    pub fn edition(&self) -> Option<&'static Edition> {
        let largest = self.tables.iter().rev().max_by_key(|table| table.figures.len());
        largest.map(|table| table.edition)
    }

    /// Where a cell of a table stands in words of the document's format.
    pub fn position(&self, table: &str, cell: usize) -> Option<&Position> {
        self.positions.of_cell(self.table(table)?.place(cell)?)
    }

    /// The figure at an address, its table and its index there.
    pub fn locate(&self, address: &str) -> Option<(&Table, usize)> {
        self.tables.iter().find_map(|table| Some((table, table.form.cell_at(address)?)))
    }
}

/// Bytes of running text that rules read, whole paragraphs: each of them is held
/// against every word that rules know. A long report has a tenth.
const MOST_READ: usize = 512 * 1024;
/// Bytes for which the shortest paragraph counts.
const LEAST_OF_ONE: usize = 16;

/// The paragraphs that rules read: of a text without end the first ones.
pub fn read_by_rules(paragraphs: &[Range<usize>]) -> &[Range<usize>] {
    let mut room = MOST_READ;
    let read = paragraphs.iter().take_while(|range| {
        let rest = room.checked_sub(range.len().max(LEAST_OF_ONE));
        room = rest.unwrap_or(0);
        rest.is_some()
    });
    paragraphs.get(..read.count()).unwrap_or_default()
}

/// A recognised table: one figure for each cell of its form.
#[derive(Debug, Clone)]
pub struct Table {
    /// The edition that its own labels show.
    pub edition: &'static Edition,
    /// Its form in that edition.
    pub form: &'static TableForm,
    /// Its figures, indexed as [`TableForm::cells`].
    pub figures: Vec<Figure>,
    /// What recognition noticed about its rows, columns and labels.
    pub observations: Vec<Observation>,
}

impl Table {
    /// A table of this form in which every row is missing.
    pub fn empty(edition: &'static Edition, form: &'static TableForm) -> Self {
        Table { edition, form, figures: vec![Figure::default(); form.cells().len()], observations: Vec::new() }
    }

    /// Whether its form was made for the lines of its document.
    pub fn is_of_made_form(&self) -> bool {
        self.edition.table(&self.form.id).is_none_or(|own| !std::ptr::eq(own, self.form))
    }

    /// The figure with this index.
    pub fn figure(&self, cell: usize) -> Option<&Figure> {
        self.figures.get(cell)
    }

    /// The whole number at this index, where it holds one.
    pub fn integer(&self, cell: usize) -> Option<i64> {
        match self.figures.get(cell)?.value {
            Value::Number(number) => number.integer(),
            _ => None,
        }
    }

    /// The number at this index, where it holds one.
    pub fn number(&self, cell: usize) -> Option<Number> {
        self.figures.get(cell)?.value.number()
    }

    /// Whether the document has this row.
    pub fn has_row(&self, row: usize) -> bool {
        self.form.row_cells(row).any(|cell| self.figure(cell).is_some_and(|figure| figure.value != Value::Missing))
    }

    /// Where a figure stood in the document.
    pub fn place(&self, cell: usize) -> Option<CellId> {
        self.figure(cell)?.place
    }
}
