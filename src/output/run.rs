//! The answers of one run as one output: a line, a block or a section a file,
//! whatever the format. Pieces come as soon as their file is checked, so that a
//! run over thousands of files holds none of their reports.

use super::{json, text};
use crate::finding::{Address, Severity};
use crate::mark::Mark;
use crate::outcome::Summary;
use crate::shown::{Shown, Verbatim};
use crate::{Language, Options, Outcome};

/// How the answers of a run are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a person's terminal, with ANSI styles.
    Text,
    /// One JSON result a line, each with its file.
    Json,
    /// Static Analysis Results Interchange Format 2.1.0.
    #[cfg(feature = "render")]
    Sarif,
    /// A record of the check as one HTML page for the files.
    #[cfg(feature = "render")]
    Html,
    /// JUnit XML, as build servers read it.
    #[cfg(feature = "render")]
    Junit,
    /// One line a finding, for spreadsheets.
    #[cfg(feature = "render")]
    Csv,
}

impl Format {
    /// Every format with the name that a caller gives it.
    pub const NAMED: &[(&str, Format)] = &[
        ("text", Format::Text),
        ("json", Format::Json),
        #[cfg(feature = "render")]
        ("sarif", Format::Sarif),
        #[cfg(feature = "render")]
        ("html", Format::Html),
        #[cfg(feature = "render")]
        ("junit", Format::Junit),
        #[cfg(feature = "render")]
        ("csv", Format::Csv),
    ];

    /// The format of this name.
    pub fn named(name: &str) -> Option<Self> {
        Format::NAMED.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }
}

/// A file of a run and the answer to it.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// How the caller calls it: a path, or `-` for standard input.
    pub name: &'a str,
    /// Its bytes, where it could be read at all.
    pub source: Option<&'a [u8]>,
    /// What the source is, for a record to name.
    pub origin: Origin<'a>,
    /// The answer to the source as it is.
    pub outcome: &'a Outcome,
    /// Figures that were changed where it was checked, and nowhere else.
    pub changes: Option<&'a Changes>,
    /// The file of the year before, where the run found one beside it.
    pub previous: Option<&'a str>,
    /// What was found beyond the outcome, when the report was compared with many others.
    pub compared: &'a [Compared],
}

/// A finding of a comparison of many reports.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Compared {
    /// Permanent id of the rule.
    pub rule: String,
    /// How much it weighs.
    pub severity: Severity,
    /// Its sentence.
    pub message: Shown,
    /// The addresses of the cells that it is about, the primary one first.
    #[serde(default)]
    pub cells: Vec<String>,
}

/// What was handed in for a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin<'a> {
    /// The file's own bytes.
    File,
    /// What another module read of a file, and that file's mark.
    Read(&'a Mark),
    /// A text, pasted or handed over: no file that could be known again.
    Text,
    /// What a program made of something: figures, a document without a mark.
    Data,
}

/// Figures that were changed where a report was checked, and what that makes of it.
#[derive(Debug, Clone)]
pub struct Changes {
    /// The changed figures: the cell, what the report has there, what was put in.
    pub figures: Vec<Changed>,
    /// The findings that remain with these figures.
    pub summary: Summary,
}

/// A figure that was changed.
#[derive(Debug, Clone)]
pub struct Changed {
    /// Its cell.
    pub cell: Address,
    /// What stands in the report; `None` for a blank.
    pub from: Option<Verbatim>,
    /// What was put in; `None` for a blank.
    pub to: Option<Verbatim>,
}

impl<'a> Checked<'a> {
    /// A file as it is; `source` where it could be read at all.
    pub fn file(name: &'a str, source: Option<&'a [u8]>, outcome: &'a Outcome) -> Self {
        Checked { name, source, origin: Origin::File, outcome, changes: None, previous: None, compared: &[] }
    }

    /// Size and digest of the file, or of the text where there is none.
    #[cfg(feature = "render")]
    pub fn mark(&self) -> Option<Mark> {
        match self.origin {
            Origin::File | Origin::Text => self.source.map(Mark::of),
            Origin::Read(mark) => Some(mark.clone()),
            Origin::Data => None,
        }
    }
}

/// Writes a run. Every piece that it gives goes to the output in order.
pub struct Writer {
    language: Language,
    verdicts: text::Verdicts,
    kind: Kind,
}

enum Kind {
    Text,
    Json,
    #[cfg(feature = "render")]
    Sarif(Box<super::sarif::Sarif>),
    #[cfg(feature = "render")]
    Html(Box<super::record::Record>),
    #[cfg(feature = "render")]
    Junit,
    #[cfg(feature = "render")]
    Csv,
}

impl Writer {
    /// A run that is checked with these options.
    pub fn new(format: Format, language: Language, options: &Options) -> Self {
        #[cfg(not(feature = "render"))]
        let _ = options;
        let kind = match format {
            Format::Text => Kind::Text,
            Format::Json => Kind::Json,
            #[cfg(feature = "render")]
            Format::Sarif => Kind::Sarif(Box::new(super::sarif::Sarif::new(language))),
            #[cfg(feature = "render")]
            Format::Html => Kind::Html(Box::new(super::record::Record::new(language, options))),
            #[cfg(feature = "render")]
            Format::Junit => Kind::Junit,
            #[cfg(feature = "render")]
            Format::Csv => Kind::Csv,
        };
        Writer { language, verdicts: text::Verdicts::default(), kind }
    }

    /// What comes before the first file.
    pub fn start(&mut self) -> String {
        match &mut self.kind {
            Kind::Text | Kind::Json => String::new(),
            #[cfg(feature = "render")]
            Kind::Sarif(sarif) => sarif.start(),
            #[cfg(feature = "render")]
            Kind::Html(_) => String::new(),
            #[cfg(feature = "render")]
            Kind::Junit => super::junit::start(),
            #[cfg(feature = "render")]
            Kind::Csv => super::csv::start(),
        }
    }

    /// The next file.
    pub fn file(&mut self, checked: &Checked<'_>) -> String {
        let first = self.verdicts == text::Verdicts::default();
        self.verdicts.count(checked.outcome);
        let Checked { name, outcome, previous, .. } = *checked;
        match &mut self.kind {
            Kind::Text if first => text::report(name, outcome, previous, self.language),
            Kind::Text => format!("\n{}", text::report(name, outcome, previous, self.language)),
            Kind::Json => json::to_json_line(name, outcome, previous, self.language),
            #[cfg(feature = "render")]
            Kind::Sarif(sarif) => sarif.file(checked),
            #[cfg(feature = "render")]
            Kind::Html(record) => record.file(checked),
            #[cfg(feature = "render")]
            Kind::Junit => super::junit::file(checked, self.language),
            #[cfg(feature = "render")]
            Kind::Csv => super::csv::file(checked, self.language),
        }
    }

    /// What comes after the last file.
    pub fn finish(&mut self) -> String {
        let text::Verdicts { passed, findings, unreadable, .. } = self.verdicts;
        match &mut self.kind {
            Kind::Text if passed + findings + unreadable > 1 => {
                format!("\n{}", text::total(self.verdicts, self.language))
            }
            Kind::Text | Kind::Json => String::new(),
            #[cfg(feature = "render")]
            Kind::Sarif(sarif) => sarif.finish(),
            #[cfg(feature = "render")]
            Kind::Html(record) => record.finish(self.verdicts),
            #[cfg(feature = "render")]
            Kind::Junit => super::junit::finish(),
            #[cfg(feature = "render")]
            Kind::Csv => String::new(),
        }
    }
}

/// One file as a whole output, without styles.
pub fn render(format: Format, checked: &Checked<'_>, language: Language, options: &Options) -> String {
    let mut writer = Writer::new(format, language, options);
    let rendered = writer.start() + &writer.file(checked) + &writer.finish();
    if format == Format::Text { text::plain(&rendered) } else { rendered }
}
