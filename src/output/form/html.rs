//! A form as a page: the exact official merges, and the address of each cell.

use super::place::{Content, Placed, rows};
use crate::forms::{Edition, TableForm};
use crate::output::markup::escaped;
use std::fmt::Write;

const STYLE: &str =
    "table{border-collapse:collapse}th,td{border:1px solid;padding:.25em .5em;font-weight:normal}td{min-width:3em}";

/// The whole page.
pub fn render(edition: &Edition) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}</style>\n",
        escaped(&edition.name)
    );
    for (heading, form) in super::sections(edition) {
        let _ = writeln!(page, "<h2>{}</h2>", escaped(&heading));
        if let Some(form) = form {
            table(&mut page, form);
        }
    }
    page
}

fn table(page: &mut String, form: &TableForm) {
    page.push_str("<table>\n");
    for cells in rows(form) {
        page.push_str("<tr>");
        for placed in cells {
            page.push_str(&cell(form, placed));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</table>\n");
}

fn cell(form: &TableForm, cell: Placed<'_>) -> String {
    let spans = span("rowspan", cell.rows) + &span("colspan", cell.columns);
    match cell.content {
        Content::Figure(id) => format!("<td{spans} data-cell=\"{}/{id}\"></td>", form.id.as_str()),
        label => format!("<th{spans}>{}</th>", escaped(label.text())),
    }
}

fn span(name: &str, covered: usize) -> String {
    if covered > 1 { format!(" {name}=\"{covered}\"") } else { String::new() }
}
