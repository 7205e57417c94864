//! What a sentence tells of all applications by parts of them.

use super::lexicon::Word;
use super::mention::{Mention, is_of_all};

/// All applications of a sentence, and those of them that it tells by who applied or
/// how they came: 申请2件，企业和自然人各1件，均予以公开.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    all: Option<&'a Mention>,
    told: Option<i64>,
}

impl<'a> Parts<'a> {
    /// Takes in the next figure of the sentence.
    pub(super) fn take(&mut self, mention: &'a Mention) {
        if mention.quantity.as_ref().is_some_and(is_of_all) {
            *self = Parts { all: Some(mention), told: Some(0) };
            return;
        }
        let sorts = mention.lead.iter().filter(|word| matches!(word, Word::Applicant(_) | Word::Channel)).count();
        let times = if mention.lead.contains(&Word::Each) { sorts } else { sorts.min(1) };
        let count = mention.figure.numeral.whole().zip(i64::try_from(times).ok());
        self.told = self
            .told
            .zip(count)
            .filter(|_| times > 0)
            .and_then(|(told, (one, times))| one.checked_mul(times)?.checked_add(told));
    }

    /// All of them, where the parts add up to as many.
    pub(super) fn whole(&self) -> Option<&'a Mention> {
        self.all.filter(|all| self.told.is_some_and(|told| told > 0) && all.figure.numeral.whole() == self.told)
    }
}
