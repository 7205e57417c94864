//! What a document says of itself: title, report year, body.

use crate::document::Document;
use crate::report::Section;

/// Words that end the title of such a report.
const TITLE_ENDS: [&str; 6] = [
    "政府信息公开工作年度报告",
    "政府信息公开年度报告",
    "政府信息公开工作报告",
    "政府信息公开工作年报",
    "政府信息公开年报",
    "年度报告",
];

/// A title is no longer than this many characters.
const LONGEST_TITLE: usize = 80;

/// Lines in which a title is looked for.
const TITLE_LINES: usize = 60;

/// The years that a report can be for.
const YEARS: std::ops::RangeInclusive<u16> = 2008..=2099;

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

/// Reads title, year and body from the title, the text and the file's name, in
/// this order of trust.
pub fn identify(document: &Document, sections: &[Section]) -> Identity {
    let title = title(document, sections);
    let file_title = document.file_name.as_deref().map(squeeze);
    let year = title
        .as_deref()
        .and_then(year_in)
        .or_else(|| period_year(&document.text))
        .or_else(|| document.title.as_deref().and_then(|title| year_in(&squeeze(title))))
        .or_else(|| narrative_year(document))
        .or_else(|| file_title.as_deref().and_then(year_in_name));
    let organ = title.as_deref().and_then(organ_in).or_else(|| organ_in_preface(&document.text));
    Identity { title, year, organ }
}

/// Year and body in the name of a file: `青禾县水利局2023年….html`, `水利局.docx`.
pub(super) fn named_in_file_name(path: &str) -> super::Named {
    let name = squeeze(path.rsplit(['/', '\\']).next().unwrap_or_default());
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let bare: String = stem.chars().filter(|char| !char.is_ascii_digit() && !"年度-_—()（）".contains(*char)).collect();
    let bare = bare.trim_end_matches("政府信息公开工作报告").trim_end_matches("报告");
    let organ = organ_in(stem).or_else(|| is_name(bare).then(|| bare.to_owned()));
    super::Named { year: year_in_name(&name), organ }
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace() && *character != '\u{200b}').collect()
}

/// The line that is the title: of the lines before the first section that end
/// as a title does, one with a year, one that the page itself is called by, one
/// marked as a heading, and the last of those (a page lists other years' reports
/// in its navigation). A title broken over two lines is put together.
fn title(document: &Document, sections: &[Section]) -> Option<String> {
    let page_title = document.title.as_deref().map(squeeze);
    let before = sections.first().map_or(document.text.len(), |section| section.heading_range.start);
    let paragraphs: Vec<_> = document.paragraphs().take_while(|paragraph| paragraph.range.start <= before).collect();
    let skipped = if sections.is_empty() { 0 } else { paragraphs.len().saturating_sub(TITLE_LINES) };
    let lines: Vec<(Option<u8>, String)> = paragraphs
        .into_iter()
        .skip(skipped)
        .take(TITLE_LINES)
        .map(|paragraph| (paragraph.level, squeeze(document.slice(&paragraph.range))))
        .collect();
    let candidates = lines.iter().enumerate().filter(|(_, (_, line))| is_title(strip_label(line)));
    let best = candidates.max_by_key(|(at, (level, line))| {
        let line = strip_label(line);
        let in_page_title = page_title.as_deref().is_some_and(|title| title.contains(line));
        (year_in(line).is_some(), in_page_title, level.is_some(), *at)
    });
    let in_text = best.map(|(at, (_, line))| {
        let line = strip_label(line);
        let previous = at.checked_sub(1).and_then(|at| lines.get(at)).map(|(_, line)| strip_label(line));
        match previous.filter(|previous| organ_in(line).is_none() && is_name(previous)) {
            Some(previous) => format!("{previous}{line}"),
            None => line.to_owned(),
        }
    });
    in_text.or_else(|| page_title.as_deref().and_then(cut_title))
}

/// `标题：某局2023年…` → `某局2023年…`.
fn strip_label(line: &str) -> &str {
    let line = line.trim_start_matches(['#', '*', '《']).trim_end_matches('》');
    line.strip_prefix("标题:").or_else(|| line.strip_prefix("标题：")).unwrap_or(line)
}

fn is_title(line: &str) -> bool {
    line.chars().count() <= LONGEST_TITLE
        && line.contains("信息公开")
        && TITLE_ENDS.iter().any(|end| line.ends_with(end))
        && !line.contains(['。', '；'])
}

/// The title within a page's `<title>`: `某局2023年…年度报告-某县人民政府`.
fn cut_title(page_title: &str) -> Option<String> {
    TITLE_ENDS.iter().find_map(|end| {
        let at = page_title.find(end)?;
        let title = page_title.get(..at + end.len())?;
        let start = title
            .rfind(['-', '_', '|', '—', '>'])
            .map_or(0, |at| at + title.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        title.get(start..).filter(|title| is_title(title)).map(str::to_owned)
    })
}

/// A line that may be the body's name above the rest of its title.
fn is_name(line: &str) -> bool {
    let length = line.chars().count();
    (3..=30).contains(&length) && ORGAN_ENDS.iter().any(|end| line.ends_with(end))
}

const ORGAN_ENDS: [&str; 28] = [
    "人民政府",
    "办公室",
    "委员会",
    "管委会",
    "街道办事处",
    "办事处",
    "管理局",
    "监督局",
    "政府",
    "局",
    "厅",
    "委",
    "办",
    "部",
    "院",
    "署",
    "处",
    "所",
    "站",
    "队",
    "中心",
    "公司",
    "学校",
    "街道",
    "镇",
    "乡",
    "区",
    "会",
];

/// The first year that stands before `年`, in digits of any kind.
fn year_in(text: &str) -> Option<u16> {
    text.match_indices('年').find_map(|(at, _)| four_digits_before(text.get(..at)?))
}

/// A year in a file's name: `2023年`, else four digits by themselves.
fn year_in_name(name: &str) -> Option<u16> {
    year_in(name).or_else(|| {
        let runs = name.split(|character: char| !character.is_ascii_digit());
        let mut years = runs.filter(|run| run.len() == 4).filter_map(|run| run.parse().ok());
        years.find(|year| YEARS.contains(year))
    })
}

fn four_digits_before(text: &str) -> Option<u16> {
    let mut year = 0;
    let mut place = 1;
    let mut characters = text.trim_end().chars().rev();
    for _ in 0..4 {
        year += digit(characters.next()?)? * place;
        place *= 10;
    }
    let longer = characters.next().is_some_and(|character| character.is_ascii_digit());
    (YEARS.contains(&year) && !longer).then_some(year)
}

fn digit(character: char) -> Option<u16> {
    let value = match character {
        '〇' | '○' | '零' | 'O' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '０'..='９' => u32::from(character) - u32::from('０'),
        _ => character.to_digit(10)?,
    };
    u16::try_from(value).ok()
}

/// The year of the statistics period: `自2023年1月1日起至2023年12月31日止`.
fn period_year(text: &str) -> Option<u16> {
    let text = squeeze(text.get(..text.len().min(100_000)).unwrap_or(text));
    let at = text.find("年1月1日")?;
    let year = four_digits_before(text.get(..at)?)?;
    text.get(at..)?.chars().take(40).collect::<String>().contains("12月31日").then_some(year)
}

/// The year that most sentences of the text speak of; the earlier one of two
/// that are named as often, because plans name the next year.
fn narrative_year(document: &Document) -> Option<u16> {
    let mut counts = std::collections::BTreeMap::<u16, usize>::new();
    for paragraph in document.paragraphs() {
        let text = squeeze(document.slice(&paragraph.range));
        for (at, _) in text.match_indices('年') {
            if let Some(year) = text.get(..at).and_then(four_digits_before) {
                // A date (2024年1月17日) is when it was published, a bracket holds a document number.
                let is_date =
                    text.get(at..).is_some_and(|rest| rest.chars().nth(1).is_some_and(|next| next.is_ascii_digit()));
                *counts.entry(year).or_default() += usize::from(!is_date);
            }
        }
    }
    let most = counts.values().copied().max().filter(|&most| most > 0)?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(year, _)| year)
}

/// The body in a title: what stands before the year, or between the year and
/// the name of the report.
fn organ_in(title: &str) -> Option<String> {
    let head = title.get(..title.find("政府信息公开").or_else(|| title.find("信息公开"))?)?;
    let without_year: String = match head.find('年') {
        Some(at) if four_digits_before(head.get(..at)?).is_some() => {
            let before: String = {
                let mut characters: Vec<char> = head.get(..at)?.chars().collect();
                characters.truncate(characters.len().saturating_sub(4));
                characters.into_iter().collect()
            };
            let after = head.get(at..)?.trim_start_matches(['年', '度']);
            format!("{before}{after}")
        }
        _ => head.to_owned(),
    };
    let organ = without_year
        .trim_matches(['关', '于', '的', '《', '》', '“', '”'])
        .trim_end_matches("政府信息公开工作")
        .to_owned();
    (organ.chars().count() >= 2).then_some(organ)
}

/// The body in the preface: `本报告由某县人民政府办公室根据…编制`.
fn organ_in_preface(text: &str) -> Option<String> {
    let text = squeeze(text.get(..text.len().min(20_000)).unwrap_or(text));
    ["本报告由", "本年度报告由"].iter().find_map(|start| {
        let rest = text.get(text.find(start)? + start.len()..)?;
        let end = ["根据", "按照", "依据", "编制"].iter().filter_map(|end| rest.find(end)).min()?;
        rest.get(..end)
            .map(|organ| organ.trim_end_matches(['，', ',']).to_owned())
            .filter(|organ| (2..=30).contains(&organ.chars().count()))
    })
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
            ("标题: 云溪新区2019年度政府信息公开工作年度报告", "云溪新区", 2019),
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
        let identity = identity(&["云溪区人民政府", "2023 年政府信息公开工作年度报告"]);
        assert_eq!(identity.title.as_deref(), Some("云溪区人民政府2023年政府信息公开工作年度报告"));
        assert_eq!(identity.organ.as_deref(), Some("云溪区人民政府"));
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
