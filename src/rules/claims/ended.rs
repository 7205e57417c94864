//! What was none of: endings, applicants, what was carried over, documents that
//! the sentence has named before.

use super::decide::{Topic, results};
use super::denial::{Clause, words};
use super::lexicon::Word;
use super::phrase::is_mark;
use super::plain::is_plain;
use super::quantity::{Count, Quantity, Subject};
use super::token::{Kind, Token};
use crate::words::Words;

/// What may stand beside the ways in which something ended.
const OF_ENDINGS: Words =
    Words("情形 情况 案件 案 事项 属于 作出 做出 提出 提交 被 或者 或 和 及 与 、 的 一件 一宗 一起 一例 件 宗 起 一");
/// What is repealed or made, where the documents were named before.
const REPEALED: Words = Words("文件 的文件 旧文件 已有文件");
const MADE: Words = Words("文件 的文件 新文件 新的文件");
/// What says behind 没有 that none was repealed.
const LAPSED: Words =
    Words("文件被废止 文件废止 文件失效 文件被宣布失效 文件宣布失效 文件予以废止 文件被废止或失效 失效文件 失效的文件");
/// Characters before a word within which its clause begins.
const LONGEST: usize = 40;

impl Clause<'_> {
    /// 出台规范性文件3件，没有废止: of the documents before. 没有文件被废止.
    pub(super) fn turned(&self, no: &Token, at: usize) -> Option<Quantity> {
        let Topic::Document(row @ ("rules" | "normative_documents")) = self.topic else { return None };
        let alone = self.tokens.iter().enumerate().all(|(index, token)| {
            let idle =
                matches!(token.kind, Kind::Mark(_) | Kind::Word(Word::ThisYear | Word::Turnover(Count::Repealed)));
            index == at || idle
        });
        // 无新制发、无废止: the pause before the next 无 ends the clause.
        let end = match self.tokens.last() {
            Some(last) if matches!(last.kind, Kind::Mark(_)) => last.range.start,
            _ => self.clause_end(no.range.end),
        };
        let tail = self.passage.text(no.range.end..end.max(no.range.end));
        let text = self.passage.text(no.range.clone());
        let count = match self.verb(no) {
            Count::Repealed if tail.is_empty() || REPEALED.contains(&tail) => Count::Repealed,
            _ if self.is_bare_no(no) && LAPSED.contains(&tail) => Count::Repealed,
            count if Words("制发 制定 出台").ending(&text).is_some() && MADE.contains(&tail) => count,
            count if Words("制发 制定 出台 印发").ending(&text).is_some() && tail.is_empty() => count,
            _ => return None,
        };
        alone.then_some(Quantity::Document(row, Some(count)))
    }

    /// 上年无结转, of all applications.
    pub(super) fn nothing_carried(&self, at: usize) -> Option<Quantity> {
        let idle = |word: Word| {
            matches!(word, Word::NothingCarriedIn | Word::Application | Word::AnyApplication | Word::ThisYear)
        };
        let start = self.tokens.get(at)?.range.start;
        let from = (start.saturating_sub(LONGEST)..start).rev().find(|&at| self.passage.char(at).is_some_and(is_mark));
        let before = self.passage.text(from.map_or(start.saturating_sub(LONGEST), |from| from + 1)..start);
        let of_all = words(self.tokens).all(idle) && !self.has_figures() && is_plain(&before);
        (self.topic == Topic::Applications && of_all).then_some(Quantity::CarriedIn)
    }

    /// 无上年结转件, 没有申请跨年度办理.
    pub(super) fn carried(&self, no: &Token, tokens: &[Token], first: Option<&Token>) -> Option<Quantity> {
        let asks = |word: &Word| matches!(word, Word::Application | Word::AnyApplication);
        let named: Vec<Word> = words(tokens).collect();
        let at = named.iter().position(|word| !asks(word))?;
        let (word, rest) = named.get(at..)?.split_first()?;
        // 没有征地申请结转: of some of them.
        let gap = tokens.first().map(|first| self.passage.text(no.range.end..first.range.start));
        let of_all = at == 0 || gap.is_some_and(|gap| is_plain(&gap));
        if self.topic != Topic::Applications || first.is_none() || !rest.iter().all(asks) || !of_all {
            return None;
        }
        match word {
            Word::CarryIn => Some(Quantity::CarriedIn),
            // 无在办件.
            Word::CarryOut | Word::Pending => Some(Quantity::CarriedOut),
            // 无跨年度结转件.
            Word::Carry => Some(Quantity::Carried),
            _ => None,
        }
    }

    /// 没有不予处理的情况, 无纠正案件, 没有自然人申请: how something ended, or who
    /// applied, where nothing else is said.
    pub(super) fn ended(&self, no: &Token, tokens: &[Token], named: &[Word]) -> Option<Vec<Quantity>> {
        let end = tokens.iter().rev().find(|token| !matches!(token.kind, Kind::Mark(_)))?.range.end;
        let (mut at, mut rest) = (no.range.end, String::new());
        for token in tokens.iter().filter(|token| matches!(token.kind, Kind::Word(_))) {
            rest.push_str(&self.passage.text(at..token.range.start.max(at)));
            at = token.range.end;
        }
        rest.push_str(&self.passage.text(at..self.clause_end(end)));
        for word in OF_ENDINGS {
            rest = rest.replace(word, "");
        }
        // 没有因重复申请而不予处理的情形: of that reason.
        let because = self.passage.text(no.range.clone()).ends_with('因') && named.iter().any(is_reason);
        if because {
            rest = rest.replace('而', "");
        }
        if !rest.is_empty()
            || !(because
                || self.is_bare_no(no)
                || matches!(no.kind, Kind::Word(Word::NotReceived))
                || self.says_passive(no))
        {
            return None;
        }
        let only = |test: fn(&Word) -> bool| {
            named.iter().all(|word| test(word) || matches!(word, Word::Application | Word::AnyApplication))
        };
        match self.topic {
            Topic::Applications
                if because && named.first().is_some_and(is_reason) && only(|word| matches!(word, Word::Result(_))) =>
            {
                Some(vec![results(named.get(..1)?)?])
            }
            Topic::Applications if only(|word| matches!(word, Word::Result(_))) => Some(vec![results(named)?]),
            Topic::Applications if only(|word| matches!(word, Word::Applicant(_))) => self.nobody(tokens),
            Topic::Review(subject) if only(|word| matches!(word, Word::Outcome("corrected") | Word::OtherOutcome)) => {
                let lost = tokens.iter().any(|token| self.passage.text(token.range.clone()) == "败诉");
                let told = |token: &Token| match token.kind {
                    Kind::Word(Word::OtherOutcome) => {
                        Words("败诉 撤销").contains(self.passage.text(token.range.clone()).as_str())
                    }
                    _ => true,
                };
                let in_court = matches!(subject, Subject::Litigation | Subject::Direct | Subject::AfterReconsideration);
                let corrected = named.contains(&Word::Outcome("corrected"));
                let settled = corrected || lost && in_court;
                let of = if corrected && self.follows_both() { Subject::Both } else { subject };
                (settled && tokens.iter().all(told)).then(|| vec![Quantity::Review(of, Some("corrected"))])
            }
            _ => None,
        }
    }

    /// 没有科研机构、法律服务机构申请: none of each.
    fn nobody(&self, tokens: &[Token]) -> Option<Vec<Quantity>> {
        let mut kinds = Vec::new();
        for token in tokens {
            let Kind::Word(Word::Applicant(kind)) = token.kind else { continue };
            // 没有公民提出申请 is said of everybody.
            if Words("公民 个人 公民申请 个人申请").contains(self.passage.text(token.range.clone()).as_str())
            {
                return None;
            }
            kinds.push(Quantity::Applicant(kind));
        }
        (!kinds.is_empty()).then_some(kinds)
    }

    /// 行政复议10件、行政诉讼7件，没有被纠正的案件: of both.
    fn follows_both(&self) -> bool {
        let Some(start) = self.tokens.first().map(|token| token.range.start) else { return false };
        let marks = |&at: &usize| self.passage.char(at).is_some_and(|char| is_mark(char) && char != '、');
        let mut ends = (start.saturating_sub(LONGEST)..start).rev().filter(marks);
        let Some((end, from)) = ends.next().map(|end| (end, ends.next().map_or(0, |from| from + 1))) else {
            return false;
        };
        let before = self.passage.text(from..end);
        let one = before.split_once('、').or_else(|| before.split_once('和'));
        let counted = |text: &str| text.chars().any(|char| char.is_ascii_digit());
        self.passage.char(end) == Some('，')
            && one.is_some_and(|(one, other)| {
                counted(one)
                    && counted(other)
                    && one.contains("复议")
                    && other.contains("诉讼")
                    && !other.contains("复议")
            })
    }
}

/// Whether a result is the reason of one: 重复申请.
fn is_reason(word: &Word) -> bool {
    matches!(word, Word::Result(row) if row.split('.').count() == 3)
}
