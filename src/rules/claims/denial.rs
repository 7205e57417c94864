//! Statements without a figure: nothing was received, everything is done.

use super::super::passage::Passage;
use super::decide::Topic;
use super::lexicon::Word;
use super::mention::State;
use super::quantity::{Quantity, Subject};
use super::scope::Scope;
use super::token::{Kind, Mark, Token, Unit};
use std::ops::Range;

/// A statement without a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub says: Says,
    /// Of whom.
    pub scope: Scope,
    /// Index of its first token.
    pub token: usize,
    /// Characters of the passage.
    pub range: Range<usize>,
}

/// What a statement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// There was none of these.
    None(Quantity),
    /// Every application is done with. `certain`: 办结, not just answered in
    /// time.
    AllConcluded {
        /// Whether the words leave no doubt.
        certain: bool,
    },
}

/// The words of one clause and where they stand.
struct Clause<'a> {
    tokens: &'a [Token],
    first: usize,
    scope: Scope,
}

/// The statements of a passage. `states` is what holds at each token.
pub fn statements(passage: &Passage, tokens: &[Token], states: &[State]) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut first = 0;
    let ends = |token: &Token| {
        matches!(
            token.kind,
            Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Stop | Mark::Colon | Mark::Open | Mark::Close)
        )
    };
    for clause in tokens.split_inclusive(ends) {
        let last = (first + clause.len()).checked_sub(1).and_then(|last| states.get(last));
        if let Some(&State { topic, scope }) = last {
            let clause = Clause { tokens: clause, first, scope };
            statements.extend(clause.denial(passage));
            statements.extend(clause.completion(topic));
        }
        first += clause.len();
    }
    statements
}

impl Clause<'_> {
    fn position(&self, test: impl Fn(Word) -> bool) -> Option<usize> {
        self.tokens.iter().position(|token| matches!(token.kind, Kind::Word(word) if test(word)))
    }

    fn statement(&self, says: Says, from: usize) -> Option<Statement> {
        let start = self.tokens.get(from)?.range.start;
        let last = self.tokens.iter().rev().find(|token| !matches!(token.kind, Kind::Mark(_)))?;
        Some(Statement { says, scope: self.scope, token: self.first + from, range: start..last.range.end })
    }

    /// 未收到政府信息公开申请, 未发生行政复议、行政诉讼.
    fn denial(&self, passage: &Passage) -> Option<Statement> {
        let at = self.position(|word| matches!(word, Word::NotReceived | Word::NotHappened))?;
        let token = self.tokens.get(at)?;
        let behind: Vec<Word> = words(self.tokens.get(at + 1..)?).collect();
        let narrowed = |word: &Word| {
            matches!(
                word,
                Word::OtherOutcome
                    | Word::Outcome(_)
                    | Word::OtherTopic
                    | Word::Aside
                    | Word::Result(_)
                    | Word::Channel
                    | Word::OfDue
                    | Word::Carry
                    | Word::CarryIn
                    | Word::CarryOut
                    | Word::OtherYear
                    | Word::ManyYears
                    | Word::Plan
                    | Word::Office
            )
        };
        if behind.iter().any(narrowed) || self.has_figures() || lone_no(passage, token) {
            return None;
        }
        if let Some(subject) = subject(&behind) {
            return self.statement(Says::None(Quantity::Review(subject, None)), at);
        }
        let applications = behind.contains(&Word::Application)
            && !behind
                .iter()
                .any(|word| matches!(word, Word::Conclude | Word::Reply | Word::Document(_) | Word::Applicant(_)));
        let received = token.kind == Kind::Word(Word::NotReceived) || is_bare_no(passage, token);
        if applications && received {
            return self.statement(Says::None(Quantity::Received), at);
        }
        // 行政复议、行政诉讼均未发生
        let nothing_behind = behind.is_empty();
        let before: Vec<Word> = words(self.tokens.get(..at)?).collect();
        let subject = subject(&before).filter(|_| nothing_behind && !before.iter().any(narrowed))?;
        let from = self.position(|word| matches!(word, Word::Review(_)))?;
        self.statement(Says::None(Quantity::Review(subject, None)), from)
    }

    /// A figure other than the 一 of 一起 says how many there were after all.
    fn has_figures(&self) -> bool {
        self.tokens.iter().any(|token| match token.kind {
            Kind::Figure(figure) => {
                matches!(figure.unit, Unit::Count(_))
                    && !(figure.numeral.is_chinese && figure.numeral.whole() == Some(1))
            }
            _ => false,
        })
    }

    /// 全部办结, 均已办结, 办结率100%.
    fn completion(&self, topic: Topic) -> Option<Statement> {
        let open = |word: Word| {
            matches!(
                word,
                Word::OfDue
                    | Word::Except
                    | Word::NotHappened
                    | Word::NotReceived
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
        if topic != Topic::Applications || words(self.tokens).any(open) {
            return None;
        }
        if let Some(rate) = self.position(|word| word == Word::Rate) {
            let figure = self.tokens.get(rate + 1)?;
            let full = matches!(figure.kind, Kind::Figure(figure)
                if figure.unit == Unit::Percent && figure.numeral.whole() == Some(100));
            return full.then(|| self.statement(Says::AllConcluded { certain: true }, rate))?;
        }
        let all = self.position(|word| word == Word::All)?;
        let done = self.position(|word| matches!(word, Word::Conclude | Word::Reply)).filter(|&done| done > all)?;
        let certain = matches!(self.tokens.get(done)?.kind, Kind::Word(Word::Conclude));
        self.statement(Says::AllConcluded { certain }, all)
    }
}

fn words(tokens: &[Token]) -> impl Iterator<Item = Word> + '_ {
    tokens.iter().filter_map(|token| match token.kind {
        Kind::Word(word) => Some(word),
        _ => None,
    })
}

/// What the words of a clause together name: reconsideration, litigation, both.
pub fn subject(words: &[Word]) -> Option<Subject> {
    let subjects = words.iter().filter_map(|word| match word {
        Word::Review(subject) => Some(*subject),
        _ => None,
    });
    subjects.reduce(Subject::with)
}

/// 没有 and 无 say that there are none of what follows at once.
fn is_bare_no(passage: &Passage, token: &Token) -> bool {
    ["没有", "未有", "无", "暂无"].contains(&passage.text(token.range.clone()).as_str())
}

/// 无 inside another word (无关, 无障碍).
fn lone_no(passage: &Passage, token: &Token) -> bool {
    let next = passage.char(token.range.end);
    passage.text(token.range.clone()) == "无" && !next.is_some_and(|next| "因行复政依申信公被起诉一".contains(next))
}
