//! What the running text says, against the tables and against itself.
//!
//! The text is read once into [`claims`](super::claims); each rule then has
//! its own file.

mod applications;
mod breakdown;
mod comparison;
mod conflict;
mod disclosure;
mod enumeration;
mod number_missing;
mod percent;
mod repeated;
mod review;

use super::claims::{Claim, Narrative, narratives};
use super::{Context, Family, Rule};
use crate::finding::Finding;
use crate::report::Report;

const RULES: &[Rule] = &[
    applications::RULE,
    review::RULE,
    disclosure::RULE,
    breakdown::RULE,
    percent::RULE,
    conflict::RULE,
    enumeration::RULE,
    number_missing::RULE,
    repeated::RULE,
];

pub(super) const FAMILY: Family = Family { rules: RULES, check };

/// The running text of a report as the rules of this family see it.
struct Text<'a> {
    report: &'a Report,
    narratives: &'a [Narrative<'a>],
    claims: &'a [Claim],
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let report = context.report;
    let narratives = narratives(context);
    let claims: Vec<Claim> = narratives.iter().flat_map(Narrative::claims).collect();
    let text = Text { report, narratives: &narratives, claims: &claims };
    let contradicted =
        [applications::check, review::check, disclosure::check].map(|check| check(&text, findings)).concat();
    breakdown::check(&text, findings);
    percent::check(&text, findings);
    conflict::check(&text, &contradicted, findings);
    enumeration::check(&text, findings);
    number_missing::check(&text, findings);
    repeated::check(&text, findings);
}

/// Longest clause that is shown.
const LONGEST_CLAUSE: usize = 40;

/// Where the clause of a character starts.
fn clause_start(narrative: &Narrative<'_>, at: usize) -> usize {
    let passage = &narrative.passage;
    let earliest = at.saturating_sub(LONGEST_CLAUSE);
    let mark = |&index: &usize| passage.char(index).is_some_and(|char| "，。；：（）！？".contains(char));
    (earliest..at).rev().find(mark).map_or(earliest, |mark| mark + 1)
}
