//! Leaves out what no reader asks for before the page is parsed: a page of Word
//! is mostly attributes, and the parser keeps each of them.
//!
//! Follows the states of the tokenizer in the HTML standard as far as they say
//! where a tag ends. Where more than that would be needed (scripts with comments
//! in them, foreign content) the rest of the page stays as it is.

use super::filter::may_hide;

/// Attributes that the reader or the parser's tree asks for.
const KEPT: [&[u8]; 6] = [b"style", b"rowspan", b"colspan", b"hidden", b"type", b"encoding"];
/// Elements whose content is text whatever it looks like.
const TEXT: [&[u8]; 9] =
    [b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes", b"noscript"];
/// Elements after which other rules hold.
const FOREIGN: [&[u8]; 3] = [b"svg", b"math", b"plaintext"];

/// The page without attributes that change nothing.
pub(super) fn slim(html: &str) -> String {
    let mut slim = Slim { html, bytes: html.as_bytes(), at: 0, copied: 0, slimmer: String::with_capacity(html.len()) };
    while let Some(open) = slim.find_one(b'<') {
        slim.at = open + 1;
        match (slim.peek(0), slim.peek(1)) {
            (Some(b'!'), _) if slim.rest().starts_with(b"!--") => slim.comment(open),
            (Some(b'/'), Some(letter)) if letter.is_ascii_alphabetic() => {
                slim.at += 1;
                slim.tag();
            }
            (Some(letter), _) if letter.is_ascii_alphabetic() => {
                let name = slim.tag();
                if !slim.content(&name) {
                    break;
                }
            }
            (Some(b'!' | b'?' | b'/'), _) => slim.at = slim.find_one(b'>').unwrap_or(slim.bytes.len()),
            _ => {}
        }
    }
    slim.finish()
}

struct Slim<'a> {
    html: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// Up to here everything is copied or left out.
    copied: usize,
    slimmer: String,
}

impl Slim<'_> {
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

    /// Leaves out an attribute that was just passed over.
    fn leave_out(&mut self, from: usize, to: usize) {
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
        self.at = open + 2;
        let end = self.find("-->").map(|end| end + 3);
        self.at = open + 4;
        let other = self.find("--!>").map(|end| end + 4);
        self.at = end.into_iter().chain(other).min().unwrap_or(self.bytes.len());
    }

    /// Passes over a tag from its name on, and gives the name.
    fn tag(&mut self) -> Vec<u8> {
        let start = self.at;
        self.pass(|byte| !matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'/' | b'>'));
        let name = self.bytes.get(start..self.at).unwrap_or_default().to_ascii_lowercase();
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
            let is_kept = KEPT.iter().any(|kept| attribute.eq_ignore_ascii_case(kept));
            // Of two styles the first counts. A reference may stand for any letter.
            let changes_nothing = is_style && (has_style || !(value.contains(&b'&') || may_hide(value)));
            has_style |= is_style;
            if !is_kept || changes_nothing {
                self.leave_out(from, self.at);
            }
        }
    }

    /// Passes over an attribute; gives its name and its value.
    fn attribute(&mut self) -> (&[u8], &[u8]) {
        let start = self.at;
        // A name may begin with `=`.
        self.at += 1;
        self.pass(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let name = start..self.at;
        self.pass(is_space);
        if self.peek(0) != Some(b'=') {
            self.at = name.end;
            return (self.bytes.get(name).unwrap_or_default(), &[]);
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
        (self.bytes.get(name).unwrap_or_default(), self.bytes.get(value).unwrap_or_default())
    }

    fn pass(&mut self, is_passed: impl Fn(u8) -> bool) {
        let rest = self.rest();
        self.at += rest.iter().position(|byte| !is_passed(*byte)).unwrap_or(rest.len());
    }

    /// Passes over the content of an element whose content is text; false where
    /// the rest of the page has to stay as it is.
    fn content(&mut self, name: &[u8]) -> bool {
        if FOREIGN.contains(&name) {
            return false;
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
                return name != b"script" || !content.contains("<!--");
            }
        }
        false
    }
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
            let read = |html: &str| format!("{:?}", super::super::parse(html, true));
            prop_assert_eq!(read(&slim(&html)), read(&html), "{}", html);
        }
    }

    #[test]
    fn what_word_writes_is_left_out_and_what_hides_stays() {
        let html = "<td class=x style=\"width:1pt;color:red\" colspan='2' lang=ZH>1<span style='display:none'>2</span>";
        assert_eq!(slim(html), "<td colspan='2'>1<span style='display:none'>2</span>");
        let text = "<title>a <b class=x></title><!-- <b class=x> --><b class=x>";
        assert_eq!(slim(text), "<title>a <b class=x></title><!-- <b class=x> --><b>");
    }
}
