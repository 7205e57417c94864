//! Tables that are drawn with lines between all rows, as grids of pandoc and of
//! terminals are: a cell may have several lines of text, and span rows and columns.

use std::ops::Range;

/// Places of a table that are looked at: lines by columns.
const MOST_PLACES: usize = 200_000;
/// Lines of a drawn table that hold strokes, at least.
const FEWEST_STROKES: usize = 4;
/// Columns by which a line may be off where a program takes some characters for wider.
const FARTHEST: usize = 6;

/// A cell: its text, and the rows and columns that it spans.
pub(super) type Drawn = (String, u16, u16);

/// The rows of the drawn table that the lines begin with, and how many lines it has.
pub(super) fn table(lines: &[&str]) -> Option<(Vec<Vec<Drawn>>, usize)> {
    let first = lines.first()?.trim();
    if !first.starts_with(['+', '┌', '╔', '┏', '╭']) || !first.chars().all(|it| is_stroke(it) || is_joint(it)) {
        return None;
    }
    let is_of_table = |line: &&&str| line.trim().starts_with(|it| is_joint(it) || is_upright(it));
    let count = lines.iter().take_while(is_of_table).count();
    let lines: Vec<Vec<Placed>> = lines.iter().take(count).map(|line| placed(line)).collect();
    let borders = borders(&lines);
    let columns = borders.len().checked_sub(1).filter(|columns| (1..=256).contains(columns))?;
    if lines.len().saturating_mul(columns) > MOST_PLACES {
        return None;
    }
    let slots: Vec<Vec<Slot>> = lines.iter().map(|line| slots(line, &borders)).collect();
    let has_stroke = |line: &Vec<Slot>| line.iter().any(|slot| slot.text.is_none());
    let stroked = slots.iter().filter(|line| has_stroke(line)).count();
    // Rows without lines between them are read line by line.
    if stroked < FEWEST_STROKES || stroked * 3 < slots.len() {
        return None;
    }
    Some((Table { slots, columns }.rows(), count))
}

/// A character and the column that it begins at.
type Placed = (usize, char);

fn placed(line: &str) -> Vec<Placed> {
    let mut column = 0;
    let place = |character: char| {
        let at = column;
        column += if is_wide(character) { 2 } else { 1 };
        (at, character)
    };
    line.trim_end().chars().map(place).collect()
}

fn is_wide(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3ffff}')
}

fn is_stroke(character: char) -> bool {
    matches!(character, '-' | '=' | ':' | '─' | '━' | '═' | '┄' | '┈')
}

fn is_upright(character: char) -> bool {
    matches!(character, '|' | '│' | '┃' | '║' | '┆' | '┊')
}

/// Whether lines meet in a character.
fn is_joint(character: char) -> bool {
    character == '+' || matches!(character, '\u{250c}'..='\u{254b}' | '\u{2552}'..='\u{2570}')
}

/// The columns in which upright lines stand, by the strokes that meet them.
fn borders(lines: &[Vec<Placed>]) -> Vec<usize> {
    let mut borders: Vec<usize> = Vec::new();
    for line in lines {
        for (at, (column, character)) in line.iter().enumerate() {
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| line.get(at));
            if is_joint(*character) && beside.into_iter().any(|(_, beside)| is_stroke(*beside)) {
                borders.push(*column);
            }
        }
    }
    borders.sort_unstable();
    borders.dedup();
    borders
}

/// A place of a line between two borders.
#[derive(Debug, Clone, Default)]
struct Slot {
    /// What stands there; `None` where a stroke does.
    text: Option<String>,
    /// Whether an upright line stands at its left.
    is_parted: bool,
}

/// What stands between the borders of a line. A line that wide characters pushed
/// aside is put right by the borders nearest to its own.
fn slots(line: &[Placed], borders: &[usize]) -> Vec<Slot> {
    let mut slots = vec![Slot { text: Some(String::new()), is_parted: false }; borders.len().saturating_sub(1)];
    let mut at = 0;
    let mut start: Option<usize> = None;
    let mut inner = String::new();
    let mut close = |from: Option<usize>, to: usize, inner: &mut String| {
        let Some(from) = from.filter(|from| *from < to) else { return inner.clear() };
        let text = inner.trim();
        let is_drawn = !text.is_empty() && text.chars().all(|it| is_stroke(it) || is_joint(it));
        for slot in slots.get_mut(from..to).into_iter().flatten() {
            slot.text = (!is_drawn).then(String::new);
        }
        if let Some(slot) = slots.get_mut(from) {
            slot.is_parted = true;
            slot.text = (!is_drawn).then(|| text.to_owned());
        }
        inner.clear();
    };
    for (column, character) in line {
        let nearest = || {
            let left = borders.iter().enumerate().skip(at);
            left.min_by_key(|(_, border)| border.abs_diff(*column))
                .filter(|(_, border)| border.abs_diff(*column) <= FARTHEST)
        };
        let border = if is_upright(*character) || is_joint(*character) { nearest() } else { None };
        match border {
            Some((border, _)) => {
                close(start, border, &mut inner);
                (start, at) = (Some(border), border + 1);
            }
            None => inner.push(*character),
        }
    }
    slots
}

struct Table {
    slots: Vec<Vec<Slot>>,
    columns: usize,
}

/// Lines and columns of a cell.
struct Area {
    lines: Range<usize>,
    columns: Range<usize>,
}

impl Table {
    fn slot(&self, line: usize, column: usize) -> Option<&Slot> {
        self.slots.get(line)?.get(column)
    }

    fn is_text(&self, line: usize, column: usize) -> bool {
        self.slot(line, column).is_some_and(|slot| slot.text.is_some())
    }

    /// The cells by row, each with its spans.
    fn rows(&self) -> Vec<Vec<Drawn>> {
        let areas = self.areas();
        let mut starts: Vec<usize> = areas.iter().map(|area| area.lines.start).collect();
        starts.sort_unstable();
        starts.dedup();
        let row = |line: usize| starts.partition_point(|start| *start <= line);
        let mut rows: Vec<Vec<Drawn>> = vec![Vec::new(); starts.len()];
        for area in &areas {
            let first = row(area.lines.start);
            let spans = |from: usize, to: usize| u16::try_from(to.saturating_sub(from)).unwrap_or(1).max(1);
            let cell = (
                self.text(area),
                spans(first, row(area.lines.end - 1) + 1),
                spans(area.columns.start, area.columns.end),
            );
            if let Some(cells) = rows.get_mut(first - 1) {
                cells.push(cell);
            }
        }
        rows
    }

    /// The cells from top to bottom, from left to right: places that no line parts.
    fn areas(&self) -> Vec<Area> {
        let mut seen = vec![false; self.slots.len() * self.columns];
        let mut areas = Vec::new();
        for line in 0..self.slots.len() {
            let mut column = 0;
            while column < self.columns {
                let is_seen = seen.get(line * self.columns + column).copied().unwrap_or(true);
                if is_seen || !self.is_text(line, column) {
                    column += 1;
                    continue;
                }
                let is_joined = |next: &usize| {
                    self.is_text(line, *next) && !self.slot(line, *next).is_some_and(|slot| slot.is_parted)
                };
                let end = (column + 1..self.columns).find(|next| !is_joined(next)).unwrap_or(self.columns);
                let last =
                    (line + 1..self.slots.len()).find(|next| !self.is_text(*next, column)).unwrap_or(self.slots.len());
                for covered in line..last {
                    seen.iter_mut()
                        .skip(covered * self.columns + column)
                        .take(end - column)
                        .for_each(|seen| *seen = true);
                }
                areas.push(Area { lines: line..last, columns: column..end });
                column = end;
            }
        }
        areas
    }

    /// The lines of a cell as one text.
    fn text(&self, area: &Area) -> String {
        let mut text = String::new();
        let lines = area.lines.clone().filter_map(|line| self.slot(line, area.columns.start)?.text.as_deref());
        for line in lines.filter(|line| !line.is_empty()) {
            let is_word = |character: Option<char>| character.is_some_and(|it| it.is_ascii_alphanumeric());
            if is_word(text.chars().last()) && is_word(line.chars().next()) {
                text.push(' ');
            }
            text.push_str(line);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::table;

    fn rows(text: &str) -> Option<Vec<String>> {
        let lines: Vec<&str> = text.lines().collect();
        let (rows, count) = table(&lines)?;
        assert_eq!(count, lines.len());
        let cell = |(text, rows, columns): &(String, u16, u16)| match (rows, columns) {
            (1, 1) => text.clone(),
            _ => format!("{text} {rows}x{columns}"),
        };
        Some(rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|")).collect())
    }

    #[test]
    fn cells_may_span_rows_and_columns_and_have_several_lines() {
        let expected = ["情况 2x2|自然|总计", "12|12", "三、办理结果 2x1|（一）予以公开|9|9", "（二）部分|3|3"];
        let ascii = "\
+-----------------+------+------+
| 情况            | 自然 | 总计 |
|                 +------+------+
|                 | 12   | 12   |
+==========+======+======+======+
| 三、办理 |（一）| 9    | 9    |
| 结果     |予以公|      |      |
|          |开    |      |      |
|          +------+------+------+
|          |（二）| 3    | 3    |
|          |部分  |      |      |
+----------+------+------+------+";
        assert_eq!(rows(ascii).unwrap(), expected);
        let drawn = ascii.replace('-', "─").replace('=', "═").replace('|', "│");
        let drawn = format!("┌{}", drawn.strip_prefix('+').unwrap());
        assert_eq!(rows(&drawn).unwrap(), expected);
        // A program took the marks of a quotation for wide.
        let pushed = ascii.replace("| 12   | 12   |", "| “12” | 12   |");
        assert_eq!(rows(&pushed).unwrap()[1], "“12”|12");
    }

    #[test]
    fn rows_without_lines_between_them_are_not_put_together() {
        assert_eq!(rows("+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |\n+---+---+"), None);
        assert_eq!(rows("| a | b |\n|---|---|\n| 1 | 2 |"), None);
    }
}
