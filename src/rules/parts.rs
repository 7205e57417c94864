//! The list of parts that the preface announces: as many as it says, each
//! once, and the ones that follow.

use super::{Context, Family, Passage, Rule};
use crate::finding::{Finding, Severity};
use crate::forms::SectionForm;
use crate::order;
use std::ops::Range;

const PARTS: Rule = Rule { id: "text.parts", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family { rules: &[PARTS], check };

/// Words with which such a list begins.
const OPENINGS: &[&str] = &["由", "包括", "包含", "分为", "内容为", "内容有", "分别是", "分别为", "共分"];
const DIGITS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(edition) = context.edition() else { return };
    for passage in context.preface() {
        for sentence in passage.sentences() {
            let Some(announced) = announced(passage, &sentence, &edition.sections) else { continue };
            findings.extend(repeated(passage, &announced, &edition.sections));
            findings.extend(miscounted(context, passage, &announced));
        }
    }
}

/// A list of parts: its words, how many it says, which official ones it names.
struct Announced {
    range: Range<usize>,
    count: usize,
    named: Vec<usize>,
    /// Whether it consists of official names and nothing else.
    is_plain: bool,
}

fn announced(passage: &Passage, sentence: &Range<usize>, official: &[SectionForm]) -> Option<Announced> {
    let (count, at, end) = sentence.clone().find_map(|at| count_of_parts(passage, at))?;
    let opening =
        OPENINGS.iter().filter_map(|word| Some(passage.find(sentence.clone(), word)? + word.chars().count())).min()?;
    let before = named(passage, opening.min(at)..at, official);
    let (named, rest) = if before.0.is_empty() { named(passage, end..sentence.end, official) } else { before };
    let is_plain =
        rest.chars().all(|char| "、，和及以与等的：；。“”（）一二三四五六七八九十个大分别是为".contains(char));
    Some(Announced { range: opening.min(at)..end, count, is_plain: is_plain && !named.is_empty(), named })
}

/// `六个部分` or `6部分` at an index: the number, its start and its end.
fn count_of_parts(passage: &Passage, at: usize) -> Option<(usize, usize, usize)> {
    let char = passage.char(at)?;
    let joined = at
        .checked_sub(1)
        .and_then(|before| passage.char(before))
        .is_some_and(|before| before.is_ascii_digit() || DIGITS.contains(&before) || before == '第');
    let value = char.to_digit(10).map(|digit| digit as usize);
    let value = value.or_else(|| DIGITS.iter().position(|&known| known == char).map(|index| index + 1))?;
    let unit = ["个部分", "部分", "大部分", "个方面内容"].iter().find(|unit| passage.starts_with(at + 1, unit))?;
    (!joined && value > 1).then_some((value, at, at + 1 + unit.chars().count()))
}

/// The official parts named in a list, in order, and what else stands in it.
fn named(passage: &Passage, list: Range<usize>, official: &[SectionForm]) -> (Vec<usize>, String) {
    let (mut named, mut rest) = (Vec::new(), String::new());
    let mut at = list.start;
    while at < list.end {
        let longest = official
            .iter()
            .enumerate()
            .flat_map(|(index, form)| names(form).map(move |name| (index, name)))
            .filter(|(_, name)| passage.starts_with(at, name))
            .max_by_key(|(_, name)| name.len());
        match longest {
            Some((index, name)) => {
                named.push(index);
                at += name.chars().count();
            }
            None => {
                rest.extend(passage.char(at));
                at += 1;
            }
        }
    }
    (named, rest)
}

fn names(form: &SectionForm) -> impl Iterator<Item = &str> {
    let long = form.accepted.iter().map(String::as_str);
    let short = form.heading.strip_suffix("情况").into_iter();
    std::iter::once(form.heading.as_str()).chain(long).chain(short)
}

fn about(passage: &Passage, announced: &Announced, variant: &'static str) -> Finding {
    PARTS.finding().variant(variant).param("count", announced.count).span(passage.bytes(announced.range.clone()))
}

fn repeated(passage: &Passage, announced: &Announced, official: &[SectionForm]) -> Option<Finding> {
    let twice = |index: &usize| announced.named.iter().filter(|other| *other == index).count() > 1;
    let form = official.get(*announced.named.iter().find(|index| twice(index))?)?;
    Some(about(passage, announced, "repeated").param("part", form.heading.as_str()))
}

/// The number against the list, or against the sections that follow.
fn miscounted(context: &Context<'_>, passage: &Passage, announced: &Announced) -> Option<Finding> {
    let listed = announced.named.len();
    if announced.is_plain && listed != announced.count {
        return Some(about(passage, announced, "message").param("listed", listed));
    }
    let sections = &context.report.sections;
    let mut indexes: Vec<usize> = sections.iter().filter_map(|section| section.official.map(|it| it.index)).collect();
    order::sort(&mut indexes);
    indexes.dedup();
    let follow = indexes.len();
    let is_whole = sections.len() == follow && follow > 1;
    (is_whole && follow != announced.count).then(|| about(passage, announced, "sections").param("sections", follow))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::report::samples::narrative;

    const SECTIONS: &str = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n\
        四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项";
    const LIST: &str = "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、\
        政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项";

    fn found(preface: &str) -> Vec<&'static str> {
        let report = narrative(2023, &format!("{preface}\n{SECTIONS}"));
        let mut findings = Vec::new();
        check(&Context::new(&report, &Options::default()), &mut findings);
        findings.iter().map(|finding| finding.variant).collect()
    }

    #[test]
    fn a_list_that_does_not_match_is_found() {
        let five = LIST.replace("、其他需要报告的事项", "");
        let four = five.replace("、存在的主要问题及改进情况", "");
        let long = LIST.replace("、主动", "、行政机关主动").replace("、收到", "、行政机关收到");
        for (preface, variant) in [
            (format!("本报告由{LIST}五个部分组成。"), "message"),
            (format!("本报告由{LIST}七个部分组成。"), "message"),
            (format!("本报告由{five}六个部分组成。"), "message"),
            (format!("本报告由{four}六个部分组成。"), "message"),
            (format!("全文包括{five}等6个部分。"), "message"),
            (format!("全文包括{four}五部分。"), "message"),
            (format!("全文分为七个部分，分别是：{LIST}。"), "message"),
            (format!("全文共分五个部分：{LIST}。"), "message"),
            (format!("报告内容包括{long}等五个部分。"), "message"),
            (format!("根据有关规定，本报告由{five}6部分组成，现予公布。"), "message"),
            (format!("本年度报告包含{}六个部分。", five.replace("总体情况、", "")), "message"),
            (format!("本报告由{}六个部分构成。", five.replace("、存在", "以及存在")), "message"),
            (format!("本报告由{five}五部分组成。"), "sections"),
            (format!("本报告由{four}四个部分组成。"), "sections"),
            ("本报告由概述、主动公开、依申请公开、收费、问题五部分组成。".to_owned(), "sections"),
            ("本报告共分八个部分。".to_owned(), "sections"),
            ("本报告分为五个部分，具体如下。".to_owned(), "sections"),
            ("报告由概况、公开情况、申请情况、复议诉讼、问题、其他和附表七部分组成。".to_owned(), "sections"),
            ("全文包括9个部分，请登录县政府网站查阅。".to_owned(), "sections"),
            (format!("报告由{five}、总体情况六个部分组成。"), "repeated"),
            (
                format!(
                    "报告由{}六个部分组成。",
                    LIST.replace("其他需要报告的事项", "政府信息公开行政复议、行政诉讼情况")
                ),
                "repeated",
            ),
            (
                format!(
                    "报告由{}等六部分组成。",
                    LIST.replace("、存在的主要问题及改进情况", "、收到和处理政府信息公开申请情况")
                ),
                "repeated",
            ),
        ] {
            assert_eq!(found(&preface), [variant], "{preface}");
        }
    }

    #[test]
    fn a_list_that_matches_and_other_counts_are_left_alone() {
        let long = LIST.replace("、主动", "、行政机关主动").replace("、收到", "、行政机关收到");
        for preface in [
            format!("本报告由{LIST}六个部分组成。"),
            format!("本报告由{LIST}等六部分组成，所列数据统计期限为2023年1月1日至12月31日。"),
            format!("本报告由{long}六个部分组成。"),
            format!("本报告由{}六部分组成。", LIST.replace("、其他", "和其他")),
            format!("本报告由{}六个部分构成。", LIST.replace("、其他", "以及其他")),
            format!("全文包括{LIST}等六个部分内容。"),
            format!("全文共分6个部分：{LIST}。"),
            format!("全文分为六个部分，分别是：{long}。"),
            format!("本报告包括：一、{}六个部分。", LIST.replace("、其他", "；六、其他")),
            format!("本报告包括{LIST}。"),
            format!("本报告由{}六个部分组成。", LIST.replace("存在的", "工作中存在的")),
            "本报告由六个部分组成。".to_owned(),
            "本报告共六大部分，请予监督。".to_owned(),
            "本报告由总体情况、表格和说明等组成。".to_owned(),
            "本报告由概述、主动公开、依申请公开、复议诉讼、问题和其他六部分组成。".to_owned(),
            "本报告所列数据由各部门提供。".to_owned(),
            "第三部分由表格组成。".to_owned(),
            "报告的一部分数据由县司法局提供。".to_owned(),
            "本报告由青禾县人民政府办公室汇总全县12个部门和8个乡镇的数据编制。".to_owned(),
            "公开内容包括决策、执行、管理、服务、结果五个环节。".to_owned(),
            "本机关由办公室等十二个部门组成。".to_owned(),
        ] {
            assert_eq!(found(&preface), Vec::<&str>::new(), "{preface}");
        }
    }
}
