//! Elements and text in document order → [`Document`]. The HTML reader and the
//! live page speak to it in the same words, so that both give the same
//! document.

use super::{Document, DocumentBuilder, Grid, GridRow, Limit, Position};

/// Elements open at once that are followed; what is nested deeper is left out.
/// A Word page has about 15.
pub const MOST_OPEN: usize = 512;

/// The spans that a cell may claim. The official tables need 15 columns and 25
/// rows; a hundred bounds what a wrong attribute can cost.
pub const MOST_SPAN: u16 = 100;

/// What an element means for the shape of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// Starts and ends a paragraph.
    Block,
    /// Ends a line.
    Break,
    /// Starts and ends a heading of this level, 1–6.
    Heading(u8),
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// A group of rows (`thead`, `tbody`, `tfoot`).
    RowGroup,
}

/// Takes elements and text in document order.
#[derive(Debug, Default)]
pub struct Walker {
    builder: DocumentBuilder,
    open: Vec<Tag>,
    too_deep: usize,
    tables: Vec<OpenTable>,
    paragraph: String,
    level: Option<u8>,
    cells: u32,
    /// Where the next cell, or the text outside cells, stands.
    position: Option<Position>,
}

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<Vec<OpenCell>>,
    /// Whether a cell is open, so that text belongs to it.
    in_cell: bool,
}

#[derive(Debug, Default)]
struct OpenCell {
    text: String,
    rows: u16,
    columns: u16,
    id: u32,
    position: Option<Box<Position>>,
    /// A table stands in this cell: it lays out a page, its text is prose.
    is_layout: bool,
}

impl Walker {
    /// Says where the next cell, or the text outside cells, stands.
    pub fn position(&mut self, position: Position) {
        self.position = Some(position);
    }

    /// Text as it stands; white space is kept as one blank.
    pub fn text(&mut self, text: &str) {
        if self.too_deep == 0 {
            push_text(self.target(), text);
        }
    }

    /// An element starts. `rows` and `columns` matter for cells alone.
    pub fn open(&mut self, tag: Tag, rows: u16, columns: u16) {
        if self.too_deep > 0 || self.open.len() >= MOST_OPEN {
            self.too_deep += 1;
            self.builder.limit(Limit::Depth);
            return;
        }
        self.open.push(tag);
        match tag {
            Tag::Block | Tag::Break | Tag::RowGroup => self.break_line(),
            Tag::Heading(level) => {
                self.break_line();
                self.level = Some(level);
            }
            Tag::Table => self.open_table(),
            Tag::Row => self.open_row(),
            Tag::Cell => self.open_cell(rows, columns),
        }
    }

    /// The element opened last ends.
    pub fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        match self.open.pop() {
            Some(Tag::Block) => self.break_line(),
            Some(Tag::Heading(_)) => {
                self.break_line();
                self.level = None;
            }
            Some(Tag::Table) => self.close_table(),
            Some(Tag::Cell) => self.close_cell(),
            Some(Tag::Row | Tag::RowGroup | Tag::Break) | None => {}
        }
    }

    /// A picture.
    pub fn image(&mut self) {
        self.builder.image();
    }

    /// The title that the document carries.
    pub fn title(&mut self, title: &str) {
        self.builder.title(title);
    }

    /// Notes a bound that the caller reached.
    pub fn limit(&mut self, limit: Limit) {
        self.builder.limit(limit);
    }

    /// The document.
    pub fn finish(mut self) -> Document {
        while !self.open.is_empty() {
            self.close();
        }
        self.break_line();
        self.builder.finish()
    }

    fn cell(&mut self) -> Option<&mut OpenCell> {
        let table = self.tables.last_mut().filter(|table| table.in_cell)?;
        table.rows.last_mut()?.last_mut()
    }

    /// Where text goes: the open cell, else the paragraph.
    fn target(&mut self) -> &mut String {
        let table = self.tables.last_mut().filter(|table| table.in_cell);
        match table.and_then(|table| table.rows.last_mut()?.last_mut()) {
            Some(cell) => &mut cell.text,
            None => &mut self.paragraph,
        }
    }

    fn break_line(&mut self) {
        if let Some(cell) = self.cell() {
            if !cell.text.is_empty() && !cell.text.ends_with('\n') {
                cell.text.push('\n');
            }
            return;
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        self.builder.position(self.position.clone());
        self.builder.paragraph(&paragraph, self.level);
        self.paragraph = paragraph;
        self.paragraph.clear();
    }

    fn open_table(&mut self) {
        self.break_line();
        if let Some(cell) = self.cell() {
            cell.is_layout = true;
            let (prose, position) = (std::mem::take(&mut cell.text), cell.position.clone());
            self.prose(&prose, position.as_deref());
        }
        self.tables.push(OpenTable::default());
    }

    fn open_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Vec::new());
            table.in_cell = false;
        }
    }

    fn open_cell(&mut self, rows: u16, columns: u16) {
        let id = self.cells;
        self.cells += 1;
        let Some(table) = self.tables.last_mut() else { return };
        if table.rows.is_empty() {
            table.rows.push(Vec::new());
        }
        if id as usize >= super::builder::MOST_CELLS {
            self.builder.limit(Limit::Cells);
            return;
        }
        let (rows, columns) = (rows.clamp(1, MOST_SPAN), columns.clamp(1, MOST_SPAN));
        if let Some(row) = table.rows.last_mut() {
            let position = self.position.take().map(Box::new);
            row.push(OpenCell { rows, columns, id, position, ..OpenCell::default() });
            table.in_cell = true;
        }
    }

    fn close_cell(&mut self) {
        if let Some(cell) = self.cell().filter(|cell| cell.is_layout) {
            let (prose, position) = (std::mem::take(&mut cell.text), cell.position.clone());
            self.prose(&prose, position.as_deref());
        }
        if let Some(table) = self.tables.last_mut() {
            table.in_cell = false;
        }
    }

    fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        if let [row] = table.rows.as_slice()
            && let [cell] = row.as_slice()
        {
            self.prose(&cell.text, cell.position.as_deref());
            return;
        }
        let mut grid = Grid { can_merge: true, ..Grid::default() };
        for cells in &table.rows {
            let mut row = GridRow::default();
            for cell in cells {
                self.builder.position(cell.position.as_deref().cloned());
                row.cells.push(self.builder.cell(&cell.text, cell.rows, cell.columns, cell.id));
            }
            self.builder.end_row();
            grid.rows.push(row);
        }
        if grid.rows.iter().any(|row| !row.cells.is_empty()) {
            self.builder.finished_grid(grid);
        }
    }

    /// The text of a cell that only lays out a page.
    fn prose(&mut self, text: &str, position: Option<&Position>) {
        for line in text.lines() {
            self.builder.position(position.cloned());
            self.builder.paragraph(line, None);
        }
    }
}

/// Appends text with every run of white space folded into one blank, as a
/// browser shows it.
fn push_text(target: &mut String, text: &str) {
    let mut words = text.split(|character: char| character.is_ascii_whitespace());
    let Some(first) = words.next() else { return };
    target.push_str(first);
    for word in words {
        if !target.ends_with([' ', '\n']) && !target.is_empty() {
            target.push(' ');
        }
        target.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grids(document: &Document) -> Vec<Vec<Vec<&str>>> {
        let row = |row: &GridRow| row.cells.iter().map(|cell| document.slice(&cell.range)).collect();
        document.grids().map(|grid| grid.rows.iter().map(row).collect()).collect()
    }

    #[test]
    fn a_table_in_a_cell_makes_that_cell_a_layout() {
        let mut walker = Walker::default();
        for tag in [Tag::Table, Tag::Row, Tag::Cell] {
            walker.open(tag, 1, 1);
        }
        walker.text("前言");
        for tag in [Tag::Table, Tag::Row, Tag::Cell] {
            walker.open(tag, 1, 1);
        }
        walker.text("甲");
        walker.close();
        walker.open(Tag::Cell, 1, 1);
        walker.text("乙");
        for _ in 0..3 {
            walker.close();
        }
        walker.text("后记");
        let document = walker.finish();
        assert_eq!(grids(&document), [vec![vec!["甲", "乙"]]]);
        let prose: Vec<_> = document.paragraphs().map(|paragraph| document.slice(&paragraph.range)).collect();
        assert_eq!(prose, ["前言", "后记"]);
    }

    #[test]
    fn every_piece_keeps_its_own_position() {
        let mut walker = Walker::default();
        walker.position(Position::paragraph(1));
        walker.text("甲");
        walker.open(Tag::Table, 1, 1);
        walker.open(Tag::Row, 1, 1);
        for column in 1..=2 {
            walker.position(Position::table(1, 1, column));
            walker.open(Tag::Cell, 1, 1);
            walker.text("乙");
            walker.close();
        }
        walker.close();
        walker.close();
        walker.position(Position::paragraph(2));
        walker.text("丙");
        let document = walker.finish();
        let paragraphs: Vec<_> =
            document.paragraphs().map(|paragraph| document.positions.at(paragraph.range.start).cloned()).collect();
        assert_eq!(paragraphs, [Some(Position::paragraph(1)), Some(Position::paragraph(2))]);
        let cells = document.grids().flat_map(|grid| &grid.rows).flat_map(|row| &row.cells);
        let cells: Vec<_> = cells.map(|cell| document.positions.of_cell(cell.id).cloned()).collect();
        assert_eq!(cells, [Some(Position::table(1, 1, 1)), Some(Position::table(1, 1, 2))]);
    }

    #[test]
    fn what_is_nested_too_deep_is_left_out_and_said() {
        let mut walker = Walker::default();
        for _ in 0..10_000 {
            walker.open(Tag::Block, 1, 1);
        }
        walker.text("深处");
        for _ in 0..10_000 {
            walker.close();
        }
        walker.text("外面");
        let document = walker.finish();
        assert_eq!(document.limits, [Limit::Depth]);
        assert_eq!(document.text, "外面\n");
    }
}
