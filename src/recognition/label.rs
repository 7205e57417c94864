//! How well a text matches an official label.

use super::normalise::{core, distance, normalise};

/// Shorter labels must match exactly: one character more or less of `其他` is
/// another word.
const LEAST_FUZZY: usize = 4;

/// What may stand between a group and its label in one cell.
const JOINTS: [char; 14] = ['-', '—', '–', '/', '\\', ':', '>', '→', '·', '|', '_', '~', ',', ';'];

/// How the label of a sum ends.
#[cfg(feature = "whole")]
const SUM_ENDS: [&str; 5] = ["合计", "总计", "小计", "累计", "共计"];

/// Whether a label without blanks is that of a sum of lines: `市直小计`.
#[cfg(feature = "whole")]
pub fn is_sum(label: &str) -> bool {
    SUM_ENDS.iter().any(|end| label.ends_with(end))
}

/// A text in the forms in which labels are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelText {
    /// Normalised, numbering kept.
    pub full: String,
    /// Without numbering and notes.
    core: Vec<char>,
    /// Which characters the core has, one bit each by hash.
    characters: u64,
}

impl LabelText {
    /// Normalises a text.
    pub fn new(text: &str) -> Self {
        Self::of(normalise(text))
    }

    fn of(full: String) -> Self {
        let core: Vec<char> = core(&full).chars().collect();
        let bit = |character: &char| 1u64 << (u32::from(*character).wrapping_mul(0x9e37_79b1) >> 26);
        LabelText { characters: core.iter().map(bit).fold(0, |all, bit| all | bit), core, full }
    }

    /// The number of edits between two cores, where it is at most `most`.
    fn distance(&self, other: &Self, most: usize) -> Option<usize> {
        // Each character that only one of them has costs an edit.
        let only = |a: u64, b: u64| (a & !b).count_ones() as usize;
        if only(self.characters, other.characters).max(only(other.characters, self.characters)) > most {
            return None;
        }
        distance(&self.core, &other.core, most)
    }
}

/// An official label with everything that may be compared with it.
#[derive(Debug)]
pub struct Label {
    official: LabelText,
    accepted: Vec<LabelText>,
    groups: Vec<LabelText>,
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
    /// Its official wording, as it is compared.
    pub fn official(&self) -> &str {
        &self.official.full
    }

    /// A label with its accepted variants and the groups that may stand before
    /// it in the same cell.
    pub fn new(official: &str, accepted: &[String], groups: &[String]) -> Self {
        let texts = |texts: &[String]| texts.iter().map(|text| LabelText::new(text)).collect();
        Label { official: LabelText::new(official), accepted: texts(accepted), groups: texts(groups) }
    }

    /// Whether a normalised text is an accepted variant, its brackets included.
    pub fn accepts(&self, text: &str) -> bool {
        self.accepted.iter().any(|variant| variant.full == text)
    }

    /// Compares a text with the label.
    pub fn matches(&self, text: &LabelText) -> Option<LabelMatch> {
        self.matches_exactly(text).or_else(|| self.matches_nearly(text))
    }

    /// Compares a text with the official wording and the accepted variants.
    pub fn matches_exactly(&self, text: &LabelText) -> Option<LabelMatch> {
        let found = |score, wording| Some(LabelMatch { score, wording });
        if text.full == self.official.full {
            return found(1.0, Wording::Official);
        }
        if let Some(rest) = self.without_group(&text.full)
            && let Some(found) = self.matches_exactly(&LabelText::of(rest.to_owned()))
        {
            return Some(found);
        }
        if text.core == self.official.core {
            let wording = if self.lost_number(text) { Wording::Other } else { Wording::Official };
            return found(0.97, wording);
        }
        let accepted = self.accepted.iter().any(|variant| variant.core == text.core);
        accepted.then_some(LabelMatch { score: 0.95, wording: Wording::Accepted })
    }

    /// Compares a text with the official wording by edit distance.
    pub fn matches_nearly(&self, text: &LabelText) -> Option<LabelMatch> {
        let (length, official) = (text.core.len(), self.official.core.len());
        if official < LEAST_FUZZY || length < LEAST_FUZZY {
            return None;
        }
        let longer = official.max(length);
        let distance = text.distance(&self.official, longer / 3)?;
        Some(LabelMatch { score: 0.9 * (1.0 - distance as f32 / longer as f32), wording: Wording::Other })
    }

    /// Whether the text is one of the groups that the label stands in.
    pub fn is_group(&self, text: &LabelText) -> bool {
        self.groups.iter().any(|group| group.core == text.core)
    }

    /// Whether the official label has a number and the text has none.
    fn lost_number(&self, text: &LabelText) -> bool {
        let starts_bare = |text: &LabelText| text.full.chars().next() == text.core.first().copied();
        starts_bare(text) && !starts_bare(&self.official)
    }

    /// `(三)不予公开1.属于国家秘密`, `不予公开-1.属于国家秘密` → `1.属于国家秘密`.
    fn without_group<'a>(&self, text: &'a str) -> Option<&'a str> {
        let behind = |group: &LabelText| {
            let bare = || group.core.iter().try_fold(text, |rest, character| rest.strip_prefix(*character));
            text.strip_prefix(group.full.as_str()).or_else(bare)
        };
        let rest = self.groups.iter().find_map(behind)?.trim_start_matches(JOINTS);
        (!rest.is_empty()).then_some(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_may_stand_behind_its_groups_in_one_cell() {
        let groups = ["三、本年度办理结果".to_owned(), "（三）不予公开".to_owned()];
        let label = Label::new("1.属于国家秘密", &[], &groups);
        for text in [
            "（三）不予公开1.属于国家秘密",
            "（三）不予公开—1.属于国家秘密",
            "不予公开：1.属于国家秘密",
            "三、本年度办理结果/（三）不予公开/1.属于国家秘密",
        ] {
            assert_eq!(
                label.matches_exactly(&LabelText::new(text)).map(|found| found.wording),
                Some(Wording::Official),
                "{text}"
            );
        }
        assert!(label.matches_exactly(&LabelText::new("（四）无法提供—1.属于国家秘密")).is_none());
    }
}
