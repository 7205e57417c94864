//! Writing JSON, byte for byte as serde_json does, in half of its code: nothing that
//! this program writes fails, so nothing is asked after every field.

mod members;

use members::Members;
use serde::ser::{self, Serialize, SerializeStruct, Serializer};
use std::fmt::{Display, Write};

/// JSON text of a value; empty where a map has a key that is no text.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> String {
    let mut writer = Writer::default();
    if value.serialize(&mut writer).is_err() {
        writer.json.clear();
    }
    writer.json
}

/// A value that is JSON text already, for this serializer and serde_json's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw(String);

/// How serde_json's serializer is told so.
const RAW: &str = "$serde_json::private::RawValue";

impl Raw {
    /// The JSON text of a value.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Self {
        Raw(to_string(value))
    }

    /// Text that is JSON.
    pub fn verbatim(json: String) -> Self {
        Raw(json)
    }

    /// The text.
    pub fn get(&self) -> &str {
        &self.0
    }
}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut raw = serializer.serialize_struct(RAW, 1)?;
        raw.serialize_field(RAW, &self.0)?;
        raw.end()
    }
}

/// What cannot be written.
#[derive(Debug)]
pub struct Unwritable;

impl Display for Unwritable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("this cannot be written as JSON")
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: Display>(_: T) -> Self {
        Unwritable
    }
}

/// The text so far.
#[derive(Default)]
pub struct Writer {
    json: String,
    /// Whether the text to come is JSON.
    is_raw: bool,
}

impl Writer {
    fn push(&mut self, text: &str) -> Result<(), Unwritable> {
        self.json.push_str(text);
        Ok(())
    }

    fn display(&mut self, value: &dyn Display) -> Result<(), Unwritable> {
        write!(self.json, "{value}").map_err(|_| Unwritable)
    }

    fn text(&mut self, text: &str) {
        if self.is_raw {
            self.json.push_str(text);
            return;
        }
        self.json.push('"');
        let mut rest = text;
        let is_escaped = |byte: u8| matches!(byte, b'"' | b'\\' | 0..b' ');
        while let Some((at, byte)) = rest.bytes().enumerate().find(|(_, byte)| is_escaped(*byte)) {
            self.json.push_str(rest.get(..at).unwrap_or_default());
            self.escape(byte);
            rest = rest.get(at + 1..).unwrap_or_default();
        }
        self.json.push_str(rest);
        self.json.push('"');
    }

    fn escape(&mut self, byte: u8) {
        let escaped = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            8 => "\\b",
            12 => "\\f",
            // Writing to a text cannot fail.
            _ => return write!(self.json, "\\u{byte:04x}").unwrap_or_default(),
        };
        self.json.push_str(escaped);
    }

    /// The comma before a member that is not the first.
    fn next(&mut self) {
        if !self.json.ends_with(['{', '[']) {
            self.json.push(',');
        }
    }

    fn name(&mut self, name: &str) {
        self.next();
        self.text(name);
        self.json.push(':');
    }

    fn open(&mut self, open: &str, close: &'static str) -> Result<Members<'_>, Unwritable> {
        self.json.push_str(open);
        Ok(Members { writer: self, close })
    }

    fn open_variant(&mut self, variant: &str, open: &str, close: &'static str) -> Result<Members<'_>, Unwritable> {
        self.json.push('{');
        self.name(variant);
        self.open(open, close)
    }
}

/// A number of fewer bits is written as the longest is.
macro_rules! shorter {
    ($method:ident, $number:ty, $longest:ident) => {
        fn $method(self, value: $number) -> Result<(), Unwritable> {
            self.$longest(value.into())
        }
    };
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Members<'a>;
    type SerializeTuple = Members<'a>;
    type SerializeTupleStruct = Members<'a>;
    type SerializeTupleVariant = Members<'a>;
    type SerializeMap = Members<'a>;
    type SerializeStruct = Members<'a>;
    type SerializeStructVariant = Members<'a>;

    fn serialize_bool(self, value: bool) -> Result<(), Unwritable> {
        self.push(if value { "true" } else { "false" })
    }

    fn serialize_i64(self, value: i64) -> Result<(), Unwritable> {
        self.display(&value)
    }

    fn serialize_u64(self, value: u64) -> Result<(), Unwritable> {
        self.display(&value)
    }

    shorter!(serialize_i8, i8, serialize_i64);
    shorter!(serialize_i16, i16, serialize_i64);
    shorter!(serialize_i32, i32, serialize_i64);
    shorter!(serialize_u8, u8, serialize_u64);
    shorter!(serialize_u16, u16, serialize_u64);
    shorter!(serialize_u32, u32, serialize_u64);

    fn serialize_f32(self, value: f32) -> Result<(), Unwritable> {
        self.push(&serde_json::to_string(&value).unwrap_or_default())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Unwritable> {
        self.push(&serde_json::to_string(&value).unwrap_or_default())
    }

    fn serialize_char(self, value: char) -> Result<(), Unwritable> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Unwritable> {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Unwritable> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Unwritable> {
        self.push("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unwritable> {
        self.push("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritable> {
        self.push("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unwritable> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        let mut members = self.open("{", "}")?;
        members.field(variant, value)?;
        members.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Members<'a>, Unwritable> {
        self.open("[", "]")
    }

    fn serialize_tuple(self, _: usize) -> Result<Members<'a>, Unwritable> {
        self.open("[", "]")
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Members<'a>, Unwritable> {
        self.open("[", "]")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Members<'a>, Unwritable> {
        self.open_variant(variant, "[", "]}")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members<'a>, Unwritable> {
        self.open("{", "}")
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Members<'a>, Unwritable> {
        if name == RAW { self.open("", "") } else { self.open("{", "}") }
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Members<'a>, Unwritable> {
        self.open_variant(variant, "{", "}}")
    }
}

#[cfg(test)]
mod tests;
