//! Labels that were written upright: a character a line.

use std::borrow::Cow;

/// The text with every run of lines that hold one character each on one line,
/// with the number before it.
pub(super) fn joined(text: &str) -> Cow<'_, str> {
    let mut joined = String::new();
    let mut copied = 0;
    let mut run: Option<(usize, usize, usize)> = None;
    let mut number = None;
    let mut at = 0;
    let mut write = |run: Option<(usize, usize, usize)>| {
        let Some((start, end, _)) = run.filter(|(_, _, lines)| *lines > 1) else { return };
        joined.push_str(text.get(copied..start).unwrap_or_default());
        joined.extend(text.get(start..end).unwrap_or_default().split_whitespace());
        copied = end;
    };
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let end = at + line.trim_end().len();
        if is_ideograph(bare) {
            let (start, lines) = run.map_or((number.unwrap_or(at), 0), |(start, _, lines)| (start, lines));
            run = Some((start, end, lines + 1));
        } else {
            write(run.take());
        }
        number = is_number(bare).then_some(at);
        at += line.len();
    }
    write(run);
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    joined.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(joined)
}

/// Whether a line is one ideograph.
fn is_ideograph(line: &str) -> bool {
    let mut characters = line.chars();
    characters.next().is_some_and(|only| ('\u{3400}'..='\u{9fff}').contains(&only)) && characters.next().is_none()
}

/// Whether a line is nothing but the number of a label: `三、`, `（三）`.
fn is_number(line: &str) -> bool {
    let bare = line.trim_matches(['、', '.', '．', '（', '）', '(', ')']);
    bare.len() < line.len() && bare.chars().count() == 1 && "一二三四五六七八九十".contains(bare)
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn upright_labels_are_put_together() {
        for (text, expected) in [
            ("甲\n三、\n本\n年\n 度\r\n（一）予以公开 8\n", "甲\n三、本年度\r\n（一）予以公开 8\n"),
            ("总\n计\n", "总计\n"),
            ("一\n二三\n", "一\n二三\n"),
            ("无\n六、其他\n无\n", "无\n六、其他\n无\n"),
            ("", ""),
        ] {
            assert_eq!(joined(text), expected, "{text}");
        }
    }
}
