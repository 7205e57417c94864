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
const LONGEST: usize = 60;

/// Cells that are looked at: those of a row that stands there many times.
const MOST_CELLS: usize = 200;

/// What stands behind a label, parted by white space.
pub struct Cells<'a> {
    texts: Vec<&'a str>,
}

impl<'a> Cells<'a> {
    /// Reads a stretch behind the last letter of a label.
    pub fn read(stream: &Stream<'a>, stretch: Range<usize>) -> Self {
        let end = stretch.end.min(stream.glyphs.len());
        let mut texts = Vec::new();
        let mut at = behind_label(stream, stretch.start..end);
        while at < end && texts.len() < MOST_CELLS {
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
        Cells { texts }
    }

    /// Whether one of the first cells is no plain number.
    pub fn has_words(&self, columns: usize) -> bool {
        let is_plain = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit() || b".-+,".contains(&byte));
        !self.texts.iter().take(columns).all(is_plain)
    }

    /// The row of so many columns that they are, where they are exactly as many, or
    /// several rows that stand in its place.
    pub fn segment(&self, landmark: &Landmark, columns: usize) -> Option<Segment> {
        let is_label = |text: &&str| landmark.label.matches_exactly(&LabelText::new(text)).is_some();
        let mut rows = self.texts.split(is_label);
        let row = rows.next().filter(|row| row.len() == columns && is_row(row));
        let others: Vec<&[&str]> = rows.collect();
        match row {
            Some(row) => {
                let repeated = (!others.is_empty()).then(|| others.iter().any(|other| *other != row));
                Some(Segment { alternatives: vec![pieces(row)], repeated, ..Segment::default() })
            }
            None => self.divided(columns),
        }
    }

    /// The last row of a table, which no label follows but its own.
    pub fn last_segment(&self, landmark: &Landmark, columns: usize) -> Option<Segment> {
        let Some(again) = self.again(landmark) else {
            return self.last(columns).map(|pieces| Segment { alternatives: vec![pieces], ..Segment::default() });
        };
        let (row, others) = self.texts.split_at_checked(again)?;
        let is_label = |text: &&str| landmark.label.matches_exactly(&LabelText::new(text)).is_some();
        let mut others = others.split(is_label).skip(1);
        let differs = others.any(|other| other.get(..columns) != Some(row));
        let pieces = if row.len() == columns { pieces(row) } else { Vec::new() };
        Some(Segment { alternatives: vec![pieces], repeated: Some(differs), ..Segment::default() })
    }

    /// Where the row's own label stands again.
    pub fn again(&self, landmark: &Landmark) -> Option<usize> {
        self.texts.iter().position(|text| landmark.label.matches_exactly(&LabelText::new(text)).is_some())
    }

    /// The cells of the last row of a table: a figure more would leave open which of
    /// them are its own.
    pub fn last(&self, columns: usize) -> Option<Vec<Piece>> {
        let is_mostly = |row: &&[&str]| row.iter().filter(|text| is_figure(text)).count() * 2 >= columns;
        let row = self.texts.get(..columns).filter(|row| is_row(row)).filter(|row| columns == 1 || is_mostly(row))?;
        let is_bounded = self.texts.get(columns).is_none_or(|next| !is_figure(next));
        let is_heading = row.iter().any(|text| text.contains(['、', '。', '，']));
        (is_bounded && !is_heading).then(|| pieces(row))
    }

    /// Words where a row has no figure at all: it is not blank, whatever they mean.
    pub fn words(&self, columns: usize) -> Vec<Piece> {
        let is_few = self.texts.len() <= columns && self.texts.iter().all(|text| text.len() <= LONGEST);
        if is_few { pieces(&self.texts) } else { Vec::new() }
    }

    /// Labels of their own, each with the figures of a row behind it.
    fn divided(&self, columns: usize) -> Option<Segment> {
        let rows = self.texts.chunks(columns + 1);
        let label = |row: &[&str]| {
            let (label, figures) = row.split_first()?;
            let is_own = !is_figure(label) && figures.len() == columns && figures.iter().all(|text| is_figure(text));
            (is_own && label.len() <= LONGEST).then(|| (*label).to_owned())
        };
        let divided: Vec<String> = rows.map(label).collect::<Option<_>>()?;
        (divided.len() > 1).then(|| Segment { divided, ..Segment::default() })
    }
}

/// The first glyph behind a label: what is joined to its last letter belongs to it,
/// and so does a note in brackets.
fn behind_label(stream: &Stream<'_>, stretch: Range<usize>) -> usize {
    let is_open = |at: usize| stream.slice(at..at + 1).starts_with(['(', '（']);
    let mut at = stretch.start;
    while at < stretch.end {
        let note = is_open(at).then(|| (at..stretch.end).find(|&at| stream.character(at) == Some(')'))).flatten();
        let is_joined = stream.gap(at) == Gap::None
            && !is_rule(stream, at)
            && !stream.character(at).is_some_and(|glyph| glyph.is_alphanumeric() || glyph == '-' || glyph == '/');
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

/// Whether texts are a row: a word stands there instead of a figure, and not a
/// sentence instead of a row.
fn is_row(texts: &[&str]) -> bool {
    let figures = texts.iter().filter(|text| is_figure(text)).count();
    let is_short = texts.iter().all(|text| text.len() <= LONGEST);
    is_short && (texts.len() == 1 || figures > 0 || texts.windows(2).all(|pair| pair.first() == pair.last()))
}

fn is_figure(text: &str) -> bool {
    figure::parse(text, Kind::Signed).value != Value::Unreadable
}

fn pieces(texts: &[&str]) -> Vec<Piece> {
    texts.iter().map(|text| Piece { written: (*text).to_owned(), single: true, ..Piece::default() }).collect()
}
