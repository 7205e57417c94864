//! Where the cells of a report stand in the HTML that it was read from.

use super::run::Checked;
use crate::finding::Address;
use crate::fix::Cells;
use crate::report::{Number, Report};
use serde_json::{Value, json};
use std::ops::Range;

/// The source of a report with the places of its cells. Only UTF-8 has them:
/// in other encodings lines and columns are not those of the bytes.
pub struct Source<'a> {
    report: &'a Report,
    found: Option<Found<'a>>,
}

struct Found<'a> {
    text: &'a str,
    cells: Cells<'a>,
    /// The offsets at which lines start.
    lines: Vec<usize>,
}

impl<'a> Source<'a> {
    /// The source of a file that was checked.
    pub fn of(checked: &Checked<'a>) -> Self {
        let report = &checked.outcome.report;
        let text = checked.source.and_then(|bytes| std::str::from_utf8(bytes).ok());
        let found = text.and_then(|text| {
            let cells = Cells::of(text.as_bytes(), report)?;
            let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
            Some(Found { text, cells, lines: std::iter::once(0).chain(ends).collect() })
        });
        Source { report, found }
    }

    /// The SARIF region of a cell's content.
    pub fn cell(&self, cell: &Address) -> Option<Value> {
        let found = self.found.as_ref()?;
        Some(found.region(&found.cells.content(self.report, cell)?))
    }

    /// The SARIF replacements that put a figure into a cell.
    pub fn replacements(&self, cell: &Address, value: Number) -> Option<Vec<Value>> {
        let found = self.found.as_ref()?;
        let edits = found.cells.edits(self.report, cell, &value.to_string())?;
        let replacement =
            |(range, text)| json!({ "deletedRegion": found.region(&range), "insertedContent": { "text": text } });
        Some(edits.into_iter().map(replacement).collect())
    }
}

impl Found<'_> {
    /// A region by lines and columns, both from 1, columns in UTF-16 code units.
    fn region(&self, range: &Range<usize>) -> Value {
        let (start_line, start_column) = self.place(range.start);
        let (end_line, end_column) = self.place(range.end);
        json!({
            "startLine": start_line,
            "startColumn": start_column,
            "endLine": end_line,
            "endColumn": end_column,
        })
    }

    fn place(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= offset);
        let start = line.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or_default();
        // A byte order mark is no character of the text.
        let before = before.strip_prefix('\u{feff}').filter(|_| start == 0).unwrap_or(before);
        (line, before.encode_utf16().count() + 1)
    }
}
