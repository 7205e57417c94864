//! Statements without a figure: nothing was received, everything is done.

use super::super::passage::Passage;
use super::decide::Topic;
use super::lexicon::Word;
use super::numeral::Numeral;
use super::phrase::is_mark;
use super::quantity::{Count, Quantity, Subject};
use super::scope::Scope;
use super::token::{Kind, Mark, Token, Unit};
use super::walker::State;
use crate::words::Words;
use std::ops::Range;

/// A statement without a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub says: Says,
    /// Of whom.
    pub scope: Scope,
    /// Index of its first token.
    pub token: usize,
    /// Characters of the passage.
    pub range: Range<usize>,
}

/// What a statement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// There was none of these.
    None(Quantity),
    /// All of a whole are these.
    All(Quantity, Numeral),
    /// Every application is done with.
    AllConcluded,
    /// These are so many hundredths of a whole, with the whole where it is told.
    Share(Quantity, Numeral, Option<i64>),
}

/// The words of one clause and where they stand.
pub(super) struct Clause<'a> {
    pub(super) passage: &'a Passage,
    /// Its tokens.
    pub(super) tokens: &'a [Token],
    first: usize,
    scope: Scope,
    /// What the text speaks of at its end.
    pub(super) topic: Topic,
    /// What the clause before names, where a colon ends it: 行政诉讼：无.
    heading: &'a [Token],
}

/// What may stand between a denial and what it denies, and behind that.
const BESIDE: &str = "、收费 及收费 和收费 与收费 数据 数量 职能 职责 权限 任务 执法 五项 四项 三项 两项 各项 政府信息公开 信息公开 本机关 本年度 政府 本级 任何 相关 有关 新的 处理 决定 事项 行为 案件 措施 情况 情形 业务 产生 发生 出台 制发 新 件 项 起 一 类 等 的 和 及 与 或 、 ， 。 ； ： ） 也 均 过 皆 都 为 零 0";
/// Longest clause whose words are read one by one.
const LONGEST: usize = 80;

/// The statements of a passage. `states` is what holds at each token.
pub fn statements(passage: &Passage, tokens: &[Token], states: &[State]) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut first = 0;
    let ends = |token: &Token| {
        matches!(
            token.kind,
            Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Stop | Mark::Colon | Mark::Open | Mark::Close)
        )
    };
    let mut heading: &[Token] = &[];
    // 零申请、零复议: each says no for itself.
    let denies = |token: &Token| matches!(token.kind, Kind::Word(word) if is_no(word));
    let goes_on = |one: &Token, next: &Token| !(ends(one) || one.kind == Kind::Mark(Mark::Pause) && denies(next));
    for clause in tokens.chunk_by(goes_on) {
        let last = (first + clause.len()).checked_sub(1).and_then(|last| states.get(last));
        if let Some(&State { topic, scope }) = last {
            let read = Clause { passage, tokens: clause, first, scope, topic, heading };
            statements.extend(read.denials());
            statements.extend(read.completion());
        }
        let is_heading = clause.last().is_some_and(|token| token.kind == Kind::Mark(Mark::Colon));
        heading = if is_heading || names_alone(passage, clause) { clause } else { &[] };
        first += clause.len();
    }
    statements
}

/// 行政复议和行政诉讼，两项均未发生: whether a clause is a name and no more.
fn names_alone(passage: &Passage, clause: &[Token]) -> bool {
    let Some((comma, names)) = clause.split_last() else { return false };
    let reviews = |token: &Token| matches!(token.kind, Kind::Word(Word::Review(_)) | Kind::Mark(Mark::Pause));
    let Some(first) = names.first().filter(|_| comma.kind == Kind::Mark(Mark::Comma)) else { return false };
    let starts = first.range.start == 0 || passage.any_before(first.range.start, Words("。 ； ："));
    let gaps = names.windows(2).all(|pair| match pair {
        [one, next] => {
            JOINING.contains(passage.text(one.range.end..next.range.start).as_str())
                || one.range.end == next.range.start
        }
        _ => true,
    });
    let last = names.last().is_some_and(|last| last.range.end == comma.range.start);
    starts && gaps && last && names.iter().all(reviews)
}

impl Clause<'_> {
    /// The first token with such a word.
    pub(super) fn position(&self, test: impl Fn(Word) -> bool) -> Option<usize> {
        self.tokens.iter().position(|token| matches!(token.kind, Kind::Word(word) if test(word)))
    }

    /// A statement that is quoted from a token on.
    pub(super) fn statement(&self, says: Says, from: usize) -> Option<Statement> {
        let start = self.tokens.get(from)?.range.start;
        let last = self.tokens.iter().rev().find(|token| !matches!(token.kind, Kind::Mark(_)))?;
        Some(Statement { says, scope: self.scope, token: self.first + from, range: start..last.range.end })
    }

    /// 未收到政府信息公开申请, 未发生行政复议、行政诉讼, 无行政许可、行政处罚.
    fn denials(&self) -> Vec<Statement> {
        self.denied()
            .map(|(quantities, from)| {
                let all = quantities.into_iter().map(|quantity| self.statement(Says::None(quantity), from));
                all.collect::<Option<Vec<_>>>().unwrap_or_default()
            })
            .unwrap_or_default()
    }

    /// What is denied, and the token from which to quote.
    fn denied(&self) -> Option<(Vec<Quantity>, usize)> {
        // 上半年未收到申请: of some of the year.
        let start = self.tokens.first()?.range.start;
        let from = (start.saturating_sub(LONGEST)..start).rev().find(|&at| self.passage.char(at).is_some_and(is_mark));
        let end = self.tokens.last()?.range.end.min(start + LONGEST);
        if PART_OF_YEAR.any_in(&self.passage.text(from.map_or(0, |from| from + 1)..end)) {
            return None;
        }
        if let Some(at) = self.position(|word| word == Word::NothingCarriedIn) {
            return Some((vec![self.nothing_carried(at)?], at));
        }
        let Some(at) = self.position(is_no) else { return self.nought() };
        let token = self.tokens.get(at)?;
        let behind = self.tokens.get(at + 1..)?;
        if let Some(both) = self.neither(token, behind) {
            return Some((both, at));
        }
        // 未发现应公开未公开的 says no twice.
        if words(behind).any(is_no) || self.has_figures() || self.is_inside_word(token) {
            return None;
        }
        if let Some(found) = self.turned(token, at) {
            return Some((vec![found], at));
        }
        let found = self.of(token, behind, behind.first());
        if let Some(found) = found {
            return Some((found, at));
        }
        // 行政复议、行政诉讼均未发生; 行政诉讼：无.
        let bare = !behind.iter().any(|token| matches!(token.kind, Kind::Word(_)));
        let before = self.tokens.get(..at)?;
        let named = if words(before).next().is_some() { before } else { self.heading };
        let from = before.iter().position(|token| matches!(token.kind, Kind::Word(word) if word.names()));
        let near = named.iter().rev().find(|token| matches!(token.kind, Kind::Word(_)))?;
        let close = token.range.start.saturating_sub(near.range.end) <= LONGEST_GAP;
        (bare && close).then_some(())?;
        Some((self.of(token, named, None)?, from.unwrap_or(at)))
    }

    /// 未制发也未废止规范性文件: what stands behind is denied twice.
    fn neither(&self, no: &Token, behind: &[Token]) -> Option<Vec<Quantity>> {
        let (second, named) = behind.split_first()?;
        let says_no = |token: &Token| token.kind == Kind::Word(Word::NotIssued);
        let between = self.passage.text(no.range.end..second.range.start);
        let also = between.is_empty() && self.passage.any_at(second.range.start, Words("也 并 均"));
        let joined = also || Words("也 亦 且 、 并").contains(between.as_str());
        if !(joined && says_no(no) && says_no(second)) || self.has_figures() {
            return None;
        }
        let one = self.documents(no, named, None)?;
        let of = |no: &Token| {
            one.iter()
                .map(|quantity| match quantity {
                    Quantity::Document(row, Some(_)) => Some(Quantity::Document(row, Some(self.verb(no)))),
                    _ => None,
                })
                .collect::<Option<Vec<_>>>()
        };
        let mut both = of(no)?;
        both.extend(of(second)?);
        Some(both)
    }

    /// What a verb with 未 denies: 未制定, 未废止.
    pub(super) fn verb(&self, no: &Token) -> Count {
        if self.passage.text(no.range.clone()).ends_with("废止") { Count::Repealed } else { Count::Issued }
    }

    /// 行政许可、行政处罚均为0; 复议类：0.
    fn nought(&self) -> Option<(Vec<Quantity>, usize)> {
        let is_zero = |token: &Token| matches!(token.kind, Kind::Figure(figure) if figure.numeral.whole() == Some(0));
        let last = self.tokens.iter().rposition(|token| !matches!(token.kind, Kind::Mark(_)))?;
        let token = self.tokens.get(last).filter(|token| is_zero(token))?;
        let before = self.tokens.get(..last)?;
        let counts = |token: &Token| matches!(token.kind, Kind::Figure(figure) if figure.unit != Unit::Count('项'));
        if before.iter().any(counts) {
            return None;
        }
        if before.is_empty() {
            let near = self.heading.iter().rev().find(|token| matches!(token.kind, Kind::Word(_)))?;
            let close = token.range.start.saturating_sub(near.range.end) <= LONGEST_GAP;
            return Some((self.of(token, self.heading, None).filter(|_| close)?, last));
        }
        // 政府信息公开申请、行政复议均为零: the reviews are told by the figure.
        if self.joins_applications(before) && words(before).any(|word| word == Word::All) {
            return Some((vec![Quantity::Received], 0));
        }
        let documents = |token: &&Token| matches!(token.kind, Kind::Word(Word::Document(_)));
        let from = before.iter().position(|token| documents(&token))?;
        (before.iter().filter(documents).count() > 1).then_some(())?;
        Some((self.of(token, before, None)?, from))
    }

    /// What of these words is denied.
    fn of(&self, no: &Token, tokens: &[Token], first: Option<&Token>) -> Option<Vec<Quantity>> {
        // 引发举报、投诉、行政复议: beside the reviews, other complaints narrow nothing.
        let complains = |token: &&Token| {
            token.kind == Kind::Word(Word::Aside)
                && Words("举报 投诉 信访举报").contains(self.passage.text(token.range.clone()).as_str())
        };
        let reviews = words(tokens).any(|word| matches!(word, Word::Review(_)));
        // 无行政许可、行政处罚及收费职能.
        let charges = |token: &&Token| {
            token.kind == Kind::Word(Word::Aside)
                && self.passage.text(token.range.clone()) == "收费"
                && self.passage.any_before(token.range.start, Words("、 及 和 与"))
        };
        let told = tokens.iter().filter(|token| !(reviews && complains(token) || charges(token)));
        let named: Vec<Word> = told.flat_map(|token| words(std::slice::from_ref(token))).collect();
        if let Some(found) = first.and_then(|_| self.ended(no, tokens, &named)) {
            return Some(found);
        }
        if let Some(carried) = self.carried(no, tokens, first) {
            return Some(vec![carried]);
        }
        if named.iter().any(is_narrower) {
            return None;
        }
        if let Some(subject) = subject(&named) {
            // 未发生政府信息公开申请、行政复议: neither.
            let both = self.joins_applications(tokens) && (self.is_bare_no(no) || matches!(no.kind, Kind::Figure(_)));
            let also = both.then_some(Quantity::Received);
            return Some(also.into_iter().chain([Quantity::Review(subject, None)]).collect());
        }
        // 没有公民提出申请 is said of everybody.
        let citizens = tokens.iter().all(|token| match token.kind {
            Kind::Word(Word::Applicant(_)) => {
                Words("公民 个人").contains(self.passage.text(token.range.clone()).as_str())
            }
            _ => true,
        });
        let channels = named.iter().filter(|word| matches!(word, Word::Channel)).count();
        // 依申请公开情况：无.
        let heading = |word: &Word| first.is_none() && *word == Word::ApplicationMatter;
        let nil = |word: &Word| *word == Word::AnyApplication && self.passage.text(no.range.clone()) == "零";
        let applications =
            named.iter().any(|word| matches!(word, Word::Application | Word::OnDemand) || heading(word) || nil(word))
                && !named.iter().any(|word| matches!(word, Word::Conclude | Word::Reply | Word::Document(_)));
        let received = matches!(no.kind, Kind::Word(Word::NotReceived)) || named.iter().any(nil) || self.is_bare_no(no);
        if applications && received && citizens && channels != 1 {
            return Some(vec![Quantity::Received]);
        }
        self.documents(no, tokens, first)
    }

    /// Whether 政府信息公开申请 stands before 行政复议 in one list.
    fn joins_applications(&self, tokens: &[Token]) -> bool {
        let mut told = tokens.iter().filter(|token| matches!(token.kind, Kind::Word(word) if word != Word::ThisYear));
        let heads = |token: &Token| {
            token.kind == Kind::Word(Word::Application)
                && !Words("因 对 就 由")
                    .contains(self.passage.text(token.range.start.saturating_sub(1)..token.range.start).as_str())
        };
        told.next().zip(told.next()).is_some_and(|(one, next)| {
            heads(one)
                && matches!(next.kind, Kind::Word(Word::Review(_)))
                && JOINING.contains(self.passage.text(one.range.end..next.range.start).as_str())
        })
    }

    /// 没有被, 未被: what follows did not happen to anything.
    pub(super) fn says_passive(&self, no: &Token) -> bool {
        self.passage.text(no.range.clone()).ends_with('被')
    }

    /// 未制发行政规范性文件, 无行政许可、行政处罚.
    fn documents(&self, no: &Token, tokens: &[Token], first: Option<&Token>) -> Option<Vec<Quantity>> {
        let is_document = |token: &&Token| matches!(token.kind, Kind::Word(Word::Document(_)));
        let start = match first {
            Some(_) => no.range.end,
            None => tokens.iter().find(is_document)?.range.start,
        };
        let end = tokens.iter().rev().find(|token| !matches!(token.kind, Kind::Mark(_)))?.range.end;
        let mut rest = self.passage.text(start..self.clause_end(end).min(start + LONGEST));
        let mut quantities = Vec::new();
        for token in tokens.iter().filter(is_document) {
            if let Kind::Word(Word::Document(row)) = token.kind {
                rest = rest.replacen(&self.passage.text(token.range.clone()), "", 1);
                let mut counts: Vec<Count> = words(tokens).filter_map(turnover).collect();
                counts.dedup();
                match row {
                    "rules" | "normative_documents" if counts.is_empty() => {
                        quantities.push(Quantity::Document(row, Some(self.verb(no))));
                    }
                    // 无规范性文件制发、废止.
                    "rules" | "normative_documents" => {
                        quantities.extend(counts.into_iter().map(|count| Quantity::Document(row, Some(count))));
                    }
                    _ => quantities.push(Quantity::Document(row, None)),
                }
            }
        }
        for word in BESIDE.split(' ') {
            rest = rest.replace(word, "");
        }
        for turned in tokens.iter().filter(|token| matches!(token.kind, Kind::Word(Word::Turnover(_)))) {
            rest = rest.replace(&self.passage.text(turned.range.clone()), "");
        }
        (rest.is_empty() && !quantities.is_empty()).then_some(quantities)
    }

    /// Where the clause of a place ends.
    pub(super) fn clause_end(&self, from: usize) -> usize {
        let is_end = |&at: &usize| self.passage.char(at).is_none_or(|char| "，。；：（）".contains(char));
        (from..from + LONGEST).find(is_end).unwrap_or(from)
    }

    /// A figure other than the 一 of 一起 says how many there were after all.
    pub(super) fn has_figures(&self) -> bool {
        self.tokens.iter().any(|token| match token.kind {
            Kind::Figure(figure) => {
                matches!(figure.unit, Unit::Count(_))
                    // 两项均未发生.
                    && self.passage.text(token.range.clone()) != "两项"
                    && !(figure.numeral.is_chinese && figure.numeral.whole() == Some(1))
            }
            _ => false,
        })
    }

    /// 没有 and 无 say that there are none of what follows at once.
    pub(super) fn is_bare_no(&self, token: &Token) -> bool {
        let word = self.passage.text(token.range.clone());
        word.ends_with(['有', '无', '在']) || word.ends_with("发生") || word.ends_with("产生")
    }

    /// 无 inside another word (无关, 无障碍).
    fn is_inside_word(&self, token: &Token) -> bool {
        let next = self.passage.char(token.range.end);
        let lone = Words("无 没 未").contains(self.passage.text(token.range.clone()).as_str());
        lone && next.is_some_and(|next| {
            !"因行复政依申信公被起诉一规任新人群上结许处强跨纠败部自科社商企，。；）".contains(next)
        })
    }
}

/// What may stand between a name and the denial behind it: 均, 案件情况均.
const LONGEST_GAP: usize = 6;

fn turnover(word: Word) -> Option<Count> {
    match word {
        Word::Turnover(count) => Some(count),
        _ => None,
    }
}

/// Some of the year.
const PART_OF_YEAR: Words = Words("上半年 下半年 季度 月份");
/// What joins 政府信息公开申请 and 行政复议 where both are denied.
const JOINING: Words = Words("、 和 及 与 或 以及");

/// Whether a word says no.
fn is_no(word: Word) -> bool {
    matches!(word, Word::NotReceived | Word::NotHappened | Word::NotIssued)
}

/// Whether a word says that not all are denied.
fn is_narrower(word: &Word) -> bool {
    matches!(
        word,
        Word::OtherOutcome
            | Word::Outcome(_)
            | Word::OtherTopic
            | Word::Aside
            | Word::Result(_)
            | Word::OfDue
            | Word::Pending
            | Word::Carry
            | Word::CarryIn
            | Word::CarryOut
            | Word::OtherYear
            | Word::ManyYears
            | Word::Plan
    )
}

/// The words among tokens.
pub(super) fn words(tokens: &[Token]) -> impl Iterator<Item = Word> + '_ {
    tokens.iter().filter_map(|token| match token.kind {
        Kind::Word(word) => Some(word),
        _ => None,
    })
}

/// What the words of a clause together name: reconsideration, litigation, both.
pub fn subject(words: &[Word]) -> Option<Subject> {
    let subjects = words.iter().filter_map(|word| match word {
        Word::Review(subject) => Some(*subject),
        _ => None,
    });
    subjects.reduce(Subject::with)
}
