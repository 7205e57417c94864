//! Characters that only look like ideographs: radicals and compatibility
//! characters, as they come out of a PDF. A search for the word does not find it.

use super::{Context, Family, Reads, Rule, Rules};
use crate::finding::{Finding, Severity};
use crate::report::Observation;

const LOOKALIKE: Rule = Rule { id: "text.lookalike", severity: Severity::Info };

pub(super) const FAMILY: Family =
    Family { rules: Rules::Declared(&[LOOKALIKE]), check, reads: Reads::Text, looks_back: false, of_form: None };

/// Different characters that are listed.
const MOST_SHOWN: usize = 12;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(context.report.observations.iter().filter_map(|fact| {
        let Observation::Lookalikes { first, count, characters } = fact else { return None };
        let shown = characters.iter().take(MOST_SHOWN);
        let shown: Vec<String> = shown.map(|(written, meant)| format!("{written}（{meant}）")).collect();
        Some(LOOKALIKE.finding().span(first.clone()).param("count", *count).param("found", shown))
    }));
}

#[cfg(test)]
mod tests {
    use crate::{Input, Options};

    fn found(text: &str) -> Vec<String> {
        let outcome = crate::check(Input::Text(text), &Options::default());
        let found = outcome.findings.iter().filter(|finding| finding.rule == "text.lookalike");
        found.map(|finding| crate::messages::message(finding, crate::Language::Chinese)).collect()
    }

    #[test]
    fn radicals_are_named_once_for_all() {
        let text = "青禾县水务局2023年政府信息公开工作年度报告\n一、总体情况\n2023年1⽉1⽇至12⽉31⽇，公开信息3条。";
        let told = found(text);
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("4 ") && told[0].contains("⽉（月）") && told[0].contains("⽇（日）"), "{told:?}");
        assert_eq!(found(&text.replace('⽉', "月").replace('⽇', "日")), [""; 0]);
    }
}
