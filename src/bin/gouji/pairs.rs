//! What the documents of a folder are held against: that of the year before, and those of
//! other forms of the same body and year, found in the folder itself.

use crate::inputs::{Given, Source};
use crate::parallel;
use gouji::region::{Entry, Pairs};
use gouji::{Language, Options, Outcome};
use std::borrow::Cow;
use std::io;

/// The pairs among the documents that were found in folders; `None` where there are none.
/// A document that was named by itself is checked by itself.
///
/// # Errors
/// None of its own: reading is answered for where the document is checked.
pub fn among(sources: &[Source], jobs: usize, options: &Options) -> io::Result<Option<Pairs>> {
    let found: Vec<Source> = sources.iter().filter(|source| source.is_found).cloned().collect();
    if found.len() < 2 {
        return Ok(None);
    }
    let forms = options.forms.clone();
    let reading = Options { year: options.year, forms: forms.clone(), ..Options::default() };
    let work = move |given: &Given| entry(given, &reading);
    let mut entries = Vec::new();
    parallel::each(found, jobs, work, |_, entry, progress| {
        progress.look();
        entries.extend(entry);
        Ok(())
    })?;
    Ok(Some(Pairs::of(entries, &forms)))
}

/// What is known of a document that says whose it is and of which year.
fn entry(given: &Given, options: &Options) -> Option<Entry> {
    let options = Options { file_name: given.file_name.clone(), ..options.clone() };
    let report = parallel::recognised(given, &options)?;
    let entry = Entry::of(&given.name, &Outcome { report, ..Outcome::default() }, Language::Chinese);
    (entry.organ.is_some() && entry.year.is_some()).then_some(entry)
}

/// What a document is checked with, and the file of the year before where one was found.
pub fn options_for<'o>(
    pairs: Option<&Pairs>,
    given: &Given,
    options: &'o Options,
) -> (Cow<'o, Options>, Option<String>) {
    let previous = pairs.and_then(|pairs| pairs.previous(&given.name));
    let others = pairs.map(|pairs| pairs.others(&given.name)).unwrap_or_default();
    if previous.is_none() && others.is_empty() {
        return (Cow::Borrowed(options), None);
    }
    let (file, report) = previous.map(|previous| (previous.file, Box::new(previous.report))).unzip();
    (Cow::Owned(Options { previous: report, others, ..options.clone() }), file)
}
