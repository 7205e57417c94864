//! How the terminal text looks.

use crate::finding::Severity;
use crate::shown::{Verbatim, harmless, shown};
use anstyle::{AnsiColor, Style};

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// A name or a heading.
pub fn strong(text: &str) -> String {
    styled(STRONG, text)
}

/// What a reader may pass over.
pub fn faint(text: &str) -> String {
    styled(FAINT, text)
}

/// The verdict of a report that passed.
pub fn passed(text: &str) -> String {
    styled(STRONG.fg_color(Some(AnsiColor::Green.into())), text)
}

/// The verdict of what could not be checked.
pub fn unreadable(text: &str) -> String {
    styled(STRONG.fg_color(Some(AnsiColor::Magenta.into())), text)
}

/// The label of a correction.
pub fn correction(text: &str) -> String {
    passed(text)
}

/// Anything that carries a severity.
pub fn severity(severity: Severity, text: &str) -> String {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    };
    styled(STRONG.fg_color(Some(colour.into())), text)
}

/// Text from outside on one line of a terminal, fit to be shown.
pub fn printable(text: &str) -> String {
    one_line(&shown(text))
}

/// Text of a document on one line of a terminal.
pub fn verbatim(text: &Verbatim) -> String {
    one_line(text.shown().as_str())
}

/// A file's name as it is, but for what would steer the terminal.
pub fn name(name: &str) -> String {
    one_line(&harmless(name))
}

fn one_line(text: &str) -> String {
    text.replace(['\t', '\n'], " ")
}

/// The text without its styles. No other escape sequence can be in it: what
/// comes from outside is `printable`.
pub fn plain(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').map_or("", |(_, rest)| rest))
}

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_has_no_styles_and_all_words() {
        let text = format!("{} 自然人 m {}", strong("某局"), severity(Severity::Error, "相差 1"));
        assert_eq!(plain(&text), "某局 自然人 m 相差 1");
    }
}
