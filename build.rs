//! Sentences and forms as the program holds them: without white space and, in a
//! build that does not print the catalogue of rules, without what only that says;
//! in one that writes nothing for people to keep, without the words of that.

use serde_json::Value;
use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// What a rule says of itself in the catalogue alone.
const CATALOGUE: [&str; 2] = ["about", "examples"];

/// What writes more than a result.
const WRITERS: [&str; 3] = ["REGION", "RENDER", "WRITE_FILES"];

/// The phrases that a result has as well.
const IN_RESULTS: [&str; 4] = ["position.", "severity.", "relation.", "form."];

/// What is said of forms that callers bring.
const OF_FORMS: [&str; 2] = ["relation.", "form."];

/// What is said of other reports, which only the whole module looks at.
const BESIDE: [&str; 3] = ["aggregate.", "carryover.", "similarity."];

/// Why a page has no report to check. The rest is said of text and files.
const OF_PAGES: [&str; 6] =
    ["retired_edition", "image_only", "empty", "not_a_report", "tables_missing", "tables_in_images"];

fn main() -> Result<(), Box<dyn Error>> {
    let whole = env::var_os("CARGO_FEATURE_CATALOGUE").is_some();
    let writes = WRITERS.iter().any(|feature| env::var_os(format!("CARGO_FEATURE_{feature}")).is_some());
    let has_companions = env::var_os("CARGO_FEATURE_WHOLE").is_some();
    companions(Path::new("src/forms/companions"), has_companions)?;
    for folder in ["messages", "forms"] {
        let (from, to) = (Path::new("src").join(folder), Path::new(&env::var("OUT_DIR")?).join(folder));
        println!("cargo::rerun-if-changed={}", from.display());
        fs::create_dir_all(&to)?;
        let mut editions = Vec::new();
        for entry in fs::read_dir(&from)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "json") {
                let mut value = serde_json::from_str(&fs::read_to_string(&path)?)?;
                if !whole {
                    shorten(&mut value);
                }
                if !writes && let Some(phrases) = value.get_mut("phrases").and_then(Value::as_object_mut) {
                    phrases.retain(|key, _| IN_RESULTS.iter().any(|start| key.starts_with(start)));
                }
                if env::var_os("CARGO_FEATURE_WHOLE").is_none() {
                    leave_to_the_whole(&mut value);
                }
                let name = path.file_name().ok_or("a file without a name")?;
                fs::write(to.join(name), value.to_string())?;
                if value.get("tables").is_some() {
                    let from = value.pointer("/years/from").and_then(Value::as_u64);
                    editions.push((from, name.to_string_lossy().into_owned()));
                }
            }
        }
        editions.sort();
        fs::write(to.join("editions.rs"), included(&editions))?;
    }
    Ok(())
}

/// Puts the files of the companions together as Rust: in a build that reads forms at run
/// time without white space, in every build their marks.
fn companions(from: &Path, are_there: bool) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", from.display());
    let mut paths: Vec<_> =
        fs::read_dir(from)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    let (mut texts, mut marks) = (String::new(), BTreeSet::new());
    for path in paths {
        let value: Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
        let own = value.get("marks").and_then(Value::as_array).into_iter().flatten();
        marks.extend(own.filter_map(Value::as_str).map(str::to_owned));
        if are_there {
            texts.push_str(&format!("{:?}, ", value.to_string()));
        }
    }
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("companions.rs"), format!("[{texts}]"))?;
    fs::write(Path::new(&out).join("companion_marks.rs"), format!("{:?}", marks.iter().collect::<Vec<_>>()))?;
    Ok(())
}

/// The texts of the editions' files, oldest first, as Rust: a file is an edition by being there.
fn included(editions: &[(Option<u64>, String)]) -> String {
    let texts = editions.iter().map(|(_, name)| format!("include_str!(\"{name}\"), "));
    format!("[{}]", texts.collect::<String>())
}

fn shorten(value: &mut Value) {
    let rules = value.get_mut("rules").and_then(Value::as_object_mut);
    for rule in rules.into_iter().flat_map(|rules| rules.values_mut()).filter_map(Value::as_object_mut) {
        for key in CATALOGUE {
            rule.remove(key);
        }
    }
}

/// Takes out the sentences that this build never says.
fn leave_to_the_whole(value: &mut Value) {
    if let Some(phrases) = value.get_mut("phrases").and_then(Value::as_object_mut) {
        phrases.retain(|key, _| !OF_FORMS.iter().any(|start| key.starts_with(start)));
    }
    if let Some(reasons) = value.get_mut("reasons").and_then(Value::as_object_mut) {
        reasons.retain(|code, _| OF_PAGES.contains(&code.as_str()));
    }
    for (id, rule) in value.get_mut("rules").and_then(Value::as_object_mut).into_iter().flatten() {
        if let Some(rule) = rule.as_object_mut()
            && BESIDE.iter().any(|start| id.starts_with(start))
        {
            rule.remove("messages");
        }
    }
}
