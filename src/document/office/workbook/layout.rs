//! A sheet → paragraphs and grids.
//!
//! A sheet is one large grid; a report on it has headings and sentences between
//! its tables. A row that holds one text and nothing beside it is a line of
//! text where a table cannot have it: at the upper or lower end of a block of
//! rows, where it is long, or where it starts with a Chinese ordinal.

use super::formula::Evaluator;
use super::{Area, Cell, Sheet, Value, Workbook, stale};
use crate::document::{Document, DocumentBuilder, Grid, GridRow, Limit, Position, StaleValue};

/// Columns of a block that are read. A table of a report has 10.
const MOST_COLUMNS: u32 = 256;
/// Rows of a sheet that are read. A report has about 60.
const MOST_ROWS: usize = 20_000;
/// Characters from which a row with one text is a line of text.
const LONG: usize = 60;

/// The document that the visible sheets make, in their order.
pub fn document(workbook: &Workbook) -> Document {
    let evaluator = Evaluator::new(workbook);
    let mut builder = DocumentBuilder::default();
    if workbook.is_cut {
        builder.limit(Limit::Cells);
    }
    let all_hidden = workbook.sheets.iter().all(|sheet| sheet.is_hidden);
    for (number, sheet) in workbook.sheets.iter().enumerate() {
        if all_hidden || !sheet.is_hidden {
            let mut writer = Writer { workbook, sheet, number, evaluator: &evaluator, builder: &mut builder };
            writer.write();
        }
    }
    builder.finish()
}

struct Writer<'a> {
    workbook: &'a Workbook,
    sheet: &'a Sheet,
    number: usize,
    evaluator: &'a Evaluator<'a>,
    builder: &'a mut DocumentBuilder,
}

/// A visible row that shows something.
struct Row {
    number: u32,
    /// The column of its only text, where that is all that it holds.
    alone: Option<u32>,
}

/// A merge as it is seen: what is hidden does not count.
struct Span {
    area: Area,
    /// Its first cell that is seen.
    corner: Option<(u32, u32)>,
    rows: usize,
    columns: usize,
}

impl Writer<'_> {
    fn write(&mut self) {
        let mut block: Vec<Row> = Vec::new();
        let mut covered_to = None;
        let rows = self.rows();
        for (row, columns) in rows {
            let goes_on = block.last().is_none_or(|last| {
                let next = (last.number + 1..row).find(|between| !self.sheet.hidden_rows.contains(between));
                next.is_none() || covered_to >= Some(row)
            });
            if !goes_on {
                self.block(&std::mem::take(&mut block));
            }
            let merged =
                self.sheet.merges.iter().filter(|area| area.first.0 == row && self.holds(area)).map(|area| area.last.0);
            covered_to = covered_to.max(merged.max());
            let alone = self.alone(row, &columns);
            block.push(Row { number: row, alone });
        }
        self.block(&block);
    }

    /// The visible rows with what they show, and the columns that hold it.
    fn rows(&mut self) -> Vec<(u32, Vec<u32>)> {
        let mut rows: Vec<(u32, Vec<u32>)> = Vec::new();
        for (&(row, column), cell) in &self.sheet.cells {
            if self.sheet.hidden_rows.contains(&row)
                || self.sheet.is_column_hidden(column)
                || self.text(cell).is_empty()
            {
                continue;
            }
            if rows.len() > MOST_ROWS {
                self.builder.limit(Limit::Cells);
                break;
            }
            match rows.last_mut() {
                Some((last, columns)) if *last == row => columns.push(column),
                _ => rows.push((row, vec![column])),
            }
        }
        rows
    }

    fn holds(&self, area: &Area) -> bool {
        self.sheet.cells.contains_key(&area.first)
    }

    fn text(&self, cell: &Cell) -> String {
        match (&cell.value, &cell.formula) {
            (Value::Number(number), _) => cell.format.shown(*number, self.workbook.from_1904),
            (Value::Text(text), _) | (Value::Sign(text), _) => text.trim().replace('\r', ""),
            (Value::Blank, None) => String::new(),
            // Whoever wrote the file left the computing to whoever opens it.
            (Value::Blank, Some(formula)) => match self.evaluator.value(formula, self.number) {
                Some(Value::Number(number)) => cell.format.shown(number, self.workbook.from_1904),
                Some(Value::Text(text) | Value::Sign(text)) => text,
                Some(Value::Blank) => "0".to_owned(),
                None => format!("={}", formula.text),
            },
        }
    }

    /// The column of the only text of a row, where nothing is kept beside it:
    /// neither text nor blank cells with a border of their own.
    fn alone(&self, row: u32, columns: &[u32]) -> Option<u32> {
        let [column] = columns else { return None };
        let cell = self.sheet.cells.get(&(row, *column))?;
        let Value::Text(text) = &cell.value else { return None };
        let area = self.sheet.merges.iter().find(|area| area.contains(row, *column));
        let last = area.map_or(*column, |area| area.last.1);
        let is_tall = area.is_some_and(|area| area.last.0 > area.first.0);
        let extent = self.sheet.extent.get(&row).map_or(last, |extent| extent.1);
        ((extent <= last && !is_tall) || text.chars().count() > LONG).then_some(*column)
    }

    fn block(&mut self, rows: &[Row]) {
        let is_table = |row: &Row| row.alone.is_none();
        let first = rows.iter().position(is_table).unwrap_or(rows.len());
        let last = rows.iter().rposition(is_table).map_or(0, |last| last + 1);
        let mut table: Vec<u32> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let line = row.alone.filter(|&column| at < first || at >= last || self.is_line(row.number, column));
            match line {
                None => table.push(row.number),
                Some(column) => {
                    self.table(&std::mem::take(&mut table));
                    self.line(row.number, column);
                }
            }
        }
        self.table(&table);
    }

    fn is_line(&self, row: u32, column: u32) -> bool {
        let Some(Value::Text(text)) = self.sheet.cells.get(&(row, column)).map(|cell| &cell.value) else {
            return false;
        };
        let text = text.trim();
        let ordinal = text.chars().take_while(|character| "一二三四五六七八九十".contains(*character)).count();
        text.chars().count() > LONG || (ordinal > 0 && text.chars().nth(ordinal) == Some('、'))
    }

    fn line(&mut self, row: u32, column: u32) {
        let Some(cell) = self.sheet.cells.get(&(row, column)) else { return };
        let text = self.text(cell);
        for line in text.lines() {
            self.builder.position(Some(Position::sheet(&self.sheet.name, row + 1, column + 1)));
            self.builder.paragraph(line, None);
        }
    }

    /// Writes the rows between the first and the last of these as a grid.
    fn table(&mut self, rows: &[u32]) {
        let (Some(&first), Some(&last)) = (rows.first(), rows.last()) else { return };
        let last = self.with_blank_row(last.min(first.saturating_add(MOST_ROWS as u32)));
        let area = self.used(first, last);
        let merges = self.spans(first, last);
        let columns: Vec<u32> =
            (area.first.1..=area.last.1).filter(|&column| !self.sheet.is_column_hidden(column)).collect();
        let mut grid = Grid { can_merge: true, ..Grid::default() };
        for row in (first..=last).filter(|row| !self.sheet.hidden_rows.contains(row)) {
            let crossing: Vec<&Span> = merges.iter().filter(|merge| merge.area.holds_row(row)).collect();
            let mut line = GridRow::default();
            for &column in &columns {
                let merge = crossing.iter().find(|merge| merge.area.contains(row, column));
                if !self.cell(row, column, merge.copied(), &mut line) {
                    break;
                }
            }
            self.builder.end_row();
            grid.rows.push(line);
        }
        self.builder.finished_grid(grid);
    }

    /// The last row of a table, where that may be one that nothing was filled into
    /// yet: its cells are kept, as wide as those of the row above.
    fn with_blank_row(&self, last: u32) -> u32 {
        let next = last.saturating_add(1);
        let (Some(above), Some(extent)) = (self.sheet.extent.get(&last), self.sheet.extent.get(&next)) else {
            return last;
        };
        let mut cells = self.sheet.cells.range((next, 0)..=(next, u32::MAX));
        let is_blank = cells.all(|(_, cell)| self.text(cell).is_empty());
        let is_as_wide = extent.0 <= above.0 && extent.1 >= above.1 && extent.1 > extent.0;
        if is_blank && is_as_wide && !self.sheet.hidden_rows.contains(&next) { next } else { last }
    }

    /// The merges of these rows as they are seen.
    fn spans(&self, first: u32, last: u32) -> Vec<Span> {
        let merges = self.sheet.merges.iter().filter(|merge| merge.first.0 <= last && merge.last.0 >= first);
        let spans = merges.filter(|merge| self.holds(merge)).map(|&area| {
            let rows = area.first.0.max(first)..=area.last.0.min(last);
            let columns = area.first.1..=area.last.1.min(area.first.1.saturating_add(MOST_COLUMNS));
            let mut rows = rows.filter(|row| !self.sheet.hidden_rows.contains(row));
            let mut columns = columns.filter(|&column| !self.sheet.is_column_hidden(column));
            let corner = rows.next().zip(columns.next());
            Span { area, corner, rows: rows.count() + 1, columns: columns.count() + 1 }
        });
        spans.collect()
    }

    /// Writes a cell unless it lies beneath another; false once no more are read.
    fn cell(&mut self, row: u32, column: u32, merge: Option<&Span>, line: &mut GridRow) -> bool {
        if merge.is_some_and(|merge| merge.corner != Some((row, column))) {
            return true;
        }
        let source = merge.map_or((row, column), |merge| merge.area.first);
        let (spanned_rows, spanned_columns) = merge.map_or((1, 1), |merge| (merge.rows, merge.columns));
        let Some(id) = self.builder.next_cell() else { return false };
        let cell = self.sheet.cells.get(&source);
        let text = cell.map(|cell| self.text(cell)).unwrap_or_default();
        self.builder.position(Some(Position::sheet(&self.sheet.name, source.0 + 1, source.1 + 1)));
        let span = |count: usize| u16::try_from(count).unwrap_or(u16::MAX).min(crate::document::walk::MOST_SPAN);
        line.cells.push(self.builder.cell(&text, span(spanned_rows), span(spanned_columns), id));
        if let Some(cell) = cell
            && let Some(formula) = &cell.formula
            && let Some(computed) = stale::recomputed(self.evaluator, cell, self.number)
        {
            let formula = formula.shown();
            self.builder.stale(StaleValue { cell: id, formula, stored: text, computed });
        }
        true
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
        let merges = self
            .sheet
            .merges
            .iter()
            .filter(|merge| merge.first.0 <= last && merge.last.0 >= first && self.holds(merge));
        merges.for_each(|merge| take(merge.first.1, merge.last.1));
        let (from, to) = columns.unwrap_or_default();
        Area { first: (first, from), last: (last, to.min(from.saturating_add(MOST_COLUMNS - 1))) }
    }
}
