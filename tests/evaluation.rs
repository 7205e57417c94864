//! The text rules over the labelled set: an editor who is wrongly accused
//! twice stops reading, so precision comes first.

#[path = "evaluation/labelled.rs"]
mod labelled;
#[path = "evaluation/narrative.rs"]
mod narrative;

#[test]
fn the_text_rules_are_precise_and_see_most() {
    let mut told = String::new();
    let scores = labelled::evaluate(|line| told.push_str(&format!("{line}\n")));
    let found: usize = scores.values().map(|score| score.found).sum();
    let false_alarms: usize = scores.values().map(|score| score.false_alarms).sum();
    assert!(found >= 50 * false_alarms, "precision below 98 %\n{told}");
    for (rule, score) in scores {
        assert!(score.recall() >= 0.9, "recall of {rule} is {}\n{told}", score.recall());
    }
}

#[test]
fn the_set_is_large_enough() {
    let narratives = labelled::narratives();
    let claims: usize = narratives.iter().map(|labelled| labelled.marks.len()).sum();
    assert!(narratives.len() >= 60 && claims >= 300, "{} narratives, {claims} claims", narratives.len());
}

#[test]
fn the_documentation_holds_these_figures() {
    let documentation = include_str!("../docs/evaluation.md");
    let mut told = String::new();
    let table = labelled::table(&labelled::evaluate(|line| told.push_str(&format!("{line}\n"))));
    assert!(documentation.contains(&table), "docs/evaluation.md should hold\n{table}\n{told}");
}
