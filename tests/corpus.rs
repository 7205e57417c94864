//! Real published reports, read cell-exact. They are kept outside the
//! repository; where they are absent the test says so and passes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use gouji::{Input, Options};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("GOUJI_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"), PathBuf::from);
    if folder.join("expected.json").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: no reports in {} (set GOUJI_CORPUS)", folder.display());
    None
}

/// One file of the corpus with what is known of it.
struct Case {
    file: String,
    bytes: Vec<u8>,
    expected: Value,
}

fn cases() -> Vec<Case> {
    let Some(folder) = corpus() else { return Vec::new() };
    let expected = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let reports: Vec<Value> = serde_json::from_str(&expected).unwrap();
    let mut cases = Vec::new();
    for report in reports {
        for file in report["files"].as_array().unwrap() {
            let file = file.as_str().unwrap().to_owned();
            let bytes = std::fs::read(folder.join(&file)).unwrap();
            cases.push(Case { file, bytes, expected: report.clone() });
        }
    }
    cases
}

fn result(case: &Case) -> Value {
    let options = Options { file_name: Some(case.file.clone()), ..Options::default() };
    let outcome = gouji::check(Input::Bytes(&case.bytes), &options);
    serde_json::from_str(&gouji::output::json::to_json(&outcome, gouji::Language::Chinese)).unwrap()
}

/// Whether the figures of a row of the disclosure table run together so that
/// they can be split in several ways: not reading them is right then.
fn is_ambiguous(result: &Value, row: &str) -> bool {
    let findings = result["findings"].as_array().unwrap();
    let mut unreadable = findings.iter().filter(|finding| finding["params"]["reason"] == "ambiguous");
    row.starts_with("disclosure/")
        && unreadable.any(|finding| finding["cells"][0].as_str().is_some_and(|cell| cell.starts_with(row)))
}

/// Every row of every table that the corpus gives, and no other value in it.
#[test]
fn the_figures_are_those_of_the_report() {
    let mut wrong = Vec::new();
    for case in cases() {
        let found = result(&case);
        for table in ["applications", "review", "disclosure"] {
            let Some(rows) = case.expected[table]["rows"].as_object() else { continue };
            for (row, values) in rows {
                let read = &found["tables"][table]["rows"][row];
                if read != values && !is_ambiguous(&found, &format!("{table}/{row}/")) {
                    wrong.push(format!("{} {table}/{row}: {read} instead of {values}", case.file));
                }
            }
            if let Some(edition) = case.expected[table]["edition"].as_str()
                && found["tables"][table]["edition"] != edition
            {
                wrong.push(format!("{} {table}: edition {}", case.file, found["tables"][table]["edition"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The relations that break are those known to break.
#[test]
fn the_arithmetic_findings_are_those_of_the_report() {
    let mut wrong = Vec::new();
    for case in cases() {
        let found = result(&case);
        let arithmetic =
            ["applications.balance", "applications.result_total", "applications.row_total", "review.total"];
        let found: BTreeSet<(String, String)> = found["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| arithmetic.contains(&finding["rule"].as_str().unwrap()))
            .map(|finding| {
                let rule = finding["rule"].as_str().unwrap();
                let cell = finding["cells"][0].as_str().unwrap();
                // The balance of a column names four cells of equal rank.
                let cell = match rule {
                    "applications.balance" => format!("applications/*/{}", cell.rsplit('/').next().unwrap()),
                    _ => cell.to_owned(),
                };
                (rule.to_owned(), cell)
            })
            .collect();
        let expected: BTreeSet<(String, String)> = case.expected["arithmetic_findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|pair| (pair[0].as_str().unwrap().to_owned(), pair[1].as_str().unwrap().to_owned()))
            .collect();
        if found != expected {
            wrong.push(format!("{}: {found:?} instead of {expected:?}", case.file));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The report year, where the document or its name tells it.
#[test]
fn the_year_is_that_of_the_report() {
    for case in cases() {
        assert_eq!(result(&case)["year"], case.expected["year"], "{}", case.file);
    }
}
