//! A `.zip` as a folder of reports. Nothing is ever written, so that a name such
//! as `../../x` is only a name.

use super::{bounded, is_beside_saved_page, is_hidden};
use gouji::Reason;
use gouji::document::MOST_FILE_BYTES;
use std::fs::File;
use std::io::{BufReader, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use zip::ZipArchive;
use zip::result::ZipError;

/// Files of an archive that are looked at.
const MOST_FILES: usize = 100_000;
/// Bytes that all files of an archive may have together, expanded.
const MOST_EXPANDED: u64 = 8 * 1024 * 1024 * 1024;
/// Parts by which a file is told that is a zip itself: Word and Excel, OFD,
/// OpenDocument.
const MARKS: [&str; 3] = ["[Content_Types].xml", "OFD.xml", "mimetype"];
/// The folder in which macOS keeps what belongs to the files.
const MACOS: &str = "__MACOSX";

/// An archive that is read one file at a time.
pub struct Archive {
    open: Mutex<Open>,
    files: Vec<(usize, String)>,
}

struct Open {
    zip: ZipArchive<BufReader<File>>,
    /// Bytes that may still be expanded.
    left: u64,
}

impl Archive {
    /// Opens an archive; `None` where the file is something else, also a
    /// document that is a zip inside.
    pub fn open(path: &Path) -> Option<Result<Self, Reason>> {
        let mut start = [0; 4];
        let mut file = File::open(path).ok()?;
        file.read_exact(&mut start).ok()?;
        if !matches!(start, [b'P', b'K', 3, 4] | [b'P', b'K', 5, 6]) {
            return None;
        }
        let zip = match ZipArchive::new(BufReader::new(File::open(path).ok()?)) {
            Ok(zip) => zip,
            // A damaged document says so itself.
            Err(_) => return None,
        };
        (!MARKS.iter().any(|mark| zip.index_for_name(mark).is_some())).then(|| Archive::of(zip))
    }

    fn of(mut zip: ZipArchive<BufReader<File>>) -> Result<Self, Reason> {
        if zip.len() > MOST_FILES {
            return Err(Reason::new("too_many_files").param("most", MOST_FILES));
        }
        let mut files = Vec::new();
        let mut packed: Vec<Range<u64>> = Vec::new();
        for number in 0..zip.len() {
            let Ok(file) = zip.by_index_raw(number) else { continue };
            packed.extend(file.data_start().map(|start| start..start.saturating_add(file.compressed_size())));
            let name = shown(file.name_raw());
            if !file.is_dir() && is_report(&name) {
                files.push((number, name));
            }
        }
        if overlap(packed) {
            return Err(Reason::new("damaged"));
        }
        files.sort_by(|(_, one), (_, other)| one.cmp(other));
        Ok(Archive { open: Mutex::new(Open { zip, left: MOST_EXPANDED }), files })
    }

    /// Its files by number and name, by name.
    pub fn files(&self) -> &[(usize, String)] {
        &self.files
    }

    /// Reads a file of it.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(&self, number: usize) -> Result<Vec<u8>, Reason> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let Open { zip, left } = &mut *open;
        let file = zip.by_index(number).map_err(|error| refused(&error))?;
        let bytes = bounded(file.take((*left).saturating_add(1)));
        let bytes = bytes.map_err(|_| Reason::new("damaged"))?;
        let too_far = || Reason::new("expands_too_far").param("most", (MOST_EXPANDED / 1024 / 1024) as usize);
        *left = left.checked_sub(bytes.len().min(MOST_FILE_BYTES) as u64).ok_or_else(too_far)?;
        Ok(bytes)
    }
}

/// Whether two files share packed bytes: no program writes that, and a thousand names
/// for one file cost a thousand times what the archive weighs.
fn overlap(mut packed: Vec<Range<u64>>) -> bool {
    packed.retain(|bytes| !bytes.is_empty());
    packed.sort_unstable_by_key(|bytes| (bytes.start, bytes.end));
    packed.iter().zip(packed.iter().skip(1)).any(|(one, next)| one.end > next.start)
}

fn refused(error: &ZipError) -> Reason {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Reason::new("encrypted")
        }
        _ => Reason::new("damaged"),
    }
}

/// A name as it is shown. Chinese Windows writes it in GBK.
fn shown(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode(raw).0.into_owned(),
    };
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/")
}

/// What a folder would stand for.
fn is_report(name: &str) -> bool {
    let mut folders: Vec<&str> = name.split('/').collect();
    let file = folders.pop().unwrap_or_default();
    !file.is_empty()
        && !is_hidden(file)
        && !folders.iter().any(|folder| is_hidden(folder) || is_beside_saved_page(folder) || *folder == MACOS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_only_a_name() {
        assert_eq!(shown(b"../../etc/passwd"), "etc/passwd");
        assert_eq!(shown("C:\\年报\\水利局.html".as_bytes()), "C:/年报/水利局.html");
        let (gbk, _, _) = encoding_rs::GBK.encode("水利局.html");
        assert_eq!(shown(&gbk), "水利局.html");
        assert!(is_report("2023/水利局.html") && !is_report("年报_files/a.css") && !is_report("__MACOSX/._a.html"));
    }
}
