//! The title of a report: words that end in its name, wherever they stand.

use super::name;
use super::year::{self, Year};
use crate::ideograph::simplified;
use crate::words::Words;

/// A title is no longer than this many characters.
const LONGEST: usize = 80;

/// What the report is about, and what may stand in front of that.
const SUBJECT: &str = "信息公开";
const OWNERS: [&str; 2] = ["政府", "政务"];

/// What may stand between its subject and the word that ends it.
const BETWEEN: Words = Words("工作 情况 开展 年度 年 度 的 总结 实施");
/// The words that end it.
const ENDS: [&str; 2] = ["报告", "年报"];

/// Words in front of a title that say that it is one.
const LABELS: Words = Words("标题名称 信息标题 文件标题 公开标题 标题 信息名称 文件名称 公开事项 题名 名称 主题 题目");

/// What may follow a title on its line: the next field of its metadata.
const FIELDS: Words = Words(
    "来源 信息来源 发布 索引 索取 日期 时间 浏览 阅读 点击 访问 作者 编辑 字号 字体 打印 分享 文号 文号 责任 生成 \
     公开",
);

/// What stands in front of a title that is named in a sentence.
const ANNOUNCING: Words = Words("现将 现公布 现发布 特公布 公布 发布 公开 编制了 编制 撰写了 印发");
/// What follows it there.
const TOLD: Words = Words("公布 公开 发布 报告如下 予以 向社会 如下 。 ， , 的公告 的通知 的公示 的函");

/// Marks between the steps of a path to a page.
const STEPS: [char; 17] = ['-', '–', '—', '>', '»', '›', '|', '_', '＞', '→', '\\', '/', '｜', '─', '━', '：', ':'];

/// A title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Its words as they stand, white space taken out.
    pub text: String,
    /// The year in it.
    pub year: Option<u16>,
    /// The body in it.
    pub organ: Option<String>,
    /// What stands in front of the subject, year taken out: the body, half of
    /// its name, or nothing.
    pub head: String,
    /// Whether it is only named, in a sentence.
    pub is_named: bool,
}

/// The title in a line without white space; `None` where it has none.
pub fn of_line(line: &str) -> Option<Title> {
    let plain = simplified(line);
    let mut from = 0;
    while let Some(at) = plain.get(from..)?.find(SUBJECT).map(|at| from + at) {
        let subject_end = at + SUBJECT.len();
        if let Some(title) = end_of(&plain, subject_end).and_then(|end| title(line, &plain, at, end)) {
            return Some(title);
        }
        from = subject_end;
    }
    None
}

/// Where the name of a report ends whose subject ends here: `工作年度报告`,
/// `2022年度报告（2022年度）`.
fn end_of(plain: &str, subject_end: usize) -> Option<usize> {
    let mut at = subject_end;
    loop {
        let rest = plain.get(at..)?;
        if let Some(end) = ENDS.iter().find(|end| rest.starts_with(**end)) {
            return Some(at + end.len());
        }
        let step = BETWEEN.starting(rest).map(|word| word.len());
        let digit = || rest.chars().next().filter(|digit| year::digit(*digit).is_some()).map(char::len_utf8);
        let mark = || rest.chars().next().filter(|mark| "（）()".contains(*mark)).map(char::len_utf8);
        at += step.or_else(digit).or_else(mark).filter(|_| at - subject_end < 60)?;
    }
}

/// The title whose subject starts and whose name ends at these places.
fn title(line: &str, plain: &str, subject: usize, end: usize) -> Option<Title> {
    let rest = plain.get(end..)?;
    let bracket = bracket_with_year(rest);
    let end = end + bracket;
    let rest = plain.get(end..)?;
    let before = plain.get(..subject)?;
    let (start, is_named) = start_of(before, rest)?;
    let text = line.get(start..end)?;
    let head = plain.get(start..subject)?;
    let head = OWNERS.iter().find_map(|owner| head.strip_suffix(owner)).unwrap_or(head);
    // 人民政府信息公开: one word for two.
    let head_end = match head.ends_with("人民") && plain.get(start..subject)?.ends_with("政府") {
        true => head.len() + "政府".len(),
        false => head.len(),
    };
    let written = line.get(start..start + head_end)?;
    let whole = Year::find(plain.get(start..end)?).map(|year| year.value);
    let without_year = Year::find(written).map_or_else(|| written.to_owned(), |year| year.cut_out_of(written));
    let head = name::without_readings(name::bare(&without_year));
    let is_name = name::is_name(&simplified(&head));
    // 《政府信息公开工作年度报告》 in a sentence is no report's own title.
    let is_told = !is_named || whole.is_some() || is_name;
    (is_told && text.chars().count() <= LONGEST).then(|| Title {
        text: text.to_owned(),
        year: whole,
        organ: is_name.then(|| head.clone()),
        head,
        is_named,
    })
}

/// The length of `（2023年度）`.
fn bracket_with_year(rest: &str) -> usize {
    let inner = rest.strip_prefix(['（', '(']);
    let end = inner.and_then(|inner| inner.find(['）', ')']));
    match end.zip(inner).and_then(|(end, inner)| Some((end, Year::find(inner.get(..end)?)?))) {
        Some((end, _)) => rest.char_indices().nth(1).map_or(0, |(first, _)| first) + end + "）".len().min(rest.len()),
        None => 0,
    }
}

/// Where a title starts before its subject, and whether it is only named in a
/// sentence; `None` where the words are no title.
fn start_of(before: &str, rest: &str) -> Option<(usize, bool)> {
    let after_step = before.rfind(is_step).map_or(0, |at| at + width_at(before, at));
    let marks = |text: &str| text.len() - text.trim_start_matches(|mark: char| "#*《“\"【[●■◆★·•".contains(mark)).len();
    let start = after_step + marks(before.get(after_step..)?);
    let label = before.get(start..).and_then(|head| LABELS.starting(head));
    let start = start + label.map_or(0, |label| label.len());
    let start = start + marks(before.get(start..)?);
    let head = before.get(start..)?;
    let closing = rest.trim_start_matches(|mark: char| "》”\"】]*".contains(mark));
    let is_apart = |next: char| next.is_ascii() || !next.is_alphanumeric();
    let is_end = closing.chars().next().is_none_or(|next| is_apart(next) && !"。；，、,！？".contains(next))
        || FIELDS.starting(closing).is_some();
    if is_end && !head.contains(['。', '；', '，', ',', '！', '？', '《', '“']) {
        return Some((start, false));
    }
    let opened = before.rfind(['《', '“']);
    let quoted = rest.starts_with(['》', '”']).then_some(opened).flatten();
    if let Some(at) = quoted {
        return Some((at + "《".len(), true));
    }
    // 现将…报告公布如下, 编制…报告。
    let clause = before.rfind(|mark| "。；，,！？：".contains(mark)).map_or(0, |at| at + width_at(before, at));
    let words = before.get(clause..)?;
    let announced = ANNOUNCING.iter().filter_map(|word| words.find(word).map(|at| clause + at + word.len())).max();
    let is_told = TOLD.starting(closing).is_some();
    announced.filter(|_| is_told).map(|start| (start, true))
}

fn is_step(mark: char) -> bool {
    STEPS.contains(&mark)
}

/// Bytes of the character that starts here.
fn width_at(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Option<(String, Option<String>, Option<u16>)> {
        of_line(line).map(|title| (title.text, title.organ, title.year))
    }

    #[test]
    fn a_title_is_found_among_what_surrounds_it() {
        for (line, text, organ) in [
            (
                "青禾县水务局2023年政府信息公开工作年度报告",
                "青禾县水务局2023年政府信息公开工作年度报告",
                Some("青禾县水务局"),
            ),
            (
                "标题青禾县水务局2023年政务信息公开工作年度报告",
                "青禾县水务局2023年政务信息公开工作年度报告",
                Some("青禾县水务局"),
            ),
            (
                "标题：青禾县水务局2023年政府信息公开年报来源：县水务局发布日期：2024-01-16",
                "青禾县水务局2023年政府信息公开年报",
                Some("青禾县水务局"),
            ),
            (
                "首页>政府信息公开>年报>青禾县2023年政府信息公开工作年度报告",
                "青禾县2023年政府信息公开工作年度报告",
                Some("青禾县"),
            ),
            (
                "青禾县水务局2023年政府信息公开工作年度报告-青禾县人民政府门户网站",
                "青禾县水务局2023年政府信息公开工作年度报告",
                Some("青禾县水务局"),
            ),
            (
                "《青禾县石桥镇人民政府信息公开工作年度报告（2023年度）》",
                "青禾县石桥镇人民政府信息公开工作年度报告（2023年度）",
                Some("青禾县石桥镇人民政府"),
            ),
            (
                "**青禾县人民政府政府信息公开工作2023年度报告**",
                "青禾县人民政府政府信息公开工作2023年度报告",
                Some("青禾县人民政府"),
            ),
            (
                "关于青禾县水务局2023年度政府信息公开情况的报告",
                "关于青禾县水务局2023年度政府信息公开情况的报告",
                Some("青禾县水务局"),
            ),
            (
                "现将青禾县水务局2023年政府信息公开工作年度报告公布如下：",
                "青禾县水务局2023年政府信息公开工作年度报告",
                Some("青禾县水务局"),
            ),
            (
                "青禾縣水務局2023年政府資訊公開工作年度報告",
                "青禾縣水務局2023年政府資訊公開工作年度報告",
                Some("青禾縣水務局"),
            ),
            ("2023年度政府信息公开工作年度报告", "2023年度政府信息公开工作年度报告", None),
            (
                "根据《政府信息公开工作年度报告格式》的要求，现向社会公开《青禾县水务局2023年政府信息公开工作年度报告》。",
                "青禾县水务局2023年政府信息公开工作年度报告",
                Some("青禾县水务局"),
            ),
            (
                "结合工作实际,编制青禾县水务局2023年度政府信息公开工作年度报告,报告由六部分组成。",
                "青禾县水务局2023年度政府信息公开工作年度报告",
                Some("青禾县水务局"),
            ),
            (
                "青禾縣石橋鎮(zhèn)2023年政府信息公開工作年度報告",
                "青禾縣石橋鎮(zhèn)2023年政府信息公開工作年度報告",
                Some("青禾縣石橋鎮"),
            ),
            ("我局2023年政府信息公开工作年度报告", "我局2023年政府信息公开工作年度报告", None),
            ("局2023年政府信息公开工作年度报告", "局2023年政府信息公开工作年度报告", None),
            ("2023政府信息公开工作年度报告", "2023政府信息公开工作年度报告", None),
        ] {
            assert_eq!(found(line), Some((text.to_owned(), organ.map(str::to_owned), Some(2023))), "{line}");
        }
    }

    #[test]
    fn other_words_are_no_title() {
        for line in [
            "政府信息公开年度报告制度执行到位",
            "根据政府信息公开工作年度报告的格式，我局",
            "政府信息公开工作年度报告格式",
            "政府信息公开指南",
            "政府网站工作年度报表",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
