//! The command line as a person and a script meet it: what it prints, where,
//! and with which exit code.
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The checkout.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");
const SOUND: &str = "www/samples/sound.html";
const MISTAKES: &str = "www/samples/mistakes.html";

fn gouji(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(arguments).current_dir(ROOT);
    command
}

fn with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn status(line: &Value) -> (&str, &str) {
    (line["file"].as_str().unwrap(), line["status"].as_str().unwrap())
}

#[test]
fn the_exit_code_is_the_worst_that_was_met() {
    for (files, code) in [
        (vec![SOUND], 0),
        (vec![SOUND, MISTAKES], 1),
        (vec![MISTAKES, "no-such-file"], 2),
        (vec!["no-such-file", SOUND], 2),
    ] {
        let arguments: Vec<&str> = ["check"].into_iter().chain(files).collect();
        assert_eq!(gouji(&arguments).status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn json_gives_one_line_a_file_and_a_bad_one_does_not_stop_the_others() {
    let output = gouji(&["check", "--format", "json", "no-such-file", "Cargo.toml", SOUND]);
    let lines = lines(&output);
    let statuses: Vec<_> = lines.iter().map(status).collect();
    assert_eq!(statuses, [("no-such-file", "unreadable"), ("Cargo.toml", "unreadable"), (SOUND, "passed")]);
    let codes: Vec<_> = lines.iter().map(|line| line["reason"]["code"].as_str()).collect();
    assert_eq!(codes, [Some("not_found"), Some("not_a_report"), None]);
}

#[test]
fn a_line_of_json_is_the_library_s_result_with_its_file() {
    let page = std::fs::read(Path::new(ROOT).join(MISTAKES)).unwrap();
    let options = gouji::Options { file_name: Some("mistakes.html".to_owned()), ..gouji::Options::default() };
    let outcome = gouji::check(gouji::Input::Bytes(&page), &options);
    let expected = gouji::output::json::to_json(&outcome, gouji::Language::Chinese);
    let printed = text(&gouji(&["check", "--format", "json", MISTAKES]).stdout);
    assert_eq!(printed.replacen(&format!("\"file\":\"{MISTAKES}\","), "", 1).trim_end(), expected);
}

#[test]
fn standard_input_is_a_file_like_any_other() {
    let page = std::fs::read(Path::new(ROOT).join(SOUND)).unwrap();
    let output = with_input(&["check", "--format", "json", "-"], &page);
    assert_eq!(lines(&output).iter().map(status).collect::<Vec<_>>(), [("-", "passed")]);
    let nothing = with_input(&["check", "--format", "json", "-"], b"");
    assert_eq!(lines(&nothing)[0]["reason"]["code"], "empty");
    assert_eq!(nothing.status.code(), Some(2));
}

#[test]
fn the_reader_is_chosen_by_the_content_and_not_by_the_name() {
    let folder = folder("misnamed");
    let misnamed = folder.join("报告.txt");
    std::fs::copy(Path::new(ROOT).join(SOUND), &misnamed).unwrap();
    assert_eq!(gouji(&["check", misnamed.to_str().unwrap()]).status.code(), Some(0));
}

#[test]
fn a_folder_is_the_files_in_it_without_hidden_ones_and_those_beside_a_saved_page() {
    let folder = folder("folder");
    let source = Path::new(ROOT).join(SOUND);
    std::fs::create_dir_all(folder.join("下属单位")).unwrap();
    std::fs::create_dir_all(folder.join("年报_files")).unwrap();
    for file in ["年报.html", "下属单位/年报.html", ".hidden.html", "年报_files/style.css"] {
        std::fs::copy(&source, folder.join(file)).unwrap();
    }
    let output = gouji(&["check", "--format", "json", folder.to_str().unwrap()]);
    let files: Vec<String> = lines(&output).iter().map(|line| line["file"].as_str().unwrap().to_owned()).collect();
    let expected = ["下属单位/年报.html", "年报.html"].map(|file| folder.join(file).display().to_string());
    assert_eq!(files, expected);
}

#[test]
fn a_folder_without_files_is_no_success() {
    let output = gouji(&["check", "--format", "json", folder("nothing").to_str().unwrap()]);
    assert_eq!(lines(&output)[0]["reason"]["code"], "no_files");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_unknown_format_or_edition_is_refused_with_those_there_are() {
    for (arguments, names) in [
        (["check", "--format", "pdf", SOUND].as_slice(), ["text", "json", "sarif", "junit"].as_slice()),
        (&["form", "2014"], &["2019", "2021"]),
        (&["rules", "--format", "yaml"], &["json", "markdown"]),
    ] {
        let output = gouji(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(output.stdout, b"");
        let message = text(&output.stderr);
        assert!(names.iter().all(|name| message.contains(name)), "{message}");
    }
}

#[test]
fn the_report_year_can_be_given() {
    let output = gouji(&["check", "--format", "json", "--year", "2020", SOUND]);
    let line = &lines(&output)[0];
    assert_eq!(line["year"], 2020);
    assert!(line["findings"].as_array().unwrap().iter().any(|finding| finding["rule"] == "edition.year"));
}

#[test]
fn a_year_before_that_cannot_be_read_is_said_and_the_report_still_checked() {
    let output = gouji(&["check", "--format", "json", "--previous", "no-such-file", SOUND]);
    assert_eq!(
        lines(&output).iter().map(status).collect::<Vec<_>>(),
        [("no-such-file", "unreadable"), (SOUND, "passed")]
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn settings_change_what_counts_and_wrong_ones_are_refused() {
    let folder = folder("settings");
    let settings = |name: &str, text: &str| {
        std::fs::write(folder.join(name), text).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    };
    let off = settings("off.toml", "[rules]\n\"applications.row_total\" = \"off\"\n");
    let output = gouji(&["check", "--format", "json", "--settings", &off, MISTAKES]);
    let rules: Vec<String> =
        lines(&output)[0]["findings"].as_array().unwrap().iter().map(|f| f["rule"].to_string()).collect();
    assert!(rules.iter().any(|rule| rule.contains("applications.")), "{rules:?}");
    assert!(!rules.iter().any(|rule| rule.contains("applications.row_total")), "{rules:?}");

    let misspelt = settings("misspelt.toml", "[rules]\n\"applications.row_totl\" = \"off\"\n");
    let output = gouji(&["check", "--settings", &misspelt, MISTAKES]);
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), b"".as_slice()));
    assert!(text(&output.stderr).contains("applications.row_totl"));
}

#[test]
fn what_went_wrong_is_said_once_with_the_relations_that_it_explains_beneath() {
    let output = text(&gouji(&["check", MISTAKES]).stdout);
    let place = |part: &str| output.find(part).unwrap_or_else(|| panic!("{part} is missing in\n{output}"));
    let slip = place("第三项（二）部分公开“自然人”列应为 3，现为 8");
    let relation = place("第三项（二）部分公开的总计为 3，六类申请人之和为 8 + 0 + 0 + 0 + 0 + 0 = 8，相差 5");
    assert!(slip < relation && relation < place("cell.blank"));
    // The row of the table, the wrong cell marked, the sum of the parts, the difference.
    let row = output.lines().find(|line| line.contains("第三项（二）部分公开 ") && line.ends_with('5')).unwrap();
    let figures: Vec<&str> = row.split_whitespace().skip(1).collect();
    assert_eq!(figures, ["[8→3]", "0", "0", "0", "0", "0", "3", "8", "5"]);
}

#[test]
fn there_is_no_colour_where_nobody_would_see_it() {
    assert!(!text(&gouji(&["check", MISTAKES]).stdout).contains('\u{1b}'));
}

#[test]
fn a_document_cannot_steer_the_terminal() {
    let page = std::fs::read_to_string(Path::new(ROOT).join(MISTAKES)).unwrap();
    let page = page.replace("386件", "386\u{1b}]0;x\u{7}件").replace("××", "××\u{1b}[2J");
    let mut child = command(&["check", "-"]);
    child.env("CLICOLOR_FORCE", "1").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = child.spawn().unwrap();
    child.stdin.take().unwrap().write_all(page.as_bytes()).unwrap();
    let output = text(&child.wait_with_output().unwrap().stdout);
    // Styles end in `m`; nothing else may follow an escape.
    for sequence in output.split('\u{1b}').skip(1) {
        let style = sequence.strip_prefix('[').and_then(|rest| rest.split_once('m')).map(|(style, _)| style);
        assert!(style.is_some_and(|style| style.chars().all(|c| c.is_ascii_digit() || c == ';')), "{sequence:?}");
    }
    assert!(!output.contains('\u{7}'));
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    let folder = folder("many");
    for number in 0..200 {
        std::fs::copy(Path::new(ROOT).join(MISTAKES), folder.join(format!("{number}.html"))).unwrap();
    }
    let mut child = command(&["check", folder.to_str().unwrap()]);
    let mut child = child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn rules_are_listed_for_programs() {
    let rules: Vec<Value> = serde_json::from_slice(&gouji(&["rules", "--format", "json"]).stdout).unwrap();
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(ids, gouji::rules::rules().map(|rule| rule.id).collect::<Vec<_>>());
    for rule in &rules {
        for key in ["severity", "title", "about", "basis"] {
            assert!(rule[key].as_str().is_some_and(|text| !text.is_empty()), "{} {key}", rule["id"]);
        }
        assert!(rule["examples"]["fails"].is_string() && rule["examples"]["holds"].is_string());
    }
}

#[test]
fn a_fix_is_shown_and_nothing_is_written_unless_a_new_file_is_named() {
    assert_eq!(gouji(&["fix", MISTAKES]).status.code(), Some(2));
    let shown = gouji(&["fix", MISTAKES, "--dry-run"]);
    let table = text(&shown.stdout);
    let line = table.lines().find(|line| line.starts_with("applications/3.2/natural_person")).unwrap();
    let parts = ["8", "3", "第三项（二）部分公开“自然人”列"];
    assert_eq!(line.split_whitespace().skip(1).take(3).collect::<Vec<_>>(), parts);
    assert_eq!(shown.status.code(), Some(0));

    let existing = folder("fix-existing").join("there.html");
    std::fs::write(&existing, "mine").unwrap();
    let refused = gouji(&["fix", MISTAKES, "--output", existing.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&existing).unwrap(), "mine");
    assert!(text(&refused.stderr).contains("已经有这个文件"));

    let word = folder("fix-word").join("fixed.docx");
    assert_eq!(gouji(&["fix", MISTAKES, "--output", word.to_str().unwrap()]).status.code(), Some(2));
    assert!(!word.exists());
}

#[test]
fn a_fix_that_is_one_of_several_says_so_and_lists_the_others() {
    let report = folder("fix-tie").join("tie.json");
    let row = r#"{"edition":"2021","year":2023,"tables":{"review":{"edition":"2021","rows":{"reconsideration":[1,0,0,0,3]}}}}"#;
    std::fs::write(&report, row).unwrap();
    let shown = gouji(&["fix", "--dry-run", report.to_str().unwrap()]);
    let table = text(&shown.stdout);
    assert!(table.starts_with("最可能是："), "{table}");
    assert_eq!(table.lines().filter(|line| line.starts_with("或者：")).count(), 4, "{table}");
}

#[test]
fn a_fixed_page_is_the_same_page_but_for_the_corrected_cells() {
    let fixed = folder("fix-html").join("fixed.html");
    assert_eq!(gouji(&["fix", MISTAKES, "--output", fixed.to_str().unwrap()]).status.code(), Some(0));
    let before = std::fs::read_to_string(Path::new(ROOT).join(MISTAKES)).unwrap();
    let after = std::fs::read_to_string(&fixed).unwrap();
    let changed: Vec<_> = before.lines().zip(after.lines()).filter(|(before, after)| before != after).collect();
    assert_eq!((before.lines().count(), changed.len()), (after.lines().count(), 1));
    assert_eq!(changed[0].0.replacen("<td>8</td>", "<td>3</td>", 1), changed[0].1);
    let output = gouji(&["check", "--format", "json", fixed.to_str().unwrap()]);
    assert_eq!(lines(&output)[0]["relations"]["failed"], 0);
}

#[test]
fn a_report_that_is_no_page_is_fixed_as_json() {
    let folder = folder("fix-json");
    let (page, tables) = (folder.join("fixed.html"), folder.join("fixed.json"));
    let report = "tests/fixtures/one-slip.md";
    assert_eq!(gouji(&["fix", report, "--output", page.to_str().unwrap()]).status.code(), Some(2));
    assert!(!page.exists());
    assert_eq!(gouji(&["fix", report, "--output", tables.to_str().unwrap()]).status.code(), Some(0));
    let fixed: Value = serde_json::from_slice(&std::fs::read(&tables).unwrap()).unwrap();
    assert_eq!(fixed["tables"]["applications"]["rows"]["3.2"][0], 3);
    assert_eq!(fixed["relations"]["failed"], 0);
}
