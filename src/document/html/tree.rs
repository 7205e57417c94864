//! The parsed tree, in one list of nodes: only what the document needs.

use super::element::{Element, Marks, element};
use super::style::{Page, Style};
use crate::sight::Veil;
use crate::walk::Tag;
use crate::{Budget, Unseen};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};
use std::collections::HashMap;

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
    /// What stands in a field of a form.
    Field(&'a str),
    /// What stands in a field of several lines.
    Lines(&'a str),
    /// Something that is seen and not read.
    Unread,
    /// A text that is not read.
    Unseen(Unseen),
    /// A cell that is not on the page.
    PassedCell,
    Open {
        tag: Tag,
        rows: u16,
        columns: u16,
    },
    Close,
}

/// The tree under construction. Entry 0 is the document.
pub(super) struct Tree<'p> {
    entries: RefCell<Vec<Entry>>,
    /// What the styles of elements look at, by the number of their entry.
    marks: RefCell<HashMap<usize, Marks>>,
    page: &'p Page,
    budget: &'p Budget,
}

/// An element whose children are being met.
struct Frame {
    style: Style,
    is_open: bool,
}

impl<'p> Tree<'p> {
    /// An empty tree of a page.
    pub(super) fn new(page: &'p Page, budget: &'p Budget) -> Self {
        let tree = Tree { entries: RefCell::default(), marks: RefCell::default(), page, budget };
        tree.add(Content::Root);
        tree
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.entries.borrow().len()
    }

    /// Meets every node that matters, in document order, without recursion.
    /// What lies under one of these veils is left out; gives the veils met.
    pub(super) fn visit(&self, veils: u8, meet: &mut dyn FnMut(Node<'_>)) -> u8 {
        let (entries, marks) = (self.entries.borrow(), self.marks.borrow());
        let visit = Visit { tree: self, entries: &entries, marks: &marks, veils };
        let mut met = 0;
        let mut open: Vec<Frame> = vec![Frame { style: self.page.root(), is_open: false }];
        let mut at = Some(0);
        while let Some((here, entry)) = at.and_then(|at| Some((at, entries.get(at)?))) {
            let within = open.last().map(|frame| frame.style).unwrap_or_default();
            let frame = visit.enter(here, entry, within, &mut met, meet);
            let is_left = frame.is_none() || entry.first.is_none();
            match frame {
                Some(frame) if !is_left => open.push(frame),
                Some(frame) if frame.is_open => meet(Node::Close),
                _ => {}
            }
            at = if is_left { visit.after(here, &mut open, meet) } else { entry.first };
        }
        met
    }

    fn add(&self, content: Content) -> usize {
        let mut entries = self.entries.borrow_mut();
        entries.push(Entry { content, parent: None, first: None, last: None, previous: None, next: None });
        entries.len() - 1
    }

    /// Notes what the style of an element looks at.
    fn mark(&self, at: usize, marks: Option<Marks>) {
        if let Some(marks) = marks {
            self.marks.borrow_mut().insert(at, marks);
        }
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

/// One way through a tree.
struct Visit<'t, 'p> {
    tree: &'t Tree<'p>,
    entries: &'t [Entry],
    marks: &'t HashMap<usize, Marks>,
    veils: u8,
}

impl Visit<'_, '_> {
    /// Says what stands here; `None` where its children are not to be met.
    fn enter(
        &self,
        here: usize,
        entry: &Entry,
        within: Style,
        met: &mut u8,
        meet: &mut dyn FnMut(Node<'_>),
    ) -> Option<Frame> {
        let frame = |style, is_open| Some(Frame { style, is_open });
        let element = match &entry.content {
            Content::Root => return frame(within, false),
            Content::Text(text) => {
                *met |= if text.trim_ascii().is_empty() { 0 } else { within.veils() };
                match within.veils() & self.veils {
                    0 => meet(Node::Text(text)),
                    over => Unseen::of(text, over & Veil::Struck as u8 != 0)
                        .into_iter()
                        .for_each(|by| meet(Node::Unseen(by))),
                }
                return None;
            }
            Content::Element(element) => element,
        };
        let style = self.style(here, within);
        let is_seen = style.veils() & self.veils == 0;
        if style.gone() & self.veils != 0 {
            // Its cells are counted, so that a number names the same cell always.
            if matches!(element, Element::Shape { tag: Tag::Cell, .. }) {
                meet(Node::PassedCell);
            }
            return frame(style, false).filter(|_| !matches!(element, Element::Skipped | Element::Title));
        }
        match element {
            Element::Shape { tag, rows, columns } => {
                meet(Node::Open { tag: *tag, rows: *rows, columns: *columns });
                return frame(style, true);
            }
            Element::Inline(script) => {
                let tag = script.or_else(|| Tag::of_align(style.align));
                if let Some(tag) = tag {
                    meet(Node::Open { tag, rows: 1, columns: 1 });
                }
                return frame(style, tag.is_some());
            }
            Element::Title => {
                if let Some(text) = self.text_within(entry) {
                    meet(Node::Title(text));
                }
            }
            Element::Image => meet(Node::Image),
            Element::Field(text) if is_seen => meet(Node::Field(text)),
            Element::Lines if is_seen => meet(Node::Lines(self.text_within(entry).unwrap_or_default())),
            Element::Choice if is_seen => meet(Node::Field(self.chosen(entry).unwrap_or_default())),
            Element::Unread if is_seen => meet(Node::Unread),
            Element::Field(_) | Element::Lines | Element::Choice | Element::Unread => {}
            Element::Option { .. } | Element::Skipped => {}
        }
        None
    }

    fn style(&self, here: usize, within: Style) -> Style {
        let Some(marks) = self.marks.get(&here) else { return within.plain() };
        let outer = |of: &'_ Marks| {
            let mut parent = self.entries.get(of.at)?.parent;
            while let Some(at) = parent {
                if let Some(found) = self.marks.get(&at) {
                    return Some(found);
                }
                parent = self.entries.get(at)?.parent;
            }
            None
        };
        let style = self.tree.page.style(within, marks, [&marks.attributes, &marks.own], &outer, self.tree.budget);
        if marks.is_struck { style.struck() } else { style }
    }

    /// The text that an element begins with.
    fn text_within(&self, entry: &Entry) -> Option<&str> {
        match &self.entries.get(entry.first?)?.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of the option that a list shows: the one that is selected, else
    /// the first.
    fn chosen(&self, list: &Entry) -> Option<&str> {
        let mut first = None;
        let mut at = list.first;
        while let Some(entry) = at.and_then(|at| self.entries.get(at)) {
            match entry.content {
                Content::Element(Element::Option { is_selected: true }) => return self.text_within(entry),
                Content::Element(Element::Option { .. }) => first = first.or_else(|| self.text_within(entry)),
                // A group of options.
                _ if entry.first.is_some() => {
                    at = entry.first;
                    continue;
                }
                _ => {}
            }
            let parent = entry.parent.and_then(|parent| self.entries.get(parent));
            let group_ends = parent.is_some_and(|parent| !matches!(parent.content, Content::Element(Element::Choice)));
            at = entry.next.or(if group_ends { parent.and_then(|parent| parent.next) } else { None });
        }
        first
    }

    /// The node after this one and its children; closes what ends on the way.
    fn after(&self, mut at: usize, open: &mut Vec<Frame>, meet: &mut dyn FnMut(Node<'_>)) -> Option<usize> {
        loop {
            let entry = self.entries.get(at)?;
            if entry.next.is_some() {
                return entry.next;
            }
            at = entry.parent?;
            if open.pop().is_some_and(|frame| frame.is_open) {
                meet(Node::Close);
            }
        }
    }
}

impl TreeSink for Tree<'_> {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a>
        = html5ever::ExpandedName<'a>
    where
        Self: 'a;

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
        self.mark(at, Marks::of(at, &name.local, &attributes, self.page));
        // Whoever feeds the parser looks whether the budget is spent.
        let _ = self.budget.steps(1);
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
    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        // The tag of `html` or `body` that came after what stands in it.
        if self.marks.borrow().get(&target.at).is_none_or(Marks::is_bare) {
            self.mark(target.at, Marks::of(target.at, &target.name.local, &attributes, self.page));
        }
    }
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
