//! Papers as files: a module of its own, loaded when a file is asked for.

use crate::output::files::{self, Format, Paper};
use crate::request::Refusal;
use wasm_bindgen::prelude::*;

/// The bytes of a paper, as the module that checks made it, as `docx` or `xlsx`.
///
/// # Errors
/// An `Error` with the code `unknown_format` or `not_written`.
#[wasm_bindgen]
pub fn write(paper: &str, format: &str) -> Result<Vec<u8>, JsValue> {
    let unknown = || {
        super::thrown(Refusal {
            code: "unknown_format",
            message: format!("no format \"{format}\": docx, xlsx or html"),
        })
    };
    let format = Format::named(format).ok_or_else(unknown)?;
    // The sentences of the checker would only weigh on this module.
    let not_written = |problem: String| super::thrown(Refusal { code: "not_written", message: problem });
    let paper: Paper = serde_json::from_str(paper).map_err(|error| not_written(error.to_string()))?;
    files::write(&paper, format).map_err(|reason| not_written(format!("{:?}", reason.params)))
}
