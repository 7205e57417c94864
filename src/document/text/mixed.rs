//! Markdown or plain text with tables in HTML, as programs that read scans
//! write it → HTML, in which every line of text is a paragraph of its own.

use super::cells::{self, Row};
use super::inline::Target;
use super::markdown;
use std::borrow::Cow;
use std::fmt::Write;

/// Elements that hold lines. `p` is another matter, as its end may be missing.
const BLOCKS: [&str; 21] = [
    "table",
    "div",
    "section",
    "article",
    "blockquote",
    "center",
    "details",
    "figure",
    "ul",
    "ol",
    "dl",
    "form",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "style",
    "script",
];

/// Elements that only whole pages have.
const PAGES: [&str; 4] = ["html", "body", "head", "!doctype"];

/// Whether lines of text stand between the HTML of a text.
pub fn is_mixed(text: &str) -> bool {
    let is_page = tags(text).any(|(name, _)| PAGES.iter().any(|page| name.eq_ignore_ascii_case(page)));
    !is_page && has_lines(&lines(text))
}

/// A text with HTML in it as HTML; the same where it is nothing but HTML.
pub fn as_html(text: &str) -> Cow<'_, str> {
    if !is_mixed(text) {
        return Cow::Borrowed(text);
    }
    let lines = lines(text);
    let mut writer = Writer { html: String::with_capacity(text.len() * 5 / 4), run: Vec::new() };
    let mut rest = lines.iter().peekable();
    while let Some(line) = rest.next() {
        match line {
            Line::Html(line) => {
                writer.end_run();
                writer.html.push_str(line);
                writer.html.push('\n');
            }
            Line::Text(line) => {
                let next = rest.peek().map_or("", |next| if let Line::Text(next) = next { next } else { "" });
                writer.text(line, next);
            }
        }
    }
    writer.end_run();
    Cow::Owned(writer.html)
}

enum Line<'a> {
    /// Within an element, or the start of one.
    Html(&'a str),
    /// Outside all elements.
    Text(&'a str),
}

/// The lines of a text, told apart by whether they stand in elements.
fn lines(text: &str) -> Vec<Line<'_>> {
    let (mut depth, mut in_paragraph) = (0usize, false);
    let mut lines = Vec::new();
    for line in text.lines() {
        let is_blank = line.trim().is_empty();
        in_paragraph &= !is_blank;
        let starts_block = tags(line.trim_start()).next().is_some_and(|(name, _)| {
            line.trim_start().starts_with('<') && (is_block(name) || name.eq_ignore_ascii_case("p"))
        });
        let is_html = depth > 0 || in_paragraph || starts_block;
        for (name, ends) in tags(line) {
            if is_block(name) {
                in_paragraph = false;
                depth = if ends { depth.saturating_sub(1) } else { depth + 1 };
            } else if name.eq_ignore_ascii_case("p") {
                in_paragraph = !ends;
            }
        }
        lines.push(if is_html { Line::Html(line) } else { Line::Text(line) });
    }
    lines
}

/// Whether lines outside elements are lines: an editor's fragment has hardly any,
/// and breaks them with `<br>`.
fn has_lines(lines: &[Line<'_>]) -> bool {
    let texts = || lines.iter().filter_map(|line| if let Line::Text(text) = line { Some(text.trim()) } else { None });
    let has_heading = texts().any(|line| markdown::line(line, Target::Html).0.is_some());
    let has_break = texts().any(|line| tags(line).any(|(name, _)| name.eq_ignore_ascii_case("br")));
    let words = texts().filter(|line| !(line.is_empty() || line.starts_with('<') && line.ends_with('>')));
    has_heading || (!has_break && words.count() >= 3)
}

fn is_block(name: &str) -> bool {
    BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block))
}

/// The tags of a text: their names, and whether they end an element.
fn tags(text: &str) -> impl Iterator<Item = (&str, bool)> {
    text.split('<').skip(1).map(|tag| {
        let ends = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let end = name.find(|end: char| end.is_whitespace() || matches!(end, '>' | '/')).unwrap_or(name.len());
        (name.get(..end).unwrap_or(name), ends)
    })
}

struct Writer {
    html: String,
    run: Vec<Row>,
}

impl Writer {
    fn text(&mut self, line: &str, next: &str) {
        let known = self.run.last().map(|row| row.separator);
        if let Some(row) = cells::row(line, next, known) {
            return self.run.push(row);
        }
        self.end_run();
        let (level, text) = markdown::line(line, Target::Html);
        let name = level.map_or("p".to_owned(), |level| format!("h{level}"));
        // Writing to a string does not fail.
        let _ = writeln!(self.html, "<{name}>{text}</{name}>");
    }

    fn end_run(&mut self) {
        let rows = cells::without_rules(std::mem::take(&mut self.run));
        if rows.is_empty() {
            return;
        }
        self.html.push_str("<table>");
        for row in rows {
            self.html.push_str("<tr>");
            row.cells.iter().for_each(|cell| {
                let _ = write!(self.html, "<td>{}", cells::shown(cell, Target::Html).text.replace('\n', "<br>"));
            });
        }
        self.html.push_str("</table>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::as_html;

    #[test]
    fn lines_between_tables_are_paragraphs_and_headings() {
        let mixed =
            "# 一、甲\n\n乙\n丙 <b>丁</b>\n<table>\n<tr><td>1\n\n</td></tr></table>\n\n| a | 1 |\n|---|---|\n戊";
        assert_eq!(
            as_html(mixed),
            "<h1>一、甲</h1>\n<p></p>\n<p>乙</p>\n<p>丙 <b>丁</b></p>\n<table>\n<tr><td>1\n\n</td></tr></table>\n\
             <p></p>\n<table><tr><td>a<td>1</table>\n<p>戊</p>\n"
        );
    }

    #[test]
    fn html_stays_as_it_is() {
        for html in [
            "<!DOCTYPE html><html><body>一\n二\n三\n四<table></table></body></html>",
            "<p>一\n二\n三</p>\n<table>\n<tr><td>1\n2\n3</table>",
            "前言<br>\n一\n二\n三<br>\n<p>四</p>",
            "<div>\n一\n二\n三\n</div>",
            "<!--StartFragment-->\n<p>一</p>\n<!--EndFragment-->",
        ] {
            assert_eq!(as_html(html), html);
        }
    }
}
