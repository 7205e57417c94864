//! The words around the findings in what is written about a check: records,
//! comments, build results.

use super::render::fill;
use crate::Language;
use crate::json::{Dictionary, Json, Record};
use std::fmt::Display;
use std::sync::LazyLock;

type Words = Dictionary<String>;

static CHINESE: LazyLock<Words> = LazyLock::new(|| parse(include_str!("reports/zh-CN.json")));
static ENGLISH: LazyLock<Words> = LazyLock::new(|| parse(include_str!("reports/en.json")));

fn parse(source: &str) -> Words {
    Words::of(Json::parse(source).as_ref())
}

fn words(language: Language) -> &'static Words {
    match language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

/// A short text with its facts.
pub fn say(key: &str, facts: &[(&str, &dyn Display)], language: Language) -> String {
    let Some(template) = words(language).get(key) else { return key.to_owned() };
    fill(template, |name| {
        let fact = facts.iter().find(|(known, _)| *known == name);
        fact.map(|(_, value)| vec![value.to_string()])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_keys() {
        assert!(!CHINESE.is_empty());
        assert!(CHINESE.keys().eq(ENGLISH.keys()));
    }
}
