//! Takes a repair over: into the figures of a report, or into the HTML that the
//! report was read from, where nothing but the corrected cells changes.

mod cells;
mod html;
mod source;

pub use source::Cells;

use crate::repair::{Change, Repair};
use crate::report::{Figure, Number, Report, Value};
use crate::{Input, Options, Outcome, Reason, document};

/// The corrections that may be taken over.
///
/// # Errors
/// `fix_nothing` where the report needs none, `fix_not_assessed` where that is not
/// known, as relations lack a figure; `fix_unnamed` where the repair
/// names no cell.
pub fn corrections(outcome: &Outcome) -> Result<&[Change], Reason> {
    let nothing = || match (outcome.relations.failed, outcome.relations.not_assessed) {
        (0, 0) => Reason::new("fix_nothing"),
        (0, count) => Reason::new("fix_not_assessed").param("count", count),
        (count, _) => Reason::new("fix_unlocalised").param("count", count),
    };
    let Repair { best, proved, .. } = outcome.repair.as_ref().ok_or_else(nothing)?;
    if *proved { Ok(&best.cells) } else { Err(Reason::new("fix_unnamed")) }
}

/// The report with these corrections in its figures.
///
/// ```
/// use gouji::{Input, Options, Outcome, fix};
///
/// # fn main() -> std::io::Result<()> {
/// let report = std::fs::read("tests/fixtures/one-slip.md")?;
/// let outcome = gouji::check(Input::Bytes(&report), &Options::default());
/// let corrections = fix::corrections(&outcome).expect("the wrong cell is named");
/// let corrected = fix::corrected(&outcome.report, corrections);
/// assert_eq!(Outcome::of(corrected, &Options::default()).summary().error, 0);
/// # Ok(())
/// # }
/// ```
pub fn corrected(report: &Report, corrections: &[Change]) -> Report {
    let mut report = report.clone();
    for change in corrections {
        let table = report.table_mut(&change.cell.form.id);
        if let Some(figure) = table.and_then(|table| table.figures.get_mut(change.cell.cell)) {
            let place = figure.place;
            *figure = Figure { value: Value::Number(change.to), place, ..Figure::default() };
        }
    }
    report
}

/// The HTML with these corrections: only the text of those cells is replaced,
/// every other byte stays. The result is read again, and handed out only if
/// exactly those figures changed.
///
/// # Errors
/// `fix_not_html` where the source is no HTML, `fix_encoding` where its bytes
/// are not read as ASCII is, `fix_not_verified` where the cells cannot be found
/// in it for certain.
pub fn corrected_html(
    source: &[u8],
    outcome: &Outcome,
    corrections: &[Change],
    options: &Options,
) -> Result<Vec<u8>, Reason> {
    let text = document::text_of(Input::Bytes(source))?;
    if !document::is_html(&text) {
        return Err(Reason::new("fix_not_html"));
    }
    // UTF-16: every ASCII character has a zero byte beside it.
    if source.contains(&0) {
        return Err(Reason::new("fix_encoding"));
    }
    let not_verified = || Reason::new("fix_not_verified");
    let places: Option<Vec<(usize, Number)>> = corrections
        .iter()
        .map(|change| {
            let table = outcome.report.table(&change.cell.form.id)?;
            Some((usize::try_from(table.place(change.cell.cell)?).ok()?, change.to))
        })
        .collect();
    let edited = html::replace(source, &places.ok_or_else(not_verified)?).ok_or_else(not_verified)?;
    let read_again = crate::recognise(Input::Bytes(&edited), options).map_err(|_| not_verified())?;
    let expected = corrected(&outcome.report, corrections);
    if same_figures(&read_again, &expected) { Ok(edited) } else { Err(not_verified()) }
}

fn same_figures(one: &Report, other: &Report) -> bool {
    one.tables.len() == other.tables.len()
        && one.tables.iter().zip(other.tables.iter()).all(|(one, other)| {
            std::ptr::eq(one.form, other.form)
                && one.figures.len() == other.figures.len()
                && one.figures.iter().zip(&other.figures).all(|(one, other)| {
                    (one.value, &one.written, one.place) == (other.value, &other.written, other.place)
                })
        })
}
