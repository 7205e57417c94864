//! The parts of an Office Open XML file, out of their zip archive.
//!
//! Parts are looked up by name and read into memory; nothing is ever written, so
//! that a name such as `../../x` is only a name.

use crate::{Budget, encoding};
use gouji_kernel::Refusal;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Entries of an archive that are listed. A report with pictures has some dozens.
const MOST_ENTRIES: usize = 10_000;

/// Bytes that all parts read of one file may have together, expanded. A report
/// has about one million.
pub const MOST_EXPANDED: u64 = 64 * 1024 * 1024;

/// An Office Open XML file.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Entry by name: lower case, without a slash at the start.
    names: BTreeMap<String, usize>,
    /// Bytes that may still be expanded.
    left: u64,
    /// What the document may cost, whatever its parts are.
    pub budget: Budget,
}

impl<'a> Archive<'a> {
    /// Lists the parts.
    ///
    /// # Errors
    /// `damaged` where the bytes are no whole archive.
    pub fn open(bytes: &'a [u8], budget: &Budget) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        let mut names = BTreeMap::new();
        for at in 0..zip.len().min(MOST_ENTRIES) {
            if let Some(Ok(name)) = zip.name_for_index(at) {
                names.insert(plain(&name), at);
            }
        }
        Ok(Archive { zip, names, left: MOST_EXPANDED, budget: budget.clone() })
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&plain(name))
    }

    /// The text of a part; `None` where there is none of this name.
    ///
    /// # Errors
    /// `encrypted`, `damaged`, or `expands_too_far` where the parts of this file
    /// have more than [`MOST_EXPANDED`] bytes; `too_much_work` where the budget is
    /// spent.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(&at) = self.names.get(&plain(name)) else { return Ok(None) };
        let entry = self.zip.by_index(at).map_err(|error| refused(&error))?;
        if entry.encrypted() {
            return Err(Refusal::new("encrypted"));
        }
        let mut bytes = Vec::new();
        entry.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or_else(expands_too_far)?;
        self.budget.copy(bytes.len())?;
        Ok(Some(match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(other) => encoding::decode(other.as_bytes()).into_owned(),
        }))
    }

    /// A part without which the file is none.
    ///
    /// # Errors
    /// As [`Archive::part`]; `damaged` where it is missing.
    pub fn required(&mut self, name: &str) -> Result<String, Refusal> {
        self.part(name)?.ok_or_else(damaged)
    }
}

/// Why a file cannot be read whose parts contradict each other.
pub fn damaged() -> Refusal {
    Refusal::new("damaged")
}

fn expands_too_far() -> Refusal {
    Refusal::new("expands_too_far").param("most", (MOST_EXPANDED / 1024 / 1024) as usize)
}

fn refused(error: &ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Refusal::new("encrypted")
        }
        _ => damaged(),
    }
}

/// A name as parts are compared: some programs write backslashes, some capitals.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// The name of the part that a relationship of `from` points to.
pub fn resolve(from: &str, target: &str) -> String {
    if target.starts_with('/') {
        return target.trim_start_matches('/').to_owned();
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                folders.pop();
            }
            name => folders.push(name),
        }
    }
    folders.join("/")
}

/// The name of the part that holds the relationships of another.
pub fn relationships_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// A file of these parts: their names and texts.
    pub fn zipped<T: AsRef<str>>(parts: &[(T, T)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(name.as_ref(), SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_ref().as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_target_is_found_from_the_part_that_names_it() {
        for (target, name) in [
            ("styles.xml", "word/styles.xml"),
            ("/word/styles.xml", "word/styles.xml"),
            ("../customXml/item1.xml", "customXml/item1.xml"),
            ("./a//b.xml", "word/a/b.xml"),
            ("../../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(resolve("word/document.xml", target), name);
        }
        assert_eq!(relationships_of("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(relationships_of("document.xml"), "_rels/document.xml.rels");
    }
}
