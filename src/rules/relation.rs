//! Relations (勾稽关系) that the forms declare. One evaluator for all of them.
//!
//! A relation with a blank or unreadable operand is not assessed, unless its form
//! says how it takes a blank: it gives no finding, and no pass is claimed for it.

use super::{Context, Family, Reads, Rules, carryover};
use crate::Options;
use crate::finding::{Address, Finding, Param};
use crate::forms::{self, Blank, Comparison, Operand, Relation, Source, Statement, TableForm, Term};
use crate::report::{Number, Report, Table, Value};

pub(super) const FAMILY: Family =
    Family { rules: Rules::OfForms, check, reads: Reads::Figures, looks_back: false, of_form: None };

/// How many relations were assessed, and with what result. Those with a document
/// that was not given are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Relations {
    /// Relations that hold.
    pub held: usize,
    /// Relations that do not hold.
    pub failed: usize,
    /// Relations of which an operand is missing, blank or unreadable.
    pub not_assessed: usize,
}

/// What became of a relation.
#[derive(Debug, Clone, PartialEq)]
pub enum Assessment {
    /// It holds, or its condition does not.
    Holds,
    /// It does not hold.
    Fails(Sides),
    /// Some of its cells are filled and others blank, which it forbids.
    PartlyBlank,
    /// An operand is missing, blank or unreadable.
    NotAssessed,
    /// An operand stands in a document that was not given.
    NotGiven,
}

/// The two sides of a relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Sides {
    /// What each term of the left side comes to.
    pub left: Vec<Number>,
    /// What each term of the right side comes to.
    pub right: Vec<Number>,
}

impl Sides {
    fn of(statement: &Statement, value: &impl Fn(&Term) -> Result<Number, Assessment>) -> Result<Self, Assessment> {
        let side = |terms: &[Term]| terms.iter().map(value).collect::<Result<Vec<Number>, Assessment>>();
        Ok(Sides { left: side(&statement.left)?, right: side(&statement.right)? })
    }

    /// The sum of the left side.
    pub fn left_sum(&self) -> Number {
        sum(&self.left)
    }

    /// The sum of the right side.
    pub fn right_sum(&self) -> Number {
        sum(&self.right)
    }

    /// Left less right, in units of 10^−15.
    fn difference(&self) -> i128 {
        exact(&self.left) - exact(&self.right)
    }
}

fn exact(terms: &[Number]) -> i128 {
    terms.iter().map(|term| term.exact()).sum()
}

fn sum(terms: &[Number]) -> Number {
    Number::from_exact(exact(terms)).unwrap_or(Number::whole(0))
}

/// Counts the relations of the tables found, and what forms of the documents beside
/// them say of these.
pub fn relations(report: &Report, options: &Options) -> Relations {
    let mut relations = Relations::default();
    let mut count = |assessment: &Assessment| match assessment {
        Assessment::NotGiven => {}
        Assessment::NotAssessed => relations.not_assessed += 1,
        Assessment::Holds => relations.held += 1,
        Assessment::Fails(_) | Assessment::PartlyBlank => relations.failed += 1,
    };
    for table in &report.tables {
        for relation in table.form.relations() {
            count(&assess(report, options, table, relation));
        }
    }
    said_by_others(report, options, |_, _, assessment| count(&assessment));
    relations
}

/// What the forms of other documents of the same body and year say of this report:
/// each such relation, and what becomes of it.
fn said_by_others<'a>(
    report: &Report,
    options: &'a Options,
    mut take: impl FnMut(&'a Report, (&'a Table, &'static Relation), Assessment),
) {
    let Some(edition) = report.edition() else { return };
    let alone = Options::default();
    for other in &options.others {
        for table in &other.tables {
            let is_of_this = |term: &Term| term.operand.other().is_some_and(|form| edition.is_called(form));
            for relation in table.form.relations().iter().filter(|relation| relation.terms().any(is_of_this)) {
                let figures = Figures { report: other, options: &alone, table, beside: Some(report) };
                take(other, (table, relation), figures.assess(relation));
            }
        }
    }
}

/// How many relations the tables have that the report lacks.
pub fn lacking(report: &Report) -> usize {
    let edition = report.edition().or_else(|| report.year.and_then(forms::edition_for_year)).or_else(forms::latest);
    let forms = edition.into_iter().flat_map(|edition| &edition.tables);
    forms.filter(|form| !form.optional && report.table(&form.id).is_none()).map(|form| form.balance_edits().len()).sum()
}

/// How many relations of a table are not assessed.
pub(super) fn not_assessed(report: &Report, options: &Options, table: &Table) -> usize {
    let is_open = |relation: &&Relation| assess(report, options, table, relation) == Assessment::NotAssessed;
    table.form.relations().iter().filter(is_open).count()
}

/// What becomes of a relation of a table of this report.
pub fn assess(report: &Report, options: &Options, table: &Table, relation: &Relation) -> Assessment {
    Figures { report, options, table, beside: None }.assess(relation)
}

fn judge(figures: &Figures<'_>, relation: &Relation) -> Result<Assessment, Assessment> {
    if relation.blank == Blank::AllOrNone {
        let own = relation.holds.terms().filter_map(|term| figures.own(term));
        let (blank, filled): (Vec<Value>, Vec<Value>) = own.partition(|value| *value == Value::Blank);
        match (blank.is_empty(), filled.is_empty()) {
            (false, true) => return Ok(Assessment::Holds),
            (false, false) => return Ok(Assessment::PartlyBlank),
            _ => {}
        }
    }
    let value = |term: &Term| figures.term(term, relation.blank);
    if let Some(when) = &relation.when
        && !when.is.holds(Sides::of(when, &value)?.difference(), 0)
    {
        return Ok(Assessment::Holds);
    }
    let sides = Sides::of(&relation.holds, &value)?;
    let holds = relation.holds.is.holds(sides.difference(), relation.tolerance);
    Ok(if holds { Assessment::Holds } else { Assessment::Fails(sides) })
}

/// A relation as one sum over cells of the report.
#[derive(Debug, Clone, PartialEq)]
pub struct Linear {
    /// Rule id under which it is reported when it is broken.
    pub rule: &'static str,
    /// The cell that such a finding names first.
    pub target: Address,
    /// Cells with their sign, +1 or −1.
    pub terms: Vec<(Address, i64)>,
    /// How the sum compares with the value.
    pub is: Comparison,
    /// What it is compared with, in units of 10^−15: numbers of the form, and figures of
    /// other documents.
    pub value: i128,
    /// By how much it may differ, in the same units.
    pub tolerance: i128,
}

/// The sum that a relation of a table of this report is. `None` where it is none: one
/// with a condition, multiples, or a blank that its form does not take as 0.
pub fn linear(report: &Report, options: &Options, table: &Table, relation: &Relation) -> Option<Linear> {
    if relation.when.is_some() {
        return None;
    }
    let figures = Figures { report, options, table, beside: None };
    let mut terms: Vec<(Address, i64)> = Vec::new();
    let mut value = 0;
    let left = relation.holds.left.iter().map(|term| (term, 1));
    for (term, side) in left.chain(relation.holds.right.iter().map(|term| (term, -1))) {
        let Some(cell) = address(report, table.form, term) else {
            let number = figures.term(term, relation.blank).ok()?;
            value -= i128::from(side) * number.exact();
            continue;
        };
        let stands = report.table(&cell.form.id)?.figure(cell.cell)?.value;
        match (stands, relation.blank) {
            (Value::Blank, Blank::Zero) => continue,
            (Value::Blank, Blank::AllOrNone) => return None,
            _ => {}
        }
        let sign = side * term.factor.integer().filter(|factor| factor.abs() == 1)?;
        match terms.iter().position(|(known, _)| *known == cell) {
            // The same figure on both sides says nothing.
            Some(at) if terms.get(at)?.1 == -sign => {
                terms.remove(at);
            }
            Some(_) => return None,
            None => terms.push((cell, sign)),
        }
    }
    let rule = rule_id(table.form, relation);
    let target = Address { form: table.form, cell: relation.target };
    let Relation { tolerance, .. } = *relation;
    (!terms.is_empty()).then_some(Linear { rule, target, terms, is: relation.holds.is, value, tolerance })
}

/// Where the operands of a relation stand.
struct Figures<'a> {
    report: &'a Report,
    options: &'a Options,
    table: &'a Table,
    /// A document of the same body and year beside those of the options.
    beside: Option<&'a Report>,
}

impl Figures<'_> {
    fn assess(&self, relation: &Relation) -> Assessment {
        judge(self, relation).unwrap_or_else(|why| why)
    }

    /// The document of the same body and year that follows a form.
    fn other(&self, form: &str) -> Option<&Report> {
        let mut others = self.options.others.iter().chain(self.beside);
        others.find(|report| report.edition().is_some_and(|edition| edition.is_called(form)))
    }

    /// What stands in a cell of the same table.
    fn own(&self, term: &Term) -> Option<Value> {
        match term.operand {
            Operand::Own(cell) => self.table.figure(cell).map(|figure| figure.value),
            _ => None,
        }
    }

    fn term(&self, term: &Term, blank: Blank) -> Result<Number, Assessment> {
        let number = match &term.operand {
            Operand::One => Number::whole(1),
            Operand::Own(cell) => number(self.table, *cell, blank)?,
            Operand::Elsewhere { source, table, row, column } => {
                let in_report = |report: &Report| {
                    let table = report.table(table).ok_or(Assessment::NotAssessed)?;
                    let cell = table.form.cell_named(row, column).ok_or(Assessment::NotAssessed)?;
                    number(table, cell, blank)
                };
                self.elsewhere(source, &in_report)?
            }
        };
        term.factor.times(number).ok_or(Assessment::NotAssessed)
    }

    fn elsewhere(
        &self,
        source: &Source,
        number: &dyn Fn(&Report) -> Result<Number, Assessment>,
    ) -> Result<Number, Assessment> {
        match source {
            Source::Report => number(self.report),
            Source::Prior => number(carryover::previous(self.report, self.options).ok_or(Assessment::NotGiven)?),
            Source::Units if self.options.units().is_empty() => Err(Assessment::NotGiven),
            Source::Units => {
                let units = self.options.units().iter();
                Ok(sum(&units.map(|(_, unit)| number(unit)).collect::<Result<Vec<_>, _>>()?))
            }
            Source::Other(form) => number(self.other(form).ok_or(Assessment::NotGiven)?),
        }
    }
}

/// The number in a cell; one that its kind forbids is a matter of the cell.
fn number(table: &Table, cell: usize, blank: Blank) -> Result<Number, Assessment> {
    let is_whole = table.form.cells().get(cell).is_some_and(|form| !form.kind.has_decimals());
    match table.figure(cell).map(|figure| figure.value) {
        Some(Value::Number(number)) if !is_whole || number.integer().is_some() => Ok(number),
        Some(Value::Blank) if blank == Blank::Zero => Ok(Number::whole(0)),
        _ => Err(Assessment::NotAssessed),
    }
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        for relation in table.form.relations() {
            match assess(context.report, context.options, table, relation) {
                Assessment::Fails(sides) => {
                    let finding = failed(context.report, table.form, relation, &sides);
                    findings.push(with_others(finding, relation, &context.options.others.iter().collect::<Vec<_>>()));
                }
                Assessment::PartlyBlank => findings.push(about(context.report, table.form, relation).variant("blank")),
                Assessment::Holds | Assessment::NotAssessed | Assessment::NotGiven => {}
            }
        }
    }
    said_by_others(context.report, context.options, |other, (table, relation), assessment| {
        if let Assessment::Fails(sides) = assessment {
            findings.extend(failed_here(context.report, other, table.form, relation, &sides));
        }
    });
}

/// What relations between this report and others of the same body and year find.
#[cfg(feature = "region")]
pub fn across_documents(report: &Report, options: &Options) -> Vec<Finding> {
    let context = Context::new(report, options);
    let mut findings = Vec::new();
    check(&context, &mut findings);
    findings.retain(|finding| finding.params.get(OTHER_CELLS).is_some());
    findings
}

/// The fact of a finding that says which cells of another document it is about.
pub const OTHER_CELLS: &str = "other_cells";

/// Notes the cells of other documents that take part in a relation.
fn with_others(finding: Finding, relation: &Relation, others: &[&Report]) -> Finding {
    let cell = |term: &Term| match &term.operand {
        Operand::Elsewhere { source: Source::Other(form), table, row, column } => {
            let other = others.iter().find(|other| other.edition().is_some_and(|edition| edition.is_called(form)))?;
            let form = other.table(table)?.form;
            Some(Address { form, cell: form.cell_named(row, column)? })
        }
        _ => None,
    };
    let cells: Vec<Address> = relation.terms().filter_map(cell).collect();
    if cells.is_empty() { finding } else { finding.param(OTHER_CELLS, cells) }
}

/// A relation that the form of another document declares, told of this report.
fn failed_here(
    report: &Report,
    other: &Report,
    form: &'static TableForm,
    relation: &Relation,
    sides: &Sides,
) -> Option<Finding> {
    let told = failed(other, form, relation, sides);
    let here = with_others(Finding::new(told.rule, told.severity), relation, &[report]);
    let Some(Param::Cells(here)) = here.params.get(OTHER_CELLS).cloned() else { return None };
    let mut finding = Finding { cells: here, ..told.clone() };
    finding = finding.param(OTHER_CELLS, told.cells.clone());
    Some(finding)
}

/// A finding with the cells of the relation, the one that it names first.
fn about(report: &Report, form: &'static TableForm, relation: &Relation) -> Finding {
    let target = Address { form, cell: relation.target };
    let mut finding = Finding::new(rule_id(form, relation), relation.severity).cell(target);
    for cell in relation.terms().filter_map(|term| address(report, form, term)) {
        if !finding.cells.contains(&cell) {
            finding.cells.push(cell);
        }
    }
    finding
}

fn failed(report: &Report, form: &'static TableForm, relation: &Relation, sides: &Sides) -> Finding {
    let cells = |terms: &[Term]| terms.iter().filter_map(|term| address(report, form, term)).collect::<Vec<_>>();
    let difference = Number::from_exact(sides.difference().abs()).unwrap_or(Number::whole(0));
    let finding = about(report, form, relation)
        .param("left", sides.left_sum())
        .param("right", sides.right_sum())
        .param("difference", difference)
        .param("left_terms", sides.left.clone())
        .param("right_terms", sides.right.clone())
        .param("left_cells", cells(&relation.holds.left))
        .param("right_cells", cells(&relation.holds.right));
    match relation.holds.is {
        Comparison::Equal => finding,
        is => finding.variant(variant(is)).param("is", is.sign()),
    }
}

/// The sentence for a comparison, where the form has none of its own.
fn variant(is: Comparison) -> &'static str {
    match is {
        Comparison::Equal => "message",
        Comparison::AtMost => "at_most",
        Comparison::AtLeast => "at_least",
        Comparison::Less => "less",
        Comparison::More => "more",
    }
}

/// The id of the relation as its form has it, for as long as the program runs.
fn rule_id(form: &'static TableForm, relation: &Relation) -> &'static str {
    form.relation_declarations.get(relation.declared).map_or("", |declared| declared.id.as_str())
}

/// The cell of a term, where it stands in this report.
fn address(report: &Report, form: &'static TableForm, term: &Term) -> Option<Address> {
    match &term.operand {
        Operand::Own(cell) => Some(Address { form, cell: *cell }),
        Operand::Elsewhere { source: Source::Report, table, row, column } => {
            let form = report.table(table)?.form;
            Some(Address { form, cell: form.cell_named(row, column)? })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::{number, put, zeros};

    fn found(report: &Report) -> Vec<(&'static str, String)> {
        let mut findings = Vec::new();
        check(&Context::new(report, &Options::default()), &mut findings);
        findings.iter().map(|finding| (finding.rule, finding.cells[0].to_string())).collect()
    }

    fn counted(report: &Report) -> Relations {
        relations(report, &Options::default())
    }

    #[test]
    fn zeros_hold_every_relation() {
        let report = zeros("2021");
        assert_eq!(found(&report), []);
        assert_eq!(counted(&report), Relations { held: 42, failed: 0, not_assessed: 0 });
        assert_eq!(counted(&zeros("2019")).held, 40);
    }

    #[test]
    fn one_wrong_part_fails_the_relations_through_it_and_no_other() {
        let mut report = zeros("2021");
        put(&mut report, "applications/3.3.4/research", number(2));
        assert_eq!(
            found(&report),
            [
                ("applications.result_total", "applications/3.7/research".to_owned()),
                ("applications.row_total", "applications/3.3.4/total".to_owned()),
            ]
        );
    }

    #[test]
    fn a_relation_with_a_blank_operand_is_not_assessed() {
        let mut report = zeros("2021");
        put(&mut report, "review/reconsideration/pending", Value::Blank);
        put(&mut report, "review/reconsideration/total", number(9));
        assert_eq!(found(&report), []);
        assert_eq!(counted(&report).not_assessed, 1);
    }
}
