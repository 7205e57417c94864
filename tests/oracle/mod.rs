//! An independent oracle: the same instances as mixed-integer programs, solved
//! by HiGHS (`solve.py`, with the package `highspy`).
#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::planted::Place;
use gouji::packs::annual_report::{APPLICATIONS, REVIEW};
use gouji::report::Report;
use serde_json::{Value as Json, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// What HiGHS says of an instance.
#[derive(Debug, serde::Deserialize)]
pub struct Answer {
    /// The fewest figures that have to change.
    pub size: usize,
    /// Whether another set of this size does.
    pub other: bool,
    /// Whether the found set allows other values.
    pub movable: bool,
    /// Time of the first solve.
    pub seconds: f64,
}

/// A Python that has HiGHS: `GOUJI_ORACLE_PYTHON`, that of the set-up, or the
/// one on the path.
pub fn python() -> Option<PathBuf> {
    let home = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let cache = home("GOUJI_CACHE")
        .or_else(|| Some(home("XDG_CACHE_HOME").or_else(|| Some(home("HOME")?.join(".cache")))?.join("gouji")));
    let candidates =
        [home("GOUJI_ORACLE_PYTHON"), cache.map(|cache| cache.join("oracle/bin/python")), Some("python3".into())];
    candidates.into_iter().flatten().find(|python| {
        let check = Command::new(python).args(["-c", "import highspy"]).stderr(Stdio::null()).status();
        check.is_ok_and(|status| status.success())
    })
}

/// Asks HiGHS about instances, in several processes.
pub fn solve(python: &Path, instances: &[Json]) -> Vec<Answer> {
    let processes = std::thread::available_parallelism().map_or(1, |count| count.get()).min(8);
    let share = instances.len().div_ceil(processes).max(1);
    std::thread::scope(|scope| {
        let parts: Vec<_> = instances.chunks(share).map(|part| scope.spawn(|| solve_part(python, part))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}

fn solve_part(python: &Path, instances: &[Json]) -> Vec<Answer> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/solve.py");
    let mut child: Child =
        Command::new(python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut answers = Vec::new();
    for instance in instances {
        writeln!(input, "{instance}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        answers.push(serde_json::from_str(&line).unwrap());
    }
    drop(input);
    child.wait().unwrap();
    answers
}

/// The cells of a report that the balance edits are about, in order.
pub fn places(report: &Report) -> Vec<Place> {
    [APPLICATIONS, REVIEW]
        .into_iter()
        .flat_map(|id| (0..report.table(id).unwrap().figures.len()).map(move |cell| (id, cell)))
        .collect()
}

/// A report as an instance, made from its form alone. `known` is what other
/// reports say of its figures, `found` are the figures that the repair changes.
pub fn instance(report: &Report, known: &[(Place, i64)], found: &[Place]) -> Json {
    let places = places(report);
    let column = |place: &Place| places.iter().position(|known| known == place).unwrap();
    let figures: Vec<Option<i64>> = places.iter().map(|(id, cell)| report.table(id).unwrap().integer(*cell)).collect();
    let equalities: Vec<Vec<(usize, i64)>> = report
        .tables
        .iter()
        .flat_map(|table| table.form.balance_edits().iter().map(|edit| (table.form.id.as_str(), edit)))
        .map(|(id, edit)| edit.members().map(|(cell, sign)| (column(&(id, cell)), sign)).collect())
        .collect();
    let found: Vec<usize> = found.iter().map(column).collect();
    let known: Vec<(usize, i64)> = known.iter().map(|(place, value)| (column(place), *value)).collect();
    json!({ "known": known, "figures": figures, "equalities": equalities, "found": found })
}
