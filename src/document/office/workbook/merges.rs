//! The merged cells of a sheet: which of them a cell belongs to.

use super::Area;
use std::collections::BTreeMap;

/// Merged cells that do not cross each other. No program makes others; Excel takes
/// them for damage and drops them.
#[derive(Debug, Default)]
pub struct Merges(Vec<Area>);

impl Merges {
    /// Of these the ones that cross none before them, from the top down.
    pub fn of(areas: &[Area]) -> Self {
        let mut merges: Vec<Area> = Vec::new();
        for area in areas {
            if !merges.iter().any(|other| other.crosses(area)) {
                merges.push(*area);
            }
        }
        merges.sort_by_key(|area| area.first);
        Merges(merges)
    }

    /// All, from the top down.
    pub fn all(&self) -> &[Area] {
        &self.0
    }

    /// Goes through the sheet row by row.
    pub fn sweep(&self) -> Sweep<'_> {
        Sweep { waiting: &self.0, open: BTreeMap::new(), first: 0 }
    }
}

/// The merges met so far, of rows that never go back.
pub struct Sweep<'a> {
    waiting: &'a [Area],
    /// Those that may go on, by their first column: number and area.
    open: BTreeMap<u32, (usize, Area)>,
    /// The number of the first one waiting.
    first: usize,
}

impl Sweep<'_> {
    /// Number and area of the merge that a cell belongs to. No row may be asked for
    /// after a later one.
    pub fn at(&mut self, row: u32, column: u32) -> Option<(usize, Area)> {
        while let Some((next, rest)) = self.waiting.split_first().filter(|(next, _)| next.first.0 <= row) {
            self.open.insert(next.first.1, (self.first, *next));
            self.first += 1;
            self.waiting = rest;
        }
        loop {
            let (&start, &found) = self.open.range(..=column).next_back()?;
            if found.1.last.0 >= row {
                return Some(found).filter(|(_, area)| area.contains(row, column));
            }
            self.open.remove(&start);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(first: (u32, u32), last: (u32, u32)) -> Area {
        Area { first, last }
    }

    #[test]
    fn a_cell_belongs_to_the_first_merge_over_it() {
        let areas = [area((0, 0), (2, 1)), area((1, 1), (5, 5)), area((3, 0), (3, 8)), area((0, 4), (0, 6))];
        let merges = Merges::of(&areas);
        let mut sweep = merges.sweep();
        for row in 0..6 {
            for column in 0..10 {
                let expected = [areas[0], areas[2], areas[3]].into_iter().find(|area| area.contains(row, column));
                assert_eq!(sweep.at(row, column).map(|(_, area)| area), expected, "{row} {column}");
            }
        }
    }
}
