//! A unit without its number: 主动公开条, 共收到申请件.

use super::super::claims::Narrative;
use super::super::passage::Passage;
use super::{Rule, Text};
use crate::finding::{Finding, Severity};
use crate::words::Words;

pub(super) const RULE: Rule = Rule { id: "text.number_missing", severity: Severity::Warning };

/// Units whose number may be missing, and words that surely ask for a number
/// when they stand right before them.
const ASKING: &[(char, &str)] = &[
    ('条', "信息 公开 共 共计 总计 合计 累计 发布 推送 动态 文件 收到 受理 解读 申请 微博 微信"),
    (
        '件',
        "共 共计 总计 合计 累计 复议 诉讼 许可 处罚 提案 建议 予以公开 部分公开 不予公开 无法提供 不予处理 其他处理 制发 现行有效",
    ),
    ('份', "共 共计 总计 收到 受理 申请 文件 材料 公文 问卷 手册 资料"),
    ('篇', "解读 图解 共 共计 稿件 信息 发布 推送"),
    ('次', "共 共计 电话 培训 会议 召开 开展 检查 发布会 活动 累计"),
    ('起', "诉讼 复议 案件 共 共计"),
    ('宗', "诉讼 复议 申请 共 共计"),
    ('期', "培训班 共 共计 公报"),
    ('人', "粉丝数 关注数 用户数"),
    ('%', "占 率 率为 率达 增长 下降 为 达"),
    ('元', "处理费 收费 费用 金额 共计 合计"),
];
/// Words that end so before the unit and make it part of a word: 头条, 附件.
const WORD_ENDINGS: &[(char, &str)] = &[
    ('条', "头 链 款 逐"),
    ('件', "附 文 稿 邮 信 证 软 硬 来 要 条 逐"),
    ('次', "层 批 场 人 多 再 首 历 档 逐"),
    ('元', "多 单 二"),
];
/// What makes 受理件, 复议件 a word for the thing itself, or says that there
/// is none.
const NO_COUNT: Words = Words("无 没有 未 对 将 把 所有 每 中共 公共");
/// A clause of these words alone, before 件, is a count: 全年受理件.
const STEPS: Words = Words("收到 受理 新收 接收 办结 答复");
/// What may go before such a step.
const BEFORE_STEP: Words = Words("全年 本年度 年度 共 共计 全县 全市 全区 我局 年");

pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Finding>) {
    for narrative in text.narratives {
        for at in 1..narrative.passage.chars.len() {
            findings.extend(judge(narrative, at));
        }
    }
}

fn judge(narrative: &Narrative, at: usize) -> Option<Finding> {
    let passage = &narrative.passage;
    let unit = passage.char(at)?;
    let (_, asking) = ASKING.iter().find(|(char, _)| *char == unit)?;
    let ends = passage.char(at + 1).is_none_or(|next| "，。；、：！）".contains(next));
    if !ends || passage.is_heading && passage.char(at + 1).is_none() && !counts_all(passage, at) {
        return None;
    }
    let start = super::clause_start(narrative, at);
    let clause = passage.text(start..at);
    let lacks_number = lacks_multiple(&clause);
    let asks = ends_in(&clause, asking)
        || lacks_number
        || unit == '件' && (is_bare_step(&clause) || asks_for_applications(&clause));
    let is_word = WORD_ENDINGS.iter().any(|(char, endings)| *char == unit && ends_in(&clause, endings));
    if !asks || is_word && !lacks_number || NO_COUNT.any_in(&clause) {
        return None;
    }
    let words = passage.words(start..at + 1);
    Some(RULE.finding().param("words", words).param("unit", unit.to_string()).span(passage.bytes(start..at + 1)))
}

/// 访问量万次: the multiple stands there without its number.
fn lacks_multiple(clause: &str) -> bool {
    let clause = clause.strip_suffix('人').unwrap_or(clause);
    let before = clause.strip_suffix('万').or_else(|| clause.strip_suffix('亿'));
    before.is_some_and(|before| before.ends_with(['量', '达', '共', '计']))
}

fn ends_in(text: &str, words: &str) -> bool {
    words.split(' ').any(|word| text.ends_with(word))
}

/// A heading that counts: 共收到申请件.
fn counts_all(passage: &Passage, at: usize) -> bool {
    passage.text(at.saturating_sub(16)..at).contains('共')
}

/// 全年受理件, 受理件.
fn is_bare_step(clause: &str) -> bool {
    let mut rest = clause.trim_start_matches(|char: char| char.is_ascii_digit());
    while let Some(shorter) = BEFORE_STEP.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    STEPS.contains(rest)
}

/// 申请件 is also a word; only 共收到…申请件 asks for a number.
fn asks_for_applications(clause: &str) -> bool {
    let counts = Words("共 全年 年度").any_in(clause);
    let received = STEPS.any_in(clause);
    let is_thing = Words("的 所 各 已").any_in(clause);
    clause.ends_with("申请")
        && counts
        && received
        && !is_thing
        && !clause.chars().any(|char| char.is_ascii_digit() && !clause.contains('年'))
}
