//! Settings in files: JSON or TOML that is read, TOML that is printed.

use crate::inputs;
use gouji::output::catalogue::rule_texts;
use gouji::settings::Preset;
use gouji::{Language, Settings, messages};
use serde_json::Value;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Reads the settings in a file.
///
/// # Errors
/// Where the file cannot be read, or what is wrong with its text, in English, with
/// its place.
pub fn read(path: &Path) -> io::Result<Settings> {
    let wrong = |problem: String| io::Error::new(ErrorKind::InvalidInput, format!("{}: {problem}", path.display()));
    parse(&inputs::text_of(path)?).map_err(wrong)
}

/// The settings in a text; whether that is JSON or TOML is told from the content.
fn parse(text: &str) -> Result<Settings, String> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| error.to_string())
    } else {
        toml::from_str(text).map_err(|error| error.to_string())
    }
}

/// The settings of the preset with this name as TOML, every rule with its severity
/// and title, to be edited and given back.
pub fn of_preset(name: &str, language: Language) -> String {
    let preset = Preset::ALL.into_iter().find(|known| known.name() == name).unwrap_or_default();
    let words = |key: &str| messages::phrase(key, &[], language);
    let settings = Settings::of(preset);
    let mut text = format!("# {}\n\npreset = {}\n", words("settings.about"), quoted(preset.name()));
    text.push_str(&format!("summary_characters = {}\n", settings.summary_characters));
    text.push_str(&format!("similarity_percent = {}\n", settings.similarity_percent));
    text.push_str(&format!("# {}\n# level = \"county_department\"\n\n[rules]\n", words("settings.level")));
    for rule in &rule_texts(language) {
        // What is as usual is written as a comment: a rule may hold single
        // findings for more than that, and setting it would take that away.
        let (mark, set) = match settings.rules.get(rule.id) {
            Some(switch) => ("", switch.name()),
            None => ("# ", rule.severity.name()),
        };
        text.push_str(&format!("{mark}{} = {}  # {}\n", quoted(rule.id), quoted(set), rule.title));
    }
    text.push_str(&format!("\n# {}\n", words("settings.checklist")));
    if settings.checklist.is_empty() {
        text.push_str("# [[checklist]]\n# name = \"政府公报发布信息的数量\"\n# words = [\"公报\"]\n# counted = true\n");
    }
    for item in &settings.checklist {
        let words: Vec<String> = item.words.iter().map(|word| quoted(word)).collect();
        text.push_str(&format!("[[checklist]]\nname = {}\nwords = [{}]\n", quoted(&item.name), words.join(", ")));
        text.push_str(if item.counted { "counted = true\n\n" } else { "\n" });
    }
    text
}

/// A text as TOML and JSON write it.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gouji::settings::Switch;

    #[test]
    fn json_and_toml_say_the_same() {
        let json = r#"{"preset": "local", "level": "county_department", "rules": {"review.total": "warning"}, "summary_characters": 800}"#;
        let toml = "preset = \"local\"\nlevel = \"county_department\"\nsummary_characters = 800\n[rules]\n\"review.total\" = \"warning\"\n";
        assert_eq!(parse(json), parse(toml));
        assert_eq!(parse(json).unwrap().summary_characters, 800);
    }

    #[test]
    fn a_preset_that_is_printed_reads_back_and_can_be_edited() {
        for preset in Preset::ALL {
            let printed = of_preset(preset.name(), Language::Chinese);
            assert_eq!(parse(&printed), Ok(Settings::of(preset)), "{printed}");
            let edited = printed.replace("# \"text.year\" = \"warning\"", "\"text.year\" = \"error\"");
            assert_eq!(parse(&edited).unwrap().rules.get("text.year"), Some(&Switch::Error));
            let more = format!("{printed}\n[[checklist]]\nname = \"公报\"\nwords = [\"公报\"]\ncounted = true\n");
            assert_eq!(parse(&more).unwrap().checklist.last().map(|item| item.counted), Some(true));
        }
    }

    #[test]
    fn a_rule_that_is_not_known_is_an_error_in_toml_too() {
        let error = parse("[rules]\n\"review.totl\" = \"off\"\n").unwrap_err();
        assert!(error.contains("review.totl"), "{error}");
    }

    #[test]
    fn the_sample_of_the_settings_page_is_read() {
        let page = include_str!("../../../docs/settings.md");
        let sample = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        let settings = parse(sample).unwrap();
        assert_eq!(settings.waivers.len(), 1);
        assert_eq!(settings.rules.len(), Settings::default().rules.len() + 2);
    }
}
