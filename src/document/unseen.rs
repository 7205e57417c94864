//! Cells that look blank and are not: what stands in them is struck through, or
//! nobody sees it.

use super::CellId;
use serde::{Deserialize, Serialize};

/// Why what stands in a cell is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unseen {
    /// It is struck through.
    Struck,
    /// It is hidden, or has the colour of what is behind it.
    Hidden,
}

/// A cell without any text that is read, and with text that is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnseenCell {
    /// The cell.
    pub cell: CellId,
    /// Why its text is not read.
    pub by: Unseen,
}

impl Unseen {
    /// What is to be said of a text that is not read; `None` where the text says
    /// nothing, as a stroke or a blank does not.
    pub fn of(text: &str, is_struck: bool) -> Option<Self> {
        let says_something = text.chars().any(char::is_alphanumeric);
        says_something.then_some(if is_struck { Unseen::Struck } else { Unseen::Hidden })
    }
}
