//! What was put before every line of a text: the marks of a quoted mail, the number of
//! the line.

use std::borrow::Cow;

/// Lines that a text has at least where something stands before each of them.
const FEWEST: usize = 10;

/// The text without what stands before its lines.
pub(super) fn bare(text: &str) -> Cow<'_, str> {
    match unquoted(text) {
        Some(text) => Cow::Owned(unnumbered(&text).unwrap_or(text)),
        None => unnumbered(text).map_or(Cow::Borrowed(text), Cow::Owned),
    }
}

/// A mail that was forwarded: `> ` before nearly every line. A table alone is quoted
/// by Markdown, too, and is read as it stands.
fn unquoted(text: &str) -> Option<String> {
    if !text.contains("\n>") {
        return None;
    }
    let filled = || text.lines().filter(|line| !line.trim().is_empty());
    let quoted = filled().filter(|line| line.starts_with('>')).count();
    if quoted < FEWEST || quoted * 10 < filled().count() * 8 {
        return None;
    }
    let line = |line: &str| {
        let inner = line.trim_start_matches('>');
        let inner = if inner.len() < line.len() { inner.strip_prefix(' ').unwrap_or(inner) } else { line };
        inner.to_owned() + "\n"
    };
    Some(text.lines().map(line).collect())
}

/// A listing with numbered lines, or a table written with its index: 0, 1, 2, … before
/// every line but those of a head or within a quoted field.
fn unnumbered(text: &str) -> Option<String> {
    let mut expected: Option<u64> = None;
    let (mut numbered, mut all) = (0, 0);
    let mut bare = String::with_capacity(text.len());
    for line in text.lines() {
        all += usize::from(!line.trim().is_empty());
        let found = number(line).filter(|(number, _)| expected.is_none_or(|expected| *number == expected));
        match found {
            Some((number, inner)) if expected.is_some() || number <= 1 => {
                expected = Some(number + 1);
                numbered += 1;
                bare.push_str(inner);
            }
            _ => bare.push_str(if expected.is_none() { line.strip_prefix(',').unwrap_or(line) } else { line }),
        }
        bare.push('\n');
    }
    (numbered >= FEWEST && numbered * 10 >= all * 9).then_some(bare)
}

/// The number before a line, and what stands behind it.
fn number(line: &str) -> Option<(u64, &str)> {
    let trimmed = line.trim_start_matches(' ');
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = trimmed.split_at_checked(digits)?;
    let inner = rest.strip_prefix(['\t', ',', ':', '：']).or_else(|| rest.is_empty().then_some(rest))?;
    Some((number.parse().ok()?, inner))
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_quoted_mail_and_numbered_lines_are_read_as_they_were() {
        let lines: Vec<String> = (0..12).map(|line| format!("规章\t{line}\t0")).collect();
        let plain = lines.join("\n") + "\n";
        let before = |mark: fn(usize) -> String| -> String {
            lines.iter().enumerate().map(|(at, line)| mark(at) + line + "\n").collect()
        };
        assert_eq!(bare(&before(|_| "> ".to_owned())), plain);
        assert_eq!(bare(&before(|at| format!("{:6}\t", at + 1))), plain);
        assert_eq!(bare(&before(|at| format!("{at},"))), plain);
        assert_eq!(
            bare(&format!("发件人: 办公室\n{}", before(|_| "> ".to_owned()))),
            format!("发件人: 办公室\n{plain}")
        );
        assert_eq!(bare(&plain), plain);
    }

    #[test]
    fn a_column_of_numbers_among_other_lines_stays() {
        let table: String = (1..13).map(|row| format!("{row}\t规章\t0\n")).collect();
        let text = format!("一、总体情况\n无。\n{table}二、其他\n无。\n");
        assert_eq!(bare(&text), text);
    }
}
