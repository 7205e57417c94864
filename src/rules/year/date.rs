//! Years and dates in running text.

use crate::rules::Passage;
use std::ops::Range;

/// A year that the text names, and the date that it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The year, 1900 to 2099.
    pub year: u16,
    /// Month and day where they follow.
    pub month: Option<u32>,
    pub day: Option<u32>,
    /// The characters of the year: `2023年`.
    pub year_range: Range<usize>,
    /// The characters of the whole date: `2023年12月31日`.
    pub range: Range<usize>,
}

impl Mention {
    /// Whether it is a day of the calendar; a month or year alone is one if it
    /// may be.
    pub fn is_possible(&self) -> bool {
        let leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            None => return true,
            Some(2) if leap => 29,
            Some(2) => 28,
            Some(4 | 6 | 9 | 11) => 30,
            Some(1..=12) => 31,
            Some(_) => return false,
        };
        self.day.is_none_or(|day| (1..=days).contains(&day))
    }

    /// Whether it is this day of the year.
    pub fn is_day(&self, month: u32, day: u32) -> bool {
        self.month == Some(month) && self.day == Some(day)
    }
}

/// Every year named in a passage, in order.
pub fn mentions(passage: &Passage) -> Vec<Mention> {
    let years = passage.chars.iter().enumerate().filter(|(_, char)| **char == '年');
    years.filter_map(|(at, _)| mention(passage, at)).collect()
}

/// The mention whose 年 stands at an index.
fn mention(passage: &Passage, at: usize) -> Option<Mention> {
    let start = at.checked_sub(4)?;
    let digit = |index: usize| passage.char(index).and_then(digit_value);
    let year = (start..at).try_fold(0_u16, |year, index| Some(year * 10 + digit(index)?))?;
    let joined = start.checked_sub(1).and_then(digit).is_some();
    if joined || !(1900..2100).contains(&year) {
        return None;
    }
    let year_range = start..at + 1;
    let mut mention = Mention { year, month: None, day: None, year_range: year_range.clone(), range: year_range };
    if let Some((month, end)) = counted(passage, at + 1, '月') {
        mention.month = Some(month);
        mention.range.end = end;
        if let Some((day, end)) = counted(passage, end, '日') {
            mention.day = Some(day);
            mention.range.end = end;
        }
    }
    Some(mention)
}

/// A number of one or two digits before a unit, and where the unit ends.
pub fn counted(passage: &Passage, start: usize, unit: char) -> Option<(u32, usize)> {
    let digits = passage.digits(start);
    let value = passage.number(digits.clone()).filter(|_| (1..=2).contains(&digits.len()))?;
    (passage.char(digits.end) == Some(unit)).then_some((value, digits.end + 1))
}

/// A date written with signs, `2022.1.1` or `2022-01-01`, that starts at an
/// index.
pub fn signed(passage: &Passage, start: usize) -> Option<Mention> {
    let year_digits = passage.digits(start);
    let year = passage.number(year_digits.clone()).filter(|_| year_digits.len() == 4)?;
    let sign = passage.char(year_digits.end).filter(|char| matches!(char, '.' | '-' | '/'))?;
    let (month, month_end) = counted(passage, year_digits.end + 1, sign)?;
    let day_digits = passage.digits(month_end);
    let day = passage.number(day_digits.clone()).filter(|_| (1..=2).contains(&day_digits.len()))?;
    let year = u16::try_from(year).ok().filter(|year| (1900..2100).contains(year))?;
    let range = start..day_digits.end;
    Some(Mention { year, month: Some(month), day: Some(day), year_range: year_digits, range })
}

/// The value of a digit, also of a Chinese one and of what is taken for 〇.
pub(super) fn digit_value(char: char) -> Option<u16> {
    const CHINESE: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let ascii = char.to_digit(10).and_then(|digit| u16::try_from(digit).ok());
    let chinese = || CHINESE.iter().position(|&known| known == char).and_then(|digit| u16::try_from(digit).ok());
    ascii.or_else(chinese).or_else(|| matches!(char, '零' | '○' | '◯' | 'O' | 'o').then_some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u16, Option<u32>, Option<u32>, bool)> {
        let mentions = mentions(&Passage::of(text));
        mentions.iter().map(|it| (it.year, it.month, it.day, it.is_possible())).collect()
    }

    #[test]
    fn years_and_dates_are_read_in_every_spelling() {
        assert_eq!(read("自2023 年1月1日起"), [(2023, Some(1), Some(1), true)]);
        assert_eq!(read("二〇二三年"), [(2023, None, None, true)]);
        assert_eq!(read("二零二四年和２０２５年度"), [(2024, None, None, true), (2025, None, None, true)]);
        assert_eq!(
            read("2023年2月29日、2024年2月29日"),
            [(2023, Some(2), Some(29), false), (2024, Some(2), Some(29), true)]
        );
        assert_eq!(read("二O二三年和二○二四年"), [(2023, None, None, true), (2024, None, None, true)]);
        assert_eq!(read("2023年13月"), [(2023, Some(13), None, false)]);
        assert_eq!(read("全年、12023年、近三年、十四年"), []);
    }
}
