//! Reads labelled texts: lines of directives (`@ …`) that give the report's
//! year, body and tables, and texts whose claims are marked.
//!
//! ```text
//! @ year 2023
//! @ organ 青禾县人民政府
//! @ applications 1: 11 1 0 0 0 0 12
//! @ review reconsideration: 1 0 0 1 2
//! @ disclosure normative_documents: 3 1 20
//! ```
//!
//! A table is there once one of its rows is given; its other rows hold 0.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use gouji::forms;
use gouji::report::{Number, Report, Table, Value};

/// A report without text, made by directives.
#[derive(Clone)]
pub struct Frame {
    report: Report,
}

impl Frame {
    /// The frame that these directives (without `@`) give.
    pub fn of<'a>(directives: impl IntoIterator<Item = &'a str>) -> Self {
        let mut report = Report { year: Some(2023), ..Report::default() };
        for directive in directives {
            let (word, rest) = directive.trim().split_once(' ').unwrap_or((directive, ""));
            match word {
                "year" => report.year = Some(rest.trim().parse().expect("a year")),
                "organ" => report.organ = Some(rest.trim().into()),
                table => put_row(&mut report, table, rest),
            }
        }
        Frame { report }
    }

    /// The report with this running text, one paragraph a line.
    pub fn with(&self, text: &str) -> Report {
        let mut report = self.report.clone();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let start = report.text.len();
            report.text.push_str(line);
            report.paragraphs.push(start..report.text.len());
            report.text.push_str("\n");
        }
        report
    }
}

fn put_row(report: &mut Report, table: &str, row: &str) {
    let edition = forms::edition_for_year(report.year.expect("a year before the rows")).expect("an edition");
    let form = edition.table(table).unwrap_or_else(|| panic!("no table {table}"));
    if report.table(&form.id).is_none() {
        let mut table = Table::empty(edition, form);
        table.figures.iter_mut().for_each(|figure| figure.value = Value::Number(Number::whole(0)));
        report.tables.push(table);
        report.tables.sort_by_key(|table| table.form.position);
    }
    let table = report.table_mut(&form.id).expect("the table");
    let (row, figures) = row.split_once(':').expect("a row and its figures");
    let index = form.row_index(row.trim()).unwrap_or_else(|| panic!("no row {row}"));
    let cells = form.row_cells(index);
    let figures: Vec<&str> = figures.split_whitespace().collect();
    assert_eq!(figures.len(), cells.len(), "figures of row {row}");
    for (cell, figure) in cells.zip(figures) {
        table.figures[cell].value = Number::parse(figure).map_or(Value::Blank, Value::Number);
    }
}
