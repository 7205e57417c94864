//! Tables that are none: they set running text side by side.

use super::Document;
use std::ops::Range;

/// Characters from which on a line with a full stop is one of running text.
const SENTENCE: usize = 20;

/// Whether cells hold running text of several lines, not much else beside it, and no
/// figure that stands alone.
pub(super) fn is_prose<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> bool {
    let length = |text: &str| text.chars().count();
    let prose: usize = cells.clone().filter(|text| is_running(text)).map(length).sum();
    prose > 0 && !cells.clone().any(is_figure) && prose * 3 > cells.map(length).sum()
}

/// The lines of a range of the text that hold anything.
pub(super) fn lines(document: &Document, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut start = range.start;
    let line = |line: &str| {
        let from = start + line.len() - line.trim_start().len();
        start += line.len();
        let text = line.trim();
        (!text.is_empty()).then(|| from..from + text.len())
    };
    document.slice(range).split_inclusive('\n').filter_map(line).collect()
}

fn is_running(text: &str) -> bool {
    let is_sentence = |line: &str| line.contains('。') && line.chars().nth(SENTENCE).is_some();
    text.trim().contains('\n') && text.lines().any(is_sentence)
}

fn is_figure(text: &str) -> bool {
    text.contains(char::is_numeric) && !text.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use crate::{Block, DocumentBuilder};

    const LEFT: &str = "五、存在的主要问题及改进情况\n主要问题是政策解读的形式比较单一，下一步将增加图解。";
    const RIGHT: &str = "六、其他需要报告的事项\n无";

    fn blocks(cells: &[&str]) -> Vec<String> {
        let mut builder = DocumentBuilder::default();
        builder.grid([cells.iter().map(|cell| (*cell, 1, 1)).collect()]);
        let document = builder.finish();
        let text = |block: &Block| match block {
            Block::Paragraph(paragraph) => document.slice(&paragraph.range).to_owned(),
            Block::Grid(_) => "grid".to_owned(),
        };
        document.blocks.iter().map(text).collect()
    }

    #[test]
    fn text_that_is_set_side_by_side_is_text() {
        let lines: Vec<&str> = LEFT.lines().chain(RIGHT.lines()).collect();
        assert_eq!(blocks(&[LEFT, "", RIGHT]), lines);
    }

    #[test]
    fn a_table_with_a_note_or_a_figure_is_a_table() {
        for cells in [&[LEFT, RIGHT, "24"][..], &["注：本列数据按年度统计，含上年结转数。", "总计"], &[RIGHT]]
        {
            assert_eq!(blocks(cells), ["grid"], "{cells:?}");
        }
    }
}
