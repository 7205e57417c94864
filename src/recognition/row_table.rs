//! The tables whose rows carry a label (主动公开, 收到和处理申请): lines → table.

use super::alignment::{self, Match};
use super::figure;
use super::form_labels::FormLabels;
use super::head::Head;
use super::label::{LabelText, Wording};
use super::line::{Content, Line, LineCell};
use crate::forms::{Edition, TableForm};
use crate::report::{Figure, Observation, Table, Unreadable, Value};
use std::rc::Rc;

/// Lines above a row that are looked at for the head of its columns.
const HEAD_LINES: usize = 12;

/// A table found among the lines, and how well its form fits.
pub struct Found {
    /// The table.
    pub table: Table,
    /// Sum of what speaks for this form less what speaks against it.
    pub score: f32,
}

/// Reads the lines as this form; `None` where too little of it is there.
pub fn read(lines: &[Line<'_>], edition: &'static Edition, form: &'static TableForm) -> Option<Found> {
    let labels = FormLabels::of(form)?;
    let candidates = alignment::candidates(lines, &labels.rows);
    let matches = best_stretch(&candidates, form.rows.len());
    let mut reader = Reader {
        lines,
        form,
        labels,
        table: Table::empty(edition, form),
        heads: Vec::new(),
        named: 0,
        followed: false,
    };
    reader.note(&matches);
    reader.merges(&matches);
    matches
        .iter()
        .enumerate()
        .for_each(|(at, found)| reader.row(found, at.checked_sub(1).and_then(|at| matches.get(at))));
    let stray = reader.strays(&candidates, &matches);
    reader.missing();
    let score: f32 = matches.iter().map(|found| found.label.score).sum();
    let wrong = form.rows.len() - matches.len() + stray;
    let total = score + 0.5 * reader.named as f32;
    // Two rows of a statistic elsewhere on the page may be called 行政许可 and
    // 行政处罚; a table of the report has more of the form than that.
    let enough = if form.rows.len() > 10 { 3.0 } else { 2.5 };
    (total >= enough).then_some(Found { score: total - 0.5 * wrong as f32, table: reader.table })
}

/// The best alignment within one copy of the table: a document may hold it
/// twice (the text, and a version for print), and rows of two copies are never
/// mixed. A copy starts where the first row of the form stands.
fn best_stretch(candidates: &[Vec<Match>], rows: usize) -> Vec<Match> {
    let is_first = |matches: &Vec<Match>| matches.iter().any(|found| found.row == 0 && found.label.score > 0.94);
    let starts: Vec<usize> = (0..candidates.len()).filter(|&at| candidates.get(at).is_some_and(is_first)).collect();
    let stretches: Vec<(usize, usize)> = if starts.len() < 2 {
        vec![(0, candidates.len())]
    } else {
        let ends = starts.iter().copied().skip(1).chain([candidates.len()]);
        std::iter::once(0).chain(starts.iter().copied().skip(1)).zip(ends).collect()
    };
    let mut best: Vec<Match> = Vec::new();
    let score = |matches: &[Match]| matches.iter().map(|found| found.label.score).sum::<f32>();
    for (start, end) in stretches.into_iter().take(8) {
        let mut matches = alignment::align(candidates.get(start..end).unwrap_or_default(), rows);
        matches.iter_mut().for_each(|found| found.line += start);
        if score(&matches) > score(&best) + f32::EPSILON {
            best = matches;
        }
    }
    best
}

struct Reader<'a> {
    lines: &'a [Line<'a>],
    form: &'static TableForm,
    labels: &'static FormLabels,
    table: Table,
    /// The heads met, by the columns that they name.
    heads: Vec<(Vec<usize>, Rc<Head>)>,
    /// How many columns they name together.
    named: usize,
    /// Whether a head with missing or foreign columns has been followed.
    followed: bool,
}

impl<'a> Reader<'a> {
    /// Notes that the merged cells of a large table are gone.
    fn merges(&mut self, matches: &[Match]) {
        let is_flat = |found: &Match| self.lines.get(found.line).is_some_and(|line| line.is_flat);
        if self.form.rows.len() > 10 && matches.len() > 10 && matches.iter().all(is_flat) {
            self.table.observations.push(Observation::MergesLost);
        }
    }

    /// Compares the note in the head of the table with the official one.
    fn note(&mut self, matches: &[Match]) {
        let Some((official, first)) = self.labels.note.as_ref().zip(matches.first()) else { return };
        let above = self.lines.get(first.line.saturating_sub(HEAD_LINES)..first.line).unwrap_or_default();
        let notes = above.iter().rev().flat_map(|line| &line.cells);
        let found = notes
            .filter(|cell| official.matches(&cell.label).is_some())
            .find(|cell| official.matches(&cell.label).is_some_and(|found| found.wording != Wording::Official));
        self.table.observations.extend(found.map(|cell| Observation::NoteLabel { found: cell.text.to_owned() }));
    }

    /// Reads a matched line into its row.
    fn row(&mut self, found: &Match, previous: Option<&Match>) {
        let Some(line) = self.lines.get(found.line) else { return };
        self.note_label(found, line);
        let columns = self.columns(found.row);
        let head = self.head(found, previous, &columns);
        let cells = line.cells.get(found.label_cell + 1..).unwrap_or_default();
        match assign(cells, &head, &columns) {
            Ok(assigned) => {
                if assigned.follows_head && !self.followed {
                    self.followed = true;
                    self.table.observations.extend(head.column_observations(&columns));
                }
                self.put(found.row, &columns, &assigned.cells);
            }
            Err(reason) => self.unreadable(found.row, cells, reason),
        }
    }

    /// The columns of a row, as indexes into the form.
    fn columns(&self, row: usize) -> Vec<usize> {
        let cells = self.form.row_cells(row);
        cells.filter_map(|cell| self.form.cells().get(cell)).map(|cell| cell.column).collect()
    }

    /// The head above a row: the first one that names its columns. A head
    /// repeated after a page break says nothing new, and the merges around it
    /// are often wrong.
    fn head(&mut self, found: &Match, previous: Option<&Match>, columns: &[usize]) -> Rc<Head> {
        if let Some((_, head)) = self.heads.iter().find(|(known, _)| known == columns) {
            return head.clone();
        }
        let first = found.line.saturating_sub(HEAD_LINES);
        let first = previous.map_or(first, |previous| first.max(previous.line + 1));
        let head = Head::read(self.lines.get(first..found.line).unwrap_or_default(), self.labels, columns);
        let head = Rc::new(head);
        if head.named() > 0 {
            self.named += head.named();
            self.table.observations.extend(head.label_observations());
            self.heads.push((columns.to_vec(), head.clone()));
        }
        head
    }

    fn note_label(&mut self, found: &Match, line: &Line<'_>) {
        if found.label.wording == Wording::Official {
            return;
        }
        let Some(cell) = line.cells.get(found.label_cell) else { return };
        // A number in a cell of its own belongs to the label behind it.
        let before = found.label_cell.checked_sub(1).and_then(|at| line.cells.get(at));
        let joined = before.map(|before| format!("{}{}", before.text, cell.text));
        let official = self.labels.rows.get(found.row);
        let is_split = joined.zip(official).is_some_and(|(text, label)| {
            label.matches(&LabelText::new(&text)).is_some_and(|found| found.wording == Wording::Official)
        });
        if !is_split {
            let (found_text, accepted) = (cell.text.to_owned(), found.label.wording == Wording::Accepted);
            self.table.observations.push(Observation::RowLabel { row: found.row, found: found_text, accepted });
        }
    }

    fn put(&mut self, row: usize, columns: &[usize], cells: &[Option<&LineCell<'_>>]) {
        for (column, cell) in columns.iter().zip(cells) {
            let Some(at) = self.form.cell(row, *column) else { continue };
            let Some(kind) = self.form.cells().get(at).map(|cell| cell.kind) else { continue };
            if let (Some(slot), Some(cell)) = (self.table.figures.get_mut(at), cell) {
                *slot = Figure { place: Some(cell.id), ..figure::parse(cell.text, kind) };
            }
        }
    }

    fn unreadable(&mut self, row: usize, cells: &[LineCell<'_>], reason: Unreadable) {
        let texts: Vec<&str> = cells.iter().map(|cell| cell.text).collect();
        self.table.observations.push(Observation::RowUnreadable { row, text: texts.join(" "), reason });
        for (at, cell) in self.form.row_cells(row).zip(cells.iter().map(Some).chain(std::iter::repeat(None))) {
            if let Some(slot) = self.table.figures.get_mut(at) {
                *slot = Figure { value: Value::Unreadable, place: cell.map(|cell| cell.id), ..Figure::default() };
            }
        }
    }

    /// Notes the lines with figures that are no row of the alignment; returns
    /// how many are foreign.
    fn strays(&mut self, candidates: &[Vec<Match>], matches: &[Match]) -> usize {
        let (Some(first), Some(last)) = (matches.first(), matches.last()) else { return 0 };
        let last_grid = self.lines.get(last.line).map(|line| line.grid);
        let after = self.lines.iter().skip(last.line + 1).take_while(|line| Some(line.grid) == last_grid).count();
        let mut foreign = 0;
        for at in first.line..=last.line + after {
            let Some(line) = self.lines.get(at).filter(|_| matches.iter().all(|found| found.line != at)) else {
                continue;
            };
            let Some(label) = self.stray_label(line) else { continue };
            let exact = candidates.get(at).and_then(|rows| rows.iter().find(|found| found.label.score > 0.94));
            match exact.copied() {
                Some(found) if matches.iter().all(|other| other.row != found.row) => {
                    self.row(&found, None);
                    self.table.observations.push(Observation::RowMoved { row: found.row });
                }
                Some(found) => self.table.observations.push(Observation::RowRepeated { row: found.row }),
                // Behind the last row another table may follow in the same grid.
                None if at > last.line => {}
                None => {
                    foreign += 1;
                    self.table.observations.push(Observation::RowExtra { label });
                }
            }
        }
        foreign
    }

    /// The label of a line that ends in figures and is neither head nor group.
    fn stray_label(&self, line: &Line<'_>) -> Option<String> {
        let at = line.cells.iter().rposition(|cell| cell.content == Content::Words)?;
        let figures = line.cells.get(at + 1..)?;
        let cell = line.cells.get(at)?;
        let is_group = self.labels.rows.iter().any(|label| label.is_group(&cell.label));
        let has_figure = figures.iter().any(|cell| cell.content == Content::Figure);
        (has_figure && !is_group).then(|| cell.text.to_owned())
    }

    fn missing(&mut self) {
        for row in 0..self.form.rows.len() {
            if !self.table.has_row(row) {
                self.table.observations.push(Observation::RowMissing { row });
            }
        }
    }
}

struct Assigned<'a, 'b> {
    /// One entry per column of the row.
    cells: Vec<Option<&'b LineCell<'a>>>,
    /// Whether a head with missing or foreign columns was followed.
    follows_head: bool,
}

/// Gives each column of a row its cell, by the cells that follow the label.
fn assign<'a, 'b>(cells: &'b [LineCell<'a>], head: &Head, columns: &[usize]) -> Result<Assigned<'a, 'b>, Unreadable> {
    let complete = head.is_complete(columns);
    if let Some(cells) = complete.then(|| by_position(cells, head, columns)).flatten() {
        return Ok(Assigned { cells, follows_head: false });
    }
    let differs = head.order.len() != columns.len() && head.named() + 2 >= columns.len() && head.named() > 1;
    if differs && cells.len() == head.order.len() && head.is_order_of(cells.iter()) {
        return Ok(Assigned { cells: by_order(cells.iter(), &head.order, columns), follows_head: true });
    }
    let trimmed = trim(cells, columns.len());
    match trimmed.len().cmp(&columns.len()) {
        std::cmp::Ordering::Greater => Err(Unreadable::TooMany),
        std::cmp::Ordering::Less => Err(Unreadable::TooFew),
        std::cmp::Ordering::Equal => {
            let official: Vec<Option<usize>> = columns.iter().copied().map(Some).collect();
            let order = if complete && head.is_order_of(trimmed.iter().copied()) { &head.order } else { &official };
            Ok(Assigned { cells: by_order(trimmed.into_iter(), order, columns), follows_head: false })
        }
    }
}

/// The cells that start exactly beneath the labels of a complete head, if there
/// is one for each and nothing but blanks beside them.
fn by_position<'a, 'b>(
    cells: &'b [LineCell<'a>],
    head: &Head,
    columns: &[usize],
) -> Option<Vec<Option<&'b LineCell<'a>>>> {
    let mut assigned = vec![None; columns.len()];
    for cell in cells {
        match head.at(cell.start).and_then(|at| head.order.get(at).copied().flatten()) {
            Some(column) => {
                let slot = columns.iter().position(|&wanted| wanted == column)?;
                *assigned.get_mut(slot)? = Some(cell);
            }
            None if cell.content == Content::Blank => {}
            None => return None,
        }
    }
    assigned.iter().all(Option::is_some).then_some(assigned)
}

fn by_order<'a: 'b, 'b>(
    cells: impl Iterator<Item = &'b LineCell<'a>>,
    order: &[Option<usize>],
    columns: &[usize],
) -> Vec<Option<&'b LineCell<'a>>> {
    let mut assigned = vec![None; columns.len()];
    for (cell, column) in cells.zip(order) {
        let slot = column.and_then(|column| columns.iter().position(|&wanted| wanted == column));
        if let Some(slot) = slot.and_then(|slot| assigned.get_mut(slot)) {
            *slot = Some(cell);
        }
    }
    assigned
}

/// Leaves blank cells out, from the end and then from the start, until as many
/// are left as there are columns. A single figure among blanks is that figure.
fn trim<'a, 'b>(cells: &'b [LineCell<'a>], columns: usize) -> Vec<&'b LineCell<'a>> {
    let is_blank = |cell: &&LineCell<'_>| cell.content == Content::Blank;
    if columns == 1 && cells.len() > 1 {
        let mut figures = cells.iter().filter(|cell| !is_blank(cell));
        // A merged cell that was taken apart may repeat its figure in each part.
        if let Some(only) = figures.next().filter(|only| figures.all(|other| other.text.trim() == only.text.trim())) {
            return vec![only];
        }
    }
    let mut left: std::collections::VecDeque<_> = cells.iter().collect();
    while left.len() > columns && left.back().is_some_and(is_blank) {
        left.pop_back();
    }
    while left.len() > columns && left.front().is_some_and(is_blank) {
        left.pop_front();
    }
    left.into()
}
