//! Tables as JSON in the shape of a result → report: `{"edition", "year",
//! "tables": {"applications": {"edition", "rows": {"1": [4, …]}}}}`.
//!
//! A whole result is taken as well, and so are its tables alone, a map by
//! column in place of a row's list, and figures written as text.

use super::figure;
use crate::forms::{Edition, FormFamily, Kind, TableForm};
use crate::json::Json;
use crate::report::{Figure, Number, Observation, Report, Table, Value};
#[cfg(feature = "whole")]
use crate::shown::Shown;
use crate::shown::Verbatim;
use crate::{Options, Reason, order};
use std::borrow::Cow;
use std::sync::Arc;

/// The parts of an object by name. Their numbers are text: none is rounded on the way.
type Parts<'j> = &'j [(Cow<'j, str>, Json<'j>)];

/// The report in a text that is JSON with tables; `None` where it is not.
pub fn read(text: &str, options: &Options) -> Option<Result<Report, Reason>> {
    let names_table = || {
        let families = options.forms.families();
        let mut names = families.iter().flat_map(|family| family.tables());
        names.any(|(name, _)| text.contains(&format!("\"{name}\"")))
    };
    let is_one = text.trim_start().starts_with('{') && (text.contains("\"tables\"") || names_table());
    is_one.then(|| from_json(text, options))
}

/// Reads tables in JSON.
///
/// # Errors
/// What is not as the shape wants it: `invalid_tables` with the place,
/// `unknown_edition`, `unknown_address`; `not_a_report` where there is no table.
pub fn from_json(text: &str, options: &Options) -> Result<Report, Reason> {
    let top = Json::parse(text).ok_or_else(|| invalid(""))?;
    let parts = parts_of(&top, "")?;
    let family = family(&top, options)?;
    let tables: Vec<_> = match top.get("tables") {
        Some(tables) => parts_of(tables, "tables")?.iter().collect(),
        None => parts.iter().filter(|(name, _)| has_table(&family, name)).collect(),
    };
    let year = options.year.or(match given(&top, "year") {
        Some(year) => Some(scalar(year).and_then(|year| year.parse().ok()).ok_or_else(|| invalid("year"))?),
        None => None,
    });
    let whole = Whole {
        edition: named(&top).map(|json| edition(&family, json, "edition")).transpose()?,
        family: &family,
        written: top.get("written"),
        year,
    };
    let verbatim = |name| text_of(&top, name).map(Verbatim::from);
    let (organ, title) = (verbatim("organ"), verbatim("title"));
    let mut report = Report { family: family.clone(), year, organ, title, ..Report::default() };
    for (name, json) in tables {
        if !has_table(&family, name) {
            return Err(Reason::new("unknown_address").param("address", name.as_ref()));
        }
        let table = whole.table(name, json)?;
        report.tables.retain(|known| known.form.id != table.form.id);
        report.tables.push(table);
    }
    order::sort_by_key(&mut report.tables, |table| table.form.position);
    if report.tables.is_empty() { Err(Reason::new("not_a_report")) } else { Ok(report) }
}

/// What the JSON says of all its tables.
struct Whole<'j> {
    family: &'j FormFamily,
    edition: Option<&'static Edition>,
    /// What stood in cells that do not simply hold their number, by address.
    written: Option<&'j Json<'j>>,
    year: Option<u16>,
}

impl Whole<'_> {
    fn table(&self, place: &str, json: &Json<'_>) -> Result<Table, Reason> {
        parts_of(json, place)?;
        let own = given(json, "edition").map(|json| edition(self.family, json, place)).transpose()?;
        let edition = own
            .or(self.edition)
            .or_else(|| self.year.and_then(|year| self.family.for_year(year)))
            .or_else(|| self.family.latest())
            .ok_or_else(|| invalid(place))?;
        let form = edition.table(place).ok_or_else(|| invalid(place))?;
        let rows = parts_of(given(json, "rows").ok_or_else(|| invalid(place))?, place)?;
        let form = lines(edition, form, rows, given(json, "form")).unwrap_or(form);
        let mut table = Table::empty(edition, form);
        for (name, json) in rows {
            let address = format!("{place}/{name}");
            let row = form
                .row_index(name)
                .ok_or_else(|| Reason::new("unknown_address").param("address", address.as_str()))?;
            self.row(&mut table, row, json, &address)?;
        }
        let is_missing = |row: &usize| !table.has_row(*row) && !form.is_line(*row);
        let missing: Vec<usize> = (0..form.rows.len()).filter(is_missing).collect();
        table.observations.extend(missing.into_iter().map(|row| Observation::RowMissing { row }));
        Ok(table)
    }

    /// Reads a row: a list in the order of its columns, or a map by column.
    fn row(&self, table: &mut Table, row: usize, json: &Json<'_>, address: &str) -> Result<(), Reason> {
        let cells = table.form.row_cells(row);
        let values: Vec<(usize, &Json<'_>)> = match json {
            Json::Object(columns, _) => {
                let cell = |(name, json)| {
                    let cell = table.form.column_index(name).and_then(|column| table.form.cell(row, column));
                    let address = format!("{address}/{name}");
                    Ok((cell.ok_or_else(|| Reason::new("unknown_address").param("address", address.as_str()))?, json))
                };
                columns.iter().map(|(name, json)| (name.as_ref(), json)).map(cell).collect::<Result<_, Reason>>()?
            }
            Json::List(values) if values.len() == cells.len() => cells.zip(values).collect(),
            _ => return Err(invalid(address)),
        };
        for (cell, json) in values {
            let figure = self.figure(table.form, cell, json)?;
            if let Some(slot) = table.figures.get_mut(cell) {
                *slot = figure;
            }
        }
        Ok(())
    }

    fn figure(&self, form: &TableForm, cell: usize, json: &Json<'_>) -> Result<Figure, Reason> {
        let address = form.address(cell);
        let kind = form.cells().get(cell).map_or(Kind::Count, |cell| cell.kind);
        let read = match json {
            Json::Null => Figure { value: Value::Blank, ..Figure::default() },
            Json::Text(text) => figure::parse(text, kind),
            Json::Number(digits) => match Number::parse(digits) {
                Some(number) => Figure { value: Value::Number(number), ..Figure::default() },
                None => Figure { value: Value::Unreadable, written: Some((*digits).into()), ..Figure::default() },
            },
            _ => return Err(invalid(address)),
        };
        // A result says beside its figures what stood in the cells.
        let as_written = self.written.and_then(|written| text_of(written, address));
        let as_written = as_written.map(|written| figure::parse(&written, kind));
        let agrees = |written: &Figure| written.value.number() == read.value.number();
        Ok(as_written.filter(agrees).unwrap_or(read))
    }
}

/// The form with a row for each line that the JSON has, called as a result says.
#[cfg(feature = "whole")]
fn lines(
    edition: &'static Edition,
    form: &'static TableForm,
    rows: Parts<'_>,
    made: Option<&Json<'_>>,
) -> Option<&'static TableForm> {
    let row = form.rows.get(form.repeated_row()?)?;
    let count = rows.iter().filter_map(|(name, _)| row.line_number(name)).max().unwrap_or_default();
    let named: &[Json<'_>] = match made.and_then(|made| made.get("rows")) {
        Some(Json::List(named)) => named,
        _ => &[],
    };
    let label = |number: usize| {
        let is_it = |known: &&Json<'_>| text_of(known, "id").is_some_and(|id| row.line_number(&id) == Some(number));
        let label = named.iter().find(is_it).and_then(|known| text_of(known, "label"));
        label.map_or_else(|| format!("{}{number}", row.label), |label| Shown::of(&label).as_str().to_owned())
    };
    // More are refused with the form that they would make.
    let labels: Vec<String> = (1..=count.min(crate::forms::MOST_ROWS + 1)).map(label).collect();
    form.with_lines(edition, &labels)
}

#[cfg(not(feature = "whole"))]
fn lines(_: &'static Edition, _: &'static TableForm, _: Parts<'_>, _: Option<&Json<'_>>) -> Option<&'static TableForm> {
    None
}

/// What the JSON says of its form.
fn named<'j>(top: &'j Json<'j>) -> Option<&'j Json<'j>> {
    given(top, "form").or_else(|| given(top, "edition"))
}

/// The family of the form that the JSON names, else the first one that has a table
/// of its names.
fn family(top: &Json<'_>, options: &Options) -> Result<Arc<FormFamily>, Reason> {
    let families = options.forms.families();
    let parts = top.get("tables").unwrap_or(top);
    let of_table = |(_, json): &(_, Json<'_>)| given(json, "edition").and_then(scalar).map(str::to_owned);
    let id = named(top).and_then(scalar).map(str::to_owned);
    let id = id.or_else(|| parts_of(parts, "tables").ok()?.iter().find_map(of_table));
    let is_named = |family: &&Arc<FormFamily>| id.as_ref().is_some_and(|id| family.edition(id).is_some());
    let has_one = |family: &&Arc<FormFamily>| {
        parts_of(parts, "tables").is_ok_and(|parts| parts.iter().any(|(name, _)| has_table(family, name)))
    };
    let found = families.iter().find(is_named).or_else(|| families.iter().find(has_one)).or(families.first());
    found.cloned().ok_or_else(|| Reason::new("not_a_report"))
}

fn has_table(family: &FormFamily, name: &str) -> bool {
    family.tables().iter().any(|(known, _)| *known == name)
}

fn parts_of<'j>(json: &'j Json<'j>, place: &str) -> Result<Parts<'j>, Reason> {
    match json {
        Json::Object(parts, _) => Ok(parts),
        _ => Err(invalid(place)),
    }
}

/// A value that is there and not `null`.
fn given<'j>(object: &'j Json<'j>, name: &str) -> Option<&'j Json<'j>> {
    object.get(name).filter(|json| **json != Json::Null)
}

fn text_of(object: &Json<'_>, name: &str) -> Option<String> {
    match object.get(name)? {
        Json::Text(text) => Some(text.as_ref().to_owned()),
        _ => None,
    }
}

/// A number or a text as text.
fn scalar<'j>(json: &'j Json<'j>) -> Option<&'j str> {
    match json {
        Json::Text(text) => Some(text),
        Json::Number(digits) => Some(digits),
        _ => None,
    }
}

fn edition(family: &FormFamily, json: &Json<'_>, place: &str) -> Result<&'static Edition, Reason> {
    let id = scalar(json).ok_or_else(|| invalid(place))?;
    family.edition(id).ok_or_else(|| Reason::new("unknown_edition").param("edition", id))
}

/// What stands at this place is not as the shape wants it.
fn invalid(place: &str) -> Reason {
    Reason::new("invalid_tables").param("place", if place.is_empty() { "JSON" } else { place })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::json::to_json;
    use crate::packs::annual_report::REVIEW as REVIEW_TABLE;
    use crate::{Input, Language, Outcome};

    fn code(json: &str) -> String {
        match crate::recognise(Input::Text(json), &Options::default()) {
            Ok(_) => "read".to_owned(),
            Err(reason) => reason.code.to_owned(),
        }
    }

    fn report(json: &str) -> Report {
        crate::recognise(Input::Text(json), &Options::default()).unwrap()
    }

    const REVIEW: &str =
        r#"{"edition":"2021","year":2023,"tables":{"review":{"rows":{"reconsideration":[1,"2",null,0,"3件"]}}}}"#;

    #[test]
    fn figures_may_be_numbers_text_or_nothing() {
        let report = report(REVIEW);
        let table = report.table(REVIEW_TABLE).unwrap();
        assert_eq!((report.year, table.edition.id.as_str()), (Some(2023), "2021"));
        let values: Vec<_> = (0..5).map(|cell| table.integer(cell)).collect();
        assert_eq!(values, [Some(1), Some(2), None, Some(0), Some(3)]);
        assert_eq!(table.figures[2].value, Value::Blank);
        assert!(table.figures[4].has_unit);
        assert!(table.observations.contains(&Observation::RowMissing { row: 1 }));
    }

    #[test]
    fn a_row_may_be_a_map_and_the_tables_may_stand_alone() {
        let report = report(r#"{"review":{"edition":2019,"rows":{"litigation_direct":{"total":7,"upheld":7}}}}"#);
        let table = report.table(REVIEW_TABLE).unwrap();
        assert_eq!(table.edition.id, "2019");
        assert_eq!((table.integer(9), table.integer(5), table.integer(6)), (Some(7), Some(7), None));
    }

    #[test]
    fn a_number_is_never_rounded() {
        for text in ["9007199254740993", "1e3", "0.1000000000000000000001", "123456789012345678901234567890"] {
            let json = format!(r#"{{"edition":"2021","tables":{{"disclosure":{{"rows":{{"fees":[{text}]}}}}}}}}"#);
            let report = report(&json);
            let (table, cell) = report.locate("disclosure/fees/amount").unwrap();
            assert_eq!(table.figures[cell].value, Value::Unreadable, "{text}");
            assert_eq!(table.figures[cell].written.as_ref().map(Verbatim::verbatim), Some(text));
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (json, expected) in [
            (r#"{"tables":"#, "invalid_tables"),
            (r#"{"tables":[]}"#, "invalid_tables"),
            (r#"{"tables":{}}"#, "not_a_report"),
            (r#"{"edition":"2022","tables":{"review":{"rows":{}}}}"#, "unknown_edition"),
            (r#"{"edition":"2014","tables":{"review":{"rows":{}}}}"#, "unknown_edition"),
            (r#"{"tables":{"reviews":{"rows":{}}}}"#, "unknown_address"),
            (r#"{"tables":{"review":{"rows":{"3.9":[0]}}}}"#, "unknown_address"),
            (r#"{"tables":{"review":{"rows":{"reconsideration":{"sum":0}}}}}"#, "unknown_address"),
            (r#"{"tables":{"review":{"rows":{"reconsideration":[0,0]}}}}"#, "invalid_tables"),
            (r#"{"tables":{"review":{"rows":{"reconsideration":[0,0,0,0,true]}}}}"#, "invalid_tables"),
            (r#"{"year":"last","tables":{"review":{"rows":{}}}}"#, "invalid_tables"),
            (r#"{"tables":{"review":{}}}"#, "invalid_tables"),
        ] {
            assert_eq!(code(json), expected, "{json}");
        }
    }

    #[test]
    fn a_result_read_again_is_the_same_result() {
        let outcome = crate::check(Input::Text(REVIEW), &Options::default());
        let json = to_json(&outcome, Language::Chinese);
        let again: Outcome = crate::check(Input::Text(&json), &Options::default());
        assert_eq!(to_json(&again, Language::Chinese), json);
    }
}
