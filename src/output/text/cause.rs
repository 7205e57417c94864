//! What most likely went wrong, each slip told as one thing with the broken
//! relations that it explains beneath it.

use super::{finding, groups, style};
use crate::finding::Finding;
use crate::messages::repair::{headline, reasons, slip};
use crate::messages::{self, phrase};
use crate::repair::{Alternative, Change, Repair, Slip};
use crate::{Language, Outcome};
use std::fmt::Write;

/// Corrections of one slip that are written out; the others are counted.
const MOST_WRITTEN: usize = 10;

/// Writes the repair and gives the findings that it does not explain.
pub fn causes<'a>(text: &mut String, outcome: &'a Outcome, language: Language) -> Vec<&'a Finding> {
    let mut findings: Vec<&Finding> = outcome.findings.iter().collect();
    let Some(repair) = &outcome.repair else { return findings };
    if repair.unnamed.is_some() {
        let _ = writeln!(text, "\n{}", style::strong(&headline(repair, language)));
        return findings;
    }
    let label = phrase(if repair.unique { "repair.unique" } else { "repair.likely" }, &[], language);
    for slip in &repair.best.slips {
        let (explained, others) = findings.into_iter().partition(|finding| explains(slip, finding));
        findings = others;
        let message = messages::repair::slip(slip, &repair.best, language);
        let _ = writeln!(text, "\n{}  {}", style::correction(&label), style::strong(&message));
        corrections(text, outcome, slip, &repair.best, language);
        beneath(text, outcome, &explained, language);
    }
    for alternative in alternatives(repair, language) {
        let _ = writeln!(text, "  {alternative}");
    }
    findings
}

fn explains(slip: &Slip, finding: &Finding) -> bool {
    let mut relations = slip.explains.iter();
    relations.any(|relation| relation.rule == finding.rule && finding.cells.first() == Some(&relation.cell))
}

/// What speaks for the only correction of a slip, or each of its corrections.
fn corrections(text: &mut String, outcome: &Outcome, slip: &Slip, alternative: &Alternative, language: Language) {
    let changes: Vec<&Change> = slip.members.iter().filter_map(|&member| alternative.cells.get(member)).collect();
    if let [change] = changes.as_slice() {
        if let Some(place) = place(change, outcome, language) {
            let _ = writeln!(text, "  {}", phrase("position", &[("position", &place)], language));
        }
        let separator = if language == Language::Chinese { "；" } else { "; " };
        let reasons = reasons(change, language).join(separator);
        if !reasons.is_empty() {
            let _ = writeln!(text, "  {}", phrase("repair.reasons", &[("reasons", &reasons)], language));
        }
        return;
    }
    for change in changes.iter().take(MOST_WRITTEN) {
        let place =
            place(change, outcome, language).map(|place| style::faint(&format!(" [{place}]"))).unwrap_or_default();
        let _ = writeln!(text, "  · {}{}", correction(change, language), place);
    }
    let more = changes.len().saturating_sub(MOST_WRITTEN);
    if more > 0 {
        let _ = writeln!(text, "  · {}", phrase("more", &[("count", &more)], language));
    }
}

/// Where a corrected cell stands in words of the document's format.
fn place(change: &Change, outcome: &Outcome, language: Language) -> Option<String> {
    let position = outcome.report.position(&change.cell.form.id, change.cell.cell)?;
    Some(style::printable(&messages::position(position, language)))
}

fn correction(change: &Change, language: Language) -> String {
    let from = messages::repair::found(change, &phrase("repair.blank", &[], language), language);
    phrase(
        "repair.change",
        &[("cell", &messages::cell(&change.cell, language)), ("from", &from), ("to", &change.to)],
        language,
    )
}

/// The relations that a slip explains, indented.
fn beneath(text: &mut String, outcome: &Outcome, explained: &[&Finding], language: Language) {
    if explained.is_empty() {
        return;
    }
    let _ = writeln!(text, "  {}", phrase("repair.explains", &[("count", &explained.len())], language));
    for group in groups(explained.iter().copied()) {
        let mut lines = String::new();
        finding::group(&mut lines, outcome, &group, language);
        text.push('\n');
        lines.lines().for_each(|line| text.push_str(&format!("  {line}\n")));
    }
}

/// The other repairs of the same size, a sentence each.
pub(super) fn alternatives(repair: &Repair, language: Language) -> impl Iterator<Item = String> + '_ {
    let separator = if language == Language::Chinese { "；" } else { "; " };
    repair.alternatives.iter().map(move |alternative| {
        let slips: Vec<String> = alternative.slips.iter().map(|one| slip(one, alternative, language)).collect();
        phrase("repair.alternative", &[("slips", &slips.join(separator))], language)
    })
}
