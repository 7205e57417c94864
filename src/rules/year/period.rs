//! The statistics period: 1 January to 31 December of the report year.

use super::date::{Mention, counted, signed};
use super::{Sentence, YEAR};
use crate::finding::Finding;
use crate::rules::Passage;
use crate::words::Words;
use std::ops::Range;

/// Words that tell that a sentence speaks of the period of the figures.
const PERIOD: Words = Words("统计期 统计时 统计截 统计数据 数据统计 所列数据 数据的期 数据期 报告期 数据的统计");
/// Words that surely introduce the period, or its end.
const SURELY: Words = Words("统计期 统计时 统计截 所列数据 数据期 报告期 数据截");
/// Words of a comparison.
const COMPARED: Words = Words("较 比 相比 同期");
/// What may stand between the two dates.
const BETWEEN: &str = "起始开至到—-–~～，止为";
const LONGEST_BETWEEN: usize = 6;

/// What is wrong with the period in a sentence, if it gives one.
pub(super) fn finding(sentence: &Sentence<'_>, year: u16, in_preface: bool) -> Option<Finding> {
    let Sentence { passage, mentions, range, .. } = sentence;
    if !passage.has_any(range.clone(), PERIOD) {
        return None;
    }
    let in_words = mentions.iter().find_map(|from| Some((from.clone(), end(passage, from, mentions)?)));
    let Some((from, to)) = in_words.or_else(|| in_signs(passage, range)) else {
        return unreadable(passage, range).or_else(|| other_year(sentence, year).filter(|_| in_preface));
    };
    let range = from.range.start..to.range.end;
    let about = || {
        YEAR.finding()
            .param("found", passage.words(range.clone()))
            .param("year", i64::from(year))
            .span(passage.bytes(range.clone()))
    };
    if from.year != year || to.year != year {
        return Some(about().variant("period_year"));
    }
    (!from.is_day(1, 1) || !to.is_day(12, 31)).then(|| about().variant("period"))
}

/// The date that ends the period which another one begins. Its year may be
/// left out.
fn end(passage: &Passage, from: &Mention, mentions: &[Mention]) -> Option<Mention> {
    from.day?;
    let mut at = from.range.end;
    while passage.char(at).is_some_and(|char| BETWEEN.contains(char)) && at - from.range.end < LONGEST_BETWEEN {
        at += 1;
    }
    if at == from.range.end {
        return None;
    }
    let next = mentions.partition_point(|to| to.range.start < at);
    if let Some(to) = mentions.get(next).filter(|to| to.range.start == at) {
        return to.day.map(|_| to.clone());
    }
    let (month, after_month) = counted(passage, at, '月')?;
    let (day, after_day) = counted(passage, after_month, '日')?;
    let range = at..after_day;
    Some(Mention { year: from.year, month: Some(month), day: Some(day), year_range: range.clone(), range })
}

/// A period whose dates are written with signs: `2023.1.1-2023.12.31`.
fn in_signs(passage: &Passage, sentence: &Range<usize>) -> Option<(Mention, Mention)> {
    sentence.clone().find_map(|at| {
        let from = signed(passage, at)?;
        let between = (from.range.end..).take(LONGEST_BETWEEN);
        let gap = between.take_while(|&at| passage.char(at).is_some_and(|char| BETWEEN.contains(char))).count();
        let to = signed(passage, from.range.end + gap).filter(|_| gap > 0)?;
        Some((from, to))
    })
}

/// A period given by one date or by the year alone, of another year.
fn other_year(sentence: &Sentence<'_>, year: u16) -> Option<Finding> {
    let Sentence { passage, mentions, range, .. } = sentence;
    let surely = SURELY.iter().filter_map(|word| passage.find(range.clone(), word)).min()?;
    let first = mentions.iter().find(|mention| mention.range.start > surely)?;
    let other = mentions.iter().all(|mention| mention.year != year) && !passage.has_any(range.clone(), COMPARED);
    let is_period = first.month.is_none() || first.is_day(12, 31) || first.is_day(1, 1) || first.day.is_none();
    (other && is_period).then(|| super::about(passage, first, "period_year", year))
}

/// A period whose signs were lost on the way: `202111日起至20211231日`.
fn unreadable(passage: &Passage, sentence: &Range<usize>) -> Option<Finding> {
    let at = passage.find(sentence.clone(), "日起至")?;
    let digits_before =
        (sentence.start..at).rev().take_while(|&index| passage.char(index).is_some_and(|char| char.is_ascii_digit()));
    let start = at - digits_before.count();
    let after = passage.digits(at + 3);
    let lost = at - start >= 6 && after.len() >= 6;
    let range = start..after.end;
    lost.then(|| {
        YEAR.finding().variant("period_lost").param("found", passage.words(range.clone())).span(passage.bytes(range))
    })
}
