//! HTML → [`Document`], by the parsing rules of the HTML standard (html5ever),
//! so that unclosed cells and misplaced tags give what a browser shows.

mod filter;
mod slim;
mod tree;

use super::walk::{Tag, Walker};
use super::{Document, Limit};
use filter::Filter;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
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
pub fn read(html: &str) -> Document {
    let flood = if html.len() > HARMLESS { flooded_tag(html) } else { None };
    let whole = flood.and_then(|at| html.get(..at)).unwrap_or(html);
    parse(&slim::slim(whole), flood.is_none())
}

/// Parses a page, or as far as it is `complete`.
fn parse(html: &str, mut complete: bool) -> Document {
    let builder = TreeBuilder::new(Tree::default(), TreeBuilderOpts { drop_doctype: true, ..Default::default() });
    let tokenizer = Tokenizer::new(Filter::new(builder), TokenizerOpts::default());
    let input = BufferQueue::default();
    for chunk in chunks(html) {
        input.push_back(StrTendril::from(chunk));
        // The tokenizer stops after each script; what follows is still wanted.
        while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
        if tokenizer.sink.builder.sink.len() > MOST_NODES {
            complete = false;
            break;
        }
    }
    tokenizer.end();
    let mut walker = Walker::default();
    tokenizer.sink.builder.sink.visit(&mut |node| tell(&mut walker, node));
    if tokenizer.sink.is_too_deep() {
        walker.limit(Limit::Depth);
    }
    if !complete {
        walker.limit(Limit::Size);
    }
    walker.finish()
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
        "thead" | "tbody" | "tfoot" => Tag::RowGroup,
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd" | "details" | "div"
        | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header" | "hr" | "li" | "main"
        | "nav" | "ol" | "p" | "pre" | "section" | "summary" | "ul" => Tag::Block,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(html: &str) -> Vec<Vec<Vec<String>>> {
        let document = read(html);
        document
            .grids()
            .map(|grid| {
                let texts = grid
                    .rows
                    .iter()
                    .map(|row| row.cells.iter().map(|cell| document.slice(&cell.range).to_owned()).collect());
                texts.collect()
            })
            .collect()
    }

    fn paragraphs(html: &str) -> Vec<String> {
        let document = read(html);
        document.paragraphs().map(|paragraph| document.slice(&paragraph.range).to_owned()).collect()
    }

    #[test]
    fn a_label_cut_over_inline_tags_is_one_text() {
        let html =
            "<table><tr><td><p><span>（</span><span>一</span><font>）</font>予以公开<o:p></o:p></p><td>1<td>2</table>";
        assert_eq!(cells(html), [[["（一）予以公开", "1", "2"]]]);
    }

    #[test]
    fn what_is_hidden_is_not_read() {
        let html = "<p>见<span style='DISPLAY : none'>不<span>可</span>见</span>到</p><p hidden>无</p><!-- <p>注</p> -->\
                    <script>var a='<p>无</p>'</script><style>p{}</style><template><p>无</p></template>";
        assert_eq!(paragraphs(html), ["见到"]);
    }

    #[test]
    fn spans_are_read_in_any_case_and_bounded() {
        let document =
            read("<table><tr><td colSpan=1000000000 ROWSPAN='2'>甲</td><td colspan=0 rowspan=x>乙</td></tr></table>");
        let cells = &document.grids().next().unwrap().rows[0].cells;
        assert_eq!((cells[0].rows, cells[0].columns), (2, super::super::walk::MOST_SPAN));
        assert_eq!((cells[1].rows, cells[1].columns), (1, 1));
    }

    #[test]
    fn several_bodies_are_one_table_and_a_nested_one_is_its_own() {
        let html = "<table><tbody><tr><td>甲<td>1</tbody><tbody><tr><td>乙<td>2</tbody></table>\
                    <table><tr><td>页<td><table><tr><td>丙<td>3</table></table>";
        assert_eq!(
            cells(html),
            vec![vec![vec!["甲", "1"], vec!["乙", "2"]], vec![vec!["丙", "3"]], vec![vec!["页", ""]]]
        );
    }

    #[test]
    fn ten_thousand_nested_tables_end() {
        let document = read(&"<table><tr><td>".repeat(10_000));
        assert!(document.limits.contains(&Limit::Depth));
    }
}
