//! Findings for spreadsheets: one line a finding, with a byte order mark, as
//! Excel wants it. A file that could not be checked has a line that says so, before those of its text;
//! one without findings has none.

use super::position::position;
use super::run::Checked;
use super::utf16::Utf16;
use crate::finding::Finding;
use crate::messages;
use crate::settings::fingerprint;
use crate::shown::harmless;
use crate::{Language, Reason, Status};

/// The names of the columns; new ones are added at the end.
const COLUMNS: [&str; 19] = [
    "file",
    "status",
    "organ",
    "year",
    "edition",
    "severity",
    "rule",
    "title",
    "message",
    "cell",
    "cells",
    "start",
    "end",
    "fix",
    "fix_kind",
    "basis",
    "fingerprint",
    "waived",
    "position",
];

/// The line of column names.
pub fn start() -> String {
    named(&COLUMNS)
}

/// A first line of column names, with the mark by which Excel tells UTF-8.
pub(super) fn named(columns: &[&str]) -> String {
    format!("\u{feff}{}\r\n", columns.join(","))
}

/// The findings of a file, and behind them the waived ones.
pub fn file(checked: &Checked<'_>, language: Language) -> String {
    let outcome = checked.outcome;
    let utf16 = Utf16::of(&outcome.report.text);
    let findings = outcome.findings.iter().map(|finding| (finding, ""));
    let waived = outcome.waived.iter().map(|waived| (&waived.finding, waived.reason.as_str()));
    let lines = findings.chain(waived).map(|(finding, waived)| line(checked, finding, waived, &utf16, language));
    let reason = outcome.reason.as_ref().map(|reason| unreadable(checked, reason, language));
    reason.into_iter().chain(lines).map(|line| joined(&line)).collect()
}

/// The line that says why a file could not be checked.
fn unreadable(checked: &Checked<'_>, reason: &Reason, language: Language) -> Vec<String> {
    let report = &checked.outcome.report;
    let mut line = vec![String::new(); COLUMNS.len()];
    let told = [
        (0, checked.name.to_owned()),
        (1, Status::Unreadable.name().to_owned()),
        (2, report.organ.as_ref().map(|organ| organ.shown().to_string()).unwrap_or_default()),
        (3, report.year.map(|year| year.to_string()).unwrap_or_default()),
        (6, reason.code.to_owned()),
        (8, messages::reason(reason, language)),
    ];
    for (column, text) in told {
        if let Some(field) = line.get_mut(column) {
            *field = text;
        }
    }
    line
}

fn line(checked: &Checked<'_>, finding: &Finding, waived: &str, utf16: &Utf16<'_>, language: Language) -> Vec<String> {
    let report = &checked.outcome.report;
    let cells: Vec<String> = finding.cells.iter().map(ToString::to_string).collect();
    let units = |offset: usize| utf16.units(offset).to_string();
    let title = messages::heading(finding, language);
    vec![
        checked.name.to_owned(),
        checked.outcome.status().name().to_owned(),
        report.organ.as_ref().map(|organ| organ.shown().to_string()).unwrap_or_default(),
        report.year.map(|year| year.to_string()).unwrap_or_default(),
        report.edition().map(|edition| edition.id.clone()).unwrap_or_default(),
        finding.severity.name().to_owned(),
        finding.rule.to_owned(),
        title.to_owned(),
        messages::message(finding, language),
        cells.first().cloned().unwrap_or_default(),
        cells.join(" "),
        finding.span.as_ref().map(|span| units(span.start)).unwrap_or_default(),
        finding.span.as_ref().map(|span| units(span.end)).unwrap_or_default(),
        finding.fix.as_ref().map(|fix| fix.value.to_string()).unwrap_or_default(),
        finding.fix.as_ref().map(|fix| fix.kind.name().to_owned()).unwrap_or_default(),
        messages::basis(finding, language).to_owned(),
        fingerprint(finding, &report.text),
        waived.to_owned(),
        position(finding, report).map(|position| messages::position(position, language)).unwrap_or_default(),
    ]
}

/// A line of RFC 4180.
pub(super) fn joined(fields: &[String]) -> String {
    let fields: Vec<String> =
        fields.iter().map(|field| quoted(&no_formula(&harmless(&field.replace("\r\n", "\n"))))).collect();
    fields.join(",") + "\r\n"
}

/// The text so that no spreadsheet takes it for a formula. A number may begin
/// with its sign.
fn no_formula(text: &str) -> String {
    let starts = text.trim_start_matches(char::is_whitespace).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let is_number = crate::report::Number::parse(text).is_some();
    if (starts || text.starts_with(['\t', '\r', '\n'])) && !is_number { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    // A lone carriage return or a quote within would end the field.
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_text_and_no_formula() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-8", "-8"),
            ("-", "'-"),
            (" =1", "' =1"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("某局", "某局"),
        ] {
            assert_eq!(no_formula(text), written);
        }
    }

    #[test]
    fn a_field_ends_where_it_says() {
        assert_eq!(
            joined(&["a,b".into(), "c\"d".into(), "e\r\nf".into(), "g".into()]),
            "\"a,b\",\"c\"\"d\",\"e\nf\",g\r\n"
        );
    }

    #[test]
    fn every_line_has_the_columns_of_the_head() {
        let outcome = crate::check(
            crate::Input::Text(include_str!("../../www/samples/mistakes.html")),
            &crate::Options::default(),
        );
        let finding = outcome.findings.first().unwrap();
        let checked = Checked::file("a", None, &outcome);
        let line = line(&checked, finding, "", &Utf16::of(&outcome.report.text), Language::Chinese);
        assert_eq!(line.len(), start().split(',').count());
    }
}
