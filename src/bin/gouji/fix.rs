//! `gouji fix`: the repair as a table, or taken over into a new file.

use crate::arguments::FixArguments;
use crate::check::NOT_CHECKED;
use crate::forms;
use crate::inputs::Given;
use gouji::output::{json, text};
use gouji::shown::harmless;
use gouji::{Input, Language, Options, Outcome, Reason, fix, messages};
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

/// Prints what there is to correct and, where a new file is named, writes the
/// corrected report there.
///
/// # Errors
/// Where the new file is there already or cannot be written.
pub fn run(arguments: &FixArguments) -> io::Result<ExitCode> {
    let language = arguments.lang.into();
    let given = Given::read(&arguments.file);
    let forms = forms::brought(&arguments.forms, language)?;
    let options = Options { year: arguments.year, file_name: given.file_name.clone(), forms, ..Options::default() };
    let bytes = match given.bytes {
        Ok(bytes) => bytes,
        Err(reason) => return Ok(refused(&given.name, &reason, language)),
    };
    let outcome = gouji::check(Input::Bytes(&bytes), &options);
    if let Some(reason) = &outcome.reason {
        return Ok(refused(&given.name, reason, language));
    }
    let corrected = match &arguments.output {
        Some(path) if path.exists() => {
            return Ok(refused(&path.display().to_string(), &Reason::new("fix_exists"), language));
        }
        Some(path) if is_other_format(path) => Err(Reason::new("fix_format")),
        None => fix::corrections(&outcome).map(|_| None),
        Some(path) => corrected(path, &bytes, &outcome, &options, language).map(Some),
    };
    match corrected {
        // To have nothing to show is no failure; to have nothing to write is.
        Err(reason)
            if arguments.output.is_none()
                && matches!(reason.code, "fix_nothing" | "fix_not_assessed" | "fix_unlocalised") =>
        {
            println(&messages::reason(&reason, language))?;
        }
        Err(reason) => return Ok(refused(&given.name, &reason, language)),
        Ok(corrected) => {
            if let (Some(path), Some(corrected)) = (&arguments.output, corrected) {
                write_new(path, &corrected)?;
            }
            println(text::corrections(&outcome, language).trim_end())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The corrected report: as JSON where the new file is called so, otherwise the
/// HTML that was read with the text of those cells replaced.
fn corrected(
    path: &Path,
    bytes: &[u8],
    outcome: &Outcome,
    options: &Options,
    language: Language,
) -> Result<Vec<u8>, Reason> {
    let corrections = fix::corrections(outcome)?;
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        let report = fix::corrected(&outcome.report, corrections);
        return Ok(json::to_json(&Outcome::of(report, options), language).into_bytes());
    }
    fix::corrected_html(bytes, outcome, corrections, options)
}

/// Whether a file name promises what is not written here. One without an
/// ending promises nothing.
fn is_other_format(path: &Path) -> bool {
    let written = ["json", "html", "htm", "xhtml"];
    path.extension().is_some_and(|ending| !written.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Never writes over a file, the report itself least of all.
fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    File::create_new(path).and_then(|mut file| file.write_all(content)).map_err(named)
}

fn println(text: &str) -> io::Result<()> {
    match writeln!(io::stdout().lock(), "{text}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

fn refused(name: &str, reason: &Reason, language: Language) -> ExitCode {
    eprintln!("{}: {}", harmless(name), messages::reason(reason, language));
    ExitCode::from(NOT_CHECKED)
}
