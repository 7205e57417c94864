//! Lines → paragraphs.

use super::line::{Line, append, is_numbered};

/// Heights of the font by which a line may begin further right and still go on.
const INDENT: f32 = 0.8;
/// Distance of lines, against the usual one, that parts paragraphs.
const PARAGRAPH_GAP: f32 = 1.35;
/// Share by which sizes of font differ that part paragraphs.
const OTHER_SIZE: f32 = 0.12;
/// Size of a title, against the usual one.
const TITLE: f32 = 1.15;
/// Heights of the font by which a line may be off the middle of the page.
const OFF_MIDDLE: f32 = 1.0;

/// A paragraph that may go on.
#[derive(Debug, Clone)]
pub struct Paragraph<'a> {
    /// Its text so far.
    pub text: String,
    /// The page on which it begins, counted from 1.
    pub page: u32,
    last: Line<'a>,
    last_page: u32,
    last_measure: Measure,
    has_columns: bool,
}

/// What lines of a document have in common.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// Where full lines end.
    pub right: f32,
    /// Where lines begin that are not indented.
    pub left: f32,
    /// Usual distance from a line to the next.
    pub pitch: f32,
    /// Usual size of font.
    pub size: f32,
    /// The middle of the page.
    pub middle: f32,
}

impl Measure {
    /// Measures the lines of a page of this width, in order.
    pub fn of(lines: &[&Line<'_>], width: f32) -> Self {
        let centre = |line: &Line<'_>| line.bounds.centre().1;
        let mut pitches: Vec<f32> =
            lines.iter().zip(lines.iter().skip(1)).map(|(a, b)| centre(b) - centre(a)).collect();
        pitches.retain(|pitch| *pitch > 0.0);
        pitches.sort_by(f32::total_cmp);
        let mut sizes: Vec<f32> = lines.iter().flat_map(|line| line.visible().map(|_| line.size())).collect();
        sizes.sort_by(f32::total_cmp);
        Measure {
            right: lines.iter().map(|line| line.right_of_words()).fold(0.0, f32::max),
            left: lines.iter().map(|line| line.left()).fold(f32::MAX, f32::min),
            pitch: pitches.get(pitches.len() / 2).copied().unwrap_or(f32::MAX),
            size: sizes.get(sizes.len() / 2).copied().unwrap_or(f32::MAX),
            middle: width / 2.0,
        }
    }

    /// Whether a line stands large in the middle of the page, as a title does.
    fn is_title(&self, line: &Line<'_>) -> bool {
        let middle = (line.left() + line.right()) / 2.0;
        line.size() >= TITLE * self.size && (middle - self.middle).abs() <= OFF_MIDDLE * line.size()
    }
}

impl<'a> Paragraph<'a> {
    /// A paragraph of one line.
    pub fn new(line: &Line<'a>, page: u32, measure: &Measure) -> Self {
        let has_columns = line.columns().len() > 1;
        Paragraph { text: line.text(), page, last: line.clone(), last_page: page, last_measure: *measure, has_columns }
    }

    /// Adds a line where it goes on with the paragraph; says whether it did.
    pub fn extend(&mut self, line: &Line<'a>, page: u32, measure: &Measure) -> bool {
        let text = line.text();
        let is_figure = text.chars().all(|c| c.is_ascii_digit());
        let starts_anew = self.text.ends_with(['。', '！', '？', '；', '：']) && is_numbered(&text);
        let may_go_on = line.columns().len() == 1 && (!self.has_columns || is_figure) && !starts_anew;
        let goes_on = may_go_on && self.goes_on(line, page, measure);
        if goes_on {
            append(&mut self.text, &text);
            (self.last, self.last_page, self.last_measure) = (line.clone(), page, *measure);
        }
        goes_on
    }

    fn goes_on(&self, line: &Line<'a>, page: u32, measure: &Measure) -> bool {
        let size = self.last.size();
        let is_full = self.last.right() + line.first_unbreakable() > self.last_measure.right - 0.01 * size;
        let is_indented = line.left() > measure.left + INDENT * size && line.left() > self.last.left() - INDENT * size;
        let is_title = measure.is_title(line) && measure.is_title(&self.last) && page == self.last_page;
        let pitch = line.bounds.centre().1 - self.last.bounds.centre().1;
        let is_near = page != self.last_page || pitch <= measure.pitch.max(1.2 * size) * PARAGRAPH_GAP;
        let same_size = (line.size() - size).abs() <= OTHER_SIZE * size;
        let starts_anew = || is_numbered(&line.text()) || line.text().starts_with(['（', '(', '〔']);
        let goes_on = if is_title { !starts_anew() } else { is_full && !is_indented };
        goes_on && is_near && same_size
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::{lines, tests::draw};
    use super::*;

    fn paragraphs(drawn: &[(&str, f32)]) -> Vec<String> {
        let mut top = 0.0;
        let texts: Vec<_> = drawn
            .iter()
            .flat_map(|(text, left)| {
                top += 16.0;
                draw(text, *left, top, 10.0)
            })
            .collect();
        let lines = lines(&texts);
        let measure = Measure::of(&lines.iter().collect::<Vec<_>>(), 200.0);
        let mut paragraphs: Vec<Paragraph<'_>> = Vec::new();
        for line in &lines {
            if !paragraphs.last_mut().is_some_and(|last| last.extend(line, 1, &measure)) {
                paragraphs.push(Paragraph::new(line, 1, &measure));
            }
        }
        paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn a_full_line_goes_on_and_a_short_or_indented_one_does_not() {
        let read = paragraphs(&[
            ("二〇二三年本机关共收到申请若干", 20.0),
            ("件，均已答复。", 0.0),
            ("一、总体情况", 20.0),
            ("本年无新收申请也无结转的申请。", 20.0),
            ("下一年继续做好这项工作。", 20.0),
        ]);
        assert_eq!(
            read,
            [
                "二〇二三年本机关共收到申请若干件，均已答复。",
                "一、总体情况",
                "本年无新收申请也无结转的申请。",
                "下一年继续做好这项工作。"
            ]
        );
    }

    #[test]
    fn the_next_number_of_a_list_begins_a_paragraph_though_the_line_before_is_full() {
        let read = paragraphs(&[
            ("（一）主动公开。全年公开若干条。", 0.0),
            ("（二）依申请公开。全年新收一件，", 0.0),
            ("二、三类信息已公开。", 0.0),
        ]);
        assert_eq!(read, ["（一）主动公开。全年公开若干条。", "（二）依申请公开。全年新收一件，二、三类信息已公开。"]);
    }

    #[test]
    fn a_line_is_full_where_the_next_word_did_not_fit() {
        let read = paragraphs(&[
            ("联系电子邮箱为以下地址之一：", 0.0),
            ("someone@example.cn，欢迎联系", 0.0),
            ("本机关。", 0.0),
        ]);
        assert_eq!(read.len(), 1, "{read:?}");
    }

    #[test]
    fn punctuation_that_hangs_in_the_margin_makes_no_line_longer() {
        let read = paragraphs(&[
            ("本报告根据条例和办公厅政府信", 0.0),
            ("息公开格式的要求编制。", 0.0),
            ("认真贯彻落实条例的各项规定。", 10.0),
        ]);
        assert_eq!(read.len(), 2, "{read:?}");
    }

    #[test]
    fn a_title_over_several_lines_is_one_and_the_heading_after_it_another() {
        let mut texts = draw("青禾县文化广电旅游体育", 12.0, 0.0, 16.0);
        texts.extend(draw("局政府信息公开年度报告", 12.0, 24.0, 16.0));
        texts.extend(draw("（草案）", 68.0, 48.0, 16.0));
        for line in 0..6 {
            texts.extend(draw("本机关全年没有收到申请。", 20.0, 80.0 + 16.0 * line as f32, 10.0));
        }
        let lines = lines(&texts);
        let measure = Measure::of(&lines.iter().collect::<Vec<_>>(), 200.0);
        let mut title = Paragraph::new(&lines[0], 1, &measure);
        assert!(title.extend(&lines[1], 1, &measure));
        assert!(!title.extend(&lines[2], 1, &measure));
        assert_eq!(title.text, "青禾县文化广电旅游体育局政府信息公开年度报告");
    }
}
