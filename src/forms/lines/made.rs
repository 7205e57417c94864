//! The form of one document's lines.

use crate::forms::loading::{MOST_CELLS, MOST_ROWS};
use crate::forms::{Edition, LayoutCell, LayoutRow, Row, TableForm, relation};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// The most cells of the forms that are made for documents: like every form they
/// are kept for as long as the process runs.
const MOST_MADE: usize = 2_000_000;

/// The forms that were made, by that whose row they repeat and the labels of their lines.
static MADE: Mutex<BTreeMap<(usize, String), &'static TableForm>> = Mutex::new(BTreeMap::new());

impl Row {
    /// The id of its line with this number, from 1: `unit.1`.
    fn line_id(&self, number: usize) -> String {
        format!("{}.{number}", self.id)
    }

    /// The line with this number and label.
    fn line(&self, number: usize, label: &str) -> Row {
        Row {
            id: self.line_id(number),
            label: label.to_owned(),
            english: label.to_owned(),
            accepted: Vec::new(),
            repeated: false,
            line_of: Some(self.id.clone()),
            ..self.clone()
        }
    }
}

impl TableForm {
    /// This form with a row for each label in the place of the row that is repeated.
    /// Without a label, where a document may lack the lines, it is the form of the one row.
    /// `None` where it repeats none, where there are more lines than a form may have
    /// rows, or where the process has made too many such forms.
    pub fn with_lines(&'static self, edition: &'static Edition, labels: &[String]) -> Option<&'static TableForm> {
        let key = (std::ptr::from_ref(self).addr(), labels.join("\n"));
        let mut made = MADE.lock().ok()?;
        if let Some(form) = made.get(&key) {
            return Some(form);
        }
        let form = self.repeat(edition, labels)?;
        let cells: usize = made.values().map(|form| form.cells().len()).sum();
        if cells + form.cells().len() > MOST_MADE {
            return None;
        }
        let form: &'static TableForm = Box::leak(Box::new(form));
        made.insert(key, form);
        Some(form)
    }

    fn repeat(&self, edition: &Edition, labels: &[String]) -> Option<TableForm> {
        let at = self.repeated_row()?;
        let row = self.rows.get(at)?;
        let is_bounded = (self.rows.len() + labels.len()).max(1) <= MOST_ROWS
            && (self.rows.len() + labels.len()) * self.columns.len() <= MOST_CELLS;
        if labels.is_empty() {
            return self.without_lines(edition, at);
        }
        if !is_bounded {
            return None;
        }
        let mut form = self.clone();
        form.clear();
        form.rows.splice(at..=at, labels.iter().enumerate().map(|(at, label)| row.line(at + 1, label)));
        form.body = repeat_printed(&self.body, row, labels);
        form.compile(self.position);
        let (relations, broken) = relation::expand(edition, &form);
        form.take(relations);
        // A relation that is not evaluated would be dropped in silence.
        broken.is_empty().then_some(form)
    }

    /// The form of a document that prints the sum alone, where it may: what is said of the
    /// lines is said of none.
    fn without_lines(&self, edition: &Edition, at: usize) -> Option<TableForm> {
        let mut form = self.clone();
        form.clear();
        form.rows.remove(at);
        if !form.is_single() {
            return None;
        }
        (form.head, form.body) = (Vec::new(), Vec::new());
        form.complete();
        form.compile(self.position);
        let (_, broken) = relation::expand(edition, &form);
        let of_lines: Vec<usize> = broken.iter().map(|broken| broken.declared).collect();
        let mut declared = 0..;
        form.relation_declarations.retain(|_| declared.next().is_some_and(|at| !of_lines.contains(&at)));
        let (relations, broken) = relation::expand(edition, &form);
        form.take(relations);
        broken.is_empty().then_some(form)
    }
}

/// The printed body with a printed row for each line.
fn repeat_printed(body: &[LayoutRow], row: &Row, labels: &[String]) -> Vec<LayoutRow> {
    let start = format!("{}/", row.id);
    let is_it = |printed: &LayoutRow| match printed {
        LayoutRow::Figures { figures, .. } => figures.iter().any(|figure| figure.cell.starts_with(&start)),
        LayoutRow::Head { .. } => false,
    };
    let Some(at) = body.iter().position(is_it) else { return body.to_vec() };
    let more = u16::try_from(labels.len() - 1).unwrap_or(u16::MAX);
    let mut printed = Vec::with_capacity(body.len() + labels.len());
    for (place, line) in body.iter().enumerate() {
        match line {
            LayoutRow::Figures { .. } if place == at => {
                let lines = labels.iter().enumerate();
                printed.extend(lines.map(|(number, label)| line_printed(line, row, number, label, more)));
            }
            _ => printed.push(reaching(line, place, at, more)),
        }
    }
    printed
}

/// A printed row whose labels reach over the lines, where they reached over the row.
fn reaching(line: &LayoutRow, place: usize, at: usize, more: u16) -> LayoutRow {
    let mut line = line.clone();
    if let LayoutRow::Figures { labels, .. } = &mut line {
        let reaches = |label: &&mut LayoutCell| place < at && place + usize::from(label.rows) > at;
        labels.iter_mut().filter(reaches).for_each(|label| label.rows = label.rows.saturating_add(more));
    }
    line
}

/// The printed row of one line: labels that stand over several begin with the first.
fn line_printed(printed: &LayoutRow, row: &Row, number: usize, label: &str, more: u16) -> LayoutRow {
    let LayoutRow::Figures { labels, figures } = printed else { return printed.clone() };
    let own = labels.iter().rposition(|cell| cell.text == row.label).unwrap_or(labels.len().saturating_sub(1));
    let mut kept = Vec::new();
    for (at, cell) in labels.iter().enumerate() {
        if at == own {
            kept.push(LayoutCell { text: label.to_owned(), ..cell.clone() });
        } else if at > own {
            kept.push(cell.clone());
        } else if number == 0 {
            kept.push(LayoutCell { rows: cell.rows.saturating_add(more), ..cell.clone() });
        }
    }
    let mut figures = figures.clone();
    for figure in &mut figures {
        if let Some((id, column)) = figure.cell.split_once('/')
            && id == row.id
        {
            figure.cell = format!("{}/{column}", row.line_id(number + 1));
        }
    }
    LayoutRow::Figures { labels: kept, figures }
}
