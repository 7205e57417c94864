//! What recognition noticed: facts, without a verdict. The rules make findings
//! of them.

use crate::shown::Verbatim;

/// A fact about the shape of a document or a table. Rows and columns are
/// indexes into the table's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Observation {
    /// An official row is not there.
    RowMissing {
        /// Row of the form.
        row: usize,
    },
    /// A row is there that the form does not have.
    RowExtra {
        /// Its label as it stands.
        label: Verbatim,
    },
    /// An official row stands in another place.
    RowMoved {
        /// Row of the form.
        row: usize,
    },
    /// An official row stands there more than once.
    RowRepeated {
        /// Row of the form.
        row: usize,
        /// Whether its figures differ: nothing tells then which of them count.
        differs: bool,
    },
    /// An official row was divided into rows of its own making. Its figures are
    /// those of none of them.
    RowDivided {
        /// Row of the form.
        row: usize,
        /// Their labels as they stand.
        into: Vec<Verbatim>,
    },
    /// Rows stand beneath a head of another edition: what its columns hold is not
    /// what the form asks for.
    HeadForeign {
        /// Id of the edition that has such a head.
        edition: &'static str,
        /// The labels of the head as they stand.
        labels: Vec<Verbatim>,
        /// Rows of the form.
        rows: Vec<usize>,
    },
    /// A row's label is worded otherwise.
    RowLabel {
        /// Row of the form.
        row: usize,
        /// The label as it stands.
        found: Verbatim,
        /// Whether it is a variant that surely means the same.
        accepted: bool,
    },
    /// An official column is not there.
    ColumnMissing {
        /// Column of the form.
        column: usize,
    },
    /// A column is there that the form does not have.
    ColumnExtra {
        /// Its label as it stands.
        label: Verbatim,
    },
    /// A column's label is worded otherwise.
    ColumnLabel {
        /// Column of the form.
        column: usize,
        /// The label as it stands.
        found: Verbatim,
        /// Whether it is a variant that surely means the same.
        accepted: bool,
    },
    /// The note in the head of the table is worded otherwise.
    NoteLabel {
        /// The note as it stands.
        found: Verbatim,
    },
    /// The figures of a row cannot be told apart or assigned to columns.
    RowUnreadable {
        /// Row of the form.
        row: usize,
        /// What stands there.
        text: Verbatim,
        /// Why.
        reason: Unreadable,
        /// How many cells that is.
        found: usize,
        /// How many cells it should be: those of the row, or of all rows that
        /// stand in one line.
        expected: usize,
    },
    /// A cell holds another value than its own formula comes to.
    Stale {
        /// Cell of the form.
        cell: usize,
        /// The formula as a person writes it.
        formula: Verbatim,
        /// The value that is stored, as it was read.
        stored: Verbatim,
        /// What the formula comes to.
        computed: Verbatim,
    },
    /// A cell looks blank and is not: its figure is not known.
    CellUnseen {
        /// Cell of the form.
        cell: usize,
        /// Whether what stands there is struck through; else it is hidden.
        is_struck: bool,
    },
    /// A bound of the reader was reached: only a part of the document was read.
    Truncated,
    /// Headings of sections stand within a text that has lost its lines.
    SectionsFlattened,
    /// It follows a form that is not checked, or the form of a year before all
    /// that are known.
    OtherForm {
        /// Id of the retired edition, where it is one.
        id: Option<&'static str>,
    },
    /// Characters that only look like ideographs were read as the ideographs.
    Lookalikes {
        /// The first of them, bytes of the report's text.
        first: std::ops::Range<usize>,
        /// How many there are.
        count: usize,
        /// The different ones, each with the ideograph that it looks like.
        characters: Vec<(char, char)>,
    },
    /// The merged cells of the official table are gone (an editor flattened it).
    MergesLost,
}

/// Why the figures of a row could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// The digits stand together and can be split in several ways.
    Ambiguous,
    /// There are fewer figures than columns, and nothing tells which are missing.
    TooFew,
    /// There are more figures than columns.
    TooMany,
}
