//! `gouji` 勾稽 checks a 政府信息公开工作年度报告: it reads the report,
//! recognises its tables, checks every relation that the figures must obey,
//! and names the cell that is most likely wrong.
//!
//! ```
//! use gouji::{Input, Language, Options, Status, messages};
//!
//! # fn main() -> std::io::Result<()> {
//! let report = std::fs::read("tests/fixtures/one-slip.md")?;
//! let outcome = gouji::check(Input::Bytes(&report), &Options::default());
//!
//! assert_eq!(outcome.status(), Status::Findings);
//! for finding in &outcome.findings {
//!     println!("{}: {}", finding.rule, messages::message(finding, Language::English));
//! }
//!
//! // The fewest cells that must change, so that every relation holds.
//! let changes = outcome.repair.iter().flat_map(|repair| &repair.best.cells);
//! let changes: Vec<String> = changes.map(|change| format!("{} = {}", change.cell, change.to)).collect();
//! assert_eq!(changes, ["applications/3.2/natural_person = 3"]);
//! # Ok(())
//! # }
//! ```
//!
//! | To … | there is |
//! | --- | --- |
//! | check a report once | [`check`] |
//! | check it while its figures change | [`Checker`] |
//! | compare it with other reports | [`recognise`] and [`Options`] |
//! | check many and compare them | [`region`] |
//! | take corrections over | [`fix`] |
//! | check tables of your own | [`forms::load`] |
//! | say which rules count, and how much | [`Settings`] |
//! | make sentences, files, machine formats | [`messages`], [`output`] |
//!
//! The way of the data, without a step back:
//! input → [`document`] → recognition → [`report`] → [`rules`] →
//! [`messages`], [`output`].
//!
//! Every feature is on by default; the command line is a package of its own.
#![cfg_attr(test, allow(missing_docs))]

mod checker;
#[cfg(feature = "whole")]
pub mod draft;
#[cfg(any(feature = "html", feature = "read-files"))]
pub mod exchange;
pub mod finding;
pub mod fix;
pub mod forms;
mod json;
mod mark;
pub mod messages;
mod number;
mod options;
mod outcome;
pub mod output;
pub mod packs;
mod personal;
mod reason;
mod recognition;
#[cfg(feature = "region")]
pub mod region;
pub mod repair;
pub mod report;
pub mod request;
pub mod rules;
pub mod settings;
mod severity;
pub mod shown;
mod time;
mod words;

pub use checker::Checker;
pub use gouji_document as document;
pub use gouji_kernel::Input;
#[cfg(target_arch = "wasm32")]
pub use gouji_kernel::host;
use gouji_kernel::{Refusal, ideograph, nfkc, order};
pub use mark::Mark;
pub use options::{Language, Options};
pub use outcome::{Outcome, Status, Summary};
pub use reason::Reason;
pub use recognition::NEEDS_WHOLE;
pub use settings::Settings;
pub use time::{Date, Time};

/// The version of this library, the npm package and the page.
pub const fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Reads, recognises and checks a report. Never fails: what cannot be checked
/// has [`Status::Unreadable`] and a reason.
///
/// ```
/// use gouji::{Input, Language, Options, Status, messages};
///
/// let outcome = gouji::check(Input::Text("今天天气很好。"), &Options::default());
/// assert_eq!(outcome.status(), Status::Unreadable);
/// let reason = outcome.reason.expect("what cannot be checked has a reason");
/// assert_eq!(reason.code, "not_a_report");
/// println!("{}", messages::reason(&reason, Language::English));
/// ```
pub fn check(input: Input<'_>, options: &Options) -> Outcome {
    outcome(read(input, options), options)
}

/// Recognises and checks a document that was read already.
///
/// ```
/// use gouji::{Input, Options, document};
///
/// # fn main() -> std::io::Result<()> {
/// let report = std::fs::read("tests/fixtures/one-slip.md")?;
/// let text = document::text_of(Input::Bytes(&report)).expect("it is text");
/// let document = document::read(&text).expect("it holds tables");
/// let outcome = gouji::check_document(document, &Options::default());
/// assert_eq!(outcome.summary().error, 2);
/// # Ok(())
/// # }
/// ```
pub fn check_document(document: document::Document, options: &Options) -> Outcome {
    outcome(read_document(document, options), options)
}

fn outcome(report: Result<report::Report, Reason>, options: &Options) -> Outcome {
    match report {
        Ok(report) => Outcome::of(report, options),
        Err(reason) => Outcome::unreadable(reason),
    }
}

/// Reads and recognises a report with its tables, without checking it: what
/// another report is compared with.
///
/// # Errors
/// The reason why there is nothing to check.
///
/// ```
/// use gouji::{Input, Options};
///
/// # fn main() -> std::io::Result<()> {
/// let report = std::fs::read("tests/fixtures/one-slip.md")?;
/// let report = gouji::recognise(Input::Bytes(&report), &Options::default()).expect("it has its tables");
/// assert_eq!(report.year, Some(2023));
/// assert_eq!(report.organ.map(|organ| organ.shown().to_string()).as_deref(), Some("青禾县水务局"));
/// # Ok(())
/// # }
/// ```
pub fn recognise(input: Input<'_>, options: &Options) -> Result<report::Report, Reason> {
    read(input, options).and_then(with_tables)
}

/// Reads and recognises a report, also one without any table: its title, year,
/// body and text.
///
/// # Errors
/// The reason why nothing of a report was found.
pub fn read(input: Input<'_>, options: &Options) -> Result<report::Report, Reason> {
    if let Some(document) = file(input) {
        return read_document(document?, options);
    }
    let text = document::text_of(input)?;
    match recognition::tables::read(&text, options) {
        Some(report) => report,
        None => read_document(document::read(&text)?, options),
    }
}

fn with_tables(report: report::Report) -> Result<report::Report, Reason> {
    outcome::unchecked(&report).map_or(Ok(report), Err)
}

/// The document in a file that is no text, or that another module has read.
fn file(input: Input<'_>) -> Option<Result<document::Document, Refusal>> {
    #[cfg(feature = "html")]
    if let Some(document) = exchange::read(input) {
        return Some(document);
    }
    document::of_file(input)
}

fn recognise_document(document: document::Document, options: &Options) -> Result<report::Report, Reason> {
    read_document(document, options).and_then(with_tables)
}

fn read_document(mut document: document::Document, options: &Options) -> Result<report::Report, Reason> {
    if options.file_name.is_some() {
        document.file_name.clone_from(&options.file_name);
    }
    recognition::recognise(&document, options)
}
