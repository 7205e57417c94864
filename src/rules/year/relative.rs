//! 本年度（2022年）, 去年（2022年）: a word for a year and the year itself, side
//! by side, say the same.

use super::date::Mention;
use crate::rules::Passage;

/// Words for a year, and how far it is from the report year. The longest that
/// fits counts: 上一年度 is not 年度.
const WORDS: &[(&str, i32)] = &[
    ("本年度", 0),
    ("本年", 0),
    ("今年", 0),
    ("报告年度", 0),
    ("上年度", -1),
    ("上一年度", -1),
    ("上年", -1),
    ("上一年", -1),
    ("去年", -1),
    ("前一年", -1),
    ("下年度", 1),
    ("下一年度", 1),
    ("下一年", 1),
    ("明年", 1),
    ("来年", 1),
];

/// The word before a year that means another year than this one, and the year
/// that it means.
pub(super) fn contradicted(passage: &Passage, mention: &Mention, year: u16) -> Option<(&'static str, u16)> {
    let end = mention.range.start;
    let bracket = end.checked_sub(1).filter(|&at| passage.char(at) == Some('（'))?;
    // （2022年度）, closed at once: nothing else stands between the brackets.
    let after = if passage.char(mention.range.end) == Some('度') { mention.range.end + 1 } else { mention.range.end };
    if passage.char(after) != Some('）') || mention.month.is_some() {
        return None;
    }
    let ends = WORDS.iter().filter(|(word, _)| passage.ends_before(bracket, word));
    let (word, distance) = ends.max_by_key(|(word, _)| word.chars().count())?;
    let meant = u16::try_from(i32::from(year) + distance).ok()?;
    (meant != mention.year).then_some((word, meant))
}
