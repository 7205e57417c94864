//! An edition's empty official tables, printed from the form data alone.
//!
//! What is printed reads back as a report in which every cell is blank and
//! nothing of the structure is amiss; `tests/form.rs` holds it to that.

mod html;
mod markdown;
pub(crate) mod place;
mod text;

use crate::forms::{Edition, SectionForm, TableForm};

/// How a form is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Aligned columns for a terminal; a blank cell is printed as `/`.
    Text,
    /// Pipe tables; merged cells are printed once and blank elsewhere.
    Markdown,
    /// A whole page with the exact official merges.
    Html,
}

/// The six headings of an edition, and its empty tables beneath theirs.
///
/// ```
/// use gouji::forms;
/// use gouji::output::form::{Format, render};
///
/// let newest = forms::latest().expect("the library has editions");
/// assert!(render(newest, Format::Html).contains("予以公开"));
/// ```
pub fn render(edition: &Edition, format: Format) -> String {
    match format {
        Format::Text => text::render(edition),
        Format::Markdown => markdown::render(edition),
        Format::Html => html::render(edition),
    }
}

/// Every section with its full heading and its table, where it has one; of a form
/// without sections its tables under their titles.
pub(crate) fn sections(edition: &Edition) -> impl Iterator<Item = (String, Option<&TableForm>)> {
    let alone = edition.tables.iter().filter(|_| edition.sections.is_empty());
    let alone = alone.map(|table| (table.title.clone(), Some(table)));
    let sections = (1..).zip(&edition.sections).map(|(number, section)| {
        let SectionForm { ordinal, heading, .. } = section;
        let table = edition.tables.iter().find(|table| table.section == number);
        (format!("{ordinal}、{heading}"), table)
    });
    sections.chain(alone)
}
