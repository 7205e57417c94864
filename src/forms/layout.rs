//! The printed shape of a form: its label cells, its figures, and how they are
//! merged.

use crate::json::{Json, Record};

#[cfg(test)]
fn one() -> u16 {
    1
}

#[cfg(any(test, feature = "whole"))]
fn is_one(span: &u16) -> bool {
    *span == 1
}

/// A printed label and the rows and columns it spans.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct LayoutCell {
    /// What is printed.
    pub text: String,
    /// Rows spanned.
    #[cfg_attr(test, serde(default = "one"))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "is_one"))]
    #[cfg_attr(test, ts(optional, as = "Option<u16>"))]
    pub rows: u16,
    /// Columns spanned.
    #[cfg_attr(test, serde(default = "one"))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "is_one"))]
    #[cfg_attr(test, ts(optional, as = "Option<u16>"))]
    pub columns: u16,
}

impl Record for LayoutCell {
    fn of(json: Option<&Json<'_>>) -> Self {
        let part = |name| json.and_then(|json| json.get(name));
        LayoutCell { text: Record::of(part("text")), rows: span(part("rows")), columns: span(part("columns")) }
    }
}

/// Over how many rows or columns a cell reaches: one, where nothing is said.
fn span(json: Option<&Json<'_>>) -> u16 {
    Option::of(json).unwrap_or(1)
}

/// The place of a figure in a printed row.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct LayoutFigure {
    /// Row and column id, `3.7/total`.
    pub cell: String,
    /// Columns spanned.
    #[cfg_attr(test, serde(default = "one"))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "is_one"))]
    #[cfg_attr(test, ts(optional, as = "Option<u16>"))]
    pub columns: u16,
}

impl Record for LayoutFigure {
    fn of(json: Option<&Json<'_>>) -> Self {
        let part = |name| json.and_then(|json| json.get(name));
        LayoutFigure { cell: Record::of(part("cell")), columns: span(part("columns")) }
    }
}

/// A printed row of the body.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(any(test, feature = "whole"), serde(untagged))]
pub enum LayoutRow {
    /// A row of labels only (第二十条第（一）项, 信息内容 …).
    Head {
        /// Its cells.
        head: Vec<LayoutCell>,
    },
    /// A row that ends in figures.
    Figures {
        /// The label cells that start in this row.
        labels: Vec<LayoutCell>,
        /// Its figures.
        figures: Vec<LayoutFigure>,
    },
}

impl Record for LayoutRow {
    fn of(json: Option<&Json<'_>>) -> Self {
        let part = |name| json.and_then(|json| json.get(name));
        match part("head") {
            Some(head) => LayoutRow::Head { head: Record::of(Some(head)) },
            None => LayoutRow::Figures { labels: Record::of(part("labels")), figures: Record::of(part("figures")) },
        }
    }
}
