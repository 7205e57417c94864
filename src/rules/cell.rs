//! Cells: whether a figure stands there, and whether it can be one.

use super::relation::not_assessed;
use super::{Context, Family, Reads, Rule, Rules, unseen};
use crate::finding::{Address, Finding, Fix, FixKind, Severity};
use crate::report::{Figure, Observation, Table, UNREAD, Unreadable, Value};
use crate::shown::Verbatim;

const TABLE_BLANK: Rule = Rule { id: "cell.table_blank", severity: Severity::Warning };
const BLANK: Rule = Rule { id: "cell.blank", severity: Severity::Warning };
const NOT_A_NUMBER: Rule = Rule { id: "cell.not_a_number", severity: Severity::Error };
const NEGATIVE: Rule = Rule { id: "cell.negative", severity: Severity::Error };
const NOT_INTEGER: Rule = Rule { id: "cell.not_integer", severity: Severity::Error };
const UNIT: Rule = Rule { id: "cell.unit", severity: Severity::Warning };
const FORMAT: Rule = Rule { id: "cell.format", severity: Severity::Info };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[TABLE_BLANK, BLANK, NOT_A_NUMBER, NEGATIVE, NOT_INTEGER, UNIT, FORMAT]),
    check,
    reads: Reads::Figures,
    looks_back: false,
    of_form: None,
};

/// Rows with the same fault from which on they are one finding.
const MANY_ROWS: usize = 3;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        let told = told_elsewhere(table);
        let unseen: Vec<usize> = unseen::cells(table).map(|(cell, _)| cell).collect();
        // Where rows stand otherwise than in the form, what was not read is not blank.
        let is_scattered = unread_rows(table) >= MANY_ROWS;
        unreadable_rows(table, findings);
        let blank = table_blank(context, table);
        let is_blank_table = blank.is_some();
        findings.extend(blank);
        for (row, declared) in
            (0..table.form.rows.len()).filter(|row| !told.contains(row)).map(|row| (row, table.form.row_cells(row)))
        {
            match (!is_blank_table).then(|| row_blank(table, row)).flatten() {
                Some(_) if is_scattered => {}
                Some(finding) => findings.push(finding),
                None => declared
                    .filter(|cell| !unseen.contains(cell))
                    .for_each(|cell| check_cell(table, cell, is_blank_table, findings)),
            }
        }
    }
}

fn check_cell(table: &Table, cell: usize, is_blank_table: bool, findings: &mut Vec<Finding>) {
    let Some(figure) = table.figure(cell) else { return };
    if !(is_blank_table && figure.value == Value::Blank) {
        check_figure(Address { form: table.form, cell }, figure, findings);
    }
}

/// Rows whose figures are no matter of single cells: another finding is about them.
fn told_elsewhere(table: &Table) -> Vec<usize> {
    let rows = |observation: &Observation| match observation {
        Observation::RowUnreadable { row, .. }
        | Observation::RowDivided { row, .. }
        | Observation::RowRepeated { row, differs: true } => vec![*row],
        Observation::HeadForeign { rows, .. } => rows.clone(),
        _ => Vec::new(),
    };
    table.observations.iter().flat_map(rows).collect()
}

/// Rows whose figures could not be told apart.
fn unread_rows(table: &Table) -> usize {
    let is_unread = |observation: &&Observation| matches!(observation, Observation::RowUnreadable { .. });
    table.observations.iter().filter(is_unread).count()
}

/// A table that hardly holds a figure is one thing to say, with what could not be
/// checked for it.
fn table_blank(context: &Context<'_>, table: &Table) -> Option<Finding> {
    let blank: Vec<usize> = (0..table.figures.len())
        .filter(|&cell| table.figure(cell).is_some_and(|figure| figure.value == Value::Blank))
        .collect();
    if blank.is_empty() || blank.len() * 2 < table.figures.len() {
        return None;
    }
    let relations = not_assessed(context.report, context.options, table);
    let finding = TABLE_BLANK.finding();
    // A table that a document may lack says so by having no figure: the body has no such power.
    let finding = if table.form.optional && blank.len() == table.figures.len() {
        Finding { severity: Severity::Info, ..finding }.variant("competence")
    } else {
        finding.variant(if relations > 0 { "message" } else { "plain" })
    };
    let finding = finding.param("table", table.form.id.as_str()).param("short", table.form.short.as_str());
    let finding = finding.param("blank", blank.len()).param("of", table.figures.len()).param("relations", relations);
    Some(finding.cells(blank.into_iter().map(|cell| Address { form: table.form, cell })))
}

/// A row that has no cells at all.
fn row_blank(table: &Table, row: usize) -> Option<Finding> {
    let cells = table.form.row_cells(row);
    let is_gone = |cell: usize| {
        table
            .figure(cell)
            .is_some_and(|figure| figure.value == Value::Blank && figure.place.is_none() && figure.written.is_none())
    };
    let has_none = cells.len() > 1 && cells.clone().all(is_gone);
    has_none.then(|| BLANK.finding().variant("row").cells(cells.map(|cell| Address { form: table.form, cell })))
}

/// Why the figures of a row could not be told, and what was counted.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Fault {
    reason: Unreadable,
    found: usize,
    expected: usize,
}

/// Whose figures they are.
#[derive(Clone, Copy)]
enum Of {
    /// Those of a row.
    Row,
    /// Those of many rows, each for itself.
    Rows,
    /// Those of all rows, which stand in one line.
    Line,
}

/// A row whose figures cannot be told apart is one finding, not one a cell; so are
/// many rows that lack the same.
fn unreadable_rows(table: &Table, findings: &mut Vec<Finding>) {
    let rows: Vec<(usize, &Verbatim, Fault)> = table
        .observations
        .iter()
        .filter_map(|observation| match observation {
            Observation::RowUnreadable { row, text, reason, found, expected } => {
                Some((*row, text, Fault { reason: *reason, found: *found, expected: *expected }))
            }
            _ => None,
        })
        .collect();
    let mut told: Vec<Fault> = Vec::new();
    for (row, text, fault) in &rows {
        let alike: Vec<usize> = rows.iter().filter(|other| other.2 == *fault).map(|other| other.0).collect();
        if alike.len() < MANY_ROWS {
            findings.push(unreadable(table, &[*row], text, *fault, Of::Row));
        } else if !told.contains(fault) {
            told.push(*fault);
            let is_line = fault.expected > table.form.row_cells(*row).len();
            findings.push(unreadable(table, &alike, text, *fault, if is_line { Of::Line } else { Of::Rows }));
        }
    }
}

fn unreadable(table: &Table, rows: &[usize], text: &Verbatim, fault: Fault, of: Of) -> Finding {
    let cells = rows.iter().flat_map(|row| table.form.row_cells(*row)).map(|cell| Address { form: table.form, cell });
    let (reason, variants) = match fault.reason {
        Unreadable::Ambiguous => ("ambiguous", ["ambiguous", "ambiguous_rows", "ambiguous_table"]),
        Unreadable::TooFew => ("too_few", ["too_few", "too_few_rows", "too_few_table"]),
        Unreadable::TooMany => ("too_many", ["too_many", "too_many_rows", "too_many_table"]),
    };
    let [row, many, line] = variants;
    let variant = match of {
        Of::Row => row,
        Of::Rows => many,
        Of::Line => line,
    };
    NOT_A_NUMBER
        .finding()
        .variant(variant)
        .param("text", text)
        .param("columns", fault.expected)
        .param("found", fault.found)
        .param("rows", rows.len())
        .param("short", table.form.short.as_str())
        .param("reason", reason)
        .cells(cells)
}

fn check_figure(address: Address, figure: &Figure, findings: &mut Vec<Finding>) {
    let written = figure.written.as_ref().map(Verbatim::verbatim).unwrap_or_default();
    let finding = |rule: &Rule| rule.finding().cell(address).param("text", written);
    match figure.value {
        Value::Missing => {}
        Value::Blank if written.is_empty() => findings.push(finding(&BLANK)),
        Value::Blank => findings.push(finding(&BLANK).variant("mark")),
        Value::Unreadable if written == UNREAD => findings.push(finding(&NOT_A_NUMBER).variant("unread")),
        Value::Unreadable if is_long_number(written) => findings.push(finding(&NOT_A_NUMBER).variant("too_large")),
        Value::Unreadable if is_date(written) => findings.push(finding(&NOT_A_NUMBER).variant("date")),
        Value::Unreadable => findings.push(finding(&NOT_A_NUMBER)),
        Value::Number(number) => {
            let kind = address.kind();
            if number.is_negative() && !kind.may_be_negative() {
                findings.push(finding(&NEGATIVE).param("value", number));
            }
            if number.integer().is_none() && !kind.has_decimals() {
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
    use crate::forms::Kind;
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
        report.tables[0].figures[cell] = parse(text, kind(column));
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
            ("decisions", UNREAD, &["cell.not_a_number"]),
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
        report.tables[0].figures[cell] = parse("386件", Kind::Count);
        let fix = found(&report).remove(0).fix.unwrap();
        assert_eq!((fix.cell.to_string().as_str(), fix.value.integer()), ("disclosure/penalties/decisions", Some(386)));
    }

    #[test]
    fn a_row_that_cannot_be_read_is_one_finding_with_its_text() {
        let mut report = samples::zeros("2021");
        let table = &mut report.tables[0];
        table.figures[..3].iter_mut().for_each(|figure| figure.value = Value::Unreadable);
        table.observations.push(Observation::RowUnreadable {
            row: 0,
            text: "693665".into(),
            reason: Unreadable::Ambiguous,
            found: 1,
            expected: 3,
        });
        let findings = found(&report);
        assert_eq!(findings.len(), 1);
        assert_eq!(
            (findings[0].rule, findings[0].variant, findings[0].cells.len()),
            ("cell.not_a_number", "ambiguous", 3)
        );
    }
}
