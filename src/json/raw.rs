//! Writing JSON: serde_json's writer, and text that it has written already.

use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

/// JSON text of a value; empty where a map has a key that is no text.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A value that is JSON text already.
#[derive(Debug, Clone, Default)]
pub struct Raw(Option<Box<RawValue>>);

impl Raw {
    /// The JSON text of a value.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Self {
        Raw(to_raw_value(value).ok())
    }

    /// The text; empty where there is none.
    pub fn get(&self) -> &str {
        self.0.as_deref().map_or("", RawValue::get)
    }
}

impl PartialEq for Raw {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Raw {}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
