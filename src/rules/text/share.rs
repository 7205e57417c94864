//! Shares: which part and which whole a percentage is of. Siblings are never
//! the whole; where the whole is not settled there is none.

use super::super::claims::Narrative;
use super::super::claims::decide::Topic;
use super::super::claims::lexicon::Word;
use super::super::claims::mention::Mention;
use super::super::claims::numeral::ONE;
use super::super::claims::token::{Kind, Mark, Unit};
use super::listing::Listing;
use super::percent::{Distance, Pair};
use super::sort::{Sort, sort};
use crate::order;
use crate::words::Words;

/// A share stands right behind its part: `42 件，占 51.85%`.
const WIDEST_GAP: usize = 24;
/// Tokens of a sentence among which a whole is sought.
const LONGEST_SENTENCE: usize = 256;
/// What may stand between 占 and the figure without naming a whole.
const IDLE: Words = Words(
    "占比 比例 比重 占 约 为 达到 达 到 的 总数 总量 总体 全部 申请 办件 件数 总 数 量 比 信息 公开 发布 了 其 \
     全年 整个 是 近 依申请 政府 ， （ ： 类 占总",
);

/// What may be said of all shares of a passage.
pub(super) struct Shares<'a> {
    narrative: &'a Narrative,
    /// What the report says of all applications, in its tables and its text.
    applications: &'a [i64],
    listings: &'a [Listing],
    /// The figures that are parts, in order, each with its listing.
    members: Vec<(usize, usize)>,
    /// The listings whose shares are rounded and not made to add up.
    rounded: Vec<bool>,
}

/// What a percentage is a share of.
pub(super) struct Share {
    /// What it may be made of, the likeliest first.
    pub pairs: Vec<Pair>,
    /// Whether the shares beside it are rounded.
    pub rounds: bool,
}

impl<'a> Shares<'a> {
    /// The shares of a passage with its lists.
    pub fn of(narrative: &'a Narrative, listings: &'a [Listing], applications: &'a [i64]) -> Self {
        let parts =
            |(index, listing): (usize, &Listing)| listing.parts.iter().map(|&part| (part, index)).collect::<Vec<_>>();
        let mut members: Vec<(usize, usize)> = listings.iter().enumerate().flat_map(parts).collect();
        order::sort(&mut members);
        let mut shares = Shares { narrative, applications, listings, members, rounded: Vec::new() };
        shares.rounded = listings.iter().map(|listing| shares.are_rounded(listing)).collect();
        shares
    }

    /// The last listing of which a figure is a part.
    fn listing_of(&self, part: usize) -> Option<usize> {
        let last = self.members.partition_point(|(member, _)| *member <= part).checked_sub(1)?;
        self.members.get(last).filter(|(member, _)| *member == part).map(|(_, listing)| *listing)
    }

    /// What the percentage at an index is a share of, where that is settled.
    pub fn share(&self, index: usize) -> Option<Share> {
        let percent = self.narrative.mentions.get(index)?;
        let part_index = index.checked_sub(1)?;
        let before = self.narrative.mentions.get(part_index)?;
        let part = count(before)?;
        if !self.is_share_of(before, percent) {
            return None;
        }
        let listing = self.listing_of(part_index);
        let wholes = match listing.and_then(|listing| self.listings.get(listing)) {
            Some(listing) => listing.wholes.clone(),
            None => self.totals_before(part_index),
        };
        let told = wholes
            .iter()
            .filter_map(|&whole| self.narrative.mentions.get(whole))
            .filter(|whole| whole.figure.unit == before.figure.unit)
            .filter_map(|whole| Some(Pair { part, whole: count(whole)?, start: whole.range.start }));
        // Some of the applications: of those received or done with, wherever that stands.
        let is_some_of = matches!(sort(before), Sort::Result | Sort::Applicant | Sort::Channel)
            && before.topic != Topic::Other
            && before.quantity.is_some();
        let is_some_of = is_some_of && !self.is_rough_before(part_index);
        let elsewhere = self.applications.iter().filter(|_| is_some_of);
        let elsewhere = elsewhere.map(|&whole| Pair { part, whole, start: before.range.start });
        let pairs: Vec<Pair> = told.chain(elsewhere).filter(|pair| pair.whole >= part && pair.whole > 0).collect();
        let rounds = listing.and_then(|listing| self.rounded.get(listing).copied()).unwrap_or(false);
        (!pairs.is_empty()).then_some(Share { pairs, rounds })
    }

    /// 42 件，占 51.85%; 42 件（51.85%）; 机构职能类 43 条，机构职能类比例 3.3%.
    fn is_share_of(&self, part: &Mention, percent: &Mention) -> bool {
        let tokens = &self.narrative.tokens;
        let place = |mention: &Mention| tokens.get(mention.token).map(|token| token.range.clone());
        let (Some(from), Some(to)) = (place(part), place(percent)) else { return false };
        let Some(between) = to.start.checked_sub(from.end).filter(|gap| *gap <= WIDEST_GAP) else { return false };
        let passage = &self.narrative.passage;
        if between == 1 && passage.char(from.end) == Some('（') {
            return true;
        }
        let inner = tokens.get(part.token + 1..percent.token).unwrap_or_default();
        let breaks =
            |kind: Kind| matches!(kind, Kind::Mark(Mark::Stop | Mark::Semicolon) | Kind::Word(Word::AmongThem));
        let share = inner.iter().rposition(|token| token.kind == Kind::Word(Word::Share));
        let Some(share) = share.filter(|_| !inner.iter().any(|token| breaks(token.kind))) else { return false };
        let Some(word) = inner.get(share) else { return false };
        // 占全市申请总量的5%: of another whole. 机构职能类比例: of the part's own name.
        let behind = passage.text(word.range.end..to.start);
        let rest = IDLE.iter().fold(behind, |rest, idle| rest.replace(idle, ""));
        let ahead = passage.text(from.end..word.range.start);
        let name = ahead.rsplit('，').next().unwrap_or_default().trim_matches(['、', '（', '其', '的', '即']);
        let own = name.is_empty() || passage.text(part.range.start.saturating_sub(12)..from.start).contains(name);
        rest.is_empty() && own
    }

    /// Whether the sentence gives a rough figure that may be the whole.
    fn is_rough_before(&self, part: usize) -> bool {
        let mentions = &self.narrative.mentions;
        let start = self.sentence_start(part);
        let before = mentions.get(..part).unwrap_or_default().iter().rev();
        before
            .take_while(|mention| mention.token >= start)
            .any(|mention| matches!(mention.figure.unit, Unit::Count(_)) && !mention.figure.numeral.is_exact())
    }

    /// The token at which the sentence of a figure starts.
    fn sentence_start(&self, mention: usize) -> usize {
        let end = self.narrative.mentions.get(mention).map_or(0, |mention| mention.token);
        let first = end.saturating_sub(LONGEST_SENTENCE);
        let tokens = self.narrative.tokens.get(first..end).unwrap_or_default();
        first + tokens.iter().rposition(|token| token.kind == Kind::Mark(Mark::Stop)).unwrap_or(0)
    }

    /// The totals of the sentence that stand before a part: 共, 共计, 总计.
    fn totals_before(&self, part: usize) -> Vec<usize> {
        let mentions = &self.narrative.mentions;
        let start = self.sentence_start(part);
        let within = |&index: &usize| mentions.get(index).is_some_and(|mention| mention.token >= start);
        let total =
            |&index: &usize| mentions.get(index).is_some_and(|mention| mention.is_total && !mention.is_compared);
        (0..part).rev().take_while(within).filter(total).collect()
    }

    /// Whether the shares of a list are rounded: one is rounded up, all others
    /// fit or were cut off, and they were not made to add up to 100 %.
    fn are_rounded(&self, listing: &Listing) -> bool {
        let whole = listing.wholes.first().and_then(|&whole| self.narrative.mentions.get(whole)).and_then(count);
        let Some(whole) = whole.filter(|whole| *whole > 0) else { return false };
        let (mut rounded_up, mut sum) = (false, 0);
        for &index in &listing.parts {
            let (Some(part), Some(percent)) =
                (self.narrative.mentions.get(index), self.narrative.mentions.get(index + 1))
            else {
                continue;
            };
            if percent.figure.unit != Unit::Percent {
                continue;
            }
            let Some(part) = count(part) else { continue };
            let pair = Pair { part, whole, start: 0 };
            let numeral = percent.figure.numeral;
            sum += numeral.millionths;
            match pair.distance(numeral) {
                Distance::Rounded => rounded_up |= pair.rounds_up(numeral.decimals),
                Distance::LastPlace => {}
                Distance::Far => return false,
            }
        }
        rounded_up && sum != 100 * ONE
    }
}

/// A count that is exactly meant.
pub(super) fn count(mention: &Mention) -> Option<i64> {
    let counts = mention.figure.numeral.is_exact() && matches!(mention.figure.unit, Unit::Count(_));
    mention.figure.numeral.whole().filter(|_| counts)
}
