//! Where a finding stands, as the result holds it.

use crate::finding::{Address, Finding};
use crate::report::{Position, Report};
use crate::{Language, messages};
use serde::Serialize;

/// `position` of a finding or correction: in words, and in numbers from 1.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Position", optional_fields))]
pub(super) struct PositionShape<'a> {
    /// In words: `表三!D12`, `第 2 页`.
    text: String,
    /// Page of a paged document.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// Paragraph outside tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
    /// Table of a text document.
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<u32>,
    /// Name of a sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    /// Row of the table or sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    /// Column of the table or sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    /// Name of a workbook's cell: `D12`.
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
}

impl<'a> PositionShape<'a> {
    fn of(position: &'a Position, language: Language) -> Self {
        PositionShape {
            text: messages::position(position, language),
            page: position.page,
            paragraph: position.paragraph,
            table: position.table,
            sheet: position.sheet.as_deref(),
            row: position.row,
            column: position.column,
            cell: position.cell(),
        }
    }

    /// Of a cell of the report.
    pub fn of_cell(cell: &Address, report: &'a Report, language: Language) -> Option<Self> {
        report.position(&cell.form.id, cell.cell).map(|position| Self::of(position, language))
    }

    /// Of a finding.
    pub fn of_finding(finding: &Finding, report: &'a Report, language: Language) -> Option<Self> {
        position(finding, report).map(|position| Self::of(position, language))
    }
}

/// Where a finding stands: its primary cell, else its passage.
pub(super) fn position<'a>(finding: &Finding, report: &'a Report) -> Option<&'a Position> {
    let cell = finding.cells.first().and_then(|cell| report.position(&cell.form.id, cell.cell));
    cell.or_else(|| report.positions.at(finding.span.as_ref()?.start))
}

#[cfg(test)]
pub(super) fn declaration() -> String {
    super::typescript::declaration::<PositionShape<'_>>()
}
