//! In which year a figure stands: the report's, another that is only compared
//! with, one from which or to which applications are carried.

use super::lexicon::Word;
use super::token::{Kind, Token};
use super::walker::Walker;
use crate::words::Words;

/// Words behind a year among which 结转 is sought.
const MOST_AHEAD: usize = 8;

impl Walker<'_> {
    /// Takes in a year.
    pub(super) fn year(&mut self, year: i64, index: usize, token: &Token) {
        let carried = self.lead.iter().any(|word| matches!(word, Word::Carry | Word::CarryIn | Word::CarryOut));
        let own = self.year.map(i64::from) == Some(year);
        if own && self.ends_period(index, token) {
            self.sentence.other_year = true;
        } else if own {
            self.sentence.other_year = false;
        } else if self.compares(token.range.start) {
            self.lead.push(Word::Compare);
        } else if !carried && !self.belongs_to_carried(index) {
            self.sentence.other_year = true;
        }
    }

    /// 2021年至2023年: more than one year.
    fn ends_period(&self, index: usize, token: &Token) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.is_some_and(|before| {
            let other = matches!(before.kind, Kind::Year(year) if self.year.map(i64::from) != Some(year));
            let between = self.passage.text(before.range.end..token.range.start);
            other && Words("至 到 - — ~ 和 与").contains(between.as_str())
        })
    }

    /// 2022年未办结而结转的申请: the year says where they are carried from.
    fn belongs_to_carried(&self, index: usize) -> bool {
        let ahead = self.tokens.get(index + 1..).unwrap_or_default().iter().take(MOST_AHEAD);
        let mut words = ahead.take_while(|token| matches!(token.kind, Kind::Word(_)));
        words.any(|token| matches!(token.kind, Kind::Word(Word::Carry | Word::CarryIn | Word::CarryOut)))
    }

    /// Whether the report's own year stands right before a word.
    pub(super) fn follows_own_year(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.is_some_and(|before| match before.kind {
            Kind::Year(year) => self.year.map(i64::from) == Some(year),
            kind => kind == Kind::Word(Word::ThisYear),
        })
    }

    /// 较 2022 年, 比去年: the other year is only compared with.
    pub(super) fn compares(&self, start: usize) -> bool {
        self.passage.any_before(start, Words("较 比 与 和 同 相对于 由")) || self.lead.contains(&Word::Compare)
    }
}
