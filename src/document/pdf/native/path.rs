//! Paths that are drawn → ruling lines.

use crate::pdf::geometry::Bounds;
use hayro_font::kurbo::{Affine, Point};

/// Points: what is thinner than this and filled is a line and not an area.
pub const THIN: f32 = 4.0;
/// Points: how far a line may be from horizontal or vertical.
const SLANT: f64 = 0.7;
/// Corners of a path that are kept. A path with more is a drawing, not a line.
const MOST_CORNERS: usize = 20_000;

/// The path that is being built, on the shown page.
#[derive(Debug, Default)]
pub struct Path {
    lines: Vec<Line>,
    corners: usize,
}

#[derive(Debug, Default)]
struct Line {
    points: Vec<Point>,
    is_curved: bool,
}

impl Line {
    /// Whether its corners are those of an upright rectangle.
    fn is_rectangle(&self) -> bool {
        let mut corners = self.points.clone();
        if corners.len() == 5 && corners.first() == corners.last() {
            corners.pop();
        }
        let [a, b, c, d] = corners.as_slice() else { return false };
        let same = |a: f64, b: f64| (a - b).abs() < 0.01;
        let goes = |a: &Point, b: &Point, c: &Point, d: &Point| {
            same(a.x, b.x) && same(b.y, c.y) && same(c.x, d.x) && same(d.y, a.y)
        };
        !self.is_curved && (goes(a, b, c, d) || goes(b, c, d, a))
    }
}

impl Path {
    /// Starts another line.
    pub fn start(&mut self, at: Point) {
        if self.corners < MOST_CORNERS {
            self.corners += 1;
            self.lines.push(Line { points: vec![at], is_curved: false });
        }
    }

    /// Goes on straight.
    pub fn line_to(&mut self, to: Point) {
        if self.corners < MOST_CORNERS
            && let Some(line) = self.lines.last_mut()
        {
            self.corners += 1;
            line.points.push(to);
        }
    }

    /// Goes on in a curve. Curves are no ruling lines.
    pub fn curve_to(&mut self, to: Point) {
        if let Some(line) = self.lines.last_mut() {
            line.is_curved = true;
        }
        self.line_to(to);
    }

    /// Goes back to where the line started.
    pub fn close(&mut self) {
        if let Some(first) = self.lines.last().and_then(|line| line.points.first()).copied() {
            self.line_to(first);
        }
    }

    /// A rectangle.
    pub fn rectangle(&mut self, transform: Affine, x: f64, y: f64, width: f64, height: f64) {
        self.start(transform * Point::new(x, y));
        for (x, y) in [(x + width, y), (x + width, y + height), (x, y + height), (x, y)] {
            self.line_to(transform * Point::new(x, y));
        }
    }

    /// The box around it, and whether it is a rectangle that fills it; `None`
    /// where there is no path, or too much of it.
    pub fn area(&self) -> Option<(Bounds, bool)> {
        if self.corners >= MOST_CORNERS {
            return None;
        }
        let boxes = self.lines.iter().filter_map(|line| around(&line.points));
        let bounds = boxes.reduce(|all, next| all.union(&next))?;
        let is_exact = matches!(self.lines.as_slice(), [line] if line.is_rectangle());
        Some((bounds, is_exact))
    }

    /// The ruling lines of the path where its outline is drawn.
    pub fn stroked(&self) -> impl Iterator<Item = Bounds> {
        let straight = self.lines.iter().filter(|line| !line.is_curved);
        straight.flat_map(|line| line.points.windows(2).filter_map(segment))
    }

    /// The boxes around its other straight lines where its outline is drawn.
    pub fn slanted(&self) -> impl Iterator<Item = Bounds> {
        let straight = self.lines.iter().filter(|line| !line.is_curved);
        straight.flat_map(|line| line.points.windows(2).filter(|ends| segment(ends).is_none()).filter_map(around))
    }

    /// The ruling lines of the path where its area is filled.
    pub fn filled(&self) -> impl Iterator<Item = Bounds> {
        let straight = self.lines.iter().filter(|line| !line.is_curved && line.points.len() > 2);
        straight.filter_map(|line| around(&line.points)).filter(is_thin)
    }
}

/// Whether an area is thin enough to be a line.
pub fn is_thin(bounds: &Bounds) -> bool {
    bounds.width().min(bounds.height()) < THIN && bounds.width().max(bounds.height()) > 0.0
}

fn segment(ends: &[Point]) -> Option<Bounds> {
    let [from, to] = ends else { return None };
    let is_straight = (from.x - to.x).abs().min((from.y - to.y).abs()) < SLANT;
    is_straight.then(|| around(ends)).flatten()
}

fn around(points: &[Point]) -> Option<Bounds> {
    let boxes = points.iter().map(|point| {
        let (x, y) = (point.x as f32, point.y as f32);
        Bounds { left: x, top: y, right: x, bottom: y }
    });
    boxes.reduce(|all, point| all.union(&point))
}
