//! HTML → [`Document`], by the parsing rules of the HTML standard (html5ever),
//! so that unclosed cells and misplaced tags give what a browser shows.

mod element;
mod filter;
mod slim;
mod style;
mod tree;

use super::walk::{Tag, Walker};
use super::{Budget, Document, Limit, Spent, sight};
use filter::Filter;
use gouji_kernel::Refusal;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use style::Page;
use tree::{Node, Tree};

/// Elements and texts read of one document; a report has a few thousand once
/// its inline tags are dropped.
const MOST_NODES: usize = 1_000_000;

/// Bytes handed to the parser at a time, between looks at the bounds.
const CHUNK: usize = 16 * 1024;

/// Attributes of one tag; the tokenizer compares each with all before it.
const MOST_ATTRIBUTES: usize = 500;

/// Bytes in which so many attributes as fit cost less than a second.
const HARMLESS: usize = 128 * 1024;

/// Reads HTML: a whole page, a fragment, or what an editor put on the
/// clipboard.
///
/// # Errors
/// `too_much_work` where it costs more than a document may.
pub fn read(html: &str, budget: &Budget) -> Result<Document, Refusal> {
    let flood = if html.len() > HARMLESS { flooded_tag(html) } else { None };
    let whole = flood.and_then(|at| html.get(..at)).unwrap_or(html);
    let page = slim::survey(whole, budget);
    let mut document = parse(&slim::slim(whole, &page), &page, budget)?;
    if flood.is_some() && !document.limits.contains(&Limit::Size) {
        document.limits.push(Limit::Size);
    }
    Ok(document)
}

/// Parses a page, or as far as its bounds allow.
fn parse(html: &str, page: &Page, budget: &Budget) -> Result<Document, Refusal> {
    let tree = Tree::new(page, budget);
    let builder = TreeBuilder::new(tree, TreeBuilderOpts { drop_doctype: true, ..Default::default() });
    let tokenizer = Tokenizer::new(Filter::new(builder, page), TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut is_complete = true;
    for chunk in chunks(html) {
        input.push_back(StrTendril::from(chunk));
        // The tokenizer stops after each script; what follows is still wanted.
        while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
        if tokenizer.sink.builder.sink.len() > MOST_NODES {
            is_complete = false;
            break;
        }
        if budget.is_spent() {
            break;
        }
    }
    tokenizer.end();
    let tree = &tokenizer.sink.builder.sink;
    let document = sight::seen(|veils| {
        let mut walker = Walker::of(budget);
        let met = tree.visit(veils, &mut |node| tell(&mut walker, node));
        if tokenizer.sink.is_too_deep() {
            walker.limit(Limit::Depth);
        }
        if !is_complete {
            walker.limit(Limit::Size);
        }
        (walker.finish(), met)
    });
    if budget.is_spent() { Err(Spent.into()) } else { Ok(document) }
}

/// Where the first tag with more than [`MOST_ATTRIBUTES`] attributes starts.
fn flooded_tag(html: &str) -> Option<usize> {
    let mut tag = None;
    let mut quote = None;
    let mut attributes = 0;
    let mut previous = b' ';
    for (at, byte) in html.bytes().enumerate() {
        match (tag, quote) {
            (None, _) if previous == b'<' && byte.is_ascii_alphabetic() => {
                (tag, attributes) = (Some(at.saturating_sub(1)), 0);
            }
            (None, _) => {}
            (Some(_), Some(open)) if byte == open => quote = None,
            (Some(_), Some(_)) => {}
            (Some(_), None) if byte == b'>' => tag = None,
            (Some(_), None) if matches!(byte, b'"' | b'\'') && previous == b'=' => quote = Some(byte),
            (Some(start), None) => {
                attributes +=
                    usize::from(!byte.is_ascii_whitespace() && (previous.is_ascii_whitespace() || previous == b'/'));
                if attributes > MOST_ATTRIBUTES {
                    return Some(start);
                }
            }
        }
        previous = byte;
    }
    None
}

/// The text in pieces that end between characters.
fn chunks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut end = CHUNK.min(rest.len());
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let (head, tail) = rest.split_at_checked(end)?;
        rest = tail;
        Some(head)
    })
}

fn tell(walker: &mut Walker, node: Node<'_>) {
    match node {
        Node::Text(text) => walker.text(text),
        Node::Title(text) => walker.title(text),
        Node::Image => walker.image(),
        Node::Field(text) => walker.field(text),
        Node::Lines(text) => walker.lines(text),
        Node::Unread => walker.unread(),
        Node::Unseen(by) => walker.unseen(by),
        Node::PassedCell => walker.pass_cell(),
        Node::Open { tag, rows, columns } => walker.open(tag, rows, columns),
        Node::Close => walker.close(),
    }
}

/// What an element of this name means for the shape of a document; `None` for
/// an inline element.
fn tag_of(name: &str) -> Option<Tag> {
    Some(match name {
        "br" => Tag::Break,
        "h1" => Tag::Heading(1),
        "h2" => Tag::Heading(2),
        "h3" => Tag::Heading(3),
        "h4" => Tag::Heading(4),
        "h5" => Tag::Heading(5),
        "h6" => Tag::Heading(6),
        "table" => Tag::Table,
        "tr" => Tag::Row,
        "td" | "th" => Tag::Cell,
        "thead" => Tag::RowHead,
        "tbody" => Tag::RowGroup,
        "tfoot" => Tag::RowFoot,
        "pre" | "listing" => Tag::Preformatted,
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd" | "details" | "div"
        | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header" | "hr" | "li" | "main"
        | "nav" | "ol" | "p" | "section" | "summary" | "ul" => Tag::Block,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
