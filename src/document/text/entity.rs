//! Characters that are written by their name or number: `&nbsp;`, `&#12289;`.

/// The longest one, in bytes.
const LONGEST: usize = 12;

const NAMED: [(&str, char); 24] = [
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("mdash", '—'),
    ("ndash", '–'),
    ("minus", '−'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("times", '×'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("deg", '°'),
    ("yen", '¥'),
];

/// The character that is named behind `&`, and the bytes that name it.
pub(super) fn entity(behind: &str) -> Option<(char, usize)> {
    let end = behind.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = behind.get(..end)?;
    let character = match name.strip_prefix('#') {
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|character| *character != '\0')?
        }
    };
    Some((character, end + 1))
}
