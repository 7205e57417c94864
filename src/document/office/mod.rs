//! Files of Word, Excel and WPS, told by their content.
//!
//! What a file expands to is bounded by [`MOST_EXPANDED`], what is copied out of
//! it and done with it by one [`Budget`]; nothing is written, nothing is fetched,
//! nothing that a file declares is executed.

mod archive;
mod docx;
#[cfg(test)]
mod hostile;
mod mark;
mod ole;
mod relationships;
mod workbook;
mod xml;

pub use archive::MOST_EXPANDED;

use super::{Budget, Document, MOST_FILE_BYTES};
use archive::Archive;
use gouji_kernel::Refusal;
use relationships::Relationships;

/// The first bytes of a zip archive.
const ZIP: &[u8] = b"PK\x03\x04";

/// Reads a file; `None` where it is none of these.
pub fn read(bytes: &[u8]) -> Option<Result<Document, Refusal>> {
    if !bytes.starts_with(ole::START) && !bytes.starts_with(ZIP) {
        return None;
    }
    if bytes.len() > MOST_FILE_BYTES {
        return Some(Err(Refusal::new("too_large").param("most", MOST_FILE_BYTES / 1024 / 1024)));
    }
    let budget = Budget::default();
    Some(if bytes.starts_with(ZIP) { open_xml(bytes, &budget) } else { ole::read(bytes, &budget) })
}

/// Reads the stream that a .xls holds its workbook in.
///
/// # Errors
/// As for a whole file.
pub fn workbook_stream(stream: &[u8]) -> Result<Document, Refusal> {
    workbook::xls::read(stream, &Budget::default())
}

fn open_xml(bytes: &[u8], budget: &Budget) -> Result<Document, Refusal> {
    let mut archive = Archive::open(bytes, budget)?;
    let main = main_part(&mut archive)?;
    match main.split('/').next() {
        Some("word") => docx::read(&mut archive, &main),
        Some("xl") => workbook::xlsx::read(&mut archive, &main),
        _ => Err(unread(&archive)),
    }
}

/// The part that holds the document itself.
fn main_part(archive: &mut Archive<'_>) -> Result<String, Refusal> {
    let relationships = Relationships::read(archive, "_rels/.rels")?;
    let named = relationships.target("officeDocument").map(|target| archive::resolve("", target));
    let usual = || ["word/document.xml", "xl/workbook.xml"].into_iter().find(|name| archive.has(name));
    let main = named.filter(|name| archive.has(name)).or_else(|| usual().map(str::to_owned));
    main.ok_or_else(|| unread(archive))
}

/// The reason that names another format that is a zip archive too.
fn unread(archive: &Archive<'_>) -> Refusal {
    const FORMATS: [(&str, &str); 3] = [
        ("ofd.xml", "OFD"),
        ("ppt/presentation.xml", "PowerPoint（pptx）"),
        ("content.xml", "OpenDocument（odt、ods）"),
    ];
    let format = FORMATS.iter().find(|(part, _)| archive.has(part));
    Refusal::new("unread_format").param("format", format.map_or("ZIP", |(_, name)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_format_that_is_an_archive_too_is_named() {
        let formats = [("OFD.xml", "OFD"), ("content.xml", "OpenDocument（odt、ods）"), ("photo.png", "ZIP")];
        for (part, name) in formats {
            let reason = read(&archive::tests::zipped(&[(part, "")])).unwrap().unwrap_err();
            assert_eq!(reason, Refusal::new("unread_format").param("format", name), "{part}");
        }
    }
}
