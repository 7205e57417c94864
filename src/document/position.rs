//! Where a piece of a document stands, in words of its own format.
//!
//! Most formats have none: of HTML and plain text the passage itself is enough.

use super::CellId;
use serde::{Deserialize, Serialize};

/// A place that a person can go to. Numbers count from 1; what a format does not
/// have is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Position {
    /// Page of a paged document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Paragraph outside tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Table of a text document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// Name of a sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Row of the table or sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Column of the table or sheet; merged cells count as many as they cover.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

impl Position {
    /// A page.
    pub fn page(page: u32) -> Self {
        Position { page: Some(page), ..Position::default() }
    }

    /// A paragraph outside tables.
    pub fn paragraph(paragraph: u32) -> Self {
        Position { paragraph: Some(paragraph), ..Position::default() }
    }

    /// A cell of a table of a text document.
    pub fn table(table: u32, row: u32, column: u32) -> Self {
        Position { table: Some(table), row: Some(row), column: Some(column), ..Position::default() }
    }

    /// A cell of a workbook.
    pub fn sheet(sheet: &str, row: u32, column: u32) -> Self {
        Position { sheet: Some(sheet.to_owned()), row: Some(row), column: Some(column), ..Position::default() }
    }

    /// The name of a workbook's cell: `D12`. `None` outside workbooks.
    pub fn cell(&self) -> Option<String> {
        self.sheet.as_ref()?;
        Some(format!("{}{}", column_name(self.column?), self.row?))
    }
}

/// The letters of a column, counted from 1: 1 is `A`, 27 is `AA`.
pub fn column_name(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + (column % 26) as u8));
        column /= 26;
    }
    letters.iter().rev().collect()
}

/// The positions of a document's paragraphs and cells, in the order of its text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Positions(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Piece {
    /// Byte of the document's text where it starts.
    start: usize,
    /// Number of the cell, where it is one.
    cell: Option<CellId>,
    position: Position,
}

impl Positions {
    /// Notes where the piece that starts at this byte of the text stands.
    pub(super) fn push(&mut self, start: usize, cell: Option<CellId>, position: Position) {
        self.0.push(Piece { start, cell, position });
    }

    /// The position of a cell.
    pub fn of_cell(&self, cell: CellId) -> Option<&Position> {
        self.0.iter().find(|piece| piece.cell == Some(cell)).map(|piece| &piece.position)
    }

    /// The position of the piece that holds this byte of the text.
    pub fn at(&self, byte: usize) -> Option<&Position> {
        let after = self.0.partition_point(|piece| piece.start <= byte);
        after.checked_sub(1).and_then(|at| self.0.get(at)).map(|piece| &piece.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_names_that_workbooks_give_them() {
        for (column, name) in [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")] {
            assert_eq!(column_name(column), name);
        }
        assert_eq!(Position::sheet("表三", 12, 4).cell().as_deref(), Some("D12"));
        assert_eq!(Position::table(1, 12, 4).cell(), None);
    }

    #[test]
    fn a_piece_is_found_by_every_byte_of_it() {
        let mut positions = Positions::default();
        positions.push(0, None, Position::paragraph(1));
        positions.push(10, Some(7), Position::table(1, 1, 1));
        assert_eq!(positions.at(9), Some(&Position::paragraph(1)));
        assert_eq!(positions.at(10), positions.of_cell(7));
        assert_eq!(positions.of_cell(0), None);
        assert_eq!(Positions::default().at(0), None);
    }
}
