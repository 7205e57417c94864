//! Tables as WordprocessingML writes them → rows of cells that span rows and
//! columns.

use super::body::Piece;
use crate::Unseen;
use std::collections::BTreeMap;

/// A table as it stands in the file.
#[derive(Debug, Default)]
pub struct Table {
    pub rows: Vec<Row>,
}

/// A row as it stands in the file.
#[derive(Debug, Default)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// Columns left free before its first cell.
    pub before: u32,
    /// Hidden, or deleted and the deletion not yet accepted.
    pub is_gone: bool,
}

/// How a cell goes on with a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Merge {
    /// Not merged.
    #[default]
    None,
    /// The first of its merge.
    Restart,
    /// Belongs to the cell before it in its direction.
    Continue,
}

/// A cell as it stands in the file.
#[derive(Debug, Default)]
pub struct Cell {
    pub pieces: Vec<Piece>,
    pub columns: u32,
    pub down: Merge,
    pub across: Merge,
    pub is_gone: bool,
    /// Why a text in it is not read.
    pub unseen: Option<Unseen>,
    /// Something stands in it that is seen and not read.
    pub is_unread: bool,
}

/// A cell with its merges resolved.
#[derive(Debug)]
pub struct Merged {
    pub pieces: Vec<Piece>,
    /// Column from 1.
    pub column: u32,
    pub columns: u32,
    pub rows: u32,
    pub unseen: Option<Unseen>,
    pub is_unread: bool,
}

/// A vertical merge that the row above belongs to.
struct Open {
    columns: u32,
    /// Row and cell among the finished ones; none while all its rows are gone.
    anchor: Option<(usize, usize)>,
    /// What its first cell held, until it has an anchor.
    pieces: Vec<Piece>,
    unseen: Option<Unseen>,
    is_unread: bool,
}

/// A table in a cell of which only one cell holds anything, as one makes that
/// pastes a cell into a cell: what it holds. `Err` with the table where it is more.
///
/// # Errors
/// The table, as it was.
pub fn only_cell(table: Table) -> Result<Vec<Piece>, Table> {
    let cells = || table.rows.iter().filter(|row| !row.is_gone).flat_map(|row| &row.cells);
    let holding = cells().filter(|cell| !cell.is_gone && cell.across != Merge::Continue && !cell.pieces.is_empty());
    if holding.take(2).count() > 1 {
        return Err(table);
    }
    let rows = table.rows.into_iter().filter(|row| !row.is_gone);
    let mut cells = rows.flat_map(|row| row.cells).filter(|cell| !cell.is_gone && cell.across != Merge::Continue);
    Ok(cells.find(|cell| !cell.pieces.is_empty()).map(|cell| cell.pieces).unwrap_or_default())
}

/// The rows that are shown, merges resolved. A merge that goes on without having
/// begun begins where it is met; one that goes on with another width does not.
pub fn resolve(table: Table) -> Vec<Vec<Merged>> {
    let mut finished: Vec<Vec<Merged>> = Vec::with_capacity(table.rows.len());
    // By the column that they start in.
    let mut above: BTreeMap<u32, Open> = BTreeMap::new();
    for row in table.rows {
        let mut line = Line { cells: Vec::new(), open: BTreeMap::new(), column: 0 };
        if row.before > 0 && !row.is_gone {
            line.cells.push(Merged {
                pieces: Vec::new(),
                column: 1,
                columns: row.before,
                rows: 1,
                unseen: None,
                is_unread: false,
            });
        }
        line.column = row.before;
        let number = (!row.is_gone).then_some(finished.len());
        for cell in row.cells.into_iter().filter(|cell| !cell.is_gone) {
            line.take(cell, number, &mut above, &mut finished);
        }
        if number.is_some() {
            finished.push(line.cells);
        }
        // Below a row that is gone the merges go on that it had no part in.
        above = line.open;
    }
    finished
}

struct Line {
    cells: Vec<Merged>,
    open: BTreeMap<u32, Open>,
    column: u32,
}

impl Line {
    fn take(&mut self, cell: Cell, row: Option<usize>, above: &mut BTreeMap<u32, Open>, finished: &mut [Vec<Merged>]) {
        let columns = cell.columns.max(1);
        if cell.across == Merge::Continue
            && let Some(left) = self.cells.last_mut()
        {
            left.columns = left.columns.saturating_add(columns);
            self.column = self.column.saturating_add(columns);
            return;
        }
        let start = self.column;
        self.column = self.column.saturating_add(columns);
        let goes_on = cell.down == Merge::Continue && above.get(&start).is_some_and(|open| open.columns == columns);
        let Some(mut open) = above.remove(&start).filter(|_| goes_on) else {
            return self.begin(cell, start, columns, row);
        };
        match (open.anchor, row) {
            (Some((row, cell)), Some(_)) => {
                if let Some(first) = finished.get_mut(row).and_then(|cells| cells.get_mut(cell)) {
                    first.rows += 1;
                }
            }
            (None, Some(row)) => {
                open.anchor = Some((row, self.cells.len()));
                let (pieces, unseen, is_unread) = (std::mem::take(&mut open.pieces), open.unseen, open.is_unread);
                self.cells.push(Merged { pieces, column: start + 1, columns, rows: 1, unseen, is_unread });
            }
            (_, None) => {}
        }
        self.open.insert(start, open);
    }

    fn begin(&mut self, cell: Cell, start: u32, columns: u32, row: Option<usize>) {
        let mut open =
            Open { columns, anchor: None, pieces: Vec::new(), unseen: cell.unseen, is_unread: cell.is_unread };
        match row {
            Some(row) => {
                open.anchor = Some((row, self.cells.len()));
                let Cell { pieces, unseen, is_unread, .. } = cell;
                self.cells.push(Merged { pieces, column: start + 1, columns, rows: 1, unseen, is_unread });
            }
            None => open.pieces = cell.pieces,
        }
        if cell.down != Merge::None {
            self.open.insert(start, open);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(columns: u32, down: Merge) -> Cell {
        Cell { columns, down, ..Cell::default() }
    }

    fn row(cells: Vec<Cell>) -> Row {
        Row { cells, ..Row::default() }
    }

    /// Column, columns and rows of every cell.
    fn spans(rows: Vec<Row>) -> Vec<Vec<(u32, u32, u32)>> {
        let resolved = resolve(Table { rows });
        resolved.iter().map(|row| row.iter().map(|cell| (cell.column, cell.columns, cell.rows)).collect()).collect()
    }

    use Merge::{Continue, None, Restart};

    #[test]
    fn a_merge_spans_the_rows_that_go_on_with_it() {
        let rows = vec![
            row(vec![cell(1, Restart), cell(2, None)]),
            row(vec![cell(1, Continue), cell(2, None)]),
            row(vec![cell(1, Restart), cell(2, None)]),
        ];
        assert_eq!(spans(rows), [vec![(1, 1, 2), (2, 2, 1)], vec![(2, 2, 1)], vec![(1, 1, 1), (2, 2, 1)]]);
    }

    #[test]
    fn a_merge_that_never_began_begins_where_it_is_met() {
        let rows = vec![row(vec![cell(1, None)]), row(vec![cell(1, Continue)]), row(vec![cell(1, Continue)])];
        assert_eq!(spans(rows), [vec![(1, 1, 1)], vec![(1, 1, 2)], vec![]]);
    }

    #[test]
    fn a_merge_of_another_width_does_not_swallow_a_column() {
        let rows = vec![row(vec![cell(2, Restart), cell(1, None)]), row(vec![cell(1, Continue), cell(2, None)])];
        assert_eq!(spans(rows), [vec![(1, 2, 1), (3, 1, 1)], vec![(1, 1, 1), (2, 2, 1)]]);
    }

    #[test]
    fn the_text_of_a_merge_outlives_its_deleted_first_row() {
        let gone = Row { is_gone: true, ..row(vec![cell(1, Restart), cell(1, None)]) };
        let rows = vec![gone, row(vec![cell(1, Continue), cell(1, None)]), row(vec![cell(1, Continue), cell(1, None)])];
        assert_eq!(spans(rows), [vec![(1, 1, 2), (2, 1, 1)], vec![(2, 1, 1)]]);
    }

    #[test]
    fn columns_left_free_and_old_merges_across_keep_their_places() {
        let across = Cell { across: Merge::Continue, ..cell(1, None) };
        let rows = vec![Row { before: 2, ..row(vec![cell(1, None), across, cell(1, None)]) }];
        assert_eq!(spans(rows), [vec![(1, 2, 1), (3, 2, 1), (5, 1, 1)]]);
    }
}
