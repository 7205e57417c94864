//! Characters → lines of text.

use super::super::geometry::{Bounds, Text};

/// Gap, in heights of the font, that a reader sees as a blank between any two
/// characters; between Latin letters or digits, a quarter of it is seen.
const BLANK: f32 = 0.8;
const WORD_BLANK: f32 = 0.2;
/// Gap, in heights of the font, from which on two pieces of a line are columns.
const COLUMN_GAP: f32 = 1.6;

/// A line: its characters from left to right.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// The box around it.
    pub bounds: Bounds,
    /// Its characters, blank ones among them.
    pub texts: Vec<&'a Text>,
}

/// The lines that characters stand in, from top to bottom.
pub fn lines<'a>(texts: impl IntoIterator<Item = &'a Text>) -> Vec<Line<'a>> {
    let mut texts: Vec<&Text> = texts.into_iter().collect();
    texts.sort_by(|a, b| a.bounds.centre().1.total_cmp(&b.bounds.centre().1));
    let mut lines: Vec<Line<'a>> = Vec::new();
    for text in texts {
        match lines.last_mut().filter(|line| line.holds(&text.bounds)) {
            Some(line) => line.push(text),
            None => lines.push(Line { bounds: text.bounds, texts: vec![text] }),
        }
    }
    for line in &mut lines {
        line.texts.sort_by(|a, b| a.bounds.left.total_cmp(&b.bounds.left));
    }
    lines.retain(|line| line.texts.iter().any(|text| !is_blank(text)));
    lines
}

fn is_blank(text: &Text) -> bool {
    text.text.trim().is_empty()
}

impl<'a> Line<'a> {
    fn holds(&self, bounds: &Bounds) -> bool {
        let distance = (self.bounds.centre().1 - bounds.centre().1).abs();
        distance < 0.5 * self.bounds.height().min(bounds.height())
    }

    fn push(&mut self, text: &'a Text) {
        // The height stays that of the line's first character, so that many
        // slightly shifted ones do not grow together with the next line.
        let (top, bottom) = (self.bounds.top, self.bounds.bottom);
        self.bounds = Bounds { top, bottom, ..self.bounds.union(&text.bounds) };
        self.texts.push(text);
    }

    /// The height of its font in points.
    pub fn size(&self) -> f32 {
        self.bounds.height()
    }

    /// Its characters without the blank ones.
    pub fn visible(&self) -> impl DoubleEndedIterator<Item = &'a Text> + '_ {
        self.texts.iter().copied().filter(|text| !is_blank(text))
    }

    /// Where its first visible character begins.
    pub fn left(&self) -> f32 {
        self.visible().next().map_or(self.bounds.left, |text| text.bounds.left)
    }

    /// Where its last visible character ends.
    pub fn right(&self) -> f32 {
        self.visible().map(|text| text.bounds.right).fold(self.bounds.left, f32::max)
    }

    /// Its text; blanks that only come of spacing out are left out.
    pub fn text(&self) -> String {
        self.columns().join("  ")
    }

    /// Its text in pieces, where gaps part it into columns.
    pub fn columns(&self) -> Vec<String> {
        let mut columns = vec![String::new()];
        let mut before: Option<&Text> = None;
        let mut has_space = false;
        for &text in &self.texts {
            if is_blank(text) {
                has_space = true;
                continue;
            }
            if let Some(before) = before {
                let gap = (text.bounds.left - before.bounds.right) / text.bounds.height().max(1.0);
                if gap > COLUMN_GAP {
                    columns.push(String::new());
                } else if gap > BLANK || has_space || (gap > WORD_BLANK && is_word(before, text)) {
                    columns.last_mut().into_iter().for_each(|column| column.push(' '));
                }
            }
            columns.last_mut().into_iter().for_each(|column| column.push_str(text.text.trim()));
            (before, has_space) = (Some(text), false);
        }
        columns
    }

    /// Width of what a line cannot break at its start: a word, or one ideograph
    /// with the punctuation that may not begin or end a line.
    pub fn first_unbreakable(&self) -> f32 {
        let mut right = self.left();
        let mut before: Option<char> = None;
        for text in self.visible() {
            let (Some(first), last) = (text.text.chars().next(), text.text.chars().next_back()) else { continue };
            let goes_on = match before {
                None => true,
                Some(before) => {
                    text.bounds.left - right < WORD_BLANK * self.size()
                        && ((before.is_ascii_graphic() && first.is_ascii_graphic())
                            || may_not_start(first)
                            || may_not_end(before))
                }
            };
            if !goes_on {
                break;
            }
            right = text.bounds.right;
            before = last;
        }
        right - self.left()
    }
}

fn is_word(before: &Text, after: &Text) -> bool {
    let ends = before.text.chars().next_back().is_some_and(|c| c.is_ascii_graphic());
    ends && after.text.chars().next().is_some_and(|c| c.is_ascii_graphic())
}

fn may_not_start(character: char) -> bool {
    "，。、；：！？）》〉】”’％%,.;:!?)".contains(character)
}

fn may_not_end(character: char) -> bool {
    "（《〈【“‘(".contains(character)
}

/// Puts the text of a line behind that of the line before.
pub fn append(text: &mut String, line: &str) {
    let ends = text.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
    if ends && line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether a text begins with the number of a list: `1.`, `（三）`, `四、`.
pub fn is_numbered(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let bare = text.trim_start().trim_start_matches(['（', '(']);
    let rest = bare.trim_start_matches(is_number);
    rest.len() < bare.len() && rest.starts_with(['、', '.', '．', '）', ')', ' '])
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// The characters of a line of text as a font of this size draws them:
    /// ideographs are square, everything else half as wide.
    pub fn draw(text: &str, left: f32, top: f32, size: f32) -> Vec<Text> {
        let mut x = left;
        let mut drawn = Vec::new();
        for character in text.chars() {
            let width = if character.is_ascii() { size / 2.0 } else { size };
            let bounds = Bounds { left: x, top, right: x + width, bottom: top + size };
            drawn.push(Text { bounds, text: character.into(), ..Text::default() });
            x += width;
        }
        drawn
    }

    fn texts(drawn: &[Text]) -> Vec<String> {
        lines(drawn).iter().map(Line::text).collect()
    }

    #[test]
    fn the_order_of_drawing_does_not_matter() {
        let mut drawn = draw("二、主动公开", 10.0, 40.0, 10.0);
        drawn.extend(draw("一、总体情况", 10.0, 20.0, 10.0));
        drawn.reverse();
        assert_eq!(texts(&drawn), ["一、总体情况", "二、主动公开"]);
    }

    #[test]
    fn letters_that_are_spaced_out_stay_a_word() {
        let mut drawn = Vec::new();
        for (at, character) in ["本", "年", "新", "收"].iter().enumerate() {
            drawn.extend(draw(character, 10.0 + at as f32 * 16.0, 20.0, 10.0));
        }
        assert_eq!(texts(&drawn), ["本年新收"]);
        let mut drawn = draw("12", 10.0, 20.0, 10.0);
        drawn.extend(draw("7", 24.0, 20.0, 10.0));
        drawn.extend(draw("8", 60.0, 20.0, 10.0));
        assert_eq!(texts(&drawn), ["12 7  8"]);
    }
}
