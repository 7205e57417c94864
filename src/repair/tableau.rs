//! The edits, solved for the cells that are free to change.
//!
//! An edit that bounds a sum has a column of its own for what is left of the
//! bound. That column is free from the start.
//!
//! Every coefficient is −1, 0 or +1 and stays so: the matrix of a table with
//! margins is totally unimodular. A row is therefore two sets of columns, and a
//! pivot is a handful of operations on bits. It also means that a solution over
//! the reals has whole numbers, so nothing is lost by solving linearly.

use super::mask::Mask;
use std::rc::Rc;

/// An equality: the sum over `plus` less the sum over `minus` is `rest`. A
/// column stands for the change of a cell, or, once the cell is free, for its
/// new value.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Row<const WORDS: usize> {
    /// Columns with the coefficient +1.
    pub plus: Mask<WORDS>,
    /// Columns with the coefficient −1.
    pub minus: Mask<WORDS>,
    /// What is still to be explained.
    pub rest: i64,
    /// The free column that this row gives the value of.
    pub basic: Option<usize>,
}

impl<const WORDS: usize> Row<WORDS> {
    fn coefficient(&self, column: usize) -> i64 {
        i64::from(self.plus.has(column)) - i64::from(self.minus.has(column))
    }

    fn negate(&mut self) {
        std::mem::swap(&mut self.plus, &mut self.minus);
        self.rest = -self.rest;
    }

    /// Adds `sign` times another row. `false` where a coefficient would leave
    /// −1, 0, +1.
    fn add(&mut self, other: &Self, sign: i64) -> bool {
        let (plus, minus) = if sign > 0 { (other.plus, other.minus) } else { (other.minus, other.plus) };
        let regular = !self.plus.meets(&plus) && !self.minus.meets(&minus);
        let up = self.plus.without(&minus).or(&plus.without(&self.minus));
        self.minus = self.minus.without(&plus).or(&minus.without(&self.plus));
        self.plus = up;
        self.rest = self.rest.saturating_add(sign.saturating_mul(other.rest));
        regular
    }
}

/// A broken equality and the columns that could mend it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Broken<const WORDS: usize> {
    /// Its row.
    pub row: usize,
    /// At least one of these has to change.
    pub candidates: Mask<WORDS>,
    /// How many they are.
    pub count: u32,
    /// The cells in it that may change.
    pub cells: Mask<WORDS>,
    /// Those with the coefficient +1.
    plus: Mask<WORDS>,
    /// What the changes must add up to.
    pub rest: i64,
    /// Whether they must add up to it exactly, rather than to as much.
    pub exact: bool,
}

impl<const WORDS: usize> Broken<WORDS> {
    /// By how much a cell changes if it is the only one here that does.
    pub fn amount(&self, column: usize) -> i64 {
        if self.plus.has(column) { self.rest } else { -self.rest }
    }

    /// The candidates that are cells of another equality, too: those with the
    /// same sign there, and those with the opposite one.
    pub fn shared_with(&self, other: &Self) -> [(i64, Mask<WORDS>); 2] {
        let shared = self.candidates.and(&other.cells);
        let differing = self.plus.zip(&other.plus, |one, other| one ^ other);
        [(1, shared.without(&differing)), (-1, shared.and(&differing))]
    }
}

/// How the cells that may change lie in the equalities between them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape<const WORDS: usize> {
    /// Cells of an equality that holds: a change there needs another one.
    pub sound: Mask<WORDS>,
    /// For each n, the cells of more than n equalities.
    pub levels: [Mask<WORDS>; 4],
}

impl<const WORDS: usize> Shape<WORDS> {
    fn add(&mut self, cells: &Mask<WORDS>, broken: bool) {
        if !broken {
            self.sound = self.sound.or(cells);
        }
        cells.count_into(&mut self.levels);
    }
}

/// The equalities of a component.
#[derive(Debug, Clone)]
pub(super) struct Tableau<const WORDS: usize> {
    rows: Vec<Row<WORDS>>,
    bases: Rc<[i64]>,
    /// Cells that may still be chosen.
    open: Mask<WORDS>,
    /// Cells whose figure is above 0 and can therefore go down.
    positive: Mask<WORDS>,
    free: Mask<WORDS>,
    basic: Mask<WORDS>,
    regular: bool,
}

/// Pivots of one call after which the system is given up as irregular. Bland's
/// rule ends long before.
const MOST_PIVOTS: usize = 2_000;

impl<const WORDS: usize> Tableau<WORDS> {
    /// A tableau in which every cell keeps its figure.
    pub fn new(rows: Vec<Row<WORDS>>, bases: Vec<i64>) -> Self {
        let positive = bases.iter().enumerate().filter(|(_, base)| **base > 0).map(|(column, _)| column).collect();
        let open = (0..bases.len()).collect();
        let none = Mask::default();
        Tableau { rows, bases: bases.into(), open, positive, free: none, basic: none, regular: true }
    }

    /// Becomes a copy of another one, in the memory that it has.
    pub fn copy(&mut self, other: &Self) {
        self.rows.clone_from(&other.rows);
        (self.open, self.free, self.basic, self.regular) = (other.open, other.free, other.basic, other.regular);
    }

    /// Whether every coefficient has stayed within −1, 0, +1.
    pub fn is_regular(&self) -> bool {
        self.regular
    }

    /// The cells that may take any value ≥ 0.
    pub fn free(&self) -> Mask<WORDS> {
        self.free
    }

    /// Keeps only these cells to choose from.
    pub fn restrict(&mut self, allowed: &Mask<WORDS>) {
        self.open = self.open.and(allowed);
    }

    /// Takes a cell out of what may be chosen.
    pub fn exclude(&mut self, excluded: &Mask<WORDS>) {
        self.open = self.open.without(excluded);
    }

    /// Makes a cell free to take any value ≥ 0.
    pub fn release(&mut self, column: usize) {
        let base = self.bases.get(column).copied().unwrap_or(0);
        let mut pivot = None;
        for (index, row) in self.rows.iter_mut().enumerate() {
            let coefficient = row.coefficient(column);
            row.rest += coefficient * base;
            if coefficient != 0 && row.basic.is_none() && pivot.is_none() {
                pivot = Some(index);
            }
        }
        self.free = self.free.with(column);
        self.exclude(&Mask::default().with(column));
        if let Some(row) = pivot {
            self.pivot(row, column);
        }
    }

    /// Solves a row for a column and clears the column elsewhere.
    fn pivot(&mut self, index: usize, column: usize) {
        let Some(pivot) = self.rows.get_mut(index) else { return };
        if pivot.coefficient(column) < 0 {
            pivot.negate();
        }
        if let Some(leaving) = pivot.basic.replace(column) {
            self.basic = self.basic.without(&Mask::default().with(leaving));
        }
        self.basic = self.basic.with(column);
        let pivot = *pivot;
        for (other, row) in self.rows.iter_mut().enumerate() {
            let coefficient = row.coefficient(column);
            if other != index && coefficient != 0 {
                self.regular &= row.add(&pivot, -coefficient);
            }
        }
    }

    /// Brings the free cells to values ≥ 0 as far as they alone can (dual
    /// simplex with Bland's rule).
    pub fn settle(&mut self) {
        for _ in 0..MOST_PIVOTS {
            let movable = self.free.without(&self.basic);
            if movable.is_empty() {
                return;
            }
            let negative = self.rows.iter().enumerate().filter(|(_, row)| row.basic.is_some() && row.rest < 0);
            let Some((index, row)) = negative.min_by_key(|(_, row)| row.basic) else { return };
            let Some(entering) = row.minus.and(&movable).columns().next() else { return };
            self.pivot(index, entering);
        }
        self.regular = false;
    }

    /// Whether the choice of free cells is a repair.
    pub fn is_mended(&self) -> bool {
        !self.rows.iter().any(|row| self.is_broken(row))
    }

    /// Whether the free cells alone cannot satisfy a row.
    fn is_broken(&self, row: &Row<WORDS>) -> bool {
        if row.basic.is_none() {
            row.rest != 0
        } else {
            row.rest < 0 && !row.minus.meets(&self.free.without(&self.basic))
        }
    }

    /// The equalities that the free cells alone cannot satisfy, those of few
    /// candidates first.
    pub fn broken(&self, found: &mut Vec<Broken<WORDS>>) {
        found.clear();
        for (index, row) in self.rows.iter().enumerate().filter(|(_, row)| self.is_broken(row)) {
            let (up, down) = if row.rest > 0 { (row.plus, row.minus) } else { (row.minus, row.plus) };
            let candidates = up.or(&down.and(&self.positive)).and(&self.open);
            let cells = up.or(&down).and(&self.open);
            let exact = row.basic.is_none();
            let count = candidates.count();
            let at = found.iter().rposition(|other| other.count <= count).map_or(0, |at| at + 1);
            found.insert(at, Broken { row: index, candidates, count, cells, plus: row.plus, rest: row.rest, exact });
        }
    }

    /// How the cells lie in the equalities that no free cell takes part in.
    pub fn shape(&self) -> Shape<WORDS> {
        let mut shape = Shape::default();
        for row in self.rows.iter().filter(|row| row.basic.is_none()) {
            shape.add(&row.plus.or(&row.minus).and(&self.open), row.rest != 0);
        }
        shape
    }

    /// The open cells in equalities that hold and that no free cell takes part
    /// in: if one of them changes, another one has to.
    pub fn sound(&self) -> Mask<WORDS> {
        let rows = self.rows.iter().filter(|row| row.basic.is_none() && row.rest == 0);
        rows.fold(Mask::default(), |cells, row| cells.or(&row.plus).or(&row.minus)).and(&self.open)
    }

    /// Whether a cell that is not free could change by an amount.
    pub fn can_take(&self, column: usize, amount: i64) -> bool {
        self.bases.get(column).is_some_and(|base| base.saturating_add(amount) >= 0)
    }

    /// The value of a free cell where the tableau is settled.
    pub fn value(&self, column: usize) -> i64 {
        self.rows.iter().find(|row| row.basic == Some(column)).map_or(0, |row| row.rest)
    }

    /// Whether a free cell could take another value with the same free cells.
    pub fn can_move(&self, column: usize) -> bool {
        if self.free.without(&self.basic).is_empty() {
            return false;
        }
        self.can_go(column, true) || (self.value(column) > 0 && self.can_go(column, false))
    }

    /// Whether a free cell could go up, or down: a linear program of which only
    /// the first step that is no standstill matters.
    fn can_go(&self, column: usize, up: bool) -> bool {
        let mut tableau = self.clone();
        if !tableau.basic.has(column) {
            match tableau.standstill(column) {
                None => return true,
                Some(row) => tableau.pivot(row, column),
            }
        }
        for _ in 0..MOST_PIVOTS {
            let movable = tableau.free.without(&tableau.basic);
            let Some(row) = tableau.rows.iter().find(|row| row.basic == Some(column)) else { return true };
            let helping = if up { row.minus } else { row.plus };
            let Some(entering) = helping.and(&movable).columns().next() else { return false };
            match tableau.standstill(entering) {
                None => return true,
                Some(row) => tableau.pivot(row, entering),
            }
        }
        true
    }

    /// The row that keeps a free column from going up at all.
    fn standstill(&self, column: usize) -> Option<usize> {
        let rows = self.rows.iter().enumerate();
        let blocking = rows.filter(|(_, row)| row.basic.is_some() && row.rest == 0 && row.plus.has(column));
        blocking.min_by_key(|(_, row)| row.basic).map(|(index, _)| index)
    }
}
