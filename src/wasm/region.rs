//! Many reports at once.

use crate::options::parse;
use crate::thrown;
use gouji::Input;
use gouji::output::workbook;
use gouji::region::{self, Entry, Region};
use gouji::request::Refusal;
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// Checks text and gives what [`combine`] takes of it: an entry as JSON. `file`
/// is how the caller calls it.
///
/// # Errors
/// An `Error` with a `code`, where the options are refused.
#[wasm_bindgen(js_name = regionEntryText)]
pub fn entry_of_text(file: &str, text: &str, options: &str, beside: &Array) -> Result<String, JsValue> {
    entry(file, Input::Text(text), options, beside)
}

/// As [`entry_of_text`], of a file's bytes.
///
/// # Errors
/// An `Error` with a `code`, where the options are refused.
#[wasm_bindgen(js_name = regionEntryBytes)]
pub fn entry_of_bytes(file: &str, bytes: &[u8], options: &str, beside: &Array) -> Result<String, JsValue> {
    entry(file, Input::Bytes(bytes), options, beside)
}

fn entry(file: &str, input: Input<'_>, options: &str, beside: &Array) -> Result<String, JsValue> {
    let mut request = parse(options, beside)?;
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    request.options.file_name.get_or_insert_with(|| name.to_owned());
    let entry = Entry::of(file, &gouji::check(input, &request.options), request.language);
    Ok(serde_json::to_string(&entry).unwrap_or_default())
}

/// The entry of a file that the caller could not read: one of [`region::UNREAD`]
/// says why, `error` what else is known. Of the options only `lang` matters.
///
/// # Errors
/// An `Error` with a `code`, where the code is none or the options are refused.
#[wasm_bindgen(js_name = regionEntryUnread)]
pub fn entry_of_unread(file: &str, code: &str, error: &str, options: &str) -> Result<String, JsValue> {
    let request = parse(options, &Array::new())?;
    let unknown = || {
        let message = format!("reason.code: \"{code}\" is none of {}", region::UNREAD.join(", "));
        thrown(Refusal { code: "invalid_input", message })
    };
    let entry = Entry::unread(file, code, error, request.language).ok_or_else(unknown)?;
    Ok(serde_json::to_string(&entry).unwrap_or_default())
}

/// What many reports say of each other. `entries` are entries as JSON texts.
///
/// # Errors
/// An `Error` with a `code`, where an entry is none or the options are refused.
#[wasm_bindgen(js_name = region)]
pub fn combine(entries: &Array, options: &str) -> Result<String, JsValue> {
    let options = region::parse(options).map_err(thrown)?;
    let read = |entry: JsValue| {
        let entry = entry.as_string().unwrap_or_default();
        let no_entry = |error| Refusal { code: "invalid_input", message: format!("entries: one is no entry: {error}") };
        serde_json::from_str(&entry).map_err(|error| thrown(no_entry(error)))
    };
    let entries = entries.iter().map(read).collect::<Result<Vec<Entry>, _>>()?;
    if let Some(form) = region::unknown_form(&entries, &options) {
        let message = format!("forms: entries follow \"{form}\", which is not among them");
        return Err(thrown(Refusal { code: "invalid_option", message }));
    }
    Ok(serde_json::to_string(&region::combine(entries, &options)).unwrap_or_default())
}

/// A region, as [`combine`] gave it, as the module that writes files takes it.
/// Of the options `lang` and `forms` matter.
///
/// # Errors
/// An `Error` with a `code`, where it is no region or the options are refused.
#[wasm_bindgen(js_name = regionBook)]
pub fn book(region: &str, options: &str) -> Result<String, JsValue> {
    let options = region::parse(options).map_err(thrown)?;
    let no_region = |error| Refusal { code: "invalid_input", message: format!("region: this is none: {error}") };
    let region: Region = serde_json::from_str(region).map_err(|error| thrown(no_region(error)))?;
    Ok(serde_json::to_string(&workbook::book(&region, &options.forms, options.language)).unwrap_or_default())
}
