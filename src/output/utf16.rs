//! Byte offsets of a text in UTF-16 code units, as JavaScript counts.

use crate::shown::Verbatim;
use std::cell::OnceCell;

/// Bytes between two places whose count is kept.
const STEP: usize = 1024;

/// Counts code units without going through the text anew for every offset.
pub struct Utf16<'a> {
    text: &'a str,
    /// Bytes and code units before some characters, in order.
    places: OnceCell<Vec<(usize, usize)>>,
}

impl<'a> Utf16<'a> {
    /// Counts in this text.
    pub fn of(text: &'a Verbatim) -> Self {
        Utf16 { text: text.verbatim(), places: OnceCell::new() }
    }

    /// The code units before a byte offset that is a boundary of the text.
    pub fn units(&self, offset: usize) -> usize {
        let places = self.places.get_or_init(|| self.places());
        let after = places.partition_point(|(byte, _)| *byte <= offset);
        let (byte, units) = after.checked_sub(1).and_then(|at| places.get(at)).copied().unwrap_or_default();
        units + self.text.get(byte..offset).unwrap_or_default().encode_utf16().count()
    }

    fn places(&self) -> Vec<(usize, usize)> {
        let mut places = Vec::with_capacity(self.text.len() / STEP + 1);
        let (mut next, mut units) = (0, 0);
        for (byte, char) in self.text.char_indices() {
            if byte >= next {
                places.push((byte, units));
                next = byte + STEP;
            }
            units += char.len_utf16();
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_counts_as_a_pass_through_the_whole_text_does() {
        let text = "政务公开a😀\n".repeat(500);
        let whole = Verbatim::from(text.as_str());
        let utf16 = Utf16::of(&whole);
        for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
            assert_eq!(utf16.units(offset), text.get(..offset).unwrap().encode_utf16().count(), "{offset}");
        }
    }
}
