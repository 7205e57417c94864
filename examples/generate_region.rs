//! Writes the reports of invented regions into a folder, for trying things out
//! and for tests in other languages.
//!
//! `cargo run --example generate_region -- FOLDER [UNITS [REGIONS [sound]]]`:
//! so many units a region (200), so many regions (1), with one slip of every
//! kind unless `sound`. `planted.json` beside them says what is wrong.
#![allow(clippy::unwrap_used)]

#[path = "../tests/generated/mod.rs"]
mod generated;

use generated::{Format, region, write_into};
use std::path::PathBuf;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "generated".to_owned()));
    let mut number = |otherwise| arguments.next().and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    let (units, regions) = (number(200), number(1));
    let slips = std::env::args().all(|argument| argument != "sound");
    let mut planted = Vec::new();
    for at in 0..regions {
        let generated = region(at, units, slips, &Format::ALL);
        write_into(&folder, &generated.files);
        planted.push(generated.planted);
    }
    std::fs::write(folder.join("planted.json"), serde_json::to_string_pretty(&planted).unwrap()).unwrap();
}
