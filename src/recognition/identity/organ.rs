//! The body that reports, where the title does not name it: in what the page
//! says of itself, in the preface, below the report.

use super::name;
use super::squeeze;
use crate::ideograph::simplified;
use crate::words::Words;

/// Fields of a page that name who published it. Where a text comes from
/// (来源) is often a portal, so that is not asked.
const FIELDS: Words = Words(
    "发布机构 公开机构 发文机关 发文机构 制发机关 发文单位 公开单位 发布单位 编制单位 填报单位 编制机关 \
     公开责任部门 责任部门 公开主体",
);

/// Bytes at the start of a text in which the preface stands.
const PREFACE: usize = 20_000;
/// Lines at the end in which a body signs.
const LAST_LINES: usize = 12;

/// The body in a field: `发布机构：青禾县水务局`, or in the line behind it.
pub fn in_fields(lines: &[String]) -> Option<String> {
    let fields = lines.iter().enumerate().flat_map(|(at, line)| {
        let named = FIELDS.iter().filter_map(move |field| line.find(field).map(|start| start + field.len()));
        named.map(move |start| (at, start))
    });
    let mut values = fields.filter_map(|(at, start)| {
        let rest = lines.get(at)?.get(start..)?;
        let value = rest.trim_start_matches([':', '：', '|', '】', ']', '）']);
        if value.is_empty() { lines.get(at + 1).map(String::as_str) } else { whole_name(value) }
    });
    values.find(|value| is_whole(value)).map(str::to_owned)
}

/// The longest name at the start of a field's value; the next field follows
/// without a blank.
fn whole_name(value: &str) -> Option<&str> {
    let next = [
        "发布", "发文", "成文", "公开", "索引", "文号", "主题", "生成", "来源", "日期", "时间", "名称", "有效", "信息",
    ];
    let end = next.iter().filter_map(|field| value.find(field)).min().unwrap_or(value.len());
    value.get(..end)
}

/// The body in the preface: `本报告由某县人民政府办公室根据…编制`, `根据…要求，
/// 某县水务局编制了2023年政府信息公开工作年度报告`.
pub fn in_preface(text: &str) -> Option<String> {
    let text = squeeze(text.get(..text.len().min(PREFACE)).or_else(|| text.get(..)).unwrap_or(text));
    let plain = simplified(&text);
    let by = Words("本报告由 本年度报告由 本年报由").iter().find_map(|start| {
        let at = plain.find(start)? + start.len();
        let rest = plain.get(at..)?;
        let end = Words("根据 按照 依据 编制 ， ,").iter().filter_map(|end| rest.find(end)).min()?;
        text.get(at..at + end)
    });
    let maker = || {
        plain.match_indices("编制").find_map(|(at, _)| {
            let before = plain.get(..at)?;
            let start = before.rfind(|mark: char| "，。；：》、,\n".contains(mark)).map_or(0, |mark| {
                mark + before.get(mark..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
            });
            let words = text.get(start..at)?;
            let words = Words("现由 特由 由 现 特").iter().find_map(|word| words.strip_prefix(word)).unwrap_or(words);
            let words = Words("负责 组织 牵头 综合 特").iter().fold(words, |words, word| words.trim_end_matches(word));
            Some(words).filter(|words| is_whole(words))
        })
    };
    by.filter(|by| is_whole(by)).or_else(maker).map(str::to_owned)
}

/// The body that signs: a line of its own above or below the last date.
pub fn in_signature(lines: &[String]) -> Option<String> {
    let last = lines.get(lines.len().saturating_sub(LAST_LINES)..)?;
    let at = last.iter().rposition(|line| is_date(line))?;
    let beside = [at.checked_sub(1), Some(at + 1)];
    beside.into_iter().flatten().filter_map(|at| last.get(at)).find(|line| is_whole(line)).cloned()
}

/// `2024年1月15日`, `2024-01-15`.
fn is_date(line: &str) -> bool {
    let is_part = |mark: char| super::year::digit(mark).is_some() || "年月日十-/.".contains(mark);
    let (year, rest) = (super::year::before_nian(line).is_some() || line.starts_with("20"), line.chars().count());
    year && (8..=12).contains(&rest) && line.chars().all(is_part)
}

/// Whether a text is the name of a body, and long enough to be its whole name.
fn is_whole(text: &str) -> bool {
    let text = simplified(text);
    text.chars().count() >= 4 && name::is_name(&text) && Words("网站 网 平台 本机关").ending(&text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|line| squeeze(line)).collect()
    }

    #[test]
    fn a_body_is_read_where_the_page_or_the_preface_names_it() {
        let field = |line: &[&str]| in_fields(&lines(line));
        assert_eq!(
            field(&["索引号：0001 发布机构：青禾县审计局 发布日期：2024-01-16"]).as_deref(),
            Some("青禾县审计局")
        );
        assert_eq!(field(&["发文机关", "青禾县水务局"]).as_deref(), Some("青禾县水务局"));
        assert_eq!(field(&["发布机构 发布日期 2024-01-16", "来源：青禾县人民政府"]), None);
        for preface in [
            "本报告由青禾县水务局根据《条例》编制。",
            "根据《条例》要求，青禾县水务局编制了2023年度报告。",
            "按照要求，现由青禾县水务局负责编制。",
        ] {
            assert_eq!(in_preface(preface).as_deref(), Some("青禾县水务局"), "{preface}");
        }
        assert_eq!(in_preface("根据《条例》要求，结合本局实际编制。由本机关编制。"), None);
    }

    #[test]
    fn a_body_that_signs_is_read() {
        assert_eq!(in_signature(&lines(&["无。", "青禾县水务局", "2024年1月15日"])).as_deref(), Some("青禾县水务局"));
        assert_eq!(in_signature(&lines(&["无。", "2024年1月15日", "青禾县水务局"])).as_deref(), Some("青禾县水务局"));
        assert_eq!(in_signature(&lines(&["无。", "2024年1月15日", "分享到："])), None);
    }
}
