//! Workbooks of Excel 97 to 2003 and of WPS (.xls, .et): records of the binary
//! interchange file format BIFF8 → [`Workbook`].

mod expression;
mod text;

use super::super::archive::damaged;
use super::format::Format;
use super::{Area, Cell, Formula, MOST_CELLS, Sheet, Value, Workbook, layout};
use crate::Reason;
use crate::document::{Budget, Document};
use std::collections::BTreeMap;
use std::rc::Rc;
use text::Texts;

/// The version that is read.
const BIFF8: u16 = 0x0600;
/// Sheets that are read.
const MOST_SHEETS: usize = 256;
/// Merged cells and hidden columns of a sheet that are followed.
const MOST_MERGES: usize = 2_000;

/// Reads the stream of a workbook.
///
/// # Errors
/// `encrypted`, `damaged`, or `unread_format` of an older version.
pub fn read(stream: &[u8], _budget: &Budget) -> Result<Document, Reason> {
    let globals = Globals::read(stream)?;
    let mut workbook = Workbook { from_1904: globals.from_1904, ..Workbook::default() };
    for bound in globals.sheets.iter().filter(|bound| bound.is_worksheet).take(MOST_SHEETS) {
        let room = MOST_CELLS.saturating_sub(workbook.count());
        let sheet = Sheet { name: bound.name.clone(), is_hidden: bound.is_hidden, ..Sheet::default() };
        let mut reader = SheetReader { globals: &globals, sheet, room, waiting: None };
        workbook.is_cut |= !reader.read(stream.get(bound.start..).unwrap_or_default());
        workbook.sheets.push(reader.sheet);
    }
    if workbook.sheets.is_empty() {
        return Err(damaged());
    }
    Ok(layout::document(&workbook))
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
    strings: Vec<Rc<str>>,
    formats: Vec<Format>,
    from_1904: bool,
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Self, Reason> {
        let mut globals = Globals::default();
        let mut codes: BTreeMap<u16, Format> = BTreeMap::new();
        let mut styles = Vec::new();
        let mut shared: Option<Vec<&[u8]>> = None;
        let mut first = true;
        for Record { kind, data } in records(stream) {
            if std::mem::take(&mut first) && (kind != 0x0809 || u16_at(data, 0) != Some(BIFF8)) {
                return Err(Reason::new("unread_format").param("format", "Excel 95"));
            }
            match kind {
                0x002f => return Err(Reason::new("encrypted")),
                0x0022 => globals.from_1904 = u16_at(data, 0) == Some(1),
                0x0085 => globals.sheets.extend(bound(data)),
                0x041e => {
                    if let (Some(id), Some(code)) =
                        (u16_at(data, 0), Texts::new(vec![data.get(2..).unwrap_or_default()]).text())
                    {
                        codes.insert(id, Format::of_code(&code));
                    }
                }
                0x00e0 => styles.push(u16_at(data, 2).unwrap_or_default()),
                0x00fc => shared = Some(vec![data.get(8..).unwrap_or_default()]),
                // A record that is too long goes on in the next one.
                0x003c => {
                    if let Some(chunks) = shared.as_mut().filter(|_| globals.strings.is_empty()) {
                        chunks.push(data);
                    }
                }
                0x000a => break,
                _ => {}
            }
            if kind != 0x00fc
                && kind != 0x003c
                && let Some(chunks) = shared.take()
            {
                let mut texts = Texts::new(chunks);
                globals.strings = std::iter::from_fn(|| texts.text()).map(Rc::from).collect();
            }
        }
        if first {
            return Err(damaged());
        }
        globals.formats =
            styles.iter().map(|id| codes.get(id).copied().unwrap_or_else(|| Format::built_in(*id))).collect();
        Ok(globals)
    }
}

fn bound(data: &[u8]) -> Option<Bound> {
    let start = u32_at(data, 0)? as usize;
    let (state, kind) = (data.get(4)?, data.get(5)?);
    let name = Texts::new(vec![data.get(6..)?]).short_text()?;
    Some(Bound { name, start, is_hidden: state & 3 != 0, is_worksheet: *kind == 0 })
}

struct SheetReader<'a> {
    globals: &'a Globals,
    sheet: Sheet,
    room: usize,
    /// A formula whose text stands in the next record.
    waiting: Option<(u32, u32, Cell)>,
}

impl SheetReader<'_> {
    /// Reads the sheet; false where it has more cells than are read.
    fn read(&mut self, stream: &[u8]) -> bool {
        let mut depth = 0_u32;
        for Record { kind, data } in records(stream) {
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
            if self.sheet.cells.len() >= self.room {
                return false;
            }
        }
        true
    }

    fn record(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        let (row, column) = (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2).unwrap_or_default()));
        let format = |at: usize| {
            let style = u16_at(data, at).map(usize::from);
            style.and_then(|style| self.globals.formats.get(style)).copied().unwrap_or_default()
        };
        let value = match kind {
            // Row: its heights; the flag of hidden rows.
            0x0208 => {
                if u16_at(data, 12)? & 0x20 != 0 {
                    self.sheet.hidden_rows.insert(row);
                }
                return None;
            }
            // Columns from the first to the second number.
            0x007d => {
                if u16_at(data, 8)? & 1 != 0 && self.sheet.hidden_columns.len() < MOST_MERGES {
                    self.sheet.hidden_columns.push((row, column));
                }
                return None;
            }
            0x00e5 => return self.merges(data),
            // Several numbers, several blanks, side by side.
            0x00bd => {
                for (number, entry) in (0..).zip(data.get(4..data.len().checked_sub(2)?)?.chunks_exact(6)) {
                    let value = Value::Number(rk(u32_at(entry, 2)?));
                    let style = u16_at(entry, 0).map(usize::from);
                    let format = style.and_then(|style| self.globals.formats.get(style)).copied().unwrap_or_default();
                    self.sheet.put(row, column + number, Cell { value, format, formula: None });
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
                cell.value = Value::Text(Texts::new(vec![data]).text()?);
                self.sheet.put(row, column, cell);
                return None;
            }
            0x0006 => return self.formula(row, column, format(4), data),
            0x0201 => Value::Blank,
            0x0203 => Value::Number(f64_at(data, 6)?),
            0x027e => Value::Number(rk(u32_at(data, 6)?)),
            0x00fd => Value::Text(self.globals.strings.get(u32_at(data, 6)? as usize)?.to_string()),
            0x0204 | 0x00d6 => Value::Text(Texts::new(vec![data.get(6..)?]).text()?),
            0x0205 => sign(*data.get(6)?, *data.get(7)? != 0),
            _ => return None,
        };
        self.sheet.put(row, column, Cell { value, format: format(4), formula: None });
        Some(())
    }

    fn formula(&mut self, row: u32, column: u32, format: Format, data: &[u8]) -> Option<()> {
        let result = data.get(6..14)?;
        let formula = expression::text(data.get(22..)?).map(|text| Formula { text: text.into(), shift: (0, 0) });
        let mut cell = Cell { value: Value::Blank, format, formula };
        match (u16_at(result, 6)?, result.first()?) {
            (0xffff, 0) => {
                self.waiting = Some((row, column, cell));
                return None;
            }
            (0xffff, 1) => cell.value = sign(*result.get(2)?, false),
            (0xffff, 2) => cell.value = sign(*result.get(2)?, true),
            (0xffff, _) => cell.value = Value::Text(String::new()),
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
    let text = match (is_error, code) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0f) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1d) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    };
    Value::Sign(text.to_owned())
}

/// A number in four bytes: the upper half of a floating-point number or a whole
/// number, of which two bits say whether it is a hundredfold.
fn rk(bits: u32) -> f64 {
    let number = if bits & 2 != 0 { f64::from((bits as i32) >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 != 0 { number / 100.0 } else { number }
}
