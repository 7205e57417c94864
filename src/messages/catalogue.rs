//! The catalogue files, as build.rs leaves them.

use crate::Language;
use crate::json::{Dictionary, Json, Record, record};
use std::sync::LazyLock;

const CHINESE_SOURCE: &str = include_str!(concat!(env!("OUT_DIR"), "/messages/zh-CN.json"));
const ENGLISH_SOURCE: &str =
    if cfg!(feature = "whole") { include_str!(concat!(env!("OUT_DIR"), "/messages/en.json")) } else { "" };

static CHINESE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::parse(CHINESE_SOURCE));
static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::parse(ENGLISH_SOURCE));

/// The catalogue of a language.
pub fn catalogue(language: Language) -> &'static Catalogue {
    match language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

/// Every sentence of one language.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct Catalogue {
    /// Why nothing could be checked, by code.
    pub reasons: Dictionary<String>,
    /// What a figure of the tables is called where a text is compared with it.
    pub readings: Dictionary<String>,
    /// Short texts around the findings in the printed forms.
    pub phrases: Dictionary<String>,
    /// How a repair is told: slips, reasons, headlines.
    pub repair: Dictionary<String>,
    /// What the rules say, by rule id.
    pub rules: Dictionary<RuleText>,
}

record!(Catalogue { reasons, readings, phrases, repair, rules });

/// What a rule says to people.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct RuleText {
    /// What it wants, in one line.
    pub title: String,
    /// Why, and what it does not see. Empty in a build without the catalogue.
    #[cfg_attr(all(test, not(feature = "catalogue")), serde(default))]
    pub about: String,
    /// The paragraph of the official format or regulation that it rests on.
    pub basis: String,
    /// A case that fails and one that holds. Empty in a build without the catalogue.
    #[cfg_attr(all(test, not(feature = "catalogue")), serde(default))]
    pub examples: Examples,
    /// Its messages by variant; `message` is the ordinary one.
    pub messages: Dictionary<String>,
}

record!(RuleText { title, about, basis, examples, messages });

/// Two cases of a rule.
#[derive(Debug, Default, serde::Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct Examples {
    /// A case that fails.
    pub fails: String,
    /// A case that holds.
    pub holds: String,
}

record!(Examples { fails, holds });

impl Catalogue {
    fn parse(source: &str) -> Self {
        Catalogue::of(Json::parse(source).as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn every_rule_has_its_sentences_in_every_language() {
        for language in [Language::Chinese, Language::English] {
            let catalogue = catalogue(language);
            for rule in rules::rules() {
                let text = catalogue.rules.get(rule.id);
                assert!(
                    text.is_some_and(|text| text.messages.contains_key("message")),
                    "{} {}",
                    language.tag(),
                    rule.id
                );
            }
            assert_eq!(catalogue.rules.len(), rules::rules().count(), "a sentence without a rule");
        }
    }

    #[test]
    fn every_catalogue_is_read_whole() {
        for (source, language) in [(CHINESE_SOURCE, Language::Chinese), (ENGLISH_SOURCE, Language::English)] {
            let strictly: Catalogue = serde_json::from_str(source).unwrap();
            assert_eq!(format!("{:?}", catalogue(language)), format!("{strictly:?}"));
        }
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        let (chinese, english) = (catalogue(Language::Chinese), catalogue(Language::English));
        assert!(chinese.reasons.keys().eq(english.reasons.keys()));
        assert!(chinese.repair.keys().eq(english.repair.keys()));
        assert!(chinese.readings.keys().eq(english.readings.keys()));
        assert!(chinese.phrases.keys().eq(english.phrases.keys()));
        for (id, text) in chinese.rules.iter() {
            assert!(text.messages.keys().eq(english.rules.get(id).unwrap().messages.keys()), "{id}");
        }
    }
}
