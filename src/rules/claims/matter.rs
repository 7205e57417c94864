//! Words that tell what applications and decisions are about, and papers that stand
//! for decisions.

use super::decide::Topic;
use super::lexicon::Word;
use super::token::Token;
use super::walker::Walker;
use crate::words::Words;

/// What begins to tell what applications are about.
const MATTER: Words =
    Words("申请内容 申请事项 申请公开内容 申请公开的内容 申请公开事项 申请的内容 申请主题 申请领域 内容 所涉内容");

impl Walker<'_> {
    /// 申请内容主要涉及…: what the applications are about.
    pub(super) fn describes_applications(&self) -> bool {
        self.topic == Topic::Applications
            && self.lead.iter().any(|word| matches!(word, Word::Open | Word::About))
            && !self.lead.iter().any(|word| matches!(word, Word::Publish | Word::PutOut))
    }

    /// 申请内容集中在政府采购、处罚案卷: what the applications are about.
    pub(super) fn tells_matter(&self, token: &Token) -> bool {
        let clause = self.passage.text(self.clause_start.min(token.range.start)..token.range.start);
        self.topic == Topic::Applications
            && MATTER.starting(&clause).is_some()
            && !self.lead.iter().any(|word| matches!(word, Word::Publish | Word::PutOut))
    }

    pub(super) fn skip_time(&self, at: usize) -> usize {
        self.passage.behind(at, Words("全年共 全年累计 全年 共 累计 依法 年内 本年度 本年")).unwrap_or(at)
    }

    /// 下达行政处罚决定书7份: as many decisions.
    pub(super) fn letter(&self, token: &Token) -> Option<Word> {
        let row = match self.passage.text(token.range.clone()).as_str() {
            "行政处罚决定书" => "penalties",
            "行政许可决定书" => "licensing",
            _ => return None,
        };
        let issued = self.passage.any_before(token.range.start, Words("作出 做出 下达 开出 出具 发出"));
        let counted =
            self.passage.char(token.range.end).is_some_and(|next| next.is_ascii_digit() || "共，".contains(next));
        (issued && counted).then_some(Word::Document(row))
    }
}
