//! What the text says of documents, decisions and fees, against the table of
//! active disclosure.

use super::super::claims::quantity::Quantity;
use super::comparison::compare;
use super::{Rule, Text};
use crate::finding::{Finding, Severity};
use crate::packs::annual_report::DISCLOSURE;

pub(super) const RULE: Rule = Rule { id: "text.disclosure", severity: Severity::Warning };

pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Finding>) {
    let is_of_disclosure = |quantity: &Quantity| matches!(quantity, Quantity::Document(..));
    compare(&RULE, DISCLOSURE, text.report, text.claims.iter(), is_of_disclosure, findings);
}
