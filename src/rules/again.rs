//! Checking again after a figure changed: what rests on the text and the shape
//! of the document stays.

use super::{Context, FAMILIES, Family, Passage, mask};
use super::{aggregate, balance, carryover, cell, disclosure, stock, text};
use crate::Options;
use crate::finding::Finding;
use crate::report::Report;

/// The families that read figures.
const OF_FIGURES: &[Family] = &[
    cell::FAMILY,
    balance::FAMILY,
    text::FAMILY,
    disclosure::FAMILY,
    stock::FAMILY,
    carryover::FAMILY,
    aggregate::FAMILY,
];

/// Everything that the rules find, and the running text as they read it.
pub(crate) fn check_and_keep(report: &Report, options: &Options) -> (Vec<Finding>, Vec<Passage>) {
    let context = Context::new(report, options);
    context.passages();
    let mut findings = Vec::new();
    for family in FAMILIES {
        (family.check)(&context, &mut findings);
    }
    mask(&mut findings);
    (findings, context.passages.into_inner().unwrap_or_default())
}

/// What the rules find after figures changed, in the order of a whole check.
/// `before` is what they found before, `passages` the running text.
pub(crate) fn check_figures(
    report: &Report,
    options: &Options,
    passages: Vec<Passage>,
    before: Vec<Finding>,
) -> (Vec<Finding>, Vec<Passage>) {
    let context = Context { report, options, passages: passages.into() };
    let mut findings = Vec::with_capacity(before.len());
    let mut kept = before.into_iter().filter(|finding| !reads_figures(finding.rule)).peekable();
    for family in FAMILIES {
        if family.rules.iter().any(|rule| reads_figures(rule.id)) {
            let start = findings.len();
            (family.check)(&context, &mut findings);
            mask(findings.get_mut(start..).unwrap_or_default());
        } else {
            while let Some(finding) = kept.next_if(|finding| family.rules.iter().any(|rule| rule.id == finding.rule)) {
                findings.push(finding);
            }
        }
    }
    (findings, context.passages.into_inner().unwrap_or_default())
}

fn reads_figures(rule: &str) -> bool {
    OF_FIGURES.iter().flat_map(|family| family.rules).any(|known| known.id == rule)
}
