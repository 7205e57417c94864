//! Settings from a file, for the command line.

use super::Settings;

/// Reads settings from the text of a JSON or TOML file; which of the two is
/// told from the content.
///
/// # Errors
/// What is wrong with the text, in English, with its place.
pub fn parse(text: &str) -> Result<Settings, String> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| error.to_string())
    } else {
        toml::from_str(text).map_err(|error| error.to_string())
    }
}
