//! Which documents of a folder are to be held against each other, before each is checked
//! by itself: that of the year before, and those of other forms of the body and year.

use super::beside::Beside;
use super::collection::Collection;
use super::{Entry, Options, by_form};
use crate::forms::Forms;
use crate::report::Report;
use std::collections::HashMap;

/// The documents of a folder by body and year.
pub struct Pairs {
    collections: Vec<Collection>,
    /// Where each file's entry lies: the collection, and its place there.
    places: HashMap<String, (usize, usize)>,
    /// Where that of the year before lies, by the same two numbers.
    previous: Vec<Vec<Option<usize>>>,
    beside: Beside,
    forms: Forms,
}

/// The document of the year before: its file, and what it says.
pub struct Previous {
    /// As its entry calls it.
    pub file: String,
    /// Its figures and its text.
    pub report: Report,
}

impl Pairs {
    /// Those among these entries, of which only what was read counts, no finding. `forms`
    /// are those that they may follow.
    pub fn of(entries: Vec<Entry>, forms: &Forms) -> Self {
        let options = Options { forms: forms.clone(), ..Options::default() };
        let beside = Beside::of(&entries, &options);
        let of_form =
            |(form, entries): (Option<String>, Vec<Entry>)| Collection::of(entries, form.as_deref(), &options);
        let collections: Vec<Collection> = by_form(entries).into_iter().map(of_form).collect();
        let places = collections.iter().enumerate().flat_map(|(number, collection)| {
            collection.entries.iter().enumerate().map(move |(at, entry)| (entry.file.clone(), (number, at)))
        });
        let places = places.collect();
        let previous = collections.iter().map(Collection::previous).collect();
        Pairs { collections, places, previous, beside, forms: forms.clone() }
    }

    /// The document of the year before the one in a file, where both are certain.
    pub fn previous(&self, file: &str) -> Option<Previous> {
        let &(collection, at) = self.places.get(file)?;
        let previous = self.previous.get(collection)?.get(at).copied().flatten()?;
        let entry = self.collections.get(collection)?.entries.get(previous)?;
        Some(Previous { file: entry.file.clone(), report: entry.report(&self.forms)? })
    }

    /// The documents of other forms of the body and year of the one in a file.
    pub fn others(&self, file: &str) -> Vec<Report> {
        let entry =
            self.places.get(file).and_then(|&(collection, at)| self.collections.get(collection)?.entries.get(at));
        entry.map(|entry| self.beside.others(entry)).unwrap_or_default()
    }
}
