//! What a caller may ask for.

use crate::forms::Forms;
use crate::report::Report;
use crate::settings::Settings;
use crate::shown::Verbatim;
use crate::time::{Date, Time};

/// The language of the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Simplified Chinese, `zh-CN`.
    #[default]
    Chinese,
    /// English, `en`.
    English,
}

impl Language {
    /// The language of a BCP 47 tag: `zh`, `zh-CN`, `en`, `en-GB` …
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "zh" => Some(Language::Chinese),
            "en" => Some(Language::English),
            _ => None,
        }
    }

    /// Its BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        }
    }
}

/// What a caller may ask for, beside the input.
///
/// ```
/// use gouji::settings::{Preset, Settings};
/// use gouji::{Input, Options};
///
/// # fn main() -> std::io::Result<()> {
/// // The report of the year before; here the same one stands in for it.
/// let report = std::fs::read("tests/fixtures/one-slip.md")?;
/// let before = Options { year: Some(2022), ..Options::default() };
/// let previous = gouji::recognise(Input::Bytes(&report), &before).expect("it has its tables");
///
/// let options = Options {
///     previous: Some(Box::new(previous)),
///     settings: Settings::of(Preset::Local),
///     ..Options::default()
/// };
/// let outcome = gouji::check(Input::Bytes(&report), &options);
/// // What 2022 carries over is what 2023 begins with.
/// assert!(outcome.findings.iter().all(|finding| !finding.rule.starts_with("carryover.")));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The report year, where the caller knows it better than the document.
    pub year: Option<u16>,
    /// The name of the file, which may tell the year and the body.
    pub file_name: Option<String>,
    /// The same body's report of the year before.
    pub previous: Option<Box<Report>>,
    /// The reports of the units that this report adds up, with their names.
    ///
    /// A unit without a report, or whose report could not be read, belongs
    /// here with an empty [`Report`]: it is then named as missing.
    pub units: Vec<(Verbatim, Report)>,
    /// Other documents of the same body and year, for relations across documents.
    pub others: Vec<Report>,
    /// When the report was published, or is to be.
    pub published: Option<Date>,
    /// The forms that a document may follow, beside those of the library.
    pub forms: Forms,
    /// Severities, waivers and the like.
    pub settings: Settings,
    /// When the check is made: told in what is written about it, and without
    /// any effect on the answer.
    pub time: Option<Time>,
}

impl Options {
    /// The report of the year before; none in a build that compares no reports.
    pub(crate) fn previous(&self) -> Option<&Report> {
        if cfg!(feature = "whole") { self.previous.as_deref() } else { None }
    }

    /// The units' reports; none in a build that compares no reports.
    pub(crate) fn units(&self) -> &[(Verbatim, Report)] {
        if cfg!(feature = "whole") { &self.units } else { &[] }
    }
}
