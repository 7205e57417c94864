//! Workbooks of Excel 97 to 2003 and of WPS (.xls, .et): records of the binary
//! interchange file format BIFF8 → [`Workbook`].

mod expression;
mod styles;
mod text;

use super::super::archive::damaged;
use super::rich::{self, Text};
use super::{Area, Cell, Formula, MOST_CELLS, Sheet, Value, Workbook, layout};
use crate::{Budget, Document, Spent};
use gouji_kernel::Refusal;
use styles::{Style, Styles};
use text::Texts;

/// The version that is read.
const BIFF8: u16 = 0x0600;
/// Sheets that are read.
const MOST_SHEETS: usize = 256;
/// Steps that it costs to keep a text, beyond reading it.
const KEPT: usize = 10;
/// Merged cells and hidden columns of a sheet that are followed.
const MOST_MERGES: usize = 2_000;

/// Reads the stream of a workbook.
///
/// # Errors
/// `encrypted`, `damaged`, `too_large`, `too_much_work`, or `unread_format` of an
/// older version.
pub fn read(stream: &[u8], budget: &Budget) -> Result<Document, Refusal> {
    let globals = Globals::read(stream, budget)?;
    let (from_1904, recalculates) = (globals.from_1904, globals.recalculates);
    let mut workbook = Workbook { from_1904, recalculates, ..Workbook::default() };
    for bound in globals.sheets.iter().filter(|bound| bound.is_worksheet).take(MOST_SHEETS) {
        let room = MOST_CELLS.saturating_sub(workbook.count());
        let sheet = Sheet { name: bound.name.clone(), is_hidden: bound.is_hidden, ..Sheet::default() };
        let stream = stream.get(bound.start..).unwrap_or_default();
        // What rules put behind white text is not known.
        let may_fill = globals.styles.have_white() && has_rules(stream, budget)?;
        let mut reader = SheetReader { globals: &globals, budget, sheet, room, may_fill, waiting: None };
        workbook.is_cut |= !reader.read(stream)?;
        workbook.sheets.push(reader.sheet);
    }
    if workbook.sheets.is_empty() {
        return Err(damaged());
    }
    layout::document(&mut workbook, budget)
}

/// Whether a sheet has conditional formats.
fn has_rules(stream: &[u8], budget: &Budget) -> Result<bool, Spent> {
    for Record { kind, .. } in records(stream) {
        budget.steps(1)?;
        match kind {
            0x01b0 => return Ok(true),
            0x000a => break,
            _ => {}
        }
    }
    Ok(false)
}

/// A record: its kind and what it holds.
struct Record<'a> {
    kind: u16,
    data: &'a [u8],
}

/// The records of a stream, as far as they are whole.
fn records(mut stream: &[u8]) -> impl Iterator<Item = Record<'_>> {
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, 0)?, u16_at(stream, 2)?);
        let end = 4 + usize::from(length);
        let data = stream.get(4..end)?;
        stream = stream.get(end..)?;
        Some(Record { kind, data })
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

struct Bound {
    name: String,
    start: usize,
    is_hidden: bool,
    is_worksheet: bool,
}

/// What all sheets share.
#[derive(Default)]
struct Globals {
    sheets: Vec<Bound>,
    strings: Vec<Text>,
    styles: Styles,
    /// For each book that formulas name whether it is this one.
    books: Vec<bool>,
    /// Book and sheet of what formulas name beyond their own sheet.
    others: Vec<(u16, u16)>,
    from_1904: bool,
    recalculates: bool,
    /// Whether a program that computes says that it did; Excel computes all others
    /// anew.
    is_computed: bool,
}

impl Globals {
    fn read(stream: &[u8], budget: &Budget) -> Result<Self, Refusal> {
        let mut globals = Globals::default();
        // The shared texts: a record that is too long goes on in those behind it.
        let mut shared: Vec<&[u8]> = Vec::new();
        let mut before = 0;
        let mut first = true;
        for Record { kind, data } in records(stream) {
            budget.steps(1)?;
            if std::mem::take(&mut first) && (kind != 0x0809 || u16_at(data, 0) != Some(BIFF8)) {
                return Err(Refusal::new("unread_format").param("format", "Excel 95"));
            }
            match kind {
                0x002f => return Err(Refusal::new("encrypted")),
                0x0022 => globals.from_1904 = u16_at(data, 0) == Some(1),
                0x0085 => globals.sheets.extend(bound(data)),
                0x01ae => globals.books.push(u16_at(data, 2) == Some(0x0401)),
                0x0017 => globals.others.extend(others(data)),
                0x01c1 => {
                    globals.is_computed = true;
                    globals.recalculates = u32_at(data, 4) == Some(0);
                }
                0x00fc if shared.is_empty() => shared.push(data.get(8..).unwrap_or_default()),
                0x003c if matches!(before, 0x00fc | 0x003c) && !shared.is_empty() => shared.push(data),
                0x000a => break,
                _ => globals.styles.note(kind, data),
            }
            before = kind;
        }
        if first {
            return Err(damaged());
        }
        globals.styles.settle();
        let mut texts = Texts::new(shared);
        while let Some(runs) = texts.runs(|font| globals.styles.look(font)) {
            budget.steps(KEPT)?;
            globals.strings.push(Text::of(&runs));
        }
        Ok(globals)
    }

    /// The sheet of this workbook that a formula names so, as a person writes it.
    fn other_sheet(&self, number: u16) -> Option<String> {
        let (book, sheet) = self.others.get(usize::from(number))?;
        let is_own = *self.books.get(usize::from(*book))?;
        let name = &self.sheets.get(usize::from(*sheet)).filter(|_| is_own)?.name;
        Some(format!("'{}'!", name.replace('\'', "''")))
    }
}

/// Books and sheets that formulas name, where they name a single sheet.
fn others(data: &[u8]) -> impl Iterator<Item = (u16, u16)> {
    data.get(2..).unwrap_or_default().chunks_exact(6).filter_map(|entry| {
        let (book, first, last) = (u16_at(entry, 0)?, u16_at(entry, 2)?, u16_at(entry, 4)?);
        Some((book, if first == last { first } else { u16::MAX }))
    })
}

fn bound(data: &[u8]) -> Option<Bound> {
    let start = u32_at(data, 0)? as usize;
    let (state, kind) = (data.get(4)?, data.get(5)?);
    let name = Texts::new(vec![data.get(6..)?]).short_text()?;
    Some(Bound { name, start, is_hidden: state & 3 != 0, is_worksheet: *kind == 0 })
}

struct SheetReader<'a> {
    globals: &'a Globals,
    budget: &'a Budget,
    sheet: Sheet,
    room: usize,
    may_fill: bool,
    /// A formula whose text stands in the next record.
    waiting: Option<(u32, u32, Cell)>,
}

impl SheetReader<'_> {
    /// Reads the sheet; false where it has more cells than are read.
    fn read(&mut self, stream: &[u8]) -> Result<bool, Refusal> {
        let mut depth = 0_u32;
        for Record { kind, data } in records(stream) {
            self.budget.steps(1)?;
            match kind {
                // A chart in the sheet is a stream of its own within it.
                0x0809 => depth += 1,
                0x000a if depth <= 1 => break,
                0x000a => depth -= 1,
                _ if depth > 1 => {}
                _ => {
                    self.record(kind, data);
                }
            }
            if self.budget.is_spent() {
                return Err(Spent.into());
            }
            if self.sheet.cells.len() >= self.room {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn record(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        let (row, column) = (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2).unwrap_or_default()));
        let style = self.style(u16_at(data, 4));
        let value = match kind {
            // Row: its heights; the flag of hidden rows.
            0x0208 => {
                if u16_at(data, 12)? & 0x20 != 0 || u16_at(data, 6)? & 0x7fff == 0 {
                    self.sheet.hidden_rows.insert(row);
                }
                return None;
            }
            // Columns from the first to the second number.
            0x007d => {
                let is_hidden = u16_at(data, 8)? & 1 != 0 || u16_at(data, 4)? == 0;
                if is_hidden && self.sheet.hidden_columns.len() < MOST_MERGES {
                    self.sheet.hide_columns(row, column);
                }
                return None;
            }
            0x00e5 => return self.merges(data),
            // Several numbers, several blanks, side by side.
            0x00bd => {
                for (number, entry) in (0..).zip(data.get(4..data.len().checked_sub(2)?)?.chunks_exact(6)) {
                    let value = Value::Number(rk(u32_at(entry, 2)?));
                    let style = self.style(u16_at(entry, 0));
                    self.sheet.put(row, column + number, self.cell(value, style));
                }
                return None;
            }
            0x00be => {
                let last = u32::from(u16_at(data, data.len().checked_sub(2)?)?);
                self.sheet.put(row, column, Cell::default());
                self.sheet.put(row, last.max(column), Cell::default());
                return None;
            }
            0x0207 => {
                let (row, column, mut cell) = self.waiting.take()?;
                cell.value = Value::Text(rich::plain(&Texts::new(vec![data]).text()?));
                self.sheet.put(row, column, cell);
                return None;
            }
            0x0006 => return self.formula(row, column, style, data),
            0x0201 => Value::Blank,
            0x0203 => Value::Number(f64_at(data, 6)?),
            0x027e => Value::Number(rk(u32_at(data, 6)?)),
            0x00fd => return self.text((row, column), style, self.globals.strings.get(u32_at(data, 6)? as usize)?),
            0x0204 | 0x00d6 => {
                let mut texts = Texts::new(vec![data.get(6..)?]);
                let look = |font| self.globals.styles.look(font);
                let runs = if kind == 0x00d6 { texts.runs_behind(look)? } else { texts.runs(look)? };
                return self.text((row, column), style, &Text::of(&runs));
            }
            0x0205 => sign(*data.get(6)?, *data.get(7)? != 0),
            _ => return None,
        };
        self.sheet.put(row, column, self.cell(value, style));
        Some(())
    }

    fn style(&self, number: Option<u16>) -> Style {
        self.globals.styles.of(number.unwrap_or_default())
    }

    fn cell(&self, value: Value, style: Style) -> Cell {
        let is_unseen = style.is_struck || (style.is_white && !style.is_filled && !self.may_fill);
        let Style { format, hides, is_struck, .. } = style;
        Cell { value, format, hides, is_unseen, is_struck, ..Cell::default() }
    }

    /// Keeps a text as far as it is seen; how its cell looks is settled by that.
    fn text(&mut self, (row, column): (u32, u32), style: Style, text: &Text) -> Option<()> {
        let cell = self.cell(Value::Blank, style);
        self.sheet.put(row, column, cell.with(text, style.is_filled || self.may_fill));
        Some(())
    }

    fn formula(&mut self, row: u32, column: u32, style: Style, data: &[u8]) -> Option<()> {
        let result = data.get(6..14)?;
        // Whoever opens the file is asked to compute it.
        let is_waiting = u16_at(data, 14)? & 3 != 0 || !self.globals.is_computed;
        let sheet = |number| self.globals.other_sheet(number);
        let formula = match expression::text(data.get(20..)?, self.budget, sheet) {
            Some(text) => Formula::new(text.into()),
            None => Formula { is_whole: true, ..Formula::new("…".into()) },
        };
        let mut cell = Cell { formula: Some(formula), ..self.cell(Value::Blank, style) };
        match (u16_at(result, 6)?, result.first()?) {
            (0xffff, 0) => {
                self.waiting = Some((row, column, cell));
                return None;
            }
            (0xffff, 1) => cell.value = sign(*result.get(2)?, false),
            (0xffff, 2) => cell.value = sign(*result.get(2)?, true),
            // Programs that cannot compute store a blank text.
            (0xffff, _) if is_waiting => {}
            (0xffff, _) => cell.value = Value::Text("".into()),
            _ => cell.value = Value::Number(f64_at(result, 0)?),
        }
        self.sheet.put(row, column, cell);
        Some(())
    }

    fn merges(&mut self, data: &[u8]) -> Option<()> {
        for entry in data.get(2..)?.chunks_exact(8) {
            let at = |at: usize| u16_at(entry, at).map(u32::from);
            let area = Area { first: (at(0)?, at(4)?), last: (at(2)?, at(6)?) };
            if self.sheet.merges.len() < MOST_MERGES && area.first != area.last {
                self.sheet.merges.push(area);
            }
        }
        None
    }
}

fn sign(code: u8, is_error: bool) -> Value {
    if !is_error {
        return Value::Truth(code != 0);
    }
    let text = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    Value::Error(text.into())
}

/// A number in four bytes: the upper half of a floating-point number or a whole
/// number, of which two bits say whether it is a hundredfold.
fn rk(bits: u32) -> f64 {
    let number = if bits & 2 != 0 { f64::from((bits as i32) >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 != 0 { number / 100.0 } else { number }
}
