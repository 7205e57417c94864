//! A page while it is drawn: its state, its paths and its areas.

use super::colour::{Space, numbers};
use super::matrix;
use super::path::{Path, is_thin};
use super::state::State;
use crate::pdf::geometry::{Area, Bounds, Page};
use hayro_font::kurbo::{Affine, Point, Rect};
use hayro_syntax::content::ops::{SetTextMatrix, Transform, TypedInstruction};
use hayro_syntax::object::Number;
use hayro_syntax::page::Resources;

/// States that `q` keeps.
const MOST_SAVED: usize = 512;

/// A page while it is drawn.
pub struct Drawing<'a> {
    /// What it shows so far.
    pub page: Page,
    /// The state of drawing.
    pub state: State<'a>,
    /// The states that `q` kept.
    pub saved: Vec<State<'a>>,
    /// For each marked content that is open, whether it is not shown.
    pub marked: Vec<bool>,
    /// How many of them are not.
    pub hidden: usize,
    path: Path,
    /// Whether the path becomes what is drawn on.
    is_clip: bool,
}

impl<'a> Drawing<'a> {
    /// An empty page of this size.
    pub fn new(width: f32, height: f32, transform: Affine) -> Self {
        let bounds = Bounds { left: 0.0, top: 0.0, right: width, bottom: height };
        Drawing {
            page: Page { width, height, ..Page::default() },
            state: State::new(transform, bounds),
            saved: Vec::new(),
            marked: Vec::new(),
            hidden: 0,
            path: Path::default(),
            is_clip: false,
        }
    }

    /// Texts, lines and areas so far.
    pub fn shapes(&self) -> usize {
        self.page.texts.len() + self.page.rules.len() + self.page.slants.len() + self.page.areas.len()
    }

    /// Begins marked content.
    pub fn begin_marked(&mut self, is_hidden: bool) {
        self.marked.push(is_hidden);
        self.hidden += usize::from(is_hidden);
    }

    /// Ends marked content down to this depth.
    pub fn end_marked(&mut self, depth: usize) {
        while self.marked.len() > depth {
            self.hidden -= usize::from(self.marked.pop() == Some(true));
        }
    }

    /// A picture. One drawn as thin as a line is one.
    pub fn image(&mut self) {
        let bounds = matrix::bounds(self.state.transform, Rect::new(0.0, 0.0, 1.0, 1.0));
        if is_thin(&bounds) {
            self.rules([bounds]);
        } else if self.hidden == 0 {
            self.page.images += 1;
            self.area(bounds, false);
        }
    }

    fn rules(&mut self, rules: impl IntoIterator<Item = Bounds>) {
        if self.hidden == 0 {
            self.page.rules.extend(rules.into_iter().filter(Bounds::is_sound));
        }
    }

    /// An area that something is drawn on; `is_exact` where it is a rectangle of
    /// the colour that areas are filled with.
    fn area(&mut self, bounds: Bounds, is_exact: bool) {
        let state = &self.state;
        let bounds = bounds.intersection(&state.clip.bounds);
        if self.hidden > 0 || bounds.area() <= 0.0 || !bounds.is_sound() {
            return;
        }
        let is_opaque = state.opacity > 0.99 && !state.is_blended;
        let colour = state.colour.filter(|_| is_exact && is_opaque);
        let hides = colour.is_some() && state.clip.is_exact;
        self.page.areas.push(Area { bounds, after: self.page.texts.len(), colour, hides });
    }

    /// Draws only within a rectangle of the content.
    pub fn clip(&mut self, rectangle: [f64; 4]) {
        let [left, low, right, high] = rectangle;
        let bounds = matrix::bounds(self.state.transform, Rect::new(left, low, right, high));
        self.state.clip(bounds, true);
    }

    /// Follows an instruction that needs nothing of the document but its resources.
    pub fn draw(&mut self, instruction: &TypedInstruction<'_, '_>, resources: &Resources<'_>) {
        let state = &mut self.state;
        let point = |x: &Number, y: &Number| state.transform * Point::new(x.as_f64(), y.as_f64());
        match instruction {
            TypedInstruction::SaveState(_) if self.saved.len() < MOST_SAVED => self.saved.push(state.clone()),
            TypedInstruction::RestoreState(_) => *state = self.saved.pop().unwrap_or_else(|| state.clone()),
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
            TypedInstruction::TextRenderingMode(mode) => state.mode = mode.0.as_i64(),

            TypedInstruction::MoveTo(to) => self.path.start(point(&to.0, &to.1)),
            TypedInstruction::LineTo(to) => self.path.line_to(point(&to.0, &to.1)),
            TypedInstruction::CubicTo(to) => self.path.curve_to(point(&to.4, &to.5)),
            TypedInstruction::CubicStartTo(to) => self.path.curve_to(point(&to.2, &to.3)),
            TypedInstruction::CubicEndTo(to) => self.path.curve_to(point(&to.2, &to.3)),
            TypedInstruction::ClosePath(_) => self.path.close(),
            TypedInstruction::RectPath(of) => {
                self.path.rectangle(state.transform, of.0.as_f64(), of.1.as_f64(), of.2.as_f64(), of.3.as_f64())
            }
            TypedInstruction::LineWidth(width) => state.width = width.0.as_f64(),
            TypedInstruction::ClipNonZero(_) | TypedInstruction::ClipEvenOdd(_) => self.is_clip = true,

            TypedInstruction::StrokePath(_) => self.end_path(true, false),
            TypedInstruction::CloseAndStrokePath(_) => {
                self.path.close();
                self.end_path(true, false);
            }
            TypedInstruction::FillPathNonZero(_)
            | TypedInstruction::FillPathNonZeroCompatibility(_)
            | TypedInstruction::FillPathEvenOdd(_) => self.end_path(false, true),
            TypedInstruction::FillAndStrokeNonZero(_) | TypedInstruction::FillAndStrokeEvenOdd(_) => {
                self.end_path(true, true);
            }
            TypedInstruction::CloseFillAndStrokeNonZero(_) | TypedInstruction::CloseFillAndStrokeEvenOdd(_) => {
                self.path.close();
                self.end_path(true, true);
            }
            TypedInstruction::EndPath(_) => self.end_path(false, false),
            TypedInstruction::Shading(_) => self.area(self.state.clip.bounds, false),
            other => self.colour(other, resources),
        }
    }

    fn colour(&mut self, instruction: &TypedInstruction<'_, '_>, resources: &Resources<'_>) {
        let state = &mut self.state;
        let (space, given) = match instruction {
            TypedInstruction::NonStrokeColorDeviceGray(gray) => (Space::Gray, vec![gray.0.as_f64()]),
            TypedInstruction::NonStrokeColorDeviceRgb(rgb) => {
                (Space::Rgb, [rgb.0, rgb.1, rgb.2].iter().map(Number::as_f64).collect())
            }
            TypedInstruction::NonStrokeColorCmyk(inks) => {
                (Space::Cmyk, [inks.0, inks.1, inks.2, inks.3].iter().map(Number::as_f64).collect())
            }
            TypedInstruction::NonStrokeColor(of) => (state.space, numbers(&of.0)),
            TypedInstruction::NonStrokeColorNamed(of) if of.1.is_none() => (state.space, numbers(&of.0)),
            TypedInstruction::NonStrokeColorNamed(_) => (Space::Other, Vec::new()),
            TypedInstruction::ColorSpaceNonStroke(name) => {
                state.space = Space::named(name.0, resources);
                state.colour = state.space.start();
                return;
            }
            _ => return,
        };
        (state.space, state.colour) = (space, space.colour(&given));
    }

    fn end_path(&mut self, is_stroked: bool, is_filled: bool) {
        let path = std::mem::take(&mut self.path);
        let is_clip = std::mem::take(&mut self.is_clip);
        if is_stroked {
            self.rules(path.stroked());
            if self.hidden == 0 {
                self.page.slants.extend(path.slanted().filter(Bounds::is_sound));
            }
            let [a, b, c, d, ..] = self.state.transform.as_coeffs();
            let width = self.state.width * (a * d - b * c).abs().sqrt();
            for bounds in path.stroked().filter(|_| width > f64::from(super::path::THIN)) {
                self.area(bounds.wider((width / 2.0) as f32), false);
            }
        }
        let area = path.area();
        if is_filled {
            self.rules(path.filled());
            if let Some((bounds, is_exact)) = area.filter(|(bounds, _)| !is_thin(bounds)) {
                self.area(bounds, is_exact);
            }
        }
        if let Some((bounds, is_exact)) = area.filter(|_| is_clip) {
            self.state.clip(bounds, is_exact);
        }
    }
}

fn affine(numbers: [&Number; 6]) -> Affine {
    Affine::new(numbers.map(Number::as_f64))
}
