//! What a page's styles say of its text: whether anybody sees it.
//!
//! A small part of CSS, and only as far as it can take text out of sight. What
//! is not followed (siblings, attributes, `:not`) is taken to show, never to
//! hide.

mod color;
mod declaration;
mod selector;
mod sheet;

use crate::Budget;
use crate::sight::Veil;
pub(super) use declaration::{Declaration, Slot};
use declaration::{LAYER, SLOTS};
pub(super) use selector::Styled;
pub(super) use sheet::{Sheet, is_screen};
use std::collections::HashSet;

/// Which slots a page makes use of to hide; what it declares in others changes
/// nothing.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) sheet: Sheet,
    slots: u32,
    /// What the page is painted with where it says nothing; a style sheet
    /// elsewhere may paint anything.
    background: u32,
}

/// What a page declares that may hide.
#[derive(Debug, Default)]
pub(super) struct Declared {
    slots: u32,
    colors: HashSet<u32>,
    backgrounds: HashSet<u32>,
}

/// Colours of a page that are held against each other; with more, any may hide.
const MOST_COLORS: usize = 100;

impl Declared {
    /// Notes what an attribute declares.
    pub(super) fn attribute(&mut self, attribute: &str, value: &str) {
        match attribute {
            "style" => self.all(&declaration::declarations(value)),
            _ => presented(attribute, value).into_iter().for_each(|found| self.all(&[found])),
        }
    }

    fn all(&mut self, declarations: &[Declaration]) {
        for found in declarations {
            match found.slot {
                Slot::Color if self.colors.len() <= MOST_COLORS => drop(self.colors.insert(found.value)),
                Slot::Background if self.backgrounds.len() <= MOST_COLORS => {
                    self.backgrounds.insert(found.value);
                }
                Slot::Color | Slot::Background => {}
                slot if found.value != 0 => self.slots |= slot.bit(),
                _ => {}
            }
        }
    }

    /// Whether text of one of the colours may stand on one of the others.
    fn colors_clash(&mut self) -> bool {
        self.backgrounds.insert(color::WHITE);
        self.colors.len().max(self.backgrounds.len()) > MOST_COLORS
            || self.colors.iter().any(|text| self.backgrounds.iter().any(|behind| color::clash(*text, *behind)))
    }

    /// The slots that hide, alone or with another.
    fn slots(mut self) -> u32 {
        let mut slots = self.slots & !(Slot::Position.bit() | Slot::Overflow.bit());
        if self.colors_clash() {
            slots |= Slot::Color.bit() | Slot::Background.bit();
        }
        let lifted = [Slot::Offset, Slot::Clip, Slot::Opacity, Slot::Moved, Slot::Through];
        if lifted.iter().any(|slot| slots & slot.bit() != 0) {
            slots |= Slot::Position.bit();
        }
        if slots & Slot::Flat.bit() != 0 {
            slots |= Slot::Overflow.bit();
        }
        slots
    }
}

impl Page {
    /// Ends the survey of a page: its sheets, what its own attributes declare,
    /// and whether further sheets stand elsewhere.
    pub(super) fn new(mut sheet: Sheet, mut declared: Declared, is_painted_elsewhere: bool) -> Self {
        sheet.declare(&mut declared);
        let slots = declared.slots();
        sheet.keep(slots);
        let background = if is_painted_elsewhere { color::UNKNOWN } else { color::WHITE };
        Page { sheet, slots, background }
    }

    /// The declarations of an element's own attributes that matter.
    pub(super) fn own(&self, style: &str) -> Vec<Declaration> {
        let mut found = declaration::declarations(style);
        found.retain(|found| found.slot.bit() & self.slots != 0);
        found
    }

    /// What an attribute other than `style` declares.
    pub(super) fn presented(&self, attribute: &str, value: &str) -> Option<Declaration> {
        let found = presented(attribute, value)?;
        (found.slot.bit() & self.slots != 0).then_some(found)
    }

    /// How the page itself looks.
    pub(super) fn root(&self) -> Style {
        Style { color: 0, background: self.background, ..Style::default() }
    }

    /// How an element looks within one that looks like this. `attributes` are
    /// weaker than the sheets, `own` is stronger.
    pub(super) fn style<'a, T: Styled + 'a>(
        &self,
        within: Style,
        element: &'a T,
        [attributes, own]: [&[Declaration]; 2],
        outer: &impl Fn(&'a T) -> Option<&'a T>,
        budget: &Budget,
    ) -> Style {
        let of_sheets = if self.sheet.is_empty() { Vec::new() } else { self.sheet.of(element, outer, budget) };
        let mut declared = [None; SLOTS];
        for important in [false, true] {
            let sources = [(attributes, Source::Attribute), (&of_sheets, Source::Sheet), (own, Source::Own)];
            for (found, source) in
                sources.into_iter().flat_map(|(found, source)| found.iter().map(move |f| (f, source)))
            {
                if found.important == important
                    && let Some(slot) = declared.get_mut(found.slot as usize)
                {
                    *slot = Some((found.value, source));
                }
            }
        }
        within.with(&declared)
    }
}

/// What attributes other than `style` declare.
fn presented(attribute: &str, value: &str) -> Option<Declaration> {
    let value = value.trim().to_ascii_lowercase();
    Some(match attribute {
        "hidden" => Declaration::new(Slot::Display, 1),
        "color" => Declaration::new(Slot::Color, color::parse(&value).or_else(|| color::parse(&format!("#{value}")))?),
        "bgcolor" => {
            Declaration::new(Slot::Background, color::painted(&value).or_else(|| color::painted(&format!("#{value}")))?)
        }
        "background" if !value.is_empty() => Declaration::new(Slot::Background, color::UNKNOWN),
        _ => return None,
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Attribute,
    Sheet,
    Own,
}

/// How text looks at a place, as far as it may be out of sight.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    /// What takes the element and all within it out of sight.
    gone: u8,
    /// What hides the text within it, while its place stays.
    under: u8,
    /// What hides its text, unless an element within says otherwise.
    faint: [u8; 3],
    color: u32,
    background: u32,
    /// 1 where its text is raised, 2 where it is lowered.
    pub(super) align: u8,
}

type Slots = [Option<(u32, Source)>; SLOTS];

impl Style {
    /// What veils the text here.
    pub(super) fn veils(self) -> u8 {
        let is_same = color::clash(self.color, self.background);
        let faint = self.faint.into_iter().fold(0, |all, one| all | one);
        self.gone | self.under | faint | if is_same { Veil::Paint as u8 } else { 0 }
    }

    /// What takes the element off the page, with all within it.
    pub(super) fn gone(self) -> u8 {
        self.gone
    }

    /// Strikes the element's text through, and all within it.
    pub(super) fn struck(mut self) -> Self {
        self.under |= Veil::Struck as u8;
        self
    }

    /// The same for an element of which nothing is said.
    pub(super) fn plain(mut self) -> Self {
        self.align = 0;
        self
    }

    fn with(mut self, declared: &Slots) -> Self {
        let get = |slot: Slot| declared.get(slot as usize).copied().flatten();
        let is = |slot: Slot| get(slot).filter(|(value, _)| *value != 0);
        // A page's own sheet may hide what a click shows: a tab, a fold.
        let boxed = |source: Source| if source == Source::Sheet { Veil::Box } else { Veil::Own } as u8;
        if let Some((_, source)) = is(Slot::Display).or(is(Slot::WordHides)) {
            self.gone |= boxed(source);
        }
        if is(Slot::Struck).is_some() {
            self.under |= Veil::Struck as u8;
        }
        let is_away = is(Slot::Position).and(is(Slot::Offset)).or(is(Slot::Position).and(is(Slot::Clip)));
        let is_flat = is(Slot::Overflow).and(is(Slot::Flat));
        let gone = |slot: Slot| get(slot).filter(|(value, _)| *value == 1);
        // A watermark lies over the page and is no part of what it lies over.
        let layer = |slot: Slot| get(slot).filter(|(value, _)| *value == LAYER);
        let is_marked = layer(Slot::Opacity).or(layer(Slot::Moved)).or(layer(Slot::Through));
        let is_layer = layer(Slot::Position).and(is_marked);
        if let Some((_, source)) = gone(Slot::Opacity).or(is_away).or(is_flat).or(gone(Slot::Moved)).or(is_layer) {
            self.under |= boxed(source);
        }
        for (slot, faint) in [Slot::Visibility, Slot::FontSize, Slot::Indent].into_iter().zip(&mut self.faint) {
            match get(slot) {
                Some((0, _)) => *faint = 0,
                Some((_, source)) if slot == Slot::Visibility => *faint = boxed(source),
                Some(_) => *faint = Veil::Paint as u8,
                None => {}
            }
        }
        if let Some((color, _)) = get(Slot::Color) {
            self.color = color;
        }
        if let Some((background, _)) = get(Slot::Background).filter(|(background, _)| *background != color::CLEAR) {
            self.background = background;
        }
        self.align = get(Slot::Align).map_or(0, |(align, _)| align as u8);
        self
    }
}
