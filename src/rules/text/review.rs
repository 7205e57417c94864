//! What the text says of reconsideration and litigation, against their table.

use super::super::claims::quantity::Quantity;
use super::comparison::compare;
use super::{Rule, Text};
use crate::finding::{Finding, Severity};
use crate::packs::annual_report::REVIEW;

pub(super) const RULE: Rule = Rule { id: "text.review", severity: Severity::Warning };

pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Finding>) {
    let is_of_review = |quantity: &Quantity| matches!(quantity, Quantity::Review(..));
    compare(&RULE, REVIEW, text.report, text.claims.iter(), is_of_review, findings);
}
