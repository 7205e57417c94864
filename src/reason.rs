//! Why nothing could be checked.

use crate::finding::{Param, Params};
use gouji_kernel::{Fact, Refusal};

/// Why nothing could be checked: a code of the message catalogue and its facts.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Permanent code: `empty`, `not_a_report`, `image_only` …
    pub code: &'static str,
    /// Facts for the message.
    pub params: Params,
}

impl Reason {
    /// A reason without facts.
    pub fn new(code: &'static str) -> Self {
        Reason { code, params: Params::default() }
    }

    /// The same reason with a fact for its message.
    pub fn param(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.params.push(name, value.into());
        self
    }
}

impl From<Refusal> for Reason {
    fn from(refusal: Refusal) -> Self {
        refusal.facts.into_iter().fold(Reason::new(refusal.code), |reason, (name, fact)| match fact {
            Fact::Count(count) => reason.param(name, count),
            Fact::Text(text) => reason.param(name, text.as_str()),
        })
    }
}
