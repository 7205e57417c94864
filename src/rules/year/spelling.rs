//! Years that are no years: 202020年, 20223年, 2203年, 223年.

use super::date::digit_value;
use crate::rules::Passage;
use crate::words::Words;
use std::ops::Range;

/// With more digits than this the run is something else: a telephone number.
const MOST_DIGITS: usize = 8;
/// What counts years, before or after a number of them.
const COUNTS_BEFORE: Words = Words("距今 历时 约 近 长达 达 第 有 元前 公元");
const COUNTS_AFTER: Words = Words("前 来 间 历史 以上 期");

/// The misspelt years of a passage, with 年.
pub(super) fn misspelt(passage: &Passage, year: u16) -> Vec<Range<usize>> {
    let ends = (0..passage.chars.len()).filter(|&at| passage.char(at) == Some('年'));
    ends.filter_map(|end| {
        let is_digit = |at: &usize| passage.char(*at).is_some_and(|char| digit_value(char).is_some());
        let start = (0..end).rev().take(MOST_DIGITS + 1).take_while(is_digit).last()?;
        let digits: Vec<u16> = (start..end).filter_map(|at| digit_value(passage.char(at)?)).collect();
        let counts = passage.any_before(start, COUNTS_BEFORE) || passage.any_at(end + 1, COUNTS_AFTER);
        (!counts && is_one_run(passage, start..end) && is_misspelt(&digits, year)).then_some(start..end + 1)
    })
    .collect()
}

/// Whether the digits stand together in the document: white space between them
/// would make two numbers of them.
fn is_one_run(passage: &Passage, range: Range<usize>) -> bool {
    let written: usize = passage.chars.get(range.clone()).unwrap_or_default().iter().map(|char| char.len_utf8()).sum();
    let ascii = range.clone().all(|at| passage.char(at).is_some_and(|char| char.is_ascii()));
    let before = range.start.checked_sub(1).and_then(|before| passage.char(before));
    // 0578-8888888 and 1.2023 end in digits as well.
    ascii
        && passage.bytes(range).len() == written
        && !before.is_some_and(|char| "-.,/+".contains(char) || char.is_ascii_alphanumeric())
}

/// Whether these digits before 年 were meant for a year near the report's: one
/// left out, two swapped, some typed twice.
fn is_misspelt(digits: &[u16], year: u16) -> bool {
    let right = [year / 1000, year / 100 % 10, year / 10 % 10, year % 10];
    match digits.len() {
        3 => (0..4).any(|left_out| {
            let left = right.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, digit)| digit);
            left.eq(digits)
        }),
        4 => {
            let value = digits.iter().fold(0, |value, digit| value * 10 + digit);
            let count = |digits: &[u16], digit: u16| digits.iter().filter(|other| **other == digit).count();
            !(1900..2100).contains(&value) && digits.iter().all(|&digit| count(digits, digit) == count(&right, digit))
        }
        // Every digit twice: drawn so, in bold, not typed so.
        8 if digits.chunks(2).all(|pair| pair.first() == pair.last()) => false,
        // 2021—2025年 whose dash was lost.
        8 if digits.get(..4) != digits.get(4..) && digits.get(4..).is_some_and(|half| half.starts_with(&[2, 0])) => {
            false
        }
        5..=MOST_DIGITS => digits.starts_with(&[2, 0]) || digits.starts_with(&[2, 2, 0]),
        _ => false,
    }
}
