//! Pages → document: ruled tables, the lines between them, and what a page
//! break parts put together again.

mod frame;
mod furniture;
mod join;
mod line;
mod prose;
mod rule;
pub mod seen;
mod stamp;
mod table;
mod unruled;

use super::geometry::{Page, Text};
use crate::{Document, DocumentBuilder, Grid, GridRow, Position, UnseenCell};
use furniture::PageLine;
use gouji_kernel::ideograph::unified;
use line::Line;
use prose::{Measure, Paragraph};
use std::borrow::Cow;
use table::Table;

/// A piece of a page.
enum Piece<'a> {
    Line(Line<'a>),
    Table(Table),
}

/// A piece of the document.
enum Block<'a> {
    Paragraph(Paragraph<'a>),
    Table(Table),
}

/// A text with ideographs in place of radicals: many fonts draw both with one
/// glyph, and the program that wrote the file took the wrong character of two.
fn without_radicals(text: &str) -> Cow<'_, str> {
    unified(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The document that the pages show.
pub fn document(pages: &[Page]) -> Document {
    let pages_with_texts = pages.iter().zip(stamp::without(pages)).zip(1..);
    let pieces = pages_with_texts.map(|((page, texts), number)| pieces(page, texts, number)).collect();
    let pieces = without_furniture(pages, pieces);
    let mut builder = DocumentBuilder::default();
    let widths: Vec<f32> = pages.iter().map(|page| page.width).collect();
    for block in blocks(pieces, &widths) {
        match block {
            Block::Paragraph(paragraph) => {
                builder.position(Some(Position::page(paragraph.page)));
                builder.paragraph(&without_radicals(&paragraph.text), None);
            }
            Block::Table(table) => write(&table, &mut builder),
        }
    }
    for _ in 0..pages.iter().map(|page| page.images).sum() {
        builder.image();
    }
    builder.finish()
}

/// The tables and lines of a page, from top to bottom.
fn pieces<'a>(page: &Page, texts: Vec<&'a Text>, number: u32) -> Vec<Piece<'a>> {
    let mut frames = frame::frames(&rule::rules(&page.rules));
    frames.sort_by(|a, b| a.bounds().height().total_cmp(&b.bounds().height()));
    let mut inside: Vec<Vec<&Text>> = vec![Vec::new(); frames.len()];
    let mut outside: Vec<&Text> = Vec::new();
    for text in texts.into_iter().filter(|text| is_on_page(text, page)) {
        let centre = text.bounds.centre();
        let frame = frames.iter().position(|frame| frame.bounds().contains(centre));
        match frame.and_then(|at| inside.get_mut(at)) {
            Some(texts) => texts.push(text),
            None => outside.push(text),
        }
    }
    let mut placed: Vec<(f32, Piece<'_>)> = Vec::new();
    for (frame, texts) in frames.iter().zip(&inside) {
        if !texts.is_empty() {
            placed.push((frame.bounds().top, Piece::Table(Table::new(frame, texts, &page.unseen, number))));
        }
    }
    let lines = line::lines(outside);
    let lines = if placed.is_empty() { unruled::rearranged(lines) } else { lines };
    placed.extend(lines.into_iter().map(|line| (line.bounds.centre().1, Piece::Line(line))));
    placed.sort_by(|a, b| a.0.total_cmp(&b.0));
    placed.into_iter().map(|(_, piece)| piece).collect()
}

fn is_on_page(text: &Text, page: &Page) -> bool {
    let (x, y) = text.bounds.centre();
    (0.0..=page.width).contains(&x) && (0.0..=page.height).contains(&y)
}

/// The pieces without page numbers, headers and footers.
fn without_furniture<'a>(pages: &[Page], pieces: Vec<Vec<Piece<'a>>>) -> Vec<Vec<Piece<'a>>> {
    let heights = pages.iter().map(|page| page.height);
    let lines: Vec<PageLine<'_, '_>> = pieces
        .iter()
        .zip(heights)
        .enumerate()
        .flat_map(|(page, (pieces, height))| {
            pieces.iter().filter_map(move |piece| match piece {
                Piece::Line(line) => Some(PageLine { page, height, line }),
                Piece::Table(_) => None,
            })
        })
        .collect();
    let mut marks = furniture::marks(&lines).into_iter();
    drop(lines);
    let mut kept = Vec::new();
    for page in pieces {
        let is_text = |piece: &Piece<'_>| matches!(piece, Piece::Table(_)) || marks.next() == Some(false);
        kept.push(page.into_iter().filter(is_text).collect());
    }
    kept
}

/// Paragraphs and tables, each whole over the pages; `widths` are theirs.
fn blocks<'a>(pages: Vec<Vec<Piece<'a>>>, widths: &[f32]) -> Vec<Block<'a>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let measures = measures(&pages, widths);
    for ((page, measure), number) in pages.into_iter().zip(measures).zip(1..) {
        let mut is_first = true;
        for piece in page {
            match (blocks.last_mut(), piece) {
                (Some(Block::Table(above)), Piece::Table(below)) if is_first => {
                    let another = join::join(above, below);
                    blocks.extend(another.map(Block::Table));
                }
                (_, Piece::Table(table)) => blocks.push(Block::Table(table)),
                (Some(Block::Paragraph(last)), Piece::Line(line)) => {
                    if !last.extend(&line, number, &measure) {
                        blocks.push(Block::Paragraph(Paragraph::new(&line, number, &measure)));
                    }
                }
                (_, Piece::Line(line)) => blocks.push(Block::Paragraph(Paragraph::new(&line, number, &measure))),
            }
            is_first = false;
        }
    }
    blocks
}

/// What the lines of each page have in common. A page may hold short lines alone:
/// its full lines would be as long as those of others of its width.
fn measures(pages: &[Vec<Piece<'_>>], widths: &[f32]) -> Vec<Measure> {
    let lines = |(page, width): (&Vec<Piece<'_>>, &f32)| {
        let lines = page.iter().filter_map(|piece| match piece {
            Piece::Line(line) => Some(line),
            Piece::Table(_) => None,
        });
        Measure::of(&lines.collect::<Vec<_>>(), *width)
    };
    let measures: Vec<Measure> = pages.iter().zip(widths).map(lines).collect();
    let longest = |width: f32| {
        let alike = measures.iter().zip(widths).filter(|(_, other)| (*other - width).abs() < 1.0);
        alike.map(|(measure, _)| measure.right - measure.left).fold(0.0, f32::max)
    };
    let whole = |(measure, width): (&Measure, &f32)| Measure {
        right: measure.right.max(measure.left + longest(*width)),
        ..*measure
    };
    measures.iter().zip(widths).map(whole).collect()
}

fn write(table: &Table, builder: &mut DocumentBuilder) {
    let mut grid = Grid { can_merge: true, ..Grid::default() };
    let span = |fields: usize| u16::try_from(fields).unwrap_or(u16::MAX);
    let mut cells = table.cells.iter().peekable();
    for row in 0..table.rows {
        let mut written = GridRow::default();
        while let Some(cell) = cells.next_if(|cell| cell.row == row) {
            let Some(id) = builder.next_cell() else { break };
            builder.position(Some(Position::page(cell.page)));
            written.cells.push(builder.cell(&without_radicals(&cell.text), span(cell.rows), span(cell.columns), id));
            if let Some(by) = cell.unseen.filter(|_| cell.text.is_empty()) {
                builder.unseen(UnseenCell { cell: id, by });
            }
        }
        builder.end_row();
        grid.rows.push(written);
    }
    builder.finished_grid(grid);
}

#[cfg(test)]
mod tests {
    use super::super::geometry::{Bounds, Ink};
    use super::line::tests::draw;
    use super::*;
    use crate::Unseen;

    fn page(lines: &[(&str, f32)]) -> Page {
        let texts =
            lines.iter().zip(1..).flat_map(|((text, left), at)| draw(text, *left, 16.0 * at as f32 + 100.0, 10.0));
        Page { width: 200.0, height: 800.0, texts: texts.collect(), ..Page::default() }
    }

    #[test]
    fn a_figure_that_is_struck_out_or_hidden_leaves_no_blank_cell() {
        let lines = [[20.0, 20.0, 180.0, 20.5], [20.0, 40.0, 180.0, 40.5], [20.0, 60.0, 180.0, 60.5]];
        let sides = [[20.0, 20.0, 20.5, 60.5], [100.0, 20.0, 100.5, 60.5], [180.0, 20.0, 180.5, 60.5]];
        let drawn = |text: &str, left: f32, top: f32, ink: Ink| -> Vec<Text> {
            draw(text, left, top, 10.0).into_iter().map(|text| Text { ink, ..text }).collect()
        };
        let (black, white) = (Ink::default(), Ink { colour: Some([255; 3]), ..Ink::default() });
        let cells = [
            ("甲", 30.0, 25.0, black),
            ("24", 120.0, 25.0, black),
            ("乙", 30.0, 45.0, black),
            ("7", 120.0, 45.0, white),
        ];
        let page = Page {
            width: 200.0,
            height: 200.0,
            texts: cells.into_iter().flat_map(|(text, left, top, ink)| drawn(text, left, top, ink)).collect(),
            rules: lines.iter().chain(&sides).copied().map(Bounds::from).collect(),
            struck: vec![Bounds::from([119.0, 24.0, 140.0, 36.0])],
            ..Page::default()
        };
        let read = document(&seen::pages(&[page]));
        let unseen = |cell, by| UnseenCell { cell, by };
        assert_eq!(read.text, "甲\t\n乙\t\n");
        assert_eq!(read.unseen, [unseen(1, Unseen::Struck), unseen(3, Unseen::Hidden)]);
    }

    #[test]
    fn a_heading_is_no_full_line_where_its_page_has_none_longer() {
        let pages = [
            page(&[("二〇二三年本机关共收到申请若干件，均已", 0.0), ("答复。", 0.0)]),
            page(&[("六、其他需要报告的事项", 0.0), ("本年度无此类费用。", 0.0)]),
        ];
        let read = document(&pages);
        let paragraphs: Vec<&str> = read.paragraphs().map(|paragraph| read.slice(&paragraph.range)).collect();
        assert_eq!(
            paragraphs,
            ["二〇二三年本机关共收到申请若干件，均已答复。", "六、其他需要报告的事项", "本年度无此类费用。"]
        );
    }
}
