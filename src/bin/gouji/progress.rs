//! How far a run has come: on a terminal's standard error, nowhere else.

use gouji::{Status, Summary};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};

/// Runs of fewer inputs show no bar.
const FEWEST: usize = 3;
const TEMPLATE: &str = "{bar:30} {pos}/{len}  {msg}  {eta_precise}";

/// The bar of a run.
pub struct Progress {
    bar: ProgressBar,
    summary: Summary,
    unreadable: usize,
}

impl Progress {
    /// A bar for so many inputs.
    pub fn new(count: usize) -> Self {
        let shown = count >= FEWEST && io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(count as u64), target);
        let style = ProgressStyle::with_template(TEMPLATE).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        Progress { bar, summary: Summary::default(), unreadable: 0 }
    }

    /// Counts an answer.
    pub fn count(&mut self, status: Status, summary: Summary) {
        self.summary.error += summary.error;
        self.summary.warning += summary.warning;
        self.unreadable += usize::from(status == Status::Unreadable);
        let Summary { error, warning, .. } = self.summary;
        self.bar.set_message(format!("✗ {error}  ! {warning}  ? {}", self.unreadable));
        self.bar.inc(1);
    }

    /// Counts an input that was only looked at.
    pub fn look(&mut self) {
        self.bar.inc(1);
    }

    /// Writes with the bar out of the way.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
