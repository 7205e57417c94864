//! Similar texts between the units of a year.

use super::Options;
use super::collection::Collection;
use super::entry::EntryFinding;
use crate::finding::Param;
use crate::rules;
use crate::shown::{Shown, Verbatim};
use serde::{Deserialize, Serialize};

/// Two reports of a year whose texts are alike.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RegionSimilar"))]
pub struct Similar {
    /// The report year.
    pub year: u16,
    /// One report's file.
    pub first: String,
    /// Its body.
    pub first_organ: Shown,
    /// The other's.
    pub second: String,
    /// Its body.
    pub second_organ: Shown,
    /// What the texts have in common, in per cent (Dice).
    pub percent: usize,
    /// The longest passages that both have, as they stand in the first.
    pub passages: Vec<Shown>,
    /// As a finding of the rule `similarity.units`.
    pub finding: EntryFinding,
}

/// Similar texts of a year, of different bodies.
pub(super) fn similar(collection: &Collection, year: u16, options: &Options) -> Vec<Similar> {
    let units: Vec<usize> = collection.of_year(year).filter_map(|(body, _)| collection.only(body, year)).collect();
    let entry = |unit: usize| units.get(unit).and_then(|&at| collection.entries.get(at));
    let sketches: Vec<_> = (0..units.len()).filter_map(entry).map(|entry| &entry.sketch).collect();
    let organ = |unit: usize| entry(unit).and_then(|entry| entry.organ.as_ref()).map(Shown::as_str).unwrap_or_default();
    let threshold = usize::from(options.settings.similarity_percent);
    let found = rules::similar(&sketches, threshold, organ, |unit| collection.report(*units.get(unit)?));
    let mut similar: Vec<Similar> = found
        .into_iter()
        .filter_map(|([first, second], finding)| {
            let percent = match finding.params.get("percent") {
                Some(Param::Number(number)) => usize::try_from(number.integer()?).ok()?,
                _ => return None,
            };
            let (kept, _) = options.settings.apply(vec![finding], &Verbatim::default());
            let finding = kept.first()?;
            let passages = match finding.params.get("passages") {
                Some(Param::Texts(passages)) => passages.clone(),
                _ => Vec::new(),
            };
            Some(Similar {
                year,
                first: entry(first)?.file.clone(),
                first_organ: Shown::of(organ(first)),
                second: entry(second)?.file.clone(),
                second_organ: Shown::of(organ(second)),
                percent,
                passages,
                finding: EntryFinding::of(finding, options.language),
            })
        })
        .collect();
    similar.sort_by_key(|pair| std::cmp::Reverse(pair.percent));
    similar
}
