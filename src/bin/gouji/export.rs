//! `gouji export` and `gouji form --output`: reports and empty forms as files.

use crate::arguments::{ExportArguments, FormArguments};
use crate::check::NOT_CHECKED;
use crate::forms;
use crate::inputs::Given;
use crate::{parallel, settings};
use gouji::forms::Edition;
use gouji::output::files::{self, Format};
use gouji::output::form;
use gouji::shown::harmless;
use gouji::{Options, Reason, messages};
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

/// Writes a checked report.
///
/// # Errors
/// Where the file is there already, is the report itself, or cannot be written.
pub fn run(arguments: &ExportArguments) -> io::Result<ExitCode> {
    let language = arguments.lang.into();
    let format = format_of(&arguments.output)?;
    let settings = arguments.settings.as_deref().map(settings::read).transpose()?.unwrap_or_default();
    let given = Given::read(&arguments.file);
    let time = arguments.time.clone();
    let file_name = given.file_name.clone();
    let forms = forms::brought(&arguments.forms, language)?;
    let options = Options { year: arguments.year, settings, file_name, time, forms, ..Options::default() };
    let outcome = parallel::check(&given, &options);
    let written = files::of_outcome(&outcome, &[], &options, language, arguments.corrected)
        .and_then(|paper| files::write(&paper, format));
    match written {
        Err(reason) => Ok(refused(&given.name, &reason, language)),
        Ok(bytes) => {
            if is_same(&arguments.file, &arguments.output) {
                return Err(named(&arguments.output, &io::Error::from(ErrorKind::AlreadyExists)));
            }
            put(&arguments.output, &bytes, arguments.force)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Prints an empty form, or writes it as a file.
///
/// # Errors
/// Where the file is there already or cannot be written.
pub fn form(edition: &'static Edition, arguments: &FormArguments) -> io::Result<ExitCode> {
    let Some(path) = &arguments.output else {
        let mut output = io::stdout().lock();
        output.write_all(form::render(edition, arguments.format.into()).as_bytes())?;
        output.flush()?;
        return Ok(ExitCode::SUCCESS);
    };
    let bytes = match format_of(path)? {
        Format::Html => form::render(edition, form::Format::Html).into_bytes(),
        format => match files::write(&files::blank(edition), format) {
            Ok(bytes) => bytes,
            Err(reason) => return Ok(refused(&path.display().to_string(), &reason, gouji::Language::default())),
        },
    };
    put(path, &bytes, arguments.force)?;
    Ok(ExitCode::SUCCESS)
}

fn format_of(path: &Path) -> io::Result<Format> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let unknown = || io::Error::new(ErrorKind::InvalidInput, format!("{}: .docx, .xlsx, .html", path.display()));
    Format::named(&ending).ok_or_else(unknown)
}

/// Whether both paths lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    one.canonicalize().ok().zip(other.canonicalize().ok()).is_some_and(|(one, other)| one == other)
}

/// Writes a file; over one that is there only where that is asked for.
///
/// # Errors
/// Where it is there already or cannot be written.
pub fn put(path: &Path, bytes: &[u8], force: bool) -> io::Result<()> {
    let file = if force { File::create(path) } else { File::create_new(path) };
    file.and_then(|mut file| file.write_all(bytes)).map_err(|error| named(path, &error))
}

/// An error of a file with its path, in words where there are some.
pub fn named(path: &Path, error: &io::Error) -> io::Error {
    let code = match error.kind() {
        ErrorKind::AlreadyExists => Some("fix_exists"),
        ErrorKind::NotFound => Some("not_found"),
        ErrorKind::PermissionDenied => Some("no_permission"),
        ErrorKind::InvalidData => Some("not_utf8"),
        _ => None,
    };
    let told = code.map(|code| messages::reason(&Reason::new(code), gouji::Language::default()));
    let told = told.unwrap_or_else(|| error.to_string());
    io::Error::new(error.kind(), format!("{}: {told}", path.display()))
}

/// Tells why a file was not read, with the exit code for it.
pub fn refused(name: &str, reason: &Reason, language: gouji::Language) -> ExitCode {
    eprintln!("{}: {}", harmless(name), messages::reason(reason, language));
    ExitCode::from(NOT_CHECKED)
}
