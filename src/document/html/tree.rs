//! The parsed tree, in one list of nodes: only what the document needs.

use super::filter::is_hidden;
use super::tag_of;
use crate::document::walk::Tag;
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};

/// Names a node, and its element's name, which the tree builder asks for all
/// the time.
#[derive(Debug, Clone)]
pub(super) struct Handle {
    at: usize,
    name: QualName,
}

#[derive(Debug)]
enum Content {
    Root,
    Text(StrTendril),
    Element(Element),
}

#[derive(Debug, Clone, Copy)]
enum Element {
    /// Shapes the document.
    Shape {
        tag: Tag,
        rows: u16,
        columns: u16,
    },
    /// Only its children matter.
    Inline,
    /// The title of the page.
    Title,
    Image,
    /// Neither it nor its children are for the reader of the page.
    Skipped,
}

#[derive(Debug)]
struct Entry {
    content: Content,
    parent: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
}

/// What [`Tree::visit`] meets.
pub(super) enum Node<'a> {
    Text(&'a str),
    Title(&'a str),
    Image,
    Open { tag: Tag, rows: u16, columns: u16 },
    Close,
}

/// The tree under construction. Entry 0 is the document.
#[derive(Debug)]
pub(super) struct Tree {
    entries: RefCell<Vec<Entry>>,
}

impl Default for Tree {
    fn default() -> Self {
        let tree = Tree { entries: RefCell::default() };
        tree.add(Content::Root);
        tree
    }
}

impl Tree {
    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.entries.borrow().len()
    }

    /// Meets every node that matters, in document order, without recursion.
    pub(super) fn visit(&self, meet: &mut dyn FnMut(Node<'_>)) {
        let entries = self.entries.borrow();
        let mut at = Some(0);
        while let Some((here, entry)) = at.and_then(|at| Some((at, entries.get(at)?))) {
            at = match open(&entries, entry, meet) {
                true => entry.first,
                false => after(&entries, here, meet),
            };
        }
    }

    fn add(&self, content: Content) -> usize {
        let mut entries = self.entries.borrow_mut();
        entries.push(Entry { content, parent: None, first: None, last: None, previous: None, next: None });
        entries.len() - 1
    }

    fn entry(&self, at: usize) -> Option<Ref<'_, Entry>> {
        Ref::filter_map(self.entries.borrow(), |entries| entries.get(at)).ok()
    }

    fn change(&self, at: Option<usize>, change: impl FnOnce(&mut Entry)) {
        if let Some(at) = at
            && let Some(entry) = self.entries.borrow_mut().get_mut(at)
        {
            change(entry);
        }
    }

    fn detach(&self, at: usize) {
        let Some((parent, previous, next)) = self.entry(at).map(|entry| (entry.parent, entry.previous, entry.next))
        else {
            return;
        };
        match previous {
            Some(_) => self.change(previous, |entry| entry.next = next),
            None => self.change(parent, |entry| entry.first = next),
        }
        match next {
            Some(_) => self.change(next, |entry| entry.previous = previous),
            None => self.change(parent, |entry| entry.last = previous),
        }
        self.change(Some(at), |entry| (entry.parent, entry.previous, entry.next) = (None, None, None));
    }

    /// Puts a node under `parent`, before `next` or at the end.
    fn attach(&self, parent: usize, next: Option<usize>, child: usize) {
        let previous = match next {
            Some(next) => self.entry(next).and_then(|entry| entry.previous),
            None => self.entry(parent).and_then(|entry| entry.last),
        };
        self.change(Some(child), |entry| (entry.parent, entry.previous, entry.next) = (Some(parent), previous, next));
        match previous {
            Some(_) => self.change(previous, |entry| entry.next = Some(child)),
            None => self.change(Some(parent), |entry| entry.first = Some(child)),
        }
        match next {
            Some(_) => self.change(next, |entry| entry.previous = Some(child)),
            None => self.change(Some(parent), |entry| entry.last = Some(child)),
        }
    }

    /// Joins text to the text that already ends at `previous`, if there is one.
    fn joins(&self, previous: Option<usize>, text: &StrTendril) -> bool {
        let mut joined = false;
        self.change(previous, |entry| {
            if let Content::Text(before) = &mut entry.content {
                before.push_tendril(text);
                joined = true;
            }
        });
        joined
    }

    fn insert(&self, parent: usize, next: Option<usize>, child: NodeOrText<Handle>) {
        let child = match child {
            NodeOrText::AppendNode(handle) => {
                self.detach(handle.at);
                handle.at
            }
            NodeOrText::AppendText(text) => {
                let previous = match next {
                    Some(next) => self.entry(next).and_then(|entry| entry.previous),
                    None => self.entry(parent).and_then(|entry| entry.last),
                };
                if self.joins(previous, &text) {
                    return;
                }
                self.add(Content::Text(text))
            }
        };
        self.attach(parent, next, child);
    }
}

/// Says what stands here; whether its children are to be met.
fn open(entries: &[Entry], entry: &Entry, meet: &mut dyn FnMut(Node<'_>)) -> bool {
    match &entry.content {
        Content::Text(text) => meet(Node::Text(text)),
        Content::Element(Element::Title) => {
            if let Some(Content::Text(text)) = entry.first.and_then(|at| entries.get(at)).map(|child| &child.content) {
                meet(Node::Title(text));
            }
            return false;
        }
        Content::Element(Element::Shape { tag, rows, columns }) => {
            meet(Node::Open { tag: *tag, rows: *rows, columns: *columns });
            if entry.first.is_none() {
                meet(Node::Close);
            }
        }
        Content::Element(Element::Image) => meet(Node::Image),
        Content::Element(Element::Skipped) => return false,
        Content::Root | Content::Element(Element::Inline) => {}
    }
    entry.first.is_some()
}

/// The node after this one and its children; closes what ends on the way.
fn after(entries: &[Entry], mut at: usize, meet: &mut dyn FnMut(Node<'_>)) -> Option<usize> {
    loop {
        let entry = entries.get(at)?;
        if entry.next.is_some() {
            return entry.next;
        }
        at = entry.parent?;
        if let Some(Content::Element(Element::Shape { .. })) = entries.get(at).map(|entry| &entry.content) {
            meet(Node::Close);
        }
    }
}

/// What an element is for the document.
fn element(name: &QualName, attributes: &[Attribute]) -> Element {
    let span = |wanted: &str| -> u16 {
        let value = attributes.iter().find(|attribute| &*attribute.name.local == wanted);
        value.map_or(1, |attribute| span_of(&attribute.value))
    };
    let local = &*name.local;
    match tag_of(local) {
        _ if is_hidden(attributes) => Element::Skipped,
        Some(tag) => Element::Shape { tag, rows: span("rowspan"), columns: span("colspan") },
        None => match local {
            "title" => Element::Title,
            "img" => Element::Image,
            "script" | "style" | "template" | "noscript" | "textarea" | "xmp" | "iframe" | "noembed" | "noframes"
            | "select" | "svg" | "math" | "object" | "button" | "meta" => Element::Skipped,
            _ => Element::Inline,
        },
    }
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

impl TreeSink for Tree {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = html5ever::ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> Handle {
        Handle { at: 0, name: QualName::new(None, html5ever::ns!(), html5ever::local_name!("")) }
    }
    fn elem_name<'a>(&'a self, target: &'a Handle) -> html5ever::ExpandedName<'a> {
        target.name.expanded()
    }
    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let at = self.add(Content::Element(element(&name, &attributes)));
        Handle { at, name }
    }
    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle { at: self.add(Content::Element(Element::Skipped)), ..self.get_document() }
    }
    fn create_pi(&self, target: StrTendril, _: StrTendril) -> Handle {
        self.create_comment(target)
    }
    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.at, None, child);
    }
    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        if self.entry(element.at).is_some_and(|entry| entry.parent.is_some()) {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }
    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.at == y.at
    }
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, sibling: &Handle, new_node: NodeOrText<Handle>) {
        if let Some(parent) = self.entry(sibling.at).and_then(|entry| entry.parent) {
            self.insert(parent, Some(sibling.at), new_node);
        }
    }
    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}
    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.at);
    }
    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        while let Some(child) = self.entry(node.at).and_then(|entry| entry.first) {
            self.detach(child);
            self.attach(new_parent.at, None, child);
        }
    }
}
