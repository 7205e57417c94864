//! Automatic numbers: what a reader sees before a paragraph and the file does
//! not hold as text.

use super::super::xml::{Element, Xml};
use super::KEPT;
use super::numeral::numeral;
use super::styles::{ListPlace, Styles};
use crate::{Budget, Spent};
use gouji_kernel::Refusal;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Levels of a list.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    /// `%1、`: `%n` is the number of level n.
    text: String,
    /// All numbers in it are decimal.
    is_legal: bool,
    /// The level, from 1, after whose number this one starts again; 0: never.
    restart: Option<usize>,
    has_space: bool,
    /// The style whose paragraphs are on this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        let (format, text) = ("decimal".to_owned(), String::new());
        Level { start: 1, format, text, is_legal: false, restart: None, has_space: true, style: None }
    }
}

#[derive(Debug, Default, Clone)]
struct Definition {
    levels: Rc<BTreeMap<usize, Level>>,
    /// The style that has the levels instead.
    by_style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    definition: u32,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    definitions: BTreeMap<u32, Definition>,
    lists: BTreeMap<u32, List>,
    counts: BTreeMap<u32, [Option<u32>; LEVELS]>,
    /// Lists and levels whose start was overridden already.
    started: BTreeSet<(u32, usize)>,
    budget: Budget,
}

impl Numbering {
    /// Reads the part of lists.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn read(text: &str, styles: &Styles, budget: &Budget) -> Result<Self, Refusal> {
        let mut xml = Xml::new(text, budget);
        let mut numbering = Numbering { budget: budget.clone(), ..Numbering::default() };
        if xml.child()?.is_none() {
            return Ok(numbering);
        }
        while let Some(element) = xml.child()? {
            budget.steps(KEPT)?;
            match element.name() {
                "abstractNum" => {
                    let id = element.number("abstractNumId").unwrap_or_default();
                    let definition = definition(&mut xml)?;
                    numbering.definitions.insert(id, definition);
                }
                "num" => {
                    let id = element.number("numId").unwrap_or_default();
                    let list = list(&mut xml)?;
                    numbering.lists.insert(id, list);
                }
                _ => xml.skip()?,
            }
        }
        numbering.follow_styles(styles);
        Ok(numbering)
    }

    /// Some definitions only name the style that has the levels.
    fn follow_styles(&mut self, styles: &Styles) {
        let levels_of = |style: &str| {
            let list = self.lists.get(&styles.list(style)?)?;
            Some(self.definitions.get(&list.definition)?.levels.clone())
        };
        let borrowed: Vec<_> = self
            .definitions
            .iter()
            .filter_map(|(id, definition)| Some((*id, levels_of(definition.by_style.as_deref()?)?)))
            .collect();
        for (id, levels) in borrowed {
            if let Some(definition) = self.definitions.get_mut(&id) {
                definition.levels = levels;
            }
        }
    }

    fn level<'a>(&'a self, list: &'a List, level: usize) -> Option<&'a Level> {
        list.levels.get(&level).or_else(|| self.definitions.get(&list.definition)?.levels.get(&level))
    }

    /// The level that a list keeps for the paragraphs of a style.
    fn level_of_style(&self, list: &List, style: &str) -> Option<usize> {
        (0..LEVELS).find(|&level| self.level(list, level).is_some_and(|level| level.style.as_deref() == Some(style)))
    }

    /// Counts one more paragraph and gives its number as it is shown, with a
    /// blank behind it where that is needed to tell it from the text.
    ///
    /// # Errors
    /// [`Spent`] where its text would take more than the document may cost.
    pub fn next(&mut self, place: ListPlace, style: Option<&str>) -> Result<Option<String>, Spent> {
        let Some((id, list)) = place.list.and_then(|id| Some((id, self.lists.get(&id)?))) else { return Ok(None) };
        let level = place.level.map(usize::from);
        let level = level.or_else(|| self.level_of_style(list, style?)).unwrap_or(0).min(LEVELS - 1);
        self.budget.steps(LEVELS)?;
        let mut counts = self.counts.get(&list.definition).copied().unwrap_or_default();
        let restarted = list.starts.get(&level).filter(|_| !self.started.contains(&(id, level)));
        let start = |level: usize| self.level(list, level).map_or(1, |level| level.start);
        for (at, count) in counts.iter_mut().enumerate() {
            if at < level {
                count.get_or_insert_with(|| list.starts.get(&at).copied().unwrap_or_else(|| start(at)));
            } else if at == level {
                *count = Some(match (restarted, *count) {
                    (Some(start), _) => *start,
                    (None, None) => list.starts.get(&at).copied().unwrap_or_else(|| start(at)),
                    (None, Some(count)) => count.saturating_add(1),
                });
            } else if self.level(list, at).and_then(|level| level.restart).is_none_or(|after| after > level) {
                *count = None;
            }
        }
        let shown = self.shown(list, level, &counts)?;
        let definition = list.definition;
        self.counts.insert(definition, counts);
        self.started.insert((id, level));
        Ok(shown)
    }

    fn shown(&self, list: &List, level: usize, counts: &[Option<u32>; LEVELS]) -> Result<Option<String>, Spent> {
        let Some(own) = self.level(list, level).filter(|own| own.format != "bullet") else { return Ok(None) };
        self.budget.copy(own.text.len())?;
        let mut text = String::new();
        let mut rest = own.text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            text.push_str(before);
            let digit = after.chars().next().and_then(|character| character.to_digit(10));
            let Some(at) = digit.and_then(|digit| (digit as usize).checked_sub(1)) else {
                text.push('%');
                rest = after;
                continue;
            };
            let format = self.level(list, at).map_or("decimal", |level| level.format.as_str());
            let format = if own.is_legal && format != "none" { "decimal" } else { format };
            let count = counts.get(at).copied().flatten().unwrap_or(1);
            let number = numeral(count, format);
            self.budget.copy(number.len())?;
            self.budget.steps(1)?;
            text.push_str(&number);
            rest = after.get(1..).unwrap_or_default();
        }
        text.push_str(rest);
        if own.has_space && text.ends_with(|last: char| last.is_ascii_alphanumeric()) {
            text.push(' ');
        }
        Ok((!text.trim().is_empty()).then_some(text))
    }
}

fn definition(xml: &mut Xml<'_>) -> Result<Definition, Refusal> {
    let mut definition = Definition::default();
    let mut levels = BTreeMap::new();
    while let Some(element) = xml.child()? {
        match element.name() {
            "lvl" => {
                let at = element.number("ilvl").unwrap_or_default();
                let level = level(xml)?;
                if at < LEVELS {
                    levels.insert(at, level);
                }
                continue;
            }
            "numStyleLink" => definition.by_style = element.attribute("val"),
            _ => {}
        }
        xml.skip()?;
    }
    definition.levels = Rc::new(levels);
    Ok(definition)
}

fn list(xml: &mut Xml<'_>) -> Result<List, Refusal> {
    let mut list = List::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "abstractNumId" => list.definition = element.number("val").unwrap_or_default(),
            "lvlOverride" => {
                let at = element.number("ilvl").unwrap_or_default();
                level_override(xml, &mut list, at)?;
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(list)
}

fn level_override(xml: &mut Xml<'_>, list: &mut List, at: usize) -> Result<(), Refusal> {
    while let Some(element) = xml.child()? {
        match element.name() {
            "startOverride" => {
                list.starts.extend(element.number("val").filter(|_| at < LEVELS).map(|start| (at, start)));
                xml.skip()?;
            }
            "lvl" => {
                let level = level(xml)?;
                if at < LEVELS {
                    list.levels.insert(at, level);
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn level(xml: &mut Xml<'_>) -> Result<Level, Refusal> {
    let mut level = Level::default();
    while let Some(element) = xml.child()? {
        note(&element, &mut level);
        // Beside a choice of formats stands an older one for programs that do not know it.
        if element.name() == "AlternateContent" {
            alternative(xml, &mut level)?;
        } else {
            xml.skip()?;
        }
    }
    Ok(level)
}

fn alternative(xml: &mut Xml<'_>, level: &mut Level) -> Result<(), Refusal> {
    while let Some(branch) = xml.child()? {
        let is_fallback = branch.name() == "Fallback";
        while let Some(element) = xml.child()? {
            if is_fallback {
                note(&element, level);
            }
            xml.skip()?;
        }
    }
    Ok(())
}

fn note(element: &Element<'_>, level: &mut Level) {
    let value = || element.attribute("val").unwrap_or_default();
    match element.name() {
        "start" => level.start = element.number("val").unwrap_or(1),
        "numFmt" => level.format = value(),
        "lvlText" => level.text = value(),
        "lvlRestart" => level.restart = element.number("val"),
        "isLgl" => level.is_legal = element.is_on(),
        "suff" => level.has_space = value() != "nothing",
        "pStyle" => level.style = Some(value()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbering(body: &str) -> Numbering {
        let text = format!("<w:numbering>{body}</w:numbering>");
        Numbering::read(&text, &Styles::default(), &Budget::default()).unwrap()
    }

    fn place(list: u32, level: u8) -> ListPlace {
        ListPlace { list: Some(list), level: Some(level) }
    }

    const CHINESE: &str = r#"<w:abstractNum w:abstractNumId="5">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>"#;

    #[test]
    fn a_list_counts_and_its_levels_start_again() {
        let mut numbering = numbering(CHINESE);
        let shown: Vec<_> = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2), (2, 0), (2, 0), (1, 0)]
            .map(|(list, level)| numbering.next(place(list, level), None).unwrap().unwrap())
            .into();
        assert_eq!(shown, ["一、", "（一）", "（二）", "二、", "（一）", "2.1 ", "四、", "五、", "六、"]);
    }

    #[test]
    fn a_list_that_is_none_gives_no_number() {
        let mut numbering = numbering(CHINESE);
        assert_eq!(numbering.next(place(0, 0), None), Ok(None));
        assert_eq!(numbering.next(place(9, 0), None), Ok(None));
        let bullets = r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#;
        assert_eq!(self::numbering(bullets).next(place(1, 0), None), Ok(None));
    }
}
