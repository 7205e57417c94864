//! The repair natively, beside HiGHS on the same instances in the same run.
//!
//! `cargo bench --bench repair`; `benches/repair.mjs` then times the module of
//! WebAssembly on the instances that this leaves in `target/`.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]

#[path = "../tests/oracle/mod.rs"]
mod oracle;
#[path = "../tests/planted/mod.rs"]
mod planted;

use criterion::Criterion;
use gouji::report::Report;
use gouji::{Checker, Language, Options, output, repair::repair};
use planted::{Size, planted};
use serde_json::json;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Instances for the native times, and how many of them HiGHS solves as well.
const INSTANCES: u64 = 300;
const FOR_HIGHS: usize = 30;

fn instances(errors: usize, blanks: usize) -> Vec<Report> {
    let report = |seed| {
        let edition = if seed % 2 == 0 { "2019" } else { "2021" };
        let size = [Size::Small, Size::Middle, Size::Large][(seed / 2 % 3) as usize];
        planted(seed * 31 + errors as u64, edition, size, errors, blanks).report
    };
    (0..INSTANCES).map(report).collect()
}

/// The best of five runs: what the machine's other work takes is left out.
fn time(report: &Report) -> Duration {
    let once = || {
        let start = Instant::now();
        black_box(repair(black_box(report)));
        start.elapsed()
    };
    (0..5).map(|_| once()).min().unwrap()
}

/// Where the instances are left, with HiGHS's times.
const LEFT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/repair-instances.json");

fn table() {
    let python = oracle::python();
    let mut left = Vec::new();
    println!("\n| errors | blanks | median | 99th percentile | longest | HiGHS, median | ratio |");
    println!("|---:|---:|---:|---:|---:|---:|---:|");
    for (errors, blanks) in [(1, 0), (2, 0), (3, 0), (3, 5), (5, 0), (8, 0), (12, 0), (30, 0), (3, 60)] {
        let reports = instances(errors, blanks);
        let mut times: Vec<Duration> = reports.iter().map(time).collect();
        times.sort();
        let median = times[times.len() / 2];
        let programs: Vec<_> =
            reports.iter().take(FOR_HIGHS).map(|report| oracle::instance(report, &[], &[])).collect();
        let mut highs = match &python {
            Some(python) if errors <= 3 => oracle::solve(python, &programs).iter().map(|one| one.seconds).collect(),
            _ => Vec::new(),
        };
        highs.sort_by(f64::total_cmp);
        let tables: Vec<String> = reports.iter().map(output::json::tables).collect();
        let median_of_highs = highs.get(highs.len() / 2);
        left.push(json!({ "errors": errors, "blanks": blanks, "highs": median_of_highs, "reports": tables }));
        let (highs, ratio) = match median_of_highs {
            Some(seconds) => (format!("{:.1} ms", seconds * 1e3), format!("{:.0}", seconds / median.as_secs_f64())),
            None => ("–".to_owned(), "–".to_owned()),
        };
        let (percentile, longest) = (times[times.len() * 99 / 100], times[times.len() - 1]);
        println!("| {errors} | {blanks} | {median:.1?} | {percentile:.1?} | {longest:.1?} | {highs} | {ratio} |");
    }
    std::fs::write(LEFT, serde_json::Value::from(left).to_string()).unwrap();
}

fn checker(criterion: &mut Criterion) {
    let report = instances(1, 0).remove(0);
    let mut checker = Checker::of(report, Options::default());
    let mut figure = 0;
    criterion.bench_function("Checker: set, then the result as JSON", |bench| {
        bench.iter(|| {
            figure = (figure + 1) % 9;
            checker.set("applications/3.1/natural_person", &figure.to_string()).unwrap();
            black_box(output::json::to_json(checker.outcome(), Language::Chinese))
        });
    });
}

fn main() {
    table();
    let mut criterion = Criterion::default().configure_from_args().sample_size(30);
    checker(&mut criterion);
    criterion.final_summary();
}
