//! No output holds a number of a person, and none steers who reads it, whatever
//! the document says and whatever file is written.
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

use calamine::{Data, Reader, Xlsx};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The checkout.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");
const NUMBERS: [&str; 3] = ["11010519491231002X", "13800138000", "6222021234567890128"];
/// Sets the direction of reading, clears a terminal.
const STEERING: [char; 3] = ['\u{202e}', '\u{9b}', '\u{1b}'];
const SAMPLE: &str = "www/samples/mistakes.html";

fn gouji(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji")).args(arguments).current_dir(folder).output().unwrap()
}

/// A folder of two reports alike but for the body, full of numbers of persons
/// and of characters that steer.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let sample = std::fs::read_to_string(Path::new(ROOT).join(SAMPLE)).unwrap();
    let [identity, mobile, card] = NUMBERS;
    let sentence = format!(
        "<p>2019年，申请人{STEERING}张某（ID{identity}，手机{mobile}，补登2023{mobile}）的退费账户为{card}，请填写处理情况\u{ad}，\
         另有申请人身份证1101051949\u{ad}1231002X在册，办理过程和结果均已告知本人并留存回执备查，此后未再提出异议。</p>",
        STEERING = STEERING.iter().filter(|char| **char != '\u{1b}').collect::<String>(),
    );
    let with_numbers = sample.replacen("<h2>二、", &format!("{sentence}<h2>二、"), 1);
    let with_numbers =
        if with_numbers == sample { sample.replacen("<table", &(sentence + "<table"), 1) } else { with_numbers };
    let cell = with_numbers.replacen("386件", &format!("{identity}件"), 1);
    let cell = cell.replacen("六、其他需要报告的事项", &format!("六、其他需要报告的事项（经办人{mobile}）"), 1);
    assert!(cell.contains(&format!("（经办人{mobile}）")));
    std::fs::write(folder.join("a.html"), &cell).unwrap();
    std::fs::write(folder.join("b\u{202e}.html"), cell.replace("云岫区市场监督管理局", "云岫区农业农村局")).unwrap();
    std::fs::write(
        folder.join("waivers.toml"),
        "[[waivers]]\nrule = \"text.year\"\nfingerprint = \"0000000000000000\"\nreason = \"见身份证11010519491231002X\"\n",
    )
    .unwrap();
    folder
}

/// Fails where a text holds one of the numbers, or a character that steers.
fn assert_harmless(what: &str, text: &str) {
    let digits: String = text.chars().filter(|char| !matches!(char, '\u{ad}' | ' ')).collect();
    for number in NUMBERS {
        assert!(!digits.contains(number), "{what} holds {number}");
    }
    for char in STEERING.into_iter().filter(|char| *char != '\u{1b}') {
        assert!(!text.contains(char), "{what} holds {char:?}");
    }
}

#[test]
fn no_format_of_a_check_holds_a_number_of_a_person() {
    let folder = folder("privacy-check");
    for format in ["text", "json", "csv", "sarif", "html", "junit"] {
        for lang in ["zh", "en"] {
            let output =
                gouji(&["check", "--format", format, "--lang", lang, "--settings", "waivers.toml", "."], &folder);
            let text = String::from_utf8(output.stdout).unwrap();
            assert!(text.contains("privacy.id_number"), "{format}: {text}");
            assert_harmless(format, &text);
            assert_harmless("stderr", &String::from_utf8_lossy(&output.stderr));
        }
    }
}

#[test]
fn nothing_of_a_region_holds_a_number_of_a_person() {
    let folder = folder("privacy-region");
    for format in ["text", "json"] {
        let book = format!("{format}.xlsx");
        let output = gouji(
            &[
                "region",
                "a.html",
                "b\u{202e}.html",
                "--format",
                format,
                "--output",
                &book,
                "--entries",
                "entries.jsonl",
            ],
            &folder,
        );
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("similar") || text.contains("雷同") || text.contains("相似"), "{text}");
        assert_harmless(format, &text);
        let mut book: Xlsx<_> = calamine::open_workbook(folder.join(book)).unwrap();
        for (name, sheet) in book.worksheets() {
            for value in sheet.rows().flatten() {
                if let Data::String(text) = value {
                    assert_harmless(&name, text);
                }
            }
        }
    }
    let entries = std::fs::read_to_string(folder.join("entries.jsonl")).unwrap();
    assert_harmless("entries", &entries);
    // A version that did not mask yet has written them.
    let masked = "138******00";
    assert!(entries.contains(masked));
    std::fs::write(folder.join("entries.jsonl"), entries.replace(masked, NUMBERS[1])).unwrap();
    for format in ["text", "json"] {
        let output =
            gouji(&["region", "a.html", "b\u{202e}.html", "--format", format, "--entries", "entries.jsonl"], &folder);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(masked), "{text}");
        assert_harmless(format, &text);
    }
}

#[test]
fn reports_beside_the_one_that_is_checked_are_named_without_numbers() {
    let folder = folder("privacy-beside");
    let report = std::fs::read_to_string(folder.join("a.html")).unwrap();
    let named = report.replace("云岫区市场监督管理局", &format!("云岫区{}管理局", NUMBERS[1]));
    std::fs::write(folder.join("named.html"), named).unwrap();
    for option in ["--previous", "--unit"] {
        for format in ["text", "json", "csv", "sarif", "html", "junit"] {
            let output = gouji(&["check", "--format", format, option, "named.html", "a.html"], &folder);
            assert_harmless(&format!("{option} {format}"), &String::from_utf8(output.stdout).unwrap());
        }
    }
}

#[test]
fn a_file_that_holds_no_entries_is_not_written_on_to() {
    let folder = folder("privacy-entries");
    let before = std::fs::read(folder.join("a.html")).unwrap();
    let output = gouji(&["region", "b\u{202e}.html", "--entries", "a.html"], &folder);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("a.html"));
    assert_eq!(std::fs::read(folder.join("a.html")).unwrap(), before);
}
