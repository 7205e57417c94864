//! Unicode's compatibility form NFKC: full-width digits and letters as plain
//! ones, and the like.
//!
//! Nearly every text of a report has only characters of which the form is known
//! at sight. For the others the tables are asked: natively a crate's, in the
//! browser the JavaScript engine's, which every engine has.

use std::borrow::Cow;

/// A text in NFKC.
pub fn nfkc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let Some(changed) = text.char_indices().find(|(_, character)| plain(*character) != Some(*character)) else {
        return Cow::Borrowed(text);
    };
    let (same, rest) = text.split_at_checked(changed.0).unwrap_or(("", text));
    let mut form = String::with_capacity(text.len());
    form.push_str(same);
    for character in rest.chars() {
        match plain(character) {
            Some(plain) => form.push(plain),
            None => return Cow::Owned(tabled(text)),
        }
    }
    Cow::Owned(form)
}

/// The form of a character that neither changes with its neighbours nor takes
/// more than one character; `None` where the tables have to say.
fn plain(character: char) -> Option<char> {
    match character {
        '\0'..='\x7f'
        | '\u{4e00}'..='\u{9fff}'
        | '—'
        | '‘'
        | '’'
        | '“'
        | '”'
        | '、'..='〃'
        | '〈'..='】'
        | '〔'..='〗' => Some(character),
        '\u{3000}' => Some(' '),
        '！'..='～' => char::from_u32(u32::from(character) - 0xfee0),
        _ => None,
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn tabled(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkc().collect()
}

#[cfg(target_arch = "wasm32")]
fn tabled(text: &str) -> String {
    crate::host::nfkc(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

    #[test]
    fn a_character_known_at_sight_is_what_the_tables_say() {
        let known = ('\0'..=char::MAX).filter(|&character| plain(character).is_some());
        let mut count = 0;
        for character in known {
            let tabled: String = character.nfkc().collect();
            assert_eq!(Some(tabled), plain(character).map(String::from), "U+{:04X}", u32::from(character));
            assert!(!is_combining_mark(character));
            count += 1;
        }
        assert!(count > 21_000);
    }

    #[test]
    fn what_is_not_known_at_sight_is_asked_for() {
        for (text, form) in [("Ⅲ①㎡", "III1m2"), ("e\u{301}２", "é2"), ("２０２３　年", "2023 年"), ("ｶﾞ", "ガ")]
        {
            assert_eq!(nfkc(text), form);
        }
    }
}
