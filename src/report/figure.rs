//! A figure of a table: its value, and what stood in the cell.

pub use crate::number::{MOST_INTEGER, Number};

use crate::document::CellId;
pub(crate) use crate::document::UNREAD;
use crate::shown::Verbatim;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Value {
    /// The document has no such row or column.
    #[default]
    Missing,
    /// The cell is there and holds no figure (blank, `/`, `-`, `—`, `无`).
    Blank,
    /// Something stands there that cannot be read as a number.
    Unreadable,
    /// A number.
    Number(Number),
}

impl Value {
    /// The number, where it is one.
    pub fn number(self) -> Option<Number> {
        match self {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// A figure as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figure {
    /// What it is.
    pub value: Value,
    /// What stood in the cell, where that is not just the number in ASCII
    /// digits: `７`, `1,234`, `7件`, `/`.
    pub written: Option<Verbatim>,
    /// Whether a unit or a word stood beside the number.
    pub has_unit: bool,
    /// Whether it is written in other than plain ASCII digits.
    pub unusual_digits: bool,
    /// Where it stood in the document.
    pub place: Option<CellId>,
}

impl Figure {
    /// What stands in the cell, as it is written; `None` where nothing does.
    pub fn as_written(&self) -> Option<Verbatim> {
        self.written.clone().or_else(|| self.value.number().map(|number| number.to_string().into()))
    }
}
