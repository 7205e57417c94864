//! Document → report: which grids are the official tables, which row and
//! column each figure belongs to, and what the document says of itself.

mod alignment;
mod captions;
mod editions;
pub mod figure;
pub mod flow;
mod form_labels;
pub(crate) mod head;
mod identity;
pub(crate) mod label;
pub(crate) mod line;
pub mod normalise;
mod record;
#[cfg(feature = "whole")]
mod repeated;
mod row_table;
mod section;
#[cfg(feature = "whole")]
mod single;
pub mod split;
pub mod tables;

use crate::document::{Document, Unseen};
use crate::forms::{self, Edition, FormFamily, RetiredEdition, TableForm};
use crate::report::{Figure, Observation, Report, SERIES_COLUMNS, Section, Table, Value, read_by_rules};
use crate::shown::Verbatim;
use crate::{Options, Reason};
use crate::{ideograph, order};
use editions::Reading;
use line::Line;
use normalise::normalise;
use std::ops::Range;
use std::sync::Arc;

/// Code of the reason that a build without the feature `whole` gives where it is
/// asked for what it lacks: nothing is known of the document then.
pub const NEEDS_WHOLE: &str = "needs_whole";

/// What a file's name says of the report in it.
#[cfg(feature = "region")]
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The report year.
    pub year: Option<u16>,
    /// The body that reports.
    pub organ: Option<String>,
}

/// Reads year and body from the name of a file, folders before it aside.
#[cfg(feature = "region")]
pub fn named_in_file_name(path: &str) -> Named {
    identity::named_in_file_name(path)
}

/// Recognises the report in a document. It may have no table at all: its title,
/// year, body and text are read all the same.
///
/// # Errors
/// The reason why nothing of a report could be found.
pub fn recognise(document: &Document, options: &Options) -> Result<Report, Reason> {
    if cfg!(feature = "whole") && is_series(document) {
        return Err(Reason::new("not_a_report"));
    }
    let unified = unified(document);
    let (written, document) = (document, unified.as_ref().unwrap_or(document));
    let latest = forms::latest().ok_or_else(|| Reason::new("not_a_report"))?;
    let section::Sections { found: mut sections, is_flattened, is_cut } = section::sections(document, latest);
    let mut identity = identity::identify(document, &sections);
    let mut year = options.year.or(identity.year);
    let is_report = identity.title.is_some() || is_outline(&sections);
    let (family, mut tables) = in_best_family(document, options, year, is_report)?;
    if !family.is_of_library() && identity.title.is_none() {
        let heading = identity::of_heading(document);
        year = options.year.or(heading.year).or(year);
        identity.organ = heading.organ.or(identity.organ);
        identity.title = heading.title;
    }
    if family.editions().iter().all(|edition| edition.sections.is_empty()) {
        sections.clear();
    }
    note_stale(document, &mut tables);
    note_unseen(document, &mut tables);
    let has_tables = !tables.is_empty();
    let form = if has_tables { None } else { other_form(document, year) };
    // Of a document read in part nothing is known to be missing.
    if !has_tables && (!is_report || !document.limits.is_empty()) {
        return Err(nothing_found(document, form));
    }
    let paragraphs = prose(document, &sections, &tables);
    let is_long = read_by_rules(&paragraphs).len() < paragraphs.len();
    let is_cut = is_cut || is_long || tables.iter().any(lacks_lines) || !document.limits.is_empty();
    let truncated = is_cut.then_some(Observation::Truncated);
    let flattened = is_flattened.then_some(Observation::SectionsFlattened);
    let form = form.map(|form| Observation::OtherForm { id: form.map(|form| form.id.as_str()) });
    let lookalikes = lookalikes(&written.text, &document.text);
    let observations = truncated.into_iter().chain(flattened).chain(form).chain(lookalikes).collect();
    Ok(Report {
        family,
        year,
        organ: identity.organ.map(Verbatim::from),
        title: identity.title.map(Verbatim::from),
        tables,
        text: document.text.as_str().into(),
        sections,
        paragraphs,
        observations,
        images: document.images,
        positions: document.positions.clone(),
    })
}

/// Whether a document is the list of figures that the program made of many: it has the
/// labels of every form, and lies among the reports.
fn is_series(document: &Document) -> bool {
    let is_apart = |char: char| !(char.is_ascii_alphanumeric() || char == '_');
    let mut words = document.text.split(is_apart).filter(|word| !word.is_empty());
    SERIES_COLUMNS.iter().all(|name| words.next() == Some(name))
}

/// Whether a table has more lines of a repeated row than a form may have, or than a
/// process makes forms for: the row stands for them, and is unread.
fn lacks_lines(table: &Table) -> bool {
    let cells = table.form.repeated_row().map(|row| table.form.row_cells(row)).unwrap_or_default();
    cells.filter_map(|cell| table.figure(cell)).any(|figure| figure.value == Value::Unreadable)
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

/// Which characters of a text were read as others, position by position.
fn lookalikes(written: &str, read: &str) -> Option<Observation> {
    if written == read {
        return None;
    }
    let pairs = || written.char_indices().zip(read.chars()).filter(|((_, written), read)| written != read);
    let ((start, first), _) = pairs().next()?;
    let mut characters: Vec<(char, char)> = pairs().map(|((_, written), read)| (written, read)).collect();
    let count = characters.len();
    order::sort(&mut characters);
    characters.dedup();
    Some(Observation::Lookalikes { first: start..start + first.len_utf8(), count, characters })
}

/// Notes which figures are not what their own formula comes to.
fn note_stale(document: &Document, tables: &mut [Table]) {
    for stale in &document.stale {
        for table in tables.iter_mut() {
            let cell = table.figures.iter().position(|figure| figure.place == Some(stale.cell));
            table.observations.extend(cell.map(|cell| Observation::Stale {
                cell,
                formula: stale.formula.as_str().into(),
                stored: stale.stored.as_str().into(),
                computed: stale.computed.as_str().into(),
            }));
        }
    }
}

/// Notes which cells look blank and are not: what their figure is, is not known.
fn note_unseen(document: &Document, tables: &mut [Table]) {
    for unseen in &document.unseen {
        for table in tables.iter_mut() {
            let is_it = |figure: &Figure| {
                figure.place == Some(unseen.cell) && figure.value == Value::Blank && figure.written.is_none()
            };
            let Some(cell) = table.figures.iter().position(is_it) else { continue };
            table.figures.iter_mut().skip(cell).take(1).for_each(|figure| figure.value = Value::Unreadable);
            table.observations.push(Observation::CellUnseen { cell, is_struck: unseen.by == Unseen::Struck });
        }
    }
}

/// The paragraphs of running text. Where a table stands in the text itself, the
/// lines of its section are its labels and figures unless they hold a sentence.
fn prose(document: &Document, sections: &[Section], tables: &[Table]) -> Vec<Range<usize>> {
    let in_text = |table: &Table| table.figures.iter().all(|figure| figure.place.is_none());
    let bodies: Vec<&Range<usize>> = tables
        .iter()
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

/// By how much one edition has to fit a table of cells better than another for
/// the table to tell its edition by itself: less than a label of its own.
const DECISIVE: f32 = 0.3;

/// What speaks for a record: its head is the same in every edition.
const RECORD: f32 = 0.0;

/// The tables, each by its own labels: among the grids, else in the text.
///
/// # Errors
/// `needs_whole` where the text has to be searched and the build cannot.
fn tables(document: &Document, family: &FormFamily, year: Option<u16>) -> Result<Vec<Table>, Reason> {
    let lines = line::lines(document);
    let others = year.map_or_else(Vec::new, |year| captions::of_other_years(document, year));
    let (own, all) = (line::without(&lines, &others), &lines);
    let mut tables = editions::read(family, year, DECISIVE, |edition, form| {
        let found = own.as_deref().and_then(|own| in_lines(own, family, edition, form));
        found.or_else(|| in_lines(all, family, edition, form))
    });
    let is_missing =
        editions::settled(family, &tables, year).is_some_and(|edition| tables.len() < edition.tables.len());
    if is_missing && flow::may_hold_tables(&document.text) {
        if !cfg!(feature = "whole") {
            return Err(Reason::new(NEEDS_WHOLE));
        }
        for table in flow::read_tables(&document.text, family, year) {
            if tables.iter().all(|known| known.form.id != table.form.id) {
                tables.push(table);
            }
        }
        order::sort_by_key(&mut tables, |table| table.form.position);
        editions::follow(family, &mut tables, year);
    }
    Ok(tables)
}

/// A family of forms, and the tables that a document has of it.
type InFamily = (Arc<FormFamily>, Vec<Table>);

/// The tables in the family of forms that has most of its cells among them; that of
/// the library where none has more. Where none has any, and nothing else says that it
/// is an annual report, the companions are tried.
fn in_best_family(
    document: &Document,
    options: &Options,
    year: Option<u16>,
    is_report: bool,
) -> Result<InFamily, Reason> {
    let mut first = most_cells(document, options.forms.tried_first(), year)?;
    // A list of powers has the names of rows, and words beside each of them.
    if let Some((_, tables)) = first.as_mut().filter(|(family, _)| !is_report && family.is_of_library()) {
        let holds_figures = |table: &Table| table.figures.iter().any(|figure| figure.value.number().is_some());
        let is_blank = |table: &Table| table.figures.iter().any(|figure| figure.value == Value::Blank);
        if !tables.iter().any(|table| holds_figures(table) || is_blank(table)) {
            tables.clear();
        }
    }
    // What is called a report and is of a year without a form may hold that of former years.
    let may_be_former = year.is_some_and(|year| forms::edition_for_year(year).is_none());
    let is_own = |tables: &[Table]| if is_report { is_mostly_read(tables) } else { !tables.is_empty() };
    let is_open = !is_report || may_be_former;
    if is_open && first.as_ref().is_some_and(|(_, tables)| !is_own(tables)) {
        if !cfg!(feature = "whole") && document.grids().next().is_some() && forms::may_be_companion(&document.text) {
            return Err(Reason::new(NEEDS_WHOLE));
        }
        let year = options.year.or(identity::of_heading(document).year).or(year);
        let then = most_cells(document, options.forms.tried_then(&document.text), year)?;
        if let Some(found) = then.filter(|(_, tables)| is_own(tables)) {
            return Ok(found);
        }
    }
    first.ok_or_else(|| Reason::new("not_a_report"))
}

/// Whether tables hold more figures of their form than they lack.
fn is_mostly_read(tables: &[Table]) -> bool {
    let figures = || tables.iter().flat_map(|table| &table.figures);
    figures().filter(|figure| figure.value != Value::Missing).count() * 2 > figures().count()
}

/// Of these families the first that reads most cells, and the tables in it.
fn most_cells(
    document: &Document,
    families: Vec<Arc<FormFamily>>,
    year: Option<u16>,
) -> Result<Option<InFamily>, Reason> {
    let mut best = None;
    let mut most = 0;
    for family in families {
        let tables = tables(document, &family, year)?;
        let found = tables.iter().flat_map(|table| &table.figures).filter(|figure| figure.value != Value::Missing);
        let count = found.count();
        if best.is_none() || count > most {
            most = count;
            best = Some((family, tables));
        }
    }
    Ok(best)
}

/// A table among the lines, in the form of an edition.
fn in_lines(
    lines: &[Line<'_>],
    family: &FormFamily,
    edition: &'static Edition,
    form: &'static TableForm,
) -> Option<Reading> {
    if form.is_record() {
        return record::read(lines, edition, form).map(|table| Reading { fit: RECORD, table });
    }
    row_table::read(lines, family, edition, form)
}

/// Whether the headings found are those of a report.
fn is_outline(sections: &[Section]) -> bool {
    sections.iter().filter(|section| section.official.is_some_and(|found| found.exact)).count() >= 2
}

/// The form of former years that a document without tables follows, by its
/// labels or by its year; `Some(None)` where its year had none that is known.
fn other_form(document: &Document, year: Option<u16>) -> Option<Option<&'static RetiredEdition>> {
    let text = normalise(document.text.get(..document.text.len().min(200_000)).unwrap_or(&document.text));
    let by_label = forms::retired_editions().find(|edition| {
        let marks = edition.marks.iter().filter(|mark| text.contains(&normalise(mark)));
        marks.count() >= 2
    });
    let year = year.filter(|&year| forms::edition_for_year(year).is_none());
    let by_year = || forms::retired_editions().find(|edition| year.is_some_and(|year| edition.years.contains(year)));
    by_label.or_else(by_year).map(Some).or(year.map(|_| None))
}

/// Why a document is no report.
fn nothing_found(document: &Document, form: Option<Option<&'static RetiredEdition>>) -> Reason {
    match form.flatten() {
        Some(edition) => edition.reason(),
        None if document.images > 0 => Reason::new("image_only"),
        None => Reason::new("not_a_report"),
    }
}
