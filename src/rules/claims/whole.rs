//! What is said of all of a whole: 行政复议1件，复议机关维持; 申请3件，均予以公开;
//! 申请人均为自然人.

use super::super::passage::Passage;
use super::decide::{Topic, applicant, outcome, results};
use super::denial::{Says, Statement, subject, words};
use super::lexicon::Word;
use super::mention::{Mention, is_of_all};
use super::parts::Parts;
use super::phrase::is_mark;
use super::plain::is_plain;
use super::quantity::{Applicant, Quantity};
use super::reason::{gives_reason, said_words};
use super::scope::Scope;
use super::single::is_settled;
use super::suits::said_of_suits;
use super::token::{Kind, Mark, Token};
use super::walker::State;
use crate::words::Words;

/// What says that some are meant.
const SOME: Words = Words("部分 多数 个别 率 主要 不服 起诉 请求 要求");
/// What leaves open how applications ended.
const LOOSE: Words = Words("或 等");

/// The statements of a passage. `mentions` are its figures in the order of the
/// text.
pub fn statements(passage: &Passage, tokens: &[Token], mentions: &[Mention]) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut in_brackets = false;
    let mut mentions = mentions.iter().peekable();
    let (mut first, mut whole, mut parts) = (0, None::<&Mention>, Parts::default());
    for clause in tokens.split_inclusive(|token| matches!(token.kind, Kind::Mark(mark) if mark != Mark::Pause)) {
        let end = first + clause.len();
        let mut has_figures = false;
        while let Some(mention) = mentions.next_if(|mention| mention.token < end) {
            (whole, has_figures) = (Some(mention), true);
            parts.take(mention);
        }
        if let Some(whole) = whole.filter(|_| !has_figures) {
            let is_one = whole.figure.numeral.whole() == Some(1) && is_settled(passage, tokens, whole);
            let of_all = parts.whole().filter(|_| clause.iter().any(|token| says_all(passage, token)));
            statements.extend(said_of_all(passage, clause, of_all.unwrap_or(whole), in_brackets, is_one));
            statements.extend(said_of_suits(passage, clause, whole));
        }
        if matches!(clause.last().map(|token| token.kind), Some(Kind::Mark(Mark::Stop | Mark::Semicolon))) {
            (whole, parts) = (None, Parts::default());
        }
        in_brackets = clause.last().is_some_and(|token| token.kind == Kind::Mark(Mark::Open));
        first = end;
    }
    statements
}

/// 均; 全部予以公开 is one word.
fn says_all(passage: &Passage, token: &Token) -> bool {
    match token.kind {
        Kind::Word(Word::All) => true,
        Kind::Word(Word::Result(_)) => passage.starts_with(token.range.start, "全部"),
        _ => false,
    }
}

fn said_of_all(
    passage: &Passage,
    clause: &[Token],
    whole: &Mention,
    in_brackets: bool,
    is_one: bool,
) -> Option<Statement> {
    let named = said_words(passage, clause);
    let goes_on = clause.last().is_some_and(|token| token.kind == Kind::Mark(Mark::Colon));
    if named.iter().any(narrows) || goes_on || !whole.figure.numeral.is_exact() {
        return None;
    }
    let last = clause.iter().rev().find(|token| !matches!(token.kind, Kind::Mark(_)))?;
    let all = clause.iter().any(|token| says_all(passage, token));
    let text = passage.text(clause.first()?.range.start..last.range.end);
    let holds = |words: Words| words.any_in(&text);
    let other = |word: &Word| {
        matches!(word, Word::Applicant(_) | Word::Publish | Word::PutOut | Word::Outcome(_))
            || *word == Word::Reply && (all || !is_one)
    };
    let quantity = match whole.quantity.as_ref()? {
        Quantity::Review(of, None | Some("total")) => {
            let column = outcome(&named)??;
            let same = subject(&named).is_none_or(|named| named == *of);
            let is_one = whole.figure.numeral.whole() == Some(1);
            // 行政复议7件，均已审结: as many are decided.
            let done = column != "decided" || all && named.iter().all(|word| matches!(word, Word::All | Word::Decided));
            (same && !holds(SOME) && (all || is_one) && done).then_some(Quantity::Review(*of, Some(column)))
        }
        Quantity::Received
        | Quantity::ReceivedNew
        | Quantity::Handled
        | Quantity::Concluded
        | Quantity::Replied
        | Quantity::Applications
        | Quantity::WithCarried(_)
            if (all || is_one) && !named.iter().any(other) && !holds(LOOSE) =>
        {
            results(&named)
        }
        // 不予公开1件（属过程性信息）.
        Quantity::Results(groups)
            if (all || in_brackets || gives_reason(passage, clause)) && !named.iter().any(other) && !holds(LOOSE) =>
        {
            let [group] = groups.as_slice() else { return None };
            results(&named).filter(|found| match found {
                Quantity::Results(items) => matches!(items.as_slice(), [item] if item.strip_prefix(group).is_some_and(|rest| rest.starts_with('.'))),
                _ => false,
            })
        }
        _ => None,
    }?;
    // 不予公开1件（属过程性信息）: quoted with its bracket.
    let closes = in_brackets && clause.last().is_some_and(|token| token.kind == Kind::Mark(Mark::Close));
    let end = last.range.end + usize::from(closes);
    Some(Statement {
        says: Says::All(quantity, whole.figure.numeral),
        scope: whole.scope,
        token: whole.token,
        range: whole.range.start..end,
    })
}

/// 申请人均为自然人, 24件，全部由自然人提出: nobody else applied. `states` is what
/// holds at each token.
pub fn of_one_kind(passage: &Passage, tokens: &[Token], mentions: &[Mention], states: &[State]) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut first = 0;
    for clause in tokens.split_inclusive(|token| matches!(token.kind, Kind::Mark(mark) if mark != Mark::Pause)) {
        let end = first + clause.len();
        let before = mentions.partition_point(|mention| mention.token < end);
        let last = before.checked_sub(1).and_then(|before| mentions.get(before));
        statements.extend(kind_of_all(passage, clause, last, states.get(end - 1)).map(|(kind, from)| Statement {
            says: Says::None(Quantity::Beside(kind)),
            scope: states.get(end - 1).map_or(Scope::Elsewhere, |state| state.scope),
            token: first,
            range: from,
        }));
        first = end;
    }
    statements
}

/// The one kind of applicants of which a clause says that all are, and where it
/// says so. `last` is the figure before it.
fn kind_of_all(
    passage: &Passage,
    clause: &[Token],
    last: Option<&Mention>,
    state: Option<&State>,
) -> Option<(Applicant, std::ops::Range<usize>)> {
    // 收到1件申请，申请人为自然人.
    let is_one = |token: &Token| {
        token.kind == Kind::Word(Word::Ignore)
            && passage.text(token.range.clone()) == "申请人"
            && last.is_some_and(|last| last.figure.numeral.whole() == Some(1))
            && !passage.ends_before(clause.first().map_or(0, |first| first.range.start), "。")
    };
    let at = clause.iter().position(|token| token.kind == Kind::Word(Word::All) || is_one(token))?;
    let (all, kind) = (clause.get(at)?, clause.get(at + 1)?);
    let one = applicant(&words(clause).collect::<Vec<_>>())?;
    let Quantity::Applicant(one) = one else { return None };
    let between = passage.text(all.range.end..kind.range.start);
    let behind = clause.get(at + 2);
    let tail = passage.text(kind.range.end..behind.map_or(passage.chars.len(), |next| next.range.start));
    let tail = tail.trim_end_matches(|char| "。，；：、（）".contains(char));
    let ends = behind.is_none_or(|next| {
        matches!(next.kind, Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Stop | Mark::Close))
            || matches!(next.kind, Kind::Word(Word::Application | Word::AnyApplication))
    });
    // 均向自然人答复 is of another matter; 均为自然人的有20件 is of some.
    let settled = matches!(kind.kind, Kind::Word(Word::Applicant(_)))
        && FROM.contains(between.as_str())
        && (tail.is_empty() || OFFERED.contains(tail))
        && ends
        && !words(clause).any(|word| narrows(&word) || matches!(word, Word::Review(_) | Word::Result(_)));
    let named = words(clause).any(|word| matches!(word, Word::Application));
    // Of all applications, where the figure before them is of all.
    let of_all = match last {
        Some(last) => last.quantity.as_ref().is_some_and(|found| {
            let carried = matches!(found, Quantity::CarriedIn | Quantity::CarriedOut);
            let stops = clause.first().is_some_and(|first| passage.ends_before(first.range.start, "。"));
            let asks = passage.text(all.range.start.saturating_sub(LONGEST_NAME)..all.range.start).contains("申请人");
            is_of_all(found) || carried && asks && stops
        }),
        None => named || state.is_some_and(|state| state.topic == Topic::Applications),
    };
    let on_topic = named || state.is_some_and(|state| state.topic == Topic::Applications);
    let first = clause.iter().find(|token| !matches!(token.kind, Kind::Mark(_)))?;
    // 山区申请均由自农户提出: some of them.
    let start = first.range.start;
    let from = (start.saturating_sub(LONGEST_CLAUSE)..start).rev().find(|&at| passage.char(at).is_some_and(is_mark));
    let mut plain = is_plain_who(&passage.text(from.map_or(0, |from| from + 1)..start));
    for pair in clause.get(..=at)?.windows(2) {
        let [one, next] = pair else { continue };
        plain &= is_plain_who(&passage.text(one.range.end..next.range.start.max(one.range.end)));
    }
    (settled && of_all && on_topic && plain).then(|| (one, first.range.start..kind.range.end + tail.chars().count()))
}

/// Whether what stands beside the words of a clause says nothing of which
/// applications.
fn is_plain_who(gap: &str) -> bool {
    is_plain(&WHO.iter().fold(gap.to_owned(), |rest, word| rest.replace(word, "")))
}

/// What those who apply are called.
const WHO: Words = Words("申请主体 主体 身份 类型 类别 对象 提交者 提出者 从 看 按 分 方面");
/// Characters before a clause within which it begins.
const LONGEST_CLAUSE: usize = 40;
/// Characters before 均 among which 申请人 is sought.
const LONGEST_NAME: usize = 6;
/// What may stand between 均 and who applied.
const FROM: Words = Words("为 是 系 由 来自 来自于 属 属于 都是 自 出自 为来自");
/// What may stand behind the name of who applied.
const OFFERED: Words = Words("提出 提交 提起 递交 提出的 提交的 申请 身份 个人 群体 类型 类 所提出 所提");

/// Whether a word says that something else is meant, or not all.
fn narrows(word: &Word) -> bool {
    matches!(
        word,
        Word::NotHappened
            | Word::NotReceived
            | Word::NotIssued
            | Word::OtherTopic
            | Word::OtherOutcome
            | Word::Aside
            | Word::Compare
            | Word::Plan
            | Word::OtherYear
            | Word::ManyYears
            | Word::Except
            | Word::Open
            | Word::About
            | Word::AmongThem
            | Word::Share
            | Word::Rate
            | Word::OfDue
            | Word::Carry
            | Word::CarryIn
            | Word::CarryOut
            | Word::Channel
            | Word::Document(_)
    )
}
