//! Documents of the same body and year that follow different forms: the annual report
//! and the statistics of enforcement.

use super::{Entry, Options, body};
use crate::report::Report;
use std::collections::BTreeMap;

/// A year and the key of a body.
pub(super) type Place = (u16, String);

/// Entries by the form that they follow; `None` for the annual report.
type ByForm<'e> = BTreeMap<Option<&'e str>, Vec<&'e Entry>>;

/// The documents by body and year, where a body has several of different forms.
#[derive(Debug, Default)]
pub(super) struct Beside {
    documents: BTreeMap<Place, Vec<Document>>,
}

#[derive(Debug)]
struct Document {
    /// The form that it follows; `None` for the annual report.
    form: Option<String>,
    report: Report,
}

/// Of what year and body an entry is. 青禾县 and 青禾县人民政府 are one.
pub(super) fn place(entry: &Entry) -> Option<Place> {
    let key = body::key(entry.organ.as_ref()?.as_str());
    Some((entry.year?, body::place(&key).map(str::to_owned).unwrap_or(key)))
}

impl Beside {
    /// Those among these entries.
    pub fn of(entries: &[Entry], options: &Options) -> Self {
        let mut places: BTreeMap<Place, ByForm<'_>> = BTreeMap::new();
        for entry in entries.iter().filter(|entry| entry.tables.is_some()) {
            if let Some(place) = place(entry) {
                places.entry(place).or_default().entry(entry.form.as_deref()).or_default().push(entry);
            }
        }
        places.retain(|_, forms| forms.len() > 1);
        let documents = places.into_iter().map(|(place, forms)| {
            let documents = forms.into_iter().filter_map(|(form, entries)| {
                // Where two say different things of the body and year nothing is certain.
                let (first, again) = entries.split_first()?;
                let is_certain = again.iter().all(|other| first.is_same(other));
                let report = first.figures(&options.forms).filter(|_| is_certain)?;
                Some(Document { form: form.map(str::to_owned), report })
            });
            (place, documents.collect())
        });
        Beside { documents: documents.collect() }
    }

    /// The documents of other forms of the same body and year as this one.
    pub fn others(&self, entry: &Entry) -> Vec<Report> {
        let documents = place(entry).and_then(|place| self.documents.get(&place));
        let is_other = |document: &&Document| document.form != entry.form;
        documents.into_iter().flatten().filter(is_other).map(|document| document.report.clone()).collect()
    }
}
