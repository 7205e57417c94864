//! The typed facts of a finding.

use super::Address;
use crate::report::Number;
use crate::shown::{Shown, Verbatim};
use serde::ser::SerializeMap;

/// A fact.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum Param {
    /// A figure.
    Number(Number),
    /// Figures, in order.
    Numbers(Vec<Number>),
    /// Text, as it stands in the document or an id.
    Text(Shown),
    /// Several texts.
    Texts(Vec<Shown>),
    /// Cells.
    Cells(Vec<Address>),
    /// Figures by name: what each reading of the tables gives.
    Named(Vec<NamedFigure>),
    /// Yes or no.
    Flag(bool),
}

/// A figure with the name of what it is, a key of the message catalogues.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct NamedFigure {
    /// Key under `readings` in the catalogues.
    pub name: &'static str,
    /// The figure.
    pub value: Number,
}

impl From<i64> for Param {
    fn from(value: i64) -> Self {
        Param::Number(Number::whole(value))
    }
}
impl From<usize> for Param {
    fn from(value: usize) -> Self {
        Param::Number(Number::whole(i64::try_from(value).unwrap_or(i64::MAX)))
    }
}
impl From<Number> for Param {
    fn from(value: Number) -> Self {
        Param::Number(value)
    }
}
impl From<Vec<Number>> for Param {
    fn from(value: Vec<Number>) -> Self {
        Param::Numbers(value)
    }
}
impl From<&str> for Param {
    fn from(value: &str) -> Self {
        Param::Text(Shown::of(value))
    }
}
impl From<String> for Param {
    fn from(value: String) -> Self {
        Param::Text(Shown::of_owned(value))
    }
}
impl From<Vec<String>> for Param {
    fn from(value: Vec<String>) -> Self {
        Param::Texts(value.into_iter().map(Shown::of_owned).collect())
    }
}
impl From<&Verbatim> for Param {
    fn from(value: &Verbatim) -> Self {
        Param::Text(value.shown())
    }
}
impl From<Vec<Shown>> for Param {
    fn from(value: Vec<Shown>) -> Self {
        Param::Texts(value)
    }
}
impl From<&[Verbatim]> for Param {
    fn from(value: &[Verbatim]) -> Self {
        Param::Texts(value.iter().map(Verbatim::shown).collect())
    }
}
impl From<Vec<Address>> for Param {
    fn from(value: Vec<Address>) -> Self {
        Param::Cells(value)
    }
}
impl From<Vec<NamedFigure>> for Param {
    fn from(value: Vec<NamedFigure>) -> Self {
        Param::Named(value)
    }
}
impl From<bool> for Param {
    fn from(value: bool) -> Self {
        Param::Flag(value)
    }
}

/// The facts of a finding by name, in the order in which they were added.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Params(Vec<(&'static str, Param)>);

impl Params {
    /// Adds a fact.
    pub fn push(&mut self, name: &'static str, value: Param) {
        self.0.push((name, value));
    }

    /// A fact by name.
    pub fn get(&self, name: &str) -> Option<&Param> {
        self.0.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }
}

impl serde::Serialize for Params {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
