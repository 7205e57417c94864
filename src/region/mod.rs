//! A whole region at once: many checked reports → what they say of each other.
//!
//! Each report is checked by itself and leaves an [`Entry`]: its figures, its
//! running text and what was found, small and plain, so that ten thousand fit
//! and can come from other threads, workers or machines. [`combine`] then finds
//! the year pairs of one body, adds the units up, holds the sums against the
//! region's own report, lists similar texts and missing units. The answer is
//! the same whatever the order of the entries.
//!
//! ```
//! use gouji::region::{self, Entry};
//! use gouji::{Input, Language, Options};
//!
//! # fn main() -> std::io::Result<()> {
//! let mut entries = Vec::new();
//! for file in ["tests/fixtures/one-slip.md", "www/samples/sound.html"] {
//!     let outcome = gouji::check(Input::Bytes(&std::fs::read(file)?), &Options::default());
//!     entries.push(Entry::of(file, &outcome, Language::English));
//! }
//! let region = region::combine(entries, &region::Options::default());
//! assert_eq!(region.totals.files, 2);
//! assert_eq!(region.reports.len(), 2);
//! # Ok(())
//! # }
//! ```

mod across;
mod answer;
mod beside;
mod body;
mod collection;
mod entry;
pub mod history;
mod omitted;
mod pairs;
mod parent;
mod request;
mod similar;
mod sums;
mod workers;

pub use answer::{BodyCount, Failed, Region, RegionForm, RegionReport, RuleCount, Totals, Unassigned};
pub use entry::{Entry, EntryFinding, EntryMore, EntryReason, UNREAD};
pub use pairs::{Pairs, Previous};
pub use parent::Told;
pub use request::{Options, parse};
pub use similar::Similar;
pub use sums::{Ambiguous, CellSum, Missing, OmittedUnit, Parent, Year};
pub use workers::{each, most_workers};

use collection::Collection;
use std::collections::BTreeMap;

/// Combines the entries of many reports: those of the annual report, and those of
/// each other form by themselves. Documents of one body and year are held against each
/// other, whichever forms they follow.
pub fn combine(entries: Vec<Entry>, options: &Options) -> Region {
    let beside = beside::Beside::of(&entries, options);
    let mut by_form = by_form(entries);
    let own = by_form.remove(&None).unwrap_or_default();
    let combine =
        |entries, form: Option<&str>| answer::answer(&Collection::of(entries, form, options), form, &beside, options);
    let mut region = combine(own, None);
    region.others = by_form.into_iter().map(|(form, entries)| combine(entries, form.as_deref())).collect();
    region
}

/// The entries by the form that they follow; `None` for the annual report.
fn by_form(entries: Vec<Entry>) -> BTreeMap<Option<String>, Vec<Entry>> {
    let mut by_form: BTreeMap<Option<String>, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        by_form.entry(entry.form.clone()).or_default().push(entry);
    }
    by_form
}

/// The form of the first entry that follows one which the options lack.
pub fn unknown_form<'e>(entries: &'e [Entry], options: &Options) -> Option<&'e str> {
    let families = options.forms.families();
    let is_known = |form: &&str| families.iter().any(|family| family.name() == *form);
    entries.iter().filter_map(|entry| entry.form.as_deref()).find(|form| !is_known(form))
}

impl Region {
    /// It, and those of other forms, those without reports aside.
    pub fn each(&self) -> impl Iterator<Item = &Region> {
        let is_shown = self.totals.files > 0 || self.others.is_empty();
        is_shown.then_some(self).into_iter().chain(&self.others)
    }
}

/// What the npm package says of these types.
#[cfg(test)]
pub(crate) fn declarations() -> Vec<String> {
    let mut declarations = entry::declarations();
    declarations.extend(request::declarations());
    declarations.extend(answer::declarations());
    declarations
}

#[cfg(test)]
mod tests;
