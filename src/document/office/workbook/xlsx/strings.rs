//! The texts of a workbook, which cells share.

use super::super::rich::{Look, Run, Text};
use super::styles::is_white;
use crate::Budget;
use crate::office::mark::Rise;
use crate::office::xml::Xml;
use gouji_kernel::Refusal;

/// Steps that it costs to keep a text, beyond reading it.
const KEPT: usize = 10;

/// The texts that cells share.
///
/// # Errors
/// As [`Xml::next`].
pub fn strings(text: &str, budget: &Budget) -> Result<Vec<Text>, Refusal> {
    let mut xml = Xml::new(text, budget);
    let mut strings = Vec::new();
    if xml.child()?.is_none() {
        return Ok(strings);
    }
    while let Some(element) = xml.child()? {
        match element.name() {
            "si" => {
                budget.steps(KEPT)?;
                strings.push(rich_text(&mut xml, budget)?);
            }
            _ => xml.skip()?,
        }
    }
    Ok(strings)
}

/// The text of the element opened last: its runs, without how they are spoken.
///
/// # Errors
/// As [`Xml::next`].
pub fn rich_text(xml: &mut Xml<'_>, budget: &Budget) -> Result<Text, Refusal> {
    let mut runs = Vec::new();
    while let Some(element) = xml.child()? {
        match element.name() {
            "t" => runs.push(Run { text: unescaped(&xml.text()?), look: None }),
            "r" => {
                budget.steps(KEPT)?;
                runs.push(run(xml)?);
            }
            _ => xml.skip()?,
        }
    }
    Ok(Text::of(&runs))
}

fn run(xml: &mut Xml<'_>) -> Result<Run, Refusal> {
    let mut run = Run { text: String::new(), look: None };
    while let Some(element) = xml.child()? {
        match element.name() {
            "t" => run.text.push_str(&unescaped(&xml.text()?)),
            "rPr" => run.look = Some(look(xml)?),
            _ => xml.skip()?,
        }
    }
    Ok(run)
}

/// How the element opened last, a font, looks.
///
/// # Errors
/// As [`Xml::next`].
pub fn look(xml: &mut Xml<'_>) -> Result<Look, Refusal> {
    let mut look = Look::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "strike" => look.is_struck |= element.is_on(),
            "sz" => look.is_struck |= element.number::<f64>("val").is_some_and(|size| size <= 1.0),
            "color" => look.is_white = is_white(&element),
            "vertAlign" => {
                look.rise = match element.attribute("val").as_deref() {
                    Some("superscript") => Rise::Above,
                    Some("subscript") => Rise::Below,
                    _ => Rise::None,
                }
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(look)
}

/// Characters that XML cannot hold are written `_x000D_`.
pub fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let code = after.get(..4).filter(|_| after.get(4..5) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(character) => {
                plain.push(character);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}
