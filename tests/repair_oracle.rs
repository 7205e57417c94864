//! The repair against an independent solver: the same size, and `unique` only
//! where the solver finds no other set.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr)]

mod oracle;
mod planted;

use gouji::fix::corrected;
use gouji::repair::repair;
use gouji::rules::relations;
use planted::{Place, Planted, Random, Size, planted};

const INSTANCES: u64 = 540;
const SIZES: [Size; 6] = [Size::Small, Size::Small, Size::Small, Size::Middle, Size::Middle, Size::Large];

fn instances() -> impl Iterator<Item = (u64, Planted)> {
    (0..INSTANCES).map(|seed| {
        let edition = if seed % 2 == 0 { "2019" } else { "2021" };
        let size = SIZES[(seed / 2 % 6) as usize];
        let random = &mut Random::new(seed + 1);
        let blanks = if random.one_in(3) { 1 + random.below(6) as usize } else { 0 };
        (seed, planted(seed, edition, size, 1 + (seed % 5) as usize, blanks))
    })
}

#[test]
fn the_repair_is_as_small_and_as_unique_as_an_exact_solver_says() {
    let Some(python) = oracle::python() else {
        eprintln!("skipped: no Python with highspy (scripts/setup.sh test installs it)");
        return;
    };
    let mut found = Vec::new();
    let mut programs = Vec::new();
    for (seed, planted) in instances() {
        let repair = repair(&planted.report).unwrap_or_default();
        let changed: Vec<Place> = repair
            .best
            .cells
            .iter()
            .filter(|change| change.from.is_some())
            .map(|change| (change.cell.form.id, change.cell.cell))
            .collect();
        programs.push(oracle::instance(&planted.report, &changed));
        found.push((seed, repair, changed));
    }
    let mut unique = 0;
    for ((seed, repair, changed), answer) in found.iter().zip(oracle::solve(&python, &programs)) {
        assert_eq!(changed.len(), answer.size, "size, seed {seed}");
        if changed.is_empty() {
            continue;
        }
        assert!(repair.proved, "seed {seed}");
        assert_eq!(repair.unique, !answer.other && !answer.movable, "unique, seed {seed}: {answer:?}");
        assert!(repair.unique || answer.movable || !repair.alternatives.is_empty(), "alternatives, seed {seed}");
        unique += usize::from(repair.unique);
    }
    assert!(unique > 100 && unique < found.len() - 50, "the instances have both kinds: {unique} unique");
}

#[test]
fn making_the_repair_leaves_no_broken_relation() {
    for (seed, planted) in instances() {
        let Some(repair) = repair(&planted.report) else {
            assert_eq!(relations(&planted.report).failed, 0, "seed {seed}");
            continue;
        };
        for alternative in std::iter::once(&repair.best).chain(&repair.alternatives) {
            let corrected = corrected(&planted.report, &alternative.cells);
            assert_eq!(relations(&corrected).failed, 0, "seed {seed}");
            assert!(alternative.cells.iter().all(|change| change.to >= 0), "seed {seed}");
        }
    }
}
