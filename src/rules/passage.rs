//! Running text as the rules read it: without white space, punctuation, digits
//! and ideographs in one form, each character knowing where it stood.

use crate::ideograph::simplified;
use crate::order;
use crate::report::{Report, read_by_rules};
use crate::words::Words;
use std::ops::Range;

/// A stretch of running text: one paragraph, or several lines of a paragraph
/// that was broken where the page ended.
#[derive(Debug, Default)]
pub struct Passage {
    /// The characters, normalised.
    pub chars: Vec<char>,
    /// Where each stood: bytes of the report's text.
    places: Vec<Range<usize>>,
    /// The traditional characters among them as they stood, by index.
    written: Vec<(usize, char)>,
    /// Whether it reads as a heading: short and without a full stop.
    pub is_heading: bool,
}

/// Lines shorter than this many characters were not broken by the page.
const SHORTEST_BROKEN_LINE: usize = 16;
/// A heading is at most this long.
const LONGEST_HEADING: usize = 30;

impl Passage {
    /// One passage of a text by itself.
    pub fn of(text: &str) -> Self {
        let mut passage = Passage::default();
        passage.push(text, 0);
        passage
    }

    /// Where it starts: bytes of the report's text.
    pub fn start(&self) -> usize {
        self.places.first().map_or(0, |place| place.start)
    }

    /// The sentences, as ranges of characters, closing mark included.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.split(0..self.chars.len(), |char| matches!(char, '。' | '；' | '！' | '？'))
    }

    /// The clauses within a range of characters, closing mark included.
    pub fn clauses_in(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        self.split(range, |char| matches!(char, '。' | '；' | '！' | '？' | '，' | '：'))
    }

    fn split(&self, range: Range<usize>, is_end: fn(char) -> bool) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut start = range.start;
        let characters = self.chars.get(range).unwrap_or_default();
        characters.split_inclusive(move |&char| is_end(char)).map(move |part| {
            let range = start..start + part.len();
            start = range.end;
            range
        })
    }

    /// Where a word first stands within a range of characters.
    pub fn find(&self, within: Range<usize>, word: &str) -> Option<usize> {
        let past = (within.end + 1).checked_sub(word.chars().count())?.min(self.chars.len());
        let first = word.chars().next()?;
        // Most places are ruled out by one character.
        let here = self.chars.get(within.start..past)?.iter();
        let mut places = (within.start..past).zip(here).filter(|(_, char)| **char == first);
        places.find_map(|(at, _)| self.starts_with(at, word).then_some(at))
    }

    /// Whether one of the words stands within a range of characters.
    pub fn has_any(&self, within: Range<usize>, words: Words) -> bool {
        words.iter().any(|word| self.find(within.clone(), word).is_some())
    }

    /// The first of the words that stands at an index.
    pub fn word_at(&self, index: usize, words: Words) -> Option<&'static str> {
        // Most places are ruled out by one character.
        if !words.0.contains(self.char(index)?) {
            return None;
        }
        words.iter().find(|word| self.starts_with(index, word))
    }

    /// The index behind it.
    pub fn behind(&self, index: usize, words: Words) -> Option<usize> {
        self.word_at(index, words).map(|word| index + word.chars().count())
    }

    /// Whether one of the words stands at an index.
    pub fn any_at(&self, index: usize, words: Words) -> bool {
        self.behind(index, words).is_some()
    }

    /// Whether the characters before an index end in one of the words.
    pub fn any_before(&self, index: usize, words: Words) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.char(before));
        before.is_some_and(|char| words.0.contains(char)) && words.iter().any(|word| self.ends_before(index, word))
    }

    /// Whether the characters before an index end in this word.
    pub fn ends_before(&self, index: usize, word: &str) -> bool {
        index.checked_sub(word.chars().count()).is_some_and(|start| self.starts_with(start, word))
    }

    /// The run of ASCII digits that starts at an index.
    pub fn digits(&self, index: usize) -> Range<usize> {
        let rest = self.chars.get(index..).unwrap_or_default();
        index..index + rest.iter().take_while(|char| char.is_ascii_digit()).count()
    }

    /// The number that the digits of a range write, `None` where it is none or
    /// too large.
    pub fn number(&self, range: Range<usize>) -> Option<u32> {
        self.chars
            .get(range)?
            .iter()
            .try_fold(0_u32, |number, char| number.checked_mul(10)?.checked_add(char.to_digit(10)?))
    }

    /// The character at an index.
    pub fn char(&self, index: usize) -> Option<char> {
        self.chars.get(index).copied()
    }

    /// The bytes of the report's text under a range of characters.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let start = self.places.get(range.start).map_or(0, |place| place.start);
        let last = range.end.checked_sub(1).and_then(|last| self.places.get(last));
        start..last.map_or(start, |place| place.end.max(start))
    }

    /// The normalised characters of a range as text.
    pub fn text(&self, range: Range<usize>) -> String {
        self.chars.get(range).unwrap_or_default().iter().collect()
    }

    /// The characters of a range to be shown: traditional ones as they stood.
    pub fn words(&self, range: Range<usize>) -> String {
        let mut chars = self.chars.get(range.clone()).unwrap_or_default().to_vec();
        let first = self.written.partition_point(|(at, _)| *at < range.start);
        for &(at, written) in self.written.iter().skip(first).take_while(|(at, _)| *at < range.end) {
            if let Some(char) = chars.get_mut(at - range.start) {
                *char = written;
            }
        }
        chars.into_iter().collect()
    }

    /// Whether these characters stand at an index.
    pub fn starts_with(&self, index: usize, word: &str) -> bool {
        let mut rest = self.chars.get(index..).unwrap_or_default().iter();
        word.chars().all(|char| rest.next() == Some(&char))
    }

    fn push(&mut self, text: &str, start: usize) {
        let mut previous = None;
        let plain = simplified(text);
        let mut characters = plain.char_indices().zip(text.chars()).peekable();
        while let Some(((at, char), written)) = characters.next() {
            let next = characters.peek().map(|&((_, next), _)| next);
            if !is_blank(char) {
                if written != char {
                    self.written.push((self.chars.len(), written));
                }
                self.chars.push(normal(char, previous, next));
                self.places.push(start + at..start + at + char.len_utf8());
                previous = Some(char);
            }
        }
    }

    /// Whether it reads as the title of a report: its end begins a new passage.
    fn is_title(&self) -> bool {
        let names_report = self.any_before(self.chars.len(), Words("报告 年报"));
        names_report && !self.chars.iter().any(|char| matches!(char, '，' | '。' | '、' | '：' | '；'))
    }

    fn ends_open(&self) -> bool {
        match self.chars.last() {
            Some('，' | '、' | '《' | '“' | '（') => true,
            Some('。' | '；' | '：' | '！' | '？' | '.') | None => false,
            Some(_) if self.is_title() => false,
            Some(_) => self.chars.len() >= SHORTEST_BROKEN_LINE,
        }
    }
}

/// The passages of a report's running text, in order.
pub fn passages(report: &Report) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let mut open_end = None;
    let mut headings: Vec<usize> = report.sections.iter().map(|section| section.heading_range.start).collect();
    order::sort(&mut headings);
    let is_heading = |start: usize| headings.binary_search(&start).is_ok();
    for range in read_by_rules(&report.paragraphs) {
        let text = report.text.verbatim().get(range.clone()).unwrap_or_default();
        let joined = open_end.is_some_and(|end: usize| {
            let between = report.text.verbatim().get(end..range.start);
            between.is_some_and(|between| between.chars().all(is_blank))
        }) && !is_heading(range.start)
            && !starts_item(text);
        match passages.last_mut().filter(|_| joined) {
            Some(last) => last.push(text, range.start),
            None => {
                let mut passage = Passage::default();
                passage.push(text, range.start);
                passages.push(passage);
            }
        }
        let open = passages.last().is_some_and(Passage::ends_open) && !is_heading(range.start);
        open_end = open.then_some(range.end);
    }
    for passage in &mut passages {
        passage.is_heading = passage.chars.len() <= LONGEST_HEADING
            && !passage.chars.iter().any(|char| matches!(char, '。' | '；' | '，'));
    }
    passages
}

/// Whether a line starts an item of its own: `（一）`, `一、`, `1.`.
fn starts_item(line: &str) -> bool {
    let mut characters = line.trim_start().chars();
    match characters.next() {
        Some('（' | '(') => characters.next().is_some_and(is_ordinal),
        Some(first) if is_ordinal(first) => {
            matches!(characters.find(|&char| !is_ordinal(char)), Some('、' | '.' | '．' | '是'))
        }
        _ => false,
    }
}

fn is_ordinal(char: char) -> bool {
    char.is_ascii_digit() || "一二三四五六七八九十".contains(char)
}

fn is_blank(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// One form for punctuation and digits. A comma between digits stays, so that
/// `1,234` is one number.
fn normal(char: char, previous: Option<char>, next: Option<char>) -> char {
    let digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit() || ('０'..='９').contains(&char));
    match char {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．' => {
            char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char)
        }
        ',' | '，' if char == ',' && digit(previous) && digit(next) => ',',
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '(' | '〔' | '[' | '【' | '［' => '（',
        ')' | '〕' | ']' | '】' | '］' => '）',
        '!' => '！',
        '?' => '？',
        '﹪' => '%',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(lines: &[&str]) -> Report {
        let mut report = Report::default();
        for line in lines {
            let start = report.text.len();
            report.text.push_str(line);
            report.paragraphs.push(start..report.text.len());
            report.text.push_str("\n");
        }
        report
    }

    #[test]
    fn a_passage_knows_where_its_characters_stood() {
        let report = report(&["共收到 １２ 件(其中网络 1,234 件)"]);
        let passage = &passages(&report)[0];
        assert_eq!(passage.text(0..passage.chars.len()), "共收到12件（其中网络1,234件）");
        assert_eq!(report.text.verbatim().get(passage.bytes(3..6)), Some("１２ 件"));
    }

    #[test]
    fn traditional_characters_are_read_as_simplified_and_shown_as_they_stood() {
        let passage = Passage::of("全年沒有收到政府資訊公開申請");
        let all = 0..passage.chars.len();
        assert_eq!(passage.find(all.clone(), "没有收到政府信息公开申请"), Some(2));
        assert_eq!(passage.words(all), "全年沒有收到政府資訊公開申請");
        assert_eq!(passage.words(2..4), "沒有");
    }

    #[test]
    fn lines_broken_by_the_page_are_one_passage_and_items_are_not() {
        let broken = report(&["2023年，", "鸿川区人民政府全年共收到政府信息公开申", "请21件，均在法定期限答复。"]);
        assert_eq!(passages(&broken).len(), 1);
        let items = report(&["（二）依申请公开情况", "全年收到申请3件。", "（三）政府信息管理情况"]);
        assert_eq!(passages(&items).len(), 3);
        assert!(passages(&items)[0].is_heading);
    }
}
