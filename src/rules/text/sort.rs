//! What sort of part a figure is: one breakdown has one sort.

use super::super::claims::decide::Topic;
use super::super::claims::lexicon::Word;
use super::super::claims::mention::Mention;
use super::super::claims::numeral::Bound;
use super::super::claims::quantity::Quantity;
use super::super::claims::token::Unit;

/// What sort of part a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Applicant,
    Channel,
    Result,
    Process,
    Other,
    Plain,
}

/// The sort of a figure.
pub(super) fn sort(mention: &Mention) -> Sort {
    let has = |test: fn(&Word) -> bool| mention.lead.iter().any(test);
    match &mention.quantity {
        Some(Quantity::Review(..) | Quantity::Document(..)) => Sort::Other,
        None if matches!(mention.topic, Topic::Other | Topic::Document(_)) => Sort::Plain,
        _ if has(|word| matches!(word, Word::Result(_))) => Sort::Result,
        _ if has(|word| matches!(word, Word::Applicant(_))) => Sort::Applicant,
        _ if has(|word| matches!(word, Word::Channel)) => Sort::Channel,
        Some(_) => Sort::Process,
        None if is_step(mention) => Sort::Process,
        None => Sort::Plain,
    }
}

/// Whether a figure is an exact count of something, not a difference.
pub(super) fn can_be_whole(mention: &Mention) -> bool {
    let numeral = mention.figure.numeral;
    let is_exact = numeral.bound == Bound::Exact && numeral.tolerance == 0;
    matches!(mention.figure.unit, Unit::Count(_)) && !mention.is_compared && is_exact
}

/// Whether a figure counts a step of the work: `共办理 718 件`.
pub(super) fn is_step(mention: &Mention) -> bool {
    mention.lead.iter().any(|word| {
        matches!(
            word,
            Word::Receive
                | Word::ReceiveNew
                | Word::Handle
                | Word::Conclude
                | Word::Reply
                | Word::CarryIn
                | Word::CarryOut
                | Word::Carry
        )
    })
}
