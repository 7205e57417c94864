//! An outcome → what people and programs read.

pub mod catalogue;
pub mod json;
#[cfg(test)]
pub(crate) mod typescript;
