//! Tables without ruling lines whose labels run over several lines beside each
//! other: each label put together, before the figures that stand at its first line.

use super::super::geometry::{Bounds, Text};
use super::line::{Line, is_numbered};

/// Pieces of a line that are figures, from which on it is a row of a table.
const FEWEST_FIGURES: usize = 3;
/// Rows of a table, and labels that begin at one place, from which on they count.
const FEWEST: usize = 3;
/// Points within which labels begin at one place.
const SAME_EDGE: f32 = 2.0;
/// Gap, in heights of the font, that parts two labels side by side.
const LABEL_GAP: f32 = 0.3;
/// Distance of lines, in heights of the font, within one label.
const PITCH: f32 = 2.2;

/// The lines of a page, those of tables without ruling lines rearranged.
pub fn rearranged(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let figures: Vec<Option<f32>> = lines.iter().map(figures_left).collect();
    let mut done = Vec::new();
    let mut table: Vec<(Line<'_>, Option<f32>)> = Vec::new();
    for (line, figures) in lines.into_iter().zip(figures) {
        let edge = table.iter().filter_map(|(_, left)| *left).fold(f32::MAX, f32::min);
        let goes_on = figures.is_some() || (!table.is_empty() && line.right() <= edge);
        if !goes_on {
            done.extend(rows(std::mem::take(&mut table)));
        }
        if goes_on { table.push((line, figures)) } else { done.push(line) }
    }
    done.extend(rows(table));
    done
}

/// Where the figures at the end of a line begin, if they are enough for a row.
fn figures_left(line: &Line<'_>) -> Option<f32> {
    let is_figure = |part: &&Part<'_>| {
        let mut letters = part.texts.iter().flat_map(|text| text.text.chars());
        !letters.any(char::is_alphabetic)
            && part.texts.iter().any(|text| text.text.contains(|c: char| c.is_ascii_digit()))
    };
    let parts = parts(line.visible(), &[]);
    let figures: Vec<&Part<'_>> = parts.iter().rev().take_while(is_figure).collect();
    figures.last().filter(|_| figures.len() >= FEWEST_FIGURES).map(|first| first.left())
}

/// A piece of a line.
struct Part<'a> {
    texts: Vec<&'a Text>,
}

impl Part<'_> {
    fn left(&self) -> f32 {
        self.texts.first().map_or(0.0, |text| text.bounds.left)
    }

    fn is_numbered(&self) -> bool {
        let text: String = self.texts.iter().map(|text| text.text.as_str()).collect();
        // A narrow column may break within the brackets.
        let is_cut = text.starts_with(['（', '(']) && text.chars().count() <= 3 && is_numbered(&format!("{text}）"));
        is_numbered(&text) || is_cut
    }
}

/// The pieces of a line: parted by wide gaps, and by narrow ones before an edge.
fn parts<'a>(texts: impl Iterator<Item = &'a Text>, edges: &[f32]) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    let mut right = f32::MIN;
    for text in texts {
        let gap = (text.bounds.left - right) / text.bounds.height().max(1.0);
        let is_edge = edges.iter().any(|edge| (edge - text.bounds.left).abs() <= SAME_EDGE);
        match parts.last_mut().filter(|_| gap <= 1.0 && !(is_edge && gap > LABEL_GAP)) {
            Some(part) => part.texts.push(text),
            None => parts.push(Part { texts: vec![text] }),
        }
        right = text.bounds.right;
    }
    parts
}

/// A label, with the figures that belong to it.
struct Label<'a> {
    bounds: Bounds,
    left: f32,
    last: f32,
    texts: Vec<&'a Text>,
    figures: Vec<&'a Text>,
}

impl<'a> Label<'a> {
    fn new(part: Part<'a>) -> Option<Self> {
        let bounds = part.texts.iter().map(|text| text.bounds).reduce(|all, next| all.union(&next))?;
        let (left, last) = (part.left(), bounds.centre().1);
        Some(Label { bounds, left, last, texts: part.texts, figures: Vec::new() })
    }

    /// Takes the next line of the label; gives it back where it is another's.
    fn extend(&mut self, part: Part<'a>) -> Option<Part<'a>> {
        let at = part.texts.first().map_or(self.last, |text| text.bounds.centre().1);
        let is_next = at > self.last && at - self.last <= PITCH * self.bounds.height();
        if (part.left() - self.left).abs() > SAME_EDGE || !is_next {
            return Some(part);
        }
        self.texts.extend(part.texts);
        self.last = at;
        None
    }

    fn line(self) -> Line<'a> {
        let mut line = Line { bounds: self.bounds, texts: self.texts };
        for figure in self.figures {
            line.bounds.right = line.bounds.right.max(figure.bounds.right);
            line.texts.push(figure);
        }
        line
    }
}

/// A table while it is looked at.
struct Rows<'a> {
    /// Its lines, with whether they hold figures.
    lines: Vec<(Line<'a>, bool)>,
    /// Where its figures begin.
    figures: f32,
    /// Where its labels begin.
    edges: Vec<f32>,
}

impl<'a> Rows<'a> {
    fn new(table: Vec<(Line<'a>, Option<f32>)>) -> Self {
        let figures = table.iter().filter_map(|(_, left)| *left).fold(f32::MAX, f32::min);
        let lines = table.into_iter().map(|(line, left)| (line, left.is_some())).collect();
        let mut rows = Rows { lines, figures, edges: Vec::new() };
        rows.edges = rows.common_edges();
        rows
    }

    /// Where labels begin in several lines.
    fn common_edges(&self) -> Vec<f32> {
        let mut lefts: Vec<f32> =
            self.lines.iter().flat_map(|(line, _)| self.labels(line)).map(|part| part.left()).collect();
        lefts.sort_by(f32::total_cmp);
        let groups = lefts.chunk_by(|a, b| b - a <= SAME_EDGE);
        groups.filter(|group| group.len() >= FEWEST).filter_map(|group| group.first().copied()).collect()
    }

    fn labels(&self, line: &Line<'a>) -> Vec<Part<'a>> {
        parts(line.visible().filter(|text| text.bounds.centre().0 < self.figures), &self.edges)
    }

    fn figures(&self, line: &Line<'a>) -> Vec<&'a Text> {
        line.visible().filter(|text| text.bounds.centre().0 >= self.figures).collect()
    }

    /// Whether labels run on below their figures, and none begins above them.
    fn hang_down(&self) -> bool {
        let is_row = |at: Option<usize>| at.and_then(|at| self.lines.get(at)).map(|(_, has_figures)| *has_figures);
        let is_alone = |at: usize| is_row(Some(at + 1)) != Some(false) && is_row(at.checked_sub(1)) != Some(false);
        let begins = |line: &Line<'a>| self.labels(line).last().is_some_and(Part::is_numbered);
        let rows: Vec<usize> = (0..self.lines.len()).filter(|at| is_row(Some(*at)) == Some(true)).collect();
        let mut wrapped = rows.iter().filter(|at| !is_alone(**at)).filter_map(|at| self.lines.get(*at)).peekable();
        rows.len() >= FEWEST && wrapped.peek().is_some() && wrapped.all(|(line, _)| begins(line))
    }

    /// Each label a line, with its figures behind it.
    fn rearranged(&self) -> Vec<Line<'a>> {
        let mut found: Vec<Label<'a>> = Vec::new();
        for (line, has_figures) in &self.lines {
            let before = found.len();
            for part in self.labels(line) {
                let rest = if part.is_numbered() { Some(part) } else { extend(&mut found, part) };
                found.extend(rest.and_then(Label::new));
            }
            if *has_figures {
                let figures = self.figures(line);
                match found.get_mut(before..).and_then(<[_]>::last_mut) {
                    Some(label) => label.figures = figures,
                    _ => found.extend(Label::new(Part { texts: figures })),
                }
            }
        }
        found.into_iter().map(Label::line).collect()
    }
}

/// Puts a piece behind the label that began where it begins; gives it back where
/// there is none.
fn extend<'a>(found: &mut [Label<'a>], part: Part<'a>) -> Option<Part<'a>> {
    let left = part.left();
    match found.iter_mut().rev().find(|label| (label.left - left).abs() <= SAME_EDGE) {
        Some(label) => label.extend(part),
        None => Some(part),
    }
}

/// The rows of a table, each a line; as they are where figures do not stand at the
/// first lines of their labels.
fn rows<'a>(table: Vec<(Line<'a>, Option<f32>)>) -> Vec<Line<'a>> {
    let rows = Rows::new(table);
    if rows.hang_down() { rows.rearranged() } else { rows.lines.into_iter().map(|(line, _)| line).collect() }
}

#[cfg(test)]
mod tests {
    use super::super::line::{lines, tests::draw};
    use super::*;

    fn read(drawn: &[(&str, f32, f32)]) -> Vec<String> {
        let texts: Vec<Text> = drawn.iter().flat_map(|(text, left, top)| draw(text, *left, *top, 10.0)).collect();
        rearranged(lines(&texts)).iter().map(Line::text).collect()
    }

    #[test]
    fn labels_side_by_side_are_put_together_before_the_figures_of_the_last() {
        let figures = |top: f32| ["4", "0", "5"].into_iter().zip([100.0, 130.0, 160.0]).map(move |(f, x)| (f, x, top));
        let mut drawn = vec![("（三）", 0.0, 0.0), ("1.属", 45.0, 0.0), ("不予", 0.0, 12.0), ("于甲", 45.0, 12.0)];
        drawn.extend([("公开", 0.0, 24.0), ("2.属", 45.0, 26.0), ("于乙", 45.0, 38.0), ("3.属", 45.0, 52.0)]);
        drawn.extend([("于丙", 45.0, 64.0), ("全文另起一段，写满整行，不属于表格", 0.0, 90.0)]);
        drawn.extend(figures(0.0).chain(figures(26.0)).chain(figures(52.0)));
        let rows = ["（三）不予公开", "1.属于甲  4  0  5", "2.属于乙  4  0  5", "3.属于丙  4  0  5"];
        let mut expected = rows.to_vec();
        expected.push("全文另起一段，写满整行，不属于表格");
        assert_eq!(read(&drawn), expected);
    }

    #[test]
    fn figures_in_the_middle_of_their_labels_stay_where_they_are() {
        let mut drawn = vec![("1.属于", 0.0, 0.0), ("甲", 0.0, 24.0), ("2.属于乙", 0.0, 40.0), ("3.属于丙", 0.0, 56.0)];
        for top in [12.0, 40.0, 56.0] {
            drawn.extend([("4", 100.0, top), ("0", 130.0, top), ("5", 160.0, top)]);
        }
        assert_eq!(read(&drawn).len(), 5);
    }
}
