//! 共 N 件，其中 a、b、c: the parts do not exceed the whole.

use super::super::claims::Narrative;
use super::super::claims::lexicon::Word;
use super::super::claims::numeral::{Bound, ONE};
use super::listing::{self, Listing};
use super::sort::{Sort, sort};
use super::{Rule, Text};
use crate::finding::{Finding, Severity};
use crate::report::Number;

pub(super) const RULE: Rule = Rule { id: "text.breakdown", severity: Severity::Warning };

pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Finding>) {
    for narrative in text.narratives {
        findings.extend(listing::listings(narrative).iter().filter_map(|listing| judge(narrative, listing)));
    }
}

fn judge(narrative: &Narrative, listing: &Listing) -> Option<Finding> {
    if listing.is_complete() || listing.has_others() || listing.parts.len() < listing.fewest {
        return None;
    }
    let parts = whole_number(listing.sum())?;
    let values = || listing.wholes.iter().filter_map(|&whole| value(narrative, whole));
    let (largest, all) = (values().max()?, values().sum::<i64>());
    let whole = listing.wholes.iter().copied().find(|&whole| value(narrative, whole) == Some(largest))?;
    let is_total = |whole: &usize| narrative.mentions.get(*whole).is_some_and(|mention| mention.is_total);
    // Without 共 the whole may be the sum of what stands before: 新收 7 件、结转 1 件，其中….
    let carried = |whole: &usize| {
        let lead = narrative.mentions.get(*whole).map(|mention| &mention.lead);
        lead.is_some_and(|lead| lead.iter().any(|word| matches!(word, Word::CarryIn | Word::Carry)))
    };
    let adds_up = !listing.wholes.iter().any(is_total) || listing.wholes.iter().any(carried);
    if parts > if adds_up { all.max(largest) } else { largest } {
        return finding(narrative, RULE.severity, "message", whole, listing);
    }
    let tells = listing.parts.len() >= 2 && listing.wholes.len() == 1 && !listing.is_open && is_total(&whole);
    let members = || listing.parts.iter().filter_map(|&part| narrative.mentions.get(part));
    let exact = members().all(|part| part.figure.numeral.bound == Bound::Exact);
    // 共 220 条，含 … = 202: two digits changed places.
    let swapped = listing.parts.len() >= FEWEST_OF_SWAPPED && listing.wholes.len() == 1 && are_swapped(parts, largest);
    if swapped && exact && !listing.has_others() {
        return finding(narrative, Severity::Info, "short", whole, listing);
    }
    let same_sort = members().all(|part| matches!(sort(part), Sort::Applicant | Sort::Channel | Sort::Plain));
    (tells && exact && same_sort && parts < largest)
        .then(|| finding(narrative, Severity::Info, "short", whole, listing))?
}

/// Parts that an open list has at least where two digits of its whole changed
/// places.
const FEWEST_OF_SWAPPED: usize = 4;

/// Whether two numbers differ by two neighbouring digits in each other's place.
fn are_swapped(one: i64, other: i64) -> bool {
    let (one, other) = (one.to_string().into_bytes(), other.to_string().into_bytes());
    let differ: Vec<usize> = (0..one.len()).filter(|&at| one.get(at) != other.get(at)).collect();
    match differ.as_slice() {
        &[first, second] if one.len() == other.len() => {
            second == first + 1 && one.get(first) == other.get(second) && one.get(second) == other.get(first)
        }
        _ => false,
    }
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
    listing: &Listing,
) -> Option<Finding> {
    let parts = &listing.parts;
    let figures: Vec<Number> = parts.iter().filter_map(|&part| value(narrative, part)).map(Number::whole).collect();
    let (first, last) = (narrative.mentions.get(whole)?, narrative.mentions.get(*parts.last()?)?);
    let total = value(narrative, whole)?;
    let sum = whole_number(listing.sum())?;
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
