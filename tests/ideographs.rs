//! The program's table of traditional characters has those of all its words.
//! `GOUJI_UPDATE=1 cargo test --test ideographs` writes it again.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const TABLE: &str = "src/kernel/ideograph/traditional.txt";

/// Characters that simplified texts have as well, with another meaning: 显著, 乾县.
const KEPT: [char; 3] = ['乾', '著', '袷'];

fn pairs(text: &str) -> BTreeMap<char, char> {
    let characters: Vec<char> = text.chars().filter(|character| !character.is_whitespace()).collect();
    characters.chunks(2).map(|pair| (pair[0], pair[1])).collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ["rs", "json", "html", "txt"].iter().any(|it| ending == *it)) {
            found.push(path);
        }
    }
}

/// The ideographs in files, the tables themselves aside.
fn ideographs(folders: &[&str]) -> BTreeSet<char> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    folders.iter().for_each(|folder| sources(&root.join(folder), &mut files));
    files.retain(|path| !path.to_string_lossy().contains("ideograph"));
    let texts = files.iter().map(|path| std::fs::read_to_string(path).unwrap());
    texts
        .flat_map(|text| text.chars().collect::<Vec<_>>())
        .filter(|it| ('\u{4e00}'..='\u{9fff}').contains(it))
        .collect()
}

#[test]
fn every_word_of_the_program_is_found_in_traditional_characters() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = pairs(&std::fs::read_to_string(root.join("tests/ideographs/opencc.txt")).unwrap());
    let of = |folders: &[&str]| -> BTreeMap<char, char> {
        let words = ideographs(folders);
        let pairs = all.iter().map(|(from, to)| (*from, *to));
        pairs.filter(|(from, to)| words.contains(to) && !KEPT.contains(from)).collect()
    };
    if std::env::var_os("GOUJI_UPDATE").is_some() {
        // Words of reports too, so that a new lexicon seldom needs another table.
        let pairs: Vec<String> = of(&["src", "www/samples"]).iter().map(|(from, to)| format!("{from}{to}")).collect();
        let lines: Vec<String> = pairs.chunks(20).map(|line| line.concat() + "\n").collect();
        std::fs::write(root.join(TABLE), lines.concat()).unwrap();
    }
    let table = pairs(&std::fs::read_to_string(root.join(TABLE)).unwrap());
    let needed = of(&["src/forms", "src/recognition", "src/rules"]);
    let missing: Vec<_> = needed.iter().filter(|(from, to)| table.get(from) != Some(to)).collect();
    assert!(missing.is_empty(), "GOUJI_UPDATE=1 cargo test --test ideographs; {missing:?}");
    let foreign: Vec<_> = table.iter().filter(|(from, to)| all.get(from) != Some(to)).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
}
