//! Document → report: which grids are the official tables, which row and
//! column each figure belongs to, and what the document says of itself.

mod alignment;
mod editions;
pub mod figure;
pub mod flow;
mod form_labels;
mod head;
mod identity;
mod label;
mod line;
pub mod normalise;
mod review;
mod row_table;
mod section;
pub mod split;
pub mod tables;

use crate::document::Document;
use crate::forms::{self, Edition, TableId};
use crate::ideograph;
use crate::report::{Observation, Report, Section, Table};
use crate::{Options, Reason};
use line::Line;
use normalise::normalise;
use std::ops::Range;

/// Code of the reason that a build without the feature `whole` gives where it is
/// asked for what it lacks: nothing is known of the document then.
pub const NEEDS_WHOLE: &str = "needs_whole";

/// What a file's name says of the report in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The report year.
    pub year: Option<u16>,
    /// The body that reports.
    pub organ: Option<String>,
}

/// Reads year and body from the name of a file, folders before it aside.
pub fn named_in_file_name(path: &str) -> Named {
    identity::named_in_file_name(path)
}

/// Recognises the report in a document.
///
/// # Errors
/// The reason why nothing of the report could be found.
pub fn recognise(document: &Document, options: &Options) -> Result<Report, Reason> {
    let unified = unified(document);
    let document = unified.as_ref().unwrap_or(document);
    let latest = forms::latest().ok_or_else(|| Reason::new("not_a_report"))?;
    let section::Sections { found: sections, is_flattened } = section::sections(document, latest);
    let identity = identity::identify(document, &sections);
    let year = options.year.or(identity.year);
    let mut tables = tables(document, year)?;
    note_stale(document, &mut tables);
    if tables.iter().all(Option::is_none) {
        return Err(nothing_found(document));
    }
    let paragraphs = prose(document, &sections, &tables);
    let truncated = (!document.limits.is_empty()).then_some(Observation::Truncated);
    let observations = truncated.into_iter().chain(is_flattened.then_some(Observation::SectionsFlattened)).collect();
    Ok(Report {
        year,
        organ: identity.organ,
        title: identity.title,
        tables,
        text: document.text.clone(),
        sections,
        paragraphs,
        observations,
        images: document.images,
        positions: document.positions.clone(),
    })
}

/// The document with ideographs in place of radicals and compatibility
/// characters, where it has some: no rule knows `1⽉`.
fn unified(document: &Document) -> Option<Document> {
    let text = ideograph::unified(&document.text);
    let title = document.title.as_deref().and_then(ideograph::unified);
    (text.is_some() || title.is_some()).then(|| Document {
        text: text.unwrap_or_else(|| document.text.clone()),
        title: title.or_else(|| document.title.clone()),
        ..document.clone()
    })
}

/// Notes which figures are not what their own formula comes to.
fn note_stale(document: &Document, tables: &mut [Option<Table>; 3]) {
    for stale in &document.stale {
        for table in tables.iter_mut().flatten() {
            let cell = table.figures.iter().position(|figure| figure.place == Some(stale.cell));
            table.observations.extend(cell.map(|cell| Observation::Stale {
                cell,
                formula: stale.formula.clone(),
                stored: stale.stored.clone(),
                computed: stale.computed.clone(),
            }));
        }
    }
}

/// The paragraphs of running text. Where a table stands in the text itself, the
/// lines of its section are its labels and figures unless they hold a sentence.
fn prose(document: &Document, sections: &[Section], tables: &[Option<Table>; 3]) -> Vec<Range<usize>> {
    let in_text = |table: &Table| table.figures.iter().all(|figure| figure.place.is_none());
    let bodies: Vec<&Range<usize>> = tables
        .iter()
        .flatten()
        .filter(|table| in_text(table))
        .filter_map(|table| {
            let index = usize::from(table.form.section).checked_sub(1);
            sections.iter().find(|section| section.official.map(|found| found.index) == index)
        })
        .map(|section| &section.body)
        .collect();
    let paragraphs = document.paragraphs().flat_map(|paragraph| section::parted(document, &paragraph.range, sections));
    let is_table = |range: &Range<usize>| bodies.iter().any(|body| body.contains(&range.start));
    paragraphs.filter(|range| !is_table(range) || document.slice(range).contains('。')).collect()
}

/// The three tables, each by its own labels: among the grids, else in the text.
///
/// # Errors
/// `needs_whole` where the text has to be searched and the build cannot.
fn tables(document: &Document, year: Option<u16>) -> Result<[Option<Table>; 3], Reason> {
    let lines = line::lines(document);
    let [disclosure, applications] = [TableId::Disclosure, TableId::Applications].map(|id| in_each_edition(&lines, id));
    let [mut disclosure, mut applications] = editions::choose([disclosure, applications], DECISIVE, year);
    let edition = review_edition(&disclosure, &applications, year);
    let mut review = edition.and_then(|edition| review::read(&lines, edition, edition.table(TableId::Review)?));
    let is_missing = disclosure.is_none() || applications.is_none() || review.is_none();
    if is_missing && flow::may_hold_tables(&document.text) {
        if !cfg!(feature = "whole") {
            return Err(Reason::new(NEEDS_WHOLE));
        }
        let [in_text, applications_in_text, review_in_text] = flow::read_tables(&document.text, year);
        disclosure = disclosure.or(in_text);
        applications = applications.or(applications_in_text);
        review = review.or(review_in_text);
    }
    if let Some((table, edition)) = review.as_mut().zip(review_edition(&disclosure, &applications, year)) {
        table.edition = edition;
        table.form = edition.table(TableId::Review).unwrap_or(table.form);
    }
    Ok([disclosure, applications, review])
}

/// The review table has the same form in every edition: it follows the others.
pub(crate) fn review_edition(
    disclosure: &Option<Table>,
    applications: &Option<Table>,
    year: Option<u16>,
) -> Option<&'static Edition> {
    let other = applications.as_ref().or(disclosure.as_ref()).map(|table| table.edition);
    other.or_else(|| year.and_then(forms::edition_for_year)).or_else(forms::latest)
}

/// By how much one edition has to fit a table of cells better than another for
/// the table to tell its edition by itself: less than a label of its own.
const DECISIVE: f32 = 0.3;

/// The table in the form of each edition that it can be read as, and how well
/// that fits.
fn in_each_edition(lines: &[Line<'_>], id: TableId) -> Vec<(f32, Table)> {
    let read = |edition: &'static Edition| row_table::read(lines, edition, edition.table(id)?);
    forms::editions().iter().filter_map(read).map(|found| (found.fit, found.table)).collect()
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
