//! Stored values against their own formulas.

use super::formula::Evaluator;
use super::{Cell, Value, format};

/// What a formula comes to where the stored value is another. Both are judged by
/// the stored values of the cells that the formula names.
pub fn recomputed(evaluator: &Evaluator<'_>, cell: &Cell, sheet: usize) -> Option<String> {
    let Value::Number(stored) = cell.value else { return None };
    let Some(Value::Number(computed)) = evaluator.value(cell.formula.as_ref()?, sheet) else { return None };
    let allowed = 1e-9 * stored.abs().max(computed.abs()).max(1.0);
    ((stored - computed).abs() > allowed).then(|| format::digits(computed))
}
