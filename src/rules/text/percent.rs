//! A percentage follows from the figures beside it, at the precision at which
//! it is stated.

use super::super::claims::Narrative;
use super::super::claims::lexicon::Word;
use super::super::claims::mention::Mention;
use super::super::claims::numeral::{Bound, ONE};
use super::super::claims::token::{Kind, Mark, Unit};
use super::{Rule, Text};
use crate::finding::{Finding, Severity};
use crate::order;
use crate::report::Number;

pub(super) const RULE: Rule = Rule { id: "text.percent", severity: Severity::Warning };

/// Earlier figures that a share may be a share of.
const MOST_WHOLES: usize = 12;
/// A share stands right behind its part: `42 件，占 51.85%`.
const WIDEST_GAP: usize = 14;

pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Finding>) {
    for narrative in text.narratives {
        for index in 0..narrative.mentions.len() {
            findings.extend(judge(narrative, index));
        }
    }
}

fn judge(narrative: &Narrative, index: usize) -> Option<Finding> {
    let percent = narrative.mentions.get(index).filter(|mention| mention.figure.unit == Unit::Percent)?;
    if percent.figure.numeral.bound != Bound::Exact {
        return None;
    }
    let pairs = if percent.lead.contains(&Word::Rate) {
        rate(narrative, index, percent)?
    } else if percent.lead.iter().any(|word| matches!(word, Word::More | Word::Less)) {
        change(narrative, index, percent)?
    } else if percent.lead.iter().any(|word| matches!(word, Word::Compare | Word::OtherYear)) {
        return None;
    } else {
        share(narrative, index, percent)?
    };
    let numeral = percent.figure.numeral;
    let closest = pairs.iter().map(|pair| pair.distance(numeral.millionths, numeral.decimals)).min()?;
    let severity = match closest {
        Distance::Rounded => return None,
        Distance::LastPlace => Severity::Info,
        Distance::Far => RULE.severity,
    };
    let (pair, variant) = (pairs.first()?, if closest == Distance::Far { "message" } else { "last_place" });
    let stated = percent.passage_text(narrative);
    Some(
        Finding { severity, ..RULE.finding() }
            .variant(variant)
            .param("stated", stated)
            .param("part", Number::whole(pair.part))
            .param("whole", Number::whole(pair.whole))
            .param("computed", pair.computed(numeral.decimals))
            .span(narrative.passage.bytes(pair.start..percent.range.end)),
    )
}

/// How far a stated percentage is from the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Distance {
    /// It is the right one, rounded.
    Rounded,
    /// It differs by one in the last place: cut off, or rounded up.
    LastPlace,
    /// It is another.
    Far,
}

/// What a percentage may be made of.
#[derive(Debug, Clone, Copy)]
struct Pair {
    part: i64,
    whole: i64,
    /// Where the passage to show starts.
    start: usize,
}

impl Pair {
    fn distance(&self, percent: i128, decimals: u32) -> Distance {
        let last_place = ONE / 10_i128.pow(decimals.min(6));
        // |stated − part/whole·100| against half of the last place, without dividing.
        let off = (percent * i128::from(self.whole) - i128::from(self.part) * 100 * ONE).abs() * 2;
        let place = last_place * i128::from(self.whole);
        match off {
            off if off <= place => Distance::Rounded,
            off if off < 2 * place => Distance::LastPlace,
            _ => Distance::Far,
        }
    }

    fn computed(&self, decimals: u32) -> String {
        let scale = 10_i128.pow(decimals.min(6));
        let whole = i128::from(self.whole).max(1);
        let scaled = (i128::from(self.part) * 100 * scale * 2 + whole) / (2 * whole);
        match decimals {
            0 => format!("{scaled}%"),
            _ => format!("{}.{:0width$}%", scaled / scale, scaled % scale, width = decimals.min(6) as usize),
        }
    }
}

impl Mention {
    fn passage_text(&self, narrative: &Narrative) -> String {
        let token = narrative.tokens.get(self.token).map_or(self.range.clone(), |token| token.range.clone());
        narrative.passage.text(token)
    }
}

/// A count that is exactly meant.
fn count(mention: &Mention) -> Option<i64> {
    let exact = mention.figure.numeral.bound == Bound::Exact && mention.figure.numeral.tolerance == 0;
    let counts = exact && matches!(mention.figure.unit, Unit::Count(_));
    mention.figure.numeral.whole().filter(|_| counts)
}

/// 42 件，占 51.85%: of any figure before it that is large enough.
fn share(narrative: &Narrative, index: usize, percent: &Mention) -> Option<Vec<Pair>> {
    let before = narrative.mentions.get(index.checked_sub(1)?)?;
    let (from, to) = (narrative.tokens.get(before.token)?.range.end, narrative.tokens.get(percent.token)?.range.start);
    let adjacent =
        to - from <= WIDEST_GAP
            && !narrative.tokens.get(before.token..percent.token)?.iter().any(|token| {
                matches!(token.kind, Kind::Mark(Mark::Stop | Mark::Semicolon) | Kind::Word(Word::AmongThem))
            });
    // 占全市申请总量的5%: of another whole.
    let share = percent.lead.iter().position(|word| *word == Word::Share);
    let elsewhere = share.is_some_and(|share| {
        percent.lead.iter().skip(share).any(|word| matches!(word, Word::Territory | Word::Office | Word::Subordinates))
    });
    if elsewhere {
        return None;
    }
    let in_brackets = narrative.passage.char(from) == Some('（') && to == from + 1;
    if !adjacent || !(percent.lead.contains(&Word::Share) || in_brackets) {
        return None;
    }
    let part = count(before)?;
    let wholes = narrative.mentions.get(index.saturating_sub(MOST_WHOLES)..index - 1)?;
    let of_unit = |mention: &&Mention| mention.figure.unit == before.figure.unit;
    let mut pairs: Vec<Pair> = wholes
        .iter()
        .filter(of_unit)
        .rev()
        .filter_map(|mention| Some(Pair { part, whole: count(mention)?, start: mention.range.start }))
        .filter(|pair| pair.whole >= part && pair.whole > 0)
        .collect();
    // The plainest whole is the one that 共 marks; a share of a sum is named by nothing.
    let marked = wholes.iter().filter(of_unit).rev().find(|mention| mention.is_total).and_then(count);
    order::sort_by_key(&mut pairs, |pair| Some(pair.whole) != marked);
    let is_part = before.lead.iter().any(|word| matches!(word, Word::Result(_) | Word::Applicant(_) | Word::Channel))
        || wholes.iter().chain([before]).any(|mention| mention.lead.contains(&Word::AmongThem));
    (marked.is_some() || is_part).then_some(pairs)
}

/// 增加 10 件，增长 25%: of what there was before.
fn change(narrative: &Narrative, index: usize, percent: &Mention) -> Option<Vec<Pair>> {
    let delta = narrative.mentions.get(index.checked_sub(1)?)?;
    let now = narrative.mentions.get(index.checked_sub(2)?)?;
    let sentence = narrative.tokens.get(now.token..percent.token)?;
    let broken = sentence.iter().any(|token| matches!(token.kind, Kind::Mark(Mark::Stop | Mark::Semicolon)));
    let up = |mention: &Mention| mention.lead.contains(&Word::More);
    let down = |mention: &Mention| mention.lead.contains(&Word::Less);
    let same_way = up(delta) != down(delta) && up(delta) == up(percent) && down(delta) == down(percent);
    if broken || !same_way || now.is_compared || now.figure.unit != delta.figure.unit {
        return None;
    }
    let (part, now_count) = (count(delta)?, count(now)?);
    let whole = if up(delta) { now_count - part } else { now_count + part };
    (whole > 0).then(|| vec![Pair { part, whole, start: now.range.start }])
}

/// 收到 50 件，办结 48 件，办结率 96%.
fn rate(narrative: &Narrative, index: usize, percent: &Mention) -> Option<Vec<Pair>> {
    if percent.lead.contains(&Word::OfDue) {
        return None;
    }
    let concluded = narrative.mentions.get(index.checked_sub(1)?)?;
    let received = narrative.mentions.get(index.checked_sub(2)?)?;
    let sentence = narrative.tokens.get(received.token..percent.token)?;
    let broken = sentence.iter().any(|token| matches!(token.kind, Kind::Mark(Mark::Stop)));
    let named = concluded.lead.contains(&Word::Conclude)
        && received.lead.iter().any(|word| matches!(word, Word::Receive | Word::ReceiveNew));
    let (part, whole) = (count(concluded)?, count(received)?);
    (named && !broken && whole >= part && whole > 0).then(|| vec![Pair { part, whole, start: received.range.start }])
}
