//! Marks of Markdown in a line of text.

use std::borrow::Cow;

/// A line without Markdown's marks, and the level where it is a heading. Empty
/// where the line is nothing but a mark.
pub(super) fn line(line: &str) -> (Option<u8>, Cow<'_, str>) {
    let line = line.trim();
    if line.starts_with("```") || is_rule(line) {
        return (None, Cow::Borrowed(""));
    }
    let marks = line.bytes().take_while(|&byte| byte == b'#').count();
    let heading =
        line.get(marks..).filter(|rest| (1..=6).contains(&marks) && rest.starts_with([' ', '\t', '\u{3000}']));
    match heading {
        Some(heading) => (u8::try_from(marks).ok(), plain(heading.trim().trim_end_matches('#').trim_end())),
        None => (None, plain(line)),
    }
}

/// The same for a line that has such marks where a line begins.
pub(in crate::document) fn marked(text: &str) -> Option<(Option<u8>, Cow<'_, str>)> {
    text.trim_start().starts_with(['#', '*']).then(|| line(text)).filter(|(_, text)| !text.is_empty())
}

/// `---`, `***`, `====`: a rule, or the line beneath a heading. `- - -` may be
/// cells without a figure.
fn is_rule(line: &str) -> bool {
    let mut marks = line.chars();
    let Some(first) = marks.next().filter(|first| matches!(first, '-' | '*' | '_' | '=')) else { return false };
    line.len() >= 3 && marks.all(|mark| mark == first)
}

/// A text without the marks of bold type, and without the backslash before
/// marks that are none.
fn plain(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if text.matches("**").count() >= 2 {
        text = Cow::Owned(text.replace("**", ""));
    }
    if let Some(inner) = text.strip_prefix("__").and_then(|rest| rest.strip_suffix("__")) {
        text = Cow::Owned(inner.trim().to_owned());
    }
    if !text.contains('\\') {
        return text;
    }
    let mut bare = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let escapes = character == '\\' && rest.peek().is_some_and(char::is_ascii_punctuation);
        bare.push(if escapes { rest.next().unwrap_or(character) } else { character });
    }
    Cow::Owned(bare)
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_are_no_text() {
        for (line, level, text) in [
            ("## 二、主动公开 ##", Some(2), "二、主动公开"),
            ("# **一、总体情况**", Some(1), "一、总体情况"),
            ("**一、总体情况**", None, "一、总体情况"),
            ("共收到 **24** 件，**均**已办结", None, "共收到 24 件，均已办结"),
            (r"〔2021〕30号 \[1\] 1\. a\b", None, r"〔2021〕30号 [1] 1. a\b"),
            ("#话题", None, "#话题"),
            ("----", None, ""),
            ("- - -", None, "- - -"),
            ("- 一", None, "- 一"),
            ("2**3", None, "2**3"),
        ] {
            assert_eq!(super::line(line), (level, text.into()), "{line}");
        }
    }
}
