//! Reports as files of offices: the official form with its merges, figures
//! filled in, findings as comments on their cells and paragraphs.
//!
//! A report becomes a [`Paper`] first: plain data, which knows neither forms
//! nor formats. In the browser the paper is made by the module that checks, and
//! written by a module that loads only when a file is asked for.

mod content;
#[cfg(feature = "write-files")]
mod docx;
#[cfg(feature = "write-files")]
mod html;
mod paper;
#[cfg(feature = "write-files")]
pub(crate) mod xlsx;

pub use content::{blank, of_outcome};
pub use paper::{Cell, Paper, Part, Piece, Place, Text};

#[cfg(feature = "write-files")]
use crate::Reason;

/// What a file is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A Word document.
    Docx,
    /// An Excel workbook.
    Xlsx,
    /// A page of HTML, for a CMS; without comments.
    Html,
}

impl Format {
    /// The format of this name, which is also the ending of its files.
    pub fn named(name: &str) -> Option<Self> {
        [("docx", Format::Docx), ("xlsx", Format::Xlsx), ("html", Format::Html), ("htm", Format::Html)]
            .into_iter()
            .find(|(known, _)| name.eq_ignore_ascii_case(known))
            .map(|(_, format)| format)
    }
}

/// The bytes of a file. The same paper always gives the same bytes.
///
/// # Errors
/// `not_written` where the paper is more than the format holds.
#[cfg(feature = "write-files")]
pub fn write(paper: &Paper, format: Format) -> Result<Vec<u8>, Reason> {
    match format {
        Format::Docx => docx::write(paper),
        Format::Xlsx => xlsx::write(paper),
        Format::Html => Ok(html::write(paper).into_bytes()),
    }
}

/// Why a file could not be written.
#[cfg(feature = "write-files")]
fn not_written(error: impl std::fmt::Display) -> Reason {
    Reason::new("not_written").param("error", error.to_string())
}
