//! 总体情况: its five aspects and its length.

use super::{Context, Family, Passage, Reads, Rule, Rules};
use crate::finding::{Finding, Severity};
use crate::packs::annual_report;
use crate::words::Words;

const ASPECTS: Rule = Rule { id: "text.aspects", severity: Severity::Info };
const LENGTH: Rule = Rule { id: "text.summary_length", severity: Severity::Info };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[ASPECTS, LENGTH]),
    check,
    reads: Reads::Text,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

/// The first report year of the format that asks for the five aspects and the
/// length.
const FIRST_YEAR: u16 = 2021;
/// Index of 总体情况 among the official sections.
const SUMMARY: usize = 0;

/// The five aspects of 国办公开办函〔2021〕30号 and words that speak of each.
const WORDS: [(&str, Words); 5] = [
    ("主动公开", Words("主动公开 公开政府信息 发布信息 公开信息 公开各类 公开文件 发布政府信息")),
    ("依申请公开", Words("依申请 公开申请 申请公开")),
    ("政府信息管理", Words("信息管理 管理制度 管理工作 审查 审核 三审三校 目录 台账 规范性文件 动态调整")),
    ("政府信息公开平台建设", Words("平台 网站 新媒体 公众号 微信 专栏 查阅点")),
    ("监督保障", Words("监督 保障 考核 培训 评议 督查 检查 责任追究")),
];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let asked = context.report.year.is_none_or(|year| year >= FIRST_YEAR);
    let Some(section) = context.section(SUMMARY).filter(|_| asked) else { return };
    let passages: Vec<&Passage> = context.passages_in(section).collect();
    let characters: usize = passages.iter().map(|passage| passage.chars.len()).sum();
    if characters == 0 {
        return;
    }
    let speaks_of = |words: Words| passages.iter().any(|passage| passage.has_any(0..passage.chars.len(), words));
    let absent: Vec<String> =
        WORDS.iter().filter(|(_, words)| !speaks_of(*words)).map(|(aspect, _)| (*aspect).to_owned()).collect();
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
    use crate::finding::Param;
    use crate::report::samples::narrative;
    use crate::{Options, Settings};

    /// The five aspects in the words of four reports.
    const REPORTS: [[&str; 5]; 4] = [
        [
            "2023年，全县主动公开政府信息1200条，重点公开财政预决算和重大项目进展。",
            "全年办理依申请公开事项36件，均按期答复。",
            "修订政府信息公开目录，对公开属性实行源头认定。",
            "改版县政府门户网站，整合政务新媒体账号9个。",
            "将公开工作纳入年度绩效考核，组织业务培训2次。",
        ],
        [
            "一年来，我局坚持以公开为常态，公开信息320条。",
            "收到公开申请3件，其中自然人2件、企业1件，全部办结。",
            "严格执行三审三校，全年没有发生失泄密事件。",
            "在局微信公众号开设惠农政策专栏，阅读量2万余次。",
            "主动接受社会评议，聘请监督员5名。",
        ],
        [
            "全镇围绕乡村振兴发布信息96条，村务公开实现全覆盖。",
            "对群众提出的公开申请，实行登记、转办、答复闭环办理，全年共2件。",
            "建立信息发布台账，定期清理失效内容。",
            "便民服务中心设政府信息查阅点1处，接待群众120人次。",
            "党政办每季度开展一次检查，结果在全镇通报。",
        ],
        [
            "街道公开各类信息210条，其中民生实事类80条。",
            "依申请公开渠道保持畅通，全年未收到申请。",
            "加强政府信息管理，明确专人保管原件。",
            "维护好区政府平台上的街道栏目，更新及时。",
            "落实经费保障，年内没有因公开不当被责任追究。",
        ],
    ];

    fn found(text: &str, settings: Settings) -> Vec<Finding> {
        let report = narrative(
            2023,
            &format!("一、总体情况\n{text}\n五、存在的主要问题及改进情况\n监督、平台、审核、申请都有不足。"),
        );
        let mut findings = Vec::new();
        check(&Context::new(&report, &Options { settings, ..Options::default() }), &mut findings);
        findings
    }

    fn missing(text: &str) -> Vec<String> {
        match found(text, Settings::default()).first().and_then(|finding| finding.params.get("missing").cloned()) {
            Some(Param::Texts(texts)) => texts.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn the_aspect_that_is_left_out_is_named() {
        for report in REPORTS {
            for (aspect, (name, _)) in WORDS.iter().enumerate() {
                let rest: Vec<&str> =
                    report.iter().enumerate().filter(|(at, _)| *at != aspect).map(|(_, sentence)| *sentence).collect();
                assert_eq!(missing(&rest.concat()), [*name], "{rest:?}");
            }
        }
    }

    #[test]
    fn all_five_aspects_in_any_wording_and_order_pass() {
        for step in 0..5 {
            for (first, _) in REPORTS.iter().enumerate() {
                let sentence = |aspect: usize| REPORTS[(first + step * aspect) % 4][(aspect + step) % 5];
                let text: String = (0..5).map(sentence).collect();
                assert_eq!(missing(&text), Vec::<String>::new(), "{text}");
            }
        }
    }

    #[test]
    fn the_length_is_counted_to_the_character_and_without_white_space() {
        for report in REPORTS {
            for sentences in 1..=5 {
                let text = report[..sentences].join("\n　");
                let characters = text.chars().filter(|char| !char.is_whitespace()).count();
                let too_long = |most: usize| {
                    let settings = Settings { summary_characters: most, ..Settings::default() };
                    found(&text, settings).iter().any(|finding| finding.rule == "text.summary_length")
                };
                assert!(too_long(characters - 1), "{text}");
                assert!(!too_long(characters), "{text}");
            }
        }
    }
}
