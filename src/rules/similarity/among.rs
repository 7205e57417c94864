//! Similar texts among very many: candidates from small sketches, then the
//! texts themselves.
//!
//! Two sketches that share enough hashes share one of their rarest
//! (the prefix filter of set similarity joins), so that only reports with a rare
//! hash in common are ever looked at together.

use super::measure::{Measured, estimate};
use super::{MARGIN, SHORTEST, UNITS, compared, text};
use crate::finding::Finding;
use crate::report::Report;
use crate::rules::passage::passages;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The most pairs whose texts are measured, the likeliest ones.
const MOST_MEASURED: usize = 5_000;
/// The most texts with a hash in common that are compared each with each. A
/// hash that more texts have is no trace of a copy.
const MOST_SHARING: usize = 2_000;

/// A small trace of a text by which similar ones are found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Sketch {
    /// Characters that carry meaning.
    characters: usize,
    /// The smallest hashes of its shingles, ascending.
    hashes: Vec<u32>,
}

impl Sketch {
    /// The sketch of a report's running text.
    pub fn of(report: &Report) -> Self {
        let measured = measure(report);
        Sketch { characters: measured.characters, hashes: measured.sketch() }
    }

    /// Hashes that two texts of this sketch and of another must share for an
    /// estimate of `percent`: twice the shared ones by all, solved for them.
    fn least_shared(&self, percent: usize) -> usize {
        (self.hashes.len() * percent).div_ceil(200 - percent).max(1)
    }
}

fn measure(report: &Report) -> Measured {
    text(&passages(report))
}

/// Every two texts that are alike, the most similar first, as findings whose
/// `first` and `second` are `name(index)`. Of several texts that are the same
/// but for figures each is named with the first of them. `report` gives a
/// report with its running text.
pub fn similar<'a>(
    sketches: &[&Sketch],
    threshold: usize,
    name: impl Fn(usize) -> &'a str,
    report: impl Fn(usize) -> Option<Report>,
) -> Vec<([usize; 2], Finding)> {
    let mut found = Vec::new();
    let mut last: Option<(usize, Measured)> = None;
    for [first, second] in candidates(sketches, threshold.saturating_sub(MARGIN).clamp(1, 100)) {
        if last.as_ref().is_none_or(|(at, _)| *at != first) {
            last = report(first).map(|report| (first, measure(&report)));
        }
        let (Some((_, one)), Some(other)) = (&last, report(second)) else { continue };
        let Some(finding) = compared(UNITS, one, &measure(&other), threshold) else { continue };
        found.push(([first, second], finding.param("first", name(first)).param("second", name(second))));
    }
    found
}

/// Pairs whose estimate reaches `percent`, by their indexes.
fn candidates(sketches: &[&Sketch], percent: usize) -> Vec<[usize; 2]> {
    let mut first_of: HashMap<&Sketch, usize> = HashMap::new();
    let mut pairs: Vec<(usize, [usize; 2])> = Vec::new();
    let mut distinct = Vec::new();
    for (at, sketch) in sketches.iter().enumerate().filter(|(_, sketch)| sketch.characters >= SHORTEST) {
        match first_of.get(sketch) {
            Some(&first) => pairs.push((100, [first, at])),
            None => {
                first_of.insert(sketch, at);
                distinct.push(at);
            }
        }
    }
    for pair in sharing(sketches, &distinct, percent) {
        let [one, other] = pair.map(|at| sketches.get(at).map_or(&[][..], |sketch| &sketch.hashes));
        let estimated = estimate(one, other);
        if estimated >= percent {
            pairs.push((estimated, pair));
        }
    }
    pairs.sort_unstable_by_key(|&(estimated, pair)| (std::cmp::Reverse(estimated), pair));
    pairs.truncate(MOST_MEASURED);
    let mut pairs: Vec<[usize; 2]> = pairs.into_iter().map(|(_, pair)| pair).collect();
    pairs.sort_unstable();
    pairs
}

/// Pairs that have one of their rarest hashes in common.
fn sharing(sketches: &[&Sketch], distinct: &[usize], percent: usize) -> HashSet<[usize; 2]> {
    let chosen = || distinct.iter().filter_map(|&at| Some((at, *sketches.get(at)?)));
    let mut frequency: HashMap<u32, usize> = HashMap::new();
    chosen().flat_map(|(_, sketch)| &sketch.hashes).for_each(|&hash| *frequency.entry(hash).or_default() += 1);
    let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, sketch) in chosen() {
        let mut rarest = sketch.hashes.clone();
        rarest.sort_unstable_by_key(|hash| (frequency.get(hash).copied(), *hash));
        let kept = (rarest.len() + 1).saturating_sub(sketch.least_shared(percent));
        for hash in rarest.into_iter().take(kept).filter(|hash| frequency.get(hash).is_some_and(|&count| count > 1)) {
            places.entry(hash).or_default().push(at);
        }
    }
    let shared = places.values().filter(|places| places.len() <= MOST_SHARING);
    shared
        .flat_map(|places| {
            places.iter().enumerate().flat_map(|(at, &one)| places.iter().skip(at + 1).map(move |&other| [one, other]))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::narrative;

    /// Texts in which each sentence is one of a thousand, chosen by `next`.
    fn report(sentences: impl Iterator<Item = usize>) -> Report {
        let words = ["信用", "食品", "水库", "林木", "学籍", "商铺", "车辆", "桥梁", "档案", "病床"];
        let word = |at: usize| words[at % 10];
        let sentence = |at: usize| {
            format!(
                "把第{}批{}和{}的{}向{}公布，",
                char::from_u32(0x4e00 + at as u32).unwrap(),
                word(at),
                word(at / 10),
                word(at / 100),
                word(at * 7 / 3)
            )
        };
        narrative(2023, &format!("一、总体情况\n{}。", sentences.map(sentence).collect::<String>()))
    }

    fn of(sentences: &[usize]) -> Report {
        report(sentences.iter().copied())
    }

    fn pairs(reports: &[Report], threshold: usize) -> Vec<[usize; 2]> {
        let sketches: Vec<Sketch> = reports.iter().map(Sketch::of).collect();
        let sketches: Vec<&Sketch> = sketches.iter().collect();
        let found = similar(&sketches, threshold, |_| "", |at| reports.get(at).cloned());
        found.into_iter().map(|(pair, _)| pair).collect()
    }

    #[test]
    fn the_pairs_are_those_that_a_comparison_of_each_with_each_finds() {
        // Each text shares a different part of its sentences with the first.
        let mut reports: Vec<Report> = (0..20)
            .map(|kept| report((0..40).map(|at| if at < 20 + kept { at } else { 40 + kept * 40 + at })))
            .collect();
        reports.push(of(&[1, 2]));
        let mut expected = Vec::new();
        for (first, one) in reports.iter().enumerate() {
            for (second, other) in reports.iter().enumerate().skip(first + 1) {
                expected.extend(compared(UNITS, &measure(one), &measure(other), 80).map(|_| [first, second]));
            }
        }
        assert!(expected.len() > 20, "{expected:?}");
        assert_eq!(pairs(&reports, 80), expected);
    }

    #[test]
    fn of_many_copies_each_is_named_with_the_first() {
        let copy: Vec<usize> = (0..30).collect();
        let mut reports = vec![of(&(500..530).collect::<Vec<_>>())];
        reports.extend((0..4).map(|_| of(&copy)));
        assert_eq!(pairs(&reports, 80), [[1, 2], [1, 3], [1, 4]]);
    }
}
