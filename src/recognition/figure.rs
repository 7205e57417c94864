//! The text of a cell → a figure.
//!
//! A number is read wherever it is beyond doubt; what stood beside it (a unit,
//! a remark, full-width digits) is kept as a fact for the rules. `180余` or
//! `3.5.1` is not a number: nothing is guessed.

use crate::document::is_note_mark;
use crate::forms::{Kind, TableForm};
use crate::nfkc::nfkc;
use crate::report::{Figure, Number, Value};
use crate::words::Words;

/// What stands in a cell that was meant to be empty or zero.
const BLANKS: [&str; 8] = ["", "/", "\\", "无", "n/a", "na", "不适用", "空"];

/// Words that may stand before a number without changing it.
const PREFIXES: Words = Words("合计 总计 总共 小计 累计 总数 共计 共有 共 计");

/// Words that make a change negative or positive.
const DECREASES: Words = Words("减少 减 下降 降");
const INCREASES: Words = Words("增加 增长 增 新增");

/// Units that may stand after a number.
const UNITS: Words = Words("万元人民币 元人民币 人民币 亿元 万元 元 件次 件 项 条 份 宗 起 封 次 个 笔 人次");

/// Reads a cell of a column of this kind.
pub fn parse(text: &str, kind: Kind) -> Figure {
    let raw = text.trim_matches(is_invisible);
    if let Some(number) = ordinary(raw) {
        return Figure { value: Value::Number(number), ..Figure::default() };
    }
    if is_mark(raw) {
        return Figure { value: Value::Unreadable, written: Some(raw.into()), ..Figure::default() };
    }
    let Some(unmarked) = without_note_marks(raw) else {
        return Figure { value: Value::Unreadable, written: Some(raw.into()), ..Figure::default() };
    };
    let plain = plain(unmarked);
    if is_blank(&plain) {
        let written = (!raw.is_empty()).then(|| raw.into());
        return Figure { value: Value::Blank, written, ..Figure::default() };
    }
    match number(&plain, kind) {
        None => Figure { value: Value::Unreadable, written: Some(raw.into()), ..Figure::default() },
        Some((number, has_unit)) => {
            let canonical = number.to_string();
            let differs = raw != canonical;
            let harmless =
                kind != Kind::Count && !has_unit && (is_sign_of(raw, &canonical) || is_padded(raw, &canonical));
            Figure {
                value: Value::Number(number),
                written: differs.then(|| raw.into()),
                has_unit,
                unusual_digits: differs && !harmless && !(has_unit && holds_digits(raw, &canonical)),
                place: None,
            }
        }
    }
}

/// Reads a cell of a form: in a column of shares the sign of percent says nothing new.
pub fn of_cell(text: &str, form: &TableForm, cell: usize) -> Option<Figure> {
    let kind = form.cells().get(cell)?.kind;
    let bare = text.trim().strip_suffix(['%', '％']).filter(|_| form.is_share(cell));
    Some(parse(bare.unwrap_or(text), kind))
}

/// A number in plain ASCII digits, as nearly every cell holds one.
fn ordinary(text: &str) -> Option<Number> {
    let plain = text == "0" || (!text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit()));
    plain.then(|| Number::parse(text)).flatten()
}

/// `24①`, `24¹`, `*24` → `24`: the mark leads to a note and is no digit. `None`
/// where one stands between digits. A mark alone is left as it is.
fn without_note_marks(raw: &str) -> Option<&str> {
    let bare = raw.trim_matches(|character| is_note_mark(character) || is_invisible(character));
    if bare.is_empty() {
        return Some(raw);
    }
    // What `nfkc` makes a digit of would join its neighbours.
    let is_joined = |character: char| is_note_mark(character) && character.is_numeric();
    (!bare.contains(is_joined)).then_some(bare)
}

/// A blank that separates groups of three digits: narrow, or protected against
/// the end of a line.
fn is_group_space(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{2004}'..='\u{200a}' | '\u{202f}' | '\u{205f}')
}

/// The same with `'` for the blanks that separate groups of digits.
fn grouped_by_marks(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let between = marked.ends_with(char::is_numeric) && rest.peek().is_some_and(|next| next.is_numeric());
        marked.push(if between && is_group_space(character) { '\'' } else { character });
    }
    marked
}

/// Whether the text is a mark that counts items or notes (`①`, `⑴`, `²`): alone in a
/// cell it is as likely a note that lost its figure.
fn is_mark(text: &str) -> bool {
    let is_one = |character: char| matches!(character, '\u{2460}'..='\u{24ff}' | '\u{3251}'..='\u{325f}' | '\u{32b1}'..='\u{32bf}' | '\u{2776}'..='\u{2793}' | '²' | '³' | '¹' | '\u{2070}'..='\u{2079}' | '\u{2080}'..='\u{2089}');
    !text.is_empty() && text.chars().all(is_one)
}

/// NFKC, lower case, without anything invisible at the ends; dashes as `-`.
fn plain(text: &str) -> String {
    let marked = grouped_by_marks(text);
    let normal = nfkc(&marked);
    let normal = normal.chars().filter(|character| !is_zero_width(*character));
    let dashed = normal.map(|character| match character {
        '−' | '–' | '—' | '―' | '‐' | '‑' | '─' => '-',
        other => other.to_ascii_lowercase(),
    });
    dashed.collect::<String>().trim().to_owned()
}

fn is_zero_width(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}')
}

fn is_invisible(character: char) -> bool {
    character.is_whitespace() || is_zero_width(character)
}

fn is_blank(plain: &str) -> bool {
    BLANKS.contains(&plain) || plain.chars().all(|character| character == '-' || character.is_whitespace())
}

/// The number, and whether a unit or a word stood beside it.
fn number(plain: &str, kind: Kind) -> Option<(Number, bool)> {
    let joined = spaced_out(plain);
    let plain = joined.as_deref().unwrap_or(plain);
    let (rest, remark) = without_remark(without_stop(plain));
    let (rest, unit) = without_unit(rest);
    let (rest, prefix) = without_prefix(rest, PREFIXES);
    let (rest, decrease) = without_prefix(rest, DECREASES);
    let (rest, increase) = without_prefix(rest, INCREASES);
    if (decrease || increase) && !kind.may_be_negative() {
        return None;
    }
    let digits = digits(rest.trim())?;
    let digits = if decrease { format!("-{}", digits.trim_start_matches(['-', '+'])) } else { digits };
    Some((Number::parse(&digits)?, remark || unit || prefix || decrease || increase))
}

/// `7 7 6 6` → `7766`: a scan sets letters apart. Of two digits nobody knows whether
/// they are two figures.
fn spaced_out(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(' ').collect();
    let is_one = |part: &&str| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (parts.len() > 2 && parts.iter().all(is_one)).then(|| parts.concat())
}

/// `24.`, `24。` → `24`: the end of a sentence, or of a number in a list.
fn without_stop(text: &str) -> &str {
    let is_number = |bare: &&str| bare.ends_with(|last: char| last.is_ascii_digit()) && Number::parse(bare).is_some();
    text.strip_suffix(['.', '。']).filter(is_number).unwrap_or(text)
}

/// `22（其中修订16件）` → `22`. NFKC has made the brackets ASCII.
fn without_remark(text: &str) -> (&str, bool) {
    match text.split_once(['(', '[', '【', '〔']) {
        Some((before, remark)) if !before.trim().is_empty() && remark.trim_end().ends_with([')', ']', '】', '〕']) => {
            (before.trim_end(), true)
        }
        _ => (text, false),
    }
}

fn without_unit(text: &str) -> (&str, bool) {
    let unit = UNITS.iter().find_map(|unit| text.strip_suffix(unit));
    unit.map_or((text, false), |rest| (rest.trim_end(), true))
}

fn without_prefix(text: &str, words: Words) -> (&str, bool) {
    let rest = words.iter().find_map(|word| text.strip_prefix(word));
    rest.map_or((text, false), |rest| (rest.trim_start_matches([' ', ':']), true))
}

/// ASCII digits with sign and point, separators and inner blanks taken out;
/// `None` where the parts do not make one number.
fn digits(text: &str) -> Option<String> {
    if let Some(digit) = one_digit(text) {
        return Some(digit.to_string());
    }
    let (sign, text) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (if text.starts_with('-') { "-" } else { "" }, rest.trim_start()),
        None => ("", text),
    };
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let whole = grouped(whole)?;
    let number = match fraction {
        Some(fraction) => format!("{sign}{whole}.{}", solid(fraction)?),
        None => format!("{sign}{whole}"),
    };
    Some(number)
}

/// A single Chinese digit or a letter typed for one. `一` is left out: it may
/// as well be a dash.
fn one_digit(text: &str) -> Option<char> {
    Some(match text {
        "〇" | "零" | "o" | "○" => '0',
        "二" | "两" => '2',
        "三" => '3',
        "四" => '4',
        "五" => '5',
        "六" => '6',
        "七" => '7',
        "八" => '8',
        "九" => '9',
        _ => return None,
    })
}

/// A whole number whose groups of three may be separated. Of a blank or a line
/// end inside nobody knows whether two figures stand there: it is no number.
fn grouped(text: &str) -> Option<String> {
    if !text.contains([',', '\'']) {
        return solid(text.trim());
    }
    let mut groups = text.split([',', '\'']).map(str::trim);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let mut joined = solid(first)?;
    for group in groups {
        joined.push_str(&solid(group).filter(|group| group.len() == 3)?);
    }
    Some(joined)
}

fn solid(text: &str) -> Option<String> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.to_owned())
}

/// Whether the text is the number with an explicit plus or another minus sign.
fn is_sign_of(raw: &str, canonical: &str) -> bool {
    let unsigned = |text: &str| text.trim_start_matches(['+', '-', '−', '－', '＋']).to_owned();
    unsigned(raw) == unsigned(canonical)
}

/// Whether the text is the number with zeros at the end of its fraction.
fn is_padded(raw: &str, canonical: &str) -> bool {
    raw.contains('.') && raw.trim_end_matches('0').trim_end_matches('.') == canonical
}

/// Whether the number stands in the text in plain digits.
fn holds_digits(raw: &str, canonical: &str) -> bool {
    raw.contains(canonical.trim_start_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown::Verbatim;

    fn value(text: &str, kind: Kind) -> Value {
        parse(text, kind).value
    }

    fn whole(number: i64) -> Value {
        Value::Number(Number::whole(number))
    }

    #[test]
    fn a_plain_number_is_itself() {
        let figure = parse(" 26\u{a0}", Kind::Count);
        assert_eq!(figure, Figure { value: whole(26), ..Figure::default() });
    }

    #[test]
    fn the_spellings_of_a_blank_cell_are_no_figure() {
        for text in ["", "\u{a0}", "\u{200b}", " \n ", "/", "／", "-", "—", "--", "——", "－", "无", "N/A"] {
            assert_eq!(value(text, Kind::Count), Value::Blank, "{text:?}");
        }
        assert_eq!(parse("/", Kind::Count).written.as_ref().map(Verbatim::verbatim), Some("/"));
        assert_eq!(parse("\u{a0}", Kind::Count).written, None);
    }

    #[test]
    fn other_digits_are_read_and_noted() {
        for (text, number) in [
            ("１２", 12),
            ("7 7 6 6", 7766),
            ("24.", 24),
            ("24。", 24),
            ("1,234", 1234),
            ("1，234", 1234),
            ("1\u{202f}234", 1234),
            ("1\u{a0}234\u{a0}567", 1_234_567),
            ("24①", 24),
            ("24¹²", 24),
            ("24 *", 24),
            ("†24", 24),
            ("1, 234", 1234),
            ("007", 7),
            ("〇", 0),
            ("O", 0),
            ("七", 7),
            ("3.0", 3),
        ] {
            let figure = parse(text, Kind::Count);
            assert_eq!(figure.value, whole(number), "{text:?}");
            assert!(figure.unusual_digits && !figure.has_unit, "{text:?}");
        }
    }

    #[test]
    fn units_and_remarks_are_read_past_and_noted() {
        for (text, number) in [
            ("7件", 7),
            ("7 件", 7),
            ("22（其中修订 16 件）", 22),
            ("55（含自然失效 29 件）", 55),
            ("共7件", 7),
            ("合计24", 24),
            ("总计：24件", 24),
            ("2笔", 2),
        ] {
            let figure = parse(text, Kind::Count);
            assert_eq!(figure.value, whole(number), "{text:?}");
            assert!(figure.has_unit && !figure.unusual_digits, "{text:?}");
        }
        assert_eq!(value("281841.1 元", Kind::Amount), Value::Number(Number::parse("281841.1").unwrap()));
    }

    #[test]
    fn a_change_may_have_a_sign_or_a_word() {
        for (text, number) in [("-8", -8), ("－8", -8), ("−8", -8), ("+19", 19)] {
            let figure = parse(text, Kind::Signed);
            assert_eq!(figure.value, whole(number), "{text:?}");
            assert!(!figure.has_unit && !figure.unusual_digits, "{text:?}");
        }
        for (text, number) in [("减4", -4), ("减少4项", -4), ("增4", 4)] {
            let figure = parse(text, Kind::Signed);
            assert_eq!(figure.value, whole(number), "{text:?}");
            assert!(figure.has_unit, "{text:?}");
        }
        assert_eq!(value("减4", Kind::Count), Value::Unreadable);
        assert_eq!(value("-3", Kind::Count), whole(-3));
    }

    #[test]
    fn money_keeps_its_digits() {
        let figure = parse("12.50", Kind::Amount);
        assert_eq!(figure.value, Value::Number(Number::parse("12.5").unwrap()));
        assert_eq!(figure.written.as_ref().map(Verbatim::verbatim), Some("12.50"));
        assert!(!figure.unusual_digits);
    }

    #[test]
    fn a_mark_beside_a_blank_is_no_figure() {
        for text in ["—①", "/ ²", "无*"] {
            assert_eq!(value(text, Kind::Count), Value::Blank, "{text}");
        }
    }

    #[test]
    fn what_is_in_doubt_is_not_a_number() {
        for text in [
            "180余",
            "约7",
            "3.5.1",
            "0 0",
            "5 6",
            "2\n0",
            "120 345",
            "281841 281841.1",
            "5\u{a0}6",
            "2①4",
            "5\n6",
            "1 23",
            "①",
            "㉔",
            ".",
            "12,3",
            "9007199254740993",
            "一",
            "abc",
            "7-8",
            "5%",
            "见附件",
            "1e3",
            "2O",
            "l",
            "--253",
            "15(含继续有效2件)以上",
            "贰拾捌万元",
            "#REF!",
            "TRUE",
        ] {
            assert_eq!(value(text, Kind::Count), Value::Unreadable, "{text:?}");
        }
    }
}
