//! A live page's elements as numbers → [`Document`].
//!
//! The page's script walks its own nodes and writes what it meets into an array
//! of 32-bit numbers, and all text into one string; nothing is serialised as
//! HTML. Records: `[0, n]` the next n UTF-16 code units of the text, `[1, tag,
//! rows, columns]` an element starts, `[2]` the element opened last ends, `[3]`
//! a picture, `[4, n]` the document's title in the next n code units, `[5, n]`
//! what stands in a field of a form, `[6, n]` in one of several lines, `[7]`
//! something that is seen and not read. `[8, veils]` starts what is not on the
//! page, `[9, veils]` text that nobody sees, and `[10]` ends the one that started
//! last. Tags: 1 block, 2 line break, 3 preformatted, 4 raised, 5 lowered, 11–16
//! headings, 20 table, 21 row, 22 cell, 23 row group, 24 head, 25 foot.

use super::sight::Veil;
use super::walk::{Tag, Walker};
use super::{Budget, Document, Spent, Unseen, sight};
use gouji_kernel::Refusal;

/// The document that the records describe. Records that make no sense are
/// passed over.
///
/// # Errors
/// `too_much_work` where it costs more than a document may.
pub fn read(records: &[u32], text: &str) -> Result<Document, Refusal> {
    let budget = Budget::default();
    let document = sight::seen(|veils| {
        let mut reader = Reader { walker: Walker::of(&budget), rest: text, veils, over: Vec::new(), met: 0 };
        reader.records(&mut records.iter().copied());
        (reader.walker.finish(), reader.met)
    });
    if budget.is_spent() { Err(Spent.into()) } else { Ok(document) }
}

struct Reader<'a> {
    walker: Walker,
    /// Text that was not taken yet.
    rest: &'a str,
    /// The veils that hide.
    veils: u8,
    /// What lies over the next record: veils, and whether they take it off the
    /// page.
    over: Vec<(u8, bool)>,
    met: u8,
}

impl<'a> Reader<'a> {
    fn records(&mut self, records: &mut impl Iterator<Item = u32>) {
        while let Some(record) = records.next() {
            match record {
                0 | 5 | 6 => {
                    let text = self.take(records.next().unwrap_or(0));
                    match record {
                        _ if !self.is_seen(text) => self.unseen(text),
                        0 => self.walker.text(text),
                        5 => self.walker.field(text),
                        _ => self.walker.lines(text),
                    }
                }
                1 => {
                    let tag = tag_of(records.next().unwrap_or(0));
                    let mut span = || records.next().unwrap_or(1).clamp(1, u32::from(u16::MAX)) as u16;
                    let (rows, columns) = (span(), span());
                    match tag {
                        _ if !self.is_gone() => self.walker.open(tag, rows, columns),
                        Tag::Cell => self.walker.pass_cell(),
                        _ => {}
                    }
                }
                2 if !self.is_gone() => self.walker.close(),
                3 if self.is_seen("") => self.walker.image(),
                4 => {
                    let title = self.take(records.next().unwrap_or(0));
                    self.walker.title(title);
                }
                7 if self.is_seen("") => self.walker.unread(),
                8 | 9 => self.over.push((records.next().unwrap_or(0) as u8, record == 8)),
                10 => drop(self.over.pop()),
                _ => {}
            }
        }
    }

    fn take(&mut self, units: u32) -> &'a str {
        let (head, tail) = split_utf16(self.rest, units);
        self.rest = tail;
        head
    }

    /// Whether something here is seen; notes what hides a text.
    fn is_seen(&mut self, text: &str) -> bool {
        let veils = self.over.iter().fold(0, |all, (veils, _)| all | veils);
        if !text.trim().is_empty() {
            self.met |= veils;
        }
        veils & self.veils == 0
    }

    fn unseen(&mut self, text: &str) {
        let is_struck = self.over.iter().any(|(veils, _)| veils & self.veils & Veil::Struck as u8 != 0);
        Unseen::of(text, is_struck).into_iter().for_each(|by| self.walker.unseen(by));
    }

    fn is_gone(&self) -> bool {
        self.over.iter().any(|(veils, is_gone)| *is_gone && veils & self.veils != 0)
    }
}

fn tag_of(code: u32) -> Tag {
    match code {
        2 => Tag::Break,
        3 => Tag::Preformatted,
        4 => Tag::Raised,
        5 => Tag::Lowered,
        11..=16 => Tag::Heading((code - 10) as u8),
        20 => Tag::Table,
        21 => Tag::Row,
        22 => Tag::Cell,
        23 => Tag::RowGroup,
        24 => Tag::RowHead,
        25 => Tag::RowFoot,
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
        let document = read(&records, "甲𠮷乙丙7").unwrap();
        assert_eq!(document.text, "甲𠮷\n乙丙\t7\n");
        let grid = document.grids().next().unwrap();
        assert_eq!(grid.rows[0].cells[0].columns, 2);
        assert_eq!(grid.rows[0].cells[1].id, 1);
    }

    #[test]
    fn what_nobody_sees_is_passed_over_and_its_cells_are_counted() {
        let row = [1, 20, 1, 1, 1, 21, 1, 1, 1, 22, 1, 1, 0, 1, 2];
        let gone = [8, 2, 1, 22, 1, 1, 0, 1, 2, 10];
        let cell = [1, 22, 1, 1, 9, 1, 0, 1, 10, 0, 1, 1, 4, 1, 1, 0, 1, 2, 2, 2, 2];
        let document = read(&[&row[..], &gone, &cell].concat(), "甲9871").unwrap();
        assert_eq!(document.text, "甲\t7¹\n");
        assert_eq!(document.grids().next().unwrap().rows[0].cells[1].id, 2);
    }
}
