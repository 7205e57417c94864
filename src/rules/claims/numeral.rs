//! Numbers as running text writes them: `12`, `１２`, `1,234`, `27.27`,
//! `1.2万`, `十二`, `两`, `一百零三`, with `约`, `余`, `以上` around them.

use super::super::passage::Passage;
use crate::words::Words;

/// Values are kept in millionths, so that money and percentages stay exact.
pub const ONE: i128 = 1_000_000;
/// More digits than any report needs; a longer run is an account or a telephone.
const MOST_DIGITS: usize = 15;

/// A number as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// Its value in millionths.
    pub millionths: i128,
    /// Half of its last place, where 万 says that it may be rounded.
    pub tolerance: i128,
    /// Digits after the point.
    pub decimals: u32,
    /// How exactly the words around it mean it.
    pub bound: Bound,
    /// Whether it is written in Chinese numerals.
    pub is_chinese: bool,
}

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Just this many.
    Exact,
    /// This many or more: `180余`, `超过180`.
    AtLeast,
    /// About this many: `约180`.
    About,
}

impl Numeral {
    /// Whether just this number is meant.
    pub fn is_exact(&self) -> bool {
        self.bound == Bound::Exact && self.tolerance == 0
    }

    /// The value where it is a whole number. A division of 128 bits is much code for
    /// each of its many callers.
    #[inline(never)]
    pub fn whole(&self) -> Option<i64> {
        (self.millionths % ONE == 0).then(|| i64::try_from(self.millionths / ONE).ok())?
    }
}

/// The number that starts at an index, and the index behind it.
pub fn numeral(passage: &Passage, start: usize) -> Option<(Numeral, usize)> {
    let (mut numeral, mut end) = digits(passage, start).or_else(|| chinese(passage, start))?;
    // 20余万, 20万余, 3千多: the multiple may stand before or behind what makes it rough.
    let rough = |end: usize| matches!(passage.char(end), Some('余' | '多' | '几'));
    let inner = rough(end) && written_multiple(passage, end + 1).is_some();
    if let Some(multiple) = written_multiple(passage, end + usize::from(inner)).filter(|_| !numeral.is_chinese || inner)
    {
        numeral.millionths = numeral.millionths.checked_mul(multiple)?;
        numeral.tolerance = multiple * ONE / 10_i128.pow(numeral.decimals) / 2;
        numeral.decimals = 0;
        end += 1 + usize::from(inner);
    }
    if inner || rough(end) {
        numeral.bound = Bound::AtLeast;
        end += usize::from(rough(end));
    }
    if let Some(bound) = bound_before(passage, start) {
        numeral.bound = bound;
    }
    Some((numeral, end))
}

/// 万, 亿, and 千, 百 behind digits.
fn written_multiple(passage: &Passage, at: usize) -> Option<i128> {
    match passage.char(at)? {
        '亿' => Some(100_000_000),
        char => chinese_multiple(char).filter(|&multiple| multiple > 10),
    }
}

fn bound_before(passage: &Passage, start: usize) -> Option<Bound> {
    let before = passage.text(start.saturating_sub(2)..start);
    let ends = |words: Words| words.ending(&before).is_some();
    if ends(Words("约 近 大概 大约 将近 接近 左右 不足 不到")) {
        Some(Bound::About)
    } else if ends(Words("超 超过 逾 不少于 至少 突破")) {
        Some(Bound::AtLeast)
    } else {
        None
    }
}

/// Arabic digits with thousands separators and a decimal point.
fn digits(passage: &Passage, start: usize) -> Option<(Numeral, usize)> {
    let (mut value, mut count, mut end) = (0_i128, 0_usize, start);
    let mut decimals: Option<u32> = None;
    while let Some(char) = passage.char(end) {
        match (char, char.to_digit(10)) {
            (_, Some(digit)) => {
                count += 1;
                if count <= MOST_DIGITS {
                    value = value * 10 + i128::from(digit);
                    decimals = decimals.map(|decimals| decimals + 1);
                }
            }
            (',', _) if decimals.is_none() && groups_three(passage, end) => {}
            ('.', _) if decimals.is_none() && is_digit(passage, end + 1) && end > start => decimals = Some(0),
            _ => break,
        }
        end += 1;
    }
    let decimals = decimals.unwrap_or(0);
    if count == 0 || count > MOST_DIGITS || decimals > 6 {
        return None;
    }
    let millionths = value * 10_i128.pow(6 - decimals);
    Some((Numeral { millionths, tolerance: 0, decimals, bound: Bound::Exact, is_chinese: false }, end))
}

fn is_digit(passage: &Passage, index: usize) -> bool {
    passage.char(index).is_some_and(|char| char.is_ascii_digit())
}

fn groups_three(passage: &Passage, comma: usize) -> bool {
    (1..=3).all(|offset| is_digit(passage, comma + offset)) && !is_digit(passage, comma + 4)
}

/// Chinese numerals up to 万 multiples.
fn chinese(passage: &Passage, start: usize) -> Option<(Numeral, usize)> {
    let (mut total, mut section, mut digit) = (0_i128, 0_i128, None);
    let mut end = start;
    while let Some(char) = passage.char(end).filter(|_| end - start < MOST_DIGITS) {
        match (chinese_digit(char), chinese_multiple(char)) {
            (Some(_), _) if digit.is_some_and(|digit| digit > 0) => return None,
            (Some(value), _) => digit = Some(value),
            (_, Some(10_000)) => {
                total = (section + digit.unwrap_or(0)) * 10_000;
                (section, digit) = (0, None);
            }
            (_, Some(multiple)) => {
                section += digit.filter(|&digit| digit > 0).unwrap_or(1) * multiple;
                digit = None;
            }
            _ => break,
        }
        end += 1;
    }
    let value = total + section + digit.unwrap_or(0);
    (end > start).then_some((
        Numeral { millionths: value * ONE, tolerance: 0, decimals: 0, bound: Bound::Exact, is_chinese: true },
        end,
    ))
}

fn chinese_digit(char: char) -> Option<i128> {
    let value = match char {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(value)
}

fn chinese_multiple(char: char) -> Option<i128> {
    match char {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        '万' => Some(10_000),
        _ => None,
    }
}

/// A small whole number written in Chinese numerals: an ordinal.
pub fn ordinal(passage: &Passage, start: usize) -> Option<(i64, usize)> {
    let (numeral, end) = chinese(passage, start)?;
    Some((numeral.whole()?, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(f64, Bound, usize)> {
        let passage = Passage::of(text);
        let (numeral, end) = numeral(&passage, 0)?;
        Some((numeral.millionths as f64 / ONE as f64, numeral.bound, end))
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        for (text, value) in [
            ("12件", 12.0),
            ("１２件", 12.0),
            ("1,234条", 1234.0),
            ("27.27%", 27.27),
            ("1.2万条", 12000.0),
            ("十二件", 12.0),
            ("两件", 2.0),
            ("二十件", 20.0),
            ("一百零三件", 103.0),
            ("一百二十条", 120.0),
            ("三万两千条", 32000.0),
            ("一千零五件", 1005.0),
            ("零件", 0.0),
        ] {
            assert_eq!(read(text).map(|(value, ..)| value), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_only_about_so_many_says_so() {
        assert_eq!(read("180余件").map(|(_, bound, _)| bound), Some(Bound::AtLeast));
        assert_eq!(read("180件").map(|(_, bound, _)| bound), Some(Bound::Exact));
        for (text, value) in
            [("20余万条", 200_000.0), ("20万余条", 200_000.0), ("3千多件", 3000.0), ("五百余条", 500.0)]
        {
            assert_eq!(read(text).map(|(value, bound, _)| (value, bound)), Some((value, Bound::AtLeast)), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_left_alone() {
        assert_eq!(read("件"), None);
        assert_eq!(read("12345678901234567890件"), None);
        assert_eq!(read("三五件"), None);
    }

    #[test]
    fn every_whole_number_below_ten_thousand_is_read_from_its_chinese_numeral() {
        for value in 1..10_000_i64 {
            let written = spell(value);
            assert_eq!(read(&written).map(|(read, ..)| read), Some(value as f64), "{written}");
        }
    }

    /// The ordinary Chinese numeral, written independently of the reader.
    fn spell(value: i64) -> String {
        let (digits, units) = ("零一二三四五六七八九".chars().collect::<Vec<_>>(), ["千", "百", "十", ""]);
        let (mut text, mut gap) = (String::new(), false);
        for (unit, power) in units.iter().zip([1000, 100, 10, 1]) {
            let digit = value / power % 10;
            if digit == 0 {
                gap = !text.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                text.push('零');
            }
            text.push(digits[usize::try_from(digit).unwrap()]);
            text.push_str(unit);
        }
        text
    }
}
