//! `gouji check` of a folder: each report is held against the one of the year before that
//! lies in it, as `gouji region` does, and what was named by itself is checked by itself.
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../generated/mod.rs"]
mod generated;

use generated::{Format, region, write_into};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn output(arguments: &[&str], folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji")).args(arguments).current_dir(folder).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The lines of `gouji check --format json`, by file.
fn results(text: &str) -> BTreeMap<String, Value> {
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.map(|line| (line["file"].as_str().unwrap().to_owned(), line)).collect()
}

/// Errors and warnings by rule.
fn rules(result: &Value) -> BTreeSet<String> {
    let findings = result["findings"].as_array().unwrap().iter();
    let told = findings.filter(|finding| finding["severity"] != "info");
    told.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_folder_is_held_against_the_years_before_as_a_region_is() {
    let folder = folder("pairs");
    let generated = region(0, 40, true, &Format::ALL);
    write_into(&folder, &generated.files);
    let place = generated.files[0].0.split('/').next().unwrap();
    let checked = results(&output(&["check", place, "--format", "json"], &folder));
    let compared: Value = serde_json::from_str(&output(&["region", place, "--format", "json"], &folder)).unwrap();
    let reports = compared["reports"].as_array().unwrap();
    let mut pairs = 0;
    for report in reports {
        let file = report["file"].as_str().unwrap();
        let result = &checked[file];
        assert_eq!(result["previous"], report["previous"], "{file}");
        pairs += usize::from(result["previous"].is_string());
        // What a region says of its own report rests on all of its units.
        let told: BTreeSet<String> = rules(report).into_iter().filter(|rule| !rule.starts_with("aggregate.")).collect();
        let alone: BTreeSet<String> = rules(result);
        assert_eq!(alone, told, "{file}");
    }
    assert_eq!(pairs, compared["totals"]["pairs"].as_u64().unwrap() as usize);
    assert!(pairs > 30);
    let carried = checked.values().filter(|result| rules(result).iter().any(|rule| rule.starts_with("carryover.")));
    assert!(carried.count() > 0, "the region was planted with reports that carry over wrongly");
}

#[test]
fn what_is_named_by_itself_or_with_another_report_is_held_against_nothing_else() {
    let folder = folder("pairs-named");
    let generated = region(1, 6, false, &[Format::Html]);
    write_into(&folder, &generated.files);
    let place = generated.files[0].0.split('/').next().unwrap();
    let files: Vec<&str> = generated.files.iter().map(|(name, _)| name.as_str()).collect();
    let previous = |arguments: &[&str]| -> usize {
        let results = results(&output(arguments, &folder));
        results.values().filter(|result| result["previous"].is_string()).count()
    };
    let named: Vec<&str> = ["check", "--format", "json"].into_iter().chain(files.iter().copied()).collect();
    assert_eq!(previous(&named), 0);
    assert_eq!(previous(&["check", place, "--format", "json", "--previous", files[0]]), 0);
    assert!(previous(&["check", place, "--format", "json"]) > 0);
    let text = output(&["check", place], &folder);
    assert!(text.contains("与同一文件夹里上一年度的"), "{text}");
}
