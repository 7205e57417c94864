//! Aligns the lines of a document with the rows of a form: the row sequence as
//! a whole, so that a missing, foreign or reworded row disturbs no other.

use super::label::{Label, LabelMatch, LabelText};
use super::line::{Content, Line};

/// Bytes of the longest cell that is compared with labels.
const LONGEST_LABEL: usize = 400;

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
}

/// Every row that each line may be, from the labels alone.
pub fn candidates(lines: &[Line<'_>], labels: &[Label]) -> Vec<Vec<Match>> {
    lines.iter().enumerate().map(|(at, line)| candidates_of(at, line, labels)).collect()
}

/// A line can be a row if something that is no word stands behind its label.
fn candidates_of(at: usize, line: &Line<'_>, labels: &[Label]) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    let last_words = line.cells.iter().rposition(|cell| cell.content == Content::Words);
    let Some(last_words) = last_words.filter(|&cell| cell + 1 < line.cells.len()) else { return found };
    for (label_cell, cell) in line.cells.iter().enumerate().take(last_words + 1) {
        if cell.content != Content::Words || cell.text.len() > LONGEST_LABEL {
            continue;
        }
        let compare = |with: fn(&Label, &LabelText) -> Option<LabelMatch>| -> Vec<Match> {
            let matches = labels.iter().enumerate().filter_map(|(row, label)| Some((row, with(label, &cell.label)?)));
            matches.map(|(row, label)| Match { line: at, row, label_cell, label }).collect()
        };
        let exactly = compare(Label::matches_exactly);
        let here = if exactly.is_empty() { compare(Label::matches_nearly) } else { exactly };
        for here in here {
            match found.iter_mut().find(|known| known.row == here.row) {
                Some(known) if known.label.score > here.label.score => {}
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
                .map_or(0.0, |found| found.label.score + value(&best, line + 1, row + 1));
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
            let sum = found.label.score + value(line + 1, found.row + 1);
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
        Match { line, row, label_cell: 0, label: LabelMatch { score, wording: Wording::Official } }
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
