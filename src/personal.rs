//! Numbers of persons: found in any text, and masked in whatever leaves the
//! library.
//!
//! Finding for a rule and masking differ on purpose: a rule accuses only where
//! the number is certain; the mask also covers what may be one.

use crate::words::Words;
use std::borrow::Cow;
use std::ops::Range;

/// Words beside the number by which an office can be reached.
pub const CONTACT: Words = Words("电话 联系 咨询 热线 传真 手机");
/// Words beside the number of a card.
const CARD: Words = Words("卡号 银行卡 账号 账户 帐号 帐户 借记卡 信用卡");
/// How far before a number its label is looked for.
const LABEL_DISTANCE: usize = 12;
/// Digits of the shortest such number.
const SHORTEST: usize = 11;
/// Digits of a year that a number may be written onto.
const YEAR: usize = 4;
/// Letters that may stand against a number, as a label does: `ID`, `Tel`.
const MOST_LETTERS: usize = 3;

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A resident identity number (GB 11643).
    Identity,
    /// A mobile number.
    Mobile,
    /// The number of a bank card (ISO/IEC 7812).
    BankCard,
}

/// A number of a person among folded characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// What it is.
    pub kind: Kind,
    /// Its characters, separators within included.
    pub range: Range<usize>,
    /// Whether it stands by itself or with a label, so that nothing else can
    /// be meant; else it is only masked.
    pub certain: bool,
}

/// Every number of a person among characters that are [`folded`], in order.
pub fn numbers(chars: &[char]) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let run = run(chars, at);
        at = run.end.max(at + 1);
        if run.len() >= SHORTEST {
            numbers.extend(in_run(chars, &run));
        }
    }
    numbers
}

/// The digits from an index on, with the separators that part them in groups
/// of three or more (`138-0000-0000`) and the final `X` of an identity number.
fn run(chars: &[char], start: usize) -> Range<usize> {
    let digits = |from: usize| chars.iter().skip(from).take_while(|char| char.is_ascii_digit()).count();
    let mut end = start + digits(start);
    if end == start {
        return start..start;
    }
    while chars.get(end) == Some(&'-') {
        let group = digits(end + 1);
        if !(3..=4).contains(&group) {
            break;
        }
        end += 1 + group;
    }
    if matches!(chars.get(end), Some('X' | 'x')) {
        end += 1;
    }
    start..end
}

/// The number in a run of digits: the whole of it, or what a year was written
/// onto.
fn in_run(chars: &[char], run: &Range<usize>) -> Option<Number> {
    let places: Vec<usize> = run.clone().filter(|&at| chars.get(at).is_some_and(|&char| char != '-')).collect();
    let written: Vec<char> = places.iter().filter_map(|&at| chars.get(at).copied()).collect();
    let number = |kind, part: Range<usize>, certain| {
        let (first, last) = (*places.get(part.start)?, *places.get(part.end.checked_sub(1)?)?);
        Some(Number { kind, range: first..last + 1, certain })
    };
    let alone = stands_alone(chars, run);
    // The check digit of an identity number makes it certain wherever it stands.
    if let Some(start) = identity(&written) {
        let beside_year = start == 0 && start + 18 == written.len()
            || start == YEAR && start + 18 == written.len() && is_year(&written)
            || start == 0 && start + 18 + YEAR == written.len();
        return number(Kind::Identity, start..start + 18, alone && beside_year);
    }
    let digits: Vec<u32> = written.iter().map_while(|char| char.to_digit(10)).collect();
    let labelled = near(chars, run, CARD);
    let union_pay = |digits: &[u32]| digits.starts_with(&[6, 2]) && (16..=19).contains(&digits.len());
    let card =
        |digits: &[u32]| (union_pay(digits) || (13..=19).contains(&digits.len()) && labelled) && has_luhn_digit(digits);
    if card(&digits) {
        return number(Kind::BankCard, 0..digits.len(), alone && digits.len() == written.len());
    }
    if is_mobile(&digits) {
        return number(Kind::Mobile, 0..SHORTEST, alone && digits.len() == written.len());
    }
    let behind = digits.get(YEAR..).filter(|_| is_year(&written)).unwrap_or_default();
    let before = digits.split_last_chunk::<YEAR>().map_or(&[][..], |(before, _)| before);
    let country = digits.strip_prefix(&[8, 6]).unwrap_or_default();
    if card(behind) {
        return number(Kind::BankCard, YEAR..digits.len(), false);
    }
    if is_mobile(behind) {
        return number(Kind::Mobile, YEAR..digits.len(), false);
    }
    if is_mobile(country) {
        return number(Kind::Mobile, 2..digits.len(), alone);
    }
    is_mobile(before).then(|| number(Kind::Mobile, 0..SHORTEST, false)).flatten()
}

/// Whether nothing is written against a run that makes it part of something
/// else: an address, a decimal, a longer code. A short label of letters may.
fn stands_alone(chars: &[char], run: &Range<usize>) -> bool {
    let joins = |char: &char| matches!(char, '.' | '_' | '/' | '-' | '@' | '=' | ',');
    let before = chars.get(..run.start).unwrap_or_default();
    let letters = before.iter().rev().take_while(|char| char.is_ascii_alphabetic()).count();
    let ahead = before.len().checked_sub(letters + 1).and_then(|at| before.get(at));
    let behind = chars.get(run.end);
    letters <= MOST_LETTERS
        && !ahead.is_some_and(|char| joins(char) || char.is_ascii_alphanumeric())
        && !behind.is_some_and(|char| joins(char) || char.is_ascii_alphanumeric())
}

/// Whether one of the words stands shortly before a number.
pub fn near(chars: &[char], number: &Range<usize>, words: Words) -> bool {
    let before: String =
        chars.get(number.start.saturating_sub(LABEL_DISTANCE)..number.start).unwrap_or_default().iter().collect();
    words.any_in(&before)
}

fn is_year(written: &[char]) -> bool {
    matches!(written, ['1', '9', ..] | ['2', '0', ..])
}

/// Where a resident identity number starts among digits: area, date of birth,
/// check digit.
fn identity(written: &[char]) -> Option<usize> {
    written.windows(18).position(is_identity)
}

fn is_identity(characters: &[char]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let Some((check, body)) = characters.split_last() else { return false };
    let digits: Vec<u32> = body.iter().filter_map(|char| char.to_digit(10)).collect();
    let number =
        |range: Range<usize>| digits.get(range).unwrap_or_default().iter().fold(0, |sum, digit| sum * 10 + digit);
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 17
        && (11..=82).contains(&number(0..2))
        && (1900..=2100).contains(&number(6..10))
        && (1..=12).contains(&number(10..12))
        && (1..=31).contains(&number(12..14))
        && CHECKS.get(sum as usize % 11) == Some(&check.to_ascii_uppercase())
}

fn is_mobile(digits: &[u32]) -> bool {
    digits.len() == SHORTEST && digits.first() == Some(&1) && digits.get(1).is_some_and(|digit| *digit >= 3)
}

/// The check digit of bank cards (ISO/IEC 7812).
fn has_luhn_digit(digits: &[u32]) -> bool {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, &digit)| if place % 2 == 1 { doubled(digit) } else { digit })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|&digit| digit != 0)
}

/// A character as numbers are looked for, `None` where it stands for nothing
/// between two digits: white space, a soft hyphen, marks without a shape.
pub fn folded(char: char) -> Option<char> {
    match char {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(char) - 0xfee0),
        '－' | '‐' | '‑' | '‒' | '–' | '—' | '−' => Some('-'),
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => None,
        _ if char.is_whitespace() || char.is_control() => None,
        _ => Some(char),
    }
}

/// A text in which the numbers of persons are masked: all but the first three
/// and the last two characters of each. Every other character keeps its place,
/// in bytes too.
pub fn masked(text: &str) -> Cow<'_, str> {
    if text.chars().filter(|char| folded(*char).is_some_and(|char| char.is_ascii_digit())).count() < SHORTEST {
        return Cow::Borrowed(text);
    }
    let (places, chars): (Vec<(usize, char)>, Vec<char>) =
        text.char_indices().filter_map(|(at, char)| Some(((at, char), folded(char)?))).unzip();
    let mut masked = String::new();
    let mut written = 0;
    for Number { range, .. } in numbers(&chars) {
        let shown = range.start + 3..range.end.saturating_sub(2).max(range.start + 3);
        for &(at, char) in places.get(shown).unwrap_or_default() {
            masked.push_str(text.get(written..at).unwrap_or_default());
            masked.push(if char.len_utf8() == 1 { '*' } else { '＊' });
            written = at + char.len_utf8();
        }
    }
    if written == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(text.get(written..).unwrap_or_default());
    Cow::Owned(masked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_may_be_a_number_of_a_person_is_masked() {
        for (text, shown) in [
            ("身份证11010519491231002X，电话13800138000。", "身份证110*************2X，电话138******00。"),
            ("ID11010519491231002X", "ID110*************2X"),
            ("202311010519491231002X", "2023110*************2X"),
            ("身份证1101051949\u{ad}1231002X", "身份证110*******\u{ad}******2X"),
            ("１１０１０５１９４９１２３１００２Ｘ", "１１０＊＊＊＊＊＊＊＊＊＊＊＊＊２Ｘ"),
            ("T13800138000", "T138******00"),
            ("2023年138 0013 8000", "2023年138 **** **00"),
            ("202313800138000", "2023138******00"),
            ("+8613800138000", "+86138******00"),
            ("138-0013-8000", "138********00"),
            ("6222021234567890128", "622**************28"),
            ("银行卡4111111111111111", "银行卡411***********11"),
        ] {
            let masked = masked(text);
            assert_eq!(masked.chars().count(), text.chars().count());
            assert_eq!(masked.len(), text.len(), "{text}");
            assert_eq!(masked, shown);
        }
    }

    #[test]
    fn other_text_is_as_it_was() {
        for text in ["共收到申请12件。", "第12345678901234567X号", "2023年1月1日至2023年12月31日"] {
            assert_eq!(masked(text), text);
        }
    }
}
