//! Texts of BIFF8 records, which may run over into the next record.

use super::super::rich::{Look, Run};
use super::{u16_at, u32_at};

/// Reads texts one after the other.
pub struct Texts<'a> {
    chunks: std::vec::IntoIter<&'a [u8]>,
    rest: &'a [u8],
}

impl<'a> Texts<'a> {
    /// From a record and those that it goes on in.
    pub fn new(chunks: Vec<&'a [u8]>) -> Self {
        let mut chunks = chunks.into_iter();
        let rest = chunks.next().unwrap_or_default();
        Texts { chunks, rest }
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        while self.rest.is_empty() {
            self.rest = self.chunks.next()?;
        }
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// Passes over bytes, of which no text needs more than a workbook has.
    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            while self.rest.is_empty() {
                self.rest = self.chunks.next()?;
            }
            let now = count.min(self.rest.len());
            self.rest = self.rest.get(now..)?;
            count -= now;
        }
        Some(())
    }

    /// The next text with its length in two bytes; `None` where there is none.
    pub fn text(&mut self) -> Option<String> {
        let length = u16_at(self.take(2)?, 0)?;
        Some(String::from_utf16_lossy(&self.characters(usize::from(length))?.0))
    }

    /// The next text with its length in two bytes, by its runs.
    pub fn runs(&mut self, look: impl Fn(u16) -> Look) -> Option<Vec<Run>> {
        let length = u16_at(self.take(2)?, 0)?;
        let (units, changes) = self.characters(usize::from(length))?;
        Some(runs(&units, &changes, look))
    }

    /// The next text, behind which its runs stand with their count.
    pub fn runs_behind(&mut self, look: impl Fn(u16) -> Look) -> Option<Vec<Run>> {
        let length = u16_at(self.take(2)?, 0)?;
        let (units, _) = self.characters(usize::from(length))?;
        let count = self.take(2).and_then(|count| u16_at(count, 0)).unwrap_or_default();
        let changes = self.bytes(usize::from(count) * 4).unwrap_or_default();
        Some(runs(&units, &changes, look))
    }

    /// The next text with its length in one byte.
    pub fn short_text(&mut self) -> Option<String> {
        let length = *self.take(1)?.first()?;
        Some(String::from_utf16_lossy(&self.characters(usize::from(length))?.0))
    }

    /// So many bytes, wherever they stand.
    fn bytes(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        while bytes.len() < count {
            while self.rest.is_empty() {
                self.rest = self.chunks.next()?;
            }
            bytes.extend(self.take((count - bytes.len()).min(self.rest.len()))?);
        }
        Some(bytes)
    }

    /// The characters of a text, and where it changes its font.
    fn characters(&mut self, length: usize) -> Option<(Vec<u16>, Vec<u8>)> {
        let flags = *self.take(1)?.first()?;
        let runs = if flags & 8 != 0 { usize::from(u16_at(self.take(2)?, 0)?) } else { 0 };
        let spoken = if flags & 4 != 0 { u32_at(self.take(4)?, 0)? as usize } else { 0 };
        let mut is_wide = flags & 1 != 0;
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            if self.rest.is_empty() {
                self.rest = self.chunks.next()?;
                // The rest of a text says anew how wide its characters are.
                is_wide = self.take(1)?.first()? & 1 != 0;
            }
            let width = if is_wide { 2 } else { 1 };
            let count = (length - units.len()).min(self.rest.len() / width);
            if count == 0 {
                return None;
            }
            let bytes = self.take(count * width)?;
            match is_wide {
                true => units.extend(bytes.chunks_exact(2).filter_map(|pair| u16_at(pair, 0))),
                false => units.extend(bytes.iter().map(|&byte| u16::from(byte))),
            }
        }
        let changes = self.bytes(runs * 4)?;
        self.skip(spoken)?;
        Some((units, changes))
    }
}

/// The runs of a text: what stands before the first change looks as its cell.
fn runs(units: &[u16], changes: &[u8], look: impl Fn(u16) -> Look) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut push = |from: usize, to: usize, look: Option<Look>| {
        if let Some(part) = units.get(from..to).filter(|part| !part.is_empty()) {
            runs.push(Run { text: String::from_utf16_lossy(part), look });
        }
    };
    let (mut from, mut current) = (0, None);
    for change in changes.chunks_exact(4) {
        let (Some(at), Some(font)) = (u16_at(change, 0), u16_at(change, 2)) else { break };
        push(from, usize::from(at), current);
        (from, current) = (usize::from(at).max(from), Some(look(font)));
    }
    push(from, units.len(), current);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_the_next_record_also_in_other_characters() {
        let first = [&[4_u8, 0, 1][..], &[0x32, 0x75]].concat();
        let second = [0_u8, b'a', b'b', b'c', 1, 0, 0, b'x'];
        let mut texts = Texts::new(vec![&first, &second]);
        assert_eq!((texts.text().as_deref(), texts.text().as_deref(), texts.text()), (Some("甲abc"), Some("x"), None));
    }

    #[test]
    fn runs_and_readings_are_passed_over() {
        let bytes = [1_u8, 0, 0x0c, 1, 0, 2, 0, 0, 0, b'a', 9, 9, 9, 9, 8, 8, 1, 0, 0, b'b'];
        let mut texts = Texts::new(vec![&bytes]);
        assert_eq!((texts.text().as_deref(), texts.text().as_deref()), (Some("a"), Some("b")));
    }
}
