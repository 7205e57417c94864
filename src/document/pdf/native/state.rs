//! The state of drawing that text and lines depend on.

use super::colour::Space;
use crate::pdf::geometry::{Bounds, Colour, Ink};
use hayro_font::kurbo::Affine;
use hayro_font::{Font, UNITS_PER_EM};

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
pub struct State<'a> {
    /// Content → shown page.
    pub transform: Affine,
    /// Text → content.
    pub text: Affine,
    /// Where the line of text started.
    pub line: Affine,
    /// The font, where it could be read.
    pub font: Option<Font<'a>>,
    /// Size of the font.
    pub size: f64,
    /// Room added behind each character.
    pub character_spacing: f64,
    /// Room added behind each space.
    pub word_spacing: f64,
    /// Stretch of the characters, 1 for none.
    pub stretch: f64,
    /// Distance of lines.
    pub leading: f64,
    /// Distance of the characters from the line, upwards.
    pub rise: f64,
    /// How characters are drawn, as `Tr` counts it.
    pub mode: i64,
    /// What the numbers of a colour stand for.
    pub space: Space,
    /// The colour that areas are filled with, where it is one.
    pub colour: Option<Colour>,
    /// How opaque they are.
    pub opacity: f64,
    /// Whether what lies beneath shows through in another way.
    pub is_blended: bool,
    /// Width of lines.
    pub width: f64,
    /// What of the page is drawn on.
    pub clip: Clip,
}

/// What of the page is drawn on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clip {
    /// The box around it.
    pub bounds: Bounds,
    /// Whether it fills its box.
    pub is_exact: bool,
}

impl State<'_> {
    /// The state in which a page starts.
    pub fn new(transform: Affine, page: Bounds) -> Self {
        State {
            transform,
            text: Affine::IDENTITY,
            line: Affine::IDENTITY,
            font: None,
            size: 1.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            space: Space::Gray,
            colour: Some([0; 3]),
            opacity: 1.0,
            is_blended: false,
            width: 1.0,
            clip: Clip { bounds: page, is_exact: true },
        }
    }

    /// Draws only within these bounds from now on.
    pub fn clip(&mut self, bounds: Bounds, is_exact: bool) {
        self.clip = Clip { bounds: self.clip.bounds.intersection(&bounds), is_exact: self.clip.is_exact && is_exact };
    }

    /// How characters are drawn now.
    pub fn ink(&self) -> Ink {
        let [a, b, ..] = self.characters().as_coeffs();
        // Outlines may have another colour than what they surround.
        let colour = self.colour.filter(|_| matches!(self.mode, 0 | 4));
        Ink {
            is_invisible: matches!(self.mode, 3 | 7),
            turn: (-b).atan2(a).to_degrees().round() as i16,
            colour,
            opacity: (self.opacity.clamp(0.0, 1.0) * 255.0).round() as u8,
        }
    }

    /// Starts the next line of text.
    pub fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.text = self.line;
    }

    /// Sets where text goes on.
    pub fn set_text(&mut self, matrix: Affine) {
        self.line = matrix;
        self.text = matrix;
    }

    /// Characters of size 1 → shown page.
    pub fn characters(&self) -> Affine {
        let size = Affine::new([self.size * self.stretch, 0.0, 0.0, self.size, 0.0, self.rise]);
        self.transform * self.text * size
    }

    /// Goes on behind a character.
    pub fn advance(&mut self, width: f64, height: f64, is_horizontal: bool, is_space: bool) {
        let spacing = self.character_spacing + if is_space { self.word_spacing } else { 0.0 };
        let along = |advance: f64| advance * self.size + spacing;
        let shift = if is_horizontal { (along(width) * self.stretch, 0.0) } else { (0.0, along(height)) };
        self.text *= Affine::translate(shift);
    }

    /// Goes back by thousandths of the font's size, as `TJ` asks for.
    pub fn adjust(&mut self, thousandths: f64) {
        let by = -thousandths / f64::from(UNITS_PER_EM) * self.size;
        let is_horizontal = self.font.as_ref().is_none_or(Font::is_horizontal);
        let shift = if is_horizontal { (by * self.stretch, 0.0) } else { (0.0, by) };
        self.text *= Affine::translate(shift);
    }
}
