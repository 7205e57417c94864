//! The one row of figures of a table that prints no label beside it: found by the
//! heads above it, whatever stands before the figures.

use super::editions::Reading;
use super::figure;
use super::form_labels::FormLabels;
use super::head::{HEAD_LINES, Head};
use super::label::is_sum;
use super::line::{Content, Line, LineCell};
use super::repeated::{holds_figures, is_numbered, words_of_head};
use super::row_table::{assign, quote};
use crate::document::CellId;
use crate::forms::{Edition, TableForm};
use crate::report::{Figure, Observation, Table, Unreadable, Value};

/// Places where the figures are sought: behind each head there is one.
const MOST_STARTS: usize = 50;

/// What a head counts for that names just the columns of the form.
const COMPLETE: f32 = 0.5;

/// Reads the lines as this form; `None` where no head names most of its columns.
pub fn read(lines: &[Line<'_>], edition: &'static Edition, form: &'static TableForm) -> Option<Reading> {
    let labels = FormLabels::of(form)?;
    let columns: Vec<usize> = (0..form.columns.len()).collect();
    let Found { first, head } = best(lines, labels, &columns)?;
    let mut table = Table::empty(edition, form);
    table.observations.extend(head.label_observations());
    let fit = head.fit(&columns) + if head.is_complete(&columns) { COMPLETE } else { 0.0 };
    match row(lines.get(first..)?, labels, &columns, &head) {
        Some(line) => {
            let cells = behind_name(line, &head);
            match assign(cells, &head, &columns, true) {
                Ok(assigned) => {
                    table.observations.extend(
                        assigned.follows_head.then(|| head.column_observations(&columns)).into_iter().flatten(),
                    );
                    put(&mut table, &columns, &assigned.cells);
                }
                Err(reason) => unreadable(&mut table, cells, reason),
            }
        }
        // Several lines, and none of them says that it adds up the others.
        None => {
            let place = lines.get(first)?.cells.first().map(|cell| cell.id);
            table.observations.push(Observation::RowRepeated { row: 0, differs: true });
            leave_unread(&mut table, &[place]);
        }
    }
    Some(Reading { fit, table })
}

/// A head, and the first line beneath it.
struct Found {
    first: usize,
    head: Head,
}

/// The head that names most of the columns and least else.
fn best(lines: &[Line<'_>], labels: &FormLabels, columns: &[usize]) -> Option<Found> {
    let is_head = |line: &Line<'_>| words_of_head(labels, columns.len(), line);
    let is_start = |at: usize| {
        let line = lines.get(at).filter(|line| may_be_row(line, columns))?;
        let before = lines.get(at.checked_sub(1)?).filter(|before| before.grid == line.grid)?;
        let begins = !is_head(line) && (is_head(before) || !holds_figures(before));
        begins.then_some(line.grid)
    };
    let starts = (0..lines.len()).filter_map(|at| Some((at, is_start(at)?))).take(MOST_STARTS);
    let found = starts.filter_map(|(first, grid)| {
        let above = lines.get(first.saturating_sub(HEAD_LINES)..first)?;
        let above = above.get(above.iter().position(|above| above.grid == grid)?..)?;
        let head = Head::read(above, labels, columns);
        let is_enough = head.named() * 2 > columns.len() && head.named() >= LEAST_NAMED.min(columns.len());
        // 征收总次数 is no 征用总次数: of few columns each is what the form calls it.
        let is_sure = columns.len() > MOST_ALIKE || head.is_worded();
        (is_enough && is_sure && head.fit(columns) > 0.0).then_some(Found { first, head })
    });
    // Of two alike the first: a document may hold the table twice.
    found.fold(None, |best: Option<Found>, found| match best {
        Some(best) if best.head.fit(columns) >= found.head.fit(columns) => Some(best),
        _ => Some(found),
    })
}

/// The most columns of a table that only exact labels tell from others.
const MOST_ALIKE: usize = 2;

/// The fewest columns that a head names: `罚款` alone stands in many tables.
const LEAST_NAMED: usize = 2;

/// Whether a line may be the row: it has figures, or room for as many as there are columns.
fn may_be_row(line: &Line<'_>, columns: &[usize]) -> bool {
    let is_bare = columns.len() == 1 && matches!(line.cells.as_slice(), [cell] if cell.content == Content::Blank);
    holds_figures(line) || is_filled(line) || is_bare
}

/// Whether a line has a figure.
fn is_filled(line: &Line<'_>) -> bool {
    line.cells.iter().any(|cell| cell.content == Content::Figure)
}

/// The line of figures: the only one that is filled, else the one that says it adds
/// up the others, else the only one at all.
fn row<'l, 'a>(lines: &'l [Line<'a>], labels: &FormLabels, columns: &[usize], head: &Head) -> Option<&'l Line<'a>> {
    let grid = lines.first()?.grid;
    let is_of_body = |(at, line): &(usize, &Line<'a>)| {
        line.grid == grid
            && may_be_row(line, columns)
            && !words_of_head(labels, columns.len(), line)
            && (*at == 0 || is_filled(line) || !is_captioned(line, head))
    };
    let body = lines.iter().enumerate().take_while(is_of_body).map(|(_, line)| line);
    let body: Vec<&Line<'a>> = body.filter(|line| !is_numbered(line)).collect();
    let only = |lines: &[&'l Line<'a>]| match lines {
        [line] => Some(*line),
        _ => None,
    };
    let filled: Vec<&Line<'a>> = body.iter().copied().filter(|line| is_filled(line)).collect();
    let says_sum = |line: &&&Line<'a>| {
        let words = line.cells.iter().take_while(|cell| cell.content != Content::Figure);
        let mut words = words.filter(|cell| cell.content == Content::Words);
        words.any(|cell| {
            let is_own = labels.rows.iter().any(|label| label.matches_exactly(&cell.label).is_some());
            is_own || is_sum(&cell.text.split_whitespace().collect::<String>())
        })
    };
    only(&filled).or_else(|| filled.iter().rfind(says_sum).copied()).or_else(|| only(&body))
}

/// Whether words stand over the columns of figures: a sheet holds one table beneath
/// another, and a caption or a head between them.
fn is_captioned(line: &Line<'_>, head: &Head) -> bool {
    let first = head.first_start().unwrap_or_default();
    line.cells.iter().any(|cell| cell.content == Content::Words && cell.start + cell.columns > first)
}

/// The cells of a line without the name of the body that reports, which stands left
/// of the first column that the head names.
fn behind_name<'l, 'a>(line: &'l Line<'a>, head: &Head) -> &'l [LineCell<'a>] {
    let first = head.first_start().unwrap_or_default();
    let names = line.cells.iter().take_while(|cell| cell.start < first && cell.content != Content::Figure).count();
    line.cells.get(names..).unwrap_or_default()
}

fn put(table: &mut Table, columns: &[usize], cells: &[Option<&LineCell<'_>>]) {
    for (column, cell) in columns.iter().zip(cells) {
        let Some((at, cell)) = table.form.cell(0, *column).zip(*cell) else { continue };
        if let (Some(slot), Some(figure)) = (table.figures.get_mut(at), figure::of_cell(cell.text, table.form, at)) {
            *slot = Figure { place: Some(cell.id), ..figure };
        }
    }
}

fn unreadable(table: &mut Table, cells: &[LineCell<'_>], reason: Unreadable) {
    let expected = table.form.cells().len();
    table.observations.push(Observation::RowUnreadable {
        row: 0,
        text: quote(cells.iter()).into(),
        reason,
        found: cells.len(),
        expected,
    });
    let places: Vec<Option<CellId>> = cells.iter().map(|cell| Some(cell.id)).collect();
    leave_unread(table, &places);
}

/// The figures stand there, at these places, and are not read.
fn leave_unread(table: &mut Table, places: &[Option<CellId>]) {
    for (at, slot) in table.figures.iter_mut().enumerate() {
        let place = places.get(at).or(places.last()).copied().flatten();
        *slot = Figure { value: Value::Unreadable, place, ..Figure::default() };
    }
}
