//! The preface tells which year the report is of: by naming the report, and by
//! naming the work that it reports.

use super::date::{Mention, mentions};
use super::stray::in_title_marks;
use crate::rules::Passage;
use crate::words::Words;
use std::ops::Range;

/// What names the report itself, after its year.
const SELF: Words = Words(
    "信息公开工作年度报告 信息公开年度报告 信息公开工作报告 信息公开年报 信息公开工作年报 信息公开工作情况报告 \
     政务公开工作年度报告 政务公开年度报告",
);
/// The work that the report is about, after its year.
const WORK: Words = Words("信息公开 政务公开 公开情况 工作实际 工作情况 工作的基础 工作基础 统计数据");
/// What follows the work where something else than the work is meant: a
/// document about it, its appraisal.
const ABOUT_WORK: Words = Words(
    "要点 通知 意见 方案 办法 规定 任务 分工 计划 部署 精神 考核 评估 测评 通报 会议 培训 问题 整改 指南 要求 \
     清单 安排 先进 优秀 排名 平台 专栏 专区 网站 目录 制度 标准 试点 示范 条例 体系 机构 人员 队伍",
);
/// What a report says where it introduces itself.
const INTRODUCES: Words = Words(
    "编制 编写 撰写 形成 制作 起草 汇编 本报告 本年报 本年度报告 年度报告 年报 如下 公布 公告 予以公开 向社会公开",
);
/// What stands before the year where the report sums it up.
const SUMS_UP: Words = Words("结合 总结 汇总 根据 依据");
/// What stands between the year and the report where the year is of something
/// else: 2021年成立的…街道首次编制…年度报告.
const NO_NAME: Words = Words("成立 组建 更名 设立 首次 印发 修订 施行 出台 以后 之后");
/// What follows an earlier report that was looked at.
const JUDGED: Words = Words("审查 审核 反馈 评议 评估 问题 检查 抽查 意见");
/// What stands before the name of an earlier report.
const REFERS: Words = Words("根据 依据 对照 参照 针对 结合");
/// How far after the work such a word is looked for.
const ABOUT: usize = 8;
/// Words of the report before this one.
const EARLIER: Words = Words("上年 上一年 去年 往年 历年 整改 已公布 较 相比 以来");
/// How many characters before the year are quoted.
const BEFORE: usize = 12;
/// How far after the year the body's name may reach.
const NAME_LENGTH: usize = 16;

/// The first year of a passage that names the report, or its work, by another
/// year than its own, and the words that do.
pub(super) fn other_year(passage: &Passage, year: u16) -> Option<(Mention, Range<usize>)> {
    let prose = passage.chars.iter().any(|&char| char == '。' || char == '，') && !passage.is_heading;
    if !prose {
        return None;
    }
    let mentions = mentions(passage);
    passage.sentences().find_map(|sentence| {
        let here = mentions.iter().filter(|it| sentence.contains(&it.range.start));
        let names_year = here.clone().any(|mention| mention.year == year);
        let mut others = here.filter(|mention| mention.year != year && mention.month.is_none());
        others.find_map(|mention| Some((mention.clone(), named(passage, &sentence, mention, names_year)?)))
    })
}

fn named(passage: &Passage, sentence: &Range<usize>, mention: &Mention, names_year: bool) -> Option<Range<usize>> {
    let after = if passage.char(mention.range.end) == Some('度') { mention.range.end + 1 } else { mention.range.end };
    // The body's name may stand between.
    let name = (after..sentence.end.min(after + NAME_LENGTH))
        .take_while(|&at| passage.char(at).is_some_and(|char| !"，。；：、《》（）“”".contains(char)));
    let named = |words: Words| {
        name.clone().find_map(|at| {
            let word = passage.word_at(at, words)?;
            (!passage.has_any(after..at, NO_NAME)).then(|| at + word.chars().count())
        })
    };
    let start = (sentence.start..mention.range.start)
        .rev()
        .take(BEFORE)
        .take_while(|&at| passage.char(at).is_some_and(|char| !"，。；：、《》（）“”".contains(char)))
        .last();
    let words = |end| start.unwrap_or(mention.range.start)..end;
    if passage.has_any(sentence.clone(), EARLIER) {
        return None;
    }
    if let Some(end) = named(SELF) {
        let judged = passage.has_any(end..(end + ABOUT).min(sentence.end), JUDGED);
        return (!judged && !is_cited(passage, sentence, mention)).then(|| words(end));
    }
    let introduces = match names_year {
        true => passage.any_before(mention.range.start, SUMS_UP),
        false => passage.has_any(sentence.clone(), INTRODUCES),
    };
    let end = named(WORK).filter(|_| introduces && !in_title_marks(passage, sentence, mention))?;
    (!passage.has_any(end..(end + ABOUT).min(sentence.end), ABOUT_WORK)).then(|| words(end))
}

/// Whether the year stands in the name of a document that the report refers
/// to: 对照《2022年政府信息公开工作年度报告》.
fn is_cited(passage: &Passage, sentence: &Range<usize>, mention: &Mention) -> bool {
    let open = (sentence.start..mention.range.start)
        .rev()
        .find(|&at| passage.char(at).is_some_and(|char| "《》".contains(char)))
        .filter(|&at| passage.char(at) == Some('《'));
    open.is_some_and(|open| passage.any_before(open, REFERS))
}
