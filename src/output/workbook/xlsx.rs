//! A book → the bytes of an `.xlsx`.
//!
//! Text is written as text, never as a formula; where it begins as one it keeps
//! the mark that it is none when somebody edits the cell.

use super::{Book, Sheet, Value};
use crate::output::files::xlsx::{within, workbook};
use crate::shown::harmless;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// The most UTF-16 code units that a cell of Excel holds, a little less.
const MOST_UNITS: usize = 32_000;
/// The most rows that a sheet of Excel has.
const MOST_ROWS: usize = 1_048_576;
/// Characters that a formula begins with.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The bytes of a book. The same book always gives the same bytes.
///
/// # Errors
/// Where the book is more than a workbook holds.
pub fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = workbook(&book.title, None)?;
    for sheet in &book.sheets {
        workbook.push_worksheet(worksheet(sheet)?);
    }
    workbook.save_to_buffer()
}

fn worksheet(sheet: &Sheet) -> Result<Worksheet, XlsxError> {
    let mut worksheet = Worksheet::new();
    worksheet.set_name(&sheet.name)?;
    for (column, width) in (0..).zip(&sheet.widths) {
        worksheet.set_column_width(column, *width)?;
    }
    let bold = Format::new().set_bold();
    let marked = Format::new().set_quote_prefix();
    for (row, values) in (0..).zip(sheet.rows.iter().take(MOST_ROWS)) {
        let is_title = usize::try_from(row).is_ok_and(|row| sheet.titles.contains(&row));
        for (column, value) in (0..).zip(values) {
            match value {
                Value::Blank => continue,
                Value::Number(number) => worksheet.write_number(row, column, number.to_f64())?,
                Value::Text(text) if is_title => worksheet.write_string_with_format(row, column, cut(text), &bold)?,
                Value::Text(text) if text.starts_with(FORMULA) => {
                    worksheet.write_string_with_format(row, column, cut(text), &marked)?
                }
                Value::Text(text) => worksheet.write_string(row, column, cut(text))?,
            };
        }
    }
    let last_row = u32::try_from(sheet.rows.len().min(MOST_ROWS).saturating_sub(1)).unwrap_or_default();
    let last_column = u16::try_from(sheet.widths.len().saturating_sub(1)).unwrap_or_default();
    if sheet.is_list {
        worksheet.set_freeze_panes(1, 0)?;
        worksheet.autofilter(0, 0, last_row, last_column)?;
    }
    Ok(worksheet)
}

fn cut(text: &str) -> String {
    harmless(&within(text, MOST_UNITS)).into_owned()
}
