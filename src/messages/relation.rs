//! The sentence of a broken relation that no catalogue has: its form's own, or one
//! made of the form's labels.

use super::render::{described, fill, phrase};
use crate::Language;
use crate::finding::{Address, Finding, Param};
use crate::forms::{Operand, Relation, Sentence, Source, TableForm, Term};
use crate::rules::OTHER_CELLS;

/// Sides with more terms are told by their first and last one.
const MOST_NAMED: usize = 4;

/// The sentence.
pub(super) fn message(finding: &Finding, language: Language) -> Option<String> {
    let target = finding.cells.first()?;
    let (form, relation) = declared(finding)?;
    let own = form.relation_declarations.get(relation.declared)?.message.as_ref();
    let telling = Telling { form, language, shared: Shared::of(form, relation) };
    let template = own.map(|words| in_language(words, language)).map(str::to_owned);
    let template = template.unwrap_or_else(|| phrase(&format!("relation.{}", finding.variant), &[], language));
    let constant = |terms: &[Term]| terms.iter().all(|term| term.operand == Operand::One);
    let filled = fill(&template, |name| {
        let text = match name {
            "where" => telling.place(target),
            "left_name" => telling.side(&relation.holds.left),
            "right_name" => telling.side(&relation.holds.right),
            "left_sum" => summed(finding, "left_terms", "left"),
            "right_sum" => summed(finding, "right_terms", "right"),
            _ => {
                let fact = finding.params.get(name).map(|fact| super::render::vec_of(fact, language));
                return fact.or_else(|| described(target, name, language).map(|text| vec![text]));
            }
        };
        Some(vec![text])
    });
    // A number is its own sum: it is said once.
    let said = [&relation.holds.left, &relation.holds.right].into_iter().find(|terms| constant(terms));
    Some(said.map_or_else(
        || filled.clone(),
        |terms| {
            let number = telling.side(terms);
            let twice = [format!("{number}（{number}）"), format!("{number} ({number})")];
            twice.iter().fold(filled.clone(), |text, twice| text.replace(twice, &number))
        },
    ))
}

/// The relation that a finding is about, and the form that declares it: that of the
/// report, or of another document that says something of the report.
pub(super) fn declared(finding: &Finding) -> Option<(&'static TableForm, &'static Relation)> {
    let others = match finding.params.get(OTHER_CELLS) {
        Some(Param::Cells(cells)) => cells.as_slice(),
        _ => &[],
    };
    finding.cells.first().into_iter().chain(others).find_map(|cell| {
        let is_it = |one: &&Relation| one.id == finding.rule && one.target == cell.cell;
        Some((cell.form, cell.form.relations().iter().find(is_it)?))
    })
}

/// A text in a language; in Chinese where it has no other.
pub(super) fn in_language(words: &Sentence, language: Language) -> &str {
    match language {
        Language::Chinese => &words.chinese,
        Language::English => words.english.as_deref().unwrap_or(&words.chinese),
    }
}

/// Terms that are written out; nobody reads a sum of more.
const MOST_ADDED: usize = 20;

/// `3 + 2 = 5`, or the one figure there is.
fn summed(finding: &Finding, terms: &str, sum: &str) -> String {
    let number = |name: &str| match finding.params.get(name) {
        Some(Param::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    match finding.params.get(terms) {
        Some(Param::Numbers(terms)) if (2..=MOST_ADDED).contains(&terms.len()) => {
            let mut text = String::new();
            for term in terms {
                let sign = match (text.is_empty(), term.is_negative()) {
                    (true, _) => "",
                    (false, false) => " + ",
                    (false, true) => " − ",
                };
                let shown = if text.is_empty() || !term.is_negative() { *term } else { term.negated() };
                text.push_str(&format!("{sign}{shown}"));
            }
            format!("{text} = {}", number(sum))
        }
        _ => number(sum),
    }
}

/// What all figures of a relation have in common: it is said once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shared {
    Row,
    Column,
    Nothing,
}

impl Shared {
    fn of(form: &TableForm, relation: &Relation) -> Self {
        let mut places: Vec<(usize, usize)> = Vec::new();
        for term in relation.holds.terms() {
            match &term.operand {
                Operand::One => {}
                Operand::Own(cell) => places.extend(form.cells().get(*cell).map(|cell| (cell.row, cell.column))),
                Operand::Elsewhere { table, row, column, .. } if *table == form.id => {
                    places.extend(form.row_index(row).zip(form.column_index(column)));
                }
                Operand::Elsewhere { .. } => return Shared::Nothing,
            }
        }
        let Some((row, column)) = places.first().copied() else { return Shared::Nothing };
        match (places.iter().all(|place| place.0 == row), places.iter().all(|place| place.1 == column)) {
            (_, true) if form.columns.len() > 1 => Shared::Column,
            (true, _) if form.rows.len() > 1 || form.is_single() => Shared::Row,
            _ => Shared::Nothing,
        }
    }
}

struct Telling {
    form: &'static TableForm,
    language: Language,
    shared: Shared,
}

impl Telling {
    /// `“自然人”列：`
    fn place(&self, target: &Address) -> String {
        let (key, name) = match self.shared {
            Shared::Row => ("relation.in_row", "row"),
            Shared::Column => ("relation.in_column", "column"),
            Shared::Nothing => return String::new(),
        };
        phrase(key, &[(name, &described(target, name, self.language).unwrap_or_default())], self.language)
    }

    /// What a side adds up.
    fn side(&self, terms: &[Term]) -> String {
        let is_plain = terms.iter().all(|term| term.factor.integer() == Some(1) && term.operand != Operand::One);
        let names = |terms: &[Term]| terms.iter().map(|term| self.name(term)).collect::<Vec<_>>();
        match (terms, is_plain) {
            ([term], true) => self.name(term),
            ([first, .., last], true) if terms.len() > MOST_NAMED => {
                let (first, last) = (self.name(first), self.name(last));
                phrase("relation.range", &[("first", &first), ("last", &last)], self.language)
            }
            (_, true) => {
                let names = names(terms).join(&phrase("relation.and", &[], self.language));
                phrase("relation.sum", &[("names", &names)], self.language)
            }
            _ => self.expression(terms),
        }
    }

    /// `甲 − 2 × 乙`
    fn expression(&self, terms: &[Term]) -> String {
        let mut text = String::new();
        for term in terms {
            let is_negative = term.factor.is_negative();
            let factor = if is_negative { term.factor.negated() } else { term.factor };
            text.push_str(match (text.is_empty(), is_negative) {
                (true, false) => "",
                (true, true) => "−",
                (false, false) => " + ",
                (false, true) => " − ",
            });
            match (&term.operand, factor.integer()) {
                (Operand::One, _) => text.push_str(&factor.to_string()),
                (_, Some(1)) => text.push_str(&self.name(term)),
                _ => text.push_str(&format!("{factor} × {}", self.name(term))),
            }
        }
        text
    }

    fn name(&self, term: &Term) -> String {
        match &term.operand {
            Operand::One => term.factor.to_string(),
            Operand::Own(cell) => self.cell(&Address { form: self.form, cell: *cell }),
            Operand::Elsewhere { source, table, row, column } => {
                let known = (*table == self.form.id).then(|| self.form.cell_named(row, column)).flatten();
                let name = match known {
                    Some(cell) => self.cell(&Address { form: self.form, cell }),
                    None => format!("{table}/{row}/{column}"),
                };
                match source {
                    Source::Report => name,
                    Source::Prior => phrase("relation.prior", &[("name", &name)], self.language),
                    Source::Units => phrase("relation.units", &[("name", &name)], self.language),
                    Source::Other(form) => phrase("relation.other", &[("name", &name), ("form", form)], self.language),
                }
            }
        }
    }

    fn cell(&self, cell: &Address) -> String {
        let what = match self.shared {
            Shared::Row => "column",
            Shared::Column => "row",
            Shared::Nothing => "cell",
        };
        let name = described(cell, what, self.language).unwrap_or_default();
        if self.shared == Shared::Row && self.language == Language::Chinese { format!("“{name}”") } else { name }
    }
}
