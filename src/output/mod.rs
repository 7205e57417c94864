//! An outcome → what people and programs read.

pub mod json;
