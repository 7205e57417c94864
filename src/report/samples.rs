//! Reports made by hand, for the tests of the rules.

use super::{Number, Report, Section, SectionMatch, Table, Value};
use crate::forms;

const ORDINALS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];

/// A report whose three tables hold only zeros.
pub fn zeros(edition: &str) -> Report {
    let edition = forms::edition(edition).unwrap();
    let mut report = Report::default();
    for form in &edition.tables {
        let mut table = Table::empty(edition, form);
        table.figures.iter_mut().for_each(|figure| figure.value = number(0));
        report.tables.push(table);
    }
    report
}

/// A whole number as the value of a cell.
pub fn number(value: i64) -> Value {
    Value::Number(Number::whole(value))
}

/// Puts a value into a cell.
pub fn put(report: &mut Report, address: &str, value: Value) {
    let (table, cell) = report.locate(address).map(|(table, cell)| (&table.form.id, cell)).unwrap();
    report.table_mut(table).unwrap().figures[cell].value = value;
}

/// Puts whole numbers into cells.
pub fn put_all(report: &mut Report, values: &[(&str, i64)]) {
    values.iter().for_each(|&(address, value)| put(report, address, number(value)));
}

/// Gives a report its running text, one paragraph a line. A short line that
/// begins with `一、` … `六、` is the heading of a section, matched with the
/// official ones by its beginning; the first line is the title if it holds 报告.
pub fn write(report: &mut Report, text: &str) {
    let official = &report.edition().or_else(forms::latest).unwrap().sections;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let start = report.text.len();
        report.text.push_str(line);
        let range = start..report.text.len();
        report.text.push_str("\n");
        report.paragraphs.push(range.clone());
        if report.paragraphs.len() == 1 && line.contains("报告") && !line.contains('。') {
            report.title = Some(line.into());
        }
        let Some((ordinal, heading)) = line.split_once('、').filter(|_| line.chars().count() < 30) else { continue };
        let Some(ordinal) = ORDINALS.iter().position(|&known| known == ordinal) else { continue };
        if let Some(last) = report.sections.last_mut() {
            last.body.end = start;
        }
        let index = official.iter().position(|form| {
            form.heading == heading
                || form.accepted.iter().any(|accepted| accepted == heading)
                || form.heading.chars().zip(heading.chars()).take(3).all(|(a, b)| a == b)
        });
        let exact = |index: usize| {
            official[index].heading == heading || official[index].accepted.iter().any(|accepted| accepted == heading)
        };
        report.sections.push(Section {
            heading: line.into(),
            heading_range: range.clone(),
            body: range.end..usize::MAX,
            ordinal: u8::try_from(ordinal + 1).ok(),
            official: index.map(|index| SectionMatch { index, exact: exact(index) }),
        });
    }
    if let Some(last) = report.sections.last_mut() {
        last.body.end = report.text.len();
    }
}

/// A report of 2021's form with zeros in its tables, this year and this text.
pub fn narrative(year: u16, text: &str) -> Report {
    let mut report = zeros(if year < 2021 { "2019" } else { "2021" });
    report.year = Some(year);
    write(&mut report, text);
    report
}
