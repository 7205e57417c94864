//! The table of reconsideration and litigation: its one row of figures carries
//! no label, so the fifteen figures are found by the head above them.

use super::figure;
use super::form_labels::FormLabels;
use super::head::Head;
use super::label::Label;
use super::line::{Content, Line, LineCell};
use super::normalise::normalise;
use crate::forms::{Edition, TableForm};
use crate::order;
use crate::report::{Figure, Observation, Table, Unreadable, Value};

/// Lines behind a head that are looked at for its figures.
const REACH: usize = 8;

/// Reads the lines as this form; `None` where no head of it is there.
pub fn read(lines: &[Line<'_>], edition: &'static Edition, form: &'static TableForm) -> Option<Table> {
    let columns: Vec<usize> = (0..form.columns.len()).collect();
    let official = FormLabels::of(form)?;
    let heads: Vec<usize> = (0..lines.len()).filter(|&at| is_head(lines.get(at), official)).collect();
    let mut table = Table::empty(edition, form);
    let Some((first, last)) = heads.first().copied().zip(heads.last().copied()) else {
        fill(&mut table, turned(lines, form, official)?, official);
        return Some(table);
    };
    let start = first - over(lines, first);
    let region = lines.get(start..(last + 1 + REACH).min(lines.len()))?;
    let found = figures(region, first - start, form, official);
    let labels = Head::read(lines.get(first..=last)?, official, &columns);
    table.observations.extend(labels.label_observations());
    fill(&mut table, found, official);
    Some(table)
}

/// A line is a head of this table if it names most of the results.
fn is_head(line: Option<&Line<'_>>, official: &FormLabels) -> bool {
    let named = |line: &Line<'_>| {
        let has = |label: &&Label| line.cells.iter().any(|cell| label.matches(&cell.label).is_some());
        official.columns.iter().filter(has).count()
    };
    line.is_some_and(|line| named(line) >= 4)
}

/// Lines above a head that may name what it stands under.
const MOST_OVER: usize = 4;

/// How many lines of its grid stand over a head.
fn over(lines: &[Line<'_>], head: usize) -> usize {
    let grid = lines.get(head).map(|line| line.grid);
    lines.iter().take(head).rev().take(MOST_OVER).take_while(|line| Some(line.grid) == grid).count()
}

/// Bytes of the longest label that is searched for the name of a row.
const LONGEST_NAME: usize = 90;

/// Bytes of the shortest name that means one row wherever it stands: `行政复议`
/// stands in the title of the table as well.
const LEAST_NAME: usize = 15;

/// The labels of the rows, which may stand behind that of their group.
fn row_labels(form: &TableForm) -> Vec<Label> {
    form.rows.iter().map(|row| Label::new(&row.label, &row.accepted, &row.group)).collect()
}

/// A group of figures, the row of the form it is labelled as, and the lines above it.
struct Group<'a, 'b> {
    row: Option<usize>,
    cells: Vec<&'b LineCell<'a>>,
    above: &'b [Line<'a>],
}

impl Group<'_, '_> {
    /// What of the form its head says that a cell is: the lowest label over it that is
    /// one of these.
    fn above(&self, cell: &LineCell<'_>, labels: &[Label]) -> Option<usize> {
        let covers = |over: &&LineCell<'_>| (over.start..over.start + over.columns).contains(&cell.start);
        let over = self.above.iter().rev().flat_map(|line| line.cells.iter().filter(covers));
        let best = |over: &LineCell<'_>| {
            let matches =
                labels.iter().enumerate().filter_map(|(at, label)| Some((at, label.matches(&over.label)?.score)));
            matches.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(at, _)| at)
        };
        over.filter(|over| over.content == Content::Words).find_map(best)
    }

    /// The figures of the form that its cells are, where the head over each of them tells
    /// and no two are the same; else they stand in the order of the form.
    fn places(&self, cells: &[&LineCell<'_>], form: &TableForm, official: &FormLabels) -> Option<Vec<usize>> {
        let rows = row_labels(form);
        let place = |cell: &&LineCell<'_>| {
            let row = self.row.or_else(|| self.above(cell, &rows))?;
            form.cell(row, self.above(cell, &official.columns)?)
        };
        let places: Vec<usize> = cells.iter().map(place).collect::<Option<_>>()?;
        let mut sorted = places.clone();
        order::sort(&mut sorted);
        sorted.windows(2).all(|pair| pair.first() < pair.last()).then_some(places)
    }
}

/// Lines above a turned table that are looked at for its head.
const TURNED_HEAD: usize = 3;

/// The figures of a table that stands turned: a line for each result, a column
/// for each kind of case, in the order of the form.
fn turned<'a, 'b>(lines: &'b [Line<'a>], form: &TableForm, official: &FormLabels) -> Option<Vec<Group<'a, 'b>>> {
    let rows = row_labels(form);
    let figures = |line: &'b Line<'a>, label: &Label| -> Option<&'b [LineCell<'a>]> {
        let at = line.cells.iter().rposition(|cell| cell.content == Content::Words)?;
        let behind = line.cells.get(at + 1..)?;
        (label.matches(&line.cells.get(at)?.label).is_some() && behind.len() == rows.len()).then_some(behind)
    };
    let width = official.columns.len();
    let read = |at: usize| -> Option<Vec<&'b [LineCell<'a>]>> {
        let body = lines.get(at..at + width)?;
        body.iter().zip(&official.columns).map(|(line, label)| figures(line, label)).collect()
    };
    let (at, body) = (0..lines.len()).find_map(|at| Some((at, read(at)?)))?;
    let head = lines.get(at.saturating_sub(TURNED_HEAD)..at)?.iter().flat_map(|line| &line.cells);
    let mut named: Vec<(usize, usize)> = head
        .filter_map(|cell| Some((cell.start, rows.iter().position(|label| label.matches(&cell.label).is_some())?)))
        .collect();
    order::sort(&mut named);
    named.iter().map(|(_, row)| *row).eq(0..rows.len()).then(|| {
        let cells = |row: usize| body.iter().filter_map(|cells| cells.get(row)).collect();
        let group = |row: usize| Group { row: Some(row), cells: cells(row), above: &[] };
        (0..rows.len()).map(group).collect()
    })
}

/// The lines of figures from the first head on, behind at most a label. A word among them stands where
/// a figure belongs, unless it is a label of the form.
fn figures<'a, 'b>(
    region: &'b [Line<'a>],
    first: usize,
    form: &TableForm,
    official: &FormLabels,
) -> Vec<Group<'a, 'b>> {
    let rows = row_labels(form);
    let names: Vec<String> = form.rows.iter().map(|row| normalise(&row.label)).collect();
    // `行政诉讼（未经复议直接起诉）` names its row among other words.
    let row_of = |cell: &LineCell<'_>| {
        let is_named = |name: &String| name.len() >= LEAST_NAME && cell.label.full.contains(name);
        let named = || names.iter().position(|name| cell.text.len() <= LONGEST_NAME && is_named(name));
        rows.iter().position(|label| label.matches(&cell.label).is_some()).or_else(named)
    };
    let (width, all) = (form.columns.len(), form.cells().len());
    let is_words = |cell: &LineCell<'_>| cell.content == Content::Words;
    let mut groups = Vec::new();
    let mut before = 0;
    for (at, line) in region.iter().enumerate().skip(first) {
        // The label of a row may stand behind that of its group; a head has several.
        let ahead = line.cells.iter().take_while(|cell| is_words(cell)).enumerate();
        let mut labels = ahead.filter_map(|(at, cell)| Some((at, row_of(cell)?)));
        let labelled = labels.next().filter(|(at, _)| *at == 0 || *at == 1 && labels.next().is_none());
        let cells: Vec<_> = line.cells.iter().skip(labelled.map_or(0, |(at, _)| at + 1)).collect();
        let words = cells.iter().filter(|cell| is_words(cell)).count();
        let is_label = cells.iter().any(|cell| is_words(cell) && official.has(&cell.label));
        if cells.len() >= width && !is_label && (words * 2 <= cells.len() || cells.len() == all) {
            let above = region.get(before..at).unwrap_or_default();
            // Rows of one table have one head.
            let above =
                if above.is_empty() { groups.last().map_or(above, |group: &Group<'_, '_>| group.above) } else { above };
            groups.push(Group { row: labelled.map(|(_, row)| row), cells, above });
            before = at + 1;
        }
    }
    groups
}

/// Fills the fifteen figures: one row of fifteen, or three rows of five.
fn fill<'a: 'b, 'b>(table: &mut Table, groups: Vec<Group<'a, 'b>>, official: &FormLabels) {
    let form = table.form;
    let (rows, width) = (table.form.rows.len(), table.form.columns.len());
    let has_figures = |group: &&Group<'_, '_>| group.cells.iter().any(|cell| cell.content != Content::Blank);
    let (labelled, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.row.is_some());
    // A label with nothing beside it stands over the figures, which have none then.
    let is_heading =
        !labelled.iter().any(|group| has_figures(&group)) && others.iter().any(|group| has_figures(&group));
    let (labelled, groups) = if is_heading { (Vec::new(), others) } else { (labelled, others) };
    let told = |group: &Group<'_, '_>, cells: &[&LineCell<'_>]| group.places(cells, form, official);
    if !labelled.is_empty() {
        for group in &labelled {
            if let Some(row) = group.row {
                let cells = trimmed(&group.cells, width);
                match told(group, &cells).filter(|places| places.len() == form.row_cells(row).len()) {
                    Some(places) => put_in(table, &places, &cells),
                    None => put(table, row, &cells),
                }
            }
        }
    } else if let Some((cells, places)) = groups.iter().find_map(|group| {
        let cells = trimmed(&group.cells, rows * width);
        (cells.len() == rows * width).then(|| told(group, &cells)).flatten().map(|places| (cells, places))
    }) {
        put_in(table, &places, &cells);
    } else {
        let mut whole = groups.iter().map(|group| trimmed(&group.cells, rows * width));
        let cells = whole.find(|cells| cells.len() == rows * width).unwrap_or_else(|| {
            // Rows of five; of one that is longer nobody knows which cell is too many.
            let part = |group: &Group<'a, 'b>| trimmed(&group.cells, width * (group.cells.len() / width));
            let parts: Vec<_> = groups.iter().map(part).collect();
            match parts.iter().position(|part| part.len() % width != 0) {
                Some(odd) if odd < rows => parts.into_iter().nth(odd).unwrap_or_default(),
                _ => parts.into_iter().flatten().take(rows * width).collect(),
            }
        });
        if cells.len() == rows * width {
            for (row, cells) in cells.chunks(width).enumerate() {
                put(table, row, cells);
            }
        } else if !cells.is_empty() {
            unreadable(table, &cells);
        }
    }
    for row in 0..rows {
        if !table.has_row(row) {
            table.observations.push(Observation::RowMissing { row });
        }
    }
}

/// Leaves blank cells out at the end until as many are left as wanted; where just as
/// many are filled, all blank ones: columns that only keep others apart.
fn trimmed<'a, 'b>(cells: &[&'b LineCell<'a>], wanted: usize) -> Vec<&'b LineCell<'a>> {
    let mut left = cells.to_vec();
    while left.len() > wanted && left.last().is_some_and(|cell| cell.content == Content::Blank) {
        left.pop();
    }
    let is_filled = |cell: &&&LineCell<'_>| cell.content != Content::Blank;
    if left.len() > wanted && left.iter().filter(is_filled).count() == wanted {
        left.retain(|cell| cell.content != Content::Blank);
    }
    left
}

fn put(table: &mut Table, row: usize, cells: &[&LineCell<'_>]) {
    let places: Vec<usize> = table.form.row_cells(row).collect();
    if cells.len() != places.len() {
        return unreadable_row(table, row, cells, places.len());
    }
    put_in(table, &places, cells);
}

fn put_in(table: &mut Table, places: &[usize], cells: &[&LineCell<'_>]) {
    for (&at, cell) in places.iter().zip(cells) {
        let figure = figure::of_cell(cell.text, table.form, at);
        if let (Some(slot), Some(figure)) = (table.figures.get_mut(at), figure) {
            *slot = Figure { place: Some(cell.id), ..figure };
        }
    }
}

fn unreadable(table: &mut Table, cells: &[&LineCell<'_>]) {
    let expected = table.form.cells().len();
    (0..table.form.rows.len()).for_each(|row| unreadable_row(table, row, cells, expected));
}

fn unreadable_row(table: &mut Table, row: usize, cells: &[&LineCell<'_>], expected: usize) {
    let reason = if cells.len() < expected { Unreadable::TooFew } else { Unreadable::TooMany };
    let (text, found) = (super::row_table::quote(cells.iter().copied()).into(), cells.len());
    table.observations.push(Observation::RowUnreadable { row, text, reason, found, expected });
    for at in table.form.row_cells(row) {
        if let Some(slot) = table.figures.get_mut(at) {
            *slot = Figure { value: Value::Unreadable, place: cells.first().map(|cell| cell.id), ..Figure::default() };
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::packs::annual_report::REVIEW;
    use crate::{Input, Options};

    const FIGURES: [i64; 15] = [3, 1, 0, 1, 5, 1, 0, 0, 1, 2, 2, 0, 1, 0, 3];

    fn read(text: &str) -> Vec<i64> {
        let report = crate::recognise(Input::Text(text), &Options::default()).unwrap();
        let table = report.table(REVIEW).unwrap();
        (0..15).filter_map(|cell| table.integer(cell)).collect()
    }

    #[test]
    fn three_rows_may_stand_in_groups() {
        let table = "<table><tr><td colspan=2>类别<td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计\
            <tr><td colspan=2>行政复议<td>3<td>1<td>0<td>1<td>5\
            <tr><td rowspan=2>行政诉讼<td>未经复议直接起诉<td>1<td>0<td>0<td>1<td>2\
            <tr><td>复议后起诉<td>2<td>0<td>1<td>0<td>3</table>";
        assert_eq!(read(table), FIGURES);
        for [direct, after] in [
            ["行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"],
            ["行政诉讼—未经复议直接起诉", "行政诉讼—复议后起诉"],
            ["未经复议直接起诉的行政诉讼", "复议后起诉的行政诉讼"],
        ] {
            let table = table.replace("<td rowspan=2>行政诉讼<td>未经复议直接起诉", &format!("<td colspan=2>{direct}"));
            assert_eq!(read(&table.replace("<td>复议后起诉", &format!("<td colspan=2>{after}"))), FIGURES, "{direct}");
        }
    }

    #[test]
    fn a_column_that_keeps_others_apart_is_none() {
        let spaced: String = FIGURES.iter().map(|figure| format!("<td>{figure}<td>")).collect();
        let heads = "<td colspan=2>结果维持<td colspan=2>结果纠正<td colspan=2>其他结果<td colspan=2>尚未审结<td colspan=2>总计";
        let table = format!(
            "<table><tr><td colspan=10>行政复议<td colspan=20>行政诉讼<tr>{heads}{heads}{heads}<tr>{spaced}</table>"
        );
        assert_eq!(read(&table), FIGURES);
    }

    #[test]
    fn labels_on_rows_of_their_own_stand_over_their_figures() {
        let head = "<tr><td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计<td><td>";
        let block =
            |label: &str, figures: &str| format!("<tr><td>{label}<td><td><td><td><td><td>{head}<tr>{figures}<td><td>");
        let table = [
            block("### 行政复议", "<td>3<td>1<td>0<td>1<td>5"),
            block("### 行政诉讼（未经复议直接起诉）", "<td>1<td>0<td>0<td>1<td>2"),
            block("### 行政诉讼（复议后起诉）", "<td>2<td>0<td>1<td>0<td>3"),
        ];
        assert_eq!(read(&format!("<table>{}</table>", table.concat())), FIGURES);
    }

    #[test]
    fn figures_stand_as_their_head_says() {
        let labels = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
        let names = ["行政复议", "未经复议直接起诉", "复议后起诉"];
        let table = |blocks: &[usize], order: &[usize]| {
            let cells = |text: &dyn Fn(usize, usize) -> String| -> String {
                blocks
                    .iter()
                    .flat_map(|&row| order.iter().map(move |&column| (row, column)))
                    .map(|(row, column)| format!("<td>{}", text(row, column)))
                    .collect()
            };
            let head: String = blocks.iter().map(|&row| format!("<td colspan=5>{}", names[row])).collect();
            format!(
                "<table><tr>{head}<tr>{}<tr>{}</table>",
                cells(&|_, column| labels[column].to_owned()),
                cells(&|row, column| FIGURES[row * 5 + column].to_string())
            )
        };
        for (blocks, order) in [
            ([0, 1, 2], [0, 1, 2, 3, 4]),
            ([0, 1, 2], [1, 0, 2, 3, 4]),
            ([0, 2, 1], [0, 1, 2, 3, 4]),
            ([1, 2, 0], [4, 1, 0, 3, 2]),
        ] {
            assert_eq!(read(&table(&blocks, &order)), FIGURES, "{blocks:?} {order:?}");
        }
    }

    #[test]
    fn the_table_may_stand_turned() {
        let head =
            "<tr><td rowspan=2>结果<td rowspan=2>行政复议<td colspan=2>行政诉讼<tr><td>未经复议直接起诉<td>复议后起诉";
        let rows = "<tr><td>结果维持<td>3<td>1<td>2<tr><td>结果纠正<td>1<td>0<td>0<tr><td>其他结果<td>0<td>0<td>1\
            <tr><td>尚未审结<td>1<td>1<td>0<tr><td>总计<td>5<td>2<td>3";
        assert_eq!(read(&format!("<table>{head}{rows}</table>")), FIGURES);
        // Which column is which has to be said.
        let other = "<tr><td>结果<td>甲<td>乙<td>丙";
        assert!(crate::recognise(Input::Text(&format!("<table>{other}{rows}</table>")), &Options::default()).is_err());
    }

    #[test]
    fn a_sentence_before_the_table_is_no_part_of_it() {
        let text = "四、政府信息公开行政复议、行政诉讼情况\n　　全年行政复议5起，维持3起，纠正1起，未结1起。\n\
            行政复议    行政诉讼\n结果维持    结果纠正    其他结果    尚未审结    总计    未经复议直接起诉    复议后起诉\n\
            结果维持    结果纠正    其他结果    尚未审结    总计    结果维持    结果纠正    其他结果    尚未审结    总计\n\
            3    1    0    1    5    1    0    0    1    2    2    0    1    0    3\n五、存在的主要问题及改进情况\n无。\n";
        assert_eq!(read(text), FIGURES);
    }
}
