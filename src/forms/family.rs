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

    /// That of the editions that come with the library.
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

    /// Every family, that of the library first.
    pub fn families(&self) -> Vec<Arc<FormFamily>> {
        if self.brought.is_empty() {
            return vec![FormFamily::own()];
        }
        let mut families: Vec<Vec<&'static Edition>> = vec![editions().iter().collect()];
        for &edition in &self.brought {
            let is_its = |family: &&mut Vec<&'static Edition>| {
                family.first().is_some_and(|first| first.family() == edition.family())
            };
            match families.iter_mut().find(is_its) {
                Some(family) => family.push(edition),
                None => families.push(vec![edition]),
            }
        }
        families.into_iter().map(|family| Arc::new(FormFamily::new(family))).collect()
    }
}
