//! The content of a page → characters, ruling lines and areas.

use super::drawing::Drawing;
use super::layers::Layers;
use super::{annotations, matrix, streams};
use crate::Reason;
use crate::document::budget::Budget;
use crate::document::pdf::geometry::{Page, Text};
use crate::document::pdf::{MOST_INSTRUCTIONS, too_much};
use hayro_cmap::BfString;
use hayro_font::kurbo::{Affine, Rect};
use hayro_font::{CMapResolverFn, Font, FontCache, FontData, FontGlyph, FontQuery, FontResolverFn, UNITS_PER_EM};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::dict::keys::{BBOX, BM, CA_NS, FONT, MATRIX, OC, RESOURCES, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::Resources;
use std::collections::HashSet;
use std::sync::Arc;

/// Characters, lines and areas that are kept of a document.
const MOST_SHAPES: usize = 1_000_000;
/// Forms within forms that are followed.
const MOST_NESTED: usize = 16;
/// Bytes of a dictionary that are looked at in a step.
const BYTES_A_STEP: usize = 32;
/// What a font without an ascent says of its height: above and below the line.
const ASCENT: f64 = 0.86;
const DESCENT: f64 = -0.14;

/// Reads pages of one document, with bounds over all of them.
pub struct Interpreter<'a> {
    fonts: FontCache<'a>,
    known_fonts: HashSet<ObjectIdentifier>,
    substitutes: FontResolverFn,
    encodings: CMapResolverFn,
    layers: Layers,
    budget: Budget,
    instructions: usize,
    shapes: usize,
}

impl<'a> Interpreter<'a> {
    /// A reader that has read nothing yet.
    pub fn new(budget: Budget, layers: Layers) -> Self {
        Interpreter {
            fonts: FontCache::new(),
            known_fonts: HashSet::new(),
            substitutes: Arc::new(substitute),
            encodings: Arc::new(hayro_cmap::load_embedded),
            layers,
            budget,
            instructions: 0,
            shapes: 0,
        }
    }

    /// What a page shows.
    ///
    /// # Errors
    /// Where the document draws more than is followed.
    pub fn page(&mut self, page: &hayro_syntax::page::Page<'a>) -> Result<Page, Reason> {
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
    ) -> Result<(), Reason> {
        // White space alone makes work too.
        self.budget.steps(content.len() / 4)?;
        let mut content = TypedIter::new(content);
        while let Some(instruction) = content.next() {
            self.instructions += 1;
            if self.instructions > MOST_INSTRUCTIONS || self.shapes + drawing.shapes() > MOST_SHAPES {
                return Err(too_much());
            }
            match instruction {
                TypedInstruction::XObject(name) => {
                    if let Some(object) = resources.get_x_object(name.0) {
                        self.object(&object, resources, drawing, nested)?;
                    }
                }
                TypedInstruction::InlineImage(_) => drawing.image(),
                TypedInstruction::TextFont(font) => {
                    drawing.state.size = font.1.as_f64();
                    drawing.state.font = self.font(resources.get_font(font.0))?;
                }
                TypedInstruction::SetGraphicsState(name) => {
                    if let Some(changes) = resources.get_ext_g_state(name.0) {
                        self.change(&changes, drawing)?;
                    }
                }
                TypedInstruction::BeginMarkedContent(_) => drawing.begin_marked(false),
                TypedInstruction::BeginMarkedContentWithProperties(of) => {
                    drawing.begin_marked(self.layers.hide_marked(of.0, of.1, resources));
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

    fn font(&mut self, dict: Option<Dict<'a>>) -> Result<Option<Font<'a>>, Reason> {
        let Some(dict) = dict else { return Ok(None) };
        self.budget.steps(dict.data().len() / BYTES_A_STEP)?;
        if dict.obj_id().is_none_or(|id| self.known_fonts.insert(id)) {
            streams::charge_font(&dict, &self.budget)?;
        }
        Ok(self.fonts.font(&dict, &self.substitutes, &self.encodings))
    }

    /// Changes the state as `gs` asks for.
    fn change(&mut self, changes: &Dict<'a>, drawing: &mut Drawing<'a>) -> Result<(), Reason> {
        self.budget.steps(changes.data().len() / BYTES_A_STEP)?;
        if let Some(font) = changes.get::<Array<'_>>(FONT) {
            let mut parts = font.flex_iter();
            drawing.state.font = self.font(parts.next::<Dict<'_>>())?;
            drawing.state.size = parts.next::<f64>().unwrap_or(drawing.state.size);
        }
        let state = &mut drawing.state;
        state.opacity = changes.get::<f64>(CA_NS).unwrap_or(state.opacity);
        if changes.contains_key(BM) {
            state.is_blended =
                changes.get::<Name<'_>>(BM).is_none_or(|mode| !matches!(mode.as_ref(), b"Normal" | b"Compatible"));
        }
        Ok(())
    }

    /// A form or picture.
    fn object(
        &mut self,
        object: &Stream<'a>,
        resources: &Resources<'a>,
        drawing: &mut Drawing<'a>,
        nested: usize,
    ) -> Result<(), Reason> {
        let dict = object.dict();
        self.budget.steps(1 + dict.data().len() / BYTES_A_STEP)?;
        let depth = drawing.marked.len();
        drawing.begin_marked(dict.get::<Dict<'_>>(OC).is_some_and(|layer| self.layers.hide(&layer)));
        if dict.get::<Name<'_>>(SUBTYPE).is_none_or(|kind| kind.as_ref() != b"Form") {
            drawing.image();
        } else if nested < MOST_NESTED
            && let Some(content) = streams::decoded(object, &self.budget)?
        {
            let own = dict.get::<Dict<'_>>(RESOURCES);
            self.budget.steps(own.as_ref().map_or(0, |own| own.data().len() / BYTES_A_STEP))?;
            let own = own.map(Resources::new);
            let (state, saved) = (drawing.state.clone(), std::mem::take(&mut drawing.saved));
            drawing.state.transform *= dict.get::<[f64; 6]>(MATRIX).map_or(Affine::IDENTITY, Affine::new);
            if let Some(bounds) = dict.get::<[f64; 4]>(BBOX) {
                drawing.clip(bounds);
            }
            self.run(&content, own.as_ref().unwrap_or(resources), drawing, nested + 1)?;
            (drawing.state, drawing.saved) = (state, saved);
        }
        drawing.end_marked(depth);
        Ok(())
    }

    fn show(&mut self, bytes: &[u8], drawing: &mut Drawing<'a>) -> Result<(), Reason> {
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
                drawing.page.texts.push(Text { bounds, text: character(&font, code), ink });
            }
            drawing.state.advance(advance.x, advance.y, is_horizontal, code == 32 && length == 1);
        }
        Ok(())
    }
}

/// A font in place of one that the file does not hold; only what the file says
/// of widths and characters is used.
fn substitute(query: &FontQuery) -> Option<(FontData, u32)> {
    Some(match query {
        FontQuery::Standard(font) => font.get_font_data(),
        FontQuery::Fallback(font) => font.pick_standard_font().get_font_data(),
    })
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
        None => char::REPLACEMENT_CHARACTER.into(),
    }
}
