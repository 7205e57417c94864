//! A percentage follows from the figures beside it, at the precision at which
//! it is stated.

use super::super::claims::lexicon::Word;
use super::super::claims::mention::Mention;
use super::super::claims::numeral::{Bound, Numeral, ONE};
use super::super::claims::quantity::Quantity;
use super::super::claims::token::{Kind, Mark, Unit};
use super::super::claims::{Amount, Narrative};
use super::listing;
use super::share::{self, Shares};
use super::{Rule, Text};
use crate::finding::{Finding, Severity};
use crate::packs::annual_report::APPLICATIONS;
use crate::report::Number;
use crate::words::Words;

pub(super) const RULE: Rule = Rule { id: "text.percent", severity: Severity::Warning };

/// Longest passage that is shown, in characters.
const LONGEST_SPAN: usize = 160;
/// Claims of the text that may be the whole of a share in another sentence.
const MOST_WHOLES: usize = 24;

pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Finding>) {
    let applications = applications(text);
    for narrative in text.narratives {
        let has_percent = narrative.mentions.iter().any(|mention| mention.figure.unit == Unit::Percent);
        if !has_percent {
            continue;
        }
        let listings = listing::listings(narrative);
        let shares = Shares::of(narrative, &listings, &applications);
        findings.extend((0..narrative.mentions.len()).filter_map(|index| judge(narrative, &shares, index)));
    }
}

/// All applications as the table and the text give them: received, those of last
/// year with them, done with.
fn applications(text: &Text<'_>) -> Vec<i64> {
    let cell = |row: &str| {
        let table = text.report.table(APPLICATIONS)?;
        table.integer(table.form.cell(table.form.row_index(row)?, table.form.column_index("total")?)?)
    };
    let (new, carried, concluded) = (cell("1"), cell("2"), cell("3.7"));
    let both = new.zip(carried).map(|(new, carried)| new + carried);
    let told = text.claims.iter().filter_map(|claim| match (&claim.quantity, claim.amount) {
        (
            Quantity::Review(..)
            | Quantity::Document(..)
            | Quantity::Results(_)
            | Quantity::Granted
            | Quantity::Applicant(_),
            _,
        ) => None,
        (_, Amount::Stated(numeral)) if numeral.is_exact() => numeral.whole(),
        _ => None,
    });
    let all = [new, both, concluded].into_iter().flatten().chain(told.take(MOST_WHOLES));
    all.fold(Vec::new(), |mut all, whole| {
        if !all.contains(&whole) {
            all.push(whole);
        }
        all
    })
}

fn judge(narrative: &Narrative, shares: &Shares<'_>, index: usize) -> Option<Finding> {
    let percent = narrative.mentions.get(index).filter(|mention| mention.figure.unit == Unit::Percent)?;
    if percent.figure.numeral.bound != Bound::Exact {
        return None;
    }
    let has = |test: fn(&Word) -> bool| percent.lead.iter().any(test);
    let (pairs, rounds) = if rated(narrative, percent).is_some() {
        (rate(narrative, index, percent)?, false)
    } else if has(|word| matches!(word, Word::More | Word::Less)) {
        (change(narrative, index, percent).or_else(|| from_then(narrative, index, percent))?, false)
    } else if has(|word| matches!(word, Word::Compare | Word::OtherYear)) {
        return None;
    } else {
        let share = shares.share(index)?;
        (share.pairs, share.rounds)
    };
    let numeral = percent.figure.numeral;
    let closest = pairs.iter().map(|pair| pair.distance(numeral)).min()?;
    let severity = match closest {
        Distance::Rounded => return None,
        // Where the shares beside it are rounded, this one was forgotten.
        Distance::LastPlace if !rounds => Severity::Info,
        _ => RULE.severity,
    };
    let (pair, variant) = (pairs.first()?, if closest == Distance::Far { "message" } else { "last_place" });
    Some(
        Finding { severity, ..RULE.finding() }
            .variant(variant)
            .param("stated", percent.written(narrative))
            .param("part", Number::whole(pair.part))
            .param("whole", Number::whole(pair.whole))
            .param("computed", pair.computed(numeral.decimals))
            // The whole may stand far before.
            .span(
                narrative
                    .passage
                    .bytes(pair.start.max(percent.range.end.saturating_sub(LONGEST_SPAN))..percent.range.end),
            ),
    )
}

/// How far a stated percentage is from the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Distance {
    /// It is the right one, rounded.
    Rounded,
    /// It differs by one in the last place: cut off, or rounded up.
    LastPlace,
    /// It is another.
    Far,
}

/// What a percentage may be made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    /// The part.
    pub part: i64,
    /// The whole.
    pub whole: i64,
    /// Where the passage to show starts.
    pub start: usize,
}

impl Pair {
    /// How far a stated percentage is from this.
    pub fn distance(&self, stated: Numeral) -> Distance {
        let last_place = ONE / 10_i128.pow(stated.decimals.min(6));
        // |stated − part/whole·100| against half of the last place, without dividing.
        let off = (stated.millionths * i128::from(self.whole) - i128::from(self.part) * 100 * ONE).abs() * 2;
        let place = last_place * i128::from(self.whole);
        match off {
            off if off <= place => Distance::Rounded,
            // Nobody cuts off nine tenths of the last place.
            off if off * 5 < 8 * place => Distance::LastPlace,
            _ => Distance::Far,
        }
    }

    /// Whether cutting off in place of rounding would give another percentage.
    pub fn rounds_up(&self, decimals: u32) -> bool {
        let scale = 10_i128.pow(decimals.min(6));
        let rest = (i128::from(self.part) * 100 * scale) % i128::from(self.whole).max(1);
        rest * 2 >= i128::from(self.whole)
    }

    /// The right percentage with so many decimals.
    pub fn computed(&self, decimals: u32) -> String {
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
    fn written(&self, narrative: &Narrative) -> String {
        let token = narrative.tokens.get(self.token).map_or(self.range.clone(), |token| token.range.clone());
        narrative.passage.text(token)
    }
}

/// 增加 10 件，增长 25%: of what there was before.
fn change(narrative: &Narrative, index: usize, percent: &Mention) -> Option<Vec<Pair>> {
    let up = |mention: &Mention| mention.lead.contains(&Word::More);
    let down = |mention: &Mention| mention.lead.contains(&Word::Less);
    let delta = narrative.mentions.get(index.checked_sub(1)?)?;
    let same_way = up(delta) != down(delta) && up(delta) == up(percent) && down(delta) == down(percent);
    // 24 件（网络 20 件、信函 4 件），较去年…: what brackets hold is only some of it.
    let mut outside = (0..index - 1).rev().filter(|&before| !is_inside(narrative, before, delta));
    let mut back = || outside.next().and_then(|before| narrative.mentions.get(before));
    let before_delta = back()?;
    // 24 件，较去年 18 件增加 6 件，增长 33.3%: last year's figure stands there too.
    let then = Some(before_delta).filter(|then| then.is_compared && !up(then) && !down(then));
    let now = if then.is_some() { back()? } else { before_delta };
    if is_broken(narrative, now, percent) || !same_way || now.is_compared || now.figure.unit != delta.figure.unit {
        return None;
    }
    let (part, now_count) = (share::count(delta)?, share::count(now)?);
    let before = if up(delta) { now_count - part } else { now_count + part };
    let whole = match then {
        Some(then) if then.figure.unit == now.figure.unit => share::count(then).filter(|&then| then == before)?,
        Some(_) => return None,
        None => before,
    };
    (whole > 0).then(|| vec![Pair { part, whole, start: now.range.start }])
}

/// 161 件，较2023年的 204 件下降 21.1%: both figures and what became of them.
fn from_then(narrative: &Narrative, index: usize, percent: &Mention) -> Option<Vec<Pair>> {
    let [now, then] = narrative.mentions.get(index.checked_sub(2)?..index)? else { return None };
    let place = |mention: &Mention| narrative.tokens.get(mention.token).map(|token| token.range.clone());
    let (one, other, last) = (place(now)?, place(then)?, place(percent)?);
    let between = narrative.passage.text(one.end..other.start);
    let between = between.strip_prefix('，').unwrap_or(&between).trim_start_matches(['较', '比']);
    let plain = LAST_TIME.split(' ').fold(between.to_owned(), |rest, word| rest.replace(word, ""));
    let only_then = plain.chars().all(|char| char.is_ascii_digit()) && then.is_compared;
    let behind = narrative.passage.text(other.end..last.start);
    let (grew, shrank) = (percent.lead.contains(&Word::More), percent.lead.contains(&Word::Less));
    let (now_count, then_count) = (share::count(now)?, share::count(then)?);
    let same_way = grew != shrank && (now_count > then_count) == grew && now_count != then_count;
    let settled = only_then && now.figure.unit == then.figure.unit && !now.is_compared && behind.chars().count() <= 4;
    (settled && same_way && then_count > 0)
        .then(|| vec![Pair { part: (now_count - then_count).abs(), whole: then_count, start: now.range.start }])
}

/// What last year is called.
const LAST_TIME: &str = "上一年度 上年度 去年度 上一年 上年 去年 同期 年度 年 的 有 为 数 总数";

/// Whether a figure stands in brackets that are closed before another one.
fn is_inside(narrative: &Narrative, figure: usize, other: &Mention) -> bool {
    let Some(figure) = narrative.mentions.get(figure) else { return false };
    let between = narrative.tokens.get(figure.token + 1..other.token).unwrap_or_default();
    let mut marks = between.iter().filter_map(|token| match token.kind {
        Kind::Mark(mark @ (Mark::Open | Mark::Close)) => Some(mark),
        _ => None,
    });
    marks.next() == Some(Mark::Close)
}

fn is_broken(narrative: &Narrative, from: &Mention, to: &Mention) -> bool {
    let tokens = narrative.tokens.get(from.token..to.token).unwrap_or_default();
    tokens.iter().any(|token| matches!(token.kind, Kind::Mark(Mark::Stop | Mark::Semicolon)))
}

/// What a rate is of: 办结率 is of what was 办结.
const RATES: Words = Words("办结 公开 主动公开 答复 回复 整改 解读");

/// 收到 50 件，办结 48 件，办结率 96%.
fn rate(narrative: &Narrative, index: usize, percent: &Mention) -> Option<Vec<Pair>> {
    let step = rated(narrative, percent)?;
    // 100% may well be of those that were due.
    let full = percent.figure.numeral.whole() == Some(100);
    if percent.lead.contains(&Word::OfDue) || full {
        return None;
    }
    let counts = narrative.mentions.get(..index)?.iter().rev().filter(|mention| mention.figure.unit != Unit::Percent);
    let mut counts = counts.take(2);
    let (done, all) = (counts.next()?, counts.next()?);
    let told = |mention: &Mention| narrative.passage.text(mention.range.clone()).contains(step);
    let (part, whole) = (share::count(done)?, share::count(all)?);
    let settled = told(done) && done.figure.unit == all.figure.unit && !done.is_compared && !all.is_compared;
    // 予以公开 80 件、部分公开 19 件，公开率 57.6%: both are parts.
    let settled = settled && !matches!(all.quantity, Some(Quantity::Results(_) | Quantity::Granted));
    let named = step != "办结" || all.lead.iter().any(|word| matches!(word, Word::Receive | Word::ReceiveNew));
    (settled && named && !is_broken(narrative, all, percent) && whole >= part && whole > 0)
        .then(|| vec![Pair { part, whole, start: all.range.start }])
}

/// The step whose rate a percentage is.
fn rated(narrative: &Narrative, percent: &Mention) -> Option<&'static str> {
    let place = narrative.tokens.get(percent.token)?.range.start;
    let before = narrative.passage.text(place.saturating_sub(LONGEST_RATE)..place);
    let before = Words("为 是 达到 达").iter().find_map(|word| before.strip_suffix(word)).unwrap_or(&before);
    let step = before.strip_suffix('率')?;
    RATES.iter().filter(|rate| step.ends_with(rate)).max_by_key(|rate| rate.len())
}

/// Longest name of a rate before its figure.
const LONGEST_RATE: usize = 8;
