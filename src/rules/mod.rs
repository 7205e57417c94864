//! The rules: a recognised report in, findings out. One family, one file. A
//! rule knows nothing of formats and makes no sentences.

mod balance;
mod cell;
mod passage;
mod privacy;
mod structure;

pub use balance::{Relations, Sides, assess, relations};
pub use passage::Passage;
pub use privacy::masked;

use crate::Options;
use crate::finding::{Finding, Severity};
use crate::report::Report;
use std::cell::OnceCell;

/// What a rule may look at.
pub struct Context<'a> {
    /// The report that is checked.
    pub report: &'a Report,
    /// What the caller said: the year before, the units, the body's level.
    pub options: &'a Options,
    passages: OnceCell<Vec<Passage>>,
}

impl<'a> Context<'a> {
    /// What the rules look at in this check.
    pub fn new(report: &'a Report, options: &'a Options) -> Self {
        Context { report, options, passages: OnceCell::new() }
    }

    /// The running text, normalised. Made once for all rules.
    pub fn passages(&self) -> &[Passage] {
        self.passages.get_or_init(|| passage::passages(self.report))
    }
}

/// The declaration of a rule. What it says to people stands in the message
/// catalogues, under the same id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Permanent id, never reused.
    pub id: &'static str,
    /// Its ordinary severity.
    pub severity: Severity,
}

impl Rule {
    /// A finding of this rule at its ordinary severity.
    pub fn finding(&self) -> Finding {
        Finding::new(self.id, self.severity)
    }
}

/// A family of rules that are checked together.
pub struct Family {
    /// The rules whose findings it gives.
    pub rules: &'static [Rule],
    /// Appends what it finds.
    pub check: fn(&Context<'_>, &mut Vec<Finding>),
}

/// Every family, in the order in which their findings are listed.
pub const FAMILIES: &[Family] = &[
    structure::FAMILY,
    cell::FAMILY,
    balance::FAMILY,
    // Across the report and beyond it.
    privacy::FAMILY,
];

/// Every rule, in the order of the families.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.rules)
}

/// The declaration of the rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

/// Everything that the rules find in a report, in a stable order, each at its
/// ordinary severity.
pub fn check(report: &Report, options: &Options) -> Vec<Finding> {
    let context = Context::new(report, options);
    let mut findings = Vec::new();
    for family in FAMILIES {
        (family.check)(&context, &mut findings);
    }
    findings
}
