//! JSON in little code. A browser loads what reads it, and a reader that is
//! generated for every type weighs more than what it reads: here one parser
//! makes a tree, and each type takes its own parts of it.

mod dictionary;
mod part;
mod raw;
mod record;
mod text;

pub use dictionary::Dictionary;
pub(crate) use part::{Fault, Part};
pub use raw::{Raw, to_string};
pub(crate) use record::{Record, choice, record};

use std::borrow::Cow;

/// A value as it stands in a text. Numbers stay text, and so exact.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number as it is written.
    Number(&'a str),
    /// A text.
    Text(Cow<'a, str>),
    /// `[…]`
    List(Vec<Json<'a>>),
    /// `{…}`: its parts in the order in which they are written, and the whole as
    /// it stands there.
    Object(Vec<(Cow<'a, str>, Json<'a>)>, &'a str),
}

/// No more lists and objects stand within each other: their reader calls itself.
const DEEPEST: usize = 128;

impl<'a> Json<'a> {
    /// The value that a text is; `None` where it is no JSON.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let mut reader = Reader { rest: text };
        let value = reader.value(DEEPEST)?;
        reader.skip_space();
        reader.rest.is_empty().then_some(value)
    }

    /// A part of an object. Of two with one name the later counts.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        let Json::Object(parts, _) = self else { return None };
        parts.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

/// Reads from the front of a text.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn skip_space(&mut self) {
        self.skip(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
    }

    /// Steps over single-byte characters.
    fn skip(&mut self, skipped: fn(u8) -> bool) {
        let count = self.rest.bytes().take_while(|byte| skipped(*byte)).count();
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// Whether this mark comes next; then it is read.
    fn takes(&mut self, mark: &str) -> bool {
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, deep: usize) -> Option<Json<'a>> {
        self.skip_space();
        match self.rest.as_bytes().first()? {
            b'"' => Some(Json::Text(self.text()?)),
            b'[' => Some(Json::List(self.parts("[", "]", deep, |reader, deep| reader.value(deep))?)),
            b'{' => {
                let whole = self.rest;
                let parts = self.parts("{", "}", deep, Self::part)?;
                Some(Json::Object(parts, whole.get(..whole.len() - self.rest.len())?))
            }
            b'n' => self.takes("null").then_some(Json::Null),
            b't' => self.takes("true").then_some(Json::Boolean(true)),
            b'f' => self.takes("false").then_some(Json::Boolean(false)),
            _ => Some(Json::Number(self.number()?)),
        }
    }

    /// What stands between two brackets, parted by commas.
    fn parts<T>(
        &mut self,
        opening: &str,
        closing: &str,
        deep: usize,
        read: fn(&mut Self, usize) -> Option<T>,
    ) -> Option<Vec<T>> {
        let deep = deep.checked_sub(1)?;
        let mut parts = Vec::new();
        self.takes(opening);
        self.skip_space();
        if self.takes(closing) {
            return Some(parts);
        }
        loop {
            parts.push(read(self, deep)?);
            self.skip_space();
            if self.takes(closing) {
                return Some(parts);
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    fn part(&mut self, deep: usize) -> Option<(Cow<'a, str>, Json<'a>)> {
        self.skip_space();
        let name = self.text()?;
        self.skip_space();
        if self.takes(":") { Some((name, self.value(deep)?)) } else { None }
    }

    fn text(&mut self) -> Option<Cow<'a, str>> {
        let (text, rest) = text::read(self.rest.strip_prefix('"')?)?;
        self.rest = rest;
        Some(text)
    }

    fn number(&mut self) -> Option<&'a str> {
        let whole = self.rest;
        self.takes("-");
        if !self.takes("0") {
            self.digits()?;
        }
        if self.takes(".") {
            self.digits()?;
        }
        if self.takes("e") || self.takes("E") {
            let _ = self.takes("+") || self.takes("-");
            self.digits()?;
        }
        whole.get(..whole.len() - self.rest.len())
    }

    /// One digit at least.
    fn digits(&mut self) -> Option<()> {
        let before = self.rest.len();
        self.skip(|byte| byte.is_ascii_digit());
        (self.rest.len() < before).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// What serde_json says of the same text.
    fn same(ours: &Json<'_>, theirs: &Value) -> bool {
        match (ours, theirs) {
            (Json::Null, Value::Null) => true,
            (Json::Boolean(one), Value::Bool(other)) => one == other,
            (Json::Number(one), Value::Number(other)) => {
                serde_json::from_str::<Value>(one).unwrap() == Value::Number(other.clone())
            }
            (Json::Text(one), Value::String(other)) => one == other,
            (Json::List(ones), Value::Array(others)) => {
                ones.len() == others.len() && ones.iter().zip(others).all(|(one, other)| same(one, other))
            }
            (Json::Object(ones, source), Value::Object(others)) => {
                serde_json::from_str::<Value>(source).unwrap() == *theirs
                    && ones.iter().all(|(name, _)| others.contains_key(name.as_ref()))
                    && others.iter().all(|(name, other)| ours.get(name).is_some_and(|one| same(one, other)))
            }
            _ => false,
        }
    }

    fn agrees(text: &str) -> Result<(), TestCaseError> {
        match (Json::parse(text), serde_json::from_str::<Value>(text)) {
            (Some(ours), Ok(theirs)) => prop_assert!(same(&ours, &theirs), "{text}"),
            (None, Err(_)) => {}
            // A number too large for serde_json is one for us.
            (Some(_), Err(error)) => prop_assert!(error.to_string().contains("out of range"), "{text}: {error}"),
            (None, Ok(_)) => prop_assert!(false, "{text} is JSON"),
        }
        Ok(())
    }

    #[test]
    fn it_reads_what_serde_json_reads_and_nothing_else() {
        for text in [
            "",
            " ",
            "null",
            "nul",
            "nullx",
            "true",
            "false",
            " 1 ",
            "01",
            "-0",
            "-",
            "1.",
            "1.50",
            ".5",
            "1e5",
            "1E-2",
            "1e",
            "+1",
            "[]",
            "[ ]",
            "[1,]",
            "[,]",
            "[1 2]",
            "{}",
            "{,}",
            r#"{"a":1,"a":2}"#,
            r#"{"a":1,}"#,
            r#"{"a"}"#,
            r#"{a:1}"#,
            r#""a\"b\\c\/\b\f\n\r\t""#,
            r#""\u4e2d\ud83d\ude00""#,
            r#""\ud83d""#,
            r#""\ude00""#,
            r#""\ud83d\u0041""#,
            r#""\u12g4""#,
            r#""\u123""#,
            r#""\x""#,
            "\"\n\"",
            "\"a",
            "\"\\",
            "\u{feff}1",
            "\u{a0}1",
            "'a'",
            "1e999",
            "123456789012345678901234567890",
        ] {
            agrees(text).unwrap();
        }
    }

    #[test]
    fn what_is_nested_too_deeply_is_refused() {
        let nested = |deep: usize| "[".repeat(deep) + &"]".repeat(deep);
        assert!(Json::parse(&nested(100)).is_some());
        assert!(Json::parse(&nested(100_000)).is_none());
    }

    proptest! {
        #[test]
        fn it_agrees_on_any_text(text in r#"([\[\]{}:,"\\ \n0-9eE.+-]|null|true|"[a中\\"]*"|\\u[0-9a-f]{4}){0,20}"#) {
            agrees(&text)?;
        }

        #[test]
        fn it_reads_any_text_back(text: String) {
            let written = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(Json::parse(&written), Some(Json::Text(text.into())));
        }
    }
}
