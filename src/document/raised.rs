//! Text above or below the line: `24<sup>1</sup>` is no 241.
//!
//! What is raised is written in Unicode's raised characters, so that it stands
//! apart from the figure before it and is not lost; what has none stands in
//! brackets.

const RAISED: [(char, char); 16] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
];

/// How a mark is written behind the text before it; `None` where it may stand
/// as it is.
pub fn raised(before: &str, mark: &str, is_lowered: bool) -> Option<String> {
    let last = before.trim_end().chars().next_back()?;
    let text = mark.trim();
    if text.is_empty() || text.chars().count() > 12 || !last.is_alphanumeric() {
        return None;
    }
    let other = |character: char| match character {
        '0'..='9' if is_lowered => char::from_u32(u32::from('₀') + character.to_digit(10)?),
        _ if is_lowered => None,
        _ => RAISED.iter().find(|(plain, _)| *plain == character).map(|(_, raised)| *raised),
    };
    if let Some(told) = text.chars().map(other).collect::<Option<String>>() {
        return Some(told);
    }
    let joins = last.is_numeric() && text.chars().any(char::is_alphanumeric);
    let is_apart = text.starts_with(['[', '(', '（', '【', '〔', '［']) || text.chars().all(crate::is_note_mark);
    (joins && !is_apart).then(|| format!("[{text}]"))
}

#[cfg(test)]
mod tests {
    use super::raised;

    #[test]
    fn a_mark_behind_a_figure_stands_apart_from_it() {
        for (before, mark, told) in [
            ("24", "1", Some("¹")),
            ("24", " 12 ", Some("¹²")),
            ("24", "1,2", Some("[1,2]")),
            ("24", "注1", Some("[注1]")),
            ("24", "a", Some("[a]")),
            ("24", "[1]", None),
            ("24", "①", None),
            ("24", "*", None),
            ("m", "2", Some("²")),
            ("10", "4", Some("⁴")),
            ("", "24", None),
            ("（", "1", None),
        ] {
            assert_eq!(raised(before, mark, false).as_deref(), told, "{before} {mark}");
        }
        assert_eq!(raised("CO", "2", true).as_deref(), Some("₂"));
    }
}
