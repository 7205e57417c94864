//! Excel and WPS workbooks (.xlsx, .xlsm) → [`Workbook`].

mod strings;
mod styles;

use super::super::archive::{Archive, relationships_of, resolve};
use super::super::relationships::Relationships;
use super::super::xml::{Element, Node, Xml};
use super::rich::{self, Text};
use super::{Area, Cell, Formula, MOST_CELLS, Sheet, Value, Workbook, area, layout, reference};
use crate::{Budget, Document};
use gouji_kernel::Refusal;
use std::collections::BTreeMap;
use std::rc::Rc;
use strings::{rich_text, strings, unescaped};
use styles::{Style, styles};

/// Sheets that are read.
const MOST_SHEETS: usize = 256;
/// Merged cells of a sheet that are followed. A report has about 60.
const MOST_MERGES: usize = 2_000;
/// Runs of hidden columns that are followed.
const MOST_COLUMN_RUNS: usize = 256;
/// Bytes of a formula that is understood; Excel takes 8192 characters.
const MOST_FORMULA: usize = 3 * 8192;
/// Names that are known, and the bytes of what one stands for.
const MOST_NAMES: usize = 1_000;
const MOST_NAME: usize = 1_000;
/// Formulas over several cells of a sheet that are followed.
const MOST_WHOLE: usize = 256;

/// Reads the workbook whose main part has this name.
///
/// # Errors
/// `damaged`, `encrypted`, `expands_too_far`, `too_large` or `too_much_work`.
pub fn read(archive: &mut Archive<'_>, main: &str) -> Result<Document, Refusal> {
    let budget = archive.budget.clone();
    let relationships = Relationships::read(archive, &relationships_of(main))?;
    let mut beside = |kind: &str| match relationships.target(kind) {
        Some(target) => archive.part(&resolve(main, target)),
        None => Ok(None),
    };
    let styles = beside("styles")?.map_or(Ok(Vec::new()), |text| styles(&text, &budget))?;
    let strings = beside("sharedStrings")?.map_or(Ok(Vec::new()), |text| strings(&text, &budget))?;
    let outline = outline(&archive.required(main)?, &budget)?;
    let (from_1904, recalculates) = (outline.from_1904, outline.recalculates);
    let mut workbook = Workbook { from_1904, recalculates, names: outline.names, ..Workbook::default() };
    for named in outline.sheets.into_iter().take(MOST_SHEETS) {
        let target = relationships.by_id(&named.relationship).filter(|target| target.contains("sheet"));
        let Some(text) = target.map(|target| archive.part(&resolve(main, target))).transpose()?.flatten() else {
            continue;
        };
        let room = MOST_CELLS.saturating_sub(workbook.count());
        let sheet = Sheet { name: named.name, is_hidden: named.is_hidden, ..Sheet::default() };
        let mut reader = SheetReader {
            xml: Xml::new(&text, &budget),
            budget: &budget,
            styles: &styles,
            strings: &strings,
            shared: BTreeMap::new(),
            whole: Vec::new(),
            // What rules and styles of tables put behind white text is not known.
            may_fill: text.contains("conditionalFormatting") || text.contains("tablePart"),
            sheet,
            room,
        };
        workbook.is_cut |= !reader.read()?;
        workbook.sheets.push(reader.sheet);
    }
    layout::document(&mut workbook, &budget)
}

struct Outline {
    sheets: Vec<NamedSheet>,
    from_1904: bool,
    recalculates: bool,
    names: BTreeMap<String, Rc<str>>,
}

struct NamedSheet {
    name: String,
    is_hidden: bool,
    relationship: String,
}

fn outline(text: &str, budget: &Budget) -> Result<Outline, Refusal> {
    let mut outline = Outline { sheets: Vec::new(), from_1904: false, recalculates: false, names: BTreeMap::new() };
    let mut xml = Xml::new(text, budget);
    loop {
        match xml.next()? {
            Node::Open(element) => match element.name() {
                "workbookPr" => outline.from_1904 = element.attribute("date1904").is_some_and(|value| is_true(&value)),
                "calcPr" => {
                    outline.recalculates = element.attribute("fullCalcOnLoad").is_some_and(|value| is_true(&value))
                }
                "definedName" => {
                    let name = element.attribute("name").unwrap_or_default().to_lowercase();
                    let text = xml.text()?;
                    if outline.names.len() < MOST_NAMES && text.len() <= MOST_NAME {
                        outline.names.insert(name, text.into());
                    }
                }
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

struct SheetReader<'a> {
    xml: Xml<'a>,
    budget: &'a Budget,
    styles: &'a [Style],
    strings: &'a [Text],
    /// Formulas that several cells share, with the cell that they stand in.
    shared: BTreeMap<u32, (Rc<str>, (u32, u32))>,
    /// Formulas over several cells, and their cells.
    whole: Vec<(Area, Rc<str>)>,
    may_fill: bool,
    sheet: Sheet,
    /// Cells that may still be read.
    room: usize,
}

impl SheetReader<'_> {
    /// Reads the sheet; false where it has more cells than are read.
    fn read(&mut self) -> Result<bool, Refusal> {
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

    fn columns(&mut self) -> Result<(), Refusal> {
        while let Some(element) = self.xml.child()? {
            let run = element.number::<u32>("min").zip(element.number::<u32>("max"));
            if is_hidden(&element, "width")
                && self.sheet.hidden_columns.len() < MOST_COLUMN_RUNS
                && let Some((first, last)) = run
            {
                self.sheet.hide_columns(first.saturating_sub(1), last.saturating_sub(1));
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn merges(&mut self) -> Result<(), Refusal> {
        while let Some(element) = self.xml.child()? {
            let merge = element.attribute("ref").and_then(|text| area(&text));
            if self.sheet.merges.len() < MOST_MERGES {
                self.sheet.merges.extend(merge.filter(|area| area.first != area.last));
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn rows(&mut self) -> Result<bool, Refusal> {
        let mut next = 0_u32;
        while let Some(element) = self.xml.child()? {
            // A row may leave its number out: then it follows the one before.
            let row = element.number::<u32>("r").and_then(|row| row.checked_sub(1)).unwrap_or(next);
            next = row.saturating_add(1);
            if is_hidden(&element, "ht") {
                self.sheet.hidden_rows.insert(row);
            }
            if !self.cells(row)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn cells(&mut self, row: u32) -> Result<bool, Refusal> {
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

    fn cell(&mut self, element: &Element<'_>, at: (u32, u32)) -> Result<Cell, Refusal> {
        let kind = element.attribute("t");
        let style: Option<usize> = element.number("s");
        // A cell that names no style has the first.
        let style = self.styles.get(style.unwrap_or_default()).copied().unwrap_or_default();
        let is_filled = style.is_filled || self.may_fill;
        let is_unseen = style.is_struck || (style.is_white && !is_filled);
        let mut cell =
            Cell { format: style.format, hides: style.hides, is_unseen, is_struck: style.is_struck, ..Cell::default() };
        let mut formula = None;
        while let Some(child) = self.xml.child()? {
            match child.name() {
                "v" => {
                    let text = self.xml.text()?;
                    match kind.as_deref() {
                        Some("s") => {
                            let shared = text.trim().parse::<usize>().ok().and_then(|at| self.strings.get(at));
                            if let Some(text) = shared {
                                cell = cell.with(text, is_filled);
                            }
                        }
                        kind => cell.value = typed(kind, &text),
                    }
                }
                "is" => cell = cell.with(&rich_text(&mut self.xml, self.budget)?, is_filled),
                "f" => formula = self.formula(&child, at)?,
                _ => self.xml.skip()?,
            }
        }
        cell.formula = formula.or_else(|| self.part_of_whole(at));
        Ok(cell)
    }

    /// The formula over several cells that this one is among.
    fn part_of_whole(&self, at: (u32, u32)) -> Option<Formula> {
        let (_, text) = self.whole.iter().find(|(area, _)| area.contains(at.0, at.1))?;
        Some(Formula { is_whole: true, ..Formula::new(text.clone()) })
    }

    fn formula(&mut self, element: &Element<'_>, at: (u32, u32)) -> Result<Option<Formula>, Refusal> {
        let kind = element.attribute("t");
        let number: Option<u32> = element.number("si");
        let area = element.attribute("ref").and_then(|text| area(&text));
        let text = self.xml.text()?;
        let text = if text.len() > MOST_FORMULA { "…".to_owned() } else { text };
        Ok(match (kind.as_deref(), number) {
            // A formula over an area, or a table of what-if: none of one cell.
            (Some(kind @ ("array" | "dataTable")), _) => {
                let text: Rc<str> = text.into();
                let is_whole = kind == "dataTable" || area.is_some_and(|area| area.first != area.last);
                if is_whole && self.whole.len() < MOST_WHOLE {
                    self.whole.extend(area.map(|area| (area, text.clone())));
                }
                Some(Formula { is_whole, ..Formula::new(text) })
            }
            (Some("shared"), Some(number)) if text.trim().is_empty() => {
                self.shared.get(&number).map(|(text, from)| Formula {
                    text: text.clone(),
                    shift: (i64::from(at.0) - i64::from(from.0), i64::from(at.1) - i64::from(from.1)),
                    is_whole: false,
                })
            }
            (_, number) => {
                let text: Rc<str> = text.into();
                if let Some(number) = number.filter(|_| kind.as_deref() == Some("shared")) {
                    self.shared.insert(number, (text.clone(), at));
                }
                (!text.trim().is_empty()).then(|| Formula::new(text))
            }
        })
    }
}

/// What stands in a cell of this kind itself.
fn typed(kind: Option<&str>, text: &str) -> Value {
    match kind {
        Some("str" | "inlineStr") => Value::Text(rich::plain(&unescaped(text))),
        Some("d") => Value::Text(rich::plain(text)),
        Some("b") => Value::Truth(is_true(text.trim())),
        Some("e") => Value::Error(text.trim().into()),
        _ => match text.trim().parse() {
            Ok(number) => Value::Number(number),
            Err(_) if text.trim().is_empty() => Value::Blank,
            Err(_) => Value::Text(rich::plain(text)),
        },
    }
}

/// Whether a row or a run of columns is hidden, also by having no height or width.
fn is_hidden(element: &Element<'_>, size: &str) -> bool {
    element.attribute("hidden").is_some_and(|value| is_true(&value)) || element.number::<f64>(size) == Some(0.0)
}
