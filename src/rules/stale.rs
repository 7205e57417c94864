//! Formulas: whether the figure in a cell is what its own formula comes to.

use super::{Context, Family, Reads, Rule, Rules};
use crate::finding::{Address, Finding, Fix, FixKind, Severity};
use crate::report::{Number, Observation, Table};

const STALE: Rule = Rule { id: "cell.stale", severity: Severity::Warning };

pub(super) const FAMILY: Family =
    Family { rules: Rules::Declared(&[STALE]), check, reads: Reads::Text, looks_back: false, of_form: None };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        findings.extend(table.observations.iter().filter_map(|observation| finding(table, observation)));
    }
}

fn finding(table: &Table, observation: &Observation) -> Option<Finding> {
    let Observation::Stale { cell, formula, stored, computed } = observation else { return None };
    let stored = Number::parse(stored.verbatim())?;
    // Once a figure was put in by hand, the formula no longer says anything of it.
    if table.figure(*cell)?.value.number() != Some(stored) {
        return None;
    }
    let address = Address { form: table.form, cell: *cell };
    let finding = STALE.finding().cell(address).param("formula", formula).param("value", stored);
    let value = Number::parse(computed.verbatim());
    Some(Finding {
        fix: value.map(|value| Fix { cell: address, value, kind: FixKind::Suggested }),
        ..finding.param("computed", computed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Value, samples};

    fn found(value: Value) -> Vec<Finding> {
        let mut report = samples::zeros("2021");
        let (_, cell) = report.locate("applications/1/total").unwrap();
        samples::put(&mut report, "applications/1/total", value);
        let (formula, stored, computed) = ("=SUM(D5:I5)".into(), "7".into(), "8".into());
        let stale = Observation::Stale { cell, formula, stored, computed };
        report.tables[1].observations.push(stale);
        let mut findings = Vec::new();
        check(&Context::new(&report, &crate::Options::default()), &mut findings);
        findings
    }

    #[test]
    fn a_stale_figure_is_told_with_what_its_formula_comes_to() {
        let finding = found(samples::number(7)).remove(0);
        assert_eq!(finding.cells[0].to_string(), "applications/1/total");
        assert_eq!(finding.fix.unwrap().value.integer(), Some(8));
    }

    #[test]
    fn a_figure_that_was_changed_since_is_no_longer_stale() {
        assert_eq!(found(samples::number(8)).len(), 0);
        assert_eq!(found(Value::Blank).len(), 0);
    }
}
