//! What a page of a PDF shows, without anything of the format: characters with
//! their boxes, and ruling lines.
//!
//! Lengths are in points of the page as it is shown (rotation and cropping
//! done); the origin is its upper left corner, y grows downwards.

use serde::{Deserialize, Serialize};

/// A page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Characters, or short runs of them, in the order in which they are drawn.
    pub texts: Vec<Text>,
    /// Lines that are drawn, and rectangles thin enough to be lines.
    pub rules: Vec<Bounds>,
    /// Pictures on it.
    pub images: usize,
}

/// A rectangle: left, top, right, bottom.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f32; 4]", into = "[f32; 4]")]
pub struct Bounds {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
}

/// Characters and the box that they fill: from one character's advance to the
/// next, and as high as the font.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "(Bounds, String)", into = "(Bounds, String)")]
pub struct Text {
    /// Its box.
    pub bounds: Bounds,
    /// Its characters; U+FFFD where the font does not say which one it is.
    pub text: String,
}

impl From<[f32; 4]> for Bounds {
    fn from([left, top, right, bottom]: [f32; 4]) -> Self {
        Bounds { left: left.min(right), top: top.min(bottom), right: left.max(right), bottom: top.max(bottom) }
    }
}

impl From<Bounds> for [f32; 4] {
    fn from(bounds: Bounds) -> Self {
        [bounds.left, bounds.top, bounds.right, bounds.bottom]
    }
}

impl From<(Bounds, String)> for Text {
    fn from((bounds, text): (Bounds, String)) -> Self {
        Text { bounds, text }
    }
}

impl From<Text> for (Bounds, String) {
    fn from(text: Text) -> Self {
        (text.bounds, text.text)
    }
}

impl Bounds {
    /// Its width.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Its height.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Its middle.
    pub fn centre(&self) -> (f32, f32) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// Whether a point lies in it.
    pub fn contains(&self, (x, y): (f32, f32)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// The smallest rectangle around both.
    pub fn union(&self, other: &Bounds) -> Bounds {
        Bounds {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Whether every edge is a number that a page can have.
    pub fn is_sound(&self) -> bool {
        <[f32; 4]>::from(*self).iter().all(|edge| edge.abs() < 1e6)
    }
}
