//! The address of a cell: a figure of a form.

use crate::forms::{Column, Kind, Row, TableForm};

/// One cell of one form. It prints as the contract's address,
/// `applications/3.7/total`.
#[derive(Clone, Copy)]
pub struct Address {
    /// The form that the cell belongs to.
    pub form: &'static TableForm,
    /// Its index in [`TableForm::cells`].
    pub cell: usize,
}

impl Address {
    /// The cell's row.
    pub fn row(&self) -> Option<&'static Row> {
        self.form.row_of(self.cell)
    }

    /// What its figure is, whether its row says so or its column.
    pub fn kind(&self) -> Kind {
        self.form.cells().get(self.cell).map_or(Kind::Count, |cell| cell.kind)
    }

    /// The cell's column.
    pub fn column(&self) -> Option<&'static Column> {
        self.form.column_of(self.cell)
    }
}

impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.form, other.form) && self.cell == other.cell
    }
}

impl Eq for Address {}

impl std::fmt::Display for Address {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.form.address(self.cell))
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{self}")
    }
}

impl serde::Serialize for Address {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.form.address(self.cell))
    }
}
