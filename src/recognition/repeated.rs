//! The lines of a row that is repeated: one a unit, whatever it is called, between
//! the head of the table and the rows that the form names.

use super::alignment::{self, Holds, Match};
use super::editions::Reading;
use super::form_labels::FormLabels;
use super::head::Head;
use super::label::{LabelMatch, Wording};
use super::line::{Content, Line, LineCell};
use super::row_table;
use crate::document::CellId;
use crate::forms::{Edition, FormFamily, TableForm};
use crate::report::{Figure, Value};
use crate::shown::Shown;

/// Lines above the first one that are looked at for the head.
const HEAD_LINES: usize = 12;

/// What is called so is a sum of lines and no line.
const SUMS: [&str; 6] = ["合计", "总计", "小计", "累计", "共计", "其中"];

/// A line of the repeated row.
struct RepeatedLine {
    /// Index of the line.
    line: usize,
    /// The cell that holds its label.
    label_cell: usize,
}

/// Reads the lines as a form that repeats a row, with a row for each line that is there.
pub fn read(
    lines: &[Line<'_>],
    family: &FormFamily,
    edition: &'static Edition,
    form: &'static TableForm,
) -> Option<Reading> {
    let labels = FormLabels::of(form)?;
    let repeated = lines_of(lines, form, labels);
    let cell = |found: &RepeatedLine, at: usize| lines.get(found.line)?.cells.get(found.label_cell + at);
    let label = |found: &RepeatedLine| Shown::of(cell(found, 0).map_or("", |cell| cell.text.trim()));
    let called: Vec<String> = repeated.iter().map(|found| label(found).as_str().to_owned()).collect();
    let Some(made) = form.with_lines(edition, &called) else {
        let candidates = alignment::candidates(lines, labels);
        let mut reading = row_table::read_with(lines, family, edition, form, labels, candidates)?;
        let place = repeated.first().and_then(|found| cell(found, 1)).map(|cell| cell.id);
        leave_unread(&mut reading, place);
        return Some(reading);
    };
    let labels = FormLabels::of(made)?;
    let mut candidates = alignment::candidates(lines, labels);
    let first = made.rows.iter().position(|row| row.line_of.is_some())?;
    for (number, &RepeatedLine { line, label_cell }) in repeated.iter().enumerate() {
        // It is that line, whatever its label resembles.
        let label = LabelMatch { score: 1.0, wording: Wording::Official };
        if let Some(rows) = candidates.get_mut(line) {
            *rows = vec![Match { line, row: first + number, label_cell, label, holds: Holds::Figures }];
        }
    }
    row_table::read_with(lines, family, edition, made, labels, candidates)
}

/// There are lines, and more of them than a form can be made for.
fn leave_unread(reading: &mut Reading, place: Option<CellId>) {
    let table = &mut reading.table;
    let Some(row) = table.form.repeated_row().filter(|_| place.is_some()) else { return };
    for cell in table.form.row_cells(row) {
        if let Some(figure) = table.figures.get_mut(cell) {
            *figure = Figure { value: Value::Unreadable, place, ..Figure::default() };
        }
    }
}

/// The lines of the row that a form repeats, in order; none where no head names its
/// columns, or nothing stands beneath.
fn lines_of(lines: &[Line<'_>], form: &TableForm, labels: &FormLabels) -> Vec<RepeatedLine> {
    let Some(row) = form.repeated_row() else { return Vec::new() };
    let columns: Vec<usize> =
        form.row_cells(row).filter_map(|cell| form.cells().get(cell)).map(|cell| cell.column).collect();
    let follower = Follower { lines, labels, row, words: form.other_columns.len() };
    let mut best = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let above = lines.get(at.saturating_sub(HEAD_LINES)..at).unwrap_or_default();
        let head = above.iter().position(|above| above.grid == line.grid).and_then(|start| above.get(start..));
        let is_first = follower.has_figures(line)
            && head.is_some_and(|head| Head::read(head, labels, &columns).is_complete(&columns));
        at += 1;
        if is_first {
            let (found, end) = follower.follow(at - 1);
            at = end.max(at);
            if found.len() > best.len() {
                best = found;
            }
        }
    }
    best
}

struct Follower<'a> {
    lines: &'a [Line<'a>],
    labels: &'a FormLabels,
    /// The row that is repeated.
    row: usize,
    /// How many cells behind a label may hold words.
    words: usize,
}

impl Follower<'_> {
    /// The lines from the first one on, and where they end.
    fn follow(&self, first: usize) -> (Vec<RepeatedLine>, usize) {
        let mut found: Vec<RepeatedLine> = Vec::new();
        let mut at = first;
        let mut grid = self.lines.get(first).map(|line| line.grid);
        while let Some(line) = self.lines.get(at) {
            // A page break may have cut the table in two.
            if Some(line.grid) != grid && !self.goes_on(at, &found) {
                break;
            }
            grid = Some(line.grid);
            match self.named(line) {
                Some(named) if named > self.row && !found.is_empty() => return (found, at + 1),
                Some(_) => {}
                None if self.is_head(line) || line.cells.iter().all(|cell| cell.content == Content::Blank) => {}
                None => match self.label(line) {
                    Some(label_cell) if self.has_figures(line) => {
                        if !self.is_sum(line, label_cell) {
                            found.push(RepeatedLine { line: at, label_cell });
                        }
                    }
                    _ if self.has_rows_behind() => {}
                    _ => break,
                },
            }
            at += 1;
        }
        (found, at)
    }

    /// Whether the form names rows behind that which it repeats.
    fn has_rows_behind(&self) -> bool {
        self.row + 1 < self.labels.rows.len()
    }

    /// Whether a line of another grid goes on with the table: it has as many cells as
    /// the line before.
    fn goes_on(&self, at: usize, found: &[RepeatedLine]) -> bool {
        let before = found.last().and_then(|found| self.lines.get(found.line));
        let line = self.lines.get(at);
        let as_wide = before.zip(line).is_some_and(|(before, line)| before.cells.len() == line.cells.len());
        self.has_rows_behind() && as_wide
    }

    /// The row of the form that a line names, the repeated one aside.
    fn named(&self, line: &Line<'_>) -> Option<usize> {
        let words = || line.cells.iter().filter(|cell| cell.content == Content::Words);
        let rows = self.labels.rows.iter().enumerate().filter(|(row, _)| *row != self.row);
        rows.filter(|(_, label)| words().any(|cell| label.matches_exactly(&cell.label).is_some()))
            .map(|(row, _)| row)
            .next()
    }

    /// Whether a line is the head of the table, again.
    fn is_head(&self, line: &Line<'_>) -> bool {
        let mut words = line.cells.iter().filter(|cell| cell.content == Content::Words);
        words.any(|cell| self.labels.is_column(&cell.label))
    }

    /// The last of the words that stand before the figures.
    fn label(&self, line: &Line<'_>) -> Option<usize> {
        let first = line.cells.iter().position(|cell| cell.content == Content::Words)?;
        let words = line.cells.get(first..)?.iter().take_while(|cell| cell.content == Content::Words).count();
        Some(first + words - 1)
    }

    /// Whether figures or blanks stand behind the label of a line, and no more words
    /// than the form has columns for.
    fn has_figures(&self, line: &Line<'_>) -> bool {
        let Some(label) = self.label(line) else { return false };
        let behind: &[LineCell<'_>] = line.cells.get(label + 1..).unwrap_or_default();
        let words = behind.iter().filter(|cell| cell.content == Content::Words).count();
        words <= self.words && behind.len() > words
    }

    /// Whether a line adds up others.
    fn is_sum(&self, line: &Line<'_>, label_cell: usize) -> bool {
        let label = line.cells.get(label_cell).map(|cell| cell.label.full.as_str()).unwrap_or_default();
        SUMS.iter().any(|sum| label.starts_with(sum) || label.ends_with(sum))
    }
}
