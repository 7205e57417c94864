//! What is said of a whole region, as an Excel workbook that an office can
//! filter, sort and pass on.
//!
//! Text is written as text, never as a formula; where it begins as one it keeps
//! the mark that it is none when somebody edits the cell.

use crate::finding::{Address, Severity};
use crate::forms;
use crate::messages::{self, phrase};
use crate::region::{Region, Year};
use crate::report::Number;
use crate::{Language, Status};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// The most characters that a cell of Excel holds, a little less.
const MOST_CHARACTERS: usize = 32_000;
/// The most rows that a sheet of Excel has.
const MOST_ROWS: u32 = 1_048_576;
/// Characters that a formula begins with.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The workbook of a region.
///
/// # Errors
/// Where the workbook cannot be put together.
pub fn region(region: &Region, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same answer gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for sheet in [summary, reports, findings, cells, missing, similar] {
        workbook.push_worksheet(sheet(region, language)?);
    }
    workbook.save_to_buffer()
}

/// A value of a cell.
enum Value {
    Text(String),
    Figure(Option<Number>),
    Count(usize),
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
        Value::Count(count)
    }
}
impl From<u16> for Value {
    fn from(year: u16) -> Self {
        Value::Count(year.into())
    }
}
impl From<Option<Number>> for Value {
    fn from(number: Option<Number>) -> Self {
        Value::Figure(number)
    }
}

/// A sheet that is written row by row.
struct Sheet {
    sheet: Worksheet,
    row: u32,
    language: Language,
}

impl Sheet {
    /// A sheet with columns of these widths, in characters.
    fn new(name: &str, widths: &[f64], language: Language) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(say(name, language))?;
        for (column, width) in (0..).zip(widths) {
            sheet.set_column_width(column, *width)?;
        }
        Ok(Sheet { sheet, row: 0, language })
    }

    /// A head that stays in sight, to filter by.
    fn head(&mut self, names: &[&str]) -> Result<(), XlsxError> {
        self.titles(names)?;
        self.sheet.set_freeze_panes(self.row, 0)?;
        Ok(())
    }

    /// Titles of columns.
    fn titles(&mut self, names: &[&str]) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        for (column, name) in (0..).zip(names) {
            self.sheet.write_string_with_format(self.row, column, say(name, self.language), &bold)?;
        }
        self.row += 1;
        Ok(())
    }

    fn row(&mut self, values: impl IntoIterator<Item = Value>) -> Result<(), XlsxError> {
        if self.row >= MOST_ROWS {
            return Ok(());
        }
        for (column, value) in (0..).zip(values) {
            match value {
                Value::Text(text) => write_text(&mut self.sheet, self.row, column, &text)?,
                Value::Figure(Some(number)) => drop(self.sheet.write_number(self.row, column, number.to_f64())?),
                Value::Figure(None) => {}
                Value::Count(count) => {
                    self.sheet.write_number(self.row, column, u32::try_from(count).unwrap_or(u32::MAX))?;
                }
            }
        }
        self.row += 1;
        Ok(())
    }

    /// The sheet; its columns can be filtered where its head is its first row.
    fn finish(mut self, columns: u16) -> Result<Worksheet, XlsxError> {
        if let (Some(last), Some(column)) = (self.row.checked_sub(1).filter(|row| *row > 0), columns.checked_sub(1)) {
            self.sheet.autofilter(0, 0, last, column)?;
        }
        Ok(self.sheet)
    }
}

fn write_text(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    let short: String = text.chars().take(MOST_CHARACTERS).collect();
    if short.starts_with(FORMULA) {
        sheet.write_string_with_format(row, column, short, &Format::new().set_quote_prefix())?;
    } else {
        sheet.write_string(row, column, short)?;
    }
    Ok(())
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
fn summary(region: &Region, language: Language) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new("summary", &[34.0, 50.0, 12.0, 12.0, 12.0, 12.0, 30.0], language)?;
    let totals = region.totals;
    for (name, count) in [
        ("files", totals.files),
        ("passed", totals.passed),
        ("findings", totals.findings),
        ("unreadable", totals.unreadable),
        ("errors", totals.summary.error),
        ("warnings", totals.summary.warning),
        ("pairs", totals.pairs),
    ] {
        sheet.row([say(name, language).into(), count.into()])?;
    }
    sheet.row([])?;
    sheet.titles(&["year", "region", "units", "missing", "ambiguous", "twice", "omitted"])?;
    for year in &region.years {
        let omitted = year.omitted.as_ref();
        let unit =
            |twice| omitted.filter(|omitted| omitted.twice == twice).map_or("", |omitted| omitted.organ.as_str());
        let own = year.region.as_ref().map_or("", |own| own.organ.as_str());
        let counts = [year.units, year.missing.len(), year.ambiguous.len()].map(Value::from);
        let values = [year.year.into(), own.into()].into_iter().chain(counts);
        sheet.row(values.chain([unit(true).into(), unit(false).into()]))?;
    }
    sheet.row([])?;
    sheet.titles(&["rule", "title", "severity", "count", "reports"])?;
    for rule in &region.rules {
        let severity = messages::severity(rule.severity, language);
        sheet.row([
            rule.rule.as_str().into(),
            rule.title.as_str().into(),
            severity.into(),
            rule.findings.into(),
            rule.reports.into(),
        ])?;
    }
    sheet.finish(0)
}

/// Every report in a row.
fn reports(region: &Region, language: Language) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new("reports", &[30.0, 8.0, 10.0, 14.0, 8.0, 8.0, 70.0, 40.0, 40.0], language)?;
    sheet.head(&["organ", "year", "edition", "status", "errors", "warnings", "headline", "file", "previous"])?;
    for report in &region.reports {
        sheet.row([
            report.organ.clone().unwrap_or_default().into(),
            report.year.map_or(Value::Figure(None), Value::from),
            report.edition.clone().unwrap_or_default().into(),
            status(report.status, language).into(),
            report.summary.error.into(),
            report.summary.warning.into(),
            report.headline.as_str().into(),
            report.file.as_str().into(),
            report.previous.clone().unwrap_or_default().into(),
        ])?;
    }
    sheet.finish(9)
}

/// Every finding in a row, similar texts among them.
fn findings(region: &Region, language: Language) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new("problems", &[30.0, 8.0, 8.0, 26.0, 90.0, 40.0, 40.0], language)?;
    sheet.head(&["organ", "year", "severity", "rule", "message", "places", "file"])?;
    for report in &region.reports {
        for finding in &report.findings {
            sheet.row([
                report.organ.clone().unwrap_or_default().into(),
                report.year.map_or(Value::Figure(None), Value::from),
                messages::severity(finding.severity, language).into(),
                finding.rule.as_str().into(),
                finding.message.as_str().into(),
                finding.cells.join(" ").into(),
                report.file.as_str().into(),
            ])?;
        }
        if report.status == Status::Unreadable {
            let organ = report.organ.clone().unwrap_or_default();
            let year = report.year.map_or(Value::Figure(None), Value::from);
            let severity = messages::severity(Severity::Error, language);
            let message = report.headline.as_str().into();
            let unread = say("unreadable", language).into();
            sheet.row([
                organ.into(),
                year,
                severity.into(),
                unread,
                message,
                "".into(),
                report.file.as_str().into(),
            ])?;
        }
    }
    sheet.finish(7)
}

/// The sums of the units, cell by cell, beside what the region reports.
fn cells(region: &Region, language: Language) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new("cells", &[8.0, 34.0, 50.0, 20.0, 14.0, 10.0, 10.0, 14.0, 12.0, 40.0], language)?;
    sheet.head(&["year", "table", "row", "column", "sum", "units", "without", "reported", "difference", "cell"])?;
    for year in &region.years {
        for cell in &year.cells {
            let labels = labels(year, &cell.cell, language);
            let difference =
                cell.sum.zip(cell.region).and_then(|(sum, own)| Number::from_exact(own.exact() - sum.exact()));
            let values = [year.year.into()].into_iter().chain(labels.map(Value::from));
            let counts =
                [cell.sum.into(), cell.units.into(), cell.without.into(), cell.region.into(), difference.into()];
            sheet.row(values.chain(counts).chain([cell.cell.as_str().into()]))?;
        }
    }
    sheet.finish(10)
}

/// Table, row and column of an address as a person says them.
fn labels(year: &Year, address: &str, language: Language) -> [String; 3] {
    let mut parts = address.splitn(3, '/');
    let (table, row, column) =
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let editions = forms::edition_for_year(year.year).into_iter().chain(forms::editions());
    let mut forms = editions.flat_map(|edition| &edition.tables).filter(|form| form.id.name() == table);
    let found = forms.find_map(|form| Some(Address { form, cell: form.cell_named(row, column)? }));
    let label = |label: fn(&Address, Language) -> String| found.map(|cell| label(&cell, language)).unwrap_or_default();
    [label(messages::table), label(messages::row), label(messages::column)]
}

/// The bodies without a report.
fn missing(region: &Region, language: Language) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new("missing_units", &[8.0, 40.0, 12.0, 30.0, 60.0], language)?;
    sheet.head(&["year", "organ", "listed", "years", "unread_file"])?;
    for year in &region.years {
        for missing in &year.missing {
            let years: Vec<String> = missing.years.iter().map(u16::to_string).collect();
            let listed = if missing.listed { say("yes", language) } else { String::new() };
            let unreadable = missing.unreadable.clone().unwrap_or_default();
            let organ = missing.organ.as_str().into();
            sheet.row([year.year.into(), organ, listed.into(), years.join(" ").into(), unreadable.into()])?;
        }
    }
    sheet.finish(5)
}

/// Similar texts in pairs.
fn similar(region: &Region, language: Language) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new("similar", &[8.0, 30.0, 30.0, 10.0, 90.0, 40.0, 40.0], language)?;
    sheet.head(&["year", "first", "second", "percent", "passages", "first_file", "second_file"])?;
    for pair in &region.similar {
        sheet.row([
            pair.year.into(),
            pair.first_organ.as_str().into(),
            pair.second_organ.as_str().into(),
            pair.percent.into(),
            pair.passages.join("\n").into(),
            pair.first.as_str().into(),
            pair.second.as_str().into(),
        ])?;
    }
    sheet.finish(7)
}
