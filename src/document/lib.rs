//! What was handed in, whatever its format: paragraphs and grids in reading
//! order, each with its position in one plain text.
//!
//! A reader knows its format and nothing of the official forms.

pub mod budget;
pub(crate) mod builder;
pub mod encoding;
pub mod events;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "read-files")]
pub mod office;
#[cfg(feature = "read-files")]
pub mod pdf;
pub mod position;
mod prose;
mod raised;
pub mod sight;
pub mod text;
mod unseen;
pub mod walk;

pub use budget::{Budget, Spent};
pub use builder::DocumentBuilder;
pub use position::{Position, Positions};
pub use unseen::{Unseen, UnseenCell};

use gouji_kernel::{Input, Refusal};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// A document: blocks in reading order over one plain text.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// What the format itself calls the title (`<title>`), if anything.
    pub title: Option<String>,
    /// Name of the file, where it came from one.
    pub file_name: Option<String>,
    /// The plain text that spans point into: paragraphs end in a line feed,
    /// the cells of a row are separated by tabs.
    pub text: String,
    /// Paragraphs and grids in reading order.
    pub blocks: Vec<Block>,
    /// Pictures met on the way.
    pub images: usize,
    /// Bounds that were reached while reading, so that nothing is cut silently.
    pub limits: Vec<Limit>,
    /// Where the pieces stand in words of the format; empty where it has none.
    pub positions: Positions,
    /// Values that are not what their own formula comes to.
    pub stale: Vec<StaleValue>,
    /// Cells that look blank and are not.
    pub unseen: Vec<UnseenCell>,
}

/// A stored value that is not what its own formula comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaleValue {
    /// The cell.
    pub cell: CellId,
    /// Its formula as a person writes it: `=SUM(B5:B8)`.
    pub formula: String,
    /// What is stored, as it was read.
    pub stored: String,
    /// What the formula comes to.
    pub computed: String,
}

/// A bound of a reader that a document reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    /// More bytes or paragraphs than are read.
    Size,
    /// Elements nested deeper than are followed.
    Depth,
    /// More cells than are read.
    Cells,
}

/// A piece of a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Block {
    /// A heading, paragraph, list item or line of text.
    Paragraph(Paragraph),
    /// A table, or a run of lines with separated cells.
    Grid(Grid),
}

/// A line of running text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its text as bytes of [`Document::text`].
    pub range: Range<usize>,
    /// Heading level 1–6 where the format marks it as a heading.
    pub level: Option<u8>,
}

/// A table as it stands, merges not yet resolved.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Grid {
    /// Its rows, in order.
    pub rows: Vec<GridRow>,
    /// Whether the format can merge cells at all, as plain text cannot.
    pub can_merge: bool,
}

/// A row of a grid.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct GridRow {
    /// The cells that start in this row.
    pub cells: Vec<Cell>,
}

/// A cell as it stands.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cell {
    /// Its text as bytes of [`Document::text`].
    pub range: Range<usize>,
    /// Rows that it says it spans, at least 1.
    pub rows: u16,
    /// Columns that it says it spans, at least 1.
    pub columns: u16,
    /// Number of the cell in its document, counted from 0 in reading order.
    pub id: CellId,
}

/// Number of a cell in its document: how a caller finds the element again.
pub type CellId = u32;

impl Document {
    /// The text of a range, empty where the range is not one of this text.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The grids in reading order.
    pub fn grids(&self) -> impl Iterator<Item = &Grid> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Grid(grid) => Some(grid),
            Block::Paragraph(_) => None,
        })
    }

    /// The paragraphs in reading order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Grid(_) => None,
        })
    }
}

/// What stands in a cell for something that is seen and not read: a picture.
pub const UNREAD: &str = "\u{fffc}";

/// Whether a character marks a note: ① ¹ * †. Behind a figure it is no digit of
/// it.
pub fn is_note_mark(character: char) -> bool {
    matches!(character,
        '*' | '＊' | '†' | '‡' | '§' | '※' | '☆' | '★'
        | '²' | '³' | '¹' | '⁰'..='ⁿ' | '₀'..='₎' | '①'..='⒛' | 'ⓐ'..='⓿' | '❶'..='➓' | '㉈'..='㉟' | '㊀'..='㊉' | '㊱'..='㊿')
}

/// Bytes of text that are read. A report pasted from Word has about 400 kB.
pub const MOST_BYTES: usize = 6 * 1024 * 1024;

/// Bytes of a file that is no text: a PDF with its fonts, a Word file with its
/// pictures.
pub const MOST_FILE_BYTES: usize = 32 * 1024 * 1024;

/// Reads a file that is no text, chosen by its content; `None` where it is none.
pub fn of_file(input: Input<'_>) -> Option<Result<Document, Refusal>> {
    match input {
        #[cfg(feature = "read-files")]
        Input::Bytes(bytes) => {
            office::read(bytes).or_else(|| pdf::read(bytes)).map(|read| read.and_then(within_bounds))
        }
        _ => None,
    }
}

/// Reads the pages of a PDF that were taken out elsewhere.
///
/// # Errors
/// As for a whole file.
#[cfg(feature = "read-files")]
pub fn of_pages(pages: &[pdf::geometry::Page]) -> Result<Document, Refusal> {
    pdf::read_pages(pages).and_then(within_bounds)
}

#[cfg(feature = "read-files")]
fn within_bounds(document: Document) -> Result<Document, Refusal> {
    if document.text.len() > MOST_BYTES { Err(too_large()) } else { Ok(document) }
}

fn too_large() -> Refusal {
    Refusal::new("too_large").param("most", MOST_BYTES / 1024 / 1024)
}

/// The document in what was handed in, whatever its format.
///
/// # Errors
/// The reason why there is nothing to read.
pub fn of(input: Input<'_>) -> Result<Document, Refusal> {
    match of_file(input) {
        Some(document) => document,
        None => text_of(input).and_then(|text| read(&text)),
    }
}

/// Whether reading these bytes may cost far more than there are: they are
/// packed, or many. JSON is figures and no document.
pub fn is_costly(bytes: &[u8]) -> bool {
    const PACKED: [&[u8]; 3] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"];
    const MANY: usize = 1024 * 1024;
    /// How far from its start a PDF may say what it is.
    const START: usize = 1024;
    let start = bytes.get(..START.min(bytes.len())).unwrap_or_default();
    PACKED.iter().any(|mark| start.windows(mark.len()).any(|window| window == *mark))
        || bytes.len() > MANY && bytes.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{')
}

/// The text of what was handed in.
///
/// # Errors
/// The reason why there is nothing to read.
pub fn text_of(input: Input<'_>) -> Result<Cow<'_, str>, Refusal> {
    let text = match input {
        Input::Text(text) => Cow::Borrowed(text),
        Input::Bytes(bytes) => match unread_format(bytes) {
            Some(format) => return Err(Refusal::new("unread_format").param("format", format)),
            // Two bytes a character is what an encoding takes at most of what is read.
            None if bytes.len() > 2 * MOST_BYTES => return Err(too_large()),
            None => encoding::decode(bytes),
        },
    };
    if text.len() > MOST_BYTES {
        return Err(too_large());
    }
    if text.trim().is_empty() {
        return Err(Refusal::new("empty"));
    }
    Ok(text)
}

/// The name of a format that is told by its first bytes and not read.
fn unread_format(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: [(&[u8], &str); 8] = [
        (b"%PDF-", "PDF"),
        (b"PK\x03\x04", "Word、Excel（docx、xlsx）"),
        (b"\xd0\xcf\x11\xe0", "Word、Excel（doc、xls、wps、et）"),
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"{\\rtf", "RTF"),
        (b"MIME-Version:", "MHT"),
        (b"From: <Saved by", "MHT"),
    ];
    let named = FORMATS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name);
    named.or_else(|| is_mail(bytes).then_some("邮件（eml）"))
}

/// Bytes of the head of a mail that are looked at.
const MAIL_HEAD: usize = 4096;

/// Whether bytes are a mail as programs save it: lines of its head, one of which says
/// that parts follow.
fn is_mail(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(MAIL_HEAD)).unwrap_or(bytes);
    let starts = [
        &b"From:"[..],
        b"To:",
        b"Subject:",
        b"Date:",
        b"Received:",
        b"Return-Path:",
        b"Message-ID:",
        b"X-",
        b"Delivered-To:",
    ];
    let says = |words: &[u8]| head.windows(words.len()).any(|part| part.eq_ignore_ascii_case(words));
    starts.iter().any(|start| bytes.starts_with(start)) && says(b"\nmime-version:") && says(b"content-type: multipart/")
}

/// Reads a text; the format is chosen by the content. HTML is read as HTML where
/// its reader is part of the build.
///
/// # Errors
/// `too_much_work` where it costs more than a document may.
pub fn read(text: &str) -> Result<Document, Refusal> {
    #[cfg(feature = "html")]
    if is_html(text) {
        return html::read(&text::as_html(text), &Budget::default());
    }
    Ok(text::read(text))
}

/// Whether a text is HTML: it has a tag that no other text has. `<br>` may
/// stand in Markdown, a comment of Word in plain text.
pub fn is_html(text: &str) -> bool {
    const TAGS: [&str; 12] =
        ["table", "tr", "td", "th", "p", "div", "span", "html", "body", "article", "section", "!doctype"];
    let mut tags = text.split('<').skip(1).map(|tag| tag.split(|end: char| end.is_whitespace() || end == '>').next());
    tags.any(|name| name.is_some_and(|name| TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_kind_is_named_and_not_read_as_text() {
        for start in [&b"%PDF-1.7 ..."[..], b"PK\x03\x04....", b"\xd0\xcf\x11\xe0...."] {
            assert_eq!(text_of(Input::Bytes(start)).map(|_| ()).map_err(|reason| reason.code), Err("unread_format"));
        }
        let mail =
            b"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n";
        assert_eq!(text_of(Input::Bytes(mail)).map(|_| ()).map_err(|reason| reason.code), Err("unread_format"));
        assert!(text_of(Input::Bytes("年度报告".as_bytes())).is_ok());
    }
}
