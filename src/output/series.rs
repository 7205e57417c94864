//! Results of one report that follow each other while its figures change: what
//! stays the same is not written again.

use super::json::{FindingShape, Part, Parts, result_of, rows, values};
use super::repair::RepairShape;
use super::utf16::Utf16;
use crate::finding::Finding;
use crate::json::{self, Raw};
use crate::repair::Repair;
use crate::report::{Number, Report};
use crate::{Language, Outcome};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

/// What the last result was written of, and how each part reads as JSON.
#[derive(Debug)]
pub struct Series {
    language: Language,
    tables: Vec<Table>,
    findings: Vec<Written<Finding>>,
    repair: Option<Written<Repair>>,
}

/// A part and how it reads as JSON.
#[derive(Debug)]
struct Written<T> {
    part: T,
    json: Raw,
    /// Its place in the result before, where it stood there already.
    before: Option<usize>,
}

#[derive(Debug)]
struct Table {
    name: &'static str,
    edition: &'static str,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    id: &'static str,
    values: Vec<Option<Number>>,
    written: Raw,
}

impl Series {
    /// Nothing written yet.
    pub fn new(language: Language) -> Self {
        Series { language, tables: Vec::new(), findings: Vec::new(), repair: None }
    }

    /// The same text as that of [`super::json::to_json`].
    pub fn to_json(&mut self, outcome: &Outcome) -> String {
        self.write(outcome, false)
    }

    /// The same result beside the one before: in place of a finding that stood
    /// there already is its index there, and 0 in place of the same repair.
    pub fn changes_to_json(&mut self, outcome: &Outcome) -> String {
        self.write(outcome, true)
    }

    fn write(&mut self, outcome: &Outcome, changes: bool) -> String {
        self.write_tables(&outcome.report);
        self.write_findings(outcome);
        self.write_repair(outcome);
        let tables = Raw::of(&Tables(&self.tables));
        let parts = Parts {
            tables: Part::Known(&tables),
            findings: self.findings.iter().map(|finding| finding.part(changes)).collect(),
            repair: self.repair.as_ref().map(|repair| repair.part(changes)),
        };
        json::to_string(&result_of(parts, outcome, self.language))
    }

    fn write_tables(&mut self, report: &Report) {
        let mut known = std::mem::take(&mut self.tables).into_iter();
        for table in &report.tables {
            let mut known = known.next().map_or_else(Vec::new, |known| known.rows).into_iter();
            let row = |(row, id)| {
                let known =
                    known.next().filter(|known| known.id == id && values(table, row).eq(known.values.iter().copied()));
                known.unwrap_or_else(|| Row::of(id, values(table, row).collect()))
            };
            let rows = rows(table).map(row).collect();
            self.tables.push(Table { name: table.form.id.as_str(), edition: &table.edition.id, rows });
        }
    }

    fn write_findings(&mut self, outcome: &Outcome) {
        let utf16 = Utf16::of(&outcome.report.text);
        let mut known: Vec<_> = std::mem::take(&mut self.findings).into_iter().map(Some).collect();
        for finding in &outcome.findings {
            let same = |known: &Option<Written<Finding>>| known.as_ref().is_some_and(|known| known.part == *finding);
            let at = known.iter().position(same);
            let known = at.and_then(|at| known.get_mut(at)?.take());
            self.findings.push(match known {
                Some(known) => Written { before: at, ..known },
                None => {
                    Written::of(finding.clone(), &FindingShape::of(finding, &outcome.report, &utf16, self.language))
                }
            });
        }
    }

    fn write_repair(&mut self, outcome: &Outcome) {
        let known = self.repair.take();
        let Some(repair) = &outcome.repair else { return };
        self.repair = Some(match known.filter(|known| known.part == *repair) {
            Some(known) => Written { before: Some(0), ..known },
            None => Written::of(repair.clone(), &RepairShape::of(repair, &outcome.report, self.language)),
        });
    }
}

impl<T> Written<T> {
    fn of(part: T, shape: &impl Serialize) -> Self {
        Written { part, json: Raw::of(shape), before: None }
    }

    fn part<S>(&self, changes: bool) -> Part<'_, S> {
        match self.before.filter(|_| changes) {
            Some(place) => Part::Same(place),
            None => Part::Known(&self.json),
        }
    }
}

impl Row {
    fn of(id: &'static str, values: Vec<Option<Number>>) -> Self {
        Row { id, written: Raw::of(&values), values }
    }
}

struct Tables<'a>(&'a [Table]);

impl Serialize for Tables<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|table| (table.name, table)))
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut shape = serializer.serialize_struct("Table", 2)?;
        shape.serialize_field("edition", self.edition)?;
        shape.serialize_field("rows", &Rows(&self.rows))?;
        shape.end()
    }
}

struct Rows<'a>(&'a [Row]);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for row in self.0 {
            map.serialize_entry(row.id, &row.written)?;
        }
        map.end()
    }
}
