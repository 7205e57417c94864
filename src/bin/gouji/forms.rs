//! `gouji form`, and the forms that `--form` brings.

use crate::arguments::{FormAction, FormArguments};
use crate::check::NOT_CHECKED;
use crate::export;
use crate::inputs::Given;
use crate::parallel;
use gouji::forms::{self, Edition, FormFault, Forms, TableForm};
use gouji::shown::harmless;
use gouji::{Language, messages};
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Prints a form, checks the files of forms, or prints their schema.
///
/// # Errors
/// Where a file cannot be read or written, or the form of one is refused.
pub fn run(arguments: &FormArguments) -> io::Result<ExitCode> {
    match &arguments.action {
        Some(FormAction::Lint { files, lang }) => lint(files, (*lang).into()),
        Some(FormAction::Draft { file, output, lang }) => draft(file, output.as_deref(), (*lang).into()),
        Some(FormAction::Schema) => {
            io::stdout().lock().write_all(forms::schema().as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        None => export::form(named_form(arguments.edition.as_deref().unwrap_or_default())?, arguments),
    }
}

/// The edition with this id, else the form in the file of this name.
fn named_form(name: &str) -> io::Result<&'static Edition> {
    if let Some(edition) = forms::edition(name) {
        return Ok(edition);
    }
    if !Path::new(name).exists() {
        let known: Vec<&str> = forms::editions().iter().map(|edition| edition.id.as_str()).collect();
        let facts: [(&str, &dyn Display); 2] = [("name", &name), ("known", &known.join(", "))];
        let unknown = messages::phrase("form.unknown", &facts, Language::default());
        return Err(io::Error::new(ErrorKind::NotFound, unknown));
    }
    load(Path::new(name), Language::default())
}

/// The forms of these files, beside those of the library.
///
/// # Errors
/// Where a file cannot be read; where a form is refused, after its faults were told.
pub fn brought(files: &[PathBuf], language: Language) -> io::Result<Forms> {
    let brought = files.iter().map(|path| load(path, language)).collect::<io::Result<Vec<_>>>()?;
    Ok(Forms::with(brought))
}

fn load(path: &Path, language: Language) -> io::Result<&'static Edition> {
    let text = read(path)?;
    forms::load(&text).map_err(|faults| {
        tell(path, &faults, language);
        let refused = messages::phrase("form.refused", &[("count", &faults.len())], language);
        io::Error::new(ErrorKind::InvalidInput, format!("{}: {refused}", path.display()))
    })
}

fn lint(files: &[PathBuf], language: Language) -> io::Result<ExitCode> {
    let mut is_sound = true;
    for path in files {
        let faults = forms::lint(&read(path)?);
        is_sound &= faults.is_empty();
        tell(path, &faults, language);
        if faults.is_empty() {
            let open = forms::to_confirm(&read(path)?);
            tell(path, &open, language);
            let path = harmless(&path.display().to_string()).into_owned();
            println!("{}", messages::phrase("form.sound", &[("file", &path)], language));
            if !open.is_empty() {
                println!("{}", messages::phrase("form.confirm_count", &[("count", &open.len())], language));
            }
        }
    }
    Ok(if is_sound { ExitCode::SUCCESS } else { ExitCode::from(NOT_CHECKED) })
}

/// Drafts a form from an empty table; what was guessed is counted on standard error.
fn draft(path: &Path, output: Option<&Path>, language: Language) -> io::Result<ExitCode> {
    let given = Given::read(path);
    let drafted =
        parallel::document(&given).and_then(|document| gouji::draft::draft(&document, &given.stem(), language));
    let text = match drafted {
        Ok(text) => text,
        Err(reason) => return Ok(export::refused(&given.name, &reason, language)),
    };
    match output {
        Some(output) => export::put(output, text.as_bytes(), false)?,
        None => io::stdout().lock().write_all(text.as_bytes())?,
    }
    let Ok(edition) = forms::load(&text) else { return Ok(ExitCode::from(NOT_CHECKED)) };
    let count = |of: fn(&TableForm) -> usize| edition.tables.iter().map(of).sum::<usize>();
    let file = harmless(&output.unwrap_or(path).display().to_string()).into_owned();
    let facts: [(&str, &dyn Display); 6] = [
        ("file", &file),
        ("tables", &edition.tables.len()),
        ("rows", &count(|table| table.rows.len())),
        ("columns", &count(|table| table.columns.len())),
        ("relations", &count(|table| table.relation_declarations.len())),
        ("count", &forms::to_confirm(&text).len()),
    ];
    eprintln!("{}", messages::phrase("form.drafted", &facts, language));
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> io::Result<String> {
    std::fs::read_to_string(path).map_err(|error| export::named(path, &error))
}

/// Tells the faults of a file, a line each: `FILE:3:5: tables[0].id: …`.
fn tell(path: &Path, faults: &[FormFault], language: Language) {
    for fault in faults {
        let place = format!("{}:{}:{}", path.display(), fault.line, fault.column);
        let line = format!("{place}: {}", messages::form_fault(fault, language));
        eprintln!("{}", harmless(&line));
    }
}
