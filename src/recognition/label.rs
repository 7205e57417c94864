//! How well a text matches an official label.

use super::normalise::{core, distance, normalise};

/// Shorter labels must match exactly: one character more or less of `其他` is
/// another word.
const LEAST_FUZZY: usize = 4;

/// An official label with everything that may be compared with it, normalised.
#[derive(Debug)]
pub struct Label {
    full: String,
    core: String,
    length: usize,
    accepted: Vec<String>,
    groups: Vec<String>,
}

/// How a text matches a label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LabelMatch {
    /// 1 for the official wording, less for what is further from it.
    pub score: f32,
    /// How its wording relates to the official one.
    pub wording: Wording,
}

/// How the wording of a label relates to the official one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// The same after normalisation.
    Official,
    /// A variant that surely means the same.
    Accepted,
    /// Another wording, near enough to be recognised.
    Other,
}

impl Label {
    /// A label with its accepted variants and the groups that may stand before
    /// it in the same cell.
    pub fn new(official: &str, accepted: &[String], groups: &[String]) -> Self {
        let full = normalise(official);
        let core = core(&full);
        Label {
            length: core.chars().count(),
            accepted: accepted.iter().map(|variant| self::core(&normalise(variant))).collect(),
            groups: groups.iter().map(|group| normalise(group)).collect(),
            full,
            core,
        }
    }

    /// Compares a normalised text with the label.
    pub fn matches(&self, text: &str) -> Option<LabelMatch> {
        let found = |score, wording| Some(LabelMatch { score, wording });
        if text == self.full {
            return found(1.0, Wording::Official);
        }
        let text = self.without_group(text);
        if text == self.full {
            return found(0.99, Wording::Official);
        }
        let core = core(text);
        if core == self.core {
            let lost_number =
                core.len() == text.len() && self.core.len() < self.full.len() && !self.full.starts_with(&self.core);
            return found(0.97, if lost_number { Wording::Other } else { Wording::Official });
        }
        if self.accepted.contains(&core) {
            return found(0.95, Wording::Accepted);
        }
        let length = core.chars().count();
        if self.length < LEAST_FUZZY || length < LEAST_FUZZY {
            return None;
        }
        let most = self.length.max(length) / 3;
        let distance = distance(&core, &self.core, most)?;
        found(0.9 * (1.0 - distance as f32 / self.length.max(length) as f32), Wording::Other)
    }

    /// Whether the text is one of the groups that the label stands in.
    pub fn is_group(&self, text: &str) -> bool {
        self.groups.iter().any(|group| group == text || core(group) == core(text))
    }

    /// `(三)不予公开1.属于国家秘密` → `1.属于国家秘密`.
    fn without_group<'a>(&self, text: &'a str) -> &'a str {
        self.groups
            .iter()
            .fold(text, |text, group| text.strip_prefix(group.as_str()).filter(|rest| !rest.is_empty()).unwrap_or(text))
    }
}
