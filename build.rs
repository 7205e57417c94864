//! Sentences and forms as the program holds them: without white space and, in a
//! build that does not print the catalogue of rules, without what only that says.

use serde_json::Value;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// What a rule says of itself in the catalogue alone.
const CATALOGUE: [&str; 2] = ["about", "examples"];

fn main() -> Result<(), Box<dyn Error>> {
    let whole = env::var_os("CARGO_FEATURE_CATALOGUE").is_some();
    for folder in ["messages", "forms"] {
        let (from, to) = (Path::new("src").join(folder), Path::new(&env::var("OUT_DIR")?).join(folder));
        println!("cargo::rerun-if-changed={}", from.display());
        fs::create_dir_all(&to)?;
        for entry in fs::read_dir(&from)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "json") {
                let mut value = serde_json::from_str(&fs::read_to_string(&path)?)?;
                if !whole {
                    shorten(&mut value);
                }
                fs::write(to.join(path.file_name().ok_or("a file without a name")?), value.to_string())?;
            }
        }
    }
    Ok(())
}

fn shorten(value: &mut Value) {
    let rules = value.get_mut("rules").and_then(Value::as_object_mut);
    for rule in rules.into_iter().flat_map(|rules| rules.values_mut()).filter_map(Value::as_object_mut) {
        for key in CATALOGUE {
            rule.remove(key);
        }
    }
}
