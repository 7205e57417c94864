//! The rows and columns of a form, made of the labels on the paper.

use super::doubt::Doubt;
use super::names;
use super::paper::{Paper, Place};

/// A row or a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub id: String,
    pub label: String,
    /// Labels over it, outermost first.
    pub group: Vec<String>,
    pub unit: Option<String>,
    /// Kind of its figures where it is no count.
    pub kind: Option<&'static str>,
    /// Of a row: the columns that it has, where it has not all.
    pub columns: Vec<String>,
    pub confirm: Vec<Doubt>,
    /// Of a row: how many headings without figures stand above it.
    pub part: usize,
    /// Of a row: whether a document has any number of it.
    pub repeated: bool,
}

/// The columns and the rows of a table.
pub(super) fn of(paper: &Paper) -> (Vec<Line>, Vec<Line>) {
    let columns = paper.figures.iter().map(|&column| chain(paper, paper.head.iter().map(|&row| (row, column))));
    let columns = named(columns.collect(), "列");
    let rows = paper.body.iter().map(|&row| match paper.row_name().filter(|_| paper.repeated == Some(row)) {
        Some(name) => vec![one_line(name)],
        None => chain(paper, paper.labels.iter().map(|&column| (row, column))),
    });
    let mut rows = named(rows.collect(), "行");
    for (line, &row) in rows.iter_mut().zip(&paper.body) {
        if paper.repeated == Some(row) {
            line.repeated = true;
            line.confirm.push(Doubt::new("draft.repeated", ""));
        }
        line.part = paper.headings.iter().filter(|heading| **heading < row).count();
        line.unit = paper.units.map(|column| paper.text(row, column).trim().to_owned()).filter(|unit| !unit.is_empty());
        let open: Vec<bool> = paper.figures.iter().map(|&column| paper.place(row, column) == Place::Figure).collect();
        if open.contains(&false) {
            let has = columns.iter().zip(&open).filter(|(_, is_open)| **is_open);
            line.columns = has.map(|(column, _)| column.id.clone()).collect();
        }
    }
    (columns, rows)
}

/// The labels on the way to a figure, each cell once.
fn chain(paper: &Paper, places: impl Iterator<Item = (usize, usize)>) -> Vec<String> {
    let mut cells: Vec<usize> = Vec::new();
    for (row, column) in places {
        let cell = paper.cell_at(row, column).filter(|_| paper.place(row, column) == Place::Label);
        cells.extend(cell.filter(|cell| !cells.contains(cell)));
    }
    let texts = cells.into_iter().filter_map(|cell| paper.cell(cell)).map(|cell| one_line(&cell.text));
    texts.collect()
}

fn one_line(text: &str) -> String {
    let mut line = String::new();
    let mut is_after_letter = false;
    for word in text.split_whitespace() {
        // A space between Han characters only sets them apart.
        let is_letter = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        if is_after_letter && is_letter(word.chars().next()) {
            line.push(' ');
        }
        line.push_str(word);
        is_after_letter = is_letter(word.chars().last());
    }
    line
}

fn named(chains: Vec<Vec<String>>, otherwise: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(chains.len());
    for mut chain in chains {
        let label = chain.pop().unwrap_or_else(|| format!("{otherwise}{}", lines.len() + 1));
        lines.push(Line { label, group: chain, ..Line::default() });
    }
    let wished: Vec<(String, Vec<String>)> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| (names::id(&line.label, &format!("{otherwise}{}", at + 1)), line.group.clone()))
        .collect();
    for (line, id) in lines.iter_mut().zip(names::distinct(&wished)) {
        line.id = id;
    }
    lines
}
