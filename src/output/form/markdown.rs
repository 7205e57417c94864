//! A form as pipe tables. Pipes know no merges: a merged cell is printed once
//! and blank elsewhere.

use super::place::{rows, width};
use crate::forms::{Edition, TableForm};
use std::fmt::Write;

/// Headings and pipe tables.
pub fn render(edition: &Edition) -> String {
    let mut text = String::new();
    for (heading, form) in super::sections(edition) {
        let _ = writeln!(text, "## {heading}\n");
        if let Some(form) = form {
            table(&mut text, form);
            text.push('\n');
        }
    }
    text
}

fn table(text: &mut String, form: &TableForm) {
    let rows = rows(form);
    let width = width(&rows);
    for (number, cells) in rows.iter().enumerate() {
        let mut printed = vec![""; width];
        for cell in cells {
            if let Some(slot) = printed.get_mut(cell.column) {
                *slot = cell.content.text();
            }
        }
        let _ = writeln!(text, "| {} |", printed.join(" | "));
        if number == 0 {
            let _ = writeln!(text, "|{}", " --- |".repeat(width));
        }
    }
}
