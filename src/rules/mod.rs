//! The rules: a recognised report in, findings out. One family, one file. A
//! rule knows nothing of formats and makes no sentences.

mod again;
mod aggregate;
mod appraisal;
mod bound;
mod carryover;
mod cell;
mod checklist;
mod citation;
mod claims;
mod deadline;
mod disclosure;
mod document_number;
mod edition;
mod lookalike;
mod parts;
mod passage;
mod prepared;
mod privacy;
mod processing_fee;
mod relation;
mod residue;
mod said;
mod section;
mod section_empty;
mod similarity;
mod stale;
mod stock;
mod structure;
mod summary;
mod text;
mod unseen;
mod year;

pub(crate) use again::{check_and_keep, check_figures, reads_figures};
pub(crate) use aggregate::Sums;
#[cfg(feature = "region")]
pub(crate) use aggregate::{OMITTED, SUM, value as cell_value};
pub(crate) use bound::bounded;
pub(crate) use passage::Passage;
pub(crate) use prepared::Prepared;
#[cfg(feature = "whole")]
pub(crate) use relation::OTHER_CELLS;
#[cfg(feature = "region")]
pub(crate) use relation::across_documents;
pub use relation::{Assessment, Relations, Sides, assess, relations};
pub(crate) use relation::{Linear, lacking, linear};
#[cfg(feature = "region")]
pub(crate) use similarity::{Sketch, similar};

use crate::Options;
use crate::finding::{Address, Finding, Severity};
use crate::forms::{self, Edition};
use crate::report::{Number, Report, Section};
use claims::{Claim, Narrative};
use std::sync::Arc;

/// What a rule may look at.
pub(crate) struct Context<'a> {
    /// The report that is checked.
    pub report: &'a Report,
    /// What the caller said: the year before, the units, the body's level.
    pub options: &'a Options,
    prepared: Prepared,
}

impl<'a> Context<'a> {
    /// What the rules look at in this check.
    pub fn new(report: &'a Report, options: &'a Options) -> Self {
        Context { report, options, prepared: Prepared::default() }
    }

    /// The running text, normalised. Made once for all rules.
    pub fn passages(&self) -> &[Arc<Passage>] {
        self.prepared.passages(self.report)
    }

    /// The running text with what it says about figures.
    fn narratives(&self) -> &[Narrative] {
        self.prepared.narratives(self.report)
    }

    /// What the running text says and a table can confirm.
    fn claims(&self) -> &[Claim] {
        self.prepared.claims(self.report)
    }

    /// The sums of the units for each table.
    fn sums(&self) -> &[Sums] {
        self.prepared.sums(self.report, self.options)
    }

    /// The running text of a section, without its heading.
    pub fn passages_in(&self, section: &'a Section) -> impl Iterator<Item = &Passage> {
        self.passages().iter().map(Arc::as_ref).filter(|passage| section.body.contains(&passage.start()))
    }

    /// The running text before the first section; none where there is no
    /// section.
    pub fn preface(&self) -> impl Iterator<Item = &Passage> {
        let end = self.report.sections.first().map_or(0, |section| section.heading_range.start);
        self.passages().iter().map(Arc::as_ref).take_while(move |passage| passage.start() < end)
    }

    /// The section that is the official one with this index, from 0.
    pub fn section(&self, index: usize) -> Option<&'a Section> {
        self.report.section(index)
    }

    /// The report of the year before, where one was given and is of that year.
    pub fn previous(&self) -> Option<&'a Report> {
        carryover::previous(self.report, self.options)
    }

    /// Whether the form was only recommended for the report year.
    pub fn is_recommended_only(&self) -> bool {
        let years = self.report.year.and_then(|year| Some((year, &self.report.family.for_year(year)?.years)));
        years.is_some_and(|(year, years)| years.recommended == Some(year))
    }

    /// The edition by which the report as a whole is judged: that of its
    /// tables, else that of its year, else the newest.
    pub fn edition(&self) -> Option<&'static Edition> {
        let family = &self.report.family;
        let by_year = || self.report.year.and_then(|year| family.for_year(year));
        self.report.edition().or_else(by_year).or_else(|| family.latest())
    }
}

/// The declaration of a rule. What it says to people stands in the message
/// catalogues, under the same id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Permanent id, never reused.
    pub id: &'static str,
    /// Its ordinary severity.
    pub severity: Severity,
}

impl Rule {
    /// A finding of this rule at its ordinary severity.
    pub fn finding(&self) -> Finding {
        Finding::new(self.id, self.severity)
    }
}

/// A family of rules that are checked together.
pub(crate) struct Family {
    /// The rules whose findings it gives.
    pub rules: Rules,
    /// Appends what it finds.
    pub check: fn(&Context<'_>, &mut Vec<Finding>),
    /// What it has to be checked again for.
    pub reads: Reads,
    /// Whether its findings change where the report of the year before is there.
    #[cfg_attr(not(feature = "region"), expect(dead_code, reason = "a region alone asks"))]
    pub looks_back: bool,
    /// The document that it is about; every document where it says none.
    pub of_form: Option<&'static str>,
}

/// What a family looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reads {
    /// Figures of the tables, maybe beside the text.
    Figures,
    /// Text and shape, which stay while figures change.
    Text,
}

/// The rules of a family.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rules {
    /// Those that its file declares.
    Declared(&'static [Rule]),
    /// The relations that the forms declare.
    OfForms,
}

impl Family {
    /// Its rules; of the forms' relations those of the forms that come with the
    /// library.
    pub fn rules(&self) -> Vec<Rule> {
        match self.rules {
            Rules::Declared(rules) => rules.to_vec(),
            Rules::OfForms => forms::relations().map(|one| Rule { id: &one.id, severity: one.severity }).collect(),
        }
    }

    /// Whether it looks at this report.
    pub fn is_about(&self, report: &Report) -> bool {
        self.of_form.is_none_or(|form| report.family.name() == form)
    }

    /// Whether a finding of this rule is one of the family. What no file declares
    /// is a relation of some form.
    pub fn has(&self, rule: &str) -> bool {
        let declares = |family: &Family| match family.rules {
            Rules::Declared(rules) => rules.iter().any(|known| known.id == rule),
            Rules::OfForms => false,
        };
        match self.rules {
            Rules::Declared(_) => declares(self),
            Rules::OfForms => !FAMILIES.iter().any(declares),
        }
    }
}

/// Every family, in the order in which their findings are listed.
pub(crate) const FAMILIES: &[Family] = &[
    section::FAMILY,
    structure::FAMILY,
    edition::FAMILY,
    cell::FAMILY,
    unseen::FAMILY,
    stale::FAMILY,
    relation::FAMILY,
    text::AGAINST_TABLES,
    text::ARITHMETIC,
    text::CONFLICT,
    text::WRITING,
    said::FAMILY,
    // Across the report and beyond it.
    disclosure::FAMILY,
    stock::FAMILY,
    carryover::FAMILY,
    aggregate::FAMILY,
    similarity::FAMILY,
    section_empty::FAMILY,
    summary::FAMILY,
    appraisal::FAMILY,
    processing_fee::FAMILY,
    checklist::FAMILY,
    deadline::FAMILY,
    year::FAMILY,
    document_number::FAMILY,
    citation::FAMILY,
    parts::FAMILY,
    residue::FAMILY,
    lookalike::FAMILY,
    privacy::FAMILY,
    bound::FAMILY,
];

/// Every rule, in the order of the families.
pub fn rules() -> impl Iterator<Item = Rule> {
    FAMILIES.iter().flat_map(Family::rules)
}

/// The declaration of the rule with this id.
pub fn rule(id: &str) -> Option<Rule> {
    rules().find(|rule| rule.id == id)
}

/// A figure that other reports prove: the carry-over from the year before, or
/// the sum of all units. As a linear constraint it reads `cell = value`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KnownValue {
    /// Id of the rule that rests on it.
    pub rule: &'static str,
    /// The cell of the report.
    pub cell: Address,
    /// What must stand there.
    pub value: Number,
}

/// Every figure that other reports prove.
pub(crate) fn known_values(report: &Report, options: &Options) -> Vec<KnownValue> {
    let mut known = carryover::known_values(report, options);
    known.extend(aggregate::known_values(report, options));
    known
}

/// Everything that the rules find in a report, in a stable order, each at its
/// ordinary severity.
pub fn check(report: &Report, options: &Options) -> Vec<Finding> {
    check_and_keep(report, options).0
}

/// What the rules find that look at the year before.
#[cfg(feature = "region")]
pub(crate) fn across_years(report: &Report, options: &Options) -> Vec<Finding> {
    let context = Context::new(report, options);
    let mut findings = Vec::new();
    FAMILIES
        .iter()
        .filter(|family| family.looks_back && family.is_about(report))
        .for_each(|family| (family.check)(&context, &mut findings));
    findings
}

/// Whether a rule looks at the year before.
#[cfg(feature = "region")]
pub(crate) fn is_across_years(rule: &str) -> bool {
    FAMILIES.iter().any(|family| family.looks_back && family.has(rule))
}

/// The place of a rule's family in the order of the findings.
#[cfg(feature = "region")]
pub(crate) fn family(rule: &str) -> usize {
    FAMILIES.iter().position(|family| family.has(rule)).unwrap_or(FAMILIES.len())
}

#[cfg(test)]
mod tests;
