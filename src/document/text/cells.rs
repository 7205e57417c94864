//! A line of text → the cells of a row.

use super::inline::{self, Shown, Target};

/// Cells of a line that are read; the widest official table has 15.
const MOST_CELLS: usize = 256;

/// What stands between the cells of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// `|` of Markdown, or the vertical lines of a drawn table.
    Pipe,
    /// A tab, as copied from a table.
    Tab,
}

/// A line of cells.
#[derive(Debug)]
pub(super) struct Row {
    /// What separates them.
    pub separator: Separator,
    /// Their texts.
    pub cells: Vec<String>,
}

impl Row {
    /// The text of the only cell that has one.
    pub fn single_text(&self) -> Option<&str> {
        let mut texts = self.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let text = texts.next()?;
        texts.next().is_none().then_some(text)
    }

    /// Whether it is a ruled line: every cell has nothing but strokes.
    fn is_rule(&self, is_second: bool) -> bool {
        let strokes = |cell: &str| {
            let cell = cell.trim().trim_matches(':');
            let least = if is_second && self.separator == Separator::Pipe { 1 } else { 3 };
            let drawn = cell.chars().all(is_drawn);
            (!cell.is_empty() && drawn) || (cell.len() >= least && cell.bytes().all(|byte| matches!(byte, b'-' | b'=')))
        };
        let mut filled = self.cells.iter().filter(|cell| !cell.trim().is_empty()).peekable();
        filled.peek().is_some() && filled.all(|cell| strokes(cell))
    }
}

/// Reads a line as a row. `next` is the line behind it, `known` the separator of
/// the run that it would continue.
pub(super) fn row(line: &str, next: &str, known: Option<Separator>) -> Option<Row> {
    let (line, next) = (unquoted(line), unquoted(next));
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return None;
    }
    let is_ruled = trimmed.chars().all(|character| is_drawn(character) || matches!(character, '+' | '-' | '=' | '|'))
        && trimmed.contains(['+', '─', '━', '═']);
    let pipes = count_pipes(line);
    let is_pipe_row = match pipes {
        0 => is_ruled && (known == Some(Separator::Pipe) || count_pipes(next) > 0),
        1 => trimmed.starts_with('|') || known == Some(Separator::Pipe) || count_pipes(next) > 0,
        _ => true,
    };
    if is_pipe_row {
        let cells = if is_ruled { vec!["───".to_owned()] } else { split_pipes(trimmed) };
        return Some(Row { separator: Separator::Pipe, cells });
    }
    // A tab in front of a paragraph is its indent.
    let has_inner_tab = line.trim_start().contains('\t');
    let is_tab_row = has_inner_tab || (line.contains('\t') && known == Some(Separator::Tab));
    let cells = || line.split('\t').take(MOST_CELLS).map(str::to_owned).collect();
    is_tab_row.then(|| Row { separator: Separator::Tab, cells: cells() })
}

/// A line of a table without the marks of a quotation.
fn unquoted(line: &str) -> &str {
    let bare = line.trim_start();
    let rest = bare.trim_start_matches(['>', ' ']);
    if bare.starts_with('>') && rest.starts_with(is_pipe) { rest } else { line }
}

/// The rows that hold something: neither `|---|---|` nor drawn lines.
pub(super) fn without_rules(rows: Vec<Row>) -> Vec<Row> {
    let kept = rows.into_iter().enumerate().filter(|(at, row)| !row.is_rule(*at == 1));
    kept.map(|(_, row)| row).collect()
}

fn is_pipe(character: char) -> bool {
    matches!(character, '|' | '｜' | '│' | '┃' | '║')
}

fn is_drawn(character: char) -> bool {
    matches!(character, '\u{2500}'..='\u{257f}')
}

fn count_pipes(line: &str) -> usize {
    let mut escaped = false;
    let mut pipes = 0;
    for character in line.chars() {
        pipes += usize::from(is_pipe(character) && !escaped);
        escaped = character == '\\' && !escaped;
    }
    pipes
}

/// The cells of a line, as `| 甲 | 乙 |`, or as wikis write them: `| 甲 || 乙`.
fn split_pipes(line: &str) -> Vec<String> {
    let inner = line.trim_start_matches(is_pipe);
    let is_wiki = line.starts_with('|') && inner.contains("||") && !line.ends_with('|');
    if is_wiki && !inner.replace("||", "").contains(is_pipe) {
        return inner.split("||").take(MOST_CELLS).map(str::to_owned).collect();
    }
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut escaped = false;
    for character in line.chars() {
        if is_pipe(character) && !escaped {
            if cells.len() > MOST_CELLS {
                break;
            }
            cells.push(cell.clone());
            cell.clear();
        } else {
            if escaped && is_pipe(character) {
                cell.pop();
            }
            cell.push(character);
        }
        escaped = character == '\\' && !escaped;
    }
    let outer_start = line.chars().next().is_some_and(is_pipe);
    if !cell.trim().is_empty() || cells.is_empty() {
        cells.push(cell.clone());
    }
    if outer_start {
        cells.remove(0);
    }
    cells
}

/// A cell as it is shown, its lines apart.
pub(super) fn shown(cell: &str, target: Target) -> Shown<'_> {
    if target == Target::Html || !cell.contains("<br") {
        return inline::cell(cell, target);
    }
    let mut shown = Shown { text: "".into(), struck: String::new() };
    for line in lines(cell) {
        let next = inline::cell(line, target);
        if !shown.text.is_empty() {
            shown.text.to_mut().push('\n');
        }
        shown.text.to_mut().push_str(&next.text);
        shown.struck.push_str(&next.struck);
    }
    shown
}

/// A line of Markdown parted where `<br>` breaks it.
pub(super) fn lines(line: &str) -> impl Iterator<Item = &str> {
    let mut parts = line.split("<br");
    let first = parts.next();
    // Behind the name stands what ends the tag.
    let rest = parts.map(|part| part.trim_start_matches([' ', '/']).strip_prefix('>').unwrap_or(part));
    first.into_iter().chain(rest)
}
