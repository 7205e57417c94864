//! Why something handed in was not read.

/// Why something handed in was not read: a code of the message catalogue and its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Permanent code: `empty`, `too_large`, `encrypted` …
    pub code: &'static str,
    /// Facts for the message, by name.
    pub facts: Vec<(&'static str, Fact)>,
}

/// A fact of a refusal.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Fact {
    /// A number of something.
    Count(usize),
    /// The name of something.
    Text(String),
}

impl From<usize> for Fact {
    fn from(count: usize) -> Self {
        Fact::Count(count)
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Fact::Text(text.to_owned())
    }
}

impl Refusal {
    /// A refusal without facts.
    pub fn new(code: &'static str) -> Self {
        Refusal { code, facts: Vec::new() }
    }

    /// The same refusal with a fact for its message.
    #[must_use]
    pub fn param(mut self, name: &'static str, value: impl Into<Fact>) -> Self {
        self.facts.push((name, value.into()));
        self
    }
}
