//! The forms that come with the library beside the annual report: what the same office
//! files in the same weeks. Each is one file in `companions`, of the shape that callers
//! bring; a document is held against them where it is no annual report.

use super::{Edition, FormFamily, loading};
use std::sync::{Arc, LazyLock};

/// Their files without white space, in the order of their names.
static SOURCES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/companions.rs"));

static COMPANIONS: LazyLock<Vec<&'static Edition>> = LazyLock::new(|| {
    // A test sees that each can be read.
    let read = SOURCES.iter().filter_map(|source| loading::read(source).ok());
    read.map(|edition| &*Box::leak(Box::new(edition))).collect()
});

static FAMILIES: LazyLock<Vec<Arc<FormFamily>>> = LazyLock::new(|| FormFamily::several(companions().to_vec()));

/// Every edition of them.
pub fn companions() -> &'static [&'static Edition] {
    &COMPANIONS
}

/// Their families.
pub(super) fn families() -> &'static [Arc<FormFamily>] {
    &FAMILIES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_sound_and_has_a_source() {
        assert!(!SOURCES.is_empty());
        for source in SOURCES {
            let faults = loading::lint(source);
            assert!(faults.is_empty(), "{source:.80}: {faults:?}");
            assert!(loading::to_confirm(source).is_empty(), "{source:.80}");
        }
        for edition in companions() {
            assert!(!edition.source.is_empty(), "{}", edition.id);
            let relations = edition.tables.iter().flat_map(|table| &table.relation_declarations);
            for relation in relations {
                assert!(relation.basis.is_some(), "{} says no basis", relation.id);
            }
        }
    }
}
