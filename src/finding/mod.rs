//! A finding as data: which rule, which cells, which figures. Sentences are
//! made of it in [`crate::messages`].

mod address;
mod params;

pub use crate::severity::Severity;
pub use address::Address;
pub use params::{NamedFigure, Param, Params};

use crate::report::Number;
use crate::shown::Shown;
use std::ops::Range;

/// What a rule found in one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Permanent id of the rule.
    pub rule: &'static str,
    /// Which of the rule's messages fits: a key of the message catalogue.
    pub variant: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Facts of this finding, typed.
    pub params: Params,
    /// The cells that it is about, the primary one first.
    pub cells: Vec<Address>,
    /// The passage that it is about, as bytes of the report's text.
    pub span: Option<Range<usize>>,
    /// What should stand there, where that is known.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding with the rule's ordinary message and nothing else yet.
    pub fn new(rule: &'static str, severity: Severity) -> Self {
        Finding {
            rule,
            variant: "message",
            severity,
            params: Params::default(),
            cells: Vec::new(),
            span: None,
            fix: None,
        }
    }

    /// The same finding with another of the rule's messages.
    pub fn variant(mut self, variant: &'static str) -> Self {
        self.variant = variant;
        self
    }

    /// Adds a fact.
    pub fn param(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.params.push(name, value.into());
        self
    }

    /// Adds a cell; the first one added is the primary one.
    pub fn cell(mut self, address: Address) -> Self {
        self.cells.push(address);
        self
    }

    /// Adds cells.
    pub fn cells(mut self, addresses: impl IntoIterator<Item = Address>) -> Self {
        self.cells.extend(addresses);
        self
    }

    /// Sets the passage.
    pub fn span(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }
}

/// What should stand in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// The cell.
    pub cell: Address,
    /// Its right value.
    pub value: Number,
    /// How sure that is.
    pub kind: FixKind,
}

/// How sure a fix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum FixKind {
    /// The data itself proves it.
    Deductive,
    /// Likely; a person has to know.
    Suggested,
}

impl FixKind {
    /// Its name in results: `deductive`.
    pub const fn name(self) -> &'static str {
        match self {
            FixKind::Deductive => "deductive",
            FixKind::Suggested => "suggested",
        }
    }
}

/// A finding that a person has accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Waived {
    /// The finding.
    pub finding: Finding,
    /// Why it was accepted.
    pub reason: Shown,
}
