//! The tables whose rows carry a label (主动公开, 收到和处理申请): lines → table.

use super::alignment::{self, Match};
use super::editions::Reading;
use super::figure;
use super::form_labels::FormLabels;
use super::head::{HEAD_LINES, Head};
use super::label::{LabelText, Wording};
use super::line::{Content, Line, LineCell};
#[cfg(feature = "whole")]
use super::{repeated, single};
use crate::document::CellId;
use crate::forms::{Edition, FormFamily, TableForm};
use crate::report::{Figure, Observation, Table, Unreadable, Value};
use crate::shown::Verbatim;
use std::cmp::Ordering;
use std::rc::Rc;

/// What a row beneath the head of its form counts for, and against it where the
/// head is another one.
const HEAD_WEIGHT: f32 = 0.5;

/// What stands for a blank cell where cells are quoted.
const BLANK: &str = "□";

/// Reads the lines as this form; `None` where too little of it is there. What is
/// missing speaks for no form: rows that were cut off tell nothing.
pub fn read(
    lines: &[Line<'_>],
    family: &FormFamily,
    edition: &'static Edition,
    form: &'static TableForm,
) -> Option<Reading> {
    #[cfg(feature = "whole")]
    if form.repeated_row().is_some() {
        return repeated::read(lines, family, edition, form);
    }
    #[cfg(feature = "whole")]
    if form.is_single() {
        return single::read(lines, edition, form);
    }
    let candidates = alignment::candidates(lines, FormLabels::of(form)?);
    read_with(lines, family, edition, form, candidates, &[])
}

/// Reads the lines, each of which may be these rows of the form, `others` being none
/// that anyone misses.
pub(super) fn read_with(
    lines: &[Line<'_>],
    family: &FormFamily,
    edition: &'static Edition,
    form: &'static TableForm,
    candidates: Vec<Vec<Match>>,
    others: &[usize],
) -> Option<Reading> {
    let labels = FormLabels::of(form)?;
    let matches = best_stretch(&candidates, form.rows.len());
    let mut reader = Reader {
        lines,
        family,
        form,
        labels,
        table: Table::empty(edition, form),
        heads: Vec::new(),
        named: 0,
        followed: false,
        headed: 0.0,
        widths: Vec::new(),
        divided: others.to_vec(),
        foreign: None,
    };
    reader.note(&matches);
    reader.merges(&matches);
    reader.widths(&matches);
    matches
        .iter()
        .enumerate()
        .for_each(|(at, found)| reader.row(found, at.checked_sub(1).and_then(|at| matches.get(at))));
    let stray = reader.strays(&candidates, &matches);
    reader.missing();
    let score: f32 = matches.iter().map(Match::weight).sum();
    // Two rows of a statistic elsewhere on the page may be called 行政许可 and
    // 行政处罚; a table of the report has more of the form than that.
    let enough = if form.rows.len() > 10 { 3.0 } else { 2.5 };
    let fit = score + HEAD_WEIGHT * reader.headed - 0.5 * stray as f32;
    (score + 0.5 * reader.named as f32 >= enough).then_some(Reading { fit, table: reader.table })
}

/// The best alignment within one copy of the table: a document may hold it
/// twice (the text, and a version for print), and rows of two copies are never
/// mixed. A copy starts where the first row of the form stands.
fn best_stretch(candidates: &[Vec<Match>], rows: usize) -> Vec<Match> {
    let is_other = |matches: &Vec<Match>| matches.iter().any(|found| found.row > 0 && found.is_sure());
    // A label that groups repeat starts nothing.
    let is_first =
        |matches: &Vec<Match>| matches.iter().any(|found| found.row == 0 && found.is_sure()) && !is_other(matches);
    let mut starts: Vec<usize> = Vec::new();
    let mut has_others = true;
    for (at, matches) in candidates.iter().enumerate() {
        // A first row directly beneath another is that row again.
        if is_first(matches) && has_others {
            starts.push(at);
            has_others = false;
        }
        has_others |= is_other(matches);
    }
    let stretches: Vec<(usize, usize)> = if starts.len() < 2 {
        vec![(0, candidates.len())]
    } else {
        let ends = starts.iter().copied().skip(1).chain([candidates.len()]);
        std::iter::once(0).chain(starts.iter().copied().skip(1)).zip(ends).collect()
    };
    let mut best: Vec<Match> = Vec::new();
    let score = |matches: &[Match]| matches.iter().map(Match::weight).sum::<f32>();
    for (start, end) in stretches.into_iter().take(8) {
        let matches = alignment::align(candidates.get(start..end).unwrap_or_default(), rows);
        if score(&matches) > score(&best) + f32::EPSILON {
            best = matches;
        }
    }
    best
}

struct Reader<'a> {
    lines: &'a [Line<'a>],
    family: &'a FormFamily,
    form: &'static TableForm,
    labels: &'static FormLabels,
    table: Table,
    /// The heads met, by the columns that they name.
    heads: Vec<(Vec<usize>, Rc<Head>)>,
    /// How many columns they name together.
    named: usize,
    /// Whether a head with missing or foreign columns has been followed.
    followed: bool,
    /// Rows beneath a complete head less those beneath another one.
    headed: f32,
    /// How many cells each matched row has, with the number of its columns.
    widths: Vec<(usize, usize)>,
    /// Lines that belong to a row that was divided, or to none of the form.
    divided: Vec<usize>,
    /// The head of another edition that was met last.
    foreign: Option<Foreign>,
}

impl<'a> Reader<'a> {
    /// Notes that the merged cells of a large table are gone.
    fn merges(&mut self, matches: &[Match]) {
        let is_flat = |found: &Match| self.lines.get(found.line).is_some_and(|line| line.is_flat);
        if self.form.has_merged_labels()
            && self.form.rows.len() > 10
            && matches.len() > 10
            && matches.iter().all(is_flat)
        {
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
        self.table.observations.extend(found.map(|cell| Observation::NoteLabel { found: cell.text.into() }));
    }

    fn widths(&mut self, matches: &[Match]) {
        let cells = |found: &Match| Some(self.lines.get(found.line)?.cells.len().saturating_sub(found.label_cell + 1));
        self.widths =
            matches.iter().filter_map(|found| Some((self.form.row_cells(found.row).len(), cells(found)?))).collect();
    }

    /// Whether most rows with so many columns have so many cells: one row that
    /// lost some says nothing of the columns.
    fn is_usual(&self, columns: usize, cells: usize) -> bool {
        let of_kind = self.widths.iter().filter(|(wanted, _)| *wanted == columns);
        let (alike, all) =
            of_kind.fold((0, 0), |(alike, all), (_, width)| (alike + usize::from(*width == cells), all + 1));
        alike * 2 > all
    }

    /// Reads a matched line into its row.
    fn row(&mut self, found: &Match, previous: Option<&Match>) {
        let Some(line) = self.lines.get(found.line) else { return };
        let columns = self.form.row_columns(found.row);
        let head = self.head(found, previous, &columns);
        let cells = self.behind_label(found, line);
        if !head.is_complete(&columns)
            && let Some(foreign) = Foreign::read(self, found, previous, &head)
        {
            self.headed -= 1.0;
            return self.put_foreign(found, cells, foreign);
        }
        self.note_head(&columns, &head);
        self.note_label(found, line);
        if cells.is_empty() {
            return self.fill(found.row, Value::Blank, None);
        }
        if let Some(cells) = self.beneath_whole_head(found, previous, cells, &columns) {
            return self.put(found.row, &columns, &cells);
        }
        match self.assign(cells, &head, &columns) {
            Ok(assigned) => {
                if assigned.follows_head && !self.followed {
                    self.followed = true;
                    self.table.observations.extend(head.column_observations(&columns));
                }
                self.put(found.row, &columns, &assigned.cells);
            }
            Err(_) if self.divide(found, cells) => {}
            Err(reason) => self.unreadable(found.row, cells, reason),
        }
    }

    /// The cells behind the label of a row, and behind its unit where the form prints
    /// one there.
    fn behind_label<'b>(&self, found: &Match, line: &'b Line<'a>) -> &'b [LineCell<'a>] {
        let cells = line.cells.get(found.label_cell + 1..).unwrap_or_default();
        let unit = self.form.rows.get(found.row).and_then(|row| row.unit.as_deref());
        match cells.split_first() {
            Some((first, rest)) if unit.is_some_and(|unit| unit == first.text.trim()) => rest,
            _ => cells,
        }
    }

    /// The cells of a row that has not all columns of a table whose head names all of
    /// them: marks stand in the others.
    fn beneath_whole_head<'b>(
        &mut self,
        found: &Match,
        previous: Option<&Match>,
        cells: &'b [LineCell<'a>],
        columns: &[usize],
    ) -> Option<Vec<Option<&'b LineCell<'a>>>> {
        let whole: Vec<usize> = (0..self.form.columns.len()).collect();
        if columns.len() == whole.len() {
            return None;
        }
        let head = self.head(found, previous, &whole);
        if !head.is_complete(&whole) {
            return None;
        }
        self.note_head(&whole, &head);
        by_position(cells, &head, columns)
    }

    /// Gives each column of a row its cell.
    fn assign<'b>(
        &self,
        cells: &'b [LineCell<'a>],
        head: &Head,
        columns: &[usize],
    ) -> Result<Assigned<'a, 'b>, Unreadable> {
        assign(cells, head, columns, self.is_usual(columns.len(), head.order.len()))
    }

    /// A row whose label spans rows with labels of their own: notes them, and
    /// leaves its figures unread.
    fn divide(&mut self, found: &Match, cells: &[LineCell<'_>]) -> bool {
        let columns = self.form.row_cells(found.row).len();
        let label_of = |cells: &[LineCell<'_>]| {
            let (label, figures) = cells.split_first().filter(|(label, _)| label.content == Content::Words)?;
            let is_own = !self.labels.has(&label.label) && figures.iter().all(|cell| cell.content != Content::Words);
            (is_own && trim(figures, columns).len() == columns).then(|| label.text.to_owned())
        };
        let Some(first) = label_of(cells) else { return false };
        let mut into = vec![first];
        for (at, line) in self.lines.iter().enumerate().skip(found.line + 1) {
            let blank = line.cells.iter().take_while(|cell| cell.content == Content::Blank).count();
            let Some(label) = line.cells.get(blank..).and_then(label_of) else { break };
            self.divided.push(at);
            into.push(label);
        }
        let is_merged = self.lines.get(found.line).and_then(|line| line.cells.get(found.label_cell));
        if into.len() < 2 && is_merged.is_none_or(|cell| cell.rows < 2) {
            return false;
        }
        self.leave_unread(found.row, cells.first());
        let into = into.into_iter().map(Verbatim::from).collect();
        self.table.observations.push(Observation::RowDivided { row: found.row, into });
        true
    }

    /// Reads a row beneath a head of another edition: what both editions ask for.
    fn put_foreign(&mut self, found: &Match, cells: &[LineCell<'_>], foreign: Foreign) {
        self.leave_unread(found.row, cells.first());
        if let Ok(assigned) = assign(cells, &foreign.head, &foreign.columns, true) {
            for (column, cell) in foreign.columns.iter().zip(assigned.cells) {
                let id = foreign.form.columns.get(*column).map_or("", |column| column.id.as_str());
                let at = self.form.column_index(id).and_then(|column| self.form.cell(found.row, column));
                if let Some((at, cell)) = at.zip(cell) {
                    self.put_cell(at, cell);
                }
            }
        }
        let known = self.table.observations.iter_mut().find_map(|known| match known {
            Observation::HeadForeign { edition, rows, labels } if *edition == foreign.edition => Some((rows, labels)),
            _ => None,
        });
        let texts = foreign.head.texts().iter().map(|text| Verbatim::from(text.as_str()));
        match known {
            Some((rows, labels)) => {
                rows.push(found.row);
                let new: Vec<Verbatim> = texts.filter(|text| !labels.contains(text)).collect();
                labels.extend(new);
            }
            None => self.table.observations.push(Observation::HeadForeign {
                edition: foreign.edition,
                labels: texts.collect(),
                rows: vec![found.row],
            }),
        }
        self.foreign = Some(foreign);
    }

    /// The head above a row: the first one that names its columns. A head
    /// repeated after a page break says nothing new, and the merges around it
    /// are often wrong.
    fn head(&self, found: &Match, previous: Option<&Match>, columns: &[usize]) -> Rc<Head> {
        match self.heads.iter().find(|(known, _)| known == columns) {
            Some((_, head)) => head.clone(),
            None => Rc::new(Head::read(self.above(found, previous), self.labels, columns)),
        }
    }

    /// The lines between a row and the one before it.
    fn above(&self, found: &Match, previous: Option<&Match>) -> &'a [Line<'a>] {
        let first = found.line.saturating_sub(HEAD_LINES);
        let first = previous.map_or(first, |previous| first.max(previous.line + 1));
        self.lines.get(first..found.line).unwrap_or_default()
    }

    fn note_head(&mut self, columns: &[usize], head: &Rc<Head>) {
        self.headed += if head.is_complete(columns) { 1.0 } else { 0.0 };
        if head.named() > 0 && self.heads.iter().all(|(known, _)| known != columns) {
            self.named += head.named();
            self.table.observations.extend(head.label_observations());
            self.heads.push((columns.to_vec(), head.clone()));
        }
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
            let (found_text, accepted) = (cell.text.into(), found.label.wording == Wording::Accepted);
            self.table.observations.push(Observation::RowLabel { row: found.row, found: found_text, accepted });
        }
    }

    fn put(&mut self, row: usize, columns: &[usize], cells: &[Option<&LineCell<'_>>]) {
        for (column, cell) in columns.iter().zip(cells) {
            if let Some((at, cell)) = self.form.cell(row, *column).zip(*cell) {
                self.put_cell(at, cell);
            }
        }
    }

    fn put_cell(&mut self, at: usize, cell: &LineCell<'_>) {
        if let (Some(slot), Some(figure)) = (self.table.figures.get_mut(at), figure::of_cell(cell.text, self.form, at))
        {
            *slot = Figure { place: Some(cell.id), ..figure };
        }
    }

    /// The figures of a row stand there and are not read.
    fn leave_unread(&mut self, row: usize, first: Option<&LineCell<'_>>) {
        self.fill(row, Value::Unreadable, first.map(|cell| cell.id));
    }

    fn fill(&mut self, row: usize, value: Value, place: Option<CellId>) {
        for at in self.form.row_cells(row) {
            if let Some(slot) = self.table.figures.get_mut(at) {
                *slot = Figure { value, place, ..Figure::default() };
            }
        }
    }

    fn unreadable(&mut self, row: usize, cells: &[LineCell<'_>], reason: Unreadable) {
        let places = self.form.row_cells(row);
        let cells = trim(cells, places.len());
        self.table.observations.push(Observation::RowUnreadable {
            row,
            text: quote(cells.iter().copied()).into(),
            reason,
            found: cells.len(),
            expected: places.len(),
        });
        for (at, cell) in places.zip(cells.into_iter().map(Some).chain(std::iter::repeat(None))) {
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
        // Rows that the form has behind its lines may stand before them.
        let is_of_grid = |line: &Line<'_>| self.lines.get(first.line).is_some_and(|first| first.grid == line.grid);
        let above = self.lines.iter().take(first.line).rev().take_while(|line| is_of_grid(line)).count();
        let start = first.line - if self.form.has_lines() { above } else { 0 };
        for at in start..=last.line + after {
            let Some(line) = self.lines.get(at).filter(|_| matches.iter().all(|found| found.line != at)) else {
                continue;
            };
            if self.divided.contains(&at) {
                continue;
            }
            let exact = candidates.get(at).and_then(|rows| rows.iter().find(|found| found.is_sure())).copied();
            let Some(label) = exact.map(|_| String::new()).or_else(|| self.stray_label(line)) else { continue };
            match exact {
                Some(found) if matches.iter().all(|other| other.row != found.row) => {
                    self.row(&found, None);
                    // The sum of lines may stand above them.
                    let moved = Observation::RowMoved { row: found.row };
                    self.table.observations.extend((!self.form.has_lines()).then_some(moved));
                }
                // The head of another table, or this one's again: labels without figures.
                Some(found) if !has_figures(&found, line) => {}
                Some(found) => self.repeated(&found, line),
                // Behind the last row another table may follow in the same grid.
                None if at > last.line || at < first.line => {}
                None => {
                    foreign += 1;
                    self.table.observations.push(Observation::RowExtra { label: label.into() });
                }
            }
        }
        foreign
    }

    /// Notes that a row stands there again. Where its figures are others, those
    /// of the row are left unread.
    fn repeated(&mut self, found: &Match, line: &Line<'_>) {
        let columns = self.form.row_columns(found.row);
        let cells = line.cells.get(found.label_cell + 1..).unwrap_or_default();
        let head =
            self.heads.iter().find(|(known, _)| *known == columns).map(|(_, head)| head.clone()).unwrap_or_default();
        let again = self.assign(cells, &head, &columns);
        let is_same = |at: usize, cell: &LineCell<'_>| {
            let again = figure::of_cell(cell.text, self.form, at);
            again.zip(self.table.figures.get(at)).is_some_and(|(again, known)| again.value == known.value)
        };
        let differs = !again.is_ok_and(|again| {
            let cells = columns.iter().zip(again.cells);
            cells
                .filter_map(|(column, cell)| self.form.cell(found.row, *column).zip(cell))
                .all(|(at, cell)| is_same(at, cell))
        });
        if differs {
            self.leave_unread(found.row, cells.first());
        }
        let is_of_row =
            |known: &Observation| matches!(known, Observation::RowUnreadable { row, .. } if *row == found.row);
        self.table.observations.retain(|known| !(differs && is_of_row(known)));
        let known = self.table.observations.iter_mut().find_map(|known| match known {
            Observation::RowRepeated { row, differs } if *row == found.row => Some(differs),
            _ => None,
        });
        match known {
            Some(known) => *known |= differs,
            None => self.table.observations.push(Observation::RowRepeated { row: found.row, differs }),
        }
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
            // A document may have no line of a repeated row, or no sum of the lines that it has.
            let is_free = self.form.is_line(row) || self.form.rows.get(row).is_some_and(|row| row.unlabelled);
            if !self.table.has_row(row) && !is_free {
                self.table.observations.push(Observation::RowMissing { row });
            }
        }
    }
}

/// The head of another edition above a row.
#[derive(Clone)]
struct Foreign {
    edition: &'static str,
    form: &'static TableForm,
    /// The columns that the row has there.
    columns: Vec<usize>,
    head: Rc<Head>,
}

impl Foreign {
    /// Looks above a row for the columns that it has in another edition. A row
    /// without a head of its own stands beneath that of the row before.
    fn read(reader: &Reader<'_>, found: &Match, previous: Option<&Match>, own: &Head) -> Option<Self> {
        let text = &reader.lines.get(found.line)?.cells.get(found.label_cell)?.label;
        let above = reader.above(found, previous);
        reader.family.editions().iter().find_map(|edition| {
            let form = edition.table(&reader.form.id).filter(|form| !std::ptr::eq(*form, reader.form))?;
            let labels = FormLabels::of(form)?;
            let row = labels.rows.iter().position(|label| label.matches_exactly(text).is_some())?;
            let columns = form.row_columns(row);
            let before =
                reader.foreign.as_ref().filter(|before| before.edition == edition.id && before.columns == columns);
            if own.order.is_empty()
                && let Some(before) = before
            {
                return Some(before.clone());
            }
            let head = Rc::new(Head::read(above, labels, &columns));
            head.is_complete(&columns).then_some(Foreign { edition: &edition.id, form, columns, head })
        })
    }
}

pub(super) struct Assigned<'a, 'b> {
    /// One entry per column of the row.
    pub cells: Vec<Option<&'b LineCell<'a>>>,
    /// Whether a head with missing or foreign columns was followed.
    pub follows_head: bool,
}

/// Whether a number stands behind the label of a row, or nothing at all.
fn has_figures(found: &Match, line: &Line<'_>) -> bool {
    let behind = line.cells.get(found.label_cell + 1..).unwrap_or_default();
    behind.is_empty() || behind.iter().any(|cell| cell.text.chars().any(char::is_numeric))
}

/// Gives each column of a row its cell, by the cells that follow the label.
/// `is_usual` says whether rows mostly have as many cells as the head has labels.
pub(super) fn assign<'a, 'b>(
    cells: &'b [LineCell<'a>],
    head: &Head,
    columns: &[usize],
    is_usual: bool,
) -> Result<Assigned<'a, 'b>, Unreadable> {
    let complete = head.is_complete(columns);
    if let Some(cells) = complete.then(|| by_position(cells, head, columns)).flatten() {
        return Ok(Assigned { cells, follows_head: false });
    }
    let differs = head.order.len() != columns.len() && head.named() + 2 >= columns.len() && head.named() > 1;
    if differs && is_usual && cells.len() == head.order.len() && head.is_order_of(cells.iter()) {
        return Ok(Assigned { cells: by_order(cells.iter(), &head.order, columns), follows_head: true });
    }
    if let Some(cells) = (!complete).then(|| beneath(cells, head, columns)).flatten() {
        return Ok(Assigned { cells, follows_head: true });
    }
    let trimmed = trim(cells, columns.len());
    match trimmed.len().cmp(&columns.len()) {
        Ordering::Greater => Err(Unreadable::TooMany),
        // A mark for nothing in one cell over all columns, or no cell at all.
        Ordering::Less if cells.iter().all(|cell| cell.content == Content::Blank) => {
            let blank = cells.first();
            Ok(Assigned { cells: vec![blank; columns.len()], follows_head: false })
        }
        Ordering::Less => Err(Unreadable::TooFew),
        Ordering::Equal => {
            let official: Vec<Option<usize>> = columns.iter().copied().map(Some).collect();
            let order = if complete && head.is_order_of(trimmed.iter().copied()) { &head.order } else { &official };
            Ok(Assigned { cells: by_order(trimmed.into_iter(), order, columns), follows_head: false })
        }
    }
}

/// The cells beneath a head that names some of the columns and no other, where
/// each of its labels has a figure and nothing else stands in the row.
fn beneath<'a, 'b>(cells: &'b [LineCell<'a>], head: &Head, columns: &[usize]) -> Option<Vec<Option<&'b LineCell<'a>>>> {
    let is_filled = |cell: &&LineCell<'_>| cell.content != Content::Blank;
    let is_partial = head.named() > 0 && head.named() == head.order.len() && head.named() < columns.len();
    if !is_partial || cells.iter().filter(is_filled).count() != head.named() {
        return None;
    }
    let mut assigned = vec![None; columns.len()];
    for cell in cells.iter().filter(is_filled) {
        let column = head.order.get(head.at(cell.start)?).copied().flatten()?;
        let slot = columns.iter().position(|&wanted| wanted == column)?;
        *assigned.get_mut(slot)? = Some(cell);
    }
    Some(assigned)
}

/// Cells as they stand, blank ones marked.
pub(super) fn quote<'a: 'b, 'b>(cells: impl Iterator<Item = &'b LineCell<'a>>) -> String {
    let texts: Vec<&str> = cells.map(|cell| if cell.text.is_empty() { BLANK } else { cell.text }).collect();
    texts.join(" ")
}

/// The cells that start exactly beneath the labels of a complete head, if there
/// is one for each of these columns and nothing but blanks beside the head.
fn by_position<'a, 'b>(
    cells: &'b [LineCell<'a>],
    head: &Head,
    columns: &[usize],
) -> Option<Vec<Option<&'b LineCell<'a>>>> {
    let mut assigned = vec![None; columns.len()];
    for cell in cells {
        match head.at(cell.start).and_then(|at| head.order.get(at).copied()) {
            Some(Some(column)) => {
                if let Some(slot) = columns.iter().position(|&wanted| wanted == column) {
                    *assigned.get_mut(slot)? = Some(cell);
                }
            }
            // A column that holds no figures.
            Some(None) => {}
            None if cell.content == Content::Blank || is_beside(cell, head) => {}
            None => return None,
        }
    }
    assigned.iter().all(Option::is_some).then_some(assigned)
}

/// A tick or a remark to the right of the table's last column: no figure of it.
fn is_beside(cell: &LineCell<'_>, head: &Head) -> bool {
    head.ends_before(cell.start) && !cell.text.chars().any(char::is_numeric)
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
    // A merged cell taken apart leaves blanks between figures that are all there.
    if left.len() > columns && left.iter().filter(|cell| !is_blank(cell)).count() == columns {
        left.retain(|cell| !is_blank(cell));
    }
    left.into()
}
