//! A generated region on the command line: what is planted is found, and
//! nothing else.
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

#[path = "../generated/mod.rs"]
mod generated;

use calamine::{Reader, Xlsx};
use generated::{Format, Generated, region, write_into};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The checkout.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");
const UNITS: usize = 200;

fn gouji(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji")).args(arguments).current_dir(folder).output().unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn written(name: &str, units: usize, slips: bool) -> (PathBuf, Generated) {
    let folder = folder(name);
    let generated = region(0, units, slips, &Format::ALL);
    write_into(&folder, &generated.files);
    (folder, generated)
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// Errors and warnings by file and rule.
fn found(region: &Value) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for report in region["reports"].as_array().unwrap() {
        for finding in report["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] != "info") {
            found.insert((text(&report["file"]), text(&finding["rule"])));
        }
    }
    found
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_slips_of_a_region_are_found_and_nothing_else() {
    let (folder, generated) = written("region", UNITS, true);
    let list = folder.join("名单.txt");
    std::fs::write(&list, generated.names.join("\n")).unwrap();
    let place = generated.files[0].0.split('/').next().unwrap();
    let output = gouji(&["region", place, "--list", "名单.txt", "--format", "json"], &folder);
    let region = json(&output);
    assert_eq!(output.status.code(), Some(2), "one file cannot be read");
    assert_eq!(found(&region), generated.planted.findings);
    let year = &region["years"][1];
    assert_eq!(text(&year["region"]["file"]), generated.planted.region);
    assert_eq!(Some(text(&year["omitted"]["organ"])), generated.planted.omitted);
    let missing: Vec<String> = year["missing"].as_array().unwrap().iter().map(|one| text(&one["organ"])).collect();
    assert_eq!(missing, [generated.planted.missing.clone().unwrap()]);
    assert_eq!(region["years"][0]["missing"], serde_json::json!([]));
    let similar: Vec<(String, String)> = region["similar"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (text(&pair["first"]), text(&pair["second"])))
        .collect();
    let (one, other) = generated.planted.similar.clone().unwrap();
    assert_eq!(similar, [if one < other { (one, other) } else { (other, one) }]);
    assert_eq!(Some(text(&region["failed"][0]["file"])), generated.planted.unreadable);
    // Every unit but the one without a report of the second year, and the region.
    assert_eq!(region["totals"]["pairs"], UNITS);
    workbook_says_the_same(&folder, place, &generated);
}

/// Writes the workbook and reads it with a reader that is not ours.
fn workbook_says_the_same(folder: &Path, place: &str, generated: &Generated) {
    let output = gouji(&["region", place, "--list", "名单.txt", "--output", "汇总.xlsx"], folder);
    assert_eq!(output.status.code(), Some(2));
    let path = folder.join("汇总.xlsx");
    let mut workbook: Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let mut rows = |sheet: &str| -> Vec<Vec<String>> {
        let range = workbook.worksheet_range(sheet).unwrap();
        range.rows().skip(1).map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    let listed: BTreeSet<(String, String)> = rows("问题")
        .into_iter()
        .filter(|row| row[2] != "说明" && row[3] != "未能核对")
        .map(|row| (row[6].clone(), row[3].clone()))
        .collect();
    assert_eq!(listed, generated.planted.findings);
    assert_eq!(
        rows("缺报单位").iter().map(|row| row[1].clone()).collect::<Vec<_>>(),
        [generated.planted.missing.clone().unwrap()]
    );
    assert_eq!(rows("雷同").len(), 1);
    assert_eq!(rows("报告").len(), generated.files.len());
    assert!(rows("汇总").iter().any(|row| row.last() == generated.planted.omitted.as_ref()));
    let differs: BTreeSet<String> = rows("汇总表")
        .into_iter()
        .filter(|row| !matches!(row[8].as_str(), "" | "0"))
        .map(|row| row[0].clone())
        .collect();
    assert_eq!(differs, BTreeSet::from(["2022".to_owned(), "2023".to_owned()]));
    let again = gouji(&["region", place, "--output", "汇总.xlsx"], folder);
    assert_eq!((again.status.code(), again.stdout.len()), (Some(2), 0), "no file is written over");
}

#[test]
fn a_sound_region_passes_whole() {
    let (folder, generated) = written("sound-region", 60, false);
    let place = generated.files[0].0.split('/').next().unwrap();
    let output = gouji(&["region", place, "--format", "json"], &folder);
    let region = json(&output);
    assert_eq!(found(&region), BTreeSet::new());
    assert_eq!((output.status.code(), &region["similar"]), (Some(0), &serde_json::json!([])));
    assert_eq!(region["totals"]["passed"], generated.files.len());
}

#[test]
fn what_could_not_be_assessed_is_told_and_text_without_tables_is_judged() {
    let folder = folder("partly");
    let sound = std::fs::read_to_string(Path::new(ROOT).join("www/samples/sound.html")).unwrap();
    let (head, tail) = sound.split_at(sound.find("<table").unwrap());
    let after = &tail[tail.rfind("</table>").unwrap()..];
    std::fs::write(folder.join("1.html"), sound.replacen("<td>25</td>", "<td></td>", 1)).unwrap();
    std::fs::write(folder.join("2.html"), format!("{}{after}", head.replacen("办结23件", "办结__件", 1))).unwrap();
    for arguments in [["region", "--lang", "en", "."], ["check", "--lang", "en", "."]] {
        let told = String::from_utf8(gouji(&arguments, &folder).stdout).unwrap();
        assert!(told.contains("2 relations could not be assessed") || told.contains("2 cannot be assessed"), "{told}");
        assert!(told.contains("text.residue"), "{told}");
        assert!(told.contains("1 could not be checked; of 1 not all relations could be assessed"), "{told}");
    }
    let region = json(&gouji(&["region", "--format", "json", "."], &folder));
    let unassessed: Vec<u64> =
        region["reports"].as_array().unwrap().iter().map(|report| report["not_assessed"].as_u64().unwrap()).collect();
    assert_eq!((unassessed.as_slice(), region["totals"]["partly"].as_u64()), (&[2, 42][..], Some(1)));
}
