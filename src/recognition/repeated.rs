//! The lines of a row that is repeated: one a unit, whatever it is called, between
//! the head of the table and the rows that the form names.

use super::alignment::{self, Holds, Match};
use super::editions::Reading;
use super::form_labels::FormLabels;
use super::head::{HEAD_LINES, Head, STEMS};
use super::label::{LabelMatch, Wording, is_sum};
use super::line::{Content, Line, LineCell};
use super::{row_table, single};
use crate::document::CellId;
use crate::forms::{Edition, FormFamily, TableForm};
use crate::report::{Figure, Number, Table, Value};
use crate::shown::Shown;
use std::ops::Range;

/// How a part of the line before begins.
const PART: &str = "其中";

/// What is signed beneath a table.
const SIGNED: [&str; 12] = [
    "填表人",
    "填报人",
    "填报单位",
    "制表",
    "审核",
    "复核",
    "经办人",
    "负责人",
    "单位负责人",
    "联系人",
    "联系电话",
    "填报日期",
];

/// Characters of the longest name of a line; the rest is left out.
const LONGEST_NAME: usize = 80;

/// Places where the first line is sought: behind each head there is one.
const MOST_STARTS: usize = 50;

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
    let Found { lines: repeated, sums, total, end, is_summed } = lines_of(lines, form, labels);
    // One line, and nothing that adds it up: it is the sum, whatever stands before it.
    let needs_no_line = if is_summed { repeated.is_empty() } else { repeated.len() < 2 };
    if needs_no_line
        && let Some(alone) = form.with_lines(edition, &[])
        && let Some(found) = single::read(lines, edition, alone)
    {
        return Some(found);
    }
    let cell = |found: &RepeatedLine, at: usize| lines.get(found.line)?.cells.get(found.label_cell + at);
    let called = repeated.iter().enumerate().map(|(number, found)| {
        let label: String = cell(found, 0).map_or("", |cell| cell.text.trim()).chars().take(LONGEST_NAME).collect();
        if label.is_empty() { format!("第{}行", number + 1) } else { Shown::of(&label).as_str().to_owned() }
    });
    let called: Vec<String> = called.collect();
    let Some(made) = form.with_lines(edition, &called) else {
        let candidates = alignment::candidates(lines, labels);
        let found = row_table::read_with(lines, family, edition, form, candidates, &sums);
        let is_there = !repeated.is_empty();
        let mut reading =
            found.or_else(|| is_there.then(|| Reading { fit: 0.0, table: Table::empty(edition, form) }))?;
        let place = repeated.first().and_then(|found| cell(found, 1)).map(|cell| cell.id);
        leave_unread(&mut reading, place);
        return Some(reading);
    };
    let labels = FormLabels::of(made)?;
    let mut candidates = alignment::candidates(lines, labels);
    // Another table of the document may have a line of the same unit.
    let reach = reach(lines, repeated.first().map_or(0, |found| found.line), end);
    candidates.iter_mut().enumerate().filter(|(at, _)| !reach.contains(at)).for_each(|(_, rows)| rows.clear());
    let first = made.rows.iter().position(|row| row.line_of.is_some())?;
    for (number, &RepeatedLine { line, label_cell }) in repeated.iter().enumerate() {
        // It is that line, whatever its label resembles.
        let label = LabelMatch { score: 1.0, wording: Wording::Official };
        if let Some(rows) = candidates.get_mut(line) {
            *rows = vec![Match { line, row: first + number, label_cell, label, holds: Holds::Figures }];
        }
    }
    if let Some((rows, line)) = total.and_then(|at| candidates.get_mut(at)).zip(total)
        && let Some(label_cell) = lines.get(line).and_then(first_words)
    {
        let label = LabelMatch { score: RENAMED, wording: Wording::Other };
        *rows = vec![Match { line, row: made.rows.len() - 1, label_cell, label, holds: Holds::Figures }];
    }
    row_table::read_with(lines, family, edition, made, candidates, &sums)
}

/// The lines of the grids from that of the first line to that of the last one.
fn reach(lines: &[Line<'_>], first: usize, end: usize) -> Range<usize> {
    let grid = |at: usize| lines.get(at).map(|line| line.grid);
    let start = (0..=first).rev().take_while(|at| grid(*at) == grid(first)).last().unwrap_or(first);
    let last = end.saturating_sub(1).max(first);
    let behind = (last..lines.len()).take_while(|at| grid(*at) == grid(last)).count();
    start..last + behind
}

/// What a row counts for whose label only means the same.
const RENAMED: f32 = 0.9;

fn first_words(line: &Line<'_>) -> Option<usize> {
    line.cells.iter().position(|cell| cell.content == Content::Words)
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

/// What stands where the row is repeated.
#[derive(Default)]
struct Found {
    lines: Vec<RepeatedLine>,
    /// Indexes of the lines that add up others, or are a part of one.
    sums: Vec<usize>,
    /// The line that is the last row of the form under another name.
    total: Option<usize>,
    /// The line behind the last one that was looked at.
    end: usize,
    /// Whether a line adds up the others.
    is_summed: bool,
}

/// The lines of the row that a form repeats, in order; none where no head names its
/// columns, or nothing stands beneath.
fn lines_of(lines: &[Line<'_>], form: &TableForm, labels: &FormLabels) -> Found {
    let Some(row) = form.repeated_row() else { return Found::default() };
    let columns = form.row_columns(row);
    let mut best = Found::default();
    let mut at = 0;
    let mut starts = 0;
    while let Some(line) = lines.get(at).filter(|_| starts < MOST_STARTS) {
        let above = lines.get(at.saturating_sub(HEAD_LINES)..at).unwrap_or_default();
        let head = above.iter().position(|above| above.grid == line.grid).and_then(|start| above.get(start..));
        let before = at.checked_sub(1).and_then(|before| lines.get(before)).filter(|before| before.grid == line.grid);
        let is_head_row = |line: &Line<'_>| words_of_head(labels, columns.len(), line);
        let is_start = holds_figures(line)
            && !is_head_row(line)
            && before.is_some_and(|before| !holds_figures(before) || is_head_row(before));
        starts += usize::from(is_start);
        // A column more is told where the rows are read.
        let head = head.filter(|_| is_start).map(|head| Head::read(head, labels, &columns));
        let named =
            head.filter(|head| is_whole(head.named(), columns.len(), form)).and_then(|head| head.label_column());
        at += 1;
        if let Some(column) = named {
            let follower =
                Follower { lines, labels, row, columns: columns.len(), words: form.other_columns.len(), column };
            let found = follower.follow(at - 1);
            at = found.end.max(at);
            if found.lines.len() > best.lines.len() {
                best = found;
            }
        }
    }
    best
}

/// Whether a head names every column. Of a table whose columns differ from place to place
/// it may lack one in ten.
fn is_whole(named: usize, columns: usize, form: &TableForm) -> bool {
    named == columns || (form.optional && named * 10 >= columns * 9)
}

struct Follower<'a> {
    lines: &'a [Line<'a>],
    labels: &'a FormLabels,
    /// The row that is repeated.
    row: usize,
    /// How many columns it has.
    columns: usize,
    /// How many cells behind a label may hold words.
    words: usize,
    /// The grid column in which the lines have their names.
    column: usize,
}

/// Whether a line has a figure, or room for one behind words.
pub(super) fn holds_figures(line: &Line<'_>) -> bool {
    line.cells.len() > 1 && line.cells.iter().any(|cell| cell.content != Content::Words)
}

impl Follower<'_> {
    /// The lines from the first one on, and where they end.
    fn follow(&self, first: usize) -> Found {
        let mut found = Found::default();
        let mut at = first;
        let mut grid = self.lines.get(first).map(|line| line.grid);
        // How many lines stand before the last row that the form names behind them.
        let mut settled = None;
        while let Some(line) = self.lines.get(at) {
            // A page break may have cut the table in two.
            if Some(line.grid) != grid && !self.goes_on(at, &found) {
                break;
            }
            grid = Some(line.grid);
            let before = found.lines.last();
            let label_cell = self.label(line);
            if line.cells.iter().all(|cell| cell.content == Content::Blank) {
                // What follows a blank line behind the last row is another table.
                if settled == Some(found.lines.len()) {
                    break;
                }
            } else if self.is_head(line) || is_numbered(line) {
                // A head behind the last row is that of another table.
                if settled.is_some() {
                    break;
                }
            } else if self.is_signed(line) {
                break;
            } else if let Some(named) = self.named(line) {
                found.is_summed = true;
                if named > self.row && !found.lines.is_empty() {
                    settled = Some(found.lines.len());
                }
            } else if let Some(label_cell) = label_cell.filter(|label| self.has_figures(line, *label)) {
                if self.is_sum(line, label_cell, before) {
                    found.sums.push(at);
                } else if settled == Some(found.lines.len()) && !self.is_as_wide(line, before) {
                    break;
                } else {
                    found.lines.push(RepeatedLine { line: at, label_cell });
                }
            } else if !self.has_rows_behind() || settled.is_some() {
                break;
            }
            at += 1;
        }
        // Lines behind the last of those rows are none of this table.
        found.lines.truncate(settled.unwrap_or(usize::MAX));
        // The last sum is that of the form under another name: 总计.
        let is_last = |sum: &&usize| found.lines.last().is_some_and(|line| line.line < **sum);
        let is_its_last = self.row + 2 == self.labels.rows.len();
        if settled.is_none() && is_its_last && self.labels.rows.last().is_some_and(|last| is_sum(last.official())) {
            found.total = found.sums.last().filter(is_last).copied();
            found.sums.retain(|sum| Some(*sum) != found.total);
            found.is_summed |= found.total.is_some();
        }
        found.end = at;
        found
    }

    /// Whether the form names rows behind that which it repeats.
    fn has_rows_behind(&self) -> bool {
        self.row + 1 < self.labels.rows.len()
    }

    fn is_as_wide(&self, line: &Line<'_>, before: Option<&RepeatedLine>) -> bool {
        let before = before.and_then(|found| self.lines.get(found.line));
        before.is_some_and(|before| before.cells.len() == line.cells.len())
    }

    /// Whether a line of another grid goes on with the table: it is a row that is still to
    /// come, it repeats the head, or it is as wide as the line before, and the number
    /// before its name is the next one or a row of the form is still to come.
    fn goes_on(&self, at: usize, found: &Found) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let before = found.lines.last();
        let number = |line: &Line<'_>| line.cells.first()?.text.trim().parse::<usize>().ok();
        let last = before.and_then(|before| self.lines.get(before.line)).and_then(number);
        let is_next = number(line).zip(last).is_some_and(|(next, last)| next == last + 1);
        let is_to_come = self.named(line).is_some_and(|row| row > self.row);
        is_to_come || self.is_head(line) || (self.is_as_wide(line, before) && (is_next || self.has_rows_behind()))
    }

    /// The row of the form that a line names, the repeated one aside.
    fn named(&self, line: &Line<'_>) -> Option<usize> {
        // The head of the next table has words alone.
        if !holds_figures(line) {
            return None;
        }
        let start = line.cells.iter().position(|cell| cell.content == Content::Words)?;
        let words = line.cells.get(start..)?.iter().take_while(|cell| cell.content == Content::Words);
        let words: Vec<&LineCell<'_>> = words.collect();
        let rows = self.labels.rows.iter().enumerate().filter(|(row, _)| *row != self.row);
        rows.filter(|(_, label)| words.iter().any(|cell| label.matches_exactly(&cell.label).is_some()))
            .map(|(row, _)| row)
            .next()
    }

    fn is_head(&self, line: &Line<'_>) -> bool {
        words_of_head(self.labels, self.columns, line)
    }

    /// Whether somebody signs the table there.
    fn is_signed(&self, line: &Line<'_>) -> bool {
        let mut words = line.cells.iter().filter(|cell| cell.content == Content::Words);
        words.any(|cell| SIGNED.iter().any(|word| cell.text.trim().starts_with(word)))
    }

    /// The cell that stands where lines have their names, whatever it holds: `12`, or
    /// nothing at all.
    fn label(&self, line: &Line<'_>) -> Option<usize> {
        line.cells.iter().position(|cell| (cell.start..cell.start + cell.columns).contains(&self.column))
    }

    /// Whether a line adds up others, or is a part of the one before: 其中 may begin a name.
    fn is_sum(&self, line: &Line<'_>, label_cell: usize, before: Option<&RepeatedLine>) -> bool {
        let label: String = line
            .cells
            .get(label_cell)
            .map_or("", |cell| cell.text)
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        let whole = before.and_then(|before| self.lines.get(before.line)).map(plain).unwrap_or_default();
        let start = line.cells.get(label_cell).map_or(0, |cell| cell.start);
        let is_behind = |(at, _): &(usize, Number)| *at > start;
        let is_within = |(start, part): (usize, Number)| {
            whole.iter().find(|(known, _)| *known == start).is_none_or(|(_, whole)| part.exact() <= whole.exact())
        };
        let is_part = label.strip_prefix(PART).is_some_and(|rest| rest.starts_with(['：', ':']));
        is_sum(&label)
            || is_part
            || (label.starts_with(PART) && plain(line).into_iter().filter(is_behind).all(is_within))
    }

    /// Whether figures or blanks stand behind the label of a line, and no more words
    /// than the form has columns for.
    fn has_figures(&self, line: &Line<'_>, label: usize) -> bool {
        let behind: &[LineCell<'_>] = line.cells.get(label + 1..).unwrap_or_default();
        let words = behind.iter().filter(|cell| cell.content == Content::Words).count();
        words <= self.words && behind.len() > words
    }
}

/// Whether a line is the head of the table, or a row of it: it names columns, or
/// has nothing but words of the head. A unit may be called as a column is.
pub(super) fn words_of_head(labels: &FormLabels, columns: usize, line: &Line<'_>) -> bool {
    let words = || line.cells.iter().filter(|cell| cell.content == Content::Words);
    let named = words().filter(|cell| labels.is_column(&cell.label)).count();
    let is_known = |cell: &LineCell<'_>| {
        labels.is_column(&cell.label)
            || labels.spanning.contains(&cell.label.full)
            || labels.others.iter().any(|label| label.matches(&cell.label).is_some())
    };
    let has_figure = line.cells.iter().any(|cell| cell.content == Content::Figure);
    named > 1
        || (named == 1 && columns == 1 && !has_figure)
        || (!has_figure && words().count() > 1 && words().filter(|cell| is_known(cell)).count() > 1)
}

/// Whether a line only numbers the columns: 甲, 1, 2, 3.
pub(super) fn is_numbered(line: &Line<'_>) -> bool {
    let numbers: Vec<Option<usize>> = line
        .cells
        .iter()
        .filter(|cell| cell.content == Content::Figure)
        .map(|cell| cell.text.trim().parse().ok())
        .collect();
    let words = line.cells.iter().filter(|cell| cell.content == Content::Words);
    let are_stems = words.map(|cell| cell.text.trim()).all(|text| STEMS.contains(&text));
    let count = numbers.len();
    count > 1 && are_stems && numbers.into_iter().eq((1..=count).map(Some))
}

/// The figures of a line as far as they are plain, by grid column.
fn plain(line: &Line<'_>) -> Vec<(usize, Number)> {
    let figures = line.cells.iter().filter(|cell| cell.content == Content::Figure);
    let number = |cell: &LineCell<'_>| Number::parse(&cell.text.replace([',', '，', ' '], ""));
    figures.filter_map(|cell| Some((cell.start, number(cell)?))).collect()
}
