//! Every figure of many reports, one a line: body, year, form, row, column, value. What
//! pandas, R and a pivot table take as it is.

use super::csv;
use super::workbook::{Book, Sheet, Value as Content};
use crate::Language;
use crate::finding::Address;
use crate::forms::Forms;
use crate::messages::{self, phrase};
use crate::region::{Entry, history};
use crate::report::{Number, SERIES_COLUMNS, Value};

/// Widths of the columns in a workbook, in characters.
const WIDTHS: [u16; 13] = [26, 8, 14, 14, 18, 18, 12, 10, 36, 40, 20, 40, 40];

/// Rows of the largest sheet that Excel opens.
const MOST_ROWS: usize = 1_048_576;

/// A figure and where it stands.
struct Line {
    texts: [String; 6],
    value: Option<Number>,
    status: &'static str,
    named: [String; 5],
}

/// The figures of readable entries in the order given, each table by its rows.
fn lines<'e>(entries: &'e [Entry], forms: &'e Forms, language: Language) -> impl Iterator<Item = Line> + 'e {
    let read = move |entry: &'e Entry| entry.figures(forms).map(|report| (entry, report));
    entries.iter().filter_map(read).flat_map(move |(entry, report)| {
        let body = entry.organ.as_ref().map(ToString::to_string).unwrap_or_default();
        let year = entry.year.map(|year| year.to_string()).unwrap_or_default();
        let tables = report.tables.into_iter();
        tables.flat_map(move |table| {
            let (body, year, file) = (body.clone(), year.clone(), entry.file.clone());
            let figures = table.figures.iter().enumerate().map(move |(cell, figure)| {
                let address = Address { form: table.form, cell };
                let id = |found: Option<&str>| found.unwrap_or_default().to_owned();
                Line {
                    texts: [
                        body.clone(),
                        year.clone(),
                        table.edition.id.clone(),
                        table.form.id.clone(),
                        id(address.row().map(|row| row.id.as_str())),
                        id(address.column().map(|column| column.id.as_str())),
                    ],
                    value: figure.value.number(),
                    status: status(figure.value),
                    named: [
                        address.to_string(),
                        messages::row(&address, language),
                        messages::column(&address, language),
                        file.clone(),
                        history::series(table.edition, &address),
                    ],
                }
            });
            figures.collect::<Vec<_>>()
        })
    })
}

/// What a cell holds: where no number stands, why.
const fn status(value: Value) -> &'static str {
    match value {
        Value::Number(_) => "number",
        Value::Blank => "blank",
        Value::Missing => "missing",
        Value::Unreadable => "unread",
    }
}

/// The figures as a file of comma-separated values with a line of names, in UTF-8.
pub fn csv(entries: &[Entry], forms: &Forms, language: Language) -> String {
    let mut text = csv::named(&SERIES_COLUMNS);
    for Line { texts, value, status, named } in lines(entries, forms, language) {
        let value = value.map(|value| value.to_string()).unwrap_or_default();
        let line: Vec<String> = texts.into_iter().chain([value, status.to_owned()]).chain(named).collect();
        text.push_str(&csv::joined(&line));
    }
    text
}

/// The figures as a workbook: one list, and a sheet with a column a year; `None` where they
/// are more than a sheet holds.
pub fn book(entries: &[Entry], forms: &Forms, language: Language) -> Option<Book> {
    let name = phrase("workbook.series", &[], language);
    let names: Vec<Content> = SERIES_COLUMNS.iter().map(|name| Content::Text((*name).to_owned())).collect();
    let mut rows = vec![names];
    for Line { texts, value, status, named } in lines(entries, forms, language) {
        if rows.len() == MOST_ROWS {
            return None;
        }
        let year = |at: usize, text: String| match text.parse() {
            Ok(year) if at == 1 => Content::Number(Number::whole(year)),
            _ => Content::Text(text),
        };
        let texts = texts.into_iter().enumerate().map(|(at, text)| year(at, text));
        let value = value.map_or(Content::Blank, Content::Number);
        let named = named.into_iter().map(Content::Text);
        rows.push(texts.chain([value, Content::Text(status.to_owned())]).chain(named).collect());
    }
    let sheet = Sheet { name: name.clone(), widths: WIDTHS.to_vec(), is_list: true, titles: vec![0], rows };
    let by_year = super::history::sheet(&history::histories(entries, forms), language);
    Some(Book { title: name, sheets: vec![sheet, by_year] })
}
