//! What the rules on sections, years, figures and privacy say of the real
//! reports: every defect known to be there, and nothing else.

#![allow(missing_docs, clippy::panic, clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing)]

use gouji::finding::Severity;
use gouji::{Input, Options};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The rules that are looked at.
const RULES: &[&str] = &[
    "structure.section_",
    "edition.",
    "disclosure.",
    "privacy.",
    "text.year",
    "text.document_number",
    "text.residue",
    "text.parts",
    "text.section_empty",
];

/// What a reader finds in each file. The texts are abridged, so that some lack
/// a section.
const EXPECTED: &[(&str, &[&str])] = &[
    ("001_fuxin_eco_2020.txt", &["disclosure.decisions_summed"]),
    ("003_shuyang_ndrc_2023.html", &["structure.section_heading", "structure.section_missing", "text.section_empty"]),
    ("004_shuyang_county_2025.md", &["structure.section_missing"]),
    ("007_hongze_2023.pdf", &["edition.year"]),
    ("007_hongze_2023.pdf-layout.txt", &["edition.year"]),
    ("007_hongze_2023.pdf-raw.txt", &["edition.year"]),
    ("014_hangzhou_style_2025.html", &["structure.section_missing"]),
    ("035_pingtan_haitan_2022.txt", &["edition.year"]),
    ("041_pingtan_shs_2023.html", &["structure.section_heading"]),
    ("043_pingtan_nync_2023.html", &["structure.section_heading"]),
    ("044_pingtan_nync_2024.txt", &["disclosure.stock"]),
];

fn corpus() -> Option<PathBuf> {
    let path = std::env::var_os("GOUJI_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"), PathBuf::from);
    let found = path.join("expected.json").is_file();
    if !found {
        eprintln!("skipped: no corpus at {}", path.display());
    }
    found.then_some(path)
}

#[test]
fn every_known_defect_is_found_and_nothing_else_is_accused() {
    let Some(corpus) = corpus() else { return };
    let mut files: Vec<PathBuf> = std::fs::read_dir(&corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let reports = files.iter().filter(|file| {
        ["txt", "md", "html", "pdf"].iter().any(|kind| file.extension().is_some_and(|found| found == *kind))
    });
    let mut read = 0;
    for file in reports {
        let name = file.file_name().unwrap().to_str().unwrap();
        let outcome = gouji::check(Input::Bytes(&std::fs::read(file).unwrap()), &Options::default());
        if outcome.reason.is_some() {
            continue;
        }
        read += 1;
        let graver = outcome.findings.iter().filter(|finding| finding.severity != Severity::Info);
        let looked_at = graver.filter(|finding| RULES.iter().any(|rule| finding.rule.starts_with(rule)));
        let found: BTreeSet<&str> = looked_at.map(|finding| finding.rule).collect();
        let expected = EXPECTED.iter().find(|(expected, _)| *expected == name).map_or(&[][..], |(_, rules)| rules);
        assert_eq!(found, expected.iter().copied().collect(), "{name}");
    }
    assert!(read > 20, "{read}");
}
