//! What a caller wrote, read strictly: what is unknown or of another kind is
//! refused by its name, so that a misspelt option does not silently do nothing.

use super::Json;
use std::fmt::Display;
use std::str::FromStr;

/// Why a part was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Its name is none that is known.
    pub is_unknown: bool,
    /// For the developer who wrote it, in English.
    pub message: String,
}

/// A value and what it is called.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'j> {
    json: &'j Json<'j>,
    name: &'j str,
}

impl<'j> Part<'j> {
    /// A value by this name.
    pub(crate) fn new(name: &'j str, json: &'j Json<'j>) -> Self {
        Part { json, name }
    }

    /// The value itself.
    pub(crate) fn json(self) -> &'j Json<'j> {
        self.json
    }

    /// The refusal of a value that is not what was expected.
    pub(crate) fn wrong(self, expected: impl Display) -> Fault {
        Fault { is_unknown: false, message: format!("{}: {expected} was expected", self.name) }
    }

    /// Its parts by their names.
    ///
    /// # Errors
    /// It is no object.
    pub(crate) fn parts(self) -> Result<impl Iterator<Item = Part<'j>>, Fault> {
        let Json::Object(parts, _) = self.json else { return Err(self.wrong("an object")) };
        Ok(parts.iter().map(|(name, json)| Part { json, name }))
    }

    /// Sees that it has parts by these names alone.
    ///
    /// # Errors
    /// It is no object, or has another part.
    pub(crate) fn has_only(self, known: &[&str]) -> Result<(), Fault> {
        match self.parts()?.find(|part| !known.contains(&part.name)) {
            None => Ok(()),
            Some(Part { name, .. }) => {
                let message = format!("unknown field `{name}`, expected one of `{}`", known.join("`, `"));
                Err(Fault { is_unknown: true, message })
            }
        }
    }

    /// A part of it, where that is there and not `null`.
    ///
    /// # Errors
    /// Those of reading it.
    pub(crate) fn optional<T>(
        self,
        name: &'static str,
        read: impl FnOnce(Part<'j>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        self.json.get(name).filter(|json| **json != Json::Null).map(|json| read(Part { json, name })).transpose()
    }

    /// A part that has to be there.
    ///
    /// # Errors
    /// It is not there, and those of reading it.
    pub(crate) fn required<T>(
        self,
        name: &'static str,
        read: impl FnOnce(Part<'j>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.optional(name, read)?.ok_or_else(|| self.wrong(format_args!("`{name}`")))
    }

    /// # Errors
    /// It is no text.
    pub(crate) fn text(self) -> Result<String, Fault> {
        match self.json {
            Json::Text(text) => Ok(text.as_ref().to_owned()),
            _ => Err(self.wrong("text")),
        }
    }

    /// # Errors
    /// It is neither `true` nor `false`.
    pub(crate) fn flag(self) -> Result<bool, Fault> {
        match self.json {
            Json::Boolean(flag) => Ok(*flag),
            _ => Err(self.wrong("true or false")),
        }
    }

    /// # Errors
    /// It is no whole number, or too large for its type.
    pub(crate) fn number<T: FromStr>(self) -> Result<T, Fault> {
        match self.json {
            Json::Number(digits) => digits.parse().ok(),
            _ => None,
        }
        .ok_or_else(|| self.wrong("a whole number in its range"))
    }

    /// What each of a list is read as.
    ///
    /// # Errors
    /// It is no list, and those of reading one of it.
    pub(crate) fn list<T>(self, read: fn(Part<'j>) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
        let Json::List(parts) = self.json else { return Err(self.wrong("an array")) };
        parts.iter().map(|json| read(Part { json, name: self.name })).collect()
    }

    /// One of these by its name.
    ///
    /// # Errors
    /// It is none of them.
    pub(crate) fn one_of<T: Copy>(self, all: &[T], name: fn(T) -> &'static str) -> Result<T, Fault> {
        let Json::Text(text) = self.json else { return Err(self.wrong("text")) };
        all.iter().copied().find(|&one| name(one) == text).ok_or_else(|| {
            let names: Vec<_> = all.iter().copied().map(name).collect();
            self.wrong(format_args!("one of `{}`", names.join("`, `")))
        })
    }

    /// What it is called.
    pub(crate) fn name(self) -> &'j str {
        self.name
    }
}
