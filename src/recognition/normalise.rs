//! One spelling for labels that differ only in type-setting.

use crate::ideograph::simplified;
use crate::nfkc::nfkc;

/// A label in its plain form: NFKC, lower case, no white space and no quotes,
/// one kind of brackets, commas and dots, simplified characters. Its numbering
/// is kept.
pub fn normalise(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    // A raised figure leads to a note; it is no part of the label before it.
    let text = text.trim_end_matches(|character| matches!(character, '¹' | '²' | '³' | '⁰'..='⁹'));
    for character in simplified(&nfkc(text)).chars() {
        match character {
            _ if character.is_whitespace() || is_invisible(character) => {}
            '"' | '\'' | '‘' | '’' | '“' | '”' | '「' | '」' | '『' | '』' | '*' | '`' => {}
            '〔' | '[' | '【' | '{' | '〈' | '〖' => normal.push('('),
            '〕' | ']' | '】' | '}' | '〉' | '〗' => normal.push(')'),
            ',' | ';' | '、' | '，' | '；' if ends_in_number(&normal) => normal.push('.'),
            ',' | ';' | '，' | '；' => normal.push('、'),
            '·' | '・' | '．' | '。' => normal.push('.'),
            _ => normal.push(character.to_ascii_lowercase()),
        }
    }
    normal
}

/// Whether a text so far is nothing but a number: what follows is the mark of
/// a list (`1、` is `1.`).
fn ends_in_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}' | '\u{e000}'..='\u{f8ff}' | '\0')
}

/// A normalised label without its numbering (`一、`, `(三)`, `1.`) and without
/// notes in brackets.
pub fn core(normal: &str) -> String {
    let mut rest = normal;
    while let Some(shorter) = without_number(rest) {
        rest = shorter;
    }
    let bare = without_brackets(rest);
    if bare.is_empty() { rest.trim_matches(['(', ')']).to_owned() } else { bare }
}

fn without_number(text: &str) -> Option<&str> {
    let is_numeral = |character: char| {
        matches!(character, '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
    };
    let (bracketed, inner) = match text.strip_prefix('(') {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let rest = inner.trim_start_matches(is_numeral);
    if rest.len() == inner.len() || inner.len() - rest.len() > 6 {
        return None;
    }
    let rest = if bracketed { rest.strip_prefix(')')? } else { rest.strip_prefix(['、', '.', ')'])? };
    let rest = rest.trim_start_matches(['、', '.']);
    (!rest.is_empty()).then_some(rest)
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let mut bare = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(character),
            _ => {}
        }
    }
    bare
}

/// The number of characters to insert, delete or replace to make one text of
/// the other, or `None` where it is more than `most` (Levenshtein's distance in
/// a band around the diagonal).
pub fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut least = i + 1;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        let mut left = i + 1;
        for (j, to) in b.iter().enumerate() {
            let Some(cell) = row.get_mut(j + 1) else { break };
            let above = *cell;
            let value = (diagonal + usize::from(from != to)).min(above + 1).min(left + 1);
            diagonal = above;
            *cell = value;
            left = value;
            least = least.min(value);
        }
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|&distance| distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_setting_makes_no_difference() {
        for (text, official) in [
            ("１． 属于国家 秘密", "1.属于国家秘密"),
            ("1、属于国家秘密", "1.属于国家秘密"),
            ("商业\n企业", "商业企业"),
            ("(三) 不予公 开", "（三）不予公开"),
            ("3.危及'三安全一稳定'", "3.危及“三安全一稳定”"),
            ("申请人,行政机关", "申请人、行政机关"),
            ("本年增／减", "本年增/减"),
            ("總計", "总计"),
            ("結轉下年度繼續辦理", "结转下年度继续办理"),
        ] {
            assert_eq!(normalise(text), normalise(official), "{text}");
        }
    }

    #[test]
    fn the_core_has_neither_number_nor_note() {
        for (text, bare) in [
            ("三、本年度办理结果", "本年度办理结果"),
            ("（七）总计", "总计"),
            ("(7)总计", "总计"),
            ("1.属于国家秘密", "属于国家秘密"),
            ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
            ("（本列数据）", "本列数据"),
            ("本年（2023年）新收申请", "本年新收申请"),
            ("本年收费金额（单位：万元）", "本年收费金额"),
        ] {
            assert_eq!(core(&normalise(text)), bare, "{text}");
        }
    }

    #[test]
    fn the_distance_is_bounded() {
        let distance =
            |a: &str, b: &str, most| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), most);
        assert_eq!(distance("其他法律行政止公开", "其他法律行政法规禁止公开", 4), Some(3));
        assert_eq!(distance("先行有效件数", "现行有效件数", 2), Some(1));
        assert_eq!(distance("重复申请", "要求提供公开出版物", 3), None);
    }
}
