//! The six sections: which lines are their headings, and what stands beneath.

use super::label::{Label, LabelText, Wording};
use crate::document::Document;
use crate::forms::{self, Edition};
use crate::order;
use crate::report::{Section, SectionMatch};
use std::sync::LazyLock;

/// A heading is no longer than this many characters.
const LONGEST_HEADING: usize = 40;

const ORDINALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The labels of tables that begin like a heading: 四、结转下年度继续办理. They
/// stand among the paragraphs where a table was taken apart.
static ROW_LABELS: LazyLock<Vec<Label>> = LazyLock::new(|| {
    let rows = forms::editions().iter().flat_map(|edition| &edition.tables).flat_map(|table| &table.rows);
    let labels = rows.flat_map(|row| std::iter::once(&row.label).chain(row.group.first()));
    let mut numbered: Vec<&String> = labels.filter(|label| ordinal(label).is_some()).collect();
    order::sort(&mut numbered);
    numbered.dedup();
    numbered.into_iter().map(|label| Label::new(label, &[], &[])).collect()
});

/// Finds the sections among the paragraphs. A heading is a short line that
/// begins with a Chinese ordinal (`一、`); lines of tables are none. A heading
/// without its ordinal counts if its wording is that of an official one.
pub fn sections(document: &Document, edition: &Edition) -> Vec<Section> {
    let headings = edition.sections.iter();
    let labels: Vec<Label> = headings.map(|form| Label::new(&form.heading, &form.accepted, &[])).collect();
    let mut sections: Vec<Section> = Vec::new();
    for paragraph in document.paragraphs() {
        let text = document.slice(&paragraph.range);
        let Some((ordinal, official)) = heading(text, &labels) else { continue };
        close(&mut sections, paragraph.range.start);
        sections.push(Section {
            heading: text.to_owned(),
            heading_range: paragraph.range.clone(),
            body: paragraph.range.end..document.text.len(),
            ordinal,
            official,
        });
    }
    sections
}

fn close(sections: &mut [Section], end: usize) {
    if let Some(last) = sections.last_mut() {
        last.body.end = end;
    }
}

/// The ordinal of a heading and the official section that it is.
fn heading(text: &str, labels: &[Label]) -> Option<(Option<u8>, Option<SectionMatch>)> {
    if text.chars().count() > LONGEST_HEADING || text.contains(['。', '；']) {
        return None;
    }
    let ordinal = ordinal(text);
    let wording = LabelText::new(text);
    let best = labels.iter().enumerate().filter_map(|(index, label)| Some((index, label.matches(&wording)?)));
    let best = best.max_by(|a, b| a.1.score.total_cmp(&b.1.score));
    let official = best.map(|(index, found)| SectionMatch { index, exact: found.wording != Wording::Other });
    match (ordinal, official) {
        (Some(_), None) if is_row(text) => None,
        (Some(_), _) => Some((ordinal, official)),
        (None, Some(found)) if found.exact => Some((None, official)),
        _ => None,
    }
}

/// Whether a line is a row of a table taken apart, its figures with it.
fn is_row(text: &str) -> bool {
    let label = LabelText::new(text.trim_end_matches(|char: char| char.is_numeric() || char.is_whitespace()));
    ROW_LABELS.iter().any(|row| row.matches(&label).is_some() || row.begins(&label))
}

/// `三、…` → 3.
fn ordinal(text: &str) -> Option<u8> {
    let mut characters =
        text.trim_start_matches(['#', '*', ' ']).chars().filter(|character| !character.is_whitespace());
    let ordinal = characters.next()?;
    let at = ORDINALS.iter().position(|&known| known == ordinal)?;
    matches!(characters.next()?, '、' | '.' | '．' | '，' | ',').then(|| u8::try_from(at + 1).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentBuilder;
    use crate::forms;

    type Found = (Option<u8>, Option<(usize, bool)>);

    fn found(lines: &[&str]) -> Vec<Found> {
        let mut builder = DocumentBuilder::default();
        lines.iter().for_each(|line| builder.paragraph(line, None));
        let sections = sections(&builder.finish(), forms::latest().unwrap());
        sections
            .iter()
            .map(|section| (section.ordinal, section.official.map(|found| (found.index, found.exact))))
            .collect()
    }

    #[test]
    fn the_labels_of_a_table_taken_apart_are_no_headings() {
        assert_eq!(
            found(&["### 一、本年新收政府信息公开申请数量", "三、本年度办理结果", "四、结转下年度继续办理 0 0 ０ 12"]),
            []
        );
    }

    #[test]
    fn official_long_and_other_headings_are_told_apart() {
        assert_eq!(
            found(&[
                "一、总体情况",
                "二、行政机关主动公开政府信息情况",
                "四、政府信息公开行政法复议、行政诉讼情况",
                "五、存在的主要问题及改进措施",
                "其他需要报告的事项",
                "一是加强学习。",
                "七、附件",
            ]),
            [
                (Some(1), Some((0, true))),
                (Some(2), Some((1, true))),
                (Some(4), Some((3, false))),
                (Some(5), Some((4, false))),
                (None, Some((5, true))),
                (Some(7), None),
            ]
        );
    }
}
