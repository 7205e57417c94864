//! The bytes of a PDF → its pages, outside JavaScript.

mod interpreter;
mod matrix;
mod path;
mod state;
mod streams;

use super::geometry::Page;
use super::{MOST_PAGES, damaged, encrypted, too_many_pages};
use crate::Reason;
use hayro_syntax::{LoadPdfError, Pdf};
use interpreter::Interpreter;

/// What each page shows.
///
/// # Errors
/// Where the file is damaged or encrypted, or holds more than is read.
pub fn pages(bytes: &[u8]) -> Result<Vec<Page>, Reason> {
    let document = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => encrypted(),
        LoadPdfError::Invalid => damaged(),
    })?;
    let pages = document.pages();
    if pages.is_empty() {
        return Err(damaged());
    }
    if pages.len() > MOST_PAGES {
        return Err(too_many_pages());
    }
    let mut interpreter = Interpreter::new();
    pages.iter().map(|page| interpreter.page(page)).collect()
}
