//! Files of Word, Excel and WPS, told by their content.
//!
//! What a file expands to is bounded by [`MOST_EXPANDED`]; nothing is written,
//! nothing is fetched, nothing that a file declares is executed.

mod archive;
mod docx;
mod relationships;
mod workbook;
mod xml;

pub use archive::MOST_EXPANDED;

use super::Document;
use crate::Reason;
use archive::Archive;
use relationships::Relationships;

/// The first bytes of a zip archive.
const ZIP: &[u8] = b"PK\x03\x04";

/// Reads a file; `None` where it is none of these.
pub fn read(bytes: &[u8]) -> Option<Result<Document, Reason>> {
    bytes.starts_with(ZIP).then(|| open_xml(bytes))
}

fn open_xml(bytes: &[u8]) -> Result<Document, Reason> {
    let mut archive = Archive::open(bytes)?;
    let main = main_part(&mut archive)?;
    match main.split('/').next() {
        Some("word") => docx::read(&mut archive, &main),
        Some("xl") => workbook::xlsx::read(&mut archive, &main),
        _ => Err(Reason::new("unread_format").param("format", "ZIP")),
    }
}

/// The part that holds the document itself.
fn main_part(archive: &mut Archive<'_>) -> Result<String, Reason> {
    let relationships = Relationships::read(archive, "_rels/.rels")?;
    let named = relationships.target("officeDocument").map(|target| archive::resolve("", target));
    let usual = || ["word/document.xml", "xl/workbook.xml"].into_iter().find(|name| archive.has(name));
    let main = named.filter(|name| archive.has(name)).or_else(|| usual().map(str::to_owned));
    main.ok_or_else(|| Reason::new("unread_format").param("format", "ZIP"))
}
