//! What the text says in words that the form of a table names: `行政处罚总数为293宗`
//! against the cell that they mean.
//!
//! A form names the words whole, with `{}` where the number stands. They are heeded
//! where they begin a clause, and where the sentence speaks of no other year and of no
//! part: everything else is left alone.

use super::{Context, Family, Passage, Reads, Rule, Rules};
use crate::finding::{Address, Finding, Severity};
use crate::forms::Said;
use crate::report::{Number, Table, Value};
use crate::words::Words;
use std::ops::Range;

const RULE: Rule = Rule { id: "text.said", severity: Severity::Warning };

pub(super) const FAMILY: Family =
    Family { rules: Rules::Declared(&[RULE]), check, reads: Reads::Figures, looks_back: false, of_form: None };

/// What may stand before the words in their clause: the year, and whose figure it is.
const BEFORE: Words = Words(
    "年 年度 全年 本年 本年度 当年 全县 全市 全区 全省 全局 全系统 我局 本局 我委 本委 我单位 本单位 本机关 我县 我市 \
     我区 共 共计 累计 总共 为",
);

/// What may stand between the words and their number.
const BETWEEN: Words = Words("共计 合计 总计 共 为");

/// A sentence with one of these speaks of another year, or of a part.
const ELSEWHERE: Words = Words("上年 去年 上一年 同比 同期 往年 较上 比上 环比 其中 近三年 近五年 历年 计划 预计");

/// What makes a number one of something else, or a rough one, where the form names nothing behind it.
const NO_UNIT: Words = Words("% 倍 个百分点 成 余 多 左右 以上 人 家 名 户 亿");

/// How many 元 are one 万元.
const TEN_THOUSAND: Number = Number::whole(10_000);

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // Only the forms of a build that reads forms at run time name words.
    if !cfg!(feature = "whole") {
        return;
    }
    for table in &context.report.tables {
        for said in &table.form.said {
            for passage in context.passages() {
                let found = said.words.iter().flat_map(|words| compare(context, table, said, passage, words));
                let mut found: Vec<Finding> = found.collect();
                // 处罚总数{} and 处罚总数为{} are one place.
                found.dedup_by_key(|finding| finding.span.as_ref().map(|span| span.end));
                findings.extend(found);
            }
        }
    }
}

/// Every place of the words in a passage whose number is another than the table's.
fn compare<'a>(
    context: &'a Context<'_>,
    table: &'a Table,
    said: &'a Said,
    passage: &'a Passage,
    words: &'a str,
) -> impl Iterator<Item = Finding> + 'a {
    let parts = words.split_once("{}");
    let cell = said.cell.split_once('/').and_then(|(row, column)| table.form.cell_named(row, column));
    let figure = cell.and_then(|cell| match table.figure(cell)?.value {
        Value::Number(number) => Some((cell, number)),
        _ => None,
    });
    let places = parts.zip(figure).into_iter().flat_map(move |((before, behind), figure)| {
        let sentences = passage.sentences().filter(|sentence| speaks_of_it(context, passage, sentence));
        let found = sentences.flat_map(move |sentence| places(passage, sentence, before, behind));
        found.map(move |found| (figure, found))
    });
    places.filter_map(|((cell, figure), (place, number))| {
        let is_money = table.form.cells().get(cell)?.kind.has_decimals();
        (!agrees(figure, number, is_money)).then(|| {
            RULE.finding()
                .cell(Address { form: table.form, cell })
                .span(passage.bytes(place.clone()))
                .param("claim", passage.words(place))
                .param("said", number)
                .param("figure", figure)
        })
    })
}

/// Whether a sentence names no year but the report's, and no part.
fn speaks_of_it(context: &Context<'_>, passage: &Passage, sentence: &Range<usize>) -> bool {
    let mut at = sentence.start;
    while let Some(place) = passage.find(at..sentence.end, "年") {
        at = place + 1;
        let digits = passage.digits(place.saturating_sub(4).max(sentence.start));
        if digits.len() == 4 && digits.end == place && passage.number(digits) != context.report.year.map(u32::from) {
            return false;
        }
    }
    !passage.has_any(sentence.clone(), ELSEWHERE)
}

/// Where the words stand in a sentence, and the number in them.
fn places<'a>(
    passage: &'a Passage,
    sentence: Range<usize>,
    before: &'a str,
    behind: &'a str,
) -> impl Iterator<Item = (Range<usize>, Number)> + 'a {
    let mut at = sentence.start;
    std::iter::from_fn(move || {
        loop {
            let start = passage.find(at..sentence.end, before)?;
            at = start + 1;
            let digits = start + before.chars().count();
            let digits = passage.behind(digits, BETWEEN).unwrap_or(digits);
            let Some((end, number)) = number(passage, digits) else { continue };
            let is_whole = !behind.is_empty() || !passage.any_at(end, NO_UNIT);
            if is_whole && passage.starts_with(end, behind) && begins(passage, start, sentence.start) {
                return Some((start..end + behind.chars().count(), number));
            }
        }
    })
}

/// Whether a clause begins at an index, but for the year and whose figure it is.
fn begins(passage: &Passage, at: usize, start: usize) -> bool {
    let mark = |char: char| matches!(char, '，' | '：' | '；' | '。' | '、' | '（' | '）');
    at == start || passage.char(at - 1).is_some_and(mark) || passage.any_before(at, BEFORE)
}

/// The number that begins at an index, and where it ends: `11,817.5`.
fn number(passage: &Passage, start: usize) -> Option<(usize, Number)> {
    let is_part = |at: &usize| passage.char(*at).is_some_and(|char| char.is_ascii_digit() || matches!(char, '.' | ','));
    let end = (start..).take_while(is_part).last()? + 1;
    let text: String = passage.chars.get(start..end)?.iter().filter(|char| **char != ',').collect();
    Some((end, Number::parse(&text)?))
}

/// Whether two figures are the same; of money one may be in 元 and the other in 万元.
fn agrees(figure: Number, said: Number, is_money: bool) -> bool {
    // What is said may be rounded: by half of its last digit.
    let rounds = |said: Number, factor: Number, figure: Number| {
        let decimals = said.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let unit = 10_i128.checked_pow(u32::try_from(decimals).unwrap_or(u32::MAX)).unwrap_or(i128::MAX);
        let most = factor.exact() / unit / 2;
        said.times(factor).is_some_and(|times| (times.exact() - figure.exact()).abs() <= most)
    };
    let one = Number::whole(1);
    figure == said
        || (is_money
            && (rounds(said, one, figure) || rounds(said, TEN_THOUSAND, figure) || rounds(figure, TEN_THOUSAND, said)))
}
