//! Many inputs at once, their answers in the order of the inputs.

use crate::inputs::{Given, Source};
use crate::progress::Progress;
use crate::reader;
use gouji::document::Document;
use gouji::report::Report;
use gouji::{Input, Options, Outcome, Reason, document, exchange};
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Answers that wait for an earlier one, for each worker.
const MOST_WAITING: usize = 16;
/// How often is looked whether the user has had enough.
const LOOK: Duration = Duration::from_millis(50);

/// Set once the user asked to stop.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Set while answers are waited for, so that the run ends between two of them.
static ANSWERING: AtomicBool = AtomicBool::new(false);

/// Lets Ctrl-C end the run after the answer that is being written. Before the
/// first answer is waited for, and pressed again, it ends the program at once.
pub fn stop_on_interrupt() {
    // Without a handler the program ends at once, as any other does.
    let _ = ctrlc::set_handler(|| {
        if STOPPED.swap(true, Ordering::SeqCst) || !ANSWERING.load(Ordering::SeqCst) {
            std::process::exit(i32::from(crate::check::INTERRUPTED));
        }
    });
}

/// Whether the user asked to stop.
pub fn is_stopped() -> bool {
    STOPPED.load(Ordering::SeqCst)
}

/// Checks every source with `work` by so many workers and gives each with its
/// answer to `take`, in the order of the sources. A check that panics is an
/// answer like any other. Ends early where the user asked for it.
///
/// # Errors
/// What `take` fails with.
pub fn each<T: Send + 'static>(
    sources: Vec<Source>,
    jobs: usize,
    work: impl Fn(&Given) -> T + Send + Sync + 'static,
    mut take: impl FnMut(&Given, T, &mut Progress) -> io::Result<()>,
) -> io::Result<()> {
    let count = sources.len();
    let mut progress = Progress::new(count);
    let shared = Arc::new(Shared { sources, state: Mutex::default(), changed: Condvar::new(), work });
    for _ in 0..jobs.clamp(1, count.max(1)) {
        let shared = shared.clone();
        std::thread::spawn(move || shared.work(jobs * MOST_WAITING));
    }
    let mut result = Ok(());
    ANSWERING.store(true, Ordering::SeqCst);
    for at in 0..count {
        let Some((given, answer)) = shared.wait_for(at) else { break };
        result = take(&given, answer, &mut progress);
        if result.is_err() {
            break;
        }
    }
    ANSWERING.store(false, Ordering::SeqCst);
    shared.lock().ended = true;
    shared.changed.notify_all();
    progress.finish();
    result
}

struct Shared<T, W> {
    sources: Vec<Source>,
    state: Mutex<State<T>>,
    changed: Condvar,
    work: W,
}

struct State<T> {
    /// The next source that nobody works on.
    next: usize,
    /// The answer that is waited for.
    awaited: usize,
    done: BTreeMap<usize, (Given, T)>,
    ended: bool,
}

impl<T> Default for State<T> {
    fn default() -> Self {
        State { next: 0, awaited: 0, done: BTreeMap::new(), ended: false }
    }
}

impl<T, W: Fn(&Given) -> T> Shared<T, W> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What each worker does until nothing is left.
    fn work(&self, most_ahead: usize) {
        while let Some(at) = self.next(most_ahead) {
            let Some(source) = self.sources.get(at) else { return };
            let given = source.read();
            let answer = (self.work)(&given);
            self.lock().done.insert(at, (given, answer));
            self.changed.notify_all();
        }
    }

    /// The next source, as soon as it is not too far ahead.
    fn next(&self, most_ahead: usize) -> Option<usize> {
        let mut state = self.lock();
        loop {
            if state.ended || state.next >= self.sources.len() {
                return None;
            }
            if state.next < state.awaited + most_ahead {
                state.next += 1;
                return Some(state.next - 1);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The answer of a source; `None` where the user has had enough.
    fn wait_for(&self, at: usize) -> Option<(Given, T)> {
        let mut state = self.lock();
        state.awaited = at;
        self.changed.notify_all();
        loop {
            if is_stopped() {
                return None;
            }
            if let Some(done) = state.done.remove(&at) {
                return Some(done);
            }
            state = self.changed.wait_timeout(state, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// Checks an input. A fault of the program is the answer for that input alone.
pub fn check(given: &Given, options: &Options) -> Outcome {
    let bytes = match &given.bytes {
        Ok(bytes) => bytes,
        Err(reason) => return Outcome::unreadable(reason.clone()),
    };
    // The reports beside it are not copied for each input.
    let (year, file_name, forms) = (options.year, given.file_name.clone(), options.forms.clone());
    let reading = Options { year, file_name, forms, ..Options::default() };
    guarded(|| match read(bytes, &reading) {
        Ok(report) => Outcome::of(report, options),
        Err(reason) => Outcome::unreadable(reason),
    })
}

/// The report in an input, where there is one. What fails is told where it is checked.
pub fn recognised(given: &Given, options: &Options) -> Option<Report> {
    let bytes = given.bytes.as_ref().ok()?;
    catch_unwind(AssertUnwindSafe(|| recognise(bytes, options).ok())).unwrap_or_default()
}

/// Reads and recognises a report, also one without its tables. What may take too
/// much of the machine is read beside this process.
fn read(bytes: &[u8], options: &Options) -> Result<Report, Reason> {
    read_with(bytes, |input| gouji::read(input, options))
}

/// Reads and recognises a report with its tables, as [`read`] does.
pub fn recognise(bytes: &[u8], options: &Options) -> Result<Report, Reason> {
    read_with(bytes, |input| gouji::recognise(input, options))
}

/// The document in an input, whatever it is about.
///
/// # Errors
/// Why there is nothing to read.
pub fn document(given: &Given) -> Result<Document, Reason> {
    let bytes = given.bytes.as_ref().map_err(Clone::clone)?;
    if !document::is_costly(bytes) {
        return Ok(document::of(Input::Bytes(bytes))?);
    }
    let read = reader::read(bytes)?;
    Ok(exchange::read(Input::Text(&read)).unwrap_or_else(|| document::of(Input::Text(&read)))?)
}

fn read_with(bytes: &[u8], read: impl Fn(Input<'_>) -> Result<Report, Reason>) -> Result<Report, Reason> {
    if !document::is_costly(bytes) {
        return read(Input::Bytes(bytes));
    }
    read(Input::Text(&reader::read(bytes)?))
}

fn guarded(work: impl FnOnce() -> Outcome) -> Outcome {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        Outcome::unreadable(Reason::new("internal").param("error", text))
    })
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn a_check_that_panics_is_an_answer_with_a_reason() {
        let outcome = guarded(|| panic!("row {}", 3));
        let reason = outcome.reason.map(|reason| (reason.code, reason.params.get("error").cloned()));
        assert_eq!(reason, Some(("internal", Some("row 3".into()))));
    }

    #[test]
    fn answers_come_in_the_order_of_the_inputs_whatever_takes_longer() {
        let paths: Vec<std::path::PathBuf> =
            (0..200).map(|number| format!("no-such-file-{number:03}").into()).collect();
        let mut names = Vec::new();
        let slow = |given: &Given| std::thread::sleep(Duration::from_micros((given.name.len() as u64 * 7919) % 900));
        let take = |given: &Given, (), _: &mut Progress| {
            names.push(given.name.clone());
            Ok(())
        };
        each(crate::inputs::all(&paths), 7, slow, take).unwrap_or_default();
        assert_eq!(names, paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>());
    }
}
