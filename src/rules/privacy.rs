//! Personal data that a published report must not hold.
//!
//! A finding holds the number masked: its first three and last two characters.

use super::{Context, Family, Reads, Rule, Rules};
use crate::finding::{Finding, Severity};
use crate::personal::{self, CONTACT, Kind, Number};
use crate::words::Words;
use std::cell::LazyCell;

const ID_NUMBER: Rule = Rule { id: "privacy.id_number", severity: Severity::Error };
const MOBILE: Rule = Rule { id: "privacy.mobile", severity: Severity::Warning };
const BANK_CARD: Rule = Rule { id: "privacy.bank_card", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[ID_NUMBER, MOBILE, BANK_CARD]),
    check,
    reads: Reads::Text,
    looks_back: false,
    of_form: None,
};

/// Row labels of the tables. A passage that holds one is a table written as
/// text, where the figures of a row may stand together like a telephone number.
const TABLE_TEXT: Words = Words("申请数量 结转下年度继续办理 本机关不掌握");

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let report = context.report;
    let preface = report.sections.first().map_or(report.text.len(), |section| section.heading_range.start);
    for passage in context.passages() {
        let is_table = LazyCell::new(|| passage.has_any(0..passage.chars.len(), TABLE_TEXT));
        for Number { kind, range, .. } in personal::numbers(&passage.chars).into_iter().filter(|number| number.certain)
        {
            let span = passage.bytes(range.clone());
            // An office prints its own number before the first section.
            let excused =
                if personal::near(&passage.chars, &range, CONTACT) { span.start < preface } else { *is_table };
            let written = report.text.verbatim().get(span.clone()).unwrap_or_default();
            if kind == Kind::Mobile && excused || !is_one_number(kind, written) {
                continue;
            }
            findings.push(rule(kind).finding().param("masked", passage.words(range)).span(span));
        }
    }
}

/// Whether what was written is one number, and not the figures of neighbouring
/// cells: those stand on lines and tabs of their own, or part otherwise.
fn is_one_number(kind: Kind, written: &str) -> bool {
    let is_gap = |char: char| char.is_whitespace() && char != '\u{a0}' && char != ' ';
    // The check digit tells an identity number on two lines from figures.
    if kind != Kind::Identity && (written.contains(is_gap) || written.contains("  ")) {
        return false;
    }
    let digits = |group: &str| group.chars().filter(|char| char.is_alphanumeric()).count();
    let groups: Vec<usize> = written.split_whitespace().map(digits).collect();
    match kind {
        _ if groups.len() == 1 => true,
        Kind::Mobile => matches!(groups.as_slice(), [3, 4, 4] | [3, 8] | [7, 4]),
        Kind::Identity | Kind::BankCard => groups.iter().all(|&digits| digits >= 3),
    }
}

const fn rule(kind: Kind) -> Rule {
    match kind {
        Kind::Identity => ID_NUMBER,
        Kind::Mobile => MOBILE,
        Kind::BankCard => BANK_CARD,
    }
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
        let words = |finding: &Finding| report.text.verbatim().get(finding.span.clone().unwrap()).unwrap().to_owned();
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
            ("一、总体情况\n申请人ID11010519491231002X提出复议。", "privacy.id_number", "11010519491231002X"),
            (
                "一、总体情况\n申请人身份证1101051949\u{ad}1231002X已登记。",
                "privacy.id_number",
                "1101051949\u{ad}1231002X",
            ),
            ("一、总体情况\n202311010519491231002X提出申请。", "privacy.id_number", "11010519491231002X"),
            (
                "一、总体情况\n办公室核对了申请人提交的身份证明及其复印件上的身份证号1101051949\n1231002X后予以答复。",
                "privacy.id_number",
                "1101051949\n1231002X",
            ),
            ("一、总体情况\n申请人Tel13800138000要求更正。", "privacy.mobile", "13800138000"),
            ("一、总体情况\n请致电申请人+8613800138000核对。", "privacy.mobile", "13800138000"),
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
            "一、总体情况\n行政许可 1 3 8 0 0 1 3 8 0 0 0",
            "一、总体情况\n行政许可\t138\t0013\t8000",
            "一、总体情况\n行政许可 138  0013  8000",
            "一、总体情况\n行政许可 13800 1380 00",
            "一、总体情况\n许可138\n0013\n8000",
            "一、总体情况\n许可 62220 21 23456 78901 28",
            "一、总体情况\n项目编号4111111111111111。",
            "一、本年新收政府信息公开申请数量15130000154二、上年结转政府信息公开申请数量0000000",
            "一、总体情况\n原文链接：/zfxxgk/202603/t13800138000_1.htm",
            "一、总体情况\n全年公开政府信息12800138000条。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
