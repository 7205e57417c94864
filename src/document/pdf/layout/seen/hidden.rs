//! Characters that nobody sees.

use super::super::super::geometry::{Area, Colour, Page, Text};
use super::is_blank;
use super::near::Near;

/// Points: smaller characters are not seen.
const SMALLEST: f32 = 1.0;
/// How many times as many invisible characters as visible ones a page has where
/// they are all that can be read of a scan.
const SCAN: usize = 10;
/// Differences of red, green or blue, of 255, that are not seen.
const SAME_COLOUR: u8 = 16;
/// Share of a character that an area drawn later must cover.
const COVERED: f32 = 0.8;
/// Areas that are looked at for all characters of a page together.
const MOST_LOOKS: usize = 20_000_000;

/// For each character of a page, whether it is not seen.
pub fn hidden(page: &Page) -> Vec<bool> {
    let is_layer = is_layer(page);
    let can_look = page.areas.len().saturating_mul(page.texts.len()) <= MOST_LOOKS;
    let areas = if can_look { page.areas.as_slice() } else { &[] };
    let texts = page.texts.iter().zip(is_layer).enumerate();
    let hidden = texts.map(|(at, (text, is_layer))| {
        let is_drawn = !text.ink.is_invisible;
        is_layer
            || text.bounds.height() < SMALLEST
            || (is_drawn && (text.ink.opacity == 0 || is_covered(at, text, areas) || is_like_ground(at, text, areas)))
    });
    hidden.collect()
}

/// For each character, whether it belongs to an invisible layer beside visible
/// text. Where there is hardly anything else, it is what the scan says.
fn is_layer(page: &Page) -> Vec<bool> {
    let visible = || page.texts.iter().enumerate().filter(|(_, text)| !text.ink.is_invisible && !is_blank(text));
    let invisible = page.texts.iter().filter(|text| text.ink.is_invisible && !is_blank(text)).count();
    let is_scan = visible().count() * SCAN < invisible;
    let near = Near::of(visible().map(|(at, text)| (at, text.bounds)));
    let lies_over = |text: &Text| {
        let shared = |at: usize| page.texts.get(at).is_some_and(|other| text.bounds.share_in(&other.bounds) > 0.3);
        near.at(&text.bounds).any(shared)
    };
    page.texts.iter().map(|text| text.ink.is_invisible && (!is_scan || lies_over(text))).collect()
}

fn is_covered(at: usize, text: &Text, areas: &[Area]) -> bool {
    let covers = |area: &&Area| area.hides && area.after > at && text.bounds.share_in(&area.bounds) > COVERED;
    areas.iter().rev().take_while(|area| area.after > at).any(|area| covers(&area))
}

/// Whether a character has the colour of what it stands on; of paper, white.
fn is_like_ground(at: usize, text: &Text, areas: &[Area]) -> bool {
    const PAPER: Colour = [255; 3];
    let Some(colour) = text.ink.colour else { return false };
    let before = areas.get(..areas.partition_point(|area| area.after <= at)).unwrap_or_default();
    let ground = before.iter().rfind(|area| area.bounds.contains(text.bounds.centre()));
    let ground = ground.map_or(Some(PAPER), |area| area.colour);
    let is_near = |ground: Colour| colour.iter().zip(ground).all(|(a, b)| a.abs_diff(b) <= SAME_COLOUR);
    ground.is_some_and(is_near)
}

#[cfg(test)]
mod tests {
    use super::super::super::line::tests::draw;
    use super::*;
    use crate::pdf::geometry::{Bounds, Ink};

    fn inked(text: &str, left: f32, ink: Ink) -> Vec<Text> {
        draw(text, left, 20.0, 10.0).into_iter().map(|text| Text { ink, ..text }).collect()
    }

    fn seen(texts: Vec<Text>, areas: Vec<Area>) -> String {
        let page = Page { width: 200.0, height: 200.0, texts, areas, ..Page::default() };
        let marks = hidden(&page);
        page.texts.iter().zip(marks).filter(|(_, is_hidden)| !is_hidden).map(|(text, _)| text.text.as_str()).collect()
    }

    fn area(colour: Option<Colour>, after: usize, hides: bool) -> Area {
        Area { bounds: Bounds { left: 0.0, top: 15.0, right: 100.0, bottom: 35.0 }, after, colour, hides }
    }

    #[test]
    fn white_is_seen_on_a_dark_ground_alone() {
        let white = Ink { colour: Some([255; 3]), ..Ink::default() };
        let both =
            |areas: Vec<Area>| seen([inked("35", 10.0, white), inked("7", 40.0, Ink::default())].concat(), areas);
        assert_eq!(both(Vec::new()), "7");
        assert_eq!(both(vec![area(Some([0, 0, 128]), 0, true)]), "357");
        // A picture or a pattern may be dark.
        assert_eq!(both(vec![area(None, 0, false)]), "357");
        assert_eq!(both(vec![area(Some([0, 0, 128]), 0, true), area(Some([255; 3]), 0, true)]), "7");
    }

    #[test]
    fn what_was_painted_over_is_gone() {
        let texts = || [inked("42", 10.0, Ink::default()), inked("24", 40.0, Ink::default())].concat();
        assert_eq!(seen(texts(), vec![area(Some([255; 3]), 2, true)]), "24");
        assert_eq!(seen(texts(), vec![area(Some([255; 3]), 2, false)]), "4224");
    }

    #[test]
    fn an_invisible_layer_is_read_where_it_is_all_there_is() {
        let invisible = Ink { is_invisible: true, ..Ink::default() };
        assert_eq!(seen(inked("281841", 10.0, invisible), Vec::new()), "281841");
        assert_eq!(seen([inked("28", 10.0, invisible), inked("24", 40.0, Ink::default())].concat(), Vec::new()), "24");
    }
}
