//! A caller's options as JSON → [`Options`].

use crate::forms::Forms;
use crate::request::{Refusal, language, loaded};
use crate::{Language, Settings};
use serde::Deserialize;

/// What a caller may ask for when reports are combined.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The language of the messages.
    pub language: Language,
    /// Severities, waivers and the like.
    pub settings: Settings,
    /// The file of the region's own report, of any year.
    pub region: Option<String>,
    /// The bodies of which reports are expected.
    pub list: Vec<String>,
    /// The forms that entries may follow beside that of the library.
    pub forms: Forms,
    /// How many workers do the work, at least one.
    pub workers: usize,
}

/// The options as they are written.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "RegionOptions", optional_fields))]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Written {
    /// Language of the messages, a BCP 47 tag: `zh-CN` (the default) or `en`.
    lang: Option<String>,
    /// `file` of the region's own report, of any year. Else it is told by its
    /// name and figures, where that is certain.
    region: Option<String>,
    /// Names of the bodies of which reports are expected.
    list: Option<Vec<String>>,
    /// The forms of your own that entries follow, as they were given for the entries.
    #[cfg_attr(test, ts(optional, type = "Array<object | string>"))]
    forms: Option<Vec<serde_json::Value>>,
    /// Severities, waivers and the like.
    #[cfg_attr(test, ts(optional, type = "Settings"))]
    settings: Option<Settings>,
}

/// Reads the options.
///
/// # Errors
/// A refusal that says which option is at fault.
pub fn parse(json: &str) -> Result<Options, Refusal> {
    if !json.starts_with('{') {
        return Err(Refusal { code: "invalid_option", message: "options: an object was expected".to_owned() });
    }
    let written: Written = serde_json::from_str(json).map_err(|error| Refusal::of_json(&error))?;
    let language = written.lang.map(|tag| language(&tag)).transpose()?.unwrap_or_default();
    let forms = written.forms.unwrap_or_default().into_iter().map(|form| match form {
        serde_json::Value::String(text) => text,
        form => form.to_string(),
    });
    Ok(Options {
        language,
        forms: loaded(forms, language)?,
        settings: written.settings.unwrap_or_default(),
        region: written.region,
        list: written.list.unwrap_or_default(),
        workers: 1,
    })
}

/// What the npm package says of these types.
#[cfg(test)]
pub(super) fn declarations() -> Vec<String> {
    vec![crate::output::typescript::declaration::<Written>()]
}
