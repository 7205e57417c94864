//! What the template left behind: placeholders, instructions, sample marks.

use super::{Context, Family, Passage, Rule};
use crate::finding::{Finding, Severity};
use std::cell::LazyCell;
use std::ops::Range;

const RESIDUE: Rule = Rule { id: "text.residue", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family { rules: &[RESIDUE], check };

/// Sentences of the template that tell the writer what to do.
const INSTRUCTIONS: &[&str] = &[
    "该部分以表格形式报告",
    "本部分以表格形式报告",
    "此部分以表格形式报告",
    "表格如下表格如下",
    "请填写",
    "此处填",
    "请在此",
    "在此处填",
    "此处应",
    "请根据实际",
    "根据实际情况填",
    "请自行",
    "待填写",
    "待补充",
    "请补充",
    "请删除",
    "可删除",
    "填写说明",
    "填表说明",
    "示例文本",
    "参考模板",
    "请插入",
    "此处插入",
];
/// Names of blanks, between brackets.
const BLANKS: &[&str] = &[
    "单位名称",
    "部门名称",
    "机关名称",
    "行政机关名称",
    "单位全称",
    "机关全称",
    "本单位名称",
    "单位",
    "部门",
    "地址",
    "电话",
    "邮编",
    "年份",
    "日期",
    "数字",
    "数量",
    "具体内容",
    "填写",
    "名称",
    "单位名",
    "联系电话",
    "电子邮箱",
    "如有",
    "可选",
    "略",
];
/// Marks of a sample in a title.
const SAMPLES: &[&str] = &["模板", "范文", "样本", "样式", "参考文本", "（样）", "（模版）", "模版"];
/// Words by which a person's name is hidden on purpose.
const HIDDEN_NAMES: &[&str] = &["申请人", "当事人", "原告", "第三人", "诉", "案", "某"];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for passage in context.passages() {
        for sentence in passage.sentences() {
            findings.extend(marks(passage, &sentence));
            findings.extend(instruction(passage, &sentence));
            findings.extend(blank(passage, &sentence));
        }
    }
    findings.extend(sample(context));
}

fn about(passage: &Passage, range: Range<usize>, variant: &'static str) -> Finding {
    RESIDUE.finding().variant(variant).param("found", passage.text(range.clone())).span(passage.bytes(range))
}

/// `××`, `XX`, `20XX年`, `____`, `YYYY年`: one finding a sentence.
fn marks(passage: &Passage, sentence: &Range<usize>) -> Option<Finding> {
    let hides_names = LazyCell::new(|| passage.has_any(sentence.clone(), HIDDEN_NAMES));
    let mut at = sentence.start;
    while at < sentence.end {
        let kind = mark(passage.char(at)?);
        let end = (at..sentence.end).find(|&index| passage.char(index).map(mark) != Some(kind)).unwrap_or(sentence.end);
        let run = at..end;
        if kind.is_some_and(|kind| is_placeholder(passage, &run, kind, || *hides_names)) {
            return Some(about(passage, run, "placeholder"));
        }
        at = end;
    }
    None
}

/// The kinds of characters that stand for something to be filled in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Cross,
    Line,
    Year,
}

fn mark(char: char) -> Option<Mark> {
    match char {
        '×' | 'X' | 'x' | '╳' | '✕' | '✖' | '☓' | 'Х' | '乂' => Some(Mark::Cross),
        '_' | '＿' => Some(Mark::Line),
        'Y' => Some(Mark::Year),
        _ => None,
    }
}

/// `hides_names` says whether the sentence speaks of parties whose names may be
/// hidden on purpose.
fn is_placeholder(passage: &Passage, run: &Range<usize>, kind: Mark, hides_names: impl Fn() -> bool) -> bool {
    let before = run.start.checked_sub(1).and_then(|before| passage.char(before));
    let after = passage.char(run.end);
    let word = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphabetic() || "@/.-:&=?#".contains(char));
    match kind {
        Mark::Line => {
            run.len() >= 2 && !word(before) && !word(after) && !before.is_some_and(|char| char.is_ascii_digit())
        }
        Mark::Year => run.len() == 4 && after == Some('年'),
        Mark::Cross => {
            let in_year = after == Some('年') && before.is_some_and(|char| char.is_ascii_digit());
            let number = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
            let alone = !word(before) && !word(after) && !number(before) && !number(after);
            in_year || run.len() >= 2 && alone && !hides_names()
        }
    }
}

fn instruction(passage: &Passage, sentence: &Range<usize>) -> Option<Finding> {
    let found = INSTRUCTIONS.iter().find_map(|words| Some((passage.find(sentence.clone(), words)?, words)))?;
    let (at, words) = found;
    Some(about(passage, at..at + words.chars().count(), "instruction"))
}

/// `（单位名称）`, or brackets with nothing between them.
fn blank(passage: &Passage, sentence: &Range<usize>) -> Option<Finding> {
    let opens = sentence.clone().filter(|&at| passage.char(at) == Some('（'));
    opens
        .filter_map(|at| {
            let close = (at..sentence.end).take(10).find(|&index| passage.char(index) == Some('）'))?;
            let within = passage.text(at + 1..close);
            let before = at.checked_sub(1).and_then(|before| passage.char(before));
            let named = BLANKS.contains(&within.as_str()) && !(before == Some('》') && within == "略");
            let empty = within.is_empty() && before.is_some_and(|char| !"，。；：、".contains(char));
            (named || empty).then(|| about(passage, at..close + 1, if empty { "empty_brackets" } else { "blank" }))
        })
        .next()
}

fn sample(context: &Context<'_>) -> Option<Finding> {
    let title = context.report.title.as_deref()?;
    let found = SAMPLES.iter().find(|word| title.contains(**word))?;
    let finding = RESIDUE.finding().variant("sample").param("found", *found);
    Some(match context.report.text.find(title) {
        Some(at) => finding.span(at..at + title.len()),
        None => finding,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::report::samples::narrative;

    fn found(text: &str) -> Vec<(&'static str, String)> {
        let report = narrative(2023, text);
        let mut findings = Vec::new();
        check(&Context::new(&report, &Options::default()), &mut findings);
        let words = |finding: &Finding| report.text.get(finding.span.clone().unwrap()).unwrap().to_owned();
        findings.iter().map(|finding| (finding.variant, words(finding))).collect()
    }

    #[test]
    fn what_the_template_left_behind_is_found() {
        for (text, variant, words) in [
            ("××局2023年认真落实公开要求。", "placeholder", "××"),
            ("2023年，我县共受理申请××件。", "placeholder", "××"),
            ("本报告由XX县人民政府办公室编制。", "placeholder", "XX"),
            ("本报告由xxx镇党政办编制。", "placeholder", "xxx"),
            ("20XX年，我局公开信息120条。", "placeholder", "XX"),
            ("统计期限为20××年1月1日至12月31日。", "placeholder", "××"),
            ("202X年，我局公开信息120条。", "placeholder", "X"),
            ("YYYY年，我局公开信息120条。", "placeholder", "YYYY"),
            ("全年收到申请____件。", "placeholder", "____"),
            ("全年公开信息＿＿＿条。", "placeholder", "＿＿＿"),
            ("该部分以表格形式报告。表格如下：", "instruction", "该部分以表格形式报告"),
            ("本部分以表格形式报告，具体如下。", "instruction", "本部分以表格形式报告"),
            ("（请填写本单位主动公开情况）", "instruction", "请填写"),
            ("此处填写监督保障情况。", "instruction", "此处填"),
            ("（待补充）", "instruction", "待补充"),
            ("收到申请情况请根据实际情况修改。", "instruction", "请根据实际"),
            ("（单位名称）2023年政府信息公开工作开展情况如下。", "blank", "（单位名称）"),
            ("请与（部门名称）联系。", "blank", "（部门名称）"),
            ("联系电话：（联系电话）。", "blank", "（联系电话）"),
            ("全年共收到申请（ ）件。", "empty_brackets", "（ ）"),
            ("主动公开信息(  )条。", "empty_brackets", "(  )"),
            ("政府信息公开工作年度报告（模板）\n一、总体情况", "sample", "政府信息公开工作年度报告（模板）"),
        ] {
            assert_eq!(found(text), [(variant, words.to_owned())], "{text}");
        }
    }

    #[test]
    fn real_text_is_left_alone() {
        for text in [
            "申请人张××对答复不服，申请行政复议。",
            "张某诉××局政府信息公开案已审结。",
            "会议室面积3×4米，已公示。",
            "公开WiFi热点X2型设备采购信息。",
            "网址www.example.gov.cn/xxgk/xx_12.html长期有效。",
            "电子邮箱：zwgk_xx@163.example。",
            "公开XXL号防护服采购结果。",
            "主动公开信息120条（其中文件12件）。",
            "《中华人民共和国政府信息公开条例》（以下简称《条例》）。",
            "国办公开办函〔2021〕30号文件要求。",
            "（一）主动公开情况",
            "如有疑问，请与本机关联系（电话：0500-8000000）。",
            "本年度收费金额（单位：万元）。",
            "以表格形式公开部门预算和决算。",
            "按照填报要求，各单位如实填写申请台账。",
            "制定公开指南模板，规范答复文书样式。",
            "对公开栏目逐项补充完善。",
            "全年公开信息120条（含转载）。",
            "请您在使用中提出意见，我们将根据实际情况改进。",
            "上线xx12345热线专栏。",
            "统计口径见附表（略有调整）。",
            "政务新媒体（微信、微博）发布信息300条。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
