//! What is put across a page and is none of its text.

use super::super::super::geometry::{Bounds, Colour, Ink, Page, Text};
use super::near::Near;
use super::turn::{is_slanted, quarter};
use super::{is_blank, retain};
use std::collections::HashMap;

/// Opacity, of 255, below which text is put across.
const FAINT: u8 = 150;
/// Brightness, of 255, from which on a colour is pale.
const PALE: u32 = 140;
/// Heights of the usual character from which on one is large.
const LARGE: f32 = 1.8;
/// Share of a character that another one lies over where it is no neighbour.
const OVERLAP: f32 = 0.12;
/// How often the same words stand on one page where they are tiles.
const FEWEST_TILES: usize = 3;
/// From how many on fewer of them need to lie across something.
const MANY_TILES: usize = 8;
/// Characters of a page; more make a drawing, in which nothing is looked for.
const MOST_TEXTS: usize = 20_000;
/// Watermarks of one document that are looked for.
const MOST_KINDS: usize = 6;
/// Characters that a tile has at least where none of its kind lies over anything.
const LONGEST_LABEL: usize = 4;

/// Takes watermarks out of pages: first those that are none of the text wherever
/// they lie, last those that look like text, so that no text is held to lie across
/// a watermark.
pub fn remove(pages: &mut [Page]) {
    remove_runs(pages, |look, run| look.is_put_across(run));
    remove_runs(pages, |look, run| look.has_other_shape(run) && look.lies_over(run));
    remove_tiles(pages, |tiles| tiles.is_own);
    remove_runs(pages, |look, run| look.is_pale(run) && look.lies_over(run));
    remove_tiles(pages, |_| true);
}

fn remove_runs(pages: &mut [Page], is_watermark: impl Fn(&Look<'_>, &Run) -> bool) {
    for page in pages {
        let look = Look::of(page);
        let marks = look.marks(|run| is_watermark(&look, run));
        drop(look);
        retain(&mut page.texts, &marks);
    }
}

fn remove_tiles(pages: &mut [Page], may_be: impl Fn(&Tiles) -> bool) {
    for _ in 0..MOST_KINDS {
        let looks: Vec<Look<'_>> = pages.iter().map(Look::of).collect();
        let Some(kind) = tiles(&looks, &may_be) else { break };
        let marks: Vec<Vec<bool>> = looks.iter().map(|look| look.marks(|run| look.is_of(run, &kind))).collect();
        drop(looks);
        for (page, marks) in pages.iter_mut().zip(&marks) {
            retain(&mut page.texts, marks);
        }
    }
}

/// The kind of run that are tiles, of several the one that stands most often.
fn tiles(looks: &[Look<'_>], may_be: impl Fn(&Tiles) -> bool) -> Option<Kind> {
    let mut tiles: HashMap<Kind, Tiles> = HashMap::new();
    for look in looks {
        let mut on_page: HashMap<Kind, (usize, usize)> = HashMap::new();
        for run in &look.runs {
            let kind = run.kind(look.page);
            let (count, across) = on_page.entry(kind.clone()).or_default();
            *count += 1;
            *across += usize::from(look.lies_across(run));
            tiles.entry(kind).or_default().is_own |= run.ink(look.page).colour != look.colour;
        }
        for (kind, (count, across)) in on_page {
            let tile = tiles.entry(kind).or_default();
            tile.most = tile.most.max(count);
            tile.all += count;
            tile.across += across;
        }
    }
    let found = tiles.into_iter().filter(|(kind, tiles)| may_be(tiles) && tiles.are(kind));
    found.max_by_key(|(kind, tiles)| (tiles.most, kind.clone())).map(|(kind, _)| kind)
}

/// What runs have in common that are one watermark: words, size and colour.
type Kind = (String, i32, Option<Colour>);

/// How often a kind of run stands on the page that has most of it, on all pages,
/// and how often it lies across something else.
#[derive(Debug, Default)]
struct Tiles {
    most: usize,
    all: usize,
    across: usize,
    /// Whether their colour is not that of the text.
    is_own: bool,
}

impl Tiles {
    /// Whether they are tiles: not labels and figures, which keep clear of lines
    /// and of each other.
    fn are(&self, (words, _, colour): &Kind) -> bool {
        let letters = words.chars().filter(|c| c.is_alphabetic()).count();
        let share = if self.most >= MANY_TILES { MANY_TILES } else { FEWEST_TILES + 1 };
        let lie_across = self.across * share >= self.all && (letters > 0 || self.is_own);
        let is_pale = self.is_own && brightness(*colour) >= PALE;
        self.most >= FEWEST_TILES && (lie_across || (is_pale && letters >= LONGEST_LABEL))
    }
}

/// Characters that are drawn one behind the other: the first and how many.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: usize,
    count: usize,
}

impl Run {
    fn texts<'a>(&self, page: &'a Page) -> &'a [Text] {
        page.texts.get(self.first..self.first + self.count).unwrap_or_default()
    }

    fn ink(&self, page: &Page) -> Ink {
        self.texts(page).first().map(|text| text.ink).unwrap_or_default()
    }

    fn height(&self, page: &Page) -> f32 {
        self.texts(page).first().map_or(0.0, |text| text.bounds.height())
    }

    fn words(&self, page: &Page) -> String {
        self.texts(page).iter().map(|text| text.text.trim()).collect()
    }

    fn kind(&self, page: &Page) -> Kind {
        (self.words(page), (self.height(page) * 2.0).round() as i32, self.ink(page).colour)
    }
}

/// A page while it is looked at.
struct Look<'a> {
    page: &'a Page,
    runs: Vec<Run>,
    texts: Near,
    rules: Near,
    /// Height of the usual character.
    usual: f32,
    /// Colour of the usual character.
    colour: Option<Colour>,
    /// Whether nearly all of the page is faint.
    is_faint: bool,
}

impl<'a> Look<'a> {
    fn of(page: &'a Page) -> Self {
        let visible = || page.texts.iter().enumerate().filter(|(_, text)| !is_blank(text));
        let mut heights: Vec<f32> = visible().map(|(_, text)| text.bounds.height()).collect();
        heights.sort_by(f32::total_cmp);
        let faint = visible().filter(|(_, text)| text.ink.opacity < FAINT).count();
        Look {
            page,
            runs: runs(page.texts.get(..MOST_TEXTS.min(page.texts.len())).unwrap_or_default()),
            texts: Near::of(visible().map(|(at, text)| (at, text.bounds))),
            rules: Near::of(page.rules.iter().copied().enumerate()),
            usual: heights.get(heights.len() / 2).copied().unwrap_or(0.0),
            colour: usual_colour(page),
            is_faint: faint * 10 > heights.len() * 9,
        }
    }

    /// For each character, whether it belongs to a run that is a watermark.
    fn marks(&self, is_watermark: impl Fn(&Run) -> bool) -> Vec<bool> {
        let mut marks = vec![false; self.page.texts.len()];
        for run in self.runs.iter().filter(|run| is_watermark(run)) {
            marks.iter_mut().skip(run.first).take(run.count).for_each(|mark| *mark = true);
        }
        marks
    }

    fn is_put_across(&self, run: &Run) -> bool {
        let ink = run.ink(self.page);
        is_slanted(&ink) || (ink.opacity < FAINT && !self.is_faint)
    }

    /// Whether a run is of a kind; of a pale one also where other words are left of it.
    fn is_of(&self, run: &Run, kind: &Kind) -> bool {
        let (words, size, colour) = run.kind(self.page);
        let is_pale = colour != self.colour && brightness(colour) >= PALE;
        (size, colour) == (kind.1, kind.2) && (is_pale || words == kind.0)
    }

    /// Whether a run is larger than the text, or lies on its side.
    fn has_other_shape(&self, run: &Run) -> bool {
        quarter(&run.ink(self.page)) != 0 || run.height(self.page) >= LARGE * self.usual
    }

    /// Whether a run is paler than the text.
    fn is_pale(&self, run: &Run) -> bool {
        let ink = run.ink(self.page);
        is_pale(&ink) && ink.colour != self.colour
    }

    /// Whether a run lies over other characters, or lines go through it.
    fn lies_across(&self, run: &Run) -> bool {
        let crossed = |text: &Text| {
            let inner = text.bounds.wider(-0.25 * text.bounds.height().min(text.bounds.width()));
            let mut rules = self.rules.at(&inner).filter_map(|at| self.page.rules.get(at));
            rules.any(|rule| touches(rule, &inner) && rule.width().max(rule.height()) > text.bounds.height())
        };
        self.lies_over(run) || run.texts(self.page).iter().any(crossed)
    }

    /// Whether a run lies over characters that do not stand out like it.
    fn lies_over(&self, run: &Run) -> bool {
        let ink = run.ink(self.page);
        let own = run.first..run.first + run.count;
        let over = |text: &Text, at: usize| {
            let Some(other) = self.page.texts.get(at).filter(|_| !own.contains(&at)) else { return false };
            let shared = text.bounds.intersection(&other.bounds).area();
            let is_other = other.ink != ink || other.bounds.height() < 0.8 * text.bounds.height();
            is_other && shared > OVERLAP * text.bounds.area().min(other.bounds.area())
        };
        let visible = run.texts(self.page).iter().filter(|text| !is_blank(text));
        visible.into_iter().any(|text| self.texts.at(&text.bounds).any(|at| over(text, at)))
    }
}

/// The colour of most characters of a page, a dark one where there is any: tiles may
/// outnumber the text.
fn usual_colour(page: &Page) -> Option<Colour> {
    let mut counts: HashMap<Option<Colour>, usize> = HashMap::new();
    for text in page.texts.iter().filter(|text| !is_blank(text)) {
        *counts.entry(text.ink.colour).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(colour, count)| (brightness(*colour) < PALE, *count, *colour))
        .and_then(|(colour, _)| colour)
}

fn touches(a: &Bounds, b: &Bounds) -> bool {
    let both = a.intersection(b);
    both.width() >= 0.0 && both.height() >= 0.0
}

/// Whether neither of two inks is put across what the other one writes.
pub fn are_alike(a: &Ink, b: &Ink) -> bool {
    a == b || ((a.turn, a.opacity) == (b.turn, b.opacity) && !is_pale(a) && !is_pale(b))
}

fn is_pale(ink: &Ink) -> bool {
    // What shows through counts as paper.
    255 - (255 - brightness(ink.colour)) * u32::from(ink.opacity) / 255 >= PALE
}

/// How bright a colour is, of 255; what is no colour is held to be dark.
fn brightness(colour: Option<Colour>) -> u32 {
    let [red, green, blue] = colour.unwrap_or_default().map(u32::from);
    (red * 3 + green * 6 + blue) / 10
}

fn runs(texts: &[Text]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut last: Option<&Text> = None;
    for (at, text) in texts.iter().enumerate() {
        match runs.last_mut().zip(last).filter(|(_, last)| goes_on(last, text)) {
            Some((run, _)) => run.count += 1,
            None => runs.push(Run { first: at, count: 1 }),
        }
        last = Some(text);
    }
    runs
}

fn goes_on(last: &Text, text: &Text) -> bool {
    let ((x, y), (left, top)) = (last.bounds.centre(), text.bounds.centre());
    let height = last.bounds.height().max(text.bounds.height());
    let (across, along) = match quarter(&text.ink) {
        0 | 2 => ((y - top).abs(), (x - left).abs()),
        _ => ((x - left).abs(), (y - top).abs()),
    };
    last.ink == text.ink && (is_slanted(&text.ink) || (across < 0.3 * height && along < 2.0 * height))
}

#[cfg(test)]
mod tests {
    use super::super::super::line::tests::draw;
    use super::*;

    fn inked(text: &str, (left, top): (f32, f32), size: f32, ink: Ink) -> Vec<Text> {
        draw(text, left, top, size).into_iter().map(|text| Text { ink, ..text }).collect()
    }

    fn read(texts: Vec<Text>, rules: &[[f32; 4]]) -> String {
        let rules = rules.iter().copied().map(Bounds::from).collect();
        let mut pages = [Page { width: 600.0, height: 800.0, texts, rules, ..Page::default() }];
        remove(&mut pages);
        pages[0].texts.iter().map(|text| text.text.as_str()).collect()
    }

    fn table() -> Vec<Text> {
        (0..9).flat_map(|row| draw("本年新收351", 50.0, 100.0 + 20.0 * row as f32, 10.0)).collect()
    }

    #[test]
    fn slanted_faint_and_large_watermarks_are_none_of_the_text() {
        let text: String = table().iter().map(|text| text.text.as_str()).collect();
        let slanted = Ink { turn: 45, ..Ink::default() };
        let faint = Ink { opacity: 60, ..Ink::default() };
        let pale = Ink { colour: Some([220; 3]), ..Ink::default() };
        for (ink, size) in [(slanted, 10.0), (faint, 10.0), (pale, 10.0), (Ink::default(), 40.0)] {
            let mark = inked("内部资料61", (52.0, 122.0), size, ink);
            assert_eq!(read([mark.clone(), table()].concat(), &[]), text, "{ink:?}");
            assert_eq!(read([table(), mark].concat(), &[]), text, "{ink:?}");
        }
    }

    #[test]
    fn tiles_are_known_by_what_they_lie_across() {
        let tiles: Vec<Text> = (0..4).flat_map(|at| draw("内部", 140.0 + 60.0 * at as f32, 104.0, 10.0)).collect();
        let text: String = table().iter().map(|text| text.text.as_str()).collect();
        let upright = [[145.0, 90.0, 145.5, 300.0]];
        assert_eq!(read([table(), tiles.clone()].concat(), &upright), text);
        assert_eq!(read([table(), tiles].concat(), &[]), format!("{text}内部内部内部内部"));
    }

    #[test]
    fn grey_figures_titles_and_labels_on_their_side_stay() {
        let grey = Ink { colour: Some([160; 3]), ..Ink::default() };
        let side = Ink { turn: 90, ..Ink::default() };
        let mut texts = inked("年度报告", (50.0, 20.0), 22.0, Ink::default());
        texts.extend(table());
        (0..9).for_each(|at| texts.extend(inked("0", (150.0, 100.0 + 20.0 * at as f32), 10.0, grey)));
        (0..3).for_each(|at| texts.extend(inked("办", (20.0, 100.0 + 10.0 * at as f32), 10.0, side)));
        let all: String = texts.iter().map(|text| text.text.as_str()).collect();
        assert_eq!(read(texts, &[]), all);
    }
}
