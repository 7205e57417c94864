//! Whether a clause says nothing beside what is known: what nobody knows may make
//! of a figure some of the whole, or something else.

use super::decide::{Topic, process};
use super::lexicon::Word;
use super::mention::is_connecting;
use super::scope::Scope;
use super::token::{Figure, Kind, Mark, Token, Unit};
use super::walker::Walker;

/// The like, beside a verb without an object.
const PLAIN: &str = "现存 被 和 与 及 仍 尚 截至 截止 年末 年底 月 日 至 从 经 后 当年 同年 年度 期间 实际 累计 先后 我们 本级 办公室 行政机关 机关 单位 部门 规范 认真 积极 妥善 高效 圆满 顺利 严格 有效 条例 依照 根据 所有 各类 统一 最终 目前 现 即 则 亦 又 还 而 且 完成 群众 公众 社会 市民 村民 居民 书面 有效 新 正式 来自 外来 引发 引起 导致 提起 涉及 涉 为被申请人 作为被申请人 现有 现行 共有 制发 上年 前 一年来 该 此 以上 上述 这些 其 它们";
/// What leads from a cause to a case.
const EFFECTS: &[&str] = &["引发", "引起", "导致", "产生", "发生", "提起", "被", "申请"];
/// What a cause names that is the report's matter.
const MATTERS: &[&str] = &["公开", "信息", "答复", "申请", "告知", "此", "上述", "前述"];
/// What says how and when something was done, and nothing of what.
pub(super) const ADVERBIAL: &str = "规定 法定 要求 工作日 时间 时限 期限 期 内 依法 依规 按照 按时 按期 及时 全部 已经 我局 我办 书面 形式 予以 进行 作出 做出 继续 同时 均 已 并 都 在 的 由 以 按 向 了 照";

/// Characters of the longest clause of which it is judged.
const LONGEST_CLAUSE: usize = 160;

impl Walker<'_> {
    /// Whether a clause with a verb alone says nothing that could make it some of
    /// them or something else: 跨科室办理3件, 办理证明3407件.
    pub(super) fn is_plain_clause(&self, index: usize, start: usize) -> bool {
        let from = self.clause_start.min(start);
        if start - from > LONGEST_CLAUSE {
            return false;
        }
        let inside = self.tokens.get(..index).unwrap_or_default().iter().rev();
        let inside: Vec<&Token> = inside.take_while(|token| token.range.start >= from).collect();
        let mut at = match self.body.named(self.passage, from) {
            // The body itself is spoken of by name.
            Some(Scope::Body) => {
                inside.iter().rev().find(|token| is_verb(token)).map_or(from, |token| token.range.start)
            }
            _ => from,
        };
        for token in inside.into_iter().rev().filter(|token| token.range.start >= from) {
            if token.kind == Kind::Word(Word::Items) {
                return false;
            }
            if token.range.start > at && !is_plain(&self.passage.text(at..token.range.start)) {
                return false;
            }
            at = at.max(token.range.end);
        }
        is_plain(&self.passage.text(at..start))
    }

    /// 婚姻登记办理3180件，现场办理2240件: a sentence that begins with another
    /// matter goes on with it.
    pub(super) fn stray(&mut self, figure: Figure, index: usize, lead: &[Word], trail: &[Word]) {
        let names = lead.iter().chain(trail).any(|word| word.names() || *word == Word::ApplicationMatter);
        let begins = self.topic == Topic::Applications && !self.has_figure && self.brackets.is_empty();
        let is_step = process(lead).is_some() && matches!(figure.unit, Unit::Count(_));
        let start = self.tokens.get(index).map_or(0, |token| token.range.start);
        if begins && is_step && !names && !self.is_plain_clause(index, start) {
            (self.strayed, self.topic) = (Some(self.topic), Topic::Other);
        }
    }

    /// Whether nothing unknown stands before a noun in its clause: 代理诉讼案件,
    /// 起草规范性文件 are not the report's.
    pub(super) fn is_plainly_named(&self, index: usize, names: impl Fn(Word) -> bool) -> bool {
        let before = self.tokens.get(..index).unwrap_or_default();
        let near = |token: &&Token| token.range.start >= self.clause_start;
        let first = index - before.iter().rev().take(LONGEST_CLAUSE).take_while(near).count();
        let before = before.get(first..).unwrap_or_default();
        let noun = before.iter().rposition(|token| matches!(token.kind, Kind::Word(word) if names(word)));
        let Some((at, token)) = noun.and_then(|at| Some((first + at, before.get(at)?))) else { return true };
        if token.range.start - self.clause_start > LONGEST_CLAUSE {
            return false;
        }
        let clause = self.passage.text(self.clause_start..token.range.start);
        MATTERS.iter().any(|matter| clause.contains(matter)) || self.is_plain_clause(at, token.range.start)
    }

    /// What stands between the last figure or sentence and a place.
    pub(super) fn since_figure(&self, index: usize, start: usize) -> String {
        let ends = |token: &&Token| matches!(token.kind, Kind::Figure(_) | Kind::Mark(Mark::Stop | Mark::Semicolon));
        let from = self.tokens.get(..index).unwrap_or_default().iter().rev().find(ends).map_or(0, |end| end.range.end);
        self.passage.text(from.min(start)..start)
    }
}

/// 因医疗纠纷引发诉讼: of another cause than the report's matter.
pub(super) fn has_other_cause(clause: &str) -> bool {
    let Some((_, behind)) = clause.split_once('因') else { return false };
    let cause = EFFECTS.iter().filter_map(|effect| behind.split_once(effect)).map(|(cause, _)| cause);
    let Some(cause) = cause.min_by_key(|cause| cause.len()) else { return false };
    !cause.is_empty() && !MATTERS.iter().any(|matter| cause.contains(matter))
}

fn is_verb(token: &Token) -> bool {
    matches!(token.kind, Kind::Word(word) if word.is_verb())
}

/// Whether what stands beside a verb only says when, how or by whom.
pub(super) fn is_plain(gap: &str) -> bool {
    let gap: String = gap.chars().filter(|char| !char.is_ascii_digit()).collect();
    let plain = ADVERBIAL.split(' ').chain(PLAIN.split(' '));
    is_connecting(&plain.fold(gap, |rest, word| rest.replace(word, "")))
}
