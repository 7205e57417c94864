//! The labels of the official forms as they are compared, made once.

use super::label::{Label, LabelText};
use crate::forms::{self, LayoutRow, TableForm};
use std::sync::{LazyLock, Mutex};

/// The labels of one form.
pub struct FormLabels {
    /// Of its rows, in order.
    pub rows: Vec<Label>,
    /// Of its columns, in order.
    pub columns: Vec<Label>,
    /// Those of the head that stand over several columns or over the row
    /// labels, normalised.
    pub spanning: Vec<String>,
    /// Of columns that hold no figures.
    pub others: Vec<Label>,
    /// The note in its head.
    pub note: Option<Label>,
}

/// The labels of the forms that come with the library.
static KNOWN: LazyLock<Vec<(&'static TableForm, FormLabels)>> = LazyLock::new(|| {
    let forms = forms::editions().iter().flat_map(|edition| &edition.tables);
    forms.map(|form| (form, FormLabels::new(form))).collect()
});

/// Those of forms that callers brought: kept as long as the forms are.
static BROUGHT: Mutex<Vec<(&'static TableForm, &'static FormLabels)>> = Mutex::new(Vec::new());

impl FormLabels {
    /// Those of a form of an edition.
    pub fn of(form: &'static TableForm) -> Option<&'static Self> {
        let known = KNOWN.iter().find(|(known, _)| std::ptr::eq(*known, form)).map(|(_, labels)| labels);
        known.or_else(|| Self::of_brought(form))
    }

    fn of_brought(form: &'static TableForm) -> Option<&'static Self> {
        let mut brought = BROUGHT.lock().ok()?;
        if let Some((_, labels)) = brought.iter().find(|(known, _)| std::ptr::eq(*known, form)) {
            return Some(labels);
        }
        let labels: &'static FormLabels = Box::leak(Box::new(FormLabels::new(form)));
        brought.push((form, labels));
        Some(labels)
    }

    /// Whether a text names a column.
    pub fn is_column(&self, text: &LabelText) -> bool {
        self.columns.iter().any(|label| label.matches_exactly(text).is_some())
    }

    /// Whether a text stands in the form: no figure, whatever else it may be.
    pub fn has(&self, text: &LabelText) -> bool {
        let is_row = |label: &Label| label.matches_exactly(text).is_some() || label.is_group(text);
        self.is_column(text) || self.spanning.contains(&text.full) || self.rows.iter().any(is_row)
    }

    fn new(form: &TableForm) -> Self {
        FormLabels {
            rows: form.rows.iter().map(|row| Label::new(&row.label, &row.accepted, &row.group)).collect(),
            columns: form
                .columns
                .iter()
                .map(|column| Label::new(&column.label, &column.accepted, &column.group))
                .collect(),
            spanning: spanning(form),
            others: form.other_columns.iter().map(|label| Label::new(label, &[], &[])).collect(),
            note: form.note.as_deref().map(|note| Label::new(note, &[], &[])),
        }
    }
}

fn spanning(form: &TableForm) -> Vec<String> {
    let columns: Vec<String> = form.columns.iter().map(|column| LabelText::new(&column.label).full).collect();
    let others: Vec<String> = form.other_columns.iter().map(|label| LabelText::new(label).full).collect();
    let body = form.body.iter().filter_map(|row| match row {
        LayoutRow::Head { head } => Some(head),
        LayoutRow::Figures { .. } => None,
    });
    let cells = form.head.iter().chain(body).flatten();
    cells
        .map(|cell| LabelText::new(&cell.text).full)
        .filter(|label| !columns.contains(label) && !others.contains(label))
        .collect()
}
