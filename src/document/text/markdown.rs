//! Marks of Markdown where a line begins, and around all of it.

use super::inline::{Target, inline};
use std::borrow::Cow;

/// A line without Markdown's marks, and the level where it is a heading. Empty
/// where the line is nothing but a mark.
pub(super) fn line(line: &str, target: Target) -> (Option<u8>, Cow<'_, str>) {
    let line = line.trim();
    let plain = |text| inline(text, target).text;
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
pub(crate) fn marked(text: &str) -> Option<(Option<u8>, Cow<'_, str>)> {
    text.trim_start().starts_with(['#', '*']).then(|| line(text, Target::Text)).filter(|(_, text)| !text.is_empty())
}

/// `---`, `***`, `====`: a rule, or the line beneath a heading. `- - -` may be
/// cells without a figure.
fn is_rule(line: &str) -> bool {
    let mut marks = line.chars();
    let Some(first) = marks.next().filter(|first| matches!(first, '-' | '*' | '_' | '=')) else { return false };
    line.len() >= 3 && marks.all(|mark| mark == first)
}

#[cfg(test)]
mod tests {
    use super::Target;

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
            assert_eq!(super::line(line, Target::Text), (level, text.into()), "{line}");
        }
    }
}
