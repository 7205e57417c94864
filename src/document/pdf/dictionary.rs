//! The dictionary in front of a stream, as far as it says what the stream is:
//! read where it stands in the file, without anything else of it.

use super::filter::Filter;

/// Lists and dictionaries within each other that are followed.
const MOST_NESTED: usize = 64;

/// What a dictionary says of its stream.
#[derive(Debug, Default)]
pub struct Dictionary {
    /// Its filters, in the order in which they are undone.
    pub filters: Vec<Filter>,
    /// Whether its filters stand elsewhere in the file.
    pub filters_stand_elsewhere: bool,
    /// Whether it is a picture.
    pub is_picture: bool,
    /// Objects that it says to hold.
    pub objects: u64,
}

/// A piece of a dictionary.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    Name(Vec<u8>),
    Open,
    Close,
    Text,
    Number(u64),
    Word,
}

impl Dictionary {
    /// Reads the dictionary that begins with these bytes (`<<`); also how many of
    /// them were looked at.
    pub fn read(bytes: &[u8]) -> (Option<Dictionary>, usize) {
        let mut tokens = Tokens { bytes, at: 0 };
        let dictionary = Self::of(&mut tokens);
        (dictionary, tokens.at)
    }

    fn of(tokens: &mut Tokens<'_>) -> Option<Dictionary> {
        let mut dictionary = Dictionary::default();
        let (mut depth, mut key): (usize, Option<Vec<u8>>) = (0, None);
        loop {
            match (tokens.next()?, depth) {
                (Token::Open, _) => depth += 1,
                (Token::Close, 1) => break,
                (Token::Close, _) => {
                    depth = depth.checked_sub(1)?;
                    key = key.filter(|_| depth > 1);
                }
                (_, 0) => return None,
                (Token::Name(name), 1) if key.is_none() => key = Some(name),
                (token, _) => {
                    dictionary.take(key.as_deref().unwrap_or_default(), &token);
                    // A reference is three words of which the first ends the entry here.
                    key = key.filter(|_| depth > 1);
                }
            }
            if depth > MOST_NESTED {
                return None;
            }
        }
        Some(dictionary)
    }

    fn take(&mut self, key: &[u8], value: &Token) {
        match (key, value) {
            (b"Filter" | b"F", Token::Name(name)) => self.filters.extend(Filter::named(name)),
            (b"Filter" | b"F", Token::Number(_)) => self.filters_stand_elsewhere = true,
            (b"N", Token::Number(objects)) => self.objects = *objects,
            (b"Subtype", Token::Name(name)) => self.is_picture = name == b"Image",
            _ => {}
        }
    }
}

struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Tokens<'_> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn next(&mut self) -> Option<Token> {
        self.at += blank(self.bytes.get(self.at..)?);
        let first = self.peek(0)?;
        self.at += 1;
        Some(match first {
            b'<' if self.peek(0) == Some(b'<') => {
                self.at += 1;
                Token::Open
            }
            b'>' if self.peek(0) == Some(b'>') => {
                self.at += 1;
                Token::Close
            }
            b'[' | b'{' => Token::Open,
            b']' | b'}' => Token::Close,
            b'<' => {
                self.at += self.bytes.get(self.at..)?.iter().position(|byte| *byte == b'>')? + 1;
                Token::Text
            }
            b'(' => self.text()?,
            b'/' => Token::Name(unescaped(self.regular())),
            b'0'..=b'9' => {
                let digits = self.regular().iter().take_while(|byte| byte.is_ascii_digit());
                let number =
                    |number: u64, digit: &u8| number.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
                Token::Number(digits.fold(u64::from(first - b'0'), number))
            }
            _ => {
                self.regular();
                Token::Word
            }
        })
    }

    fn regular(&mut self) -> &[u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| is_blank(*byte) || b"()<>[]{}/%".contains(byte));
        let (word, _) = rest.split_at(length.unwrap_or(rest.len()));
        self.at += word.len();
        word
    }

    /// Goes behind a text in round brackets.
    fn text(&mut self) -> Option<Token> {
        let mut depth = 1;
        while depth > 0 {
            // What is cut off was looked at to its end.
            match self.peek(0)? {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
        Some(Token::Text)
    }
}

/// Bytes of white space and comments at the start.
pub fn blank(bytes: &[u8]) -> usize {
    let mut is_comment = false;
    let position = bytes.iter().position(|byte| {
        is_comment = (is_comment || *byte == b'%') && !matches!(byte, b'\n' | b'\r');
        !is_comment && !is_blank(*byte)
    });
    position.unwrap_or(bytes.len())
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// A name without its escapes: `F#6cate` is `Flate`.
fn unescaped(name: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut rest = name.iter();
    let mut plain = Vec::with_capacity(name.len());
    while let Some(byte) = rest.next() {
        let ahead = rest.as_slice();
        match (byte, digit(ahead.first()), digit(ahead.get(1))) {
            (b'#', Some(high), Some(low)) => {
                plain.push((high * 16 + low) as u8);
                rest.nth(1);
            }
            _ => plain.push(*byte),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Dictionary {
        Dictionary::read(text.as_bytes()).0.unwrap()
    }

    #[test]
    fn filters_are_seen_through_escapes_and_padding() {
        let padded =
            format!("<< /X (>> \\) /Filter /None) {} /F#69lter [ /Fl % /A\n /#46lateDecode ] >> x", "\n".repeat(4000));
        let dictionary = read(&padded);
        assert_eq!(dictionary.filters, [Filter::Flate, Filter::Flate]);
        assert_eq!(padded.get(Dictionary::read(padded.as_bytes()).1..), Some(" x"));
        assert!(!dictionary.is_picture);
    }

    #[test]
    fn only_its_own_entries_count() {
        let dictionary = read("<< /P << /Subtype /Image /Filter /Fl >> /Length 5 0 R /Filter /RL /Subtype /Image >>");
        assert_eq!(dictionary.filters, [Filter::RunLength]);
        assert!(dictionary.is_picture && !dictionary.filters_stand_elsewhere);
        assert!(read("<< /Filter 7 0 R /W [1 2 1] >>").filters_stand_elsewhere);
        assert!(Dictionary::read(b"<< /A (").0.is_none());
    }
}
