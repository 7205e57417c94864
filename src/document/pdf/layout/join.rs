//! A table that a page break parts → one table: repeated heads dropped, rows
//! cut in two and merged cells put together again.

use super::line::is_numbered;
use super::table::{Cell, Table};

/// Points by which the columns may differ from page to page.
const SAME_COLUMN: f32 = 6.0;

/// Puts the table that begins the next page behind the one that ends the page
/// before, where it is its continuation; else gives it back.
pub fn join(above: &mut Table, mut below: Table) -> Option<Table> {
    if !refines(&above.edges, &below.edges) && !refines(&below.edges, &above.edges) {
        return Some(below);
    }
    let edges = if above.edges.len() > below.edges.len() { above.edges.clone() } else { below.edges.clone() };
    above.refine(&edges);
    below.refine(&edges);
    drop_repeated_head(above, &mut below);
    if below.rows == 0 {
        return None;
    }
    let is_cut = is_row_cut(above, &below);
    let is_within_head = is_within_head(above, &below);
    let shift = above.rows - usize::from(is_cut);
    for mut cell in below.cells {
        let is_first = cell.row == 0;
        cell.row += shift;
        let end = above.rows;
        let upper = above.cells.iter_mut().find(|upper| upper.end() == end && upper.is_above(&cell));
        match upper {
            Some(upper)
                if is_first && (is_cut || goes_on(upper, &cell) || (is_within_head && cell.text.is_empty())) =>
            {
                upper.rows = cell.end() - upper.row;
                upper.text.push_str(&cell.text);
                upper.unseen = upper.unseen.or(cell.unseen);
            }
            _ => above.cells.push(cell),
        }
    }
    above.rows = shift + below.rows;
    above.open_below = below.open_below;
    above.cells.sort_by_key(|cell| (cell.row, cell.column));
    None
}

/// Whether columns are the others with some of them divided: a page may show
/// only merged cells of a table.
fn refines(fine: &[f32], coarse: &[f32]) -> bool {
    let near = |a: Option<&f32>, b: Option<&f32>| a.zip(b).is_some_and(|(a, b)| (a - b).abs() <= SAME_COLUMN);
    let has = |edge: &f32| fine.iter().any(|other| near(Some(edge), Some(other)));
    near(fine.first(), coarse.first()) && near(fine.last(), coarse.last()) && coarse.iter().all(has)
}

impl Table {
    /// Counts its columns by these edges, which divide its own.
    fn refine(&mut self, edges: &[f32]) {
        let place = |column: usize| {
            let edge = self.edges.get(column).copied().unwrap_or(f32::MAX);
            edges.iter().take_while(|other| **other < edge - SAME_COLUMN).count()
        };
        for cell in &mut self.cells {
            let (from, to) = (place(cell.column), place(cell.column + cell.columns));
            (cell.column, cell.columns) = (from, to.saturating_sub(from).max(1));
        }
        self.edges = edges.to_vec();
    }
}

/// Drops the rows at the start that are those at the start of the table.
fn drop_repeated_head(above: &Table, below: &mut Table) {
    let same = |row: usize| {
        let mut pairs = above.row(row).zip(below.row(row));
        above.row(row).count() == below.row(row).count()
            && pairs.all(|(a, b)| a.is_above(b) && a.rows == b.rows && squeezed(&a.text) == squeezed(&b.text))
    };
    let has_label = above.row(0).any(|cell| !cell.is_figure());
    let mut repeated = (0..below.rows.min(above.rows)).take_while(|row| same(*row)).count();
    // A merged cell of the head is repeated whole or not at all.
    while below.cells.iter().any(|cell| cell.row < repeated && cell.end() > repeated) {
        repeated -= 1;
    }
    if has_label && repeated > 0 {
        below.cells.retain(|cell| cell.row >= repeated);
        below.cells.iter_mut().for_each(|cell| cell.row -= repeated);
        below.rows -= repeated;
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Whether the page break goes through a row: what the last row of one page
/// lacks stands in the first row of the next.
fn is_row_cut(above: &Table, below: &Table) -> bool {
    let last = || above.cells.iter().filter(|cell| cell.end() == above.rows);
    let first: Vec<&Cell> = below.row(0).collect();
    if first.len() != last().count() || !last().all(|cell| first.iter().any(|other| cell.is_above(other))) {
        return false;
    }
    if first.iter().all(|cell| cell.text.is_empty()) {
        return true;
    }
    // A figure below a label, as behind a head, or below a figure is one of its own.
    let clashes = |upper: &Cell, lower: &Cell| {
        let both = !upper.text.is_empty() && !lower.text.is_empty();
        both && upper.is_above(lower) && (upper.is_figure() || lower.is_figure())
    };
    if last().any(|upper| first.iter().any(|lower| clashes(upper, lower))) {
        return false;
    }
    let starts_anew = first.iter().find(|cell| !cell.text.is_empty()).is_some_and(|cell| is_numbered(&cell.text));
    let figures = |filled: bool| {
        let of = |cell: &&Cell| cell.rows == 1 && cell.is_figure() && cell.text.is_empty() != filled;
        (last().filter(|cell| of(cell)).count(), first.iter().filter(|cell| of(cell)).count())
    };
    let (filled_above, filled_below) = figures(true);
    let only_one_has_figures = (filled_above == 0) != (filled_below == 0);
    let is_open = above.open_below || below.open_above;
    !starts_anew
        && only_one_has_figures
        && (is_open || filled_below == 0 || last().any(|cell| cell.rows == 1 && !cell.is_figure()))
}

/// Whether the page break goes through a head: all that the first row of the
/// next page says stands below wider cells, so that its blank cells are the rest
/// of the labels above them.
fn is_within_head(above: &Table, below: &Table) -> bool {
    let mut says = below.row(0).filter(|cell| !cell.text.is_empty()).peekable();
    let has_own_label = |cell: &Cell| above.cells.iter().any(|upper| upper.end() == above.rows && upper.is_above(cell));
    says.peek().is_some() && !says.any(has_own_label)
}

/// Whether a cell of the next page is the rest of one that was merged over rows.
fn goes_on(upper: &Cell, lower: &Cell) -> bool {
    let is_merged = upper.rows > 1 || lower.rows > 1;
    let (above, below) = (upper.text.is_empty(), lower.text.is_empty());
    match (above, below) {
        (_, true) => is_merged && (above || !upper.is_figure()),
        (true, false) => is_merged && !lower.is_figure(),
        (false, false) => {
            upper.rows > 1 && lower.rows > 1 && !upper.is_figure() && !lower.is_figure() && !is_numbered(&lower.text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of texts; `^` continues the cell above, `<` that to the left.
    fn table(rows: &[&[&str]]) -> Table {
        let mut cells: Vec<Cell> = Vec::new();
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                match *text {
                    "^" => cells.iter_mut().rfind(|cell| cell.column == column).unwrap().rows += 1,
                    "<" => cells.last_mut().unwrap().columns += 1,
                    text => {
                        cells.push(Cell { row, column, rows: 1, columns: 1, text: text.into(), page: 1, unseen: None })
                    }
                }
            }
        }
        let edges = (0..=rows[0].len()).map(|edge| edge as f32 * 50.0).collect();
        Table { edges, rows: rows.len(), cells, ..Table::default() }
    }

    fn joined(above: &[&[&str]], below: &[&[&str]]) -> Vec<String> {
        let mut above = table(above);
        assert!(join(&mut above, table(below)).is_none());
        above.cells.iter().map(|cell| format!("{}{}+{}", cell.text, cell.row, cell.rows)).collect()
    }

    #[test]
    fn a_head_that_every_page_repeats_stands_once() {
        let cells = joined(&[&["项目", "数量"], &["甲", "1"]], &[&["项目", "数量"], &["乙", "2"]]);
        assert_eq!(cells, ["项目0+1", "数量0+1", "甲1+1", "11+1", "乙2+1", "22+1"]);
    }

    #[test]
    fn a_label_merged_over_the_page_break_is_one_cell() {
        let cells = joined(
            &[&["三、办理", "（一）", "1"], &["^", "（二）", "2"]],
            &[&["", "（三）", "3"], &["^", "（四）", "4"]],
        );
        assert_eq!(cells[0], "三、办理0+4");
        // The rest of it may be a single row, and its text may stand below.
        let cells = joined(&[&["", "（一）", "1"], &["^", "（二）", "2"]], &[&["三、办理", "（三）", "3"]]);
        assert_eq!(cells[0], "三、办理0+3");
    }

    #[test]
    fn labels_one_above_the_other_stay_two() {
        let cells = joined(&[&["（三）", "1.", "1"], &["^", "2.", "2"]], &[&["（四）", "1.", "3"], &["^", "2.", "4"]]);
        assert_eq!(cells[0], "（三）0+2");
        assert!(cells.contains(&"（四）2+2".to_owned()), "{cells:?}");
    }

    #[test]
    fn a_head_parted_by_the_page_break_keeps_its_merges() {
        let cells = joined(&[&["自然人", "组织", "<", "总计"]], &[&["", "企业", "机构", ""], &["1", "2", "3", "6"]]);
        assert_eq!(cells.get(..3).unwrap(), ["自然人0+2", "组织0+1", "总计0+2"]);
    }

    #[test]
    fn a_row_cut_in_two_is_one_row() {
        let cells = joined(&[&["1.甲", "0"], &["5.要求行政机关", "7"]], &[&["确认", ""], &["6.乙", "3"]]);
        assert_eq!(cells, ["1.甲0+1", "00+1", "5.要求行政机关确认1+1", "71+1", "6.乙2+1", "32+1"]);
    }

    #[test]
    fn figures_behind_a_head_at_the_end_of_a_page_are_no_part_of_it() {
        let cells = joined(&[&["信息内容", "处理决定数量"]], &[&["行政处罚", "0"]]);
        assert_eq!(cells, ["信息内容0+1", "处理决定数量0+1", "行政处罚1+1", "01+1"]);
    }

    #[test]
    fn a_row_of_blank_cells_stays_a_row() {
        let cells = joined(&[&["1.甲", "7"]], &[&["2.乙", ""], &["3.丙", "1"]]);
        assert_eq!(cells, ["1.甲0+1", "70+1", "2.乙1+1", "1+1", "3.丙2+1", "12+1"]);
    }

    #[test]
    fn a_table_of_other_columns_is_another_table() {
        let mut above = table(&[&["项目", "数量"]]);
        assert!(join(&mut above, table(&[&["甲", "乙", "丙"]])).is_some());
    }
}
