//! An outcome → what people and programs read.

pub mod catalogue;
pub(crate) mod columns;
#[cfg(feature = "render")]
mod csv;
#[cfg(any(feature = "render", feature = "write-files"))]
pub mod files;
pub mod form;
#[cfg(all(feature = "region", feature = "render"))]
pub mod history;
pub mod json;
#[cfg(feature = "render")]
mod junit;
#[cfg(all(feature = "region", feature = "render"))]
pub mod long;
pub(crate) mod markup;
mod position;
mod quote;
#[cfg(feature = "render")]
mod record;
mod repair;
pub mod run;
#[cfg(feature = "render")]
mod sarif;
mod series;
#[cfg(feature = "render")]
mod source;
pub mod text;
#[cfg(test)]
pub(crate) mod typescript;
mod utf16;
#[cfg(any(feature = "region", feature = "write-files"))]
pub mod workbook;

pub use series::Series;
