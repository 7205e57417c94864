//! The repair as a table for the terminal.

use super::cause::alternatives;
use crate::messages::repair as messages;
use crate::output::columns::{pad_end, pad_start, width};
use crate::{Language, Outcome};

/// The corrections of a report, one a line: address, what stands there, what
/// should, which cell that is in words, and why; then what would do as well. Empty where there is nothing to correct.
pub fn corrections(outcome: &Outcome, language: Language) -> String {
    let Some(repair) = &outcome.repair else { return String::new() };
    let lines: Vec<[String; 5]> = std::iter::once(head(language))
        .chain(repair.best.cells.iter().map(|change| {
            let from = change.from.map_or_else(|| "—".to_owned(), |from| from.to_string());
            let reason = messages::reasons(change, language).into_iter().next().unwrap_or_default();
            [change.cell.to_string(), from, change.to.to_string(), messages::cell(change, language), reason]
        }))
        .collect();
    let widest = |column: usize| lines.iter().filter_map(|line| line.get(column)).map(|text| width(text)).max();
    let [address, from, to, place] = [0, 1, 2, 3].map(|column| widest(column).unwrap_or(0));
    let mut text = messages::headline(repair, language) + "\n";
    if repair.best.cells.is_empty() {
        return text;
    }
    text.push('\n');
    for [cell, old, new, words, reason] in &lines {
        let figures = [pad_start(old, from), pad_start(new, to)].join("  ");
        let line = [pad_end(cell, address), figures, pad_end(words, place), reason.clone()].join("  ");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    if !repair.alternatives.is_empty() {
        text.push('\n');
        alternatives(repair, language).for_each(|alternative| text.push_str(&(alternative + "\n")));
    }
    text
}

fn head(language: Language) -> [String; 5] {
    match language {
        Language::Chinese => ["单元格", "现为", "应为", "位置", "依据"],
        Language::English => ["cell", "is", "should be", "where", "because"],
    }
    .map(str::to_owned)
}
