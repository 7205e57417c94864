//! How a line is numbered: `一、`, `（一）`, `1.`, `第一部分`, `Part 1`.

use crate::words::Words;

/// A way of numbering. A document numbers the headings of one level in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// `一、`, as the form has it.
    Ordinal,
    /// `第一部分`, `Part 1`.
    Part,
    /// `（一）`.
    Bracketed,
    /// `1.`, `①`.
    Digit,
    /// `(1)`.
    BracketedDigit,
    /// `I.`
    Roman,
    /// None at all.
    Bare,
}

/// The numbering of a line and what stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker<'a> {
    /// The way of numbering.
    pub style: Style,
    /// The number, 1 for 一.
    pub number: Option<u8>,
    /// Whether a mark stands between number and words: 一、 and not only 一.
    pub is_marked: bool,
    /// The words.
    pub rest: &'a str,
}

const CHINESE: [&str; 2] = ["一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾"];
const ROMAN: [(&str, u8); 6] = [("iii", 3), ("ii", 2), ("iv", 4), ("vi", 6), ("v", 5), ("i", 1)];
const PARTS: Words = Words("部分 章 节 条 篇");
const MARKS: [char; 6] = ['、', '.', ':', ')', '-', '|'];

/// Reads the numbering of a normalised line.
pub fn marker(line: &str) -> Marker<'_> {
    let line = line.trim_start_matches(['#', '>', '_', '●', '■', '◆', '▲', '★', '•', '-', '\u{fffd}']);
    part(line).or_else(|| bracketed(line)).or_else(|| plain(line)).unwrap_or(Marker {
        style: Style::Bare,
        number: None,
        is_marked: false,
        rest: line,
    })
}

/// `第一部分`, `part1`.
fn part(line: &str) -> Option<Marker<'_>> {
    let (number, rest) = match line.strip_prefix('第') {
        Some(rest) => {
            let (number, rest) = chinese(rest).or_else(|| digits(rest))?;
            (number, PARTS.iter().find_map(|part| rest.strip_prefix(part))?)
        }
        None => {
            let rest = line.strip_prefix("part")?.trim_start_matches(['.', ':']);
            digits(rest).or_else(|| roman(rest)).or_else(|| chinese(rest))?
        }
    };
    Some(Marker { style: Style::Part, number: Some(number), is_marked: true, rest: rest.trim_start_matches(MARKS) })
}

/// `(一)`, `(1)`.
fn bracketed(line: &str) -> Option<Marker<'_>> {
    let inner = line.strip_prefix('(')?;
    let (style, (number, rest)) = match chinese(inner) {
        Some(found) => (Style::Bracketed, found),
        None => (Style::BracketedDigit, digits(inner)?),
    };
    let rest = rest.strip_prefix(')')?.trim_start_matches(MARKS);
    Some(Marker { style, number: Some(number), is_marked: true, rest })
}

/// `一、`, `1.`, `I.`
fn plain(line: &str) -> Option<Marker<'_>> {
    let (style, (number, rest)) = match (chinese(line), digits(line)) {
        (Some(found), _) => (Style::Ordinal, found),
        (_, Some(found)) => (Style::Digit, found),
        _ => (Style::Roman, roman(line).filter(|(_, rest)| rest.starts_with(MARKS))?),
    };
    let words = rest.trim_start_matches(MARKS);
    // 1.1 is a number of a deeper level.
    let is_deeper = style == Style::Digit && words.starts_with(|next: char| next.is_ascii_digit());
    (!is_deeper).then_some(Marker { style, number: Some(number), is_marked: words.len() < rest.len(), rest: words })
}

/// A Chinese numeral up to ten and what follows it.
fn chinese(text: &str) -> Option<(u8, &str)> {
    let mut characters = text.chars();
    let first = characters.next()?;
    let at = CHINESE.iter().find_map(|numerals| numerals.chars().position(|numeral| numeral == first))?;
    let rest = characters.as_str();
    // 十一 and 二十 are no numbers of sections.
    let is_longer = rest.starts_with(|next| CHINESE.iter().any(|numerals| numerals.contains(next)));
    (!is_longer).then(|| Some((u8::try_from(at + 1).ok()?, rest))).flatten()
}

fn digits(text: &str) -> Option<(u8, &str)> {
    let rest = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let digits = text.get(..text.len() - rest.len()).filter(|digits| (1..=2).contains(&digits.len()))?;
    Some((digits.parse().ok().filter(|number| *number > 0)?, rest))
}

fn roman(text: &str) -> Option<(u8, &str)> {
    ROMAN.iter().find_map(|(numeral, number)| Some((*number, text.strip_prefix(numeral)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognition::normalise::normalise;

    #[test]
    fn every_way_of_numbering_is_told() {
        for (line, style, number, rest) in [
            ("一、总体情况", Style::Ordinal, Some(1), "总体情况"),
            ("一 、总体情况", Style::Ordinal, Some(1), "总体情况"),
            ("三．总体情况", Style::Ordinal, Some(3), "总体情况"),
            ("貳、总体情况", Style::Ordinal, Some(2), "总体情况"),
            ("四 总体情况", Style::Ordinal, Some(4), "总体情况"),
            ("（二）总体情况", Style::Bracketed, Some(2), "总体情况"),
            ("(二)、总体情况", Style::Bracketed, Some(2), "总体情况"),
            ("１、总体情况", Style::Digit, Some(1), "总体情况"),
            ("01 总体情况", Style::Digit, Some(1), "总体情况"),
            ("(3) 总体情况", Style::BracketedDigit, Some(3), "总体情况"),
            ("第二部分　总体情况", Style::Part, Some(2), "总体情况"),
            ("第3部分：总体情况", Style::Part, Some(3), "总体情况"),
            ("PART 05 总体情况", Style::Part, Some(5), "总体情况"),
            ("Ⅳ、总体情况", Style::Roman, Some(4), "总体情况"),
            ("## **五、总体情况**", Style::Ordinal, Some(5), "总体情况"),
            ("1.1 总体情况", Style::Bare, None, "1.1总体情况"),
            ("总体情况", Style::Bare, None, "总体情况"),
            ("十一、总体情况", Style::Bare, None, "十一、总体情况"),
        ] {
            let normal = normalise(line);
            let found = marker(&normal);
            assert_eq!((found.style, found.number, found.rest), (style, number, rest), "{line}");
        }
    }
}
