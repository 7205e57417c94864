//! Which candidates are the headings of the sections: all six are decided
//! together, by number, wording, order and the way in which the others are
//! numbered. A sub-heading that is called like a section is none.

use super::candidate::{Candidate, Place};
use super::marker::Style;
use crate::order;

/// Official sections at most.
const MOST: usize = 8;
/// Sections with a table.
const WITH_TABLE: std::ops::RangeInclusive<usize> = 1..=3;
/// A run of so many headings in their order is a copy of all: a table of
/// contents, links at the top of a page.
const LEAST_COPY: usize = 3;

/// The outline of a document.
#[derive(Debug, Default)]
pub struct Outline {
    /// How the sections are numbered.
    pub style: Option<Style>,
    /// The candidates that are headings of sections, by index among all, with
    /// the official section that each is.
    pub headings: Vec<(usize, Option<usize>)>,
}

/// Decides all sections of a document.
pub fn outline(candidates: &[Candidate]) -> Outline {
    let all: Vec<usize> = (0..candidates.len()).collect();
    let first = chain(candidates, &all);
    let Some(style) = dominant(candidates, &first) else { return Outline::default() };
    let level = common_level(candidates, &first, style);
    let of_sections: Vec<usize> = all
        .into_iter()
        .filter(|&at| {
            candidates.get(at).is_some_and(|it| it.style == style || stands_for_missing(it, candidates, style, level))
        })
        .collect();
    let chosen = earliest(candidates, chain(candidates, &of_sections));
    let mut headings: Vec<(usize, Option<usize>)> = chosen.iter().map(|&(at, index)| (at, Some(index))).collect();
    headings.extend(others(candidates, &chosen, style, level));
    order::sort_by_key(&mut headings, |(at, _)| *at);
    Outline { style: Some(style), headings }
}

/// The best sequence of candidates as sections in their order, each once.
fn chain(candidates: &[Candidate], among: &[usize]) -> Vec<(usize, usize)> {
    // best[i][k]: the greatest sum over the candidates from i on, for the sections from k on.
    let width = MOST + 1;
    let mut best = vec![0.0f32; (among.len() + 1) * width];
    let value = |best: &[f32], at: usize, section: usize| best.get(at * width + section).copied().unwrap_or(0.0);
    let matched = |at: usize| candidates.get(*among.get(at)?).and_then(|it| Some((it.official?.0, score(it)?)));
    for at in (0..among.len()).rev() {
        for section in 0..MOST {
            let skip = value(&best, at + 1, section);
            let take = match matched(at) {
                Some((index, score)) if index >= section => score + value(&best, at + 1, index + 1),
                _ => 0.0,
            };
            if let Some(slot) = best.get_mut(at * width + section) {
                *slot = skip.max(take);
            }
        }
    }
    let mut chain = Vec::new();
    let mut section = 0;
    for (at, &candidate) in among.iter().enumerate() {
        let Some((index, score)) = matched(at).filter(|(index, _)| *index >= section) else { continue };
        if score + value(&best, at + 1, index + 1) > value(&best, at + 1, section) - f32::EPSILON {
            chain.push((candidate, index));
            section = index + 1;
        }
    }
    chain
}

/// How much speaks for a candidate as the section that it is worded as.
fn score(candidate: &Candidate) -> Option<f32> {
    let (index, found) = candidate.official?;
    let wording = if candidate.exact().is_some() { 4.0 } else { 2.0 * found.score };
    let number = match candidate.number {
        Some(number) if usize::from(number) == index + 1 => 1.5,
        Some(_) => -0.5,
        None => 0.0,
    };
    let style = match candidate.style {
        Style::Ordinal => 1.0,
        Style::Part => 0.8,
        _ => 0.0,
    };
    let place = match candidate.place {
        Place::Line => 0.3,
        Place::Row | Place::Lead => 0.0,
        Place::Inline => -1.0,
    };
    let around = [candidate.has_body, candidate.level.is_some(), candidate.above_table && WITH_TABLE.contains(&index)];
    Some(wording + number + style + place + 0.4 * around.iter().filter(|speaks| **speaks).count() as f32)
}

/// The way in which most sections are numbered.
fn dominant(candidates: &[Candidate], chain: &[(usize, usize)]) -> Option<Style> {
    let styles = || chain.iter().filter_map(|(at, _)| candidates.get(*at)).map(|candidate| candidate.style);
    let count = |style: Style| styles().filter(|it| *it == style).count();
    styles().max_by_key(|style| (count(*style), std::cmp::Reverse(*style)))
}

/// The heading level of the sections, where the format marks all of them.
fn common_level(candidates: &[Candidate], chain: &[(usize, usize)], style: Style) -> Option<u8> {
    let chosen = chain.iter().filter_map(|(at, _)| candidates.get(*at)).filter(|candidate| candidate.style == style);
    let levels: Option<Vec<u8>> = chosen.map(|candidate| candidate.level).collect();
    levels?.into_iter().max()
}

/// Whether a heading that is numbered in another way than the sections can only
/// be the section that has no other: it has the number, the level or the table.
fn stands_for_missing(candidate: &Candidate, all: &[Candidate], style: Style, level: Option<u8>) -> bool {
    let Some(index) = candidate.exact().filter(|_| candidate.place != Place::Inline) else { return false };
    if all.iter().any(|other| other.style == style && other.exact() == Some(index)) {
        return false;
    }
    let same_number = candidate.number.is_some_and(|number| usize::from(number) == index + 1);
    let same_level = level.is_some() && candidate.level == level;
    let same_place = if WITH_TABLE.contains(&index) { candidate.above_table } else { candidate.style == Style::Bare };
    same_number || same_level || same_place
}

/// Moves a heading up to the same one above it where only its caption stands
/// between: the section begins at the first.
fn earliest(candidates: &[Candidate], chain: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let up = |(at, index): (usize, usize)| {
        let this = candidates.get(at);
        let before = at.checked_sub(1).filter(|&before| {
            candidates.get(before).zip(this).is_some_and(|(before, this)| {
                before.exact() == Some(index)
                    && !before.has_body
                    && before.style == this.style
                    && before.place == Place::Line
            })
        });
        (before.unwrap_or(at), index)
    };
    chain.into_iter().map(up).collect()
}

/// The other headings at the level of the sections: moved, repeated or foreign.
fn others(
    candidates: &[Candidate],
    chosen: &[(usize, usize)],
    style: Style,
    level: Option<u8>,
) -> Vec<(usize, Option<usize>)> {
    let is_chosen = |at: usize| chosen.iter().any(|(chosen, _)| *chosen == at);
    let has = |index: usize| chosen.iter().any(|(_, chosen)| *chosen == index);
    let mut others: Vec<(usize, Option<usize>)> = Vec::new();
    let mut copy: Vec<usize> = Vec::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let is_deeper = level.is_some() && candidate.level.is_none_or(|own| Some(own) > level);
        if is_chosen(at) || candidate.style != style || candidate.place != Place::Line || is_deeper {
            continue;
        }
        let same_number = |index: usize| candidate.number.is_none_or(|number| usize::from(number) == index + 1);
        // Without numbers a sub-heading looks like the section that it is called like.
        let is_same = |index: &usize| !has(*index) || (style != Style::Bare && same_number(*index));
        let Some(index) = candidate.exact().filter(is_same) else {
            others.extend((style == Style::Ordinal).then_some((at, None)));
            continue;
        };
        if !(has(index) && is_caption(candidate, index, at, chosen)) {
            copy.push(at);
            others.push((at, Some(index)));
        }
    }
    let copies = copies(candidates, &copy);
    others.retain(|(at, _)| !copies.contains(at));
    others
}

/// Whether a heading only repeats the one of its section above its table.
fn is_caption(candidate: &Candidate, index: usize, at: usize, chosen: &[(usize, usize)]) -> bool {
    let follows_own = chosen.iter().rev().find(|(chosen, _)| *chosen < at).is_some_and(|(_, chosen)| *chosen == index);
    WITH_TABLE.contains(&index) && (follows_own || candidate.above_table)
}

/// Of the leftover headings those that stand in a run, one after the other in
/// the order of the form: a table of contents, or the report once more, of which
/// only the first heading is told.
fn copies(candidates: &[Candidate], leftover: &[usize]) -> Vec<usize> {
    let index = |at: &usize| candidates.get(*at).and_then(Candidate::exact);
    let runs = leftover.chunk_by(|one, other| index(one) < index(other));
    runs.filter(|run| run.len() >= LEAST_COPY)
        .flat_map(|run| {
            let bodies = run.iter().filter(|at| candidates.get(**at).is_some_and(|it| it.has_body)).count();
            let told = usize::from(bodies + 1 >= run.len());
            run.iter().copied().skip(told)
        })
        .collect()
}
