//! Every finding, and every finding that was accepted.

use super::{Outcome, repair, say};
use crate::Language;
use crate::finding::{Finding, Fix, FixKind, Waived};
use crate::messages;
use crate::output::markup::escaped;
use crate::output::position::position;
use crate::output::quote::Quote;
use crate::output::run::Compared;
use crate::report::Figure;
use crate::settings::fingerprint;
use std::fmt::Write;

/// Cells of a finding whose addresses are written.
const MOST_CELLS: usize = 8;

/// Writes the list of findings and, where there are any, of the waived ones.
pub fn write(page: &mut String, outcome: &Outcome, file: usize, language: Language) {
    let word = |key: &str| say(key, &[], language);
    let _ = write!(page, "<section>\n<h3>{}</h3>\n", word("record.list"));
    if outcome.findings.is_empty() {
        let _ = writeln!(page, "<p>{}</p>", word("record.none"));
    } else {
        page.push_str("<ol class=\"list\">\n");
        for (number, finding) in (1..).zip(&outcome.findings) {
            let _ = writeln!(page, "<li id=\"file-{file}-finding-{number}\" class=\"{}\">", finding.severity.name());
            one(page, outcome, finding, file, &format!("{number}."), language);
            page.push_str("</li>\n");
        }
        page.push_str("</ol>\n");
    }
    page.push_str("</section>\n");
    if outcome.waived.is_empty() {
        return;
    }
    let _ = write!(page, "<section>\n<h3>{}</h3>\n<ul class=\"list\">\n", word("record.waived_list"));
    for Waived { finding, reason } in &outcome.waived {
        page.push_str("<li>\n");
        one(page, outcome, finding, file, "", language);
        let digits = fingerprint(finding, &outcome.report.text);
        line(page, "record.reason", &escaped(reason.as_str()), language);
        line(page, "record.fingerprint", &format!("<code>{digits}</code>"), language);
        page.push_str("</li>\n");
    }
    page.push_str("</ul>\n</section>\n");
}

/// Writes what was found when the report was compared with many others.
pub fn write_compared(page: &mut String, compared: &[Compared], language: Language) {
    if compared.is_empty() {
        return;
    }
    let _ = write!(page, "<section>\n<h3>{}</h3>\n<ul class=\"list\">\n", say("record.compared", &[], language));
    for Compared { rule, severity, message, .. } in compared {
        let title = messages::catalogue(language).rules.get(rule.as_str()).map_or("", |rule| rule.title.as_str());
        let _ = writeln!(
            page,
            "<li class=\"{}\">\n<p><span class=\"severity\">{}</span> {} <code>{}</code></p>\n<p>{}</p>\n</li>",
            severity.name(),
            messages::severity(*severity, language),
            escaped(title),
            escaped(rule),
            escaped(message.as_str()),
        );
    }
    page.push_str("</ul>\n</section>\n");
}

fn one(page: &mut String, outcome: &Outcome, finding: &Finding, file: usize, number: &str, language: Language) {
    let title = messages::heading(finding, language);
    let _ = writeln!(
        page,
        "<p>{number} <span class=\"severity\">{}</span> {} <code>{}</code></p>\n<p>{}</p>",
        messages::severity(finding.severity, language),
        escaped(title),
        finding.rule,
        escaped(&messages::message(finding, language)),
    );
    if !finding.cells.is_empty() {
        line(page, "record.cell", &cells(finding, language), language);
    }
    if let Some(position) = position(finding, &outcome.report) {
        line(page, "record.position", &escaped(&messages::position(position, language)), language);
    }
    if let Some(Quote { before, passage, after }) = Quote::of(&outcome.report, finding) {
        let quote = format!("{}<mark>{}</mark>{}", escaped(&before), escaped(&passage), escaped(&after));
        line(page, "record.passage", &quote, language);
    }
    if let Some(fix) = &finding.fix {
        let key = match fix.kind {
            FixKind::Deductive => "record.correction",
            FixKind::Suggested => "record.correction_suggested",
        };
        line(page, key, &escaped(&change(outcome, fix, language)), language);
    }
    if let Some(number) = repair::explained(outcome, finding) {
        let told = say("record.explained", &[("number", &number)], language);
        let _ = writeln!(page, "<p><a href=\"#file-{file}-correction-{number}\">{}</a></p>", escaped(&told));
    }
    let basis = messages::basis(finding, language);
    if !basis.is_empty() {
        let basis = messages::phrase("basis", &[("basis", &basis)], language);
        let _ = writeln!(page, "<p class=\"aside\">{}</p>", escaped(&basis));
    }
}

/// The addresses of the cells; of a long row of them the first ones.
fn cells(finding: &Finding, language: Language) -> String {
    let shown = finding.cells.iter().take(MOST_CELLS);
    let mut cells: Vec<String> = shown.map(|cell| format!("<code>{cell}</code>")).collect();
    if finding.cells.len() > MOST_CELLS {
        cells.push(say("record.more_cells", &[("count", &finding.cells.len())], language));
    }
    cells.join(" ")
}

/// `第三项（七）总计“总计”列：8 → 7`
fn change(outcome: &Outcome, fix: &Fix, language: Language) -> String {
    let figure = outcome.report.table(&fix.cell.form.id).and_then(|table| table.figure(fix.cell.cell));
    let from = figure.and_then(written).unwrap_or_else(|| say("record.blank", &[], language));
    let change = say("record.change", &[("from", &from), ("to", &fix.value)], language);
    format!("{} {change}", messages::cell(&fix.cell, language))
}

/// What stands in a cell, fit to be shown; `None` where nothing does.
pub fn written(figure: &Figure) -> Option<String> {
    figure.as_written().map(|written| written.shown().to_string())
}

/// A line with its name; the value is HTML.
fn line(page: &mut String, key: &str, value: &str, language: Language) {
    let colon = if language == Language::Chinese { "：" } else { ": " };
    let _ = writeln!(page, "<p>{}{colon}{value}</p>", say(key, &[], language));
}
