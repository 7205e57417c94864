//! A region → a book.

use super::{Book, Sheet, Value};
use crate::finding::{Address, Severity};
use crate::forms::{Edition, Forms};
use crate::messages::{self, phrase};
use crate::region::{Region, RegionReport, Year};
use crate::report::Number;
use crate::shown::Shown;
use crate::{Language, Status};

/// The workbook of a region: summary, reports, findings, sums by cell, missing
/// units, similar texts.
/// Those of each other form follow, named after it.
pub fn book(region: &Region, forms: &Forms, language: Language) -> Book {
    let sheets = [summary, reports, findings, missing, similar];
    let mut book = Book { title: say("book", language), sheets: Vec::new() };
    let is_alone = region.each().count() == 1;
    for region in region.each() {
        let mut own: Vec<Sheet> = sheets.iter().map(|sheet| sheet(region, language)).collect();
        own.insert(CELLS_AT, cells(region, forms, language));
        for mut sheet in own {
            if let Some(form) = region.form.as_ref().filter(|_| !is_alone) {
                sheet.name = named_after(&sheet.name, &form.name, &book.sheets);
            }
            book.sheets.push(sheet);
        }
    }
    book
}

/// Where the sums by cell stand among the sheets.
const CELLS_AT: usize = 3;

/// Characters of the longest name of a sheet.
const LONGEST_NAME: usize = 31;

/// A name for a sheet that no other has, of characters that Excel takes.
fn named_after(sheet: &str, form: &str, others: &[Sheet]) -> String {
    let form: String = form.chars().filter(|letter| !"[]:*?/\\'".contains(*letter)).collect();
    let name = |number: usize| {
        let end = if number == 1 { String::new() } else { format!(" {number}") };
        let kept = LONGEST_NAME.saturating_sub(end.len());
        format!("{sheet} {form}").chars().take(kept).collect::<String>() + &end
    };
    let is_free = |name: &String| !others.iter().any(|other| other.name == *name);
    (1..).map(name).find(is_free).unwrap_or_default()
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}
impl From<usize> for Value {
    fn from(count: usize) -> Self {
        i64::try_from(count).map_or(Value::Blank, |count| Value::Number(Number::whole(count)))
    }
}
impl From<u16> for Value {
    fn from(year: u16) -> Self {
        Value::Number(Number::whole(year.into()))
    }
}
impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Value::Number(number)
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Blank, Into::into)
    }
}

/// A sheet that is written row by row.
struct Writing {
    sheet: Sheet,
    language: Language,
}

impl Writing {
    /// A sheet with columns of these widths.
    fn new(name: &str, widths: &[u16], language: Language) -> Self {
        let (name, widths) = (say(name, language), widths.to_vec());
        Writing { sheet: Sheet { name, widths, is_list: false, titles: Vec::new(), rows: Vec::new() }, language }
    }

    /// A list under these titles.
    fn list(name: &str, columns: &[(&str, u16)], language: Language) -> Self {
        let (titles, widths): (Vec<&str>, Vec<u16>) = columns.iter().copied().unzip();
        let mut writing = Writing::new(name, &widths, language);
        writing.sheet.is_list = true;
        writing.titles(&titles);
        writing
    }

    fn titles(&mut self, names: &[&str]) {
        self.sheet.titles.push(self.sheet.rows.len());
        self.sheet.rows.push(names.iter().map(|name| say(name, self.language).into()).collect());
    }

    fn row(&mut self, values: impl Into<Vec<Value>>) {
        self.sheet.rows.push(values.into());
    }
}

fn say(name: &str, language: Language) -> String {
    phrase(&format!("workbook.{name}"), &[], language)
}

fn status(status: Status, language: Language) -> String {
    let key = match status {
        Status::Passed => "passed",
        Status::Findings => "findings",
        Status::Unreadable => "unreadable",
    };
    say(key, language)
}

/// How many reports came to what, each year, each rule.
fn summary(region: &Region, language: Language) -> Sheet {
    let mut sheet = Writing::new("summary", &[34, 50, 12, 12, 12, 12, 30], language);
    let totals = region.totals;
    for (name, count) in [
        ("files", totals.files),
        ("passed", totals.passed),
        ("findings", totals.findings),
        ("unreadable", totals.unreadable),
        ("unassigned", totals.unassigned),
        ("partly", totals.partly),
        ("errors", totals.summary.error),
        ("warnings", totals.summary.warning),
        ("pairs", totals.pairs),
    ] {
        sheet.row([say(name, language).into(), count.into()]);
    }
    sheet.row([]);
    sheet.titles(&["year", "region", "units", "missing", "ambiguous", "twice", "omitted"]);
    for year in &region.years {
        let omitted = year.omitted.as_ref();
        let unit = |twice| omitted.filter(|omitted| omitted.twice == twice).map(|omitted| omitted.organ.as_str());
        sheet.row([
            year.year.into(),
            year.region.as_ref().map(|own| own.organ.as_str()).into(),
            year.units.into(),
            year.missing.len().into(),
            year.ambiguous.len().into(),
            unit(true).into(),
            unit(false).into(),
        ]);
    }
    if !region.unassigned.is_empty() {
        sheet.row([]);
        sheet.titles(&["unassigned", "organ", "year"]);
    }
    for report in &region.unassigned {
        sheet.row([report.file.as_str().into(), report.organ.as_ref().map(Shown::as_str).into(), report.year.into()]);
    }
    sheet.row([]);
    sheet.titles(&["rule", "title", "severity", "count", "reports"]);
    for rule in &region.rules {
        let severity = messages::severity(rule.severity, language);
        sheet.row([
            rule.rule.as_str().into(),
            rule.title.as_str().into(),
            severity.into(),
            rule.findings.into(),
            rule.reports.into(),
        ]);
    }
    sheet.sheet
}

/// Every report in a row.
fn reports(region: &Region, language: Language) -> Sheet {
    let mut sheet = Writing::list(
        "reports",
        &[
            ("organ", 30),
            ("year", 8),
            ("edition", 10),
            ("status", 14),
            ("errors", 8),
            ("warnings", 8),
            ("headline", 70),
            ("file", 40),
            ("previous", 40),
            ("not_assessed", 18),
        ],
        language,
    );
    for report in &region.reports {
        sheet.row([
            report.organ.as_ref().map(Shown::as_str).into(),
            report.year.into(),
            report.edition.as_deref().into(),
            status(report.status, language).into(),
            report.summary.error.into(),
            report.summary.warning.into(),
            report.headline.as_str().into(),
            report.file.as_str().into(),
            report.previous.as_deref().into(),
            report.not_assessed.into(),
        ]);
    }
    sheet.sheet
}

/// Every finding in a row, and every report that could not be checked.
fn findings(region: &Region, language: Language) -> Sheet {
    let columns =
        [("organ", 30), ("year", 8), ("severity", 8), ("rule", 26), ("message", 90), ("places", 40), ("file", 40)];
    let mut sheet = Writing::list("problems", &columns, language);
    let mut row = |report: &RegionReport, severity: Severity, rule: &str, message: &str, places: String| {
        sheet.row([
            report.organ.as_ref().map(Shown::as_str).into(),
            report.year.into(),
            messages::severity(severity, language).into(),
            rule.into(),
            message.into(),
            places.into(),
            report.file.as_str().into(),
        ]);
    };
    for report in &region.reports {
        for finding in &report.findings {
            row(report, finding.severity, &finding.rule, finding.message.as_str(), finding.cells.join(" "));
        }
        if report.status == Status::Unreadable {
            row(report, Severity::Error, &say("unreadable", language), report.headline.as_str(), String::new());
        }
    }
    sheet.sheet
}

/// The sums of the units, cell by cell, beside what the region reports.
fn cells(region: &Region, forms: &Forms, language: Language) -> Sheet {
    let families = forms.families();
    let own = region.form.as_ref().and_then(|form| families.iter().find(|family| family.name() == form.id));
    let editions = own.or(families.first()).map(|family| family.editions()).unwrap_or_default();
    let mut sheet = Writing::list(
        "cells",
        &[
            ("year", 8),
            ("table", 34),
            ("row", 50),
            ("column", 20),
            ("sum", 14),
            ("units", 10),
            ("without", 10),
            ("reported", 14),
            ("difference", 12),
            ("cell", 40),
        ],
        language,
    );
    for year in &region.years {
        for cell in &year.cells {
            let [table, row, column] = labels(year, &cell.cell, editions, language).map(Value::from);
            let difference =
                cell.sum.zip(cell.region).and_then(|(sum, own)| Number::from_exact(own.exact() - sum.exact()));
            sheet.row([
                year.year.into(),
                table,
                row,
                column,
                cell.sum.into(),
                cell.units.into(),
                cell.without.into(),
                cell.region.into(),
                difference.into(),
                cell.cell.as_str().into(),
            ]);
        }
    }
    sheet.sheet
}

/// Table, row and column of an address as a person says them.
fn labels(year: &Year, address: &str, editions: &[&'static Edition], language: Language) -> [String; 3] {
    let mut parts = address.splitn(3, '/');
    let (table, row, column) =
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let in_force = editions.iter().filter(|edition| edition.years.contains(year.year));
    let mut forms =
        in_force.chain(editions).flat_map(|edition| &edition.tables).filter(|form| form.id.as_str() == table);
    let found = forms.find_map(|form| Some(Address { form, cell: form.cell_named(row, column)? }));
    let label = |label: fn(&Address, Language) -> String| found.map(|cell| label(&cell, language)).unwrap_or_default();
    [label(messages::table), label(messages::row), label(messages::column)]
}

/// The bodies without a report.
fn missing(region: &Region, language: Language) -> Sheet {
    let mut sheet = Writing::list(
        "missing_units",
        &[("year", 8), ("organ", 40), ("listed", 12), ("years", 30), ("unread_file", 60)],
        language,
    );
    for year in &region.years {
        for missing in &year.missing {
            let years: Vec<String> = missing.years.iter().map(u16::to_string).collect();
            sheet.row([
                year.year.into(),
                missing.organ.as_str().into(),
                missing.listed.then(|| say("yes", language)).into(),
                years.join(" ").into(),
                missing.unreadable.as_deref().into(),
            ]);
        }
    }
    sheet.sheet
}

/// Similar texts in pairs.
fn similar(region: &Region, language: Language) -> Sheet {
    let mut sheet = Writing::list(
        "similar",
        &[
            ("year", 8),
            ("first", 30),
            ("second", 30),
            ("percent", 10),
            ("passages", 90),
            ("first_file", 40),
            ("second_file", 40),
        ],
        language,
    );
    for pair in &region.similar {
        sheet.row([
            pair.year.into(),
            pair.first_organ.as_str().into(),
            pair.second_organ.as_str().into(),
            pair.percent.into(),
            pair.passages.iter().map(Shown::as_str).collect::<Vec<_>>().join("\n").into(),
            pair.first.as_str().into(),
            pair.second.as_str().into(),
        ]);
    }
    sheet.sheet
}
