//! Text inside XML and HTML.

use crate::shown::steers;

/// The text so that it is text and nothing else, in content and in quoted
/// attributes alike. Characters that XML cannot hold become U+FFFD.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(character),
            _ if steers(character) || matches!(character, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_text_is_markup() {
        assert_eq!(escaped("a<b>&\"c'\n"), "a&lt;b&gt;&amp;&quot;c&#39;\n");
        assert_eq!(escaped("\u{0}\u{b}\r\u{85}\u{ffff}某"), "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}某");
    }
}
