//! A text of JSON with its escapes.

use std::borrow::Cow;

/// Reads a text after its opening quote; gives it and what comes after its
/// closing quote.
pub(super) fn read(source: &str) -> Option<(Cow<'_, str>, &str)> {
    let mut text = Cow::Borrowed("");
    let mut rest = source;
    loop {
        // All three are single bytes, which no other character has within it.
        let at = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
        let (plain, after) = (rest.get(..at)?, rest.get(at + 1..)?);
        text += plain;
        match rest.as_bytes().get(at)? {
            b'"' => return Some((text, after)),
            b'\\' => {
                let (character, after) = escape(after)?;
                text.to_mut().push(character);
                rest = after;
            }
            _ => return None,
        }
    }
}

/// The character of an escape, after its backslash.
fn escape(source: &str) -> Option<(char, &str)> {
    let (mark, rest) = (source.as_bytes().first()?, source.get(1..)?);
    let character = match mark {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(rest),
        _ => return None,
    };
    Some((character, rest))
}

/// Four hexadecimal digits, or two such escapes that make one character.
fn unicode(source: &str) -> Option<(char, &str)> {
    let (first, rest) = unit(source)?;
    if !(0xd800..0xe000).contains(&first) {
        return Some((char::from_u32(first)?, rest));
    }
    let (second, rest) = unit(rest.strip_prefix("\\u")?)?;
    let pair = [u16::try_from(first).ok()?, u16::try_from(second).ok()?];
    Some((char::decode_utf16(pair).next()?.ok()?, rest))
}

fn unit(source: &str) -> Option<(u32, &str)> {
    let digits = source.get(..4).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    Some((u32::from_str_radix(digits, 16).ok()?, source.get(4..)?))
}
