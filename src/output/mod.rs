//! An outcome → what people and programs read.

pub mod json;
#[cfg(test)]
pub(crate) mod typescript;
