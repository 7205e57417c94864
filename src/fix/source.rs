//! The cells of a report in the HTML source that it was read from.

use super::{cells, html};
use crate::document;
use crate::finding::Address;
use crate::report::{Figure, Number, Report, Table, Value};
use std::ops::Range;

/// The places of cells in a source.
#[derive(Debug)]
pub struct Cells<'a> {
    source: &'a [u8],
    ranges: Vec<Range<usize>>,
}

impl<'a> Cells<'a> {
    /// The cells of a source, found for certain: `None` where it is no HTML, or
    /// where a figure of the report does not stand where its cell was found.
    pub fn of(source: &'a [u8], report: &Report) -> Option<Self> {
        let text = std::str::from_utf8(source).ok().filter(|text| document::is_html(text))?;
        let cells = Cells { source, ranges: cells::cells(text.as_bytes()) };
        let fits = |table: &Table| table.figures.iter().all(|figure| cells.holds(figure));
        report.tables.iter().all(fits).then_some(cells)
    }

    /// The bytes between the tags of a cell.
    pub fn content(&self, report: &Report, cell: &Address) -> Option<Range<usize>> {
        let table = report.table(&cell.form.id).filter(|table| std::ptr::eq(table.form, cell.form))?;
        self.range(table.figure(cell.cell)?).cloned()
    }

    /// What has to be written over which bytes, so that the cell shows a figure.
    pub fn edits(&self, report: &Report, cell: &Address, figure: &str) -> Option<Vec<(Range<usize>, String)>> {
        html::edits_of(self.source, &self.content(report, cell)?, figure)
    }

    fn range(&self, figure: &Figure) -> Option<&Range<usize>> {
        self.ranges.get(usize::try_from(figure.place?).ok()?)
    }

    /// Whether a plain number stands where its cell was found.
    fn holds(&self, figure: &Figure) -> bool {
        let (Value::Number(number), None, Some(_)) = (figure.value, &figure.written, figure.place) else { return true };
        let found = self.range(figure).and_then(|range| {
            let edits = html::edits_of(self.source, range, "")?;
            let text =
                edits.iter().filter_map(|(range, _)| self.source.get(range.clone())).collect::<Vec<_>>().concat();
            Number::parse(std::str::from_utf8(&text).ok()?)
        });
        found == Some(number)
    }
}
