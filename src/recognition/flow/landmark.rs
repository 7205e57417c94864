//! The labels of a form in the order in which its table is read.

use super::stream::letters;
use crate::forms::{Column, LayoutCell, LayoutRow, TableForm};
use crate::order;
use crate::recognition::label::Label;
use crate::recognition::normalise::{core, normalise};

/// A label that the text of a table has at its place in the order.
#[derive(Debug)]
pub struct Landmark {
    /// What it labels.
    pub role: Role,
    /// The letters of its official wording.
    pub official: Vec<char>,
    /// The letters of every wording, the longest first.
    pub patterns: Vec<Vec<char>>,
    /// What its wording is compared with.
    pub label: Label,
    /// The digit that numbers it, `2` of `2.其他`.
    pub number: Option<char>,
    /// Letters of the official label that may follow its core: a note.
    pub note: usize,
}

/// What a label labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A row of the form.
    Row(usize),
    /// A column of the form.
    Column(usize),
    /// The note in the head of the table.
    Note,
    /// A group of rows or columns.
    Group,
}

/// The labels of a form: its head, then its body row by row.
pub fn landmarks(form: &TableForm) -> Vec<Landmark> {
    let mut landmarks: Vec<Landmark> = form.head.iter().flatten().map(|cell| head(form, cell)).collect();
    let mut row = 0;
    for printed in &form.body {
        match printed {
            LayoutRow::Head { head: cells } => landmarks.extend(cells.iter().map(|cell| head(form, cell))),
            LayoutRow::Figures { labels, .. } => {
                let groups = labels.len().saturating_sub(1);
                landmarks.extend(labels.iter().take(groups).map(|cell| group(&cell.text)));
                landmarks.extend(form.rows.get(row).map(|declared| {
                    let label = Label::new(&declared.label, &declared.accepted, &declared.group);
                    landmark(Role::Row(row), &declared.label, &declared.accepted, label)
                }));
                row += 1;
            }
        }
    }
    landmarks
}

fn head(form: &TableForm, cell: &LayoutCell) -> Landmark {
    let wanted = normalise(&cell.text);
    if let Some(note) = form.note.as_deref().filter(|note| wanted.contains(&normalise(note))) {
        return landmark(Role::Note, note, &[], Label::new(note, &[], &[]));
    }
    let names =
        |column: &&Column| std::iter::once(&column.label).chain(&column.accepted).any(|label| *label == cell.text);
    match form.columns.iter().find(names) {
        Some(column) => {
            let at = form.columns.iter().position(|other| other.id == column.id).unwrap_or_default();
            let label = Label::new(&column.label, &column.accepted, &[]);
            landmark(Role::Column(at), &column.label, &column.accepted, label)
        }
        None => group(&cell.text),
    }
}

fn group(text: &str) -> Landmark {
    landmark(Role::Group, text, &[], Label::new(text, &[], &[]))
}

fn landmark(role: Role, official: &str, accepted: &[String], label: Label) -> Landmark {
    let mut patterns = vec![pattern(official)];
    patterns.extend(accepted.iter().map(|variant| pattern(variant)));
    // Longest first: an accepted short form often begins the official wording.
    order::sort_by_key(&mut patterns, |pattern| std::cmp::Reverse(pattern.len()));
    let note = letters(&normalise(official)).len().saturating_sub(pattern(official).len());
    let number = official.chars().next().filter(char::is_ascii_digit);
    Landmark { role, official: pattern(official), patterns, label, number, note }
}

/// The letters of a label without its number and the note at its end. Brackets
/// in the middle of a label belong to it: `第二十条第（一）项`.
fn pattern(label: &str) -> Vec<char> {
    let normal = normalise(label);
    let note = normal.strip_suffix(')').and_then(|inner| inner.rfind('(')).filter(|&at| at > 0);
    let bare = note.and_then(|at| normal.get(..at)).unwrap_or(&normal);
    match bare.rfind('(') {
        Some(1..) => letters(bare),
        _ => letters(&core(bare)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::edition;
    use crate::packs::annual_report::{APPLICATIONS, DISCLOSURE};

    fn patterns(edition_id: &str, table: &str) -> Vec<String> {
        let form = edition(edition_id).unwrap().table(table).unwrap();
        landmarks(form).iter().map(|landmark| landmark.official.iter().collect()).collect()
    }

    #[test]
    fn the_labels_stand_in_the_order_of_the_form() {
        let disclosure = patterns("2021", DISCLOSURE);
        assert_eq!(
            disclosure[..7],
            ["第二十条第一项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "行政规范性文件"]
        );
        assert_eq!(disclosure.last().unwrap(), "行政事业性收费");
        let applications = patterns("2019", APPLICATIONS);
        assert!(applications[0].starts_with("本列数据的勾稽关系为第一项"));
        assert_eq!(
            applications[10..15],
            ["本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量", "本年度办理结果", "予以公开", "部分公开"]
        );
        assert!(applications.contains(&"危及三安全一稳定".to_owned()));
    }
}
