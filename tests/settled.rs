//! What sentences of many styles say of the tables: `tests/evaluation/settled*.txt`.
//! As it stands none of them is accused; each figure that they settle is noticed
//! once it is another.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice, clippy::unwrap_used)]

#[path = "evaluation/narrative.rs"]
mod narrative;

use gouji::Options;
use gouji::finding::{Finding, Severity};
use gouji::messages;
use gouji::report::Report;
use gouji::rules;
use narrative::Frame;

const SENTENCES: [&str; 7] = [
    include_str!("evaluation/settled.txt"),
    include_str!("evaluation/settled-everyday.txt"),
    include_str!("evaluation/settled-2019.txt"),
    include_str!("evaluation/settled-second.txt"),
    include_str!("evaluation/settled-beside.txt"),
    include_str!("evaluation/settled-third.txt"),
    include_str!("evaluation/settled-fourth.txt"),
];
/// What a changed figure is more than the right one.
const MORE: f64 = 113.0;

fn told(report: &Report) -> Vec<(Finding, String)> {
    let findings = rules::check(report, &Options::default()).into_iter();
    let families = ["applications", "review", "disclosure", "breakdown", "percent", "conflict"];
    let own = findings.filter(|finding| {
        let family = finding.rule.strip_prefix("text.");
        finding.severity <= Severity::Warning && family.is_some_and(|family| families.contains(&family))
    });
    own.map(|finding| {
        let message = messages::message(&finding, gouji::Language::Chinese);
        (finding, message)
    })
    .collect()
}

/// The sentence without braces, and with each figure in braces changed in turn.
fn variants(sentence: &str) -> (String, Vec<(String, String)>) {
    let plain = |text: &str| text.replace(['{', '}'], "");
    let mut changed = Vec::new();
    for (open, _) in sentence.match_indices('{') {
        let close = open + sentence[open..].find('}').expect("a closing brace");
        let figure: f64 = sentence[open + 1..close].parse().expect("a figure");
        let other = format!("{}", ((figure + MORE) * 10.0).round() / 10.0);
        changed.push((plain(&format!("{}{other}{}", &sentence[..open], &sentence[close + 1..])), other));
    }
    (plain(sentence), changed)
}

#[test]
fn sentences_are_held_against_the_tables_where_they_settle_what_they_count() {
    let failures: String = SENTENCES.iter().map(|sentences| failures(sentences)).collect();
    assert!(failures.is_empty(), "{failures}");
}

/// What is wrong with the sentences of a file, one line each.
fn failures(sentences: &str) -> String {
    let lines = || sentences.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let directives: Vec<&str> = lines().filter_map(|line| line.strip_prefix("@ ")).collect();
    let empty: Vec<String> = directives.iter().map(|directive| emptied(directive)).collect();
    let (filled, empty) = (Frame::of(directives.iter().copied()), Frame::of(empty.iter().map(String::as_str)));
    let mut failures = String::new();
    for line in lines().filter(|line| !line.starts_with('@')) {
        let (sentence, rules) = line.split_once('|').unwrap_or((line, ""));
        let (plain, changed) = variants(sentence);
        let frame = if rules.is_empty() { &filled } else { &empty };
        for (_, message) in told(&frame.with(&plain)) {
            failures.push_str(&format!("{plain}\n    accused: {message}\n"));
        }
        for (text, figure) in changed {
            if !told(&filled.with(&text)).iter().any(|(_, message)| message.contains(&figure)) {
                failures.push_str(&format!("{text}\n    not noticed: {figure}\n"));
            }
        }
        for rule in rules.split(',').filter(|rule| !rule.is_empty()) {
            if !told(&filled.with(&plain)).iter().any(|(finding, _)| finding.rule == rule) {
                failures.push_str(&format!("{plain}\n    not noticed by {rule}\n"));
            }
        }
    }
    failures
}

/// A row of a table with 0 in place of its figures.
fn emptied(directive: &str) -> String {
    match directive.split_once(':') {
        Some((row, figures)) => {
            let zeros: Vec<&str> = figures.split_whitespace().map(|_| "0").collect();
            format!("{row}: {}", zeros.join(" "))
        }
        None => directive.to_owned(),
    }
}
