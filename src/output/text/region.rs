//! The part of a table that failing relations are about, with the cells that a
//! reader looks at first in brackets and the sums beside them.

use super::style;
use crate::finding::{Address, Finding, Param};
use crate::messages::{self, phrase};
use crate::output::columns::{clip, pad_end, pad_start, width};
use crate::report::{Number, Value};
use crate::{Language, Outcome};

/// The widest label of a row; longer ones are cut.
const MOST_LABEL: usize = 40;
/// The widest name of a column; longer ones are cut.
const MOST_HEAD: usize = 14;
/// Rows of nothing but zeros that are still shown.
const MOST_ZERO_ROWS: usize = 2;

/// The lines of the region, none where no finding is a relation within a table.
pub fn lines(outcome: &Outcome, findings: &[&Finding], language: Language) -> Vec<String> {
    let relations: Vec<Relation<'_>> = findings.iter().filter_map(|finding| Relation::of(finding)).collect();
    let Some(first) = relations.first() else { return Vec::new() };
    let region = Region { outcome, relations: &relations, down: first.is_down(), language };
    let rows = if first.is_down() { region.down() } else { region.across() };
    aligned(&rows)
}

/// A finding that is an equality between sums of cells.
struct Relation<'a> {
    finding: &'a Finding,
    left: &'a [Address],
    right: &'a [Address],
}

impl<'a> Relation<'a> {
    fn of(finding: &'a Finding) -> Option<Self> {
        let cells = |name| match finding.params.get(name) {
            Some(Param::Cells(cells)) if !cells.is_empty() => Some(cells.as_slice()),
            _ => None,
        };
        Some(Relation { finding, left: cells("left_cells")?, right: cells("right_cells")? })
    }

    fn cells(&self) -> impl Iterator<Item = &'a Address> + use<'a> {
        self.left.iter().chain(self.right)
    }

    /// Whether its cells stand in one column, one below the other.
    fn is_down(&self) -> bool {
        let mut columns = self.cells().filter_map(|cell| cell.form.cells().get(cell.cell)).map(|cell| cell.column);
        let first = columns.next();
        columns.all(|column| Some(column) == first)
    }

    fn number(&self, name: &str) -> Option<Number> {
        match self.finding.params.get(name) {
            Some(Param::Number(number)) => Some(*number),
            _ => None,
        }
    }
}

/// What stands in one place of the region.
#[derive(Clone)]
enum Field {
    Plain(String),
    /// The cell that the reader looks at first.
    Marked(String, crate::finding::Severity),
}

impl Field {
    fn columns(&self) -> usize {
        match self {
            Field::Plain(text) => width(text) + 1,
            Field::Marked(text, _) => width(text),
        }
    }
}

/// A line of the region: its label, then its fields.
type Row = (String, Vec<Field>);

struct Region<'a> {
    outcome: &'a Outcome,
    relations: &'a [Relation<'a>],
    down: bool,
    language: Language,
}

impl Region<'_> {
    /// Relations between the rows of a column: one column for each.
    fn down(&self) -> Vec<Row> {
        let heads = self.relations.iter().filter_map(|relation| relation.left.first());
        let mut rows: Vec<Row> = vec![(String::new(), heads.map(|cell| self.head(cell)).collect())];
        let lines = self.lines();
        let zeros: Vec<usize> = lines.iter().copied().filter(|&line| self.is_zero(line)).collect();
        let folded = if zeros.len() > MOST_ZERO_ROWS { zeros } else { Vec::new() };
        for line in lines.into_iter().filter(|line| !folded.contains(line)) {
            let cells: Vec<Option<Address>> =
                self.relations.iter().map(|relation| self.member(relation, line)).collect();
            let label = cells.iter().flatten().next().map(|cell| self.row_label(cell)).unwrap_or_default();
            let fields = self.relations.iter().zip(cells).map(|(relation, cell)| self.field(relation, cell));
            rows.push((label, fields.collect()));
        }
        if !folded.is_empty() {
            rows.push((phrase("region.others_zero", &[("count", &folded.len())], self.language), Vec::new()));
        }
        for (label, name) in self.sums() {
            rows.push((label, self.relations.iter().map(|relation| sum(relation, name)).collect()));
        }
        rows
    }

    /// Relations between the columns of a row: one row for each.
    fn across(&self) -> Vec<Row> {
        let lines = self.lines();
        let head = |line: &usize| self.relations.iter().find_map(|relation| self.member(relation, *line));
        let heads = lines.iter().filter_map(head).map(|cell| self.head(&cell));
        let sums = self.sums();
        let mut rows: Vec<Row> =
            vec![(String::new(), heads.chain(sums.iter().map(|(label, _)| Field::Plain(label.clone()))).collect())];
        for relation in self.relations {
            let cells = lines.iter().map(|&line| self.field(relation, self.member(relation, line)));
            let fields = cells.chain(sums.iter().map(|(_, name)| sum(relation, name))).collect();
            rows.push((relation.left.first().map(|cell| self.row_label(cell)).unwrap_or_default(), fields));
        }
        rows
    }

    /// The rows (or columns) of the form that any of the relations uses.
    fn lines(&self) -> Vec<usize> {
        let cells = self.relations.iter().flat_map(Relation::cells);
        let mut lines: Vec<usize> = cells.filter_map(|cell| self.line(cell)).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    fn line(&self, cell: &Address) -> Option<usize> {
        let form = cell.form.cells().get(cell.cell)?;
        Some(if self.down { form.row } else { form.column })
    }

    fn member(&self, relation: &Relation<'_>, line: usize) -> Option<Address> {
        relation.cells().find(|cell| self.line(cell) == Some(line)).copied()
    }

    fn is_zero(&self, line: usize) -> bool {
        self.relations.iter().all(|relation| {
            let cell = self.member(relation, line);
            let is_first = cell.is_some() && relation.finding.cells.first() == cell.as_ref();
            let is_wrong = cell.as_ref().is_some_and(|cell| self.correction(cell).is_some());
            !is_first && !is_wrong && cell.is_none_or(|cell| self.value(&cell) == Value::Number(Number::whole(0)))
        })
    }

    fn value(&self, cell: &Address) -> Value {
        let table = self.outcome.report.table(&cell.form.id);
        table.and_then(|table| table.figure(cell.cell)).map_or(Value::Missing, |figure| figure.value)
    }

    fn field(&self, relation: &Relation<'_>, cell: Option<Address>) -> Field {
        let Some(cell) = cell else { return Field::Plain(String::new()) };
        let text = self.value(&cell).number().map(|number| number.to_string()).unwrap_or_default();
        if let Some(to) = self.correction(&cell) {
            return Field::Marked(format!("[{text}→{to}]"), relation.finding.severity);
        }
        let has_correction = relation.cells().any(|cell| self.correction(cell).is_some());
        if !has_correction && relation.finding.cells.first() == Some(&cell) {
            Field::Marked(format!("[{text}]"), relation.finding.severity)
        } else {
            Field::Plain(text)
        }
    }

    /// What should stand in a cell, where that is the only way.
    fn correction(&self, cell: &Address) -> Option<Number> {
        let repair = self.outcome.repair.as_ref().filter(|repair| repair.unique && repair.unnamed.is_none())?;
        repair.best.cells.iter().find(|change| change.cell == *cell).map(|change| change.to)
    }

    fn head(&self, cell: &Address) -> Field {
        Field::Plain(clip(&messages::column(cell, self.language), MOST_HEAD))
    }

    fn row_label(&self, cell: &Address) -> String {
        clip(&messages::row(cell, self.language), MOST_LABEL)
    }

    /// The sums worth showing: a side of one cell is that cell.
    fn sums(&self) -> Vec<(String, &'static str)> {
        let several = |side: fn(&Relation<'_>) -> usize| self.relations.iter().any(|relation| side(relation) > 1);
        let (left, right) = (several(|relation| relation.left.len()), several(|relation| relation.right.len()));
        let mut sums = match (left, right) {
            (true, true) => vec![("region.left", "left"), ("region.right", "right")],
            (true, false) => vec![("region.sum", "left")],
            _ => vec![("region.sum", "right")],
        };
        sums.push(("region.difference", "difference"));
        sums.into_iter().map(|(key, name)| (phrase(key, &[], self.language), name)).collect()
    }
}

fn sum(relation: &Relation<'_>, name: &str) -> Field {
    Field::Plain(relation.number(name).map(|number| number.to_string()).unwrap_or_default())
}

/// The rows with their labels on the left and their fields on the right of
/// each column. A bracketed figure stands under the figures without.
fn aligned(rows: &[Row]) -> Vec<String> {
    let label = rows.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
    let count = rows.iter().map(|(_, fields)| fields.len()).max().unwrap_or(0);
    let widest = |column: usize| rows.iter().filter_map(|(_, fields)| fields.get(column)).map(Field::columns).max();
    let widths: Vec<usize> = (0..count).map(|column| widest(column).unwrap_or(0)).collect();
    let line = |(text, fields): &Row| {
        let mut line = pad_end(text, label);
        for (field, &columns) in fields.iter().zip(&widths) {
            line.push_str("  ");
            match field {
                Field::Plain(text) => line.push_str(&format!("{} ", pad_start(text, columns.saturating_sub(1)))),
                Field::Marked(text, severity) => {
                    let blanks = pad_start("", columns.saturating_sub(width(text)));
                    line.push_str(&blanks);
                    line.push_str(&style::severity(*severity, text));
                }
            }
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
