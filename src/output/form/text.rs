//! A form in aligned columns. Groups of rows stand on lines of their own, their
//! rows indented beneath them, so that the figures fit a wide terminal.

use super::place::{Content, Placed, rows};
use crate::forms::{Edition, TableForm};
use crate::output::columns::{pad_end, width};

/// What stands where a figure belongs: one of the usual spellings of a blank.
const BLANK: &str = "/";
/// Blanks between two columns.
const GAP: usize = 2;

/// Headings and aligned tables.
pub fn render(edition: &Edition) -> String {
    let mut text = String::new();
    for (heading, form) in super::sections(edition) {
        text.push_str(&heading);
        text.push_str("\n\n");
        if let Some(form) = form {
            for line in table(form) {
                text.push_str(line.trim_end());
                text.push('\n');
            }
            text.push('\n');
        }
    }
    text
}

/// A line before it is aligned: what stands in front of the figures, and what
/// stands in their columns.
struct Line<'a> {
    label: String,
    cells: Vec<Placed<'a>>,
}

fn table(form: &TableForm) -> Vec<String> {
    let rows = rows(form);
    let figures = rows.iter().flatten().filter(|cell| matches!(cell.content, Content::Figure(_)));
    let first = figures.map(|cell| cell.column).min().unwrap_or(0);
    let lines: Vec<Line<'_>> = rows.iter().flat_map(|cells| lines(cells, first)).collect();
    let starts = starts(&lines, first);
    lines.iter().map(|line| aligned(line, &starts, first)).collect()
}

/// A printed row as lines: each group that starts in it, then its figures.
fn lines<'a>(cells: &[Placed<'a>], first: usize) -> Vec<Line<'a>> {
    let (labels, cells): (Vec<Placed<'a>>, Vec<_>) = cells.iter().copied().partition(|cell| cell.column < first);
    let label = |cell: &Placed<'_>| format!("{}{}", "  ".repeat(cell.column), cell.content.text());
    let (groups, own): (Vec<Placed<'_>>, Vec<_>) = labels.into_iter().partition(|cell| cell.rows > 1);
    let mut lines: Vec<_> = groups.iter().map(|group| Line { label: label(group), cells: Vec::new() }).collect();
    lines.push(Line { label: own.first().map(label).unwrap_or_default(), cells });
    lines
}

/// The offset of each column of figures, so that everything fits.
fn starts(lines: &[Line<'_>], first: usize) -> Vec<usize> {
    let beside = lines.iter().filter(|line| !line.cells.is_empty());
    let label = beside.map(|line| width(&line.label)).max().unwrap_or(0);
    let mut starts = vec![if label == 0 { 0 } else { label + GAP }];
    let mut cells: Vec<_> = lines.iter().flat_map(|line| &line.cells).collect();
    cells.sort_by_key(|cell| cell.column + cell.columns);
    for cell in cells {
        let (from, to) = (cell.column - first, cell.column + cell.columns - first);
        let last = starts.last().copied().unwrap_or(0);
        starts.resize(starts.len().max(to + 1), last);
        let least = starts.get(from).copied().unwrap_or(0) + width(printed(cell)) + GAP;
        starts.iter_mut().skip(to).for_each(|start| *start = (*start).max(least));
    }
    starts
}

fn aligned(line: &Line<'_>, starts: &[usize], first: usize) -> String {
    let mut text = line.label.clone();
    for cell in &line.cells {
        text = pad_end(&text, starts.get(cell.column - first).copied().unwrap_or(0));
        text.push_str(printed(cell));
    }
    text
}

fn printed<'a>(cell: &Placed<'a>) -> &'a str {
    match cell.content {
        Content::Figure(_) => BLANK,
        label => label.text(),
    }
}
