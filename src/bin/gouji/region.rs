//! `gouji region`: every report by itself, then all of them with each other.

use crate::arguments::{RegionArguments, RegionFormat};
use crate::check::{self, code};
use crate::export;
use crate::forms;
use crate::inputs::{self, Given, Source};
use crate::{parallel, settings};
use gouji::output::{history, json, long, workbook};
use gouji::region::{self, Entry, Region};
use gouji::{Language, Options, Status, messages};
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::Path;
use std::process::ExitCode;

/// The most bytes of one entry.
const MOST_LINE: u64 = 16 * 1024 * 1024;
/// How each entry starts.
const ENTRY_START: &[u8] = b"{\"file\":";

/// Checks every report, compares them and prints the answer.
///
/// # Errors
/// Where a file that was named cannot be read or written.
pub fn run(arguments: &RegionArguments) -> io::Result<ExitCode> {
    parallel::stop_on_interrupt();
    let language: Language = arguments.lang.into();
    let settings = arguments.settings.as_deref().map(settings::read).transpose()?.unwrap_or_default();
    let list = arguments.list.as_deref().map(inputs::lines_of).transpose()?.unwrap_or_default();
    let (mut sources, jobs) = check::inputs(&arguments.inputs)?;
    // Made once what is read was listed: it may lie among that.
    let output = arguments.output.as_deref().map(new_file).transpose()?;
    let series = arguments.series.as_deref().map(|path| Ok::<_, io::Error>((path, new_file(path)?))).transpose()?;
    let own = arguments.region.as_deref().map(|path| path.display().to_string());
    if let Some(own) = &own
        && !sources.iter().any(|source| source.name == *own)
    {
        sources.extend(inputs::all(&[own.into()]));
    }
    let forms = forms::brought(&arguments.forms, language)?;
    let options = Options { settings: settings.clone(), forms: forms.clone(), ..Options::default() };
    let entries = entries(sources, jobs, options, arguments.entries.as_deref(), language)?;
    let options = region::Options { language, settings, region: own, list, forms, workers: jobs };
    if let Some(form) = region::unknown_form(&entries, &options) {
        return Err(io::Error::new(
            ErrorKind::InvalidInput,
            messages::phrase("form.not_given", &[("form", &form)], language),
        ));
    }
    if let Some((path, file)) = series {
        write_series(path, file, &entries, &options)?;
    }
    let region = region::combine(entries, &options);
    if let Some(mut file) = output {
        let book = workbook::book(&region, &options.forms, language);
        file.write_all(&workbook::write(&book).map_err(io::Error::other)?)?;
    }
    print(&region, arguments.format, language)?;
    let sum = |of: fn(&Region) -> usize| region.each().map(of).sum();
    Ok(code(sum(|region| region.totals.unreadable), sum(|region| region.totals.summary.error)))
}

/// Writes every figure, one a line, or draws them: what the file's name says.
fn write_series(path: &Path, mut file: File, entries: &[Entry], options: &region::Options) -> io::Result<()> {
    let is = |kind: &str| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(kind));
    if is("html") {
        let histories = region::history::histories(entries, &options.forms);
        return file.write_all(history::page(&histories, options.language).as_bytes());
    }
    if is("xlsx") {
        let book = long::book(entries, &options.forms, options.language).ok_or_else(|| {
            let too_many = messages::phrase("region.series_too_long", &[], options.language);
            export::named(path, &io::Error::new(ErrorKind::InvalidInput, too_many))
        })?;
        return file.write_all(&workbook::write(&book).map_err(io::Error::other)?);
    }
    file.write_all(long::csv(entries, &options.forms, options.language).as_bytes())
}

/// The entries of all sources: those of an earlier run, and the others checked.
fn entries(
    sources: Vec<Source>,
    jobs: usize,
    options: Options,
    kept: Option<&Path>,
    language: Language,
) -> io::Result<Vec<Entry>> {
    let mut earlier = kept.map(read_entries).transpose()?.unwrap_or_default();
    let mut keep = kept.map(|path| OpenOptions::new().create(true).append(true).open(path)).transpose()?;
    let mut entries: Vec<Entry> = Vec::with_capacity(sources.len());
    let (known, open): (Vec<Source>, _) = sources.into_iter().partition(|source| earlier.contains_key(&source.name));
    entries.extend(known.iter().filter_map(|source| earlier.remove(&source.name)));
    let work = move |given: &Given| Entry::of(&given.name, &parallel::check(given, &options), language);
    parallel::each(open, jobs, work, |_, entry, progress| {
        progress.count(entry.status, entry.summary);
        if let Some(keep) = &mut keep {
            let line = json::inert(serde_json::to_string(&entry).unwrap_or_default()) + "\n";
            keep.write_all(line.as_bytes())?;
        }
        entries.push(entry);
        Ok(())
    })?;
    Ok(entries)
}

/// The reports that an earlier run could read, by file. A last line that was cut
/// off is left out.
///
/// # Errors
/// Where the file holds anything else: it would be written on to. A shell's
/// pattern may have put a report there.
fn read_entries(path: &Path) -> io::Result<HashMap<String, Entry>> {
    if !inputs::is_ordinary(path) {
        return Err(no_entries(path, 1));
    }
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(HashMap::new()),
        file => file?,
    };
    let mut entries = HashMap::new();
    let mut reader = BufReader::new(file);
    for number in 1.. {
        let mut line = Vec::new();
        let length = reader.by_ref().take(MOST_LINE).read_until(b'\n', &mut line)?;
        if length == 0 {
            break;
        }
        match serde_json::from_slice::<Entry>(&line) {
            Ok(entry) if entry.status == Status::Unreadable => {}
            Ok(entry) => drop(entries.insert(entry.file.clone(), entry)),
            // An interrupted run leaves the start of a line, never of another text.
            Err(_) if !line.ends_with(b"\n") && line.starts_with(ENTRY_START) => {}
            Err(_) => return Err(no_entries(path, number)),
        }
    }
    Ok(entries)
}

fn no_entries(path: &Path, line: usize) -> io::Error {
    let problem = format!("{}: line {line} is no entry of an earlier run; nothing was written", path.display());
    io::Error::new(ErrorKind::InvalidInput, problem)
}

/// Never writes over a file.
fn new_file(path: &Path) -> io::Result<File> {
    File::create_new(path).map_err(|error| export::named(path, &error))
}

fn print(region: &Region, format: RegionFormat, language: Language) -> io::Result<()> {
    let text = match format {
        RegionFormat::Json => json::inert(serde_json::to_string(region).unwrap_or_default()) + "\n",
        RegionFormat::Text => gouji::output::text::collection(region, language),
    };
    let mut output = anstream::AutoStream::auto(io::stdout()).lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}
