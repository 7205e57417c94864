//! Papers and books as files: a module of its own, loaded when a file is asked for.

use gouji::output::files::{self, Format, Paper};
use gouji::output::workbook::{self, Book};
use gouji::request::Refusal;
use wasm_bindgen::prelude::*;

/// The bytes of a paper, as the module that checks made it, as `docx` or `xlsx`.
///
/// # Errors
/// An `Error` with the code `unknown_format` or `not_written`.
#[wasm_bindgen]
pub fn write(paper: &str, format: &str) -> Result<Vec<u8>, JsValue> {
    let unknown = || {
        crate::thrown(Refusal {
            code: "unknown_format",
            message: format!("no format \"{format}\": docx, xlsx or html"),
        })
    };
    let format = Format::named(format).ok_or_else(unknown)?;
    let paper: Paper = serde_json::from_str(paper).map_err(not_written)?;
    files::write(&paper, format).map_err(|reason| not_written(format!("{:?}", reason.params)))
}

/// The bytes of a region's workbook, as the module that checks made it.
///
/// # Errors
/// An `Error` with the code `not_written`.
#[wasm_bindgen(js_name = writeBook)]
pub fn write_book(book: &str) -> Result<Vec<u8>, JsValue> {
    let book: Book = serde_json::from_str(book).map_err(not_written)?;
    workbook::write(&book).map_err(not_written)
}

/// The sentences of the checker would only weigh on this module.
fn not_written(problem: impl std::fmt::Display) -> JsValue {
    crate::thrown(Refusal { code: "not_written", message: problem.to_string() })
}
