//! Balance edits (勾稽关系): equalities between sums, declared by the forms.
//!
//! A relation with a blank or unreadable operand is not assessed: it gives no
//! finding, and no pass is claimed for it.

use super::{Context, Family, Rule};
use crate::finding::{Address, Finding, Severity};
use crate::forms::BalanceEdit;
use crate::report::{Number, Report, Table};

const BALANCE: Rule = Rule { id: "applications.balance", severity: Severity::Error };
const RESULT_TOTAL: Rule = Rule { id: "applications.result_total", severity: Severity::Error };
const ROW_TOTAL: Rule = Rule { id: "applications.row_total", severity: Severity::Error };
const REVIEW_TOTAL: Rule = Rule { id: "review.total", severity: Severity::Error };

pub(super) const FAMILY: Family = Family { rules: &[BALANCE, RESULT_TOTAL, ROW_TOTAL, REVIEW_TOTAL], check };

/// How many relations were assessed, and with what result.
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

/// Counts the relations of the tables found.
pub fn relations(report: &Report) -> Relations {
    let mut relations = Relations::default();
    for table in &report.tables {
        for edit in table.form.balance_edits() {
            match assess(table, edit) {
                None => relations.not_assessed += 1,
                Some(sides) if sides.left == sides.right => relations.held += 1,
                Some(_) => relations.failed += 1,
            }
        }
    }
    relations
}

/// The sums of both sides of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides {
    /// Sum of the left side.
    pub left: i64,
    /// Sum of the right side.
    pub right: i64,
}

/// Both sums, or `None` where an operand is no whole number. Sums of at most
/// 25 figures below 2^53 stay within `i64`.
pub fn assess(table: &Table, edit: &BalanceEdit) -> Option<Sides> {
    let sum = |cells: &[usize]| cells.iter().try_fold(0, |sum, &cell| Some(sum + table.integer(cell)?));
    Some(Sides { left: sum(&edit.left)?, right: sum(&edit.right)? })
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        for edit in table.form.balance_edits() {
            if let Some(sides) = assess(table, edit).filter(|sides| sides.left != sides.right) {
                findings.extend(finding(table, edit, sides));
            }
        }
    }
}

fn finding(table: &Table, edit: &BalanceEdit, sides: Sides) -> Option<Finding> {
    let rule = FAMILY.rules.iter().find(|rule| rule.id == edit.rule)?;
    let address = |&cell: &usize| Address { form: table.form, cell };
    let numbers = |cells: &[usize]| -> Vec<Number> {
        cells.iter().filter_map(|&cell| table.integer(cell)).map(Number::whole).collect()
    };
    let others = edit.members().map(|(cell, _)| cell).filter(|&cell| cell != edit.target);
    Some(
        rule.finding()
            .cell(address(&edit.target))
            .cells(others.map(|cell| address(&cell)))
            .param("left", sides.left)
            .param("right", sides.right)
            .param("difference", (sides.left - sides.right).abs())
            .param("left_terms", numbers(&edit.left))
            .param("right_terms", numbers(&edit.right))
            .param("left_cells", edit.left.iter().map(address).collect::<Vec<_>>())
            .param("right_cells", edit.right.iter().map(address).collect::<Vec<_>>()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::report::Value;
    use crate::report::samples::{number, put, zeros};

    fn found(report: &Report) -> Vec<(&'static str, String)> {
        let mut findings = Vec::new();
        check(&Context::new(report, &Options::default()), &mut findings);
        findings.iter().map(|finding| (finding.rule, finding.cells[0].to_string())).collect()
    }

    #[test]
    fn zeros_hold_every_relation() {
        let report = zeros("2021");
        assert_eq!(found(&report), []);
        assert_eq!(relations(&report), Relations { held: 42, failed: 0, not_assessed: 0 });
        assert_eq!(relations(&zeros("2019")).held, 40);
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
        assert_eq!(relations(&report).not_assessed, 1);
    }
}
