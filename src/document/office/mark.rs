//! Marks of notes: a small 1 above a figure is no digit of it.

/// Where a text stands on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rise {
    #[default]
    None,
    Above,
    Below,
}

/// What a raised or lowered text after this one is.
#[derive(Debug, PartialEq, Eq)]
pub enum Mark {
    /// The mark of a note: no part of the text.
    Note,
    /// The exponent of a unit, such as m².
    Exponent(char),
    /// Text as any other.
    Text,
}

/// Whether a raised or lowered text is the mark of a note at the text before it.
pub fn mark(before: &str, text: &str, rise: Rise) -> Mark {
    let trimmed = text.trim();
    let letters = trimmed.chars().filter(char::is_ascii_alphabetic).count();
    let is_mark = |character: char| {
        character.is_ascii_alphanumeric()
            || character.is_whitespace()
            || "[]()〔〕［］（）【】*＊†‡§¶#,，、;-–注附释".contains(character)
            || matches!(character, '０'..='９' | '⁰'..='₉' | '¹' | '²' | '³' | '①'..='⒛' | '⓪'..='⓿' | '❶'..='➓' | '㈠'..='㈩' | '㊀'..='㊉')
    };
    let of_length = matches!(before.chars().last(), Some('m' | 'M' | '米'));
    match (rise, trimmed) {
        (Rise::Above, "2") if of_length => Mark::Exponent('²'),
        (Rise::Above, "3") if of_length => Mark::Exponent('³'),
        (Rise::Above, _) if letters <= 1 && text.chars().all(is_mark) => Mark::Note,
        // 24₁ is no 241, but PM₂.₅ and CO₂ are one word.
        (Rise::Below, _)
            if before.trim_end().ends_with(|last: char| last.is_ascii_digit()) && text.chars().all(is_mark) =>
        {
            Mark::Note
        }
        _ => Mark::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_told_from_an_exponent_and_from_text() {
        for (before, text, rise, what) in [
            ("24", "1", Rise::Above, Mark::Note),
            ("24", "[2]", Rise::Above, Mark::Note),
            ("24件", "①", Rise::Above, Mark::Note),
            ("合计", "*", Rise::Above, Mark::Note),
            ("24", "注1", Rise::Above, Mark::Note),
            ("24", "a", Rise::Above, Mark::Note),
            ("120m", "2", Rise::Above, Mark::Exponent('²')),
            ("1", "st", Rise::Above, Mark::Text),
            ("24", "万元", Rise::Above, Mark::Text),
            ("24", "1", Rise::Below, Mark::Note),
            ("PM", "2.5", Rise::Below, Mark::Text),
            ("CO", "2", Rise::Below, Mark::Text),
        ] {
            assert_eq!(mark(before, text, rise), what, "{before}^{text}");
        }
    }
}
