//! What is said of all of a whole: 行政复议1件，复议机关维持; 申请3件，均予以公开.

use super::super::passage::Passage;
use super::decide::{outcome, results};
use super::denial::{Says, Statement, subject, words};
use super::lexicon::Word;
use super::mention::Mention;
use super::quantity::Quantity;
use super::token::{Kind, Mark, Token};
use crate::words::Words;

/// What says that some are meant.
const SOME: Words = Words("部分 多数 个别 率 主要 不服 起诉 请求 要求");
/// What leaves open how applications ended.
const LOOSE: Words = Words("或 等");

/// The statements of a passage. `mentions` are its figures in the order of the
/// text.
pub fn statements(passage: &Passage, tokens: &[Token], mentions: &[Mention]) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut in_brackets = false;
    let mut mentions = mentions.iter().peekable();
    let (mut first, mut whole) = (0, None::<&Mention>);
    for clause in tokens.split_inclusive(|token| matches!(token.kind, Kind::Mark(mark) if mark != Mark::Pause)) {
        let end = first + clause.len();
        let mut has_figures = false;
        while let Some(mention) = mentions.next_if(|mention| mention.token < end) {
            (whole, has_figures) = (Some(mention), true);
        }
        if let Some(whole) = whole.filter(|_| !has_figures) {
            statements.extend(said_of_all(passage, clause, whole, in_brackets));
        }
        if matches!(clause.last().map(|token| token.kind), Some(Kind::Mark(Mark::Stop | Mark::Semicolon))) {
            whole = None;
        }
        in_brackets = clause.last().is_some_and(|token| token.kind == Kind::Mark(Mark::Open));
        first = end;
    }
    statements
}

fn said_of_all(passage: &Passage, clause: &[Token], whole: &Mention, in_brackets: bool) -> Option<Statement> {
    let named: Vec<Word> = words(clause).collect();
    let goes_on = clause.last().is_some_and(|token| token.kind == Kind::Mark(Mark::Colon));
    if named.iter().any(narrows) || goes_on || !whole.figure.numeral.is_exact() {
        return None;
    }
    let last = clause.iter().rev().find(|token| !matches!(token.kind, Kind::Mark(_)))?;
    let all = named.contains(&Word::All);
    let text = passage.text(clause.first()?.range.start..last.range.end);
    let holds = |words: Words| words.any_in(&text);
    let other = |word: &Word| matches!(word, Word::Applicant(_) | Word::Publish | Word::PutOut | Word::Reply);
    let quantity = match whole.quantity.as_ref()? {
        Quantity::Review(of, None) => {
            let column = outcome(&named)??;
            let same = subject(&named).is_none_or(|named| named == *of);
            let is_one = whole.figure.numeral.whole() == Some(1);
            (same && !holds(SOME) && (all || is_one) && column != "decided")
                .then_some(Quantity::Review(*of, Some(column)))
        }
        Quantity::Received
        | Quantity::ReceivedNew
        | Quantity::Handled
        | Quantity::Concluded
        | Quantity::Replied
        | Quantity::Applications
            if all && !named.iter().any(other) && !holds(LOOSE) =>
        {
            results(&named)
        }
        // 不予公开1件（属过程性信息）.
        Quantity::Results(groups) if (all || in_brackets) && !named.iter().any(other) && !holds(LOOSE) => {
            let [group] = groups.as_slice() else { return None };
            results(&named).filter(|found| match found {
                Quantity::Results(items) => matches!(items.as_slice(), [item] if item.strip_prefix(group).is_some_and(|rest| rest.starts_with('.'))),
                _ => false,
            })
        }
        _ => None,
    }?;
    // 不予公开1件（属过程性信息）: quoted with its bracket.
    let closes = in_brackets && clause.last().is_some_and(|token| token.kind == Kind::Mark(Mark::Close));
    let end = last.range.end + usize::from(closes);
    Some(Statement {
        says: Says::All(quantity, whole.figure.numeral),
        scope: whole.scope,
        token: whole.token,
        range: whole.range.start..end,
    })
}

/// Whether a word says that something else is meant, or not all.
fn narrows(word: &Word) -> bool {
    matches!(
        word,
        Word::NotHappened
            | Word::NotReceived
            | Word::NotIssued
            | Word::OtherTopic
            | Word::OtherOutcome
            | Word::Aside
            | Word::Compare
            | Word::Plan
            | Word::OtherYear
            | Word::ManyYears
            | Word::Except
            | Word::Open
            | Word::About
            | Word::AmongThem
            | Word::Share
            | Word::Rate
            | Word::OfDue
            | Word::Carry
            | Word::CarryIn
            | Word::CarryOut
            | Word::Channel
            | Word::Document(_)
    )
}
