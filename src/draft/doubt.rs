//! What a person has to confirm, as data: sentences are made where the file is written.

use crate::Language;
use crate::messages;

/// A guess, or what was left out: a phrase of the catalogues and what it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Doubt {
    /// A key of the catalogues: `draft.sum`.
    key: &'static str,
    /// What stands on the paper.
    named: String,
}

impl Doubt {
    /// A doubt about what is called so on the paper.
    pub fn new(key: &'static str, named: impl Into<String>) -> Self {
        Doubt { key, named: named.into() }
    }

    /// In words.
    pub fn sentence(&self, language: Language) -> String {
        messages::phrase(self.key, &[("named", &self.named)], language)
    }
}

/// Several in one text.
pub(super) fn sentences(doubts: &[Doubt], language: Language) -> Option<String> {
    let sentences: Vec<String> = doubts.iter().map(|doubt| doubt.sentence(language)).collect();
    (!sentences.is_empty()).then(|| sentences.join(&messages::phrase("draft.and", &[], language)))
}
