//! `gouji check`: every input through the library, its answer to the output.

use crate::arguments::{CheckArguments, InputArguments};
use crate::inputs::{self, Given, Source};
use crate::{forms, pairs, parallel, settings};
use gouji::forms::Forms;
use gouji::output::run::{Checked, Format, Writer};
use gouji::output::text::Tally;
use gouji::report::Report;
use gouji::shown::Verbatim;
use gouji::{Language, Options, Outcome, Reason, Status, Time};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// Exit code where at least one finding is an error.
const ERRORS: u8 = 1;
/// Exit code where some input could not be checked. It outweighs [`ERRORS`]:
/// of that input nothing is known.
pub const NOT_CHECKED: u8 = 2;
/// Exit code where the user asked to stop; what was answered till then stands.
pub const INTERRUPTED: u8 = 130;

/// Checks every input and prints its answer as soon as it is there.
///
/// # Errors
/// Where the settings cannot be read, or the output cannot be written.
pub fn run(arguments: &CheckArguments) -> io::Result<ExitCode> {
    parallel::stop_on_interrupt();
    let settings = arguments.settings.as_deref().map(settings::read).transpose()?.unwrap_or_default();
    let mut options = Options {
        year: arguments.year,
        published: arguments.published,
        settings,
        time: time(arguments),
        forms: forms::brought(&arguments.forms, arguments.lang.into())?,
        ..Options::default()
    };
    let mut failed = Vec::new();
    let forms = options.forms.clone();
    let mut compared = |path: &Path| compared_with(path, &forms, &mut failed);
    let previous = arguments.previous.as_deref().and_then(&mut compared);
    options.previous = previous.map(|(_, report)| Box::new(report));
    options.units = arguments.units.iter().filter_map(|path| compared(path)).collect();
    options.others = arguments.with.iter().filter_map(|path| compared(path)).map(|(_, report)| report).collect();
    let mut answers = Answers::new(arguments, &options);
    match check_all(arguments, options, failed, &mut answers) {
        // Whoever reads the output has seen enough; what is known still counts.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error),
        _ => Ok(code(answers.unreadable, answers.errors)),
    }
}

/// `failed` are the reports to compare with that could not be read.
fn check_all(
    arguments: &CheckArguments,
    options: Options,
    failed: Vec<(Given, Reason)>,
    answers: &mut Answers,
) -> io::Result<()> {
    let (sources, jobs) = inputs(&arguments.inputs)?;
    answers.start()?;
    for (given, reason) in failed {
        answers.give(&given, &Outcome::unreadable(reason), None)?;
    }
    // Whoever says what to compare with wants nothing else.
    let is_told = arguments.previous.is_some() || !arguments.with.is_empty();
    let found = if is_told { None } else { pairs::among(&sources, jobs, &options)? };
    let work = move |given: &Given| {
        let (options, previous) = pairs::options_for(found.as_ref(), given, &options);
        (parallel::check(given, &options), previous)
    };
    parallel::each(sources, jobs, work, |given, (outcome, previous), progress| {
        progress.count(outcome.status(), outcome.summary());
        progress.aside(|| answers.give(given, &outcome, previous.as_deref()))
    })?;
    answers.finish()
}

/// The time that a record tells: the one that was asked for, else now.
fn time(arguments: &CheckArguments) -> Option<Time> {
    let now = || Time::parse(&jiff::ZonedDateTime::now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
    arguments.time.clone().or_else(now)
}

/// The inputs that are asked for, and how many are checked at once.
///
/// # Errors
/// Where a list of inputs cannot be read.
pub fn inputs(arguments: &InputArguments) -> io::Result<(Vec<Source>, usize)> {
    let mut paths = arguments.files.clone();
    if let Some(list) = &arguments.files_from {
        paths.extend(inputs::lines_of(list)?.into_iter().map(Into::into));
    }
    if let Some(earlier) = &arguments.retry {
        paths.extend(inputs::failed_of(earlier)?);
    }
    let jobs = arguments.jobs.map_or_else(gouji::region::most_workers, usize::from);
    Ok((inputs::all(&paths), jobs))
}

/// Reads the report of the year before or of a unit. One that cannot be read
/// is answered for as such, and what can be checked without it still is.
fn compared_with(path: &Path, forms: &Forms, failed: &mut Vec<(Given, Reason)>) -> Option<(Verbatim, Report)> {
    let given = Given::read(path);
    let options = Options { file_name: given.file_name.clone(), forms: forms.clone(), ..Options::default() };
    let report: Result<Report, Reason> =
        given.bytes.as_ref().map_err(Clone::clone).and_then(|bytes| parallel::recognise(bytes, &options));
    match report {
        Ok(report) => Some((report.organ.clone().unwrap_or_else(|| given.stem().into()), report)),
        Err(reason) => {
            failed.push((given, reason));
            None
        }
    }
}

/// The exit code of a run.
pub fn code(unreadable: usize, errors: usize) -> ExitCode {
    match (unreadable, errors) {
        _ if parallel::is_stopped() => ExitCode::from(INTERRUPTED),
        (0, 0) => ExitCode::SUCCESS,
        (0, _) => ExitCode::from(ERRORS),
        _ => ExitCode::from(NOT_CHECKED),
    }
}

/// Prints answers and remembers what they came to.
struct Answers {
    writer: Writer,
    output: anstream::AutoStream<io::StdoutLock<'static>>,
    errors: usize,
    unreadable: usize,
    /// Counts for a person, where one looks on.
    tally: Option<Tally>,
    format: Format,
    language: Language,
}

impl Answers {
    fn new(arguments: &CheckArguments, options: &Options) -> Self {
        let lock = io::stdout().lock();
        let (format, language) = (arguments.format.into(), arguments.lang.into());
        let output = match format {
            Format::Text => anstream::AutoStream::auto(lock),
            // Everything else is written as it is.
            _ => anstream::AutoStream::always_ansi(lock),
        };
        let writer = Writer::new(format, language, options);
        let is_seen = format == Format::Text || io::stderr().is_terminal();
        let tally = is_seen.then(Tally::default);
        Answers { writer, output, errors: 0, unreadable: 0, tally, format, language }
    }

    fn start(&mut self) -> io::Result<()> {
        let start = self.writer.start();
        self.write(&start)
    }

    /// `previous` is the file of the year before, where one was found beside this one.
    fn give(&mut self, given: &Given, outcome: &Outcome, previous: Option<&str>) -> io::Result<()> {
        self.unreadable += usize::from(outcome.status() == Status::Unreadable);
        self.errors += outcome.summary().error;
        if let Some(tally) = &mut self.tally {
            tally.count(outcome);
        }
        let source = given.bytes.as_deref().ok();
        let checked = Checked { previous, ..Checked::file(&given.name, source, outcome) };
        let answer = self.writer.file(&checked);
        self.write(&answer)
    }

    /// Ends the output. The counts stand in it where it is text, else beside it.
    fn finish(&mut self) -> io::Result<()> {
        let counts = self.tally.as_ref().map(|tally| tally.text(self.language)).unwrap_or_default();
        match self.format {
            Format::Text => self.write(&counts)?,
            _ => anstream::AutoStream::auto(io::stderr()).lock().write_all(counts.as_bytes())?,
        }
        let finish = self.writer.finish();
        self.write(&finish)
    }

    fn write(&mut self, answer: &str) -> io::Result<()> {
        self.output.write_all(answer.as_bytes())?;
        self.output.flush()
    }
}
