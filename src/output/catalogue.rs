//! What there is to know without a document: every rule and every form, for
//! programs and for the docs.

use crate::Language;
use crate::finding::Severity;
use crate::messages::{self, Examples};
use crate::{forms, rules};
use serde::Serialize;

/// Every rule as a JSON array, in the order in which findings are listed.
pub fn rules_json(language: Language) -> String {
    serde_json::to_string(&rule_texts(language)).unwrap_or_default()
}

/// Every checked form as a JSON array, oldest first: the form files themselves.
pub fn forms_json() -> String {
    format!("[{}]", forms::sources().join(","))
}

/// Every rule with what it says of itself.
pub fn rule_texts(language: Language) -> Vec<RuleShape> {
    let catalogue = messages::catalogue(language);
    let shape = |rule: &rules::Rule| {
        let text = catalogue.rules.get(rule.id)?;
        Some(RuleShape {
            id: rule.id,
            severity: rule.severity,
            title: &text.title,
            about: &text.about,
            basis: &text.basis,
            examples: &text.examples,
        })
    };
    rules::rules().filter_map(shape).collect()
}

/// A rule in one language.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Rule"))]
pub struct RuleShape {
    /// Permanent id, never reused.
    pub id: &'static str,
    /// Its ordinary severity.
    pub severity: Severity,
    /// What it wants, in one line.
    pub title: &'static str,
    /// Why, and what it does not see.
    pub about: &'static str,
    /// The paragraph of the official format or regulation that it rests on.
    pub basis: &'static str,
    /// A case that fails and one that holds.
    pub examples: &'static Examples,
}

/// What the npm package says of these types.
#[cfg(test)]
pub(super) fn declarations() -> Vec<String> {
    use super::typescript::declaration;
    vec![declaration::<RuleShape>(), declaration::<Examples>()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_speaks_both_languages() {
        for language in [Language::Chinese, Language::English] {
            let ids: Vec<_> = rule_texts(language).iter().map(|rule| rule.id).collect();
            assert_eq!(ids, rules::rules().map(|rule| rule.id).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_forms_are_one_json_array() {
        let forms: Vec<serde_json::Value> = serde_json::from_str(&forms_json()).unwrap();
        assert_eq!(forms.len(), forms::editions().len());
    }
}
