//! 总体情况: its five aspects and its length.

use super::{Context, Family, Passage, Rule};
use crate::finding::{Finding, Severity};

const ASPECTS: Rule = Rule { id: "text.aspects", severity: Severity::Info };
const LENGTH: Rule = Rule { id: "text.summary_length", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family { rules: &[ASPECTS, LENGTH], check };

/// Index of 总体情况 among the official sections.
const SUMMARY: usize = 0;

/// The five aspects of 国办公开办函〔2021〕30号 and words that speak of each.
const WORDS: [(&str, &[&str]); 5] = [
    ("主动公开", &["主动公开", "公开政府信息", "发布信息", "公开信息"]),
    ("依申请公开", &["依申请", "公开申请", "申请公开"]),
    ("政府信息管理", &["信息管理", "管理", "审查", "审核", "三审三校"]),
    ("政府信息公开平台建设", &["平台", "网站", "新媒体", "公众号", "微信", "专栏", "查阅点"]),
    ("监督保障", &["监督", "保障", "考核", "培训", "评议", "督查", "检查", "责任追究"]),
];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(section) = context.section(SUMMARY) else { return };
    let passages: Vec<&Passage> = context.passages_in(section).collect();
    let characters: usize = passages.iter().map(|passage| passage.chars.len()).sum();
    if characters == 0 {
        return;
    }
    let speaks_of = |words: &[&str]| passages.iter().any(|passage| passage.has_any(0..passage.chars.len(), words));
    let absent: Vec<String> =
        WORDS.iter().filter(|(_, words)| !speaks_of(words)).map(|(aspect, _)| (*aspect).to_owned()).collect();
    let about = |rule: Rule| rule.finding().span(section.heading_range.clone());
    if !absent.is_empty() {
        findings.push(about(ASPECTS).param("count", absent.len()).param("missing", absent));
    }
    let most = context.options.settings.summary_characters;
    if characters > most {
        findings.push(about(LENGTH).param("characters", characters).param("most", most));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::narrative;
    use crate::{Options, Settings};

    fn found(text: &str, options: &Options) -> Vec<String> {
        let report = narrative(2023, text);
        let mut findings = Vec::new();
        check(&Context::new(&report, options), &mut findings);
        findings.iter().map(|finding| format!("{} {:?}", finding.rule, finding.params.get("missing"))).collect()
    }

    #[test]
    fn a_missing_aspect_is_named() {
        let text =
            "一、总体情况\n主动公开政府信息120条。收到公开申请3件，均已答复。制定了信息管理办法，改版了门户网站。";
        assert_eq!(found(text, &Options::default()), ["text.aspects Some(Texts([\"监督保障\"]))"]);
    }

    #[test]
    fn all_five_aspects_in_any_wording_pass() {
        let text = "一、总体情况\n（一）主动公开情况。公开120条。（二）依申请公开情况。3件。（三）落实三审三校。\
            （四）网站改版。（五）纳入绩效考核。";
        assert_eq!(found(text, &Options::default()), Vec::<String>::new());
    }

    #[test]
    fn the_length_is_counted_without_white_space_and_only_in_this_section() {
        let options =
            Options { settings: Settings { summary_characters: 22, ..Settings::default() }, ..Options::default() };
        let text = "一、总体情况\n主动公开、依申请公开、信息管理、平台、监督。\n五、存在的主要问题及改进情况\n主要问题是更新不够及时。";
        assert_eq!(found(text, &options), Vec::<String>::new());
        assert_eq!(found(&text.replace("平台", "平台 建设"), &options), ["text.summary_length None"]);
    }
}
