//! `gouji check`: every input through the library, its answer to the output.

use crate::arguments::{CheckArguments, CheckFormat, InputArguments};
use crate::inputs::{self, Given, Source};
use crate::parallel;
use gouji::output::{json, text};
use gouji::report::Report;
use gouji::{Input, Language, Options, Outcome, Reason, Settings};
use std::io::{self, ErrorKind, Write};
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
    let settings = arguments.settings.as_deref().map(settings).transpose()?.unwrap_or_default();
    let mut answers = Answers::new(arguments);
    match check_all(arguments, settings, &mut answers) {
        // Whoever reads the output has seen enough; what is known still counts.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error),
        _ => Ok(code(answers.verdicts.unreadable, answers.errors)),
    }
}

fn check_all(arguments: &CheckArguments, settings: Settings, answers: &mut Answers) -> io::Result<()> {
    let mut options = Options { year: arguments.year, settings, ..Options::default() };
    if let Some(path) = &arguments.previous {
        options.previous = beside(answers, path)?.map(|(_, report)| Box::new(report));
    }
    for path in &arguments.units {
        options.units.extend(beside(answers, path)?);
    }
    let (sources, jobs) = inputs(&arguments.inputs)?;
    let work = move |given: &Given| parallel::check(given, &options);
    parallel::each(sources, jobs, work, |given, outcome, progress| {
        progress.count(outcome.status(), outcome.summary());
        progress.aside(|| answers.give(&given.name, &outcome))
    })?;
    answers.finish()
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
fn beside(answers: &mut Answers, path: &Path) -> io::Result<Option<(String, Report)>> {
    let given = Given::read(path);
    let options = Options { file_name: given.file_name.clone(), ..Options::default() };
    let report: Result<Report, Reason> =
        given.bytes.as_ref().map_err(Clone::clone).and_then(|bytes| gouji::recognise(Input::Bytes(bytes), &options));
    match report {
        Ok(report) => Ok(Some((report.organ.clone().unwrap_or_else(|| given.stem()), report))),
        Err(reason) => {
            answers.give(&given.name, &Outcome::unreadable(reason))?;
            Ok(None)
        }
    }
}

pub fn settings(path: &Path) -> io::Result<Settings> {
    let wrong = |problem: String| io::Error::new(ErrorKind::InvalidInput, format!("{}: {problem}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    gouji::settings::parse(&text).map_err(wrong)
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
    format: CheckFormat,
    language: Language,
    output: anstream::AutoStream<io::StdoutLock<'static>>,
    verdicts: text::Verdicts,
    errors: usize,
}

impl Answers {
    fn new(arguments: &CheckArguments) -> Self {
        Answers {
            format: arguments.format,
            language: arguments.lang.into(),
            output: anstream::AutoStream::auto(io::stdout()).lock(),
            verdicts: text::Verdicts::default(),
            errors: 0,
        }
    }

    fn give(&mut self, name: &str, outcome: &Outcome) -> io::Result<()> {
        let first = self.verdicts == text::Verdicts::default();
        self.verdicts.count(outcome.status());
        self.errors += outcome.summary().error;
        let answer = match self.format {
            CheckFormat::Json => json::to_json_line(name, outcome, self.language),
            CheckFormat::Text if first => text::report(name, outcome, self.language),
            CheckFormat::Text => format!("\n{}", text::report(name, outcome, self.language)),
        };
        self.write(&answer)
    }

    fn finish(&mut self) -> io::Result<()> {
        let text::Verdicts { passed, findings, unreadable } = self.verdicts;
        if self.format == CheckFormat::Text && passed + findings + unreadable > 1 {
            let total = text::total(self.verdicts, self.language);
            self.write(&format!("\n{total}"))?;
        }
        Ok(())
    }

    fn write(&mut self, answer: &str) -> io::Result<()> {
        self.output.write_all(answer.as_bytes())?;
        self.output.flush()
    }
}
