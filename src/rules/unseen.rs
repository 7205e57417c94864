//! Cells that look blank and are not: nobody sees what stands in them.

use super::{Context, Family, Reads, Rule, Rules};
use crate::finding::{Address, Finding, Severity};
use crate::report::{Observation, Table, Value};

const UNSEEN: Rule = Rule { id: "cell.unseen", severity: Severity::Warning };

pub(super) const FAMILY: Family =
    Family { rules: Rules::Declared(&[UNSEEN]), check, reads: Reads::Figures, looks_back: false, of_form: None };

/// Cells of a table with the same fault from which on they are one finding.
const MANY: usize = 4;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        for is_struck in [true, false] {
            of_table(table, is_struck, findings);
        }
    }
}

fn of_table(table: &Table, is_struck: bool, findings: &mut Vec<Finding>) {
    let unseen = cells(table).filter(|(_, struck)| *struck == is_struck);
    let addresses: Vec<Address> = unseen.map(|(cell, _)| Address { form: table.form, cell }).collect();
    if addresses.len() >= MANY {
        let variant = if is_struck { "struck_many" } else { "hidden_many" };
        let finding = UNSEEN.finding().variant(variant).param("short", table.form.short.as_str());
        findings.push(finding.param("count", addresses.len()).cells(addresses));
    } else {
        let variant = if is_struck { "message" } else { "hidden" };
        findings.extend(addresses.into_iter().map(|address| UNSEEN.finding().variant(variant).cell(address)));
    }
}

/// The cells of a table whose text nobody sees, and whether it is struck through.
/// Once a figure was put in by hand, that stands there.
pub(super) fn cells(table: &Table) -> impl Iterator<Item = (usize, bool)> {
    table.observations.iter().filter_map(|observation| match observation {
        Observation::CellUnseen { cell, is_struck } => {
            let figure = table.figure(*cell)?;
            (figure.value == Value::Unreadable && figure.written.is_none()).then_some((*cell, *is_struck))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::{Input, Options, Outcome, check};

    /// Table 四 with a text in its first cell.
    fn checked(first: &str) -> Outcome {
        let figures = "<td>0".repeat(14);
        let html = format!(
            "<p>青禾县水务局2023年政府信息公开工作年度报告<h2>四、政府信息公开行政复议、行政诉讼情况</h2>\
             <table><tr><td colspan=5>行政复议<td colspan=10>行政诉讼<tr><td rowspan=2>结果维持<td rowspan=2>结果纠正\
             <td rowspan=2>其他结果<td rowspan=2>尚未审结<td rowspan=2>总计<td colspan=5>未经复议直接起诉\
             <td colspan=5>复议后起诉<tr>{}<tr><td>{first}{figures}</table>",
            "<td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计".repeat(2),
        );
        check(Input::Text(&html), &Options::default())
    }

    fn told(first: &str) -> Vec<&'static str> {
        let findings = checked(first).findings;
        findings.iter().filter(|finding| finding.rule.starts_with("cell.")).map(|finding| finding.variant).collect()
    }

    #[test]
    fn what_nobody_sees_is_no_blank_and_its_relation_is_not_assessed() {
        for (first, variant) in [
            ("<s>3</s>", "message"),
            ("<span style=\"text-decoration:line-through\">3</span>", "message"),
            ("<span style=\"display:none\">3</span>", "hidden"),
            ("<b style=\"color:#fff\">3</b>", "hidden"),
        ] {
            let outcome = checked(first);
            assert_eq!(told(first), [variant], "{first}");
            assert_eq!((outcome.relations.failed, outcome.relations.not_assessed), (0, 1), "{first}");
        }
    }

    #[test]
    fn a_struck_stroke_is_blank_and_a_figure_beside_it_is_read() {
        assert_eq!(told("<s>/</s>"), ["message"]);
        assert!(told("<s>3</s> 0").is_empty());
    }
}
