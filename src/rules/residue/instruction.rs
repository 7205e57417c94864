//! Sentences of the template that tell the writer what to do.

use crate::rules::Passage;
use crate::words::Words;
use std::ops::Range;

/// Sentences of the template that tell the writer what to do.
const INSTRUCTIONS: Words = Words(
    "该部分以表格形式报告 本部分以表格形式报告 此部分以表格形式报告 表格如下表格如下 请填写 此处填 请在此 \
     在此处填 此处应 请根据实际 根据实际情况填 请自行 待填写 待补充 请补充 请删除 可删除 请插入 此处插入 \
     此部分主要写 此部分主要填 本部分主要填 本部分主要写 该部分主要填 该部分主要写 结合本单位实际填 \
     结合本单位实际撰写 根据本单位实际填 由各单位根据实际 请各单位根据 请结合实际 字数控制在",
);
/// What heads the template's own notes, before a colon or alone.
const LABELS: Words = Words("填写说明 填表说明 示例文本 参考模板 撰写要求 编写说明");
/// What begins a note to the writer, between brackets.
const NOTES: Words = Words(
    "请 此处 此部分 该部分 如无 如没有 若无 没有的 简要概述 简要说明 简要介绍 可根据 根据实际 根据本单位 \
     结合本单位 重点写 主要写 主要填 示例 例如填 注意 填",
);
/// What such a note tells the writer to do.
const TO_DO: Words = Words("填 写 概述 说明 介绍 字以内 字左右 不超过 不少于 删除 修改 替换 补充 列出");
/// What speaks of the reader instead.
const TO_READER: Words = Words("请见 请登录 请参阅 请查 请与 请联系 请致电 请点击 申请 查阅");
/// What follows where there is nothing: 没有则填“无”.
const IF_NOTHING: Words = Words("如无 若无 没有则 没有的， 没有的填 如没有 若没有 无则");
const FILL_IN: Words = Words("填 请写 写“无 写0 注明“无");
/// How far after such a condition the advice stands.
const NEAR: usize = 12;
/// What a note says where its length is that of the writer's text.
const FOR_WRITER: Words = Words("应 请 需 实际 写 部分 不少于 以内 左右 控制");
/// What it says where it is that of a document.
const PER_PIECE: Words = Words("每篇 每期 每条 每件 篇均 全文 稿件");
/// Most characters of a note in brackets.
const LONGEST_NOTE: usize = 80;

/// The first instruction in a sentence.
pub(super) fn found(passage: &Passage, sentence: &Range<usize>) -> Option<Range<usize>> {
    let found = note(passage, sentence).or_else(|| if_nothing(passage, sentence)).or_else(|| label(passage, sentence));
    found.or_else(|| {
        let words = INSTRUCTIONS.iter().find_map(|words| Some((passage.find(sentence.clone(), words)?, words)));
        words.map(|(at, words)| at..at + words.chars().count())
    })
}

/// `（简要概述本单位情况，300字以内）`.
fn note(passage: &Passage, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut opens = sentence.clone().filter(|&at| passage.char(at) == Some('（'));
    opens.find_map(|open| {
        let close = (open..sentence.end).take(LONGEST_NOTE).find(|&at| passage.char(at) == Some('）'))?;
        let begins = passage.any_at(open + 1, NOTES);
        let within = open + 1..close;
        if asks_for_length(passage, &within) {
            return Some(open..close + 1);
        }
        let told = begins && passage.has_any(within.clone(), TO_DO) && !passage.has_any(within, TO_READER);
        told.then_some(open..close + 1)
    })
}

/// `没有则填写“无”`, up to the end of the clause.
fn if_nothing(passage: &Passage, sentence: &Range<usize>) -> Option<Range<usize>> {
    let start = IF_NOTHING.iter().filter_map(|word| passage.find(sentence.clone(), word)).min()?;
    let fill = FILL_IN.iter().filter_map(|word| passage.find(start..(start + NEAR).min(sentence.end), word)).min()?;
    let is_end = |at: &usize| passage.char(*at).is_some_and(|char| "，。；！）".contains(char));
    let end = (fill..sentence.end).find(is_end).unwrap_or(sentence.end);
    Some(start..end)
}

/// `填写说明：`.
fn label(passage: &Passage, sentence: &Range<usize>) -> Option<Range<usize>> {
    LABELS.iter().find_map(|word| {
        let at = passage.find(sentence.clone(), word)?;
        let end = at + word.chars().count();
        let is_label = matches!(passage.char(end), None | Some('：' | '）')) && at == sentence.start
            || passage.ends_before(at, "（");
        is_label.then_some(at..end)
    })
}

/// `（…应结合实际，不少于300字）`: how long the writer's text should be.
fn asks_for_length(passage: &Passage, note: &Range<usize>) -> bool {
    let counted = note.clone().any(|at| {
        passage.char(at) == Some('字')
            && at.checked_sub(1).and_then(|before| passage.char(before)).is_some_and(|char| char.is_ascii_digit())
    });
    counted && passage.has_any(note.clone(), FOR_WRITER) && !passage.has_any(note.clone(), PER_PIECE)
}
