//! JUnit XML, as build servers read it: a test suite a file, a test case a rule
//! that found something.
//!
//! A rule that found nothing is no passed case: it may not have been assessed.
//! A file without any finding has one passed case, its verdict.

use super::markup::escaped;
use super::run::Checked;
use crate::Language;
use crate::finding::{Finding, Severity};
use crate::messages::{self, reports::say};
use std::fmt::Write;

/// What comes before the first suite.
pub fn start() -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gouji\">\n".to_owned()
}

/// What comes after the last suite.
pub fn finish() -> String {
    "</testsuites>\n".to_owned()
}

/// The suite of a file.
pub fn file(checked: &Checked<'_>, language: Language) -> String {
    let cases = cases(checked, language);
    let count = |result: fn(&Outcome<'_>) -> bool| cases.iter().filter(|case| result(&case.outcome)).count();
    let mut text = format!(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n",
        escaped(checked.name),
        cases.len(),
        count(|outcome| matches!(outcome, Outcome::Failed(_))),
        count(|outcome| matches!(outcome, Outcome::Unreadable { .. })),
        count(|outcome| matches!(outcome, Outcome::Waived(_))),
    );
    for case in &cases {
        write_case(&mut text, checked.name, case, language);
    }
    text.push_str("  </testsuite>\n");
    text
}

struct Case<'a> {
    name: String,
    outcome: Outcome<'a>,
}

enum Outcome<'a> {
    Passed(String),
    /// Findings of the same rule, of severity error or warning.
    Failed(Vec<&'a Finding>),
    /// Why the findings of a rule were accepted.
    Waived(Vec<&'a crate::finding::Waived>),
    Unreadable {
        code: &'static str,
        message: String,
    },
}

fn cases<'a>(checked: &Checked<'a>, language: Language) -> Vec<Case<'a>> {
    let outcome = checked.outcome;
    let verdict = || say("record.verdict", &[], language);
    let groups = by_rule(&outcome.findings, |finding| finding.rule);
    let weighs = |findings: &[&Finding]| findings.iter().any(|finding| finding.severity < Severity::Info);
    let (failed, told): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(_, findings)| weighs(findings));
    let waived = by_rule(&outcome.waived, |waived| waived.finding.rule);
    let lines = |findings: &[&Finding]| -> String {
        findings.iter().map(|finding| messages::message(finding, language) + "\n").collect()
    };
    let mut cases: Vec<Case<'_>> = Vec::new();
    if let Some(reason) = &outcome.reason {
        let outcome = Outcome::Unreadable { code: reason.code, message: messages::reason(reason, language) };
        cases.push(Case { name: verdict(), outcome });
    } else if failed.is_empty() {
        cases.push(Case { name: verdict(), outcome: Outcome::Passed(String::new()) });
    }
    let named = |rule: &str, outcome| Case { name: rule.to_owned(), outcome };
    cases.extend(failed.into_iter().map(|(rule, findings)| named(rule, Outcome::Failed(findings))));
    cases.extend(told.into_iter().map(|(rule, findings)| named(rule, Outcome::Passed(lines(&findings)))));
    // Findings of one rule may be waived while others of it fail.
    cases.extend(waived.into_iter().map(|(rule, waived)| named(&format!("{rule} (waived)"), Outcome::Waived(waived))));
    cases
}

/// The items of each rule together, in the order in which the rules come.
fn by_rule<T>(items: &[T], rule: impl Fn(&T) -> &'static str) -> Vec<(&'static str, Vec<&T>)> {
    let mut groups: Vec<(&'static str, Vec<&T>)> = Vec::new();
    for item in items {
        match groups.iter_mut().find(|(known, _)| *known == rule(item)) {
            Some((_, group)) => group.push(item),
            None => groups.push((rule(item), vec![item])),
        }
    }
    groups
}

fn write_case(text: &mut String, file: &str, case: &Case<'_>, language: Language) {
    let _ = write!(text, "    <testcase classname=\"{}\" name=\"{}\"", escaped(file), escaped(&case.name));
    let _ = match &case.outcome {
        Outcome::Passed(told) if told.is_empty() => writeln!(text, "/>"),
        Outcome::Passed(told) => writeln!(text, "><system-out>{}</system-out></testcase>", escaped(told)),
        Outcome::Failed(findings) => writeln!(text, ">{}</testcase>", failure(findings, language)),
        Outcome::Waived(waived) => {
            let reasons: Vec<&str> = waived.iter().map(|waived| waived.reason.as_str()).collect();
            writeln!(text, "><skipped message=\"{}\"/></testcase>", escaped(&reasons.join("; ")))
        }
        Outcome::Unreadable { code, message } => {
            writeln!(text, "><error type=\"{code}\" message=\"{}\"/></testcase>", escaped(message))
        }
    };
}

fn failure(findings: &[&Finding], language: Language) -> String {
    let worst = findings.iter().map(|finding| finding.severity).min().map_or("", Severity::name);
    let rule = findings.first().map_or("", |finding| finding.rule);
    let title = messages::catalogue(language).rules.get(rule).map_or(rule, |rule| rule.title.as_str());
    let lines: String = findings
        .iter()
        .map(|finding| {
            let place = finding.cells.first().map(|cell| format!(" [{cell}]")).unwrap_or_default();
            let severity = messages::severity(finding.severity, language);
            format!("{severity}: {}{place}\n", messages::message(finding, language))
        })
        .collect();
    format!("<failure type=\"{worst}\" message=\"{}\">{}</failure>", escaped(title), escaped(&lines))
}
