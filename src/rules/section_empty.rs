//! Sections and sub-headings with nothing beneath them.

use super::{Context, Family, Passage, Reads, Rule, Rules};
use crate::finding::{Finding, Severity};
use crate::packs::annual_report;
use crate::report::{Observation, Section};
use crate::words::Words;

const EMPTY: Rule = Rule { id: "text.section_empty", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[EMPTY]),
    check,
    reads: Reads::Text,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

const SUMMARY: usize = 0;
const PROBLEMS: usize = 4;
/// Fewer Chinese characters than this cannot name a problem and its remedy.
const SHORTEST: usize = 24;
/// What stands there instead of a statement.
const NOTHING: Words = Words("无 暂无 没有 无问题 暂无问题 不存在问题 无存在问题 无其他 略 /");
/// Words of which one speaks of what is wrong.
const WRONG: Words = Words(
    "问题 不足 短板 薄弱 差距 有待 不够 欠缺 难点 困难 不高 不强 不全 不多 不深 不细 滞后 偏少 偏慢 偏弱 单一 \
     不及时 不规范 不完善 不到位 仍需 还需 较少 较慢 较弱",
);
/// Words of which one speaks of what is done about it.
const REMEDY: Words = Words(
    "改进 下一步 下步 将 措施 加强 提升 完善 整改 今后 强化 继续 优化 推进 打算 健全 做好 提高 规范 落实 解决 已 \
     增加 明确 开展 组织 加大 建立",
);
/// The sub-headings of 总体情况.
const ASPECTS: Words = Words("主动公开 依申请公开 信息管理 平台建设 监督保障 平台 监督");

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // A text that has lost its lines does not tell where a section ends.
    if context.report.observations.contains(&Observation::SectionsFlattened) {
        return;
    }
    if let Some(section) = context.section(PROBLEMS) {
        findings.extend(problems(context, section));
    }
    if let Some(section) = context.section(SUMMARY) {
        let passages: Vec<&Passage> = context.passages_in(section).collect();
        findings.extend(sub_headings(&passages));
    }
}

/// What may stand around an answer of one word.
const MARKS: [char; 6] = ['。', '，', '.', '；', '（', '）'];

/// Section 五: it says what is wrong and what is done about it.
fn problems(context: &Context<'_>, section: &Section) -> Option<Finding> {
    let text: String = context.passages_in(section).flat_map(|passage| passage.chars.iter()).collect();
    let said = text.trim_matches(MARKS);
    // The same as it stands there.
    let written: String = context.passages_in(section).map(|passage| passage.words(0..passage.chars.len())).collect();
    let written = written.trim_matches(MARKS);
    let finding = || EMPTY.finding().span(section.heading_range.clone()).param("heading", &section.heading);
    if said.is_empty() {
        return Some(finding());
    }
    if NOTHING.contains(said) {
        return Some(finding().variant("nothing").param("found", written));
    }
    let characters = said.chars().count();
    if characters < SHORTEST {
        return Some(finding().variant("short").param("found", written).param("characters", characters));
    }
    // Words are many: that none of them stands there is no more than a remark.
    let speaks_of = |words: Words| words.any_in(said);
    let absent = match (speaks_of(WRONG), speaks_of(REMEDY)) {
        (true, true) => return None,
        (false, _) => "no_problem",
        (true, false) => "no_remedy",
    };
    Some(Finding { severity: Severity::Info, ..finding().variant(absent) })
}

/// `（一）主动公开情况` followed at once by `（二）…`.
fn sub_headings(passages: &[&Passage]) -> Vec<Finding> {
    let pairs = passages.iter().zip(passages.iter().skip(1));
    let empty = pairs.filter(|(heading, next)| {
        let (Some(this), Some(following)) = (item_number(heading), item_number(next)) else { return false };
        following == this + 1 && heading.is_heading && heading.has_any(0..heading.chars.len(), ASPECTS)
    });
    empty
        .map(|(heading, _)| {
            let all = 0..heading.chars.len();
            EMPTY.finding().variant("sub_heading").param("heading", heading.words(all.clone())).span(heading.bytes(all))
        })
        .collect()
}

/// `（二）…` → 2.
fn item_number(passage: &Passage) -> Option<usize> {
    let number = passage.char(1).filter(|_| passage.char(0) == Some('（') && passage.char(2) == Some('）'))?;
    ['一', '二', '三', '四', '五', '六', '七', '八', '九'].iter().position(|&known| known == number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::report::samples::narrative;

    fn found(text: &str) -> Vec<&'static str> {
        let report = narrative(2023, text);
        let mut findings = Vec::new();
        check(&Context::new(&report, &Options::default()), &mut findings);
        findings.iter().map(|finding| finding.variant).collect()
    }

    fn problems_say(text: &str) -> Vec<&'static str> {
        found(&format!("五、存在的主要问题及改进情况\n{text}\n六、其他需要报告的事项\n无。"))
    }

    #[test]
    fn a_section_that_says_nothing_is_found() {
        for (text, variant) in [
            ("", "message"),
            ("。", "message"),
            ("（）", "message"),
            ("无", "nothing"),
            ("无。", "nothing"),
            ("暂无。", "nothing"),
            ("没有。", "nothing"),
            ("（无）", "nothing"),
            ("无问题。", "nothing"),
            ("不存在问题。", "nothing"),
            ("暂无问题", "nothing"),
            ("略。", "nothing"),
            ("/", "nothing"),
            ("工作开展较好。", "short"),
            ("下一步继续努力做好公开工作。", "short"),
            ("信息公开工作仍需加强。", "short"),
            ("2023年我局公开工作正常开展。", "short"),
            ("2023年，我局按照县政府的部署，公开工作开展顺利，群众反映良好，各项任务全部完成。", "no_problem"),
            ("主要问题是更新不及时，解读的形式比较单一，群众不容易看懂，访问量也不多。", "no_remedy"),
        ] {
            assert_eq!(problems_say(text), [variant], "{text}");
        }
    }

    #[test]
    fn a_sub_heading_without_text_is_found() {
        for (text, count) in [
            ("（一）主动公开情况\n（二）依申请公开情况\n全年收到申请3件。", 1),
            ("（一）主动公开\n全年公开120条。\n（二）依申请公开\n（三）政府信息管理\n建立台账。", 1),
            ("（一）主动公开情况\n（二）依申请公开情况\n（三）政府信息管理情况\n建立台账。", 2),
            ("（三）政府信息管理\n建立台账。\n（四）平台建设\n（五）监督保障\n开展培训2次。", 1),
        ] {
            assert_eq!(found(&format!("一、总体情况\n{text}")), vec!["sub_heading"; count], "{text}");
        }
    }

    #[test]
    fn a_section_that_says_something_is_left_alone() {
        for text in [
            "主要问题：信息更新不够及时。改进措施：建立按月更新的台账，明确专人负责。",
            "一是公开的主动性还不够强，二是政策解读形式较为单一。下一步将加强培训，丰富解读形式。",
            "2023年，我局公开工作虽有进步，但仍存在答复不够规范的问题。我们将组织业务学习，统一答复文书。",
            "存在问题：部分栏目更新慢。\n改进情况：已对全部栏目逐一排查，并按季度通报。",
            "（一）存在的问题\n一是人员变动较大，业务不熟悉。\n（二）改进情况\n已组织两次专题培训。",
            "（一）加强学习\n（二）完善制度\n今年针对上述两方面的不足，制定了学习计划并修订了公开目录。",
            "虽然没有发生行政复议和行政诉讼，但答复文书的说理还不够充分，下一步将开展案卷评查。",
            "无重大问题，但公开目录的更新还不够及时，我镇将逐项对照整改，并由党政办每月检查。",
        ] {
            assert_eq!(problems_say(text), Vec::<&str>::new(), "{text}");
        }
        for text in [
            "（一）主动公开情况\n全年公开120条。\n（二）依申请公开情况\n全年收到申请3件。",
            "（一）主动公开情况。全年公开120条。\n（二）依申请公开情况。全年收到申请3件。",
            "（一）主动公开全年公开信息120条，其中网站100条\n（二）依申请公开。全年收到申请3件。",
            "全年工作如下。\n（一）主动公开情况\n1.公开文件12件。\n（二）依申请公开情况\n收到3件。",
            "（五）监督保障\n开展培训2次。",
            "（一）提高站位\n（二）主动公开情况\n全年公开120条。",
            "主动公开情况\n依申请公开情况\n全年收到申请3件。",
            "（一）主动公开情况\n公开120条。\n（三）政府信息管理\n建立台账。",
        ] {
            assert_eq!(found(&format!("一、总体情况\n{text}")), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn other_sections_may_be_short() {
        for text in [
            "六、其他需要报告的事项\n无。",
            "六、其他需要报告的事项\n无其他需要报告的事项。",
            "二、主动公开政府信息情况\n六、其他需要报告的事项\n本年度未收取信息处理费。",
            "四、政府信息公开行政复议、行政诉讼情况",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
