//! How few changes could mend what is broken: bounds that hold for every
//! repair, so that the search may turn back.

use super::mask::Mask;
use super::tableau::{Broken, Shape, Tableau};
use crate::order;
use std::cmp::Reverse;

/// Broken equalities of which no two have a cell in common that would mend
/// both: each of them takes a change of its own.
#[derive(Debug, Default)]
pub(super) struct Packing<const WORDS: usize> {
    /// The cells that would mend each of them.
    pub candidates: Vec<Mask<WORDS>>,
    /// All these cells.
    pub covered: Mask<WORDS>,
}

impl<const WORDS: usize> Packing<WORDS> {
    fn add(&mut self, candidates: &Mask<WORDS>) {
        self.covered = self.covered.or(candidates);
        self.candidates.push(*candidates);
    }
}

/// The largest packing that is found; `None` where that many changes cannot
/// suffice. `broken` is in ascending order of candidates.
pub(super) fn packing<const WORDS: usize>(
    tableau: &Tableau<WORDS>,
    broken: &[Broken<WORDS>],
    budget: usize,
) -> Option<Packing<WORDS>> {
    let mut packing = Packing::default();
    for Broken { candidates, .. } in broken {
        if candidates.is_empty() {
            return None;
        }
        if !candidates.meets(&packing.covered) {
            packing.add(candidates);
        }
    }
    if packing.candidates.len() > budget || !reach(broken, budget) {
        return None;
    }
    if !groups_fit(tableau, broken, budget) {
        return None;
    }
    let apart = apart(broken);
    if apart.len() > budget || !amounts_fit(tableau, broken, &apart, budget) {
        return None;
    }
    if apart.len() > packing.candidates.len() {
        packing = Packing::default();
        apart.iter().for_each(|row| packing.add(&row.candidates));
    }
    Some(packing)
}

/// Whether that many cells could touch every broken equality: the cells that
/// are candidates of most of them, taken together, must reach their number.
fn reach<const WORDS: usize>(broken: &[Broken<WORDS>], budget: usize) -> bool {
    // `levels[n]` are the cells that are candidates of more than n of them.
    let mut levels: Vec<Mask<WORDS>> = Vec::new();
    for Broken { candidates, .. } in broken {
        let beyond = candidates.count_into(&mut levels);
        if !beyond.is_empty() {
            levels.push(beyond);
        }
    }
    let reached: usize = levels.iter().map(|cells| budget.min(cells.count() as usize)).sum();
    reached >= broken.len()
}

/// Broken equalities without any common cell, as many as are found: the rows of
/// a table, or its columns.
fn apart<const WORDS: usize>(broken: &[Broken<WORDS>]) -> Vec<Broken<WORDS>> {
    let mut ordered: Vec<&Broken<WORDS>> = broken.iter().filter(|broken| broken.exact).collect();
    order::sort_by_key(&mut ordered, |broken| broken.row);
    let pick = |ordered: &mut dyn Iterator<Item = &&Broken<WORDS>>| {
        let mut covered = Mask::<WORDS>::default();
        let mut picked = Vec::new();
        for broken in ordered {
            if !broken.cells.meets(&covered) {
                covered = covered.or(&broken.cells);
                picked.push(**broken);
            }
        }
        picked
    };
    let (up, down) = (pick(&mut ordered.iter()), pick(&mut ordered.iter().rev()));
    if up.len() > down.len() { up } else { down }
}

/// Whether the amounts can come out right.
///
/// An equality of `apart` that is mended by one change alone tells the amount
/// of that change. Any other equality needs a number of such amounts that add
/// up to what it lacks. Changes whose amount is not told are bought with what
/// the budget has beyond one change for each of `apart`: two for one, as two
/// changes share an equality. One such change mends one other equality, or two
/// where it lies in none of `apart`.
fn amounts_fit<const WORDS: usize>(
    tableau: &Tableau<WORDS>,
    broken: &[Broken<WORDS>],
    apart: &[Broken<WORDS>],
    budget: usize,
) -> bool {
    let inside = apart.iter().fold(Mask::<WORDS>::default(), |cells, row| cells.or(&row.cells));
    let (mut once, mut twice) = (Mask::<WORDS>::default(), Mask::<WORDS>::default());
    let mut needs: Vec<usize> = Vec::new();
    let mut amounts: Vec<(usize, i64)> = Vec::new();
    for other in broken.iter().filter(|other| other.exact && !apart.iter().any(|row| row.row == other.row)) {
        if other.cells.and(&inside).meets(&once) || other.cells.meets(&twice) {
            continue;
        }
        twice = twice.or(&once.and(&other.cells));
        once = once.or(&other.cells);
        amounts.clear();
        for (index, row) in apart.iter().enumerate() {
            for (sign, cells) in row.shared_with(other) {
                if cells.columns().any(|column| tableau.can_take(column, row.amount(column))) {
                    amounts.push((index, sign * row.rest));
                }
            }
        }
        needs.push(fewest(&amounts, other.rest));
    }
    let unknown = 2 * (budget - apart.len());
    order::sort_by_key(&mut needs, |need| Reverse(*need));
    needs.iter().skip(unknown).sum::<usize>() <= apart.len()
}

/// More than any budget.
const NEVER: usize = 1_000;

/// How many of these amounts, of different equalities, add up to the sum: one,
/// two, three or more, [`NEVER`].
fn fewest(amounts: &[(usize, i64)], sum: i64) -> usize {
    if amounts.iter().any(|(_, amount)| *amount == sum) {
        return 1;
    }
    let pair = amounts.iter().enumerate().any(|(at, (one, first))| {
        amounts.iter().skip(at + 1).any(|(other, second)| one != other && first.checked_add(*second) == Some(sum))
    });
    if pair {
        return 2;
    }
    if amounts.len() > 2 { 3 } else { NEVER }
}

/// What a broken equality weighs, in twelfths of a change, by the smallest group
/// of changes that could mend it: one that mends two equalities, two that mend
/// three, or more changes, which mend at most one equality more than they are.
const OF_TWO: usize = 6;
const OF_THREE: usize = 8;
const OF_MORE: usize = 9;
const ONE: usize = 12;
/// What a cell of three equalities may save: all of them broken, or only two. In
/// the latter case the third one needs another change.
const WIDE: usize = 15;
const WIDE_THROUGH_SOUND: usize = 6;

/// The cells in three equalities of which at least two are broken. They may mend
/// more than others.
pub(super) fn wide<const WORDS: usize>(broken: &[Broken<WORDS>], shape: &Shape<WORDS>) -> Mask<WORDS> {
    let [_, _, thrice, _] = shape.levels;
    if thrice.is_empty() {
        return thrice;
    }
    let (mut once, mut twice) = (Mask::<WORDS>::default(), Mask::<WORDS>::default());
    for Broken { cells, .. } in broken.iter().filter(|broken| broken.exact) {
        twice = twice.or(&once.and(cells));
        once = once.or(cells);
    }
    thrice.and(&twice)
}

/// Whether groups of changes that hang together by the equalities that they
/// share could mend everything. Within a group the amounts come out right, and
/// amounts seldom agree by chance: most groups are told by that.
fn groups_fit<const WORDS: usize>(tableau: &Tableau<WORDS>, broken: &[Broken<WORDS>], budget: usize) -> bool {
    let exact: Vec<&Broken<WORDS>> = broken.iter().filter(|broken| broken.exact).collect();
    if OF_MORE * exact.len() <= ONE * budget {
        return true;
    }
    let shape = tableau.shape();
    let wide = wide(broken, &shape);
    let number = |cells: Mask<WORDS>| budget.min(cells.count() as usize);
    let saved = WIDE * number(wide.without(&shape.sound)) + WIDE_THROUGH_SOUND * number(wide.and(&shape.sound));
    let most = ONE * budget + saved;
    let [.., beyond] = shape.levels;
    if OF_MORE * exact.len() <= most || !beyond.is_empty() {
        return true;
    }
    let mut weights = vec![OF_MORE; exact.len()];
    let mut lighten = |at: usize, weight: usize| {
        if let Some(known) = weights.get_mut(at) {
            *known = weight.min(*known);
        }
    };
    let excluded = shape.sound.or(&wide);
    let mut amounts: Vec<(usize, i64)> = Vec::new();
    for (middle, row) in exact.iter().enumerate() {
        amounts.clear();
        for (end, other) in exact.iter().enumerate().filter(|(end, _)| *end != middle) {
            for (sign, cells) in other.shared_with(row) {
                let mut cells = cells.without(&excluded).columns();
                if cells.any(|column| tableau.can_take(column, other.amount(column))) {
                    amounts.push((end, sign * other.rest));
                }
            }
        }
        for (at, (end, amount)) in amounts.iter().enumerate() {
            if *amount == row.rest {
                lighten(middle, OF_TWO);
                lighten(*end, OF_TWO);
            }
            for (other, second) in amounts.iter().skip(at + 1) {
                if other != end && amount.checked_add(*second) == Some(row.rest) {
                    [middle, *end, *other].into_iter().for_each(|at| lighten(at, OF_THREE));
                }
            }
        }
    }
    weights.iter().sum::<usize>() <= most
}
