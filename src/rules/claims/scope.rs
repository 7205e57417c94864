//! Of whom a figure speaks: of the reporting body, of less, of more, or of
//! somebody else.

use super::super::passage::Passage;
use super::lexicon;
use super::token::COUNT_UNITS;
use crate::report::Report;
use crate::shown::Verbatim;
use crate::words::Words;

/// Of whom a figure speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Of what the tables cover.
    Body,
    /// Of a part of it.
    Narrower,
    /// Of more than it.
    Wider,
    /// Of another body, another year or a plan.
    Elsewhere,
}

/// The reporting body as far as scope needs it.
#[derive(Debug, Default)]
pub struct Body {
    name: Vec<char>,
    is_department: bool,
    is_government: bool,
    is_township: bool,
}

/// Words that are passed over before the name of a body.
const MOST_LEADING: usize = 8;

/// Longest name of a body that is looked for at the start of a clause.
const LONGEST_NAME: usize = 16;
const DEPARTMENT_ENDINGS: Words = Words("局 委员会 委 厅 办公室 中心 院 所 站 队 部 社 会");
const GOVERNMENT_ENDINGS: Words = Words("政府 管委会 管理委员会 街道办事处 街道 镇 乡 县 区 市 省 州");
/// Endings of the names of bodies; the longer before the shorter.
const BODY_ENDINGS: Words = Words(
    "人民政府 办公室 委员会 管委会 派出所 司法所 分局 街道 中心 支队 大队 政府 学校 医院 公司 社区 法院 局 镇 乡 \
     县 区 委",
);
/// Endings of the names of places, behind which the name of a body may go on.
const PLACE_ENDINGS: Words = Words("镇 乡 县 区 街道");
/// What goes on behind the name of a government: 县政府|办公室.
const OFFICES: Words = Words("办公室 办公厅");
/// Longest rest of a name behind a place: 青禾县|自然资源和规划局.
const LONGEST_REST: usize = 10;
/// Words that end like the name of a body and are none.
const COMMON: &[&str] = &[
    "保护区",
    "景区",
    "辖区",
    "片区",
    "库区",
    "灾区",
    "厂区",
    "校区",
    "牧区",
    "小区",
    "布局",
    "格局",
    "大局",
    "结局",
    "城镇",
    "村镇",
    "集镇",
    "古镇",
    "小镇",
    "强镇",
    "重镇",
    "强县",
    "大县",
    "民办学校",
    "中小学校",
    "公办学校",
    "定点医院",
    "民营医院",
    "公立医院",
    "有限公司",
    "物业公司",
    "担保公司",
    "贷款公司",
    "上市公司",
];
/// What no name of a body holds: 防疫物资等政府采购, 主要原因是街道.
const NO_NAME: [char; 7] = ['等', '的', '均', '因', '是', '将', '把'];
/// What goes on in another word: 局长, 镇域, 政府信息.
const NO_ENDING_BEFORE: &str = "长面部域级划间村委内属分直管信网门公工规采集";
/// A clause that starts so names a body that orders, hears or gets something.
const PREPOSITIONS: Words = Words(
    "按 根据 依据 依照 依托 遵照 落实 贯彻 向 在 经 对 通过 围绕 报 接受 与 从 为 被 因 关于 参照 严格 认真 积极 \
     配合 联合 会同 加强 组织 省 国务院 国家 自 将 以 转 收到 受理",
);
const LEADING: Words = Words("其中 全年 年度 年 由 以及 和 及 本 度");

impl Body {
    /// The body of a report.
    pub fn of(report: &Report) -> Self {
        let name = report.organ.as_ref().map(Verbatim::verbatim).unwrap_or_default();
        let ends = |endings: Words| endings.ending(name).is_some();
        Body {
            name: name.chars().collect(),
            is_department: ends(DEPARTMENT_ENDINGS) && !ends(GOVERNMENT_ENDINGS),
            is_government: name.ends_with("政府"),
            is_township: Words("镇人民政府 乡人民政府 镇政府 乡政府 街道办事处").ending(name).is_some(),
        }
    }

    /// The scope of 全区, 全市.
    pub fn territory(&self) -> Scope {
        if self.is_department { Scope::Wider } else { Scope::Body }
    }

    /// The scope of 我局, 本级.
    pub fn office(&self) -> Scope {
        if self.is_department || self.is_township || self.name.is_empty() { Scope::Body } else { Scope::Narrower }
    }

    /// The scope of the body that a clause starts with, if it starts with one.
    pub fn named(&self, passage: &Passage, clause: usize) -> Option<Scope> {
        let name = leading_name(passage, clause)?;
        if self.name.is_empty() {
            return None;
        }
        // 县政府 may be the office alone; by its full name it is the body of its own report.
        let is_government = name.ends_with("政府") && !(self.is_government && name.ends_with("人民政府"));
        let is_office = is_government || OFFICES.iter().any(|office| name.ends_with(office));
        if !self.is_subsequence(&name) {
            return Some(Scope::Elsewhere);
        }
        // A township reports as one: 镇政府 is all of it.
        Some(if is_office && !self.is_department && !self.is_township { Scope::Narrower } else { Scope::Body })
    }

    /// 县发改局 is short for 青禾县发展和改革局.
    fn is_subsequence(&self, name: &str) -> bool {
        let mut rest = self.name.iter();
        name.chars().all(|char| rest.any(|&own| own == char))
    }
}

/// The name of a body with which a clause starts.
fn leading_name(passage: &Passage, clause: usize) -> Option<String> {
    // A clause opens with few such words; more would be followed again and again.
    let mut start = clause;
    for _ in 0..MOST_LEADING {
        match skip_leading(passage, start) {
            Some(skipped) => start = skipped,
            None => break,
        }
    }
    if lexicon::word(passage, start).is_some_and(|(word, _)| word.is_verb()) {
        return None;
    }
    if is_boundary(passage.char(start)?) || passage.any_at(start, PREPOSITIONS) {
        return None;
    }
    for at in start + 1..start + LONGEST_NAME {
        let char = passage.char(at)?;
        if is_boundary(char) {
            return None;
        }
        let ending = passage.word_at(at, BODY_ENDINGS);
        if let Some(ending) = ending {
            let end = at + ending.chars().count();
            let goes_on = passage.char(end).is_some_and(|next| NO_ENDING_BEFORE.contains(next));
            let own = passage.char(start).is_some_and(|first| "我本全各该所".contains(first));
            let name = passage.text(start..at + ending.chars().count());
            let is_word =
                COMMON.iter().any(|word| name.ends_with(word)) || name.contains(NO_NAME) || name.contains("人向");
            if !goes_on && !own && !is_word {
                let end = if PLACE_ENDINGS.contains(ending) { rest_of_name(passage, end).unwrap_or(end) } else { end };
                let office = passage.word_at(end, OFFICES);
                let end = end + office.map_or(0, |office| office.chars().count());
                return Some(passage.text(start..end));
            }
        }
    }
    None
}

/// Where the name of a body that goes on behind a place ends.
fn rest_of_name(passage: &Passage, place: usize) -> Option<usize> {
    for at in place..place + LONGEST_REST {
        let char = passage.char(at)?;
        if is_boundary(char) || "共收受办".contains(char) {
            return None;
        }
        let ending = passage.word_at(at, BODY_ENDINGS);
        if let Some(ending) = ending {
            let end = at + ending.chars().count();
            let goes_on = passage.char(end).is_some_and(|next| NO_ENDING_BEFORE.contains(next));
            return (!goes_on).then_some(end);
        }
    }
    None
}

fn skip_leading(passage: &Passage, start: usize) -> Option<usize> {
    if passage.char(start).is_some_and(|char| char.is_ascii_digit() || char == '：') {
        return Some(start + 1);
    }
    passage.behind(start, LEADING)
}

fn is_boundary(char: char) -> bool {
    char.is_ascii_digit()
        || "，。；：、（）《》“”".contains(char)
        || COUNT_UNITS.contains(char) && char != '个' && char != '项'
}
