//! The bytes of a PDF → its pages, outside JavaScript.

mod annotations;
mod colour;
mod drawing;
mod interpreter;
mod layers;
mod lookup;
mod matrix;
mod path;
mod state;
mod streams;

use super::geometry::Page;
use super::{MOST_PAGES, damaged, encrypted, too_many_pages, too_much};
use crate::budget::Budget;
use gouji_kernel::Refusal;
use hayro_syntax::{LoadPdfError, Pdf};
use interpreter::Interpreter;
use layers::Layers;
use std::ops::Range;

/// What each page shows; nothing is read of the pictures at these places.
///
/// # Errors
/// Where the file is damaged or encrypted, or holds more than is read.
pub fn pages(bytes: &[u8], pictures: &[Range<usize>]) -> Result<Vec<Page>, Refusal> {
    let document = Pdf::new(without(bytes, pictures)).map_err(|error| match error {
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
    let mut interpreter = Interpreter::new(Budget::default(), Layers::of(&document));
    // Whatever bound a page meets: pdf.js, in JavaScript, does not tell them apart.
    pages.iter().map(|page| interpreter.page(page).map_err(|_| too_much())).collect()
}

/// The bytes with nothing in place of pictures: a file may use one as something else.
fn without(bytes: &[u8], pictures: &[Range<usize>]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for picture in pictures {
        bytes.get_mut(picture.clone()).unwrap_or_default().fill(u8::MAX);
    }
    bytes
}
