//! What a file shows, as plain data.

use serde::{Deserialize, Serialize};

/// A report on paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// What the file calls itself.
    pub title: String,
    /// When it is written, RFC 3339; a fixed moment stands where it is `None`.
    pub time: Option<String>,
    /// Its parts, in order: a workbook has a sheet for each.
    pub parts: Vec<Part>,
}

/// A section, or what stands before the first one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// A short name for a sheet.
    pub name: String,
    /// What it shows, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Piece {
    /// The title of the report.
    Title(Text),
    /// The heading of a section.
    Heading(Text),
    /// A paragraph of running text.
    Paragraph(Text),
    /// A table, row by row, each row with the cells that start in it.
    Table {
        /// The relative widths of its columns.
        widths: Vec<usize>,
        /// How many rows are its head, repeated on every page.
        head: usize,
        /// Its rows.
        rows: Vec<Vec<Cell>>,
    },
}

/// A text with comments on it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    /// The text, of one line.
    pub text: String,
    /// What is said about it.
    pub comments: Vec<String>,
}

/// A cell in its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The first column that it covers, from 0.
    pub column: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
    /// What it is for.
    pub place: Place,
    /// What stands in it.
    pub text: Text,
    /// Whether its figure was changed by a correction.
    pub changed: bool,
}

/// What a cell is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A label above figures.
    Heading,
    /// A label beside figures.
    Label,
    /// A figure; its text may be none.
    Figure,
}

impl Cell {
    /// The number that stands in it, and how many digits it has behind the
    /// decimal point.
    pub fn number(&self) -> Option<(f64, usize)> {
        let text = &self.text.text;
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
        let number = text.parse().ok().filter(|_| plain && self.place == Place::Figure)?;
        Some((number, text.split_once('.').map_or(0, |(_, fraction)| fraction.len())))
    }
}
