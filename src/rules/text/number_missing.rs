//! A unit without its number: 主动公开条, 共收到申请件.

use super::super::claims::Narrative;
use super::super::passage::Passage;
use super::{Rule, Text};
use crate::finding::{Finding, Severity};

pub(super) const RULE: Rule = Rule { id: "text.number_missing", severity: Severity::Warning };

/// Units whose number may be missing, and words that surely ask for a number
/// when they stand right before them.
const ASKING: &[(char, &[&str])] = &[
    (
        '条',
        &[
            "信息", "公开", "共", "共计", "总计", "合计", "累计", "发布", "推送", "动态", "文件", "收到", "受理",
            "解读", "申请", "微博", "微信",
        ],
    ),
    (
        '件',
        &[
            "收到",
            "受理",
            "办结",
            "答复",
            "共",
            "共计",
            "总计",
            "合计",
            "累计",
            "复议",
            "诉讼",
            "许可",
            "处罚",
            "提案",
            "建议",
            "结转",
            "予以公开",
            "部分公开",
            "不予公开",
            "无法提供",
            "不予处理",
            "其他处理",
            "制发",
            "废止",
            "现行有效",
        ],
    ),
    ('份', &["共", "共计", "总计", "收到", "受理", "申请", "文件", "材料", "公文"]),
    ('篇', &["解读", "共", "共计", "稿件", "信息", "发布", "推送"]),
    ('次', &["共", "共计", "培训", "会议", "召开", "开展", "检查", "发布会", "活动", "累计"]),
    ('起', &["诉讼", "复议", "案件", "共", "共计"]),
    ('宗', &["诉讼", "复议", "申请", "共", "共计"]),
    ('期', &["培训班", "共", "共计", "公报"]),
    ('%', &["占", "率", "率为", "率达", "增长", "下降", "为", "达"]),
    ('元', &["处理费", "收费", "费用", "金额", "共计", "合计"]),
];
/// Before a unit these make another word: 条例, 文件.
const RECEIVED: &[&str] = &["收到", "受理", "新收", "接收", "办结", "答复"];

pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Finding>) {
    for narrative in text.narratives {
        for at in 1..narrative.passage.chars.len() {
            findings.extend(judge(narrative, at));
        }
    }
}

fn judge(narrative: &Narrative<'_>, at: usize) -> Option<Finding> {
    let passage = &narrative.passage;
    let unit = passage.char(at)?;
    let (_, asking) = ASKING.iter().find(|(char, _)| *char == unit)?;
    let next = passage.char(at + 1);
    if next.is_some_and(|next| !"，。；、：！）".contains(next))
        || passage.is_heading && unit != '%' && next.is_none() && !passage_has_total(passage, at)
    {
        return None;
    }
    let before = passage.text(at.saturating_sub(4)..at);
    let asks = asking.iter().any(|word| before.ends_with(word)) || asks_for_applications(passage, unit, at);
    if !asks || is_word(passage, unit, at) {
        return None;
    }
    let start = super::clause_start(narrative, at);
    let words = passage.text(start..at + 1);
    Some(RULE.finding().param("words", words).param("unit", unit.to_string()).span(passage.bytes(start..at + 1)))
}

fn passage_has_total(passage: &Passage, at: usize) -> bool {
    passage.text(at.saturating_sub(16)..at).contains('共')
}

/// 申请件 is also a word; only 共收到…申请件 asks for a number.
fn asks_for_applications(passage: &Passage, unit: char, at: usize) -> bool {
    let before = passage.text(at.saturating_sub(20)..at);
    let clause = before.rsplit(['，', '。', '；', '：', '）', '（']).next().unwrap_or_default();
    let asks = clause.contains('共') || clause.contains("全年") || clause.contains("年度");
    let received = RECEIVED.iter().any(|word| clause.contains(word));
    unit == '件'
        && clause.ends_with("申请")
        && asks
        && received
        && !["的", "对", "所", "每", "将", "各", "已", "未"].iter().any(|word| clause.contains(word))
        && !clause.chars().any(|char| char.is_ascii_digit())
}

/// The characters before make the unit part of a word or of a number.
fn is_word(passage: &Passage, unit: char, at: usize) -> bool {
    let before = passage.text(at.saturating_sub(4)..at);
    let word = match unit {
        '条' => ["头", "链", "款"].iter().any(|char| before.ends_with(char)),
        '件' => {
            ["附", "文", "稿", "邮", "信", "证", "软", "硬", "来", "要", "条"].iter().any(|char| before.ends_with(char))
        }
        '次' => ["层", "批", "场", "人", "多", "再", "首", "历", "档"].iter().any(|char| before.ends_with(char)),
        '元' => ["多", "单", "二"].iter().any(|char| before.ends_with(char)),
        _ => false,
    };
    // 未收到一件, 公开逐条: a measure that is no figure.
    word || ["逐", "每", "几", "数", "若干", "多", "公共", "中共", "一共同"].iter().any(|char| before.ends_with(char))
}
