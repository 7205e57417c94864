//! How often the repair names exactly the planted cells and values, and how many
//! of them it finds: the tables of `docs/error-localisation.md`, which
//! `GOUJI_UPDATE=1` writes.
//!
//! `cargo bench --bench localisation`
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]

#[path = "../tests/planted/mod.rs"]
mod planted;

use gouji::packs::annual_report::{APPLICATIONS, REVIEW};
use gouji::repair::{Alternative, repair};
use gouji::report::Number;
use planted::{Planted, Size, planted_in, planted_in_two_columns};
use std::time::{Duration, Instant};

const INSTANCES: u64 = 1_000;
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/error-localisation.md");

/// What became of the planted errors.
#[derive(Default)]
struct Counts {
    named: usize,
    unique: usize,
    other_first: usize,
    not_listed: usize,
    other_values: usize,
    smaller: usize,
    unproved: usize,
}

impl Counts {
    fn add(&mut self, planted: &Planted) {
        let Some(repair) = repair(&planted.report).filter(|repair| repair.proved) else {
            self.unproved += 1;
            return;
        };
        let exact = |alternative: &Alternative| same(planted, alternative, true);
        self.unique += usize::from(repair.unique);
        if exact(&repair.best) {
            self.named += 1;
        } else if repair.best.cells.len() < planted.errors.len() {
            self.smaller += 1;
        } else if same(planted, &repair.best, false) {
            self.other_values += 1;
        } else if repair.alternatives.iter().any(exact) {
            self.other_first += 1;
        } else {
            self.not_listed += 1;
        }
    }
}

/// Whether the corrections are the planted cells, and their values too.
fn same(planted: &Planted, alternative: &Alternative, values: bool) -> bool {
    alternative.cells.len() == planted.errors.len()
        && planted.errors.iter().all(|((id, cell), right)| {
            let mut cells = alternative.cells.iter();
            cells.any(|change| {
                change.cell.form.id == *id
                    && change.cell.cell == *cell
                    && (!values || change.to == Number::whole(*right))
            })
        })
}

fn main() {
    let tables = [("many", many()), ("measured", table())];
    tables.iter().for_each(|(_, table)| println!("{table}"));
    if std::env::var_os("GOUJI_UPDATE").is_some() {
        let page = std::fs::read_to_string(PAGE).unwrap();
        let page = tables.iter().fold(page, |page, (name, table)| put(&page, name, table));
        std::fs::write(PAGE, page).unwrap();
    }
}

/// The page with this table between the marks of its name.
fn put(page: &str, name: &str, table: &str) -> String {
    let (start, end) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let (before, rest) = page.split_once(&start).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    [before, &start, "\n", table, &end, after].concat()
}

/// How many of many errors are found, with proof.
fn many() -> String {
    let mut table = "| Errors | Where | Blanks | Proved | Median | 99th percentile | Longest |\n|---:|---|---:|---:|---:|---:|---:|\n".to_owned();
    for (errors, apart, blanks) in [(8, true, 0), (8, false, 0), (8, true, 8), (8, true, 20), (12, true, 0)] {
        let mut times: Vec<Duration> = Vec::new();
        let mut proved = 0;
        for seed in 0..INSTANCES {
            let (edition, size) = (["2019", "2021"][(seed % 2) as usize], SIZES[(seed / 2 % 3) as usize]);
            let seed = seed * 977 + errors as u64;
            let planted = if apart {
                planted_in(&[APPLICATIONS], seed, edition, size, errors, blanks)
            } else {
                planted_in_two_columns(seed, edition, size, errors)
            };
            let start = Instant::now();
            let found = repair(&planted.report);
            times.push(start.elapsed());
            proved += usize::from(found.is_none_or(|repair| repair.proved));
        }
        times.sort();
        let at = |share: usize| format!("{:.1} ms", times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3);
        let place = if apart { "anywhere" } else { "two columns" };
        table += &format!("| {errors} | {place} | {blanks} | {proved} | {} | {} | {} |\n", at(50), at(99), at(100));
    }
    table
}

const SIZES: [Size; 3] = [Size::Small, Size::Middle, Size::Large];

fn table() -> String {
    let mut table = "| Tables | Figures | Errors | Named | Unique | Other first | Not listed | Other values | Smaller | Unproved |\n\
         |---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    let both: &[&'static str] = &[APPLICATIONS, REVIEW];
    for (name, tables) in [("applications", &both[..1]), ("applications and review", both)] {
        for (figures, size) in [("large", Size::Large), ("middle", Size::Middle), ("small", Size::Small)] {
            for errors in 1..=4 {
                let Counts { named, unique, other_first, not_listed, other_values, smaller, unproved } =
                    counts(tables, size, errors);
                table += &format!(
                    "| {name} | {figures} | {errors} | {named} | {unique} | {other_first} | {not_listed} | {other_values} | {smaller} | {unproved} |\n"
                );
            }
        }
    }
    table
}

fn counts(tables: &[&'static str], size: Size, errors: usize) -> Counts {
    let mut counts = Counts::default();
    for seed in 0..INSTANCES {
        let edition = if seed % 2 == 0 { "2019" } else { "2021" };
        counts.add(&planted_in(tables, seed * 4 + errors as u64, edition, size, errors, 0));
    }
    counts
}
