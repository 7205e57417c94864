//! Where a value stands in the text that it was read from: what was read still
//! points there.

use crate::json::Json;

/// The places in a text.
pub(super) struct Places<'j> {
    text: &'j str,
}

impl<'j> Places<'j> {
    pub(super) fn new(text: &'j str) -> Self {
        Places { text }
    }

    /// The byte at which a value begins; `None` where nothing of it points there.
    pub(super) fn of(&self, json: &Json<'j>) -> Option<usize> {
        match json {
            Json::Object(_, whole) => self.of_slice(whole),
            Json::Number(digits) => self.of_slice(digits),
            Json::Text(text) => self.of_text(text),
            Json::List(parts) => parts.first().and_then(|first| self.of(first)),
            Json::Null | Json::Boolean(_) => None,
        }
    }

    /// The byte of the quotation mark before a text.
    pub(super) fn of_text(&self, text: &str) -> Option<usize> {
        self.of_slice(text).map(|at| at.saturating_sub(1))
    }

    /// The byte at which a part of the text begins; none of a copy.
    fn of_slice(&self, part: &str) -> Option<usize> {
        let at = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        (at + part.len() <= self.text.len()).then_some(at)
    }

    /// Line and character of a byte, both from 1.
    pub(super) fn line_and_column(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }
}
