//! A paper as a Word document (WordprocessingML, ECMA-376).
//!
//! The parts are few and always the same, so they are written as they stand:
//! a general writer would bring images, drawings and an own data model along.

mod comments;
mod fixed;
mod table;

use super::not_written;
use super::paper::{Paper, Piece, Text};
use crate::output::markup::escaped;
use crate::{Reason, Time};
use comments::Comments;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The names that every part declares.
const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The document of a paper.
///
/// # Errors
/// `not_written` where the archive cannot be made.
pub fn write(paper: &Paper) -> Result<Vec<u8>, Reason> {
    let mut comments = Comments::default();
    let body = body(paper, &mut comments);
    let document = format!("{HEAD}<w:document {NAMES}><w:body>{body}{}</w:body></w:document>", fixed::PAGE);
    let parts = [
        ("[Content_Types].xml", fixed::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", fixed::RELATIONSHIPS.to_owned()),
        ("docProps/core.xml", properties(paper)),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", fixed::DOCUMENT_RELATIONSHIPS.to_owned()),
        ("word/styles.xml", fixed::STYLES.to_owned()),
        ("word/settings.xml", fixed::SETTINGS.to_owned()),
        ("word/footer1.xml", fixed::FOOTER.to_owned()),
        ("word/comments.xml", comments.part(NAMES)),
    ];
    archive(&parts).map_err(not_written)
}

/// The parts in one archive whose moment is always the same.
fn archive(parts: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, part) in parts {
        archive.start_file(*name, options)?;
        archive.write_all(part.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn properties(paper: &Paper) -> String {
    let time = paper.time.as_deref().and_then(Time::parse);
    let created = time.map_or_else(String::new, |time| {
        let moment = escaped(time.as_str());
        format!(
            "<dcterms:created xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:created>\
             <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:modified>"
        )
    });
    format!(
        "{HEAD}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:creator>gouji</dc:creator><dc:language>zh-CN</dc:language>{created}</cp:coreProperties>",
        escaped(&paper.title)
    )
}

fn body(paper: &Paper, comments: &mut Comments) -> String {
    let mut body = String::new();
    for piece in paper.parts.iter().flat_map(|part| &part.pieces) {
        match piece {
            Piece::Title(text) => body.push_str(&paragraph("Title", text, comments)),
            Piece::Heading(text) => body.push_str(&paragraph("Heading1", text, comments)),
            Piece::Paragraph(text) => body.push_str(&paragraph("Normal", text, comments)),
            Piece::Table { widths, head, rows } => {
                body.push_str(&table::table(widths, *head, rows, comments));
                // Two tables without a paragraph between them would be one.
                body.push_str("<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>");
            }
        }
    }
    body
}

fn paragraph(style: &str, text: &Text, comments: &mut Comments) -> String {
    let runs = comments.around(&run(&text.text, ""), &text.comments);
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

/// A run of text with these properties.
fn run(text: &str, properties: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}
