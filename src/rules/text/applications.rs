//! What the text says of applications, against the table of applications.

use super::super::claims::quantity::Quantity;
use super::super::claims::{Amount, Claim};
use super::comparison::compare;
use super::{Rule, Text};
use crate::finding::{Finding, Severity};
use crate::packs::annual_report::APPLICATIONS;

pub(super) const RULE: Rule = Rule { id: "text.applications", severity: Severity::Warning };

pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Finding>) {
    // Where the text itself says that some are still open, 均已办结 speaks of the others.
    let carries_over = carries_over(text.claims);
    let spoken = |claim: &&Claim| !(carries_over && matches!(claim.amount, Amount::AllConcluded));
    let claims = text.claims.iter().filter(spoken);
    compare(&RULE, APPLICATIONS, text.report, claims, is_of_applications, findings);
}

fn is_of_applications(quantity: &Quantity) -> bool {
    !matches!(quantity, Quantity::Review(..) | Quantity::Document(..))
}

fn carries_over(claims: &[Claim]) -> bool {
    claims.iter().any(|claim| {
        matches!(claim.quantity, Quantity::CarriedOut | Quantity::Carried)
            && matches!(claim.amount, Amount::Stated(numeral) if numeral.millionths > 0)
    })
}
