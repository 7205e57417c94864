//! A row that is repeated: one line for each unit, however many a document has.
//! A document's lines are rows of a form of its own, so that whatever checks,
//! draws or writes a form needs to know nothing of it.

#[cfg(feature = "whole")]
mod made;

use super::{Row, TableForm};

impl Row {
    /// The number of the line that has this id, where it may be one of this row.
    pub fn line_number(&self, id: &str) -> Option<usize> {
        id.strip_prefix(self.id.as_str())?.strip_prefix('.')?.parse().ok()
    }
}

impl TableForm {
    /// Position of the row that is repeated, where a document's lines are not rows yet.
    pub fn repeated_row(&self) -> Option<usize> {
        self.rows.iter().position(|row| row.repeated)
    }

    /// Whether a row is repeated, or a line of one: the same row of another document
    /// is another unit's.
    pub fn is_line(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|row| row.repeated || row.line_of.is_some())
    }

    /// Whether a figure stands in such a row.
    pub fn is_in_line(&self, cell: usize) -> bool {
        self.cells.get(cell).is_some_and(|cell| self.is_line(cell.row))
    }

    /// Whether it was made for the lines of a document.
    pub fn has_lines(&self) -> bool {
        self.rows.iter().any(|row| row.line_of.is_some())
    }

    /// Positions of the rows that a name means: the one with this id, or the lines of
    /// the row that is repeated under it.
    pub(super) fn rows_named(&self, id: &str) -> Vec<usize> {
        let is_meant = |row: &Row| row.id == id || row.line_of.as_deref() == Some(id);
        self.rows.iter().enumerate().filter(|(_, row)| is_meant(row)).map(|(at, _)| at).collect()
    }

    /// Whether a name means a row that is repeated.
    pub(super) fn is_repeated(&self, id: &str) -> bool {
        self.rows.iter().any(|row| (row.repeated && row.id == id) || row.line_of.as_deref() == Some(id))
    }
}
