//! The clause behind a figure: which of its words count, and whether it gives the
//! reason of a refusal.

use super::super::passage::Passage;
use super::denial::words;
use super::lexicon::Word;
use super::phrase::is_mark;
use super::token::{Kind, Token};
use crate::words::Words;

/// Characters before a reason within which its clause begins.
const LONGEST_CLAUSE: usize = 40;

/// The words of a clause that count: 结果为予以公开 is how it ended, and so is
/// 因申请人撤回申请而终止.
pub(super) fn said_words(passage: &Passage, clause: &[Token]) -> Vec<Word> {
    let ended = words(clause).any(|word| word == Word::Outcome("other"));
    let idle = |token: &&Token| match token.kind {
        Kind::Word(Word::Publish) => passage.text(token.range.clone()) == "结果",
        Kind::Word(Word::OtherOutcome | Word::Aside) => ended && passage.text(token.range.clone()) == "撤回",
        _ => false,
    };
    clause.iter().filter(|token| !idle(token)).flat_map(|token| words(std::slice::from_ref(token))).collect()
}

/// 不予公开1件，理由是保护第三方合法权益: whether a clause is a reason and no more.
pub(super) fn gives_reason(passage: &Passage, clause: &[Token]) -> bool {
    let mut told = clause.iter().filter(|token| !matches!(token.kind, Kind::Mark(_)));
    let (Some(reason), None) = (told.next(), told.next()) else { return false };
    let begins = |&at: &usize| passage.char(at).is_some_and(is_mark);
    let from = (0..reason.range.start).rev().take(LONGEST_CLAUSE).find(begins);
    let end = (reason.range.end..passage.chars.len()).find(begins).unwrap_or(passage.chars.len());
    let before = passage.text(from.map_or(0, |from| from + 1)..reason.range.start);
    let name = passage.text(reason.range.clone());
    let leads = BECAUSE.contains(&before) || before.is_empty() && Words("属 涉及 危及 损害").starting(&name).is_some();
    let tail = passage.text(reason.range.end..end);
    leads && (tail.is_empty() || Words("情形 的情形 类 类情形 范围 事项 信息").contains(&tail))
}

/// What leads to the reason of a refusal.
const BECAUSE: Words = Words(
    "理由是 理由为 理由系 原因是 原因为 原因系 理由均为 原因均为 依据是 系因 因 均因 是因 是因为 系 为 属 属于 涉及 因属于 因涉及",
);
