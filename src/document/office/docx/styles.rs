//! What the styles of a document say that changes its text: outline levels,
//! automatic numbers, the look of text.

use super::super::xml::{Element, Xml};
use super::KEPT;
use super::look::{self, Ground, Look};
use crate::Budget;
use gouji_kernel::Refusal;
use std::collections::BTreeMap;

/// Styles that one is followed to through `basedOn`.
const MOST_BASES: usize = 32;

/// A list, and the level in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListPlace {
    /// Id of the list; 0 says that there is none.
    pub list: Option<u32>,
    /// Level from 0.
    pub level: Option<u8>,
}

/// What a paragraph or run says of itself.
#[derive(Debug, Clone, Default)]
pub struct Properties {
    /// Style that it has.
    pub style: Option<String>,
    /// Outline level from 0; 9 is running text.
    pub outline: Option<u8>,
    /// Its automatic number.
    pub numbering: Option<ListPlace>,
    /// How its text looks; of a paragraph only what lies behind it.
    pub look: Look,
    /// Whether its paragraph mark is hidden.
    pub hidden_mark: bool,
    /// Whether its paragraph mark was deleted and the deletion not yet accepted.
    pub deleted_mark: bool,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    base: Option<String>,
    own: Properties,
    /// How it and its bases look, all in all.
    look: Look,
    /// Whether a style of tables puts anything behind their text.
    shades: bool,
}

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub struct Styles {
    styles: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    ordinary: Option<String>,
}

impl Styles {
    /// Reads the part of styles.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn read(text: &str, budget: &Budget) -> Result<Self, Refusal> {
        let mut xml = Xml::new(text, budget);
        let mut styles = Styles::default();
        if xml.child()?.is_none() {
            return Ok(styles);
        }
        while let Some(element) = xml.child()? {
            if element.name() != "style" {
                xml.skip()?;
                continue;
            }
            let id = element.attribute("styleId").unwrap_or_default();
            let is_paragraph = element.attribute("type").is_none_or(|kind| kind == "paragraph");
            if is_paragraph && element.attribute("default").is_some_and(|value| value != "0" && value != "false") {
                styles.ordinary = Some(id.clone());
            }
            let is_table = element.attribute("type").is_some_and(|kind| kind == "table");
            budget.steps(KEPT)?;
            let style = if is_table { table_style(&mut xml)? } else { style(&mut xml)? };
            styles.styles.insert(id, style);
        }
        styles.settle();
        Ok(styles)
    }

    /// Says of each style how it looks with its bases.
    fn settle(&mut self) {
        let settled = |style: &Style| self.bases(style).fold(Look::default(), |look, base| look.or(base.own.look));
        let looks: Vec<Look> = self.styles.values().map(settled).collect();
        for (style, look) in self.styles.values_mut().zip(looks) {
            style.look = look;
        }
    }

    /// A style and those that it is based on.
    fn bases<'a>(&'a self, style: &'a Style) -> impl Iterator<Item = &'a Style> {
        let base = |style: &&'a Style| style.base.as_ref().and_then(|base| self.styles.get(base));
        std::iter::successors(Some(style), base).take(MOST_BASES)
    }

    /// The first of a style and its bases of which `get` knows something.
    fn first<T>(&self, id: Option<&str>, get: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let style = self.styles.get(id.or(self.ordinary.as_deref())?)?;
        self.bases(style).find_map(get)
    }

    /// The heading level, from 1, of a paragraph.
    pub fn level(&self, paragraph: &Properties) -> Option<u8> {
        let style = paragraph.style.as_deref();
        let outline = paragraph.outline.or_else(|| self.first(style, |style| style.own.outline));
        match outline {
            Some(level @ 0..=8) => Some((level + 1).min(6)),
            _ => (style.is_some() && self.first(style, |style| style.is_title().then_some(())).is_some()).then_some(1),
        }
    }

    /// The automatic number of a paragraph: its own, else that of its style.
    pub fn numbering(&self, paragraph: &Properties) -> Option<ListPlace> {
        let of_style =
            self.first(paragraph.style.as_deref(), |style| style.own.numbering.filter(|place| place.list.is_some()));
        let own = paragraph.numbering.unwrap_or_default();
        let list = own.list.or_else(|| of_style?.list)?;
        let level = own.level.or_else(|| of_style.filter(|_| own.list.is_none())?.level);
        Some(ListPlace { list: Some(list), level })
    }

    /// How a run looks in a paragraph of this style.
    pub fn look(&self, paragraph: &Properties, run: &Properties) -> Look {
        let of = |style: &str| self.styles.get(style).map(|style| style.look);
        let outer = paragraph.style.as_deref().or(self.ordinary.as_deref()).and_then(of).unwrap_or_default();
        let styled = run.style.as_deref().and_then(of).map_or(outer, |own| own.over(outer));
        let behind = run.look.ground.or(styled.ground).or(paragraph.look.ground);
        Look { ground: behind, ..run.look.or(styled) }
    }

    /// What a style of tables puts behind their text, beyond the paper.
    pub fn behind(&self, table: &str) -> Option<Ground> {
        let style = self.styles.get(table)?;
        self.bases(style).any(|style| style.shades).then_some(Ground::Unknown)
    }

    /// The list that a style gives its paragraphs.
    pub fn list(&self, style: &str) -> Option<u32> {
        self.styles.get(style)?.own.numbering?.list
    }
}

impl Style {
    fn is_title(&self) -> bool {
        self.name.eq_ignore_ascii_case("title")
    }
}

fn style(xml: &mut Xml<'_>) -> Result<Style, Refusal> {
    let mut style = Style::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "name" => style.name = element.attribute("val").unwrap_or_default(),
            "basedOn" => style.base = element.attribute("val"),
            "pPr" => {
                let look = style.own.look;
                style.own = properties(xml)?;
                style.own.look = look.or(style.own.look);
                continue;
            }
            "rPr" => {
                style.own.look = properties(xml)?.look.or(style.own.look);
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(style)
}

fn table_style(xml: &mut Xml<'_>) -> Result<Style, Refusal> {
    let mut style = Style::default();
    xml.each(|element| match element.name() {
        "basedOn" => style.base = element.attribute("val"),
        "shd" => style.shades |= look::ground(element).is_some_and(|ground| ground != look::PAPER),
        _ => {}
    })?;
    Ok(style)
}

/// Reads the children of `pPr` or `rPr`. What a tracked change says of former
/// properties is passed over.
///
/// # Errors
/// As [`Xml::next`].
pub fn properties(xml: &mut Xml<'_>) -> Result<Properties, Refusal> {
    let mut properties = Properties::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "numPr" => {
                properties.numbering = Some(list_place(xml)?);
                continue;
            }
            "rPr" => {
                let mark = self::properties(xml)?;
                properties.hidden_mark = mark.look.hidden == Some(true);
                properties.deleted_mark = mark.deleted_mark;
                continue;
            }
            _ => note(&element, &mut properties),
        }
        xml.skip()?;
    }
    Ok(properties)
}

fn note(element: &Element<'_>, properties: &mut Properties) {
    match element.name() {
        "pStyle" | "rStyle" => properties.style = element.attribute("val"),
        "outlineLvl" => properties.outline = element.number("val"),
        "del" | "moveFrom" => properties.deleted_mark = true,
        _ => properties.look.note(element),
    }
}

fn list_place(xml: &mut Xml<'_>) -> Result<ListPlace, Refusal> {
    let mut place = ListPlace::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "numId" => place.list = element.number("val"),
            "ilvl" => place.level = element.number("val"),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(place)
}
