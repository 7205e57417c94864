//! The state of drawing that text and lines depend on.

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
}

impl State<'_> {
    /// The state in which a page starts.
    pub fn new(transform: Affine) -> Self {
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
