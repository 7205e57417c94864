//! What stands between a label and the next one: the figures of its row, and
//! rows that the form does not have.

use super::cells::Cells;
use super::chain::Found;
use super::landmark::Landmark;
use super::stream::{Gap, Stream};
use super::token::{Token, tokens};
use crate::recognition::split::Piece;
use std::ops::Range;

/// Letters that may stand between a label and its figures, its note aside.
const MOST_LETTERS: usize = 8;

/// Characters behind the last label that are looked at.
const REACH: usize = 400;

/// Letters of a label that the form does not have.
const LONGEST_LABEL: usize = 40;

/// The figures behind a label.
#[derive(Debug, Default)]
pub struct Segment {
    /// The figures of the row, twice where it is open whether the last digit
    /// numbers the next label.
    pub alternatives: Vec<Vec<Piece>>,
    /// Other labels with figures behind them.
    pub foreign: Vec<Foreign>,
    /// The labels of rows that stand within this one.
    pub divided: Vec<String>,
    /// Whether the row stands there again, and with other figures.
    pub repeated: Option<bool>,
}

/// A label that is none of the form's at this place.
#[derive(Debug)]
pub struct Foreign {
    /// The label as it stands.
    pub label: String,
    /// The figures behind it.
    pub pieces: Vec<Piece>,
}

/// Where the label starts, its number included.
pub fn start(stream: &Stream<'_>, found: &Found) -> usize {
    let first = stream.letter(found.first).unwrap_or_default();
    let before = |back: usize| first.checked_sub(back).and_then(|at| stream.character(at));
    let is_numeral = |character: char| character.is_ascii_digit() || "一二三四五六七八九十".contains(character);
    match (before(3), before(2), before(1)) {
        (Some('('), Some(numeral), Some(')')) if is_numeral(numeral) => first - 3,
        (_, Some(numeral), Some('.' | '、' | ',' | ')')) if is_numeral(numeral) => first - 2,
        _ => first,
    }
}

/// Whether figures stand within a label, as where its cell has several lines.
pub fn has_figures(stream: &Stream<'_>, found: &Found) -> bool {
    let mut inside =
        stream.letter(found.first).into_iter().zip(stream.letter(found.last)).flat_map(|(first, last)| first..last);
    inside.any(|at| stream.character(at).is_some_and(|character| character.is_ascii_digit()))
}

/// Whether a label goes over the end of a line. Words of the cells beside it may
/// stand within it then.
pub fn is_broken(stream: &Stream<'_>, found: &Found) -> bool {
    let ends = stream.letter(found.first).zip(stream.letter(found.last));
    ends.is_some_and(|(first, last)| (first + 1..=last).any(|at| stream.gap(at) == Gap::Line))
}

/// The label as it stands, number included and figures left out.
pub fn written(stream: &Stream<'_>, found: &Found, start: usize) -> String {
    let last = stream.letter(found.last).unwrap_or(start);
    let first = stream.letter(found.first).unwrap_or(start);
    if has_figures(stream, found) {
        let letters = (found.first..=found.last).filter_map(|at| stream.letter_character(at));
        return stream.slice(start..first).chars().chain(letters).collect();
    }
    stream.slice(start..last + 1).split_whitespace().collect()
}

/// Reads what stands behind a label, up to the next one, for a row of so many columns.
pub fn read(
    stream: &Stream<'_>,
    found: &Found,
    landmark: &Landmark,
    next: Option<(&Found, &Landmark)>,
    columns: usize,
) -> Segment {
    let first = stream.letter(found.first).unwrap_or_default();
    let last = stream.letter(found.last).unwrap_or(first);
    let end = next.map_or(last + REACH, |(found, _)| start(stream, found));
    let mut runs = runs(stream, first..end, last, MOST_LETTERS + landmark.note);
    if next.is_none() {
        runs.truncate(1);
    }
    let is_plain = runs.len() == 1 && runs.first().is_some_and(|run| run.pieces.len() == columns && !run.in_label);
    let cells = Cells::read(stream, last + 1..end);
    if columns > 0 && (!is_plain || cells.has_words(columns) || cells.again(landmark).is_some()) {
        let segment = match next {
            Some(_) => cells.segment(landmark, columns),
            None => cells.last_segment(landmark, columns),
        };
        if let Some(segment) = segment {
            return segment;
        }
    }
    let mut runs = runs.into_iter();
    let mut pieces = runs.next().map(|run| run.pieces).unwrap_or_default();
    if pieces.is_empty() && next.is_some() {
        pieces = cells.words(columns);
    }
    let alternative =
        next.filter(|_| runs.len() == 0).and_then(|(next, landmark)| lost_stop(stream, end, next, landmark, &pieces));
    let foreign = runs.map(|run| Foreign { label: run.label, pieces: run.pieces });
    let foreign = foreign.filter(|foreign| !foreign.label.is_empty()).collect();
    let alternatives = std::iter::once(pieces).chain(alternative).collect();
    Segment { alternatives, foreign, ..Segment::default() }
}

/// The pieces without their last digit, where it may be the number of the next
/// label whose full stop was lost.
fn lost_stop(
    stream: &Stream<'_>,
    end: usize,
    next: &Found,
    landmark: &Landmark,
    pieces: &[Piece],
) -> Option<Vec<Piece>> {
    let number = landmark.number.filter(|_| stream.letter(next.first) == Some(end))?;
    let is_number = end.checked_sub(1).and_then(|at| stream.character(at)) == Some(number);
    let (last, before) = pieces.split_last().filter(|(last, _)| is_number && last.unit.is_empty())?;
    let mut shorter = last.clone();
    shorter.digits.pop();
    shorter.written.pop();
    let kept = (!shorter.digits.is_empty()).then_some(shorter);
    Some(before.iter().cloned().chain(kept).collect())
}

/// Figures with the letters in front of them.
#[derive(Default)]
struct Run {
    label: String,
    pieces: Vec<Piece>,
    /// Whether one of them stands within the label.
    in_label: bool,
}

/// The runs of figures behind a label whose last letter is at `last`.
fn runs(stream: &Stream<'_>, stretch: Range<usize>, last: usize, most_letters: usize) -> Vec<Run> {
    let mut runs = vec![Run::default()];
    let mut letters: Vec<usize> = Vec::new();
    for token in tokens(stream, stretch) {
        match token {
            Token::Letter(at) if at <= last => {}
            Token::Letter(at) => letters.push(at),
            Token::Piece { piece, at } => {
                let is_first = runs.len() == 1 && runs.first().is_some_and(|run| run.pieces.is_empty());
                let is_new = if is_first { letters.len() > most_letters } else { !letters.is_empty() };
                if is_new {
                    runs.push(Run { label: foreign_label(stream, &letters, at.start), ..Run::default() });
                }
                letters.clear();
                if let Some(run) = runs.last_mut() {
                    run.pieces.push(piece);
                    run.in_label |= at.start < last;
                }
            }
        }
    }
    runs
}

/// The text of a label that the form does not have; empty where it is a
/// sentence.
fn foreign_label(stream: &Stream<'_>, letters: &[usize], end: usize) -> String {
    let Some(&first) = letters.first() else { return String::new() };
    let text = stream.slice(first..end);
    let is_sentence = text.contains(['，', '。', '；', '：']) || letters.len() > LONGEST_LABEL || letters.len() < 2;
    if is_sentence { String::new() } else { text.split_whitespace().collect() }
}
