//! The body of a document → paragraphs and tables as they are shown.

use super::super::mark::{self, Mark, Rise};
use super::super::xml::{Element, Node, Xml};
use super::field::{self, Ended, Fields};
use super::look::{self, Ground, PAPER, Seen};
use super::numbering::Numbering;
use super::styles::{self, Properties, Styles};
use super::table::{self, Cell, Merge, Row, Table};
use super::{KEPT, MOST_CELLS};
use crate::{Budget, MOST_BYTES, Unseen, too_large};
use gouji_kernel::Refusal;

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
        /// All of it is raised: where other text stands beside it, the mark of a note.
        is_raised: bool,
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
    /// What becomes of the text of the run that is open.
    seen: Seen,
    /// Why a text of the cell that is open is not read.
    unseen: Option<Unseen>,
    /// Whether something stands in the cell that is open that is seen and not read.
    is_unread: bool,
    /// How an equation raises or lowers what stands in it.
    rise: Rise,
    /// What lies behind the text of the cell that is open.
    ground: Ground,
    /// Whether what stands here only says what is to be typed.
    is_placeholder: bool,
    fields: Fields,
    budget: Budget,
    /// Bytes of text taken so far.
    said: usize,
    /// Rows and cells taken so far.
    cells: usize,
    /// Pictures met.
    pub images: usize,
    /// Other documents met that a program put in as they are; Word opens them.
    pub embedded: usize,
}

#[derive(Default)]
struct Paragraph {
    properties: Properties,
    text: String,
    /// Marks of notes in it, which are no text where there is any.
    marks: String,
    contents: Option<usize>,
    /// What stands in text boxes of it: shown beside it.
    boxes: Vec<Piece>,
}

impl<'a> Body<'a> {
    /// Reads this part.
    pub fn new(text: &'a str, styles: &'a Styles, numbering: &'a mut Numbering, budget: &Budget) -> Self {
        Body {
            xml: Xml::new(text, budget),
            styles,
            numbering,
            flows: Vec::new(),
            paragraphs: Vec::new(),
            joined: String::new(),
            seen: Seen::default(),
            unseen: None,
            is_unread: false,
            rise: Rise::None,
            ground: PAPER,
            is_placeholder: false,
            fields: Fields::default(),
            budget: budget.clone(),
            said: 0,
            cells: 0,
            images: 0,
            embedded: 0,
        }
    }

    /// Whether it has more rows and cells than were read.
    pub fn is_cut(&self) -> bool {
        self.cells > MOST_CELLS
    }

    /// The pieces of the part.
    ///
    /// # Errors
    /// As [`Xml::next`]; `too_large` where they hold more text than is read.
    pub fn read(&mut self) -> Result<Vec<Piece>, Refusal> {
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

    fn children(&mut self) -> Result<(), Refusal> {
        loop {
            match self.xml.next()? {
                Node::Open(element) => self.element(&element)?,
                Node::Text(_) => {}
                Node::Close | Node::End => return Ok(()),
            }
        }
    }

    fn element(&mut self, element: &Element<'_>) -> Result<(), Refusal> {
        match element.name() {
            "p" => self.paragraph(),
            "tbl" => self.table(),
            "r" => self.run(),
            "t" => {
                let text = self.xml.text()?;
                self.say(&text)
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
                self.look(&run);
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
            "background" => {
                // The paper has a colour, or a picture on it.
                self.ground = Ground::Unknown;
                self.xml.skip()
            }
            "sdt" => self.within_control(Self::children),
            "sdtPr" => self.control(),
            "sup" | "sub" => {
                let rise = if element.name() == "sup" { Rise::Above } else { Rise::Below };
                let outer = std::mem::replace(&mut self.rise, rise);
                let done = self.children();
                self.rise = outer;
                done
            }
            "footnoteReference" | "endnoteReference" => {
                // Its mark is what follows in the run, however it looks.
                if element.attribute("customMarkFollows").is_some_and(|value| value != "0" && value != "false") {
                    self.seen.rise = Rise::Above;
                }
                self.xml.skip()
            }
            "txbxContent" => self.text_box(),
            name => {
                self.embedded += usize::from(name == "altChunk");
                if is_passed_over(name) {
                    return self.xml.skip();
                }
                match name {
                    "tab" | "ptab" => self.say("\t")?,
                    "br" | "cr" => self.say("\n")?,
                    "noBreakHyphen" => self.say("-")?,
                    "sym" => self.say(&symbol(element).unwrap_or_default())?,
                    "blip" | "imagedata" if !self.seen.hidden => {
                        self.images += 1;
                        self.is_unread = true;
                    }
                    "object" => self.is_unread |= !self.seen.hidden,
                    _ => {}
                }
                self.children()
            }
        }
    }

    fn say(&mut self, text: &str) -> Result<(), Refusal> {
        if self.is_placeholder || !self.fields.shows_text() {
            return Ok(());
        }
        if self.seen.unseen {
            self.unseen = self.unseen.or_else(|| Unseen::of(text, self.seen.struck));
            return Ok(());
        }
        self.said = self.said.saturating_add(text.len());
        if self.said > MOST_BYTES {
            return Err(too_large());
        }
        self.fields.note_result();
        let Some(paragraph) = self.paragraphs.last_mut() else { return Ok(()) };
        match self.seen.rise {
            Rise::None => paragraph.text.push_str(text),
            rise => match mark::mark(&paragraph.text, text, rise) {
                Mark::Note => paragraph.marks.push_str(text),
                Mark::Exponent(exponent) => paragraph.text.push(exponent),
                Mark::Text => paragraph.text.push_str(text),
            },
        }
        Ok(())
    }

    fn run(&mut self) -> Result<(), Refusal> {
        let outer = self.seen;
        // A run without properties of its own is as its paragraph's style.
        self.look(&Properties::default());
        let done = self.children();
        self.seen = outer;
        done
    }

    /// Notes how a run looks that says this of itself.
    fn look(&mut self, run: &Properties) {
        let nothing = Properties::default();
        let paragraph = self.paragraphs.last().map_or(&nothing, |paragraph| &paragraph.properties);
        self.seen = self.styles.look(paragraph, run).seen(self.ground);
        if self.rise != Rise::None {
            self.seen.rise = self.rise;
        }
    }

    /// Reads what stands in a content control; what it says of itself holds in it.
    fn within_control<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let outer = self.is_placeholder;
        let done = read(self);
        self.is_placeholder = outer;
        done
    }

    /// What a content control says of itself.
    fn control(&mut self) -> Result<(), Refusal> {
        while let Some(element) = self.xml.child()? {
            self.is_placeholder |= element.name() == "showingPlcHdr" && element.is_on();
            self.xml.skip()?;
        }
        Ok(())
    }

    fn paragraph(&mut self) -> Result<(), Refusal> {
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
            self.finish(paragraph)?;
        }
        if let Some(flow) = self.flows.last_mut() {
            flow.extend(boxes);
        }
        Ok(())
    }

    fn finish(&mut self, paragraph: Paragraph) -> Result<(), Refusal> {
        let Paragraph { properties, mut text, marks, contents, .. } = paragraph;
        let is_raised = text.trim().is_empty() && !marks.trim().is_empty();
        if is_raised {
            text = marks;
        }
        let is_empty = text.trim().is_empty();
        if !(is_empty && properties.hidden_mark)
            && let Some(place) = self.styles.numbering(&properties)
            && let Some(number) = self.numbering.next(place, properties.style.as_deref())?
        {
            self.said = self.said.saturating_add(number.len());
            if self.said > MOST_BYTES {
                return Err(too_large());
            }
            text.insert_str(0, &number);
        }
        if text.trim().is_empty() {
            return Ok(());
        }
        self.budget.steps(KEPT)?;
        let level = self.styles.level(&properties);
        if let Some(flow) = self.flows.last_mut() {
            flow.push(Piece::Paragraph { text, level, contents, is_raised });
        }
        Ok(())
    }

    fn text_box(&mut self) -> Result<(), Refusal> {
        let (outer, joined) = (std::mem::take(&mut self.seen), std::mem::take(&mut self.joined));
        // What a shape is filled with is not read.
        let ground = std::mem::replace(&mut self.ground, Ground::Unknown);
        let depth = self.fields.depth();
        self.flows.push(Vec::new());
        self.children()?;
        self.seen = outer;
        self.ground = ground;
        self.joined = joined;
        self.fields.forget(depth);
        let pieces = self.flows.pop().unwrap_or_default();
        if outer.hidden {
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
    fn alternatives(&mut self) -> Result<(), Refusal> {
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

    fn field_character(&mut self, element: &Element<'_>) -> Result<(), Refusal> {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => {
                let choice = self.choice()?;
                if let Some(choice) = choice {
                    self.say(&choice)?;
                }
                self.fields.begin();
                return Ok(());
            }
            Some("separate") => self.fields.separate(),
            Some("end") => match self.fields.end() {
                Some(Ended::Formula(formula)) => self.say(&formula)?,
                Some(Ended::Drawn) => self.is_unread = true,
                None => {}
            },
            _ => {}
        }
        self.xml.skip()
    }

    /// What is chosen in an old form's list: such a field has no result beside it.
    fn choice(&mut self) -> Result<Option<String>, Refusal> {
        let (mut chosen, mut preset, mut entries) = (None, None, Vec::new());
        let mut is_list = false;
        self.xml.each(|element| match element.name() {
            "ddList" => is_list = true,
            "result" if is_list => chosen = element.number("val"),
            "default" if is_list => preset = element.number("val"),
            "listEntry" if is_list => entries.push(element.attribute("val").unwrap_or_default()),
            _ => {}
        })?;
        let chosen: usize = chosen.or(preset).unwrap_or_default();
        Ok(entries.into_iter().nth(chosen))
    }

    fn simple_field(&mut self, element: &Element<'_>) -> Result<(), Refusal> {
        if element.attribute("instr").is_some_and(|instruction| field::is_page_number(&instruction)) {
            return self.xml.skip();
        }
        let before = self.said;
        self.children()?;
        match element.attribute("instr").filter(|instruction| instruction.trim_start().starts_with('=')) {
            Some(formula) if self.said == before => self.say(&field::shown(&formula)),
            _ => Ok(()),
        }
    }

    fn table(&mut self) -> Result<(), Refusal> {
        let mut table = Table::default();
        let (ground, is_placeholder) = (self.ground, std::mem::take(&mut self.is_placeholder));
        self.rows(&mut table)?;
        (self.ground, self.is_placeholder) = (ground, is_placeholder);
        if let Some(flow) = self.flows.last_mut()
            && !table.rows.is_empty()
        {
            flow.push(Piece::Table(table));
        }
        Ok(())
    }

    /// What a table says of itself: what lies behind its text.
    fn table_properties(&mut self) -> Result<(), Refusal> {
        let mut behind = None;
        let styles = self.styles;
        self.xml.each(|element| {
            let found = match element.name() {
                "tblStyle" => element.attribute("val").and_then(|style| styles.behind(&style)),
                "shd" => look::ground(element),
                _ => None,
            };
            behind = behind.or(found);
        })?;
        self.ground = behind.unwrap_or(self.ground);
        Ok(())
    }

    fn rows(&mut self, table: &mut Table) -> Result<(), Refusal> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "tr" => {
                    let mut row = Row::default();
                    self.cells(&mut row)?;
                    if self.has_room()? {
                        table.rows.push(row);
                    }
                }
                "tblPr" => self.table_properties()?,
                "sdtPr" => self.control()?,
                "sdt" => self.within_control(|body| body.rows(table))?,
                name if is_wrapper(name) => self.rows(table)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn cells(&mut self, row: &mut Row) -> Result<(), Refusal> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "tc" => {
                    let cell = self.cell()?;
                    if self.has_room()? {
                        row.cells.push(cell);
                    }
                }
                "sdtPr" => self.control()?,
                "sdt" => self.within_control(|body| body.cells(row))?,
                "trPr" => row_properties(&mut self.xml, row)?,
                name if is_wrapper(name) => self.cells(row)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// Whether one more row or cell is read.
    fn has_room(&mut self) -> Result<bool, Refusal> {
        self.budget.steps(KEPT)?;
        self.cells += 1;
        Ok(!self.is_cut())
    }

    fn cell(&mut self) -> Result<Cell, Refusal> {
        let mut cell = Cell { columns: 1, ..Cell::default() };
        let (depth, joined) = (self.fields.depth(), std::mem::take(&mut self.joined));
        let outer = std::mem::take(&mut self.paragraphs);
        let (ground, unseen) = (self.ground, self.unseen.take());
        let is_unread = std::mem::take(&mut self.is_unread);
        self.flows.push(Vec::new());
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "tcPr" => {
                    let behind = cell_properties(&mut self.xml, &mut cell)?;
                    self.ground = behind.unwrap_or(ground);
                }
                _ => self.element(&element)?,
            }
        }
        cell.pieces = of_cell(self.flows.pop().unwrap_or_default());
        // What stands in a cell of this one stands in this one.
        (cell.unseen, cell.is_unread) = (self.unseen, self.is_unread);
        self.unseen = unseen.or(cell.unseen);
        self.is_unread |= is_unread;
        self.ground = ground;
        self.fields.forget(depth);
        self.joined = joined;
        self.paragraphs = outer;
        Ok(cell)
    }
}

/// What a cell holds: tables of which one cell holds anything are what that holds,
/// and a raised paragraph beside other text is the mark of a note.
fn of_cell(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut held = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece {
            Piece::Table(inner) => match table::only_cell(inner) {
                Ok(pieces) => held.extend(pieces),
                Err(inner) => held.push(Piece::Table(inner)),
            },
            paragraph => held.push(paragraph),
        }
    }
    let is_note = |piece: &Piece| matches!(piece, Piece::Paragraph { is_raised: true, .. });
    if !held.iter().all(is_note) {
        held.retain(|piece| !is_note(piece));
    }
    held
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
            | "sdtEndPr"
            | "customXmlPr"
            | "smartTagPr"
            | "sectPr"
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

fn row_properties(xml: &mut Xml<'_>, row: &mut Row) -> Result<(), Refusal> {
    while let Some(element) = xml.child()? {
        match element.name() {
            "gridBefore" => row.before = element.number("val").unwrap_or_default(),
            "del" | "moveFrom" => row.is_gone = true,
            "hidden" => row.is_gone |= element.is_on(),
            _ => {}
        }
        xml.skip()?;
    }
    row.before = row.before.min(u32::from(crate::walk::MOST_SPAN));
    Ok(())
}

/// Reads what a cell says of itself; gives what lies behind its text.
fn cell_properties(xml: &mut Xml<'_>, cell: &mut Cell) -> Result<Option<Ground>, Refusal> {
    let mut behind = None;
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
            "shd" => behind = look::ground(&element),
            _ => {}
        }
        xml.skip()?;
    }
    cell.columns = cell.columns.clamp(1, u32::from(crate::walk::MOST_SPAN));
    Ok(behind)
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
