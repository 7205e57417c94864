//! What is made for people to read.

use crate::options::parse;
use crate::thrown;
use gouji::exchange;
use gouji::finding::Address;
use gouji::forms::{self, Edition};
use gouji::messages;
use gouji::output::files;
use gouji::output::run::{self, Changed, Changes, Checked, Compared, Format, Origin};
use gouji::report::Figure;
use gouji::request::{Refusal, Request};
use gouji::shown::{Shown, Verbatim};
use gouji::{Checker, Input, Language, Outcome, Reason, output};
use js_sys::Array;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

/// The empty tables of an edition, or of a form of the options, as `text`, `markdown` or `html`.
///
/// # Errors
/// An `Error` with the code `unknown_edition` or `unknown_format`, or where the options are refused.
#[wasm_bindgen]
pub fn form(edition: &str, format: &str, options: &str) -> Result<String, JsValue> {
    let refused = |code, message| thrown(Refusal { code, message });
    let format = match format {
        "text" => output::form::Format::Text,
        "markdown" => output::form::Format::Markdown,
        "html" => output::form::Format::Html,
        _ => return Err(refused("unknown_format", format!("no format \"{format}\": text, markdown or html"))),
    };
    Ok(output::form::render(edition_of(edition, options)?, format))
}

/// Checks text and writes the answer in a format of [`Format::NAMED`]. `put` is
/// what a record tells beside the file, as JSON: `figures` that were changed, by address
/// with text as an editor would type it, and what was found when it was `compared`.
///
/// # Errors
/// An `Error` with a `code`, where the format or the options are refused.
#[wasm_bindgen(js_name = renderText)]
pub fn render_text(text: &str, put: &str, format: &str, options: &str, beside: &Array) -> Result<String, JsValue> {
    let input = Input::Text(text);
    let mark = exchange::mark(input);
    let origin = match &mark {
        Some(mark) => Origin::Read(mark),
        None if text.trim_start().starts_with('{') => Origin::Data,
        None => Origin::Text,
    };
    render(input, text.as_bytes(), origin, put, format, options, beside)
}

/// As [`render_text`], of a file's bytes.
///
/// # Errors
/// An `Error` with a `code`, where the format or the options are refused.
#[wasm_bindgen(js_name = renderBytes)]
pub fn render_bytes(bytes: &[u8], put: &str, format: &str, options: &str, beside: &Array) -> Result<String, JsValue> {
    render(Input::Bytes(bytes), bytes, Origin::File, put, format, options, beside)
}

fn render(
    input: Input<'_>,
    source: &[u8],
    origin: Origin<'_>,
    put: &str,
    format: &str,
    options: &str,
    beside: &Array,
) -> Result<String, JsValue> {
    let format = Format::named(format).ok_or_else(|| {
        let names: Vec<&str> = Format::NAMED.iter().map(|(name, _)| *name).collect();
        thrown(Refusal { code: "unknown_format", message: format!("no format \"{format}\": {}", names.join(", ")) })
    })?;
    let Request { language, options } = parse(options, beside)?;
    let mut checker = Checker::new(input, options.clone());
    let outcome = checker.outcome().clone();
    let Put { figures, compared } = put_of(put)?;
    let changes = changes(&mut checker, &outcome, &figures, language)?;
    if format != Format::Html && !(changes.figures.is_empty() && compared.is_empty()) {
        let message = "figures, compared: only a record (html) tells what is beside the file".to_owned();
        return Err(thrown(Refusal { code: "invalid_option", message }));
    }
    let title = outcome.report.title.as_ref().map(Verbatim::shown);
    let name = options.file_name.as_deref().or(title.as_ref().map(Shown::as_str)).unwrap_or("-");
    let checked = Checked {
        name,
        source: Some(source),
        origin,
        outcome: &outcome,
        changes: Some(&changes),
        previous: None,
        compared: &compared,
    };
    Ok(run::render(format, &checked, language, &options))
}

/// Puts figures in, and tells which of them are other than the report's.
fn changes(
    checker: &mut Checker,
    outcome: &Outcome,
    figures: &BTreeMap<String, String>,
    language: Language,
) -> Result<Changes, JsValue> {
    let mut changed = Vec::new();
    for (address, text) in figures {
        checker
            .set(address, text)
            .map_err(|reason| thrown(Refusal { code: "unknown_cell", message: messages::reason(&reason, language) }))?;
        let Some((table, cell)) = outcome.report.locate(address) else { continue };
        let from = table.figure(cell).and_then(Figure::as_written);
        let to = Some(Verbatim::from(text.as_str())).filter(|text| !text.is_empty());
        if from != to {
            changed.push(Changed { cell: Address { form: table.form, cell }, from, to });
        }
    }
    Ok(Changes { figures: changed, summary: checker.outcome().summary() })
}

/// What is told beside the file.
#[derive(Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Put {
    /// Figures by address, as an editor would type them.
    figures: BTreeMap<String, String>,
    compared: Vec<Compared>,
}

fn put_of(put: &str) -> Result<Put, JsValue> {
    serde_json::from_str(put)
        .map_err(|fault| thrown(Refusal { code: "invalid_option", message: format!("figures, compared: {fault}") }))
}

/// A checked report as the module that writes files takes it. `put` is JSON:
/// `figures` are put into their cells first, and what was found when it was
/// `compared` is commented on; `corrected` puts in what is proved to be right.
///
/// # Errors
/// An `Error` with a `code`, where the options are refused, or there is no
/// report, no such cell or no certain correction.
#[wasm_bindgen(js_name = paperText)]
pub fn paper_text(text: &str, put: &str, corrected: bool, options: &str, beside: &Array) -> Result<String, JsValue> {
    paper(Input::Text(text), put, corrected, options, beside)
}

/// As [`paper_text`], of a file's bytes.
///
/// # Errors
/// As [`paper_text`].
#[wasm_bindgen(js_name = paperBytes)]
pub fn paper_bytes(bytes: &[u8], put: &str, corrected: bool, options: &str, beside: &Array) -> Result<String, JsValue> {
    paper(Input::Bytes(bytes), put, corrected, options, beside)
}

/// The empty form of an edition, or a form of the options, as the module that writes files takes it.
///
/// # Errors
/// An `Error` with the code `unknown_edition`, or where the options are refused.
#[wasm_bindgen(js_name = paperForm)]
pub fn paper_form(edition: &str, options: &str) -> Result<String, JsValue> {
    let edition = edition_of(edition, options)?;
    Ok(serde_json::to_string(&files::blank(edition)).unwrap_or_default())
}

fn paper(input: Input<'_>, put: &str, corrected: bool, options: &str, beside: &Array) -> Result<String, JsValue> {
    let Request { language, options } = parse(options, beside)?;
    let refused = |code, reason: &Reason| thrown(Refusal { code, message: messages::reason(reason, language) });
    let mut checker = Checker::new(input, options.clone());
    let Put { figures, compared } = put_of(put)?;
    for (address, text) in figures {
        checker.set(&address, &text).map_err(|reason| refused("unknown_cell", &reason))?;
    }
    let paper = files::of_outcome(checker.outcome(), &compared, &options, language, corrected)
        .map_err(|reason| refused(reason.code, &reason))?;
    Ok(serde_json::to_string(&paper).unwrap_or_default())
}

/// The edition or the form of the options with this id.
fn edition_of(id: &str, options: &str) -> Result<&'static Edition, JsValue> {
    let Request { options, .. } = parse(options, &Array::new())?;
    let brought = options.forms.brought().iter().copied().find(|form| form.id == id);
    let refusal = || Refusal { code: "unknown_edition", message: format!("no form of \"{id}\", see forms()") };
    forms::edition(id).or(brought).ok_or_else(|| thrown(refusal()))
}
