//! Balance edits: equalities between sums, declared once and expanded over the
//! rows or columns of a form.

use super::TableForm;
use crate::json::{choice, record};

/// Whether a declared relation holds in every row or in every column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(rename_all = "lowercase"))]
pub enum Per {
    /// The operands are columns; the relation holds in every row.
    Row,
    /// The operands are rows; the relation holds in every column.
    Column,
}

choice!(Per { Row, Column });

/// A balance edit as the form file declares it.
#[derive(Debug)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "BalanceEdit"))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct EditDeclaration {
    /// Rule id under which a broken relation is reported.
    pub rule: String,
    /// Over what it is repeated.
    pub per: Per,
    /// Ids of the operands whose sum is the left side.
    pub left: Vec<String>,
    /// Ids of the operands whose sum is the right side.
    pub right: Vec<String>,
    /// Id of the operand that a reader looks at first.
    pub target: String,
    /// The relation in the words of the form, for print.
    pub text: String,
}

record!(EditDeclaration { rule, per, left, right, target, text });

/// One relation between the figures of one table: the sum of `left` equals the
/// sum of `right`. All members are indexes into [`TableForm::cells`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceEdit {
    /// Rule id under which a broken relation is reported.
    pub rule: String,
    /// Over what the declaration is repeated.
    pub per: Per,
    /// The row or column that this relation is about.
    pub line: usize,
    /// Figures of the left side.
    pub left: Vec<usize>,
    /// Figures of the right side.
    pub right: Vec<usize>,
    /// The figure that a finding names first.
    pub target: usize,
}

impl BalanceEdit {
    /// All figures of the relation with their sign: +1 left, −1 right.
    pub fn members(&self) -> impl Iterator<Item = (usize, i64)> + '_ {
        let left = self.left.iter().map(|&cell| (cell, 1));
        left.chain(self.right.iter().map(|&cell| (cell, -1)))
    }
}

/// Expands every declaration of a form over its rows or columns. A line in
/// which an operand does not exist has no such relation.
pub(super) fn expand(form: &TableForm) -> Vec<BalanceEdit> {
    form.edit_declarations.iter().flat_map(|declared| expand_one(form, declared)).collect()
}

fn expand_one(form: &TableForm, declared: &EditDeclaration) -> Vec<BalanceEdit> {
    let lines = match declared.per {
        Per::Row => form.rows.len(),
        Per::Column => form.columns.len(),
    };
    let cell = |line: usize, operand: &String| match declared.per {
        Per::Row => form.cell(line, form.column_index(operand)?),
        Per::Column => form.cell(form.row_index(operand)?, line),
    };
    (0..lines)
        .filter_map(|line| {
            let side = |operands: &[String]| -> Option<Vec<usize>> {
                operands.iter().map(|operand| cell(line, operand)).collect()
            };
            Some(BalanceEdit {
                rule: declared.rule.clone(),
                per: declared.per,
                line,
                left: side(&declared.left)?,
                right: side(&declared.right)?,
                target: cell(line, &declared.target)?,
            })
        })
        .collect()
}
