//! Leaves out what no reader asks for before the page is parsed: a page of Word
//! is mostly attributes, and the parser keeps each of them.
//!
//! Follows the states of the tokenizer in the HTML standard as far as they say
//! where a tag ends. Where more than that would be needed (scripts with comments
//! in them, foreign content) the rest of the page stays as it is.

use super::style::{self, Declared, Page, Sheet};
use crate::Budget;
use std::borrow::Cow;

/// Attributes that the reader or the parser's tree asks for.
const KEPT: [&[u8]; 9] =
    [b"rowspan", b"colspan", b"hidden", b"type", b"encoding", b"value", b"selected", b"multiple", b"href"];
/// Attributes that may say how text looks, beside `style`.
const PRESENTED: [&[u8]; 4] = [b"hidden", b"color", b"bgcolor", b"background"];
/// Elements whose content is text whatever it looks like.
const TEXT: [&[u8]; 9] =
    [b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes", b"noscript"];
/// Elements after which other rules hold.
const FOREIGN: [&[u8]; 3] = [b"svg", b"math", b"plaintext"];

/// What the styles of a page make use of.
pub(super) fn survey(html: &str, budget: &Budget) -> Page {
    let survey = Box::new(Survey {
        budget,
        sheet: Sheet::default(),
        declared: Declared::default(),
        is_linked: false,
        is_shown: true,
        templates: 0,
    });
    let mut slim = Slim::new(html, Task::Survey(survey));
    slim.pass_over();
    match slim.task {
        Task::Survey(survey) => {
            let Survey { sheet, declared, is_linked, .. } = *survey;
            Page::new(sheet, declared, is_linked)
        }
        Task::Slim(_) => Page::default(),
    }
}

/// The page without attributes that change nothing.
pub(super) fn slim(html: &str, page: &Page) -> String {
    let mut slim = Slim::new(html, Task::Slim(page));
    slim.slimmer.reserve(html.len());
    slim.pass_over();
    slim.finish()
}

/// What is found out before anything is left out.
struct Survey<'a> {
    budget: &'a Budget,
    sheet: Sheet,
    /// What attributes declare.
    declared: Declared,
    /// Whether a style sheet stands elsewhere.
    is_linked: bool,
    /// Whether the style element that was met last holds on a screen.
    is_shown: bool,
    /// Templates that are open: their sheets hold nowhere.
    templates: usize,
}

enum Task<'b> {
    Survey(Box<Survey<'b>>),
    Slim(&'b Page),
}

struct Slim<'a, 'b> {
    html: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// Up to here everything is copied or left out.
    copied: usize,
    slimmer: String,
    task: Task<'b>,
    /// The two ends of comments.
    end: Ahead,
    bang: Ahead,
}

/// Where a mark stands next. It is looked for once, however often it is asked for.
#[derive(Default)]
struct Ahead {
    looked_from: Option<usize>,
    start: Option<usize>,
}

impl Ahead {
    /// Behind the next mark at or after a place; places only grow.
    fn find(&mut self, html: &str, mark: &str, from: usize) -> Option<usize> {
        if self.looked_from.is_none() || self.start.is_some_and(|start| start < from) {
            self.looked_from = Some(from);
            self.start = html.get(from..).and_then(|rest| rest.find(mark)).map(|at| from + at);
        }
        self.start.map(|start| start + mark.len())
    }
}

impl<'a, 'b> Slim<'a, 'b> {
    fn new(html: &'a str, task: Task<'b>) -> Self {
        Slim {
            html,
            bytes: html.as_bytes(),
            at: 0,
            copied: 0,
            slimmer: String::new(),
            task,
            end: Ahead::default(),
            bang: Ahead::default(),
        }
    }

    fn pass_over(&mut self) {
        while let Some(open) = self.find_one(b'<') {
            self.at = open + 1;
            match (self.peek(0), self.peek(1)) {
                (Some(b'!'), _) if self.rest().starts_with(b"!--") => self.comment(open),
                (Some(b'/'), Some(letter)) if letter.is_ascii_alphabetic() => {
                    self.at += 1;
                    let name = self.tag();
                    if let Task::Survey(survey) = &mut self.task
                        && name == b"template"
                    {
                        survey.templates = survey.templates.saturating_sub(1);
                    }
                }
                (Some(letter), _) if letter.is_ascii_alphabetic() => {
                    let name = self.tag();
                    if !self.content(&name) {
                        break;
                    }
                }
                (Some(b'!' | b'?' | b'/'), _) => self.at = self.find_one(b'>').unwrap_or(self.bytes.len()),
                _ => {}
            }
        }
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// Where this stands next.
    fn find(&self, wanted: &str) -> Option<usize> {
        Some(self.at + self.html.get(self.at..)?.find(wanted)?)
    }

    /// Where this character stands next.
    fn find_one(&self, wanted: u8) -> Option<usize> {
        Some(self.at + self.html.get(self.at..)?.find(char::from(wanted))?)
    }

    /// Leaves out an attribute that was just passed over. The last one of a tag
    /// that never ends stays: without it, what is no text would read as text.
    fn leave_out(&mut self, from: usize, to: usize) {
        if to >= self.bytes.len() {
            return;
        }
        self.slimmer.push_str(self.html.get(self.copied..from).unwrap_or_default());
        self.copied = to;
        // What follows without a space is no part of what stands before.
        if self.peek(0).is_some_and(|byte| !is_space(byte) && byte != b'>') {
            self.slimmer.push(' ');
        }
    }

    fn finish(mut self) -> String {
        self.slimmer.push_str(self.html.get(self.copied..).unwrap_or_default());
        self.slimmer
    }

    fn comment(&mut self, open: usize) {
        let ends = [self.end.find(self.html, "-->", open + 2), self.bang.find(self.html, "--!>", open + 4)];
        self.at = ends.into_iter().flatten().min().unwrap_or(self.bytes.len());
    }

    /// Passes over a tag from its name on, and gives the name.
    fn tag(&mut self) -> Vec<u8> {
        let start = self.at;
        self.pass(|byte| !matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'/' | b'>'));
        let name = self.bytes.get(start..self.at).unwrap_or_default().to_ascii_lowercase();
        if let Task::Survey(survey) = &mut self.task {
            survey.is_shown = true;
            survey.templates += usize::from(name == b"template");
        }
        let mut has_style = false;
        loop {
            let from = self.at;
            self.pass(|byte| is_space(byte) || byte == b'/');
            match self.peek(0) {
                None => return name,
                Some(b'>') => {
                    self.at += 1;
                    return name;
                }
                Some(_) => {}
            }
            let (attribute, value) = self.attribute();
            let is_style = attribute.eq_ignore_ascii_case(b"style");
            // Of two styles the first counts.
            let is_second = is_style && has_style;
            has_style |= is_style;
            match &mut self.task {
                Task::Survey(survey) => survey.attribute(&name, attribute, value),
                Task::Slim(page) if is_second || !is_kept(page, attribute, value) => self.leave_out(from, self.at),
                Task::Slim(_) => {}
            }
        }
    }

    /// Passes over an attribute; gives its name and its value.
    fn attribute(&mut self) -> (&'a [u8], &'a str) {
        let start = self.at;
        // A name may begin with `=`.
        self.at += 1;
        self.pass(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let name = start..self.at;
        self.pass(is_space);
        if self.peek(0) != Some(b'=') {
            self.at = name.end;
            return (self.bytes.get(name).unwrap_or_default(), "");
        }
        self.at += 1;
        self.pass(is_space);
        let value = match self.peek(0) {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                let start = self.at;
                self.at = self.find_one(quote).unwrap_or(self.bytes.len());
                let value = start..self.at;
                self.at = self.bytes.len().min(self.at + 1);
                value
            }
            _ => {
                let start = self.at;
                self.pass(|byte| !is_space(byte) && byte != b'>');
                start..self.at
            }
        };
        (self.bytes.get(name).unwrap_or_default(), self.html.get(value).unwrap_or_default())
    }

    fn pass(&mut self, is_passed: impl Fn(u8) -> bool) {
        let rest = self.rest();
        self.at += rest.iter().position(|byte| !is_passed(*byte)).unwrap_or(rest.len());
    }

    /// Passes over the content of an element whose content is text; false where
    /// the rest of the page has to stay as it is.
    fn content(&mut self, name: &[u8]) -> bool {
        if FOREIGN.contains(&name) {
            // What is drawn has styles of its own; the page goes on behind it.
            return matches!(self.task, Task::Survey(_)) && name != b"plaintext";
        }
        if !TEXT.contains(&name) {
            return true;
        }
        let start = self.at;
        while let Some(end) = self.find("</") {
            self.at = end + 2;
            let is_end = self.rest().get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
            if is_end && self.peek(name.len()).is_none_or(|byte| is_space(byte) || matches!(byte, b'/' | b'>')) {
                self.at = end;
                let content = self.html.get(start..end).unwrap_or_default();
                return match &mut self.task {
                    Task::Survey(survey) => {
                        if name == b"style" && survey.is_shown && survey.templates == 0 {
                            survey.sheet.add(content, survey.budget);
                        }
                        true
                    }
                    Task::Slim(_) => name != b"script" || !content.contains("<!--"),
                };
            }
        }
        false
    }
}

impl Survey<'_> {
    fn attribute(&mut self, element: &[u8], name: &[u8], value: &str) {
        let is = |wanted: &[u8]| name.eq_ignore_ascii_case(wanted);
        if element == b"style" {
            self.is_shown &= !is(b"media") || style::is_screen(value);
        } else if element == b"link" {
            self.is_linked |= is(b"rel") && value.to_ascii_lowercase().contains("stylesheet");
        } else if is(b"style") {
            self.declared.attribute("style", &unescaped(value));
        } else if let Some(name) = PRESENTED.iter().find(|known| is(known)) {
            self.declared.attribute(std::str::from_utf8(name).unwrap_or_default(), value);
        }
    }
}

/// Whether an attribute may change what is read of this page.
fn is_kept(page: &Page, attribute: &[u8], value: &str) -> bool {
    let is = |wanted: &[u8]| attribute.eq_ignore_ascii_case(wanted);
    if is(b"style") {
        return !page.own(&unescaped(value)).is_empty();
    }
    if is(b"class") || is(b"id") {
        return !page.sheet.is_empty();
    }
    if let Some(name) = PRESENTED.iter().find(|known| is(known) && !is(b"hidden")) {
        return page.presented(std::str::from_utf8(name).unwrap_or_default(), value).is_some();
    }
    KEPT.iter().any(|kept| is(kept))
}

/// A value with the references resolved that stand for ASCII characters.
fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut plain = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let name_ends = |part: char| !part.is_ascii_alphanumeric() && part != '#';
        let (name, behind) =
            after.split_at_checked(after.find(name_ends).unwrap_or(after.len())).unwrap_or((after, ""));
        let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u8::from_str_radix(digits, 16).ok(),
            None => digits.parse().ok(),
        });
        match (name, number) {
            ("quot", _) => plain.push('"'),
            ("apos", _) => plain.push('\''),
            ("amp", _) => plain.push('&'),
            (_, Some(number)) if number.is_ascii() => plain.push(char::from(number)),
            _ => plain.push(' '),
        }
        rest = behind.strip_prefix(';').unwrap_or(behind);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PIECES: [&str; 44] = [
        "<table>",
        "<tr>",
        "<td",
        "</td",
        "<p",
        "<span",
        ">",
        "/>",
        " ",
        "\n",
        "=",
        "\"",
        "'",
        "/",
        "<",
        "甲",
        "1",
        " style=",
        "\"display:none\"",
        "'color:red'",
        "visibility:hidden",
        "style=&#100;isplay:none",
        " class=x",
        " width=\"5\"",
        " colspan=2",
        " ROWSPAN='3'",
        " hidden",
        "<!--",
        "-->",
        "--!>",
        "<!",
        "<!-->",
        "<script>",
        "</script>",
        "<style>",
        "</style >",
        "<title",
        "</title>",
        "<textarea>",
        "</textarea",
        "<svg>",
        "</svg>",
        "&amp;",
        "<br/>",
    ];

    proptest! {
        #[test]
        fn nothing_that_is_read_changes(pieces in proptest::collection::vec(0..PIECES.len(), 0..40)) {
            let html: String = pieces.into_iter().filter_map(|at| PIECES.get(at).copied()).collect();
            let (page, budget) = (survey(&html, &Budget::default()), Budget::default());
            let read = |html: &str| format!("{:?}", super::super::parse(html, &page, &budget));
            prop_assert_eq!(read(&slim(&html, &page)), read(&html), "{}", html);
        }
    }

    #[test]
    fn what_word_writes_is_left_out_and_what_hides_stays() {
        let html = "<td class=x style=\"width:1pt;color:red\" colspan='2' lang=ZH>1<span style='display:none'>2</span>";
        let slim = |html: &str| super::slim(html, &survey(html, &Budget::default()));
        assert_eq!(slim(html), "<td colspan='2'>1<span style='display:none'>2</span>");
        let text = "<title>a <b class=x></title><!-- <b class=x> --><b class=x>";
        assert_eq!(slim(text), "<title>a <b class=x></title><!-- <b class=x> --><b>");
        let endless = "<textarea></textarea class=x <td";
        assert_eq!(slim(endless), "<textarea></textarea <td");
    }
}
