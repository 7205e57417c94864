//! The table of reconsideration and litigation in running text: its figures
//! follow a head of results, or stand in three groups behind their own labels.

use super::cells::Cells;
use super::stream::{Stream, is_letter, letters};
use super::token::{Token, tokens};
use crate::forms::{Edition, TableForm};
use crate::recognition::normalise::normalise;
use crate::recognition::split::{self, Piece, Stretch};
use crate::report::{Table, Unreadable};
use std::ops::Range;

/// Letters of a head that are followed in each direction.
const REACH: usize = 400;

/// Labels that are tried as the place of the table.
const MOST_ANCHORS: usize = 200;

/// Reads the table; `None` where no head of it is there.
pub fn read(stream: &Stream<'_>, edition: &'static Edition, form: &'static TableForm) -> Option<Table> {
    let known = head_letters(form);
    let anchors: Vec<Vec<char>> = form.rows.iter().skip(1).map(|row| letters(&normalise(&row.label))).collect();
    let mut first_empty = None;
    let mut read_to = 0;
    let mut tried = 0;
    for at in 0..stream.letters.len() {
        let is_anchor = |label: &Vec<char>| {
            (at..).map_while(|at| stream.letter_character(at)).take(label.len()).eq(label.iter().copied())
        };
        if at < read_to || !anchors.iter().any(is_anchor) {
            continue;
        }
        tried += 1;
        let region = region(stream, at, &known)?;
        read_to = stream.letters.partition_point(|&glyph| (glyph as usize) < region.end);
        let groups = groups(stream, region.clone());
        let found = in_cells(stream, region, form, &groups).or_else(|| stretches(form, &groups));
        match found {
            Some(found) if found.iter().all(|stretch| stretch.alternatives.iter().all(Vec::is_empty)) => {
                first_empty.get_or_insert(found);
            }
            Some(found) => return Some(table(edition, form, &found)),
            None => {}
        }
        if tried >= MOST_ANCHORS {
            break;
        }
    }
    Some(table(edition, form, &first_empty?))
}

/// The letters that the labels of the table are made of.
fn head_letters(form: &TableForm) -> Vec<char> {
    let labels = form.columns.iter().map(|column| &column.label);
    let rows = form.rows.iter().flat_map(|row| std::iter::once(&row.label).chain(&row.group));
    labels.chain(rows).flat_map(|label| letters(&normalise(label))).collect()
}

/// The characters around a label up to the first letter that no label has, and
/// not back into a sentence before it.
fn region(stream: &Stream<'_>, anchor: usize, known: &[char]) -> Option<Range<usize>> {
    let is_known = |at: usize| stream.letter_character(at).is_some_and(|letter| known.contains(&letter));
    let first = (anchor.saturating_sub(REACH)..anchor).rev().take_while(|&at| is_known(at)).last().unwrap_or(anchor);
    let end = (anchor..anchor + REACH).take_while(|&at| is_known(at)).last()? + 1;
    let (first, anchor) = (stream.letter(first)?, stream.letter(anchor)?);
    let is_sentence = |at: &usize| matches!(stream.character(*at), Some('。' | ',' | ';' | '!'));
    let first = (first..anchor).rev().find(is_sentence).map_or(first, |stop| stop + 1);
    Some(first..stream.letter(end).unwrap_or(stream.glyphs.len()))
}

/// The figures in cells behind the head, where a word stands among them.
fn in_cells(stream: &Stream<'_>, region: Range<usize>, form: &TableForm, groups: &[Group]) -> Option<Vec<Stretch>> {
    let first = |token: &Token| matches!(token, Token::Piece { .. });
    let tokens = tokens(stream, region.clone());
    let end = tokens.iter().position(first).unwrap_or(tokens.len());
    let head = tokens.get(..end)?.iter().rev().find_map(|token| match token {
        Token::Letter(at) => Some(*at),
        Token::Piece { .. } => None,
    })?;
    let cells = Cells::read(stream, head + 1..head + REACH);
    let all = 0..form.cells().len();
    let pieces = cells.has_words(all.len()).then(|| cells.last(all.len())).flatten()?;
    is_complete(groups).then(|| vec![Stretch { cells: all, alternatives: vec![pieces] }])
}

/// Whether the labels of both kinds of proceedings are there: a sentence about the
/// table has not all of 结果维持, 结果纠正 and 尚未审结 twice.
fn is_complete(groups: &[Group]) -> bool {
    marks(groups) >= 2
}

fn marks(groups: &[Group]) -> usize {
    let count = |mark: char| groups.iter().map(|group| group.label.matches(mark).count()).sum::<usize>();
    count('维').min(count('纠')).min(count('审'))
}

/// Figures, and the letters in front of them.
struct Group {
    label: String,
    pieces: Vec<Piece>,
}

fn groups(stream: &Stream<'_>, region: Range<usize>) -> Vec<Group> {
    let mut groups = vec![Group { label: String::new(), pieces: Vec::new() }];
    for token in tokens(stream, region) {
        match (token, groups.last_mut()) {
            (Token::Letter(at), Some(group)) if group.pieces.is_empty() => group.label.extend(stream.character(at)),
            (Token::Letter(at), _) => {
                let label = stream.character(at).filter(|&letter| is_letter(letter)).into_iter().collect();
                groups.push(Group { label, pieces: Vec::new() });
            }
            (Token::Piece { piece, .. }, Some(group)) => group.pieces.push(piece),
            (Token::Piece { .. }, None) => {}
        }
    }
    // Figures of the table above stand in front of the first label.
    groups.retain(|group| !group.label.is_empty());
    groups
}

/// Which figures the groups hold; `None` where they are not this table.
fn stretches(form: &TableForm, groups: &[Group]) -> Option<Vec<Stretch>> {
    let complete = marks(groups);
    let filled: Vec<&Group> = groups.iter().filter(|group| !group.pieces.is_empty()).collect();
    let all = 0..form.cells().len();
    match filled.as_slice() {
        [] if complete >= 2 => Some(vec![Stretch { cells: all, alternatives: vec![Vec::new()] }]),
        [only] if complete >= 2 => Some(vec![Stretch { cells: all, alternatives: vec![only.pieces.clone()] }]),
        rows if complete >= 1 && rows.len() == form.rows.len() => {
            let stretch = |(row, group): (usize, &&Group)| {
                let label: String = letters(&normalise(&form.rows.get(row)?.label)).into_iter().collect();
                let alternatives = vec![group.pieces.clone()];
                group.label.contains(&label).then(|| Stretch { cells: form.row_cells(row), alternatives })
            };
            rows.iter().enumerate().map(stretch).collect()
        }
        _ => None,
    }
}

fn table(edition: &'static Edition, form: &'static TableForm, stretches: &[Stretch]) -> Table {
    let mut table = Table::empty(edition, form);
    for (stretch, reading) in stretches.iter().zip(split::read(form, stretches)) {
        match reading {
            Ok(figures) => super::put(&mut table, &stretch.cells, figures),
            Err(reason) => unreadable(&mut table, stretch, reason),
        }
    }
    table
}

fn unreadable(table: &mut Table, stretch: &Stretch, reason: Unreadable) {
    for row in 0..table.form.rows.len() {
        let cells = table.form.row_cells(row);
        if cells.start >= stretch.cells.start && cells.end <= stretch.cells.end {
            super::put_unreadable(table, &cells);
            table.observations.push(super::unreadable(row, stretch, reason));
        }
    }
}
