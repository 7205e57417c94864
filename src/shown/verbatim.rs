//! Text that was handed in, with the characters that it really has.

use super::{Shown, harmless};
use crate::personal;
use std::borrow::Cow;
use std::fmt::{self, Formatter};
use std::ops::Range;

/// Text of a document or a caller as it stands. It may hold numbers of persons
/// and characters that steer a terminal, so that nothing writes it by itself:
/// outputs take what may be [`Verbatim::shown`], and whatever reads, compares or
/// counts the real characters asks for them by name. `tests/architecture.rs`
/// knows who may.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "string"))]
pub struct Verbatim(String);

impl Verbatim {
    /// The text as it may be shown.
    pub fn shown(&self) -> Shown {
        Shown::of(&self.0)
    }

    /// The text as it stands, for what does not show it.
    pub fn verbatim(&self) -> &str {
        &self.0
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What stands on a passage's line before it, the passage, and what stands
    /// behind it there, as they may be shown. The whole line decides what is a
    /// number of a person.
    pub fn around(&self, passage: &Range<usize>) -> Option<[Shown; 3]> {
        let start = self.0.get(..passage.start)?.rfind('\n').map_or(0, |at| at + 1);
        let end = self.0.get(passage.end..)?.find('\n').map_or(self.0.len(), |at| passage.end + at);
        let line = self.masked(start..end)?;
        let part = |from: usize, to: usize| Some(Shown(harmless(line.get(from - start..to - start)?).into_owned()));
        Some([part(start, passage.start)?, part(passage.start, passage.end)?, part(passage.end, end)?])
    }

    /// A part of it in which numbers of persons are masked and every character
    /// keeps its place, also one that steers a terminal: for texts that are kept
    /// and read again, never to be shown.
    pub fn masked(&self, part: Range<usize>) -> Option<Cow<'_, str>> {
        Some(personal::masked(self.0.get(part)?))
    }

    /// Goes on with this text.
    pub fn push_str(&mut self, text: &str) {
        self.0.push_str(text);
    }
}

impl fmt::Debug for Verbatim {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.shown(), formatter)
    }
}

impl From<String> for Verbatim {
    fn from(text: String) -> Self {
        Verbatim(text)
    }
}

impl From<&str> for Verbatim {
    fn from(text: &str) -> Self {
        Verbatim(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_writes_it_as_it_stands() {
        let text = Verbatim::from("申请人\u{1b}13800138000");
        assert_eq!(format!("{text:?}"), "\"申请人\u{fffd}138******00\"");
        assert_eq!(text.shown().as_str(), "申请人\u{fffd}138******00");
        assert_eq!(text.verbatim(), "申请人\u{1b}13800138000");
    }

    #[test]
    fn a_passage_within_a_number_is_masked_as_its_line_says() {
        let text = Verbatim::from("第一行\n电话13800138000。\n");
        let start = "第一行\n电话13800".len();
        let parts = text.around(&(start..start + 4)).unwrap();
        assert_eq!(parts.each_ref().map(Shown::as_str), ["电话138**", "****", "00。"]);
        assert_eq!(text.around(&(1..2)), None);
    }
}
