//! A sentence or a word that stands there twice.

use super::super::passage::Passage;
use super::{Rule, Text};
use crate::finding::{Finding, Severity};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

pub(super) const RULE: Rule = Rule { id: "text.repeated", severity: Severity::Info };

/// A sentence shorter than this may well stand there twice.
const SHORTEST_SENTENCE: usize = 14;
/// With more sentences than this twice, the page holds the report twice.
const MOST_SENTENCES: usize = 8;
/// A run of this many characters or more that follows itself is no word of the
/// language.
const LONG_RUN: std::ops::RangeInclusive<usize> = 3..=12;
/// Words of two characters that surely make no sense twice, and what may
/// follow the second one to make another word of it.
const WORDS: &[(&str, &str)] = &[
    ("信息", "化系安技资员"),
    ("进行", ""),
    ("工作", "人机要动规方制日流职"),
    ("及时", "性"),
    ("积极", "性"),
    ("不断", ""),
    ("加强", "型"),
    ("推进", "会"),
    ("落实", ""),
    ("情况", "说"),
    ("通过", "率"),
    ("以及", ""),
    ("问题", ""),
    ("开展", ""),
    ("完善", ""),
    ("提升", ""),
    ("我局", ""),
    ("我县", ""),
    ("我区", ""),
    ("我市", ""),
    ("我镇", ""),
    ("主动", ""),
    ("进一", ""),
    ("严格", ""),
    ("方面", ""),
    ("要求", ""),
    ("内容", ""),
    ("存在", ""),
    ("能够", ""),
    ("按照", ""),
    ("根据", ""),
    ("并且", ""),
    ("没有", ""),
    ("条例", ""),
    ("制度", "化建"),
    ("群众", ""),
    ("渠道", ""),
    ("时间", "表节"),
    ("年度", "报"),
    ("规定", ""),
    ("机制", "化"),
    ("组织", "者架"),
    ("部门", ""),
    ("更新", ""),
    ("发布", "会平"),
    ("强化", ""),
    ("提高", ""),
    ("优化", ""),
    ("健全", ""),
    ("建立", ""),
    ("确保", ""),
    ("做好", ""),
    ("认真", ""),
    ("全面", ""),
    ("持续", ""),
    ("有效", "性期"),
    ("切实", ""),
    ("深入", ""),
    ("网站", ""),
    ("平台", ""),
    ("栏目", ""),
    ("数据", "库"),
    ("文件", "夹"),
    ("政策", "性"),
];

pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Finding>) {
    sentences(text, findings);
    // What has no mark at all is a list or the head of a table.
    let is_running = |passage: &&Arc<Passage>| passage.chars.iter().any(|char| matches!(char, '。' | '，' | '；'));
    for passage in text.narratives.iter().map(|narrative| &narrative.passage).filter(is_running) {
        words(passage, findings);
    }
}

fn sentences(text: &Text<'_>, findings: &mut Vec<Finding>) {
    let mut first: HashMap<u64, (usize, Range<usize>)> = HashMap::new();
    let mut repeated = Vec::new();
    for (number, narrative) in text.narratives.iter().enumerate() {
        let passage = &narrative.passage;
        for range in sentence_ranges(passage) {
            let mut hasher = DefaultHasher::new();
            passage.chars.get(range.clone()).hash(&mut hasher);
            match first.get(&hasher.finish()) {
                Some((earlier, place)) if same(text, *earlier, place, passage, &range) => {
                    repeated.push((passage, range));
                }
                Some(_) => {}
                None => {
                    first.insert(hasher.finish(), (number, range));
                }
            }
        }
    }
    if repeated.len() > MOST_SENTENCES {
        return;
    }
    findings.extend(repeated.into_iter().map(|(passage, range)| {
        RULE.finding().param("words", shortened(&passage.text(range.clone()))).span(passage.bytes(range))
    }));
}

fn same(text: &Text<'_>, earlier: usize, place: &Range<usize>, passage: &Passage, range: &Range<usize>) -> bool {
    let before = text.narratives.get(earlier).and_then(|narrative| narrative.passage.chars.get(place.clone()));
    before == passage.chars.get(range.clone())
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
        match doubled(passage, at) {
            Some((length, variant)) => {
                let range = at..at + 2 * length;
                findings.push(
                    RULE.finding()
                        .variant(variant)
                        .param("words", passage.text(range.clone()))
                        .span(passage.bytes(range)),
                );
                at += 2 * length;
            }
            None => at += 1,
        }
    }
}

fn doubled(passage: &Passage, at: usize) -> Option<(usize, &'static str)> {
    let char = passage.char(at)?;
    if "，。；、：".contains(char) {
        // 。。。 stands for an ellipsis.
        let alone = passage.char(at + 1) == Some(char) && (char != '。' || passage.char(at + 2) != Some(char));
        let first = at.checked_sub(1).and_then(|before| passage.char(before)) != Some(char);
        return (alone && first).then_some((1, "mark"));
    }
    if char == '的' && passage.char(at + 1) == Some('的') {
        let target = at.checked_sub(1).and_then(|before| passage.char(before)) == Some('目');
        return (!target && passage.char(at + 2) != Some('士')).then_some((1, "word"));
    }
    let repeats = |length: usize| {
        let run = passage.chars.get(at..at + length)?;
        let next = passage.chars.get(at + length..at + 2 * length)?;
        (run == next && run.iter().all(|&char| is_han(char)) && !is_uniform(run)).then_some(length)
    };
    if let Some(length) = LONG_RUN.rev().find_map(repeats) {
        return Some((length, "word"));
    }
    repeats(2).filter(|_| is_senseless(passage, at)).map(|length| (length, "word"))
}

fn is_senseless(passage: &Passage, at: usize) -> bool {
    WORDS.iter().any(|(word, goes_on)| {
        passage.starts_with(at, word) && !passage.char(at + 4).is_some_and(|next| goes_on.contains(next))
    })
}

fn is_han(char: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&char)
}

/// One character over and over is a rule or a filler, not a word.
fn is_uniform(run: &[char]) -> bool {
    run.windows(2).all(|pair| pair.first() == pair.last())
}
