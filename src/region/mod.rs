//! A whole region at once: many checked reports → what they say of each other.
//!
//! Each report is checked by itself and leaves an [`Entry`]: its figures, its
//! running text and what was found, small and plain, so that ten thousand fit
//! and can come from other threads, workers or machines. [`combine`] then finds
//! the year pairs of one body, adds the units up, holds the sums against the
//! region's own report, lists similar texts and missing units. The answer is
//! the same whatever the order of the entries.

mod across;
mod answer;
mod body;
mod collection;
mod entry;
mod omitted;
mod parent;
mod request;
mod similar;
mod sums;
mod workers;

pub use answer::{BodyCount, Failed, Region, RegionReport, RuleCount, Totals, Unassigned};
pub use entry::{Entry, EntryFinding, EntryReason, UNREAD};
pub use parent::Told;
pub use request::{Options, parse};
pub use similar::Similar;
pub use sums::{Ambiguous, CellSum, Missing, OmittedUnit, Parent, Year};
pub use workers::{each, most_workers};

use collection::Collection;

/// Combines the entries of many reports.
pub fn combine(entries: Vec<Entry>, options: &Options) -> Region {
    let collection = Collection::of(entries, options);
    answer::answer(&collection, options)
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
