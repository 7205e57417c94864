//! Writes the reports of invented regions into a folder, for trying things out
//! and for tests in other languages.
//!
//! `cargo run --example generate_region -- FOLDER [UNITS [REGIONS]] [sound] [FORMAT…]`:
//! so many units a region (200), so many regions (1), with one slip of every
//! kind unless `sound`, in these formats (html, md, txt, json, docx, xlsx, xls,
//! pdf; all). `planted.json` beside them says what is wrong.
#![allow(clippy::unwrap_used)]

#[path = "../tests/generated/mod.rs"]
mod generated;

use generated::{Format, region, write_into};
use std::path::PathBuf;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "generated".to_owned()));
    let words: Vec<String> = arguments.collect();
    let mut numbers = words.iter().filter_map(|word| word.parse().ok());
    let (units, regions) = (numbers.next().unwrap_or(200), numbers.next().unwrap_or(1));
    let slips = !words.contains(&"sound".to_owned());
    let is_asked = |format: &&Format| words.iter().any(|word| word == format.ending());
    let asked: Vec<Format> = Format::ALL.iter().filter(is_asked).copied().collect();
    let formats = if asked.is_empty() { &Format::ALL } else { asked.as_slice() };
    let mut planted = Vec::new();
    for at in 0..regions {
        let generated = region(at, units, slips, formats);
        write_into(&folder, &generated.files);
        planted.push(generated.planted);
    }
    std::fs::write(folder.join("planted.json"), serde_json::to_string_pretty(&planted).unwrap()).unwrap();
}
