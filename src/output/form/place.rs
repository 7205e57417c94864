//! Where every printed cell of a form stands once its merges are resolved.

use crate::forms::{LayoutCell, LayoutRow, TableForm};

/// What is printed in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'a> {
    /// A label in the head of a column or a block.
    Heading(&'a str),
    /// A label in front of figures.
    Label(&'a str),
    /// A figure: its row and column id, `3.7/total`.
    Figure(&'a str),
}

impl<'a> Content<'a> {
    /// What is printed, nothing for a figure.
    pub fn text(self) -> &'a str {
        match self {
            Content::Heading(text) | Content::Label(text) => text,
            Content::Figure(_) => "",
        }
    }
}

/// A printed cell in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<'a> {
    /// The first column that it covers, from 0.
    pub column: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
    /// What is printed.
    pub content: Content<'a>,
}

/// Every printed row of a table, the head first, each with the cells that
/// start in it.
pub fn rows(form: &TableForm) -> Vec<Vec<Placed<'_>>> {
    let head = form.head.iter().map(|cells| headings(cells));
    let body = form.body.iter().map(|row| match row {
        LayoutRow::Head { head } => headings(head),
        LayoutRow::Figures { labels, figures } => {
            let labels = labels.iter().map(|cell| unplaced(Content::Label(&cell.text), cell.columns, cell.rows));
            labels
                .chain(figures.iter().map(|figure| unplaced(Content::Figure(&figure.cell), figure.columns, 1)))
                .collect()
        }
    });
    let mut covered = Covered::default();
    head.chain(body).map(|cells| covered.place(cells)).collect()
}

/// The number of printed columns.
pub fn width(rows: &[Vec<Placed<'_>>]) -> usize {
    rows.iter().flatten().map(|cell| cell.column + cell.columns).max().unwrap_or(0)
}

fn headings(cells: &[LayoutCell]) -> Vec<Placed<'_>> {
    cells.iter().map(|cell| unplaced(Content::Heading(&cell.text), cell.columns, cell.rows)).collect()
}

fn unplaced(content: Content<'_>, columns: u16, rows: u16) -> Placed<'_> {
    Placed { column: 0, columns: columns.into(), rows: rows.into(), content }
}

/// For each column the rows that a cell above still covers.
#[derive(Default)]
struct Covered(Vec<usize>);

impl Covered {
    fn place<'a>(&mut self, mut cells: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
        let mut column = 0;
        for cell in &mut cells {
            while self.0.get(column).is_some_and(|&rows| rows > 0) {
                column += 1;
            }
            cell.column = column;
            column += cell.columns;
            self.0.resize(self.0.len().max(column), 0);
            self.0.iter_mut().skip(cell.column).take(cell.columns).for_each(|rows| *rows = cell.rows);
        }
        self.0.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms;

    #[test]
    fn the_merges_of_every_table_fill_a_rectangle() {
        for table in forms::editions().iter().flat_map(|edition| &edition.tables) {
            let rows = rows(table);
            let mut filled = vec![vec![0; width(&rows)]; rows.len()];
            for (number, cells) in rows.iter().enumerate() {
                for cell in cells {
                    for line in &mut filled[number..number + cell.rows] {
                        line[cell.column..cell.column + cell.columns].iter_mut().for_each(|times| *times += 1);
                    }
                }
            }
            assert!(filled.iter().flatten().all(|&times| times == 1), "{}: {filled:?}", table.title);
        }
    }
}
