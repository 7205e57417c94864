//! What arrays and objects hold, under the seven names that serde has for them.

use super::{RAW, Unwritable, Writer};
use serde::ser::{self, Serialize};

/// An array or an object that is being written.
pub struct Members<'a> {
    pub(super) writer: &'a mut Writer,
    /// What ends it.
    pub(super) close: &'static str,
}

impl Members<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.writer.next();
        value.serialize(&mut *self.writer)
    }

    pub(super) fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Unwritable> {
        if name == RAW {
            self.writer.is_raw = true;
            let written = value.serialize(&mut *self.writer);
            self.writer.is_raw = false;
            return written;
        }
        self.writer.name(name);
        value.serialize(&mut *self.writer)
    }

    pub(super) fn close(self) -> Result<(), Unwritable> {
        self.writer.push(self.close)
    }
}

/// Arrays differ in nothing but what serde calls their members.
macro_rules! array {
    ($kind:ident, $member:ident) => {
        impl ser::$kind for Members<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn $member<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
                self.element(value)
            }

            fn end(self) -> Result<(), Unwritable> {
                self.close()
            }
        }
    };
}

array!(SerializeSeq, serialize_element);
array!(SerializeTuple, serialize_element);
array!(SerializeTupleStruct, serialize_field);
array!(SerializeTupleVariant, serialize_field);

/// And so do objects.
macro_rules! object {
    ($kind:ident) => {
        impl ser::$kind for Members<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Unwritable> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), Unwritable> {
                self.close()
            }
        }
    };
}

object!(SerializeStruct);
object!(SerializeStructVariant);

impl ser::SerializeMap for Members<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        self.writer.next();
        let start = self.writer.json.len();
        key.serialize(&mut *self.writer)?;
        let is_text = self.writer.json.get(start..).is_some_and(|key| key.starts_with('"'));
        if is_text { Ok(()) } else { Err(Unwritable) }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.writer.json.push(':');
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.close()
    }
}
