//! 分别为: the quantities that a list of words names, one for each figure.

use super::decide::{Topic, carried, process, results};
use super::lexicon::Word;
use super::quantity::{Quantity, Subject};

/// The quantities that a list of words names one by one, for 分别为 3 件、5 件:
/// as many as there are figures, or none.
pub fn respective(words: &[Word], topic: Topic, figures: usize) -> Option<Vec<Quantity>> {
    let subject_of_topic = match topic {
        Topic::Review(subject) => subject,
        _ => Subject::Both,
    };
    let row = match topic {
        Topic::Document(row) => row,
        _ => "normative_documents",
    };
    let decisions = |word| match word {
        Word::Document(row @ ("licensing" | "penalties" | "coercion")) => Some(Quantity::Document(row, None)),
        _ => None,
    };
    let published = words.iter().any(|word| matches!(word, Word::Publish | Word::PutOut | Word::Items | Word::Aside));
    let lists: [Vec<Quantity>; 7] = [
        if published { Vec::new() } else { list(words, decisions) },
        list(words, |word| match word {
            word @ Word::Result(_) => results(&[word]),
            _ => None,
        }),
        list(words, |word| match word {
            Word::Applicant(applicant) => Some(Quantity::Applicant(applicant)),
            _ => None,
        }),
        list(words, |word| match word {
            Word::Outcome(column) => Some(Quantity::Review(subject_of_topic, Some(column))),
            _ => None,
        }),
        list(words, |word| match word {
            Word::Review(subject) => Some(Quantity::Review(subject, None)),
            _ => None,
        }),
        list(words, |word| match word {
            Word::Turnover(count) => Some(Quantity::Document(row, Some(count))),
            _ => None,
        }),
        list(words, |word| match word {
            Word::Document(_) => None,
            word => process(&[word]).or_else(|| carried(&[word])).filter(|_| !matches!(word, Word::Application)),
        }),
    ];
    lists.into_iter().find(|list| list.len() == figures)
}

fn list(words: &[Word], pick: impl Fn(Word) -> Option<Quantity>) -> Vec<Quantity> {
    words.iter().filter_map(|&word| pick(word)).collect()
}
