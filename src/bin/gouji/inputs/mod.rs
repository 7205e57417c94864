//! Paths → inputs in a stable order, and inputs → bytes. What cannot be read is
//! a reason, not a failure.

mod archive;
mod list;

pub use list::{failed_of, lines_of, text_of};

use archive::Archive;
use gouji::Reason;
use gouji::document::MOST_FILE_BYTES;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of standard input.
const STANDARD_INPUT: &str = "-";
/// Ends of the names of folders in which browsers keep what belongs to a saved
/// page: `年报_files`, `年报.files`.
const BESIDE_SAVED_PAGE: [&str; 2] = ["_files", ".files"];

/// An input that is not read yet.
#[derive(Clone)]
pub struct Source {
    /// The path as it was given or found; within an archive behind the archive's.
    pub name: String,
    /// Whether it was found in a folder or an archive, and not named by itself.
    pub is_found: bool,
    place: Place,
}

#[derive(Clone)]
enum Place {
    StandardInput,
    File(PathBuf),
    /// A file of an archive, by its number.
    Member(Arc<Archive>, usize),
    /// Nothing that can be read.
    Nowhere(Reason),
}

/// One input: how the caller calls it, and its bytes.
pub struct Given {
    /// The path as it was given or found.
    pub name: String,
    /// The last part of the path, which may tell the year and the body.
    pub file_name: Option<String>,
    /// What it holds.
    pub bytes: Result<Vec<u8>, Reason>,
}

impl Source {
    fn file(path: PathBuf) -> Self {
        Source { name: path.display().to_string(), is_found: false, place: Place::File(path) }
    }

    fn failed(name: impl Into<String>, reason: Reason) -> Self {
        Source { name: name.into(), is_found: false, place: Place::Nowhere(reason) }
    }

    /// Reads it.
    pub fn read(&self) -> Given {
        let bytes = match &self.place {
            Place::StandardInput => bounded(io::stdin().lock()).map_err(|error| reason(&error)),
            Place::File(path) => unchanged(path, |file| bounded(file)),
            Place::Member(archive, number) => archive.read(*number),
            Place::Nowhere(reason) => Err(reason.clone()),
        };
        let named = !matches!(self.place, Place::StandardInput | Place::Nowhere(_));
        let last = || self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name).to_owned();
        Given { name: self.name.clone(), file_name: named.then(last), bytes }
    }
}

impl Given {
    /// Reads one path, `-` from standard input.
    pub fn read(path: &Path) -> Self {
        one(path).read()
    }

    /// The name of the input without its folders and its ending: what a unit
    /// is called that does not say its own name.
    pub fn stem(&self) -> String {
        let stem = Path::new(&self.name).file_stem();
        stem.map_or_else(|| self.name.clone(), |stem| stem.to_string_lossy().into_owned())
    }
}

/// Every input that paths and patterns stand for, in a stable order. A folder
/// stands for the files in it and in its folders, by name; hidden ones and what
/// belongs to a saved page are left out. An archive is a folder.
pub fn all(paths: &[PathBuf]) -> Vec<Source> {
    paths.iter().flat_map(|path| of_path(path)).collect()
}

fn of_path(path: &Path) -> Vec<Source> {
    let found = if path.is_dir() {
        in_folder(path)
    } else if path.exists() || path.as_os_str() == STANDARD_INPUT {
        return of_file(one(path));
    } else {
        return of_pattern(path);
    };
    let found = found.into_iter().flat_map(of_file).map(|source| Source { is_found: true, ..source });
    let found: Vec<Source> = found.collect();
    if found.is_empty() { vec![Source::failed(path.display().to_string(), Reason::new("no_files"))] } else { found }
}

fn one(path: &Path) -> Source {
    if path.as_os_str() == STANDARD_INPUT {
        return Source { name: STANDARD_INPUT.to_owned(), is_found: false, place: Place::StandardInput };
    }
    Source::file(path.to_owned())
}

/// A file, or the files in an archive.
fn of_file(source: Source) -> Vec<Source> {
    let Place::File(path) = &source.place else { return vec![source] };
    // A pipe is not opened to look: that waits for whoever writes to it.
    if !path.is_file() {
        return vec![source];
    }
    let Some(archive) = Archive::open(path) else { return vec![source] };
    match archive {
        Err(reason) => vec![Source::failed(source.name, reason)],
        Ok(archive) => {
            let archive = Arc::new(archive);
            let member = |(number, name): &(usize, String)| Source {
                name: format!("{}/{name}", source.name),
                is_found: true,
                place: Place::Member(archive.clone(), *number),
            };
            let members: Vec<Source> = archive.files().iter().map(member).collect();
            if members.is_empty() { vec![Source::failed(source.name, Reason::new("no_files"))] } else { members }
        }
    }
}

/// What is no path: a pattern that the shell left alone, or a file within an
/// archive as an answer names it.
fn of_pattern(path: &Path) -> Vec<Source> {
    let name = path.display().to_string();
    if let Some(member) = in_archive(path) {
        return vec![member];
    }
    if !name.contains(['*', '?', '[']) {
        return vec![Source::file(path.to_owned())];
    }
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
    let found: Vec<PathBuf> = match glob::glob_with(&name, options) {
        Ok(paths) => paths.map(|path| path.unwrap_or_else(|error| error.path().to_owned())).collect(),
        Err(_) => Vec::new(),
    };
    if found.is_empty() {
        return vec![Source::failed(name.clone(), Reason::new("no_match").param("pattern", name))];
    }
    found.iter().flat_map(|path| of_path(path)).collect()
}

/// A file within an archive: `年报.zip/水利局.html`.
fn in_archive(path: &Path) -> Option<Source> {
    let archive = path.ancestors().skip(1).find(|above| above.is_file())?;
    let members = of_file(Source::file(archive.to_owned()));
    let name = path.display().to_string();
    let found = members.into_iter().find(|member| member.name == name);
    Some(found.unwrap_or_else(|| Source::failed(name, Reason::new("not_in_archive"))))
}

/// The files in a folder and its folders, by name. Links to folders are not
/// followed, so that a link to a folder above ends nowhere. A folder that cannot
/// be listed is named, and the others still are.
fn in_folder(folder: &Path) -> Vec<Source> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        let failed = |error: io::Error| (folder.clone(), Source::failed(folder.display().to_string(), reason(&error)));
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                found.push(failed(error));
                continue;
            }
        };
        for entry in entries {
            let entry = match entry.and_then(|entry| Ok((entry.file_type()?, entry))) {
                Ok(entry) => entry,
                Err(error) => {
                    found.push(failed(error));
                    continue;
                }
            };
            let (kind, entry) = entry;
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_hidden(&name) {
                continue;
            }
            if !kind.is_dir() {
                found.extend((!entry.path().is_dir()).then(|| (entry.path(), Source::file(entry.path()))));
            } else if !is_beside_saved_page(&name) {
                folders.push(entry.path());
            }
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.into_iter().map(|(_, source)| source).collect()
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

fn is_beside_saved_page(folder: &str) -> bool {
    BESIDE_SAVED_PAGE.iter().any(|end| folder.ends_with(end))
}

/// Whether opening it waits for nobody and it has an end: not so a pipe or a device.
pub fn is_ordinary(path: &Path) -> bool {
    !fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// The bytes of a file that nobody writes meanwhile.
fn unchanged(path: &Path, whole: impl FnOnce(&File) -> io::Result<Vec<u8>>) -> Result<Vec<u8>, Reason> {
    let state = |file: &File| file.metadata().map(|data| (data.len(), data.modified().ok()));
    if !is_ordinary(path) {
        return Err(Reason::new("no_file"));
    }
    let read = move || {
        let file = File::open(path)?;
        let before = state(&file)?;
        let bytes = whole(&file)?;
        Ok((state(&file)? == before, bytes))
    };
    match read() {
        Ok((true, bytes)) => Ok(bytes),
        Ok((false, _)) => Err(Reason::new("changed_while_read")),
        Err(error) => Err(reason(&error)),
    }
}

/// At most one byte more than the library reads, so that it can say so.
fn bounded(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MOST_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn reason(error: &io::Error) -> Reason {
    match error.kind() {
        ErrorKind::NotFound => Reason::new("not_found"),
        ErrorKind::PermissionDenied => Reason::new("no_permission"),
        _ => Reason::new("cannot_open").param("error", error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_written_while_it_is_read_is_named() {
        let path = std::env::temp_dir().join(format!("gouji-{}.html", std::process::id()));
        let code = |result: Result<Vec<u8>, Reason>| result.map(|bytes| bytes.len()).map_err(|reason| reason.code);
        assert!(fs::write(&path, "before").is_ok());
        assert_eq!(code(unchanged(&path, |file| bounded(file))), Ok(6));
        let written = unchanged(&path, |file| fs::write(&path, "before and after").and_then(|()| bounded(file)));
        assert_eq!(code(written), Err("changed_while_read"));
        let removed = unchanged(&path, |file| bounded(file).and_then(|bytes| fs::remove_file(&path).map(|()| bytes)));
        assert_eq!(code(removed), Ok(16), "what was read is whole");
        assert_eq!(code(unchanged(&path, |file| bounded(file))), Err("not_found"));
    }
}
