//! Looks at the bytes of a PDF before anything follows what they say: whether
//! the end is there, and what its streams expand to.

use super::dictionary::{Dictionary, blank};
use super::filter::{self, Filter};
use super::{damaged, too_much};
use crate::MOST_FILE_BYTES;
use crate::budget::{Budget, MOST_BYTES, MOST_STEPS};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use gouji_kernel::Refusal;
use std::collections::HashMap;
use std::io::Read;
use std::ops::Range;

/// Bytes that the pictures of a document may expand to where they are measured.
pub const MOST_IN_PICTURES: u64 = 1024 * 1024 * 1024;
/// Bytes at the end in which a PDF says where its table of objects is.
const END: usize = 64 * 1024;
/// How often each byte may be looked at as part of a dictionary.
const MOST_LOOKS: usize = 16;
/// Objects that one stream may hold. Programs put some hundred into one.
const MOST_OBJECTS: u64 = 200_000;
/// How many times its own size zlib's data can expand to.
const MOST_BY_FLATE: usize = 1032;

/// The word before the data of a stream.
const KEYWORD: &[u8] = b"stream";

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
pub fn inspect(bytes: &[u8], pictures: Pictures) -> Result<Vec<Range<usize>>, Refusal> {
    if bytes.len() > MOST_FILE_BYTES {
        return Err(Refusal::new("too_large").param("most", MOST_FILE_BYTES / 1024 / 1024));
    }
    let end = bytes.get(bytes.len().saturating_sub(END)..).unwrap_or(bytes);
    if find(end, b"startxref").is_none() {
        return Err(damaged());
    }
    let is_encrypted = find(bytes, b"/Encrypt").is_some();
    let budget = Budget::of(MOST_BYTES, MOST_STEPS);
    let mut dictionaries = Dictionaries::default();
    let (mut found_pictures, mut in_pictures) = (Vec::new(), 0);
    let mut at = 0;
    while let Some((keyword, start)) = next_stream(bytes, at) {
        at = start;
        let found = dictionaries.before(keyword, bytes).ok_or_else(too_much)?;
        let data = bytes.get(start..).unwrap_or_default();
        // What lies in wait within a text of it says something else: the worst counts.
        if !found.is_empty() && found.iter().all(|dictionary| dictionary.is_picture) {
            if pictures == Pictures::Measured {
                in_pictures += length(data, MOST_IN_PICTURES - in_pictures);
                if in_pictures >= MOST_IN_PICTURES {
                    return Err(filter::too_far());
                }
            }
            let length = find(data, b"endstream").unwrap_or(data.len());
            found_pictures.push(start..start + length);
            at = start + length;
            dictionaries.at = at;
            continue;
        }
        for dictionary in &found {
            if dictionary.filters_stand_elsewhere {
                return Err(damaged());
            }
            if dictionary.objects > MOST_OBJECTS {
                return Err(too_much());
            }
            measure(data, &dictionary.filters, is_encrypted, &budget)?;
        }
    }
    Ok(found_pictures)
}

/// Charges what a stream expands to.
fn measure(data: &[u8], filters: &[Filter], is_encrypted: bool, budget: &Budget) -> Result<(), Refusal> {
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

/// The dictionaries of a file by where they end.
#[derive(Default)]
struct Dictionaries {
    /// Up to where they were looked for.
    at: usize,
    /// Bytes that were looked at for them.
    looked: usize,
    ending: HashMap<usize, Vec<Dictionary>>,
}

impl Dictionaries {
    /// All that could be read as the dictionary in front of a stream; `None` where
    /// that is looked for too long.
    fn before(&mut self, keyword: usize, bytes: &[u8]) -> Option<Vec<Dictionary>> {
        while let Some(next) = bytes.get(self.at..keyword).and_then(|rest| find(rest, b"<<")) {
            let start = self.at + next;
            let rest = bytes.get(start..).unwrap_or_default();
            let (dictionary, length) = Dictionary::read(rest);
            let behind = blank(rest.get(length..).unwrap_or_default());
            let end = start + length + behind;
            let is_before_stream = bytes.get(end..).is_some_and(|rest| rest.starts_with(KEYWORD));
            if let Some(dictionary) = dictionary.filter(|_| is_before_stream) {
                self.ending.entry(end).or_default().push(dictionary);
            }
            self.looked += length + behind;
            self.at = start + 1;
            if self.looked > bytes.len().saturating_mul(MOST_LOOKS) + 1024 * 1024 {
                return None;
            }
        }
        self.at = self.at.max(keyword);
        let found = self.ending.remove(&keyword);
        self.ending.retain(|end, _| *end > keyword);
        Some(found.unwrap_or_default())
    }
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
