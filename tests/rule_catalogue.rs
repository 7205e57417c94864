//! The catalogue of the docs is what the program says of its rules.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use gouji::Language;
use gouji::output::catalogue::rules_markdown;
use std::path::Path;

fn is_up_to_date(file: &str, language: Language) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(file);
    let generated = rules_markdown(language);
    if std::env::var_os("GOUJI_UPDATE").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == generated,
        "docs/{file} is stale; run `GOUJI_UPDATE=1 cargo test --test rule_catalogue` and commit it"
    );
}

#[test]
fn the_chinese_catalogue_is_up_to_date() {
    is_up_to_date("rules.md", Language::Chinese);
}

#[test]
fn the_english_catalogue_is_up_to_date() {
    is_up_to_date("rules.en.md", Language::English);
}
