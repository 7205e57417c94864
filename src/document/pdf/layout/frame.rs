//! Ruling lines → frames: which lines make one table, and its cells.

use super::super::geometry::Bounds;
use super::rule::{Rule, Rules, SAME};

/// Share of a cell's edge that must be drawn to part it from its neighbour.
const DRAWN: f32 = 0.6;
/// Points within which two lines end in one corner.
const CORNER: f32 = 1.5;
/// Fields that are looked at in one frame. The official tables have 300.
const MOST_FIELDS: usize = 40_000;
/// Points by which lines must stick out so that the table is held to be open there.
const OPEN: f32 = 6.0;

/// A ruled table without its text.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Left edges of its columns and the right edge of the last.
    pub columns: Vec<f32>,
    /// Upper edges of its rows and the lower edge of the last.
    pub rows: Vec<f32>,
    /// Its cells, row by row.
    pub cells: Vec<FrameCell>,
    /// For each field, row by row, the cell that covers it.
    fields: Vec<usize>,
    /// Whether no line is drawn along its lower edge, as where a page breaks it.
    pub open_below: bool,
    /// Whether no line is drawn along its upper edge.
    pub open_above: bool,
}

/// A cell: the fields of the frame that it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameCell {
    /// Its first row.
    pub row: usize,
    /// Its first column.
    pub column: usize,
    /// Rows that it covers.
    pub rows: usize,
    /// Columns that it covers.
    pub columns: usize,
}

/// The frames that the lines of a page make.
pub fn frames(rules: &Rules) -> Vec<Frame> {
    groups(rules).into_iter().map(without_boxes).filter_map(|rules| frame(&rules)).collect()
}

/// The lines without the boxes drawn around a figure in its cell. Where a line
/// within a table ends at both its sides in corners, nothing goes on from it: it
/// parts no cells.
fn without_boxes(mut rules: Rules) -> Rules {
    let meets = |a: f32, b: f32| (a - b).abs() <= CORNER;
    let edges = |of: &[Rule]| of.iter().fold((f32::MAX, f32::MIN), |(from, to), at| (from.min(at.at), to.max(at.at)));
    let ((left, right), (top, bottom)) = (edges(&rules.vertical), edges(&rules.horizontal));
    let is_inside = |rule: &&Rule| {
        rule.at > top + SAME && rule.at < bottom - SAME && rule.from > left + SAME && rule.to < right - SAME
    };
    let verticals = &rules.vertical;
    let is_box = |line: &&Rule| {
        let is_corner = |at: f32, end: fn(&Rule) -> f32| {
            verticals.iter().any(|vertical| meets(vertical.at, at) && meets(end(vertical), line.at))
        };
        let ends: [fn(&Rule) -> f32; 2] = [|vertical| vertical.from, |vertical| vertical.to];
        ends.into_iter().any(|end| is_corner(line.from, end) && is_corner(line.to, end))
    };
    let boxes: Vec<Rule> = rules.horizontal.iter().filter(is_inside).filter(is_box).copied().collect();
    let is_side = |rule: &Rule, side: &Rule| {
        (meets(rule.at, side.from) || meets(rule.at, side.to)) && (meets(rule.from, side.at) || meets(rule.to, side.at))
    };
    rules.vertical.retain(|rule| boxes.iter().all(|side| !is_side(rule, side)));
    rules.horizontal.retain(|rule| boxes.iter().all(|side| !(meets(rule.from, side.from) && meets(rule.to, side.to))));
    rules
}

/// Lines that cross or touch each other, directly or through others.
fn groups(rules: &Rules) -> Vec<Rules> {
    let mut groups: Vec<Rules> = Vec::new();
    let mut left: Vec<Rule> = rules.vertical.clone();
    let mut horizontals: Vec<Rule> = rules.horizontal.clone();
    while let Some(first) = left.pop() {
        let mut group = Rules { horizontal: Vec::new(), vertical: vec![first] };
        let mut open = vec![(first, true)];
        while let Some((rule, is_vertical)) = open.pop() {
            let others = if is_vertical { &mut horizontals } else { &mut left };
            let touching: Vec<Rule> = others.extract_if(.., |other| touches(&rule, other)).collect();
            open.extend(touching.iter().map(|&other| (other, !is_vertical)));
            if is_vertical { group.horizontal.extend(touching) } else { group.vertical.extend(touching) }
        }
        groups.push(group);
    }
    groups
}

fn touches(a: &Rule, b: &Rule) -> bool {
    (a.from - SAME..=a.to + SAME).contains(&b.at) && (b.from - SAME..=b.to + SAME).contains(&a.at)
}

fn frame(rules: &Rules) -> Option<Frame> {
    let mut columns = places(&rules.vertical);
    let mut rows = places(&rules.horizontal);
    open_ends(&rules.horizontal, &mut columns);
    let (open_above, open_below) = open_ends(&rules.vertical, &mut rows);
    if columns.len().saturating_mul(rows.len()) > MOST_FIELDS {
        return None;
    }
    let (cells, fields) = Fields::new(&columns, &rows, rules).cells();
    (cells.len() > 1).then_some(Frame { columns, rows, cells, fields, open_below, open_above })
}

/// The different places of lines, in order.
fn places(rules: &[Rule]) -> Vec<f32> {
    let mut places: Vec<f32> = rules.iter().map(|rule| rule.at).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|next, kept| *next - *kept <= SAME);
    places
}

/// Adds the edge where most lines across stick out beyond the last line: a
/// table without lines at its sides, or broken by the end of a page.
fn open_ends(across: &[Rule], places: &mut Vec<f32>) -> (bool, bool) {
    let (Some(&first), Some(&last)) = (places.first(), places.last()) else { return (false, false) };
    let before: Vec<f32> = across.iter().map(|rule| rule.from).filter(|from| *from < first - OPEN).collect();
    let after: Vec<f32> = across.iter().map(|rule| rule.to).filter(|to| *to > last + OPEN).collect();
    let is_open = |ends: &Vec<f32>| ends.len() >= 2;
    if is_open(&before) {
        places.insert(0, before.iter().copied().fold(first, f32::min));
    }
    if is_open(&after) {
        places.push(after.iter().copied().fold(last, f32::max));
    }
    (is_open(&before), is_open(&after))
}

/// The smallest fields of a frame and which of them are parted.
struct Fields {
    columns: usize,
    rows: usize,
    /// For each column and row, whether a line is drawn at the right of the field.
    right: Vec<Vec<bool>>,
    /// For each row and column, whether a line is drawn below the field.
    below: Vec<Vec<bool>>,
}

impl Fields {
    fn new(columns: &[f32], rows: &[f32], rules: &Rules) -> Self {
        let right = columns.iter().skip(1).map(|&at| drawn(&rules.vertical, at, rows)).collect();
        let below = rows.iter().skip(1).map(|&at| drawn(&rules.horizontal, at, columns)).collect();
        Fields { columns: columns.len().saturating_sub(1), rows: rows.len().saturating_sub(1), right, below }
    }

    fn is_open_right(&self, row: usize, column: usize) -> bool {
        self.right.get(column).and_then(|edge| edge.get(row)) == Some(&false)
    }

    fn is_open_below(&self, row: usize, column: usize) -> bool {
        self.below.get(row).and_then(|edge| edge.get(column)) == Some(&false)
    }

    /// Fields that no line parts, put together into rectangles; and for each
    /// field the rectangle that covers it.
    fn cells(&self) -> (Vec<FrameCell>, Vec<usize>) {
        let mut owners: Vec<Option<usize>> = vec![None; self.rows * self.columns];
        let mut cells = Vec::new();
        for row in 0..self.rows {
            for column in 0..self.columns {
                if owners.get(row * self.columns + column) == Some(&None) {
                    let cell = self.cell(row, column, &owners);
                    for row in cell.row..cell.row + cell.rows {
                        let start = row * self.columns + cell.column;
                        owners.iter_mut().skip(start).take(cell.columns).for_each(|owner| *owner = Some(cells.len()));
                    }
                    cells.push(cell);
                }
            }
        }
        (cells, owners.into_iter().flatten().collect())
    }

    fn cell(&self, row: usize, column: usize, owners: &[Option<usize>]) -> FrameCell {
        let is_free = |row: usize, column: usize| owners.get(row * self.columns + column) == Some(&None);
        let mut columns = 1;
        while column + columns < self.columns
            && self.is_open_right(row, column + columns - 1)
            && is_free(row, column + columns)
        {
            columns += 1;
        }
        let mut rows = 1;
        let goes_on = |row: usize| {
            (column..column + columns).all(|column| self.is_open_below(row - 1, column) && is_free(row, column))
                && (column..column + columns - 1).all(|column| self.is_open_right(row, column))
        };
        while row + rows < self.rows && goes_on(row + rows) {
            rows += 1;
        }
        FrameCell { row, column, rows, columns }
    }
}

/// For each stretch between two edges, whether a line is drawn there.
fn drawn(rules: &[Rule], at: f32, edges: &[f32]) -> Vec<bool> {
    let on: Vec<&Rule> = rules.iter().filter(|rule| (rule.at - at).abs() <= SAME).collect();
    let stretches = edges.iter().zip(edges.iter().skip(1));
    let covered =
        |from: f32, to: f32| on.iter().map(|rule| (rule.to.min(to) - rule.from.max(from)).max(0.0)).sum::<f32>();
    stretches.map(|(&from, &to)| covered(from, to) >= DRAWN * (to - from)).collect()
}

impl Frame {
    /// The box around it.
    pub fn bounds(&self) -> Bounds {
        let edge =
            |edges: &[f32], last: bool| (if last { edges.last() } else { edges.first() }).copied().unwrap_or(0.0);
        Bounds {
            left: edge(&self.columns, false),
            top: edge(&self.rows, false),
            right: edge(&self.columns, true),
            bottom: edge(&self.rows, true),
        }
    }

    /// The cell at a point, by its place in [`Frame::cells`].
    pub fn cell_at(&self, (x, y): (f32, f32)) -> Option<usize> {
        let field = |edges: &[f32], at: f32| edges.partition_point(|edge| *edge <= at).checked_sub(1);
        let (column, row) = (field(&self.columns, x)?, field(&self.rows, y)?);
        let columns = self.columns.len().saturating_sub(1);
        (column < columns).then(|| self.fields.get(row * columns + column).copied()).flatten()
    }

    /// The width of a cell in points.
    pub fn width(&self, cell: &FrameCell) -> f32 {
        let left = self.columns.get(cell.column).copied().unwrap_or(0.0);
        self.columns.get(cell.column + cell.columns).copied().unwrap_or(left) - left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(cells: &[(f32, f32, f32, f32)]) -> Rules {
        let mut rules = Rules::default();
        for &(left, top, right, bottom) in cells {
            rules.horizontal.extend([top, bottom].map(|at| Rule { at, from: left, to: right }));
            rules.vertical.extend([left, right].map(|at| Rule { at, from: top, to: bottom }));
        }
        rules
    }

    #[test]
    fn a_box_around_a_figure_parts_no_cell() {
        let table = [(0.0, 0.0, 300.0, 20.0), (0.0, 20.0, 300.0, 40.0), (0.0, 0.0, 100.0, 40.0)];
        let cells = |boxes: &[(f32, f32, f32, f32)]| {
            let rules = lines(&[&table[..], boxes].concat());
            frames(&rules).iter().map(|frame| frame.cells.len()).collect::<Vec<_>>()
        };
        assert_eq!(cells(&[]), [4]);
        // Clear of the table's lines, and close to the one or the other.
        for drawn in [(190.0, 26.0, 210.0, 34.0), (190.0, 22.0, 210.0, 34.0), (190.0, 26.0, 210.0, 38.0)] {
            assert_eq!(cells(&[drawn]), [4], "{drawn:?}");
        }
        // A cell that is divided stays so.
        let mut divided = lines(&table);
        divided.horizontal.push(Rule { at: 30.0, from: 100.0, to: 200.0 });
        divided.vertical.push(Rule { at: 200.0, from: 20.0, to: 30.0 });
        assert!(frames(&divided).iter().all(|frame| frame.cells.len() > 4));
    }
}
