//! The content of a page → characters, ruling lines and areas.

use super::drawing::Drawing;
use super::layers::Layers;
use super::lookup::{Changes, Lookup, XObject};
use super::{annotations, matrix, streams};
use crate::budget::Budget;
use crate::pdf::geometry::{Page, Text};
use crate::pdf::{MOST_CONTENT, MOST_INSTRUCTIONS, too_much};
use gouji_kernel::Refusal;
use hayro_cmap::BfString;
use hayro_font::kurbo::{Affine, Rect};
use hayro_font::{Font, FontGlyph, UNITS_PER_EM};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::Object;
use hayro_syntax::page::Resources;

/// Characters, lines and areas that are kept of a document.
const MOST_SHAPES: usize = 1_000_000;
/// Forms within forms that are followed.
const MOST_NESTED: usize = 16;
/// Steps for a form or picture that is drawn.
const STEPS_OF_OBJECT: usize = 200;
/// Bytes that a step looks through where the end of a picture is sought.
const BYTES_OF_A_LOOK: usize = 128;
/// Characters that one code of a font may stand for.
const MOST_CHARACTERS: usize = 64;
/// What stands for a code of which the font does not say what it means.
const UNKNOWN: char = char::REPLACEMENT_CHARACTER;
/// What a font without an ascent says of its height: above and below the line.
const ASCENT: f64 = 0.86;
const DESCENT: f64 = -0.14;

/// Reads pages of one document, with bounds over all of them.
pub struct Interpreter<'a> {
    lookup: Lookup<'a>,
    layers: Layers,
    budget: Budget,
    content: usize,
    instructions: usize,
    shapes: usize,
}

impl<'a> Interpreter<'a> {
    /// A reader that has read nothing yet.
    pub fn new(budget: Budget, layers: Layers) -> Self {
        Interpreter { lookup: Lookup::new(budget.clone()), layers, budget, content: 0, instructions: 0, shapes: 0 }
    }

    /// What a page shows.
    ///
    /// # Errors
    /// Where the document draws more than is followed.
    pub fn page(&mut self, page: &hayro_syntax::page::Page<'a>) -> Result<Page, Refusal> {
        let (width, height) = page.render_dimensions();
        let transform = matrix::of_page(page);
        let mut drawing = Drawing::new(width, height, transform);
        let content = streams::content(page, &self.budget)?;
        self.run(&content, page.resources(), &mut drawing, 0)?;
        drawing.page.struck = annotations::struck(page, transform, &self.budget)?;
        self.shapes += drawing.shapes();
        Ok(drawing.page)
    }

    fn run(
        &mut self,
        content: &[u8],
        resources: &Resources<'a>,
        drawing: &mut Drawing<'a>,
        nested: usize,
    ) -> Result<(), Refusal> {
        // White space alone makes work too.
        self.content += content.len();
        if self.content > MOST_CONTENT {
            return Err(too_much());
        }
        self.budget.steps(inline_pictures(content) / BYTES_OF_A_LOOK)?;
        let mut content = TypedIter::new(content);
        while let Some(instruction) = content.next() {
            self.instructions += 1;
            if self.instructions > MOST_INSTRUCTIONS || self.shapes + drawing.shapes() > MOST_SHAPES {
                return Err(too_much());
            }
            match instruction {
                TypedInstruction::XObject(name) => {
                    self.budget.steps(STEPS_OF_OBJECT)?;
                    if let Some(object) = self.lookup.object(name.0, resources, &mut self.layers)? {
                        self.object(&object, resources, drawing, nested)?;
                    }
                }
                TypedInstruction::InlineImage(_) => {
                    self.budget.steps(STEPS_OF_OBJECT)?;
                    drawing.image();
                }
                TypedInstruction::TextFont(font) => {
                    drawing.state.size = font.1.as_f64();
                    drawing.state.font = self.lookup.font(font.0, resources)?;
                }
                TypedInstruction::SetGraphicsState(name) => {
                    let changes = self.lookup.changes(name.0, resources)?;
                    change(&changes, drawing);
                }
                TypedInstruction::BeginMarkedContent(_) => drawing.begin_marked(false),
                TypedInstruction::BeginMarkedContentWithProperties(of) => {
                    drawing.begin_marked(self.layers.hide_marked(of.0, of.1, resources, &self.budget)?);
                }
                TypedInstruction::EndMarkedContent(_) => drawing.end_marked(drawing.marked.len().saturating_sub(1)),
                TypedInstruction::ShowText(text) => self.show(text.0.as_bytes(), drawing)?,
                TypedInstruction::NextLineAndShowText(text) => {
                    drawing.state.next_line(0.0, -drawing.state.leading);
                    self.show(text.0.as_bytes(), drawing)?;
                }
                TypedInstruction::ShowTextWithParameters(text) => {
                    drawing.state.word_spacing = text.0.as_f64();
                    drawing.state.character_spacing = text.1.as_f64();
                    drawing.state.next_line(0.0, -drawing.state.leading);
                    self.show(text.2.as_bytes(), drawing)?;
                }
                TypedInstruction::ShowTexts(texts) => {
                    for part in texts.0.iter::<Object<'_>>() {
                        self.budget.steps(1)?;
                        match part {
                            Object::String(text) => self.show(text.as_bytes(), drawing)?,
                            Object::Number(by) => drawing.state.adjust(by.as_f64()),
                            _ => {}
                        }
                    }
                }
                other => drawing.draw(&other, resources),
            }
        }
        Ok(())
    }

    /// A form or picture.
    fn object(
        &mut self,
        object: &XObject<'a>,
        resources: &Resources<'a>,
        drawing: &mut Drawing<'a>,
        nested: usize,
    ) -> Result<(), Refusal> {
        let depth = drawing.marked.len();
        drawing.begin_marked(object.is_hidden);
        if !object.is_form {
            drawing.image();
        } else if nested < MOST_NESTED
            && let Some(content) = streams::decoded(&object.stream, &self.budget)?
        {
            let (state, saved) = (drawing.state.clone(), std::mem::take(&mut drawing.saved));
            drawing.state.transform *= object.matrix.map_or(Affine::IDENTITY, Affine::new);
            object.bounds.into_iter().for_each(|bounds| drawing.clip(bounds));
            self.run(&content, object.resources.as_ref().unwrap_or(resources), drawing, nested + 1)?;
            (drawing.state, drawing.saved) = (state, saved);
        }
        drawing.end_marked(depth);
        Ok(())
    }

    fn show(&mut self, bytes: &[u8], drawing: &mut Drawing<'a>) -> Result<(), Refusal> {
        let Some(font) = drawing.state.font.clone() else { return Ok(()) };
        self.budget.steps(bytes.len())?;
        let is_horizontal = font.is_horizontal();
        let ink = drawing.state.ink();
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            let advance = font.code_advance(code) / f64::from(UNITS_PER_EM);
            let cell = if is_horizontal {
                Rect::new(0.0, DESCENT, advance.x, ASCENT)
            } else {
                Rect::new(-0.5, advance.y, 0.5, 0.0)
            };
            let bounds = matrix::bounds(drawing.state.characters(), cell);
            let is_drawn_on = drawing.state.clip.bounds.contains(bounds.centre());
            if bounds.is_sound() && is_drawn_on && drawing.hidden == 0 {
                let text = character(&font, code);
                self.budget.copy(text.len())?;
                let text = if text.chars().count() > MOST_CHARACTERS { UNKNOWN.into() } else { text };
                drawing.page.texts.push(Text { bounds, text, ink });
            }
            drawing.state.advance(advance.x, advance.y, is_horizontal, code == 32 && length == 1);
        }
        Ok(())
    }
}

/// How many bytes may be looked through for the ends of pictures that stand in the
/// content itself: from each word that begins or ends one as far as the end.
fn inline_pictures(content: &[u8]) -> usize {
    let words = |word: [u8; 2]| content.windows(2).enumerate().filter(move |(_, found)| **found == word);
    let rest = |(at, _): (usize, &[u8])| content.len() - at;
    if words(*b"BI").next().is_none() { 0 } else { words(*b"BI").chain(words(*b"EI")).map(rest).sum() }
}

/// Changes the state as `gs` asks for.
fn change<'a>(changes: &Changes<'a>, drawing: &mut Drawing<'a>) {
    let state = &mut drawing.state;
    if let Some((font, size)) = &changes.font {
        state.font = font.clone();
        state.size = size.unwrap_or(state.size);
    }
    state.opacity = changes.opacity.unwrap_or(state.opacity);
    state.is_blended = changes.is_blended.unwrap_or(state.is_blended);
}

/// What a code stands for, U+FFFD where the font does not say.
fn character(font: &Font<'_>, code: u32) -> String {
    let text = match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    match text {
        Some(BfString::Char(character)) => character.into(),
        Some(BfString::String(text)) => text,
        None => UNKNOWN.into(),
    }
}
