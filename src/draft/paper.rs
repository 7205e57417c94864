//! The tables of a document as printed: where labels end and figures begin.

use super::doubt::Doubt;
use super::kinds;
use crate::document::{Block, Document};
use crate::forms::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS};
use crate::recognition::head::STEMS;
use crate::recognition::label::{self, LabelText};
use crate::recognition::line::{Content, Line, LineCell, lines};
use std::ops::Range;

/// Rows of the deepest head, and columns of the deepest row labels.
const MOST_HEAD: usize = 6;
const MOST_LABELS: usize = 5;

/// Characters of the longest title.
const LONGEST_TITLE: usize = 60;

/// Heads of columns that number the rows, and of columns that hold words.
const NUMBERS: [&str; 6] = ["序号", "行次", "行号", "代码", "编号", "栏次"];
const WORDS: [&str; 4] = ["备注", "说明", "附注", "注"];
const UNITS: [&str; 2] = ["计量单位", "单位"];

/// What is printed over the labels of rows where the paper has nothing there.
const CORNER: &str = "项目";

/// What stands before the numbers of columns, besides 甲, 乙.
const LETTERS: [&str; 2] = ["栏号", "编号"];

/// A cell of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub text: String,
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
    content: Content,
}

/// What stands in a place of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Words of a label.
    Label,
    /// Nothing, or a figure: here figures go.
    Figure,
    /// A mark that no figure goes here: `×`, `—`.
    Shut,
}

/// A table: `cells` by the number in `slots`, rows by columns of the grid.
#[derive(Debug)]
pub(super) struct Paper {
    pub title: Option<String>,
    /// Unit of all its figures: `万元`.
    pub unit: Option<String>,
    cells: Vec<Cell>,
    slots: Vec<Vec<Option<usize>>>,
    /// Rows of the grid that are its head.
    pub head: Vec<usize>,
    /// Rows of the grid that hold figures, or labels between them.
    pub body: Vec<usize>,
    /// Columns of the grid with the labels of its rows, from left to right.
    pub labels: Vec<usize>,
    /// The column with the units of its rows.
    pub units: Option<usize>,
    /// Columns of the grid that hold figures.
    pub figures: Vec<usize>,
    /// Labels of the columns that hold no figures.
    pub others: Vec<String>,
    /// Rows of the grid that hold a label and no place for a figure: what follows is
    /// another part of the table.
    pub headings: Vec<usize>,
    /// Columns of the grid that number the rows.
    numbers: Vec<usize>,
    /// The row of the grid that stands for any number of them: a line a unit.
    pub repeated: Option<usize>,
    /// What of the paper is in no row and no column.
    pub left_out: Vec<Doubt>,
}

/// A printed head and body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub head: Vec<Vec<Cell>>,
    /// The labels of each row, and how many columns each of its figures spans.
    pub body: Vec<(Vec<Cell>, Vec<usize>)>,
}

/// The tables of a document that have room for figures, in order.
pub(super) fn papers(document: &Document) -> Vec<Paper> {
    let lines = lines(document);
    let mut tables: Vec<Table<'_>> = Vec::new();
    let mut before: Vec<&str> = Vec::new();
    let mut grid = 0;
    let mut rest = lines.as_slice();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let text = document.slice(&paragraph.range);
                // A workbook without borders: rows with nothing but a number, then the sum.
                let are_numbers = before.iter().all(|text| text.trim().parse::<u16>().is_ok());
                match tables.last_mut().filter(|_| are_numbers && label::is_sum(&squeezed(text))) {
                    Some(table) => {
                        table.go_on(&[Line { grid: 0, is_flat: false, cells: vec![named(text)] }]);
                        before.clear();
                    }
                    None => before.push(text),
                }
            }
            Block::Grid(_) => {
                let (of_grid, others) = rest.split_at(rest.iter().take_while(|line| line.grid == grid).count());
                rest = others;
                grid += 1;
                let goes_on =
                    before.is_empty() && tables.last().is_some_and(|table: &Table<'_>| table.is_ended_by(of_grid));
                match tables.last_mut().filter(|_| goes_on) {
                    Some(table) => table.go_on(of_grid),
                    None => tables.push(Table { lines: of_grid.to_vec(), captions: std::mem::take(&mut before) }),
                }
            }
        }
    }
    tables.iter().filter_map(|table| Paper::of(&table.lines, &table.captions)).collect()
}

/// Rows for names between a head and a sum, where a workbook left them out as blank.
const ROOM: usize = 2;

/// The lines of a table with what stands over it.
struct Table<'a> {
    lines: Vec<Line<'a>>,
    captions: Vec<&'a str>,
}

impl<'a> Table<'a> {
    /// Whether these lines, with nothing but blank rows between, are its sum.
    fn is_ended_by(&self, lines: &[Line<'_>]) -> bool {
        let first = lines.first().and_then(|line| line.cells.first());
        let is_sum = first.is_some_and(|cell| label::is_sum(&squeezed(cell.text)));
        is_sum && width_of(lines) <= width_of(&self.lines)
    }

    fn go_on(&mut self, lines: &[Line<'a>]) {
        let grid = self.lines.first().map_or(0, |line| line.grid);
        let width = width_of(&self.lines);
        let blank = Line { grid, is_flat: false, cells: Vec::new() };
        for line in std::iter::repeat_n(&blank, ROOM).chain(lines) {
            // Cells that hold nothing are there all the same.
            let used = width_of(std::slice::from_ref(line));
            let room = (used..width).map(|start| LineCell { start, ..named("") });
            self.lines.push(Line { grid, is_flat: false, cells: line.cells.iter().cloned().chain(room).collect() });
        }
    }
}

/// A cell of its own at the start of a line.
fn named(text: &str) -> LineCell<'_> {
    let (label, content) = match text.trim() {
        "" => (LabelText::default(), Content::Blank),
        text => (LabelText::new(text), Content::Words),
    };
    LineCell { text, label, content, start: 0, columns: 1, rows: 1, id: 0 }
}

fn is_letter(text: &str) -> bool {
    STEMS.contains(&text) || LETTERS.contains(&text)
}

impl Paper {
    fn of(lines: &[Line<'_>], before: &[&str]) -> Option<Self> {
        let (rows, columns) = (lines.len(), width_of(lines));
        // A form has no more than these, so that nothing can come of it.
        if rows > MOST_ROWS || columns > MOST_COLUMNS || rows * columns > MOST_CELLS {
            return None;
        }
        let (cells, slots) = laid_out(lines);
        let mut captions: Vec<String> = before.iter().map(|text| (*text).to_owned()).collect();
        let rows = without_captions(&cells, &slots, &mut captions);
        // The one row of a table without row labels is blank, as what ends a sheet is.
        let longer = rows.start..(rows.end + 1).min(slots.len());
        [rows, longer].into_iter().find_map(|rows| Paper::of_rows(&cells, &slots, rows.collect(), &captions))
    }

    fn of_rows(cells: &[Cell], slots: &[Vec<Option<usize>>], rows: Vec<usize>, captions: &[String]) -> Option<Self> {
        let width = slots.iter().map(Vec::len).max().unwrap_or_default();
        let title = captions.iter().rev().map(|text| without_unit(text)).find(|text| is_title(text));
        let mut paper = Paper {
            title: title.map(without_year),
            unit: captions.iter().find_map(|text| unit_of_caption(text)),
            cells: cells.to_vec(),
            slots: slots.to_vec(),
            head: Vec::new(),
            body: rows,
            labels: Vec::new(),
            units: None,
            figures: Vec::new(),
            others: Vec::new(),
            headings: Vec::new(),
            numbers: Vec::new(),
            repeated: None,
            left_out: Vec::new(),
        };
        let is_used = |column: &usize| paper.body.iter().any(|&row| !paper.text(row, *column).is_empty());
        paper.figures = (0..width).filter(is_used).collect();
        paper.take_numbers();
        paper.take_head()?;
        paper.take_words();
        paper.take_sums();
        paper.take_unlabelled();
        (!paper.figures.is_empty() && !paper.body.is_empty()).then_some(paper)
    }

    /// The number of the cell at a place.
    pub fn cell_at(&self, row: usize, column: usize) -> Option<usize> {
        self.slots.get(row)?.get(column).copied().flatten()
    }

    pub fn cell(&self, number: usize) -> Option<&Cell> {
        self.cells.get(number)
    }

    pub fn text(&self, row: usize, column: usize) -> &str {
        self.cell_at(row, column).and_then(|cell| self.cells.get(cell)).map_or("", |cell| cell.text.as_str())
    }

    pub fn place(&self, row: usize, column: usize) -> Place {
        match self.cell_at(row, column).and_then(|cell| self.cells.get(cell)) {
            Some(cell) if is_shut(&cell.text) => Place::Shut,
            Some(cell) if cell.content == Content::Words => Place::Label,
            _ => Place::Figure,
        }
    }

    /// Leaves out rows and columns that only number the others: 甲 乙 1 2 3, 行次.
    fn take_numbers(&mut self) {
        let is_numbered = |paper: &Self, row: usize| {
            let texts = paper.figures.iter().map(|&column| squeezed(paper.text(row, column)));
            let (letters, numbers): (Vec<String>, Vec<String>) =
                texts.filter(|text| !text.is_empty() && !is_shut(text)).partition(|text| is_letter(text));
            let values =
                numbers.iter().filter_map(|text| text.trim_matches(['(', ')', '（', '）']).parse::<usize>().ok());
            let is_lettered = !letters.is_empty();
            is_lettered && !numbers.is_empty() && values.eq(1..=numbers.len())
        };
        let rows: Vec<usize> = self.body.iter().copied().filter(|&row| !is_numbered(self, row)).collect();
        self.body = rows;
        let named = |paper: &Self, column: usize, names: &[&str]| {
            let mut texts = paper.body.iter().take(MOST_HEAD).map(|&row| paper.text(row, column));
            texts.any(|text| names.contains(&squeezed(text).as_str()))
        };
        let is_number = |&column: &usize| named(self, column, &NUMBERS);
        let numbers: Vec<usize> = self.figures.iter().copied().filter(is_number).collect();
        // Beneath the head 单位 stand units of figures, or bodies that are to be named.
        let has_units = |column: usize| self.body.iter().any(|&row| kinds::is_unit(&squeezed(self.text(row, column))));
        let is_unit = |&column: &usize| named(self, column, &UNITS) && has_units(column);
        let units = self.figures.iter().copied().find(is_unit);
        let name = |&column: &usize| {
            self.body.iter().map(|&row| squeezed(self.text(row, column))).find(|text| NUMBERS.contains(&text.as_str()))
        };
        self.others = numbers.iter().filter_map(name).collect();
        self.numbers.clone_from(&numbers);
        self.figures.retain(|column| !numbers.contains(column) && Some(*column) != units);
        self.units = units;
    }

    /// Finds how many rows are the head and how many columns hold the labels of rows:
    /// those that leave the most places for figures with the fewest labels between them.
    fn take_head(&mut self) -> Option<()> {
        let mut best: Option<(i64, usize, usize)> = None;
        for head in 1..=MOST_HEAD.min(self.body.len().saturating_sub(1)) {
            for labels in 0..=MOST_LABELS.min(self.figures.len().saturating_sub(1)) {
                let score = self.fit(head, labels);
                if score > 0 && best.is_none_or(|(most, ..)| score > most) {
                    best = Some((score, head, labels));
                }
            }
        }
        let (_, head, labels) = best?;
        let body = self.body.split_off(head);
        self.head = std::mem::replace(&mut self.body, body);
        let figures = self.figures.split_off(labels);
        self.labels = std::mem::replace(&mut self.figures, figures);
        Some(())
    }

    fn fit(&self, head: usize, labels: usize) -> i64 {
        let (above, below) = self.body.split_at(head);
        let (left, right) = self.figures.split_at(labels);
        let count = |rows: &[usize], columns: &[usize], place: Place| {
            let at = rows.iter().flat_map(|&row| columns.iter().map(move |&column| (row, column)));
            at.filter(|&(row, column)| self.place(row, column) == place).count() as i64
        };
        let named = |column: &&usize| above.iter().any(|&row| self.place(row, **column) == Place::Label);
        let nameless = right.len() as i64 - right.iter().filter(named).count() as i64;
        let figures = count(below, right, Place::Figure);
        let within = count(below, right, Place::Label) + count(above, right, Place::Figure);
        let beside = count(below, left, Place::Figure);
        // A row of figures beneath a head needs no label; several do.
        let unlabelled = if labels == 0 && below.len() > 1 { figures } else { 0 };
        figures - 3 * within - 2 * beside - 4 * nameless - unlabelled
    }

    /// Columns in which words go are in no form.
    fn take_words(&mut self) {
        let name = |paper: &Self, column: usize| {
            let mut texts = paper.head.iter().map(|&row| paper.text(row, column).to_owned());
            texts.rfind(|text| !text.is_empty()).unwrap_or_default()
        };
        let words: Vec<usize> = self
            .figures
            .iter()
            .copied()
            .filter(|&column| WORDS.contains(&squeezed(&name(self, column)).as_str()))
            .collect();
        let labels: Vec<String> = words.iter().map(|&column| squeezed(&name(self, column))).collect();
        self.others.extend(labels);
        self.figures.retain(|column| !words.contains(column));
    }

    /// A sum whose label stands where the others have their number.
    fn take_sums(&mut self) {
        let Some(&column) = self.labels.last() else { return };
        let sum_of = |row: &usize| {
            let mut cells = self.numbers.iter().filter_map(|&number| self.cell_at(*row, number));
            let is_sum = |cell: &usize| self.cell(*cell).is_some_and(|cell| label::is_sum(&squeezed(&cell.text)));
            Some((*row, cells.find(is_sum).filter(|_| self.is_unnamed(*row))?))
        };
        let sums: Vec<(usize, usize)> = self.body.iter().filter_map(sum_of).collect();
        for (row, cell) in sums {
            if let Some(slot) = self.slots.get_mut(row).and_then(|slots| slots.get_mut(column)) {
                *slot = Some(cell);
            }
        }
    }

    /// Rows without a label are in no form, nor are those without a place for a figure.
    fn take_unlabelled(&mut self) {
        let has_label =
            |paper: &Self, row: usize| paper.labels.iter().any(|&column| paper.place(row, column) == Place::Label);
        let has_figure = |row: usize| self.figures.iter().any(|&column| self.place(row, column) == Place::Figure);
        let is_record = self.labels.is_empty();
        let is_open = |paper: &Self, row: usize| !is_record && has_figure(row) && paper.is_unnamed(row);
        let open: Vec<usize> = self.body.iter().copied().filter(|&row| is_open(self, row)).collect();
        let named = self.body.len() - open.len();
        let repeated = open.first().copied().filter(|_| open.len() > 1 || named < 2);
        let is_line = |row: usize| repeated.is_some() && open.contains(&row);
        let is_kept = |row: usize| if is_line(row) { repeated == Some(row) } else { is_record || has_label(self, row) };
        let (body, others): (Vec<usize>, Vec<usize>) =
            self.body.iter().copied().partition(|&row| has_figure(row) && is_kept(row));
        let others: Vec<usize> = others.into_iter().filter(|&row| !is_line(row)).collect();
        for row in others {
            let words = (0..self.slots.get(row).map_or(0, Vec::len)).map(|column| self.text(row, column));
            let what = words.into_iter().find(|text| !text.is_empty()).map(str::to_owned);
            self.left_out.push(match what {
                Some(text) if has_label(self, row) => {
                    self.headings.push(row);
                    Doubt::new("draft.no_figures", text)
                }
                Some(text) => Doubt::new("draft.no_figures", text),
                None => Doubt::new("draft.no_label", ""),
            });
        }
        self.left_out.dedup();
        self.repeated = repeated;
        self.body = body;
    }

    /// Whether a row is left for a name to be written in: blank, or `……`.
    fn is_unnamed(&self, row: usize) -> bool {
        let mut texts = self.labels.iter().map(|&column| self.text(row, column).trim());
        texts.all(|text| text.chars().all(|letter| matches!(letter, '…' | '.' | '．' | '。' | '·' | '⋯')))
    }

    /// What the rows are called: the head over the last of their labels.
    pub fn row_name(&self) -> Option<&str> {
        let column = self.labels.last().copied()?;
        let mut texts = self.head.iter().rev().map(|&row| self.text(row, column).trim());
        texts.find(|text| !text.is_empty() && *text != CORNER)
    }

    /// The printed head and body; `None` where something was left out or is repeated, or
    /// a mark stands between figures.
    pub fn layout(&self) -> Option<Layout> {
        if self.repeated.is_some() || !self.left_out.is_empty() || !self.others.is_empty() {
            return None;
        }
        let starting = |row: usize| {
            let mut seen: Vec<usize> = Vec::new();
            let columns = 0..self.slots.get(row).map_or(0, Vec::len);
            seen.extend(columns.filter_map(|column| self.cell_at(row, column)));
            seen.dedup();
            seen.into_iter().filter_map(|cell| self.cell(cell)).filter(move |cell| cell.row == row)
        };
        let head: Vec<Vec<Cell>> =
            self.head.iter().map(|&row| starting(row).map(|cell| self.in_corner(cell)).collect()).collect();
        if head.iter().flatten().any(|cell| cell.text.is_empty()) {
            return None;
        }
        let mut body = Vec::new();
        for &row in &self.body {
            let is_figure = |cell: &&Cell| self.figures.contains(&cell.column);
            let (figures, labels): (Vec<&Cell>, Vec<&Cell>) = starting(row).partition(is_figure);
            let is_whole = figures.iter().all(|cell| self.place(row, cell.column) == Place::Figure && cell.rows == 1);
            let first = figures.first().map_or(0, |cell| cell.column);
            let is_odd = |cell: &&Cell| cell.column > first || cell.text.is_empty();
            if !is_whole || labels.iter().any(is_odd) {
                return None;
            }
            body.push((labels.into_iter().cloned().collect(), figures.iter().map(|cell| cell.columns).collect()));
        }
        Some(Layout { head, body })
    }

    /// A cell of the head; the empty one over the labels of rows gets a name.
    fn in_corner(&self, cell: &Cell) -> Cell {
        let is_corner = cell.text.is_empty() && self.labels.contains(&cell.column);
        Cell { text: if is_corner { CORNER.to_owned() } else { cell.text.clone() }, ..cell.clone() }
    }
}

fn width_of(lines: &[Line<'_>]) -> usize {
    lines.iter().flat_map(|line| &line.cells).map(|cell| cell.start + cell.columns).max().unwrap_or_default()
}

fn laid_out(lines: &[Line<'_>]) -> (Vec<Cell>, Vec<Vec<Option<usize>>>) {
    let mut slots = vec![vec![None; width_of(lines)]; lines.len()];
    let mut cells = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        for cell in &line.cells {
            let rows = usize::from(cell.rows).min(lines.len() - row);
            let (column, columns) = (cell.start, cell.columns);
            for slot in
                slots.iter_mut().skip(row).take(rows).flat_map(|slots| slots.iter_mut().skip(column).take(columns))
            {
                *slot = Some(cells.len());
            }
            cells.push(Cell { text: cell.text.to_owned(), row, column, rows, columns, content: cell.content });
        }
    }
    (cells, slots)
}

/// The rows without those above and beneath the table that hold a title, a unit or
/// who fills it in; these go to the captions.
fn without_captions(cells: &[Cell], slots: &[Vec<Option<usize>>], captions: &mut Vec<String>) -> Range<usize> {
    let texts = |row: usize| -> Vec<&str> {
        let mut numbers: Vec<usize> = slots.get(row).into_iter().flatten().copied().flatten().collect();
        numbers.dedup();
        let texts = numbers.iter().filter_map(|&number| cells.get(number)).map(|cell| cell.text.trim());
        texts.filter(|text| !text.is_empty()).collect()
    };
    let says = |text: &str| text.contains(['：', ':']);
    let is_caption = |row: usize| {
        let texts = texts(row);
        let is_date =
            |text: &str| text.contains('年') && text.contains(|letter: char| letter.is_ascii_digit() || letter == '月');
        let is_mark = |text: &&str| says(text) || is_date(text) || text.starts_with('表');
        let is_unit = |text: &&str| ["单位：", "单位:"].iter().any(|mark| text.contains(mark));
        texts.len() <= 1 || texts.iter().all(is_mark) || texts.iter().any(is_unit)
    };
    let is_foot = |row: usize| {
        let texts = texts(row);
        let width =
            slots.get(row).map_or(0, |slots| slots.iter().flatten().collect::<std::collections::BTreeSet<_>>().len());
        texts.is_empty()
            || (texts.len() == 1 && width == 1)
            || texts.iter().all(|text| says(text) && !text.starts_with("其中"))
    };
    let first = (0..slots.len()).find(|&row| !is_caption(row)).unwrap_or(slots.len());
    let last = (first..slots.len()).rev().find(|&row| !is_foot(row)).map_or(first, |row| row + 1);
    captions.extend((0..first).flat_map(texts).map(str::to_owned));
    first..last
}

/// A caption without the unit in brackets behind it.
fn without_unit(text: &str) -> &str {
    let behind = |mark: &str| text.rfind(mark).and_then(|at| text.get(..at));
    ["（单位", "(单位", "（计量单位"].iter().find_map(|mark| behind(mark)).unwrap_or(text).trim()
}

/// A title without the year that it is of: the form is for other years, too.
fn without_year(title: &str) -> String {
    let Some(at) = title.find('年') else { return title.to_owned() };
    let (before, behind) = title.split_at(at);
    let bare =
        before.trim_end_matches(|letter: char| letter.is_ascii_digit() || "〇○零一二三四五六七八九".contains(letter));
    let is_year = before.chars().count() - bare.chars().count() == 4;
    let rest = behind.trim_start_matches('年').trim_start_matches('度');
    if is_year { format!("{bare}{rest}") } else { title.to_owned() }
}

/// A text without white space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Whether a text can be the title of a table.
fn is_title(text: &str) -> bool {
    let text = text.trim();
    let is_note =
        text.contains(['：', ':', '。']) || text.starts_with('（') && text.ends_with('）') || text.starts_with('附');
    !text.is_empty() && !is_note && text.chars().count() <= LONGEST_TITLE
}

/// The unit that a caption states: `单位：万元`. Who fills the table in is none.
fn unit_of_caption(text: &str) -> Option<String> {
    let marks = text.match_indices("单位").map(|(at, _)| at);
    marks.filter_map(|at| unit_at(text, at)).last()
}

/// The unit that stands behind 单位 at a place.
fn unit_at(text: &str, at: usize) -> Option<String> {
    let (before, rest) = (text.get(..at)?, text.get(at + "单位".len()..)?);
    let behind = rest.trim_start().strip_prefix(['：', ':'])?;
    let is_body = ["填报", "报送", "填表", "制表", "主管", "编制"].iter().any(|word| before.trim_end().ends_with(word));
    let unit = behind.split([' ', '\u{3000}', '，', '；', '）', ')']).find(|part| !part.is_empty())?;
    (!is_body && unit.chars().count() <= 8).then(|| unit.trim_end_matches(['）', ')']).to_owned())
}

/// Whether a text says that no figure goes here.
fn is_shut(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|letter| "×✕╳xX*＊※—－―–-/／\\".contains(letter))
}
