//! A report for a whole region against the reports of its units, cell by cell.

use super::{Context, Family, KnownValue, Rule};
use crate::Options;
use crate::finding::{Address, Finding, Severity};
use crate::forms::{Kind, TableId};
use crate::report::{Number, Report, Table};

const SUM: Rule = Rule { id: "aggregate.sum", severity: Severity::Error };
const NOT_ASSESSED: Rule = Rule { id: "aggregate.not_assessed", severity: Severity::Info };

pub(super) const FAMILY: Family = Family { rules: &[SUM, NOT_ASSESSED], check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let units = &context.options.units;
    if units.is_empty() {
        return;
    }
    for table in context.report.tables() {
        let sums: Vec<Sum<'_>> = (0..table.form.cells().len()).map(|cell| Sum::of(table, cell, units)).collect();
        findings.extend(sums.iter().filter_map(|sum| sum.finding(table)));
        findings.extend(not_assessed(table, &sums, units));
    }
}

/// The figures of the units for one cell of the parent's table.
struct Sum<'a> {
    cell: usize,
    /// Units with a number there.
    known: Vec<(&'a str, Number)>,
    /// Units without one.
    missing: Vec<&'a str>,
}

impl<'a> Sum<'a> {
    fn of(table: &Table, cell: usize, units: &'a [(String, Report)]) -> Self {
        let mut sum = Sum { cell, known: Vec::with_capacity(units.len()), missing: Vec::new() };
        for (name, report) in units {
            match unit_value(table, cell, report) {
                Some(value) => sum.known.push((name, value)),
                None => sum.missing.push(name),
            }
        }
        sum
    }

    /// Exact sum of the known figures, in units of 10^−15.
    fn exact(&self) -> i128 {
        self.known.iter().map(|(_, value)| value.exact()).sum()
    }

    fn finding(&self, table: &Table) -> Option<Finding> {
        let value = table.figure(self.cell)?.value.number()?;
        let signed = table.form.cells().get(self.cell)?.kind == Kind::Signed;
        let sum = self.exact();
        let largest = self.known.iter().max_by_key(|(_, value)| value.exact())?;
        let about = |variant: &'static str| {
            SUM.finding()
                .variant(variant)
                .cell(Address { form: table.form, cell: self.cell })
                .param("value", value)
                .param("sum", Number::from_exact(sum).unwrap_or(Number::whole(0)))
                .param("difference", Number::from_exact((sum - value.exact()).abs()).unwrap_or(Number::whole(0)))
                .param("units", self.known.len())
        };
        if !signed && largest.1.exact() > value.exact() + self.rounding(value) {
            return Some(about("below_unit").param("unit", largest.0).param("unit_value", largest.1));
        }
        if !self.missing.is_empty() {
            // What is not known cannot be below zero, so this is certain all the same.
            return (!signed && sum > value.exact() + self.rounding(value)).then(|| about("exceeded"));
        }
        ((sum - value.exact()).abs() > self.rounding(value)).then(|| about("message"))
    }

    /// Half a unit of the parent's last digit where the units give more digits:
    /// money may have been rounded after it was added up.
    fn rounding(&self, value: Number) -> i128 {
        let finer = self.known.iter().any(|(_, unit)| unit.scale() > value.scale());
        let last_digit = Number::whole(1).exact() / 10_i128.pow(u32::from(value.scale()));
        if finer { last_digit / 2 } else { 0 }
    }
}

/// A unit's figure in the cell of the same address.
fn unit_value(table: &Table, cell: usize, unit: &Report) -> Option<Number> {
    let (row, column) = (table.form.row_of(cell)?, table.form.column_of(cell)?);
    let unit = unit.table(table.form.id)?;
    unit.figure(unit.form.cell_named(&row.id, &column.id)?)?.value.number()
}

/// The units that keep a table from being assessed whole.
fn not_assessed(table: &Table, sums: &[Sum<'_>], units: &[(String, Report)]) -> Option<Finding> {
    let id: TableId = table.form.id;
    let without: Vec<String> =
        units.iter().filter(|(_, report)| report.table(id).is_none()).map(|(name, _)| name.clone()).collect();
    let open: Vec<Address> = sums
        .iter()
        .filter(|sum| !sum.missing.is_empty())
        .map(|sum| Address { form: table.form, cell: sum.cell })
        .collect();
    let mut partly: Vec<String> = sums.iter().flat_map(|sum| &sum.missing).map(|name| (*name).to_owned()).collect();
    partly.sort_unstable();
    partly.dedup();
    partly.retain(|name| !without.contains(name));
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
            .param("table", id.name())
            .param("short", table.form.short.as_str())
            .param("without", without)
            .param("partly", partly)
            .param("count", open.len())
            .param("open", open),
    )
}

/// The figures of a report that the reports of all its units prove.
pub(super) fn known_values(report: &Report, options: &Options) -> Vec<KnownValue> {
    if options.units.is_empty() {
        return Vec::new();
    }
    let cells = report.tables().flat_map(|table| (0..table.form.cells().len()).map(move |cell| (table, cell)));
    cells
        .filter_map(|(table, cell)| {
            let sum = Sum::of(table, cell, &options.units);
            let value = Number::from_exact(sum.exact()).filter(|_| sum.missing.is_empty())?;
            Some(KnownValue { rule: SUM.id, cell: Address { form: table.form, cell }, value })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Value;
    use crate::report::samples::{put, put_all, zeros};

    fn unit(name: &str, values: &[(&str, i64)]) -> (String, Report) {
        let mut report = zeros("2021");
        put_all(&mut report, values);
        (name.to_owned(), report)
    }

    fn found(report: &Report, units: Vec<(String, Report)>) -> Vec<(&'static str, &'static str, String)> {
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

    fn units() -> Vec<(String, Report)> {
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
        units.push(("青禾县水利局".to_owned(), Report::default()));
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
        let units = || vec![("甲局".to_owned(), fee("4.117")), ("乙局".to_owned(), fee("8.236"))];
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
