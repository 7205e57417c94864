//! A frame and the characters in it → a table with its text.

use super::super::geometry::Text;
use super::frame::Frame;
use super::line::{Line, append, lines};

/// Points that a cell keeps free at both sides together.
const PADDING: f32 = 8.0;

/// A table as it stands on a page, or over several.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Left edges of its columns and the right edge of the last, in points.
    pub edges: Vec<f32>,
    /// Number of its rows.
    pub rows: usize,
    /// Its cells in reading order.
    pub cells: Vec<Cell>,
    /// Whether it goes on below without a line that ends it.
    pub open_below: bool,
    /// Whether it begins without a line.
    pub open_above: bool,
}

/// A cell with its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// Its first row.
    pub row: usize,
    /// Its first column.
    pub column: usize,
    /// Rows that it covers.
    pub rows: usize,
    /// Columns that it covers.
    pub columns: usize,
    /// Its text.
    pub text: String,
    /// The page on which it begins, counted from 1.
    pub page: u32,
}

impl Table {
    /// The table of a frame; `texts` are the characters in it.
    pub fn new(frame: &Frame, texts: &[&Text], page: u32) -> Self {
        let mut inside: Vec<Vec<&Text>> = vec![Vec::new(); frame.cells.len()];
        for text in texts {
            let cell = frame.cell_at(text.bounds.centre()).and_then(|at| inside.get_mut(at));
            cell.into_iter().for_each(|cell| cell.push(text));
        }
        let cells = frame.cells.iter().zip(inside).map(|(cell, texts)| Cell {
            row: cell.row,
            column: cell.column,
            rows: cell.rows,
            columns: cell.columns,
            text: text(&lines(texts), frame.width(cell)),
            page,
        });
        let mut table = Table {
            edges: frame.columns.clone(),
            rows: frame.rows.len().saturating_sub(1),
            cells: cells.collect(),
            open_below: frame.open_below,
            open_above: frame.open_above,
        };
        table.drop_open_strip();
        table
    }

    /// Drops what is left of the page below the last row where only the sides of
    /// the table go on to the page's end: it is no row.
    fn drop_open_strip(&mut self) {
        let Some(last) = self.rows.checked_sub(1).filter(|last| self.open_below && *last > 0) else { return };
        let own: Vec<&Cell> = self.row(last).collect();
        let is_strip = matches!(own.as_slice(), [cell] if cell.text.is_empty() && cell.columns > 1);
        if is_strip {
            self.cells.retain(|cell| cell.row < last);
            self.cells.iter_mut().filter(|cell| cell.end() > last).for_each(|cell| cell.rows = last - cell.row);
            self.rows = last;
        }
    }

    /// The cells that begin in a row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(move |cell| cell.row == row)
    }
}

impl Cell {
    /// The first row below it.
    pub fn end(&self) -> usize {
        self.row + self.rows
    }

    /// Whether it covers the same columns.
    pub fn is_above(&self, other: &Cell) -> bool {
        (self.column, self.columns) == (other.column, other.columns)
    }

    /// Whether its text is a figure, or nothing.
    pub fn is_figure(&self) -> bool {
        !self.text.chars().any(char::is_alphabetic)
    }
}

/// The text of a cell. A figure that fills its cell goes on in the next line.
fn text(lines: &[Line<'_>], width: f32) -> String {
    let mut text = String::new();
    let mut before: Option<&Line<'_>> = None;
    for line in lines {
        let next = line.text();
        let is_figure = |text: &str| text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        let is_full = before.is_some_and(|before| before.right() - before.left() + line.size() / 2.0 > width - PADDING);
        if is_full && is_figure(&text) && is_figure(&next) {
            text.push_str(&next);
        } else {
            append(&mut text, &next);
        }
        before = Some(line);
    }
    text
}
