//! What is made for people to read.

use super::options::{parse, thrown};
use crate::output::run::{self, Checked, Format};
use crate::request::{Refusal, Request};
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

/// Checks text and writes the answer in a format of [`Format::NAMED`].
///
/// # Errors
/// An `Error` with a `code`, where the format or the options are refused.
#[wasm_bindgen(js_name = renderText)]
pub fn render_text(text: &str, format: &str, options: &str, beside: &Array) -> Result<String, JsValue> {
    render(Input::Text(text), text.as_bytes(), format, options, beside)
}

/// As [`render_text`], of a file's bytes.
///
/// # Errors
/// An `Error` with a `code`, where the format or the options are refused.
#[wasm_bindgen(js_name = renderBytes)]
pub fn render_bytes(bytes: &[u8], format: &str, options: &str, beside: &Array) -> Result<String, JsValue> {
    render(Input::Bytes(bytes), bytes, format, options, beside)
}

fn render(input: Input<'_>, source: &[u8], format: &str, options: &str, beside: &Array) -> Result<String, JsValue> {
    let format = Format::named(format).ok_or_else(|| {
        let names: Vec<&str> = Format::NAMED.iter().map(|(name, _)| *name).collect();
        thrown(Refusal { code: "unknown_format", message: format!("no format \"{format}\": {}", names.join(", ")) })
    })?;
    let Request { language, options } = parse(options, beside)?;
    let outcome = crate::check(input, &options);
    let name = options.file_name.as_deref().or(outcome.report.title.as_deref()).unwrap_or("-");
    Ok(run::render(format, &Checked { name, source: Some(source), outcome: &outcome }, language, &options))
}
