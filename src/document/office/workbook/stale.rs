//! Stored values against their own formulas.

use super::formula::Evaluator;
use super::{Cell, Value, Workbook, format};

/// What a formula comes to where the stored value is another. Both are judged by
/// the stored values of the cells that the formula names.
pub fn recomputed(evaluator: &Evaluator<'_>, cell: &Cell, sheet: usize) -> Option<String> {
    let Value::Number(stored) = cell.value else { return None };
    let Some(Value::Number(computed)) = evaluator.value(cell.formula.as_ref()?, sheet) else { return None };
    differ(stored, computed).then(|| format::digits(computed))
}

fn differ(stored: f64, computed: f64) -> bool {
    let allowed = 1e-9 * stored.abs().max(computed.abs()).max(1.0);
    (stored - computed).abs() > allowed
}

/// Whether nobody ever computed a workbook: it stores 0 for every formula, as
/// programs write that cannot compute, and some come to more.
pub fn is_uncomputed(workbook: &Workbook) -> bool {
    let cells = || {
        let numbered = workbook.sheets.iter().enumerate();
        numbered.flat_map(|(number, sheet)| sheet.cells.values().map(move |cell| (number, cell)))
    };
    let is_nothing = |cell: &Cell| match &cell.value {
        Value::Blank => true,
        Value::Number(number) => *number == 0.0,
        Value::Text(text) => text.is_empty(),
        Value::Truth(_) | Value::Error(_) => false,
    };
    let mut formulas = cells().filter(|(_, cell)| cell.formula.is_some());
    if !formulas.all(|(_, cell)| is_nothing(cell)) {
        return false;
    }
    let evaluator = Evaluator::anew(workbook);
    let comes_to_more = |(sheet, cell): (usize, &Cell)| {
        let formula = cell.formula.as_ref().filter(|_| cell.value == Value::Number(0.0));
        let computed = formula.and_then(|formula| evaluator.value(formula, sheet));
        matches!(computed, Some(Value::Number(number)) if differ(0.0, number))
    };
    cells().any(comes_to_more)
}
