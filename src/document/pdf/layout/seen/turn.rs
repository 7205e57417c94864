//! Pages that lie on their side, and lines that do.

use super::super::super::geometry::{Bounds, Ink, Page};
use super::is_blank;

/// Degrees by which a line may be off the straight, as on a scan.
const OFF: i16 = 5;
/// Share of the characters that must be turned alike so that the page is.
const MOST: f32 = 0.8;

/// The page turned so that most of its characters stand upright.
pub fn upright(page: &Page) -> Page {
    let mut counts = [0_usize; 4];
    for text in page.texts.iter().filter(|text| !is_blank(text) && !is_slanted(&text.ink)) {
        counts.get_mut(quarter(&text.ink)).into_iter().for_each(|count| *count += 1);
    }
    let all: usize = counts.iter().sum();
    let most = (0..4).max_by_key(|quarter| (counts.get(*quarter), std::cmp::Reverse(*quarter))).unwrap_or(0);
    let share = counts.get(most).copied().unwrap_or(0) as f32 / all.max(1) as f32;
    if most == 0 || share < MOST { page.clone() } else { turned(page, most) }
}

/// Whether a line stands neither upright nor on its side or head.
pub fn is_slanted(ink: &Ink) -> bool {
    let off = ink.turn.rem_euclid(90);
    off.min(90 - off) > OFF
}

/// Quarters by which a line is turned, anticlockwise.
pub fn quarter(ink: &Ink) -> usize {
    usize::try_from((ink.turn + 45).rem_euclid(360) / 90).unwrap_or(0)
}

/// The page turned clockwise by so many quarters.
fn turned(page: &Page, quarters: usize) -> Page {
    let (width, height) = (page.width, page.height);
    let turn = |bounds: &mut Bounds| {
        let Bounds { left, top, right, bottom } = *bounds;
        *bounds = Bounds::from(match quarters {
            1 => [height - top, left, height - bottom, right],
            2 => [width - left, height - top, width - right, height - bottom],
            _ => [top, width - left, bottom, width - right],
        });
    };
    let mut page = page.clone();
    for text in &mut page.texts {
        turn(&mut text.bounds);
        text.ink.turn -= 90 * quarters as i16;
    }
    page.rules.iter_mut().chain(&mut page.struck).for_each(turn);
    page.areas.iter_mut().for_each(|area| turn(&mut area.bounds));
    if quarters != 2 {
        (page.width, page.height) = (height, width);
    }
    page
}
