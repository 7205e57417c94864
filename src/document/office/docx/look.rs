//! How text looks, so far as it says whether a reader sees it as part of a figure.

use super::super::mark::Rise;
use super::super::xml::Element;

/// Half points up to which nobody reads a text.
const TINY: u32 = 2;
/// Half points by which a text stands above or below its line.
const LIFTED: i32 = 6;
/// What a channel of two colours may differ by and look the same.
const SAME: u8 = 8;

/// A colour; that which Word chooses to be legible is `Auto`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    Auto,
    Rgb(u8, u8, u8),
}

/// What lies behind a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    Rgb(u8, u8, u8),
    /// Patterns, pictures and what styles of tables make: not known.
    Unknown,
}

/// White paper.
pub const PAPER: Ground = Ground::Rgb(255, 255, 255);

/// What a run, or a style, says of the look of its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether its text is hidden.
    pub hidden: Option<bool>,
    /// Struck through by one line.
    pub struck: Option<bool>,
    /// Struck through by two lines.
    pub struck_twice: Option<bool>,
    pub rise: Option<Rise>,
    pub color: Option<Color>,
    pub ground: Option<Ground>,
    /// Half points.
    pub size: Option<u32>,
}

/// What becomes of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// It and what hangs on it is hidden.
    pub hidden: bool,
    /// It is struck through.
    pub struck: bool,
    /// Nobody reads it: hidden, struck through, in the colour of its ground, tiny.
    pub unseen: bool,
    pub rise: Rise,
}

impl Look {
    /// Notes an element of `rPr`.
    pub fn note(&mut self, element: &Element<'_>) {
        match element.name() {
            "vanish" | "specVanish" => self.hidden = Some(element.is_on()),
            "strike" => self.struck = Some(element.is_on()),
            "dstrike" => self.struck_twice = Some(element.is_on()),
            "vertAlign" => {
                self.rise = Some(match element.attribute("val").as_deref() {
                    Some("superscript") => Rise::Above,
                    Some("subscript") => Rise::Below,
                    _ => Rise::None,
                });
            }
            // Lifted or lowered by hand.
            "position" => {
                let by = element.number::<i32>("val").unwrap_or_default();
                if by.abs() >= LIFTED {
                    self.rise.get_or_insert(if by > 0 { Rise::Above } else { Rise::Below });
                }
            }
            "color" => self.color = Some(color(element.attribute("val").as_deref())),
            "sz" => self.size = element.number("val"),
            "shd" if self.ground != Some(Ground::Unknown) => self.ground = ground(element).or(self.ground),
            "highlight" => {
                self.ground = match element.attribute("val").as_deref() {
                    None | Some("none") => self.ground,
                    Some("white") => Some(PAPER),
                    Some(_) => Some(Ground::Unknown),
                }
            }
            _ => {}
        }
    }

    /// What it leaves open is as in another.
    pub fn or(self, other: Look) -> Look {
        Look {
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            struck_twice: self.struck_twice.or(other.struck_twice),
            rise: self.rise.or(other.rise),
            color: self.color.or(other.color),
            ground: self.ground.or(other.ground),
            size: self.size.or(other.size),
        }
    }

    /// This look of a character style over that of a paragraph style. What is on in
    /// both is off: so Word shows a style for emphasis in an emphasised paragraph.
    pub fn over(self, paragraph: Look) -> Look {
        let toggled = |own: Option<bool>, outer: Option<bool>| {
            (own.is_some() || outer.is_some()).then_some(own.unwrap_or(false) != outer.unwrap_or(false))
        };
        Look {
            hidden: toggled(self.hidden, paragraph.hidden),
            struck: toggled(self.struck, paragraph.struck),
            struck_twice: toggled(self.struck_twice, paragraph.struck_twice),
            ..self.or(paragraph)
        }
    }

    /// What becomes of a text of this look before this ground.
    pub fn seen(self, behind: Ground) -> Seen {
        let is = |flag: Option<bool>| flag.unwrap_or(false);
        let is_tiny = self.size.is_some_and(|size| size <= TINY);
        let fades = matches!((self.color, self.ground.unwrap_or(behind)),
            (Some(Color::Rgb(red, green, blue)), Ground::Rgb(r, g, b))
                if red.abs_diff(r) <= SAME && green.abs_diff(g) <= SAME && blue.abs_diff(b) <= SAME);
        let struck = is(self.struck) || is(self.struck_twice);
        Seen {
            hidden: is(self.hidden),
            struck,
            unseen: is(self.hidden) || struck || is_tiny || fades,
            rise: self.rise.unwrap_or_default(),
        }
    }
}

fn color(value: Option<&str>) -> Color {
    value.and_then(rgb).map_or(Color::Auto, |[red, green, blue]| Color::Rgb(red, green, blue))
}

fn rgb(value: &str) -> Option<[u8; 3]> {
    let [_, red, green, blue] = u32::from_str_radix(value, 16).ok().filter(|_| value.len() == 6)?.to_be_bytes();
    Some([red, green, blue])
}

/// What a `shd` puts behind a text; `None` where that is nothing.
pub fn ground(element: &Element<'_>) -> Option<Ground> {
    let plain = |name: &str| match element.attribute(name).as_deref() {
        None | Some("auto") => None,
        Some(value) => Some(rgb(value).map_or(Ground::Unknown, |[red, green, blue]| Ground::Rgb(red, green, blue))),
    };
    match element.attribute("val").as_deref() {
        Some("nil") => None,
        None | Some("clear") => plain("fill"),
        Some("solid") => Some(plain("color").unwrap_or(Ground::Unknown)),
        Some(_) => Some(Ground::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_the_colour_of_its_ground_is_not_seen() {
        let white = Look { color: Some(Color::Rgb(255, 255, 255)), ..Look::default() };
        assert!(white.seen(PAPER).unseen);
        assert!(!white.seen(Ground::Unknown).unseen);
        assert!(!white.seen(Ground::Rgb(0, 0, 128)).unseen);
        assert!(!Look { ground: Some(Ground::Rgb(0, 0, 128)), ..white }.seen(PAPER).unseen);
        assert!(!Look { color: Some(Color::Auto), ..white }.seen(PAPER).unseen);
    }
}
