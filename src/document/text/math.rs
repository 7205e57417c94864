//! Figures that a converter wrote as formulas: `$24$`, `$($一$)$`.

use std::borrow::Cow;

/// Bytes of the longest formula that is no more than a figure or a mark.
const LONGEST: usize = 24;

/// A line without the marks of formulas that hold nothing but a figure or a mark.
pub(super) fn plain(line: &str) -> Cow<'_, str> {
    if !line.contains('$') {
        return Cow::Borrowed(line);
    }
    let mut written = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('$') {
        written.push_str(before);
        match behind.split_once('$').filter(|(inner, _)| is_plain(inner)) {
            Some((inner, after)) => {
                written.push_str(inner.trim());
                rest = after;
            }
            None => {
                written.push('$');
                rest = behind;
            }
        }
    }
    written.push_str(rest);
    Cow::Owned(written)
}

fn is_plain(inner: &str) -> bool {
    let is_of_figure = |character: char| character.is_ascii_digit() || " .,()（）%+-".contains(character);
    !inner.trim().is_empty() && inner.len() <= LONGEST && inner.chars().all(is_of_figure)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_formula_of_a_figure_is_the_figure() {
        for (line, expected) in [
            ("| $24$ | $ 3 $ |", "| 24 | 3 |"),
            ("$($一$)$ 予以公开", "(一) 予以公开"),
            ("费用 $5 与 $x^2$", "费用 $5 与 $x^2$"),
            ("$$", "$$"),
            ("24", "24"),
        ] {
            assert_eq!(plain(line), expected);
        }
    }
}
