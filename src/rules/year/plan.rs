//! A plan for the report year itself: `2023年，我局将进一步…` in a report for
//! 2023, whose year is over.

use super::date::Mention;
use crate::rules::Passage;
use std::ops::Range;

/// What follows 将 where it tells of the future; before a noun it stands for
/// 把: 将公开纳入考核.
const AFTER_WILL: &[&str] = &[
    "继续",
    "进一步",
    "从",
    "着力",
    "着重",
    "重点",
    "不断",
    "持续",
    "切实",
    "严格",
    "认真",
    "加",
    "坚持",
    "围绕",
    "按照",
    "深入",
    "以",
    "在",
    "通过",
    "采取",
    "针对",
    "努力",
    "积极",
    "全面",
    "紧紧",
    "紧扣",
    "聚焦",
    "结合",
    "强化",
    "完善",
    "健全",
    "优化",
    "推",
    "提",
    "扎实",
    "充分",
    "做好",
    "开展",
    "建立",
    "拓",
    "丰富",
    "创新",
    "落实",
    "改进",
    "大力",
    "力争",
    "统筹",
    "有针对性",
    "把",
    "对照",
    "一如既往",
    "抓",
];
/// Words that tell of the future without 将.
const FUTURE: &[&str] = &[
    "拟从",
    "拟通过",
    "拟采取",
    "拟在",
    "拟进一步",
    "拟重点",
    "拟开展",
    "拟建立",
    "拟组织",
    "打算",
    "力争",
    "计划从",
    "计划在",
    "计划通过",
    "要继续",
    "要进一步",
    "继续加强",
    "应继续",
];
/// What is set against a plan once its year is over.
const OUTCOME: &[&str] = &["但", "实际", "未能", "没有完成", "仅"];
/// What names a plan right after its year.
const PLANS: &[&str] =
    &["下一步", "下步", "打算", "工作打算", "工作计划", "工作思路", "改进计划", "努力方向", "改进方向"];
/// Words that tell that what follows is of another time, or that it is done.
const DONE: &[&str] = &[
    "已", "成效", "根据", "过去", "存在", "完成", "取得", "今后", "下一", "明年", "下步", "未来", "来年", "虽", "尽管",
    "年初", "提出", "要求", "曾", "原",
];
/// How far after the year the word that tells of the future may stand.
const REACH: usize = 16;

/// Whether the sentence tells of plans for the year of this mention.
pub(super) fn is_plan(passage: &Passage, sentence: &Range<usize>, mention: &Mention) -> bool {
    if mention.month.is_some() || !opens(passage, sentence, mention) {
        return false;
    }
    let after = if passage.char(mention.range.end) == Some('度') { mention.range.end + 1 } else { mention.range.end };
    if PLANS.iter().any(|word| names_plan(passage, after, word)) {
        return true;
    }
    let future = (after..sentence.end).take(REACH).find(|&at| is_future(passage, at));
    future.is_some_and(|at| !is_done(passage, after..at) && !passage.has_any(at..sentence.end, OUTCOME))
}

/// `2023年工作打算：`; 2023年工作计划等栏目 are columns of a web site.
fn names_plan(passage: &Passage, at: usize, word: &str) -> bool {
    let next = || passage.char(at + word.chars().count());
    passage.starts_with(at, word)
        && (word.starts_with('下') || next().is_some_and(|char| "：，是为如主".contains(char)))
}

fn is_future(passage: &Passage, at: usize) -> bool {
    let will = passage.char(at) == Some('将') && AFTER_WILL.iter().any(|word| passage.starts_with(at + 1, word));
    will || FUTURE.iter().any(|word| passage.starts_with(at, word))
}

fn is_done(passage: &Passage, range: Range<usize>) -> bool {
    let perfect = range.clone().any(|at| passage.char(at) == Some('了') && passage.char(at + 1) != Some('解'));
    perfect || passage.has_any(range, DONE)
}

/// The year opens the sentence, a clause after a mark that introduces, or `在…的工作中`.
fn opens(passage: &Passage, sentence: &Range<usize>, mention: &Mention) -> bool {
    let start = mention.range.start;
    let start = if passage.ends_before(start, "在") { start - 1 } else { start };
    let before = start.checked_sub(1).and_then(|before| passage.char(before));
    start == sentence.start || before.is_some_and(|char| "：。）、.，".contains(char))
}
