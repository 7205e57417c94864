//! Alternatives of the template of which the writer took none:
//! 本行政机关（或全县各级行政机关）, 我县（市、区）, 我局/我委.

use crate::rules::Passage;
use crate::words::Words;
use std::ops::Range;

/// What a body calls itself. 各县（市、区） means them all and is right.
const SELF: Words = Words("本 我 全");
/// What bodies are. The longest that fits counts.
const BODIES: Words = Words(
    "行政机关 街道办事处 办事处 管委会 街道 机关 单位 部门 园区 开发区 县 市 区 州 旗 盟 省 镇 乡 局 委 办 厅 院 \
     处 中心",
);
/// What stands before the name of several bodies.
const SEVERAL: Words = Words("全 各 各级 本 我 所属");
/// How far apart the words of one name stand.
const NAME_LENGTH: usize = 8;

/// The first alternative in a sentence.
pub(super) fn found(passage: &Passage, sentence: &Range<usize>) -> Option<Range<usize>> {
    sentence.clone().find_map(|at| {
        let body = itself(passage, at)?;
        in_brackets(passage, sentence, body).or_else(|| beside(passage, sentence, body))
    })
}

/// Where the name ends by which the body calls itself: 本行政机关, 我县.
fn itself(passage: &Passage, at: usize) -> Option<usize> {
    passage.word_at(at, SELF)?;
    body(passage, at + 1)
}

/// Where the longest word for a body ends that stands at an index.
fn body(passage: &Passage, at: usize) -> Option<usize> {
    let length = BODIES.iter().filter(|word| passage.starts_with(at, word)).map(|word| word.chars().count()).max()?;
    Some(at + length)
}

/// `（市、区）` or `（或全县各级行政机关）` right after the name.
fn in_brackets(passage: &Passage, sentence: &Range<usize>, open: usize) -> Option<Range<usize>> {
    passage.char(open).filter(|char| *char == '（')?;
    let close = (open..sentence.end).take(24).find(|&at| passage.char(at) == Some('）'))?;
    let all_bodies = || {
        let mut at = open + 1;
        while at < close {
            let start = if passage.char(at).is_some_and(|char| "、/或我本".contains(char)) { at + 1 } else { at };
            match body(passage, start).filter(|end| *end <= close) {
                Some(end) => at = end,
                None => return false,
            }
        }
        close > open + 1
    };
    (all_bodies() || or_others(passage, open + 1, close) == Some(close)).then_some(open..close + 1)
}

/// `或全州各级行政机关` or `/我委` right after the name, without brackets.
fn beside(passage: &Passage, sentence: &Range<usize>, at: usize) -> Option<Range<usize>> {
    if let Some(end) = or_others(passage, at, sentence.end) {
        return Some(at..end);
    }
    passage.char(at).filter(|char| *char == '/')?;
    let end = itself(passage, at + 1)?;
    Some(at..end)
}

/// Where `或全县各级行政机关` ends that stands at an index.
fn or_others(passage: &Passage, at: usize, limit: usize) -> Option<usize> {
    let word = passage.word_at(at, Words("或者 或"))?;
    let start = at + word.chars().count();
    passage.word_at(start, SEVERAL)?;
    let end = (start + 1..(start + NAME_LENGTH).min(limit)).filter_map(|at| body(passage, at)).max()?;
    (end <= limit).then_some(end)
}
