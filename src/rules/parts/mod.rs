//! The list of parts that the preface announces: as many as it says, each
//! once, and the ones that follow.

mod list;

use super::{Context, Family, Passage, Reads, Rule, Rules};
use crate::finding::{Finding, Severity};
use crate::order;
use crate::packs::annual_report;
use crate::words::Words;
use list::List;
use std::ops::Range;

const PARTS: Rule = Rule { id: "text.parts", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[PARTS]),
    check,
    reads: Reads::Text,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

/// Words with which such a list begins.
const OPENINGS: Words = Words("由 包括 包含 分为 内容为 内容有 内容是 分别是 分别为 共分 分成 涵盖 主要有 含");
/// What the list is of, where it says no number.
const REPORT: Words = Words("报告 年报 全文");
const DIGITS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
/// What parts are called. The first ones are said of nothing else.
const UNITS: Words = Words("个部分 部分 大部分 个大部分 个方面内容 个方面 方面 项内容 个章节 个板块");
const SURE_UNITS: usize = 5;
/// From this report year on nobody may still list the parts of the form before.
/// For 2019 the form was recommended only.
const FORM_BINDS: u16 = 2020;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(edition) = context.edition() else { return };
    let heading = |index: usize| edition.sections.get(index).map(|form| form.heading.as_str());
    for passage in context.preface() {
        for sentence in full_sentences(passage) {
            let Some(announced) = announced(passage, &sentence) else { continue };
            if let Some(found) = former(context, passage, &announced) {
                findings.push(found);
                continue;
            }
            let twice = announced.list.twice().and_then(heading);
            findings.extend(twice.map(|part| about(passage, &announced, "repeated").param("part", part)));
            findings.extend(miscounted(context, passage, &announced));
        }
    }
}

/// The sentences up to a full stop: a list may have semicolons.
fn full_sentences(passage: &Passage) -> Vec<Range<usize>> {
    let mut start = 0;
    let ends = (0..passage.chars.len()).filter(|&at| passage.char(at) == Some('。') || at + 1 == passage.chars.len());
    ends.map(|end| {
        let range = start..end + 1;
        start = end + 1;
        range
    })
    .collect()
}

/// A list of parts: its words, how many it says, which ones it names.
struct Announced {
    range: Range<usize>,
    count: Option<Count>,
    list: List,
}

/// `六个部分`: the number, and where it stands.
struct Count {
    number: usize,
    range: Range<usize>,
    /// Whether it can only be of the parts of a text.
    is_sure: bool,
}

fn announced(passage: &Passage, sentence: &Range<usize>) -> Option<Announced> {
    let openings =
        OPENINGS.iter().filter_map(|word| Some(passage.find(sentence.clone(), word)? + word.chars().count()));
    let count = sentence.clone().find_map(|at| count_of_parts(passage, at));
    let itself = count
        .as_ref()
        .map(|count| count.range.start)
        .filter(|&at| passage.char(at.wrapping_sub(1)).is_some_and(|char| "分共有为计".contains(char)));
    let opening = openings.chain(itself).min()?;
    let Some(count) = count else {
        let of_report = passage.has_any(sentence.start..opening, REPORT);
        let list = List::of(passage, opening..sentence.end);
        return of_report.then_some(Announced { range: opening..sentence.end, count: None, list });
    };
    let before = List::of(passage, opening.min(count.range.start)..count.range.start);
    let (list, range) = match before.is_empty() {
        false => (before, opening.min(count.range.start)..count.range.end),
        true => (List::of(passage, count.range.end..sentence.end), count.range.clone()),
    };
    // 从五个方面 speaks of parts only beside a list of them.
    (count.is_sure || list.names_several()).then_some(Announced { range, count: Some(count), list })
}

/// `六个部分` or `6部分` at an index.
fn count_of_parts(passage: &Passage, at: usize) -> Option<Count> {
    let char = passage.char(at)?;
    let joined = at
        .checked_sub(1)
        .and_then(|before| passage.char(before))
        .is_some_and(|before| before.is_ascii_digit() || DIGITS.contains(&before) || before == '第');
    let value = char.to_digit(10).map(|digit| digit as usize);
    let number = value.or_else(|| DIGITS.iter().position(|&known| known == char).map(|index| index + 1))?;
    let (place, unit) = UNITS.iter().enumerate().find(|(_, unit)| passage.starts_with(at + 1, unit))?;
    let range = at..at + 1 + unit.chars().count();
    (!joined && number > 1).then_some(Count { number, range, is_sure: place < SURE_UNITS })
}

fn about(passage: &Passage, announced: &Announced, variant: &'static str) -> Finding {
    let words = announced.count.as_ref().map_or(announced.range.clone(), |count| count.range.clone());
    PARTS.finding().variant(variant).param("found", passage.words(words)).span(passage.bytes(announced.range.clone()))
}

/// A list with parts that only the form before 2019 had.
fn former(context: &Context<'_>, passage: &Passage, announced: &Announced) -> Option<Finding> {
    let year = context.report.year.filter(|year| *year >= FORM_BINDS)?;
    let former = announced.list.former();
    // A report that has these parts is judged by its headings.
    let follows = |part: &String| {
        context.report.sections.iter().any(|section| section.heading.verbatim().contains(part.as_str()))
    };
    let is_old =
        announced.list.names_several() && former.len() >= 2 && former.iter().filter(|part| follows(part)).count() < 2;
    is_old.then(|| {
        let finding = about(passage, announced, "former");
        let finding = finding.param("parts", former.to_vec()).param("year", i64::from(year));
        // Two may be old words for today's parts.
        let severity = if former.len() > 2 { PARTS.severity } else { Severity::Info };
        Finding { severity, ..finding }
    })
}

/// The number against the list, or against the sections that follow.
fn miscounted(context: &Context<'_>, passage: &Passage, announced: &Announced) -> Option<Finding> {
    let count = announced.count.as_ref()?.number;
    let listed = announced.list.len();
    if announced.list.is_plain() && listed != count {
        return Some(about(passage, announced, "message").param("count", count).param("listed", listed));
    }
    let sections = &context.report.sections;
    let mut indexes: Vec<usize> = sections.iter().filter_map(|section| section.official.map(|it| it.index)).collect();
    order::sort(&mut indexes);
    indexes.dedup();
    let numbered = || sections.iter().zip(1..).all(|(section, number)| section.ordinal == Some(number));
    let is_whole = sections.len() > 1 && (sections.len() == indexes.len() || numbered());
    (is_whole && sections.len() != count)
        .then(|| about(passage, announced, "sections").param("count", count).param("sections", sections.len()))
}

#[cfg(test)]
mod tests;
