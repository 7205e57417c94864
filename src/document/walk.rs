//! Elements and text in document order → [`Document`]. The HTML reader and the
//! live page speak to it in the same words, so that both give the same
//! document.

use super::raised::raised;
use super::{Budget, Document, DocumentBuilder, Grid, GridRow, Limit, Position, UNREAD, Unseen, UnseenCell, prose};
use gouji_kernel::order;

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
    /// A group of rows (`tbody`).
    RowGroup,
    /// The group of rows that is shown first, wherever it stands (`thead`).
    RowHead,
    /// The group of rows that is shown last (`tfoot`).
    RowFoot,
    /// A block whose lines are lines.
    Preformatted,
    /// Text above the line, or a mark that leads to a note.
    Raised,
    /// Text below the line.
    Lowered,
}

impl Tag {
    /// Text that a style raises (1) or lowers (2).
    pub fn of_align(align: u8) -> Option<Self> {
        match align {
            1 => Some(Tag::Raised),
            2 => Some(Tag::Lowered),
            _ => None,
        }
    }
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
    /// Where raised texts start that are open, in the text that they are part of.
    raised: Vec<usize>,
    /// Preformatted blocks that are open.
    preformatted: usize,
    budget: Budget,
    /// Where the next cell, or the text outside cells, stands.
    position: Option<Position>,
}

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<OpenRow>,
    /// Where the rows stand that are being read.
    group: Group,
    /// Whether a cell is open, so that text belongs to it.
    in_cell: bool,
}

#[derive(Debug, Default)]
struct OpenRow {
    group: Group,
    cells: Vec<OpenCell>,
}

/// Where rows are shown in their table.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    First,
    #[default]
    Between,
    Last,
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
    /// Something stands in it that is seen and not read.
    is_unread: bool,
    /// Why a text in it is not read.
    unseen: Option<Unseen>,
    /// A table of figures stands in it: it is not blank, and has no figure.
    holds_figures: bool,
}

/// Letters of a table in a cell that is no table of a page: no row's label has so
/// few, with its figures.
const FEW_LETTERS: usize = 40;

impl Walker {
    /// A walker that charges what it copies.
    pub fn of(budget: &Budget) -> Self {
        Walker { budget: budget.clone(), ..Walker::default() }
    }

    /// Says where the next cell, or the text outside cells, stands.
    pub fn position(&mut self, position: Position) {
        self.position = Some(position);
    }

    /// Text as it stands; white space is kept as one blank.
    pub fn text(&mut self, text: &str) {
        if self.too_deep > 0 || !self.copies(text) {
            return;
        }
        if self.preformatted == 0 {
            return push_text(self.target(), text);
        }
        let mut lines = text.split('\n');
        push_text(self.target(), lines.next().unwrap_or_default());
        for line in lines {
            self.break_line();
            push_text(self.target(), line);
        }
    }

    /// What a person entered in a field of a table. Elsewhere a field is part of
    /// the page, not of the report.
    pub fn field(&mut self, text: &str) {
        if self.too_deep == 0 && self.cell().is_some() && self.copies(text) {
            let target = self.target();
            if !target.is_empty() && !target.ends_with(char::is_whitespace) {
                target.push(' ');
            }
            push_text(target, text);
        }
    }

    /// What a person entered in a field of several lines.
    pub fn lines(&mut self, text: &str) {
        if self.too_deep > 0 || !self.copies(text) {
            return;
        }
        for line in text.lines() {
            self.break_line();
            push_text(self.target(), line);
        }
        self.break_line();
    }

    /// Something is seen here that is not read: its cell is not blank.
    pub fn unread(&mut self) {
        if let Some(cell) = self.cell() {
            cell.is_unread = true;
        }
    }

    /// A text stands here that is not read: its cell is not blank.
    pub fn unseen(&mut self, by: Unseen) {
        if let Some(cell) = self.cell() {
            cell.unseen.get_or_insert(by);
        }
    }

    /// Counts a cell that is not on the page.
    pub fn pass_cell(&mut self) {
        self.cells += 1;
    }

    /// Charges a text that is about to be copied.
    fn copies(&self, text: &str) -> bool {
        self.budget.copy(text.len()).is_ok()
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
            Tag::Block | Tag::Break => self.break_line(),
            Tag::RowGroup | Tag::RowHead | Tag::RowFoot => {
                self.break_line();
                self.open_group(tag);
            }
            Tag::Preformatted => {
                self.break_line();
                self.preformatted += 1;
            }
            Tag::Raised | Tag::Lowered => {
                let start = self.target().len();
                self.raised.push(start);
            }
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
            Some(Tag::Preformatted) => {
                self.break_line();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            Some(Tag::Table) => self.close_table(),
            Some(Tag::Cell) => self.close_cell(),
            Some(Tag::RowGroup | Tag::RowHead | Tag::RowFoot) => self.open_group(Tag::RowGroup),
            Some(tag @ (Tag::Raised | Tag::Lowered)) => self.close_raised(tag == Tag::Lowered),
            Some(Tag::Row | Tag::Break) | None => {}
        }
    }

    /// A picture.
    pub fn image(&mut self) {
        self.unread();
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

    /// The document. Where the budget is spent, a part of it is missing.
    pub fn finish(mut self) -> Document {
        while !self.open.is_empty() || self.too_deep > 0 {
            self.close();
        }
        self.break_line();
        self.builder.finish()
    }

    fn cell(&mut self) -> Option<&mut OpenCell> {
        self.tables.last_mut().and_then(OpenTable::cell)
    }

    /// Where text goes: the open cell, else the paragraph.
    fn target(&mut self) -> &mut String {
        match self.tables.last_mut().and_then(OpenTable::cell) {
            Some(cell) => &mut cell.text,
            None => &mut self.paragraph,
        }
    }

    /// Text above or below the line ends: it is told from what stands before it.
    fn close_raised(&mut self, is_lowered: bool) {
        let Some(start) = self.raised.pop() else { return };
        let target = self.target();
        if let Some((before, mark)) = target.split_at_checked(start)
            && let Some(told) = raised(before, mark, is_lowered)
        {
            target.truncate(start);
            target.push_str(&told);
        }
    }

    fn open_group(&mut self, tag: Tag) {
        if let Some(table) = self.tables.last_mut() {
            table.group = match tag {
                Tag::RowHead => Group::First,
                Tag::RowFoot => Group::Last,
                _ => Group::Between,
            };
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
        // Markdown may have been put into a page as it stands.
        match super::text::markdown::marked(&paragraph) {
            Some((level, text)) => self.builder.paragraph(&text, level.or(self.level)),
            None => self.builder.paragraph(&paragraph, self.level),
        }
        self.paragraph = paragraph;
        self.paragraph.clear();
    }

    fn open_table(&mut self) {
        self.break_line();
        self.tables.push(OpenTable::default());
    }

    fn open_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(OpenRow { group: table.group, ..OpenRow::default() });
            table.in_cell = false;
        }
    }

    fn open_cell(&mut self, rows: u16, columns: u16) {
        let id = self.cells;
        self.cells += 1;
        let Some(table) = self.tables.last_mut() else { return };
        if table.rows.is_empty() {
            table.rows.push(OpenRow { group: table.group, ..OpenRow::default() });
        }
        if id as usize >= super::builder::MOST_CELLS {
            self.builder.limit(Limit::Cells);
            return;
        }
        let (rows, columns) = (rows.clamp(1, MOST_SPAN), columns.clamp(1, MOST_SPAN));
        if let Some(row) = table.rows.last_mut() {
            let position = self.position.take().map(Box::new);
            row.cells.push(OpenCell { rows, columns, id, position, ..OpenCell::default() });
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
        let Some(mut table) = self.tables.pop() else { return };
        // A cell pasted into a cell, or a box around a part of the page.
        if let Some(cell) = table.only_cell() {
            let cell = std::mem::take(cell);
            return self.unpack(cell);
        }
        if table.rows.iter().all(|row| row.cells.is_empty()) {
            return;
        }
        self.lay_out(table.has_many_letters());
        if let Some(cell) = self.cell() {
            cell.holds_figures |= table.holds_figures();
        }
        // The sort keeps rows of one group in their order.
        order::sort_by_key(&mut table.rows, |row| row.group);
        let mut grid = Grid { can_merge: true, ..Grid::default() };
        for OpenRow { cells, .. } in &table.rows {
            let mut row = GridRow::default();
            for cell in cells {
                self.builder.position(cell.position.as_deref().cloned());
                let is_unread = cell.holds_figures || cell.is_unread && !cell.is_layout;
                let is_blank = cell.text.trim().is_empty();
                let text = if is_unread && is_blank { UNREAD } else { &cell.text };
                if let Some(by) = cell.unseen.filter(|_| is_blank && !is_unread) {
                    self.builder.unseen(UnseenCell { cell: cell.id, by });
                }
                row.cells.push(self.builder.cell(text, cell.rows, cell.columns, cell.id));
            }
            self.builder.end_row();
            grid.rows.push(row);
        }
        self.builder.finished_grid(grid);
    }

    /// A table of one cell is no table: its text belongs to the cell around it.
    fn unpack(&mut self, inner: OpenCell) {
        let Some(outer) = self.tables.last_mut().and_then(OpenTable::cell) else {
            return self.prose(&inner.text, inner.position.as_deref());
        };
        outer.is_layout |= inner.is_layout;
        outer.holds_figures |= inner.holds_figures;
        outer.is_unread |= inner.is_unread;
        outer.unseen = outer.unseen.or(inner.unseen);
        let text = inner.text.trim_end();
        if text.is_empty() {
            return;
        }
        if outer.text.trim().is_empty() {
            // What stands there is the inner cell's: it is the one to go to.
            outer.id = inner.id;
            outer.text = inner.text;
        } else {
            if self.budget.copy(text.len()).is_err() {
                return;
            }
            outer.text.push_str(text);
        }
        self.break_line();
    }

    /// A table stands in cells of others: they lay out a page, and what stands
    /// in them before it is prose. So is what stands before them in their row, where
    /// the table `has_many_letters`, and in their table, where that holds prose.
    fn lay_out(&mut self, has_many_letters: bool) {
        let mut before = Vec::new();
        for table in &mut self.tables {
            let is_prose = prose::is_prose(table.cells().map(|cell| cell.text.as_str()));
            let from = match (is_prose, has_many_letters) {
                (true, _) => 0,
                (false, true) => table.rows.len().saturating_sub(1),
                (false, false) => table.rows.len(),
            };
            let cells = table.rows.iter_mut().skip(from).flat_map(|row| &mut row.cells);
            before.extend(cells.map(|cell| (std::mem::take(&mut cell.text), cell.position.clone())));
            if let Some(cell) = table.cell() {
                cell.is_layout = true;
                before.push((std::mem::take(&mut cell.text), cell.position.clone()));
            }
        }
        for (prose, position) in before {
            self.prose(&prose, position.as_deref());
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

impl OpenTable {
    /// The cell that is open.
    fn cell(&mut self) -> Option<&mut OpenCell> {
        self.rows.last_mut().filter(|_| self.in_cell)?.cells.last_mut()
    }

    fn cells(&self) -> impl Iterator<Item = &OpenCell> + Clone {
        self.rows.iter().flat_map(|row| &row.cells)
    }

    fn has_many_letters(&self) -> bool {
        self.cells().flat_map(|cell| cell.text.chars()).nth(FEW_LETTERS).is_some()
    }

    /// Whether figures stand in it that no label says the meaning of.
    fn holds_figures(&self) -> bool {
        let mut texts = self.cells().map(|cell| &cell.text);
        !self.has_many_letters()
            && texts.find(|text| !text.trim().is_empty()).is_some_and(|text| text.contains(char::is_numeric))
    }

    /// The cell, where there is only one.
    fn only_cell(&mut self) -> Option<&mut OpenCell> {
        let [row] = self.rows.as_mut_slice() else { return None };
        let [cell] = row.cells.as_mut_slice() else { return None };
        Some(cell)
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
