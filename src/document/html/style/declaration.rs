//! Declarations of CSS, as far as they can take text out of sight.

use super::color;

/// What a declaration is about. Of several for one slot the last one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(in crate::html) enum Slot {
    Display,
    Visibility,
    Opacity,
    FontSize,
    Struck,
    Color,
    Background,
    Position,
    Offset,
    Indent,
    Moved,
    Clip,
    Overflow,
    Flat,
    Align,
    WordHides,
    Through,
}

/// What lifts an element off the page, or is done to what is no part of it: a
/// watermark is lifted, and faint, turned or clicked through.
pub(super) const LAYER: u32 = 2;

/// Below this share of its ink a lifted text is a watermark. PDF viewers lay their
/// text over the page with more.
const FAINT: f32 = 0.2;

/// How many slots there are.
pub(super) const SLOTS: usize = 17;

impl Slot {
    /// The slot as one bit.
    pub(super) fn bit(self) -> u32 {
        1 << self as u16
    }
}

/// A declaration that was understood. The value is a colour in the slots of
/// colours, 1 and 2 for raised and lowered text, else 1 where it takes text out
/// of sight, [`LAYER`] where it makes a layer over the page with another one, and
/// 0 where it does neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::html) struct Declaration {
    pub(super) slot: Slot,
    pub(super) value: u32,
    pub(super) important: bool,
}

impl Declaration {
    pub(super) fn new(slot: Slot, value: u32) -> Self {
        Declaration { slot, value, important: false }
    }

    /// Whether it can take text out of sight by itself, or with another one.
    pub(super) fn is_notable(self) -> bool {
        match self.slot {
            Slot::Color => self.value != 0,
            Slot::Background => !matches!(self.value, color::CLEAR | color::WHITE),
            _ => self.value != 0,
        }
    }
}

/// The declarations of a `style` attribute or of a rule.
pub(super) fn declarations(style: &str) -> Vec<Declaration> {
    let mut found = Vec::new();
    for declaration in parts(style, b';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let name = name.trim().to_ascii_lowercase();
        let value = value.trim().to_ascii_lowercase();
        let (value, important) = match value.rsplit_once('!') {
            Some((value, mark)) if mark.trim() == "important" => (value.trim_end(), true),
            _ => (value.as_str(), false),
        };
        let Some((slot, value)) = meaning(&name, value) else { continue };
        let declared = Declaration { slot, value, important };
        // Of several for one slot the last counts.
        match found.iter_mut().find(|earlier: &&mut Declaration| (earlier.slot, earlier.important) == (slot, important))
        {
            Some(earlier) => *earlier = declared,
            None => found.push(declared),
        }
    }
    found
}

/// The slot and value of a declaration in lower case.
fn meaning(name: &str, value: &str) -> Option<(Slot, u32)> {
    if matches!(value, "inherit" | "initial" | "unset" | "revert" | "revert-layer") {
        return None;
    }
    let flag = |slot, is: bool| Some((slot, u32::from(is)));
    match name {
        "display" => flag(Slot::Display, value == "none"),
        "visibility" => flag(Slot::Visibility, matches!(value, "hidden" | "collapse")),
        "opacity" => {
            let share = number(value).map_or(1.0, |(share, unit)| if unit == "%" { share / 100.0 } else { share });
            Some((Slot::Opacity, if share < 0.05 { 1 } else { layer(share < FAINT) }))
        }
        "font-size" => flag(Slot::FontSize, is_tiny(value)),
        "font" => {
            flag(Slot::FontSize, value.split_whitespace().any(|word| is_tiny(word.split('/').next().unwrap_or(word))))
        }
        "text-decoration" | "text-decoration-line" => flag(Slot::Struck, value.contains("line-through")),
        "color" | "-webkit-text-fill-color" => Some((Slot::Color, color::parse(value)?)),
        "background-color" => Some((Slot::Background, color::painted(value)?)),
        "background" => Some((Slot::Background, color::of_background(value))),
        "background-image" if value != "none" => Some((Slot::Background, color::UNKNOWN)),
        "position" => {
            let is_lifted = matches!(value, "absolute" | "fixed");
            Some((Slot::Position, if value == "relative" { 1 } else { layer(is_lifted) }))
        }
        "pointer-events" => Some((Slot::Through, layer(value == "none"))),
        "z-index" if value.starts_with('-') => Some((Slot::Through, LAYER)),
        "left" | "right" | "top" | "bottom" | "inset" => flag(Slot::Offset, value.split_whitespace().any(is_far)),
        "text-indent" => flag(Slot::Indent, is_far(value)),
        "margin-left" | "margin-top" | "margin" => flag(Slot::Moved, value.split_whitespace().any(is_far)),
        "transform" | "-webkit-transform" => {
            Some((Slot::Moved, if is_moved_away(value) { 1 } else { layer(is_turned(value)) }))
        }
        "rotate" => Some((Slot::Moved, layer(is_turned(&format!("rotate({value})"))))),
        "clip-path" => flag(Slot::Moved, is_cut_away(value)),
        "clip" => flag(Slot::Clip, is_empty_rectangle(value)),
        "overflow" => flag(Slot::Overflow, matches!(value, "hidden" | "clip")),
        "height" | "max-height" | "width" | "max-width" => {
            flag(Slot::Flat, number(value).is_some_and(|(length, _)| length < 1.0))
        }
        "vertical-align" => Some((
            Slot::Align,
            match value {
                "super" | "text-top" => 1,
                "sub" => 2,
                _ => 0,
            },
        )),
        "mso-hide" => flag(Slot::WordHides, value == "all"),
        _ => None,
    }
}

fn layer(is: bool) -> u32 {
    if is { LAYER } else { 0 }
}

/// Whether text is turned out of the line, as no table's is.
fn is_turned(transform: &str) -> bool {
    let angle = transform.split_once("rotate(").or_else(|| transform.split_once("rotatez("));
    let by = angle.and_then(|(_, rest)| number(rest.trim_start()));
    let of_matrix = transform.strip_prefix("matrix(").and_then(|rest| rest.split(',').nth(1));
    by.is_some_and(|(angle, _)| angle != 0.0)
        || of_matrix.and_then(|sine| number(sine.trim())).is_some_and(|(sine, _)| sine.abs() > 0.01)
}

/// The number that a value begins with, and its unit.
fn number(value: &str) -> Option<(f32, &str)> {
    let end = value.find(|part: char| !matches!(part, '0'..='9' | '.' | '+' | '-')).unwrap_or(value.len());
    let (digits, unit) = value.split_at_checked(end)?;
    Some((digits.parse().ok()?, unit))
}

/// Whether letters of this size cannot be seen.
fn is_tiny(size: &str) -> bool {
    number(size).is_some_and(|(size, unit)| match unit {
        "px" | "pt" => size <= 1.0,
        "" => size == 0.0,
        "em" | "rem" => size < 0.05,
        "%" => size < 5.0,
        _ => false,
    })
}

/// Whether a length leads out of the page.
fn is_far(length: &str) -> bool {
    number(length).is_some_and(|(length, unit)| match unit {
        "px" | "pt" => !(-500.0..5000.0).contains(&length),
        "em" | "rem" => !(-50.0..500.0).contains(&length),
        "%" | "vw" | "vh" => !(-100.0..500.0).contains(&length),
        _ => false,
    })
}

fn is_moved_away(transform: &str) -> bool {
    let arguments = || transform.split(['(', ',', ')']).map(str::trim);
    let is_shrunk = transform.contains("scale") && arguments().any(|argument| argument == "0");
    is_shrunk || (transform.contains("translate") && arguments().any(is_far))
}

fn is_cut_away(path: &str) -> bool {
    let first = path.split(['(', ')', ' ']).nth(1).and_then(number);
    match first {
        Some((share, "%")) if path.starts_with("inset") => share >= 50.0,
        Some((radius, _)) if path.starts_with("circle") => radius == 0.0,
        _ => false,
    }
}

/// `rect(0,0,0,0)` and `rect(1px 1px 1px 1px)`.
fn is_empty_rectangle(clip: &str) -> bool {
    let Some(sides) = clip.strip_prefix("rect(").and_then(|rest| rest.strip_suffix(')')) else { return false };
    let mut sides = sides.split([',', ' ']).filter(|side| !side.is_empty()).peekable();
    sides.peek().is_some() && sides.all(|side| number(side).is_some_and(|(side, _)| side <= 1.0))
}

/// The parts of a text between separators that stand in no quotes and brackets.
pub(super) fn parts(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (mut quote, mut depth, mut previous) = (None, 0usize, 0);
        let end = text.bytes().position(|byte| {
            let is_escaped = std::mem::replace(&mut previous, byte) == b'\\';
            match (quote, byte) {
                (Some(open), _) if byte == open && !is_escaped => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'(' | b'[') => depth += 1,
                (None, b')' | b']') => depth = depth.saturating_sub(1),
                (None, _) => return byte == separator && depth == 0,
            }
            false
        });
        let (part, after) = match end.and_then(|end| text.split_at_checked(end)) {
            Some((part, after)) => (part, after.get(1..)),
            None => (text, None),
        };
        rest = after;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_text_out_of_sight_is_told_from_what_does_not() {
        let hides = |style: &str| declarations(style).iter().any(|found| found.is_notable());
        for style in [
            "DISPLAY : none !important",
            "width:1px; display:none",
            "visibility:collapse",
            "opacity:0.00",
            "font-size:0pt",
            "font:0/0 a",
            "text-decoration:underline line-through red",
            "left:-9999px",
            "text-indent:-999em",
            "clip:rect(1px, 1px, 1px, 1px)",
            "clip-path: inset(50%)",
            "transform:scale(0)",
            "transform:translateX(-9999px)",
            "mso-hide:all",
            "vertical-align:super",
        ] {
            assert!(hides(style), "{style}");
        }
        for style in [
            "display:block",
            "opacity:.8",
            "font-size:10.5pt",
            "font:bold 12px/1.5 a",
            "text-decoration:underline",
            "left:-4.5pt",
            "text-indent:2em",
            "background:url(data:image/png;display:none)",
            "color:windowtext",
            "color:inherit",
            "background:white",
            "clip:rect(0,100px,20px,0)",
            "vertical-align:middle",
        ] {
            assert!(!hides(style) || style.contains("url"), "{style}");
        }
        assert!(declarations("background:url(a;display:none)").iter().all(|found| found.slot != Slot::Display));
    }
}
