//! Text from outside, fit to be shown.

mod verbatim;

pub use verbatim::Verbatim;

use crate::personal;
use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

/// Text of a document or a caller as it may leave the library: the numbers of
/// persons are masked, and nothing in it steers a terminal or turns the reading
/// direction. There is no other way to make one, so that whatever holds one can
/// be written as it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "string"))]
pub struct Shown(String);

impl Shown {
    /// The text as it may be shown.
    pub fn of(text: &str) -> Self {
        Shown(shown(text).into_owned())
    }

    /// The text, which is not copied where it may be shown as it is.
    pub fn of_owned(text: String) -> Self {
        match shown(&text) {
            Cow::Owned(shown) => Shown(shown),
            Cow::Borrowed(_) => Shown(text),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Shown {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl AsRef<str> for Shown {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// What another program wrote is masked again: it may be older than this one.
impl<'de> serde::Deserialize<'de> for Shown {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Shown::of_owned)
    }
}

impl From<String> for Shown {
    fn from(text: String) -> Self {
        Shown::of_owned(text)
    }
}

/// The text as it may be shown, see [`Shown`].
pub fn shown(text: &str) -> Cow<'_, str> {
    match personal::masked(text) {
        Cow::Borrowed(text) => harmless(text),
        Cow::Owned(text) => Cow::Owned(harmless(&text).into_owned()),
    }
}

/// The text with U+FFFD for every character that would steer what shows it:
/// control characters other than tab and line feed, and the marks that turn the
/// reading direction.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|char| if steers(char) { char::REPLACEMENT_CHARACTER } else { char }).collect())
}

/// Whether a character steers what shows it instead of being shown.
pub fn steers(char: char) -> bool {
    char.is_control() && !matches!(char, '\t' | '\n')
        || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_shown_steers_the_reader() {
        assert_eq!(
            Shown::of("a\u{1b}[2J\u{9b}b\u{202e}c\u{2066}\u{200f}d\te\r\n").as_str(),
            "a\u{fffd}[2J\u{fffd}b\u{fffd}c\u{fffd}\u{fffd}d\te\u{fffd}\n"
        );
        assert_eq!(Shown::of("申请人\u{1b}13800138000").as_str(), "申请人\u{fffd}138******00");
        assert!(matches!(shown("某局共收到申请3件"), Cow::Borrowed(_)));
    }
}
