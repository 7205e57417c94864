//! A sheet → paragraphs and grids.
//!
//! A sheet is one large grid; a report on it has headings and sentences between
//! its tables. A row that holds one text and nothing beside it is a line of
//! text where a table cannot have it: at the upper or lower end of a block of
//! rows, where it is long, or where it starts with a Chinese ordinal.

use super::formula::Evaluator;
use super::merges::{Merges, Sweep};
use super::{Area, Cell, Sheet, Value, Workbook, stale};
use crate::{
    Budget, Document, DocumentBuilder, Grid, GridRow, Limit, MOST_BYTES, Position, StaleValue, UnseenCell, too_large,
};
use gouji_kernel::Refusal;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Columns of a block that are read. A table of a report has 10.
const MOST_COLUMNS: u32 = 256;
/// Rows of a sheet that are read. A report has about 60.
const MOST_ROWS: usize = 20_000;
/// Characters from which a row with one text is a line of text.
const LONG: usize = 60;

/// The document that the visible sheets make, in their order.
///
/// # Errors
/// `too_large` where it has more text than is read, `too_much_work` where it costs
/// more than it may.
pub fn document(workbook: &mut Workbook, budget: &Budget) -> Result<Document, Refusal> {
    workbook.recalculates |= stale::is_uncomputed(workbook);
    let workbook = &*workbook;
    let evaluator = Evaluator::new(workbook);
    let mut builder = DocumentBuilder::default();
    let mut said = 0;
    if workbook.is_cut {
        builder.limit(Limit::Cells);
    }
    let all_hidden = workbook.sheets.iter().all(|sheet| sheet.is_hidden);
    for (number, sheet) in workbook.sheets.iter().enumerate() {
        if all_hidden || !sheet.is_hidden {
            let merges = Merges::of(&sheet.merges);
            let (evaluator, builder, said) = (&evaluator, &mut builder, &mut said);
            Writer { workbook, sheet, merges, number, evaluator, budget, said, builder }.write()?;
        }
    }
    Ok(builder.finish())
}

struct Writer<'a> {
    workbook: &'a Workbook,
    sheet: &'a Sheet,
    merges: Merges,
    number: usize,
    evaluator: &'a Evaluator<'a>,
    budget: &'a Budget,
    /// Bytes of text taken so far.
    said: &'a mut usize,
    builder: &'a mut DocumentBuilder,
}

/// A visible row that shows something.
struct Row {
    number: u32,
    /// The column of its only text, where that is all that it holds.
    alone: Option<u32>,
    /// The column of the only thing that it shows.
    only: Option<u32>,
}

/// What a row shows.
struct Shown {
    number: u32,
    columns: Vec<u32>,
    /// The merge of its first cell that shows something.
    merge: Option<Area>,
    /// The last row of the merges that start in it.
    to: Option<u32>,
}

impl Shown {
    /// The column of the only thing that it shows.
    fn only(&self) -> Option<u32> {
        match *self.columns.as_slice() {
            [column] => Some(column),
            _ => None,
        }
    }
}

/// A merge as it is seen: what is hidden does not count.
struct Span {
    /// Its first cell that is seen.
    corner: Option<(u32, u32)>,
    rows: usize,
    columns: usize,
}

impl<'a> Writer<'a> {
    fn write(&mut self) -> Result<(), Refusal> {
        let mut block: Vec<Row> = Vec::new();
        let mut covered_to = None;
        let rows = self.rows()?;
        for shown in rows {
            let row = shown.number;
            let goes_on = block.last().is_none_or(|last| {
                let next = (last.number + 1..row).find(|between| !self.sheet.hidden_rows.contains(between));
                next.is_none() || covered_to >= Some(row)
            });
            if !goes_on {
                self.block(&std::mem::take(&mut block))?;
            }
            covered_to = covered_to.max(shown.to);
            block.push(Row { number: row, alone: self.alone(&shown), only: shown.only() });
        }
        self.block(&block)
    }

    /// The visible rows with what they show. What stands beneath a merge is not
    /// shown.
    fn rows(&mut self) -> Result<Vec<Shown>, Refusal> {
        let mut rows: Vec<Shown> = Vec::new();
        let mut sweep = self.merges.sweep();
        for (&(row, column), cell) in &self.sheet.cells {
            self.budget.steps(1)?;
            let merge = sweep.at(row, column).map(|(_, area)| area);
            let is_covered = merge.is_some_and(|area| area.first != (row, column));
            let is_hidden = self.sheet.hidden_rows.contains(&row) || self.sheet.is_column_hidden(column);
            if is_covered || is_hidden || self.text((row, column), cell).is_empty() {
                continue;
            }
            if rows.len() > MOST_ROWS {
                self.builder.limit(Limit::Cells);
                break;
            }
            let to = merge.map(|area| area.last.0);
            match rows.last_mut() {
                Some(last) if last.number == row => {
                    last.columns.push(column);
                    last.to = last.to.max(to);
                }
                _ => rows.push(Shown { number: row, columns: vec![column], merge, to }),
            }
        }
        Ok(rows)
    }

    fn holds(&self, area: &Area) -> bool {
        self.sheet.cells.contains_key(&area.first)
    }

    fn text(&self, at: (u32, u32), cell: &'a Cell) -> Cow<'a, str> {
        let Some(formula) = &cell.formula else { return self.shown(cell, Cow::Borrowed(&cell.value)) };
        let is_blank = matches!(&cell.value, Value::Text(text) if text.is_empty());
        // Whoever wrote the file left the computing to whoever opens it.
        if self.workbook.recalculates || cell.value == Value::Blank || is_blank {
            match self.evaluator.of_cell(formula, self.number, at) {
                Some(Value::Blank) => return self.shown(cell, Cow::Owned(Value::Number(0.0))),
                Some(value) => return self.shown(cell, Cow::Owned(value)),
                None if is_blank && !self.workbook.recalculates => {}
                // A text is no number that a program stores for want of one.
                None if matches!(&cell.value, Value::Text(_)) && !is_blank => {}
                None if cell.is_unseen => return Cow::Borrowed(""),
                None => return Cow::Owned(format!("={}", formula.text)),
            }
        }
        self.shown(cell, Cow::Borrowed(&cell.value))
    }

    /// A value as a cell shows it.
    fn shown(&self, cell: &Cell, value: Cow<'a, Value>) -> Cow<'a, str> {
        if cell.is_unseen {
            return Cow::Borrowed("");
        }
        match value {
            Cow::Borrowed(Value::Text(text)) if !cell.hides.text => Cow::Borrowed(text),
            Cow::Owned(Value::Text(text)) if !cell.hides.text => Cow::Owned(text.trim().to_owned()),
            value => match &*value {
                Value::Number(number) if !cell.hides.number(*number) => {
                    Cow::Owned(cell.format.shown(*number, self.workbook.from_1904))
                }
                Value::Truth(true) => Cow::Borrowed("TRUE"),
                Value::Truth(false) => Cow::Borrowed("FALSE"),
                Value::Error(error) => Cow::Owned(error.to_string()),
                Value::Blank | Value::Number(_) | Value::Text(_) => Cow::Borrowed(""),
            },
        }
    }

    /// The column of the only text of a row, where nothing is kept beside it:
    /// neither text nor blank cells with a border of their own.
    fn alone(&self, shown: &Shown) -> Option<u32> {
        let column = shown.only()?;
        let Value::Text(text) = &self.sheet.cells.get(&(shown.number, column))?.value else { return None };
        let last = shown.merge.map_or(column, |area| area.last.1);
        let is_tall = shown.merge.is_some_and(|area| area.last.0 > area.first.0);
        let extent = self.sheet.extent.get(&shown.number).map_or(last, |extent| extent.1);
        ((extent <= last && !is_tall) || is_long(text)).then_some(column)
    }

    fn block(&mut self, rows: &[Row]) -> Result<(), Refusal> {
        let is_table = |row: &Row| row.alone.is_none();
        let first = rows.iter().position(is_table).unwrap_or(rows.len());
        let first = self.with_head(rows, first);
        let last = rows.iter().rposition(is_table).map_or(0, |last| last + 1);
        let mut table: Vec<u32> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let line = row.alone.filter(|&column| at < first || at >= last || self.is_line(row.number, column));
            match line {
                None => table.push(row.number),
                Some(column) => {
                    self.table(&std::mem::take(&mut table))?;
                    self.line(row.number, column)?;
                }
            }
        }
        self.table(&table)
    }

    /// The first row of a table with the head of a single column: a text right above a figure.
    fn with_head(&self, rows: &[Row], first: usize) -> usize {
        let column = |at: usize| rows.get(at).and_then(|row| row.only);
        let above = first.checked_sub(1).filter(|&above| column(first).is_some() && column(above) == column(first));
        above.filter(|&above| rows.get(above).is_some_and(|row| !self.is_long(row))).unwrap_or(first)
    }

    /// Whether the only text of a row is one to read, not the head of a column.
    fn is_long(&self, row: &Row) -> bool {
        let cell = row.alone.and_then(|column| self.sheet.cells.get(&(row.number, column)));
        cell.is_some_and(|cell| matches!(&cell.value, Value::Text(text) if is_long(text)))
    }

    fn is_line(&self, row: u32, column: u32) -> bool {
        let Some(Value::Text(text)) = self.sheet.cells.get(&(row, column)).map(|cell| &cell.value) else {
            return false;
        };
        let rest = text.trim_start_matches(|character: char| "一二三四五六七八九十".contains(character));
        is_long(text) || (rest.len() < text.len() && rest.starts_with('、'))
    }

    /// Takes so many more bytes of text, of which a document has no more than are read.
    fn take(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.budget.copy(bytes)?;
        *self.said = self.said.saturating_add(bytes);
        if *self.said > MOST_BYTES { Err(too_large()) } else { Ok(()) }
    }

    fn line(&mut self, row: u32, column: u32) -> Result<(), Refusal> {
        let Some(cell) = self.sheet.cells.get(&(row, column)) else { return Ok(()) };
        let text = self.text((row, column), cell);
        self.take(text.len())?;
        for line in text.lines() {
            self.budget.steps(1)?;
            self.builder.position(Some(Position::sheet(&self.sheet.name, row + 1, column + 1)));
            self.builder.paragraph(line, None);
        }
        Ok(())
    }

    /// Writes the rows between the first and the last of these as a grid.
    fn table(&mut self, rows: &[u32]) -> Result<(), Refusal> {
        let (Some(&first), Some(&last)) = (rows.first(), rows.last()) else { return Ok(()) };
        let last = self.with_blank_row(last.min(first.saturating_add(MOST_ROWS as u32)));
        let area = self.used(first, last);
        let spans = self.spans(first, last);
        let columns: Vec<u32> =
            (area.first.1..=area.last.1).filter(|&column| !self.sheet.is_column_hidden(column)).collect();
        let merges = std::mem::take(&mut self.merges);
        let grid = self.grid((first, last), &columns, &spans, &mut merges.sweep());
        self.merges = merges;
        self.builder.finished_grid(grid?);
        Ok(())
    }

    fn grid(
        &mut self,
        (first, last): (u32, u32),
        columns: &[u32],
        spans: &BTreeMap<usize, Span>,
        sweep: &mut Sweep<'_>,
    ) -> Result<Grid, Refusal> {
        let mut grid = Grid { can_merge: true, ..Grid::default() };
        let mut is_full = false;
        for row in (first..=last).filter(|row| !self.sheet.hidden_rows.contains(row)) {
            self.budget.steps(columns.len())?;
            let mut line = GridRow::default();
            for &column in columns {
                let merge = sweep.at(row, column).and_then(|(number, area)| Some((area.first, spans.get(&number)?)));
                if !self.cell((row, column), merge, &mut line)? {
                    is_full = true;
                    break;
                }
            }
            self.builder.end_row();
            grid.rows.push(line);
            if is_full {
                break;
            }
        }
        Ok(grid)
    }

    /// The last row of a table, where that may be one that nothing was filled into
    /// yet: its cells are kept, as wide as those of the row above.
    fn with_blank_row(&self, last: u32) -> u32 {
        let next = last.saturating_add(1);
        let (Some(above), Some(extent)) = (self.sheet.extent.get(&last), self.sheet.extent.get(&next)) else {
            return last;
        };
        let mut cells = self.sheet.cells.range((next, 0)..=(next, u32::MAX));
        let is_blank = cells.all(|(&at, cell)| self.text(at, cell).is_empty());
        let is_as_wide = extent.0 <= above.0 && extent.1 >= above.1 && extent.1 > extent.0;
        if is_blank && is_as_wide && !self.sheet.hidden_rows.contains(&next) { next } else { last }
    }

    /// The merges that reach into these rows and hold something, with their numbers.
    fn merged(&self, first: u32, last: u32) -> impl Iterator<Item = (usize, &Area)> {
        let merges = self.merges.all().iter().enumerate();
        let merges = merges.take_while(move |(_, area)| area.first.0 <= last);
        merges.filter(move |(_, area)| area.last.0 >= first && self.holds(area))
    }

    /// The merges of these rows as they are seen.
    fn spans(&self, first: u32, last: u32) -> BTreeMap<usize, Span> {
        let spans = self.merged(first, last).map(|(number, area)| {
            let rows = area.first.0.max(first)..=area.last.0.min(last);
            let columns = area.first.1..=area.last.1.min(area.first.1.saturating_add(MOST_COLUMNS));
            let mut rows = rows.filter(|row| !self.sheet.hidden_rows.contains(row));
            let mut columns = columns.filter(|&column| !self.sheet.is_column_hidden(column));
            let corner = rows.next().zip(columns.next());
            (number, Span { corner, rows: rows.count() + 1, columns: columns.count() + 1 })
        });
        spans.collect()
    }

    /// Writes a cell unless it lies beneath another; false once no more are read. A
    /// merge is given by the place of what it shows.
    fn cell(
        &mut self,
        at: (u32, u32),
        merge: Option<((u32, u32), &Span)>,
        line: &mut GridRow,
    ) -> Result<bool, Refusal> {
        if merge.is_some_and(|(_, span)| span.corner != Some(at)) {
            return Ok(true);
        }
        let source = merge.map_or(at, |(first, _)| first);
        let (spanned_rows, spanned_columns) = merge.map_or((1, 1), |(_, span)| (span.rows, span.columns));
        let Some(id) = self.builder.next_cell() else { return Ok(false) };
        let cell = self.sheet.cells.get(&source);
        let text = cell.map(|cell| self.text(source, cell)).unwrap_or_default();
        self.take(text.len())?;
        self.builder.position(Some(Position::sheet(&self.sheet.name, source.0 + 1, source.1 + 1)));
        let span = |count: usize| u16::try_from(count).unwrap_or(u16::MAX).min(crate::walk::MOST_SPAN);
        line.cells.push(self.builder.cell(&text, span(spanned_rows), span(spanned_columns), id));
        if let Some(by) = cell.filter(|_| text.is_empty()).and_then(Cell::unseen) {
            self.builder.unseen(UnseenCell { cell: id, by });
        }
        if let Some(cell) = cell.filter(|cell| !self.workbook.recalculates && !cell.is_unseen)
            && let Some(formula) = &cell.formula
            && let Some(computed) = stale::recomputed(self.evaluator, cell, self.number)
        {
            self.take(formula.text.len())?;
            let formula = formula.shown();
            self.builder.stale(StaleValue { cell: id, formula, stored: text.into_owned(), computed });
        }
        Ok(true)
    }

    /// The columns that these rows use, and no more than [`MOST_COLUMNS`].
    fn used(&self, first: u32, last: u32) -> Area {
        let mut columns: Option<(u32, u32)> = None;
        let mut take = |from: u32, to: u32| {
            columns = Some(columns.map_or((from, to), |(first, last)| (first.min(from), last.max(to))));
        };
        for &(_, column) in self.sheet.cells.range((first, 0)..=(last, u32::MAX)).map(|(at, _)| at) {
            take(column, column);
        }
        self.merged(first, last).for_each(|(_, area)| take(area.first.1, area.last.1));
        let (from, to) = columns.unwrap_or_default();
        Area { first: (first, from), last: (last, to.min(from.saturating_add(MOST_COLUMNS - 1))) }
    }
}

fn is_long(text: &str) -> bool {
    text.chars().nth(LONG).is_some()
}
