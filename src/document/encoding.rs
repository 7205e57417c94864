//! Bytes → text. The encoding is told from the bytes; what a file says of its
//! own encoding is often wrong, and only settles what the bytes leave open.
//!
//! Decoding never fails: what cannot be decoded becomes U+FFFD.

mod legacy;

use legacy::Legacy;
use std::borrow::Cow;
use std::cmp::Ordering;

/// Bytes looked at to tell encodings apart. More would not change the answer.
const SAMPLE: usize = 64 * 1024;

/// The text of a file: UTF-8 or UTF-16 with or without byte order mark, else
/// GB18030 (and with it GBK and GB2312) or Big5.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some(text) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(text);
    }
    if let Some((order, text)) = utf16(bytes) {
        return order.decode(text).into();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if is_damaged_utf8(bytes) => String::from_utf8_lossy(bytes),
        Err(_) => legacy(bytes).into(),
    }
}

/// The text of a file in a Chinese encoding older than Unicode: the one that
/// leaves fewer strange characters, the declared one where both leave as many.
fn legacy(bytes: &[u8]) -> String {
    let sample = sample(bytes);
    let strange = |encoding: Legacy| encoding.decode(sample).chars().filter(|&character| is_strange(character)).count();
    let encoding = match strange(Legacy::Gb18030).cmp(&strange(Legacy::Big5)) {
        Ordering::Less => Legacy::Gb18030,
        Ordering::Greater => Legacy::Big5,
        Ordering::Equal if declares_big5(sample) => Legacy::Big5,
        Ordering::Equal => Legacy::Gb18030,
    };
    encoding.decode(bytes)
}

/// What stands in no report: the mark of an error, characters for private use,
/// and the kana, Greek and Cyrillic letters that two bytes read wrongly give.
fn is_strange(character: char) -> bool {
    matches!(character, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{370}'..='\u{4ff}' | '\u{3040}'..='\u{30ff}' | '\0')
}

/// Whether `charset=` in the first bytes names Big5.
fn declares_big5(sample: &[u8]) -> bool {
    const KEY: &[u8] = b"charset=";
    let head = sample.get(..1024).unwrap_or(sample);
    let at = head.windows(KEY.len()).position(|window| window.eq_ignore_ascii_case(KEY));
    let value = at.and_then(|at| head.get(at + KEY.len()..)).unwrap_or_default();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    value.get(..4).is_some_and(|name| name.eq_ignore_ascii_case(b"big5"))
}

fn sample(bytes: &[u8]) -> &[u8] {
    bytes.get(..SAMPLE).unwrap_or(bytes)
}

/// The order of the bytes in UTF-16.
#[derive(Debug, Clone, Copy)]
enum Utf16 {
    LittleEndian,
    BigEndian,
}

impl Utf16 {
    fn unit(self, pair: [u8; 2]) -> u16 {
        match self {
            Utf16::LittleEndian => u16::from_le_bytes(pair),
            Utf16::BigEndian => u16::from_be_bytes(pair),
        }
    }

    fn decode(self, bytes: &[u8]) -> String {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units = pairs.iter().map(|&pair| self.unit(pair));
        let characters = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
        characters.chain(rest.first().map(|_| char::REPLACEMENT_CHARACTER)).collect()
    }
}

/// The byte order and the text after the mark, where the bytes are UTF-16.
fn utf16(bytes: &[u8]) -> Option<(Utf16, &[u8])> {
    match bytes {
        [0xff, 0xfe, text @ ..] => Some((Utf16::LittleEndian, text)),
        [0xfe, 0xff, text @ ..] => Some((Utf16::BigEndian, text)),
        _ => utf16_without_mark(bytes).map(|order| (order, bytes)),
    }
}

/// UTF-16 without a byte order mark: nearly every unit is a character that
/// Chinese reports use in one byte order, and not in the other. Plain ASCII
/// would look like rare ideographs, so a zero byte is asked for: line ends,
/// digits and spaces have one.
fn utf16_without_mark(bytes: &[u8]) -> Option<Utf16> {
    let sample = sample(bytes);
    if !bytes.len().is_multiple_of(2) || !sample.contains(&0) {
        return None;
    }
    let share = |order: Utf16| {
        let (units, _) = sample.as_chunks::<2>();
        let usual = units.iter().filter(|&&pair| is_usual(order.unit(pair))).count();
        usual * 10 >= units.len() * 9
    };
    match (share(Utf16::LittleEndian), share(Utf16::BigEndian)) {
        (true, false) => Some(Utf16::LittleEndian),
        (false, true) => Some(Utf16::BigEndian),
        _ => None,
    }
}

fn is_usual(unit: u16) -> bool {
    matches!(unit, 0x09..=0x0d | 0x20..=0x7e | 0xa0 | 0x2010..=0x203b | 0x3000..=0x301f | 0x4e00..=0x9fff | 0xff00..=0xff5e)
}

/// Whether the bytes are UTF-8 but for a few: a file cut in the middle of a
/// character, a lone surrogate, a single broken byte.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let mut whole = 0usize;
    let mut broken = 0usize;
    for chunk in sample(bytes).utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken * 5
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030};

    const TEXT: &str = "一、总体情况\r\n2023年，青禾县某局共收到政府信息公开申请7件，均已按期答复。\r\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let marked = |text: &str| format!("\u{feff}{text}");
        for (name, bytes) in [
            ("UTF-8", TEXT.as_bytes().to_vec()),
            ("UTF-8 with mark", marked(TEXT).into_bytes()),
            ("UTF-16 LE", utf16(TEXT, u16::to_le_bytes)),
            ("UTF-16 BE", utf16(TEXT, u16::to_be_bytes)),
            ("UTF-16 LE with mark", utf16(&marked(TEXT), u16::to_le_bytes)),
            ("UTF-16 BE with mark", utf16(&marked(TEXT), u16::to_be_bytes)),
            ("GB18030", GB18030.encode(TEXT).0.into_owned()),
        ] {
            assert_eq!(decode(&bytes), TEXT, "{name}");
        }
        let traditional =
            "一、總體情況\n本年新收政府資訊公開申請數量為七件，均已依法辦理完畢，結轉下年度繼續辦理零件。";
        assert_eq!(decode(&BIG5.encode(traditional).0), traditional);
    }

    #[test]
    fn what_the_page_says_of_its_encoding_does_not_outweigh_its_bytes() {
        let page = format!("<meta charset=\"gbk\"><p>{TEXT}</p>");
        assert_eq!(decode(page.as_bytes()), page);
        let page = format!("<meta charset=\"utf-8\"><p>{TEXT}</p>");
        assert_eq!(decode(&GB18030.encode(&page).0), page);
    }

    #[test]
    fn a_broken_character_costs_only_itself() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.extend([0xed, 0xa0, 0x80, b'a', 0, 0xe4, 0xb8]);
        let text = decode(&bytes);
        assert!(text.starts_with(TEXT) && text.contains('a'), "{text}");
    }

    #[test]
    fn no_bytes_are_refused() {
        for bytes in
            [&b""[..], b"\0", b"\xff", b"\xff\xfe", b"\xff\xfe\x00", b"\x00\xd8\x00\x00", b"\x81", b"PK\x03\x04"]
        {
            let _ = decode(bytes);
        }
    }
}
