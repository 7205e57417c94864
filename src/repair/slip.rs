//! Corrections that are one slip: told together, ranked together.

use super::likelihood::change_cost;
use super::{Change, Reason, SlipKind};
use crate::finding::Address;
use crate::order;
use crate::report::Number;

/// A slip before it is given its relations: the corrections that make it up,
/// by index, and what it costs.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// What happened.
    pub kind: SlipKind,
    /// Indexes of its corrections.
    pub members: Vec<usize>,
    /// Its cost beside other slips.
    pub cost: u32,
}

/// What a whole line left at 0, or filled in a wrong order, costs: one slip,
/// whatever the number of its cells.
const LINE_COST: u32 = 25;
const MISPLACED_COST: u32 = 30;
const MOVED_COST: u32 = 45;
const PART_WITH_TOTAL_COST: u32 = 65;

/// The row or column of a cell, with its table.
type Line = fn(&Address) -> (usize, usize);

/// Groups corrections into slips, likeliest readings first.
pub(super) fn group(changes: &[Change], bound: impl Fn(&Address, &Address) -> bool) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut left: Vec<usize> = (0..changes.len()).collect();
    take_blanks(changes, &mut left, &mut drafts);
    take_totals(changes, &mut left, &mut drafts);
    take_misplaced(changes, &mut left, &mut drafts);
    take_pairs(changes, &mut left, &mut drafts, SlipKind::Moved, MOVED_COST, moved);
    take_pairs(changes, &mut left, &mut drafts, SlipKind::PartWithTotal, PART_WITH_TOTAL_COST, |a, b| {
        delta(a).is_some_and(|by| Some(by) == delta(b)) && bound(&a.cell, &b.cell)
    });
    for index in left {
        let Some(change) = changes.get(index) else { continue };
        drafts.push(Draft { kind: SlipKind::Figure, members: vec![index], cost: change_cost(change) });
    }
    order::sort_by_key(&mut drafts, |draft| draft.members.iter().min().copied());
    drafts
}

/// Takes all blanks together: that they are blank is one thing to say.
fn take_blanks(changes: &[Change], left: &mut Vec<usize>, drafts: &mut Vec<Draft>) {
    let is_blank = |index: &usize| changes.get(*index).is_some_and(|change| change.from.is_none());
    let members: Vec<usize> = left.iter().copied().filter(is_blank).collect();
    left.retain(|index| !is_blank(index));
    if !members.is_empty() {
        drafts.push(Draft { kind: SlipKind::Blank, members, cost: 0 });
    }
}

/// Takes every line (a column, else a row) with two or more sums left at 0.
fn take_totals(changes: &[Change], left: &mut Vec<usize>, drafts: &mut Vec<Draft>) {
    for line in [column as Line, row] {
        let mut lines: Vec<((usize, usize), Vec<usize>)> = Vec::new();
        for &index in left.iter() {
            let Some(change) = changes.get(index) else { continue };
            if !change.reasons.contains(&Reason::TotalLeftAtZero) {
                continue;
            }
            let of = line(&change.cell);
            match lines.iter_mut().find(|(known, _)| *known == of) {
                Some((_, members)) => members.push(index),
                None => lines.push((of, vec![index])),
            }
        }
        for (_, members) in lines.into_iter().filter(|(_, members)| members.len() > 1) {
            left.retain(|index| !members.contains(index));
            drafts.push(Draft { kind: SlipKind::TotalsLeftAtZero, members, cost: LINE_COST });
        }
    }
}

/// Takes corrections of one line whose figures stand in the wrong cells: the old
/// and new figures are the same ones in another order, or each is typed a cell
/// too far.
fn take_misplaced(changes: &[Change], left: &mut Vec<usize>, drafts: &mut Vec<Draft>) {
    for line in [column as Line, row] {
        while let Some(members) = misplaced(changes, left, line).or_else(|| shifted(changes, left, line)) {
            left.retain(|index| !members.contains(index));
            drafts.push(Draft { kind: SlipKind::Misplaced, members, cost: MISPLACED_COST });
        }
    }
}

fn misplaced(changes: &[Change], left: &[usize], line: Line) -> Option<Vec<usize>> {
    let figures = |index: usize| {
        let change = changes.get(index)?;
        Some((line(&change.cell), change.from?.exact(), change.to.exact()))
    };
    left.iter().find_map(|&first| {
        let (of, ..) = figures(first)?;
        let members: Vec<usize> =
            left.iter().copied().filter(|&index| figures(index).is_some_and(|(line, ..)| line == of)).collect();
        let mut old: Vec<i128> = members.iter().filter_map(|&index| Some(figures(index)?.1)).collect();
        let mut new: Vec<i128> = members.iter().filter_map(|&index| Some(figures(index)?.2)).collect();
        order::sort(&mut old);
        order::sort(&mut new);
        (members.len() > 1 && old == new && tell(changes, &members)).then_some(members)
    })
}

/// Corrections of neighbouring cells, of which each cell holds the figure of the
/// one before it, and the first one 0.
fn shifted(changes: &[Change], left: &[usize], line: Line) -> Option<Vec<usize>> {
    let of = |index: usize| changes.get(index);
    let next = |members: &[usize], step: isize| {
        let last = of(*members.last()?)?;
        let follows = |change: &Change| {
            line(&change.cell) == line(&last.cell)
                && beside(&last.cell, &change.cell) == Some(step)
                && change.from == Some(last.to)
        };
        left.iter().copied().find(|&index| of(index).is_some_and(follows))
    };
    let starts = left.iter().filter(|&&index| of(index).is_some_and(|change| change.from == Some(Number::whole(0))));
    starts.flat_map(|&start| [1, -1].map(|step| (start, step))).find_map(|(start, step)| {
        let mut members = vec![start];
        while let Some(index) = next(&members, step) {
            members.push(index);
        }
        (members.len() > 1 && tell(changes, &members)).then_some(members)
    })
}

/// How far on the second cell stands: rows and columns, whichever differ.
fn beside(first: &Address, second: &Address) -> Option<isize> {
    let place = |address: &Address| address.form.cells().get(address.cell).map(|cell| cell.row + cell.column);
    place(second)?.checked_signed_diff(place(first)?)
}

/// Whether figures that agree are evidence: those of one digit agree by chance,
/// unless they are sums.
fn tell(changes: &[Change], members: &[usize]) -> bool {
    members.iter().filter_map(|&index| changes.get(index)).any(|change| {
        let is_sum = |reason: &Reason| matches!(reason, Reason::TotalLeftAtZero | Reason::TotalNotUpdated);
        change.to.exact() >= Number::whole(10).exact() || change.reasons.iter().any(is_sum)
    })
}

fn take_pairs(
    changes: &[Change],
    left: &mut Vec<usize>,
    drafts: &mut Vec<Draft>,
    kind: SlipKind,
    cost: u32,
    fits: impl Fn(&Change, &Change) -> bool,
) {
    loop {
        let pair = left.iter().enumerate().find_map(|(at, &first)| {
            let second = left.iter().skip(at + 1).copied().find(|&second| {
                changes.get(first).zip(changes.get(second)).is_some_and(|(first, second)| fits(first, second))
            })?;
            Some([first, second])
        });
        let Some(pair) = pair else { return };
        left.retain(|index| !pair.contains(index));
        // A pair is never likelier than its two corrections would be alone by
        // their own keystrokes.
        let alone: u32 = pair.iter().filter_map(|&index| changes.get(index)).map(change_cost).sum();
        drafts.push(Draft { kind, members: pair.to_vec(), cost: cost.min(alone) });
    }
}

/// Whether some cases were counted in one cell of a line instead of another.
fn moved(first: &Change, second: &Change) -> bool {
    let same_line = row(&first.cell) == row(&second.cell) || column(&first.cell) == column(&second.cell);
    same_line && delta(first).is_some_and(|by| Some(-by) == delta(second))
}

/// By how much a figure changes, in units of 10^−15.
fn delta(change: &Change) -> Option<i128> {
    Some(change.to.exact() - change.from?.exact())
}

/// A row or column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Row(usize, usize),
    Column(usize, usize),
}

/// The row and the column of a cell.
pub(super) fn lines(address: &Address) -> [Place; 2] {
    let ((table, row), (_, column)) = (row(address), column(address));
    [Place::Row(table, row), Place::Column(table, column)]
}

fn row(address: &Address) -> (usize, usize) {
    (address.form.position, address.form.cells().get(address.cell).map_or(usize::MAX, |cell| cell.row))
}

fn column(address: &Address) -> (usize, usize) {
    (address.form.position, address.form.cells().get(address.cell).map_or(usize::MAX, |cell| cell.column))
}
