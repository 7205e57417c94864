//! Prints precision and recall of every text rule over the labelled set:
//! `cargo run --example evaluate`. With `--table` it prints the table that
//! docs/evaluation.md holds.

#[path = "../tests/evaluation/labelled.rs"]
mod labelled;
#[path = "../tests/evaluation/narrative.rs"]
mod narrative;

fn main() {
    let narratives = labelled::narratives();
    let claims: usize = narratives.iter().map(|labelled| labelled.marks.len()).sum();
    println!("{} narratives, {claims} claims\n", narratives.len());
    let scores = labelled::evaluate(|told| eprintln!("{told}"));
    print!("{}", labelled::table(&scores));
}
