//! Document → report: which grids are the official tables, which row and
//! column each figure belongs to, and what the document says of itself.

mod alignment;
pub mod figure;
mod head;
mod identity;
mod label;
mod line;
pub mod normalise;
mod review;
mod row_table;
mod section;

use crate::document::Document;
use crate::forms::{self, Edition, TableId};
use crate::report::{Report, Table};
use crate::{Options, Reason};
use line::Line;
use normalise::normalise;

/// Recognises the report in a document.
///
/// # Errors
/// The reason why nothing of the report could be found.
pub fn recognise(document: &Document, options: &Options) -> Result<Report, Reason> {
    let latest = forms::latest().ok_or_else(|| Reason::new("not_a_report"))?;
    let sections = section::sections(document, &latest.sections);
    let identity = identity::identify(document, &sections);
    let year = options.year.or(identity.year);
    let tables = tables(document, year);
    if tables.iter().all(Option::is_none) {
        return Err(nothing_found(document));
    }
    Ok(Report {
        year,
        organ: identity.organ,
        title: identity.title,
        tables,
        text: document.text.clone(),
        sections,
        paragraphs: document.paragraphs().map(|paragraph| paragraph.range.clone()).collect(),
        observations: Vec::new(),
        images: document.images,
    })
}

/// The three tables, each by its own labels.
fn tables(document: &Document, year: Option<u16>) -> [Option<Table>; 3] {
    let lines = line::lines(document);
    let disclosure = best(&lines, TableId::Disclosure, year);
    let applications = best(&lines, TableId::Applications, year);
    // The review table has the same form in every edition: it follows the others.
    let edition = applications
        .as_ref()
        .or(disclosure.as_ref())
        .map(|table| table.edition)
        .or_else(|| year.and_then(forms::edition_for_year))
        .or_else(forms::latest);
    let review = edition.and_then(|edition| review::read(&lines, edition, edition.table(TableId::Review)?));
    [disclosure, applications, review]
}

/// The table in the edition whose form fits best; the edition of the report
/// year where two fit as well.
fn best(lines: &[Line<'_>], id: TableId, year: Option<u16>) -> Option<Table> {
    let preferred = |edition: &Edition| match year {
        Some(year) => edition.years.contains(year),
        None => edition.years.to.is_none(),
    };
    let read = |edition: &'static Edition| {
        let found = row_table::read(lines, edition, edition.table(id)?)?;
        Some((found.score + if preferred(edition) { 0.1 } else { 0.0 }, found.table))
    };
    let found = forms::editions().iter().filter_map(read);
    found.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, table)| table)
}

/// Why a document has none of the tables.
fn nothing_found(document: &Document) -> Reason {
    let text = normalise(document.text.get(..document.text.len().min(200_000)).unwrap_or(&document.text));
    let retired = forms::retired_editions().find(|edition| {
        let marks = edition.marks.iter().filter(|mark| text.contains(&normalise(mark)));
        marks.count() >= 2
    });
    match retired {
        Some(edition) => {
            Reason::new("retired_edition").param("edition", edition.id.as_str()).param("name", edition.name.as_str())
        }
        None if document.images > 0 => Reason::new("image_only"),
        None => Reason::new("not_a_report"),
    }
}
