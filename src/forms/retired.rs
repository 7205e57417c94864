//! Forms of former years: named where their tables are none that a companion reads.

use super::Years;
use crate::Reason;
use crate::json::{Json, Record, record};
use std::sync::LazyLock;

const SOURCE: &str = include_str!(concat!(env!("OUT_DIR"), "/forms/2014.json"));

static RETIRED: LazyLock<[RetiredEdition; 1]> = LazyLock::new(|| [RetiredEdition::of(Json::parse(SOURCE).as_ref())]);

/// A form of former years.
#[derive(Debug)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct RetiredEdition {
    /// Permanent id.
    pub id: String,
    /// Full official name in Chinese.
    pub name: String,
    /// Short name in English.
    pub english: String,
    /// Document number of the notice that issued it.
    pub source: String,
    /// The report years that it was for.
    pub years: Years,
    /// Labels that only this form has.
    pub marks: Vec<String>,
}

record!(RetiredEdition { id, name, english, source, years, marks });

impl RetiredEdition {
    /// Why a report that follows it is not checked.
    pub fn reason(&self) -> Reason {
        Reason::new("retired_edition").param("edition", self.id.as_str()).param("name", self.name.as_str())
    }
}

/// Every retired edition.
pub fn retired_editions() -> impl Iterator<Item = &'static RetiredEdition> {
    RETIRED.iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_2014_is_known() {
        assert!(retired_editions().any(|edition| edition.id == "2014"));
        let strictly: RetiredEdition = serde_json::from_str(SOURCE).unwrap();
        assert!(retired_editions().any(|edition| format!("{edition:?}") == format!("{strictly:?}")));
    }
}
