//! Where the cells of an HTML source stand in its bytes, counted as the reader
//! counts them: by their start tags, in order.
//!
//! The parser gives no positions, so the source is scanned once more, by the
//! part of the HTML syntax that decides where a cell starts and ends. What the
//! scan misreads is found when the result is read again.

use std::ops::Range;

/// A tag or comment in the source.
pub(super) struct Tag<'a> {
    /// Its bytes, brackets included.
    pub range: Range<usize>,
    /// Its name, empty for a comment or declaration.
    pub name: &'a [u8],
    /// Whether it ends an element.
    pub closes: bool,
}

impl Tag<'_> {
    fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name.as_bytes()))
    }
}

/// Elements whose content is text up to their own end tag.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// The next tag or comment from a position on.
pub(super) fn next_tag(source: &[u8], from: usize) -> Option<Tag<'_>> {
    let mut at = from;
    loop {
        at += source.get(at..)?.iter().position(|&byte| byte == b'<')?;
        let rest = source.get(at + 1..)?;
        if rest.starts_with(b"!--") {
            let end = find(rest.get(3..)?, b"-->").map_or(source.len(), |end| at + 4 + end + 3);
            return Some(Tag { range: at..end, name: b"", closes: false });
        }
        let (closes, name_at) = match rest.first()? {
            b'/' => (true, at + 2),
            b'!' | b'?' => {
                let end = find(rest, b">").map_or(source.len(), |end| at + 1 + end + 1);
                return Some(Tag { range: at..end, name: b"", closes: false });
            }
            _ => (false, at + 1),
        };
        let after = source.get(name_at..)?;
        if !after.first()?.is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let length = after
            .iter()
            .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
            .unwrap_or(after.len());
        let end = name_at + length + tag_end(after.get(length..)?);
        return Some(Tag { range: at..end, name: after.get(..length)?, closes });
    }
}

/// The length of the rest of a tag, `>` included; quoted values may hold one.
fn tag_end(rest: &[u8]) -> usize {
    let mut quote = None;
    let mut previous = b' ';
    for (at, &byte) in rest.iter().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return at + 1,
            None if matches!(byte, b'"' | b'\'') && previous == b'=' => quote = Some(byte),
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            previous = byte;
        }
    }
    rest.len()
}

/// The content of every cell, by its number.
pub(super) fn cells(source: &[u8]) -> Vec<Range<usize>> {
    let mut cells: Vec<Range<usize>> = Vec::new();
    // The open cells, and `None` for the start of each table.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut at = 0;
    while let Some(tag) = next_tag(source, at) {
        at = tag.range.end.max(tag.range.start + 1);
        if !tag.closes && tag.is(RAW) {
            at = raw_end(source, &tag);
            continue;
        }
        let ends_cell = tag.is(&["td", "th", "tr", "tbody", "thead", "tfoot"]) || (tag.closes && tag.is(&["table"]));
        if ends_cell && let Some(Some(cell)) = open.last() {
            if let Some(range) = cells.get_mut(*cell) {
                range.end = tag.range.start;
            }
            open.pop();
        }
        match (tag.closes, tag.is(&["table"]), tag.is(&["td", "th"])) {
            (false, true, _) => open.push(None),
            (true, true, _) => drop(open.pop()),
            (false, _, true) => {
                open.push(Some(cells.len()));
                cells.push(tag.range.end..source.len());
            }
            _ => {}
        }
    }
    cells
}

fn raw_end(source: &[u8], tag: &Tag<'_>) -> usize {
    let mut at = tag.range.end;
    while let Some(next) = source.get(at..).and_then(|rest| find(rest, b"</")) {
        let name = at + next + 2;
        let found = source.get(name..name + tag.name.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(tag.name)) {
            return at + next;
        }
        at = name;
    }
    source.len()
}

fn find(text: &[u8], pattern: &[u8]) -> Option<usize> {
    let first = *pattern.first()?;
    let mut at = 0;
    loop {
        at += text.get(at..)?.iter().position(|&byte| byte == first)?;
        if text.get(at..)?.starts_with(pattern) {
            return Some(at);
        }
        at += 1;
    }
}
