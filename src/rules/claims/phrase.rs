//! Phrases that are put together: what asks for information (收到群众要求公开
//! 政府信息的申请), what is carried from one year to another, what is still
//! open. A list of them would never end; their parts are few.

use super::super::passage::Passage;
use super::lexicon::Word;
use super::quantity::{Count, Subject};
use crate::words::Words;

/// What an application for information is called by, in any order.
const ASKING: Words =
    Words("政府信息 政务信息 信息 政务 公开 依法申请 依申请 申请 要求 请求 诉求 事项 事宜 办件 案件 件 类 的");
/// What makes of 申请 a person, a paper or a way.
const BESIDES: Words = Words("人 表 者 资格 条件");
/// How applications come, where it stands behind their name.
const WAYS: Words = Words("平台 系统 渠道 窗口 邮箱 受理点");
/// What something is that is about applications and none itself.
const ABOUT: Words = Words(
    "工作 方面 情况 制度 流程 管理 程序 机制 办理 处理 受理 接收 登记 答复 统计 目录 指南 栏目 专栏 培训 文书 \
     台账 案例 方式 业务 服务 规范 规定 数据 内容",
);
/// What is not public but on demand: an attribute of documents.
const ATTRIBUTES: Words = Words("属性 类信息 类文件 类公文 文件 公文 目录");
const LAST_YEAR: Words = Words("上一年度 上一年 上年度 上年末 上年底 上年 去年度 去年 往年 以前年度 前一年度 前一年");
const NEXT_YEAR: Words = Words("下一个年度 下一年度 下一年 下年度 下年 次年度 次年 明年 来年 翌年 第二年");
/// What says of last year's applications that they are carried over: 去年没办完的1件.
const UNFINISHED: Words = Words("没有办完 没办完 未办完 没有办结 没办结 未能办结 没有结案 没有了结");
pub(super) const CARRYING: Words = Words("结转 转结 接转 遗留 结余 转入 留转 滚存 跨年 延续 未办结 未结 转来");
const TO: Words = Words("至 到 入 为 于 给 往");
const ONWARD: Words = Words("结转 转结 顺延 转入 转 延续 延 流转 留待 留 移至 推迟 跨");
const GOES_ON: Words = Words("继续办理 继续处理 再行办理 再办理 续办 继续答复 办理 处理 答复 办结");
/// What says that something is not over.
const STILL: Words = Words("尚未 仍未 还未 暂未 没有 没 尚在 正在 仍在 还在 均在 尚处于 正处于 仍处于 处于 待 未");
const WORK: Words = Words("办理完毕 办理完结 办结 办完 办理 处理 答复 回复 办复 审查 办");
const MIDST: Words = Words("过程中 阶段中 之中 当中 阶段 期间 中 期内 期限内 时限内");

/// The phrase that starts at an index, and the index behind it. `year` is the
/// year of the report.
pub fn phrase(passage: &Passage, start: usize, year: Option<u16>) -> Option<(Word, usize)> {
    let reader = Reader { passage, year };
    // Most places are ruled out by their first character.
    match passage.char(start)? {
        '0'..='9'
        | '上'
        | '去'
        | '往'
        | '以'
        | '前'
        | '结'
        | '承'
        | '接'
        | '转'
        | '顺'
        | '延'
        | '流'
        | '留'
        | '移'
        | '推'
        | '跨'
        | '至'
        | '到'
        | '下'
        | '次'
        | '明'
        | '来'
        | '翌'
        | '第' => reader.carried(start),
        '信' if let Some(found) = reader.complaint(start) => Some(found),
        '政' | '信' | '公' | '依' | '申' | '要' => reader.application(start),
        '许' | '处' if let Some(found) = reader.decision(start) => Some(found),
        '强' => reader.decision(start),
        '行' if let Some(found) = reader.penalised(start) => Some(found),
        '复' | '经' | '行' => reader.after_review(start),
        '年' | '期' | '岁' => reader.left_at_year_end(start),
        '在' => reader.open_still(start),
        '其' => reader.others(start),
        '对' => reader.open_to_public(start),
        '告' | '已' => reader.told(start),
        '投' | '举' => reader.complaint(start),
        '有' => reader.in_force(start),
        // 各类政府信息公开申请 are all of them.
        '各' if passage.starts_with(start, "各类") => reader.application(start + 2),
        '被' => reader.sued(start),
        '存' => reader.stock(start),
        '零' => reader.zero(start),
        '尚' | '仍' | '还' | '暂' | '正' | '均' | '处' | '待' | '未' | '从' | '并' | '也' | '没' | '无' | '不' => {
            reader.pending(start).or_else(|| reader.negation(start))
        }
        _ => None,
    }
}

/// Reads phrases of a passage.
pub(super) struct Reader<'a> {
    pub(super) passage: &'a Passage,
    year: Option<u16>,
}

impl Reader<'_> {
    /// The index behind the first of the words that stands at an index.
    pub(super) fn one_of(&self, at: usize, words: Words) -> Option<usize> {
        self.passage.behind(at, words)
    }

    pub(super) fn maybe(&self, at: usize, words: Words) -> usize {
        self.one_of(at, words).unwrap_or(at)
    }

    /// 依申请公开政府信息, 公开政府信息的申请, 申请公开事项, 要求公开政府信息的申请.
    fn application(&self, start: usize) -> Option<(Word, usize)> {
        let (mut asks, mut names, mut on_demand, mut end) = (false, false, false, start);
        let mut at = start;
        let mut last = "";
        while let Some(atom) = self.passage.word_at(at, ASKING) {
            // 政府信息公开工作…的: what stands behind 的 must still ask.
            at += atom.chars().count();
            on_demand |= atom == "依申请" || atom == "依法申请";
            asks |= atom.contains("申请") || atom == "要求" && names;
            names |= matches!(atom, "公开" | "政府信息" | "政务信息" | "信息");
            if atom != "的" && atom != "类" && atom != "政务" {
                (end, last) = (at, atom);
            }
            if at - start > LONGEST {
                break;
            }
        }
        let begins_asking = self.one_of(start, Words("要求 请求 事项 事宜 的 件 类 案件 办件"));
        if begins_asking.is_some() && !self.passage.starts_with(start, "要求公开") || end == start {
            return None;
        }
        if !(asks && (names || on_demand)) || self.one_of(end, BESIDES).is_some() {
            return None;
        }
        if on_demand {
            if let Some(end) = self.one_of(end, ATTRIBUTES) {
                return Some((Word::OtherTopic, end));
            }
            // 依申请公开信息 may be information that is given on demand only.
            if last.ends_with("信息") {
                return Some((Word::OnDemand, end));
            }
        }
        if let Some(end) = self.one_of(end, WAYS) {
            return Some((Word::Channel, end));
        }
        let about = last != "件" && self.one_of(end, ABOUT).is_some();
        Some((if about { Word::ApplicationMatter } else { Word::Application }, end))
    }

    /// 上年结转, 2022年度结转, 结转至下一年度继续办理, 下年度继续办理.
    fn carried(&self, start: usize) -> Option<(Word, usize)> {
        if let Some(end) = self.beside_year(start, LAST_YEAR, -1) {
            let end = self.maybe(end, Words("底 末"));
            if let Some(end) = self.nothing_carried(end) {
                return Some((Word::NothingCarriedIn, end));
            }
            let at = self.maybe(self.maybe(end, Words("已 尚 的 由")), Words("申请"));
            // 上年度未办结转入
            let end = self.one_of(at, CARRYING).or_else(|| self.one_of(at, UNFINISHED))?;
            let end = self.maybe(end, CARRYING);
            return Some((Word::CarryIn, self.maybe(end, Words("办理 继续办理 本年"))));
        }
        if let Some(end) = self.one_of(start, Words("结转 承接 接转 转结"))
            && let Some(end) = self.beside_year(end, LAST_YEAR, -1)
        {
            return Some((Word::CarryIn, end));
        }
        // 跨年度办理: from the year before, or into the next.
        if let Some(across) = self.one_of(start, Words("跨年度 跨年"))
            && let Some(end) = self.one_of(across, ACROSS)
        {
            return Some((Word::Carry, end));
        }
        if let Some(verb) = self.one_of(start, ONWARD)
            && let Some(end) = self.beside_year(self.maybe(verb, TO), NEXT_YEAR, 1)
        {
            return Some((Word::CarryOut, self.maybe(self.maybe(end, Words("度")), GOES_ON)));
        }
        let end = self.beside_year(self.maybe(start, Words("至 到")), NEXT_YEAR, 1)?;
        self.one_of(end, Words("继续办理 继续处理 再行办理 续办 继续答复")).map(|end| (Word::CarryOut, end))
    }

    /// A year beside the report's, in words or in figures.
    fn beside_year(&self, at: usize, words: Words, offset: i32) -> Option<usize> {
        if let Some(end) = self.one_of(at, words) {
            return Some(end);
        }
        let digits = self.passage.digits(at);
        let year = self.passage.number(digits.clone()).filter(|_| digits.len() == 4)?;
        let fits = i32::from(self.year?) + offset == i32::try_from(year).ok()?;
        let end = self.one_of(digits.end, Words("年度 年"))?;
        fits.then_some(end)
    }

    /// 许可、处罚、强制分别为…: short names, where nothing before them says of
    /// what kind (施工许可).
    fn decision(&self, start: usize) -> Option<(Word, usize)> {
        let before = start.checked_sub(1).and_then(|before| self.passage.char(before));
        let alone =
            before.is_none_or(|char| "，。；：、（）零".contains(char)) || self.passage.any_before(start, SHORT_AFTER);
        let (row, names) = DECISIONS.iter().find(|(_, names)| self.one_of(start, *names).is_some())?;
        let end = self.one_of(start, *names)?;
        let next = self.passage.char(end);
        let ends = next.is_none_or(|next| next.is_ascii_digit() || SHORT_BEFORE.contains(next));
        (alone && ends).then_some((Word::Document(row), end))
    }

    /// 办结行政处罚案件86件: cases in which it was decided. Those that were only opened
    /// or looked into, or are told of, are others.
    fn penalised(&self, start: usize) -> Option<(Word, usize)> {
        let end = self.one_of(start, Words("行政处罚案件 行政处罚案"))?;
        let ends = self.passage.char(end).is_none_or(|next| next.is_ascii_digit() || SHORT_BEFORE.contains(next));
        let from = start.saturating_sub(FARTHEST_VERB);
        let clause = self.passage.text(from..start);
        let clause = clause.rsplit(['，', '。', '；', '：']).next()?;
        (ends && DECIDING.any_in(clause) && !OPENING.any_in(clause)).then_some((Word::Document("penalties"), end))
    }

    /// 复议后又提起诉讼, 经行政复议后再次起诉, 复议后诉讼: litigation, in whatever
    /// words it is called.
    fn after_review(&self, start: usize) -> Option<(Word, usize)> {
        let end = self.one_of(start, Words("经行政复议后 行政复议后 经复议后 复议后"))?;
        (end..end + FARTHEST_SUIT)
            .take_while(|&at| self.passage.char(at).is_some_and(|char| !char.is_ascii_digit() && !is_mark(char)))
            .find_map(|at| self.one_of(at, SUITS))
            .map(|end| (Word::Review(Subject::AfterReconsideration), end))
    }

    /// 还剩 2 件有效: what is counted, and not how something is done (有效提升).
    fn in_force(&self, start: usize) -> Option<(Word, usize)> {
        let end = self.one_of(start, Words("有效"))?;
        let ends = self.passage.char(end).is_none_or(|next| next.is_ascii_digit() || "，。；、（）".contains(next));
        let names = self.one_of(end, Words("行政规范性文件 规范性文件 规章")).is_some();
        (ends || names).then_some((Word::Turnover(Count::InForce), end))
    }

    /// 被诉4件: litigation; 被诉行政行为 is none.
    fn sued(&self, start: usize) -> Option<(Word, usize)> {
        let end = self.one_of(start, Words("被诉"))?;
        let counts = self.passage.char(end).is_some_and(|next| next.is_ascii_digit() || "共为".contains(next));
        counts.then_some((Word::Review(Subject::Litigation), end))
    }

    /// 存量 41 件: what is in force; 清理存量文件 3 件 are some of it.
    fn stock(&self, start: usize) -> Option<(Word, usize)> {
        let end = self.one_of(start, Words("存量"))?;
        let counts = self.passage.char(end).is_some_and(|next| next.is_ascii_digit() || "共为".contains(next));
        counts.then_some((Word::Turnover(Count::InForce), end))
    }

    /// 零受理, 零发生, 零复议.
    fn zero(&self, start: usize) -> Option<(Word, usize)> {
        let end = start + 1;
        if self.one_of(end, Words("结转")).is_some() {
            return Some((Word::NotHappened, end));
        }
        if let Some(end) = self.one_of(end, Words("受理 收件 收到")) {
            return Some((Word::NotReceived, end));
        }
        if let Some(end) = self.one_of(end, Words("发生 产生 办理 办结 答复")) {
            return Some((Word::NotHappened, end));
        }
        if self.one_of(end, Words("收取 收费 作出 制发 实施")).is_some() {
            return Some((Word::NotIssued, self.one_of(end, Words("收取 作出 制发 实施")).unwrap_or(end)));
        }
        self.one_of(end, Words("行政复议 复议 行政诉讼 诉讼 申请 行政许可 行政处罚 行政强制"))
            .map(|_| (Word::NotHappened, end))
    }

    /// 未收到, 没有发生, 暂无.
    fn negation(&self, start: usize) -> Option<(Word, usize)> {
        if let Some(end) = self.one_of(start, LACKS) {
            return Some((Word::NotIssued, end));
        }
        let no = self.one_of(start, NO)?;
        if let Some(end) = self.one_of(no, RECEIVED) {
            return Some((Word::NotReceived, end));
        }
        if let Some(end) = self.one_of(no, ISSUED) {
            return Some((Word::NotIssued, end));
        }
        // 未 alone only says no to a verb: 未公开的信息.
        let bare = !self.passage.ends_before(no, "未") || self.passage.starts_with(start, "未有");
        let end = self.one_of(no, HAPPENED).or(bare.then_some(no))?;
        Some((Word::NotHappened, end))
    }

    /// 尚未办结, 仍在办理中, 正在办理.
    fn pending(&self, start: usize) -> Option<(Word, usize)> {
        let still = self.one_of(start, STILL)?;
        let work =
            self.one_of(self.maybe(still, Words("进行 予以 依法 继续 法定期限内 规定期限内 期限内 法定 正常")), WORK)?;
        let bare = self.passage.starts_with(start, "均在") || self.passage.starts_with(start, "处于");
        let end = self.maybe(work, MIDST);
        // 未办理, 未答复, 均在…办理 alone are said of what was done late or not at all.
        let done = Words("办结 办完").any_in(&self.passage.text(still..work));
        let negated = self.passage.any_at(start, Words("未 没")) && !done;
        let says_nothing = negated || bare && end == work;
        (!says_nothing).then_some((Word::Pending, end))
    }
}

pub(super) fn is_mark(char: char) -> bool {
    "，。；：、（）！？".contains(char)
}

/// What crosses the end of a year.
const ACROSS: Words = Words("继续办理 办理 处理 续办 结转");
/// What litigation is called behind 复议后.
const SUITS: Words = Words("提起行政诉讼 提起诉讼 行政诉讼 诉讼 起诉 被诉 应诉");
/// Characters behind 复议后 within which it is called so.
const FARTHEST_SUIT: usize = 9;
/// Characters before 行政处罚案件 within which its verb is sought.
const FARTHEST_VERB: usize = 24;
/// What says that cases are decided, and what says that they are others.
const DECIDING: Words = Words("办结 作出 做出 实施 下达 查结");
const OPENING: Words = Words("立案 查处 查办 受理 公示 公开 公布 发布 信息 移送 典型 复议 诉讼");
/// Short names of decisions, with the row of each.
const DECISIONS: &[(&str, Words)] = &[
    ("licensing", Words("许可决定 许可")),
    ("penalties", Words("处罚决定 处罚")),
    ("coercion", Words("强制措施 强制决定 强制")),
];
/// What may stand right before such a name.
const SHORT_AFTER: Words = Words("办理 作出 实施 和 与 及 共 无 其中 项 公示 公开");
/// What may follow it.
const SHORT_BEFORE: &str = "，。；：、（）和与及共各件数分均皆都为零一二两三四五六七八九十";
/// Ways to say that a body has no such powers.
const LACKS: Words = Words("不具备 不承担 不具有 不行使 无权 不涉及");
/// Ways to say no.
const NO: Words = Words("从未 尚未 暂未 均未 并未 也未 未曾 没有 未有 不存在 暂无 均无 也无 未 没 无");
const RECEIVED: Words = Words("收到过 收到 接到 接收到 接收 受理 接受 登记 收悉");
const HAPPENED: Words = Words("发生过 发生 出现过 出现 产生 引发 引起 导致 被 因 涉及 提起 有 发现 存在 办理");
const ISSUED: Words = Words("制发 新制定 制定 新出台 出台 印发 新增 新制发 制作 作出 做出 实施 采取 收取 征收 废止");

/// Longest name of applications in characters.
const LONGEST: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn applications_are_known_by_what_their_name_is_made_of() {
        for (text, word) in [
            ("政府信息公开申请", Some(Word::Application)),
            ("公开政府信息的申请", Some(Word::Application)),
            ("申请公开政府信息的要求", Some(Word::Application)),
            ("申请公开事项", Some(Word::Application)),
            ("要求公开政府信息的申请", Some(Word::Application)),
            ("依申请公开办件", Some(Word::Application)),
            ("政务信息依申请公开", Some(Word::Application)),
            ("依申请公开信息", Some(Word::OnDemand)),
            ("依申请公开属性", Some(Word::OtherTopic)),
            ("依申请公开平台", Some(Word::Channel)),
            ("依申请公开制度", Some(Word::ApplicationMatter)),
            ("申请人", None),
            ("政府信息公开工作", None),
            ("要求", None),
        ] {
            let passage = Passage::of(text);
            let found = phrase(&passage, 0, Some(2023)).map(|(word, _)| word);
            assert_eq!(found, word, "{text}");
        }
    }

    #[test]
    fn years_beside_the_reports_say_what_is_carried() {
        for (text, word) in [
            ("上年度结转", Some(Word::CarryIn)),
            ("2022年结转", Some(Word::CarryIn)),
            ("2021年结转", None),
            ("结转上年", Some(Word::CarryIn)),
            ("结转至下一年度继续办理", Some(Word::CarryOut)),
            ("结转2024年度", Some(Word::CarryOut)),
            ("转下年度继续办理", Some(Word::CarryOut)),
            ("顺延至2024年办理", Some(Word::CarryOut)),
            ("仍在办理中", Some(Word::Pending)),
            ("尚未办结", Some(Word::Pending)),
            ("未答复", None),
        ] {
            let passage = Passage::of(text);
            assert_eq!(phrase(&passage, 0, Some(2023)).map(|(word, _)| word), word, "{text}");
        }
    }
}
