//! The contract's result as JSON. The same document gives the same bytes
//! natively, in Node and in the browser.

use super::position::PositionShape;
use super::repair::RepairShape;
use super::utf16::Utf16;
use crate::finding::{Finding, Waived};
use crate::forms::TableForm;
use crate::json::Raw;
pub use crate::json::to_string;
use crate::messages;
use crate::outcome::Outcome;
use crate::report::{Number, Report, Table, Value};
use crate::settings::fingerprint_with;
use crate::shown::{Shown, Verbatim, steers};
use crate::{Language, Status};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// The result of a check as JSON text.
pub fn to_json(outcome: &Outcome, language: Language) -> String {
    to_string(&result(outcome, language))
}

/// The result of a check as one line of JSON that names its file.
pub fn to_json_line(file: &str, outcome: &Outcome, previous: Option<&str>, language: Language) -> String {
    inert(to_string(&OfFile { file, previous, result: result(outcome, language) })) + "\n"
}

/// The same JSON with every character escaped that would steer a terminal or
/// turn the reading direction: names of files keep what they are, and nobody
/// meets it raw.
pub fn inert(json: String) -> String {
    if !json.chars().any(steers) {
        return json;
    }
    let mut inert = String::with_capacity(json.len() + 8);
    for char in json.chars() {
        if steers(char) {
            // None of them lies outside the basic plane.
            inert.push_str(&format!("\\u{:04x}", u32::from(char)));
        } else {
            inert.push(char);
        }
    }
    inert
}

#[derive(Serialize)]
struct OfFile<'a, R: Serialize> {
    file: &'a str,
    /// The file of the year before, where the run found one beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<&'a str>,
    #[serde(flatten)]
    result: R,
}

/// The tables of a report as JSON text: what a result says of them, and itself
/// an input that can be checked.
pub fn tables(report: &Report) -> String {
    let shape = TablesShape {
        edition: edition(report),
        form: form(report),
        year: report.year,
        organ: report.organ.as_ref().map(Verbatim::shown),
        title: report.title.as_ref().map(Verbatim::shown),
        tables: Tables(report),
        written: Written(report),
    };
    to_string(&shape)
}

#[derive(Serialize)]
struct TablesShape<'a> {
    edition: Option<&'a str>,
    form: Option<&'a str>,
    year: Option<u16>,
    organ: Option<Shown>,
    title: Option<Shown>,
    tables: Tables<'a>,
    written: Written<'a>,
}

/// The edition that a report follows, where its document has several.
fn edition(report: &Report) -> Option<&'static str> {
    report.edition().filter(|edition| edition.edition_of.is_some()).map(|edition| edition.id.as_str())
}

/// The form that a report follows.
fn form(report: &Report) -> Option<&'static str> {
    report.edition().map(|edition| edition.id.as_str())
}

/// The result of a check, ready for any serializer.
pub fn result(outcome: &Outcome, language: Language) -> impl Serialize + '_ {
    let report = &outcome.report;
    let utf16 = Utf16::of(&report.text);
    let finding = |finding| Part::New(FindingShape::of(finding, report, &utf16, language));
    let parts = Parts {
        tables: Part::New(Tables(report)),
        findings: outcome.findings.iter().map(finding).collect(),
        repair: outcome.repair.as_ref().map(|repair| Part::New(RepairShape::of(repair, report, language))),
    };
    result_of(parts, outcome, language)
}

/// A part of a result: to be written, written already, or the same as that part
/// of the result before, by its place there.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Part<'a, T> {
    New(T),
    Known(&'a Raw),
    Same(usize),
}

/// The parts of a result that take long to write.
pub(super) struct Parts<'a> {
    pub tables: Part<'a, Tables<'a>>,
    pub findings: Vec<Part<'a, FindingShape<'a>>>,
    pub repair: Option<Part<'a, RepairShape<'a>>>,
}

/// A result around these parts.
pub(super) fn result_of<'a>(parts: Parts<'a>, outcome: &'a Outcome, language: Language) -> impl Serialize + 'a {
    let Parts { tables, findings, repair } = parts;
    let report = &outcome.report;
    let readable = outcome.status() != Status::Unreadable;
    let utf16 = Utf16::of(&report.text);
    ResultShape {
        status: outcome.status(),
        reason: outcome
            .reason
            .as_ref()
            .map(|reason| ReasonShape { code: reason.code, message: messages::reason(reason, language) }),
        edition: edition(report),
        form: form(report),
        year: report.year,
        organ: report.organ.as_ref().map(Verbatim::shown),
        title: report.title.as_ref().map(Verbatim::shown),
        tables,
        written: Written(report),
        findings,
        repair,
        relations: if readable { outcome.relations } else { Default::default() },
        waived: outcome.waived.iter().map(|waived| FindingShape::waived(waived, report, &utf16, language)).collect(),
        summary: outcome.summary(),
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Result"))]
struct ResultShape<'a> {
    status: Status,
    reason: Option<ReasonShape>,
    #[cfg_attr(test, ts(type = "string | null"))]
    edition: Option<&'a str>,
    /// Id of the form that the report follows.
    #[cfg_attr(test, ts(type = "string | null"))]
    form: Option<&'a str>,
    year: Option<u16>,
    organ: Option<Shown>,
    title: Option<Shown>,
    #[cfg_attr(test, ts(type = "Partial<Record<TableName, Table>>"))]
    tables: Part<'a, Tables<'a>>,
    #[cfg_attr(test, ts(type = "Record<Address, string>"))]
    written: Written<'a>,
    #[cfg_attr(test, ts(type = "Array<Finding>"))]
    findings: Vec<Part<'a, FindingShape<'a>>>,
    #[cfg_attr(test, ts(type = "Repair | null"))]
    repair: Option<Part<'a, RepairShape<'a>>>,
    relations: crate::rules::Relations,
    waived: Vec<FindingShape<'a>>,
    summary: crate::outcome::Summary,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Reason"))]
struct ReasonShape {
    code: &'static str,
    message: String,
}

pub(super) struct Tables<'a>(&'a Report);

impl Serialize for Tables<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.tables.iter().map(|table| (table.form.id.as_str(), TableShape::of(table))))
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Table"))]
struct TableShape<'a> {
    edition: &'a str,
    #[cfg_attr(test, ts(type = "Record<string, (number | null)[]>"))]
    rows: Rows<'a>,
    /// The form with a row for each line of this document, where its own repeats a row.
    #[cfg(any(test, feature = "whole"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional, as = "Option<TableForm>"))]
    form: Option<&'static TableForm>,
}

impl<'a> TableShape<'a> {
    fn of(table: &'a Table) -> Self {
        TableShape {
            edition: &table.edition.id,
            rows: Rows(table),
            #[cfg(any(test, feature = "whole"))]
            form: Some(table.form).filter(|_| table.is_of_made_form()),
        }
    }
}

struct Rows<'a>(&'a Table);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (row, id) in rows(self.0) {
            map.serialize_entry(id, &values(self.0, row).collect::<Vec<_>>())?;
        }
        map.end()
    }
}

/// The rows of a table with their ids, in the order in which they are written.
pub(super) fn rows(table: &Table) -> impl Iterator<Item = (usize, &'static str)> + '_ {
    let there = javascript_order(table.form).filter(|row| table.has_row(*row));
    there.filter_map(|row| Some((row, table.form.rows.get(row)?.id.as_str())))
}

/// The figures of a row.
pub(super) fn values(table: &Table, row: usize) -> impl Iterator<Item = Option<Number>> + '_ {
    table.form.row_cells(row).map(|cell| table.figure(cell)?.value.number())
}

/// The rows in the order in which a JavaScript object lists their ids: whole
/// numbers first. Written otherwise, the same result would have other bytes
/// after a round trip through a JavaScript object.
fn javascript_order(form: &'static TableForm) -> impl Iterator<Item = usize> {
    let is_index = |row: &usize| form.rows.get(*row).is_some_and(|row| row.id.parse::<u32>().is_ok());
    let rows = 0..form.rows.len();
    rows.clone().filter(is_index).chain(rows.filter(move |row| !is_index(row)))
}

/// What stood in the cells that do not simply hold their number.
struct Written<'a>(&'a Report);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.tables.iter().flat_map(|table| {
            table.figures.iter().enumerate().filter_map(|(cell, figure)| {
                let written = figure.written.as_ref().filter(|_| figure.value != Value::Missing)?;
                Some((table.form.address(cell), written.shown()))
            })
        }))
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Finding"))]
pub(super) struct FindingShape<'a> {
    rule: &'static str,
    severity: crate::finding::Severity,
    message: String,
    #[cfg_attr(test, ts(type = "Record<string, Param>"))]
    params: Raw,
    #[cfg_attr(test, ts(type = "Address[]"))]
    cells: &'a [crate::finding::Address],
    span: Option<Span>,
    basis: &'static str,
    fix: Option<FixShape>,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    position: Option<PositionShape<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Span"))]
struct Span {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Fix"))]
struct FixShape {
    #[cfg_attr(test, ts(type = "Address"))]
    cell: crate::finding::Address,
    #[cfg_attr(test, ts(type = "number"))]
    value: Number,
    kind: crate::finding::FixKind,
}

impl<'a> FindingShape<'a> {
    pub(super) fn of(finding: &'a Finding, report: &'a Report, utf16: &Utf16<'_>, language: Language) -> Self {
        let params = Raw::of(&finding.params);
        let fingerprint = fingerprint_with(finding, params.get(), &report.text);
        FindingShape {
            rule: finding.rule,
            severity: finding.severity,
            message: messages::message(finding, language),
            params,
            cells: &finding.cells,
            span: finding.span.as_ref().map(|span| Span { start: utf16.units(span.start), end: utf16.units(span.end) }),
            basis: messages::basis(finding, language),
            fix: finding.fix.as_ref().map(|fix| FixShape { cell: fix.cell, value: fix.value, kind: fix.kind }),
            fingerprint,
            position: PositionShape::of_finding(finding, report, language),
            reason: None,
        }
    }

    fn waived(waived: &'a Waived, report: &'a Report, utf16: &Utf16<'_>, language: Language) -> Self {
        FindingShape {
            reason: Some(waived.reason.as_str()),
            ..FindingShape::of(&waived.finding, report, utf16, language)
        }
    }
}

/// What the npm package says of these types.
#[cfg(test)]
pub(super) fn declarations() -> Vec<String> {
    use super::typescript::declaration;
    let mut declarations = vec![
        declaration::<ResultShape<'_>>(),
        declaration::<Status>(),
        declaration::<ReasonShape>(),
        declaration::<TableShape<'_>>(),
        declaration::<FindingShape<'_>>(),
        declaration::<crate::finding::Severity>(),
        super::position::declaration(),
        declaration::<Span>(),
        declaration::<FixShape>(),
        declaration::<crate::finding::FixKind>(),
        declaration::<crate::rules::Relations>(),
        declaration::<crate::outcome::Summary>(),
    ];
    declarations.extend(super::repair::declarations());
    declarations
}
