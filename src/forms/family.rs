//! The editions of one document, and the forms that a caller brings.

use super::{Edition, TableForm, editions};
use std::sync::{Arc, LazyLock};

/// The editions of one document: they share the names of their tables.
#[derive(Debug, Clone)]
pub struct FormFamily {
    editions: Vec<&'static Edition>,
    /// The names of their tables, each once, with whether its labels differ from
    /// one edition to another.
    tables: Vec<(&'static str, bool)>,
}

/// The family of the editions that come with the library.
static OWN: LazyLock<Arc<FormFamily>> = LazyLock::new(|| Arc::new(FormFamily::new(editions().iter().collect())));

impl FormFamily {
    /// The family of these editions, oldest first.
    fn new(mut editions: Vec<&'static Edition>) -> Self {
        editions.sort_by_key(|edition| edition.years.from);
        let mut tables: Vec<(&'static str, bool)> = Vec::new();
        for form in editions.iter().copied().flat_map(|edition| &edition.tables) {
            if !tables.iter().any(|(known, _)| *known == form.id) {
                tables.push((&form.id, tells(&editions, &form.id)));
            }
        }
        FormFamily { editions, tables }
    }

    /// The families of these editions, in the order in which each begins.
    fn grouped(editions: impl Iterator<Item = &'static Edition>) -> Vec<Vec<&'static Edition>> {
        let mut families: Vec<Vec<&'static Edition>> = Vec::new();
        for edition in editions {
            let is_its = |family: &&mut Vec<&'static Edition>| {
                family.first().is_some_and(|first| first.family() == edition.family())
            };
            match families.iter_mut().find(is_its) {
                Some(family) => family.push(edition),
                None => families.push(vec![edition]),
            }
        }
        families
    }

    /// The families of these editions.
    pub(super) fn several(editions: Vec<&'static Edition>) -> Vec<Arc<Self>> {
        Self::grouped(editions.into_iter()).into_iter().map(|family| Arc::new(FormFamily::new(family))).collect()
    }

    /// That of the annual report's editions, which come with the library.
    pub fn own() -> Arc<Self> {
        OWN.clone()
    }

    /// What its documents are called: `annual_report`, or the id of a form that
    /// stands alone.
    pub fn name(&self) -> &'static str {
        self.editions.first().map_or("", |edition| edition.family())
    }

    /// Whether it is that of the library, also where a caller brought an edition of it.
    pub fn is_of_library(&self) -> bool {
        self.name() == OWN.name()
    }

    /// Whether a text has one of the marks of its editions.
    fn is_marked_in(&self, text: &str) -> bool {
        let mut marks = self.editions.iter().flat_map(|edition| &edition.marks).peekable();
        marks.peek().is_none() || marks.any(|mark| text.contains(mark.as_str()))
    }

    /// Its editions, oldest first.
    pub fn editions(&self) -> &[&'static Edition] {
        &self.editions
    }

    /// The names of the tables of all editions, each once, with whether its labels
    /// tell the edition.
    pub fn tables(&self) -> &[(&'static str, bool)] {
        &self.tables
    }

    /// Whether the labels of a table differ from one edition to another.
    pub fn tells_edition(&self, table: &str) -> bool {
        self.tables.iter().any(|(known, tells)| *known == table && *tells)
    }

    /// The edition in force for a report year, the newest where several are.
    pub fn for_year(&self, year: u16) -> Option<&'static Edition> {
        self.editions.iter().rev().find(|edition| edition.years.contains(year)).copied()
    }

    /// The newest edition: what a document is read as while nothing tells.
    pub fn latest(&self) -> Option<&'static Edition> {
        self.editions.last().copied()
    }

    /// The edition with this id.
    pub fn edition(&self, id: &str) -> Option<&'static Edition> {
        self.editions.iter().find(|edition| edition.id == id).copied()
    }
}

/// Whether the labels of a table differ between editions that have it. One that
/// stands alone tells its edition as well.
fn tells(editions: &[&'static Edition], table: &str) -> bool {
    let mut forms = editions.iter().filter_map(|edition| edition.table(table));
    let first = forms.next();
    let mut others = forms.peekable();
    others.peek().is_none() || others.any(|form| !first.is_some_and(|first| first.labels().eq(form.labels())))
}

impl TableForm {
    /// Its labels: those of its columns, then those of its rows.
    fn labels(&self) -> impl Iterator<Item = &str> {
        let rows = self.rows.iter().map(|row| row.label.as_str());
        self.columns.iter().map(|column| column.label.as_str()).chain(rows)
    }
}

/// The forms that a document may follow: those of the library, and those that a
/// caller brings.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    brought: Vec<&'static Edition>,
}

impl Forms {
    /// Those of the library and these.
    pub fn with(brought: Vec<&'static Edition>) -> Self {
        Forms { brought }
    }

    /// Whether a caller brought any.
    pub fn are_brought(&self) -> bool {
        !self.brought.is_empty()
    }

    /// The forms that a caller brought.
    pub fn brought(&self) -> &[&'static Edition] {
        &self.brought
    }

    /// The families that every document is held against, that of the annual report first.
    pub fn tried_first(&self) -> Vec<Arc<FormFamily>> {
        if self.brought.is_empty() {
            return vec![FormFamily::own()];
        }
        FormFamily::several(editions().iter().chain(self.brought.iter().copied()).collect())
    }

    /// The families that a document of this text is held against which is of none of those.
    pub fn tried_then(&self, text: &str) -> Vec<Arc<FormFamily>> {
        let mut companions = self.companions();
        companions.retain(|family| family.is_marked_in(text));
        companions
    }

    /// The families of the companions, but for one that a caller brought in another version.
    fn companions(&self) -> Vec<Arc<FormFamily>> {
        let is_brought = |family: &Arc<FormFamily>| self.brought.iter().any(|form| form.family() == family.name());
        companion_families().iter().filter(|family| !is_brought(family)).cloned().collect()
    }

    /// Every family, in that order.
    pub fn families(&self) -> Vec<Arc<FormFamily>> {
        let mut families = self.tried_first();
        families.extend(self.companions());
        families
    }
}

#[cfg(feature = "whole")]
use super::companions::families as companion_families;

/// A build that reads no forms at run time has no companions.
#[cfg(not(feature = "whole"))]
fn companion_families() -> &'static [Arc<FormFamily>] {
    &[]
}
