//! The boundary to JavaScript, and the only file that knows it. Text goes in,
//! JSON text comes out, so that the result has the same bytes everywhere; the
//! npm package's loader (`www/package`) makes plain objects of it.
#![allow(unsafe_code, reason = "wasm-bindgen's glue")]

use crate::request::{self, Refusal, Request};
use crate::{Input, Outcome, document, output};
use js_sys::{Array, Error, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Sends the message of a panic to the console; the loader sees only a trap.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

#[wasm_bindgen]
extern "C" {
    /// JavaScript's own decoder.
    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> Result<String, JsValue>;
}

/// Bytes in an encoding that the engine knows by this label; nothing where it
/// does not.
pub(crate) fn decode(label: &str, bytes: &[u8]) -> String {
    TextDecoder::new(label).and_then(|decoder| decoder.decode(bytes)).unwrap_or_default()
}

/// The version of this module.
#[wasm_bindgen]
pub fn version() -> String {
    crate::version().to_owned()
}

/// Checks text. `options` are JSON, `beside` the bytes of documents in it.
///
/// # Errors
/// An `Error` with a `code`, where the options are refused.
#[wasm_bindgen(js_name = checkText)]
pub fn check_text(text: &str, options: &str, beside: &Array) -> Result<String, JsValue> {
    check(Input::Text(text), options, beside)
}

/// Checks a file's bytes; otherwise as [`check_text`].
///
/// # Errors
/// An `Error` with a `code`, where the options are refused.
#[wasm_bindgen(js_name = checkBytes)]
pub fn check_bytes(bytes: &[u8], options: &str, beside: &Array) -> Result<String, JsValue> {
    check(Input::Bytes(bytes), options, beside)
}

/// Checks a live page's element, handed over as [`document::events`] reads it.
/// The answer is the result, and for each address the number of its cell.
///
/// # Errors
/// An `Error` with a `code`, where the options are refused.
#[wasm_bindgen(js_name = checkEvents)]
pub fn check_events(records: &[u32], text: &str, options: &str, beside: &Array) -> Result<String, JsValue> {
    let request = parse(options, beside)?;
    let document = document::events::read(records, text);
    let outcome = crate::check_document(document, &request.options);
    let live = Live { cells: Cells(&outcome), result: output::json::result(&outcome, request.language) };
    Ok(serde_json::to_string(&live).unwrap_or_default())
}

/// Every rule, as a JSON array. `options` are JSON; only `lang` matters.
///
/// # Errors
/// An `Error` with a `code`, where the options are refused.
#[wasm_bindgen]
pub fn rules(options: &str) -> Result<String, JsValue> {
    Ok(output::catalogue::rules_json(parse(options, &Array::new())?.language))
}

/// Every form, as a JSON array.
#[wasm_bindgen]
pub fn forms() -> String {
    output::catalogue::forms_json()
}

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

/// A result, and the numbers of its cells in the element that was checked.
#[derive(Serialize)]
struct Live<'a, R: Serialize> {
    cells: Cells<'a>,
    result: R,
}

struct Cells<'a>(&'a Outcome);

impl Serialize for Cells<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.report.tables().flat_map(|table| {
            let places = 0..table.figures.len();
            places.filter_map(|cell| Some((table.form.address(cell), table.place(cell)?)))
        }))
    }
}

fn check(input: Input<'_>, options: &str, beside: &Array) -> Result<String, JsValue> {
    let request = parse(options, beside)?;
    Ok(output::json::to_json(&crate::check(input, &request.options), request.language))
}

fn parse(options: &str, beside: &Array) -> Result<Request, JsValue> {
    let beside: Vec<Vec<u8>> = beside.iter().map(|bytes| Uint8Array::new(&bytes).to_vec()).collect();
    request::Request::parse(options, &beside).map_err(thrown)
}

/// A refusal as the `Error` that JavaScript catches.
fn thrown(refusal: Refusal) -> JsValue {
    let error = Error::new(&refusal.message);
    // Setting a property of an Error that was just made cannot fail.
    let _ = Reflect::set(&error, &"code".into(), &refusal.code.into());
    error.into()
}
