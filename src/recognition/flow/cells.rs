//! The cells of a row in running text, where white space or rules still part them:
//! a word that stands where a figure belongs is then a cell like any other.

use super::landmark::Landmark;
use super::segment::Segment;
use super::stream::{Gap, Stream};
use crate::forms::Kind;
use crate::recognition::figure;
use crate::recognition::label::LabelText;
use crate::recognition::split::Piece;
use crate::report::Value;
use std::ops::Range;

/// Bytes of the longest cell: a sentence is none.
const LONGEST: usize = 90;

/// Cells that are looked at: those of a row that stands there many times.
const MOST_CELLS: usize = 200;

/// What stands behind a label, parted by white space.
pub struct Cells<'a> {
    texts: Vec<&'a str>,
    landmark: &'a Landmark,
}

impl<'a> Cells<'a> {
    /// Reads a stretch behind the last letter of a label. Behind the last row of a
    /// table only what stands in its line is its own.
    pub fn read(stream: &Stream<'a>, stretch: Range<usize>, landmark: &'a Landmark, is_last: bool) -> Self {
        let end = stretch.end.min(stream.glyphs.len());
        let mut texts = Vec::new();
        let mut at = behind_label(stream, stretch.start..end);
        while at < end && texts.len() < MOST_CELLS && !(is_last && stream.gap(at) == Gap::Line) {
            let is_inner = |at: usize| stream.gap(at) == Gap::None && !is_rule(stream, at);
            let close = (at + 1..end).find(|&at| !is_inner(at)).unwrap_or(end);
            if !is_rule(stream, at) {
                texts.push(stream.slice(at..close));
            }
            at = close;
        }
        // A note behind the label, or the year it is about.
        while texts.first().is_some_and(|text| text.starts_with(['(', '（']) && text.ends_with([')', '）'])) {
            texts.remove(0);
        }
        Cells { texts, landmark }
    }

    /// The row that they are, where their number is that of its columns, or of
    /// several rows that stand in its place.
    pub fn segment(&self, columns: usize) -> Option<Segment> {
        if self.texts.iter().any(|text| text.len() > LONGEST) {
            return None;
        }
        let is_label = |text: &&&str| self.landmark.label.matches_exactly(&LabelText::new(text)).is_some();
        let mut rows = self.texts.split(|text| is_label(&text));
        let row = rows.next().filter(|row| is_row(row, columns));
        let others: Vec<&[&str]> = rows.collect();
        match row {
            Some(row) => {
                let repeated = (!others.is_empty()).then(|| others.iter().any(|other| *other != row));
                Some(Segment { alternatives: vec![pieces(row)], repeated, ..Segment::default() })
            }
            None => self.divided(columns),
        }
    }

    /// Labels of their own, each with the figures of a row behind it.
    fn divided(&self, columns: usize) -> Option<Segment> {
        let rows = self.texts.chunks(columns + 1);
        let label = |row: &[&str]| {
            let (label, figures) = row.split_first()?;
            let is_own = !is_figure(label) && figures.len() == columns && figures.iter().all(|text| is_figure(text));
            is_own.then(|| (*label).to_owned())
        };
        let divided: Vec<String> = rows.map(label).collect::<Option<_>>()?;
        (divided.len() > 1).then(|| Segment { divided, ..Segment::default() })
    }
}

/// The first glyph behind a label: what is joined to its last letter belongs to it.
fn behind_label(stream: &Stream<'_>, stretch: Range<usize>) -> usize {
    let is_open = |at: usize| stream.character(at) == Some('(');
    let mut at = stretch.start;
    while at < stretch.end {
        let note = is_open(at).then(|| (at..stretch.end).find(|&at| stream.character(at) == Some(')'))).flatten();
        let is_joined = stream.gap(at) == Gap::None && !stream.character(at).is_some_and(|glyph| glyph.is_numeric());
        match note {
            Some(close) => at = close + 1,
            None if is_joined => at += 1,
            None => break,
        }
    }
    at
}

/// A line drawn between two cells.
fn is_rule(stream: &Stream<'_>, at: usize) -> bool {
    matches!(stream.character(at), Some('|' | '│' | '┃'))
}

/// Whether so many texts are a row: most of them are figures.
fn is_row(texts: &[&str], columns: usize) -> bool {
    texts.len() == columns && texts.iter().filter(|text| is_figure(text)).count() * 2 >= columns
}

fn is_figure(text: &str) -> bool {
    figure::parse(text, Kind::Signed).value != Value::Unreadable
}

fn pieces(texts: &[&str]) -> Vec<Piece> {
    texts.iter().map(|text| Piece { written: (*text).to_owned(), single: true, ..Piece::default() }).collect()
}
