//! The command line: arguments, files, exit code. The work is in the library.

mod arguments;
mod check;
mod export;
mod fix;
mod forms;
mod inputs;
mod pairs;
mod parallel;
mod progress;
mod reader;
mod region;
mod settings;

use arguments::{Arguments, Command, RulesFormat};
use clap::Parser;
use gouji::output::catalogue;
use gouji::shown::harmless;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Region(arguments) => region::run(&arguments),
        Command::Fix(arguments) => fix::run(&arguments),
        Command::Form(arguments) => forms::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Settings { preset, lang } => print(&settings::of_preset(&preset, lang.into())),
        Command::ReadWorker => reader::serve(),
        Command::Rules { format, lang } => print(&rules_text(format, lang)),
    };
    match result {
        Ok(code) => code,
        // The reader of our output has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gouji: {}", harmless(&error.to_string()));
            ExitCode::from(check::NOT_CHECKED)
        }
    }
}

fn print(text: &str) -> io::Result<ExitCode> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes())?;
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn rules_text(format: RulesFormat, lang: arguments::Lang) -> String {
    match format {
        RulesFormat::Text => catalogue::rules_text(lang.into()),
        RulesFormat::Json => catalogue::rules_json(lang.into()) + "\n",
        RulesFormat::Markdown => catalogue::rules_markdown(lang.into()),
    }
}
