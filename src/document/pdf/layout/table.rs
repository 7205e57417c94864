//! A frame and the characters in it → a table with its text.

use super::super::geometry::{Bounds, Text};
use super::frame::Frame;
use super::line::{Line, append, lines};
use crate::Unseen;

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
    /// Why a text in it is not read.
    pub unseen: Option<Unseen>,
}

impl Table {
    /// The table of a frame; `texts` are the characters in it, `unseen` those of the
    /// page that are not read.
    pub fn new(frame: &Frame, texts: &[&Text], unseen: &[(Bounds, Unseen)], page: u32) -> Self {
        let mut inside: Vec<Vec<&Text>> = vec![Vec::new(); frame.cells.len()];
        for text in texts {
            let cell = frame.cell_at(text.bounds.centre()).and_then(|at| inside.get_mut(at));
            cell.into_iter().for_each(|cell| cell.push(text));
        }
        let mut hidden = vec![None; frame.cells.len()];
        for (bounds, by) in unseen {
            let cell = frame.cell_at(bounds.centre()).and_then(|at| hidden.get_mut(at));
            cell.into_iter().for_each(|cell| *cell = Some(*by));
        }
        let cells = frame.cells.iter().zip(inside).zip(hidden).map(|((cell, texts), unseen)| Cell {
            row: cell.row,
            column: cell.column,
            rows: cell.rows,
            columns: cell.columns,
            text: text(&lines(texts), frame.width(cell)),
            page,
            unseen,
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

/// The text of a cell. A figure that fills its cell goes on in the next line; one
/// that is set apart from edge to edge is one figure, others side by side are not.
fn text(lines: &[Line<'_>], width: f32) -> String {
    let mut text = String::new();
    let mut before: Option<(&Line<'_>, String)> = None;
    for line in lines {
        let next = if is_spread(line, width) { squeezed(line) } else { line.text() };
        let goes_on = before.as_ref().is_some_and(|(above, figure)| {
            let has_no_room = above.right() - above.left() + line.size() / 2.0 > width - PADDING;
            // What is longer than a line that was full is not the rest of it.
            has_no_room && next.len() <= figure.len() && is_figure(figure) && is_figure(&next)
        });
        if goes_on {
            text.push_str(&next);
        } else {
            append(&mut text, &next);
        }
        before = Some((line, next));
    }
    text
}

fn is_figure(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// The characters of a line without the gaps between them.
fn squeezed(line: &Line<'_>) -> String {
    line.visible().map(|text| text.text.trim()).collect()
}

/// Whether the digits of a figure are set apart evenly from one edge of the cell
/// to the other, as a distributed alignment sets them.
fn is_spread(line: &Line<'_>, width: f32) -> bool {
    let places: Vec<f32> = line.visible().map(|text| text.bounds.left).collect();
    let steps: Vec<f32> = places.iter().zip(places.iter().skip(1)).map(|(a, b)| b - a).collect();
    let least = steps.iter().copied().fold(f32::MAX, f32::min);
    let most = steps.iter().copied().fold(0.0, f32::max);
    let fills = line.right() - line.left() > width - 2.0 * PADDING;
    is_figure(&squeezed(line)) && steps.len() > 1 && most - least < 0.3 * line.size() && fills
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::draw;
    use super::*;

    fn read(drawn: &[(&str, f32, f32)], width: f32) -> String {
        let texts: Vec<Text> = drawn.iter().flat_map(|(text, left, top)| draw(text, *left, *top, 10.0)).collect();
        text(&lines(&texts), width)
    }

    #[test]
    fn a_figure_goes_on_only_where_its_cell_had_no_room() {
        assert_eq!(read(&[("28184", 4.0, 0.0), ("1.1", 4.0, 12.0)], 36.0), "281841.1");
        assert_eq!(read(&[("28184", 4.0, 0.0), ("1.1", 4.0, 12.0)], 60.0), "28184 1.1");
        // Two figures, one below the other, in a cell that just holds them.
        assert_eq!(read(&[("281841", 4.0, 0.0), ("281841.1", 4.0, 12.0)], 48.0), "281841 281841.1");
        assert_eq!(read(&[("5", 14.0, 0.0), ("6", 14.0, 12.0)], 36.0), "5 6");
    }

    #[test]
    fn figures_side_by_side_stay_two_and_one_that_is_spread_out_is_one() {
        assert_eq!(read(&[("5", 8.0, 0.0), ("6", 20.0, 0.0)], 36.0), "5 6");
        assert_eq!(read(&[("3", 4.0, 0.0), ("5", 24.0, 0.0), ("1", 44.0, 0.0)], 54.0), "351");
        assert_eq!(read(&[("12", 4.0, 0.0), ("7", 44.0, 0.0)], 54.0), "12  7");
    }
}
