//! The body of a document → paragraphs and tables as they are shown.

use super::super::xml::{Element, Node, Xml};
use super::field::{self, Fields};
use super::numbering::Numbering;
use super::styles::{self, Properties, Styles};
use super::table::{Cell, Merge, Row, Table};
use crate::Reason;

/// A paragraph or table, in reading order.
#[derive(Debug)]
pub enum Piece {
    /// A paragraph; its lines end in line feeds.
    Paragraph {
        /// What is shown, its automatic number included.
        text: String,
        /// Heading level from 1.
        level: Option<u8>,
        /// The table of contents that it belongs to.
        contents: Option<usize>,
    },
    /// A table.
    Table(Table),
}

/// Reads a part with paragraphs and tables.
pub struct Body<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    /// Pieces of the flows that are open: the body, a cell, a text box.
    flows: Vec<Vec<Piece>>,
    /// Paragraphs that are open: a text box stands in one and has some.
    paragraphs: Vec<Paragraph>,
    /// Text of a paragraph whose mark was deleted: it goes on with the next one.
    joined: String,
    is_hidden: bool,
    fields: Fields,
    /// Pictures met.
    pub images: usize,
    /// Other documents met that a program put in as they are; Word opens them.
    pub embedded: usize,
}

#[derive(Default)]
struct Paragraph {
    properties: Properties,
    text: String,
    contents: Option<usize>,
    /// What stands in text boxes of it: shown beside it.
    boxes: Vec<Piece>,
}

impl<'a> Body<'a> {
    /// Reads this part.
    pub fn new(text: &'a str, styles: &'a Styles, numbering: &'a mut Numbering) -> Self {
        Body {
            xml: Xml::new(text),
            styles,
            numbering,
            flows: Vec::new(),
            paragraphs: Vec::new(),
            joined: String::new(),
            is_hidden: false,
            fields: Fields::default(),
            images: 0,
            embedded: 0,
        }
    }

    /// The pieces of the part.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn read(&mut self) -> Result<Vec<Piece>, Reason> {
        self.flows.push(Vec::new());
        self.children()?;
        let mut pieces = self.flows.pop().unwrap_or_default();
        let fields = &self.fields;
        pieces.retain(|piece| match piece {
            Piece::Paragraph { contents: Some(number), .. } => !fields.has_ended(*number),
            _ => true,
        });
        Ok(pieces)
    }

    fn children(&mut self) -> Result<(), Reason> {
        loop {
            match self.xml.next()? {
                Node::Open(element) => self.element(&element)?,
                Node::Text(_) => {}
                Node::Close | Node::End => return Ok(()),
            }
        }
    }

    fn element(&mut self, element: &Element<'_>) -> Result<(), Reason> {
        match element.name() {
            "p" => self.paragraph(),
            "tbl" => self.table(),
            "r" => self.run(),
            "t" => {
                let text = self.xml.text()?;
                self.say(&text);
                Ok(())
            }
            "pPr" => {
                let properties = styles::properties(&mut self.xml)?;
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.properties = properties;
                }
                Ok(())
            }
            "rPr" => {
                let run = styles::properties(&mut self.xml)?;
                let by_style = || run.style.is_some() && self.styles.hides(run.style.as_deref());
                self.is_hidden = run.hidden.unwrap_or_else(by_style);
                Ok(())
            }
            "fldChar" => self.field_character(element),
            "fldSimple" => self.simple_field(element),
            "instrText" => {
                let text = self.xml.text()?;
                self.fields.instruction(&text);
                Ok(())
            }
            "AlternateContent" => self.alternatives(),
            "txbxContent" => self.text_box(),
            name => {
                self.embedded += usize::from(name == "altChunk");
                if is_passed_over(name) {
                    return self.xml.skip();
                }
                match name {
                    "tab" | "ptab" => self.say("\t"),
                    "br" | "cr" => self.say("\n"),
                    "noBreakHyphen" => self.say("-"),
                    "sym" => self.say(&symbol(element).unwrap_or_default()),
                    "blip" | "imagedata" if !self.is_hidden => self.images += 1,
                    _ => {}
                }
                self.children()
            }
        }
    }

    fn say(&mut self, text: &str) {
        if self.is_hidden || !self.fields.shows_text() {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn run(&mut self) -> Result<(), Reason> {
        // A run without properties of its own is as its paragraph's style.
        let style = self.paragraphs.last().and_then(|paragraph| paragraph.properties.style.as_deref());
        let outer = self.is_hidden;
        self.is_hidden = self.styles.hides(style);
        let done = self.children();
        self.is_hidden = outer;
        done
    }

    fn paragraph(&mut self) -> Result<(), Reason> {
        let contents = self.fields.contents();
        let text = std::mem::take(&mut self.joined);
        self.paragraphs.push(Paragraph { text, contents, ..Paragraph::default() });
        self.children()?;
        self.fields.forget_instructions();
        let Some(mut paragraph) = self.paragraphs.pop() else { return Ok(()) };
        paragraph.contents = paragraph.contents.or_else(|| self.fields.contents());
        let boxes = std::mem::take(&mut paragraph.boxes);
        if paragraph.properties.deleted_mark {
            self.joined = paragraph.text;
        } else {
            self.finish(paragraph);
        }
        if let Some(flow) = self.flows.last_mut() {
            flow.extend(boxes);
        }
        Ok(())
    }

    fn finish(&mut self, paragraph: Paragraph) {
        let Paragraph { properties, mut text, contents, .. } = paragraph;
        let is_empty = text.trim().is_empty();
        if !(is_empty && properties.hidden_mark)
            && let Some(place) = self.styles.numbering(&properties)
            && let Some(number) = self.numbering.next(place, properties.style.as_deref())
        {
            text.insert_str(0, &number);
        }
        if text.trim().is_empty() {
            return;
        }
        let level = self.styles.level(&properties);
        if let Some(flow) = self.flows.last_mut() {
            flow.push(Piece::Paragraph { text, level, contents });
        }
    }

    fn text_box(&mut self) -> Result<(), Reason> {
        let (hidden, joined) = (self.is_hidden, std::mem::take(&mut self.joined));
        let depth = self.fields.depth();
        self.is_hidden = false;
        self.flows.push(Vec::new());
        self.children()?;
        self.is_hidden = hidden;
        self.joined = joined;
        self.fields.forget(depth);
        let pieces = self.flows.pop().unwrap_or_default();
        if hidden {
            return Ok(());
        }
        match (self.paragraphs.last_mut(), self.flows.last_mut()) {
            (Some(paragraph), _) => paragraph.boxes.extend(pieces),
            (None, Some(flow)) => flow.extend(pieces),
            (None, None) => {}
        }
        Ok(())
    }

    /// The same content several times, for programs that know more and less: the
    /// first branch that this reader knows.
    fn alternatives(&mut self) -> Result<(), Reason> {
        let mut is_read = false;
        while let Some(branch) = self.xml.child()? {
            let is_known = match branch.name() {
                "Choice" => branch.attribute("Requires").is_none_or(|names| names.split_whitespace().all(is_known)),
                "Fallback" => true,
                _ => false,
            };
            if is_known && !is_read {
                is_read = true;
                self.children()?;
            } else {
                self.xml.skip()?;
            }
        }
        Ok(())
    }

    fn field_character(&mut self, element: &Element<'_>) -> Result<(), Reason> {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.fields.separate(),
            Some("end") => self.fields.end(),
            _ => {}
        }
        self.xml.skip()
    }

    fn simple_field(&mut self, element: &Element<'_>) -> Result<(), Reason> {
        if element.attribute("instr").is_some_and(|instruction| field::is_page_number(&instruction)) {
            return self.xml.skip();
        }
        self.children()
    }

    fn table(&mut self) -> Result<(), Reason> {
        let mut table = Table::default();
        self.rows(&mut table)?;
        if let Some(flow) = self.flows.last_mut() {
            flow.push(Piece::Table(table));
        }
        Ok(())
    }

    fn rows(&mut self, table: &mut Table) -> Result<(), Reason> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "tr" => {
                    let mut row = Row::default();
                    self.cells(&mut row)?;
                    table.rows.push(row);
                }
                name if is_wrapper(name) => self.rows(table)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn cells(&mut self, row: &mut Row) -> Result<(), Reason> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "tc" => {
                    let cell = self.cell()?;
                    row.cells.push(cell);
                }
                "trPr" => row_properties(&mut self.xml, row)?,
                name if is_wrapper(name) => self.cells(row)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn cell(&mut self) -> Result<Cell, Reason> {
        let mut cell = Cell { columns: 1, ..Cell::default() };
        let (depth, joined) = (self.fields.depth(), std::mem::take(&mut self.joined));
        let outer = std::mem::take(&mut self.paragraphs);
        self.flows.push(Vec::new());
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "tcPr" => cell_properties(&mut self.xml, &mut cell)?,
                _ => self.element(&element)?,
            }
        }
        cell.pieces = self.flows.pop().unwrap_or_default();
        self.fields.forget(depth);
        self.joined = joined;
        self.paragraphs = outer;
        Ok(cell)
    }
}

/// Elements whose content is not shown, or said elsewhere.
fn is_passed_over(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "delText"
            | "delInstrText"
            | "rt"
            | "sdtPr"
            | "sdtEndPr"
            | "customXmlPr"
            | "smartTagPr"
            | "sectPr"
            | "tblPr"
            | "tblGrid"
            | "tblPrEx"
            | "altChunk"
            | "softHyphen"
    ) || name.ends_with("Change")
}

/// Elements that may stand between a table and its rows, a row and its cells.
fn is_wrapper(name: &str) -> bool {
    matches!(name, "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag")
}

/// Prefixes of what this reader takes text from; other branches hold pictures.
fn is_known(prefix: &str) -> bool {
    matches!(prefix, "wps" | "wpg" | "wpc" | "wpi" | "wp14" | "w14" | "w15" | "w16" | "w16se" | "w16cid" | "v" | "wne")
}

fn row_properties(xml: &mut Xml<'_>, row: &mut Row) -> Result<(), Reason> {
    while let Some(element) = xml.child()? {
        match element.name() {
            "gridBefore" => row.before = element.number("val").unwrap_or_default(),
            "del" | "moveFrom" => row.is_gone = true,
            "hidden" => row.is_gone |= element.is_on(),
            _ => {}
        }
        xml.skip()?;
    }
    row.before = row.before.min(u32::from(crate::document::walk::MOST_SPAN));
    Ok(())
}

fn cell_properties(xml: &mut Xml<'_>, cell: &mut Cell) -> Result<(), Reason> {
    while let Some(element) = xml.child()? {
        let value = element.attribute("val");
        match element.name() {
            "gridSpan" => cell.columns = element.number("val").unwrap_or(1),
            "vMerge" => cell.down = merge(value.as_deref()),
            "hMerge" => cell.across = merge(value.as_deref()),
            // A merge not yet accepted; it says its value in an attribute of its own.
            "cellMerge" => {
                cell.down = match element.attribute("vMerge").as_deref() {
                    Some("cont") => Merge::Continue,
                    Some(_) => Merge::Restart,
                    None => cell.down,
                }
            }
            "cellDel" => cell.is_gone = true,
            _ => {}
        }
        xml.skip()?;
    }
    cell.columns = cell.columns.clamp(1, u32::from(crate::document::walk::MOST_SPAN));
    Ok(())
}

fn merge(value: Option<&str>) -> Merge {
    if value == Some("restart") { Merge::Restart } else { Merge::Continue }
}

/// The character of a symbol font. Those fonts keep what other fonts have at the
/// same place 0xF000 higher; a sign of their own becomes a square, so that the
/// cell is not taken for blank.
fn symbol(element: &Element<'_>) -> Option<String> {
    let code = u32::from_str_radix(&element.attribute("char")?, 16).ok()?;
    let is_symbol = element.attribute("font").is_some_and(|font| font.eq_ignore_ascii_case("symbol"));
    let plain = char::from_u32(if code >= 0xf000 { code - 0xf000 } else { code })?;
    let is_private = (0xe000..=0xf8ff).contains(&code);
    let as_it_stands = !is_private || (is_symbol && (plain.is_ascii_digit() || plain.is_ascii_punctuation()));
    Some(if plain == ' ' || as_it_stands { plain } else { '□' }.to_string())
}
