//! Styles of BIFF8: what numbers of a cell are shown as, and whether they are seen.

use super::super::format::{Format, Hides};
use super::super::rich::Look;
use super::text::Texts;
use super::{u16_at, u32_at};
use crate::office::mark::Rise;
use std::collections::BTreeMap;

/// The style of a cell.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    pub format: Format,
    pub hides: Hides,
    /// Struck through, or too small to be read.
    pub is_struck: bool,
    pub is_white: bool,
    /// Whether anything but white lies behind its text.
    pub is_filled: bool,
}

#[derive(Debug, Clone, Copy)]
struct Font {
    look: Look,
    color: u16,
}

/// What an extended format names.
#[derive(Debug, Clone, Copy)]
struct Named {
    font: u16,
    format: u16,
    pattern: u32,
    ground: u16,
}

/// Fonts, colours and formats, in the order of their records.
#[derive(Debug, Default)]
pub struct Styles {
    fonts: Vec<Font>,
    palette: Vec<u32>,
    codes: BTreeMap<u16, (Format, Hides)>,
    named: Vec<Named>,
    styles: Vec<Style>,
}

impl Styles {
    /// Notes a record, if it is one of these.
    pub fn note(&mut self, kind: u16, data: &[u8]) {
        match kind {
            0x0031 => self.fonts.extend(font(data)),
            0x0092 => {
                let colors = data.get(2..).unwrap_or_default().chunks_exact(4);
                self.palette = colors.filter_map(|color| u32_at(color, 0)).collect();
            }
            0x041e => {
                let code = Texts::new(vec![data.get(2..).unwrap_or_default()]).text();
                if let (Some(id), Some(code)) = (u16_at(data, 0), code) {
                    self.codes.insert(id, (Format::of_code(&code), Hides::of_code(&code)));
                }
            }
            0x00e0 => self.named.push(Named {
                font: u16_at(data, 0).unwrap_or_default(),
                format: u16_at(data, 2).unwrap_or_default(),
                pattern: u32_at(data, 14).unwrap_or_default() >> 26,
                ground: u16_at(data, 18).unwrap_or_default() & 0x7f,
            }),
            _ => {}
        }
    }

    /// Says of each format what it comes to, once all are there.
    pub fn settle(&mut self) {
        let style = |named: &Named| {
            let known = self.codes.get(&named.format).copied();
            let (format, hides) = known.unwrap_or_else(|| (Format::built_in(named.format), Hides::default()));
            let look = self.look(named.font);
            // 1 is the pattern that fills.
            let is_filled = named.pattern > 1 || (named.pattern == 1 && !self.is_white(named.ground));
            let is_white = look.is_white || hides.is_white;
            Style { format, hides, is_struck: look.is_struck, is_white, is_filled }
        };
        self.styles = self.named.iter().map(style).collect();
    }

    /// The style of this number.
    pub fn of(&self, number: u16) -> Style {
        self.styles.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// Whether any writes in white.
    pub fn have_white(&self) -> bool {
        self.fonts.iter().any(|font| self.is_white(font.color)) || self.styles.iter().any(|style| style.is_white)
    }

    /// How the font of this number looks. There is none of number 4.
    pub fn look(&self, font: u16) -> Look {
        let at = usize::from(font) - usize::from(font > 4);
        let found = self.fonts.get(at).filter(|_| font != 4);
        found.map(|font| Look { is_white: self.is_white(font.color), ..font.look }).unwrap_or_default()
    }

    /// Whether a colour is white: of the palette from 8 on, else one of those that
    /// every program knows.
    fn is_white(&self, color: u16) -> bool {
        match color.checked_sub(8).and_then(|at| self.palette.get(usize::from(at))) {
            Some(rgb) => rgb.to_le_bytes().into_iter().take(3).all(|channel| channel >= 0xf8),
            None => matches!(color, 1 | 9 | 65),
        }
    }
}

fn font(data: &[u8]) -> Option<Font> {
    // A height in twentieths of a point, flags, a colour, a weight, a rise.
    let is_struck = u16_at(data, 2)? & 8 != 0 || u16_at(data, 0)? <= 20;
    let rise = match u16_at(data, 8)? {
        1 => Rise::Above,
        2 => Rise::Below,
        _ => Rise::None,
    };
    Some(Font { look: Look { is_struck, is_white: false, rise }, color: u16_at(data, 4)? })
}
