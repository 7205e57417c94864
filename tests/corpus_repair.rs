//! Slips of real published reports: each is told as one thing. The reports are
//! kept outside the repository; where they are absent the test says so and passes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr)]

use gouji::repair::SlipKind;
use gouji::{Input, Language, Options, messages};
use std::path::PathBuf;

const SLIPS: &[(&str, SlipKind)] = &[
    ("007_hongze_2023.pdf-layout.txt", SlipKind::TotalsLeftAtZero),
    ("024_pingtan_zrzy_2021.txt", SlipKind::Moved),
    ("035_pingtan_haitan_2022.txt", SlipKind::TotalsLeftAtZero),
    ("043_pingtan_nync_2023.html", SlipKind::Misplaced),
    ("044_pingtan_nync_2024.txt", SlipKind::TotalsLeftAtZero),
];

#[test]
fn a_slip_is_one_headline_that_explains_every_broken_relation() {
    let folder = std::env::var_os("GOUJI_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"), PathBuf::from);
    if !folder.join("expected.json").is_file() {
        eprintln!("skipped: no reports in {} (set GOUJI_CORPUS)", folder.display());
        return;
    }
    let mut wrong = Vec::new();
    for (file, kind) in SLIPS {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let options = Options { file_name: Some((*file).to_owned()), ..Options::default() };
        let outcome = gouji::check(Input::Bytes(&bytes), &options);
        let repair = outcome.repair.clone().unwrap_or_default();
        let slips: Vec<_> = repair.best.slips.iter().filter(|slip| slip.kind != SlipKind::Blank).collect();
        let kinds: Vec<SlipKind> = slips.iter().map(|slip| slip.kind).collect();
        let explained: usize = slips.iter().map(|slip| slip.explains.len()).sum();
        if !repair.proved || kinds != [*kind] || explained != outcome.relations.failed {
            let headline = messages::repair::headline(&repair, Language::Chinese);
            wrong.push(format!("{file}: {kinds:?}, {explained} of {} explained: {headline}", outcome.relations.failed));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
