//! Names of bodies: what may be one, and what is only a piece of one.

use crate::words::Words;

/// The last characters that names of bodies and places have.
const LAST: &str = "府厅局委办部院署处所站队心司校道镇乡区县市省州盟旗团社馆园场厂行库段村学组台庭关港室会岛矿";

/// Names begin with none of these: they speak of a body without naming it.
const NOT_FIRST: Words = Words(
    "我 该 各 其 是 请 首页 按照 依据 根据 结合 对于 经过 全县 全市 全区 全镇 全省 全局 本局 本机关 本单位 本级 \
     本部门 本县 本市 本区 本镇 本街道 本委",
);

/// What joins two halves of a name: a name that begins with one is cut.
const JOINS: [char; 3] = ['和', '与', '及'];

/// The last characters of the names of places.
const PLACES: [char; 9] = ['省', '市', '县', '区', '旗', '州', '盟', '镇', '乡'];

/// What a body is called behind its place; alone it is half a name.
const HALVES: Words = Words(
    "人民政府 政府 办公室 委员会 管理委员会 管委会 办事处 街道办事处 管理局 监督局 管理处 服务中心 中心 分局 局 \
     厅 委 办 部 院 处 所 站 队 会 街道 区",
);

/// What stands in or around a name in a title without being part of it.
const AROUND: Words = Words("关于 公布 发布 公开 印发 报送 编制 做好 年度 年 度 的 《 》");

/// A name out of what surrounds it in a title: `关于青禾县水务局的` → 青禾县水务局.
pub fn bare(text: &str) -> &str {
    let mut name = text;
    loop {
        let trimmed = name.trim_matches(|mark: char| "“”\"'「」『』【】[]#*_:：,，、.·-—–~～|/ ".contains(mark));
        let start = AROUND.iter().find_map(|word| trimmed.strip_prefix(word)).unwrap_or(trimmed);
        let next = AROUND.iter().find_map(|word| start.strip_suffix(word)).unwrap_or(start);
        if next.len() == name.len() {
            return name;
        }
        name = next;
    }
}

/// A name without the readings that some mirrors put behind a character: `鎮(zhèn)`.
pub fn without_readings(name: &str) -> String {
    let mut bare = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('(') {
        bare.push_str(before);
        let reading = after.split_once(')').filter(|(inner, _)| inner.chars().all(is_latin));
        match reading {
            Some((_, behind)) => rest = behind,
            None => {
                bare.push('(');
                rest = after;
            }
        }
    }
    bare.push_str(rest);
    bare
}

fn is_latin(letter: char) -> bool {
    letter.is_alphabetic() && letter < '\u{2000}'
}

/// Whether a text may be the whole name of a body or of a place.
pub fn is_name(text: &str) -> bool {
    let length = text.chars().count();
    let ends = text.trim_end_matches(['）', ')']).ends_with(|last| LAST.contains(last));
    let is_word = |mark: char| mark.is_alphanumeric() || "（）()、·—".contains(mark);
    (2..=40).contains(&length)
        && ends
        && text.chars().all(is_word)
        && !text.starts_with(|first: char| first.is_ascii_digit())
        && NOT_FIRST.starting(text).is_none()
        && (has_place(text) || !text.starts_with(JOINS))
        && !is_half(text)
}

/// Whether a text is only what a body is called behind its place.
pub fn is_half(text: &str) -> bool {
    let is_short = text.chars().count() < 3 && !text.ends_with(PLACES);
    is_short || HALVES.contains(text)
}

/// Whether a name goes on from the line above it: `人民政府办公室`, `局`.
pub fn goes_on(text: &str) -> bool {
    is_half(text) || HALVES.iter().filter(|half| half.chars().count() > 2).any(|half| text.starts_with(half))
}

/// Whether a name is the first half of one: 青禾县, which is a body's place.
pub fn is_place(text: &str) -> bool {
    (2..=12).contains(&text.chars().count()) && text.ends_with(PLACES) && is_name(text)
}

/// Whether a text names a place: what follows it is the name of one of its bodies.
pub fn has_place(text: &str) -> bool {
    text.contains(PLACES)
}

/// Whether a line may be the first half of a name that is broken within a word:
/// 青禾县工业和信.
pub fn is_begun(text: &str) -> bool {
    const OF_PAGES: Words = Words("网 首页 频道 栏 公开 年报 目录 政务 附件");
    let length = text.chars().count();
    (3..=30).contains(&length)
        && has_place(text)
        && text.chars().all(|letter| letter.is_alphanumeric() || "（）()".contains(letter))
        && !text.chars().any(|letter| letter.is_ascii_digit())
        && !is_name(text)
        && !OF_PAGES.any_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_half_a_name_and_from_other_words() {
        for name in [
            "青禾县",
            "青禾县水务局",
            "县政府办",
            "冶金工业园（锦丰镇）",
            "青禾县人民政府办公室",
            "大兴安岭地区",
            "和禾区教育局",
            "本岫市水务局",
            "经济技术局",
        ] {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "局",
            "人民政府",
            "办公室",
            "我局",
            "本机关",
            "2022",
            "务局",
            "和信息化局",
            "青禾县，水务局",
            "首页>青禾县",
            "政务",
            "青禾县信访",
        ] {
            assert!(!is_name(other), "{other}");
        }
        assert!(goes_on("人民政府办公室") && goes_on("局") && !goes_on("水利局") && !goes_on("局属某中心"));
        assert!(is_begun("青禾县工业和信") && !is_begun("青禾县人民政府") && !is_begun("青禾县人民政府门户网站"));
        assert_eq!(bare("关于《青禾县水务局的"), "青禾县水务局");
    }
}
