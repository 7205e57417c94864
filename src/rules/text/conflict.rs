//! The same quantity twice, with different figures.

use super::super::claims::numeral::Bound;
use super::super::claims::quantity::Quantity;
use super::super::claims::scope::Scope;
use super::super::claims::token::Unit;
use super::super::claims::{Amount, Claim, Narrative};
use super::{Rule, Text};
use crate::finding::{Finding, Severity};
use crate::order;
use crate::report::Number;
use crate::words::Words;
use std::ops::Range;

pub(super) const RULE: Rule = Rule { id: "text.conflict", severity: Severity::Warning };

/// A statement of a quantity.
struct Said {
    amount: i64,
    words: String,
    span: Range<usize>,
}

/// What must agree for two figures to be about the same thing.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Quantity(Quantity),
    /// Words such as 政府网站主动公开政府信息, and the unit.
    Words(String, char),
}

pub(super) fn check(text: &Text<'_>, contradicted: &[Range<usize>], findings: &mut Vec<Finding>) {
    let all = quantities(text).chain(announcements(text));
    // A figure that the tables contradict has its finding already.
    let (subjects, said): (Vec<Subject>, Vec<Said>) =
        all.filter(|(_, said)| !contradicted.contains(&said.span)).unzip();
    for (first, said_again) in order::firsts(&subjects).into_iter().zip(&said) {
        let Some(earlier) = said.get(first).filter(|earlier| earlier.amount != said_again.amount) else { continue };
        findings.push(
            RULE.finding()
                .param("first", earlier.words.as_str())
                .param("second", said_again.words.as_str())
                .param("first_figure", Number::whole(earlier.amount))
                .param("second_figure", Number::whole(said_again.amount))
                .span(said_again.span.clone()),
        );
    }
}

/// The claims whose words leave no choice between readings, or that no table
/// tells apart.
fn quantities<'a>(text: &'a Text<'_>) -> impl Iterator<Item = (Subject, Said)> + 'a {
    text.claims.iter().filter_map(|claim| {
        let amount = stated(claim)?;
        let told = match claim.quantity {
            Quantity::Review(_, None) | Quantity::Received | Quantity::Handled | Quantity::Applications => {
                text.report.tables.is_empty()
            }
            Quantity::CarriedIn | Quantity::CarriedOut | Quantity::ReceivedNew => true,
            Quantity::Document("normative_documents", Some(_)) => true,
            _ => false,
        };
        (told && claim.scope == Scope::Body).then(|| {
            let said = Said { amount, words: claim.words.clone(), span: claim.span.clone() };
            (Subject::Quantity(claim.quantity.clone()), said)
        })
    })
}

fn stated(claim: &Claim) -> Option<i64> {
    match claim.amount {
        Amount::Stated(numeral) if numeral.bound == Bound::Exact && numeral.tolerance == 0 => numeral.whole(),
        _ => None,
    }
}

/// What no table holds: 政府网站主动公开政府信息 N 条, told apart by its words.
fn announcements<'a>(text: &'a Text<'_>) -> impl Iterator<Item = (Subject, Said)> + 'a {
    text.narratives.iter().flat_map(|narrative| {
        narrative.mentions.iter().filter_map(|mention| {
            let Unit::Count(unit) = mention.figure.unit else { return None };
            let numeral = mention.figure.numeral;
            let is_plain = mention.quantity.is_none()
                && !mention.is_compared
                && mention.scope == Scope::Body
                && numeral.bound == Bound::Exact
                && numeral.tolerance == 0;
            let token = narrative.tokens.get(mention.token).filter(|_| is_plain)?;
            let clause = super::clause_start(narrative, token.range.start);
            let sentence = sentence_start(narrative, clause)?;
            let counted = narrative.passage.text(clause..token.range.start);
            let shorter = SHORTER.any_in(&narrative.passage.text(sentence..token.range.start));
            let words = column(&counted).filter(|_| !shorter).or_else(|| essence(&counted))?;
            let range = clause..token.range.end;
            let said = Said {
                amount: numeral.whole()?,
                words: narrative.passage.words(range.clone()),
                span: narrative.passage.bytes(range),
            };
            Some((Subject::Words(words, unit), said))
        })
    })
}

/// Words that change nothing about what is counted.
const IDLE: Words = Words("全年 年度 本年 累计 共计 总计 合计 一共 截至 年底 我们 通过 利用 在 共 年 上 了 本 各类");
/// Where the public finds what is counted: without one of these, two equal
/// phrases may stand under different headings.
const PLATFORMS: Words = Words("网站 公众号 微信 微博 客户端 政务新媒体 公报 公示栏");

/// The words without idle ones, where they tell what is counted and where.
fn essence(clause: &str) -> Option<String> {
    let year = clause.find("年").filter(|&at| at == 4 && clause.bytes().take(4).all(|byte| byte.is_ascii_digit()));
    let mut words = clause.get(year.unwrap_or(0)..).unwrap_or_default().to_owned();
    for idle in IDLE {
        words = words.replace(idle, "");
    }
    let counts_publication = Words("公开 发布 推送 公示").any_in(&words);
    let has_place = PLATFORMS.any_in(&words);
    (counts_publication && has_place && words.contains("信息")).then_some(words)
}

/// Names of a part of a web site that one place may bear in turn.
const COLUMNS: Words = Words("专栏 栏目 专区");
/// What stands before the name of a column.
const BEFORE_NAME: Words = Words("通过 利用 依托 在 网站 平台 门户 网 的 “ 《 局 镇 办");
/// Words of less than the year, or of part of the information.
const SHORTER: Words = Words("上半年 下半年 季度 月 周 日 新增 其中 另 还 再 更新 转载");
/// The fewest characters of a name that tells one column from others.
const SHORTEST_NAME: usize = 3;

/// 通过网站审计信息栏目公开信息, 全年通过审计信息专栏公开政府信息: the same
/// column by its name.
fn column(clause: &str) -> Option<String> {
    let (at, word) = COLUMNS.iter().filter_map(|word| Some((clause.rfind(word)?, word))).max()?;
    let behind = clause.get(at + word.len()..)?;
    let mut told = behind.trim_start_matches(['”', '》', '上', '中', '内']).to_owned();
    for idle in IDLE.iter().chain(Words("主动 对外 政府 政务")) {
        told = told.replace(idle, "");
    }
    let ahead = clause.get(..at)?.trim_end_matches(['”', '》']);
    let start = BEFORE_NAME.iter().filter_map(|word| Some(ahead.rfind(word)? + word.len())).max().unwrap_or(0);
    let name = ahead.get(start..)?;
    let known = name.chars().count() >= SHORTEST_NAME && start > 0;
    (known && Words("公开信息 发布信息 公布信息").contains(told.as_str())).then(|| format!("{name}栏"))
}

/// Characters of a sentence within which two figures are compared.
const LONGEST_SENTENCE: usize = 400;

/// Where the sentence of a character starts, unless that is too far before it.
fn sentence_start(narrative: &Narrative, at: usize) -> Option<usize> {
    let stop = |&at: &usize| narrative.passage.char(at).is_some_and(|char| "。！？".contains(char));
    let first = at.saturating_sub(LONGEST_SENTENCE);
    let start = (first..at).rev().find(stop).map(|stop| stop + 1);
    start.or((first == 0).then_some(0))
}
