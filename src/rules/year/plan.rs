//! A plan for the report year itself: `2023年，我局将进一步…` in a report for
//! 2023, whose year is over.

use super::date::Mention;
use crate::rules::Passage;
use crate::words::Words;
use std::ops::Range;

/// What follows 将 where it tells of the future; before a noun it stands for
/// 把: 将公开纳入考核.
const AFTER_WILL: Words = Words(
    "继续 进一步 从 着力 着重 重点 不断 持续 切实 严格 认真 加 坚持 围绕 按照 深入 以 在 通过 采取 针对 努力 积极 \
     全面 紧紧 紧扣 聚焦 结合 强化 完善 健全 优化 推 提 扎实 充分 做好 开展 建立 拓 丰富 创新 落实 改进 大力 力争 \
     统筹 有针对性 把 对照 一如既往 抓",
);
/// Verbs that follow 将 where it tells of the future, and nouns where it stands
/// for 把: only without one of [`INTO`].
const VERBS: Words = Words(
    "实现 实施 为 对 向 于 由 再 增 新 编 制定 制作 出台 探索 启动 逐步 逐项 逐一 定期 尽快 尽早 逐 适时 集中 \
     全力 全部 依托 利用 借助 会同 联合 联动 邀请 选派 举办 举行 召开 修订 修改 补 更换 更多 升级 改 引 配 设 \
     开设 开通 开发 开放 打造 构建 搭建 组建 组织 完成 扩 调 细化 规范 简化 清理 梳理 督促 指导 实行 推行 试 上线 \
     投入 购 聘 派 同步 主动 尽 确保 统一 严 常态 形成 深化 深挖 发挥 转 走 下 用 按 依 根据 参照 借鉴 吸 解决 \
     克服 缩短 压 减少 降低 巩固 延伸 融 打通 畅通 贯彻 履行 承担 每 分 首次 率先 争取 尝试 着眼 立足 突出 守 \
     培育 培养",
);
/// What 将 as 把 leads to: 将制定情况纳入考核.
const INTO: Words = Words("纳入 作为 列入 列为 融入 摆在 摆上 放在 写入 计入 挂钩 归入 并入 视为");
/// What is planned is said so after these as well, before one of the verbs.
const MEANS_TO: Words = Words("拟 计划 准备 预计 争取");
/// Words that tell of a plan of an earlier time.
const PLANNED_THEN: Words =
    Words("提出 承诺 曾 当时 原 上年 去年 上一年 年报 年度报告 已 完成 落实 年初 现在 如今 目前");
/// Words that tell of the future without 将.
const FUTURE: Words = Words(
    "拟从 拟通过 拟采取 拟在 拟进一步 拟重点 拟开展 拟建立 拟组织 打算 力争 计划从 计划在 计划通过 要继续 \
     要进一步 继续加强 应继续",
);
/// What is set against a plan once its year is over.
const OUTCOME: Words = Words("但 实际 未能 没有完成 仅 现已 均已 已经 已全部 已完成 已落实 已增 已按 目前已");
/// What names a plan right after its year.
const PLANS: Words = Words("下一步 下步 打算 工作打算 工作计划 工作思路 改进计划 努力方向 改进方向");
/// Words that tell that what follows is of another time, or that it is done.
const DONE: Words =
    Words("已 成效 根据 过去 存在 完成 取得 今后 下一 明年 下步 未来 来年 虽 尽管 年初 提出 要求 曾 原");
/// How far after the year the word that tells of the future may stand.
const REACH: usize = 16;

/// Whether the sentence tells of plans for the year of this mention.
pub(super) fn is_plan(passage: &Passage, sentence: &Range<usize>, mention: &Mention) -> bool {
    let told_then = passage.has_any(sentence.start..mention.range.start, Words("提出 承诺 年度报告 年报"));
    if told_then || mention.month.is_some() || !opens(passage, sentence, mention) {
        return false;
    }
    let after = if passage.char(mention.range.end) == Some('度') { mention.range.end + 1 } else { mention.range.end };
    if PLANS.iter().any(|word| names_plan(passage, after, word)) {
        return true;
    }
    let future = (after..sentence.end).take(REACH).find(|&at| is_future(passage, sentence, at));
    future.is_some_and(|at| !is_done(passage, after..at) && !passage.has_any(at..sentence.end, OUTCOME))
}

/// Whether the sentence tells of plans for a year that was over long before: the
/// year of the report mistyped. What was planned then may well be told.
pub(super) fn is_plan_of_the_past(passage: &Passage, sentence: &Range<usize>, mention: &Mention) -> bool {
    is_plan(passage, sentence, mention) && !passage.has_any(sentence.clone(), PLANNED_THEN)
}

/// `2023年工作打算：`; 2023年工作计划等栏目 are columns of a web site.
fn names_plan(passage: &Passage, at: usize, word: &str) -> bool {
    let next = || passage.char(at + word.chars().count());
    passage.starts_with(at, word)
        && (word.starts_with('下') || next().is_some_and(|char| "：，是为如主".contains(char)))
}

fn is_future(passage: &Passage, sentence: &Range<usize>, at: usize) -> bool {
    let before = || at.checked_sub(1).and_then(|before| passage.char(before));
    let acts = |at: usize| {
        let verb = |words: Words| passage.any_at(at, words);
        let clause = (at..sentence.end).take_while(|&at| passage.char(at).is_some_and(|char| !"，。；".contains(char)));
        verb(AFTER_WILL) || verb(VERBS) && !passage.has_any(at..at + clause.count(), INTO)
    };
    let will = passage.char(at) == Some('将') && !before().is_some_and(|char| "即必".contains(char)) && acts(at + 1);
    // 计划生育, 拟定, 虚拟: no plan.
    let means_to = || {
        let word = passage.word_at(at, MEANS_TO);
        word.is_some_and(|word| acts(at + word.chars().count())) && before() != Some('虚')
    };
    will || means_to() || passage.any_at(at, FUTURE)
}

fn is_done(passage: &Passage, range: Range<usize>) -> bool {
    let perfect = range.clone().any(|at| passage.char(at) == Some('了') && passage.char(at + 1) != Some('解'));
    perfect || passage.has_any(range, DONE)
}

/// The year opens the sentence, a clause after a mark that introduces, or `在…的工作中`.
fn opens(passage: &Passage, sentence: &Range<usize>, mention: &Mention) -> bool {
    let start = mention.range.start;
    let start = if passage.ends_before(start, "在") { start - 1 } else { start };
    let before = start.checked_sub(1).and_then(|before| passage.char(before));
    start == sentence.start || before.is_some_and(|char| "：。）、.，".contains(char))
}
