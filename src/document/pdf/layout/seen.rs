//! Pages → pages with what a reader sees of them as their text: upright, once,
//! nothing hidden, struck out or put across.

mod hidden;
mod near;
mod repeat;
mod strike;
mod turn;
mod watermark;

use super::super::geometry::{Page, Text};
use crate::Unseen;

/// The pages as they are seen.
pub fn pages(pages: &[Page]) -> Vec<Page> {
    let mut pages: Vec<Page> = pages.iter().map(shown).collect();
    watermark::remove(&mut pages);
    for page in &mut pages {
        let is_repeat = repeat::repeats(&page.texts, |_, _| true);
        retain(&mut page.texts, &is_repeat);
    }
    pages.iter_mut().for_each(strike::remove);
    pages
}

/// A page upright, with what is drawn so that it can be seen.
fn shown(page: &Page) -> Page {
    let mut page = turn::upright(page);
    page.texts.iter_mut().for_each(|text| of_symbol_font(&mut text.text));
    let is_hidden = hidden::hidden(&page);
    take_out(&mut page, &is_hidden, false);
    // A watermark over the same characters is no repetition of them.
    let is_repeat = repeat::repeats(&page.texts, watermark::are_alike);
    retain(&mut page.texts, &is_repeat);
    page.areas = Vec::new();
    page
}

/// Digits of a font of symbols stand 0xf000 above those of ASCII.
fn of_symbol_font(text: &mut String) {
    if text.contains(is_of_symbol_font) {
        let plain = |it: char| if is_of_symbol_font(it) { char::from((it as u32 & 0x7f) as u8) } else { it };
        *text = text.chars().map(plain).collect();
    }
}

fn is_of_symbol_font(character: char) -> bool {
    matches!(character, '\u{f030}'..='\u{f039}')
}

/// Takes out the characters that are marked, and notes where they stood.
fn take_out(page: &mut Page, is_out: &[bool], is_struck: bool) {
    let out = page.texts.iter().zip(is_out).filter(|(_, is_out)| **is_out);
    let unseen = out.filter_map(|(text, _)| Some((text.bounds, Unseen::of(&text.text, is_struck)?)));
    page.unseen.extend(unseen);
    retain(&mut page.texts, is_out);
}

/// Takes out what is marked.
fn retain(texts: &mut Vec<Text>, is_out: &[bool]) {
    let mut marks = is_out.iter();
    texts.retain(|_| marks.next() != Some(&true));
}

/// Whether nothing would be seen of it.
fn is_blank(text: &Text) -> bool {
    text.text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_a_symbol_font_are_digits() {
        let mut text = "\u{f033}.其他\u{f0b7}".to_owned();
        of_symbol_font(&mut text);
        assert_eq!(text, "3.其他\u{f0b7}");
    }
}
