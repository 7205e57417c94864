//! Markdown's marks within a line: bold type, struck text, backslashes, entities
//! and the few elements of HTML that stand in such lines.

use super::entity;
use crate::raised::raised;
use std::borrow::Cow;

/// What a line is written into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// Plain text: what is struck through is left out.
    Text,
    /// HTML, which knows its own entities and elements.
    Html,
}

/// A line as it is shown.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Shown<'a> {
    pub text: Cow<'a, str>,
    /// What of it is struck through.
    pub struck: String,
}

/// What the characters of a line are.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Glyph {
    /// Itself.
    Plain(char),
    /// One that may be a mark.
    Mark(char),
    /// The start or the end of an element.
    Tag(Element, bool),
    /// What stands above or below the line.
    Raised(String, bool),
}

/// An element that stands in lines of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Struck,
    Above,
    Below,
    /// Only what stands in it matters.
    Plain,
}

/// What may be a mark.
const MARKS: [char; 7] = ['\\', '*', '_', '~', '&', '<', '['];
/// The longest tag and the longest name of a note, in bytes.
const LONGEST_TAG: usize = 80;
const LONGEST_NOTE: usize = 12;
/// Bytes of the longest line in which marks are resolved: nobody types a longer one.
const LONGEST_LINE: usize = 20_000;
/// What counts things: between it and a line that is to be filled in stands no
/// bold type.
const UNITS: &str = "年月日件条次份个项起宗";

/// A line without Markdown's marks.
pub(crate) fn inline(line: &str, target: Target) -> Shown<'_> {
    if line.len() > LONGEST_LINE || !line.contains(MARKS) {
        return Shown { text: Cow::Borrowed(line), struck: String::new() };
    }
    let mut glyphs = glyphs(line, target);
    let struck = strike(&mut glyphs, target);
    raise(&mut glyphs);
    drop_stars(&mut glyphs);
    drop_lines(&mut glyphs);
    Shown { text: Cow::Owned(written(&glyphs)), struck }
}

/// A cell without Markdown's marks: also those of emphasis and code around all of it.
pub(super) fn cell(cell: &str, target: Target) -> Shown<'_> {
    let mut bare = cell.trim();
    for mark in ["**", "__", "*", "_", "`"] {
        let inner = bare.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        bare = inner.filter(|inner| !inner.trim().is_empty() && !inner.contains(mark)).map_or(bare, str::trim);
    }
    inline(bare, target)
}

fn glyphs(line: &str, target: Target) -> Vec<Glyph> {
    let mut glyphs = Vec::with_capacity(line.len() / 2);
    let mut rest = line;
    while let Some(character) = rest.chars().next() {
        let behind = rest.get(character.len_utf8()..).unwrap_or_default();
        let special = match (character, target) {
            ('\\', _) => escaped(behind),
            ('&', Target::Text) => entity::entity(behind).map(|(character, length)| (Glyph::Plain(character), length)),
            ('<', Target::Text) => tag(behind),
            ('[', Target::Text) => note(behind),
            _ => None,
        };
        let (glyph, length) = special.unwrap_or(match character {
            '*' | '_' | '~' => (Glyph::Mark(character), 0),
            _ => (Glyph::Plain(character), 0),
        });
        glyphs.push(glyph);
        rest = behind.get(length..).unwrap_or_default();
    }
    glyphs
}

/// A character behind a backslash that is no mark for it.
fn escaped(behind: &str) -> Option<(Glyph, usize)> {
    let next = behind.chars().next().filter(char::is_ascii_punctuation)?;
    Some((Glyph::Plain(next), next.len_utf8()))
}

/// `b>`, `/del>`, `font color="red">`.
fn tag(behind: &str) -> Option<(Glyph, usize)> {
    let end = behind.bytes().take(LONGEST_TAG).position(|byte| byte == b'>')?;
    let inner = behind.get(..end)?;
    let closes = inner.starts_with('/');
    let name = inner.trim_start_matches('/').split([' ', '/']).next()?.to_ascii_lowercase();
    let element = match name.as_str() {
        "del" | "s" | "strike" => Element::Struck,
        "sup" => Element::Above,
        "sub" => Element::Below,
        "b" | "strong" | "i" | "em" | "u" | "ins" | "mark" | "small" | "big" | "font" | "center" => Element::Plain,
        _ => return None,
    };
    Some((Glyph::Tag(element, closes), end + 1))
}

/// `^1]`: the mark of a note.
fn note(behind: &str) -> Option<(Glyph, usize)> {
    let name = behind.strip_prefix('^')?;
    let end = name.bytes().take(LONGEST_NOTE).position(|byte| byte == b']').filter(|end| *end > 0)?;
    // What a note begins with is no mark.
    let is_note = name.get(end + 1..)?.starts_with([':', '：']);
    (!is_note).then(|| Some((Glyph::Raised(name.get(..end)?.to_owned(), false), end + 2)))?
}

/// Takes out what is struck through, and gives it; in HTML an element strikes it.
fn strike(glyphs: &mut Vec<Glyph>, target: Target) -> String {
    let mut struck = String::new();
    let mut at = 0;
    // What no end was found for has none further on either.
    let mut endless = [false; 3];
    while at < glyphs.len() {
        let pair = [Glyph::Mark('~'), Glyph::Mark('~')];
        let starts_with = |from: usize, what: &[Glyph]| glyphs.get(from..).is_some_and(|rest| rest.starts_with(what));
        let closing: &[Glyph] = &[Glyph::Tag(Element::Struck, true)];
        let (width, end) = match glyphs.get(at) {
            Some(Glyph::Tag(Element::Struck, false)) => (1, closing),
            Some(Glyph::Mark('~')) if starts_with(at, &pair) => (2, pair.as_slice()),
            _ => (0, closing),
        };
        let is_endless = endless.get(width).copied().unwrap_or(true);
        let mut places = at + width + 1..if width > 0 && !is_endless { glyphs.len() } else { 0 };
        let close = places.find(|from| starts_with(*from, end));
        if let Some(endless) = endless.get_mut(width).filter(|_| width > 0) {
            *endless |= close.is_none();
        }
        match close {
            Some(close) if target == Target::Html => {
                glyphs.splice(close..close + width, "</s>".chars().map(Glyph::Plain));
                glyphs.splice(at..at + width, "<s>".chars().map(Glyph::Plain));
            }
            Some(close) => {
                struck.push_str(&written(glyphs.get(at + width..close).unwrap_or_default()));
                glyphs.drain(at..close + width);
            }
            None => at += 1,
        }
    }
    struck
}

/// Puts what stands in elements above and below the line into one glyph each.
fn raise(glyphs: &mut Vec<Glyph>) {
    let mut at = 0;
    let mut endless: Vec<Element> = Vec::new();
    while at < glyphs.len() {
        let element = match glyphs.get(at) {
            Some(Glyph::Tag(element @ (Element::Above | Element::Below), false)) if !endless.contains(element) => {
                *element
            }
            _ => {
                at += 1;
                continue;
            }
        };
        let close = glyphs.iter().skip(at).position(|glyph| *glyph == Glyph::Tag(element, true));
        if close.is_none() {
            endless.push(element);
        }
        if let Some(length) = close {
            let text = written(glyphs.get(at + 1..at + length).unwrap_or_default());
            glyphs.splice(at..=at + length, [Glyph::Raised(text, element == Element::Below)]);
        }
        at += 1;
    }
}

/// Drops the stars of bold type, where there are two pairs of them.
fn drop_stars(glyphs: &mut Vec<Glyph>) {
    let pairs = pairs(glyphs, '*');
    if pairs.len() >= 2 {
        drop_pairs(glyphs, &pairs);
    }
}

/// Drops the lines of bold type: those between which something stands that is no
/// blank to be filled in.
fn drop_lines(glyphs: &mut Vec<Glyph>) {
    let all = pairs(glyphs, '_');
    let mut dropped = Vec::new();
    let mut rest = all.as_slice();
    while let [open, close, ..] = *rest {
        let is_bold = glyphs.get(open + 2..close).is_some_and(|inner| is_bold(glyphs, open, inner));
        if is_bold {
            dropped.extend([open, close]);
        }
        rest = rest.get(if is_bold { 2 } else { 1 }..).unwrap_or_default();
    }
    drop_pairs(glyphs, &dropped);
}

fn is_bold(glyphs: &[Glyph], open: usize, inner: &[Glyph]) -> bool {
    let character = |glyph: Option<&Glyph>| match glyph {
        Some(Glyph::Plain(character) | Glyph::Mark(character)) => Some(*character),
        _ => None,
    };
    let (first, last) = (character(inner.first()), character(inner.last()));
    let Some((first, last)) = first.zip(last) else { return false };
    let before = open.checked_sub(1).and_then(|before| character(glyphs.get(before)));
    // Within a word the same marks are blanks to be filled in: 申请__件，办结__件.
    let is_word = before.is_some_and(char::is_alphanumeric);
    let is_phrase =
        || !inner.iter().any(|glyph| character(Some(glyph)).is_some_and(|found| "，。；：、".contains(found)));
    let touches = !first.is_whitespace() && !last.is_whitespace() && first != '_';
    touches && (!is_word || !UNITS.contains(first) && is_phrase())
}

/// Where two such marks stand one behind the other, and no third.
fn pairs(glyphs: &[Glyph], mark: char) -> Vec<usize> {
    let is_mark = |at: usize| glyphs.get(at) == Some(&Glyph::Mark(mark));
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < glyphs.len() {
        let length = (at..glyphs.len()).take_while(|at| is_mark(*at)).count();
        if length == 2 || mark == '*' && length > 2 {
            pairs.push(at);
        }
        at += length.max(1);
    }
    pairs
}

fn drop_pairs(glyphs: &mut Vec<Glyph>, pairs: &[usize]) {
    let mut at = 0;
    let mut pairs = pairs.iter().copied().peekable();
    glyphs.retain(|_| {
        while pairs.next_if(|pair| at > pair + 1).is_some() {}
        let is_dropped = pairs.peek().is_some_and(|pair| (*pair..pair + 2).contains(&at));
        at += 1;
        !is_dropped
    });
}

fn written(glyphs: &[Glyph]) -> String {
    let mut text = String::new();
    for glyph in glyphs {
        match glyph {
            Glyph::Plain(character) | Glyph::Mark(character) => text.push(*character),
            Glyph::Raised(mark, is_lowered) => {
                text.push_str(&raised(&text, mark, *is_lowered).unwrap_or_else(|| mark.clone()));
            }
            Glyph::Tag(..) => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_is_shown() {
        for (line, shown) in [
            (r"1\. 总体情况", "1. 总体情况"),
            (r"〔2021〕30号 \[1\] a\b \_ \* \-", "〔2021〕30号 [1] a\\b _ * -"),
            ("共收到 **24** 件，**均**已办结", "共收到 24 件，均已办结"),
            ("，__均已答复__。收到__24__件", "，均已答复。收到24件"),
            ("收到申请__件，办结__件", "收到申请__件，办结__件"),
            ("20__年__月__日", "20__年__月__日"),
            ("____县，电话____", "____县，电话____"),
            ("一&#12289;总体&nbsp;情况&mdash;&#x5c40;&c;", "一、总体\u{a0}情况—局&c;"),
            ("~~9件~~24件，10~20", "24件，10~20"),
            (r"\~~9件\~~", "~~9件~~"),
            ("<b>24</b><sup>1</sup>件<del>9</del> <某局>", "24¹件 <某局>"),
            ("24[^1]件", "24¹件"),
            ("[^1]: 含网络", "[^1]: 含网络"),
            ("2**3，4__5", "2**3，4__5"),
        ] {
            assert_eq!(inline(line, Target::Text).text, shown, "{line}");
        }
    }

    #[test]
    fn the_marks_around_a_cell_are_none_of_its_figure() {
        for written in ["24", "**24**", "__24__", "*24*", "_24_", "***24***", "`24`"] {
            assert_eq!(cell(written, Target::Text).text, "24", "{written}");
        }
        assert_eq!(cell(r"\-", Target::Text).text, "-");
        assert_eq!(cell("~~24~~", Target::Text), Shown { text: "".into(), struck: "24".into() });
        assert_eq!(cell("&lt;3~~4~~", Target::Html).text, "&lt;3<s>4</s>");
    }
}
