//! Phrases that say what is meant in other words than the form's: what is left at
//! the end of a year, others than the report's, why and how something was
//! answered.

use super::lexicon::{self, Word};
use super::phrase::{CARRYING, Reader, is_mark};
use super::quantity::Count;
use crate::words::Words;

impl Reader<'_> {
    /// 年底结转, 年末结余: to the next year.
    pub(super) fn left_at_year_end(&self, start: usize) -> Option<(Word, usize)> {
        let end = self.one_of(start, Words("年末 年底 期末 岁末"))?;
        let end = self.maybe(end, Words("尚有 还有 仍有 尚 仍 还 共 有"));
        self.one_of(end, CARRYING).map(|end| (Word::CarryOut, end))
    }

    /// 上年|无结转, 2022年|没有结转申请: says no for itself, and of no other year.
    pub(super) fn nothing_carried(&self, start: usize) -> Option<usize> {
        let no = self.one_of(start, Words("没有 未有 并无 均无 暂无 也无 无 零"))?;
        let end = self.one_of(self.maybe(no, Words("申请")), Words("结转 转结 遗留 结余 未办结 未结"))?;
        let end = self.maybe(end, Words("至本年度 至本年 至今年 到本年度 到本年 到今年"));
        let end = self.maybe(self.maybe(end, Words("办理")), Words("的"));
        let end = self.maybe(end, Words("政府信息公开申请 信息公开申请 申请件 申请 办件 件 事项 案件 情况"));
        self.passage.char(end).is_none_or(is_mark).then_some(end)
    }

    /// 在办, 在办件: what somebody still works on, and not how (在办理中).
    pub(super) fn open_still(&self, start: usize) -> Option<(Word, usize)> {
        let end = self.maybe(self.one_of(start, Words("在办"))?, Words("件 案件 申请"));
        let ends = self.passage.char(end).is_none_or(|next| next.is_ascii_digit() || next == '的' || is_mark(next));
        ends.then_some((Word::Pending, end))
    }

    /// 其他各类行政复议案件: not those that the report is about.
    pub(super) fn others(&self, start: usize) -> Option<(Word, usize)> {
        // 企业和其他组织: only with those before.
        if let Some(end) = self.one_of(start, Words("其他组织"))
            && ["和", "或", "及", "与", "或者"].iter().any(|and| self.passage.ends_before(start, and))
        {
            return Some((Word::Ignore, self.maybe(end, Words("申请 提出"))));
        }
        let end = self.one_of(start, Words("其他 其它 其余"))?;
        let end = self.maybe(self.maybe(end, Words("各类型 各类 类型 类别 类 领域 方面")), Words("的"));
        let end = self.one_of(end, Words("行政复议 复议 行政诉讼 诉讼 行政应诉 应诉 信息公开申请"))?;
        Some((Word::OtherTopic, self.maybe(end, Words("案件 申请"))))
    }

    /// 对外公开的规范性文件: all that stand there, whenever they were published.
    pub(super) fn open_to_public(&self, start: usize) -> Option<(Word, usize)> {
        let end = self.one_of(start, Words("对外公开的 对外公开"))?;
        let named = self.one_of(end, Words("行政规范性文件 规范性文件 规章"))?;
        let is_stock = self.passage.ends_before(end, "的") || self.one_of(named, Words("总数 总量 数量")).is_some();
        is_stock.then_some((Word::Turnover(Count::Public), end))
    }

    /// 告知本机关不掌握, 已告知查询途径: the answer is the result, and how it was
    /// told says nothing more.
    pub(super) fn told(&self, start: usize) -> Option<(Word, usize)> {
        let end = self.one_of(start, Words("已告知 告知"))?;
        let end = self.maybe(end, Words("申请人 当事人 其"));
        let way =
            self.one_of(end, Words("查询 获取 办理")).and_then(|end| self.one_of(end, Words("途径 渠道 方式 方法")));
        let is_result = || lexicon::word(self.passage, end).is_some_and(|(word, _)| matches!(word, Word::Result(_)));
        way.or_else(|| is_result().then_some(end)).map(|end| (Word::Ignore, end))
    }

    /// 信访类不予处理, 信访、举报、投诉而不予处理: one reason, whatever it is joined by.
    pub(super) fn complaint(&self, start: usize) -> Option<(Word, usize)> {
        let mut end = start;
        while let Some(next) = self.one_of(end, Words("信访 举报 投诉 、")) {
            end = next;
        }
        let end = (end > start).then(|| self.maybe(end, Words("类申请 类 事项 性质 诉求 件")))?;
        let end = self.maybe(self.maybe(end, Words("的 而 ，")), Words("依法 决定"));
        self.one_of(end, Words("不予处理 不处理")).map(|end| (Word::Result("3.5.1"), end))
    }
}
