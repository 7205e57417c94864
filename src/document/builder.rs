//! Puts a [`Document`] together, block by block, in reading order.

use super::{Block, Cell, Document, Grid, GridRow, Limit, Paragraph, Position, StaleValue, UnseenCell, prose};

/// Cells read of one document. A report has about 300; more than this many is
/// no report, and reading on would only cost time and memory.
pub const MOST_CELLS: usize = 200_000;

/// Paragraphs read of one document. A report has some hundred, a page that was
/// saved with everything around it some thousand.
pub const MOST_PARAGRAPHS: usize = 50_000;

/// Collects text, paragraphs and grids for the readers.
#[derive(Debug, Default)]
pub struct DocumentBuilder {
    document: Document,
    cells: u32,
    paragraphs: usize,
    position: Option<Position>,
}

impl DocumentBuilder {
    /// Says where the next paragraph or cell stands, where the format has words
    /// for it.
    pub fn position(&mut self, position: Option<Position>) {
        self.position = position;
    }

    fn note_position(&mut self, cell: Option<u32>) {
        if let Some(position) = self.position.take() {
            self.document.positions.push(self.document.text.len(), cell, position);
        }
    }

    /// Adds a paragraph; one without any visible character is left out, and what
    /// follows [`MOST_PARAGRAPHS`] of them.
    pub fn paragraph(&mut self, text: &str, level: Option<u8>) {
        let text = text.trim();
        if text.is_empty() {
            self.position = None;
            return;
        }
        self.paragraphs += 1;
        if self.paragraphs > MOST_PARAGRAPHS {
            self.position = None;
            return self.limit(Limit::Size);
        }
        self.note_position(None);
        let start = self.document.text.len();
        self.document.text.push_str(text);
        let range = start..self.document.text.len();
        self.document.text.push('\n');
        self.document.blocks.push(Block::Paragraph(Paragraph { range, level }));
    }

    /// Starts a cell number sequence entry: the next cell of the document, or
    /// `None` once [`MOST_CELLS`] is reached.
    pub(super) fn next_cell(&mut self) -> Option<u32> {
        if self.cells as usize >= MOST_CELLS {
            self.limit(Limit::Cells);
            return None;
        }
        let id = self.cells;
        self.cells += 1;
        Some(id)
    }

    /// Adds a grid whose cells are numbered on as they come. `rows` holds, for
    /// each cell, its text and the rows and columns it spans.
    pub fn grid<T: AsRef<str>>(&mut self, rows: impl IntoIterator<Item = Vec<(T, u16, u16)>>) {
        let mut grid = Grid::default();
        for cells in rows {
            let mut row = GridRow::default();
            for (text, spanned_rows, spanned_columns) in cells {
                let Some(id) = self.next_cell() else { break };
                row.cells.push(self.cell(text.as_ref(), spanned_rows, spanned_columns, id));
            }
            self.end_row();
            grid.rows.push(row);
        }
        self.finished_grid(grid);
    }

    /// Writes a cell's text into the plain text. The caller gives the number:
    /// the HTML reader counts cells where they start, in document order.
    pub fn cell(&mut self, text: &str, rows: u16, columns: u16, id: u32) -> Cell {
        self.note_position(Some(id));
        let start = self.document.text.len();
        self.document.text.push_str(text.trim());
        let range = start..self.document.text.len();
        self.document.text.push('\t');
        Cell { range, rows: rows.max(1), columns: columns.max(1), id }
    }

    /// Ends a row of cells in the plain text.
    pub fn end_row(&mut self) {
        if self.document.text.ends_with('\t') {
            self.document.text.pop();
        }
        self.document.text.push('\n');
    }

    /// Adds a finished grid whose cells came from [`DocumentBuilder::cell`]. One that
    /// only sets text side by side is that text.
    pub fn finished_grid(&mut self, grid: Grid) {
        let texts = grid.rows.iter().flat_map(|row| &row.cells).map(|cell| self.document.slice(&cell.range));
        if !prose::is_prose(texts) {
            return self.document.blocks.push(Block::Grid(grid));
        }
        let cells = grid.rows.iter().flat_map(|row| &row.cells);
        let lines = cells.flat_map(|cell| prose::lines(&self.document, &cell.range));
        let paragraphs: Vec<Block> = lines.map(|range| Block::Paragraph(Paragraph { range, level: None })).collect();
        self.document.blocks.extend(paragraphs);
    }

    /// Notes a picture.
    pub fn image(&mut self) {
        self.document.images += 1;
    }

    /// Notes a value that is not what its formula comes to.
    pub fn stale(&mut self, value: StaleValue) {
        self.document.stale.push(value);
    }

    /// Notes a cell that looks blank and is not.
    pub fn unseen(&mut self, cell: UnseenCell) {
        self.document.unseen.push(cell);
    }

    /// Notes a bound that was reached.
    pub fn limit(&mut self, limit: Limit) {
        if !self.document.limits.contains(&limit) {
            self.document.limits.push(limit);
        }
    }

    /// Sets the title that the format itself carries.
    pub fn title(&mut self, title: &str) {
        let title = title.trim();
        if !title.is_empty() && self.document.title.is_none() {
            self.document.title = Some(title.to_owned());
        }
    }

    /// The finished document.
    pub fn finish(self) -> Document {
        self.document
    }
}
