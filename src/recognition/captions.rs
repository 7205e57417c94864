//! What stands over a table and says which year it is of.

use super::identity::year;
use crate::document::{Block, Document};

/// Characters of the longest caption.
const LONGEST_CAPTION: usize = 60;

/// The grids, by number, whose caption names another year than that of the report, and
/// not this one: the figures of the year before, for comparison.
pub fn of_other_years(document: &Document, own: u16) -> Vec<usize> {
    let mut others = Vec::new();
    let mut grid = 0;
    let mut caption: Option<&str> = None;
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let text = document.slice(&paragraph.range).trim();
                caption = if text.is_empty() { caption } else { Some(text) };
            }
            Block::Grid(_) => {
                let short = caption.take().filter(|caption| caption.chars().count() <= LONGEST_CAPTION);
                let years: Vec<u16> = short.into_iter().flat_map(year::spoken_of).collect();
                if !years.is_empty() && !years.contains(&own) {
                    others.push(grid);
                }
                grid += 1;
            }
        }
    }
    others
}
