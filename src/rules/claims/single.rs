//! One application, and whether its sentence says how it ended.

use super::super::passage::Passage;
use super::denial::words;
use super::lexicon::Word;
use super::mention::Mention;
use super::phrase::is_mark;
use super::token::{Kind, Mark, Token};
use crate::words::Words;

/// 收到1件，因不掌握该信息，已告知无法提供: whether the sentence says how the one
/// application ended, and nothing else.
pub(super) fn is_settled(passage: &Passage, tokens: &[Token], whole: &Mention) -> bool {
    let rest = tokens.get(whole.token + 1..).unwrap_or_default();
    let end = rest.iter().position(|token| token.kind == Kind::Mark(Mark::Stop)).unwrap_or(rest.len());
    let rest = rest.get(..end).unwrap_or_default();
    let figures = rest.iter().any(|token| matches!(token.kind, Kind::Figure(_)));
    let named: Vec<&str> = words(rest)
        .filter_map(|word| match word {
            Word::Result(row) => Some(row),
            _ => None,
        })
        .collect();
    let Some(group) = named.iter().find(|row| row.split('.').count() == 2) else { return false };
    let one =
        named.iter().all(|row| row.strip_prefix(group).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')));
    let open = words(rest).any(|word| {
        matches!(
            word,
            Word::NotHappened | Word::NotReceived | Word::NotIssued | Word::Pending | Word::CarryOut | Word::Carry
        )
    });
    one && !figures && !open && !leaves_open(passage, rest)
}

/// Whether a clause leaves open how an application ended. What was asked for is told
/// in a clause of its own: 要求获取学区文件，已予以公开.
fn leaves_open(passage: &Passage, rest: &[Token]) -> bool {
    let Some((first, last)) = rest.first().zip(rest.last()) else { return true };
    let mut at = first.range.start;
    passage.text(at..last.range.end).split('，').any(|clause| {
        let range = at..at + clause.chars().count();
        at = range.end + 1;
        let begins = (0..range.start).next_back().is_none_or(|before| passage.char(before).is_some_and(is_mark));
        let ends =
            |token: &Token| range.contains(&token.range.start) && matches!(token.kind, Kind::Word(Word::Result(_)));
        let asks = begins && ASKING.starting(clause).is_some() && !rest.iter().any(ends);
        let clause = clause.replace("结果为部分公开", "").replace("予以部分公开", "");
        !asks && UNSETTLED.any_in(&clause)
    })
}

/// What begins to tell what was asked for.
const ASKING: Words = Words("要求 请求 申请公开 申请获取 申请内容 内容 申请人要求 申请人申请");

/// What leaves open whether a result is one.
const UNSETTLED: Words = Words("要求 请求 内容 获取 拟 是否 补正 如 部分 改 原 后");
