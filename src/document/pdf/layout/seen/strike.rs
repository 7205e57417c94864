//! What a line is drawn through does not stand any more.

use super::super::super::geometry::{Bounds, Page, Text};
use super::near::Near;
use super::{is_blank, take_out};

/// Where a line goes through characters: shares of their box from its top. A line
/// below them underlines, one above belongs to the cell.
const THROUGH: std::ops::RangeInclusive<f32> = 0.28..=0.78;
/// Heights of the font by which a line may stick out at each end.
const BEYOND: f32 = 1.6;
/// Points: a longer line may be one.
const SHORTEST: f32 = 2.5;
/// Lines of a page; more make a drawing, which strikes nothing out.
const MOST_LINES: usize = 5_000;
/// Points within which a line ends at another.
const TOUCHES: f32 = 2.5;

/// Takes out the characters that are struck out, and the lines that do it.
pub fn remove(page: &mut Page) {
    let texts = Texts::of(&page.texts);
    let borders = Borders::of(&page.rules);
    let mut is_struck = vec![false; page.texts.len()];
    let mut is_strike = vec![false; page.rules.len()];
    let across = page.rules.iter().filter(|rule| !is_upright(rule) && rule.width() >= SHORTEST).count();
    let is_drawing = across + page.slants.len() > MOST_LINES;
    for (rule, mark) in page.rules.iter().zip(&mut is_strike) {
        if !is_drawing && !borders.is_one(rule) {
            *mark = texts.strike(rule, goes_through, &mut is_struck);
        }
    }
    for slant in page.slants.iter().filter(|_| !is_drawing) {
        texts.strike(slant, goes_across, &mut is_struck);
    }
    let quads = Near::of(page.struck.iter().copied().enumerate());
    for (text, is_struck) in page.texts.iter().zip(&mut is_struck) {
        let centre = text.bounds.centre();
        *is_struck |= quads.at(&text.bounds).any(|at| page.struck.get(at).is_some_and(|quad| quad.contains(centre)));
    }
    take_out(page, &is_struck, true);
    let mut marks = is_strike.iter();
    page.rules.retain(|_| marks.next() != Some(&true));
}

/// The visible characters of a page.
struct Texts<'a> {
    texts: &'a [Text],
    near: Near,
}

impl<'a> Texts<'a> {
    fn of(texts: &'a [Text]) -> Self {
        let visible = texts.iter().enumerate().filter(|(_, text)| !is_blank(text));
        Texts { texts, near: Near::of(visible.map(|(at, text)| (at, text.bounds))) }
    }

    /// Marks what a line strikes out; says whether it strikes anything.
    fn strike(&self, line: &Bounds, is_through: impl Fn(&Bounds, &Text) -> bool, is_struck: &mut [bool]) -> bool {
        let text = |at: &usize| self.texts.get(*at).filter(|text| is_through(line, text));
        let through: Vec<usize> = self.near.at(line).filter(|at| text(at).is_some()).collect();
        let is_strike = is_as_long_as(line, through.iter().filter_map(text));
        for at in through.into_iter().filter(|_| is_strike) {
            is_struck.get_mut(at).into_iter().for_each(|struck| *struck = true);
        }
        is_strike
    }
}

/// The upright lines of a page.
struct Borders<'a> {
    rules: &'a [Bounds],
    near: Near,
}

impl<'a> Borders<'a> {
    fn of(rules: &'a [Bounds]) -> Self {
        let uprights = rules.iter().enumerate().filter(|(_, rule)| is_upright(rule));
        Borders { rules, near: Near::of(uprights.map(|(at, rule)| (at, rule.wider(TOUCHES)))) }
    }

    /// Whether a line can only be one of a table.
    fn is_one(&self, rule: &Bounds) -> bool {
        let (_, y) = rule.centre();
        is_upright(rule) || rule.width() < SHORTEST || (self.touch(rule.left, y) && self.touch(rule.right, y))
    }

    fn touch(&self, x: f32, y: f32) -> bool {
        let place = Bounds { left: x, top: y, right: x, bottom: y };
        let mut rules = self.near.at(&place).filter_map(|at| self.rules.get(at));
        rules.any(|rule| rule.wider(TOUCHES).contains((x, y)))
    }
}

fn is_upright(rule: &Bounds) -> bool {
    rule.height() > rule.width()
}

/// Whether a slanted line goes from one side of a character to the other. Those
/// that part the corner of a table are larger.
fn goes_across(slant: &Bounds, text: &Text) -> bool {
    let height = text.bounds.height();
    slant.contains(text.bounds.centre())
        && (0.3 * height..=1.8 * height).contains(&slant.height())
        && slant.width() > 0.2 * height
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
    fn a_slanted_line_strikes_out_what_it_crosses() {
        let texts = || [draw("42", 20.0, 20.0, 10.0), draw("24", 36.0, 20.0, 10.0)].concat();
        let read = |slant: [f32; 4]| {
            let mut page = Page { texts: texts(), slants: vec![Bounds::from(slant)], ..Page::default() };
            remove(&mut page);
            page.texts.iter().map(|text| text.text.as_str()).collect::<String>()
        };
        assert_eq!(read([19.0, 19.0, 31.0, 31.0]), "24");
        // It parts the head of rows from that of columns.
        assert_eq!(read([0.0, 0.0, 60.0, 50.0]), "4224");
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
