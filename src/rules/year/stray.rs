//! Sentences that tell of the report year under another year.
//!
//! Another year is right in so many places (comparisons, plans, predecessors,
//! documents, history) that only what surely tells of the year's own work is a
//! finding: the year opens a clause, is followed by the body or by what it did,
//! and nothing in the sentence speaks of another time.

use super::date::Mention;
use super::plan::{is_plan, is_plan_of_the_past};
use super::{Sentence, YEAR};
use crate::finding::Finding;
use crate::order;
use crate::rules::Passage;
use crate::words::Words;
use std::ops::Range;

/// What may stand before the year at the start of a clause.
const BEFORE: Words = Words("截至 截止 截至到 截止到 在");
const UNTIL: Words = Words("截至 截止 截至到 截止到");
/// What follows the year where a report tells of its own work.
const AFTER: Words = Words("， 我 本 全 共 累计 主动 依申请 收到 受理 办理 新收 接收 公开 未 没有 通过 按时 该");
/// What a body did, after its own name.
const DID: Words = Words(
    "共 主动 收到 受理 办理 认真 严格 全面 坚持 深入 积极 不断 着力 高度 通过 未 没有 累计 持续 政府信息公开工作 \
     政务公开工作",
);
/// Endings of the names of bodies.
const BODIES: &str = "局镇乡县区市委办厅会院府处道";
/// What a report tells of its year.
const WORK: Words = Words(
    "收到 受理 公开 办理 办结 答复 发布 接收 新收 制发 共 累计 开展 组织 举办 坚持 深入 认真 严格 全面 扎实 围绕 \
     积极 重视 落实 推进 取得",
);
/// What a report counts.
const COUNTED: Words = Words("收到 受理 公开 办理 办结 答复 发布 接收 新收");
/// What a report says where there was nothing.
const DENIED: Words = Words(
    "未发生 没有发生 未收到 没有收到 未收取 没有收取 无其他 没有其他 没有需要 无需要 没有应当 未受理 未产生 \
     没有因 无行政复议 无行政诉讼 未被 没有被",
);
/// Words of another time: comparison, beginning, predecessor, history.
const OTHER_TIME: Words = Words(
    "较 比 增长 上年 上一年 去年 往年 历年 前一年 以来 至今 决算 预算 引发 结转 遗留 修订 施行 被评 获 荣 组建 \
     成立 挂牌 机构改革 首次 整改 反馈 通报 排名 第三方 回头看 持平 年度报告 年报 版） 以前 此前 当年 同期 近年 \
     连续 历史 存量 归集 试运行 上线 建成 划转 移交 承接 更名 撤销 设立 搬迁 启用 立项 竣工",
);
/// Words of a plan.
const PLAN: Words = Words("将 拟 计划 继续 进一步 下一步 下步 明年 要点 力争 预计 争取 打算 安排 目标 要");
/// How far after the year its body's name and deed are looked for.
const NAME_LENGTH: usize = 16;

/// Findings on one sentence. `plans` says whether it stands where the report
/// tells of plans (section 五).
pub(super) fn finding(sentence: &Sentence<'_>, year: u16, plans: bool) -> Option<Finding> {
    let Sentence { passage, mentions, range: sentence, beside_year } = sentence;
    let first = mentions.first()?;
    let about = |variant| {
        YEAR.finding()
            .variant(variant)
            .param("found", passage.words(first.year_range.clone()))
            .param("year", i64::from(year))
            .span(passage.bytes(first.year_range.clone()))
    };
    if mentions.iter().any(|it| it.year == year) {
        let planned = plans && mentions.len() == 1 && is_plan(passage, sentence, first);
        return planned.then(|| about("plan").param("next", i64::from(year) + 1));
    }
    let alone = mentions.iter().all(|it| it.year == first.year);
    if plans && mentions.len() == 1 && (year.saturating_sub(3)..year).contains(&first.year) && !*beside_year {
        let planned = !in_title_marks(passage, sentence, first) && is_plan_of_the_past(passage, sentence, first);
        if planned {
            return Some(about("plan_past").param("next", i64::from(year) + 1));
        }
    }
    let close = (year.saturating_sub(2)..=year + 1).contains(&first.year)
        || differs_in_one_digit(first.year, year) && (counts(passage, sentence) || denies(passage, sentence));
    // 2022年收到9件。2023年收到12件。 sets two years side by side.
    let compared = *beside_year && !passage.any_before(first.range.start, UNTIL);
    if compared
        || !alone
        || !close
        || in_title_marks(passage, sentence, first)
        || passage.has_any(sentence.clone(), OTHER_TIME)
    {
        return None;
    }
    let tells = if first.year > year {
        let done = counts(passage, sentence) || denies(passage, sentence);
        !plans && done && !passage.has_any(sentence.clone(), PLAN)
    } else {
        let rest = first.range.end..sentence.end;
        passage.has_any(rest.clone(), WORK) || denies(passage, &rest)
    };
    (tells && opens_clause(passage, sentence, first) && tells_of_year(passage, sentence, first)).then(|| about("other"))
}

/// Whether the year stands inside 《》 or brackets.
pub(super) fn in_title_marks(passage: &Passage, sentence: &Range<usize>, mention: &Mention) -> bool {
    let before = passage.chars.get(sentence.start..mention.range.start).unwrap_or_default();
    let open = before.iter().rev().find(|char| "《》（）“”〈〉".contains(**char));
    open.is_some_and(|char| "《（“〈".contains(*char))
}

fn opens_clause(passage: &Passage, sentence: &Range<usize>, mention: &Mention) -> bool {
    let start = mention.range.start;
    let opens = |at: usize| {
        at == sentence.start
            || at
                .checked_sub(1)
                .and_then(|before| passage.char(before))
                .is_some_and(|char| "，：。；）、.".contains(char))
    };
    opens(start) || BEFORE.iter().any(|word| passage.ends_before(start, word) && opens(start - word.chars().count()))
}

/// Whether what follows the year tells of the year itself: its work, its body.
fn tells_of_year(passage: &Passage, sentence: &Range<usize>, mention: &Mention) -> bool {
    let until = passage.any_before(mention.range.start, UNTIL);
    if mention.month.is_some() {
        let at_its_end = mention.is_day(12, 31) || mention.month == Some(12) && mention.day.is_none();
        return until && at_its_end && counts(passage, sentence);
    }
    let end = mention.range.end;
    if until {
        return matches!(passage.char(end), Some('底' | '末')) && counts(passage, sentence);
    }
    let after = if passage.char(end) == Some('度') { end + 1 } else { end };
    // 2022年公开的文件 speaks of the documents of that year.
    let tells =
        |word: &str| passage.starts_with(after, word) && passage.char(after + word.chars().count()) != Some('的');
    AFTER.iter().any(tells) || body_did(passage, after)
}

/// `青禾县农业农村局共…`.
fn body_did(passage: &Passage, start: usize) -> bool {
    (start..start + NAME_LENGTH)
        .take_while(|&at| passage.char(at).is_some_and(|char| !"，。；：、".contains(char)))
        .filter(|&at| passage.char(at).is_some_and(|char| BODIES.contains(char)))
        .any(|at| passage.any_at(at + 1, DID))
}

/// 2013 or 2032 for 2023: a slip of the keyboard rather than another time.
fn differs_in_one_digit(year: u16, report: u16) -> bool {
    let digits = |year: u16| [year / 1000, year / 100 % 10, year / 10 % 10, year % 10];
    let (one, other) = (digits(year), digits(report));
    let mut sorted = (one, other);
    order::sort(&mut sorted.0);
    order::sort(&mut sorted.1);
    one.iter().zip(&other).filter(|(one, other)| one != other).count() == 1 || sorted.0 == sorted.1
}

/// Whether the sentence tells that there was none of what a report counts.
fn denies(passage: &Passage, sentence: &Range<usize>) -> bool {
    passage.has_any(sentence.clone(), DENIED)
}

/// Whether the sentence gives a count of what a report counts.
fn counts(passage: &Passage, sentence: &Range<usize>) -> bool {
    let counted = sentence.clone().any(|at| {
        passage.char(at).is_some_and(|char| char.is_ascii_digit())
            && passage.char(at + 1).is_some_and(|unit| "件条份次宗起篇".contains(unit))
    });
    counted && passage.has_any(sentence.clone(), COUNTED)
}
