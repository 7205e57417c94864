//! Lists of inputs in files: paths one a line, or what an earlier run could not
//! check.

use super::is_ordinary;
use gouji::{Language, Reason, messages};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The most bytes of a list: a million paths and more.
const MOST_BYTES: u64 = 128 * 1024 * 1024;

/// The lines of a file, `-` for standard input, without blank ones.
///
/// # Errors
/// Where it cannot be read as text; the path is named.
pub fn lines_of(path: &Path) -> io::Result<Vec<String>> {
    let text = text_of(path)?;
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.map(str::to_owned).collect())
}

/// The files of an earlier run's JSON Lines that could not be checked.
///
/// # Errors
/// Where it cannot be read, or a line is not of such a run. A last line that was
/// cut off is left out.
pub fn failed_of(path: &Path) -> io::Result<Vec<PathBuf>> {
    #[derive(serde::Deserialize)]
    struct Line {
        file: PathBuf,
        status: gouji::Status,
    }
    let text = text_of(path)?;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut failed = Vec::new();
    for (number, line) in (1..).zip(lines.iter().filter(|line| line.ends_with('\n'))) {
        let line: Line = serde_json::from_str(line).map_err(|error| named(path, &format!("line {number}: {error}")))?;
        failed.extend(Some(line).filter(|line| line.status == gouji::Status::Unreadable).map(|line| line.file));
    }
    Ok(failed)
}

/// The text of a file, `-` for standard input. A pipe by its name is told, not
/// waited for; a device may never end.
///
/// # Errors
/// Where it is no file, too large or no text; the path is named.
pub fn text_of(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let mut bounded = |source: &mut dyn Read| source.take(MOST_BYTES + 1).read_to_string(&mut text);
    let read = if path.as_os_str() == "-" {
        bounded(&mut io::stdin().lock())
    } else {
        if !is_ordinary(path) {
            return Err(named(path, &messages::reason(&Reason::new("no_file"), Language::default())));
        }
        std::fs::File::open(path).and_then(|mut file| bounded(&mut file))
    };
    match read {
        Ok(length) if length as u64 > MOST_BYTES => {
            Err(named(path, &format!("more than {} MB", MOST_BYTES / 1024 / 1024)))
        }
        Ok(_) => Ok(text),
        Err(error) => Err(named(path, &error.to_string())),
    }
}

fn named(path: &Path, problem: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, format!("{}: {problem}", path.display()))
}
