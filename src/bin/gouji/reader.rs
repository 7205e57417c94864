//! Reading in a process of its own what may cost more than it says: files that
//! are packed, and long texts. Where reading one of them ends its process (no
//! memory left, no stack left) or never ends, that file alone is not read.
//!
//! Both directions carry a length of eight bytes, the least first, and so many
//! bytes: a file's to the reader, the document as `gouji::exchange` has it back.

use gouji::{Input, Reason, document, exchange};
use std::cell::RefCell;
use std::io::{self, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitCode, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The hidden command that starts a reader.
pub const COMMAND: &str = "read-worker";
/// Megabytes of memory that a reader may take, where the system can hold it to
/// that.
const MOST_MEMORY: u64 = 1024;
/// The variable by which a person sets another bound, in megabytes.
const MEMORY: &str = "GOUJI_MEMORY";
/// How long one file may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// The most bytes of an answer: a document of the longest text and all its
/// cells.
const MOST_ANSWER: u64 = 512 * 1024 * 1024;

thread_local! {
    /// The reader of this thread, once it was needed.
    static READER: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

/// The document in a file, as `gouji::exchange` writes it.
///
/// # Errors
/// `reader_ended` where reading it ended the process or was not waited for.
pub fn read(bytes: &[u8]) -> Result<String, Reason> {
    READER.with_borrow_mut(|kept| {
        let mut reader = match kept.take() {
            Some(reader) => reader,
            None => Reader::start().map_err(|error| Reason::new("cannot_open").param("error", error.to_string()))?,
        };
        let answer = reader.ask(bytes).ok_or_else(|| Reason::new("reader_ended"))?;
        *kept = Some(reader);
        Ok(answer)
    })
}

/// A process that reads one file after the other.
struct Reader {
    process: Child,
    input: ChildStdin,
    answers: Receiver<String>,
}

impl Reader {
    fn start() -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut process =
            command.arg(COMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let (Some(input), Some(mut output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        // A thread waits, so that the one that asked need not wait for ever.
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            while let Ok(Some(answer)) = receive(&mut output, MOST_ANSWER) {
                let Ok(answer) = String::from_utf8(answer) else { return };
                if sender.send(answer).is_err() {
                    return;
                }
            }
        });
        Ok(Reader { process, input, answers })
    }

    /// What it answers; `None` where it ended or takes too long.
    fn ask(&mut self, bytes: &[u8]) -> Option<String> {
        send(&mut self.input, bytes).ok()?;
        self.answers.recv_timeout(PATIENCE).ok()
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What the process of a reader does until nothing more is asked.
///
/// # Errors
/// Where what started it is gone.
pub fn serve() -> io::Result<ExitCode> {
    hold_to_memory();
    // Ctrl-C reaches every process of the terminal; the one that asks decides.
    let _ = ctrlc::set_handler(|| {});
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some(bytes) = receive(&mut input, document::MOST_FILE_BYTES as u64 + 1)? {
        send(&mut output, exchange::write(document::of(Input::Bytes(&bytes))).as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Has the system refuse this process more memory than a document needs.
#[cfg(unix)]
fn hold_to_memory() {
    let asked = std::env::var(MEMORY).ok().and_then(|text| text.parse().ok());
    let most = asked.unwrap_or(MOST_MEMORY) * 1024 * 1024;
    // Where the system knows no such bound, the budget of the readers is the only one.
    let _ = rlimit::setrlimit(rlimit::Resource::AS, most, most);
}

#[cfg(not(unix))]
fn hold_to_memory() {}

fn send(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    output.write_all(&(bytes.len() as u64).to_le_bytes())?;
    output.write_all(bytes)?;
    output.flush()
}

/// The next bytes; `None` where no more come.
fn receive(input: &mut impl Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let length = u64::from_le_bytes(length);
    if length > most {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    if input.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_is_received_and_what_was_cut_is_not() {
        let mut sent = Vec::new();
        assert!(send(&mut sent, "甲".as_bytes()).is_ok());
        assert_eq!(receive(&mut sent.as_slice(), 3).ok().flatten().as_deref(), Some("甲".as_bytes()));
        assert!(receive(&mut sent.as_slice(), 2).is_err());
        assert!(receive(&mut sent.get(..9).unwrap_or_default(), 3).is_err());
        assert!(matches!(receive(&mut [].as_slice(), 3), Ok(None)));
    }
}
