//! What a page of a PDF shows, without anything of the format: characters with
//! their boxes, and ruling lines.
//!
//! Lengths are in points of the page as it is shown (rotation and cropping
//! done); the origin is its upper left corner, y grows downwards.

use crate::Unseen;
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
    /// Boxes around straight lines that run aslant.
    #[serde(default)]
    pub slants: Vec<Bounds>,
    /// Areas that are filled, and pictures.
    #[serde(default)]
    pub areas: Vec<Area>,
    /// What was struck out on the finished page.
    #[serde(default)]
    pub struck: Vec<Bounds>,
    /// Where characters stand that were taken out as nobody reads them, and why.
    #[serde(skip)]
    pub unseen: Vec<(Bounds, Unseen)>,
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
#[serde(from = "(Bounds, String, Ink)", into = "(Bounds, String, Ink)")]
pub struct Text {
    /// Its box.
    pub bounds: Bounds,
    /// Its characters; U+FFFD where the font does not say which one it is.
    pub text: String,
    /// How it is drawn.
    pub ink: Ink,
}

/// How characters are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "(bool, i16, Option<Colour>, u8)", into = "(bool, i16, Option<Colour>, u8)")]
pub struct Ink {
    /// Whether they are put without being drawn, as the layer that character
    /// recognition lays over a scan.
    pub is_invisible: bool,
    /// Degrees by which their line is turned against the page, anticlockwise.
    pub turn: i16,
    /// Their colour, where it is one.
    pub colour: Option<Colour>,
    /// How opaque they are, of 255.
    pub opacity: u8,
}

/// Red, green and blue.
pub type Colour = [u8; 3];

/// An area that is filled, or a picture.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "(Bounds, usize, Option<Colour>, bool)", into = "(Bounds, usize, Option<Colour>, bool)")]
pub struct Area {
    /// The box around it.
    pub bounds: Bounds,
    /// How many texts of the page are drawn before it.
    pub after: usize,
    /// Its colour, where it is one.
    pub colour: Option<Colour>,
    /// Whether it hides all that lies beneath its whole box.
    pub hides: bool,
}

impl Default for Ink {
    fn default() -> Self {
        Ink { is_invisible: false, turn: 0, colour: Some([0; 3]), opacity: u8::MAX }
    }
}

impl From<(bool, i16, Option<Colour>, u8)> for Ink {
    fn from((is_invisible, turn, colour, opacity): (bool, i16, Option<Colour>, u8)) -> Self {
        Ink { is_invisible, turn, colour, opacity }
    }
}

impl From<Ink> for (bool, i16, Option<Colour>, u8) {
    fn from(ink: Ink) -> Self {
        (ink.is_invisible, ink.turn, ink.colour, ink.opacity)
    }
}

impl From<(Bounds, usize, Option<Colour>, bool)> for Area {
    fn from((bounds, after, colour, hides): (Bounds, usize, Option<Colour>, bool)) -> Self {
        Area { bounds, after, colour, hides }
    }
}

impl From<Area> for (Bounds, usize, Option<Colour>, bool) {
    fn from(area: Area) -> Self {
        (area.bounds, area.after, area.colour, area.hides)
    }
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

impl From<(Bounds, String, Ink)> for Text {
    fn from((bounds, text, ink): (Bounds, String, Ink)) -> Self {
        Text { bounds, text, ink }
    }
}

impl From<Text> for (Bounds, String, Ink) {
    fn from(text: Text) -> Self {
        (text.bounds, text.text, text.ink)
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

    /// The rectangle that lies in both; turned inside out where they lie apart.
    pub fn intersection(&self, other: &Bounds) -> Bounds {
        Bounds {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// It with so much more at each side.
    pub fn wider(&self, by: f32) -> Bounds {
        Bounds { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Its area; nothing where it is turned inside out.
    pub fn area(&self) -> f32 {
        self.width().max(0.0) * self.height().max(0.0)
    }

    /// Share of it that lies in the other.
    pub fn share_in(&self, other: &Bounds) -> f32 {
        self.intersection(other).area() / self.area().max(f32::MIN_POSITIVE)
    }

    /// Whether every edge is a number that a page can have.
    pub fn is_sound(&self) -> bool {
        <[f32; 4]>::from(*self).iter().all(|edge| edge.abs() < 1e6)
    }
}
