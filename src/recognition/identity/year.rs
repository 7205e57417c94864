//! Years: in a title, in a file's name, of the period, of the text.

use super::squeeze;
use crate::document::Document;
use crate::order;
use std::ops::Range;

/// The years that a report can be for.
const YEARS: std::ops::RangeInclusive<u16> = 2008..=2099;

/// A year in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub value: u16,
    /// Its digits, 年 and 度, as bytes.
    range: Range<usize>,
}

impl Year {
    /// The first year before 年, in digits of any kind, else the first four
    /// digits by themselves.
    pub fn find(text: &str) -> Option<Year> {
        let named = text.match_indices('年').find_map(|(at, _)| {
            let (value, start) = four_digits_before(text.get(..at)?)?;
            let rest = text.get(at + "年".len()..)?;
            let end = text.len() - rest.strip_prefix('度').unwrap_or(rest).len();
            Some(Year { value, range: start..end })
        });
        named.or_else(|| {
            let runs = text.split(|character: char| !character.is_ascii_digit());
            let mut years = runs.filter(|run| run.len() == 4).filter_map(|run| Some((run.parse().ok()?, run)));
            let (value, run) = years.find(|(year, _)| YEARS.contains(year))?;
            let start = text.find(run)?;
            Some(Year { value, range: start..start + run.len() })
        })
    }

    /// What stands before it in the text that it was found in.
    pub fn before<'t>(&self, text: &'t str) -> &'t str {
        text.get(..self.range.start).unwrap_or_default()
    }

    /// The text without it.
    pub fn cut_out_of(&self, text: &str) -> String {
        let before = text.get(..self.range.start).unwrap_or_default();
        let after = text.get(self.range.end..).unwrap_or_default();
        format!("{before}{after}")
    }
}

/// The year before 年.
pub fn before_nian(text: &str) -> Option<u16> {
    text.match_indices('年').find_map(|(at, _)| Some(four_digits_before(text.get(..at)?)?.0))
}

/// The year that the last four digits of a text write, and where they start.
fn four_digits_before(text: &str) -> Option<(u16, usize)> {
    let text = text.trim_end();
    let mut year = 0;
    let mut place = 1;
    let mut start = text.len();
    let mut characters = text.char_indices().rev();
    for _ in 0..4 {
        let (at, character) = characters.next()?;
        year += digit(character)? * place;
        place *= 10;
        start = at;
    }
    let longer = characters.next().is_some_and(|(_, character)| character.is_ascii_digit());
    (YEARS.contains(&year) && !longer).then_some((year, start))
}

/// The value of a digit of any kind.
pub fn digit(character: char) -> Option<u16> {
    let value = match character {
        '〇' | '○' | '◯' | '零' | 'O' | 'Ｏ' | 'o' | 'Ο' | 'ο' | 'О' | 'о' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '０'..='９' => u32::from(character) - u32::from('０'),
        _ => character.to_digit(10)?,
    };
    u16::try_from(value).ok()
}

/// The year of the statistics period: `自2023年1月1日起至2023年12月31日止`.
pub fn of_period(text: &str) -> Option<u16> {
    let text = squeeze(text.get(..text.len().min(100_000)).unwrap_or(text));
    let at = text.find("年1月1日")?;
    let (year, _) = four_digits_before(text.get(..at)?)?;
    text.get(at..)?.chars().take(40).collect::<String>().contains("12月31日").then_some(year)
}

/// The years that a text speaks of. A date (2024年1月17日) is when it was published, a
/// bracket holds a document number.
pub fn spoken_of(text: &str) -> impl Iterator<Item = u16> {
    text.match_indices('年').filter_map(|(at, _)| {
        let is_date = text.get(at..)?.chars().nth(1).is_some_and(|next| next.is_ascii_digit());
        text.get(..at).and_then(four_digits_before).filter(|_| !is_date).map(|(year, _)| year)
    })
}

/// The year that most sentences of the text speak of; the earlier one of two
/// that are named as often, because plans name the next year.
pub fn of_narrative(document: &Document) -> Option<u16> {
    let mut named: Vec<u16> = Vec::new();
    for paragraph in document.paragraphs() {
        named.extend(spoken_of(&squeeze(document.slice(&paragraph.range))));
    }
    order::sort(&mut named);
    let same = named.chunk_by(|one, other| one == other);
    // Of the most frequent ones the first.
    same.rev().max_by_key(|years| years.len())?.first().copied()
}
