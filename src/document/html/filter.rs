//! Drops inline tags between the tokenizer and the tree builder.
//!
//! A cell pasted from Word holds a dozen `span` and `font`; none of them changes
//! which text stands in which cell. Without them the tree is ten times smaller,
//! and the tree builder's repair of misnested formatting, which a hostile
//! document can make quadratic, has nothing to do. A hidden inline element is
//! kept, as `span`, so that its text can be left out.

use crate::document::walk::MOST_OPEN;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeSink};
use html5ever::{Attribute, LocalName, local_name};
use std::cell::{Cell, RefCell};

pub(super) struct Filter<Sink: TreeSink> {
    pub(super) builder: TreeBuilder<Sink::Handle, Sink>,
    /// Hidden inline elements that are open: name, and how many dropped ones of
    /// the same name are open inside.
    hidden: RefCell<Vec<(LocalName, usize)>>,
    /// Elements open at once that only their own end tag closes.
    open: Cell<usize>,
    /// How many more of them were left out because [`MOST_OPEN`] was reached.
    left_out: Cell<usize>,
    /// Whether any was left out.
    too_deep: Cell<bool>,
}

impl<Sink: TreeSink> Filter<Sink> {
    pub(super) fn new(builder: TreeBuilder<Sink::Handle, Sink>) -> Self {
        Filter {
            builder,
            hidden: RefCell::default(),
            open: Cell::new(0),
            left_out: Cell::new(0),
            too_deep: Cell::new(false),
        }
    }

    /// Whether elements were nested deeper than is followed.
    pub(super) fn is_too_deep(&self) -> bool {
        self.too_deep.get()
    }

    /// Whether this tag nests within the bound. The tree builder walks up its
    /// open elements at every block, so that unbounded nesting would make it
    /// quadratic; browsers stop at 512 too.
    fn nests(&self, tag: &Tag) -> bool {
        if tag.self_closing || !is_closed_by_its_own_tag(&tag.name) {
            return true;
        }
        match tag.kind {
            TagKind::StartTag if self.open.get() >= MOST_OPEN => {
                self.left_out.set(self.left_out.get() + 1);
                self.too_deep.set(true);
                false
            }
            TagKind::StartTag => {
                self.open.set(self.open.get() + 1);
                true
            }
            TagKind::EndTag if self.left_out.get() > 0 => {
                self.left_out.set(self.left_out.get() - 1);
                false
            }
            TagKind::EndTag => {
                self.open.set(self.open.get().saturating_sub(1));
                true
            }
        }
    }

    /// The inline tag to hand on in place of this one, if any.
    fn inline(&self, mut tag: Tag) -> Option<Tag> {
        let mut hidden = self.hidden.borrow_mut();
        let same = hidden.last_mut().filter(|(name, _)| *name == tag.name);
        match (tag.kind, same) {
            (TagKind::StartTag, _) if is_hidden(&tag.attrs) && !tag.self_closing => {
                hidden.push((tag.name.clone(), 0));
            }
            (TagKind::StartTag, Some((_, inside))) => {
                *inside += usize::from(!tag.self_closing);
                return None;
            }
            (TagKind::EndTag, Some((_, inside))) if *inside > 0 => {
                *inside -= 1;
                return None;
            }
            (TagKind::EndTag, Some(_)) => {
                hidden.pop();
            }
            _ => return None,
        }
        tag.name = local_name!("span");
        Some(tag)
    }
}

impl<Sink: TreeSink> TokenSink for Filter<Sink> {
    type Handle = Sink::Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Self::Handle> {
        let token = match token {
            Token::TagToken(tag) if !shapes(&tag.name) => match self.inline(tag) {
                Some(tag) => Token::TagToken(tag),
                None => return TokenSinkResult::Continue,
            },
            Token::TagToken(tag) if !self.nests(&tag) => return TokenSinkResult::Continue,
            Token::CommentToken(_) => return TokenSinkResult::Continue,
            token => token,
        };
        self.builder.process_token(token, line_number)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether an element of this name stays open until its own end tag; `p`, `li`,
/// `td` and their like are closed by the next of their kind.
fn is_closed_by_its_own_tag(name: &LocalName) -> bool {
    let is_block = super::tag_of(name) == Some(super::Tag::Block);
    match &**name {
        "p" | "li" | "dd" | "dt" | "hr" | "body" => false,
        "svg" | "math" | "object" | "button" | "template" | "noscript" | "select" => true,
        _ => is_block,
    }
}

/// Whether a tag of this name shapes the document, or changes how what follows
/// is parsed.
fn shapes(name: &LocalName) -> bool {
    super::tag_of(name).is_some()
        || matches!(
            &**name,
            "html"
                | "head"
                | "title"
                | "meta"
                | "img"
                | "script"
                | "style"
                | "template"
                | "noscript"
                | "textarea"
                | "xmp"
                | "iframe"
                | "noembed"
                | "noframes"
                | "plaintext"
                | "select"
                | "option"
                | "optgroup"
                | "colgroup"
                | "col"
                | "svg"
                | "math"
                | "object"
                | "button"
        )
}

/// Whether attributes hide their element from the reader of the page.
pub(super) fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &*attribute.name.local {
        "hidden" => true,
        "style" => hides(&attribute.value),
        _ => false,
    })
}

/// Whether a style hides: `display:none`, `visibility:hidden`, Word's
/// `mso-hide:all`.
fn hides(style: &str) -> bool {
    may_hide(style.as_bytes())
        && style.split(';').any(|declaration| {
            let Some((name, value)) = declaration.split_once(':') else { return false };
            let value = value.trim().trim_end_matches("!important").trim_end();
            let is = |wanted: (&str, &str)| {
                name.trim().eq_ignore_ascii_case(wanted.0) && value.eq_ignore_ascii_case(wanted.1)
            };
            [("display", "none"), ("visibility", "hidden"), ("mso-hide", "all")].into_iter().any(is)
        })
}

/// Whether a style names a property that can hide. Nearly every tag of a Word
/// page has a long style, and hardly any does.
pub(super) fn may_hide(style: &[u8]) -> bool {
    // All of these words have a `y` or `-h` in them, which is looked for in many bytes at once.
    let pairs = style.iter().zip(style.get(1..).unwrap_or_default());
    let is_possible = pairs
        .fold(false, |found, (one, next)| found | (next | 0x20 == b'y') | ((*one == b'-') & (next | 0x20 == b'h')));
    is_possible
        && style.windows(7).any(|at| match at.first().map(u8::to_ascii_lowercase) {
            Some(b'd') => at.eq_ignore_ascii_case(b"display"),
            Some(b'v') => at.eq_ignore_ascii_case(b"visibil"),
            Some(b'm') => at.eq_ignore_ascii_case(b"mso-hid"),
            _ => false,
        })
}
