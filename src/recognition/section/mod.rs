//! The six sections: which lines are their headings, and what stands beneath.

mod candidate;
mod marker;
mod outline;

use crate::document::Document;
use crate::forms::Edition;
use crate::order;
use crate::report::{Section, SectionMatch};
use candidate::{Candidate, MOST_CANDIDATES, Place};
use marker::Style;
use std::ops::Range;

/// The sections of a document.
#[derive(Debug, Default)]
pub struct Sections {
    /// In the order of the document.
    pub found: Vec<Section>,
    /// Whether some stand within a text that has lost its lines, where others
    /// may have been lost.
    pub is_flattened: bool,
    /// Whether there are more lines like headings than were looked at.
    pub is_cut: bool,
}

/// Finds the sections among the lines, all of them together.
pub fn sections(document: &Document, edition: &Edition) -> Sections {
    let mut candidates = candidate::candidates(document, edition);
    let is_cut = candidates.len() > MOST_CANDIDATES;
    candidates.truncate(MOST_CANDIDATES);
    let outline = outline::outline(&candidates);
    let chosen = || outline.headings.iter().filter_map(|(at, index)| Some((candidates.get(*at)?, *index)));
    let found = chosen().enumerate().map(|(at, (candidate, index))| {
        let next = chosen().skip(at + 1).find(|(next, official)| official.is_some() || !is_beneath(next, index));
        let end = next.map_or(document.text.len(), |(next, _)| next.range.start);
        section(document, candidate, index, outline.style, end)
    });
    let is_flattened = chosen().any(|(candidate, _)| candidate.place == Place::Inline);
    Sections { found: found.collect(), is_flattened, is_cut }
}

/// Whether a foreign heading stands within an official section: its number does
/// not go on from the section's, as in 一、 beneath 五、.
fn is_beneath(heading: &Candidate, section: Option<usize>) -> bool {
    let number = heading.number.map(usize::from);
    section.zip(number).is_some_and(|(section, number)| number <= section + 1)
}

fn section(
    document: &Document,
    candidate: &Candidate,
    index: Option<usize>,
    style: Option<Style>,
    end: usize,
) -> Section {
    let heading = document.slice(&candidate.range).trim_matches(['#', '*', '_', ' ', '\u{3000}']);
    // Another way of numbering than the others' is another heading than the form's.
    let is_alike = candidate.style == Style::Bare || Some(candidate.style) == style;
    Section {
        heading: heading.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        heading_range: candidate.range.clone(),
        body: candidate.range.end..end,
        ordinal: candidate.number,
        official: index.map(|index| SectionMatch { index, exact: candidate.exact() == Some(index) && is_alike }),
    }
}

/// A paragraph in pieces, cut where headings of sections stand within it.
pub fn parted(document: &Document, paragraph: &Range<usize>, sections: &[Section]) -> Vec<Range<usize>> {
    // They stand in order, and most paragraphs hold none.
    let first = sections.partition_point(|section| section.heading_range.end <= paragraph.start);
    let headings = sections.iter().skip(first).map(|section| &section.heading_range);
    let headings = headings.take_while(|heading| heading.start < paragraph.end);
    let cuts = headings.flat_map(|heading| [heading.start, heading.end]);
    let mut cuts: Vec<usize> = cuts.filter(|cut| paragraph.contains(cut) && *cut > paragraph.start).collect();
    if cuts.is_empty() {
        return vec![paragraph.clone()];
    }
    order::sort(&mut cuts);
    let starts = std::iter::once(paragraph.start).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([paragraph.end]);
    let piece = |(start, end): (usize, usize)| {
        let text = document.text.get(start..end)?;
        let words = text.trim_start_matches(|mark: char| mark.is_whitespace() || "。：:，,；;".contains(mark));
        (!words.trim().is_empty()).then(|| end - words.len()..end)
    };
    starts.zip(ends).filter_map(piece).collect()
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
        let sections = sections(&builder.finish(), forms::latest().unwrap()).found;
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
    fn a_sub_heading_with_the_name_of_a_section_is_none() {
        let sound = ["一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"];
        let sections = found(&sound);
        assert_eq!(sections.len(), 3);
        for sub in [
            "（一）主动公开政府信息情况",
            "1.主动公开政府信息情况",
            "**主动公开政府信息情况**",
            "（二）主动公开政府信息情况。",
        ] {
            let lines =
                [sound[0], sub, "全年公开120条。", "（三）收到和处理政府信息公开申请情况", "无。", sound[1], sound[2]];
            assert_eq!(found(&lines), sections, "{sub}");
        }
        let toc = ["目录", sound[0], sound[1], sound[2], sound[0], "全年公开120条。", sound[1], "见下表。", sound[2]];
        assert_eq!(found(&toc), sections);
    }

    #[test]
    fn headings_are_recognised_however_they_are_numbered_and_broken() {
        let names = ["总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况"];
        let sections = found(&["一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]);
        for numbers in [
            ["第一部分　", "第二部分　", "第三部分　"],
            ["1、", "2、", "3、"],
            ["（一）", "（二）", "（三）"],
            ["一.", "二.", "三."],
        ] {
            let lines: Vec<String> =
                numbers.iter().zip(names).map(|(number, name)| format!("{number}{name}：")).collect();
            assert_eq!(found(&lines.iter().map(String::as_str).collect::<Vec<_>>()), sections, "{lines:?}");
        }
        let lead = [
            "一、总体情况。2023年，公开120条。",
            "二、主动公开政府信息情况：见下表。",
            "三、收到和处理政府信息公开申请情况　见下表。",
        ];
        assert_eq!(found(&lead), sections);
        let broken = ["一、", "总体情况", "二、主动公开", "政府信息情况", "三、收到和处理政府信", "息公开申请情况"];
        assert_eq!(found(&broken), sections);
        let flat = "一、总体情况2023年，公开120条，下面是二、主动公开政府信息情况第二十条第（一）项规章000三、收到和处理政府信息公开申请情况";
        assert_eq!(found(&[flat]), sections);
        assert_eq!(found(&["三、", "本", "年", "度", "办", "理", "结", "果", "（一）予以公开 1"]), []);
    }

    #[test]
    fn a_section_that_only_its_table_names_is_found() {
        let mut builder = DocumentBuilder::default();
        builder.paragraph("一、总体情况", None);
        let rows = [["主动公开政府信息情况", ""], ["规章", "0"]];
        builder.grid(rows.iter().map(|row| row.map(|cell| (cell.to_owned(), 1, 1)).to_vec()));
        builder.paragraph("三、收到和处理政府信息公开申请情况", None);
        let sections = sections(&builder.finish(), forms::latest().unwrap()).found;
        let indexes: Vec<_> = sections.iter().filter_map(|section| Some(section.official?.index)).collect();
        assert_eq!(indexes, [0, 1, 2]);
    }

    #[test]
    fn a_section_goes_on_through_its_own_numbered_points() {
        let lines = [
            "一、总体情况",
            "五、存在的主要问题及改进情况",
            "一、认识不到位",
            "二、更新不及时",
            "六、其他需要报告的事项",
            "七、附件",
        ];
        let mut builder = DocumentBuilder::default();
        lines.iter().for_each(|line| builder.paragraph(line, None));
        let document = builder.finish();
        let sections = sections(&document, forms::latest().unwrap()).found;
        let body = |index: usize| {
            document.slice(&sections.iter().find(|it| it.official.is_some_and(|it| it.index == index)).unwrap().body)
        };
        assert_eq!(body(4).trim(), "一、认识不到位\n二、更新不及时");
        assert_eq!(body(5).trim(), "");
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
