//! Plain text and Markdown → document. Lines of cells (between pipes or tabs)
//! become grids; every other line is a paragraph.

mod cells;
mod comment;
mod delimited;
mod drawn;
mod entity;
mod inline;
pub(super) mod markdown;
mod math;
mod mixed;
mod prefixes;
mod upright;

pub use mixed::{as_html, is_mixed};

use super::{Document, DocumentBuilder, Grid, GridRow, Unseen, UnseenCell};
use cells::Row;
use inline::Target;

/// Reads plain text, Markdown or text of delimited fields. A run of lines of cells is a grid of its own;
/// a blank line or a line of another kind ends it.
pub fn read(text: &str) -> Document {
    let text = comment::without_comments(text);
    let text = prefixes::bare(&text);
    let mut reader = Reader { builder: DocumentBuilder::default(), run: Vec::new() };
    if let Some(delimiter) = delimited::delimiter(&text) {
        delimited::read(&text, delimiter, &mut reader.builder);
        return reader.builder.finish();
    }
    let text = upright::joined(&text);
    let lines: Vec<&str> = text.split(is_line_end).map(|line| line.trim_matches('\0')).collect();
    let mut rest = lines.as_slice();
    while let Some((line, behind)) = rest.split_first() {
        if let Some((rows, count)) = drawn::table(rest) {
            reader.end_run();
            let shown = |(text, rows, columns): drawn::Drawn| {
                (cells::shown(&text, Target::Text).text.into_owned(), rows, columns)
            };
            reader.builder.grid(rows.into_iter().map(|row| row.into_iter().map(shown).collect()));
            rest = rest.get(count.max(1)..).unwrap_or_default();
            continue;
        }
        reader.line(line, behind.first().copied().unwrap_or_default());
        rest = behind;
    }
    reader.end_run();
    reader.builder.finish()
}

/// Line ends of every system, and the breaks of Word and of PDF text.
fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

struct Reader {
    builder: DocumentBuilder,
    run: Vec<Row>,
}

impl Reader {
    fn line(&mut self, line: &str, next: &str) {
        let known = self.run.last().map(|row| row.separator);
        let line = &math::plain(line);
        match cells::row(line, next, known) {
            Some(row) => {
                if known.is_some_and(|separator| separator != row.separator) {
                    self.end_run();
                }
                self.run.push(row);
            }
            None => {
                self.end_run();
                self.paragraph(line);
            }
        }
    }

    /// Ends a run of lines of cells. One line with a single text is no table.
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        if let [only] = run.as_slice()
            && let Some(text) = only.single_text()
        {
            return self.builder.paragraph(&cells::shown(text, Target::Text).text, None);
        }
        let rows = cells::without_rules(run);
        if !rows.is_empty() {
            self.grid(&rows);
        }
    }

    fn grid(&mut self, rows: &[Row]) {
        let mut grid = Grid::default();
        for row in rows {
            let mut line = GridRow::default();
            for cell in &row.cells {
                let Some(id) = self.builder.next_cell() else { break };
                let shown = cells::shown(cell, Target::Text);
                line.cells.push(self.builder.cell(&shown.text, 1, 1, id));
                let unseen = Unseen::of(&shown.struck, true).filter(|_| shown.text.trim().is_empty());
                unseen.into_iter().for_each(|by| self.builder.unseen(UnseenCell { cell: id, by }));
            }
            self.builder.end_row();
            grid.rows.push(line);
        }
        self.builder.finished_grid(grid);
    }

    fn paragraph(&mut self, line: &str) {
        let (level, text) = markdown::line(line, Target::Text);
        cells::lines(&text).for_each(|line| self.builder.paragraph(line, level));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Block;

    /// Paragraphs as their text, grids as rows of cells between bars.
    fn blocks(text: &str) -> Vec<String> {
        let document = read(text);
        let block = |block: &Block| match block {
            Block::Paragraph(paragraph) => match paragraph.level {
                Some(level) => format!("{level} {}", document.slice(&paragraph.range)),
                None => document.slice(&paragraph.range).to_owned(),
            },
            Block::Grid(grid) => {
                let row = |cells: &[crate::Cell]| {
                    cells.iter().map(|cell| document.slice(&cell.range)).collect::<Vec<_>>().join("|")
                };
                format!("[{}]", grid.rows.iter().map(|found| row(&found.cells)).collect::<Vec<_>>().join(" / "))
            }
        };
        document.blocks.iter().map(block).collect()
    }

    #[test]
    fn pipes_make_a_grid_with_or_without_the_outer_ones() {
        assert_eq!(
            blocks(
                "## 二、主动公开\n| 信息内容 | 本年制发件数 |\n|:---|---:|\n| 规章 | 0 |\n\n规章 | 0 | 1\n行政许可 | 3\n完"
            ),
            ["2 二、主动公开", "[信息内容|本年制发件数 / 规章|0]", "[规章|0|1 / 行政许可|3]", "完"]
        );
    }

    #[test]
    fn an_escaped_pipe_is_a_character_and_markup_in_a_cell_is_none() {
        assert_eq!(blocks("| a\\|b | **7** | 商业<br>企业 |\n| &nbsp;3 | `4` | _5_ |"), ["[a|b|7|商业\n企业 / 3|4|5]"]);
    }

    #[test]
    fn a_quoted_table_and_one_of_a_wiki_are_tables() {
        assert_eq!(blocks("> | 规章 | 0 |\n> |---|---|\n> | 许可 | 3 |"), ["[规章|0 / 许可|3]"]);
        assert_eq!(blocks("| 规章 || 0 || 1\n| 许可 || 3 || 2"), ["[规章|0|1 / 许可|3|2]"]);
        assert_eq!(blocks("| 规章 || 0 |\n| 许可 | 3 | 2 |"), ["[规章||0 / 许可|3|2]"]);
    }

    #[test]
    fn tabs_make_a_grid_of_uneven_rows() {
        assert_eq!(
            blocks("第二十条第（一）项\t\t\n规章\t0\t0\n\t1. 属于国家秘密\t0\n\n结 果\t3\t4\n"),
            ["[第二十条第（一）项|| / 规章|0|0 / |1. 属于国家秘密|0]", "[结 果|3|4]"]
        );
    }

    #[test]
    fn a_line_of_rules_is_dropped_and_a_row_of_blanks_is_kept() {
        assert_eq!(blocks("0\t0\n---\t---\n"), ["[0|0]"]);
        assert_eq!(blocks("结果维持 | 结果纠正\n--- | ---\n- | -"), ["[结果维持|结果纠正 / -|-]"]);
        assert_eq!(blocks("┌──┬──┐\n│规章│ 0│\n├──┼──┤\n│行政许可│3│\n└──┴──┘"), ["[规章|0 / 行政许可|3]"]);
    }

    #[test]
    fn indented_lines_and_a_single_pipe_in_prose_are_paragraphs() {
        assert_eq!(
            blocks("\t一、总体情况\n来源：某局 | 时间：2023年\n\n    无\t\n"),
            ["一、总体情况", "来源：某局 | 时间：2023年", "无"]
        );
    }

    #[test]
    fn comments_are_no_text() {
        assert_eq!(
            blocks("情况<!--[if !supportMisalignedColumns]--><!--[endif]-->第二十条\n<!-- 一\n二 -->三<![if !vml]>四"),
            ["情况第二十条", "三四"]
        );
        assert_eq!(blocks("一 <!-- 二"), ["一 <!-- 二"]);
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        assert_eq!(blocks("一\r\n二\r三\u{c}四\u{2028}五\0\n"), ["一", "二", "三", "四", "五"]);
    }
}
