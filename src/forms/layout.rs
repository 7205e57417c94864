//! The printed shape of a form: its label cells, its figures, and how they are
//! merged.

use serde::Deserialize;

fn one() -> u16 {
    1
}

/// A printed label and the rows and columns it spans.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LayoutCell {
    /// What is printed.
    pub text: String,
    /// Rows spanned.
    #[serde(default = "one")]
    #[cfg_attr(test, ts(optional, as = "Option<u16>"))]
    pub rows: u16,
    /// Columns spanned.
    #[serde(default = "one")]
    #[cfg_attr(test, ts(optional, as = "Option<u16>"))]
    pub columns: u16,
}

/// The place of a figure in a printed row.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LayoutFigure {
    /// Row and column id, `3.7/total`.
    pub cell: String,
    /// Columns spanned.
    #[serde(default = "one")]
    #[cfg_attr(test, ts(optional, as = "Option<u16>"))]
    pub columns: u16,
}

/// A printed row of the body.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
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
