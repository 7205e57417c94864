//! A paper as a workbook: a sheet for each part.

use super::not_written;
use super::paper::{Cell, Paper, Part, Piece, Place, Text};
use crate::output::columns::width;
use crate::{Reason, Time};
use rust_xlsxwriter::{
    ColNum, Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, RowNum, Workbook, Worksheet,
    XlsxError,
};

/// The typeface of tables and text; where it is missing, programs take another
/// one of its family.
const BODY: &str = "仿宋";
/// The typeface of headings.
const HEADING: &str = "黑体";
/// A sheet is as wide as so many half-width characters, so that A4 holds it.
const SHEET: f64 = 90.0;
/// Columns of a sheet without a table. One alone would be wider than some
/// programs print.
const COLUMNS: usize = 6;
/// Points of a line of text.
const LINE: f64 = 16.0;
/// A4 among the paper sizes of Excel.
const A4: u8 = 9;
/// The longest name that a sheet may have, in UTF-16 code units.
const MOST_NAME: usize = 31;
/// Characters that the name of a sheet may not have.
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// Pixels of a note in which a comment can be read.
const NOTE: (u32, u32) = (320, 180);
/// The most UTF-16 code units of a cell.
const MOST_TEXT: usize = 32_767;

/// The workbook of a paper.
///
/// # Errors
/// `not_written` where the paper is more than a workbook holds.
pub fn write(paper: &Paper) -> Result<Vec<u8>, Reason> {
    let mut workbook = workbook(&paper.title, paper.time.as_deref()).map_err(not_written)?;
    let mut names: Vec<String> = Vec::new();
    for part in &paper.parts {
        let name = sheet_name(&part.name, &names);
        Sheet { sheet: workbook.add_worksheet(), row: 0, columns: columns(part) }
            .write(part, &name)
            .map_err(not_written)?;
        names.push(name);
    }
    workbook.save_to_buffer().map_err(not_written)
}

/// An empty workbook that is the same whenever it is written: its moment is the
/// given one (RFC 3339), else a fixed one.
///
/// # Errors
/// Where the moment is before 1900.
pub fn workbook(title: &str, time: Option<&str>) -> Result<Workbook, XlsxError> {
    let [year, month, day, hour, minute, second] =
        time.and_then(Time::parse).and_then(|time| time.fields()).unwrap_or([2000, 1, 1, 0, 0, 0]);
    let narrow = |number: u16| u8::try_from(number).unwrap_or_default();
    let moment =
        ExcelDateTime::from_ymd(year, narrow(month), narrow(day))?.and_hms(hour, narrow(minute), narrow(second))?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title).set_author("gouji").set_creation_datetime(&moment));
    Ok(workbook)
}

/// A name that a sheet may have and no other of the workbook has.
pub fn sheet_name(name: &str, taken: &[String]) -> String {
    let allowed: String = name.chars().filter(|char| !char.is_control() && !NOT_IN_NAMES.contains(char)).collect();
    let allowed = allowed.trim().trim_matches('\'');
    let allowed = if allowed.is_empty() { "1" } else { allowed };
    let cut = |most: usize| within(allowed, most);
    let numbered = (2..).map(|number| format!("{} {number}", cut(MOST_NAME - 6)));
    let is_free = |name: &String| !taken.iter().any(|other| other.eq_ignore_ascii_case(name));
    std::iter::once(cut(MOST_NAME)).chain(numbered).find(is_free).unwrap_or_default()
}

/// The start of a text that has no more UTF-16 code units than this: what Excel
/// counts. A character outside the basic plane has two.
pub fn within(text: &str, most: usize) -> String {
    let mut units = 0;
    let fits = |char: &char| {
        units += char.len_utf16();
        units <= most
    };
    text.chars().take_while(fits).collect()
}

/// The format of cells with this typeface, with lines that break.
pub fn format(typeface: &str, points: f64) -> Format {
    Format::new().set_font_name(typeface).set_font_size(points).set_text_wrap().set_align(FormatAlign::VerticalCenter)
}

/// A note in which the comments stand one beneath the other.
pub fn note(comments: &[String]) -> Note {
    let text = within(&comments.join("\n\n"), MOST_TEXT);
    Note::new(text).set_author("gouji").add_author_prefix(false).set_width(NOTE.0).set_height(NOTE.1)
}

/// The relative widths of a part's columns: those of its table.
fn columns(part: &Part) -> Vec<usize> {
    let widths = part.pieces.iter().find_map(|piece| match piece {
        Piece::Table { widths, .. } => Some(widths.clone()),
        _ => None,
    });
    widths.unwrap_or_else(|| vec![1; COLUMNS])
}

/// A sheet while it is written.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    row: RowNum,
    /// The relative widths of its columns.
    columns: Vec<usize>,
}

impl Sheet<'_> {
    fn write(mut self, part: &Part, name: &str) -> Result<(), XlsxError> {
        self.sheet.set_name(name)?.set_paper_size(A4).set_print_fit_to_pages(1, 0);
        self.sheet.set_print_center_horizontally(true).set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3);
        for column in 0..self.columns.len() {
            self.sheet.set_column_width(narrow(column), self.width(column, 1))?;
        }
        for piece in &part.pieces {
            match piece {
                Piece::Title(text) => {
                    self.line(text, &format(HEADING, 18.0).set_bold().set_align(FormatAlign::Center), 1.7)?;
                }
                Piece::Heading(text) => self.line(text, &format(HEADING, 14.0), 1.4)?,
                Piece::Paragraph(text) => self.line(text, &format(BODY, 12.0).set_indent(1), 1.2)?,
                Piece::Table { head, rows, .. } => self.table(*head, rows)?,
            }
        }
        Ok(())
    }

    /// The width of columns in half-width characters.
    fn width(&self, first: usize, count: usize) -> f64 {
        let total: usize = self.columns.iter().sum();
        let own: usize = self.columns.iter().skip(first).take(count).sum();
        SHEET * real(own) / real(total.max(1))
    }

    /// How many lines a text takes in these columns.
    fn lines(&self, text: &str, first: usize, count: usize, size: f64) -> f64 {
        let room = (self.width(first, count) / size - 1.0).max(2.0);
        (real(width(text)) / room).ceil().max(1.0)
    }

    /// A text over the whole width.
    fn line(&mut self, text: &Text, format: &Format, size: f64) -> Result<(), XlsxError> {
        let last = narrow(self.columns.len().saturating_sub(1));
        let lines = self.lines(&text.text, 0, self.columns.len(), size);
        self.sheet.set_row_height(self.row, (lines * LINE * size).clamp(LINE, 409.0))?;
        let shown = within(&text.text, MOST_TEXT);
        if last > 0 {
            self.sheet.merge_range(self.row, 0, self.row, last, &shown, format)?;
        } else {
            self.sheet.write_string_with_format(self.row, 0, &shown, format)?;
        }
        if !text.comments.is_empty() {
            self.sheet.insert_note(self.row, 0, &note(&text.comments))?;
        }
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, head: usize, rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
        let first = self.row;
        self.sheet.set_repeat_rows(first, first + rows_of(head).saturating_sub(1))?;
        for cells in rows {
            let flat = cells.iter().filter(|cell| cell.rows == 1);
            let lines = flat.map(|cell| self.lines(&cell.text.text, cell.column, cell.columns, 1.0));
            let height = lines.fold(1.0, f64::max) * LINE + 4.0;
            self.sheet.set_row_height(self.row, height)?;
            for cell in cells {
                self.cell(cell)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    fn cell(&mut self, cell: &Cell) -> Result<(), XlsxError> {
        let (row, column) = (self.row, narrow(cell.column));
        let number = cell.number();
        let format = cell_format(cell, number.map_or(0, |(_, digits)| digits));
        let (last_row, last_column) =
            (row + rows_of(cell.rows).saturating_sub(1), narrow(cell.column + cell.columns.saturating_sub(1)));
        if (last_row, last_column) != (row, column) {
            self.sheet.merge_range(row, column, last_row, last_column, "", &format)?;
        }
        match number {
            Some((number, _)) => self.sheet.write_number_with_format(row, column, number, &format)?,
            None if cell.text.text.is_empty() => self.sheet.write_blank(row, column, &format)?,
            None => self.sheet.write_string_with_format(row, column, within(&cell.text.text, MOST_TEXT), &format)?,
        };
        if !cell.text.comments.is_empty() {
            self.sheet.insert_note(row, column, &note(&cell.text.comments))?;
        }
        Ok(())
    }
}

fn cell_format(cell: &Cell, digits: usize) -> Format {
    let format = format(BODY, 10.5).set_border(FormatBorder::Thin);
    let format = match cell.place {
        Place::Heading => format.set_align(FormatAlign::Center).set_background_color(Color::RGB(0xF2_F2F2)),
        // A label in front of a block of rows stands in its middle.
        Place::Label if cell.rows > 1 => format.set_align(FormatAlign::Center),
        Place::Label => format,
        Place::Figure => format.set_align(FormatAlign::Center).set_num_format(number_format(digits)),
    };
    if cell.changed { format.set_background_color(Color::RGB(0xFF_F2CC)).set_bold() } else { format }
}

fn number_format(digits: usize) -> String {
    if digits == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(digits)) }
}

fn narrow(column: usize) -> ColNum {
    ColNum::try_from(column).unwrap_or(ColNum::MAX)
}

fn rows_of(count: usize) -> RowNum {
    RowNum::try_from(count).unwrap_or(RowNum::MAX)
}

/// A count that is small enough to be exact.
fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_sheets_are_those_that_excel_takes() {
        let mut taken = Vec::new();
        for (name, expected) in [
            ("一、总体情况", "一、总体情况"),
            ("一、总体情况", "一、总体情况 2"),
            ("a/b:[c]*?\\", "abc"),
            ("''", "1"),
            ("", "1 2"),
        ] {
            let found = sheet_name(name, &taken);
            assert_eq!(found, expected);
            taken.push(found);
        }
        assert_eq!(sheet_name(&"长".repeat(40), &taken).chars().count(), MOST_NAME);
        assert_eq!(sheet_name(&"𠀀".repeat(40), &taken).encode_utf16().count(), MOST_NAME - 1);
    }
}
