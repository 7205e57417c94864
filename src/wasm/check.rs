//! Checking, and what there is to know beforehand.

use crate::options::parse;
use crate::thrown;
use gouji::request::Refusal;
use gouji::{Input, NEEDS_WHOLE, Outcome, document, output};
use js_sys::Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

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
    let outcome = match document::events::read(records, text) {
        Ok(document) => gouji::check_document(document, &request.options),
        Err(refusal) => Outcome::unreadable(refusal.into()),
    };
    if outcome.reason.as_ref().is_some_and(|reason| reason.code == NEEDS_WHOLE) {
        only_the_whole()?;
    }
    let live = Live { cells: Cells(&outcome), result: output::json::result(&outcome, request.language) };
    Ok(output::json::to_string(&live))
}

/// The text of a file's bytes, where it is HTML: what a page's own parser reads.
///
/// # Errors
/// An `Error` with the code `needs_whole`, in a build that reads no files.
#[wasm_bindgen(js_name = htmlOf)]
pub fn html_of(bytes: &[u8]) -> Result<Option<String>, JsValue> {
    only_the_whole()?;
    let text = document::text_of(Input::Bytes(bytes)).ok();
    Ok(text.filter(|text| document::is_html(text)).map(|text| document::text::as_html(&text).into_owned()))
}

/// A text as what a page's own parser reads, where it is HTML or has HTML in it.
///
/// # Errors
/// An `Error` with the code `needs_whole`, where lines of text stand between the
/// HTML and this build reads no text.
#[wasm_bindgen(js_name = asHtml)]
pub fn as_html(text: &str) -> Result<Option<String>, JsValue> {
    if !document::is_html(text) {
        return Ok(None);
    }
    if !document::text::is_mixed(text) {
        return Ok(Some(text.to_owned()));
    }
    only_the_whole()?;
    Ok(Some(document::text::as_html(text).into_owned()))
}

/// Every rule, as a JSON array. `options` are JSON; only `lang` matters.
///
/// # Errors
/// An `Error` with a `code`, where the options are refused.
#[wasm_bindgen]
pub fn rules(options: &str) -> Result<String, JsValue> {
    Ok(output::catalogue::rules_json(parse(options, &Array::new())?.language))
}

/// Every form, as a JSON array: those of the library, and those of the options.
///
/// # Errors
/// An `Error` with a `code`, where the options are refused.
#[wasm_bindgen]
pub fn forms(options: &str, beside: &Array) -> Result<String, JsValue> {
    Ok(output::catalogue::forms_json(&parse(options, beside)?.options.forms))
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
        serializer.collect_map(self.0.report.tables.iter().flat_map(|table| {
            let places = 0..table.figures.len();
            places.filter_map(|cell| Some((table.form.address(cell), table.place(cell)?)))
        }))
    }
}

fn check(input: Input<'_>, options: &str, beside: &Array) -> Result<String, JsValue> {
    only_the_whole()?;
    let request = parse(options, beside)?;
    Ok(output::json::to_json(&gouji::check(input, &request.options), request.language))
}

/// Refuses, in a module that leaves this to the one built with `whole`.
fn only_the_whole() -> Result<(), JsValue> {
    if cfg!(feature = "whole") { Ok(()) } else { Err(thrown(Refusal::needs_whole())) }
}
