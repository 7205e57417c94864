//! The shape of the tables: each is there as a table, with every official row
//! and column, and nothing added, moved or reworded.

use super::{Context, Family, Reads, Rule, Rules};
use crate::finding::{Address, Finding, Severity};
use crate::forms::TableForm;
use crate::report::{Observation, Table};
use crate::shown::Verbatim;

const TABLE_MISSING: Rule = Rule { id: "structure.table_missing", severity: Severity::Error };
const ROW_MISSING: Rule = Rule { id: "structure.row_missing", severity: Severity::Error };
const COLUMN_MISSING: Rule = Rule { id: "structure.column_missing", severity: Severity::Error };
const ROW_EXTRA: Rule = Rule { id: "structure.row_extra", severity: Severity::Warning };
const COLUMN_EXTRA: Rule = Rule { id: "structure.column_extra", severity: Severity::Warning };
const ROW_ORDER: Rule = Rule { id: "structure.row_order", severity: Severity::Warning };
pub(super) const TRUNCATED: Rule = Rule { id: "structure.truncated", severity: Severity::Warning };
const MERGES: Rule = Rule { id: "structure.merges", severity: Severity::Warning };
const LABEL: Rule = Rule { id: "structure.label", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[
        TABLE_MISSING,
        ROW_MISSING,
        COLUMN_MISSING,
        ROW_EXTRA,
        COLUMN_EXTRA,
        ROW_ORDER,
        MERGES,
        LABEL,
        TRUNCATED,
    ]),
    check,
    reads: Reads::Text,
    looks_back: false,
    of_form: None,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.report.observations.contains(&Observation::Truncated) {
        findings.push(TRUNCATED.finding());
    }
    let is_recommended = context.is_recommended_only();
    // A form that was recommended may be departed from.
    let milder = |finding: Finding| match finding.severity {
        Severity::Error if is_recommended => Finding { severity: Severity::Warning, ..finding },
        _ => finding,
    };
    // Where none is there, nothing could be checked, and the reason says so.
    let has_tables = !context.report.tables.is_empty();
    let Some(edition) = context.edition() else { return };
    for form in &edition.tables {
        match context.report.table(&form.id) {
            Some(table) => {
                let found = table.observations.iter().filter_map(|fact| finding(table, fact));
                findings.extend(found.map(milder).map(|finding| where_styles_differ(form, finding)));
            }
            None if has_tables && !form.optional => findings.push(milder(table_missing(context, form))),
            None => {}
        }
    }
}

/// No notice fixes the rows, columns and labels of a table that a document may lack: each
/// place has its own.
fn where_styles_differ(form: &TableForm, finding: Finding) -> Finding {
    let is_kept = |rules: &[Rule]| form.optional && rules.iter().any(|rule| rule.id == finding.rule);
    if is_kept(&[ROW_MISSING, COLUMN_MISSING, COLUMN_EXTRA]) {
        Finding { severity: Severity::Info, ..finding }.variant("style")
    } else if is_kept(&[ROW_ORDER, LABEL]) {
        Finding { severity: Severity::Info, ..finding }
    } else {
        finding
    }
}

fn table_missing(context: &Context<'_>, form: &TableForm) -> Finding {
    let finding = TABLE_MISSING.finding().param("table", form.id.as_str()).param("title", form.title.as_str());
    let images = context.report.images;
    if images > 0 { finding.variant("image").param("images", images) } else { finding }
}

fn finding(table: &Table, observation: &Observation) -> Option<Finding> {
    let form = table.form;
    Some(match observation {
        Observation::RowMissing { row } => about_row(ROW_MISSING, form, *row)?,
        Observation::RowMoved { row } => about_row(ROW_ORDER, form, *row)?,
        Observation::RowRepeated { row, differs } => {
            about_row(ROW_EXTRA, form, *row)?.variant(if *differs { "differing" } else { "repeated" })
        }
        Observation::RowDivided { row, into } => {
            about_row(ROW_EXTRA, form, *row)?.variant("divided").param("into", into.as_slice())
        }
        Observation::RowExtra { label } => about_table(ROW_EXTRA, form).param("found", label),
        Observation::RowLabel { row, found, accepted } => relabelled(about_row(LABEL, form, *row)?, found, *accepted),
        Observation::ColumnMissing { column } => about_column(COLUMN_MISSING, form, *column)?,
        Observation::ColumnExtra { label } => about_table(COLUMN_EXTRA, form).param("found", label),
        Observation::ColumnLabel { column, found, accepted } => {
            relabelled(about_column(LABEL, form, *column)?, found, *accepted)
        }
        Observation::NoteLabel { found } => {
            let note = form.note.as_deref()?;
            relabelled(about_table(LABEL, form).param("label", note), found, false).variant("note")
        }
        Observation::MergesLost => about_table(MERGES, form),
        // Of the whole document, not of a table.
        Observation::Lookalikes { .. } => return None,
        Observation::Truncated | Observation::SectionsFlattened | Observation::OtherForm { .. } => return None,
        // A row that cannot be read is a matter of its cells.
        Observation::RowUnreadable { .. } | Observation::Stale { .. } | Observation::CellUnseen { .. } => return None,
        // And a head of another edition one of the edition.
        Observation::HeadForeign { .. } => return None,
    })
}

fn about_table(rule: Rule, form: &TableForm) -> Finding {
    rule.finding().param("table", form.id.as_str()).param("short", form.short.as_str())
}

fn about_row(rule: Rule, form: &'static TableForm, row: usize) -> Option<Finding> {
    let declared = form.rows.get(row)?;
    let cells = form.row_cells(row).map(|cell| Address { form, cell });
    Some(
        about_table(rule, form).param("row", declared.id.as_str()).param("label", declared.label.as_str()).cells(cells),
    )
}

fn about_column(rule: Rule, form: &'static TableForm, column: usize) -> Option<Finding> {
    let declared = form.columns.get(column)?;
    let cells = (0..form.rows.len()).filter_map(|row| form.cell(row, column)).map(|cell| Address { form, cell });
    let finding = about_table(rule, form).param("column", declared.id.as_str());
    Some(finding.param("label", declared.label.as_str()).cells(cells))
}

/// A variant that surely means the same is worth knowing, no more.
fn relabelled(mut finding: Finding, found: &Verbatim, accepted: bool) -> Finding {
    if accepted {
        finding.severity = Severity::Info;
    }
    let found: String = found.verbatim().chars().filter(|character| !character.is_whitespace()).collect();
    finding.param("found", found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;
    use crate::report::samples::zeros;

    fn found(report: &Report) -> Vec<Finding> {
        let mut findings = Vec::new();
        check(&Context::new(report, &crate::Options::default()), &mut findings);
        findings
    }

    #[test]
    fn the_official_shape_has_no_finding() {
        assert_eq!(found(&zeros("2019")), []);
        assert_eq!(found(&zeros("2021")), []);
    }

    #[test]
    fn a_document_read_in_part_is_said_to_be() {
        let mut report = zeros("2021");
        report.observations.push(Observation::Truncated);
        assert_eq!(found(&report)[0].rule, "structure.truncated");
    }

    #[test]
    fn a_missing_table_is_named_and_a_picture_is_said_to_be_one() {
        let mut report = zeros("2021");
        report.tables.remove(1);
        assert_eq!(found(&report)[0].rule, "structure.table_missing");
        assert_eq!(found(&report)[0].variant, "message");
        report.images = 1;
        assert_eq!(found(&report)[0].variant, "image");
    }

    #[test]
    fn a_missing_row_names_its_cells() {
        let mut report = zeros("2021");
        report.tables[1].observations.push(Observation::RowMissing { row: 4 });
        let finding = &found(&report)[0];
        assert_eq!(
            (finding.rule, finding.cells[0].to_string().as_str()),
            ("structure.row_missing", "applications/3.3.1/natural_person")
        );
    }
}
