//! Search by weight: the smallest sets of figures whose change mends every
//! equality, all of them, with a proof that none is smaller.
//!
//! A broken equality needs at least one change among its candidates. What
//! [`bound`](super::bound) says is needed at least tells where to turn back.

use super::bound::{Packing, packing, wide};
use super::mask::Mask;
use super::tableau::{Broken, Row, Tableau};

/// Work that a component may cost, some tens of milliseconds at most. Counted,
/// not timed, so that the answer is the same on every machine.
const MOST_WORK: usize = 20_000;
/// So many changes may cost more where no more cells than that are blank: one
/// table in thousands needs it.
const SURE: usize = 8;
/// Work for that, some hundreds of milliseconds at most.
const MOST_WORK_SURE: usize = 20 * MOST_WORK;
/// Work for listing further sets of the smallest size, once two are found.
const MOST_WORK_LISTING: usize = 3_000;
/// A node costs 1, and 1 more for every so many pairs of broken equalities.
const PAIRS: usize = 128;
/// Sets of the smallest size that are listed.
pub(super) const MOST_SETS: usize = 256;
/// Changes beyond which nothing is searched.
const MOST_CHANGES: usize = 48;

/// Words of a set of columns: of the tables of the annual report, the largest of
/// which has 175 cells, and of the largest system that is searched. A build without
/// `whole` knows no other forms.
const NARROW: usize = 3;
const WIDE: usize = if cfg!(feature = "whole") { 48 } else { NARROW };
/// The most cells and bounds that hang together and are searched.
pub(super) const MOST_COLUMNS: usize = 64 * WIDE;
/// A node of a wide system costs 1 more for every so many words of its tableau.
const WORDS_A_STEP: usize = 64;

/// The cells of a component and the edits between them, for the search.
#[derive(Debug, Default)]
pub(super) struct System {
    /// The figure of each column that is a cell.
    pub bases: Vec<i64>,
    /// The edits.
    pub rows: Vec<Sum>,
    /// The columns of cells that have to change.
    pub unknown: Vec<usize>,
    /// Sets of columns that may be a repair.
    pub guesses: Vec<Vec<usize>>,
}

/// An edit: the sum over `plus` less the sum over `minus` is `rest`, or at most that.
#[derive(Debug, Clone, Default)]
pub(super) struct Sum {
    /// Columns with the coefficient +1.
    pub plus: Vec<usize>,
    /// Columns with the coefficient −1.
    pub minus: Vec<usize>,
    /// What the sum is, or is at most.
    pub rest: i64,
    /// Whether it may be less.
    pub is_bound: bool,
}

/// A set of figures whose change mends everything.
#[derive(Debug, Clone, Default)]
pub(super) struct Solution {
    /// The cells that change, in ascending order.
    pub values: Vec<Solved>,
}

/// What a cell that changes becomes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Solved {
    /// Its column.
    pub column: usize,
    /// Its value.
    pub value: i64,
    /// Whether it could have another one with the same cells.
    pub can_move: bool,
}

/// What a search found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Sets of the smallest size.
    pub solutions: Vec<Solution>,
    /// Whether these are all of them.
    pub complete: bool,
}

/// Finds the smallest sets. No solution: the bound was reached first, or there
/// is none. Where the bound was reached, a guess of the size that was about to be
/// searched is as small as any, as all smaller ones were ruled out.
pub(super) fn smallest(system: &System) -> Found {
    let columns = system.bases.len() + system.rows.iter().filter(|row| row.is_bound).count();
    if columns > 64 * NARROW { smallest_of::<WIDE>(system) } else { smallest_of::<NARROW>(system) }
}

fn smallest_of<const WORDS: usize>(system: &System) -> Found {
    let root = root::<WORDS>(system);
    let mut search = Search {
        levels: vec![root.clone()],
        broken: Vec::new(),
        cells: system.bases.len(),
        step: 1 + system.rows.len() * (WORDS - NARROW) / WORDS_A_STEP,
        work: 0,
        most_work: if system.unknown.len() <= SURE { MOST_WORK_SURE } else { MOST_WORK },
        solutions: Vec::new(),
        stopped: false,
    };
    for budget in 0..=MOST_CHANGES {
        if budget > SURE {
            search.most_work = MOST_WORK;
        }
        if let Some(level) = search.levels.first_mut() {
            level.copy(&root);
        }
        search.descend(0, budget);
        if search.stopped && search.solutions.is_empty() {
            let guesses = system.guesses.iter().filter(|guess| guess.len() == budget);
            search.solutions.extend(guesses.filter_map(|guess| guessed(&root, guess, search.cells)));
        }
        if search.stopped || !search.solutions.is_empty() {
            break;
        }
    }
    Found { complete: !search.stopped, solutions: search.solutions }
}

/// The tableau before anything is chosen. What is left of a bound is free.
fn root<const WORDS: usize>(system: &System) -> Tableau<WORDS> {
    let mut bases = system.bases.clone();
    let mut rows = Vec::new();
    let mut left = Vec::new();
    for Sum { plus, minus, rest, is_bound } in &system.rows {
        let mut row =
            Row { plus: plus.iter().copied().collect(), minus: minus.iter().copied().collect(), ..Row::default() };
        if *is_bound {
            row.plus = row.plus.with(bases.len());
            left.push(bases.len());
            bases.push(0);
        }
        let sum = |columns: &[usize]| columns.iter().filter_map(|column| bases.get(*column)).sum::<i64>();
        row.rest = rest - sum(plus) + sum(minus);
        rows.push(row);
    }
    let mut root = Tableau::new(rows, bases);
    left.iter().chain(&system.unknown).for_each(|column| root.release(*column));
    root.settle();
    root
}

/// The solution that changes these cells, where they mend everything.
fn guessed<const WORDS: usize>(root: &Tableau<WORDS>, columns: &[usize], cells: usize) -> Option<Solution> {
    let mut tableau = root.clone();
    columns.iter().for_each(|column| tableau.release(*column));
    tableau.settle();
    (tableau.is_regular() && tableau.is_mended()).then(|| solution(&tableau, cells))
}

/// What the free cells of a mended tableau become.
fn solution<const WORDS: usize>(tableau: &Tableau<WORDS>, cells: usize) -> Solution {
    let columns = tableau.free().columns().take_while(|column| *column < cells);
    let solved = |column| Solved { column, value: tableau.value(column), can_move: tableau.can_move(column) };
    Solution { values: columns.map(solved).collect() }
}

struct Search<const WORDS: usize> {
    /// One tableau for each depth.
    levels: Vec<Tableau<WORDS>>,
    /// Broken equalities, one list for each depth.
    broken: Vec<Vec<Broken<WORDS>>>,
    /// How many columns are cells.
    cells: usize,
    /// What a node costs at least.
    step: usize,
    work: usize,
    most_work: usize,
    solutions: Vec<Solution>,
    stopped: bool,
}

impl<const WORDS: usize> Search<WORDS> {
    fn descend(&mut self, depth: usize, budget: usize) {
        if self.broken.len() <= depth {
            self.broken.resize_with(depth + 1, Vec::new);
        }
        let (Some(tableau), Some(broken)) = (self.levels.get(depth), self.broken.get_mut(depth)) else { return };
        if !tableau.is_regular() {
            self.stopped = true;
            return;
        }
        if budget == 0 {
            broken.clear();
        } else {
            tableau.broken(broken);
        }
        self.work += self.step + broken.len() * broken.len() / PAIRS;
        if self.work > self.most_work {
            self.stopped = true;
            return;
        }
        if broken.is_empty() {
            if budget > 0 || tableau.is_mended() {
                self.found(depth);
            }
            return;
        }
        let Some(plan) = plan(tableau, broken, budget) else { return };
        if plan.alone {
            return self.split(depth, budget, plan.branch);
        }
        for column in plan.branch.columns() {
            self.choose(depth, column, |level| {
                if let Some(Packing { candidates, covered }) = &plan.tight {
                    let spent = candidates.iter().find(|candidates| candidates.has(column));
                    level.restrict(&covered.without(&spent.copied().unwrap_or_default()));
                }
            });
            self.descend(depth + 1, budget - 1);
            if self.stopped {
                return;
            }
            if let Some(level) = self.levels.get_mut(depth) {
                level.exclude(&Mask::default().with(column));
            }
        }
        if plan.or_none {
            self.descend(depth, budget);
        }
    }

    /// Goes through an equality's cells: first each as the only one there that
    /// changes, which tells its amount, then the pairs of the first two that do.
    fn split(&mut self, depth: usize, budget: usize, cells: Mask<WORDS>) {
        for column in cells.columns() {
            self.choose(depth, column, |level| level.exclude(&cells));
            self.descend(depth + 1, budget - 1);
            if self.stopped {
                return;
            }
        }
        if budget < 2 {
            return;
        }
        let mut later = cells;
        for first in cells.columns() {
            later = later.without(&Mask::default().with(first));
            let before = cells.without(&later);
            self.choose(depth, first, |level| level.exclude(&before));
            let mut passed = Mask::default();
            for second in later.columns() {
                self.choose(depth + 1, second, |level| level.exclude(&passed));
                self.descend(depth + 2, budget - 2);
                if self.stopped {
                    return;
                }
                passed = passed.with(second);
            }
        }
    }

    /// Makes the next level: this one with a cell free, and what may be chosen
    /// below narrowed.
    fn choose(&mut self, depth: usize, column: usize, narrow: impl FnOnce(&mut Tableau<WORDS>)) {
        if self.levels.len() <= depth + 1 {
            self.levels.extend(self.levels.get(depth).cloned());
        }
        let Some((above, below)) = self.levels.split_at_mut_checked(depth + 1) else { return };
        let (Some(from), Some(level)) = (above.last(), below.first_mut()) else { return };
        level.copy(from);
        narrow(level);
        level.release(column);
        level.settle();
    }

    fn found(&mut self, depth: usize) {
        let Some(tableau) = self.levels.get(depth) else { return };
        self.solutions.push(solution(tableau, self.cells));
        if self.solutions.len() == 2 {
            self.most_work = self.most_work.min(self.work + MOST_WORK_LISTING);
        }
        self.stopped |= self.solutions.len() >= MOST_SETS;
    }
}

/// How a node goes on.
struct Plan<const WORDS: usize> {
    /// One of these is chosen next.
    branch: Mask<WORDS>,
    /// Whether it may also be none of them.
    or_none: bool,
    /// Whether exactly one of these changes is settled before another: see
    /// [`Search::split`].
    alone: bool,
    /// Broken equalities without a common candidate, as many as there are
    /// changes left: each of them gets exactly one, and nothing else changes.
    tight: Option<Packing<WORDS>>,
}

/// The next choice, or `None` where the budget cannot suffice.
fn plan<const WORDS: usize>(tableau: &Tableau<WORDS>, broken: &[Broken<WORDS>], budget: usize) -> Option<Plan<WORDS>> {
    let packing = packing(tableau, broken, budget)?;
    let first = broken.first()?;
    if packing.candidates.len() < budget {
        if let Some(column) = wide(broken, &tableau.shape()).columns().next() {
            let branch = Mask::default().with(column);
            return Some(Plan { branch, or_none: true, alone: false, tight: None });
        }
        let exact = broken.iter().filter(|broken| broken.exact).min_by_key(|broken| broken.cells.count());
        return Some(match exact {
            Some(exact) => Plan { branch: exact.cells, or_none: false, alone: true, tight: None },
            None => Plan { branch: first.candidates, or_none: false, alone: false, tight: None },
        });
    }
    if budget == 1 {
        let branch = alone(tableau, broken);
        return Some(Plan { branch, or_none: false, alone: false, tight: None });
    }
    let mut branch = first.candidates;
    for Broken { candidates, .. } in broken.iter() {
        let possible = candidates.and(&packing.covered);
        if possible.is_empty() {
            return None;
        }
        if possible.count() < branch.count() {
            branch = possible;
        }
    }
    Some(Plan { branch, or_none: false, alone: false, tight: Some(packing) })
}

/// The cells that could mend everything alone: each broken equality has them,
/// asks the same amount of them, and no equality that holds has them.
fn alone<const WORDS: usize>(tableau: &Tableau<WORDS>, broken: &[Broken<WORDS>]) -> Mask<WORDS> {
    let exact = || broken.iter().filter(|broken| broken.exact);
    let everywhere = broken.iter().map(|broken| broken.candidates).reduce(|one, other| one.and(&other));
    let possible = everywhere.unwrap_or_default().without(&tableau.sound()).columns();
    let agreed = possible.filter(|column| {
        let mut amounts = exact().map(|broken| broken.amount(*column));
        amounts.next().is_none_or(|first| tableau.can_take(*column, first) && amounts.all(|amount| amount == first))
    });
    agreed.collect()
}
