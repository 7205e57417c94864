//! What the READMEs show is what the program prints. The samples in JavaScript
//! are run by `tests/package/readme.test.mjs`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The checkout.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");
const FIXTURE: &str = "tests/fixtures/one-slip.md";
const READMES: [(&str, &str); 2] = [("README.md", "zh"), ("README.en.md", "en")];

fn path(file: &str) -> PathBuf {
    Path::new(ROOT).join(file)
}

fn gouji(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let output = command.args(arguments).current_dir(ROOT).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The fenced blocks that stand below a marker of this kind.
fn samples(text: &str, kind: &str) -> Vec<String> {
    let marker = format!("<!-- sample: {kind} -->\n```");
    let block = |after: &str| {
        let (_, body) = after.split_once('\n').unwrap();
        body.split_once("\n```").unwrap().0.to_owned()
    };
    text.split(&marker).skip(1).map(block).collect()
}

/// A command line and what it prints, as the README shows them.
fn shown(command: &str) -> String {
    let arguments: Vec<&str> = command.strip_prefix("$ gouji ").unwrap().split_whitespace().collect();
    format!("{command}\n{}", gouji(&arguments)).trim_end().to_owned()
}

#[test]
fn the_commands_print_what_is_shown() {
    for (file, _) in READMES {
        let mut text = std::fs::read_to_string(path(file)).unwrap();
        let samples = samples(&text, "console");
        assert!(!samples.is_empty(), "{file}");
        for sample in samples {
            let printed = shown(sample.lines().next().unwrap());
            if std::env::var_os("GOUJI_UPDATE").is_some() {
                text = text.replace(&sample, &printed);
                std::fs::write(path(file), &text).unwrap();
            } else {
                assert_eq!(
                    sample, printed,
                    "{file} is stale; run `GOUJI_UPDATE=1 cargo test --test readme` and commit it"
                );
            }
        }
    }
}

/// Whether all that the sample says is so; what it leaves out may be anything.
fn is_part_of(sample: &Value, whole: &Value) -> bool {
    match (sample, whole) {
        (Value::Object(sample), Value::Object(whole)) => {
            sample.iter().all(|(key, value)| whole.get(key).is_some_and(|found| is_part_of(value, found)))
        }
        (Value::Array(sample), Value::Array(whole)) => {
            sample.iter().all(|value| whole.iter().any(|found| is_part_of(value, found)))
        }
        _ => sample == whole,
    }
}

#[test]
fn the_sample_result_is_part_of_a_real_one() {
    for (file, language) in READMES {
        let text = std::fs::read_to_string(path(file)).unwrap();
        let result: Value =
            serde_json::from_str(&gouji(&["check", "--format", "json", "--lang", language, FIXTURE])).unwrap();
        let samples = samples(&text, "json");
        assert_eq!(samples.len(), 1, "{file}");
        let sample: Value = serde_json::from_str(&samples[0]).unwrap();
        assert!(is_part_of(&sample, &result), "{file}: {sample:#}\nis not in {result:#}");
    }
}

#[test]
fn every_file_that_is_linked_is_there() {
    for file in ["README.md", "README.en.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/forms.md"] {
        let text = std::fs::read_to_string(path(file)).unwrap();
        let folder = path(file).parent().unwrap().to_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            assert!(link.contains("://") || link.is_empty() || folder.join(link).exists(), "{file} links to {link}");
        }
    }
}

#[test]
fn the_bounds_that_are_named_are_those_of_the_code() {
    let most_bytes = format!("{} MB", gouji::document::MOST_BYTES / 1024 / 1024);
    let most_integer = "9,007,199,254,740,991";
    assert_eq!(most_integer.replace(',', ""), gouji::report::MOST_INTEGER.to_string());
    for (file, _) in READMES {
        let text = std::fs::read_to_string(path(file)).unwrap();
        assert!(text.contains(&most_bytes) && text.contains(most_integer), "{file}");
    }
}
