//! Word and WPS documents (.docx) → [`Document`].

mod body;
mod field;
mod look;
mod numbering;
mod numeral;
mod styles;
mod table;
#[cfg(test)]
mod tests;

use super::archive::{Archive, relationships_of, resolve};
use super::relationships::Relationships;
use crate::builder::MOST_CELLS;
use crate::walk::{Tag, Walker};
use crate::{Document, Limit, Position};
use body::{Body, Piece};
use gouji_kernel::Refusal;
use numbering::Numbering;
use styles::Styles;

/// Steps that it costs to keep a paragraph, cell, style or list, beyond reading it.
const KEPT: usize = 100;

/// Reads the document whose main part has this name.
///
/// # Errors
/// `damaged`, `encrypted`, `expands_too_far`, `too_much_work`, or `word_embedded` where all tables
/// are in another document that stands in this one.
pub fn read(archive: &mut Archive<'_>, main: &str) -> Result<Document, Refusal> {
    let budget = archive.budget.clone();
    let text = archive.required(main)?;
    let relationships = Relationships::read(archive, &relationships_of(main))?;
    let mut beside = |kind: &str| match relationships.target(kind) {
        Some(target) => archive.part(&resolve(main, target)),
        None => Ok(None),
    };
    let styles = beside("styles")?.map_or(Ok(Styles::default()), |text| Styles::read(&text, &budget))?;
    let lists = beside("numbering")?;
    let notes = [beside("footnotes")?, beside("endnotes")?];
    let mut numbering = lists.map_or(Ok(Numbering::default()), |text| Numbering::read(&text, &styles, &budget))?;
    let mut body = Body::new(&text, &styles, &mut numbering, &budget);
    let pieces = body.read()?;
    let (images, embedded, is_cut) = (body.images, body.embedded, body.is_cut());
    let mut writer = Writer::default();
    if is_cut {
        writer.walker.limit(Limit::Cells);
    }
    writer.flow(pieces, false);
    for text in notes.iter().flatten() {
        // Where a note is called nothing stands; the notes follow the text, as in print.
        let pieces = Body::new(text, &styles, &mut numbering, &budget).read()?;
        writer.walker.position(Position::default());
        writer.paragraphs(pieces);
    }
    (0..images).for_each(|_| writer.walker.image());
    let document = writer.walker.finish();
    if embedded > 0 && document.grids().next().is_none() {
        return Err(Refusal::new("word_embedded"));
    }
    Ok(document)
}

/// Writes pieces as elements in document order, as the HTML reader does.
#[derive(Default)]
struct Writer {
    walker: Walker,
    paragraphs: u32,
    tables: u32,
}

impl Writer {
    fn flow(&mut self, pieces: Vec<Piece>, in_cell: bool) {
        for piece in pieces {
            match piece {
                Piece::Paragraph { text, level, .. } => {
                    if !in_cell {
                        self.paragraphs += 1;
                        self.walker.position(Position::paragraph(self.paragraphs));
                    }
                    self.paragraph(&text, level.filter(|_| !in_cell));
                }
                Piece::Table(table) => self.table(table),
            }
        }
    }

    /// The paragraphs alone, at the position that was set.
    fn paragraphs(&mut self, pieces: Vec<Piece>) {
        for piece in pieces {
            if let Piece::Paragraph { text, .. } = piece {
                self.paragraph(&text, None);
            }
        }
    }

    fn paragraph(&mut self, text: &str, level: Option<u8>) {
        self.walker.open(level.map_or(Tag::Block, Tag::Heading), 1, 1);
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.walker.open(Tag::Break, 1, 1);
                self.walker.close();
            }
            self.walker.text(line);
        }
        self.walker.close();
    }

    fn table(&mut self, table: table::Table) {
        self.tables += 1;
        let number = self.tables;
        self.walker.open(Tag::Table, 1, 1);
        for (row, cells) in (1..).zip(table::resolve(table)) {
            self.walker.open(Tag::Row, 1, 1);
            for cell in cells {
                let span = |span: u32| u16::try_from(span).unwrap_or(u16::MAX);
                self.walker.position(Position::table(number, row, cell.column));
                self.walker.open(Tag::Cell, span(cell.rows), span(cell.columns));
                if cell.is_unread {
                    self.walker.unread();
                }
                cell.unseen.into_iter().for_each(|by| self.walker.unseen(by));
                self.flow(cell.pieces, true);
                self.walker.close();
            }
            self.walker.close();
        }
        self.walker.close();
    }
}
