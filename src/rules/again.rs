//! Checking again after a figure changed: what rests on the text and the shape
//! of the document stays.

use super::{Context, FAMILIES, Prepared, Reads};
use crate::Options;
use crate::finding::Finding;
use crate::report::{Observation, Report};

/// Everything that the rules find, and what they prepared for that.
pub(crate) fn check_and_keep(report: &Report, options: &Options) -> (Vec<Finding>, Prepared) {
    let context = Context::new(report, options);
    let mut findings = Vec::new();
    // What the rules know is another form's.
    let is_of_other_form = report.observations.iter().any(|fact| matches!(fact, Observation::OtherForm { .. }));
    for family in FAMILIES.iter().filter(|family| !is_of_other_form && family.is_about(report)) {
        (family.check)(&context, &mut findings);
    }
    (findings, context.prepared)
}

/// What the rules find after figures changed, in the order of a whole check.
/// `kept` are the findings of the rules that read no figures, `prepared` what
/// the rules prepared.
pub(crate) fn check_figures(
    report: &Report,
    options: &Options,
    prepared: Prepared,
    kept: &[Finding],
) -> (Vec<Finding>, Prepared) {
    let context = Context { report, options, prepared };
    let mut findings = Vec::with_capacity(kept.len());
    let mut kept = kept.iter().peekable();
    for family in FAMILIES.iter().filter(|family| family.is_about(report)) {
        if family.reads == Reads::Figures {
            (family.check)(&context, &mut findings);
        } else {
            while let Some(finding) = kept.next_if(|finding| family.has(finding.rule)) {
                findings.push(finding.clone());
            }
        }
    }
    (findings, context.prepared)
}

/// Whether a rule reads figures of the tables.
pub(crate) fn reads_figures(rule: &str) -> bool {
    FAMILIES.iter().any(|family| family.reads == Reads::Figures && family.has(rule))
}
