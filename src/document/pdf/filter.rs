//! The filters of a PDF's streams, each stopped at a bound.

use crate::budget::Budget;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use gouji_kernel::Refusal;
use std::io::Read;

/// Bytes to which one stream may expand. An embedded font of all ideographs has 20 MB.
pub const MOST_OF_ONE: usize = 64 * 1024 * 1024;
/// Filters of one stream over each other that are followed.
const MOST_FILTERS: usize = 8;

/// A filter that may make more of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Two digits a byte.
    Hex,
    /// Five characters for four bytes.
    Base85,
    /// Lempel, Ziv and Welch.
    Lzw,
    /// zlib.
    Flate,
    /// A byte and how often it stands.
    RunLength,
}

impl Filter {
    /// The filter of this name; `None` for one of a picture, or an unknown one.
    pub fn named(name: &[u8]) -> Option<Filter> {
        Some(match name {
            b"ASCIIHexDecode" | b"AHx" => Filter::Hex,
            b"ASCII85Decode" | b"A85" => Filter::Base85,
            b"LZWDecode" | b"LZW" => Filter::Lzw,
            b"FlateDecode" | b"Fl" => Filter::Flate,
            b"RunLengthDecode" | b"RL" => Filter::RunLength,
            _ => return None,
        })
    }

    fn expand(self, data: &[u8]) -> Expanded {
        match self {
            Filter::Hex => hex(data),
            Filter::Base85 => base85(data),
            Filter::Lzw => lzw(data),
            Filter::Flate => flate(data),
            Filter::RunLength => run_length(data),
        }
    }
}

/// What came out, up to one byte more than a stream may have.
#[derive(Debug, Default)]
pub struct Expanded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether the data ended as its filter wants it.
    pub is_whole: bool,
}

/// Bytes after these filters.
///
/// # Errors
/// Where a stream has too many of them, one filter makes too much of its bytes,
/// or the budget is spent.
pub fn expand(data: &[u8], filters: &[Filter], budget: &Budget) -> Result<Expanded, Refusal> {
    if filters.len() > MOST_FILTERS {
        return Err(too_far());
    }
    let mut expanded: Option<Expanded> = None;
    for filter in filters {
        let before = expanded.as_ref();
        let input = before.map_or(data, |before| &before.bytes);
        // White space alone makes work too.
        if *filter != Filter::Flate {
            budget.steps(input.len() / 16)?;
        }
        let was_whole = before.is_none_or(|before| before.is_whole);
        let mut next = filter.expand(input);
        budget.copy(next.bytes.len())?;
        if next.bytes.len() > MOST_OF_ONE {
            return Err(too_far());
        }
        next.is_whole &= was_whole;
        expanded = Some(next);
    }
    match expanded {
        Some(expanded) => Ok(expanded),
        None => {
            budget.copy(data.len())?;
            Ok(Expanded { bytes: data.to_vec(), is_whole: true })
        }
    }
}

/// The reason for a stream that expands too far.
pub fn too_far() -> Refusal {
    Refusal::new("expands_too_far").param("most", MOST_OF_ONE / 1024 / 1024)
}

/// zlib, without its header where that is damaged.
fn flate(data: &[u8]) -> Expanded {
    let most = MOST_OF_ONE as u64 + 1;
    let read = |mut reader: Box<dyn Read + '_>| {
        let mut bytes = Vec::new();
        let is_whole = reader.read_to_end(&mut bytes).is_ok();
        Expanded { bytes, is_whole }
    };
    let whole = read(Box::new(ZlibDecoder::new(data).take(most)));
    if whole.is_whole {
        return whole;
    }
    let bare = read(Box::new(DeflateDecoder::new(data).take(most)));
    let headless = data.get(2..).filter(|_| !bare.is_whole);
    let headless = headless.map(|data| read(Box::new(DeflateDecoder::new(data).take(most)))).unwrap_or_default();
    let tried = [whole, bare, headless];
    tried.into_iter().max_by_key(|tried| (tried.is_whole, tried.bytes.len())).unwrap_or_default()
}

fn run_length(data: &[u8]) -> Expanded {
    let mut bytes = Vec::new();
    let mut rest = data;
    while let [length, after @ ..] = rest
        && bytes.len() <= MOST_OF_ONE
    {
        let length = usize::from(*length);
        match (length, after) {
            (128, _) => return Expanded { bytes, is_whole: true },
            (..128, _) => {
                let (run, after) = after.split_at(after.len().min(length + 1));
                bytes.extend_from_slice(run);
                rest = after;
            }
            (_, [byte, after @ ..]) => {
                bytes.extend(std::iter::repeat_n(*byte, 257 - length));
                rest = after;
            }
            _ => rest = &[],
        }
    }
    Expanded { bytes, is_whole: true }
}

fn hex(data: &[u8]) -> Expanded {
    let mut bytes = Vec::new();
    let mut high: Option<u8> = None;
    for byte in data.iter().take_while(|byte| **byte != b'>').filter(|byte| !is_white(**byte)) {
        let Some(digit) = char::from(*byte).to_digit(16) else { break };
        match high.take() {
            Some(high) => bytes.push(high << 4 | digit as u8),
            None => high = Some(digit as u8),
        }
        if bytes.len() > MOST_OF_ONE {
            break;
        }
    }
    bytes.extend(high.map(|high| high << 4));
    Expanded { bytes, is_whole: true }
}

fn base85(data: &[u8]) -> Expanded {
    let mut bytes = Vec::new();
    let mut group: Vec<u8> = Vec::with_capacity(5);
    for byte in data.iter().filter(|byte| !is_white(**byte)) {
        match byte {
            b'z' if group.is_empty() => bytes.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => break,
        }
        if group.len() == 5 {
            bytes.extend(word(&group));
            group.clear();
        }
        if bytes.len() > MOST_OF_ONE {
            break;
        }
    }
    if let Some(kept @ 1..) = group.len().checked_sub(1) {
        group.resize(5, 84);
        bytes.extend(word(&group).into_iter().take(kept));
    }
    Expanded { bytes, is_whole: true }
}

fn word(group: &[u8]) -> [u8; 4] {
    group.iter().fold(0_u32, |word, digit| word.wrapping_mul(85).wrapping_add(u32::from(*digit))).to_be_bytes()
}

fn is_white(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

fn lzw(data: &[u8]) -> Expanded {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut bytes: Vec<u8> = Vec::new();
    // Where what each code from 258 on stands for begins in the bytes, and its length.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let mut before: Option<(usize, usize)> = None;
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in data {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        let width = match table.len() + END + 2 {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        bits &= (1 << held) - 1;
        if code == END {
            return Expanded { bytes, is_whole: true };
        }
        if code == CLEAR {
            table.clear();
            before = None;
            continue;
        }
        let start = bytes.len();
        match (code.checked_sub(END + 1).map(|at| table.get(at).copied()), before) {
            (None, _) => bytes.push(code as u8),
            (Some(Some((from, length))), _) => bytes.extend_from_within(from..from + length),
            // The code that is just being made: the last one and its first byte.
            (Some(None), Some((from, length))) => {
                bytes.extend_from_within(from..from + length);
                bytes.extend_from_within(from..from + 1);
            }
            (Some(None), None) => break,
        }
        if let Some((from, length)) = before.filter(|_| table.len() < 4096 - END - 1) {
            table.push((from, length + 1));
        }
        before = Some((start, bytes.len() - start));
        if bytes.len() > MOST_OF_ONE {
            break;
        }
    }
    Expanded { bytes, is_whole: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(data: &[u8], filters: &[Filter]) -> Vec<u8> {
        expand(data, filters, &Budget::default()).unwrap().bytes
    }

    #[test]
    fn each_filter_gives_what_was_put_in() {
        assert_eq!(expanded(b"41 4 2>43", &[Filter::Hex]), b"AB");
        assert_eq!(expanded(b"87cURD]i,\"Ebo80~>", &[Filter::Base85]), b"Hello World!");
        assert_eq!(expanded(&[2, b'a', b'b', b'c', 254, b'x', 128, 9], &[Filter::RunLength]), b"abcxxx");
        // The example of the PDF specification.
        let packed = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        assert_eq!(expanded(&packed, &[Filter::Lzw]), [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    }

    #[test]
    fn what_one_filter_multiplies_is_stopped() {
        let bomb = [129, b' '].repeat(600_000);
        let refused = expand(&bomb, &[Filter::RunLength], &Budget::default()).unwrap_err();
        assert_eq!(refused.code, "expands_too_far");
        let refused = expand(&bomb[..2000], &[Filter::RunLength], &Budget::of(100_000, 1_000_000)).unwrap_err();
        assert_eq!(refused.code, "too_much_work");
    }
}
