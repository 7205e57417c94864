//! A checked report, or an empty form → a paper.

use super::paper::{Cell, Paper, Part, Piece, Place, Text};
use crate::finding::{Address, Finding, FixKind};
use crate::forms::{Edition, FormFamily, TableForm};
use crate::messages::{self, reports::say};
use crate::output::columns::width;
use crate::output::form::place::{self, Content, Placed};
use crate::output::form::sections;
use crate::output::run::Compared;
use crate::report::{Figure, Number, Report, Section, Table, Value};
use crate::shown::shown as shown_text;
use crate::{Language, Options, Outcome, Reason, fix};
use std::ops::Range;

/// The narrowest and the widest column of labels, in half-width characters.
const LABEL: Range<usize> = 6..26;
/// The width of a column of figures.
const FIGURE: usize = 6;

/// A figure that was put right.
struct Change {
    cell: Address,
    from: String,
}

/// What documents of a form are called.
fn title_of(edition: &Edition) -> String {
    let is_brought = edition.family() != FormFamily::own().name();
    if is_brought { edition.name.clone() } else { annual_report() }
}

fn annual_report() -> String {
    say("file.report", &[], Language::Chinese)
}

/// An empty form.
pub fn blank(edition: &Edition) -> Paper {
    let title = title_of(edition);
    let mut parts: Vec<Part> = sections(edition)
        .map(|(heading, form)| {
            let mut pieces = vec![Piece::Heading(plain(&heading))];
            pieces.push(match form {
                Some(form) => table(form, |_| (Text::default(), false)),
                None => Piece::Paragraph(Text::default()),
            });
            Part { name: heading, pieces }
        })
        .collect();
    if let Some(first) = parts.first_mut() {
        first.pieces.insert(0, Piece::Title(plain(&title)));
    }
    Paper { title, time: None, parts }
}

/// A checked report with its findings as comments. `corrected` puts in what is
/// proved to be right, marks those cells and comments on what the report says
/// then. What a comparison of many reports has found, `compared`, is commented on
/// beside the report's own findings.
///
/// # Errors
/// The reason why there is no report, or why no correction can be named.
pub fn of_outcome(
    outcome: &Outcome,
    compared: &[Compared],
    options: &Options,
    language: Language,
    corrected: bool,
) -> Result<Paper, Reason> {
    if let Some(reason) = &outcome.reason {
        return Err(reason.clone());
    }
    let written = if corrected {
        let (report, changes) = put_right(outcome, language)?;
        let outcome = Outcome::of(report, options);
        Writing { outcome: &outcome, compared, changes: &changes, language }.paper(options)
    } else {
        Writing { outcome, compared, changes: &[], language }.paper(options)
    };
    Ok(written)
}

/// The report with its repair, and with every other figure that is proved.
fn put_right(outcome: &Outcome, language: Language) -> Result<(Report, Vec<Change>), Reason> {
    let repaired = if outcome.repair.is_some() { fix::corrections(outcome)? } else { &[] };
    let mut figures: Vec<(Address, Number)> = repaired.iter().map(|change| (change.cell, change.to)).collect();
    for finding in &outcome.findings {
        if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.kind == FixKind::Deductive)
            && !figures.iter().any(|(cell, _)| *cell == fix.cell)
        {
            figures.push((fix.cell, fix.value));
        }
    }
    let mut report = outcome.report.clone();
    let mut changes = Vec::new();
    for (cell, value) in figures {
        let table = report.table_mut(&cell.form.id);
        let Some(figure) = table.and_then(|table| table.figures.get_mut(cell.cell)) else { continue };
        let from = Some(shown(figure)).filter(|shown| !shown.is_empty());
        changes.push(Change { cell, from: from.unwrap_or_else(|| say("record.blank", &[], language)) });
        *figure = Figure { value: Value::Number(value), place: figure.place, ..Figure::default() };
    }
    Ok((report, changes))
}

/// What stands in a cell.
fn shown(figure: &Figure) -> String {
    figure.as_written().map(|written| written.verbatim().to_owned()).unwrap_or_default()
}

fn plain(text: &str) -> Text {
    Text { text: text.to_owned(), comments: Vec::new() }
}

/// A report while its paper is made.
struct Writing<'a> {
    outcome: &'a Outcome,
    compared: &'a [Compared],
    changes: &'a [Change],
    language: Language,
}

impl Writing<'_> {
    fn paper(&self, options: &Options) -> Paper {
        let report = &self.outcome.report;
        let mut parts = self.parts();
        let mut general = self.comments(|finding| finding.cells.is_empty() && finding.span.is_none());
        general.extend(self.compared(|cell| cell.is_none_or(|cell| report.locate(cell).is_none())));
        if let Some(text) = parts.iter_mut().flat_map(|part| &mut part.pieces).find_map(Piece::text_mut) {
            text.comments.append(&mut general);
        }
        let title = report.title.as_ref().map(|title| title.verbatim().to_owned());
        let title = title.unwrap_or_else(|| report.edition().map_or_else(annual_report, title_of));
        Paper { title, time: options.time.as_ref().map(|time| time.as_str().to_owned()), parts }
    }

    fn parts(&self) -> Vec<Part> {
        let report = &self.outcome.report;
        let start = report.sections.first().map_or(usize::MAX, |section| section.heading_range.start);
        let mut preface = self.paragraphs(&(0..start));
        if let Some(Piece::Paragraph(text)) = preface.first() {
            preface = std::iter::once(Piece::Title(text.clone())).chain(preface.into_iter().skip(1)).collect();
        } else if let Some(title) = &report.title {
            preface = vec![Piece::Title(plain(title.verbatim()))];
        }
        let mut parts: Vec<(usize, Part)> = Vec::new();
        for section in &report.sections {
            let index = section.official.map(|found| found.index);
            let form_of =
                |index: usize| report.tables.iter().find(|table| usize::from(table.form.section) == index + 1);
            let first = index.filter(|index| !parts.iter().any(|(known, _)| known == index));
            let at = index.unwrap_or_else(|| parts.last().map_or(0, |(index, _)| *index));
            parts.push((at, self.section(section, first.and_then(form_of))));
        }
        // A table without its heading still belongs into the official form.
        for table in &report.tables {
            let index = usize::from(table.form.section).saturating_sub(1);
            if !report.sections.iter().any(|section| section.official.is_some_and(|found| found.index == index)) {
                let at = parts.iter().position(|(known, _)| *known > index).unwrap_or(parts.len());
                parts.insert(at, (index, self.alone(table, index)));
            }
        }
        let mut parts: Vec<Part> = parts.into_iter().map(|(_, part)| part).collect();
        match parts.first_mut() {
            Some(first) => {
                first.pieces.splice(0..0, preface);
            }
            None => parts.push(Part { name: say("record.list", &[], self.language), pieces: preface }),
        }
        parts
    }

    /// A table whose section has no heading in the report.
    fn alone(&self, table: &Table, index: usize) -> Part {
        let section = table.edition.sections.get(index);
        let heading = section
            .map_or_else(|| table.form.title.clone(), |section| format!("{}、{}", section.ordinal, section.heading));
        Part { name: heading.clone(), pieces: vec![Piece::Heading(plain(&heading)), self.table(table)] }
    }

    fn section(&self, section: &Section, table: Option<&Table>) -> Part {
        let mut pieces = self.paragraphs(&section.body);
        if let Some(table) = table {
            let mut at = self.place_of_table(&section.body);
            at -= pieces.iter().take(at).filter(|piece| is_row(table.form, piece)).count();
            pieces.retain(|piece| !is_row(table.form, piece));
            pieces.insert(at.min(pieces.len()), self.table(table));
        }
        pieces.insert(0, Piece::Heading(self.text(&section.heading_range)));
        Part { name: section.heading.verbatim().to_owned(), pieces }
    }

    /// The paragraphs within a range of the text, headings aside.
    fn paragraphs(&self, body: &Range<usize>) -> Vec<Piece> {
        self.ranges(body).map(|range| Piece::Paragraph(self.text(range))).collect()
    }

    fn ranges(&self, body: &Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        let Report { paragraphs, sections, .. } = &self.outcome.report;
        let is_heading =
            |range: &Range<usize>| sections.iter().any(|section| section.heading_range.start == range.start);
        let body = body.clone();
        paragraphs.iter().filter(move |range| body.contains(&range.start) && !is_heading(range))
    }

    /// Behind how many paragraphs of a section its table stands: where the most
    /// of its text is in no paragraph.
    fn place_of_table(&self, body: &Range<usize>) -> usize {
        let mut at = body.start;
        let mut gaps = Vec::new();
        for range in self.ranges(body) {
            gaps.push(range.start.saturating_sub(at));
            at = range.end;
        }
        gaps.push(body.end.min(self.outcome.report.text.len()).saturating_sub(at));
        let widest = gaps.iter().copied().max().unwrap_or(0);
        gaps.iter().position(|&gap| gap == widest).unwrap_or(0)
    }

    fn text(&self, range: &Range<usize>) -> Text {
        let text = self.outcome.report.text.verbatim().get(range.clone()).unwrap_or_default();
        let comments = self.comments(|finding| {
            finding.cells.is_empty() && finding.span.as_ref().is_some_and(|span| range.contains(&span.start))
        });
        Text { text: text.to_owned(), comments }
    }

    fn table(&self, found: &Table) -> Piece {
        table(found.form, |cell| {
            let address = Address { form: found.form, cell };
            let text = found.figure(cell).map(shown).unwrap_or_default();
            let change = self.changes.iter().find(|change| change.cell == address);
            let mut comments: Vec<String> = change
                .map(|change| say("file.changed", &[("from", &change.from), ("to", &text)], self.language))
                .into_iter()
                .collect();
            comments.extend(self.comments(|finding| finding.cells.first() == Some(&address)));
            comments.extend(self.compared(|cell| cell.is_some_and(|cell| cell == address.to_string())));
            (Text { text, comments }, change.is_some())
        })
    }

    /// The findings of a place, behind them those that were accepted.
    fn comments(&self, is_here: impl Fn(&Finding) -> bool) -> Vec<String> {
        let Outcome { findings, waived, .. } = self.outcome;
        let found = findings.iter().map(|finding| (finding, None));
        let accepted = waived.iter().map(|waived| (&waived.finding, Some(waived.reason.as_str())));
        let here = found.chain(accepted).filter(|(finding, _)| is_here(finding));
        here.map(|(finding, accepted)| self.comment(finding, accepted)).collect()
    }

    /// What the comparison found of the cells, or of none, that are asked for.
    fn compared(&self, is_here: impl Fn(Option<&str>) -> bool) -> Vec<String> {
        let here = self.compared.iter().filter(|found| is_here(found.cells.first().map(String::as_str)));
        let comment = |found: &Compared| {
            let (severity, message) =
                (messages::severity(found.severity, self.language), shown_text(found.message.as_str()));
            let said = say("file.finding", &[("severity", &severity), ("message", &message)], self.language);
            let rule = messages::catalogue(self.language).rules.get(found.rule.as_str());
            let basis = rule.map_or("", |rule| rule.basis.as_str());
            if basis.is_empty() {
                return said;
            }
            format!("{said}\n{}", say("file.basis", &[("basis", &basis)], self.language))
        };
        here.map(comment).collect()
    }

    /// What a finding says, why it was accepted, its correction and its basis.
    fn comment(&self, finding: &Finding, accepted: Option<&str>) -> String {
        let severity = messages::severity(finding.severity, self.language);
        let message = messages::message(finding, self.language);
        let mut lines = match accepted {
            None => vec![say("file.finding", &[("severity", &severity), ("message", &message)], self.language)],
            Some(reason) => vec![
                say("file.waived", &[("message", &message)], self.language),
                say("file.reason", &[("reason", &reason)], self.language),
            ],
        };
        if let Some(fix) = &finding.fix {
            let key = match fix.kind {
                FixKind::Deductive => "file.fix",
                FixKind::Suggested => "file.fix_suggested",
            };
            let cell = messages::cell(&fix.cell, self.language);
            lines.push(format!("{cell} {}", say(key, &[("value", &fix.value)], self.language)));
        }
        let basis = messages::basis(finding, self.language);
        if !basis.is_empty() {
            lines.push(say("file.basis", &[("basis", &basis)], self.language));
        }
        lines.join("\n")
    }
}

/// Whether a paragraph is a row of the printed form that one cell fills: some
/// readers take it for a line above the table, which is written with it.
fn is_row(form: &TableForm, piece: &Piece) -> bool {
    let Piece::Paragraph(text) = piece else { return false };
    let written = |text: &str| text.split_whitespace().collect::<String>();
    place::rows(form).iter().any(|row| match row.as_slice() {
        [Placed { content: Content::Heading(label) | Content::Label(label), .. }] => {
            written(label) == written(&text.text)
        }
        _ => false,
    })
}

/// A table of the official form; `figure` gives what stands in a cell, and
/// whether it was changed.
fn table(form: &TableForm, figure: impl Fn(usize) -> (Text, bool)) -> Piece {
    let printed = place::rows(form);
    let widths = widths(&printed);
    let cell = |placed: &Placed<'_>| {
        let (place, (text, changed)) = match placed.content {
            Content::Heading(label) => (Place::Heading, (plain(label), false)),
            Content::Label(label) => (Place::Label, (plain(label), false)),
            Content::Figure(id) => {
                let cell = id.split_once('/').and_then(|(row, column)| form.cell_named(row, column));
                (Place::Figure, cell.map(&figure).unwrap_or_default())
            }
        };
        Cell { column: placed.column, columns: placed.columns, rows: placed.rows, place, text, changed }
    };
    let rows = printed.iter().map(|row| row.iter().map(cell).collect()).collect();
    Piece::Table { widths, head: form.head.len(), rows }
}

/// The relative widths of the columns: labels take what they need.
fn widths(rows: &[Vec<Placed<'_>>]) -> Vec<usize> {
    let mut widths = vec![FIGURE; place::width(rows)];
    for placed in rows.iter().flatten().filter(|placed| placed.columns == 1) {
        if let (Content::Label(label), Some(known)) = (placed.content, widths.get_mut(placed.column)) {
            let needed = width(label).div_ceil(placed.rows);
            *known = (*known).max(needed.clamp(LABEL.start, LABEL.end));
        }
    }
    widths
}

impl Piece {
    fn text_mut(&mut self) -> Option<&mut Text> {
        match self {
            Piece::Title(text) | Piece::Heading(text) | Piece::Paragraph(text) => Some(text),
            Piece::Table { .. } => None,
        }
    }
}
