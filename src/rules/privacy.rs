//! Personal data that a published report must not hold.
//!
//! A finding holds the number masked: its first three and last two characters.

use super::{Context, Family, Passage, Rule};
use crate::finding::{Finding, Severity};
use std::borrow::Cow;
use std::cell::LazyCell;
use std::ops::Range;

const ID_NUMBER: Rule = Rule { id: "privacy.id_number", severity: Severity::Error };
const MOBILE: Rule = Rule { id: "privacy.mobile", severity: Severity::Warning };
const BANK_CARD: Rule = Rule { id: "privacy.bank_card", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family { rules: &[ID_NUMBER, MOBILE, BANK_CARD], check };

/// Words beside the number by which an office can be reached.
const CONTACT: &[&str] = &["电话", "联系", "咨询", "热线", "传真", "手机"];
/// Words beside the number of a card.
const CARD: &[&str] = &["卡号", "银行卡", "账号", "账户", "帐号", "帐户", "借记卡", "信用卡"];
/// Row labels of the tables. A passage that holds one is a table written as
/// text, where the figures of a row may stand together like a telephone number.
const TABLE_TEXT: &[&str] = &["申请数量", "结转下年度继续办理", "本机关不掌握"];
/// Digits of the shortest such number.
const SHORTEST: usize = 11;
/// How far before a number its label is looked for.
const LABEL_DISTANCE: usize = 12;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let report = context.report;
    let preface = report.sections.first().map_or(report.text.len(), |section| section.heading_range.start);
    for passage in context.passages() {
        for Number { rule, range } in numbers(passage) {
            let span = passage.bytes(range.clone());
            let contact = rule == MOBILE && span.start < preface && near(passage, &range, CONTACT);
            if !contact {
                findings.push(rule.finding().param("masked", mask(&passage.text(range))).span(span));
            }
        }
    }
}

/// A number of a person, and the rule that it breaks.
struct Number {
    rule: Rule,
    range: Range<usize>,
}

/// Every number of a person in a passage, in order.
fn numbers(passage: &Passage) -> Vec<Number> {
    let is_table = LazyCell::new(|| passage.has_any(0..passage.chars.len(), TABLE_TEXT));
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < passage.chars.len() {
        let run = run(passage, at);
        if run.is_empty() {
            at += 1;
            continue;
        }
        at = run.end;
        numbers.extend(classify(passage, &run, || *is_table).map(|rule| Number { rule, range: run }));
    }
    numbers
}

/// The digits from an index on, with the separators that part them in groups
/// of three or more (`138-0000-0000`) and the final `X` of an identity number.
fn run(passage: &Passage, start: usize) -> Range<usize> {
    let mut end = passage.digits(start).end;
    if end == start {
        return start..start;
    }
    while passage.char(end) == Some('-') {
        let group = passage.digits(end + 1);
        if !(3..=4).contains(&group.len()) || !(3..=4).contains(&(passage.digits(group.start).len())) {
            break;
        }
        end = group.end;
    }
    if end - start == 17 && matches!(passage.char(end), Some('X' | 'x')) {
        end += 1;
    }
    start..end
}

/// The rule that a number breaks. `is_table` says whether the passage is a
/// table written as text.
fn classify(passage: &Passage, run: &Range<usize>, is_table: impl Fn() -> bool) -> Option<Rule> {
    let joined = |char: Option<char>| {
        char.is_some_and(|char| char.is_ascii_alphanumeric() || matches!(char, '.' | '_' | '/' | '-' | '@' | '=' | ','))
    };
    let before = run.start.checked_sub(1).and_then(|before| passage.char(before));
    if joined(before) || joined(passage.char(run.end)) {
        return None;
    }
    let characters: Vec<char> = passage.chars.get(run.clone())?.iter().copied().filter(|&char| char != '-').collect();
    let digits: Vec<u32> = characters.iter().filter_map(|char| char.to_digit(10)).collect();
    if is_id_number(&characters) {
        return Some(ID_NUMBER);
    }
    let union_pay = digits.starts_with(&[6, 2]) && (16..=19).contains(&digits.len());
    let card = union_pay || (13..=19).contains(&digits.len()) && near(passage, run, CARD);
    if card && digits.len() == characters.len() && has_luhn_digit(&digits) {
        return Some(BANK_CARD);
    }
    let mobile = digits.len() == 11 && digits.first() == Some(&1) && digits.get(1).is_some_and(|digit| *digit >= 3);
    (mobile && (!is_table() || near(passage, run, CONTACT))).then_some(MOBILE)
}

/// Whether one of the words stands shortly before a number.
fn near(passage: &Passage, number: &Range<usize>, words: &[&str]) -> bool {
    passage.has_any(number.start.saturating_sub(LABEL_DISTANCE)..number.start, words)
}

/// A resident identity number: area, date of birth, check digit (GB 11643).
fn is_id_number(characters: &[char]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let Some((check, body)) = characters.split_last().filter(|(_, body)| body.len() == 17) else { return false };
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

/// The first three and the last two characters of a number.
fn mask(number: &str) -> String {
    let length = number.chars().count();
    number.chars().enumerate().map(|(at, char)| if at < 3 || at + 2 >= length { char } else { '*' }).collect()
}

/// A text in which the numbers of persons are masked: what may leave the
/// library.
pub fn masked(text: &str) -> Cow<'_, str> {
    let digits = text.chars().filter(|char| char.is_ascii_digit() || ('０'..='９').contains(char)).count();
    if digits < SHORTEST {
        return Cow::Borrowed(text);
    }
    let passage = Passage::of(text);
    let mut masked = String::new();
    let mut written = 0;
    for Number { range, .. } in numbers(&passage) {
        let span = passage.bytes(range.clone());
        masked.push_str(text.get(written..span.start).unwrap_or_default());
        masked.push_str(&mask(&passage.text(range)));
        written = span.end;
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
    use crate::Options;
    use crate::report::samples::narrative;

    fn found(text: &str) -> Vec<(&'static str, String)> {
        let report = narrative(2023, text);
        let mut findings = Vec::new();
        check(&Context::new(&report, &Options::default()), &mut findings);
        let words = |finding: &Finding| report.text.get(finding.span.clone().unwrap()).unwrap().to_owned();
        findings.iter().map(|finding| (finding.rule, words(finding))).collect()
    }

    #[test]
    fn numbers_of_persons_are_found() {
        for (text, rule, number) in [
            (
                "一、总体情况\n申请人张某（身份证号11010519491231002X）申请公开征地批文。",
                "privacy.id_number",
                "11010519491231002X",
            ),
            (
                "一、总体情况\n居民身份证１１０１０５１９４９１２３１００２Ｘ的持有人提出复议。",
                "privacy.id_number",
                "１１０１０５１９４９１２３１００２Ｘ",
            ),
            ("一、总体情况\n请与申请人（13800138000）联系核对。", "privacy.mobile", "13800138000"),
            ("一、总体情况\n申请人电话 138-0013-8000，已电话告知。", "privacy.mobile", "138-0013-8000"),
            ("一、总体情况\n申请人电话138 0013 8000，已电话告知。", "privacy.mobile", "138 0013 8000"),
            ("一、总体情况\n信息处理费退至6222021234567890128。", "privacy.bank_card", "6222021234567890128"),
            ("一、总体情况\n退费至银行卡4111111111111111。", "privacy.bank_card", "4111111111111111"),
        ] {
            assert_eq!(found(text), [(rule, number.to_owned())], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "本报告由办公室编制，联系电话：13800138000，邮编：350400。\n一、总体情况\n无。",
            "如有疑问，请与本局办公室联系（电话：0517-87222589，电子邮箱：13800138000@163.example）。",
            "一、总体情况\n依法公开第110105194912310021号案卷。",
            "一、总体情况\n全年浏览量13800138000.5次。",
            "一、总体情况\n统一社会信用代码12345678901234567X已更新。",
            "一、总体情况\n订单号6222021234567890127。",
            "一、总体情况\n项目编号4111111111111111。",
            "一、本年新收政府信息公开申请数量15130000154二、上年结转政府信息公开申请数量0000000",
            "一、总体情况\n原文链接：/zfxxgk/202603/t13800138000_1.htm",
            "一、总体情况\n全年公开政府信息12800138000条。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn what_leaves_the_library_is_masked() {
        assert_eq!(
            masked("身份证11010519491231002X，电话13800138000。"),
            "身份证110*************2X，电话138******00。"
        );
        assert_eq!(masked("共收到申请12件。"), "共收到申请12件。");
    }
}
