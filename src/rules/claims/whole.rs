//! What is said of all of a whole: 行政复议1件，复议机关维持; 申请3件，均予以公开.

use super::super::passage::Passage;
use super::decide::{outcome, results};
use super::denial::{Says, Statement, subject, words};
use super::lexicon::Word;
use super::mention::Mention;
use super::quantity::Quantity;
use super::token::{Kind, Mark, Token};

/// What says that some are meant.
const SOME: &[&str] = &["部分", "多数", "个别", "率", "主要"];

/// The statements of a passage. `mentions` are its figures in the order of the
/// text.
pub fn statements(passage: &Passage, tokens: &[Token], mentions: &[Mention]) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut mentions = mentions.iter().peekable();
    let (mut first, mut whole) = (0, None::<&Mention>);
    for clause in tokens.split_inclusive(|token| matches!(token.kind, Kind::Mark(mark) if mark != Mark::Pause)) {
        let end = first + clause.len();
        let mut has_figures = false;
        while let Some(mention) = mentions.next_if(|mention| mention.token < end) {
            (whole, has_figures) = (Some(mention), true);
        }
        if let Some(whole) = whole.filter(|_| !has_figures) {
            statements.extend(said_of_all(passage, clause, whole));
        }
        if matches!(clause.last().map(|token| token.kind), Some(Kind::Mark(Mark::Stop | Mark::Semicolon))) {
            whole = None;
        }
        first = end;
    }
    statements
}

fn said_of_all(passage: &Passage, clause: &[Token], whole: &Mention) -> Option<Statement> {
    let named: Vec<Word> = words(clause).collect();
    let goes_on = clause.last().is_some_and(|token| token.kind == Kind::Mark(Mark::Colon));
    if named.iter().any(narrows) || goes_on || !whole.figure.numeral.is_exact() {
        return None;
    }
    let last = clause.iter().rev().find(|token| !matches!(token.kind, Kind::Mark(_)))?;
    let all = named.contains(&Word::All);
    let quantity = match whole.quantity.as_ref()? {
        Quantity::Review(of, None) => {
            let column = outcome(&named)??;
            let same = subject(&named).is_none_or(|named| named == *of);
            let is_one = whole.figure.numeral.whole() == Some(1);
            let text = passage.text(clause.first()?.range.start..last.range.end);
            let some = SOME.iter().any(|word| text.contains(word));
            (same && !some && (all || is_one) && column != "decided").then_some(Quantity::Review(*of, Some(column)))
        }
        Quantity::Received
        | Quantity::ReceivedNew
        | Quantity::Handled
        | Quantity::Concluded
        | Quantity::Replied
        | Quantity::Applications
            if all && !named.iter().any(|word| matches!(word, Word::Applicant(_))) =>
        {
            results(&named)
        }
        _ => None,
    }?;
    Some(Statement {
        says: Says::All(quantity, whole.figure.numeral),
        scope: whole.scope,
        token: whole.token,
        range: whole.range.start..last.range.end,
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
            | Word::Publish
            | Word::PutOut
            | Word::Document(_)
    )
}
