//! The tables in running text: a table that lost its cells when it was copied,
//! text laid out by a PDF, or text without any separator.
//!
//! The official labels are found in their order; what stands between one and
//! the next are the figures of its row.

mod cells;
mod chain;
mod heads;
mod landmark;
mod record;
mod segment;
mod stream;
#[cfg(test)]
mod tests;
mod token;

use super::RECORD;
use super::editions::{self, Reading};
use super::label::{LabelText, Wording};
use super::split::{self, Stretch};
use crate::forms::{Edition, FormFamily, TableForm};
use crate::report::{Figure, Observation, Table, Unreadable, Value};
use crate::shown::Verbatim;
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

/// Reads the tables in a text, in the order of the report. Each is read in the
/// edition that its own labels show; `year` decides where they show none.
pub fn read_tables(text: &str, family: &FormFamily, year: Option<u16>) -> Vec<Table> {
    let stream = Stream::new(text);
    editions::read(family, year, DECISIVE, |edition, form| {
        if form.is_record() {
            return record::read(&stream, edition, form).map(|table| Reading { fit: RECORD, table });
        }
        read(&stream, family, edition, form)
    })
}

/// By how much one edition has to fit a table in the text better than another for
/// the table to tell its edition by itself, in letters.
const DECISIVE: f32 = 1.5;

/// What a row counts for that has as many figures as columns, in letters: more than
/// a label of the head.
const UNSPLIT: f32 = 10.0;

/// Reads a table whose rows carry labels, and how well its form fits.
fn read(
    stream: &Stream<'_>,
    family: &FormFamily,
    edition: &'static Edition,
    form: &'static TableForm,
) -> Option<Reading> {
    let landmarks = landmark::landmarks(form);
    let chain = chain::find(stream, &landmarks);
    let mut reader = Reader {
        stream,
        landmarks: &landmarks,
        table: Table::empty(edition, form),
        rows: Vec::new(),
        undecided: Vec::new(),
    };
    let mut foreign = Vec::new();
    let mut ahead = None;
    let mut heads = heads::Heads::new(family, form);
    for (at, found) in chain.found.iter().enumerate() {
        let Some(landmark) = landmarks.get(found.landmark) else { continue };
        if let Role::Row(row) = landmark.role
            && let Some(head) = heads.foreign(stream, found, row)
        {
            reader.foreign_head(row, head);
        }
        reader.note_label(found, landmark);
        let next = chain.found.get(at + 1).and_then(|next| Some((next, landmarks.get(next.landmark)?)));
        match (landmark.role, next) {
            (Role::Row(row), _) => {
                let cells = form.row_cells(row);
                let segment = segment::read(stream, found, landmark, next, cells.len());
                if !segment.divided.is_empty() {
                    reader.divided(row, segment.divided);
                    continue;
                }
                if let Some(differs) = segment.repeated {
                    reader.repeated(row, differs);
                }
                let is_empty = segment.alternatives.iter().all(Vec::is_empty);
                let alternatives = match ahead.take() {
                    Some(Foreign { pieces, .. }) if is_empty => vec![pieces],
                    subtotal => {
                        foreign.extend(subtotal);
                        segment.alternatives
                    }
                };
                reader.rows.push((row, Stretch { cells, alternatives }));
                foreign.extend(segment.foreign);
            }
            // Figures behind or within a group's label: those of the row that
            // follows, where it has none of its own.
            (Role::Group, Some((_, following))) if matches!(following.role, Role::Row(1..)) => {
                let pieces = segment::read(stream, found, landmark, next, 0).alternatives.into_iter().next();
                let label = segment::written(stream, found, segment::start(stream, found));
                ahead = pieces.filter(|pieces| !pieces.is_empty()).map(|pieces| Foreign { label, pieces });
            }
            _ => ahead = None,
        }
    }
    reader.foreign(foreign);
    let unsplit = reader.unsplit();
    let readings = reader.fill();
    (is_table(&chain, &landmarks, &readings)).then(|| {
        let fit = score(&chain, &readings, unsplit);
        Reading { fit, table: reader.finish() }
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

/// How well a form fits: by what stands there. Rows that were cut off tell nothing.
fn score(chain: &Chain, readings: &Readings, unsplit: usize) -> f32 {
    let sound = readings.iter().filter(|(_, reading)| reading.is_ok()).count();
    chain.score + 2.0 * sound as f32 + UNSPLIT * unsplit as f32
}

struct Reader<'a> {
    stream: &'a Stream<'a>,
    landmarks: &'a [Landmark],
    table: Table,
    rows: Vec<(usize, Stretch)>,
    /// Rows that stand there more than once, with other figures.
    undecided: Vec<usize>,
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
        if matches!(landmark.role, Role::Row(row) if self.undecided.contains(&row)) {
            return;
        }
        // What the lines of neighbouring cells make together nobody wrote.
        let is_exact = found.exact && segment::has_figures(self.stream, found);
        let is_column = matches!(landmark.role, Role::Column(_));
        if is_exact || is_column && wording == Wording::Other && segment::is_broken(self.stream, found) {
            return;
        }
        let accepted = wording == Wording::Accepted;
        let written = written.into();
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

    /// How many rows have as many figures as columns, without any being split.
    fn unsplit(&self) -> usize {
        let fits = |stretch: &Stretch| stretch.alternatives.iter().any(|pieces| pieces.len() == stretch.cells.len());
        self.rows.iter().filter(|(row, stretch)| fits(stretch) && !self.undecided.contains(row)).count()
    }

    /// Notes that a row stands beneath a head of another edition.
    fn foreign_head(&mut self, row: usize, head: heads::Foreign) {
        self.undecided.push(row);
        let known = self.table.observations.iter_mut().find_map(|known| match known {
            Observation::HeadForeign { edition, rows, .. } if *edition == head.edition => Some(rows),
            _ => None,
        });
        match known {
            Some(rows) => rows.push(row),
            None => self.table.observations.push(Observation::HeadForeign {
                edition: head.edition,
                labels: head.labels.into_iter().map(Verbatim::from).collect(),
                rows: vec![row],
            }),
        }
    }

    /// Notes that rows stand within a row; its figures are left unread.
    fn divided(&mut self, row: usize, into: Vec<String>) {
        let cells = self.table.form.row_cells(row);
        put_unreadable(&mut self.table, &cells);
        let into = into.into_iter().map(Verbatim::from).collect();
        self.table.observations.push(Observation::RowDivided { row, into });
    }

    /// Notes that a row stands there again.
    fn repeated(&mut self, row: usize, differs: bool) {
        if differs {
            self.undecided.push(row);
        }
        let known = self.table.observations.iter_mut().find_map(|known| match known {
            Observation::RowRepeated { row: known, differs } if *known == row => Some(differs),
            _ => None,
        });
        match known {
            Some(known) => *known |= differs,
            None => self.table.observations.push(Observation::RowRepeated { row, differs }),
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
            let row = self.landmarks.iter().find_map(is_row);
            let known = row.and_then(|row| self.rows.iter().find(|(known, _)| *known == row));
            if let Some((row, stretch)) = known {
                let (row, differs) = (*row, !stretch.alternatives.contains(&pieces));
                self.repeated(row, differs);
                continue;
            }
            let observation = match row {
                Some(row) => {
                    let cells = self.table.form.row_cells(row);
                    self.rows.push((row, Stretch { cells, alternatives: vec![pieces] }));
                    Observation::RowMoved { row }
                }
                None => Observation::RowExtra { label: label.into() },
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
                _ if self.undecided.contains(&row) => put_unreadable(&mut self.table, &stretch.cells),
                Ok(figures) => put(&mut self.table, &stretch.cells, figures),
                Err(reason) => {
                    put_unreadable(&mut self.table, &stretch.cells);
                    self.table.observations.push(unreadable(row, stretch, reason));
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

/// A row whose figures cannot be told.
fn unreadable(row: usize, stretch: &Stretch, reason: Unreadable) -> Observation {
    let found = stretch.alternatives.first().map_or(0, |pieces| split::fewest(pieces));
    Observation::RowUnreadable { row, text: written(stretch).into(), reason, found, expected: stretch.cells.len() }
}

/// What stands in a stretch.
fn written(stretch: &Stretch) -> String {
    let pieces = stretch.alternatives.first().map(Vec::as_slice).unwrap_or_default();
    pieces.iter().map(|piece| piece.written.as_str()).collect::<Vec<_>>().join(" ")
}
