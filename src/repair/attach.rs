//! Corrections → the findings that they answer.

use super::{Change, How, Repair};
use crate::finding::{Finding, Fix, FixKind};

/// Rules about a cell that holds no count; its right value answers them.
const CELL_RULES: &[&str] = &["cell.blank", "cell.not_a_number", "cell.negative", "cell.not_integer"];

/// Gives findings their fix, where every smallest repair has it and either
/// nothing else is possible or the data itself proves it.
pub fn attach(findings: &mut [Finding], repair: &Repair) {
    for finding in findings.iter_mut().filter(|finding| finding.fix.is_none()) {
        let explained = repair.best.slips.iter().flat_map(|slip| &slip.explains);
        let is_relation = explained
            .clone()
            .any(|relation| relation.rule == finding.rule && finding.cells.first() == Some(&relation.cell));
        let about = if is_relation {
            finding.cells.as_slice()
        } else if CELL_RULES.contains(&finding.rule) {
            finding.cells.get(..1).unwrap_or_default()
        } else {
            continue;
        };
        let change = about.iter().find_map(|cell| {
            let cells = repair.best.cells.iter();
            cells.filter(|change| may_fix(change, repair)).find(|change| change.cell == *cell)
        });
        finding.fix = change.map(|change| Fix {
            cell: change.cell,
            value: change.to,
            kind: if is_deductive(change) { FixKind::Deductive } else { FixKind::Suggested },
        });
    }
}

fn may_fix(change: &Change, repair: &Repair) -> bool {
    change.certain && (repair.unique || is_deductive(change))
}

/// Whether the data itself proves a certain correction: a slip of the hand, a
/// sum, a blank.
fn is_deductive(change: &Change) -> bool {
    change.how != How::Value || change.from.is_none()
}
