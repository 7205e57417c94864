//! Excel and WPS workbooks (.xlsx, .xlsm) → [`Workbook`].

use super::super::archive::{Archive, relationships_of, resolve};
use super::super::relationships::Relationships;
use super::super::xml::{Element, Node, Xml};
use super::format::Format;
use super::{Cell, Formula, MOST_CELLS, Sheet, Value, Workbook, area, layout, reference};
use crate::Reason;
use crate::document::Document;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Sheets that are read.
const MOST_SHEETS: usize = 256;
/// Merged cells of a sheet that are followed. A report has about 60.
const MOST_MERGES: usize = 2_000;
/// Runs of hidden columns that are followed.
const MOST_COLUMN_RUNS: usize = 256;

/// Reads the workbook whose main part has this name.
///
/// # Errors
/// `damaged`, `encrypted` or `expands_too_far`.
pub fn read(archive: &mut Archive<'_>, main: &str) -> Result<Document, Reason> {
    let relationships = Relationships::read(archive, &relationships_of(main))?;
    let mut beside = |kind: &str| match relationships.target(kind) {
        Some(target) => archive.part(&resolve(main, target)),
        None => Ok(None),
    };
    let formats = beside("styles")?.map_or(Ok(Vec::new()), |text| formats(&text))?;
    let strings = beside("sharedStrings")?.map_or(Ok(Vec::new()), |text| strings(&text))?;
    let outline = outline(&archive.required(main)?)?;
    let mut workbook = Workbook { from_1904: outline.from_1904, ..Workbook::default() };
    for named in outline.sheets.into_iter().take(MOST_SHEETS) {
        let target = relationships.by_id(&named.relationship).filter(|target| target.contains("sheet"));
        let Some(text) = target.map(|target| archive.part(&resolve(main, target))).transpose()?.flatten() else {
            continue;
        };
        let room = MOST_CELLS.saturating_sub(workbook.count());
        let sheet = Sheet { name: named.name, is_hidden: named.is_hidden, ..Sheet::default() };
        let mut reader = SheetReader {
            xml: Xml::new(&text, &archive.budget),
            formats: &formats,
            strings: &strings,
            shared: BTreeMap::new(),
            sheet,
            room,
        };
        workbook.is_cut |= !reader.read()?;
        workbook.sheets.push(reader.sheet);
    }
    Ok(layout::document(&workbook))
}

struct Outline {
    sheets: Vec<NamedSheet>,
    from_1904: bool,
}

struct NamedSheet {
    name: String,
    is_hidden: bool,
    relationship: String,
}

fn outline(text: &str) -> Result<Outline, Reason> {
    let mut outline = Outline { sheets: Vec::new(), from_1904: false };
    let mut xml = Xml::new(text, &crate::document::Budget::default());
    loop {
        match xml.next()? {
            Node::Open(element) => match element.name() {
                "workbookPr" => outline.from_1904 = element.attribute("date1904").is_some_and(|value| is_true(&value)),
                "sheet" => outline.sheets.push(NamedSheet {
                    name: element.attribute("name").unwrap_or_default(),
                    is_hidden: element.attribute("state").is_some_and(|state| state != "visible"),
                    relationship: element.attribute("id").unwrap_or_default(),
                }),
                _ => {}
            },
            Node::End => return Ok(outline),
            Node::Text(_) | Node::Close => {}
        }
    }
}

fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// The number formats by index of style.
fn formats(text: &str) -> Result<Vec<Format>, Reason> {
    let mut xml = Xml::new(text, &crate::document::Budget::default());
    let mut codes: BTreeMap<u16, Format> = BTreeMap::new();
    let mut styles = Vec::new();
    let mut in_cells = false;
    loop {
        match xml.next()? {
            Node::Open(element) => match element.name() {
                "numFmt" => {
                    let code = element.attribute("formatCode").unwrap_or_default();
                    codes.extend(element.number("numFmtId").map(|id| (id, Format::of_code(&code))));
                }
                "cellStyleXfs" | "cellStyles" | "dxfs" => in_cells = false,
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = element.number("numFmtId").unwrap_or_default();
                    styles.push(codes.get(&id).copied().unwrap_or_else(|| Format::built_in(id)));
                }
                _ => {}
            },
            Node::End => return Ok(styles),
            Node::Text(_) | Node::Close => {}
        }
    }
}

/// The texts that cells share.
fn strings(text: &str) -> Result<Vec<Rc<str>>, Reason> {
    let mut xml = Xml::new(text, &crate::document::Budget::default());
    let mut strings = Vec::new();
    if xml.child()?.is_none() {
        return Ok(strings);
    }
    while let Some(element) = xml.child()? {
        match element.name() {
            "si" => strings.push(rich_text(&mut xml)?.into()),
            _ => xml.skip()?,
        }
    }
    Ok(strings)
}

/// The text of the element opened last: its runs, without how they are spoken.
fn rich_text(xml: &mut Xml<'_>) -> Result<String, Reason> {
    let mut text = String::new();
    while let Some(element) = xml.child()? {
        match element.name() {
            "t" => text.push_str(&unescaped(&xml.text()?)),
            "r" => text.push_str(&rich_text(xml)?),
            _ => xml.skip()?,
        }
    }
    Ok(text)
}

/// Characters that XML cannot hold are written `_x000D_`.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let code = after.get(..4).filter(|_| after.get(4..5) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(character) => {
                plain.push(character);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

struct SheetReader<'a> {
    xml: Xml<'a>,
    formats: &'a [Format],
    strings: &'a [Rc<str>],
    /// Formulas that several cells share, with the cell that they stand in.
    shared: BTreeMap<u32, (Rc<str>, (u32, u32))>,
    sheet: Sheet,
    /// Cells that may still be read.
    room: usize,
}

impl SheetReader<'_> {
    /// Reads the sheet; false where it has more cells than are read.
    fn read(&mut self) -> Result<bool, Reason> {
        if self.xml.child()?.is_none() {
            return Ok(true);
        }
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "cols" => self.columns()?,
                "sheetData" => {
                    if !self.rows()? {
                        return Ok(false);
                    }
                }
                "mergeCells" => self.merges()?,
                _ => self.xml.skip()?,
            }
        }
        Ok(true)
    }

    fn columns(&mut self) -> Result<(), Reason> {
        while let Some(element) = self.xml.child()? {
            let run = element.number::<u32>("min").zip(element.number::<u32>("max"));
            let is_hidden = element.attribute("hidden").is_some_and(|value| is_true(&value));
            if is_hidden && self.sheet.hidden_columns.len() < MOST_COLUMN_RUNS {
                self.sheet
                    .hidden_columns
                    .extend(run.map(|(first, last)| (first.saturating_sub(1), last.saturating_sub(1))));
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn merges(&mut self) -> Result<(), Reason> {
        while let Some(element) = self.xml.child()? {
            let merge = element.attribute("ref").and_then(|text| area(&text));
            if self.sheet.merges.len() < MOST_MERGES {
                self.sheet.merges.extend(merge.filter(|area| area.first != area.last));
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn rows(&mut self) -> Result<bool, Reason> {
        let mut next = 0_u32;
        while let Some(element) = self.xml.child()? {
            // A row may leave its number out: then it follows the one before.
            let row = element.number::<u32>("r").and_then(|row| row.checked_sub(1)).unwrap_or(next);
            next = row.saturating_add(1);
            if element.attribute("hidden").is_some_and(|value| is_true(&value)) {
                self.sheet.hidden_rows.insert(row);
            }
            if !self.cells(row)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn cells(&mut self, row: u32) -> Result<bool, Reason> {
        let mut next = 0_u32;
        while let Some(element) = self.xml.child()? {
            let at = element.attribute("r").and_then(|text| reference(&text));
            let (row, column) = at.unwrap_or((row, next));
            next = column.saturating_add(1);
            if self.sheet.cells.len() >= self.room {
                return Ok(false);
            }
            let cell = self.cell(&element, (row, column))?;
            self.sheet.put(row, column, cell);
        }
        Ok(true)
    }

    fn cell(&mut self, element: &Element<'_>, at: (u32, u32)) -> Result<Cell, Reason> {
        let kind = element.attribute("t");
        let style: Option<usize> = element.number("s");
        let format = style.and_then(|style| self.formats.get(style)).copied().unwrap_or_default();
        let mut cell = Cell { format, ..Cell::default() };
        while let Some(child) = self.xml.child()? {
            match child.name() {
                "v" => {
                    let text = self.xml.text()?;
                    cell.value = self.value(kind.as_deref(), text);
                }
                "is" => cell.value = Value::Text(rich_text(&mut self.xml)?),
                "f" => cell.formula = self.formula(&child, at)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(cell)
    }

    fn value(&self, kind: Option<&str>, text: String) -> Value {
        match kind {
            Some("s") => match text.trim().parse::<usize>().ok().and_then(|at| self.strings.get(at)) {
                Some(text) => Value::Text(text.to_string()),
                None => Value::Blank,
            },
            Some("str" | "inlineStr") => Value::Text(unescaped(&text)),
            Some("d") => Value::Text(text),
            Some("b") => Value::Sign(if is_true(text.trim()) { "TRUE" } else { "FALSE" }.to_owned()),
            Some("e") => Value::Sign(text),
            _ => match text.trim().parse() {
                Ok(number) => Value::Number(number),
                Err(_) if text.trim().is_empty() => Value::Blank,
                Err(_) => Value::Text(text),
            },
        }
    }

    fn formula(&mut self, element: &Element<'_>, at: (u32, u32)) -> Result<Option<Formula>, Reason> {
        let kind = element.attribute("t");
        let number: Option<u32> = element.number("si");
        let text = self.xml.text()?;
        Ok(match (kind.as_deref(), number) {
            // A formula over an area, or a table of what-if: none of one cell.
            (Some("array" | "dataTable"), _) => None,
            (Some("shared"), Some(number)) if text.trim().is_empty() => {
                self.shared.get(&number).map(|(text, from)| Formula {
                    text: text.clone(),
                    shift: (i64::from(at.0) - i64::from(from.0), i64::from(at.1) - i64::from(from.1)),
                })
            }
            (_, number) => {
                let text: Rc<str> = text.into();
                if let Some(number) = number.filter(|_| kind.as_deref() == Some("shared")) {
                    self.shared.insert(number, (text.clone(), at));
                }
                (!text.trim().is_empty()).then_some(Formula { text, shift: (0, 0) })
            }
        })
    }
}
