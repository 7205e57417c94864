//! How much two texts have in common. Everything is linear in the texts, but
//! for one sort.

use crate::order;
use crate::personal;
use crate::rules::Passage;
use crate::words::Words;
use std::collections::HashMap;

/// Characters of a shingle: the runs by which texts are compared.
const SHINGLE: usize = 4;
/// Shingles that a sketch keeps.
pub(super) const SKETCH: usize = 128;
/// Words without which a sentence says the same.
const EMPTY_WORDS: &str = "的了和与及等在对于并且，。；：、！？（）《》“”‘’【】—-·.";
/// Passages that are shown.
const SHOWN: usize = 3;
/// Shared passages shorter than this say nothing.
const SHORTEST_SHARED: usize = 12;
/// Characters of a shared passage that are shown.
const LONGEST_SHOWN: usize = 60;

/// Sentences that every report takes over from the format.
const TEMPLATE: Words = Words(
    "《中华人民共和国政府信息公开条例》 《政府信息公开条例》 政府信息公开工作年度报告 国办公开办函 统计期限 \
     所列数据 个部分组成 部分组成 如对本报告 如有疑问 联系电话 联系地址 邮政编码 邮编 电子邮箱 信息处理费 \
     其他需要报告的事项 需要报告的其他事项 其他需要报告事项 本报告由 本报告根据 现将 现公布 未发生 未收到 \
     本列数据的勾稽关系",
);

/// A text made ready for comparison.
#[derive(Debug, Default)]
pub(super) struct Measured {
    /// Its shingles, sorted.
    shingles: Vec<u128>,
    /// Characters that carry meaning.
    pub characters: usize,
    clauses: Vec<Clause>,
}

/// A clause as it is compared and as it stands.
#[derive(Debug)]
struct Clause {
    masked: String,
    written: String,
    /// Whether it goes on in the same passage as the one before.
    continues: bool,
}

impl Measured {
    /// Reads passages: headings and template sentences are left out, digits
    /// are masked.
    pub fn of<'a>(passages: impl Iterator<Item = &'a Passage>) -> Self {
        let mut measured = Measured::default();
        for passage in passages.filter(|passage| !passage.is_heading) {
            let mut continues = false;
            for sentence in passage.sentences() {
                if passage.has_any(sentence.clone(), TEMPLATE) {
                    continues = false;
                    continue;
                }
                measured.add(&masked(passage.chars.get(sentence.clone()).unwrap_or_default()));
                for clause in passage.clauses_in(sentence) {
                    let characters = passage.chars.get(clause.clone()).unwrap_or_default();
                    let masked = masked(characters).into_iter().collect();
                    let written = passage.words(clause.clone());
                    measured.clauses.push(Clause { masked, written, continues });
                    continues = true;
                }
            }
        }
        measured.shingles.sort_unstable();
        measured
    }

    fn add(&mut self, characters: &[char]) {
        self.characters += characters.len();
        let code =
            |shingle: &[char]| shingle.iter().fold(0_u128, |code, &char| code << 21 | u128::from(u32::from(char)));
        self.shingles.extend(characters.windows(SHINGLE).map(code));
    }

    /// What they have in common, in per cent: twice the shingles that both
    /// have, by the number of all shingles (Dice).
    pub fn percent(&self, other: &Self) -> usize {
        let all = self.shingles.len() + other.shingles.len();
        let mut theirs = other.shingles.iter().peekable();
        let mut common = 0;
        for own in &self.shingles {
            while theirs.next_if(|their| *their < own).is_some() {}
            common += usize::from(theirs.next_if_eq(&own).is_some());
        }
        (200 * common).checked_div(all).unwrap_or(0)
    }

    /// The longest runs of clauses that both have, longest first, as they
    /// stand in this text.
    pub fn shared(&self, other: &Self) -> Vec<String> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (at, clause) in other.clauses.iter().enumerate() {
            places.entry(&clause.masked).or_insert(at);
        }
        let mut runs: Vec<String> = Vec::new();
        let mut last = None;
        for clause in &self.clauses {
            let place = places.get(clause.masked.as_str()).copied().filter(|_| !clause.masked.is_empty());
            let follows = clause.continues && place.is_some() && place == last.map(|last: usize| last + 1);
            match (place, runs.last_mut()) {
                (Some(_), Some(run)) if follows => run.push_str(&clause.written),
                (Some(_), _) => runs.push(clause.written.clone()),
                (None, _) => {}
            }
            last = place;
        }
        runs.retain(|run| run.chars().count() >= SHORTEST_SHARED);
        order::sort_by_key(&mut runs, |run| std::cmp::Reverse(run.len()));
        runs.truncate(SHOWN);
        runs.iter().map(|run| shortened(&personal::masked(run))).collect()
    }

    /// A small part of the shingles, chosen by their hash alike in every text.
    pub fn sketch(&self) -> Vec<u32> {
        let mut hashes: Vec<u32> = self.shingles.iter().map(|&shingle| mixed(shingle)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.truncate(SKETCH);
        hashes
    }
}

/// About how much two texts have in common, in per cent, from their sketches.
pub(super) fn estimate(a: &[u32], b: &[u32]) -> usize {
    let mut theirs = b.iter().peekable();
    let (mut common, mut all) = (0, 0);
    for own in a {
        while all < SKETCH && theirs.next_if(|their| *their < own).is_some() {
            all += 1;
        }
        if all >= SKETCH {
            break;
        }
        common += usize::from(theirs.next_if_eq(&own).is_some());
        all += 1;
    }
    // Jaccard to Dice: 2j / (1 + j).
    (200 * common).checked_div(all + common).unwrap_or(0)
}

/// Only characters that carry meaning, each number as one `0`.
fn masked(characters: &[char]) -> Vec<char> {
    let mut masked: Vec<char> = Vec::with_capacity(characters.len());
    for &char in characters {
        let number = char.is_ascii_digit() || matches!(char, ',' | '%') || char == '.' && masked.last() == Some(&'0');
        if number {
            if masked.last() != Some(&'0') {
                masked.push('0');
            }
        } else if !EMPTY_WORDS.contains(char) {
            masked.push(char);
        }
    }
    masked
}

fn shortened(run: &str) -> String {
    let mut shown: String = run.chars().take(LONGEST_SHOWN).collect();
    if shown.len() < run.len() {
        shown.push('…');
    }
    shown
}

/// The finaliser of `SplitMix64` over both halves; the upper half of it.
fn mixed(shingle: u128) -> u32 {
    let bytes = shingle.to_le_bytes();
    let half = |range: std::ops::Range<usize>| {
        bytes.get(range).unwrap_or_default().iter().rev().fold(0_u64, |value, &byte| value << 8 | u64::from(byte))
    };
    let mut value = half(0..8) ^ half(8..16).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    u32::try_from((value ^ (value >> 31)) >> 32).unwrap_or(u32::MAX)
}
