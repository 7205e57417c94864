//! The repair against an independent solver: the same size, and `unique` only
//! where the solver finds no other set.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr)]

mod oracle;
mod planted;

use gouji::Options;
use gouji::fix::corrected;
use gouji::packs::annual_report::APPLICATIONS;
use gouji::repair::{Repair, edits, localise, repair};
use gouji::report::{Number, Report, Value};
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

/// An instance with the repair that was found.
struct Case {
    seed: u64,
    repair: Repair,
    changed: Vec<Place>,
    program: serde_json::Value,
}

impl Case {
    fn new(seed: u64, report: &Report, known: &[(Place, i64)], repair: Option<Repair>) -> Self {
        let repair = repair.unwrap_or_default();
        let changes = repair.best.cells.iter().filter(|change| change.from.is_some());
        let changed: Vec<Place> = changes.map(|change| (change.cell.form.id.as_str(), change.cell.cell)).collect();
        let program = oracle::instance(report, known, &changed);
        Case { seed, repair, changed, program }
    }
}

/// Holds the repairs against the solver's answers; how many are unique.
fn hold(cases: &[Case]) -> Option<usize> {
    let Some(python) = oracle::python() else {
        eprintln!("skipped: no Python with highspy (scripts/setup.sh test installs it)");
        return None;
    };
    let programs: Vec<_> = cases.iter().map(|case| case.program.clone()).collect();
    let mut unique = 0;
    for (Case { seed, repair, changed, .. }, answer) in cases.iter().zip(oracle::solve(&python, &programs)) {
        assert_eq!(changed.len(), answer.size, "size, seed {seed}");
        if changed.is_empty() {
            continue;
        }
        assert!(repair.proved, "seed {seed}");
        assert_eq!(repair.unique, !answer.other && !answer.movable, "unique, seed {seed}: {answer:?}");
        assert!(repair.unique || answer.movable || !repair.alternatives.is_empty(), "alternatives, seed {seed}");
        unique += usize::from(repair.unique);
    }
    Some(unique)
}

#[test]
fn the_repair_is_as_small_and_as_unique_as_an_exact_solver_says() {
    let cases: Vec<Case> =
        instances().map(|(seed, planted)| Case::new(seed, &planted.report, &[], repair(&planted.report))).collect();
    if let Some(unique) = hold(&cases) {
        assert!(unique > 100 && unique < cases.len() - 50, "the instances have both kinds: {unique} unique");
    }
}

#[test]
fn what_other_reports_say_takes_part_in_the_repair_as_it_does_in_the_solver() {
    let cases: Vec<Case> = instances()
        .filter(|(seed, _)| seed % 3 == 0)
        .map(|(seed, planted)| {
            let random = &mut Random::new(seed + 7);
            let (options, known) = if seed / 6 % 2 == 0 { year_before(&planted) } else { units(&planted, random) };
            let repair = localise(&planted.report, &edits(&planted.report, &options));
            Case::new(seed, &planted.report, &known, repair)
        })
        .collect();
    let told = cases.iter().filter(|case| !case.changed.is_empty()).count();
    assert!(told > 100, "the instances need repairs: {told}");
    hold(&cases);
}

/// The report of the year before, whose row 4 is what row 2 must be.
fn year_before(planted: &Planted) -> (Options, Vec<(Place, i64)>) {
    let right = planted.right();
    let mut previous = right.clone();
    previous.year = right.year.map(|year| year - 1);
    let form = right.table(APPLICATIONS).unwrap().form;
    let mut known = Vec::new();
    for column in 0..form.columns.len() {
        let cell = |row: &str| form.cell(form.row_index(row).unwrap(), column).unwrap();
        let value = right.table(APPLICATIONS).unwrap().integer(cell("2")).unwrap();
        planted::set(&mut previous, (APPLICATIONS, cell("4")), Value::Number(Number::whole(value)));
        known.push(((APPLICATIONS, cell("2")), value));
    }
    (Options { previous: Some(Box::new(previous)), ..Options::default() }, known)
}

/// Two units whose figures add up to the report's, the first with blanks: of
/// those cells nothing is known.
fn units(planted: &Planted, random: &mut Random) -> (Options, Vec<(Place, i64)>) {
    let right = planted.right();
    let (mut first, mut second) = (right.clone(), right.clone());
    let mut known = Vec::new();
    for place in oracle::places(&right) {
        let value = right.table(place.0).unwrap().integer(place.1).unwrap();
        let part = random.below(value as u64 + 1) as i64;
        planted::set(&mut second, place, Value::Number(Number::whole(value - part)));
        if random.one_in(4) {
            planted::set(&mut first, place, Value::Number(Number::whole(part)));
            known.push((place, value));
        } else {
            planted::set(&mut first, place, Value::Blank);
        }
    }
    let units = vec![("甲".into(), first), ("乙".into(), second)];
    (Options { units, ..Options::default() }, known)
}

#[test]
fn making_the_repair_leaves_no_broken_relation() {
    for (seed, planted) in instances() {
        let Some(repair) = repair(&planted.report) else {
            assert_eq!(relations(&planted.report, &Options::default()).failed, 0, "seed {seed}");
            continue;
        };
        for alternative in std::iter::once(&repair.best).chain(&repair.alternatives) {
            let corrected = corrected(&planted.report, &alternative.cells);
            assert_eq!(relations(&corrected, &Options::default()).failed, 0, "seed {seed}");
            assert!(alternative.cells.iter().all(|change| !change.to.is_negative()), "seed {seed}");
        }
    }
}
