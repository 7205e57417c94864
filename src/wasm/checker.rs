//! A report under the hand of its editor.

use crate::options::parse;
use crate::thrown;
use gouji::output::Series;
use gouji::request::{Refusal, Request};
use gouji::{Input, Language, messages};
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// Checks a report again and again while its figures change. The glue frees it
/// when JavaScript lets go of it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Checker {
    checker: gouji::Checker,
    results: Series,
}

#[wasm_bindgen]
impl Checker {
    /// Reads and checks text. `options` are JSON, `beside` the bytes of
    /// documents in it.
    ///
    /// # Errors
    /// An `Error` with a `code`, where the options are refused.
    #[wasm_bindgen(js_name = ofText)]
    pub fn of_text(text: &str, options: &str, beside: &Array) -> Result<Checker, JsValue> {
        Checker::of(Input::Text(text), options, beside)
    }

    /// Reads and checks a file's bytes; otherwise as [`Checker::of_text`].
    ///
    /// # Errors
    /// An `Error` with a `code`, where the options are refused.
    #[wasm_bindgen(js_name = ofBytes)]
    pub fn of_bytes(bytes: &[u8], options: &str, beside: &Array) -> Result<Checker, JsValue> {
        Checker::of(Input::Bytes(bytes), options, beside)
    }

    fn of(input: Input<'_>, options: &str, beside: &Array) -> Result<Checker, JsValue> {
        let Request { language, options } = parse(options, beside)?;
        Ok(Checker { checker: gouji::Checker::new(input, options), results: Series::new(language) })
    }

    /// Puts text into a cell, as an editor would type it.
    ///
    /// # Errors
    /// An `Error` with the code `unknown_cell`.
    pub fn set(&mut self, address: &str, text: &str) -> Result<(), JsValue> {
        self.checker.set(address, text).map_err(|reason| {
            let message = messages::reason(&reason, Language::English);
            thrown(Refusal { code: "unknown_cell", message })
        })
    }

    /// The result as it stands, as JSON beside the one before: see
    /// [`Series::changes_to_json`].
    pub fn result(&mut self) -> String {
        self.results.changes_to_json(self.checker.outcome())
    }
}
