//! 共 N 件，其中 a、b、c: the parts do not exceed the whole.

use super::super::claims::Narrative;
use super::super::claims::decide::Topic;
use super::super::claims::lexicon::Word;
use super::super::claims::mention::Mention;
use super::super::claims::numeral::{Bound, ONE};
use super::super::claims::quantity::Quantity;
use super::super::claims::token::{Kind, Mark, Token, Unit};
use super::{Rule, Text};
use crate::finding::{Finding, Severity};
use crate::report::Number;

pub(super) const RULE: Rule = Rule { id: "text.breakdown", severity: Severity::Warning };

/// Earlier figures of a sentence that may be the whole.
const MOST_WHOLES: usize = 8;

pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Finding>) {
    for narrative in text.narratives {
        let mut reader = Reader::default();
        for token in 0..narrative.tokens.len() {
            findings.extend(reader.read(narrative, token));
        }
        findings.extend(reader.close(narrative));
    }
}

/// What sort of part a figure is: one breakdown has one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Applicant,
    Channel,
    Result,
    Process,
    Other,
    Plain,
}

fn sort(mention: &Mention) -> Sort {
    let has = |test: fn(&Word) -> bool| mention.lead.iter().any(test);
    match &mention.quantity {
        Some(Quantity::Review(..) | Quantity::Document(..)) => Sort::Other,
        None if mention.topic == Topic::Other => Sort::Plain,
        _ if has(|word| matches!(word, Word::Result(_))) => Sort::Result,
        _ if has(|word| matches!(word, Word::Applicant(_))) => Sort::Applicant,
        _ if has(|word| matches!(word, Word::Channel)) => Sort::Channel,
        Some(_) => Sort::Process,
        None if is_step(mention) => Sort::Process,
        None => Sort::Plain,
    }
}

/// A breakdown while it is read.
#[derive(Debug)]
struct Breakdown {
    /// The figures that may be the whole, as indexes of mentions.
    wholes: Vec<usize>,
    parts: Vec<usize>,
    /// What the parts add up to, in millionths.
    sum: i128,
    /// Whether 等, 主要 says that the list is not complete.
    is_open: bool,
    /// Whether 其中 stands inside brackets.
    in_brackets: bool,
    is_complete: bool,
}

impl Breakdown {
    fn of(wholes: Vec<usize>, in_brackets: bool) -> Self {
        Breakdown { wholes, parts: Vec::new(), sum: 0, is_open: false, in_brackets, is_complete: false }
    }
}

/// Reads a passage token by token.
#[derive(Debug, Default)]
struct Reader {
    next_mention: usize,
    /// Mentions of this sentence and, until it has one, of the sentence before.
    sentence: Vec<usize>,
    before: Vec<usize>,
    depth: usize,
    current: Option<Breakdown>,
}

impl Reader {
    fn read(&mut self, narrative: &Narrative, index: usize) -> Option<Finding> {
        let token = narrative.tokens.get(index)?;
        match token.kind {
            Kind::Word(Word::AmongThem) => {
                let outer = self.current.as_mut().filter(|outer| !outer.parts.is_empty() && !outer.is_complete);
                let nested = outer.map(|outer| {
                    // What has been read of the outer list so far is not all of it.
                    outer.is_open = true;
                    outer.parts.last().copied().into_iter().chain(outer.wholes.iter().copied()).collect::<Vec<_>>()
                });
                let closed = self.close(narrative);
                match nested {
                    Some(wholes) => self.current = Some(Breakdown::of(wholes, self.depth > 0)),
                    None => self.open(narrative),
                }
                return closed;
            }
            Kind::Word(Word::Open | Word::Except | Word::About) => {
                if let Some(current) = &mut self.current {
                    current.is_open = true;
                }
            }
            Kind::Mark(Mark::Open) => self.depth += 1,
            Kind::Mark(Mark::Close) => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 && self.current.as_ref().is_some_and(|current| current.in_brackets) {
                    return self.close(narrative);
                }
            }
            Kind::Mark(Mark::Stop) => {
                let closed = self.close(narrative);
                self.before = std::mem::take(&mut self.sentence);
                self.depth = 0;
                return closed;
            }
            Kind::Figure(_) => return self.figure(narrative, index),
            _ => {}
        }
        None
    }

    fn open(&mut self, narrative: &Narrative) {
        // 其中 at the start of a sentence goes on from the sentence before.
        let candidates = if self.sentence.is_empty() { &self.before } else { &self.sentence };
        let usable = |&&index: &&usize| narrative.mentions.get(index).is_some_and(can_be_whole);
        let recent: Vec<usize> = candidates.iter().rev().take(MOST_WHOLES).filter(usable).copied().collect();
        let is_total = |index: &usize| narrative.mentions.get(*index).is_some_and(|mention| mention.is_total);
        let totals: Vec<usize> = recent.iter().copied().filter(is_total).collect();
        let goes_on = self.sentence.is_empty();
        let wholes = if totals.is_empty() || !goes_on { recent } else { totals };
        self.current = (!wholes.is_empty()).then(|| Breakdown::of(wholes, self.depth > 0));
    }

    fn figure(&mut self, narrative: &Narrative, token: usize) -> Option<Finding> {
        let index = self.next_mention;
        let mention = narrative.mentions.get(index).filter(|mention| mention.token == token)?;
        self.next_mention += 1;
        let before = self.sentence.last().copied();
        self.sentence.push(index);
        if self.current.is_none() {
            self.current = implied(narrative, before, mention);
        }
        let current = self.current.as_mut()?;
        let unit = |index: &usize| narrative.mentions.get(*index).map(|mention| mention.figure.unit);
        let whole_unit = current.wholes.first().and_then(unit);
        let unit_fits = Some(mention.figure.unit) == whole_unit
            || mention.figure.unit == Unit::None && names_number(narrative, mention);
        if !unit_fits || mention.is_compared || current.is_complete {
            return None;
        }
        let names =
            |mention: &Mention| mention.lead.iter().any(|word| matches!(word, Word::Review(_) | Word::Document(_)));
        // …被维持27件；行政诉讼13件: another subject, no part.
        let first = current.parts.first().and_then(|&first| narrative.mentions.get(first));
        if first.is_some_and(|first| names(mention) && !names(first)) {
            return self.close(narrative);
        }
        let of_other_sort =
            current.parts.first().and_then(|&first| narrative.mentions.get(first)).is_some_and(|first| {
                let (first, this) = (sort(first), sort(mention));
                first != this && (this != Sort::Plain || matches!(first, Sort::Applicant | Sort::Result))
            });
        if of_other_sort || is_step(mention) && !current.parts.is_empty() && mention.is_total {
            return self.close(narrative);
        }
        current.parts.push(index);
        current.sum += mention.figure.numeral.millionths;
        current.is_complete = current.wholes.iter().any(|&whole| value(narrative, whole) == whole_number(current.sum));
        None
    }

    /// Ends the breakdown and judges it.
    fn close(&mut self, narrative: &Narrative) -> Option<Finding> {
        let current = self.current.take()?;
        if current.is_complete || current.parts.is_empty() {
            return None;
        }
        let parts = whole_number(current.sum)?;
        let largest = current.wholes.iter().filter_map(|&whole| value(narrative, whole)).max()?;
        let all: i64 = current.wholes.iter().filter_map(|&whole| value(narrative, whole)).sum();
        let whole = current.wholes.iter().copied().find(|&whole| value(narrative, whole) == Some(largest))?;
        let is_total = |whole: &usize| narrative.mentions.get(*whole).is_some_and(|mention| mention.is_total);
        let whole_is_marked = narrative.mentions.get(whole).is_some_and(|mention| mention.is_total);
        // Without 共 the whole may be the sum of what stands before: 新收 7 件、结转 1 件，其中….
        let carried = |whole: &usize| {
            let lead = narrative.mentions.get(*whole).map(|mention| &mention.lead);
            lead.is_some_and(|lead| lead.iter().any(|word| matches!(word, Word::CarryIn | Word::Carry)))
        };
        let adds_up = !current.wholes.iter().any(is_total) || current.wholes.iter().any(carried);
        let limit = if adds_up { all.max(largest) } else { largest };
        if parts > limit {
            return finding(narrative, RULE.severity, "message", whole, &current);
        }
        let tells = current.parts.len() >= 2 && current.wholes.len() == 1 && !current.is_open && whole_is_marked;
        let exact = current.parts.iter().all(|&part| {
            narrative.mentions.get(part).is_some_and(|mention| mention.figure.numeral.bound == Bound::Exact)
        });
        let same_sort = current
            .parts
            .iter()
            .filter_map(|&part| narrative.mentions.get(part))
            .all(|part| matches!(sort(part), Sort::Applicant | Sort::Channel | Sort::Plain));
        (tells && exact && same_sort && parts < largest)
            .then(|| finding(narrative, Severity::Info, "short", whole, &current))?
    }
}

/// 共收到申请 58 件，网络申请 14 件、信函申请 44 件: a breakdown without 其中.
fn implied(narrative: &Narrative, before: Option<usize>, mention: &Mention) -> Option<Breakdown> {
    let whole = before?;
    let total = narrative.mentions.get(whole)?;
    let is_whole = total.is_total && sort(total) == Sort::Process && can_be_whole(total);
    let is_part = matches!(sort(mention), Sort::Applicant | Sort::Channel);
    (is_whole && is_part).then(|| Breakdown { is_open: true, ..Breakdown::of(vec![whole], false) })
}

/// `公开信息数 130`: a number without a unit that is named as one.
fn names_number(narrative: &Narrative, mention: &Mention) -> bool {
    let start = narrative.tokens.get(mention.token).map_or(0, |token: &Token| token.range.start);
    let before = start.checked_sub(1).and_then(|before| narrative.passage.char(before));
    matches!(before, Some('数' | '量' | '为' | '计'))
}

/// Whether a figure is an exact count of something, not a difference.
fn can_be_whole(mention: &Mention) -> bool {
    let numeral = mention.figure.numeral;
    let is_exact = numeral.bound == Bound::Exact && numeral.tolerance == 0;
    matches!(mention.figure.unit, Unit::Count(_)) && !mention.is_compared && is_exact
}

/// Whether a figure counts a step of the work: `共办理 718 件`.
fn is_step(mention: &Mention) -> bool {
    mention.lead.iter().any(|word| {
        matches!(
            word,
            Word::Receive
                | Word::ReceiveNew
                | Word::Handle
                | Word::Conclude
                | Word::Reply
                | Word::CarryIn
                | Word::CarryOut
                | Word::Carry
        )
    })
}

fn value(narrative: &Narrative, mention: usize) -> Option<i64> {
    narrative.mentions.get(mention)?.figure.numeral.whole()
}

fn whole_number(millionths: i128) -> Option<i64> {
    (millionths % ONE == 0).then(|| i64::try_from(millionths / ONE).ok())?
}

fn finding(
    narrative: &Narrative,
    severity: Severity,
    variant: &'static str,
    whole: usize,
    breakdown: &Breakdown,
) -> Option<Finding> {
    let parts = &breakdown.parts;
    let figures: Vec<Number> = parts.iter().filter_map(|&part| value(narrative, part)).map(Number::whole).collect();
    let (first, last) = (narrative.mentions.get(whole)?, narrative.mentions.get(*parts.last()?)?);
    let total = value(narrative, whole)?;
    let sum = whole_number(breakdown.sum)?;
    Some(
        Finding { severity, ..RULE.finding() }
            .variant(variant)
            .param("whole", total)
            .param("parts", figures)
            .param("sum", sum)
            .param("difference", (sum - total).abs())
            .span(narrative.passage.bytes(first.range.start..last.range.end)),
    )
}
