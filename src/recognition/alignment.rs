//! Aligns the lines of a document with the rows of a form: the row sequence as
//! a whole, so that a missing, foreign or reworded row disturbs no other.

use super::form_labels::FormLabels;
use super::label::{Label, LabelMatch, LabelText};
use super::line::{Content, Line, LineCell};

/// Bytes of the longest cell that is compared with labels.
const LONGEST_LABEL: usize = 400;

/// What a row counts for whose cells hold nothing but words.
const WORDS_ALONE: f32 = 0.5;

/// What a row counts for that has no cells.
const LABEL_ALONE: f32 = 0.25;

/// A line that is a row of the form.
#[derive(Debug, Clone, Copy)]
pub struct Match {
    /// Index of the line.
    pub line: usize,
    /// Row of the form.
    pub row: usize,
    /// The cell of the line that holds the label.
    pub label_cell: usize,
    /// How well the label matches.
    pub label: LabelMatch,
    /// What stands behind it.
    pub holds: Holds,
}

/// What stands behind the label of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Cells with a figure or a blank among them.
    Figures,
    /// Cells that hold words alone.
    Words,
    /// No cell at all.
    Nothing,
}

impl Match {
    /// What it counts for in a sequence.
    pub fn weight(&self) -> f32 {
        match self.holds {
            Holds::Figures => self.label.score,
            Holds::Words => self.label.score * WORDS_ALONE,
            Holds::Nothing => self.label.score * LABEL_ALONE,
        }
    }

    /// Whether it surely is the row, figures and all.
    pub fn is_sure(&self) -> bool {
        self.label.score > 0.94 && self.holds == Holds::Figures
    }
}

/// Every row that each line may be, from the labels alone.
///
/// A line without a figure is a row only among others: within their grid, or
/// directly above or beneath one.
pub fn candidates(lines: &[Line<'_>], labels: &FormLabels) -> Vec<Vec<Match>> {
    let mut candidates: Vec<Vec<Match>> =
        lines.iter().enumerate().map(|(at, line)| candidates_of(at, line, labels)).collect();
    let has_figures: Vec<bool> =
        candidates.iter().map(|found| found.iter().any(|found| found.holds == Holds::Figures)).collect();
    let grids: Vec<usize> =
        lines.iter().zip(&has_figures).filter(|(_, has)| **has).map(|(line, _)| line.grid).collect();
    let is_filled = |at: usize| has_figures.get(at).copied().unwrap_or_default();
    for (at, (found, line)) in candidates.iter_mut().zip(lines).enumerate() {
        let is_among =
            grids.binary_search(&line.grid).is_ok() || is_filled(at + 1) || at.checked_sub(1).is_some_and(is_filled);
        found.retain(|found| is_among || found.holds == Holds::Figures);
    }
    candidates
}

/// A line can be a row if no other label of the form stands behind its own:
/// whatever else stands there was meant as a figure.
fn candidates_of(at: usize, line: &Line<'_>, labels: &FormLabels) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    let is_words = |cell: &&LineCell<'_>| cell.content == Content::Words;
    let last_label = line.cells.iter().rposition(|cell| is_words(&cell) && labels.has(&cell.label));
    let names_columns = || line.cells.iter().filter(is_words).any(|cell| labels.is_column(&cell.label));
    for (label_cell, cell) in line.cells.iter().enumerate().skip(last_label.unwrap_or(0)) {
        if cell.content != Content::Words || cell.text.len() > LONGEST_LABEL {
            continue;
        }
        let behind = line.cells.get(label_cell + 1..).unwrap_or_default();
        let holds = match behind.iter().find(|cell| !is_words(cell)) {
            Some(_) => Holds::Figures,
            None if behind.is_empty() => Holds::Nothing,
            None => Holds::Words,
        };
        // A head repeated after a page break names a row as well: 其他.
        if holds != Holds::Figures && names_columns() && line.cells.iter().filter(is_words).count() > 1 {
            continue;
        }
        let compare = |with: fn(&Label, &LabelText) -> Option<LabelMatch>| -> Vec<Match> {
            let rows = labels.rows.iter().enumerate();
            let matches = rows.filter_map(|(row, label)| Some((row, with(label, &cell.label)?)));
            matches.map(|(row, label)| Match { line: at, row, label_cell, label, holds }).collect()
        };
        let exactly = compare(Label::matches_exactly);
        // What stands in a cell of figures is no label that someone reworded.
        let is_first = holds == Holds::Figures || label_cell == 0;
        let here = if exactly.is_empty() && is_first { compare(Label::matches_nearly) } else { exactly };
        for here in here {
            match found.iter_mut().find(|known| known.row == here.row) {
                Some(known) if known.weight() > here.weight() => {}
                Some(known) => *known = here,
                None => found.push(here),
            }
        }
    }
    found
}

/// The best matches of lines to rows in the order of the form: the sequence
/// with the greatest sum of scores, the earliest where several are as good.
pub fn align(candidates: &[Vec<Match>], rows: usize) -> Vec<Match> {
    // best[i][r]: the greatest sum over the lines from i on and the rows from r on.
    let width = rows + 1;
    let mut best = vec![0.0f32; (candidates.len() + 1) * width];
    let value = |best: &[f32], line: usize, row: usize| best.get(line * width + row).copied().unwrap_or(0.0);
    for (line, matches) in candidates.iter().enumerate().rev() {
        for row in (0..rows).rev() {
            let skip = value(&best, line + 1, row).max(value(&best, line, row + 1));
            let take = matches
                .iter()
                .find(|found| found.row == row)
                .map_or(0.0, |found| found.weight() + value(&best, line + 1, row + 1));
            if let Some(slot) = best.get_mut(line * width + row) {
                *slot = skip.max(take);
            }
        }
    }
    trace(candidates, rows, |line, row| value(&best, line, row))
}

fn trace(candidates: &[Vec<Match>], rows: usize, value: impl Fn(usize, usize) -> f32) -> Vec<Match> {
    let mut matches = Vec::new();
    let mut row = 0;
    for (line, here) in candidates.iter().enumerate() {
        // Rows that lose nothing by being left out of this line are passed over
        // only when this line is taken for a later row.
        let taken = here.iter().filter(|found| found.row >= row).find(|found| {
            let sum = found.weight() + value(line + 1, found.row + 1);
            sum >= value(line, row) - f32::EPSILON && sum > value(line + 1, row) - f32::EPSILON
        });
        if let Some(found) = taken {
            matches.push(*found);
            row = found.row + 1;
            if row >= rows {
                break;
            }
        }
    }
    matches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognition::label::Wording;

    fn candidate(line: usize, row: usize, score: f32) -> Match {
        Match {
            line,
            row,
            label_cell: 0,
            label: LabelMatch { score, wording: Wording::Official },
            holds: Holds::Figures,
        }
    }

    fn pairs(candidates: &[Vec<Match>], rows: usize) -> Vec<(usize, usize)> {
        align(candidates, rows).iter().map(|found| (found.line, found.row)).collect()
    }

    #[test]
    fn a_foreign_line_and_a_missing_row_disturb_nothing() {
        let lines = [vec![candidate(0, 0, 1.0)], vec![], vec![candidate(2, 2, 1.0)], vec![candidate(3, 3, 0.8)]];
        assert_eq!(pairs(&lines, 4), [(0, 0), (2, 2), (3, 3)]);
    }

    #[test]
    fn a_row_that_stands_twice_is_taken_once_and_early() {
        let lines = [vec![candidate(0, 0, 1.0)], vec![candidate(1, 0, 1.0)], vec![candidate(2, 1, 1.0)]];
        assert_eq!(pairs(&lines, 2), [(0, 0), (2, 1)]);
    }

    #[test]
    fn the_sequence_decides_between_equal_labels() {
        // Line 0 could be row 0 or 2, but line 1 is surely row 1.
        let lines = [vec![candidate(0, 0, 0.5), candidate(0, 2, 0.9)], vec![candidate(1, 1, 1.0)]];
        assert_eq!(pairs(&lines, 3), [(0, 0), (1, 1)]);
    }
}
