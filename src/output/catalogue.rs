//! What there is to know without a document: every rule and every form, for
//! programs and for the docs.

use crate::Language;
use crate::finding::Severity;
use crate::forms::{Edition, Forms};
use crate::messages::{self, Examples};
use crate::output::columns;
use crate::{forms, json, rules};
use serde::Serialize;

/// Every rule as a JSON array, in the order in which findings are listed.
pub fn rules_json(language: Language) -> String {
    json::to_string(&rule_texts(language))
}

/// Every rule with its severity and title, a line each, in aligned columns.
pub fn rules_text(language: Language) -> String {
    let rules = rule_texts(language);
    let ids = rules.iter().map(|rule| columns::width(rule.id)).max().unwrap_or(0);
    let severities: Vec<String> = rules.iter().map(|rule| severity(rule, language)).collect();
    let widest = severities.iter().map(|severity| columns::width(severity)).max().unwrap_or(0);
    let line = |(rule, severity): (&RuleShape, &String)| {
        format!("{}  {}  {}\n", columns::pad_end(rule.id, ids), columns::pad_end(severity, widest), rule.title)
    };
    rules.iter().zip(&severities).map(line).collect()
}

/// The rule catalogue of the docs.
pub fn rules_markdown(language: Language) -> String {
    let words = |key: &str| messages::phrase(key, &[], language);
    let rules = rule_texts(language);
    let mut text = format!("# {}\n\n{}\n\n", words("rules.title"), words("rules.about"));
    text.push_str(&format!(
        "| {} | {} | {} |\n| --- | --- | --- |\n",
        words("rules.id"),
        words("rules.severity"),
        words("rules.holds")
    ));
    for rule in &rules {
        text.push_str(&format!(
            "| [`{0}`](#{1}) | {2} | {3} |\n",
            rule.id,
            anchor(rule.id),
            severity(rule, language),
            cell(rule.title)
        ));
    }
    for rule in &rules {
        text.push_str(&format!(
            "\n## {}\n\n**{}** · {}\n\n{}\n\n- {}\n- {}\n- {}\n",
            rule.id,
            severity(rule, language),
            rule.title,
            rule.about,
            messages::phrase("basis", &[("basis", &rule.basis)], language),
            messages::phrase("rules.fails", &[("example", &rule.examples.fails)], language),
            messages::phrase("rules.passes", &[("example", &rule.examples.holds)], language),
        ));
    }
    text
}

fn severity(rule: &RuleShape, language: Language) -> String {
    messages::severity(rule.severity, language)
}

/// The anchor that a Markdown heading gets: its letters, digits, `_` and `-`.
fn anchor(heading: &str) -> String {
    heading.chars().filter(|character| character.is_alphanumeric() || matches!(character, '_' | '-')).collect()
}

/// Text in a pipe table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Every checked form as a JSON array: the annual report's editions, oldest first, its
/// companions, then those that a caller brought. Each is its file with what that left
/// out, and beside it the cells that are the sum of others, by address.
pub fn forms_json(forms: &Forms) -> String {
    let own = forms::sources().iter().zip(forms::editions());
    let own = own.map(|(source, edition)| with_totals(source, edition));
    let is_brought = |companion: &&&Edition| forms.brought().iter().any(|form| form.family() == companion.family());
    let companions = companions().iter().filter(|companion| !is_brought(companion));
    let others = companions.chain(forms.brought()).map(|edition| with_totals(&completed(edition), edition));
    format!("[{}]", own.chain(others).collect::<Vec<_>>().join(","))
}

/// A form with everything that its file may leave out.
#[cfg(any(test, feature = "whole"))]
fn completed(edition: &Edition) -> String {
    json::to_string(edition)
}

#[cfg(feature = "whole")]
use crate::forms::companions;

/// A build without the feature `whole` has no companions.
#[cfg(not(feature = "whole"))]
fn companions() -> &'static [&'static Edition] {
    &[]
}

/// A build without the feature `whole` takes no forms of callers.
#[cfg(not(any(test, feature = "whole")))]
fn completed(_: &Edition) -> String {
    "{}".to_owned()
}

/// A form's file with its totals: `"totals":{"review/…/total":["review/…/upheld",…]}`.
fn with_totals(source: &str, edition: &Edition) -> String {
    let totals = edition.tables.iter().flat_map(|table| {
        table.totals().map(|(total, parts)| {
            let parts: Vec<String> = parts.iter().map(|&part| format!("\"{}\"", table.address(part))).collect();
            format!("\"{}\":[{}]", table.address(total), parts.join(","))
        })
    });
    let totals: Vec<String> = totals.collect();
    let source = source.strip_suffix('}').unwrap_or(source);
    format!("{source},\"totals\":{{{}}}}}", totals.join(","))
}

/// Every rule with what it says of itself.
pub fn rule_texts(language: Language) -> Vec<RuleShape> {
    let catalogue = messages::catalogue(language);
    let shape = |rule: rules::Rule| {
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
    #[cfg_attr(not(feature = "catalogue"), serde(skip))]
    pub about: &'static str,
    /// The paragraph of the official format or regulation that it rests on.
    pub basis: &'static str,
    /// A case that fails and one that holds.
    #[cfg_attr(not(feature = "catalogue"), serde(skip))]
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
        let forms: Vec<serde_json::Value> = serde_json::from_str(&forms_json(&Forms::default())).unwrap();
        assert_eq!(forms.len(), forms::editions().len() + forms::companions().len());
    }

    #[test]
    fn a_form_that_is_written_says_what_its_file_says() {
        let read = |text: &str| format!("{:?}", serde_json::from_str::<Edition>(text).unwrap());
        for (source, edition) in forms::sources().iter().zip(forms::editions()) {
            assert_eq!(read(&completed(edition)), read(source), "{}", edition.id);
        }
    }

    #[test]
    fn a_brought_form_has_what_its_file_left_out() {
        let file = include_str!("../../tests/forms/canteen.json");
        let brought = Forms::with(vec![forms::load(file).unwrap()]);
        let forms: Vec<serde_json::Value> = serde_json::from_str(&forms_json(&brought)).unwrap();
        let canteen = forms.last().unwrap();
        let meals = &canteen["tables"][0];
        assert_eq!(canteen["id"], "canteen");
        assert_eq!(meals["rows"][2]["english"], "用餐合计（人次）");
        assert_eq!(meals["body"][0]["head"][0]["text"], "项目");
        assert_eq!(
            canteen["totals"]["meals/people/lunch"],
            serde_json::json!(["meals/staff/lunch", "meals/guests/lunch"])
        );
    }
}
