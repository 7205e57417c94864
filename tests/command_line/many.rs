//! Many inputs on the command line: archives, patterns, lists, one bad input
//! among good ones, and a run that somebody ends early.
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

use serde_json::Value;
use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use zip::write::SimpleFileOptions;

/// The checkout.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");

fn sound() -> Vec<u8> {
    std::fs::read(Path::new(ROOT).join("www/samples/sound.html")).unwrap()
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(arguments).current_dir(folder);
    command
}

fn gouji(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

/// A folder of this test's own with these files.
fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (file, bytes) in files {
        std::fs::create_dir_all(folder.join(file).parent().unwrap()).unwrap();
        std::fs::write(folder.join(file), bytes).unwrap();
    }
    folder
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Each line's file, and its status or the code of its reason.
fn lines(output: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8(output.to_vec()).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'));
    let line = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        let code = line["reason"]["code"].as_str().or(line["status"].as_str()).unwrap();
        (line["file"].as_str().unwrap().to_owned(), code.to_owned())
    };
    text.lines().map(line).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(file, code)| ((*file).to_owned(), (*code).to_owned())).collect()
}

#[test]
fn an_archive_is_a_folder_whatever_its_files_are_called() {
    let page = sound();
    let files: [(&str, &[u8]); 5] = [
        ("乙局.html", &page),
        ("../../甲局.html", &page),
        ("__MACOSX/._乙局.html", b"x"),
        ("年报_files/style.css", b"x"),
        (".隐藏.html", b"x"),
    ];
    let outside = Path::new(env!("CARGO_TARGET_TMPDIR")).join("甲局.html");
    let folder = folder(
        "archive",
        &[("年报.zip", &archive(&files)), ("坏.zip", b"PK\x03\x04nothing"), ("空.zip", &archive(&[]))],
    );
    let output = gouji(&folder, &["check", "--format", "json", "年报.zip", "空.zip"]);
    let expected = [("年报.zip/乙局.html", "passed"), ("年报.zip/甲局.html", "passed"), ("空.zip", "no_files")];
    assert_eq!(lines(&output.stdout), pairs(&expected));
    assert!(!outside.exists(), "nothing is written");
    let broken = gouji(&folder, &["check", "--format", "json", "坏.zip"]);
    assert_eq!((lines(&broken.stdout).len(), broken.status.code()), (1, Some(2)));
    // A file in an archive can be named as the answer names it.
    let one = gouji(&folder, &["check", "--format", "json", "年报.zip/甲局.html", "年报.zip/丙局.html"]);
    let expected = [("年报.zip/甲局.html", "passed"), ("年报.zip/丙局.html", "not_in_archive")];
    assert_eq!(lines(&one.stdout), pairs(&expected));
}

#[test]
fn an_archive_in_which_files_share_their_bytes_is_told_and_not_unpacked() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("0.html", SimpleFileOptions::default()).unwrap();
    writer.write_all(&sound()).unwrap();
    (1..1_000).for_each(|copy| writer.shallow_copy_file("0.html", &format!("{copy}.html")).unwrap());
    let folder = folder("shared", &[("年报.zip", &writer.finish().unwrap().into_inner()), ("乙局.html", &sound())]);
    let output = gouji(&folder, &["check", "--format", "json", "年报.zip", "乙局.html"]);
    assert_eq!(lines(&output.stdout), pairs(&[("年报.zip", "damaged"), ("乙局.html", "passed")]));
}

#[test]
fn a_pattern_that_the_shell_left_alone_is_expanded_in_order() {
    let page = sound();
    let folder =
        folder("pattern", &[("b/2.html", &page), ("a/1.html", &page), ("a/[3].html", &page), ("a/4.txt", b"x")]);
    let output = gouji(&folder, &["check", "--format", "json", "*/*.html", "a/[3].html", "none-*"]);
    let expected = [
        ("a/1.html", "passed"),
        ("a/[3].html", "passed"),
        ("b/2.html", "passed"),
        ("a/[3].html", "passed"),
        ("none-*", "no_match"),
    ];
    assert_eq!(lines(&output.stdout), pairs(&expected));
}

#[test]
fn what_failed_can_be_tried_again_and_lists_are_read_from_a_file() {
    let page = sound();
    let folder =
        folder("retry", &[("good.html", &page), ("list.txt", "\u{feff}good.html\n\n late.html \n".as_bytes())]);
    let first = gouji(&folder, &["check", "--format", "json", "--files-from", "list.txt"]);
    assert_eq!(lines(&first.stdout), pairs(&[("good.html", "passed"), ("late.html", "not_found")]));
    std::fs::write(folder.join("run.jsonl"), &first.stdout).unwrap();
    std::fs::write(folder.join("late.html"), &page).unwrap();
    let again = gouji(&folder, &["check", "--format", "json", "--retry", "run.jsonl"]);
    assert_eq!(lines(&again.stdout), pairs(&[("late.html", "passed")]));
    assert_eq!(again.status.code(), Some(0));
}

#[test]
fn the_order_of_the_answers_is_that_of_the_inputs_whatever_the_workers() {
    let page = sound();
    let large: Vec<u8> = [page.as_slice(), &b"<p>x</p>".repeat(20_000)].concat();
    let names: Vec<String> = (0..24).map(|number| format!("{number:02}.html")).collect();
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), if at % 5 == 0 { large.as_slice() } else { page.as_slice() }))
        .collect();
    let folder = folder("order", &files);
    let output = |jobs: &str| gouji(&folder, &["check", "--format", "json", "--jobs", jobs, "."]).stdout;
    let one = output("1");
    assert_eq!(lines(&one).len(), names.len());
    for jobs in ["2", "5", "16"] {
        assert!(output(jobs) == one, "{jobs} workers");
    }
}

#[cfg(unix)]
#[test]
fn one_bad_input_stops_nothing_and_a_run_that_is_ended_leaves_whole_lines() {
    let page = sound();
    let names: Vec<String> = (0..400).map(|number| format!("{number:03}.html")).collect();
    let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), page.as_slice())).collect();
    files.push(("001.bin", b"\x00\x01\x02"));
    let folder = folder("ended", &files);
    let mut child = command(&folder, &["check", "--format", "json", "."]).stdout(Stdio::piped()).spawn().unwrap();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut output = Vec::new();
    for _ in 0..3 {
        reader.read_until(b'\n', &mut output).unwrap();
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    reader.read_to_end(&mut output).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let lines = lines(&output);
    assert!((3..400).contains(&lines.len()), "{} lines", lines.len());
    assert_eq!((lines[1].0.as_str(), lines[1].1.as_str()), ("./001.bin", "not_a_report"));
}

#[test]
fn a_region_that_was_left_off_goes_on_where_it_was() {
    let page = sound();
    let folder = folder("kept", &[("a.html", &page), ("b.html", b"nothing")]);
    let run = || gouji(&folder, &["region", "a.html", "b.html", "--entries", "kept.jsonl", "--format", "json"]);
    let totals = |output: &Output| serde_json::from_slice::<Value>(&output.stdout).unwrap()["totals"].clone();
    assert_eq!(totals(&run())["unreadable"], 1);
    // What was read is not read again; what failed is.
    std::fs::write(folder.join("a.html"), b"").unwrap();
    std::fs::write(folder.join("b.html"), &page).unwrap();
    let again = run();
    assert_eq!((totals(&again)["files"].clone(), totals(&again)["unreadable"].clone()), (2.into(), 0.into()));
    let kept = std::fs::read_to_string(folder.join("kept.jsonl")).unwrap();
    assert_eq!(kept.lines().count(), 3);
}

#[test]
fn a_run_over_many_files_ends_with_counts_by_rule_year_and_edition() {
    let page = sound();
    let slip = String::from_utf8(page.clone()).unwrap().replacen("<td>25</td>", "<td>26</td>", 1).into_bytes();
    let earlier = String::from_utf8(page.clone()).unwrap().replace("2023", "2021").into_bytes();
    let folder = folder("counted", &[("a.html", &page), ("b.html", &slip), ("c.html", &earlier), ("d.html", b"x")]);
    let output = gouji(&folder, &["check", "."]);
    let text = String::from_utf8(output.stdout).unwrap();
    let section = |heading: &str| -> Vec<String> {
        let lines = text.lines().skip_while(|line| *line != heading).skip(1);
        lines.take_while(|line| !line.is_empty()).map(|line| line.trim().to_owned()).collect()
    };
    let years = ["2021 年  1 份：有错误 0 份", "2023 年  2 份：有错误 1 份"];
    for (line, expected) in section("按年度").iter().zip(years) {
        assert!(line.starts_with(expected), "{line}");
    }
    assert_eq!(section("按年度").len(), 2, "what could not be checked has no year");
    assert_eq!(section("按格式").len(), 1);
    let errors: Vec<String> = section("按规则").into_iter().filter(|line| line.starts_with("错误")).collect();
    let json = gouji(&folder, &["check", "--format", "json", "."]);
    let mut rules = std::collections::BTreeMap::new();
    for line in String::from_utf8(json.stdout).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        for finding in line["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] == "error") {
            *rules.entry(finding["rule"].as_str().unwrap().to_owned()).or_insert(0) += 1;
        }
    }
    assert!(!rules.is_empty());
    assert_eq!(errors.len(), rules.len(), "{errors:?}");
    for (rule, count) in rules {
        assert!(errors.iter().any(|line| line.contains(&rule) && line.contains(&format!("{count} 处"))), "{errors:?}");
    }
    assert_eq!(text.lines().last().unwrap(), "共 4 份：通过 2 份，有错误或提醒 1 份，未能核对 1 份");
    let one = gouji(&folder, &["check", "a.html"]);
    assert!(!String::from_utf8(one.stdout).unwrap().contains("按年度"), "of one report there is nothing to count");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_takes_all_memory_ends_no_other() {
    let document = "<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>".repeat(400_000);
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{document}</w:body></w:document>"
    );
    let large = archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())]);
    let sound = sound();
    let folder = folder("memory", &[("1.html", &sound), ("2.docx", &large), ("3.docx", &large), ("4.html", &sound)]);
    let run = command(&folder, &["check", "--format", "json", "."]).env("GOUJI_MEMORY", "8").output().unwrap();
    assert_eq!(
        lines(&run.stdout),
        pairs(&[
            ("./1.html", "passed"),
            ("./2.docx", "reader_ended"),
            ("./3.docx", "reader_ended"),
            ("./4.html", "passed")
        ])
    );
    let run = command(&folder, &["region", "--format", "json", "."]).env("GOUJI_MEMORY", "8").output().unwrap();
    let region: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!((&region["totals"]["passed"], &region["totals"]["unreadable"]), (&2.into(), &2.into()));
}

#[cfg(unix)]
#[test]
fn a_pipe_that_nobody_writes_to_is_told_and_not_waited_for() {
    let folder = folder("pipe", &[("a.html", &sound())]);
    assert!(Command::new("mkfifo").arg(folder.join("b.html")).status().unwrap().success());
    let run = gouji(&folder, &["check", "--format", "json", "a.html", "b.html"]);
    assert_eq!(lines(&run.stdout), pairs(&[("a.html", "passed"), ("b.html", "no_file")]));
    let run = gouji(&folder, &["region", "--list", "/dev/zero", "a.html"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("/dev/zero"));
    for arguments in [
        ["region", "--list", "b.html"],
        ["region", "--entries", "b.html"],
        ["check", "--settings", "b.html"],
        ["check", "--settings", "/dev/zero"],
        ["check", "--files-from", "b.html"],
    ] {
        let run = gouji(&folder, &[&arguments[..], &["a.html"]].concat());
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&run.stderr).contains(arguments[2]), "{arguments:?}");
    }
}
