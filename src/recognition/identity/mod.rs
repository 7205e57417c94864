//! What a document says of itself: title, report year, body.

mod name;
mod organ;
mod title;
pub mod year;

use crate::document::{Block, Document};
use crate::report::Section;
use title::Title;

/// Lines in which a title is looked for.
const TITLE_LINES: usize = 60;
/// Lines that a title is broken into at most.
const MOST_BROKEN: usize = 5;
/// A line of a title that is broken over several is no longer than this.
const LONGEST_LINE: usize = 60;

/// What a document says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The title as it stands, inner white space taken out.
    pub title: Option<String>,
    /// The report year.
    pub year: Option<u16>,
    /// The body that reports.
    pub organ: Option<String>,
}

/// A line near the title, white space taken out.
struct Line {
    text: String,
    level: Option<u8>,
}

/// Reads title, year and body from the title, the text and the file's name, in
/// this order of trust. What nothing tells stays unknown; no half of a name is
/// taken for one.
pub fn identify(document: &Document, sections: &[Section]) -> Identity {
    let page_title = document.title.as_deref().map(squeeze);
    let lines = lines_before(document, sections);
    let in_text = title_in(&lines, page_title.as_deref());
    let title = in_text.or_else(|| page_title.as_deref().and_then(title::of_line));
    let stem = document.file_name.as_deref().map(stem_of);
    let year = title
        .as_ref()
        .and_then(|title| title.year)
        .or_else(|| year::of_period(&document.text))
        .or_else(|| page_title.as_deref().and_then(year::before_nian))
        .or_else(|| year::of_narrative(document))
        .or_else(|| stem.as_deref().and_then(year_in_name));
    let organ = title.as_ref().and_then(|title| title.organ.clone());
    let organ = organ
        .or_else(|| page_title.as_deref().and_then(|title| title::of_line(title)?.organ))
        .or_else(|| organ::in_preface(&document.text))
        .or_else(|| organ::in_signature(&last_lines(document)))
        .or_else(|| organ::in_fields(&lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>()))
        .or_else(|| stem.as_deref().and_then(|stem| title::of_line(stem)?.organ));
    Identity { title: title.map(|title| title.text), year, organ }
}

/// What the heading of any table says: a line near its start in which a body's name
/// stands before a year, `青禾县水利局2024年机关食堂报表`.
pub fn of_heading(document: &Document) -> Identity {
    let lines = lines_before(document, &[]);
    let short = || lines.iter().filter(|line| line.text.chars().count() <= LONGEST_LINE && !line.text.contains('。'));
    let mut found = short().filter_map(|line| {
        let year = year::Year::find(&line.text)?;
        let head = name::bare(without_number(year.before(&line.text)));
        let organ = name::is_name(&crate::ideograph::simplified(head)).then(|| head.to_owned())?;
        Some(Identity { title: Some(line.text.clone()), year: Some(year.value), organ: Some(organ) })
    });
    let of_body = found.next();
    // 2025年农村供水情况统计表 names no body.
    let mut headings = short().filter(|line| line.text.ends_with(['表', '报']));
    let heading = || {
        let line = headings.find(|line| year::Year::find(&line.text).is_some())?;
        let year = year::Year::find(&line.text).map(|year| year.value);
        Some(Identity { title: Some(line.text.clone()), year, organ: None })
    };
    of_body.or_else(heading).unwrap_or_default()
}

/// The caption of a table without its number: `表一青禾县` → 青禾县.
fn without_number(caption: &str) -> &str {
    const NUMBER: &str = "一二三四五六七八九十0123456789";
    let numbered = ["附表", "附件", "表"].iter().find_map(|word| caption.strip_prefix(word));
    let rest = numbered.map(|rest| rest.trim_start_matches(|mark| NUMBER.contains(mark)));
    rest.filter(|rest| numbered.is_some_and(|numbered| rest.len() < numbered.len())).unwrap_or(caption)
}

/// Year and body in the name of a file: `青禾县水利局2023年….html`, `水利局.docx`.
#[cfg(feature = "region")]
pub(super) fn named_in_file_name(path: &str) -> super::Named {
    let stem = stem_of(path);
    let bare: String = stem.chars().filter(|char| !char.is_ascii_digit() && !"年度-_—()（）".contains(*char)).collect();
    let bare = bare.trim_end_matches("政府信息公开工作报告").trim_end_matches("报告");
    let is_name = (3..=30).contains(&bare.chars().count()) && name::is_name(bare);
    let organ = title::of_line(&stem).and_then(|title| title.organ).or_else(|| is_name.then(|| bare.to_owned()));
    super::Named { year: year_in_name(&stem), organ }
}

/// A year in a file's name: `2023年`, else four digits by themselves.
fn year_in_name(name: &str) -> Option<u16> {
    year::Year::find(name).map(|year| year.value)
}

/// The name of a file without folders and ending, white space taken out.
fn stem_of(path: &str) -> String {
    let name = squeeze(path.rsplit(['/', '\\']).next().unwrap_or_default());
    name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned()
}

fn squeeze(text: &str) -> String {
    let is_nothing = |character: char| character.is_whitespace() || super::normalise::is_invisible(character);
    text.chars().filter(|character| !is_nothing(*character)).collect()
}

/// The lines before the first section, cells of tables (a page's layout, its
/// metadata) among them; the first ones where there is no section.
fn lines_before(document: &Document, sections: &[Section]) -> Vec<Line> {
    let before = sections.first().map_or(document.text.len(), |section| section.heading_range.start);
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.range.start > before => break,
            Block::Paragraph(paragraph) => lines.push((paragraph.range.clone(), paragraph.level)),
            Block::Grid(grid) => {
                let cells = grid.rows.iter().flat_map(|row| &row.cells).map(|cell| (cell.range.clone(), None));
                lines.extend(cells.take_while(|(range, _)| range.start <= before).take(TITLE_LINES));
            }
        }
    }
    let skipped = if sections.is_empty() { 0 } else { lines.len().saturating_sub(TITLE_LINES) };
    let line = |(range, level): (std::ops::Range<usize>, Option<u8>)| {
        // The first section may begin within the line.
        let end = range.end.min(before.max(range.start));
        let text = document.slice(&(range.start..if range.start == before { range.end } else { end }));
        Line { text: squeeze(text).trim_matches(['#', '*', '_']).to_owned(), level }
    };
    lines.into_iter().skip(skipped).take(TITLE_LINES).map(line).filter(|line| !line.text.is_empty()).collect()
}

/// The last lines of the document.
fn last_lines(document: &Document) -> Vec<String> {
    let paragraphs: Vec<_> = document.paragraphs().collect();
    let last = paragraphs.get(paragraphs.len().saturating_sub(TITLE_LINES)..).unwrap_or_default();
    last.iter().map(|paragraph| squeeze(document.slice(&paragraph.range))).collect()
}

/// The title among these lines: of several, one that is no part of a sentence,
/// one with a year, one that the page itself is called by, one that names a
/// body, one marked as a heading, and the last of those (a page lists other
/// years' reports in its navigation).
fn title_in(lines: &[Line], page_title: Option<&str>) -> Option<Title> {
    let found = (0..lines.len()).filter_map(|at| Some((at, title_ending_at(lines, at)?)));
    let best = found.max_by_key(|(at, title)| {
        let in_page_title = page_title.is_some_and(|page| page.contains(title.text.as_str()));
        let level = lines.get(*at).and_then(|line| line.level);
        (!title.is_named, title.year.is_some(), in_page_title, title.organ.is_some(), level.is_some(), *at)
    });
    best.map(|(_, title)| title)
}

/// The title that ends in this line. One that is broken over lines is put
/// together: upwards until its subject is whole, and its body's name.
fn title_ending_at(lines: &[Line], at: usize) -> Option<Title> {
    let mut joined = lines.get(at)?.text.clone();
    let mut best = title::of_line(&joined);
    if joined.chars().count() > LONGEST_LINE {
        return best;
    }
    for above in lines.get(..at)?.iter().rev().take(MOST_BROKEN - 1) {
        let is_whole = best.as_ref().is_some_and(|title| title.is_named || title.organ.is_some());
        let is_line = above.text.chars().count() <= LONGEST_LINE && !above.text.contains(['。', '；', '：', ':']);
        if !is_line || (is_whole && !is_continued(best.as_ref()?, &above.text)) {
            break;
        }
        if best.is_none() && !is_cut(&joined) {
            break;
        }
        joined = format!("{}{joined}", above.text);
        match (title::of_line(&joined), &best) {
            (Some(more), _) if more.organ.is_some() => best = Some(more),
            (Some(more), None) => best = Some(more),
            // A body's name may take one more line.
            (Some(_), Some(_)) => {}
            (None, _) => break,
        }
    }
    best
}

/// Whether a body's name goes on upwards: 人民政府办公室 beneath 青禾县.
fn is_continued(title: &Title, above: &str) -> bool {
    let plain = crate::ideograph::simplified(&title.head);
    let above = crate::ideograph::simplified(above);
    let is_short = name::goes_on(&plain) || !name::has_place(&plain);
    is_short && (name::is_place(&above) || name::is_begun(&above))
}

/// Whether a line may be the end of a title: `公开工作年度报告`, `年度报告`.
fn is_cut(line: &str) -> bool {
    let plain = crate::ideograph::simplified(line);
    plain.chars().count() <= LONGEST_LINE && plain.trim_end_matches(['》', '”', '*']).ends_with(['告', '报'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentBuilder;

    fn identity(lines: &[&str]) -> Identity {
        let mut builder = DocumentBuilder::default();
        lines.iter().for_each(|line| builder.paragraph(line, None));
        identify(&builder.finish(), &[])
    }

    #[test]
    fn the_usual_titles_tell_year_and_body() {
        for (title, organ, year) in [
            ("青禾县人民政府2023年政府信息公开工作年度报告", "青禾县人民政府", 2023),
            ("标题: 云岫新区2019年度政府信息公开工作年度报告", "云岫新区", 2019),
            ("2021年青禾县司法局政府信息公开工作年度报告", "青禾县司法局", 2021),
            ("青禾县外事办公室政府信息公开工作2022年度报告", "青禾县外事办公室", 2022),
            ("# 青禾县水利局 2020 年度政府 信息公开工作报告", "青禾县水利局", 2020),
            ("青禾县统计局二〇二四年政府信息公开年报", "青禾县统计局", 2024),
        ] {
            let identity = identity(&[title]);
            assert_eq!((identity.organ.as_deref(), identity.year), (Some(organ), Some(year)), "{title}");
        }
    }

    #[test]
    fn other_years_in_the_navigation_are_not_the_title() {
        let identity = identity(&[
            "政府信息公开年报",
            "青禾县水利局2021年政府信息公开工作年度报告",
            "青禾县水利局2022年政府信息公开工作年度报告",
            "青禾县水利局2023年政府信息公开工作年度报告",
            "根据《中华人民共和国政府信息公开条例》编制。",
        ]);
        assert_eq!(identity.year, Some(2023));
    }

    #[test]
    fn a_title_on_two_lines_is_put_together() {
        let whole = identity(&["云岫区人民政府", "2023 年政府信息公开工作年度报告"]);
        assert_eq!(whole.title.as_deref(), Some("云岫区人民政府2023年政府信息公开工作年度报告"));
        assert_eq!(whole.organ.as_deref(), Some("云岫区人民政府"));
        for lines in [
            &["青禾县审计局2023年政务信息", "公开工作年度报告"][..],
            &["青禾县审计", "局2023年政务信息公开", "工作年度报告"],
            &["青禾县", "审计局", "2023年政务信息公开工作年度报告"],
            &["青禾县审计局", "2023年", "政务信息公开工作", "年度报告"],
            &["青禾县审", "计局2023年政务信息公开工作年度报告"],
            &["青禾县审计局2023", "年政务信息公开工作年度报告"],
            &["首页", "青禾县", "审计局2023年政务信息公开工作年度报告"],
        ] {
            assert_eq!(identity(lines).organ.as_deref(), Some("青禾县审计局"), "{lines:?}");
        }
    }

    #[test]
    fn what_stands_above_a_title_is_no_part_of_it() {
        for lines in [
            &["青禾县人民政府", "青禾县水利局2023年政府信息公开工作年度报告"][..],
            &["青禾县人民政府门户网站", "青禾县水利局2023年政府信息公开工作年度报告"],
            &["政府信息公开年报", "青禾县水利局2023年政府信息公开工作年度报告"],
            &["标题：青禾县水利局2023年政府信息公开工作年度报告 来源：县水利局", "发布日期：2024-01-20"],
        ] {
            let identity = identity(lines);
            assert_eq!(identity.title.as_deref(), Some("青禾县水利局2023年政府信息公开工作年度报告"), "{lines:?}");
            assert_eq!(identity.organ.as_deref(), Some("青禾县水利局"), "{lines:?}");
        }
        assert_eq!(identity(&["首页 > 年报", "2023年政府信息公开工作年度报告"]).organ, None);
    }

    #[test]
    fn without_a_title_that_names_it_the_body_is_read_elsewhere() {
        let title = "2023年政府信息公开工作年度报告";
        for lines in [
            &[title, "根据《条例》，青禾县水利局编制本报告。"][..],
            &["发布机构：青禾县水利局 发布日期：2024-01-20", title],
            &[title, "一、总体情况", "无。", "青禾县水利局", "2024年1月20日"],
        ] {
            assert_eq!(identity(lines).organ.as_deref(), Some("青禾县水利局"), "{lines:?}");
        }
        let mut document = DocumentBuilder::default().finish();
        document.file_name = Some("青禾县水利局2023年政府信息公开工作年度报告（定稿）.docx".to_owned());
        let identity = identify(&document, &[]);
        assert_eq!((identity.year, identity.organ.as_deref()), (Some(2023), Some("青禾县水利局")));
    }

    #[test]
    fn without_a_title_the_period_and_then_the_text_tell_the_year() {
        assert_eq!(
            identity(&["数据统计期限自 2023 年 1 月 1 日起至 2023 年 12 月 31 日止。2024年，"]).year,
            Some(2023)
        );
        assert_eq!(
            identity(&["2022年，全区共收到申请7件。2022年，无收费。2023年将继续。", "2023年1月9日"]).year,
            Some(2022)
        );
        assert_eq!(identity(&["没有年份"]).year, None);
    }
}
