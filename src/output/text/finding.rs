//! The findings of one rule: its title, what was found, and where.

use super::{region, style};
use crate::finding::{Finding, FixKind};
use crate::messages::{self, phrase};
use crate::output::position;
use crate::output::quote::Quote;
use crate::report::Report;
use crate::{Language, Outcome};
use std::fmt::Write;

/// Findings of one rule that are written out; the others are counted. A blank
/// table would fill a screen with one thing.
const MOST_WRITTEN: usize = 10;

/// Writes the findings of one rule.
pub fn group(text: &mut String, outcome: &Outcome, findings: &[&Finding], language: Language) {
    let Some(first) = findings.first() else { return };
    let title = messages::heading(first, language);
    let severity = style::severity(first.severity, &messages::severity(first.severity, language));
    let rule = if title == first.rule { String::new() } else { format!("  {}", style::faint(first.rule)) };
    let _ = writeln!(text, "{severity}  {}{rule}", style::strong(title));
    for finding in findings.iter().take(MOST_WRITTEN) {
        one(text, &outcome.report, finding, language);
    }
    let more = findings.len().saturating_sub(MOST_WRITTEN);
    if more > 0 {
        let _ = writeln!(text, "  · {}", phrase("more", &[("count", &more)], language));
    }
    for line in region::lines(outcome, findings, language) {
        let _ = writeln!(text, "    {line}");
    }
    let basis = messages::basis(first, language);
    if !basis.is_empty() {
        let _ = writeln!(text, "  {}", style::faint(&phrase("basis", &[("basis", &basis)], language)));
    }
}

fn one(text: &mut String, report: &Report, finding: &Finding, language: Language) {
    let _ = write!(text, "  · {}", style::printable(&messages::message(finding, language)));
    // Of a relation the correction is told where its cause is.
    if let Some(fix) =
        finding.fix.as_ref().filter(|fix| finding.cells.first() == Some(&fix.cell) && finding.cells.len() == 1)
    {
        let key = match fix.kind {
            FixKind::Deductive => "fix",
            FixKind::Suggested => "fix.suggested",
        };
        let separator = if language == Language::Chinese { "。" } else { ". " };
        let _ = write!(text, "{separator}{}", phrase(key, &[("value", &fix.value)], language));
    }
    text.push('\n');
    if let Some(position) = position::position(finding, report) {
        let place = style::printable(&messages::position(position, language));
        let _ = writeln!(text, "    {}", style::faint(&phrase("position", &[("position", &place)], language)));
    }
    if let Some(quote) = quote(report, finding) {
        let _ = writeln!(text, "    {}", style::faint(&phrase("quote", &[("text", &quote)], language)));
    }
}

/// The passage that a finding is about with some text around it, on one line;
/// none where the passage is all that the line says.
fn quote(report: &Report, finding: &Finding) -> Option<String> {
    let quote = Quote::of(report, finding).filter(|quote| !quote.is_whole_line())?;
    Some(style::printable(&format!("{}【{}】{}", quote.before, quote.passage, quote.after)))
}
