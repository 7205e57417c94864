//! Running text → tokens: words of the lexicon, figures with their units,
//! years and the marks between clauses. One pass, each character once.

use super::super::passage::Passage;
use super::lexicon::{self, Word};
use super::numeral::{self, Bound, Numeral};
use super::phrase;
use crate::words::Words;
use std::ops::Range;

/// A piece of text that the rules use; what lies between is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands: characters of its passage.
    pub range: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word of the lexicon.
    Word(Word),
    /// A number with its unit.
    Figure(Figure),
    /// A year, `2023年`.
    Year(i64),
    /// A mark between clauses.
    Mark(Mark),
}

/// A mark between clauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `，`
    Comma,
    /// `、`
    Pause,
    /// `；`
    Semicolon,
    /// `：`
    Colon,
    /// `（`
    Open,
    /// `）`
    Close,
    /// `。` and the like
    Stop,
}

/// A number with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The number.
    pub numeral: Numeral,
    /// Its unit.
    pub unit: Unit,
}

/// What a number is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 件, 条, 份 …
    Count(char),
    /// %
    Percent,
    /// 元; 万元 is 10,000 of them.
    Yuan,
    /// None stands there.
    None,
}

/// Units of things that reports count.
pub const COUNT_UNITS: &str = "件条份宗起封次个项例笔篇期则幅";
/// Units that a Chinese numeral before them counts (`两件`, not `一次性`).
const CHINESE_COUNT_UNITS: &str = "件条份宗起封篇例笔项";

/// The tokens of a passage, in order. `year` is the year of the report.
pub fn tokens(passage: &Passage, year: Option<u16>) -> Vec<Token> {
    let (mut tokens, mut at) = (Vec::new(), 0);
    while let Some(char) = passage.char(at) {
        let token = bracketed(passage, at)
            .or_else(|| figure_or_word(passage, at, year))
            .or_else(|| mark(char).map(|mark| (Some(Kind::Mark(mark)), at + 1)));
        let (kind, end) = token.unwrap_or((None, at + 1));
        if let Some(kind) = kind {
            tokens.push(Token { kind, range: at..end });
        }
        at = end;
    }
    tokens
}

/// A figure, or the longer of what the lexicon and the grammar of phrases know.
fn figure_or_word(passage: &Passage, at: usize, year: Option<u16>) -> Option<(Option<Kind>, usize)> {
    let phrase = phrase::phrase(passage, at, year);
    if phrase.is_none()
        && let Some(figure) = figure(passage, at)
    {
        return Some(figure);
    }
    let word = lexicon::word(passage, at);
    let (word, end) = match (phrase, word) {
        (Some(phrase), Some(word)) if word.1 > phrase.1 => word,
        (phrase, word) => phrase.or(word)?,
    };
    Some((Some(Kind::Word(word)), end))
}

/// 政务信息（1386）条: a figure in brackets, its unit behind them.
fn bracketed(passage: &Passage, at: usize) -> Option<(Option<Kind>, usize)> {
    if passage.char(at) != Some('（') {
        return None;
    }
    let (numeral, end) = numeral::numeral(passage, at + 1).filter(|(numeral, _)| !numeral.is_chinese)?;
    let unit = passage.char(end + 1).filter(|unit| passage.char(end) == Some('）') && COUNT_UNITS.contains(*unit))?;
    Some((Some(Kind::Figure(Figure { numeral, unit: Unit::Count(unit) })), end + 2))
}

fn mark(char: char) -> Option<Mark> {
    let mark = match char {
        '，' => Mark::Comma,
        '、' => Mark::Pause,
        '；' => Mark::Semicolon,
        '：' => Mark::Colon,
        '（' => Mark::Open,
        '）' => Mark::Close,
        '。' | '！' | '？' => Mark::Stop,
        _ => return None,
    };
    Some(mark)
}

/// A figure or a year at an index; `None` as its kind where the number is
/// none that counts anything (`第711号`, `H5`, `24小时`, `一件事`).
fn figure(passage: &Passage, start: usize) -> Option<(Option<Kind>, usize)> {
    let Some((numeral, end)) = numeral::numeral(passage, start) else {
        // Digits that make no number are passed over as one, not one by one.
        let digits = |&at: &usize| passage.char(at).is_some_and(|char| char.is_ascii_digit());
        let end = (start..).take_while(digits).last()? + 1;
        return Some((None, end));
    };
    if numeral.is_chinese {
        let kind = chinese_figure(passage, start, end, numeral);
        // What is no count may still begin a word: 三安全一稳定.
        return kind.map(|(kind, end)| (Some(kind), end));
    }
    if labels_something(passage, start) {
        return Some((None, end));
    }
    let year = (1990..2100).contains(&numeral.millionths.checked_div(numeral::ONE)?) && numeral.decimals == 0;
    if year && passage.char(end) == Some('年') {
        return Some((numeral.whole().map(Kind::Year), end + 1));
    }
    // 案件数为“0”.
    let quoted = numeral.millionths == 0 && passage.char(end) == Some('”') && passage.ends_before(start, "“");
    let (unit, end) = if quoted { (Some(Unit::None), end) } else { unit(passage, end)? };
    let mut numeral = numeral;
    if passage.any_at(end, Words("以上 左右 上下 以内")) {
        numeral.bound = Bound::About;
    }
    Some((unit.map(|unit| Kind::Figure(Figure { numeral, unit })), end))
}

/// Whether the number belongs to a name or a place in a list.
fn labels_something(passage: &Passage, start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|before| passage.char(before));
    before.is_some_and(|char| char == '第' || char == '-' || char == '/' || char == '.' || char.is_ascii_alphanumeric())
}

fn unit(passage: &Passage, end: usize) -> Option<(Option<Unit>, usize)> {
    let next = passage.char(end);
    let after = passage.char(end + 1);
    Some(match next {
        Some('%') => (Some(Unit::Percent), end + 1),
        Some('元') => (Some(Unit::Yuan), end + 1),
        Some('个') if after == Some('百') => (None, end + 4),
        Some('个') if matches!(after, Some('工' | '月' | '小')) => (None, end + 2),
        Some('人') => (None, end + 1),
        Some('件') if after == Some('次') => (Some(Unit::Count('件')), end + 2),
        Some('条') if after == Some('例') => (None, end + 2),
        Some(char) if COUNT_UNITS.contains(char) => (Some(Unit::Count(char)), end + 1),
        Some(char) if mark(char).is_none() && !char.is_ascii() => (None, end),
        Some('.' | '-' | '/') => (None, end),
        _ => (Some(Unit::None), end),
    })
}

fn chinese_figure(passage: &Passage, start: usize, end: usize, numeral: Numeral) -> Option<(Kind, usize)> {
    let before = start.checked_sub(1).and_then(|before| passage.char(before));
    let next = passage.char(end);
    // 数量为零。
    if numeral.millionths == 0 && before == Some('为') && next.is_none_or(|next| mark(next).is_some()) {
        return Some((Kind::Figure(Figure { numeral, unit: Unit::None }), end));
    }
    let unit = next.filter(|&unit| CHINESE_COUNT_UNITS.contains(unit))?;
    let after = passage.char(end + 1);
    let ordinal = before.is_some_and(|char| "第每同逐之唯任这那某哪另进".contains(char));
    let idiom = after.is_some_and(|char| "事办站网窗门户性龙例款".contains(char)) || after == Some(unit);
    (!ordinal && !idiom).then_some((Kind::Figure(Figure { numeral, unit: Unit::Count(unit) }), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(text: &str) -> Vec<(i64, Unit)> {
        let passage = Passage::of(text);
        tokens(&passage, Some(2023))
            .into_iter()
            .filter_map(|token| match token.kind {
                Kind::Figure(figure) if figure.unit != Unit::None => Some((figure.numeral.whole()?, figure.unit)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn only_numbers_that_count_something_are_figures() {
        assert_eq!(
            figures(
                "根据国务院令第711号和国办公开办函〔2021〕30号，2023年共收到申请12件，办结十二件，AQI24小时更新，H5解读"
            ),
            [(12, Unit::Count('件')), (12, Unit::Count('件'))]
        );
        assert_eq!(figures("高效办成一件事，一次性告知，第三条规定，同一件申请"), []);
        assert_eq!(figures("增长5个百分点，历时15个工作日，3人参加"), []);
    }
}
