//! Documents of every format after an accident to their tables: whatever is read
//! stands there, and what cannot be told is said to be unread.
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

#[path = "generated/mod.rs"]
mod generated;

use generated::support::{Figures, Grid, Printed, Random, consistent, tables};
use generated::{Format, file_with};
use gouji::report::Value;
use gouji::rules::Assessment;
use gouji::{Input, Options, Outcome};
use std::collections::BTreeSet;

/// Documents for each accident, format and edition.
const SEEDS: u64 = 2;

/// Formats in which a row has the cells that it has, and none is filled in.
const EXACT: [Format; 2] = [Format::Html, Format::Text];

/// What happens to the tables.
struct Accident {
    name: &'static str,
    happens: fn(&mut [Grid], &mut Random),
    /// Whether every cell that is left keeps its place in every format: where one is
    /// gone, most formats fill the row up at its end.
    keeps_places: bool,
}

const ACCIDENTS: [Accident; 12] = [
    Accident { name: "nothing", happens: |_, _| {}, keeps_places: true },
    Accident { name: "a row doubled", happens: row_doubled, keeps_places: true },
    Accident { name: "a row doubled with other figures", happens: row_contradicted, keeps_places: true },
    Accident { name: "a row lost", happens: row_lost, keeps_places: true },
    Accident { name: "rows swapped", happens: rows_swapped, keeps_places: true },
    Accident { name: "two tables merged", happens: tables_merged, keeps_places: true },
    Accident { name: "a word for a figure", happens: word, keeps_places: true },
    Accident { name: "a column dropped", happens: column_dropped, keeps_places: true },
    Accident { name: "a cell split", happens: cell_split, keeps_places: false },
    Accident { name: "a cell glued to the next", happens: cell_glued, keeps_places: false },
    Accident { name: "a cell lost", happens: cell_lost, keeps_places: false },
    Accident { name: "a span changed", happens: span_changed, keeps_places: false },
];

/// Rows of figures: table and row.
fn rows(tables: &[Grid], least: usize) -> Vec<(usize, usize)> {
    let figures = |row: &Vec<Printed>| row.iter().filter(|cell| cell.is_figure).count();
    let rows = |(at, grid): (usize, &Grid)| -> Vec<(usize, usize)> {
        (0..grid.len()).filter(|row| figures(&grid[*row]) >= least).map(|row| (at, row)).collect()
    };
    tables.iter().enumerate().flat_map(rows).collect()
}

fn pick<T: Copy>(all: &[T], random: &mut Random) -> T {
    all[random.next(all.len() as u64) as usize]
}

/// A row of figures, and the place of one of them that has another behind it.
fn pair(tables: &[Grid], random: &mut Random) -> (usize, usize, usize) {
    let (table, row) = pick(&rows(tables, 2), random);
    let first = tables[table][row].iter().position(|cell| cell.is_figure).unwrap();
    let figures = tables[table][row].len() - first;
    (table, row, first + random.next(figures as u64 - 1) as usize)
}

/// Rows that stand in no group of their own: labels and all can go elsewhere.
fn free_rows(tables: &[Grid]) -> Vec<(usize, usize)> {
    let mut free = rows(tables, 1);
    free.retain(|(table, row)| tables[*table][*row].iter().all(|cell| cell.rows == 1) && *table < 2);
    free
}

fn row_doubled(tables: &mut [Grid], random: &mut Random) {
    let (table, row) = pick(&free_rows(tables), random);
    let again = tables[table][row].clone();
    // The groups that the row stands in grow, as in an editor.
    for (at, above) in tables[table].iter_mut().enumerate().take(row) {
        above.iter_mut().filter(|cell| at + cell.rows > row).for_each(|cell| cell.rows += 1);
    }
    tables[table].insert(row + 1, again);
}

fn row_contradicted(tables: &mut [Grid], random: &mut Random) {
    row_doubled(tables, random);
    let (table, row) =
        (0..2).find_map(|table| Some((table, tables[table].windows(2).position(|pair| pair[0] == pair[1])?))).unwrap();
    let figure = tables[table][row + 1].iter_mut().find(|cell| cell.is_figure).unwrap();
    figure.text = "4711".to_owned();
}

fn row_lost(tables: &mut [Grid], random: &mut Random) {
    let (table, row) = pick(&free_rows(tables), random);
    for (at, above) in tables[table].iter_mut().enumerate().take(row) {
        above.iter_mut().filter(|cell| at + cell.rows > row).for_each(|cell| cell.rows -= 1);
    }
    tables[table].remove(row);
}

fn rows_swapped(tables: &mut [Grid], random: &mut Random) {
    let free = free_rows(tables);
    let is_alike = |(table, row): &&(usize, usize)| {
        free.contains(&(*table, row + 1)) && tables[*table][*row].len() == tables[*table][row + 1].len()
    };
    let (table, row) = pick(&free.iter().filter(is_alike).copied().collect::<Vec<_>>(), random);
    tables[table].swap(row, row + 1);
}

fn tables_merged(tables: &mut [Grid], random: &mut Random) {
    let first = random.next(2) as usize;
    let second = std::mem::take(&mut tables[first + 1]);
    tables[first].extend(second);
    tables[first + 1] = vec![vec![Printed { text: "见上表".to_owned(), rows: 1, columns: 1, is_figure: false }]];
}

fn word(tables: &mut [Grid], random: &mut Random) {
    let (table, row) = pick(&rows(tables, 1), random);
    let first = tables[table][row].iter().position(|cell| cell.is_figure).unwrap();
    let last = tables[table][row].len() as u64;
    let cell = first + random.next(last - first as u64) as usize;
    tables[table][row][cell].text =
        pick(&["#REF!", "约350", "见附件", "2O", "TRUE", "24件左右", "若干"], random).to_owned();
}

fn column_dropped(tables: &mut [Grid], random: &mut Random) {
    let column = 1 + random.next(5) as usize;
    let head = tables[1].iter().position(|row| row[0].is_figure || row.iter().any(|cell| cell.is_figure)).unwrap();
    for row in &mut tables[1][..head] {
        row.iter_mut().filter(|cell| cell.columns >= 5).for_each(|cell| cell.columns -= 1);
    }
    tables[1][head - 1].remove(column - 1);
    for row in &mut tables[1][head..] {
        let at = row.iter().position(|cell| cell.is_figure).unwrap() + column;
        row.remove(at);
    }
}

fn cell_split(tables: &mut [Grid], random: &mut Random) {
    let long: Vec<(usize, usize)> = rows(tables, 1)
        .into_iter()
        .filter(|(table, row)| tables[*table][*row].iter().any(|cell| cell.is_figure && cell.text.len() > 1))
        .collect();
    let (table, row) = pick(&long, random);
    let at = tables[table][row].iter().position(|cell| cell.is_figure && cell.text.len() > 1).unwrap();
    let mut rest = tables[table][row][at].clone();
    rest.text = tables[table][row][at].text.split_off(1);
    rest.columns = 1;
    tables[table][row].insert(at + 1, rest);
}

fn cell_glued(tables: &mut [Grid], random: &mut Random) {
    let (table, row, at) = pair(tables, random);
    let next = tables[table][row].remove(at + 1);
    tables[table][row][at].text.push_str(&next.text);
}

fn cell_lost(tables: &mut [Grid], random: &mut Random) {
    let (table, row, at) = pair(tables, random);
    tables[table][row].remove(at);
}

fn span_changed(tables: &mut [Grid], random: &mut Random) {
    let table = random.next(3) as usize;
    let row = random.next(tables[table].len() as u64) as usize;
    let cell = random.next(tables[table][row].len() as u64) as usize;
    let cell = &mut tables[table][row][cell];
    match random.next(4) {
        0 => cell.rows += 1,
        1 => cell.columns += 1,
        2 => cell.rows = (cell.rows - 1).max(1),
        _ => cell.columns = (cell.columns - 1).max(1),
    }
}

/// Whether a file of this format can hold the tables: JSON has none, and the writer
/// of workbooks refuses merges that overlap.
fn can_hold(format: Format, accident: &Accident) -> bool {
    format != Format::Json && !(format == Format::Xlsx && accident.name == "a span changed")
}

/// Every figure that was read, by address.
fn figures(outcome: &Outcome) -> Vec<(String, Value)> {
    let cells = |table: &gouji::report::Table| -> Vec<(String, Value)> {
        let figures = table.figures.iter().enumerate();
        figures.map(|(cell, figure)| (table.form.address(cell).to_owned(), figure.value)).collect()
    };
    outcome.report.tables.iter().flat_map(cells).collect()
}

/// What holds of every result, whatever happened to the document.
fn holds_together(outcome: &Outcome, case: &str) {
    let mut edits = 0;
    for table in &outcome.report.tables {
        for relation in table.form.relations() {
            edits += 1;
            let assessment = gouji::rules::assess(&outcome.report, &Options::default(), table, relation);
            let is_named = outcome.findings.iter().any(|finding| {
                let first = finding.cells.first();
                finding.rule == relation.id && first.is_some_and(|cell| cell.cell == relation.target)
            });
            let fails = matches!(assessment, Assessment::Fails(_));
            assert!(!fails || is_named, "{case}: {} fails without a finding", relation.id);
        }
    }
    let relations = outcome.relations;
    assert_eq!(relations.held + relations.failed + relations.not_assessed, edits, "{case}");
    let unnamed = outcome.repair.as_ref().and_then(|repair| repair.unnamed);
    assert_ne!(unnamed, Some(gouji::repair::Unnamed::Contradictory), "{case}: no other report was given");
}

/// Whether figures are missing without a finding that says so.
fn is_told(outcome: &Outcome, address: &str) -> bool {
    outcome.findings.iter().any(|finding| finding.cells.iter().any(|cell| cell.to_string() == address))
}

fn check(bytes: &[u8]) -> Outcome {
    gouji::check(Input::Bytes(bytes), &Options::default())
}

#[test]
fn what_is_read_stands_there_and_what_is_not_is_told() {
    for edition in ["2019", "2021"] {
        let year = if edition == "2019" { 2020 } else { 2023 };
        for accident in &ACCIDENTS {
            for seed in 0..SEEDS {
                let mut random = Random(seed * 31 + 7);
                let original = consistent(edition, &mut random);
                let mut tables = tables(edition, &original);
                (accident.happens)(&mut tables, &mut random);
                for format in Format::ALL.into_iter().filter(|format| can_hold(*format, accident)) {
                    let case = format!("{edition}, {}, seed {seed}, {format:?}", accident.name);
                    let outcome = check(&file_with(year, original.clone(), tables.clone(), format, &mut random));
                    holds_together(&outcome, &case);
                    stands_there(&outcome, &tables, &case);
                    if accident.keeps_places || EXACT.contains(&format) {
                        is_right_or_unread(&outcome, &original, &case);
                    }
                }
            }
        }
    }
}

/// Every figure that was read is the text of a cell. `031` is 31, and said to be.
fn stands_there(outcome: &Outcome, tables: &[Grid], case: &str) {
    let cells = tables.iter().flatten().flatten();
    let numbers: BTreeSet<i64> = cells.filter_map(|cell| cell.text.parse().ok()).collect();
    for (address, value) in figures(outcome) {
        let whole = match value {
            Value::Number(number) => number.integer(),
            _ => continue,
        };
        assert!(whole.is_some_and(|whole| numbers.contains(&whole)), "{case}: {address} is {whole:?}");
    }
}

/// No figure is read under another name, and of one that is not read a finding tells.
fn is_right_or_unread(outcome: &Outcome, original: &Figures, case: &str) {
    for (address, value) in figures(outcome) {
        match value {
            Value::Number(number) => assert_eq!(number.integer(), Some(original[&address]), "{case}: {address}"),
            Value::Blank => panic!("{case}: {address} is not blank"),
            Value::Unreadable | Value::Missing => {
                assert!(is_told(outcome, &address), "{case}: nothing tells of {address}")
            }
        }
    }
}

#[test]
fn a_lost_tag_moves_no_figure() {
    for edition in ["2019", "2021"] {
        let year = if edition == "2019" { 2020 } else { 2023 };
        for seed in 0..40 {
            let mut random = Random(seed);
            let original = consistent(edition, &mut random);
            let grids = tables(edition, &original);
            let page = String::from_utf8(file_with(year, original.clone(), grids, Format::Html, &mut random)).unwrap();
            let tags: Vec<(usize, &str)> = ["<td>", "</td>", "<tr>", "</tr>", "<table>", "</table>"]
                .iter()
                .flat_map(|tag| page.match_indices(tag))
                .collect();
            let (at, tag) = pick(&tags, &mut random);
            let lost = format!("{}{}", &page[..at], &page[at + tag.len()..]);
            let case = format!("{edition}, seed {seed}, {tag} lost at {at}");
            let outcome = check(lost.as_bytes());
            holds_together(&outcome, &case);
            for (address, value) in figures(&outcome) {
                if let Value::Number(number) = value {
                    assert_eq!(number.integer(), Some(original[&address]), "{case}: {address}");
                }
            }
        }
    }
}
