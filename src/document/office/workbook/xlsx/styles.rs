//! Styles of cells: what their numbers are shown as, and whether they are seen.

use super::super::format::{Format, Hides};
use super::super::rich::Look;
use super::strings::look;
use crate::Budget;
use crate::office::xml::{Element, Node, Xml};
use gouji_kernel::Refusal;
use std::collections::BTreeMap;

/// The style of a cell.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    pub format: Format,
    pub hides: Hides,
    /// Struck through, or too small to be read.
    pub is_struck: bool,
    pub is_white: bool,
    /// Whether anything but white lies behind its text.
    pub is_filled: bool,
}

/// The styles by their index.
///
/// # Errors
/// As [`Xml::next`].
pub fn styles(text: &str, budget: &Budget) -> Result<Vec<Style>, Refusal> {
    let mut xml = Xml::new(text, budget);
    let mut codes: BTreeMap<u16, (Format, Hides)> = BTreeMap::new();
    let (mut fonts, mut fills, mut styles) = (Vec::new(), Vec::new(), Vec::new());
    let mut group = String::new();
    loop {
        match xml.next()? {
            Node::Open(element) => match (element.name(), group.as_str()) {
                ("numFmt", _) => {
                    let code = element.attribute("formatCode").unwrap_or_default();
                    let read = (Format::of_code(&code), Hides::of_code(&code));
                    codes.extend(element.number("numFmtId").map(|id| (id, read)));
                }
                ("font", "fonts") => fonts.push(look(&mut xml)?),
                ("fill", "fills") => fills.push(is_filled(&mut xml)?),
                ("xf", "cellXfs") => styles.push(style(&element, &codes, &fonts, &fills)),
                (name @ ("fonts" | "fills" | "cellXfs" | "cellStyleXfs" | "cellStyles" | "dxfs"), _) => {
                    name.clone_into(&mut group);
                }
                _ => {}
            },
            Node::End => return Ok(styles),
            Node::Text(_) | Node::Close => {}
        }
    }
}

fn style(element: &Element<'_>, codes: &BTreeMap<u16, (Format, Hides)>, fonts: &[Look], fills: &[bool]) -> Style {
    let id = element.number("numFmtId").unwrap_or_default();
    let (format, hides) = codes.get(&id).copied().unwrap_or_else(|| (Format::built_in(id), Hides::default()));
    let at = |name: &str| element.number::<usize>(name).unwrap_or_default();
    let font = fonts.get(at("fontId")).copied().unwrap_or_default();
    let is_filled = fills.get(at("fillId")).copied().unwrap_or_default();
    Style { format, hides, is_struck: font.is_struck, is_white: font.is_white || hides.is_white, is_filled }
}

/// Whether the fill opened last is seen: any pattern, and any colour but white.
fn is_filled(xml: &mut Xml<'_>) -> Result<bool, Refusal> {
    let (mut is_pattern, mut is_solid, mut is_paper) = (false, false, false);
    xml.each(|element| match element.name() {
        "patternFill" => {
            let kind = element.attribute("patternType");
            is_pattern = kind.as_deref().is_some_and(|kind| kind != "none");
            is_solid = kind.as_deref() == Some("solid");
        }
        "gradientFill" => is_pattern = true,
        "fgColor" => is_paper = is_white(element),
        _ => {}
    })?;
    Ok(is_pattern && !(is_solid && is_paper))
}

/// Whether a colour is white: given as such, as the theme's first, or by its
/// number among the old colours. A tint makes another colour of it.
pub fn is_white(color: &Element<'_>) -> bool {
    if color.number::<f64>("tint").is_some_and(|tint| tint != 0.0) {
        return false;
    }
    let is_rgb = color.attribute("rgb").is_some_and(|rgb| {
        let rgb = u32::from_str_radix(rgb.trim_start_matches('#'), 16).unwrap_or_default();
        rgb.to_be_bytes().into_iter().skip(1).all(|channel| channel >= 0xf8)
    });
    is_rgb
        || color.attribute("theme").is_some_and(|theme| theme == "0")
        || color.attribute("indexed").is_some_and(|index| matches!(index.as_str(), "1" | "9" | "65"))
}
