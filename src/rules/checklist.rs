//! What a region asks 总体情况 to tell, beyond the national format. The items
//! stand in the settings; without any, nothing is asked.

use super::{Context, Family, Passage, Reads, Rule, Rules};
use crate::finding::{Finding, Severity};
use crate::packs::annual_report;
use crate::settings::Item;
use crate::words::Words;
use std::ops::Range;

const CHECKLIST: Rule = Rule { id: "text.checklist", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[CHECKLIST]),
    check,
    reads: Reads::Text,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

/// Index of 总体情况 among the official sections.
const SUMMARY: usize = 0;
/// What is counted, after a figure.
const UNITS: &str = "条件份个次篇期项部家场处册则余多万";
/// What says that there is none.
const NONE: Words = Words("未 没有 无 零");

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let items = &context.options.settings.checklist;
    let Some(section) = context.section(SUMMARY).filter(|_| !items.is_empty()) else { return };
    let passages: Vec<&Passage> = context.passages_in(section).collect();
    for item in items {
        let told = told(&passages, item);
        if told == Told::Whole {
            continue;
        }
        let finding = CHECKLIST.finding().span(section.heading_range.clone()).param("item", item.name.as_str());
        findings.push(if told == Told::WithoutNumber { finding.variant("number") } else { finding });
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    No,
    WithoutNumber,
    Whole,
}

/// How much of an item the passages tell.
fn told(passages: &[&Passage], item: &Item) -> Told {
    let sentences = passages.iter().flat_map(|passage| passage.sentences().map(move |sentence| (passage, sentence)));
    let telling = sentences
        .filter(|(passage, sentence)| item.words.iter().any(|word| passage.find(sentence.clone(), word).is_some()));
    let told =
        telling.map(
            |(passage, sentence)| {
                if !item.counted || gives_number(passage, sentence) { Told::Whole } else { Told::WithoutNumber }
            },
        );
    told.max().unwrap_or(Told::No)
}

fn gives_number(passage: &Passage, sentence: Range<usize>) -> bool {
    let is_count = |at: usize| {
        passage.char(at).is_some_and(|char| char.is_ascii_digit())
            && passage.char(at + 1).is_some_and(|char| UNITS.contains(char))
    };
    sentence.clone().any(is_count) || passage.has_any(sentence, NONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::narrative;
    use crate::settings::Preset;
    use crate::{Options, Settings};

    fn found(text: &str, preset: Preset) -> Vec<(&'static str, String)> {
        let report = narrative(2023, &format!("一、总体情况\n{text}\n二、主动公开政府信息情况"));
        let options = Options { settings: Settings::of(preset), ..Options::default() };
        let mut findings = Vec::new();
        check(&Context::new(&report, &options), &mut findings);
        let item = |finding: &Finding| format!("{:?}", finding.params.get("item"));
        findings.iter().map(|finding| (finding.variant, item(finding))).collect()
    }

    #[test]
    fn what_a_region_asks_for_is_asked_for_there_only() {
        let text = "政府网站发布信息120条。政务新媒体发布信息及时。没有编印政府公报。解读文件3篇，回应关切，公开重点领域信息。\
            制发规范性文件2件。新建专区1个。";
        assert_eq!(found(text, Preset::National), []);
        let [(variant, item)] = found(text, Preset::Wuwei).try_into().unwrap();
        assert_eq!(variant, "number");
        assert!(item.contains("新媒体"), "{item}");
        let without = text.replace("没有编印政府公报。", "");
        assert!(
            found(&without, Preset::Wuwei).iter().any(|(variant, item)| *variant == "message" && item.contains("公报"))
        );
    }
}
