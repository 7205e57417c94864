//! The tables in running text: a table that lost its cells when it was copied,
//! text laid out by a PDF, or text without any separator.
//!
//! The official labels are found in their order; what stands between one and
//! the next are the figures of its row.

mod chain;
mod landmark;
mod review;
mod segment;
mod stream;
#[cfg(test)]
mod tests;
mod token;

use super::label::{LabelText, Wording};
use super::split::{self, Stretch};
use crate::forms::{self, Edition, TableForm, TableId};
use crate::report::{Figure, Observation, Table, Unreadable, Value};
use chain::{Chain, Found};
use landmark::{Landmark, Role};
use segment::Foreign;
use std::ops::Range;
use stream::Stream;

/// Rows of a long form that have to be there.
const LEAST_ROWS: usize = 6;

/// Rows of the form 二 that have to be there.
const LEAST_DISCLOSURE_ROWS: usize = 3;

/// Bytes of UTF-8 that no table's labels are fewer than: three rows, a head and
/// their figures.
const LEAST_BYTES: usize = 64;

/// Labels of a table's head without which it is none.
const LEAST_HEADS: usize = 2;

/// Whether a text is long enough for the labels of the smallest table.
pub fn may_hold_tables(text: &str) -> bool {
    text.len() > LEAST_BYTES
}

/// Reads the tables in a text, by [`TableId::index`]; `None` for a table that is
/// not there. Each is read in the edition that its own labels show; `year`
/// decides where they show none.
pub fn read_tables(text: &str, year: Option<u16>) -> [Option<Table>; 3] {
    let stream = Stream::new(text);
    let disclosure = best(&stream, TableId::Disclosure, year);
    let applications = best(&stream, TableId::Applications, year);
    let edition = super::review_edition(&disclosure, &applications, year);
    let review = edition.and_then(|edition| review::read(&stream, edition, edition.table(TableId::Review)?));
    [disclosure, applications, review]
}

fn best(stream: &Stream<'_>, id: TableId, year: Option<u16>) -> Option<Table> {
    let in_force = |edition: &Edition| match year {
        Some(year) => edition.years.contains(year),
        None => edition.years.to.is_none(),
    };
    let read = |edition: &'static Edition| {
        let (table, score) = read(stream, edition, edition.table(id)?)?;
        Some((score + if in_force(edition) { 0.1 } else { 0.0 }, table))
    };
    forms::editions().iter().filter_map(read).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, table)| table)
}

/// Reads a table whose rows carry labels, and how well its form fits.
fn read(stream: &Stream<'_>, edition: &'static Edition, form: &'static TableForm) -> Option<(Table, f32)> {
    let landmarks = landmark::landmarks(form);
    let chain = chain::find(stream, &landmarks);
    let mut reader = Reader { stream, landmarks: &landmarks, table: Table::empty(edition, form), rows: Vec::new() };
    let mut foreign = Vec::new();
    let mut ahead = None;
    for (at, found) in chain.found.iter().enumerate() {
        let Some(landmark) = landmarks.get(found.landmark) else { continue };
        reader.note_label(found, landmark);
        let next = chain.found.get(at + 1).and_then(|next| Some((next, landmarks.get(next.landmark)?)));
        match (landmark.role, next) {
            (Role::Row(row), _) => {
                let segment = segment::read(stream, found, landmark, next);
                let is_empty = segment.alternatives.iter().all(Vec::is_empty);
                let alternatives = match ahead.take() {
                    Some(Foreign { pieces, .. }) if is_empty => vec![pieces],
                    subtotal => {
                        foreign.extend(subtotal);
                        segment.alternatives
                    }
                };
                reader.rows.push((row, Stretch { cells: form.row_cells(row), alternatives }));
                foreign.extend(segment.foreign);
            }
            // Figures behind or within a group's label: those of the row that
            // follows, where it has none of its own.
            (Role::Group, Some((_, following))) if matches!(following.role, Role::Row(1..)) => {
                let pieces = segment::read(stream, found, landmark, next).alternatives.into_iter().next();
                let label = segment::written(stream, found, segment::start(stream, found));
                ahead = pieces.filter(|pieces| !pieces.is_empty()).map(|pieces| Foreign { label, pieces });
            }
            _ => ahead = None,
        }
    }
    reader.foreign(foreign);
    let readings = reader.fill();
    (is_table(&chain, &landmarks, &readings)).then(|| {
        let score = score(&chain, form, &readings);
        (reader.finish(), score)
    })
}

/// How the rows that were found could be read: whether they hold anything, and
/// why not.
type Readings = Vec<(bool, Result<(), Unreadable>)>;

/// Whether what was found is a table, and not a sentence that names its rows.
fn is_table(chain: &Chain, landmarks: &[Landmark], readings: &Readings) -> bool {
    let is_head =
        |found: &&Found| landmarks.get(found.landmark).is_some_and(|landmark| !matches!(landmark.role, Role::Row(_)));
    let rows = landmarks.iter().filter(|landmark| matches!(landmark.role, Role::Row(_))).count();
    let heads = chain.found.iter().filter(is_head).count();
    let least = if rows > 10 { LEAST_ROWS } else { LEAST_DISCLOSURE_ROWS };
    if readings.len() < least || heads < LEAST_HEADS {
        return false;
    }
    let filled = readings.iter().filter(|(filled, _)| *filled).count();
    let short = readings.iter().filter(|(_, reading)| *reading == Err(Unreadable::TooFew)).count();
    match filled {
        0 => readings.len() * 5 >= rows * 4,
        _ => short * 2 <= filled || heads >= 5,
    }
}

fn score(chain: &Chain, form: &TableForm, readings: &Readings) -> f32 {
    let missing = form.rows.len().saturating_sub(readings.len());
    let sound = readings.iter().filter(|(_, reading)| reading.is_ok()).count();
    chain.score + 2.0 * sound as f32 - 4.0 * missing as f32
}

struct Reader<'a> {
    stream: &'a Stream<'a>,
    landmarks: &'a [Landmark],
    table: Table,
    rows: Vec<(usize, Stretch)>,
}

impl Reader<'_> {
    /// Notes a label that is worded otherwise.
    fn note_label(&mut self, found: &Found, landmark: &Landmark) {
        let written = segment::written(self.stream, found, segment::start(self.stream, found));
        let text = LabelText::new(&written);
        let wording = landmark.label.matches(&text).map_or(Wording::Other, |found| found.wording);
        if wording == Wording::Official {
            return;
        }
        let accepted = wording == Wording::Accepted;
        let observation = match landmark.role {
            Role::Row(row) => Observation::RowLabel { row, found: written, accepted },
            Role::Column(column) => Observation::ColumnLabel { column, found: written, accepted },
            Role::Note => Observation::NoteLabel { found: written },
            Role::Group => return,
        };
        if !self.table.observations.contains(&observation) {
            self.table.observations.push(observation);
        }
    }

    /// Notes rows that the form does not have at their place; one that it has
    /// at another place is read.
    fn foreign(&mut self, foreign: Vec<Foreign>) {
        for Foreign { label, pieces } in foreign {
            let text = LabelText::new(&label);
            let is_row = |landmark: &Landmark| match landmark.role {
                Role::Row(row) => landmark.label.matches_exactly(&text).map(|_| row),
                _ => None,
            };
            let observation = match self.landmarks.iter().find_map(is_row) {
                Some(row) if self.rows.iter().any(|(known, _)| *known == row) => Observation::RowRepeated { row },
                Some(row) => {
                    let cells = self.table.form.row_cells(row);
                    self.rows.push((row, Stretch { cells, alternatives: vec![pieces] }));
                    Observation::RowMoved { row }
                }
                None => Observation::RowExtra { label },
            };
            self.table.observations.push(observation);
        }
    }

    /// Reads the figures of all rows together.
    fn fill(&mut self) -> Readings {
        let (rows, stretches): (Vec<usize>, Vec<Stretch>) = std::mem::take(&mut self.rows).into_iter().unzip();
        let mut readings = Readings::new();
        let all = split::read(self.table.form, &stretches);
        for ((row, stretch), reading) in rows.into_iter().zip(&stretches).zip(all) {
            let filled = stretch.alternatives.iter().any(|pieces| !pieces.is_empty());
            readings.push((filled, reading.as_ref().map(|_| ()).map_err(|reason| *reason)));
            match reading {
                Ok(figures) => put(&mut self.table, &stretch.cells, figures),
                Err(reason) => {
                    put_unreadable(&mut self.table, &stretch.cells);
                    let text = written(stretch);
                    self.table.observations.push(Observation::RowUnreadable { row, text, reason });
                }
            }
        }
        readings
    }

    fn finish(mut self) -> Table {
        for row in 0..self.table.form.rows.len() {
            if !self.table.has_row(row) {
                self.table.observations.push(Observation::RowMissing { row });
            }
        }
        self.table
    }
}

/// Puts figures into a table.
fn put(table: &mut Table, cells: &Range<usize>, figures: Vec<Figure>) {
    let slots = table.figures.get_mut(cells.clone()).unwrap_or_default();
    slots.iter_mut().zip(figures).for_each(|(slot, figure)| *slot = figure);
}

/// Marks figures as unreadable.
fn put_unreadable(table: &mut Table, cells: &Range<usize>) {
    let slots = table.figures.get_mut(cells.clone()).unwrap_or_default();
    slots.iter_mut().for_each(|slot| *slot = Figure { value: Value::Unreadable, ..Figure::default() });
}

/// What stands in a stretch.
fn written(stretch: &Stretch) -> String {
    let pieces = stretch.alternatives.first().map(Vec::as_slice).unwrap_or_default();
    pieces.iter().map(|piece| piece.written.as_str()).collect::<Vec<_>>().join(" ")
}
