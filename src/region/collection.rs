//! Entries in order, told apart by body and year.

use super::{Entry, Options, body};
use crate::forms::{FormFamily, Forms};
use crate::report::Report;
use crate::shown::Shown;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The entries in the order of their files, and whose reports they are.
pub(super) struct Collection {
    pub entries: Vec<Entry>,
    /// For each entry the key of its body, where it is named.
    pub bodies: Vec<Option<String>>,
    /// Readable reports by year and body.
    places: BTreeMap<(u16, String), Vec<usize>>,
    /// How a body is called, by its key.
    names: BTreeMap<String, String>,
    /// Other keys of bodies.
    aliases: BTreeMap<String, String>,
    /// The forms that they may follow, and the family of the one that they do.
    forms: Forms,
    pub family: Arc<FormFamily>,
    /// Whether they follow the forms of the library.
    pub is_annual_report: bool,
}

impl Collection {
    /// Entries that all follow forms of one family: the one of this name, or that of
    /// the library.
    pub fn of(mut entries: Vec<Entry>, form: Option<&str>, options: &Options) -> Self {
        let families = options.forms.families();
        let named = families.iter().find(|family| form.is_some_and(|form| family.name() == form));
        let family = named.or(families.first()).cloned().unwrap_or_else(FormFamily::own);
        let tables = |entry: &Entry| entry.tables.as_ref().map(|tables| tables.get().to_owned());
        entries.sort_by(|one, other| one.file.cmp(&other.file).then_with(|| tables(one).cmp(&tables(other))));
        let mut years: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for name in &options.list {
            years.entry(body::key(name)).or_default();
            names.insert(body::key(name), name.trim().to_owned());
        }
        for entry in &entries {
            let Some(organ) = &entry.organ else { continue };
            years.entry(body::key(organ.as_str())).or_default().extend(entry.year);
            names.entry(body::key(organ.as_str())).or_insert_with(|| organ.to_string());
        }
        let aliases = body::aliases(&years);
        let body = |name: &Shown| {
            let key = body::key(name.as_str());
            aliases.get(&key).cloned().unwrap_or(key)
        };
        let bodies: Vec<Option<String>> = entries.iter().map(|entry| entry.organ.as_ref().map(body)).collect();
        let mut places: BTreeMap<(u16, String), Vec<usize>> = BTreeMap::new();
        for (at, (entry, body)) in entries.iter().zip(&bodies).enumerate() {
            if let (Some(year), Some(body), Some(_)) = (entry.year, body, &entry.tables) {
                places.entry((year, body.clone())).or_default().push(at);
            }
        }
        Collection {
            entries,
            bodies,
            places,
            names,
            aliases,
            forms: options.forms.clone(),
            family,
            is_annual_report: form.is_none(),
        }
    }

    /// The figures of a readable report.
    pub fn figures(&self, at: usize) -> Option<Report> {
        self.entries.get(at)?.figures(&self.forms)
    }

    /// A readable report as far as it was kept.
    pub fn report(&self, at: usize) -> Option<Report> {
        self.entries.get(at)?.report(&self.forms)
    }

    /// The key of the body that a name stands for.
    pub fn key(&self, name: &str) -> String {
        let key = body::key(name);
        self.aliases.get(&key).cloned().unwrap_or(key)
    }

    /// How a body is called.
    pub fn name(&self, key: &str) -> String {
        self.names.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    /// Every year that a report is of.
    pub fn years(&self) -> BTreeSet<u16> {
        self.places.keys().map(|(year, _)| *year).collect()
    }

    /// The bodies with readable reports of a year, and these.
    pub fn of_year(&self, year: u16) -> impl Iterator<Item = (&str, &[usize])> {
        let range = (year, String::new())..(year.saturating_add(1), String::new());
        self.places.range(range).map(|((_, body), places)| (body.as_str(), places.as_slice()))
    }

    /// The one report of a body and year: the only one, or the first of several
    /// that all say the same.
    pub fn only(&self, body: &str, year: u16) -> Option<usize> {
        let places = self.places.get(&(year, body.to_owned()))?;
        let (&first, others) = places.split_first()?;
        let entry = self.entries.get(first)?;
        let same = |other: &usize| self.entries.get(*other).is_some_and(|other| entry.is_same(other));
        others.iter().all(same).then_some(first)
    }

    /// Every body of the collection.
    pub fn all_bodies(&self) -> BTreeSet<&str> {
        self.bodies.iter().flatten().map(String::as_str).collect()
    }

    /// For each report the one of the year before, where both are certain.
    pub fn previous(&self) -> Vec<Option<usize>> {
        let previous = |(at, body): (usize, &Option<String>)| {
            let (body, year) = (body.as_deref()?, self.entries.get(at)?.year?);
            let own = self.only(body, year).filter(|&own| own == at);
            own.and_then(|_| self.only(body, year.checked_sub(1)?))
        };
        self.bodies.iter().enumerate().map(previous).collect()
    }
}
