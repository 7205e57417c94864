//! Text whose fields stand between commas, semicolons or tabs, as programs
//! export it: fields in quotes may hold the delimiter, and line ends.

use super::super::builder::MOST_CELLS;
use super::super::{DocumentBuilder, Limit};
use super::inline::Target;

/// The delimiters that are looked for. Pipes, and tabs without quotes, are read
/// line by line.
const DELIMITERS: [char; 5] = [',', ';', '，', '；', '\t'];

/// Records that must look like rows with figures.
const FEWEST_ROWS: usize = 4;

/// Fields of a record that are read; the widest official table has 15.
const MOST_FIELDS: usize = 256;

/// A field is no longer than this many characters; a longer one is prose.
const LONGEST_FIELD: usize = 90;

/// The delimiter of a text, where most of its figures stand between such ones.
pub(super) fn delimiter(text: &str) -> Option<char> {
    let rows = |delimiter: char| Records { rest: text, delimiter }.filter(|record| record.is_row_of_figures()).count();
    let has_quoted_tabs = text.contains("\"\t") || text.contains("\t\"");
    let candidates = DELIMITERS.into_iter().filter(|found| *found != '\t' || has_quoted_tabs);
    let counted = candidates.filter(|found| text.contains(*found)).map(|found| (rows(found), found));
    let (found, delimiter) = counted.max_by_key(|(found, _)| *found)?;
    let in_lines = if delimiter == '\t' { 0 } else { rows('\t').max(rows('|')) };
    (found >= FEWEST_ROWS && found > in_lines).then_some(delimiter)
}

/// Reads a text of such fields: rows of short fields are a grid, all else is
/// prose.
pub(super) fn read(text: &str, delimiter: char, builder: &mut DocumentBuilder) {
    let mut run: Vec<Vec<(String, u16, u16)>> = Vec::new();
    let mut cells = 0;
    for record in (Records { rest: text, delimiter }) {
        let mut filled = record.fields.iter().filter(|field| !field.trim().is_empty());
        let (first, second) = (filled.next(), filled.next());
        let is_prose = !record.is_tabular() || (second.is_none() && (run.is_empty() || record.fields.len() < 2));
        match first {
            // A blank line ends a table, and so does prose.
            None if record.fields.len() < 2 => end(&mut run, builder),
            Some(only) if is_prose => {
                end(&mut run, builder);
                let text = if second.is_none() { only } else { &record.text };
                text.lines().for_each(|line| paragraph(line, builder));
            }
            _ => {
                cells += record.fields.len();
                run.push(record.fields.into_iter().map(|field| (field, 1, 1)).collect());
            }
        }
        if cells > MOST_CELLS {
            builder.limit(Limit::Cells);
            break;
        }
    }
    end(&mut run, builder);
}

fn end(run: &mut Vec<Vec<(String, u16, u16)>>, builder: &mut DocumentBuilder) {
    if !run.is_empty() {
        builder.grid(std::mem::take(run));
    }
}

fn paragraph(line: &str, builder: &mut DocumentBuilder) {
    let (level, text) = super::markdown::line(line, Target::Text);
    builder.paragraph(&text, level);
}

/// One line of fields; more lines where a quoted field has more.
struct Record {
    fields: Vec<String>,
    /// As it stands.
    text: String,
}

impl Record {
    /// Whether its fields are those of a table.
    fn is_tabular(&self) -> bool {
        self.fields.len() > 1
            && self.fields.iter().all(|field| field.chars().count() <= LONGEST_FIELD && !field.contains('。'))
    }

    /// Whether it has figures in fields of their own. `1,234,567` is one figure.
    fn is_row_of_figures(&self) -> bool {
        let is_figure = |field: &&String| {
            let field = field.trim();
            !field.is_empty() && field.chars().all(|part| part.is_numeric() || matches!(part, '.' | '-' | '+'))
        };
        let figures = self.fields.iter().filter(is_figure).count();
        let words = self.fields.iter().filter(|field| field.chars().any(char::is_alphabetic)).count();
        let groups = self.fields.iter().skip(1).all(|field| field.trim().len() == 3);
        self.is_tabular() && figures > 0 && (words > 0 || (figures > 2 && !groups))
    }
}

struct Records<'a> {
    rest: &'a str,
    delimiter: char,
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let text = self.rest;
        if text.is_empty() {
            return None;
        }
        let mut fields = vec![String::new()];
        let mut characters = text.char_indices().peekable();
        let (mut is_quoted, mut end) = (false, text.len());
        while let Some((at, character)) = characters.next() {
            let is_full = fields.len() >= MOST_FIELDS;
            let Some(field) = fields.last_mut() else { break };
            let next = characters.peek().map(|(_, next)| *next);
            match character {
                '"' if is_quoted && next == Some('"') => {
                    characters.next();
                    field.push('"');
                }
                '"' if is_quoted => is_quoted = false,
                '"' if field.trim().is_empty() && closes(text.get(at + 1..).unwrap_or_default(), self.delimiter) => {
                    is_quoted = true;
                    field.clear();
                }
                _ if is_quoted => field.push(character),
                '\n' | '\r' | '\u{c}' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    end = at;
                    break;
                }
                _ if character == self.delimiter && !is_full => fields.push(String::new()),
                _ => field.push(character),
            }
        }
        let behind = text.get(end..).unwrap_or_default();
        self.rest = behind.strip_prefix("\r\n").unwrap_or_else(|| {
            let mut rest = behind.chars();
            rest.next();
            rest.as_str()
        });
        let fields = fields.into_iter().map(unguarded).collect();
        Some(Record { fields, text: text.get(..end).unwrap_or_default().to_owned() })
    }
}

/// `="24"`, which keeps a spreadsheet from making something else of it.
fn unguarded(field: String) -> String {
    let inner = field.trim().strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    match inner.filter(|inner| !inner.contains('"')) {
        Some(inner) => inner.to_owned(),
        None => field,
    }
}

/// A quoted field is no longer than this many bytes.
const LONGEST_QUOTED: usize = 16 * 1024;

/// Whether a quote that was opened is closed where a field ends: elsewhere it
/// is a character.
fn closes(text: &str, delimiter: char) -> bool {
    let near = text.get(..text.floor_char_boundary(LONGEST_QUOTED)).unwrap_or(text);
    let mut rest = near.char_indices().peekable();
    while let Some((_, character)) = rest.next() {
        if character != '"' {
            continue;
        }
        match rest.peek() {
            Some((_, '"')) => drop(rest.next()),
            next => return next.is_none_or(|(_, next)| *next == delimiter || matches!(next, '\n' | '\r')),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::super::{Block, Document};

    fn rows(document: &Document) -> Vec<Vec<&str>> {
        let rows = document.grids().flat_map(|grid| &grid.rows);
        rows.map(|row| row.cells.iter().map(|cell| document.slice(&cell.range)).collect()).collect()
    }

    #[test]
    fn every_delimiter_makes_a_grid_with_its_blank_cells() {
        for delimiter in [",", ";", "，", "；"] {
            let text = "青禾县水务局报告\n信息内容|制发|废止\n规章|1||3\n许可|4||\n处罚|\"5\"||\n|6|7|8\n完。"
                .replace('|', delimiter);
            let document = super::super::read(&text);
            let expected = [
                vec!["信息内容", "制发", "废止"],
                vec!["规章", "1", "", "3"],
                vec!["许可", "4", "", ""],
                vec!["处罚", "5", "", ""],
                vec!["", "6", "7", "8"],
            ];
            assert_eq!(rows(&document), expected, "{delimiter}");
            assert_eq!(document.blocks.len(), 3);
        }
    }

    #[test]
    fn a_quoted_field_may_hold_anything() {
        let text = "\"甲,\n\"\"乙\"\"\",\"1,234\",5\n丙,1,2\n丁,3,4\n戊,5,6\n\"己。庚,\",,\n";
        let document = super::super::read(text);
        assert_eq!(rows(&document)[0], ["甲,\n\"乙\"", "1,234", "5"]);
        assert!(matches!(document.blocks.last(), Some(Block::Paragraph(_))));
        let tabs = "\"商业\n企业\"\t1\n丙\t1\n丁\t3\n戊\t5\n";
        assert_eq!(rows(&super::super::read(tabs))[0], ["商业\n企业", "1"]);
    }

    #[test]
    fn a_figure_that_is_guarded_as_a_formula_is_the_figure() {
        let text = "甲,\"=\"\"24\"\"\",=\"5\"\n乙,=\"1\",\"=\"\"2\"\"\"\n丙,=\"3\",=\"0\"\n丁,=\"6\",=\"0\"\n";
        assert_eq!(rows(&super::super::read(text))[0], ["甲", "24", "5"]);
    }

    #[test]
    fn prose_with_commas_is_prose() {
        for text in [
            "收到申请,24件\n办结,22件\n结转,2件\n公开,10件\n",
            "1,234\n2,345\n3,456\n4,567\n5,678\n",
            "2023年，收到24件，办结22件。\n2022年，收到3件，办结3件。\n一，2，三。\n四，5，六。\n",
            "规章\t1,234\t0\n许可\t2,345\t0\n处罚\t3,456\t1\n强制\t4,567\t2\n",
        ] {
            assert!(super::delimiter(text).is_none(), "{text}");
        }
    }
}
