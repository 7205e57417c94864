//! How many findings one report may have: a document that is no report, or a
//! hostile one, could have hundreds of thousands.

use super::{Context, Family, Reads, Rule, Rules, structure};
use crate::finding::{Finding, Severity};

/// The most findings of one report. One with every figure missing and a mistake
/// in every sentence has a few hundred.
pub const MOST_FINDINGS: usize = 1000;

const TOO_MANY: Rule = Rule { id: "report.too_many_findings", severity: Severity::Info };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[TOO_MANY]),
    check: |_: &Context<'_>, _: &mut Vec<Finding>| {},
    reads: Reads::Text,
    looks_back: false,
    of_form: None,
};

/// The weightiest findings in their order, and one more that says how many were
/// left out.
pub fn bounded(mut findings: Vec<Finding>) -> Vec<Finding> {
    let all = findings.len();
    if all <= MOST_FINDINGS {
        return findings;
    }
    let mut room = MOST_FINDINGS;
    let mut of_severity = |severity| {
        let count = findings.iter().filter(|finding| finding.severity == severity).count().min(room);
        room -= count;
        count
    };
    let mut most =
        [Severity::Error, Severity::Warning, Severity::Info].map(|severity| (severity, of_severity(severity)));
    // That a file was read in part is never left out.
    findings.retain(|finding| match most.iter_mut().find(|(severity, _)| *severity == finding.severity) {
        Some((_, left)) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => finding.rule == structure::TRUNCATED.id,
    });
    let left_out = all - findings.len();
    findings.push(TOO_MANY.finding().param("most", MOST_FINDINGS).param("count", left_out));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_are_kept_in_their_order_and_the_rest_is_counted() {
        let severities = [Severity::Info, Severity::Error, Severity::Warning];
        let all: Vec<Finding> =
            (0..1200).map(|at| Finding::new("text.year", severities[at % 3]).param("at", at)).collect();
        let kept = bounded(all.clone());
        assert_eq!(kept.len(), MOST_FINDINGS + 1);
        let count = |severity| kept.iter().filter(|finding| finding.severity == severity).count();
        assert_eq!([count(Severity::Error), count(Severity::Warning), count(Severity::Info)], [400, 400, 201]);
        assert_eq!(kept[..600], all[..600]);
        let told = kept.last().unwrap();
        assert_eq!((told.rule, told.params.get("count")), ("report.too_many_findings", Some(&200_usize.into())));
        assert_eq!(bounded(all[..1000].to_vec()), all[..1000]);
    }
}
