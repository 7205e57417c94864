//! A sentence or a word that stands there twice.

mod lexicon;

use super::{Rule, Text};
use crate::finding::{Finding, Severity};
use crate::order;
use crate::rules::Passage;
use std::ops::Range;
use std::sync::Arc;

pub(super) const RULE: Rule = Rule { id: "text.repeated", severity: Severity::Warning };

/// A sentence shorter than this may well stand there twice.
const SHORTEST_SENTENCE: usize = 14;
/// With more sentences than this twice, the page holds the report twice.
const MOST_SENTENCES: usize = 8;
/// With more words and marks than this twice, no writer doubled them.
const MOST_DOUBLED: usize = 12;
/// A run of this many characters or more that follows itself is no word of the
/// language.
const LONG_RUN: std::ops::RangeInclusive<usize> = 3..=12;
/// How many characters are shown on either side of what is doubled.
const AROUND: usize = 4;

pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Finding>) {
    sentences(text, findings);
    // What has no mark at all is a list or the head of a table.
    let is_running = |passage: &&Arc<Passage>| passage.chars.iter().any(|char| matches!(char, '。' | '，' | '；'));
    let mut doubled = Vec::new();
    for passage in text.narratives.iter().map(|narrative| &narrative.passage).filter(is_running) {
        words(passage, &mut doubled);
    }
    // So many were doubled by a program: one that prints bold by drawing twice.
    if doubled.len() <= MOST_DOUBLED {
        findings.extend(doubled);
    }
}

fn sentences(text: &Text<'_>, findings: &mut Vec<Finding>) {
    let passages = text.narratives.iter().map(|narrative| narrative.passage.as_ref());
    let sentences =
        passages.flat_map(|passage| sentence_ranges(passage).into_iter().map(move |range| (passage, range)));
    let sentences: Vec<(&Passage, Range<usize>)> = sentences.collect();
    let written: Vec<_> = sentences.iter().map(|(passage, range)| passage.chars.get(range.clone())).collect();
    let firsts = order::firsts(&written).into_iter().enumerate();
    let again = firsts.filter(|(place, first)| place != first);
    let repeated: Vec<_> = again.filter_map(|(place, _)| sentences.get(place)).collect();
    if repeated.len() > MOST_SENTENCES {
        return;
    }
    // Said twice on purpose or by mistake: nobody but the writer knows.
    findings.extend(repeated.into_iter().map(|(passage, range)| {
        let words = shortened(&passage.text(range.clone()));
        Finding { severity: Severity::Info, ..RULE.finding().param("words", words).span(passage.bytes(range.clone())) }
    }));
}

/// The sentences that end in a full stop and are long enough to be told apart.
fn sentence_ranges(passage: &Passage) -> Vec<Range<usize>> {
    let (mut ranges, mut start) = (Vec::new(), 0);
    for (at, &char) in passage.chars.iter().enumerate() {
        if matches!(char, '。' | '！' | '？') {
            if at - start >= SHORTEST_SENTENCE {
                ranges.push(start..at);
            }
            start = at + 1;
        }
    }
    ranges
}

fn shortened(sentence: &str) -> String {
    let mut characters = sentence.chars();
    let start: String = characters.by_ref().take(24).collect();
    if characters.next().is_some() { format!("{start}…") } else { start }
}

/// Words and marks that follow themselves.
fn words(passage: &Passage, findings: &mut Vec<Finding>) {
    let mut at = 0;
    while at < passage.chars.len() {
        let Some(doubled) = doubled(passage, at) else {
            at += 1;
            continue;
        };
        let range = at..at + 2 * doubled.length;
        let severity = if doubled.is_sure { RULE.severity } else { Severity::Info };
        let finding = RULE
            .finding()
            .variant(doubled.variant)
            .param("words", passage.words(range.clone()))
            .param("word", passage.words(at..at + doubled.length))
            .param("around", passage.words(around(passage, &range)))
            .span(passage.bytes(range));
        findings.push(Finding { severity, ..finding });
        at += 2 * doubled.length;
    }
}

/// A few characters on either side, up to a mark.
fn around(passage: &Passage, range: &Range<usize>) -> Range<usize> {
    let is_word = |at: &usize| passage.char(*at).is_some_and(|char| char.is_alphanumeric());
    let before = (0..range.start).rev().take(AROUND).take_while(is_word).count();
    let after = (range.end..range.end + AROUND).take_while(is_word).count();
    range.start - before..range.end + after
}

/// What follows itself.
struct Doubled {
    length: usize,
    variant: &'static str,
    /// Whether it surely makes no sense twice.
    is_sure: bool,
}

fn doubled(passage: &Passage, at: usize) -> Option<Doubled> {
    let char = passage.char(at)?;
    if "，。；、：".contains(char) {
        // 。。。 stands for an ellipsis.
        let alone = passage.char(at + 1) == Some(char) && (char != '。' || passage.char(at + 2) != Some(char));
        let first = at.checked_sub(1).and_then(|before| passage.char(before)) != Some(char);
        return (alone && first).then_some(Doubled { length: 1, variant: "mark", is_sure: false });
    }
    let repeats = |length: usize| {
        let run = passage.chars.get(at..at + length)?;
        let next = passage.chars.get(at + length..at + 2 * length)?;
        (run == next && run.iter().all(|&char| is_han(char)) && !is_uniform(run)).then_some(length)
    };
    if let Some(length) = LONG_RUN.rev().find_map(repeats) {
        // 来源：青禾县水务局 ends a line, and the next one begins with the name.
        let is_apart = passage.bytes(at..at + length).end < passage.bytes(at + length..at + 2 * length).start;
        return (!is_apart).then_some(Doubled { length, variant: "word", is_sure: true });
    }
    let single = (passage.char(at + 1) == Some(char)).then_some(1);
    let length = single.or_else(|| repeats(2)).filter(|length| lexicon::makes_no_sense(passage, at, *length))?;
    Some(Doubled { length, variant: "word", is_sure: true })
}

fn is_han(char: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&char)
}

/// One character over and over is a rule or a filler, not a word.
fn is_uniform(run: &[char]) -> bool {
    run.windows(2).all(|pair| pair.first() == pair.last())
}

#[cfg(test)]
mod tests;
