//! Figures that stand joined (`640020470`) → the figures of a row, where the
//! form leaves one reading only.
//!
//! White space is a hard boundary, and a figure of several digits does not begin
//! with 0. Where this leaves several splits, the form's own relations may leave
//! one: first those of the row, then those of the columns over all rows that are
//! still open. What is left open then is unreadable: nothing is guessed.

mod columns;
mod possible;

use super::figure;
use crate::forms::{BalanceEdit, Each, Kind, TableForm};
use crate::order;
use crate::report::{Figure, Unreadable, Value};
use possible::Possible;
pub(super) use possible::fewest;
use std::ops::Range;

/// Rows from which on their being alike says something.
const LEAST_ROWS: usize = 6;

/// Figures without white space between them, as they stand in the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Piece {
    /// Sign, digits and point in ASCII; empty for a mark of a blank cell.
    pub digits: String,
    /// What stands there, unit and remark included.
    pub written: String,
    /// The unit or remark behind the last digit.
    pub unit: String,
    /// Whether it surely is a single figure (`1,234`, `减4`, `/`).
    pub single: bool,
}

/// The pieces that should hold a run of a form's figures.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// The figures, as indexes into [`TableForm::cells`].
    pub cells: Range<usize>,
    /// What stands there. Two where it is open whether the last digit belongs
    /// to the number of the next label.
    pub alternatives: Vec<Vec<Piece>>,
}

/// The figures of a stretch, or why they cannot be told.
pub type Reading = Result<Vec<Figure>, Unreadable>;

/// Reads the stretches of one table together.
pub fn read(form: &TableForm, stretches: &[Stretch]) -> Vec<Reading> {
    let parted = parted(stretches);
    let state = |stretch: &Stretch| match stretch.count() {
        _ if stretch.mark(stretch.cells.len()).is_some() => State::of(form, stretch),
        count if parted.contains(&stretch.cells.len()) && (1..stretch.cells.len()).contains(&count) => {
            State::Unreadable(Unreadable::TooFew)
        }
        _ => State::of(form, stretch),
    };
    let mut states: Vec<State> = stretches.iter().map(state).collect();
    // Where one row has lost its blank cells others may have as well, and a
    // split that obeys the relations proves nothing.
    let blanks_dropped = states.iter().any(|state| matches!(state, State::Unreadable(Unreadable::TooFew)));
    if blanks_dropped {
        for state in &mut states {
            if matches!(state, State::Open(_) | State::Chosen(_)) {
                *state = State::Unreadable(Unreadable::Ambiguous);
            }
        }
    }
    columns::choose(form, stretches, &mut states);
    states.into_iter().map(State::reading).collect()
}

impl Stretch {
    /// How many pieces it has.
    fn count(&self) -> usize {
        self.alternatives.first().map_or(0, Vec::len)
    }

    /// The mark for nothing that stands in one cell over all columns.
    fn mark(&self, columns: usize) -> Option<&str> {
        let [only] = self.alternatives.first()?.as_slice() else { return None };
        let is_blank = columns > 1 && figure::parse(&only.written, Kind::Count).value == Value::Blank;
        (is_blank && only.digits.is_empty()).then_some(only.written.as_str())
    }
}

/// The numbers of columns of which rows are parted figure by figure: most of them
/// have as many pieces as columns, or all of them the same number; of a few rows one is
/// enough. A row with fewer has lost some then, and is not joined.
fn parted(stretches: &[Stretch]) -> Vec<usize> {
    let mut widths: Vec<usize> = stretches.iter().map(|stretch| stretch.cells.len()).collect();
    order::sort(&mut widths);
    widths.dedup();
    widths.retain(|&width| {
        let counts: Vec<usize> = stretches
            .iter()
            .filter(|stretch| stretch.cells.len() == width)
            .map(Stretch::count)
            .filter(|&count| count > 0)
            .collect();
        let alike = |wanted: usize| counts.iter().filter(|&&count| count == wanted).count();
        let is_short = |count: usize| (2..width).contains(&count) && alike(count) == counts.len();
        if counts.len() < LEAST_ROWS {
            return alike(width) > 0;
        }
        alike(width) * 5 >= counts.len() * 4 || counts.first().is_some_and(|&count| is_short(count))
    });
    widths
}

/// How far a stretch has been read.
#[derive(Debug)]
enum State {
    /// There is only one way to split it.
    Certain(Candidate),
    /// The relations of its row leave one split.
    Chosen(Candidate),
    /// Several splits are left.
    Open(Vec<Candidate>),
    /// It cannot be read.
    Unreadable(Unreadable),
}

/// One way to read a stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    figures: Vec<Figure>,
}

impl Candidate {
    fn integer(&self, at: usize) -> Option<i64> {
        self.figures.get(at)?.value.number()?.integer()
    }
}

impl State {
    fn of(form: &TableForm, stretch: &Stretch) -> Self {
        let kinds: Vec<Kind> =
            form.cells().get(stretch.cells.clone()).unwrap_or_default().iter().map(|cell| cell.kind).collect();
        if stretch.alternatives.iter().all(|pieces| pieces.is_empty()) {
            let blank = Figure { value: Value::Blank, ..Figure::default() };
            return State::Certain(Candidate { figures: vec![blank; kinds.len()] });
        }
        if let Some(mark) = stretch.mark(kinds.len()) {
            let blank = Figure { value: Value::Blank, written: Some(mark.into()), ..Figure::default() };
            return State::Certain(Candidate { figures: vec![blank; kinds.len()] });
        }
        let possible: Vec<Possible<'_>> =
            stretch.alternatives.iter().map(|pieces| Possible::new(pieces, &kinds)).collect();
        match possible.iter().map(Possible::count).sum::<usize>() {
            0 => State::Unreadable(possible.first().map_or(Unreadable::TooFew, Possible::reason)),
            1 => match candidates(&possible, &[]).as_deref() {
                Some([only]) => State::Certain(only.clone()),
                _ => State::Unreadable(Unreadable::Ambiguous),
            },
            _ => State::by_row(form, stretch, &possible),
        }
    }

    /// What the relations within the stretch leave.
    fn by_row(form: &TableForm, stretch: &Stretch, possible: &[Possible<'_>]) -> Self {
        let relations: Vec<Relation> = form
            .balance_edits()
            .iter()
            .filter(|edit| edit.each == Each::Row)
            .filter_map(|edit| Relation::within(edit, &stretch.cells))
            .collect();
        match candidates(possible, &relations) {
            Some(mut found) if !relations.is_empty() && !found.is_empty() => match found.len() {
                1 => found.pop().map_or(State::Unreadable(Unreadable::Ambiguous), State::Chosen),
                _ => State::Open(found),
            },
            _ => State::Unreadable(Unreadable::Ambiguous),
        }
    }

    fn reading(self) -> Reading {
        match self {
            State::Certain(candidate) | State::Chosen(candidate) => Ok(candidate.figures),
            State::Open(_) => Err(Unreadable::Ambiguous),
            State::Unreadable(reason) => Err(reason),
        }
    }
}

fn candidates(possible: &[Possible<'_>], relations: &[Relation]) -> Option<Vec<Candidate>> {
    let mut all = Vec::new();
    for possible in possible {
        all.extend(possible.splits(relations)?);
    }
    Some(all)
}

/// A balance edit within a stretch: figures with their sign, counted from the
/// start of the stretch, that sum up to 0.
#[derive(Debug)]
struct Relation {
    members: Vec<(usize, i64)>,
    /// The last of its figures.
    last: usize,
}

impl Relation {
    fn within(edit: &BalanceEdit, cells: &Range<usize>) -> Option<Self> {
        let member = |(cell, sign): (usize, i64)| cells.contains(&cell).then(|| (cell - cells.start, sign));
        let members: Vec<(usize, i64)> = edit.members().map(member).collect::<Option<_>>()?;
        let last = members.iter().map(|member| member.0).max()?;
        Some(Relation { members, last })
    }

    /// Whether it holds. One with a blank figure says nothing.
    fn holds(&self, value: impl Fn(usize) -> Option<i64>) -> bool {
        let mut sum = 0i64;
        for &(at, sign) in &self.members {
            let Some(term) = value(at) else { return true };
            sum = sum.saturating_add(sign * term);
        }
        sum == 0
    }
}

/// A figure of a piece, as written where it is all of it.
fn figure_of(piece: &Piece, part: &Range<usize>, kind: Kind) -> Figure {
    if part.len() == piece.digits.len() {
        return figure::parse(&piece.written, kind);
    }
    let digits = piece.digits.get(part.clone()).unwrap_or_default();
    if part.end == piece.digits.len() && !piece.unit.is_empty() {
        return figure::parse(&format!("{digits}{}", piece.unit), kind);
    }
    figure::parse(digits, kind)
}

#[cfg(test)]
mod tests;
