//! What an element is for the document, and what its style looks at.

use super::style::{Declaration, Page, Styled};
use super::tag_of;
use crate::walk::Tag;
use html5ever::{Attribute, LocalName, QualName};

/// The attribute in which [`super::filter`] keeps the name of an inline element.
/// No tag of a page can have one of this name.
pub(super) const NAME: &str = " ";

/// Bytes of a list of classes that are looked at.
const MOST_CLASSES: usize = 1_000;

#[derive(Debug)]
pub(super) enum Element {
    /// Shapes the document.
    Shape {
        tag: Tag,
        rows: u16,
        columns: u16,
    },
    /// Only its children matter, and whether they are raised.
    Inline(Option<Tag>),
    /// The title of the page.
    Title,
    Image,
    /// A field of a form and what stands in it.
    Field(Box<str>),
    /// A field of several lines.
    Lines,
    /// A list to choose from.
    Choice,
    Option {
        is_selected: bool,
    },
    /// Seen, and not read.
    Unread,
    /// Neither it nor its children are for the reader of the page.
    Skipped,
}

/// What an element is for the document.
pub(super) fn element(name: &QualName, attributes: &[Attribute]) -> Element {
    let span = |wanted: &str| value(attributes, wanted).map_or(1, span_of);
    let local = value(attributes, NAME).unwrap_or(&name.local);
    if let Some(tag) = tag_of(local) {
        return Element::Shape { tag, rows: span("rowspan"), columns: span("colspan") };
    }
    match local {
        "title" => Element::Title,
        "img" => Element::Image,
        "input" => field(attributes),
        "textarea" => Element::Lines,
        "select" => Element::Choice,
        "option" => Element::Option { is_selected: value(attributes, "selected").is_some() },
        "svg" | "canvas" | "object" | "embed" | "video" => Element::Unread,
        "script" | "style" | "template" | "noscript" | "xmp" | "iframe" | "noembed" | "noframes" | "math"
        | "button" | "meta" | "datalist" | "rt" | "rp" | "rtc" => Element::Skipped,
        "sup" => Element::Inline(Some(Tag::Raised)),
        "sub" => Element::Inline(Some(Tag::Lowered)),
        // A number that leads to a note of the same page.
        "a" if value(attributes, "href").is_some_and(leads_to_a_note) => Element::Inline(Some(Tag::Raised)),
        _ => Element::Inline(None),
    }
}

/// Whether an address is a place of the same page.
pub(super) fn leads_to_a_note(address: &str) -> bool {
    address.len() > 1 && address.starts_with('#')
}

/// What a field of one line shows.
fn field(attributes: &[Attribute]) -> Element {
    let text = value(attributes, "value").unwrap_or_default();
    let kind = value(attributes, "type").unwrap_or_default().to_ascii_lowercase();
    match kind.as_str() {
        "checkbox" | "radio" | "button" | "submit" | "reset" | "image" | "hidden" | "file" | "color" | "range" => {
            Element::Skipped
        }
        "password" if text.is_empty() => Element::Skipped,
        "password" => Element::Unread,
        _ => Element::Field(text.into()),
    }
}

fn value<'a>(attributes: &'a [Attribute], wanted: &str) -> Option<&'a str> {
    attributes.iter().find(|attribute| &*attribute.name.local == wanted).map(|attribute| &*attribute.value)
}

/// The leading digits of a span, as browsers read them; 1 where there are none.
fn span_of(value: &str) -> u16 {
    let value = value.trim_start();
    let digits = value.split(|character: char| !character.is_ascii_digit()).next().unwrap_or_default();
    match digits.parse::<u32>() {
        Ok(0) | Err(_) if digits.len() < 5 => 1,
        Ok(span) => span.min(u32::from(u16::MAX)) as u16,
        Err(_) => u16::MAX,
    }
}

/// What the style of an element looks at.
#[derive(Debug)]
pub(super) struct Marks {
    /// The number of its entry in the tree.
    pub(super) at: usize,
    name: LocalName,
    id: Box<str>,
    classes: Box<str>,
    /// What attributes other than `style` declare, and what that declares.
    pub(super) attributes: Vec<Declaration>,
    pub(super) own: Vec<Declaration>,
    pub(super) is_struck: bool,
}

impl Marks {
    /// The marks of an element; `None` where nothing of its style matters.
    pub(super) fn of(at: usize, name: &LocalName, attributes: &[Attribute], page: &Page) -> Option<Self> {
        let name = value(attributes, NAME).map_or_else(|| name.clone(), LocalName::from);
        let own = value(attributes, "style").map(|style| page.own(style)).unwrap_or_default();
        let presented: Vec<Declaration> =
            attributes.iter().filter_map(|found| page.presented(&found.name.local, &found.value)).collect();
        let is_struck = matches!(&*name, "s" | "strike" | "del");
        if page.sheet.is_empty() && own.is_empty() && presented.is_empty() && !is_struck {
            return None;
        }
        let text = |wanted: &str| -> Box<str> {
            let text = value(attributes, wanted).unwrap_or_default();
            text.get(..text.floor_char_boundary(MOST_CLASSES)).unwrap_or_default().into()
        };
        Some(Marks { at, id: text("id"), classes: text("class"), attributes: presented, own, is_struck, name })
    }

    /// Whether an element says nothing of itself.
    pub(super) fn is_bare(&self) -> bool {
        self.id.is_empty() && self.classes.is_empty() && self.attributes.is_empty() && self.own.is_empty()
    }
}

impl Styled for Marks {
    fn name(&self) -> &str {
        &self.name
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn classes(&self) -> &str {
        &self.classes
    }
}
