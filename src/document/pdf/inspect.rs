//! Looks at the bytes of a PDF before anything follows what they say: whether
//! the end is there, and what its streams expand to.

use super::damaged;
use crate::Reason;
use crate::document::MOST_FILE_BYTES;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::Read;

/// Bytes that the streams of a document may expand to, pictures aside.
pub const MOST_EXPANDED: u64 = 256 * 1024 * 1024;
/// Bytes that its pictures may expand to. They are never decoded.
pub const MOST_IN_PICTURES: u64 = 2 * 1024 * 1024 * 1024;
/// Bytes at the end in which a PDF says where its table of objects is.
const END: usize = 64 * 1024;
/// Bytes in front of a stream in which it says what it is.
const DICTIONARY: usize = 2048;
/// Compressions of one stream over each other that are followed.
const MOST_FILTERS: usize = 4;

/// Looks a PDF over.
///
/// # Errors
/// Where it is too large, its end is missing, or it would expand too far.
pub fn inspect(bytes: &[u8]) -> Result<(), Reason> {
    if bytes.len() > MOST_FILE_BYTES {
        return Err(Reason::new("too_large").param("most", MOST_FILE_BYTES / 1024 / 1024));
    }
    let end = bytes.get(bytes.len().saturating_sub(END)..).unwrap_or(bytes);
    if find(end, b"startxref").is_none() {
        return Err(damaged());
    }
    let (mut expanded, mut in_pictures) = (0, 0);
    for stream in streams(bytes) {
        let (sum, most) = match stream.is_picture() {
            true => (&mut in_pictures, MOST_IN_PICTURES),
            false => (&mut expanded, MOST_EXPANDED),
        };
        *sum += stream.expanded(most - *sum);
        if *sum >= most {
            let most = (MOST_EXPANDED / 1024 / 1024) as usize;
            return Err(Reason::new("expands_too_far").param("most", most));
        }
    }
    Ok(())
}

/// A stream as it stands in the file.
struct Stream<'a> {
    /// The end of what stands in front of it, its dictionary.
    dictionary: &'a [u8],
    /// Its bytes and all that follow it.
    data: &'a [u8],
}

fn streams(bytes: &[u8]) -> impl Iterator<Item = Stream<'_>> {
    const KEYWORD: &[u8] = b"stream";
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + find(bytes.get(at..)?, KEYWORD)?;
            at = start + KEYWORD.len();
            let data = bytes.get(at..).unwrap_or_default();
            let data =
                data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).or_else(|| data.strip_prefix(b"\r"));
            let before = bytes.get(start.saturating_sub(DICTIONARY)..start).unwrap_or_default();
            if let Some(data) = data.filter(|_| !before.ends_with(b"end")) {
                let dictionary = rfind(before, b" obj").and_then(|from| before.get(from..)).unwrap_or(before);
                return Some(Stream { dictionary, data });
            }
        }
    })
}

impl Stream<'_> {
    fn is_picture(&self) -> bool {
        find(self.dictionary, b"/Image").is_some()
    }

    /// Bytes that it expands to at most, counted up to `most`: compressed once,
    /// or as often as its dictionary speaks of it.
    fn expanded(&self, most: u64) -> u64 {
        let named = self.dictionary.windows(3).filter(|name| *name == b"/Fl").count();
        let depths = 1..=named.clamp(1, MOST_FILTERS);
        depths.map(|depth| self.expanded_by(most, depth)).max().unwrap_or(0)
    }

    fn expanded_by(&self, most: u64, depth: usize) -> u64 {
        let mut with_header: Box<dyn Read + '_> = Box::new(self.data);
        for _ in 0..depth {
            with_header = Box::new(ZlibDecoder::new(with_header));
        }
        match length(with_header, most) {
            0 if depth == 1 => length(DeflateDecoder::new(self.data), most),
            length => length,
        }
    }
}

/// Bytes that can be read, counted up to `most`.
fn length(mut reader: impl Read, most: u64) -> u64 {
    let mut buffer = [0; 16 * 1024];
    let mut length = 0;
    while length < most {
        match reader.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => length += read as u64,
        }
    }
    length
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == first)?;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}

fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    (0..bytes.len()).rev().find(|&at| bytes.get(at..).is_some_and(|rest| rest.starts_with(word)))
}
