//! The content of a page → characters and ruling lines. Colours, clipping and
//! shading are passed over: text that nobody sees, such as the layer that
//! character recognition lays over a scan, is text too.

use super::matrix;
use super::path::{Path, is_thin};
use super::state::State;
use super::streams;
use crate::Reason;
use crate::document::pdf::geometry::{Bounds, Page, Text};
use crate::document::pdf::{MOST_INSTRUCTIONS, too_much};
use hayro_cmap::BfString;
use hayro_font::kurbo::{Affine, Point, Rect};
use hayro_font::{CMapResolverFn, Font, FontCache, FontData, FontGlyph, FontQuery, FontResolverFn, UNITS_PER_EM};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::{SetTextMatrix, Transform, TypedInstruction};
use hayro_syntax::object::dict::keys::{FONT, MATRIX, RESOURCES, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::Resources;
use std::sync::Arc;

/// Characters and lines that are kept of a document.
const MOST_SHAPES: usize = 1_000_000;
/// Forms within forms that are followed.
const MOST_NESTED: usize = 16;
/// States that `q` keeps.
const MOST_SAVED: usize = 512;
/// What a font without an ascent says of its height: above and below the line.
const ASCENT: f64 = 0.86;
const DESCENT: f64 = -0.14;

/// Reads pages of one document, with bounds over all of them.
pub struct Interpreter<'a> {
    fonts: FontCache<'a>,
    substitutes: FontResolverFn,
    encodings: CMapResolverFn,
    instructions: usize,
    shapes: usize,
}

/// A page while it is drawn.
struct Drawing<'a> {
    page: Page,
    path: Path,
    state: State<'a>,
    saved: Vec<State<'a>>,
}

impl<'a> Interpreter<'a> {
    /// A reader that has read nothing yet.
    pub fn new() -> Self {
        Interpreter {
            fonts: FontCache::new(),
            substitutes: Arc::new(substitute),
            encodings: Arc::new(hayro_cmap::load_embedded),
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
        let mut drawing = Drawing {
            page: Page { width, height, ..Page::default() },
            path: Path::default(),
            state: State::new(matrix::of_page(page)),
            saved: Vec::new(),
        };
        if streams::content_is_bounded(page) {
            self.run(page.typed_operations(), page.resources(), &mut drawing, 0)?;
        }
        Ok(drawing.page)
    }

    fn run(
        &mut self,
        mut content: TypedIter<'_>,
        resources: &Resources<'a>,
        drawing: &mut Drawing<'a>,
        nested: usize,
    ) -> Result<(), Reason> {
        while let Some(instruction) = content.next() {
            self.instructions += 1;
            if self.instructions > MOST_INSTRUCTIONS || self.shapes > MOST_SHAPES {
                return Err(too_much());
            }
            match instruction {
                TypedInstruction::XObject(name) => {
                    if let Some(object) = resources.get_x_object(name.0) {
                        self.object(&object, resources, drawing, nested)?;
                    }
                }
                TypedInstruction::InlineImage(_) => self.image(drawing),
                TypedInstruction::TextFont(font) => {
                    drawing.state.size = font.1.as_f64();
                    drawing.state.font = resources.get_font(font.0).and_then(|dict| self.font(&dict));
                }
                TypedInstruction::SetGraphicsState(name) => {
                    let font = resources.get_ext_g_state(name.0).and_then(|state| state.get::<Array<'_>>(FONT));
                    if let Some(font) = font {
                        let mut parts = font.flex_iter();
                        let dict = parts.next::<Dict<'_>>();
                        drawing.state.font = dict.and_then(|dict| self.font(&dict));
                        drawing.state.size = parts.next::<f64>().unwrap_or(drawing.state.size);
                    }
                }
                TypedInstruction::ShowText(text) => self.show(text.0.as_bytes(), drawing),
                TypedInstruction::NextLineAndShowText(text) => {
                    drawing.state.next_line(0.0, -drawing.state.leading);
                    self.show(text.0.as_bytes(), drawing);
                }
                TypedInstruction::ShowTextWithParameters(text) => {
                    drawing.state.word_spacing = text.0.as_f64();
                    drawing.state.character_spacing = text.1.as_f64();
                    drawing.state.next_line(0.0, -drawing.state.leading);
                    self.show(text.2.as_bytes(), drawing);
                }
                TypedInstruction::ShowTexts(texts) => {
                    for part in texts.0.iter::<Object<'_>>() {
                        match part {
                            Object::String(text) => self.show(text.as_bytes(), drawing),
                            Object::Number(by) => drawing.state.adjust(by.as_f64()),
                            _ => {}
                        }
                    }
                }
                other => self.draw(&other, drawing),
            }
        }
        Ok(())
    }

    fn font(&self, dict: &Dict<'a>) -> Option<Font<'a>> {
        self.fonts.font(dict, &self.substitutes, &self.encodings)
    }

    /// A form or picture. A picture drawn as thin as a line is one.
    fn object(
        &mut self,
        object: &Stream<'a>,
        resources: &Resources<'a>,
        drawing: &mut Drawing<'a>,
        nested: usize,
    ) -> Result<(), Reason> {
        if object.dict().get::<Name<'_>>(SUBTYPE).is_none_or(|kind| kind.as_ref() != b"Form") {
            self.image(drawing);
            return Ok(());
        }
        let Ok(content) = object.decoded_data() else { return Ok(()) };
        if nested == MOST_NESTED {
            return Ok(());
        }
        let matrix = object.dict().get::<[f64; 6]>(MATRIX).map_or(Affine::IDENTITY, Affine::new);
        let own = object.dict().get::<Dict<'_>>(RESOURCES).map(Resources::new);
        let (state, saved) = (drawing.state.clone(), std::mem::take(&mut drawing.saved));
        drawing.state.transform *= matrix;
        self.run(TypedIter::new(&content), own.as_ref().unwrap_or(resources), drawing, nested + 1)?;
        (drawing.state, drawing.saved) = (state, saved);
        Ok(())
    }

    fn image(&mut self, drawing: &mut Drawing<'_>) {
        let bounds = matrix::bounds(drawing.state.transform, Rect::new(0.0, 0.0, 1.0, 1.0));
        if is_thin(&bounds) {
            self.rules([bounds], &mut drawing.page);
        } else {
            drawing.page.images += 1;
        }
    }

    fn rules(&mut self, rules: impl IntoIterator<Item = Bounds>, page: &mut Page) {
        let before = page.rules.len();
        page.rules.extend(rules.into_iter().filter(Bounds::is_sound));
        self.shapes += page.rules.len() - before;
    }

    fn draw(&mut self, instruction: &TypedInstruction<'_, '_>, drawing: &mut Drawing<'a>) {
        let state = &mut drawing.state;
        let point = |x: &Number, y: &Number| state.transform * Point::new(x.as_f64(), y.as_f64());
        match instruction {
            TypedInstruction::SaveState(_) if drawing.saved.len() < MOST_SAVED => drawing.saved.push(state.clone()),
            TypedInstruction::RestoreState(_) => *state = drawing.saved.pop().unwrap_or_else(|| state.clone()),
            TypedInstruction::Transform(Transform(a, b, c, d, e, f)) => state.transform *= affine([a, b, c, d, e, f]),

            TypedInstruction::BeginText(_) => state.set_text(Affine::IDENTITY),
            TypedInstruction::SetTextMatrix(SetTextMatrix(a, b, c, d, e, f)) => {
                state.set_text(affine([a, b, c, d, e, f]));
            }
            TypedInstruction::NextLine(by) => state.next_line(by.0.as_f64(), by.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(by) => {
                state.leading = -by.1.as_f64();
                state.next_line(by.0.as_f64(), by.1.as_f64());
            }
            TypedInstruction::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
            TypedInstruction::CharacterSpacing(by) => state.character_spacing = by.0.as_f64(),
            TypedInstruction::WordSpacing(by) => state.word_spacing = by.0.as_f64(),
            TypedInstruction::HorizontalScaling(percent) => state.stretch = percent.0.as_f64() / 100.0,
            TypedInstruction::TextLeading(by) => state.leading = by.0.as_f64(),
            TypedInstruction::TextRise(by) => state.rise = by.0.as_f64(),

            TypedInstruction::MoveTo(to) => drawing.path.start(point(&to.0, &to.1)),
            TypedInstruction::LineTo(to) => drawing.path.line_to(point(&to.0, &to.1)),
            TypedInstruction::CubicTo(to) => drawing.path.curve_to(point(&to.4, &to.5)),
            TypedInstruction::CubicStartTo(to) => drawing.path.curve_to(point(&to.2, &to.3)),
            TypedInstruction::CubicEndTo(to) => drawing.path.curve_to(point(&to.2, &to.3)),
            TypedInstruction::ClosePath(_) => drawing.path.close(),
            TypedInstruction::RectPath(of) => {
                drawing.path.rectangle(state.transform, of.0.as_f64(), of.1.as_f64(), of.2.as_f64(), of.3.as_f64())
            }

            TypedInstruction::StrokePath(_) => self.end_path(drawing, true, false),
            TypedInstruction::CloseAndStrokePath(_) => {
                drawing.path.close();
                self.end_path(drawing, true, false);
            }
            TypedInstruction::FillPathNonZero(_)
            | TypedInstruction::FillPathNonZeroCompatibility(_)
            | TypedInstruction::FillPathEvenOdd(_) => self.end_path(drawing, false, true),
            TypedInstruction::FillAndStrokeNonZero(_) | TypedInstruction::FillAndStrokeEvenOdd(_) => {
                self.end_path(drawing, true, true);
            }
            TypedInstruction::CloseFillAndStrokeNonZero(_) | TypedInstruction::CloseFillAndStrokeEvenOdd(_) => {
                drawing.path.close();
                self.end_path(drawing, true, true);
            }
            TypedInstruction::EndPath(_) => drawing.path = Path::default(),
            _ => {}
        }
    }

    fn end_path(&mut self, drawing: &mut Drawing<'_>, is_stroked: bool, is_filled: bool) {
        let path = std::mem::take(&mut drawing.path);
        if is_stroked {
            self.rules(path.stroked(), &mut drawing.page);
        }
        if is_filled {
            self.rules(path.filled(), &mut drawing.page);
        }
    }

    fn show(&mut self, bytes: &[u8], drawing: &mut Drawing<'a>) {
        let Some(font) = drawing.state.font.clone() else { return };
        let is_horizontal = font.is_horizontal();
        let mut at = 0;
        while at < bytes.len() && self.shapes <= MOST_SHAPES {
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            let advance = font.code_advance(code) / f64::from(UNITS_PER_EM);
            let cell = if is_horizontal {
                Rect::new(0.0, DESCENT, advance.x, ASCENT)
            } else {
                Rect::new(-0.5, advance.y, 0.5, 0.0)
            };
            let bounds = matrix::bounds(drawing.state.characters(), cell);
            if bounds.is_sound() {
                self.shapes += 1;
                drawing.page.texts.push(Text { bounds, text: character(&font, code) });
            }
            drawing.state.advance(advance.x, advance.y, is_horizontal, code == 32 && length == 1);
        }
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

fn affine(numbers: [&Number; 6]) -> Affine {
    Affine::new(numbers.map(Number::as_f64))
}
