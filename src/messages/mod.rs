//! Findings and reasons → sentences, from one catalogue per language.
//!
//! A catalogue is a JSON file that a translator can edit: under each rule id
//! its title, its basis (the paragraph that it rests on) and its messages.
//! `{name}` in a message is a fact of the finding; `{name|+}` joins a list.

mod catalogue;
mod position;
#[cfg(feature = "whole")]
mod relation;
mod render;
pub mod repair;
#[cfg(any(feature = "render", feature = "write-files"))]
pub(crate) mod reports;

pub use catalogue::Examples;
pub(crate) use catalogue::catalogue;
pub use position::position;
#[cfg(feature = "whole")]
pub use render::form_fault;
pub use render::{basis, cell, column, edition, heading, message, phrase, reason, row, severity, table, title};
