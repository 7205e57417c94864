//! An announced number of items, and the items: 以下四方面：一是…二是….

use super::super::claims::numeral;
use super::super::passage::Passage;
use super::{Rule, Text};
use crate::finding::{Finding, Severity};
use crate::words::Words;
use std::ops::Range;

pub(super) const RULE: Rule = Rule { id: "text.enumeration", severity: Severity::Warning };

/// What items are announced as, after 四个 or 四.
const NOUNS: Words =
    Words("方面 问题 不足 举措 措施 工作 任务 重点 环节 短板 薄弱环节 突出问题 主要问题 情况 原因 改进措施 做法 点");
/// An announcement is followed by its items within this many characters.
const WIDEST_GAP: usize = 40;
/// Longest stretch between two items of one sentence.
const LONGEST_SENTENCE: usize = 400;

pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Finding>) {
    // A list may run over several paragraphs, so all passages are one stream.
    let mut list = List::default();
    for (number, narrative) in text.narratives.iter().enumerate() {
        let passage = &narrative.passage;
        for mark in marks(passage) {
            match mark {
                Mark::Item(ordinal, at) => findings.extend(list.item(passage, number, ordinal, at)),
                Mark::Announcement(announced, range) => {
                    findings.extend(list.close());
                    list = List::announced(announced, number, passage, range);
                }
            }
        }
    }
    findings.extend(list.close());
}

/// What matters of the text.
enum Mark {
    /// `一是`, with where it stands.
    Item(i64, usize),
    /// `以下四个方面`, and its characters.
    Announcement(i64, Range<usize>),
}

/// A list while it is read.
#[derive(Default)]
struct List {
    announced: Option<(i64, String, Range<usize>)>,
    /// Passage and character behind the announcement.
    announced_at: (usize, usize),
    items: i64,
    /// Passage and character of the last item.
    last: (usize, usize),
    /// Whether nothing can be said of it: a list began inside it, or a wrong
    /// number has been told already.
    is_silent: bool,
}

impl List {
    fn announced(count: i64, number: usize, passage: &Passage, range: Range<usize>) -> Self {
        let span = passage.bytes(range.clone());
        List {
            announced_at: (number, range.end),
            announced: Some((count, passage.words(range), span)),
            ..List::default()
        }
    }

    /// Takes the item `一是`, `二是` … at a place.
    fn item(&mut self, passage: &Passage, number: usize, ordinal: i64, at: usize) -> Option<Finding> {
        if ordinal == 1 {
            return self.first(passage, number, at);
        }
        let expected = self.items + 1;
        if self.items == 0 {
            return None;
        }
        let is_near = number - self.last.0 <= 1;
        self.last = (number, at);
        if ordinal == expected {
            self.items = ordinal;
            return None;
        }
        // 一是…三是: a number is left out or stands there twice.
        let variant = if ordinal == expected + 1 { "gap" } else { "twice" };
        let is_told = is_near && !self.is_silent && (variant == "gap" || ordinal == self.items);
        self.is_silent = true;
        self.items = self.items.max(ordinal);
        let span = passage.bytes(at..at + 2);
        is_told.then(|| RULE.finding().variant(variant).param("expected", expected).param("found", ordinal).span(span))
    }

    /// 一是 begins the announced list, another one, or one inside it.
    fn first(&mut self, passage: &Passage, number: usize, at: usize) -> Option<Finding> {
        let begins = self.items == 0
            && match number.checked_sub(self.announced_at.0) {
                Some(0) => at.saturating_sub(self.announced_at.1) <= WIDEST_GAP,
                Some(1) => at <= 2,
                _ => false,
            };
        if begins {
            (self.items, self.last) = (1, (number, at));
            return None;
        }
        // Inside one sentence the list before may go on behind this one.
        let is_inner = self.items > 0
            && self.last.0 == number
            && at - self.last.1 <= LONGEST_SENTENCE
            && !passage.text(self.last.1..at).contains('。');
        let closed = if is_inner { None } else { self.close() };
        *self = List { items: 1, last: (number, at), is_silent: is_inner, ..List::default() };
        closed
    }

    /// Ends the list and judges it.
    fn close(&mut self) -> Option<Finding> {
        let (count, words, span) = self.announced.take()?;
        let differs = self.items >= 2 && !self.is_silent && self.items != count;
        differs.then(|| {
            RULE.finding().param("announcement", words).param("announced", count).param("found", self.items).span(span)
        })
    }
}

fn marks(passage: &Passage) -> Vec<Mark> {
    let (mut marks, mut at) = (Vec::new(), 0);
    while at < passage.chars.len() {
        match mark(passage, at) {
            Some((mark, end)) => {
                marks.push(mark);
                at = end;
            }
            None => at += 1,
        }
    }
    marks
}

fn mark(passage: &Passage, at: usize) -> Option<(Mark, usize)> {
    let before = at.checked_sub(1).and_then(|before| passage.char(before));
    let (ordinal, end) = number(passage, at)?;
    // 其中一是, 做到一是 begin a list inside a clause; 之一是, 唯一是 begin none.
    let begins = if ordinal == 1 { "，。；：、（！？”中到括" } else { "，。；：、（！？”" };
    let starts_clause = before.is_none_or(|char| begins.contains(char));
    if passage.char(end) == Some('是') && starts_clause && ordinal <= 20 && !passage.starts_with(end, "是否") {
        return Some((Mark::Item(ordinal, at), end + 1));
    }
    let behind =
        if passage.char(end) == Some('个') || passage.char(end) == Some('大') || passage.char(end) == Some('项') {
            end + 1
        } else {
            end
        };
    let noun = NOUNS.iter().filter(|noun| passage.starts_with(behind, noun)).max_by_key(|noun| noun.len())?;
    let end = behind + noun.chars().count();
    let announces = passage.starts_with(at.saturating_sub(2), "以下")
        || passage.starts_with(at.saturating_sub(2), "下列")
        || passage.starts_with(at.saturating_sub(3), "以下")
        || leads_to_list(passage, end);
    (announces && (2..=20).contains(&ordinal)).then_some((Mark::Announcement(ordinal, at..end), end))
}

/// A whole number in either writing.
fn number(passage: &Passage, at: usize) -> Option<(i64, usize)> {
    let char = passage.char(at)?;
    let digit_before = at
        .checked_sub(1)
        .and_then(|before| passage.char(before))
        .is_some_and(|char| char.is_ascii_digit() || "第一二三四五六七八九十百".contains(char));
    if digit_before {
        return None;
    }
    if char.is_ascii_digit() {
        let (numeral, end) = numeral::numeral(passage, at)?;
        return Some((numeral.whole()?, end));
    }
    numeral::ordinal(passage, at)
}

/// Whether a list starts right behind: `：一是`, `，一是`.
fn leads_to_list(passage: &Passage, end: usize) -> bool {
    (end..end + 8).any(|at| {
        passage.char(at).is_some_and(|char| matches!(char, '：' | '，' | '。')) && passage.starts_with(at + 1, "一是")
    })
}
