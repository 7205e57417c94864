//! Checking again after a figure changed: what rests on the text and the shape
//! of the document stays.

use super::{Context, FAMILIES, Family, Prepared};
use super::{aggregate, balance, carryover, cell, disclosure, processing_fee, stock, text};
use crate::Options;
use crate::finding::Finding;
use crate::report::{Observation, Report};

/// The families that read figures.
const OF_FIGURES: &[Family] = &[
    cell::FAMILY,
    balance::FAMILY,
    text::AGAINST_TABLES,
    text::CONFLICT,
    disclosure::FAMILY,
    stock::FAMILY,
    carryover::FAMILY,
    aggregate::FAMILY,
    processing_fee::FAMILY,
];

/// Everything that the rules find, and what they prepared for that.
pub(crate) fn check_and_keep(report: &Report, options: &Options) -> (Vec<Finding>, Prepared) {
    let context = Context::new(report, options);
    let mut findings = Vec::new();
    // What the rules know is another form's.
    let is_of_other_form = report.observations.iter().any(|fact| matches!(fact, Observation::OtherForm { .. }));
    for family in FAMILIES.iter().filter(|_| !is_of_other_form) {
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
    for family in FAMILIES {
        if family.rules.iter().any(|rule| reads_figures(rule.id)) {
            (family.check)(&context, &mut findings);
        } else {
            while let Some(finding) = kept.next_if(|finding| family.rules.iter().any(|rule| rule.id == finding.rule)) {
                findings.push(finding.clone());
            }
        }
    }
    (findings, context.prepared)
}

/// Whether a rule reads figures of the tables.
pub(crate) fn reads_figures(rule: &str) -> bool {
    OF_FIGURES.iter().flat_map(|family| family.rules).any(|known| known.id == rule)
}
