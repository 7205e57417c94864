//! A section of the report as it was found.

use crate::shown::Verbatim;
use std::ops::Range;

/// A heading and the text beneath it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading as it stands, ordinal included.
    pub heading: Verbatim,
    /// Its place in the text (bytes).
    pub heading_range: Range<usize>,
    /// The text up to the next heading (bytes), tables included.
    pub body: Range<usize>,
    /// Ordinal as written: 1 for 一. `None` where the heading has none.
    pub ordinal: Option<u8>,
    /// The official section that it is, where it is one.
    pub official: Option<SectionMatch>,
}

/// How a heading matches an official one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionMatch {
    /// Index of the official section, from 0.
    pub index: usize,
    /// Whether the wording is the official one or an accepted long form.
    pub exact: bool,
}
