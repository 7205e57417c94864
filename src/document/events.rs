//! A live page's elements as numbers → [`Document`].
//!
//! The page's script walks its own nodes and writes what it meets into an array
//! of 32-bit numbers, and all text into one string; nothing is serialised as
//! HTML. Records: `[0, n]` the next n UTF-16 code units of the text, `[1, tag,
//! rows, columns]` an element starts, `[2]` the element opened last ends, `[3]`
//! a picture, `[4, n]` the document's title in the next n code units. Tags: 1
//! block, 2 line break, 11–16 headings, 20 table, 21 row, 22 cell, 23 row group.

use super::Document;
use super::walk::{Tag, Walker};

/// The document that the records describe. Records that make no sense are
/// passed over.
pub fn read(records: &[u32], text: &str) -> Document {
    let mut walker = Walker::default();
    let mut records = records.iter().copied();
    let mut rest = text;
    while let Some(record) = records.next() {
        match record {
            0 => {
                let (head, tail) = split_utf16(rest, records.next().unwrap_or(0));
                walker.text(head);
                rest = tail;
            }
            1 => {
                let tag = records.next().unwrap_or(0);
                let mut span = || records.next().unwrap_or(1).clamp(1, u32::from(u16::MAX)) as u16;
                let (rows, columns) = (span(), span());
                walker.open(tag_of(tag), rows, columns);
            }
            2 => walker.close(),
            3 => walker.image(),
            4 => {
                let (title, tail) = split_utf16(rest, records.next().unwrap_or(0));
                walker.title(title);
                rest = tail;
            }
            _ => {}
        }
    }
    walker.finish()
}

fn tag_of(code: u32) -> Tag {
    match code {
        2 => Tag::Break,
        11..=16 => Tag::Heading((code - 10) as u8),
        20 => Tag::Table,
        21 => Tag::Row,
        22 => Tag::Cell,
        23 => Tag::RowGroup,
        _ => Tag::Block,
    }
}

/// Splits off the first `units` UTF-16 code units.
fn split_utf16(text: &str, units: u32) -> (&str, &str) {
    let mut left = units as usize;
    let end = text.char_indices().find_map(|(at, character)| {
        if left == 0 {
            return Some(at);
        }
        left = left.saturating_sub(character.len_utf16());
        None
    });
    text.split_at_checked(end.unwrap_or(text.len())).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_give_the_document_that_the_page_shows() {
        let records = [1, 1, 1, 1, 0, 3, 2, 1, 20, 1, 1, 1, 21, 1, 1, 1, 22, 1, 2, 0, 2, 2, 1, 22, 1, 1, 0, 1, 2, 2, 2];
        let document = read(&records, "甲𠮷乙丙7");
        assert_eq!(document.text, "甲𠮷\n乙丙\t7\n");
        let grid = document.grids().next().unwrap();
        assert_eq!(grid.rows[0].cells[0].columns, 2);
        assert_eq!(grid.rows[0].cells[1].id, 1);
    }
}
