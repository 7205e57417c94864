//! The head of a table: which column stands where.

use super::form_labels::FormLabels;
use super::label::{Label, Wording};
use super::line::{Content, Line, LineCell};
use super::normalise::normalise;
use crate::order;
use crate::report::Observation;

/// Lines above a row that are looked at for the head of its columns.
pub const HEAD_LINES: usize = 12;

/// Bytes of the longest cell that may name a column.
const LONGEST_HEAD: usize = 120;

/// What stands over the labels of rows where the columns are numbered beneath the head.
pub const STEMS: [&str; 7] = ["甲", "乙", "丙", "丁", "戊", "己", "栏次"];

/// What a head says of the columns beneath it.
#[derive(Debug, Default)]
pub struct Head {
    /// The columns of the form from left to right; `None` for a foreign one.
    pub order: Vec<Option<usize>>,
    /// The grid column of each entry of `order`.
    starts: Vec<usize>,
    /// Whether its labels stand in one row.
    is_one_row: bool,
    /// Columns whose label is worded otherwise.
    labels: Vec<Observation>,
    /// Labels of the foreign columns.
    extra: Vec<String>,
    /// All its labels as they stand, from left to right.
    texts: Vec<String>,
}

impl Head {
    /// Reads the lines above some rows for the labels of these columns.
    pub fn read(lines: &[Line<'_>], labels: &FormLabels, columns: &[usize]) -> Self {
        let mut head = Head::default();
        let mut leaves = leaves(lines, labels, columns);
        order::sort_by_key(&mut leaves, |leaf| leaf.start);
        let Some(first) = leaves.iter().position(|leaf| leaf.column.is_some()) else { return head };
        // What stands left of the figures names the rows, or a column without figures.
        let mut at = 0..;
        leaves.retain(|leaf| at.next().is_some_and(|at| at >= first) || leaf.is_other);
        let mut named = leaves.iter().filter(|leaf| leaf.column.is_some()).map(|leaf| leaf.line);
        let line = named.next();
        head.is_one_row = named.all(|other| Some(other) == line);
        for leaf in leaves {
            let label = leaf.column.and_then(|(column, _)| labels.columns.get(column));
            let text = normalise(leaf.text);
            let is_of_unit = label.is_none_or(|label| has_unit_of(&text, label.official()));
            // A form that names a label with another unit takes figures of that unit.
            let leaf = match leaf.column.filter(|_| !is_of_unit && label.is_some_and(|label| label.accepts(&text))) {
                Some((column, _)) => Leaf { column: Some((column, Wording::Official)), ..leaf },
                None => leaf,
            };
            head.take(leaf, is_of_unit || label.is_some_and(|label| label.accepts(&text)));
        }
        head.settle(columns);
        head
    }

    /// A single foreign label exactly where a single column is missing is that
    /// column under another name.
    fn settle(&mut self, columns: &[usize]) {
        if self.order.len() != columns.len() || self.extra.len() != 1 {
            return;
        }
        let differs =
            |(at, (found, column)): (usize, (&Option<usize>, &usize))| (found.as_ref() != Some(column)).then_some(at);
        let mut different = self.order.iter().zip(columns).enumerate().filter_map(differs);
        if let (Some(at), None) = (different.next(), different.next())
            && let (Some(slot), Some(&column)) = (self.order.get_mut(at), columns.get(at))
            && slot.is_none()
            && let Some(found) = self.extra.pop()
        {
            *slot = Some(column);
            self.labels.push(Observation::ColumnLabel { column, found: found.into(), accepted: false });
        }
    }

    fn take(&mut self, leaf: Leaf<'_>, is_of_unit: bool) {
        match leaf.column {
            Some((column, wording)) => {
                if wording != Wording::Official || !is_of_unit {
                    let (found, accepted) = (leaf.text.into(), wording == Wording::Accepted && is_of_unit);
                    self.labels.push(Observation::ColumnLabel { column, found, accepted });
                }
                self.order.push(Some(column));
            }
            None => {
                self.extra.extend((!leaf.is_other).then(|| leaf.text.to_owned()));
                self.order.push(None);
            }
        }
        self.starts.push(leaf.start);
        self.texts.push(leaf.text.split_whitespace().collect());
    }

    /// Its labels as they stand, from left to right.
    pub fn texts(&self) -> &[String] {
        &self.texts
    }

    /// How many of the columns it names.
    pub fn named(&self) -> usize {
        self.order.iter().flatten().count()
    }

    /// Whether it names exactly these columns, in whatever order, each in a
    /// grid column of its own.
    pub fn is_complete(&self, columns: &[usize]) -> bool {
        self.extra.is_empty()
            && self.named() == columns.len()
            && columns.iter().all(|column| self.order.contains(&Some(*column)))
            && self.starts.windows(2).all(|pair| pair.first() < pair.last())
    }

    /// Whether the order of its labels is that of the figures in these cells: it is within
    /// one row. Labels of several rows have to begin where the figures do, or to stand as
    /// far apart, and to end there as well where their order is not the form's; where
    /// merges were lost, or an editor put a row between them, they stand in no order that
    /// could be relied on.
    pub fn is_order_of<'a: 'b, 'b>(&self, cells: impl Iterator<Item = &'b LineCell<'a>>) -> bool {
        let figures: Vec<usize> = cells.map(|cell| cell.start).collect();
        let is_official = self.order.iter().flatten().is_sorted();
        let ends_alike = is_official || self.starts.last() == figures.last();
        let are_beneath = self.starts.first() == figures.first() && ends_alike;
        let as_many = self.starts.len() == figures.len();
        self.is_one_row || are_beneath || (as_many && gaps(&self.starts).eq(gaps(&figures)))
    }

    /// The grid column in which rows have their labels: the last one left of the figures
    /// that the form does not have for something else.
    #[cfg(feature = "whole")]
    pub fn label_column(&self) -> Option<usize> {
        let figures = self.order.iter().zip(&self.starts).filter(|(column, _)| column.is_some());
        let first = figures.map(|(_, start)| *start).min()?;
        (0..first).rev().find(|column| !self.starts.contains(column))
    }

    /// The grid column of its first label.
    #[cfg(feature = "whole")]
    pub fn first_start(&self) -> Option<usize> {
        self.starts.iter().min().copied()
    }

    /// What speaks for it as the head of these columns: the share of them that it names,
    /// less what it lacks and what it names besides.
    #[cfg(feature = "whole")]
    pub fn fit(&self, columns: &[usize]) -> f32 {
        let lacking = columns.iter().filter(|column| !self.order.contains(&Some(**column))).count();
        (self.named() as f32 - 0.5 * (self.extra.len() + lacking) as f32) / columns.len().max(1) as f32
    }

    /// Whether each of its columns is worded as the form words it, or as it accepts.
    #[cfg(feature = "whole")]
    pub fn is_worded(&self) -> bool {
        self.labels.iter().all(|label| matches!(label, Observation::ColumnLabel { accepted: true, .. }))
    }

    /// Whether all its labels stand to the left of a grid column.
    pub fn ends_before(&self, start: usize) -> bool {
        self.starts.iter().all(|&column| column < start)
    }

    /// The entry of `order` that starts in a grid column.
    pub fn at(&self, start: usize) -> Option<usize> {
        self.starts.iter().position(|&column| column == start)
    }

    /// Columns that are worded otherwise.
    pub fn label_observations(&self) -> impl Iterator<Item = Observation> + '_ {
        self.labels.iter().cloned()
    }

    /// Columns that are missing or foreign, where the rows follow this head.
    pub fn column_observations<'a>(&'a self, columns: &'a [usize]) -> impl Iterator<Item = Observation> + 'a {
        let missing = columns.iter().filter(|column| !self.order.contains(&Some(**column)));
        let extra = self.extra.iter().map(|label| Observation::ColumnExtra { label: label.as_str().into() });
        missing.map(|&column| Observation::ColumnMissing { column }).chain(extra)
    }
}

/// Whether a label says no other unit than the official one.
fn has_unit_of(found: &str, official: &str) -> bool {
    match (unit_in(found), unit_in(official)) {
        (Some(found), Some(official)) => found == official,
        _ => true,
    }
}

/// The unit that a normalised label says in its last brackets: `金额(单位:万元)`.
fn unit_in(label: &str) -> Option<&str> {
    let (_, unit) = label.strip_suffix(')')?.rsplit_once('(')?;
    let unit = unit.strip_prefix("单位").unwrap_or(unit).trim_start_matches([':', ' ']);
    unit.ends_with(['元', '件', '次', '个', '项']).then_some(unit)
}

/// How far each one of these grid columns, from left to right, is from the next.
fn gaps(starts: &[usize]) -> impl Iterator<Item = usize> {
    starts.iter().zip(starts.iter().skip(1)).map(|(one, next)| next.saturating_sub(*one))
}

struct Leaf<'a> {
    line: usize,
    start: usize,
    text: &'a str,
    column: Option<(usize, Wording)>,
    /// Whether the form has a column without figures of this name.
    is_other: bool,
}

/// The lowest label above each grid column.
fn leaves<'a>(lines: &'a [Line<'_>], labels: &FormLabels, columns: &[usize]) -> Vec<Leaf<'a>> {
    let mut leaves: Vec<Leaf<'a>> = Vec::new();
    let mut used = Vec::new();
    let is_named = |column: usize, cell: &LineCell<'_>| {
        labels.columns.get(column).is_some_and(|label| label.matches(&cell.label).is_some())
    };
    // A row of figures among the lines names no column: 合计 above the lines that it adds up.
    let is_row = |line: &Line<'_>| {
        let figures = line.cells.iter().filter(|cell| cell.content == Content::Figure).count();
        figures > 2 && figures >= columns.len()
    };
    for (number, line) in lines.iter().enumerate().rev().filter(|(_, line)| !is_row(line)) {
        for cell in line.cells.iter().filter(|cell| cell.content == Content::Words) {
            let covered = leaves.iter().any(|leaf| (cell.start..cell.start + cell.columns).contains(&leaf.start));
            if covered || labels.spanning.contains(&cell.label.full) || cell.text.len() > LONGEST_HEAD {
                continue;
            }
            if STEMS.contains(&cell.text.trim()) && !columns.iter().any(|&column| is_named(column, cell)) {
                continue;
            }
            // Of columns of one label the first that is left: groups may repeat them.
            let best = columns
                .iter()
                .rev()
                .filter(|column| !used.contains(*column))
                .filter_map(|&column| Some((column, labels.columns.get(column)?.matches(&cell.label)?)))
                .max_by(|a, b| a.1.score.total_cmp(&b.1.score));
            let column = best.map(|(column, found)| (column, found.wording));
            used.extend(column.map(|(column, _)| column));
            let is_other = column.is_none() && labels.others.iter().any(|label| label.matches(&cell.label).is_some());
            leaves.push(Leaf { line: number, start: cell.start, text: cell.text, column, is_other });
        }
    }
    in_order_of_groups(&mut leaves, labels, columns);
    leaves
}

/// Columns of one label, repeated by groups, stand in the order of the form, whichever
/// row of the head each stands in. Where one of them is missing, nothing tells which.
fn in_order_of_groups(leaves: &mut [Leaf<'_>], labels: &FormLabels, columns: &[usize]) {
    let label = |column: usize| labels.columns.get(column).map(Label::official);
    for &column in columns {
        let alike: Vec<usize> = columns.iter().copied().filter(|&other| label(other) == label(column)).collect();
        if alike.len() < 2 || alike.first() != Some(&column) {
            continue;
        }
        let mut places: Vec<(usize, usize)> = leaves
            .iter()
            .enumerate()
            .filter(|(_, leaf)| leaf.column.is_some_and(|(column, _)| alike.contains(&column)))
            .map(|(at, leaf)| (leaf.start, at))
            .collect();
        order::sort(&mut places);
        let is_whole = places.len() == alike.len();
        for ((_, at), &column) in places.iter().zip(&alike) {
            if let Some(leaf) = leaves.get_mut(*at) {
                leaf.column = leaf.column.filter(|_| is_whole).map(|(_, wording)| (column, wording));
            }
        }
    }
}
