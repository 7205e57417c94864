//! Grids → lines: the rows of all tables of a document in reading order, each
//! cell with the grid column it starts in and what kind of text it holds.

use super::figure;
use super::label::LabelText;
use crate::document::{Cell, CellId, Document, Grid};
use crate::forms::Kind;
use crate::report::Value;

/// Rows read of one document. A report has about 60.
const MOST_LINES: usize = 20_000;

/// Grid columns that merges are followed over.
const MOST_COLUMNS: usize = 256;

/// A row of a grid.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// Number of its grid in the document.
    pub grid: usize,
    /// Whether its grid could have merged cells and has none.
    pub is_flat: bool,
    /// The cells that start in it.
    pub cells: Vec<LineCell<'a>>,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Nothing, or a mark for nothing.
    Blank,
    /// A figure.
    Figure,
    /// Words.
    Words,
}

/// A cell of a line.
#[derive(Debug, Clone)]
pub struct LineCell<'a> {
    /// Its text as it stands.
    pub text: &'a str,
    /// Its text as labels are compared; empty unless it holds words.
    pub label: LabelText,
    /// What it holds.
    pub content: Content,
    /// The grid column it starts in.
    pub start: usize,
    /// The grid columns it spans.
    pub columns: usize,
    /// The rows it spans.
    pub rows: u16,
    /// Its number in the document.
    pub id: CellId,
}

/// The lines of a document.
pub fn lines(document: &Document) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (number, grid) in document.grids().enumerate() {
        place(document, number, grid, &mut lines);
        if lines.len() >= MOST_LINES {
            break;
        }
    }
    lines
}

/// The lines without those of these grids, where there are such.
pub fn without<'a>(lines: &[Line<'a>], grids: &[usize]) -> Option<Vec<Line<'a>>> {
    let is_kept = |line: &&Line<'a>| !grids.contains(&line.grid);
    (!grids.is_empty()).then(|| lines.iter().filter(is_kept).cloned().collect())
}

/// Puts the cells of a grid on its columns, as a browser does: a cell goes to
/// the first column that no cell from above covers.
fn place<'a>(document: &'a Document, number: usize, grid: &Grid, lines: &mut Vec<Line<'a>>) {
    let mut covered: Vec<u16> = Vec::new();
    let merged = |cell: &Cell| cell.rows > 1 || cell.columns > 1;
    let is_flat = grid.can_merge && !grid.rows.iter().flat_map(|row| &row.cells).any(merged);
    for row in &grid.rows {
        let mut start = 0;
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            while covered.get(start).is_some_and(|&rows| rows > 0) {
                start += 1;
            }
            // What stands further right belongs to no table of a report.
            if start >= MOST_COLUMNS {
                break;
            }
            let columns = usize::from(cell.columns).min(MOST_COLUMNS - start);
            if covered.len() < start + columns {
                covered.resize(start + columns, 0);
            }
            covered.iter_mut().skip(start).take(columns).for_each(|rows| *rows = (*rows).max(cell.rows));
            cells.push(line_cell(document.slice(&cell.range), start, columns, cell));
            start += columns;
        }
        covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        lines.push(Line { grid: number, is_flat, cells });
        if lines.len() >= MOST_LINES {
            return;
        }
    }
}

fn line_cell<'a>(text: &'a str, start: usize, columns: usize, cell: &Cell) -> LineCell<'a> {
    let content = content(text);
    let label = if content == Content::Words { LabelText::new(text) } else { LabelText::default() };
    LineCell { text, label, content, start, columns, rows: cell.rows, id: cell.id }
}

fn content(text: &str) -> Content {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Content::Figure;
    }
    // A figure with a remark is short; a paragraph is no figure.
    if text.len() > 120 {
        return Content::Words;
    }
    match figure::parse(text, Kind::Signed).value {
        Value::Blank | Value::Missing => Content::Blank,
        Value::Number(_) => Content::Figure,
        Value::Unreadable if text.chars().any(char::is_alphabetic) => Content::Words,
        Value::Unreadable => Content::Figure,
    }
}
