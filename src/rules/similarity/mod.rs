//! Texts that are another report's again (雷同): last year's, or another
//! unit's of the same year.
//!
//! Headings, table labels and the sentences of the format are left out, digits
//! and years are masked, so that a copied text with new figures stays a copy.

#[cfg(feature = "region")]
mod among;
mod measure;

#[cfg(feature = "region")]
pub use among::{Sketch, similar};

use super::passage::passages;
use super::{Context, Family, Passage, Reads, Rule, Rules};
use crate::finding::{Finding, Severity};
use crate::packs::annual_report;
use crate::report::{Report, Section};
use crate::shown::Verbatim;
use measure::{Measured, estimate};
use std::sync::Arc;

const PREVIOUS: Rule = Rule { id: "similarity.previous", severity: Severity::Warning };
const UNITS: Rule = Rule { id: "similarity.units", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[PREVIOUS, UNITS]),
    check,
    reads: Reads::Text,
    looks_back: true,
    of_form: Some(annual_report::FORM),
};

/// Texts of fewer characters are not judged: there is only one way to say 无.
const SHORTEST: usize = 60;
/// How far below the threshold an estimate may lie for the pair to be measured.
const MARGIN: usize = 15;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.options.previous().is_none() && context.options.units().is_empty() {
        return;
    }
    let threshold = usize::from(context.options.settings.similarity_percent);
    if let Some(previous) = context.previous() {
        findings.extend(with_previous(context, previous, threshold));
    }
    findings.extend(between_units(context.options.units(), threshold));
}

/// The official sections, one by one, and the text over all.
fn with_previous(context: &Context<'_>, previous: &Report, threshold: usize) -> Vec<Finding> {
    let before = passages(previous);
    let mut findings = Vec::new();
    let mut assessed = 0;
    for section in &context.report.sections {
        let Some(index) = section.official.map(|found| found.index) else { continue };
        let Some(old) = previous.sections.iter().find(|old| old.official.is_some_and(|found| found.index == index))
        else {
            continue;
        };
        let now = Measured::of(context.passages_in(section));
        let then = Measured::of(within(&before, old));
        assessed += usize::from(is_long(&now, &then));
        findings.extend(
            compared(PREVIOUS, &now, &then, threshold)
                .map(|finding| finding.param("heading", &section.heading).span(section.heading_range.clone())),
        );
    }
    if assessed != 1 {
        let whole =
            compared(PREVIOUS, &Measured::of(context.passages().iter().map(Arc::as_ref)), &text(&before), threshold);
        findings.extend(whole.map(|finding| finding.variant("whole")));
    }
    findings
}

fn within<'a>(passages: &'a [Passage], section: &'a Section) -> impl Iterator<Item = &'a Passage> {
    passages.iter().filter(|passage| section.body.contains(&passage.start()))
}

fn text(passages: &[Passage]) -> Measured {
    Measured::of(passages.iter())
}

fn is_long(a: &Measured, b: &Measured) -> bool {
    a.characters >= SHORTEST && b.characters >= SHORTEST
}

fn compared(rule: Rule, now: &Measured, then: &Measured, threshold: usize) -> Option<Finding> {
    let percent = if is_long(now, then) { now.percent(then) } else { return None };
    (percent >= threshold).then(|| {
        let finding = rule.finding().param("percent", percent).param("threshold", threshold);
        finding.param("passages", now.shared(then))
    })
}

/// Every two units of the same year whose texts are alike.
fn between_units(units: &[(Verbatim, Report)], threshold: usize) -> Vec<Finding> {
    let measured: Vec<(&str, Measured)> =
        units.iter().map(|(name, report)| (name.verbatim(), text(&passages(report)))).collect();
    let sketches: Vec<Vec<u32>> = measured.iter().map(|(_, text)| text.sketch()).collect();
    let all: Vec<_> = measured.iter().zip(&sketches).collect();
    let pairs = all.iter().enumerate().flat_map(|(at, one)| all.iter().skip(at + 1).map(move |other| (one, other)));
    pairs
        .filter(|((_, a), (_, b))| estimate(a, b) + MARGIN >= threshold)
        .filter_map(|(((first, one), _), ((second, other), _))| {
            let finding = compared(UNITS, one, other, threshold)?;
            Some(finding.param("first", *first).param("second", *second))
        })
        .collect()
}

#[cfg(test)]
mod tests;
