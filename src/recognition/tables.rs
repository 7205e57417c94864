//! Tables as JSON in the shape of a result → report: `{"edition", "year",
//! "tables": {"applications": {"edition", "rows": {"1": [4, …]}}}}`.
//!
//! A whole result is taken as well, and so are its tables alone, a map by
//! column in place of a row's list, and figures written as text.

use super::figure;
use crate::forms::{self, Edition, Kind, TableForm, TableId};
use crate::report::{Figure, Number, Observation, Report, Table, Value};
use crate::{Options, Reason};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// JSON by name. The values stay text: a number is never rounded on the way.
type Raw = BTreeMap<String, Box<RawValue>>;

/// The report in a text that is JSON with tables; `None` where it is not.
pub fn read(text: &str, options: &Options) -> Option<Result<Report, Reason>> {
    let is_one = text.trim_start().starts_with('{')
        && (text.contains("\"tables\"") || TableId::ALL.iter().any(|id| text.contains(&format!("\"{}\"", id.name()))));
    is_one.then(|| from_json(text, options))
}

/// Reads tables in JSON.
///
/// # Errors
/// What is not as the shape wants it: `invalid_tables` with the place,
/// `unknown_edition`, `unknown_address`; `not_a_report` where there is no table.
pub fn from_json(text: &str, options: &Options) -> Result<Report, Reason> {
    let top: Raw = parse(text, "")?;
    let tables: Raw = match top.get("tables") {
        Some(tables) => parse(tables.get(), "tables")?,
        None => top
            .iter()
            .filter(|(name, _)| table_id(name).is_some())
            .map(|(name, raw)| (name.clone(), raw.clone()))
            .collect(),
    };
    let year = options.year.or(match given(&top, "year") {
        Some(year) => Some(scalar(year).and_then(|year| year.parse().ok()).ok_or_else(|| invalid("year"))?),
        None => None,
    });
    let whole = Whole {
        edition: given(&top, "edition").map(|raw| edition(raw, "edition")).transpose()?,
        written: given(&top, "written").and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default(),
        year,
    };
    let mut report = Report { year, organ: text_of(&top, "organ"), title: text_of(&top, "title"), ..Report::default() };
    for (name, raw) in &tables {
        let id = table_id(name).ok_or_else(|| Reason::new("unknown_address").param("address", name.as_str()))?;
        let table = whole.table(id, raw)?;
        if let Some(slot) = report.tables.get_mut(id.index()) {
            *slot = Some(table);
        }
    }
    if report.tables().next().is_none() { Err(Reason::new("not_a_report")) } else { Ok(report) }
}

/// What the JSON says of all its tables.
struct Whole {
    edition: Option<&'static Edition>,
    /// What stood in cells that do not simply hold their number, by address.
    written: BTreeMap<String, String>,
    year: Option<u16>,
}

#[derive(Deserialize)]
struct TableShape {
    edition: Option<Box<RawValue>>,
    rows: Option<Raw>,
}

impl Whole {
    fn table(&self, id: TableId, raw: &RawValue) -> Result<Table, Reason> {
        let place = id.name();
        let shape: TableShape = parse(raw.get(), place)?;
        let own = shape.edition.as_deref().map(|raw| edition(raw, place)).transpose()?;
        let edition = own
            .or(self.edition)
            .or_else(|| self.year.and_then(forms::edition_for_year))
            .or_else(forms::latest)
            .ok_or_else(|| invalid(place))?;
        let form = edition.table(id).ok_or_else(|| invalid(place))?;
        let mut table = Table::empty(edition, form);
        for (name, raw) in shape.rows.ok_or_else(|| invalid(place))? {
            let address = format!("{place}/{name}");
            let row = form
                .row_index(&name)
                .ok_or_else(|| Reason::new("unknown_address").param("address", address.as_str()))?;
            self.row(&mut table, row, &raw, &address)?;
        }
        let missing: Vec<usize> = (0..form.rows.len()).filter(|&row| !table.has_row(row)).collect();
        table.observations.extend(missing.into_iter().map(|row| Observation::RowMissing { row }));
        Ok(table)
    }

    /// Reads a row: a list in the order of its columns, or a map by column.
    fn row(&self, table: &mut Table, row: usize, raw: &RawValue, address: &str) -> Result<(), Reason> {
        let cells = table.form.row_cells(row);
        let values: Vec<(usize, Box<RawValue>)> = if raw.get().starts_with('{') {
            let columns: Raw = parse(raw.get(), address)?;
            let cell = |(name, raw): (String, Box<RawValue>)| {
                let cell = table.form.column_index(&name).and_then(|column| table.form.cell(row, column));
                let address = format!("{address}/{name}");
                Ok((cell.ok_or_else(|| Reason::new("unknown_address").param("address", address.as_str()))?, raw))
            };
            columns.into_iter().map(cell).collect::<Result<_, _>>()?
        } else {
            let values: Vec<Box<RawValue>> = parse(raw.get(), address)?;
            if values.len() != cells.len() {
                return Err(invalid(address));
            }
            cells.zip(values).collect()
        };
        for (cell, raw) in values {
            let figure = self.figure(table.form, cell, &raw)?;
            if let Some(slot) = table.figures.get_mut(cell) {
                *slot = figure;
            }
        }
        Ok(())
    }

    fn figure(&self, form: &TableForm, cell: usize, raw: &RawValue) -> Result<Figure, Reason> {
        let address = form.address(cell);
        let kind = form.cells().get(cell).map_or(Kind::Count, |cell| cell.kind);
        let text = raw.get();
        let read = match text.as_bytes().first() {
            Some(b'n') => Figure { value: Value::Blank, ..Figure::default() },
            Some(b'"') => figure::parse(&parse::<String>(text, &address)?, kind),
            Some(b'-' | b'0'..=b'9') => match Number::parse(text) {
                Some(number) => Figure { value: Value::Number(number), ..Figure::default() },
                None => Figure { value: Value::Unreadable, written: Some(text.into()), ..Figure::default() },
            },
            _ => return Err(invalid(&address)),
        };
        // A result says beside its figures what stood in the cells.
        let as_written = self.written.get(&address).map(|written| figure::parse(written, kind));
        let agrees = |written: &Figure| written.value.number() == read.value.number();
        Ok(as_written.filter(agrees).unwrap_or(read))
    }
}

fn table_id(name: &str) -> Option<TableId> {
    TableId::ALL.into_iter().find(|id| id.name() == name)
}

/// A value that is there and not `null`.
fn given<'a>(object: &'a Raw, name: &str) -> Option<&'a RawValue> {
    object.get(name).map(Box::as_ref).filter(|raw| raw.get() != "null")
}

fn text_of(object: &Raw, name: &str) -> Option<String> {
    serde_json::from_str(given(object, name)?.get()).ok()
}

/// A number or a text as text.
fn scalar(raw: &RawValue) -> Option<String> {
    let text = raw.get();
    if text.starts_with('"') { serde_json::from_str(text).ok() } else { Some(text.to_owned()) }
}

fn edition(raw: &RawValue, place: &str) -> Result<&'static Edition, Reason> {
    let id = scalar(raw).ok_or_else(|| invalid(place))?;
    forms::edition(&id).ok_or_else(|| Reason::new("unknown_edition").param("edition", id.as_str()))
}

fn parse<'a, T: Deserialize<'a>>(text: &'a str, place: &str) -> Result<T, Reason> {
    serde_json::from_str(text).map_err(|_| invalid(place))
}

/// What stands at this place is not as the shape wants it.
fn invalid(place: &str) -> Reason {
    Reason::new("invalid_tables").param("place", if place.is_empty() { "JSON" } else { place })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::json::to_json;
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
        let table = report.table(TableId::Review).unwrap();
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
        let table = report.table(TableId::Review).unwrap();
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
            assert_eq!(table.figures[cell].written.as_deref(), Some(text));
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
