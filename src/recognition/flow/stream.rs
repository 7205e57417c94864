//! Running text as a stream of plain characters that know where they stand.

use crate::ideograph::simplified;
use crate::nfkc::nfkc;
use crate::recognition::normalise::is_invisible;
use std::ops::Range;

/// The white space in front of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// None.
    None,
    /// Blanks or tabs.
    Space,
    /// The end of a line.
    Line,
}

/// A character in its plain form.
#[derive(Debug, Clone, Copy)]
pub struct Glyph {
    /// The character: NFKC, simplified, lower case, one kind of dashes.
    pub character: char,
    /// The white space in front of it.
    pub gap: Gap,
    start: u32,
    end: u32,
}

/// A text as characters without white space.
#[derive(Debug)]
pub struct Stream<'a> {
    text: &'a str,
    /// Every visible character.
    pub glyphs: Vec<Glyph>,
    /// The letters among them, as indexes.
    pub letters: Vec<u32>,
}

impl<'a> Stream<'a> {
    /// Reads a text of at most 4 GB.
    pub fn new(text: &'a str) -> Self {
        let mut stream = Stream { text, glyphs: Vec::with_capacity(text.len() / 3), letters: Vec::new() };
        let mut gap = Gap::Line;
        for (start, character) in simplified(text).char_indices() {
            if character.is_whitespace() {
                gap = gap.max(if is_line_end(character) { Gap::Line } else { Gap::Space });
            } else if !is_invisible(character) {
                let end = start + character.len_utf8();
                stream.push(character, gap, start, end);
                gap = Gap::None;
            }
        }
        stream
    }

    fn push(&mut self, character: char, gap: Gap, start: usize, end: usize) {
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) else { return };
        let mut gap = gap;
        let mut add = |character: char| {
            if is_letter(character) {
                self.letters.extend(u32::try_from(self.glyphs.len()));
            }
            self.glyphs.push(Glyph { character, gap, start, end });
            gap = Gap::None;
        };
        match character {
            '\u{4e00}'..='\u{9fff}' => add(character),
            '\0'..='\x7f' => add(character.to_ascii_lowercase()),
            // ① numbers a label; NFKC would make it a figure.
            '\u{2460}'..='\u{2468}' => {
                add('(');
                u32::from(character)
                    .checked_sub(0x245f)
                    .and_then(|digit| char::from_digit(digit, 10))
                    .into_iter()
                    .for_each(&mut add);
                add(')');
            }
            _ => nfkc(character.encode_utf8(&mut [0; 4])).chars().map(plain).for_each(add),
        }
    }

    /// The character at an index.
    pub fn at(&self, index: usize) -> Option<&Glyph> {
        self.glyphs.get(index)
    }

    /// The character at an index, and whether white space stands before it.
    pub fn character(&self, index: usize) -> Option<char> {
        self.at(index).map(|glyph| glyph.character)
    }

    /// The white space in front of a character; the end of the text is one.
    pub fn gap(&self, index: usize) -> Gap {
        self.at(index).map_or(Gap::Line, |glyph| glyph.gap)
    }

    /// The index of a letter among all characters.
    pub fn letter(&self, index: usize) -> Option<usize> {
        self.letters.get(index).map(|&glyph| glyph as usize)
    }

    /// The letter at an index among the letters.
    pub fn letter_character(&self, index: usize) -> Option<char> {
        self.character(self.letter(index)?)
    }

    /// A run of characters as it stands in the text.
    pub fn slice(&self, glyphs: Range<usize>) -> &'a str {
        let first = self.at(glyphs.start);
        let last = glyphs.end.checked_sub(1).and_then(|last| self.at(last));
        match (first, last) {
            (Some(first), Some(last)) => self.text.get(first.start as usize..last.end as usize).unwrap_or_default(),
            _ => "",
        }
    }
}

/// Whether a character can belong to a label.
pub fn is_letter(character: char) -> bool {
    character.is_alphabetic()
}

/// The letters of a label: what is compared.
pub fn letters(normal: &str) -> Vec<char> {
    normal.chars().filter(|&character| is_letter(character)).collect()
}

fn plain(character: char) -> char {
    match character {
        '−' | '–' | '—' | '―' | '‐' | '‑' | '─' | '━' => '-',
        '〔' | '[' | '【' | '〈' | '〖' => '(',
        '〕' | ']' | '】' | '〉' | '〗' => ')',
        '，' => ',',
        other => other.to_ascii_lowercase(),
    }
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
