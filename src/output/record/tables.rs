//! The official tables as they were read: failing cells with the numbers of
//! their findings, corrections beside the figures.

use super::findings::written;
use super::{Outcome, say};
use crate::Language;
use crate::finding::{Address, Severity};
use crate::forms::TableForm;
use crate::output::form::place::{Content, Placed, rows};
use crate::output::markup::escaped;
use crate::report::{Table, Value};
use std::fmt::Write;

/// Writes every table that was found.
pub fn write(page: &mut String, outcome: &Outcome, file: usize, language: Language) {
    let _ = write!(
        page,
        "<section>\n<h3>{}</h3>\n<p class=\"aside\">{}</p>\n",
        say("record.tables", &[], language),
        say("record.legend", &[], language)
    );
    for table in &outcome.report.tables {
        one(page, outcome, table, file, language);
    }
    page.push_str("</section>\n");
}

fn one(page: &mut String, outcome: &Outcome, table: &Table, file: usize, language: Language) {
    let form = table.form;
    let title = if language == Language::Chinese { &form.title } else { &form.english };
    let title = escaped(title);
    let _ = write!(
        page,
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{title}\">\n\
         <table class=\"official\" lang=\"zh-CN\">\n<caption lang=\"{}\">{title}</caption>\n",
        language.tag()
    );
    for cells in rows(form) {
        page.push_str("<tr>");
        for placed in cells {
            page.push_str(&cell(outcome, table, placed, file, language));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</table>\n</div>\n");
}

fn cell(outcome: &Outcome, table: &Table, placed: Placed<'_>, file: usize, language: Language) -> String {
    let spans = span("rowspan", placed.rows) + &span("colspan", placed.columns);
    match placed.content {
        Content::Figure(id) => {
            let found = index(table.form, id).map(|cell| figure(outcome, table, cell, file, language));
            let (class, content) = found.unwrap_or_default();
            let class = if class.is_empty() { class } else { format!(" class=\"{class}\"") };
            format!("<td{spans}{class}>{content}</td>")
        }
        label => format!("<th{spans}>{}</th>", escaped(label.text())),
    }
}

fn index(form: &TableForm, id: &str) -> Option<usize> {
    let (row, column) = id.split_once('/')?;
    form.cell_named(row, column)
}

/// The class of a figure's cell, and what stands in it.
fn figure(outcome: &Outcome, table: &Table, cell: usize, file: usize, language: Language) -> (String, String) {
    let address = Address { form: table.form, cell };
    let mut content = match table.figure(cell) {
        Some(figure) if figure.value == Value::Missing => {
            format!("<em>{}</em>", say("record.row_missing", &[], language))
        }
        Some(figure) => escaped(&written(figure).unwrap_or_default()),
        None => String::new(),
    };
    let mut classes: Vec<&str> = Vec::new();
    let change = outcome.repair.iter().flat_map(|repair| &repair.best.cells).find(|change| change.cell == address);
    if let Some(change) = change {
        content = format!("<del>{content}</del> <ins>{}</ins>", change.to);
        classes.push("corrected");
    }
    let mut worst: Option<Severity> = None;
    for (number, finding) in (1..).zip(&outcome.findings) {
        if finding.cells.first() == Some(&address) {
            let _ = write!(content, "<sup><a href=\"#file-{file}-finding-{number}\">{number}</a></sup> ");
            worst = worst.into_iter().chain([finding.severity]).min();
        }
    }
    classes.extend(worst.map(Severity::name));
    (classes.join(" "), content.trim_end().to_owned())
}

fn span(name: &str, covered: usize) -> String {
    if covered > 1 { format!(" {name}=\"{covered}\"") } else { String::new() }
}
