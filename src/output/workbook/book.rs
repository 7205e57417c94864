//! What a workbook shows, as plain data.

use crate::report::Number;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use serde_json::value::RawValue;

/// A workbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Book {
    /// What it calls itself.
    pub title: String,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet of rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The widths of its columns, in characters.
    pub widths: Vec<u16>,
    /// Whether it is one list: its first row stays in sight and filters the others.
    pub is_list: bool,
    /// The rows that are titles, from 0.
    pub titles: Vec<usize>,
    /// Its rows, each from the first column on.
    pub rows: Vec<Vec<Value>>,
}

/// What stands in a cell; in JSON a text, a number or null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Blank,
    /// Text, whatever it begins with.
    Text(String),
    /// A number.
    Number(Number),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Blank => serializer.serialize_none(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Number(number) => number.serialize(serializer),
        }
    }
}

/// By its own digits: no floating-point number on the way.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written: Box<RawValue> = Box::deserialize(deserializer)?;
        match written.get() {
            "null" => Ok(Value::Blank),
            text if text.starts_with('"') => serde_json::from_str(text).map(Value::Text).map_err(D::Error::custom),
            number => Number::parse(number).map(Value::Number).ok_or_else(|| D::Error::custom("no text and no number")),
        }
    }
}
