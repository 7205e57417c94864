//! Ideographs in one form, so that words are found however they were typed or
//! copied: radicals and compatibility characters (`⽉`, `⻓`, U+F9D1) as the
//! ideographs that they look like, traditional characters as simplified ones.
//!
//! A character is replaced by one of the same length in UTF-8 and UTF-16, so
//! that a position in one text is the same position in the other.
//!
//! `ideograph/radicals.txt` is Unicode's property Equivalent_Unified_Ideograph
//! for the CJK Radicals Supplement and the CJK Strokes (Unicode 14).
//! `ideograph/traditional.txt` is what the words of this program need of
//! OpenCC's tables; `tests/ideographs.rs` writes it and holds it to them.

use crate::nfkc::nfkc;
use crate::order;
use std::borrow::Cow;
use std::sync::LazyLock;

static RADICALS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| pairs(include_str!("ideograph/radicals.txt")));

static TRADITIONAL: LazyLock<Vec<(char, char)>> = LazyLock::new(|| pairs(include_str!("ideograph/traditional.txt")));

/// Words that are other words in Taiwan, not only other characters.
const WORDS: [(&str, &str); 13] = [
    ("規範性檔案", "规范性文件"),
    ("列資料", "列数据"),
    ("統計資料", "统计数据"),
    ("資料統計", "数据统计"),
    ("資料的統計", "数据的统计"),
    ("釋出", "发布"),
    ("著力", "着力"),
    ("反覆", "反复"),
    ("專案", "项目"),
    ("資訊", "信息"),
    ("網路", "网络"),
    ("答覆", "答复"),
    ("回覆", "回复"),
];

fn pairs(source: &str) -> Vec<(char, char)> {
    let characters: Vec<char> = source.chars().filter(|character| !character.is_whitespace()).collect();
    let (pairs, _) = characters.as_chunks::<2>();
    let mut pairs: Vec<(char, char)> = pairs.iter().map(|&[from, to]| (from, to)).collect();
    order::sort(&mut pairs);
    pairs.dedup_by_key(|pair| pair.0);
    pairs
}

fn find(pairs: &[(char, char)], character: char) -> Option<char> {
    let at = pairs.binary_search_by_key(&character, |pair| pair.0).ok()?;
    pairs.get(at).map(|pair| pair.1)
}

/// The text with ideographs in place of the radicals and compatibility
/// characters that look like them; `None` where it has none of them.
pub fn unified(text: &str) -> Option<String> {
    // Each is asked for once: the tables may be the engine's.
    let mut known: Vec<(char, char)> = Vec::new();
    let mut is_other = false;
    let unified = text.chars().map(|character| {
        if !is_lookalike(character) {
            return character;
        }
        let ideograph = find(&known, character).unwrap_or_else(|| {
            let ideograph = ideograph(character);
            known.insert(known.partition_point(|pair| pair.0 < character), (character, ideograph));
            ideograph
        });
        is_other |= ideograph != character;
        ideograph
    });
    let unified: String = unified.collect();
    is_other.then_some(unified)
}

/// Whether a character may be one that only looks like an ideograph.
fn is_lookalike(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{2fdf}' | '\u{31c0}'..='\u{31ef}' | '\u{f900}'..='\u{faff}')
}

fn ideograph(character: char) -> char {
    find(&RADICALS, character)
        .or_else(|| nfkc(character.encode_utf8(&mut [0; 4])).chars().next())
        .filter(|ideograph| ideograph.len_utf8() == character.len_utf8())
        .unwrap_or(character)
}

/// The text in simplified characters, as far as the words of this program go.
pub fn simplified(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_traditional) {
        return Cow::Borrowed(text);
    }
    let mut simplified = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let word = WORDS.iter().find(|(word, _)| rest.starts_with(word));
        let length = word.map_or(character.len_utf8(), |(word, _)| word.len());
        match word {
            Some((_, same)) => simplified.push_str(same),
            None => simplified.push(find(&TRADITIONAL, character).unwrap_or(character)),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    Cow::Owned(simplified)
}

fn is_traditional(character: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&character)
        && (matches!(character, '覆' | '著') || find(&TRADITIONAL, character).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn radicals_and_compatibility_characters_become_what_they_look_like() {
        assert_eq!(unified("⼀、⾏政机关⻓期⻅⺠办").as_deref(), Some("一、行政机关长期见民办"));
        assert_eq!(unified("⼆〇⼆三年1⽉1⽇，\u{f9d1}件").as_deref(), Some("二〇二三年1月1日，六件"));
        assert_eq!(unified("〇、。7 ２０２３ ①㎡"), None);
    }

    #[test]
    fn no_position_moves() {
        let same = |from: char, to: char| from.len_utf8() == to.len_utf8() && from.len_utf16() == to.len_utf16();
        for &(from, to) in RADICALS.iter().chain(TRADITIONAL.iter()) {
            assert!(same(from, to), "{from} {to}");
        }
        for (from, to) in WORDS {
            assert!(from.chars().zip(to.chars()).all(|(from, to)| same(from, to)), "{from} {to}");
            assert_eq!(from.chars().count(), to.chars().count());
        }
        for character in ('\0'..=char::MAX).filter(|&character| is_lookalike(character)) {
            assert!(same(character, ideograph(character)), "{character}");
        }
    }

    #[test]
    fn every_radical_of_unicode_is_known() {
        for radical in '\u{2f00}'..='\u{2fd5}' {
            assert_eq!(String::from(ideograph(radical)), radical.nfkc().collect::<String>());
        }
        for (from, to) in [('⻔', '门'), ('⻋', '车'), ('⺟', '母'), ('㇐', '一')] {
            assert_eq!(ideograph(from), to);
        }
    }

    #[test]
    fn traditional_words_are_the_simplified_ones() {
        for (text, same) in [
            ("一、總體情況", "一、总体情况"),
            ("因政府資訊公開工作被申請行政複議", "因政府信息公开工作被申请行政复议"),
            ("行政規範性檔案", "行政规范性文件"),
            ("依申請公開答覆", "依申请公开答复"),
            ("為（爲）于（於）里（裡、裏）", "为（为）于（于）里（里、里）"),
        ] {
            assert_eq!(simplified(text), same);
        }
        for same in ["全覆盖，显著，档案局", "政府信息公开 2023"] {
            assert!(matches!(simplified(same), Cow::Borrowed(_)) || simplified(same) == same, "{same}");
        }
    }
}
