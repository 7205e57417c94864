//! Statements that everything is done with: 全部办结, 办结率100%.

use super::decide::Topic;
use super::denial::{Clause, Says, Statement, words};
use super::lexicon::Word;
use super::token::{Kind, Unit};

impl Clause<'_> {
    /// 全部办结, 均已办结, 办结率100%.
    pub(super) fn completion(&self) -> Option<Statement> {
        let open = |word: Word| {
            matches!(
                word,
                Word::OfDue
                    | Word::Except
                    | Word::NotHappened
                    | Word::NotReceived
                    | Word::NotIssued
                    | Word::CarryIn
                    | Word::Plan
                    | Word::OtherTopic
                    | Word::Aside
                    | Word::Review(_)
                    | Word::OtherYear
                    | Word::Compare
                    | Word::Channel
                    | Word::Applicant(_)
                    | Word::Result(_)
            )
        };
        if self.topic != Topic::Applications || words(self.tokens).any(open) {
            return None;
        }
        if let Some(rate) = self.position(|word| word == Word::Rate) {
            let figure = self.tokens.get(rate + 1)?;
            let full = matches!(figure.kind, Kind::Figure(figure)
                if figure.unit == Unit::Percent && figure.numeral.whole() == Some(100));
            return full.then(|| self.statement(Says::AllConcluded, rate))?;
        }
        // 均在期限内答复 may well be said where some are still open.
        let all = self.position(|word| word == Word::All)?;
        self.position(|word| word == Word::Conclude).filter(|&done| done > all)?;
        self.statement(Says::AllConcluded, all)
    }
}
