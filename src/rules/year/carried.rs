//! `结转2025年办理` in the report for 2025: what is carried over goes to the year
//! after the report year.

use super::date::Mention;
use super::{Sentence, YEAR};
use crate::finding::Finding;
use crate::words::Words;

/// What stands right before the year to which something is carried over.
const CARRIED_TO: Words = Words("结转 结转至 结转到 结转下年 结转下年度 转至 转到 转入 延至 顺延至");
/// Words that tell that what was carried over came from before.
const FROM_BEFORE: Words = Words("上年 去年 上一年 前一年 往年 以前 年前 其中结转 加上 连同 包括结转 含结转");
/// Words behind it that tell that it is done with.
const DONE: Words = Words("已 均 办结完毕 办理完毕 全部办结 全部答复");

/// A carry-over to the report year itself, or to one before.
pub(super) fn finding(sentence: &Sentence<'_>, year: u16) -> Option<Finding> {
    let Sentence { passage, mentions, range, .. } = sentence;
    let to = mentions.iter().find(|mention| is_carried_to(sentence, mention))?;
    let from_before = mentions.iter().any(|mention| mention.year < to.year)
        || passage.has_any(range.clone(), FROM_BEFORE)
        || passage.has_any(to.range.end..range.end, DONE);
    let too_early = to.year == year || to.year + 1 == year;
    (too_early && !from_before).then(|| {
        YEAR.finding()
            .variant("carried")
            .param("found", passage.words(to.year_range.clone()))
            .param("next", i64::from(year) + 1)
            .span(passage.bytes(to.year_range.clone()))
    })
}

/// `结转至2025年办理`; 结转2025年的3件 came from another year.
fn is_carried_to(sentence: &Sentence<'_>, mention: &Mention) -> bool {
    let Sentence { passage, range, .. } = sentence;
    let start = mention.range.start;
    let word = CARRIED_TO.iter().filter(|word| passage.ends_before(start, word)).max_by_key(|word| word.len());
    let Some(word) = word else { return false };
    // 转入 alone may be said of money or of another body.
    let told = word.starts_with('结') || passage.has_any(range.clone(), Words("申请 办理 结转 答复"));
    let end = if passage.char(mention.range.end) == Some('度') { mention.range.end + 1 } else { mention.range.end };
    let ends = passage.char(end).is_none_or(|char| "，。；、）".contains(char));
    let goes_on = passage.any_at(end, Words("继续 办理 答复 处理 办结 审理"));
    let counted = passage.char(end).is_some_and(|char| char.is_ascii_digit());
    told && mention.month.is_none() && (ends || goes_on || counted && word.starts_with("结转"))
}
