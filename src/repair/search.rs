//! Search by weight: the smallest sets of figures whose change mends every
//! equality, all of them, with a proof that none is smaller.
//!
//! A broken equality needs at least one change among its candidates. Broken
//! equalities without a common candidate need one change each, which bounds
//! from below how many are still needed.

use super::mask::Mask;
use super::tableau::{Broken, Tableau};

/// Nodes that a component may cost. Counted, not timed, so that the answer is
/// the same on every machine.
pub(super) const MOST_NODES: usize = 40_000;
/// Nodes for listing further sets of the smallest size, once one is found.
const MOST_NODES_LISTING: usize = 6_000;
/// Sets of the smallest size that are listed.
pub(super) const MOST_SETS: usize = 256;
/// Changes beyond which nothing is searched.
const MOST_CHANGES: usize = 48;

/// A set of figures whose change mends everything.
#[derive(Debug, Clone)]
pub(super) struct Solution {
    /// The tableau with these cells free: it holds their values.
    pub tableau: Tableau,
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
/// is none.
pub(super) fn smallest(tableau: &Tableau, unknown: Mask) -> Found {
    let mut root = tableau.clone();
    unknown.columns().for_each(|column| root.release(column));
    root.settle();
    let mut search = Search {
        levels: vec![root.clone()],
        broken: Vec::new(),
        nodes: 0,
        most_nodes: MOST_NODES,
        solutions: Vec::new(),
        stopped: false,
    };
    for budget in 0..=MOST_CHANGES {
        if let Some(level) = search.levels.first_mut() {
            level.copy(&root);
        }
        search.descend(0, budget);
        if search.stopped || !search.solutions.is_empty() {
            break;
        }
    }
    Found { complete: !search.stopped, solutions: search.solutions }
}

struct Search {
    /// One tableau for each depth.
    levels: Vec<Tableau>,
    /// Broken equalities, one list for each depth.
    broken: Vec<Vec<Broken>>,
    nodes: usize,
    most_nodes: usize,
    solutions: Vec<Solution>,
    stopped: bool,
}

impl Search {
    fn descend(&mut self, depth: usize, budget: usize) {
        self.nodes += 1;
        if self.stopped || self.nodes > self.most_nodes {
            self.stopped = true;
            return;
        }
        if self.broken.len() <= depth {
            self.broken.push(Vec::new());
        }
        let (Some(tableau), Some(broken)) = (self.levels.get(depth), self.broken.get_mut(depth)) else { return };
        if !tableau.is_regular() {
            self.stopped = true;
            return;
        }
        tableau.broken(broken);
        if broken.is_empty() {
            self.found(depth);
            return;
        }
        let Some(plan) = plan(broken, budget) else { return };
        for column in plan.branch.columns() {
            self.choose(depth, column, &plan);
            self.descend(depth + 1, budget - 1);
            if self.stopped {
                return;
            }
            if let Some(level) = self.levels.get_mut(depth) {
                level.exclude(&Mask::default().with(column));
            }
        }
    }

    fn choose(&mut self, depth: usize, column: usize, plan: &Plan) {
        if self.levels.len() <= depth + 1 {
            self.levels.extend(self.levels.get(depth).cloned());
        }
        let Some((above, below)) = self.levels.split_at_mut_checked(depth + 1) else { return };
        let (Some(from), Some(level)) = (above.last(), below.first_mut()) else { return };
        level.copy(from);
        if let Some(packing) = &plan.tight {
            let spent = packing.iter().find(|candidates| candidates.has(column)).copied().unwrap_or_default();
            level.restrict(&plan.allowed.without(&spent));
        }
        level.release(column);
        level.settle();
    }

    fn found(&mut self, depth: usize) {
        let Some(tableau) = self.levels.get(depth) else { return };
        self.solutions.push(Solution { tableau: tableau.clone() });
        if self.solutions.len() == 1 {
            self.most_nodes = self.nodes + MOST_NODES_LISTING;
        }
        self.stopped |= self.solutions.len() >= MOST_SETS;
    }
}

/// How a node goes on.
struct Plan {
    /// One of these is chosen next.
    branch: Mask,
    /// What may be chosen below, where `tight` says so.
    allowed: Mask,
    /// Broken equalities without a common candidate, as many as there are
    /// changes left: each of them gets exactly one, and nothing else changes.
    tight: Option<Vec<Mask>>,
}

/// The next choice, or `None` where the budget cannot suffice.
fn plan(broken: &mut [Broken], budget: usize) -> Option<Plan> {
    broken.sort_unstable_by_key(|broken| (broken.candidates.count(), broken.row));
    let mut packing: Vec<Mask> = Vec::new();
    let mut covered = Mask::default();
    for Broken { candidates, .. } in broken.iter() {
        if candidates.is_empty() {
            return None;
        }
        if !candidates.meets(&covered) {
            covered = covered.or(candidates);
            packing.push(*candidates);
            if packing.len() > budget {
                return None;
            }
        }
    }
    if !reach(broken, budget) {
        return None;
    }
    if packing.len() < budget {
        let branch = broken.first()?.candidates;
        return Some(Plan { branch, allowed: covered, tight: None });
    }
    let mut branch = broken.first()?.candidates;
    for Broken { candidates, .. } in broken.iter() {
        let possible = candidates.and(&covered);
        if possible.is_empty() {
            return None;
        }
        if budget == 1 {
            branch = branch.and(candidates);
        } else if possible.count() < branch.count() {
            branch = possible;
        }
    }
    Some(Plan { branch, allowed: covered, tight: Some(packing) })
}

/// Whether that many cells could touch every broken equality: the cells that
/// are candidates of most of them, taken together, must reach their number.
fn reach(broken: &[Broken], budget: usize) -> bool {
    // `at_least[n]` are the cells that are candidates of more than n of them.
    let mut at_least: Vec<Mask> = Vec::new();
    for Broken { candidates, .. } in broken {
        let mut carry = *candidates;
        for level in &mut at_least {
            let both = level.and(&carry);
            *level = level.or(&carry);
            carry = both;
        }
        if !carry.is_empty() {
            at_least.push(carry);
        }
    }
    let reached: usize = at_least.iter().map(|cells| budget.min(cells.count() as usize)).sum();
    reached >= broken.len()
}
