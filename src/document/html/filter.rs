//! Drops inline tags between the tokenizer and the tree builder.
//!
//! A cell pasted from Word holds a dozen `span` and `font`; none of them changes
//! which text stands in which cell. Without them the tree is ten times smaller,
//! and the tree builder's repair of misnested formatting, which a hostile
//! document can make quadratic, has nothing to do. An inline element that may
//! hide, strike or raise its text is kept, as `span`.

use super::element::{NAME, leads_to_a_note};
use super::style::Page;
use crate::walk::MOST_OPEN;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeSink};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use std::cell::{Cell, RefCell};

pub(super) struct Filter<'p, Sink: TreeSink> {
    pub(super) builder: TreeBuilder<Sink::Handle, Sink>,
    page: &'p Page,
    /// Kept inline elements that are open, and the blocks and tables around them.
    kept: RefCell<Vec<Kept>>,
    /// Elements open at once that only their own end tag closes.
    open: Cell<usize>,
    /// How many more of them were left out because [`MOST_OPEN`] was reached.
    left_out: Cell<usize>,
    /// Whether any was left out.
    too_deep: Cell<bool>,
}

enum Kept {
    /// An inline element, and how many dropped ones of the same name are open
    /// inside.
    Inline(LocalName, usize),
    /// A block or a table: what was opened in it ends with it.
    Bound(LocalName),
}

impl<'p, Sink: TreeSink> Filter<'p, Sink> {
    pub(super) fn new(builder: TreeBuilder<Sink::Handle, Sink>, page: &'p Page) -> Self {
        Filter {
            builder,
            page,
            kept: RefCell::default(),
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

    /// A cell, a table and a block end what was open in them.
    fn bounds(&self, tag: &Tag) {
        let mut kept = self.kept.borrow_mut();
        let last = |kept: &[Kept], wanted: &str| {
            kept.iter().rposition(|kept| matches!(kept, Kept::Bound(name) if &**name == wanted))
        };
        let table = last(&kept, "table");
        let (within, all) = (table.map_or(0, |at| at + 1), kept.len());
        match &*tag.name {
            "table" if tag.kind == TagKind::EndTag => kept.truncate(table.unwrap_or(all)),
            "table" => {}
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" if table.is_some() => kept.truncate(within),
            _ if !matches!(
                super::tag_of(&tag.name),
                Some(super::Tag::Block | super::Tag::Heading(_) | super::Tag::Preformatted)
            ) =>
            {
                return;
            }
            // A block ends a paragraph before it.
            name => {
                let ends = if tag.kind == TagKind::EndTag { name } else { "p" };
                if let Some(at) = last(&kept, ends).filter(|at| *at >= within) {
                    kept.truncate(at);
                }
            }
        }
        let is_opened =
            tag.kind == TagKind::StartTag && !tag.self_closing && !matches!(&*tag.name, "hr" | "body" | "li");
        let is_bound = matches!(
            super::tag_of(&tag.name),
            Some(super::Tag::Block | super::Tag::Heading(_) | super::Tag::Table | super::Tag::Preformatted)
        );
        if is_opened && is_bound && kept.len() < 4 * MOST_OPEN {
            kept.push(Kept::Bound(tag.name.clone()));
        }
    }

    /// The inline tag to hand on in place of this one, if any.
    fn inline(&self, mut tag: Tag) -> Option<Tag> {
        let mut kept = self.kept.borrow_mut();
        let same = match kept.last_mut() {
            Some(Kept::Inline(name, inside)) if *name == tag.name => Some(inside),
            _ => None,
        };
        match (tag.kind, same) {
            (TagKind::StartTag, same) if tag.self_closing || !self.matters(&tag) => {
                if let Some(inside) = same {
                    *inside += usize::from(!tag.self_closing);
                }
                return None;
            }
            (TagKind::StartTag, _) => {
                if kept.len() >= 2 * MOST_OPEN {
                    self.too_deep.set(true);
                    return None;
                }
                kept.push(Kept::Inline(tag.name.clone(), 0));
                let name = QualName::new(None, ns!(), LocalName::from(NAME));
                tag.attrs.push(Attribute { name, value: StrTendril::from(&*tag.name) });
            }
            (TagKind::EndTag, Some(inside)) if *inside > 0 => {
                *inside -= 1;
                return None;
            }
            (TagKind::EndTag, Some(_)) => {
                kept.pop();
            }
            (TagKind::EndTag, None) => return None,
        }
        tag.name = local_name!("span");
        Some(tag)
    }

    /// Whether an inline element may change how its text is read.
    fn matters(&self, tag: &Tag) -> bool {
        let sheet = &self.page.sheet;
        matches!(
            &*tag.name,
            "s" | "strike" | "del" | "sup" | "sub" | "rt" | "rp" | "rtc" | "datalist" | "canvas" | "video"
        ) || (!sheet.is_empty() && sheet.mentions(&tag.name))
            || tag.attrs.iter().any(|attribute| match &*attribute.name.local {
                "class" => attribute.value.split_ascii_whitespace().any(|class| sheet.mentions(class)),
                "id" => sheet.mentions(&attribute.value),
                "style" => !self.page.own(&attribute.value).is_empty(),
                "href" => &*tag.name == "a" && leads_to_a_note(&attribute.value),
                name => self.page.presented(name, &attribute.value).is_some(),
            })
    }

    /// Ruby's parts end with the next one, and with their ruby.
    fn end_ruby(&self, tag: &Tag, line_number: u64) {
        let is_part = |name: &str| matches!(name, "rt" | "rp" | "rtc");
        let ends = match tag.kind {
            TagKind::StartTag => is_part(&tag.name) || &*tag.name == "rb",
            TagKind::EndTag => &*tag.name == "ruby",
        };
        let mut kept = self.kept.borrow_mut();
        if ends && matches!(kept.last(), Some(Kept::Inline(name, _)) if is_part(name)) {
            kept.pop();
            let end = Tag {
                kind: TagKind::EndTag,
                name: local_name!("span"),
                self_closing: false,
                attrs: Vec::new(),
                had_duplicate_attributes: false,
            };
            let _ = self.builder.process_token(Token::TagToken(end), line_number);
        }
    }
}

impl<Sink: TreeSink> TokenSink for Filter<'_, Sink> {
    type Handle = Sink::Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Self::Handle> {
        let token = match token {
            Token::TagToken(tag) if !shapes(&tag.name) => {
                self.end_ruby(&tag, line_number);
                match self.inline(tag) {
                    Some(tag) => Token::TagToken(tag),
                    None => return TokenSinkResult::Continue,
                }
            }
            Token::TagToken(tag) if !self.nests(&tag) => return TokenSinkResult::Continue,
            Token::TagToken(tag) => {
                self.bounds(&tag);
                Token::TagToken(tag)
            }
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
    let is_block = matches!(super::tag_of(name), Some(super::Tag::Block | super::Tag::Preformatted));
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
                | "input"
                | "embed"
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
