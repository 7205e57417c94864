//! Looks at the bytes of a PDF before anything follows what they say: whether
//! the end is there, and what its streams expand to.

use super::dictionary::{Dictionary, blank};
use super::filter::{self, Filter};
use super::{damaged, too_much};
use crate::Reason;
use crate::document::MOST_FILE_BYTES;
use crate::document::budget::{Budget, MOST_BYTES, MOST_STEPS};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::Read;
use std::ops::Range;

/// Bytes that the pictures of a document may expand to where they are measured.
pub const MOST_IN_PICTURES: u64 = 1024 * 1024 * 1024;
/// Bytes at the end in which a PDF says where its table of objects is.
const END: usize = 64 * 1024;
/// How often each byte between two streams may be looked at as part of a dictionary.
const MOST_LOOKS: usize = 16;
/// How many times its own size zlib's data can expand to.
const MOST_BY_FLATE: usize = 1032;

/// What becomes of pictures, which are never decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pictures {
    /// They are measured: what is called a picture may be read as something else.
    Measured,
    /// They are taken out.
    TakenOut,
}

/// Looks a PDF over, and says where its pictures are.
///
/// # Errors
/// Where it is too large, its end is missing, or it would expand too far.
pub fn inspect(bytes: &[u8], pictures: Pictures) -> Result<Vec<Range<usize>>, Reason> {
    if bytes.len() > MOST_FILE_BYTES {
        return Err(Reason::new("too_large").param("most", MOST_FILE_BYTES / 1024 / 1024));
    }
    let end = bytes.get(bytes.len().saturating_sub(END)..).unwrap_or(bytes);
    if find(end, b"startxref").is_none() {
        return Err(damaged());
    }
    let is_encrypted = find(bytes, b"/Encrypt").is_some();
    let budget = Budget::of(MOST_BYTES, MOST_STEPS);
    let mut looks = bytes.len().saturating_mul(MOST_LOOKS) + 1024 * 1024;
    let (mut found_pictures, mut in_pictures) = (Vec::new(), 0);
    let (mut at, mut from) = (0, 0);
    while let Some((keyword, start)) = next_stream(bytes, at) {
        at = start;
        let before = bytes.get(from..keyword).unwrap_or_default();
        let found = dictionaries(before, &mut looks).ok_or_else(too_much)?;
        if found.is_empty() {
            continue;
        }
        from = start;
        let data = bytes.get(start..).unwrap_or_default();
        // What lies in wait within a text of it says something else: the worst counts.
        if found.iter().all(|dictionary| dictionary.is_picture) {
            if pictures == Pictures::Measured {
                in_pictures += length(data, MOST_IN_PICTURES - in_pictures);
                if in_pictures >= MOST_IN_PICTURES {
                    return Err(filter::too_far());
                }
            }
            let length = find(data, b"endstream").unwrap_or(data.len());
            found_pictures.push(start..start + length);
            (at, from) = (start + length, start + length);
            continue;
        }
        for dictionary in &found {
            if dictionary.filters_stand_elsewhere {
                return Err(damaged());
            }
            measure(data, &dictionary.filters, is_encrypted, &budget)?;
        }
    }
    Ok(found_pictures)
}

/// Charges what a stream expands to.
fn measure(data: &[u8], filters: &[Filter], is_encrypted: bool, budget: &Budget) -> Result<(), Reason> {
    if filters.is_empty() {
        return Ok(());
    }
    let is_whole = filter::expand(data, filters, budget)?.is_whole;
    if is_whole || is_encrypted {
        return Ok(());
    }
    // Readers that forgive damage may make more of it than was counted here.
    let most = data.len().saturating_mul(MOST_BY_FLATE);
    if filters.len() > 1 || most > filter::MOST_OF_ONE {
        return Err(damaged());
    }
    Ok(budget.copy(most)?)
}

/// The next word `stream` that begins one, and where its data begins.
fn next_stream(bytes: &[u8], mut at: usize) -> Option<(usize, usize)> {
    const KEYWORD: &[u8] = b"stream";
    loop {
        let keyword = at + find(bytes.get(at..)?, KEYWORD)?;
        at = keyword + KEYWORD.len();
        let is_end = bytes.get(..keyword).unwrap_or_default().ends_with(b"end");
        let line_end = match bytes.get(at..)? {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        if line_end > 0 && !is_end {
            return Some((keyword, at + line_end));
        }
    }
}

/// All that could be read as the dictionary which ends where a stream begins;
/// `None` where that is looked for too long.
fn dictionaries(before: &[u8], looks: &mut usize) -> Option<Vec<Dictionary>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = before.get(at..).and_then(|rest| find(rest, b"<<")) {
        let start = at + next;
        at = start + 1;
        let Some(bytes) = before.get(start..) else { break };
        let dictionary = Dictionary::read(bytes);
        *looks = looks.checked_sub(dictionary.as_ref().map_or(bytes.len(), |dictionary| dictionary.length))?;
        let rest = |dictionary: &Dictionary| bytes.get(dictionary.length..).unwrap_or_default();
        found.extend(dictionary.filter(|dictionary| blank(rest(dictionary)) == rest(dictionary).len()));
    }
    Some(found)
}

/// Bytes of a picture, counted up to `most`.
fn length(data: &[u8], most: u64) -> u64 {
    let count = |mut reader: Box<dyn Read + '_>| {
        let mut buffer = [0; 16 * 1024];
        let mut length = 0;
        while length < most {
            match reader.read(&mut buffer) {
                Ok(0) | Err(_) => break,
                Ok(read) => length += read as u64,
            }
        }
        length
    };
    match count(Box::new(ZlibDecoder::new(data))) {
        0 => count(Box::new(DeflateDecoder::new(data))),
        length => length,
    }
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
