//! The parts that a list names, in whatever words.

use crate::rules::Passage;
use crate::words::Words;
use std::ops::Range;

/// Words that tell which official part is meant, by its index. The first that
/// fits counts: 因申请公开被提起行政复议 is the fourth part.
const PARTS: &[(&str, usize)] = &[
    ("复议", 3),
    ("诉讼", 3),
    ("问题", 4),
    ("不足", 4),
    ("改进", 4),
    ("打算", 4),
    ("整改", 4),
    ("申请", 2),
    ("主动公开", 1),
    ("其他", 5),
    ("需要报告", 5),
    ("需要说明", 5),
    ("总体情况", 0),
    ("基本情况", 0),
    ("概述", 0),
    ("概况", 0),
    ("总述", 0),
];
/// Parts that the form before 2019 had and none has had since.
const FORMER: Words = Words("收费 减免 咨询 举报 投诉 申诉 不予公开 统计图表 指标统计 机构建设 经费 概述");
/// Those of them that alone prove nothing: they are said loosely of today's
/// parts, or added to them.
const LOOSE: Words = Words("概述 统计图表 指标统计");
/// What ends a list that has no number behind it.
const ENDS: Words = Words("组成 构成 统计期 所列 如对 电子版 现予 现将");

/// A list of parts.
#[derive(Debug, Default)]
pub(super) struct List {
    named: Vec<Part>,
    former: Vec<String>,
    proves: bool,
    /// Items that name no official part.
    others: usize,
}

/// A part that is named, and the words that named it: 行政复议、行政诉讼 is one.
#[derive(Debug)]
struct Part {
    index: usize,
    words: Vec<&'static str>,
}

impl List {
    /// The list that stands in a range of characters.
    pub(super) fn of(passage: &Passage, range: Range<usize>) -> Self {
        let mut list = List::default();
        let (text, mut at) = (passage.text(range.clone()), range.start);
        for item in text.split(['、', '，', '；', '：', '。']) {
            let end = at + item.chars().count();
            list.add(item, &passage.words(at..end));
            at = end + 1;
            if ENDS.any_in(item) {
                break;
            }
        }
        list
    }

    /// Takes an item of the list; `written` is the same as it stands there.
    fn add(&mut self, item: &str, written: &str) {
        let mut named = false;
        for piece in item.split(['和', '及', '与']) {
            let Some(&(word, index)) = PARTS.iter().find(|(word, _)| piece.contains(word)) else { continue };
            named = true;
            match self.named.last_mut().filter(|part| part.index == index && !part.words.contains(&word)) {
                Some(part) => part.words.push(word),
                None => self.named.push(Part { index, words: vec![word] }),
            }
        }
        if FORMER.any_in(item) {
            let part = item.split('等').next().unwrap_or(item);
            let skipped = part.chars().take_while(|char| ['以', '及'].contains(char)).count();
            self.former.push(written.chars().take(part.chars().count()).skip(skipped).collect());
            self.proves |= FORMER.iter().any(|word| item.contains(word) && !LOOSE.contains(word));
        }
        let is_part = item.chars().count() > 3;
        self.others += usize::from(!named && is_part);
    }

    /// Whether it names no part at all.
    pub(super) fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// How many parts it names.
    pub(super) fn len(&self) -> usize {
        self.named.len()
    }

    /// Whether it surely is a list of the parts of a report.
    pub(super) fn names_several(&self) -> bool {
        self.named.len() >= 3
    }

    /// Whether it names official parts and nothing else.
    pub(super) fn is_plain(&self) -> bool {
        self.others == 0 && self.former.is_empty() && !self.named.is_empty()
    }

    /// The official part that it names twice.
    pub(super) fn twice(&self) -> Option<usize> {
        let is_twice = |part: &&Part| self.named.iter().filter(|other| other.index == part.index).count() > 1;
        self.named.iter().find(is_twice).map(|part| part.index).filter(|_| self.is_plain())
    }

    /// The parts of the form before 2019, as they are written; none unless one
    /// of them proves that the list is of that form.
    pub(super) fn former(&self) -> &[String] {
        if self.proves { &self.former } else { &[] }
    }
}
