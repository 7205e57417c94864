//! Characters that are drawn over themselves: outline and filling, to look bold,
//! with a shadow.

use super::super::super::geometry::{Bounds, Ink, Text};
use super::near::Near;

/// Share of its size by which a character may be off the first one.
const OFF: f32 = 0.35;
/// Share by which sizes of font differ that are another text's.
const OTHER_SIZE: f32 = 0.15;
/// Points by which it may at most.
const MOST_OFF: f32 = 3.0;

/// For each character, whether it is drawn again at the same place: what lies on
/// top is what is seen, a shadow is not.
/// Only those count whose inks may be one text's.
pub fn repeats(texts: &[Text], may_be: impl Fn(&Ink, &Ink) -> bool) -> Vec<bool> {
    let mut near = Near::default();
    let mut repeats = Vec::with_capacity(texts.len());
    for (at, text) in texts.iter().enumerate().rev() {
        let (x, y) = text.bounds.centre();
        let place = Bounds { left: x, top: y, right: x, bottom: y };
        let is_same = |other: usize| {
            texts
                .get(other)
                .is_some_and(|other| other.text == text.text && covers(other, text) && may_be(&other.ink, &text.ink))
        };
        let is_repeat = near.at(&place.wider(MOST_OFF)).any(is_same);
        repeats.push(is_repeat);
        if !is_repeat {
            near.push(at, &place);
        }
    }
    repeats.reverse();
    repeats
}

fn covers(before: &Text, text: &Text) -> bool {
    let ((x, y), (left, top)) = (before.bounds.centre(), text.bounds.centre());
    let size = |text: &Text| text.bounds.height().min(text.bounds.width());
    let most = (size(before).min(size(text)) * OFF).min(MOST_OFF);
    let (high, low) = (before.bounds.height(), text.bounds.height());
    (x - left).abs() < most && (y - top).abs() < most && (high - low).abs() < OTHER_SIZE * high
}

#[cfg(test)]
mod tests {
    use super::super::super::line::tests::draw;
    use super::*;

    fn read(parts: &[(&str, f32, f32)]) -> String {
        let texts: Vec<Text> = parts.iter().flat_map(|(text, left, top)| draw(text, *left, *top, 10.0)).collect();
        let marks = repeats(&texts, |_, _| true);
        texts.iter().zip(marks).filter(|(_, is_repeat)| !is_repeat).map(|(text, _)| text.text.as_str()).collect()
    }

    #[test]
    fn bold_outline_and_shadow_are_one() {
        assert_eq!(read(&[("11件", 10.0, 20.0), ("11件", 10.3, 20.0)]), "11件");
        let long = "二〇二三年本机关共收到申请一百一十一件，均已在期限内答复";
        assert_eq!(read(&[(long, 10.0, 20.0), (long, 10.0, 20.0)]), long);
        assert_eq!(read(&[("24", 10.0, 20.0), ("24", 11.2, 21.2)]), "24");
        assert_eq!(read(&[("1", 10.0, 20.0), ("1", 14.0, 20.0)]), "11");
    }
}
