//! The heads of rows in running text that are those of another edition.

use super::chain::Found;
use super::segment;
use super::stream::{Stream, letters};
use crate::forms::{FormFamily, TableForm};
use crate::recognition::form_labels::FormLabels;
use crate::recognition::label::LabelText;
use crate::recognition::normalise::{core, normalise};

/// Letters in front of a row that are looked at for its head.
const REACH: usize = 60;

/// A head of another edition.
#[derive(Clone)]
pub struct Foreign {
    /// Id of the edition.
    pub edition: &'static str,
    /// Its labels.
    pub labels: Vec<String>,
}

/// The heads of one table.
pub struct Heads<'f> {
    family: &'f FormFamily,
    form: &'static TableForm,
    /// The letter behind the row before.
    from: usize,
    /// The columns of the row before in the form, and the foreign head above it.
    before: Option<(Vec<usize>, Foreign)>,
}

impl<'f> Heads<'f> {
    /// Those of a table of this form.
    pub fn new(family: &'f FormFamily, form: &'static TableForm) -> Self {
        Heads { family, form, from: 0, before: None }
    }

    /// The head above a row, where it is that of another edition. A row that follows
    /// another directly stands beneath the same.
    pub fn foreign(&mut self, stream: &Stream<'_>, found: &Found, row: usize) -> Option<Foreign> {
        let from = self.from.max(found.first.saturating_sub(REACH)).min(found.first);
        self.from = found.last + 1;
        let above: String = (from..found.first).filter_map(|at| stream.letter_character(at)).collect();
        let own = self.form.row_columns(row);
        let has = |form: &TableForm, columns: &[usize]| {
            let mut labels = columns.iter().filter_map(|column| form.columns.get(*column));
            labels.all(|column| above.contains(&pattern(&column.label)))
        };
        if above.is_empty() && self.before.as_ref().is_some_and(|(columns, _)| *columns == own) {
            return self.before.clone().map(|(_, foreign)| foreign);
        }
        self.before = None;
        if has(self.form, &own) {
            return None;
        }
        let label = LabelText::new(&segment::written(stream, found, segment::start(stream, found)));
        let foreign = self.family.editions().iter().find_map(|edition| {
            let form = edition.table(&self.form.id).filter(|form| !std::ptr::eq(*form, self.form))?;
            let rows = &FormLabels::of(form)?.rows;
            let row = rows.iter().position(|row| row.matches_exactly(&label).is_some())?;
            let columns = form.row_columns(row);
            let names = columns.iter().filter_map(|column| form.columns.get(*column));
            let labels: Vec<String> = names.map(|column| column.label.clone()).collect();
            // A column of the same name says nothing.
            let differs = columns.iter().all(|column| {
                let label = form.columns.get(*column).map(|column| &column.label);
                self.form
                    .columns
                    .iter()
                    .all(|own| Some(&own.label) != label && !own.accepted.iter().any(|own| Some(own) == label))
            });
            (differs && has(form, &columns)).then_some(Foreign { edition: &edition.id, labels })
        })?;
        self.before = Some((own, foreign.clone()));
        Some(foreign)
    }
}

/// The letters of a label without its note.
fn pattern(label: &str) -> String {
    letters(&core(&normalise(label))).into_iter().collect()
}
