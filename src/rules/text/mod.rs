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
mod listing;
mod number_missing;
mod percent;
mod portion;
mod repeated;
mod review;
mod share;
mod sort;

use super::claims::{Claim, Narrative};
use super::{Context, Family, Reads, Rule, Rules};
use crate::finding::Finding;
use crate::packs::annual_report;
use crate::report::Report;
use std::ops::Range;

const OF_TABLES: &[Rule] = &[applications::RULE, review::RULE, disclosure::RULE];

/// The text against the tables.
pub(super) const AGAINST_TABLES: Family = Family {
    rules: Rules::Declared(OF_TABLES),
    check: against_tables,
    reads: Reads::Figures,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

/// Figures of the text that follow from each other.
pub(super) const ARITHMETIC: Family = Family {
    rules: Rules::Declared(&[breakdown::RULE, percent::RULE]),
    check: arithmetic,
    reads: Reads::Text,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

/// Figures of the text that say otherwise than each other. Those that a table
/// contradicts have their finding already.
pub(super) const CONFLICT: Family = Family {
    rules: Rules::Declared(&[conflict::RULE]),
    check: conflicts,
    reads: Reads::Figures,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

/// Enumerations and figures as they are written.
pub(super) const WRITING: Family = Family {
    rules: Rules::Declared(&[enumeration::RULE, number_missing::RULE, repeated::RULE]),
    check: writing,
    reads: Reads::Text,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

/// The running text of a report as the rules of these families see it.
struct Text<'a> {
    report: &'a Report,
    narratives: &'a [Narrative],
    claims: &'a [Claim],
}

impl<'a> Text<'a> {
    fn of(context: &'a Context<'_>) -> Self {
        Text { report: context.report, narratives: context.narratives(), claims: context.claims() }
    }
}

fn against_tables(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = Text::of(context);
    [applications::check, review::check, disclosure::check].iter().for_each(|check| check(&text, findings));
}

fn arithmetic(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = Text::of(context);
    breakdown::check(&text, findings);
    percent::check(&text, findings);
}

fn conflicts(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let of_tables = findings.iter().filter(|finding| OF_TABLES.iter().any(|rule| rule.id == finding.rule));
    let contradicted: Vec<Range<usize>> = of_tables.filter_map(|finding| finding.span.clone()).collect();
    conflict::check(&Text::of(context), &contradicted, findings);
}

fn writing(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = Text::of(context);
    enumeration::check(&text, findings);
    number_missing::check(&text, findings);
    repeated::check(&text, findings);
}

/// Longest clause that is shown.
const LONGEST_CLAUSE: usize = 40;

/// Where the clause of a character starts.
fn clause_start(narrative: &Narrative, at: usize) -> usize {
    let passage = &narrative.passage;
    let earliest = at.saturating_sub(LONGEST_CLAUSE);
    let mark = |&index: &usize| passage.char(index).is_some_and(|char| "，。；：（）！？".contains(char));
    (earliest..at).rev().find(mark).map_or(earliest, |mark| mark + 1)
}
