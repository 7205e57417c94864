//! Finds the labels of a form in a stream: first those that stand there word
//! for word and in order, then the reworded ones between them.

use super::landmark::{Landmark, Role};
use super::stream::Stream;
use std::collections::HashMap;

/// Letters between two labels of one table: a head repeated after a page break,
/// a note, a remark.
const WIDEST_GAP: usize = 400;

/// What a letter between two labels costs: of several copies of a label the
/// nearest is taken.
const GAP_COST: f32 = 0.01;

/// Letters that a long label counts for at most.
const MOST_WEIGHT: usize = 12;

/// Labels with fewer letters are found word for word only.
const LEAST_FUZZY: usize = 4;

/// Occurrences of labels that are looked at.
const MOST_OCCURRENCES: usize = 1_000_000;

/// A label found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Index of the landmark.
    pub landmark: usize,
    /// Its first letter, as an index among the letters.
    pub first: usize,
    /// Its last letter.
    pub last: usize,
    /// Whether it stands there word for word.
    pub exact: bool,
}

/// The labels found, in order, and how well they fit.
#[derive(Debug, Default)]
pub struct Chain {
    /// The labels.
    pub found: Vec<Found>,
    /// Sum of their letters less what stands between them.
    pub score: f32,
}

/// Finds the best sequence of labels.
pub fn find(stream: &Stream<'_>, landmarks: &[Landmark]) -> Chain {
    let mut chain = best(occurrences(stream, landmarks), landmarks.len());
    add_reworded(stream, landmarks, &mut chain.found);
    chain
}

/// Every place where a label stands word for word.
fn occurrences(stream: &Stream<'_>, landmarks: &[Landmark]) -> Vec<Found> {
    let mut starts: HashMap<char, Vec<(usize, &[char])>> = HashMap::new();
    for (landmark, declared) in landmarks.iter().enumerate() {
        for pattern in &declared.patterns {
            starts.entry(pattern.first().copied().unwrap_or_default()).or_default().push((landmark, pattern));
        }
    }
    let mut occurrences = Vec::new();
    for first in 0..stream.letters.len() {
        let known = stream.letter_character(first).and_then(|letter| starts.get(&letter));
        for &(landmark, pattern) in known.into_iter().flatten() {
            let here = (first..).map_while(|at| stream.letter_character(at));
            let is_longer =
                occurrences.last().is_some_and(|longer: &Found| longer.landmark == landmark && longer.first == first);
            if !is_longer && !pattern.is_empty() && here.take(pattern.len()).eq(pattern.iter().copied()) {
                occurrences.push(Found { landmark, first, last: first + pattern.len() - 1, exact: true });
            }
        }
        if occurrences.len() > MOST_OCCURRENCES {
            break;
        }
    }
    occurrences
}

/// The end of a sequence of labels.
#[derive(Clone, Copy)]
struct End {
    occurrence: usize,
    last: usize,
    score: f32,
}

impl End {
    /// What it is worth for a label that starts here.
    fn worth(&self, first: usize) -> Option<f32> {
        let gap = first.checked_sub(self.last + 1)?;
        (gap <= WIDEST_GAP).then_some(self.score - GAP_COST * gap as f32)
    }
}

/// The sequence of labels in the order of the form with the greatest score.
fn best(occurrences: Vec<Found>, landmarks: usize) -> Chain {
    let mut ends: Vec<Option<End>> = vec![None; landmarks];
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(occurrences.len());
    let mut best: Option<End> = None;
    for (occurrence, found) in occurrences.iter().enumerate() {
        let weight = (found.last + 1 - found.first).min(MOST_WEIGHT) as f32;
        let before = ends.iter().take(found.landmark).flatten();
        let before = before.filter_map(|end| Some((end.occurrence, end.worth(found.first)?)));
        let before = before.filter(|(_, worth)| *worth > 0.0).max_by(|a, b| a.1.total_cmp(&b.1));
        previous.push(before.map(|(at, _)| at));
        let end = End { occurrence, last: found.last, score: weight + before.map_or(0.0, |(_, worth)| worth) };
        if best.is_none_or(|best| end.score > best.score) {
            best = Some(end);
        }
        if let Some(slot) = ends.get_mut(found.landmark) {
            // The sequence that ends earlier is kept while it is worth more.
            let keeps =
                slot.is_some_and(|old| old.worth(found.last.max(old.last) + 1).is_some_and(|worth| worth > end.score));
            if !keeps {
                *slot = Some(end);
            }
        }
    }
    let mut found = Vec::new();
    let mut at = best.map(|end| end.occurrence);
    while let Some(occurrence) = at {
        found.extend(occurrences.get(occurrence).copied());
        at = previous.get(occurrence).copied().flatten();
    }
    found.reverse();
    Chain { found, score: best.map_or(0.0, |end| end.score) }
}

/// Looks for the missing labels where they should stand.
fn add_reworded(stream: &Stream<'_>, landmarks: &[Landmark], found: &mut Vec<Found>) {
    if found.len() < 3 {
        return;
    }
    for (landmark, declared) in landmarks.iter().enumerate() {
        let pattern = declared.official.as_slice();
        let is_wanted = declared.role != Role::Group && pattern.len() >= LEAST_FUZZY;
        let place = found.partition_point(|other| other.landmark < landmark);
        if !is_wanted || found.get(place).is_some_and(|other| other.landmark == landmark) {
            continue;
        }
        let before = place.checked_sub(1).and_then(|at| found.get(at));
        let after = found.get(place);
        let reach = 2 * pattern.len();
        let end = after.map_or_else(|| before.map_or(0, |found| found.last + 1 + reach), |found| found.first);
        let start = before.map_or_else(|| end.saturating_sub(reach), |found| found.last + 1);
        let end = end.min(start + WIDEST_GAP);
        let window: Vec<char> = (start..end).map_while(|at| stream.letter_character(at)).collect();
        if let Some((first, last)) = nearest(&window, pattern) {
            found.insert(place, Found { landmark, first: start + first, last: start + last, exact: false });
        }
    }
}

/// The part of a text that is nearest to a pattern, where no more than a third
/// of its letters differ: first and last letter (Sellers' algorithm).
fn nearest(text: &[char], pattern: &[char]) -> Option<(usize, usize)> {
    // column[i]: edits between pattern[..i] and a part of the text that ends
    // here, and where that part starts.
    let mut column: Vec<(usize, usize)> = (0..=pattern.len()).map(|edits| (edits, 0)).collect();
    let mut best: Option<(usize, usize, usize)> = None;
    for (at, letter) in text.iter().enumerate() {
        let mut diagonal = (0, at);
        if let Some(first) = column.first_mut() {
            *first = (0, at + 1);
        }
        let mut above = (0, at + 1);
        for (wanted, slot) in pattern.iter().zip(column.iter_mut().skip(1)) {
            let left = *slot;
            let replaced = (diagonal.0 + usize::from(wanted != letter), diagonal.1);
            let inserted = (left.0 + 1, left.1);
            let removed = (above.0 + 1, above.1);
            *slot = [inserted, removed]
                .into_iter()
                .fold(replaced, |best, other| if other.0 < best.0 { other } else { best });
            above = *slot;
            diagonal = left;
        }
        let (edits, start) = above;
        if best.is_none_or(|(fewest, _, _)| edits < fewest) && at >= start {
            best = Some((edits, start, at));
        }
    }
    best.filter(|&(edits, _, _)| edits * 3 <= pattern.len()).map(|(_, first, last)| (first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &str, pattern: &str) -> Option<String> {
        let text: Vec<char> = text.chars().collect();
        let pattern: Vec<char> = pattern.chars().collect();
        nearest(&text, &pattern).map(|(first, last)| text[first..=last].iter().collect())
    }

    #[test]
    fn the_nearest_part_of_a_text_is_found() {
        assert_eq!(part("一其他法律行政止公开二", "其他法律行政法规禁止公开").as_deref(), Some("其他法律行政止公开"));
        assert_eq!(part("先行有效件数", "现行有效件数").as_deref(), Some("先行有效件数"));
        assert_eq!(part("本公开数量", "本年新公开数量").as_deref(), Some("本公开数量"));
        assert_eq!(part("重复申请", "要求提供公开出版物"), None);
    }
}
