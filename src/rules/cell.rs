//! Cells: whether a figure stands there, and whether it can be one.

use super::{Context, Family, Rule};
use crate::finding::{Address, Finding, Fix, FixKind, Severity};
use crate::forms::Kind;
use crate::report::{Figure, Observation, Table, Unreadable, Value};

const BLANK: Rule = Rule { id: "cell.blank", severity: Severity::Warning };
const NOT_A_NUMBER: Rule = Rule { id: "cell.not_a_number", severity: Severity::Error };
const NEGATIVE: Rule = Rule { id: "cell.negative", severity: Severity::Error };
const NOT_INTEGER: Rule = Rule { id: "cell.not_integer", severity: Severity::Error };
const UNIT: Rule = Rule { id: "cell.unit", severity: Severity::Warning };
const FORMAT: Rule = Rule { id: "cell.format", severity: Severity::Info };

pub(super) const FAMILY: Family = Family { rules: &[BLANK, NOT_A_NUMBER, NEGATIVE, NOT_INTEGER, UNIT, FORMAT], check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in context.report.tables() {
        let unreadable = unreadable_rows(table, findings);
        for (cell, figure) in table.figures.iter().enumerate() {
            let row = table.form.cells().get(cell).map(|form| form.row);
            if row.is_some_and(|row| !unreadable.contains(&row)) {
                check_figure(Address { form: table.form, cell }, figure, findings);
            }
        }
    }
}

/// A row whose figures cannot be told apart is one finding, not one a cell.
fn unreadable_rows(table: &Table, findings: &mut Vec<Finding>) -> Vec<usize> {
    let mut rows = Vec::new();
    for observation in &table.observations {
        let Observation::RowUnreadable { row, text, reason } = observation else { continue };
        rows.push(*row);
        let cells = table.form.row_cells(*row);
        let variant = match reason {
            Unreadable::Ambiguous => "ambiguous",
            Unreadable::TooFew => "too_few",
            Unreadable::TooMany => "too_many",
        };
        findings.push(
            NOT_A_NUMBER
                .finding()
                .variant(variant)
                .param("text", text.as_str())
                .param("columns", cells.len())
                .param("reason", variant)
                .cells(cells.map(|cell| Address { form: table.form, cell })),
        );
    }
    rows
}

fn check_figure(address: Address, figure: &Figure, findings: &mut Vec<Finding>) {
    let written = figure.written.as_deref().unwrap_or_default();
    let finding = |rule: &Rule| rule.finding().cell(address).param("text", written);
    match figure.value {
        Value::Missing => {}
        Value::Blank if written.is_empty() => findings.push(finding(&BLANK)),
        Value::Blank => findings.push(finding(&BLANK).variant("mark")),
        Value::Unreadable if is_long_number(written) => findings.push(finding(&NOT_A_NUMBER).variant("too_large")),
        Value::Unreadable if is_date(written) => findings.push(finding(&NOT_A_NUMBER).variant("date")),
        Value::Unreadable => findings.push(finding(&NOT_A_NUMBER)),
        Value::Number(number) => {
            let kind = address.column().map_or(Kind::Count, |column| column.kind);
            if number.is_negative() && kind != Kind::Signed {
                findings.push(finding(&NEGATIVE).param("value", number));
            }
            if number.integer().is_none() && kind != Kind::Amount {
                findings.push(finding(&NOT_INTEGER).param("value", number));
            }
            // The number is beyond doubt; only its writing is to be mended.
            let rewritten = |rule: &Rule| Finding {
                fix: Some(Fix { cell: address, value: number, kind: FixKind::Deductive }),
                ..finding(rule).param("value", number)
            };
            if figure.has_unit {
                findings.push(rewritten(&UNIT));
            }
            if figure.unusual_digits {
                findings.push(rewritten(&FORMAT));
            }
        }
    }
}

/// A day such as `2024/3/5`: spreadsheets make one of `3-5` or `3/5`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '-', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let within = |text: &str, most: u32| text.parse::<u32>().is_ok_and(|number| (1..=most).contains(&number));
    year.len() == 4 && within(year, 9999) && within(month, 12) && within(day, 31)
}

/// Digits that make a number, but one too large to be kept exactly.
fn is_long_number(text: &str) -> bool {
    let digits = text.chars().filter(|character| character.is_numeric()).count();
    digits >= 16 && text.chars().all(|character| character.is_numeric() || "-+., ，".contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognition::figure::parse;
    use crate::report::{Report, samples};

    fn found(report: &Report) -> Vec<Finding> {
        let mut findings = Vec::new();
        check(&Context::new(report, &crate::Options::default()), &mut findings);
        findings
    }

    /// The rules that a text in a cell of the 2019 table disclosure breaks.
    fn broken(column: &str, text: &str) -> Vec<&'static str> {
        let mut report = samples::zeros("2019");
        let (_, cell) = report.locate(&format!("disclosure/licensing/{column}")).unwrap();
        report.tables[0].as_mut().unwrap().figures[cell] = parse(text, kind(column));
        found(&report).into_iter().map(|finding| finding.rule).collect()
    }

    fn kind(column: &str) -> Kind {
        if column == "change" { Kind::Signed } else { Kind::Count }
    }

    #[test]
    fn each_kind_of_text_breaks_its_own_rule() {
        for (column, text, rules) in [
            ("decisions", "0", &[][..]),
            ("decisions", "", &["cell.blank"]),
            ("decisions", "／", &["cell.blank"]),
            ("decisions", "见附件", &["cell.not_a_number"]),
            ("decisions", "9007199254740993", &["cell.not_a_number"]),
            ("decisions", "-3", &["cell.negative"]),
            ("change", "-3", &[]),
            ("change", "+3", &[]),
            ("change", "减3", &["cell.unit"]),
            ("decisions", "3.5", &["cell.not_integer"]),
            ("decisions", "7件", &["cell.unit"]),
            ("decisions", "１２", &["cell.format"]),
            ("decisions", "1,234", &["cell.format"]),
        ] {
            assert_eq!(broken(column, text), rules, "{text:?}");
        }
    }

    #[test]
    fn a_day_is_told_as_what_a_spreadsheet_made_of_a_figure() {
        for (text, is_day) in [("2024/3/5", true), ("2024年3月5日", true), ("3/5", false), ("1234/3/5/6", false)] {
            assert_eq!(is_date(text), is_day, "{text}");
        }
    }

    #[test]
    fn a_unit_beside_a_number_is_mended_by_the_number_alone() {
        let mut report = samples::zeros("2021");
        let (_, cell) = report.locate("disclosure/penalties/decisions").unwrap();
        report.tables[0].as_mut().unwrap().figures[cell] = parse("386件", Kind::Count);
        let fix = found(&report).remove(0).fix.unwrap();
        assert_eq!((fix.cell.to_string().as_str(), fix.value.integer()), ("disclosure/penalties/decisions", Some(386)));
    }

    #[test]
    fn a_row_that_cannot_be_read_is_one_finding_with_its_text() {
        let mut report = samples::zeros("2021");
        let table = report.tables[0].as_mut().unwrap();
        table.figures[..3].iter_mut().for_each(|figure| figure.value = Value::Unreadable);
        table.observations.push(Observation::RowUnreadable {
            row: 0,
            text: "693665".to_owned(),
            reason: Unreadable::Ambiguous,
        });
        let findings = found(&report);
        assert_eq!(findings.len(), 1);
        assert_eq!(
            (findings[0].rule, findings[0].variant, findings[0].cells.len()),
            ("cell.not_a_number", "ambiguous", 3)
        );
    }
}
