//! What a line is drawn through does not stand any more.

use super::super::super::geometry::{Bounds, Page, Text};
use super::near::Near;
use super::{is_blank, retain};

/// Where a line goes through characters: shares of their box from its top. A line
/// below them underlines, one above belongs to the cell.
const THROUGH: std::ops::RangeInclusive<f32> = 0.28..=0.78;
/// Heights of the font by which a line may stick out at each end.
const BEYOND: f32 = 1.6;
/// Points: a longer line may be one.
const SHORTEST: f32 = 2.5;
/// Points within which a line ends at another.
const TOUCHES: f32 = 2.5;

/// Takes out the characters that are struck out, and the lines that do it.
pub fn remove(page: &mut Page) {
    let texts =
        Near::of(page.texts.iter().enumerate().filter(|(_, text)| !is_blank(text)).map(|(at, text)| (at, text.bounds)));
    let is_upright = |rule: &Bounds| rule.height() > rule.width();
    let uprights = page.rules.iter().enumerate().filter(|(_, rule)| is_upright(rule));
    let uprights = Near::of(uprights.map(|(at, rule)| (at, rule.wider(TOUCHES))));
    let touches = |x: f32, y: f32| {
        let place = Bounds { left: x, top: y, right: x, bottom: y };
        let mut rules = uprights.at(&place).filter_map(|at| page.rules.get(at));
        rules.any(|rule| rule.wider(TOUCHES).contains((x, y)))
    };
    let mut is_struck = vec![false; page.texts.len()];
    let mut is_strike = vec![false; page.rules.len()];
    for (rule, mark) in page.rules.iter().zip(&mut is_strike) {
        let (_, y) = rule.centre();
        if is_upright(rule) || rule.width() < SHORTEST || (touches(rule.left, y) && touches(rule.right, y)) {
            continue;
        }
        let mut through: Vec<usize> =
            texts.at(rule).filter(|at| page.texts.get(*at).is_some_and(|text| goes_through(rule, text))).collect();
        through.sort_unstable();
        through.dedup();
        *mark = is_as_long_as(rule, through.iter().filter_map(|at| page.texts.get(*at)));
        for at in through.into_iter().filter(|_| *mark) {
            is_struck.get_mut(at).into_iter().for_each(|struck| *struck = true);
        }
    }
    let quads = Near::of(page.struck.iter().copied().enumerate());
    for (text, is_struck) in page.texts.iter().zip(&mut is_struck) {
        let centre = text.bounds.centre();
        *is_struck |= quads.at(&text.bounds).any(|at| page.struck.get(at).is_some_and(|quad| quad.contains(centre)));
    }
    retain(&mut page.texts, &is_struck);
    let mut marks = is_strike.iter();
    page.rules.retain(|_| marks.next() != Some(&true));
}

fn goes_through(rule: &Bounds, text: &Text) -> bool {
    let ((x, _), (_, y)) = (text.bounds.centre(), rule.centre());
    (rule.left..=rule.right).contains(&x) && THROUGH.contains(&((y - text.bounds.top) / text.bounds.height().max(0.1)))
}

/// Whether a line is about as long as the characters that it goes through. The
/// line of a table is as long as its cells.
fn is_as_long_as<'a>(rule: &Bounds, through: impl Iterator<Item = &'a Text>) -> bool {
    let Some(around) = through.map(|text| text.bounds).reduce(|all, next| all.union(&next)) else { return false };
    let beyond = (around.left - rule.left).max(rule.right - around.right);
    beyond <= BEYOND * around.height()
}

#[cfg(test)]
mod tests {
    use super::super::super::line::tests::draw;
    use super::*;

    fn read(rules: &[[f32; 4]], struck: &[[f32; 4]]) -> (String, usize) {
        let texts = [draw("42", 20.0, 20.0, 10.0), draw("24", 36.0, 20.0, 10.0)].concat();
        let bounds = |all: &[[f32; 4]]| all.iter().copied().map(Bounds::from).collect();
        let mut page = Page {
            width: 200.0,
            height: 200.0,
            texts,
            rules: bounds(rules),
            struck: bounds(struck),
            ..Page::default()
        };
        remove(&mut page);
        (page.texts.iter().map(|text| text.text.as_str()).collect(), page.rules.len())
    }

    #[test]
    fn a_line_through_characters_strikes_them_out() {
        assert_eq!(read(&[[19.0, 25.0, 31.0, 25.5]], &[]), ("24".into(), 0));
        assert_eq!(read(&[], &[[19.0, 19.0, 31.0, 31.0]]), ("24".into(), 0));
    }

    #[test]
    fn borders_and_underlines_strike_nothing_out() {
        for rule in [[19.0, 29.8, 31.0, 30.3], [19.0, 20.5, 31.0, 21.0], [0.0, 25.0, 190.0, 25.5]] {
            assert_eq!(read(&[rule], &[]), ("4224".into(), 1), "{rule:?}");
        }
        // The border between two rows of a cell that its text is too high for.
        let cell = [[12.0, 25.0, 52.0, 25.5], [11.8, 10.0, 12.2, 40.0], [51.8, 10.0, 52.2, 40.0]];
        assert_eq!(read(&cell, &[]), ("4224".into(), 3));
    }
}
