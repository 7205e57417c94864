//! The names of what a report rests on: the Regulation, and the format with the
//! office that issued it.

use super::claims::numeral;
use super::{Context, Family, Passage, Reads, Rule, Rules};
use crate::finding::{Finding, Severity};
use crate::packs::annual_report;
use crate::words::Words;
use std::ops::Range;

const CITATION: Rule = Rule { id: "text.citation", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[CITATION]),
    check,
    reads: Reads::Text,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

const STATE: &str = "中华人民共和国";
const REGULATION: &str = "政府信息公开条例";
const FORMAT: &str = "中华人民共和国政府信息公开工作年度报告格式";
/// The office that issued the format.
const ISSUER: &str = "国务院办公厅政府信息与政务公开办公室";
/// Slips of the last word of the Regulation's name, which no word of the
/// language is.
const SLIPS: Words = Words("信息公开条列 信息公开条利 信息公开条理 信息公开例条 信息公开条倒");
/// With more slips than this another law is meant.
const MOST_SLIPS: usize = 3;
/// Endings of the names of offices.
const OFFICES: Words = Words("委办 府办 政办 办公室 办公厅 委员会 人民政府 县政府 市政府 区政府 省政府 局 厅");
/// What shows that the office that issued it is meant, or none in particular,
/// or that the office only passed it on.
const RIGHT: Words = Words("国务院 国办 中央 国家 上级 各级 有关 转发 转");
/// What may stand between the office and the name.
const BETWEEN: Words = Words("关于印发 印发 下发 发布 制定 的 《 〈 < “ 关于");
/// What stands before the office.
const BEFORE_OFFICE: Words = Words("根据 按照 依据 遵照 依照 贯彻 落实 执行 参照 和 及 与");
/// Articles of the Regulation since 2019.
const ARTICLES: i64 = 56;
const LONGEST_OFFICE: usize = 24;
/// The report year from which the trial format may no longer be cited.
const TRIAL_RETIRED: u16 = 2021;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for passage in context.passages() {
        findings.extend(titles(passage).into_iter().filter_map(|title| regulation(passage, title)));
        findings.extend(slips(passage));
        findings.extend(issuer(passage));
        findings.extend(trial(passage, context.report.year));
    }
    for passage in context.passages() {
        let is_preface = context.preface().any(|preface| preface.start() == passage.start());
        findings.extend(article(passage, is_preface));
    }
}

fn about(passage: &Passage, range: Range<usize>, variant: &'static str) -> Finding {
    CITATION.finding().variant(variant).param("found", passage.words(range.clone())).span(passage.bytes(range))
}

/// What stands between 《 and 》, brackets within aside.
fn titles(passage: &Passage) -> Vec<Range<usize>> {
    let opens = (0..passage.chars.len()).filter(|&at| passage.char(at) == Some('《'));
    opens
        .filter_map(|open| {
            let end =
                (open + 1..passage.chars.len()).take(40).find(|&at| matches!(passage.char(at), Some('》' | '《')))?;
            (passage.char(end) == Some('》')).then_some(open + 1..end)
        })
        .collect()
}

/// A name that is nearly the Regulation's: 《中华人民共和国信息公开条例》.
fn regulation(passage: &Passage, title: Range<usize>) -> Option<Finding> {
    let name = passage.text(title.clone());
    let name = name.split('（').next().unwrap_or_default();
    // Radicals and compatibility forms only look like other characters.
    if !name.chars().all(|char| ('\u{4e00}'..='\u{9fff}').contains(&char)) {
        return None;
    }
    if !(name.contains("公开") || name.contains("信息")) || SLIPS.any_in(name) {
        return None;
    }
    let whole = format!("{STATE}{REGULATION}");
    let expected = match name.split_once(REGULATION) {
        // A name of the state that is none: 中国人民共和国政府信息公开条例.
        Some((state, "")) => {
            (!state.is_empty() && state != STATE && slips_between(state, STATE) <= 2).then_some(whole)?
        }
        Some(_) => return None,
        None if name.starts_with(STATE) => {
            ((1..=MOST_SLIPS).contains(&slips_between(name, &whole))).then_some(whole)?
        }
        None => (name.ends_with("条例") && name != "信息公开条例" && slips_between(name, REGULATION) == 1)
            .then(|| REGULATION.to_owned())?,
    };
    Some(about(passage, title, "message").param("expected", expected))
}

fn slips(passage: &Passage) -> Option<Finding> {
    let all = 0..passage.chars.len();
    let (at, slip) = SLIPS.iter().find_map(|slip| Some((passage.find(all.clone(), slip)?, slip)))?;
    Some(about(passage, at..at + slip.chars().count(), "message").param("expected", "信息公开条例"))
}

/// The format under another office: 市委办《…年度报告格式》.
fn issuer(passage: &Passage) -> Option<Finding> {
    let name = passage.find(0..passage.chars.len(), FORMAT)?;
    let mut end = name;
    let mut passes_on = false;
    while let Some(word) = BETWEEN.iter().find(|word| passage.ends_before(end, word)) {
        passes_on |= word.contains("印发") || word.contains("关于");
        end -= word.chars().count();
    }
    let start = (0..end)
        .rev()
        .take(LONGEST_OFFICE)
        .take_while(|&at| passage.char(at).is_some_and(|char| !char.is_ascii_digit() && char.is_alphanumeric()))
        .last()?;
    let skip = BEFORE_OFFICE.iter().filter_map(|word| {
        (start..end).rev().find(|&at| passage.starts_with(at, word)).map(|at| at + word.chars().count())
    });
    let office = skip.max().filter(|&after| after < end).unwrap_or(start)..end;
    let is_office = passage.any_before(office.end, OFFICES);
    if end == name || !is_office || passage.has_any(start..office.end, RIGHT) {
        return None;
    }
    // A local office may have issued it again under a number of its own.
    let number = passage.find(name..(name + 60).min(passage.chars.len()), "国办公开办函");
    (!passes_on || number.is_some()).then(|| about(passage, office, "issuer").param("expected", ISSUER))
}

/// 格式（试行） in a report for a year with the format of 2021.
fn trial(passage: &Passage, year: Option<u16>) -> Option<Finding> {
    year.filter(|year| *year >= TRIAL_RETIRED)?;
    let words = "年度报告格式（试行）";
    let at = passage.find(0..passage.chars.len(), words)?;
    let end = at + words.chars().count();
    // Its number has a finding of its own.
    let near = at.saturating_sub(60)..(end + 40).min(passage.chars.len());
    (!passage.has_any(near, Words("60号 废止 不再执行"))).then(|| about(passage, at..end, "trial"))
}

/// 《条例》第五十八条: an article that the Regulation has not. Its short name may be
/// another's but in the preface.
fn article(passage: &Passage, is_preface: bool) -> Option<Finding> {
    let names = [(REGULATION, true), ("《条例》", is_preface)];
    let named = |at: usize| names.iter().find(|&&(name, counts)| counts && passage.starts_with(at, name));
    (0..passage.chars.len()).find_map(|at| {
        let name_end = at + named(at)?.0.chars().count();
        let start = name_end + passage.chars.iter().skip(name_end).take_while(|&&char| char == '》').count();
        (passage.char(start) == Some('第')).then_some(())?;
        let (number, end) = numeral::numeral(passage, start + 1)?;
        let is_article = passage.char(end) == Some('条') && number.is_exact();
        (is_article && number.whole()? > ARTICLES)
            .then(|| about(passage, start..end + 1, "article").param("articles", ARTICLES))
    })
}

/// How many characters have to be added, left out or changed to make one name
/// of the other; more than `MOST_SLIPS` where it is surely many.
fn slips_between(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, char) in one.chars().enumerate() {
        let mut next = vec![index + 1];
        for ((&above_left, &above), &theirs) in row.iter().zip(row.iter().skip(1)).zip(&other) {
            let left = next.last().copied().unwrap_or_default();
            next.push((above_left + usize::from(char != theirs)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
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
        findings.iter().map(|finding| (finding.variant, words(finding))).collect()
    }

    #[test]
    fn misnamed_rules_and_offices_are_found() {
        for (text, variant, words) in [
            ("根据《中华人民共和国政府信息公开条列》编制。", "message", "信息公开条列"),
            ("根据中华人民共和国政府信息公开条列编制。", "message", "信息公开条列"),
            ("根据《中华人民共和国信息公开条例》编制。", "message", "中华人民共和国信息公开条例"),
            ("根据《中华人民共和国政务公开条例》编制。", "message", "中华人民共和国政务公开条例"),
            ("根据《中华人民共和国政府信息公开条》编制。", "message", "中华人民共和国政府信息公开条"),
            ("根据《中国人民共和国政府信息公开条例》编制。", "message", "中国人民共和国政府信息公开条例"),
            ("根据《政府信息公条例》编制。", "message", "政府信息公条例"),
            ("按照市委办《中华人民共和国政府信息公开工作年度报告格式》要求编制。", "issuer", "市委办"),
            (
                "根据省政府办公厅关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知（国办公开办函〔2021〕30号）编制。",
                "issuer",
                "省政府办公厅",
            ),
            ("按照《中华人民共和国政府信息公开工作年度报告格式（试行）》编制。", "trial", "年度报告格式（试行）"),
        ] {
            assert_eq!(found(text), [(variant, words.to_owned())], "{text}");
        }
    }

    #[test]
    fn articles_that_the_regulation_has_not_are_found() {
        for (text, words) in [
            ("根据《中华人民共和国政府信息公开条例》第六十条规定，编制本报告。", "第六十条"),
            ("依据《政府信息公开条例》第57条编制。", "第57条"),
            ("根据《条例》第五十九条要求编制。", "第五十九条"),
            ("按照政府信息公开条例第一百五十条规定编制。", "第一百五十条"),
            ("现依照《中华人民共和国政府信息公开条例》第 五十八 条公布。", "第 五十八 条"),
            ("依据《条例》第五十条和《条例》第八十条编制。", "第八十条"),
        ] {
            let text = format!("{text}\n一、总体情况\n无。");
            assert_eq!(found(&text), [("article", words.to_owned())], "{text}");
        }
        for text in [
            "根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。",
            "依据《条例》第五十六条编制。",
            "根据《条例》第20条、第50条编制。",
            "根据《中华人民共和国行政诉讼法》第八十九条办理。",
            "根据《政府信息公开条例》及《行政许可法》第六十一条编制。",
            "一、总体情况\n落实《优化营商环境条例》（以下简称《条例》），严格执行《条例》第六十条。",
            "根据《政府信息公开条例》第五章编制。",
            "根据《政府信息公开条例》第二次修订稿编制。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn right_names_and_other_documents_are_left_alone() {
        for text in [
            "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）编制。",
            "根据《政府信息公开条例》《信息公开条例》《政府信息公开指南》编制。",
            "根据《中华人民共和国政府信息公开条例（修订）》编制。",
            "落实《青禾省政府信息公开条例》《政府信息公开规定》。",
            "落实《中华人民共和国档案法》《中华人民共和国保守国家秘密法实施条例》。",
            "按照国务院办公厅政府信息与政务公开办公室《中华人民共和国政府信息公开工作年度报告格式》编制。",
            "根据《条例》和《中华人民共和国政府信息公开工作年度报告格式》编制。",
            "市政府办公室转发《中华人民共和国政府信息公开工作年度报告格式》，要求各单位执行。",
            "按照省政府办公厅关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知（青政办〔2021〕8号）编制。",
            "按照上级办公室《中华人民共和国政府信息公开工作年度报告格式》要求编制。",
            "由县水务局根据《中华人民共和国政府信息公开工作年度报告格式》编制。",
            "由县水务局按《中华人民共和国政府信息公开工作年度报告格式》编制。",
            "（国办公开办函〔2019〕60号）附件年度报告格式（试行）已不再使用。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
