//! What the text says of applications, against the table of applications.

use super::super::claims::quantity::Quantity;
use super::super::claims::{Amount, Claim};
use super::comparison::compare;
use super::{Rule, Text};
use crate::finding::{Finding, Severity};
use crate::forms::TableId;
use std::ops::Range;

pub(super) const RULE: Rule = Rule { id: "text.applications", severity: Severity::Warning };

pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Finding>) -> Vec<Range<usize>> {
    let claims: Vec<Claim> = if carries_over(text.claims) {
        // The text itself says that some are still open: 均已办结 speaks of the others.
        let spoken = text.claims.iter().filter(|claim| !matches!(claim.amount, Amount::AllConcluded { .. }));
        spoken.cloned().collect()
    } else {
        text.claims.to_vec()
    };
    compare(&RULE, TableId::Applications, text.report, &claims, is_of_applications, findings)
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
