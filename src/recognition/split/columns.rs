//! The relations of the columns, over all rows that are still open.

use super::{Candidate, State, Stretch};
use crate::forms::{BalanceEdit, Each, TableForm};
use crate::report::Unreadable;

/// Steps of the search over the open rows together.
const MOST_STEPS: usize = 100_000;

/// Gives each open stretch the split that every joint reading agrees on, where
/// there is one.
pub(super) fn choose(form: &TableForm, stretches: &[Stretch], states: &mut [State]) {
    let open: Vec<usize> = (0..states.len()).filter(|&at| matches!(states.get(at), Some(State::Open(_)))).collect();
    if open.is_empty() {
        return;
    }
    let mut search = Search::new(form, stretches, states, &open);
    let complete = search.from(0);
    let agreed = search.agreed;
    for (at, agreed) in open.into_iter().zip(agreed) {
        let Some(state) = states.get_mut(at) else { continue };
        let chosen = match (&*state, agreed) {
            (State::Open(candidates), Agreed::On(choice)) if complete => candidates.get(choice).cloned(),
            _ => None,
        };
        *state = chosen.map_or(State::Unreadable(Unreadable::Ambiguous), State::Chosen);
    }
}

/// What the joint readings say of an open stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agreed {
    /// There is none so far.
    Nothing,
    /// All choose this candidate.
    On(usize),
    /// They differ.
    Differ,
}

/// A relation of a column: what its settled figures sum up to, and which
/// figures of open stretches belong to it.
struct ColumnRelation {
    settled: i64,
    /// Open stretch, figure within it, sign.
    members: Vec<(usize, usize, i64)>,
    /// The last open stretch that it needs.
    last: usize,
}

struct Search<'a> {
    candidates: Vec<&'a [Candidate]>,
    relations: Vec<ColumnRelation>,
    choice: Vec<usize>,
    agreed: Vec<Agreed>,
    steps: usize,
}

impl<'a> Search<'a> {
    fn new(form: &TableForm, stretches: &[Stretch], states: &'a [State], open: &[usize]) -> Self {
        let candidates = open.iter().filter_map(|&at| match states.get(at) {
            Some(State::Open(candidates)) => Some(candidates.as_slice()),
            _ => None,
        });
        let columns = form.balance_edits().iter().filter(|edit| edit.each == Each::Column);
        Search {
            candidates: candidates.collect(),
            relations: columns.filter_map(|edit| relation(edit, stretches, states, open)).collect(),
            choice: Vec::new(),
            agreed: vec![Agreed::Nothing; open.len()],
            steps: 0,
        }
    }

    /// Tries every candidate of an open stretch; `false` once the bound is
    /// reached.
    fn from(&mut self, stretch: usize) -> bool {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return false;
        }
        let Some(&candidates) = self.candidates.get(stretch) else {
            self.agree();
            return true;
        };
        for at in 0..candidates.len() {
            self.choice.push(at);
            let holds =
                self.relations.iter().filter(|relation| relation.last == stretch).all(|relation| self.holds(relation));
            let within = !holds || self.from(stretch + 1);
            self.choice.pop();
            if !within {
                return false;
            }
        }
        true
    }

    fn holds(&self, relation: &ColumnRelation) -> bool {
        let term = |&(stretch, figure, sign): &(usize, usize, i64)| {
            let candidate = self.candidates.get(stretch)?.get(*self.choice.get(stretch)?)?;
            Some(sign * candidate.integer(figure)?)
        };
        // A blank figure leaves the relation open.
        let Some(terms) = relation.members.iter().map(term).collect::<Option<Vec<i64>>>() else { return true };
        terms.into_iter().fold(relation.settled, i64::saturating_add) == 0
    }

    fn agree(&mut self) {
        for (agreed, &choice) in self.agreed.iter_mut().zip(&self.choice) {
            *agreed = match *agreed {
                Agreed::Nothing => Agreed::On(choice),
                Agreed::On(known) if known == choice => Agreed::On(choice),
                _ => Agreed::Differ,
            };
        }
    }
}

/// A column's relation, where every figure of it is settled or open.
fn relation(edit: &BalanceEdit, stretches: &[Stretch], states: &[State], open: &[usize]) -> Option<ColumnRelation> {
    let mut settled = 0i64;
    let mut members = Vec::new();
    for (cell, sign) in edit.members() {
        let at = stretches.iter().position(|stretch| stretch.cells.contains(&cell))?;
        let figure = cell - stretches.get(at)?.cells.start;
        match states.get(at)? {
            State::Certain(candidate) | State::Chosen(candidate) => {
                settled = settled.saturating_add(sign * candidate.integer(figure)?);
            }
            State::Open(_) => members.push((open.iter().position(|&open| open == at)?, figure, sign)),
            State::Unreadable(_) => return None,
        }
    }
    let last = members.iter().map(|member| member.0).max()?;
    Some(ColumnRelation { settled, members, last })
}
