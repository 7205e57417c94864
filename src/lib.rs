//! `gouji` 勾稽 checks a 政府信息公开工作年度报告: it reads the report,
//! recognises its tables, checks every relation that the figures must obey,
//! and names the cell that is most likely wrong.
//!
//! The way of the data, without a step back:
//! input → [`document`] → [`recognition`] → [`report`] → [`rules`] →
//! [`messages`], [`output`].
#![cfg_attr(test, allow(missing_docs))]

pub mod checker;
#[cfg(feature = "whole")]
pub mod draft;
#[cfg(any(feature = "html", feature = "read-files"))]
pub mod exchange;
pub mod finding;
pub mod fix;
pub mod forms;
mod json;
pub mod mark;
pub mod messages;
pub mod number;
pub mod options;
pub mod outcome;
pub mod output;
pub mod packs;
pub mod personal;
mod reason;
pub mod recognition;
#[cfg(feature = "region")]
pub mod region;
pub mod repair;
pub mod report;
pub mod request;
pub mod rules;
pub mod settings;
pub mod severity;
pub mod shown;
pub mod time;
mod words;

pub use checker::Checker;
pub use gouji_document as document;
pub use gouji_kernel::Input;
#[cfg(target_arch = "wasm32")]
pub use gouji_kernel::host;
use gouji_kernel::{Refusal, ideograph, nfkc, order};
pub use options::{Language, Options};
pub use outcome::{Outcome, Status};
pub use reason::Reason;
pub use settings::Settings;
pub use time::{Date, Time};

/// The version of this library, the npm package and the page.
pub const fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Reads, recognises and checks a report. Never fails: what cannot be checked
/// has [`Status::Unreadable`] and a reason.
pub fn check(input: Input<'_>, options: &Options) -> Outcome {
    outcome(read(input, options), options)
}

/// Recognises and checks a document that was read already.
pub fn check_document(document: document::Document, options: &Options) -> Outcome {
    outcome(read_document(document, options), options)
}

fn outcome(report: Result<report::Report, Reason>, options: &Options) -> Outcome {
    match report {
        Ok(report) => Outcome::of(report, options),
        Err(reason) => Outcome::unreadable(reason),
    }
}

/// Reads and recognises a report with its tables, without checking it.
///
/// # Errors
/// The reason why there is nothing to check.
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
