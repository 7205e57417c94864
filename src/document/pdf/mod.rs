//! PDF with text: characters and ruling lines by their positions → document.
//!
//! The pages come from [`native`] outside JavaScript, from pdf.js within it;
//! everything behind [`geometry`] is the same.

mod dictionary;
mod filter;
pub mod geometry;
pub mod inspect;
pub mod layout;
#[cfg(not(target_arch = "wasm32"))]
mod native;

use super::Document;
use geometry::Page;
use gouji_kernel::Refusal;

/// Pages that are read. A report has five to thirty.
pub const MOST_PAGES: usize = 500;
/// Instructions that are followed in a document. A report has some ten thousand.
pub const MOST_INSTRUCTIONS: usize = 5_000_000;
/// Bytes of what pages and forms say that are followed in a document, each time
/// that they are. A report has some hundred thousand.
pub const MOST_CONTENT: usize = 16 * 1024 * 1024;

/// Reads the bytes of a PDF; `None` where they are none, and in JavaScript,
/// where pdf.js takes the pages out.
pub fn read(bytes: &[u8]) -> Option<Result<Document, Refusal>> {
    #[cfg(not(target_arch = "wasm32"))]
    if is_pdf(bytes) {
        let pictures = inspect::inspect(bytes, inspect::Pictures::TakenOut);
        return Some(pictures.and_then(|pictures| read_pages(&native::pages(bytes, &pictures)?)));
    }
    let _ = bytes;
    None
}

/// Whether bytes are a PDF. Some servers and mail programs write before its start.
pub fn is_pdf(bytes: &[u8]) -> bool {
    let start = bytes.get(..1024).unwrap_or(bytes);
    start.windows(5).any(|window| window == b"%PDF-")
}

/// Reads pages that were taken out of a PDF.
///
/// # Errors
/// Where there are too many, or they hold no text that could be read.
pub fn read_pages(pages: &[Page]) -> Result<Document, Refusal> {
    if pages.len() > MOST_PAGES {
        return Err(too_many_pages());
    }
    let seen = layout::seen::pages(pages);
    let texts = || seen.iter().flat_map(|page| &page.texts).filter(|text| !text.text.trim().is_empty());
    let unknown = texts().filter(|text| text.text.contains(char::REPLACEMENT_CHARACTER)).count();
    if texts().next().is_none() {
        return Err(Refusal::new("pdf_image_only").param("pages", pages.len()));
    }
    if unknown * 4 > texts().count() {
        return Err(Refusal::new("pdf_unknown_characters"));
    }
    Ok(layout::document(&seen))
}

/// The reason that a reader of pages outside this crate gives.
pub fn refusal(code: &str) -> Refusal {
    match code {
        "pdf_encrypted" => encrypted(),
        "pdf_too_many_pages" => too_many_pages(),
        "pdf_too_much" => too_much(),
        _ => damaged(),
    }
}

fn encrypted() -> Refusal {
    Refusal::new("pdf_encrypted")
}

fn damaged() -> Refusal {
    Refusal::new("pdf_damaged")
}

fn too_many_pages() -> Refusal {
    Refusal::new("pdf_too_many_pages").param("most", MOST_PAGES)
}

fn too_much() -> Refusal {
    Refusal::new("pdf_too_much")
}
