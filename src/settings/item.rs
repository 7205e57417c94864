//! What a region asks its offices to tell.

use crate::json::{Fault, Part, record};

/// An item of a regional checklist: something that 总体情况 has to tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "ChecklistItem", optional_fields))]
#[cfg_attr(any(test, feature = "region"), derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "region"), serde(deny_unknown_fields))]
pub struct Item {
    /// What has to be told, as the finding names it: 政府网站发布信息的条数.
    pub name: String,
    /// Words of which one shows that a sentence tells it.
    pub words: Vec<String>,
    /// Whether the sentence must give a number: a count, or that there is none.
    #[cfg_attr(any(test, feature = "region"), serde(default))]
    #[cfg_attr(test, ts(as = "Option<bool>"))]
    pub counted: bool,
}

record!(Item { name, words, counted });

impl Item {
    /// What a caller wrote.
    pub(super) fn read(part: Part<'_>) -> Result<Self, Fault> {
        part.has_only(&["name", "words", "counted"])?;
        Ok(Item {
            name: part.required("name", Part::text)?,
            words: part.required("words", |part| part.list(Part::text))?,
            counted: part.optional("counted", Part::flag)?.unwrap_or_default(),
        })
    }
}
