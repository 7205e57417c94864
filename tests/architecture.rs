//! What may never depend on what: the table of ARCHITECTURE.md, read from the
//! source.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// For each module of the core the modules that it must not name, tests aside. What
/// readers may not know the compiler holds: they are a crate of their own.
const NEVER: [(&str, &[&str]); 7] = [
    ("forms", &["document", "recognition", "report", "rules", "repair", "finding", "messages", "output", "outcome"]),
    ("recognition", &["rules", "repair", "finding", "messages", "output", "outcome"]),
    ("report", &["recognition", "rules", "repair", "finding", "messages", "output", "outcome"]),
    ("rules", &["document", "recognition", "messages", "output", "outcome"]),
    ("repair", &["document", "recognition", "messages", "output", "outcome"]),
    ("finding", &["document", "recognition", "rules", "repair", "messages", "output", "outcome"]),
    ("messages", &["document", "recognition", "output", "outcome"]),
];

/// The crates that readers may use: all of them know less than a report.
const BENEATH_READERS: [&str; 1] = ["gouji-kernel"];

/// All that the library brings along: nothing of arguments, terminals and processes.
const OF_LIBRARY: [&str; 9] = [
    "anstyle",
    "gouji-document",
    "gouji-kernel",
    "rust_xlsxwriter",
    "serde",
    "serde_json",
    "sha2",
    "unicode-width",
    "zip",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file beneath a folder with one of these endings.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = paths
        .flat_map(|path| if path.is_dir() { files(&path, endings) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| endings.contains(&ending.to_str().unwrap())))
        .collect();
    found.sort();
    found
}

/// The code of a file without its comments and without the items that only
/// tests see.
fn code(path: &Path) -> String {
    let mut code = String::new();
    let mut in_tests = false;
    for line in std::fs::read_to_string(path).unwrap().lines() {
        in_tests |= line == "#[cfg(test)]";
        if !in_tests && !line.trim_start().starts_with("//") {
            code.push_str(line);
            code.push('\n');
        }
        // An item at the margin ends with a brace or a semicolon there.
        let ends = line == "}" || (!line.starts_with([' ', '#']) && line.ends_with(';'));
        in_tests &= !ends;
    }
    code
}

/// The modules of this crate that the code names: `crate::forms`, and the parts
/// of `use crate::{forms, report}`.
fn named(code: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut named = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            None => named.extend([word(after)]),
            Some(group) => {
                let mut depth = 0;
                let mut part = String::new();
                for character in group.chars() {
                    match character {
                        '}' if depth == 0 => break,
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' if depth == 0 => named.extend([word(std::mem::take(&mut part).trim())]),
                        _ if depth == 0 => part.push(character),
                        _ => {}
                    }
                }
                named.extend([word(part.trim())]);
            }
        }
    }
    named.remove("");
    named
}

/// The modules that the code names, also by what the front door re-exports of them:
/// `crate::Outcome` is `outcome`, `crate::check` the whole of it.
fn reached(code: &str) -> BTreeSet<String> {
    let door = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let exported: Vec<(String, BTreeSet<String>)> = door
        .split("pub use ")
        .skip(1)
        .filter_map(|rest| rest.split_once(';')?.0.split_once("::"))
        .map(|(module, names)| (module.to_owned(), names.split(['{', '}', ',', ' ']).map(str::to_owned).collect()))
        .collect();
    let mut reached = BTreeSet::new();
    for name in named(code) {
        let module = exported.iter().find(|(_, names)| names.contains(&name)).map(|(module, _)| module.clone());
        let is_of_door = door.contains(&format!("fn {name}("));
        reached.insert(module.unwrap_or(if is_of_door { "outcome".into() } else { name }));
    }
    reached
}

/// The files of a module, a folder or one file, those of its tests aside.
fn module(name: &str) -> Vec<PathBuf> {
    let mut files = files(&root().join("src").join(name), &["rs"]);
    files.extend([root().join(format!("src/{name}.rs"))].into_iter().filter(|path| path.exists()));
    files.retain(|path| !path.ends_with("tests.rs") && !path.ends_with("samples.rs"));
    files
}

#[test]
fn no_module_names_what_it_must_not_know() {
    for (name, never) in NEVER {
        for path in module(name) {
            let reached = reached(&code(&path));
            for forbidden in never {
                assert!(
                    !reached.contains(*forbidden),
                    "{} uses {forbidden}",
                    path.strip_prefix(root()).unwrap().display()
                );
            }
        }
    }
}

#[test]
fn readers_depend_on_nothing_that_knows_a_report() {
    for (crate_, allowed) in [("document", &BENEATH_READERS[..]), ("kernel", &[])] {
        let manifest = std::fs::read_to_string(root().join(format!("src/{crate_}/Cargo.toml"))).unwrap();
        let own = manifest.lines().filter(|line| line.starts_with("gouji")).filter_map(|line| line.split(' ').next());
        assert_eq!(own.collect::<Vec<_>>(), allowed, "{crate_}");
    }
}

/// The names in a manifest's tables of dependencies, those of builds and tests aside.
fn dependencies(manifest: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut is_brought = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_brought = line == "[dependencies]" || (line.starts_with("[target.") && line.ends_with(".dependencies]"));
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| is_brought) {
            names.insert(name);
        }
    }
    names
}

#[test]
fn the_library_brings_nothing_of_the_command_line() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert_eq!(dependencies(&manifest).into_iter().collect::<Vec<_>>(), OF_LIBRARY);
}

#[test]
fn every_test_of_the_command_line_is_run() {
    let manifest = std::fs::read_to_string(root().join("src/bin/gouji/Cargo.toml")).unwrap();
    for path in files(&root().join("tests/command_line"), &["rs"]) {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(manifest.contains(&format!("/tests/command_line/{name}\"")), "src/bin/gouji/Cargo.toml lacks {name}");
    }
}

#[test]
fn the_scan_sees_through_the_front_door() {
    let reached = reached("use crate::{Outcome, Reason};\nlet answer = crate::check(input, options);");
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), ["outcome", "reason"]);
}

#[test]
fn the_scan_sees_every_way_to_name_a_module() {
    let code = "use crate::forms::&str;\nuse crate::{\n  report::{Number, Value},\n  rules,\n};\nlet a = crate::messages::basis();";
    assert_eq!(named(code).into_iter().collect::<Vec<_>>(), ["forms", "messages", "report", "rules"]);
    for name in ["document", "forms", "recognition", "report", "rules", "finding", "messages"] {
        assert!(!module(name).is_empty(), "src/{name} is gone: the table of this test is stale");
    }
}

/// What makes answers of a report, and the files of it that need the characters as
/// they stand: one counts them, one writes the report itself anew.
const OUTPUTS: [&str; 6] = ["finding", "messages", "output", "region", "bin", "wasm"];
const VERBATIM: [&str; 2] = ["src/output/utf16.rs", "src/output/files/content.rs"];

#[test]
fn outputs_take_of_a_document_only_what_may_be_shown() {
    let mut used = BTreeSet::new();
    for path in OUTPUTS.into_iter().flat_map(module) {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        if code(&path).contains("verbatim()") || code(&path).contains("Verbatim::verbatim") {
            used.insert(name);
        }
    }
    assert_eq!(used.into_iter().collect::<Vec<_>>(), {
        let mut known = VERBATIM;
        known.sort_unstable();
        known
    });
}

#[test]
fn only_the_boundary_knows_javascript() {
    for path in files(&root().join("src"), &["rs"]) {
        let is_boundary = path.starts_with(root().join("src/wasm"));
        let code = code(&path);
        for name in ["wasm_bindgen", "js_sys", "web_sys", "serde_wasm_bindgen"] {
            assert!(
                is_boundary || !code.contains(name),
                "{} uses {name}",
                path.strip_prefix(root()).unwrap().display()
            );
        }
    }
}

#[test]
fn no_code_is_written_for_one_edition() {
    for path in
        ["document", "recognition", "report", "rules", "repair", "finding", "output"].into_iter().flat_map(module)
    {
        for edition in gouji::forms::editions() {
            let literal = format!("\"{}\"", edition.id);
            assert!(!code(&path).contains(&literal), "{} names the edition {literal}", path.display());
        }
    }
}

#[test]
fn the_element_lives_without_the_page() {
    for path in files(&root().join("www/element"), &["ts"]) {
        let source = std::fs::read_to_string(&path).unwrap();
        let imports = source.lines().filter(|line| line.contains("import") || line.contains("from "));
        for line in imports {
            assert!(!line.contains("/page/"), "{}: {line}", path.strip_prefix(root()).unwrap().display());
        }
    }
}

/// What stands between backticks in a text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_maps_name_files_and_names_that_are_there() {
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        let mut paths = 0;
        for line in text.lines().filter(|line| line.starts_with('|') || line.starts_with("- ")) {
            let is_path = |name: &&str| {
                ["src/", "www/", "tests/", "docs/", "scripts/"].iter().any(|start| name.starts_with(start))
            };
            let is_pattern = |name: &str| name.contains(['*', '<', '…', ' ']) || name.contains("NAME");
            for name in quoted(line).filter(is_path).filter(|name| !is_pattern(name)) {
                assert!(root().join(name).exists(), "{page} names {name}, which is gone: {line}");
                paths += 1;
            }
            // `MOST_BYTES` in `src/document/lib.rs`
            let names: Vec<&str> = quoted(line).collect();
            for pair in line.split("` in `").zip(names.windows(2)).filter(|_| line.contains("` in `")) {
                let [name, path] = pair.1 else { continue };
                if line.contains(&format!("`{name}` in `{path}`")) && root().join(path).is_file() {
                    let code = std::fs::read_to_string(root().join(path)).unwrap();
                    assert!(code.contains(name), "{page}: {path} has no {name}");
                }
            }
        }
        assert!(paths > 4, "{page} names {paths} files");
    }
}
