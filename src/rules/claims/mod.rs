//! Claims: what the running text says about figures, as data: which quantity,
//! of whom, how many, where. The `text.*` rules compare them with the tables
//! and with each other.
//!
//! The way: [`Passage`] (characters) → [`token`] (words of the [`lexicon`],
//! figures, marks) → [`mention`] (figures with what they count) and [`denial`]
//! (statements without a figure). Every step reads its input once.

mod completion;
pub mod decide;
pub mod denial;
mod ended;
mod followed;
pub mod lexicon;
pub mod list;
mod matter;
pub mod mention;
pub mod numeral;
mod parts;
pub mod phrase;
mod plain;
mod portion;
pub mod quantity;
mod reason;
mod respective;
pub mod scope;
mod settle;
mod single;
mod suits;
mod time;
pub mod token;
pub mod walker;
mod whole;
mod wording;

use super::passage::Passage;
use crate::order;
use crate::report::Report;
use decide::Topic;
use denial::{Says, Statement};
use mention::Mention;
use quantity::Quantity;
use scope::{Body, Scope};
use std::ops::Range;
use std::sync::Arc;
use token::Token;
use walker::Walker;

/// A passage with everything that it says about figures.
#[derive(Debug)]
pub struct Narrative {
    /// Its characters.
    pub passage: Arc<Passage>,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its figures.
    pub mentions: Vec<Mention>,
    /// Its statements without a figure.
    pub statements: Vec<Statement>,
}

/// Something that the text says and a table can confirm.
#[derive(Debug, Clone)]
pub struct Claim {
    /// What is counted.
    pub quantity: Quantity,
    /// How many there are said to be.
    pub amount: Amount,
    /// Of whom.
    pub scope: Scope,
    /// The words, as they stand but for white space.
    pub words: String,
    /// Bytes of the report's text.
    pub span: Range<usize>,
}

/// How many there are said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// This figure.
    Stated(numeral::Numeral),
    /// None.
    Nothing,
    /// All are, of a whole of this many.
    All(numeral::Numeral),
    /// All are done with.
    AllConcluded,
    /// This part of a whole in hundredths, without a count beside it; the whole where
    /// the sentence tells it.
    Share(numeral::Numeral, Option<i64>),
}

/// Reads the running text of a report.
pub fn narratives(report: &Report, passages: &[Arc<Passage>]) -> Vec<Narrative> {
    let body = Body::of(report);
    let mut topic = Topic::Unknown;
    let mut narratives = Vec::new();
    for passage in passages {
        let tokens = token::tokens(passage, report.year);
        if topic == Topic::Unknown && !passage.is_heading {
            topic = Topic::implied(&tokens, passage);
        }
        let (mentions, states) = Walker::new(passage, &tokens, &body, report.year, topic).walk();
        let mut statements = denial::statements(passage, &tokens, &states);
        statements.extend(whole::statements(passage, &tokens, &mentions));
        statements.extend(whole::of_one_kind(passage, &tokens, &mentions, &states));
        statements.extend(portion::statements(passage, &tokens, &mentions));
        // A heading says what the passage beneath it speaks of.
        let last = states.last().map_or(Topic::Unknown, |state| state.topic);
        topic = if passage.is_heading { last } else { Topic::Unknown };
        narratives.push(Narrative { passage: Arc::clone(passage), tokens, mentions, statements });
    }
    narratives
}

impl Narrative {
    /// The claims of the passage, in the order of the text.
    pub fn claims(&self) -> Vec<Claim> {
        let mut claims: Vec<(usize, Claim)> = Vec::new();
        for mention in &self.mentions {
            if let Some(quantity) = &mention.quantity {
                let amount = Amount::Stated(mention.figure.numeral);
                let claim = self.claim(quantity.clone(), amount, mention.scope, mention.range.clone());
                claims.push((mention.token, claim));
            }
        }
        for statement in &self.statements {
            let (quantity, amount) = match &statement.says {
                Says::None(quantity) => (quantity.clone(), Amount::Nothing),
                Says::All(quantity, whole) => (quantity.clone(), Amount::All(*whole)),
                Says::AllConcluded => (Quantity::CarriedOut, Amount::AllConcluded),
                Says::Share(quantity, share, whole) => (quantity.clone(), Amount::Share(*share, *whole)),
            };
            let claim = self.claim(quantity, amount, statement.scope, statement.range.clone());
            claims.push((statement.token, claim));
        }
        order::sort_by_key(&mut claims, |(token, _)| *token);
        claims.into_iter().map(|(_, claim)| claim).collect()
    }

    fn claim(&self, quantity: Quantity, amount: Amount, scope: Scope, range: Range<usize>) -> Claim {
        Claim { quantity, amount, scope, words: self.passage.words(range.clone()), span: self.passage.bytes(range) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `GOUJI_TEXT=FILE cargo test --lib claims::tests::show -- --ignored --nocapture`
    /// prints what is made of every figure and denial of a text, one line a
    /// paragraph.
    #[test]
    #[ignore = "prints for a person"]
    fn show() {
        let path = std::env::var("GOUJI_TEXT").expect("a file");
        let text = std::fs::read_to_string(path).expect("a text");
        let mut report = Report { year: Some(2023), ..Report::default() };
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            if let Some(year) = line.strip_prefix("@year ") {
                report.year = year.parse().ok();
            } else if let Some(organ) = line.strip_prefix("@organ ") {
                report.organ = Some(organ.into());
            } else {
                let start = report.text.len();
                report.text.push_str(line);
                report.paragraphs.push(start..report.text.len());
                report.text.push_str("\n");
            }
        }
        let passages: Vec<_> = super::super::passage::passages(&report).into_iter().map(Arc::new).collect();
        for narrative in narratives(&report, &passages) {
            println!("\n{}", narrative.passage.text(0..narrative.passage.chars.len()));
            for mention in &narrative.mentions {
                println!(
                    "  {} | {:?} | {:?} | {:?} | {:?} {:?}",
                    narrative.passage.text(mention.range.clone()),
                    mention.quantity,
                    mention.scope,
                    mention.topic,
                    mention.figure.numeral.bound,
                    mention.lead
                );
            }
            for statement in &narrative.statements {
                println!(
                    "  {} | {:?} | {:?}",
                    narrative.passage.text(statement.range.clone()),
                    statement.says,
                    statement.scope
                );
            }
        }
    }
}
