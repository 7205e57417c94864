//! The labelled evaluation set: narratives in which every claim is marked.
//!
//! `{!review 行政复议9件}` is a claim that the rule `text.review` must find;
//! `{=review 行政复议7件}` is one that it must leave alone. Marks may stand
//! inside each other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use super::narrative::Frame;
use gouji::report::Report;
use gouji::{Options, rules};
use std::collections::BTreeMap;
use std::ops::Range;

/// The rules that are evaluated, without their `text.`.
pub const RULES: [&str; 9] = [
    "applications",
    "review",
    "disclosure",
    "breakdown",
    "percent",
    "conflict",
    "enumeration",
    "number_missing",
    "repeated",
];

const FRAMES: &str = include_str!("narratives/frames.txt");
const NARRATIVES: [&str; 9] = [
    include_str!("narratives/county.txt"),
    include_str!("narratives/office.txt"),
    include_str!("narratives/town.txt"),
    include_str!("narratives/city.txt"),
    include_str!("narratives/earlier.txt"),
    include_str!("narratives/more.txt"),
    include_str!("narratives/later.txt"),
    include_str!("narratives/unseen.txt"),
    include_str!("narratives/fresh.txt"),
];

/// A narrative with its marks.
pub struct Labelled {
    /// The report that it stands in.
    pub report: Report,
    /// Its marks, as bytes of the report's text.
    pub marks: Vec<Mark>,
}

/// A marked claim.
pub struct Mark {
    /// Its rule, without `text.`.
    pub rule: &'static str,
    /// Whether the rule must find it.
    pub is_wrong: bool,
    /// Where it stands.
    pub span: Range<usize>,
}

/// What a rule got right and wrong.
#[derive(Default, Clone, Copy)]
pub struct Score {
    /// Marked claims, right ones included.
    pub claims: usize,
    /// Wrong claims that were found.
    pub found: usize,
    /// Wrong claims that were not.
    pub missed: usize,
    /// Findings where there is nothing wrong.
    pub false_alarms: usize,
}

impl Score {
    /// Share of the findings that are right.
    pub fn precision(&self) -> f64 {
        share(self.found, self.found + self.false_alarms)
    }

    /// Share of the wrong claims that are found.
    pub fn recall(&self) -> f64 {
        share(self.found, self.found + self.missed)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Every narrative of the set.
pub fn narratives() -> Vec<Labelled> {
    let frames: BTreeMap<&str, Frame> =
        blocks(FRAMES).into_iter().map(|(name, lines)| (name, Frame::of(lines))).collect();
    NARRATIVES
        .iter()
        .flat_map(|source| blocks(source))
        .map(|(name, lines)| labelled(frames.get(name).unwrap_or_else(|| panic!("no frame {name}")), &lines))
        .collect()
}

/// `[name]` and the lines beneath it.
fn blocks(source: &str) -> Vec<(&str, Vec<&str>)> {
    let mut blocks: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => blocks.push((name, Vec::new())),
            None => blocks.last_mut().expect("a name before the lines").1.push(line),
        }
    }
    blocks
}

fn labelled(frame: &Frame, lines: &[&str]) -> Labelled {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), Vec::new());
    let source = lines.join("\n") + "\n";
    let mut rest = source.as_str();
    while let Some(char) = rest.chars().next() {
        rest = &rest[char.len_utf8()..];
        match char {
            '{' => {
                let (label, tail) = rest.split_once(' ').expect("a rule behind {");
                let (verdict, name) = label.split_at(1);
                let rule = RULES.into_iter().find(|rule| *rule == name).unwrap_or_else(|| panic!("no rule {name}"));
                open.push((rule, verdict == "!", text.len()));
                rest = tail;
            }
            '}' => {
                let (rule, is_wrong, start) = open.pop().expect("an open mark");
                marks.push(Mark { rule, is_wrong, span: start..text.len() });
            }
            _ => text.push(char),
        }
    }
    assert!(open.is_empty(), "a mark is not closed: {source}");
    Labelled { report: frame.with(&text), marks }
}

/// Scores every rule over the set; `tell` is told of each miss and false alarm.
pub fn evaluate(mut tell: impl FnMut(&str)) -> BTreeMap<&'static str, Score> {
    let mut scores: BTreeMap<&'static str, Score> = RULES.iter().map(|&rule| (rule, Score::default())).collect();
    for Labelled { report, marks } in narratives() {
        let findings = rules::check(&report, &Options::default());
        for rule in RULES {
            let score = scores.get_mut(rule).expect("a rule");
            let own: Vec<_> = marks.iter().filter(|mark| mark.rule == rule).collect();
            let found: Vec<_> = findings
                .iter()
                .filter(|finding| finding.rule.strip_prefix("text.") == Some(rule))
                .filter_map(|finding| Some((finding, finding.span.clone()?)))
                .collect();
            score.claims += own.len();
            for mark in own.iter().filter(|mark| mark.is_wrong) {
                if found.iter().any(|(_, span)| overlap(span, &mark.span)) {
                    score.found += 1;
                } else {
                    score.missed += 1;
                    tell(&format!("missed {rule}: {}", &report.text.verbatim()[mark.span.clone()]));
                }
            }
            for (finding, span) in &found {
                if !own.iter().any(|mark| mark.is_wrong && overlap(span, &mark.span)) {
                    score.false_alarms += 1;
                    let message = gouji::messages::message(finding, gouji::Language::Chinese);
                    tell(&format!("false alarm {rule}: {message}"));
                }
            }
        }
    }
    scores
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The scores as a Markdown table.
pub fn table(scores: &BTreeMap<&'static str, Score>) -> String {
    let mut all = Score::default();
    let mut lines = String::from(
        "| rule | claims | wrong | found | false alarms | precision | recall |\n|---|---|---|---|---|---|---|\n",
    );
    for rule in RULES {
        let score = scores[rule];
        all.claims += score.claims;
        all.found += score.found;
        all.missed += score.missed;
        all.false_alarms += score.false_alarms;
        lines.push_str(&line(&format!("`text.{rule}`"), &score));
    }
    lines.push_str(&line("all", &all));
    lines
}

fn line(name: &str, score: &Score) -> String {
    format!(
        "| {name} | {} | {} | {} | {} | {:.1} % | {:.1} % |\n",
        score.claims,
        score.found + score.missed,
        score.found,
        score.false_alarms,
        100.0 * score.precision(),
        100.0 * score.recall()
    )
}
