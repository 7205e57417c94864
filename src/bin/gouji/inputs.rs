//! Paths → bytes. A path that cannot be read is a reason, not a failure.

use gouji::Reason;
use gouji::document::MOST_BYTES;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The name of standard input.
const STANDARD_INPUT: &str = "-";
/// Ends of the names of folders in which browsers keep what belongs to a saved
/// page: `年报_files`, `年报.files`.
const BESIDE_SAVED_PAGE: [&str; 2] = ["_files", ".files"];

/// One input: how the caller calls it, and its bytes.
pub struct Given {
    /// The path as it was given or found.
    pub name: String,
    /// The last part of the path, which may tell the year and the body.
    pub file_name: Option<String>,
    /// What it holds.
    pub bytes: Result<Vec<u8>, Reason>,
}

impl Given {
    /// Reads one path, `-` from standard input.
    pub fn read(path: &Path) -> Self {
        let name = path.display().to_string();
        let standard_input = name == STANDARD_INPUT;
        let bytes = if standard_input { bounded(io::stdin().lock()) } else { File::open(path).and_then(bounded) };
        let file_name = path.file_name().filter(|_| !standard_input).map(|name| name.to_string_lossy().into_owned());
        Given { name, file_name, bytes: bytes.map_err(|error| reason(&error)) }
    }

    /// The name of the input without its folders and its ending: what a unit
    /// is called that does not say its own name.
    pub fn stem(&self) -> String {
        let stem = Path::new(&self.name).file_stem();
        stem.map_or_else(|| self.name.clone(), |stem| stem.to_string_lossy().into_owned())
    }

    fn failed(path: &Path, reason: Reason) -> Self {
        Given { name: path.display().to_string(), file_name: None, bytes: Err(reason) }
    }
}

/// Reads every path, one after the other. A folder stands for the files in it
/// and in its folders, by name; hidden ones and what belongs to a saved page
/// are left out.
pub fn all(paths: &[PathBuf]) -> impl Iterator<Item = Given> + '_ {
    paths.iter().flat_map(|path| {
        let found: Box<dyn Iterator<Item = Given>> = if path.is_dir() {
            match files_in(path) {
                Err(error) => Box::new(std::iter::once(Given::failed(path, reason(&error)))),
                Ok(files) if files.is_empty() => {
                    Box::new(std::iter::once(Given::failed(path, Reason::new("no_files"))))
                }
                Ok(files) => Box::new(files.into_iter().map(|file| Given::read(&file))),
            }
        } else {
            Box::new(std::iter::once(Given::read(path)))
        };
        found
    })
}

/// The files in a folder and its folders. Links to folders are not followed, so
/// that a link to a folder above ends nowhere.
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type()?;
            if name.starts_with('.') {
                continue;
            }
            if !kind.is_dir() {
                files.extend((!entry.path().is_dir()).then(|| entry.path()));
            } else if !BESIDE_SAVED_PAGE.iter().any(|end| name.ends_with(end)) {
                folders.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// At most one byte more than the library reads, so that it can say so.
fn bounded(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn reason(error: &io::Error) -> Reason {
    match error.kind() {
        ErrorKind::NotFound => Reason::new("not_found"),
        ErrorKind::PermissionDenied => Reason::new("no_permission"),
        _ => Reason::new("cannot_open").param("error", error.to_string()),
    }
}
