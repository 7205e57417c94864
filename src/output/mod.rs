//! An outcome → what people and programs read.

pub mod catalogue;
pub mod columns;
pub mod form;
pub mod json;
mod position;
mod repair;
pub mod text;
#[cfg(test)]
pub(crate) mod typescript;
mod utf16;
