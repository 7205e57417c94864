//! 行政诉讼2件，均为未经复议直接起诉: of the other way there is none.

use super::super::passage::Passage;
use super::denial::{Says, Statement};
use super::lexicon::Word;
use super::mention::Mention;
use super::phrase::is_mark;
use super::plain::is_plain;
use super::quantity::{Quantity, Subject};
use super::token::{Kind, Token};
use crate::words::Words;

/// What leads to the way in which all came.
const IS: Words = Words("为 系 是 属 属于 均为 都是");
/// What may stand behind its name.
const CASES: Words = Words("案件 的案件 案 类案件 情形 的情形 的诉讼");
/// Characters before a clause within which it begins.
const LONGEST: usize = 20;

/// What a clause says of all the suits that a figure counts.
pub(super) fn said_of_suits(passage: &Passage, clause: &[Token], whole: &Mention) -> Option<Statement> {
    let Some(Quantity::Review(Subject::Litigation, None | Some("total"))) = whole.quantity else { return None };
    let told: Vec<&Token> = clause.iter().filter(|token| !matches!(token.kind, Kind::Mark(_))).collect();
    let (all, way) = match told.as_slice() {
        [all, way] if all.kind == Kind::Word(Word::All) => (Some(*all), *way),
        [way] => (None, *way),
        _ => return None,
    };
    let other = match way.kind {
        Kind::Word(Word::Review(Subject::Direct)) => Subject::AfterReconsideration,
        Kind::Word(Word::Review(Subject::AfterReconsideration)) => Subject::Direct,
        _ => return None,
    };
    let first = all.unwrap_or(way).range.start;
    let begins = |&at: &usize| passage.char(at).is_some_and(is_mark);
    let from = (first.saturating_sub(LONGEST)..first).rev().find(begins)? + 1;
    let before = passage.text(from..first);
    let leads = match all {
        Some(all) => is_plain(&before) && IS.contains(&passage.text(all.range.end..way.range.start)),
        None => whole.figure.numeral.whole() == Some(1) && IS.contains(&before),
    };
    let end = (way.range.end..passage.chars.len()).find(begins).unwrap_or(passage.chars.len());
    let tail = passage.text(way.range.end..end);
    let exact = whole.figure.numeral.is_exact() && (tail.is_empty() || CASES.contains(&tail));
    (leads && exact).then_some(Statement {
        says: Says::None(Quantity::Review(other, None)),
        scope: whole.scope,
        token: whole.token,
        range: whole.range.start..way.range.end,
    })
}
