//! Text in columns where a Chinese character takes two of them.

use unicode_width::UnicodeWidthStr;

/// The columns that a text takes in a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text with blanks after it, `columns` wide at least.
pub fn pad_end(text: &str, columns: usize) -> String {
    format!("{text}{}", blanks(columns, text))
}

/// The text with blanks before it, `columns` wide at least.
pub fn pad_start(text: &str, columns: usize) -> String {
    format!("{}{text}", blanks(columns, text))
}

/// The text, cut with `…` where it is wider than `columns`.
pub fn clip(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if width(&kept) >= columns {
            kept.pop();
            break;
        }
    }
    kept.push('…');
    kept
}

fn blanks(columns: usize, text: &str) -> String {
    " ".repeat(columns.saturating_sub(width(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_characters_take_two_columns() {
        assert_eq!(pad_end("总计", 6), "总计  ");
        assert_eq!(pad_start("12", 6), "    12");
        assert_eq!(clip("本机关不掌握相关政府信息", 9), "本机关不…");
        assert_eq!(width(&clip("本机关不掌握相关政府信息", 8)), 7);
        assert_eq!(clip("总计", 4), "总计");
    }
}
