//! What is made for people to read.

use super::options::{parse, thrown};
use crate::request::Refusal;
use crate::{Input, output};
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// The empty official tables of an edition as `text`, `markdown` or `html`.
///
/// # Errors
/// An `Error` with the code `unknown_edition` or `unknown_format`.
#[wasm_bindgen]
pub fn form(edition: &str, format: &str) -> Result<String, JsValue> {
    let refused = |code, message| thrown(Refusal { code, message });
    let format = match format {
        "text" => output::form::Format::Text,
        "markdown" => output::form::Format::Markdown,
        "html" => output::form::Format::Html,
        _ => return Err(refused("unknown_format", format!("no format \"{format}\": text, markdown or html"))),
    };
    let edition = crate::forms::edition(edition)
        .ok_or_else(|| refused("unknown_edition", format!("no form of \"{edition}\", see forms()")))?;
    Ok(output::form::render(edition, format))
}

/// Checks text and says the findings as a person reads them, without styles.
///
/// # Errors
/// An `Error` with a `code`, where the options are refused.
#[wasm_bindgen(js_name = renderText)]
pub fn render_text(text: &str, options: &str, beside: &Array) -> Result<String, JsValue> {
    render(Input::Text(text), options, beside)
}

/// As [`render_text`], of a file's bytes.
///
/// # Errors
/// An `Error` with a `code`, where the options are refused.
#[wasm_bindgen(js_name = renderBytes)]
pub fn render_bytes(bytes: &[u8], options: &str, beside: &Array) -> Result<String, JsValue> {
    render(Input::Bytes(bytes), options, beside)
}

fn render(input: Input<'_>, options: &str, beside: &Array) -> Result<String, JsValue> {
    let request = parse(options, beside)?;
    let outcome = crate::check(input, &request.options);
    let name = request.options.file_name.as_deref().or(outcome.report.title.as_deref()).unwrap_or("-");
    Ok(output::text::plain(&output::text::report(name, &outcome, request.language)))
}
