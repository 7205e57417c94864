//! Files as Word, Excel and WPS wrote them before Open XML (.doc, .xls, .wps,
//! .et), and the wrapper that they put around a file with a password.

use super::archive::{MOST_EXPANDED, damaged};
use super::workbook;
use crate::{Budget, Document};
use cfb::CompoundFile;
use gouji_kernel::Refusal;
use std::io::{Cursor, Read};

/// The first bytes of such a file.
pub const START: &[u8] = b"\xd0\xcf\x11\xe0";

/// Reads a workbook; says of the others how to go on.
///
/// # Errors
/// `encrypted`, `word_binary`, `damaged`, `unread_format` or `too_much_work`.
pub fn read(bytes: &[u8], budget: &Budget) -> Result<Document, Refusal> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    if file.is_stream("/EncryptedPackage") {
        return Err(Refusal::new("encrypted"));
    }
    if file.is_stream("/WordDocument") {
        return Err(Refusal::new("word_binary"));
    }
    if !file.is_stream("/Workbook") {
        let format = if file.is_stream("/Book") { "Excel 95" } else { "OLE" };
        return Err(Refusal::new("unread_format").param("format", format));
    }
    let mut stream = Vec::new();
    let content = file.open_stream("/Workbook").map_err(|_| damaged())?;
    content.take(MOST_EXPANDED).read_to_end(&mut stream).map_err(|_| damaged())?;
    budget.copy(stream.len())?;
    workbook::xls::read(&stream, budget)
}
