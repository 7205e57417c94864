//! The fingerprint of a finding: the same as long as what it is about is the
//! same, wherever in the document that stands.

use crate::finding::Finding;
use crate::shown::Verbatim;
use crate::{json, personal};
use std::ops::Range;

/// No more than this many bytes on either side of a passage belong to its
/// sentence.
const LONGEST: usize = 600;

/// 16 hexadecimal digits: the 64-bit FNV-1a hash of the rule, the variant, the
/// cells, the facts and, for a finding on text, its sentence without white
/// space. Personal data goes in masked, so that it cannot be guessed back.
///
/// Two findings on the same words in the same sentence have one fingerprint.
pub fn fingerprint(finding: &Finding, text: &Verbatim) -> String {
    fingerprint_with(finding, &json::to_string(&finding.params), text)
}

/// The fingerprint of a finding whose facts are written as JSON already.
pub(crate) fn fingerprint_with(finding: &Finding, params: &str, text: &Verbatim) -> String {
    let mut hash = Hash::default();
    hash.add(finding.rule);
    hash.add(finding.variant);
    for cell in &finding.cells {
        hash.add(cell.form.address(cell.cell));
    }
    hash.add(params);
    if let Some(span) = &finding.span {
        let sentence: String =
            sentence(text.verbatim(), span).chars().filter(|character| !character.is_whitespace()).collect();
        hash.add(&personal::masked(&sentence));
    }
    format!("{:016x}", hash.0)
}

/// The sentence that a passage stands in.
fn sentence<'a>(text: &'a str, span: &Range<usize>) -> &'a str {
    let end = |character: char| matches!(character, '。' | '！' | '？' | '\n' | '\t');
    let before = text.get(floor(text, span.start.saturating_sub(LONGEST))..span.start).unwrap_or_default();
    let after = text.get(span.end..floor(text, span.end.saturating_add(LONGEST))).unwrap_or_default();
    let start = before.rfind(end).map_or(span.start - before.len(), |at| {
        let width = before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        span.start - before.len() + at + width
    });
    let stop = span.end + after.find(end).unwrap_or(after.len());
    text.get(start..stop).unwrap_or_default()
}

/// The nearest boundary between characters at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&place| text.is_char_boundary(place)).unwrap_or(0)
}

/// 64-bit FNV-1a.
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Hash(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    /// Adds a text and a mark of its end.
    fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    fn at(text: &str, words: &str) -> String {
        let start = text.find(words).unwrap();
        let finding = Finding::new("text.year", Severity::Warning).span(start..start + words.len());
        fingerprint(&finding, &text.into())
    }

    #[test]
    fn the_place_in_the_document_does_not_matter_and_the_sentence_does() {
        let first = at("2022年，我局收到申请3件。", "2022年");
        assert_eq!(first, at("总体情况\n第一句。2022年，我局 收到申请3件。另一句。", "2022年"));
        assert_ne!(first, at("2022年，我局收到申请4件。", "2022年"));
    }

    #[test]
    fn the_same_sentence_gives_the_same_digits_in_every_version() {
        assert_eq!(at("甲乙。", "乙"), "bea529237adf05dd");
    }
}
