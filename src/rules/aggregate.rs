//! A report for a whole region against the reports of its units, cell by cell.

use super::{Context, Family, KnownValue, Reads, Rule, Rules};
use crate::Options;
use crate::finding::{Address, Finding, Severity};
use crate::forms::TableForm;
use crate::order;
use crate::report::{Number, Report, Table};
use crate::shown::Verbatim;

/// A cell is not the sum of the units.
pub const SUM: Rule = Rule { id: "aggregate.sum", severity: Severity::Error };
const NOT_ASSESSED: Rule = Rule { id: "aggregate.not_assessed", severity: Severity::Info };

/// A unit was left out of the sum. Found where many reports are combined ([`crate::region`]).
pub const OMITTED: Rule = Rule { id: "aggregate.omitted", severity: Severity::Error };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[SUM, NOT_ASSESSED, OMITTED]),
    check,
    reads: Reads::Figures,
    looks_back: false,
    of_form: None,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.options.units().is_empty() {
        return;
    }
    for (table, sums) in context.report.tables.iter().zip(context.sums()) {
        findings.extend(sums.findings(table));
    }
}

/// The figures of the units, added up for each cell of a form. Units are added
/// one by one, so that none has to be kept.
#[derive(Debug)]
pub struct Sums {
    /// The form whose cells are summed.
    pub form: &'static TableForm,
    /// The units added, in order.
    names: Vec<String>,
    /// Those without the table.
    without: Vec<usize>,
    cells: Vec<Sum>,
}

/// The figures of the units for one cell.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    /// Their exact sum, in units of 10^−15.
    pub exact: i128,
    /// How many units have a number there.
    pub known: usize,
    /// The most digits behind the decimal point.
    scale: u8,
    /// The unit with the largest number.
    largest: Option<(usize, Number)>,
    /// The units without a number.
    missing: Vec<usize>,
}

impl Sums {
    /// No units yet.
    pub fn new(form: &'static TableForm) -> Self {
        let cells = vec![Sum::default(); form.cells().len()];
        Sums { form, names: Vec::new(), without: Vec::new(), cells }
    }

    pub(super) fn of(form: &'static TableForm, units: &[(Verbatim, Report)]) -> Self {
        let mut sums = Sums::new(form);
        units.iter().for_each(|(name, report)| sums.add(name.verbatim(), report));
        sums
    }

    /// Adds a unit.
    pub fn add(&mut self, name: &str, unit: &Report) {
        let at = self.names.len();
        self.names.push(name.to_owned());
        if unit.table(&self.form.id).is_none() {
            self.without.push(at);
        }
        for (cell, sum) in self.cells.iter_mut().enumerate() {
            let Some(value) = value(self.form, cell, unit) else {
                sum.missing.push(at);
                continue;
            };
            sum.exact += value.exact();
            sum.known += 1;
            sum.scale = sum.scale.max(value.scale());
            if sum.largest.is_none_or(|(_, largest)| value.exact() >= largest.exact()) {
                sum.largest = Some((at, value));
            }
        }
    }

    /// The sums by cell, as the form counts its cells.
    #[cfg(feature = "region")]
    pub fn cells(&self) -> &[Sum] {
        &self.cells
    }

    /// What is wrong with the table that should be their sum.
    pub fn findings(&self, table: &Table) -> Vec<Finding> {
        let sums = self.cells.iter().enumerate();
        let wrong = sums.filter_map(|(cell, sum)| self.finding(cell, sum, table));
        wrong.chain(self.not_assessed(table)).collect()
    }

    fn finding(&self, cell: usize, sum: &Sum, table: &Table) -> Option<Finding> {
        let value = table.figure(cell)?.value.number()?;
        let signed = table.form.cells().get(cell)?.kind.may_be_negative();
        let (largest, most) = sum.largest?;
        let about = |variant: &'static str| {
            SUM.finding()
                .variant(variant)
                .cell(Address { form: table.form, cell })
                .param("value", value)
                .param("sum", Number::from_exact(sum.exact).unwrap_or(Number::whole(0)))
                .param("difference", Number::from_exact((sum.exact - value.exact()).abs()).unwrap_or(Number::whole(0)))
                .param("units", sum.known)
        };
        if !signed && most.exact() > value.exact() + sum.rounding(value) {
            let unit = self.names.get(largest).map_or("", String::as_str);
            return Some(about("below_unit").param("unit", unit).param("unit_value", most));
        }
        if !sum.missing.is_empty() {
            // What is not known cannot be below zero, so this is certain all the same.
            return (!signed && sum.exact > value.exact() + sum.rounding(value)).then(|| about("exceeded"));
        }
        ((sum.exact - value.exact()).abs() > sum.rounding(value)).then(|| about("message"))
    }

    /// The units that keep a table from being assessed whole.
    fn not_assessed(&self, table: &Table) -> Option<Finding> {
        let sums =
            self.cells.iter().enumerate().filter(|(cell, sum)| !sum.missing.is_empty() && !self.form.is_in_line(*cell));
        let open: Vec<Address> = sums.clone().map(|(cell, _)| Address { form: table.form, cell }).collect();
        let named = |units: &[usize]| units.iter().filter_map(|&unit| self.names.get(unit).cloned()).collect();
        let without: Vec<String> = named(&self.without);
        let mut partly: Vec<usize> = sums.flat_map(|(_, sum)| &sum.missing).copied().collect();
        order::sort(&mut partly);
        partly.dedup();
        partly.retain(|unit| self.without.binary_search(unit).is_err());
        let mut partly: Vec<String> = named(&partly);
        order::sort(&mut partly);
        if open.is_empty() {
            return None;
        }
        let variant = match (without.is_empty(), partly.is_empty()) {
            (false, true) => "message",
            (true, _) => "cells",
            (false, false) => "both",
        };
        Some(
            NOT_ASSESSED
                .finding()
                .variant(variant)
                .param("table", table.form.id.as_str())
                .param("short", table.form.short.as_str())
                .param("without", without)
                .param("partly", partly)
                .param("count", open.len())
                .param("open", open),
        )
    }
}

impl Sum {
    /// Whether every unit has a number there.
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty()
    }

    /// The largest number of a unit, in units of 10^−15; 0 where none has one.
    #[cfg(feature = "region")]
    pub fn most(&self) -> i128 {
        self.largest.map_or(0, |(_, value)| value.exact())
    }

    /// How many units have no number there.
    #[cfg(feature = "region")]
    pub fn without(&self) -> usize {
        self.missing.len()
    }

    /// Half a unit of the parent's last digit where the units give more digits:
    /// money may have been rounded after it was added up.
    fn rounding(&self, value: Number) -> i128 {
        let last_digit = Number::whole(1).exact() / 10_i128.pow(u32::from(value.scale()));
        if self.scale > value.scale() { last_digit / 2 } else { 0 }
    }
}

/// A unit's figure in the cell of a form, whatever edition its own table is of.
pub fn value(form: &TableForm, cell: usize, unit: &Report) -> Option<Number> {
    let table = unit.table(&form.id)?;
    // A line is another unit's in each report.
    if form.is_in_line(cell) {
        return None;
    }
    let cell = if std::ptr::eq(table.form, form) {
        cell
    } else {
        table.form.cell_named(&form.row_of(cell)?.id, &form.column_of(cell)?.id)?
    };
    table.figure(cell)?.value.number()
}

/// The figures of a report that the reports of all its units prove.
pub(super) fn known_values(report: &Report, options: &Options) -> Vec<KnownValue> {
    if options.units().is_empty() {
        return Vec::new();
    }
    report.tables.iter().flat_map(|table| Sums::of(table.form, options.units()).known_values()).collect()
}

impl Sums {
    /// The cells whose value the units prove.
    pub fn known_values(&self) -> Vec<KnownValue> {
        let whole = self.cells.iter().enumerate().filter(|(_, sum)| sum.is_whole());
        whole
            .filter_map(|(cell, sum)| {
                let value = Number::from_exact(sum.exact)?;
                Some(KnownValue { rule: SUM.id, cell: Address { form: self.form, cell }, value })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Value;
    use crate::report::samples::{put, put_all, zeros};

    fn unit(name: &str, values: &[(&str, i64)]) -> (Verbatim, Report) {
        let mut report = zeros("2021");
        put_all(&mut report, values);
        (name.into(), report)
    }

    fn found(report: &Report, units: Vec<(Verbatim, Report)>) -> Vec<(&'static str, &'static str, String)> {
        let options = Options { units, ..Options::default() };
        let mut findings = Vec::new();
        check(&Context::new(report, &options), &mut findings);
        let cell = |finding: &Finding| finding.cells.first().map(ToString::to_string).unwrap_or_default();
        findings.iter().map(|finding| (finding.rule, finding.variant, cell(finding))).collect()
    }

    const NEW: &str = "applications/1/total";

    fn parent(value: i64) -> Report {
        let mut report = zeros("2021");
        put(&mut report, NEW, Value::Number(Number::whole(value)));
        report
    }

    fn units() -> Vec<(Verbatim, Report)> {
        vec![unit("青禾县农业农村局", &[(NEW, 7)]), unit("青禾县柳溪镇", &[(NEW, 5)])]
    }

    #[test]
    fn every_cell_is_the_sum_of_the_units() {
        assert_eq!(found(&parent(12), units()), []);
        assert_eq!(found(&parent(13), units()), [("aggregate.sum", "message", NEW.to_owned())]);
    }

    #[test]
    fn less_than_one_unit_is_named_with_the_unit() {
        assert_eq!(found(&parent(6), units()), [("aggregate.sum", "below_unit", NEW.to_owned())]);
    }

    #[test]
    fn with_a_unit_missing_only_what_is_certain_is_said_and_the_unit_is_named() {
        let mut units = units();
        units.push(("青禾县水利局".into(), Report::default()));
        let silent = ["aggregate.not_assessed"; 3];
        let rules = |value| found(&parent(value), units.clone()).iter().map(|(rule, ..)| *rule).collect::<Vec<_>>();
        assert_eq!(rules(20), silent, "one for each table");
        assert_eq!(
            found(&parent(11), units.clone()).iter().filter(|(_, variant, _)| *variant == "exceeded").count(),
            1
        );
    }

    #[test]
    fn a_blank_cell_of_a_unit_leaves_that_cell_open() {
        let mut units = units();
        put(&mut units[1].1, NEW, Value::Blank);
        assert_eq!(found(&parent(13), units), [("aggregate.not_assessed", "cells", String::new())]);
    }

    #[test]
    fn money_that_was_rounded_after_adding_up_holds() {
        let fee = |text: &str| {
            let mut report = zeros("2021");
            put(&mut report, "disclosure/fees/amount", Value::Number(Number::parse(text).unwrap()));
            report
        };
        let units = || vec![("甲局".into(), fee("4.117")), ("乙局".into(), fee("8.236"))];
        assert_eq!(found(&fee("12.35"), units()), []);
        assert_eq!(found(&fee("12.353"), units()), []);
        assert_eq!(found(&fee("12.36"), units()).len(), 1);
        assert_eq!(found(&fee("12.354"), units()).len(), 1);
    }

    #[test]
    fn what_the_units_prove_is_known_only_where_all_of_them_tell_it() {
        let options = Options { units: units(), ..Options::default() };
        let known = known_values(&parent(13), &options);
        assert!(known.iter().any(|known| known.cell.to_string() == NEW && known.value == Number::whole(12)));
        let mut options = options;
        put(&mut options.units[0].1, NEW, Value::Blank);
        assert!(known_values(&parent(13), &options).iter().all(|known| known.cell.to_string() != NEW));
    }
}
