//! Shares without a count beside them: 予以公开占比62.5%, 自然人申请占83.3%. They are
//! read where nothing narrows the whole: what is left are all applications.

use super::super::passage::Passage;
use super::decide::{Topic, applicant, outcome, results};
use super::denial::{Says, Statement};
use super::lexicon::Word;
use super::mention::{Mention, is_of_all};
use super::numeral::ONE;
use super::quantity::Quantity;
use super::token::{Kind, Mark, Token, Unit};
use crate::words::Words;

/// What may stand around 占 without naming a whole of its own.
const IDLE: Words = Words(
    "占比 比例 比重 占 约 为 是 达到 达 到 的 总数 总量 总体 全部 申请 件数 总 数 量 比 率 信息 公开 政府 依申请 全年 结果 \
     提出 提交 类 情形 案件 件 办结 答复 受理 收到 了 其 年度 本 ， 均 中",
);
/// What says that a share is not exactly meant.
const ROUGH: Words = Words("约 近 超 逾 余 多 左右 以上 不足 以下");
/// Characters of the longest clause that is read.
const LONGEST: usize = 40;

/// The statements of a passage. `mentions` are its figures in the order of the
/// text.
pub fn statements(passage: &Passage, tokens: &[Token], mentions: &[Mention]) -> Vec<Statement> {
    (0..mentions.len()).filter_map(|index| share(passage, tokens, mentions, index)).collect()
}

fn share(passage: &Passage, tokens: &[Token], mentions: &[Mention], index: usize) -> Option<Statement> {
    let percent = mentions.get(index)?;
    let numeral = percent.figure.numeral;
    let exact = numeral.is_exact() && (0..=100 * ONE).contains(&numeral.millionths);
    let on_topic = matches!(percent.topic, Topic::Applications | Topic::Review(_));
    if percent.figure.unit != Unit::Percent || !exact || !on_topic || percent.is_compared {
        return None;
    }
    let named = percent.lead.iter().all(|word| {
        matches!(
            word,
            Word::Result(_)
                | Word::Outcome("upheld" | "corrected" | "other" | "pending")
                | Word::Applicant(_)
                | Word::Share
                | Word::Application
                | Word::AnyApplication
                | Word::Disclosure
                | Word::Total
                | Word::All
                | Word::Conclude
                | Word::Ignore
        )
    });
    let ended = outcome(&percent.lead)?;
    let quantity = match (percent.topic, results(&percent.lead), applicant(&percent.lead), ended) {
        (Topic::Applications, Some(found), None, None) | (Topic::Applications, None, Some(found), None) => found,
        // 行政复议57件中，维持的占54.4%.
        (Topic::Review(subject), None, None, Some(column)) => Quantity::Review(subject, Some(column)),
        _ => return None,
    };
    let shares = percent.lead.contains(&Word::Share);
    (named && shares && is_alone(tokens, mentions, index)).then_some(())?;
    let whole = whole(tokens, mentions, index)?;
    // 予以公开占比: nothing else stands there.
    let inside: Vec<&Token> = tokens
        .get(..percent.token)?
        .iter()
        .rev()
        .take_while(|token| token.range.start >= percent.range.start)
        .collect();
    let place = tokens.get(percent.token)?.range.clone();
    let rough = ROUGH.any_in(&passage.text(percent.range.start..(place.end + 2).min(passage.chars.len())));
    if place.start - percent.range.start > LONGEST || rough {
        return None;
    }
    let (mut at, mut gaps) = (percent.range.start, String::new());
    for token in inside.into_iter().rev() {
        gaps.push_str(&passage.text(at..token.range.start.max(at)));
        at = token.range.end;
    }
    gaps.push_str(&passage.text(at..place.start));
    let rest = IDLE.iter().fold(gaps, |rest, idle| rest.replace(idle, ""));
    rest.is_empty().then(|| Statement {
        says: Says::Share(quantity, numeral, whole),
        scope: percent.scope,
        token: percent.token,
        range: percent.range.clone(),
    })
}

/// Whether no count stands right before a percentage or in a bracket behind it:
/// with one, the count is held against the table.
fn is_alone(tokens: &[Token], mentions: &[Mention], index: usize) -> bool {
    let counts = |mention: &Mention| matches!(mention.figure.unit, Unit::Count(_));
    let Some(percent) = mentions.get(index) else { return false };
    let before = index.checked_sub(1).and_then(|before| mentions.get(before)).filter(|before| counts(before));
    let beside = before.is_some_and(|before| {
        let between = tokens.get(before.token + 1..percent.token).unwrap_or_default();
        !between
            .iter()
            .any(|token| matches!(token.kind, Kind::Word(Word::Result(_) | Word::Applicant(_) | Word::Outcome(_))))
    });
    let behind = mentions.get(index + 1).filter(|behind| counts(behind) && behind.token == percent.token + 2);
    let bracketed =
        behind.is_some() && tokens.get(percent.token + 1).is_some_and(|token| token.kind == Kind::Mark(Mark::Open));
    !beside && !bracketed
}

/// The last count of the sentence before, which is the whole; the outer `None` where
/// one is of something else than all.
fn whole(tokens: &[Token], mentions: &[Mention], index: usize) -> Option<Option<i64>> {
    let percent = mentions.get(index)?;
    let sentence = |mention: &&Mention| {
        let between = tokens.get(mention.token..percent.token).unwrap_or_default();
        !between.iter().any(|token| token.kind == Kind::Mark(Mark::Stop))
    };
    let before = mentions.get(..index).unwrap_or_default().iter().rev().take_while(sentence);
    let counts = before.filter(|mention| mention.figure.unit != Unit::Percent && !mention.is_compared);
    let mut last = None;
    for mention in counts {
        let of_all = match (&mention.quantity, percent.topic) {
            (Some(Quantity::Review(of, None)), Topic::Review(subject)) => *of == subject,
            (Some(found), Topic::Applications) => is_of_all(found),
            _ => false,
        };
        if !of_all || !mention.figure.numeral.is_exact() {
            return None;
        }
        last = last.or(mention.figure.numeral.whole());
    }
    Some(last)
}
