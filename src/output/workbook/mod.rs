//! What is said of a whole region, as an Excel workbook that an office can
//! filter, sort and pass on.
//!
//! A region becomes a [`Book`] first: plain data, which knows neither forms nor
//! messages. In the browser the book is made by the module that checks, and
//! written by a module that loads only when a file is asked for.

mod book;
#[cfg(feature = "region")]
mod content;
#[cfg(feature = "write-files")]
mod xlsx;

pub use book::{Book, Sheet, Value};
#[cfg(feature = "region")]
pub use content::book;
#[cfg(feature = "write-files")]
pub use xlsx::write;
