//! What the template left behind: placeholders, instructions, sample marks.

mod alternative;
mod instruction;

use super::{Context, Family, Passage, Reads, Rule, Rules};
use crate::finding::{Finding, Severity};
use crate::packs::annual_report;
use crate::shown::Verbatim;
use crate::words::Words;
use std::cell::LazyCell;
use std::ops::Range;

const RESIDUE: Rule = Rule { id: "text.residue", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[RESIDUE]),
    check,
    reads: Reads::Text,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

/// Names of blanks, between brackets.
const BLANKS: Words = Words(
    "单位名称 部门名称 机关名称 行政机关名称 单位全称 机关全称 本单位名称 单位 部门 地址 电话 邮编 年份 日期 数字 \
     数量 具体内容 填写 名称 单位名 联系电话 电子邮箱 如有 可选 略",
);
/// Marks of a sample in a title.
const SAMPLES: Words = Words("模板 范文 样本 样式 参考文本 （样） （模版） 模版");
/// Words by which a person's name is hidden on purpose.
const HIDDEN_NAMES: Words = Words("申请人 当事人 原告 第三人 诉 案 某");

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for passage in context.passages() {
        for sentence in passage.sentences() {
            findings.extend(marks(passage, &sentence));
            let instruction = instruction::found(passage, &sentence);
            findings.extend(instruction.map(|range| about(passage, range, "instruction")));
            findings.extend(nameless(passage, &sentence).map(|range| about(passage, range, "placeholder")));
            let alternative = alternative::found(passage, &sentence);
            findings.extend(alternative.map(|range| about(passage, range, "alternative")));
            findings.extend(blank(passage, &sentence));
        }
    }
    findings.extend(sample(context));
}

fn about(passage: &Passage, range: Range<usize>, variant: &'static str) -> Finding {
    RESIDUE.finding().variant(variant).param("found", passage.words(range.clone())).span(passage.bytes(range))
}

/// `××`, `XX`, `20XX年`, `____`, `YYYY年`: one finding a sentence.
fn marks(passage: &Passage, sentence: &Range<usize>) -> Option<Finding> {
    let hides_names = LazyCell::new(|| passage.has_any(sentence.clone(), HIDDEN_NAMES));
    let mut at = sentence.start;
    while at < sentence.end {
        let kind = mark(passage.char(at)?);
        let end = (at..sentence.end).find(|&index| passage.char(index).map(mark) != Some(kind)).unwrap_or(sentence.end);
        let run = at..end;
        if kind.is_some_and(|kind| is_placeholder(passage, &run, kind, || *hides_names)) {
            return Some(about(passage, run, "placeholder"));
        }
        at = end;
    }
    None
}

/// The kinds of characters that stand for something to be filled in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Cross,
    Circle,
    Star,
    Line,
    Year,
    Number,
}

fn mark(char: char) -> Option<Mark> {
    match char {
        '×' | 'X' | 'x' | '╳' | '✕' | '✖' | '☓' | 'Х' | '乂' => Some(Mark::Cross),
        '○' | '◯' | '●' | '□' | '■' | '△' => Some(Mark::Circle),
        '*' | '＊' => Some(Mark::Star),
        '_' | '＿' => Some(Mark::Line),
        'Y' => Some(Mark::Year),
        'N' | 'n' => Some(Mark::Number),
        _ => None,
    }
}

/// What is counted or dated, after a figure that was left out.
const COUNTED: &str = "月日件条次份篇起宗项";
/// What follows the name of a body or a figure that was left out.
const NAMED: &str = "县市区局镇乡省州委办厅街条件次份年月日";

/// `hides_names` says whether the sentence speaks of parties whose names may be
/// hidden on purpose.
fn is_placeholder(passage: &Passage, run: &Range<usize>, kind: Mark, hides_names: impl Fn() -> bool) -> bool {
    let before = run.start.checked_sub(1).and_then(|before| passage.char(before));
    let after = passage.char(run.end);
    let word = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphabetic() || "@/.-:&=?#".contains(char));
    match kind {
        Mark::Line => {
            run.len() >= 2 && !word(before) && !word(after) && !before.is_some_and(|char| char.is_ascii_digit())
        }
        Mark::Year => run.len() == 4 && after == Some('年'),
        Mark::Cross => {
            let in_year = after == Some('年') && before.is_some_and(|char| char.is_ascii_digit());
            let counts = is_han(before) && after.is_some_and(|char| COUNTED.contains(char));
            let number = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
            let alone = !word(before) && !word(after) && !number(before) && !number(after);
            in_year || alone && (run.len() >= 2 || counts) && !hides_names()
        }
        Mark::Circle => run.len() >= 2 && (is_han(before) || is_han(after)) && !hides_names(),
        // Two runs of stars set a word in bold.
        Mark::Star => {
            let ends = (0..passage.chars.len()).filter(|&at| passage.char(at).and_then(mark) == Some(Mark::Star));
            let named = after.is_some_and(|char| NAMED.contains(char));
            run.len() >= 2 && ends.count() == run.len() && is_han(before) && named && !hides_names()
        }
        Mark::Number => run.len() == 1 && is_han(before) && after.is_some_and(|char| COUNTED.contains(char)),
    }
}

fn is_han(char: Option<char>) -> bool {
    char.is_some_and(|char| ('\u{4e00}'..='\u{9fff}').contains(&char))
}

/// `某某局`, as the template calls the body; 王某某 is a party of a case.
fn nameless(passage: &Passage, sentence: &Range<usize>) -> Option<Range<usize>> {
    let at = passage.find(sentence.clone(), "某某")?;
    let opens = at == sentence.start
        || at
            .checked_sub(1)
            .and_then(|before| passage.char(before))
            .is_some_and(|char| "，：、（由与向年".contains(char));
    let named = passage.char(at + 2).is_some_and(|char| "局县市区镇乡省州委办厅单部街".contains(char));
    let hidden = passage.has_any(sentence.clone(), Words("诉 案 申请人 当事人 处罚 隐名 举报"));
    (opens && named && !hidden).then_some(at..at + 3)
}

/// `（单位名称）`, or brackets with nothing between them.
fn blank(passage: &Passage, sentence: &Range<usize>) -> Option<Finding> {
    let opens = sentence.clone().filter(|&at| passage.char(at) == Some('（'));
    opens
        .filter_map(|at| {
            let close = (at..sentence.end).take(10).find(|&index| passage.char(index) == Some('）'))?;
            let within = passage.text(at + 1..close);
            let before = at.checked_sub(1).and_then(|before| passage.char(before));
            let named = BLANKS.contains(within.as_str()) && !(before == Some('》') && within == "略");
            let empty = within.is_empty() && before.is_some_and(|char| !"，。；：、".contains(char));
            (named || empty).then(|| about(passage, at..close + 1, if empty { "empty_brackets" } else { "blank" }))
        })
        .next()
}

fn sample(context: &Context<'_>) -> Option<Finding> {
    let title = context.report.title.as_ref().map(Verbatim::verbatim)?;
    let found = SAMPLES.iter().find(|word| title.contains(word))?;
    let finding = RESIDUE.finding().variant("sample").param("found", found);
    Some(match context.report.text.verbatim().find(title) {
        Some(at) => finding.span(at..at + title.len()),
        None => finding,
    })
}

#[cfg(test)]
mod tests;
