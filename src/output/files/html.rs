//! A paper as HTML for a CMS: headings, paragraphs and tables, nothing else.

use super::paper::{Cell, Paper, Piece, Place};
use crate::output::markup::escaped;

/// The whole page.
pub fn write(paper: &Paper) -> String {
    let pieces: String = paper.parts.iter().flat_map(|part| &part.pieces).map(piece).collect();
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n</head>\n<body>\n{pieces}</body>\n</html>\n",
        escaped(&paper.title)
    )
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Title(text) => format!("<h1>{}</h1>\n", escaped(&text.text)),
        Piece::Heading(text) => format!("<h2>{}</h2>\n", escaped(&text.text)),
        Piece::Paragraph(text) => format!("<p>{}</p>\n", escaped(&text.text)),
        Piece::Table { rows, .. } => {
            let rows: String =
                rows.iter().map(|row| format!("<tr>{}</tr>\n", row.iter().map(cell).collect::<String>())).collect();
            format!("<table border=\"1\" cellspacing=\"0\">\n{rows}</table>\n")
        }
    }
}

fn cell(cell: &Cell) -> String {
    let span = |name: &str, covered: usize| if covered > 1 { format!(" {name}=\"{covered}\"") } else { String::new() };
    let name = if cell.place == Place::Figure { "td" } else { "th" };
    let spans = span("rowspan", cell.rows) + &span("colspan", cell.columns);
    format!("<{name}{spans}>{}</{name}>", escaped(&cell.text.text))
}
