//! Tables with their merges: `gridSpan` over columns, `vMerge` over rows.

use super::comments::Comments;
use super::run;
use crate::output::files::paper::{Cell, Place};

/// The width between the margins of A4, in twentieths of a point.
const WIDTH: usize = 9298;

/// A table over the whole width of the page.
pub fn table(widths: &[usize], head: usize, rows: &[Vec<Cell>], comments: &mut Comments) -> String {
    let widths = twips(widths);
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let written: String = (0..rows.len()).map(|row| self::row(&widths, row, row < head, rows, comments)).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Form\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
    )
}

/// Relative widths as parts of the page's.
fn twips(widths: &[usize]) -> Vec<usize> {
    let total = widths.iter().sum::<usize>().max(1);
    let mut twips: Vec<usize> = widths.iter().map(|width| WIDTH * width / total).collect();
    let rest = WIDTH - twips.iter().sum::<usize>();
    if let Some(last) = twips.last_mut() {
        *last += rest;
    }
    twips
}

/// A row: the cells that start in it, and those of rows above that cover it.
fn row(widths: &[usize], number: usize, is_head: bool, rows: &[Vec<Cell>], comments: &mut Comments) -> String {
    let above =
        rows.iter().enumerate().take(number + 1).flat_map(|(at, cells)| cells.iter().map(move |cell| (at, cell)));
    let mut cells: Vec<(usize, &Cell)> = above.filter(|(at, cell)| at + cell.rows > number).collect();
    cells.sort_by_key(|(_, cell)| cell.column);
    let cells: String = cells.into_iter().map(|(at, cell)| self::cell(widths, cell, at == number, comments)).collect();
    let head = if is_head { "<w:tblHeader/>" } else { "" };
    format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>")
}

fn cell(widths: &[usize], cell: &Cell, starts: bool, comments: &mut Comments) -> String {
    let width: usize = widths.iter().skip(cell.column).take(cell.columns).sum();
    let mut properties = format!("<w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
    if cell.columns > 1 {
        properties.push_str(&format!("<w:gridSpan w:val=\"{}\"/>", cell.columns));
    }
    if cell.rows > 1 {
        properties.push_str(if starts { "<w:vMerge w:val=\"restart\"/>" } else { "<w:vMerge/>" });
    }
    if cell.changed {
        properties.push_str("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFF2CC\"/>");
    }
    properties.push_str("<w:vAlign w:val=\"center\"/>");
    let runs = if starts {
        let bold = if cell.changed { "<w:b/>" } else { "" };
        comments.around(&run(&cell.text.text, bold), &cell.text.comments)
    } else {
        String::new()
    };
    // A label in front of a block of rows stands in its middle.
    let style = if cell.place == Place::Label && cell.rows == 1 { "FormLabel" } else { "FormFigure" };
    format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p></w:tc>")
}
