//! Comments and where they are anchored.

use super::{HEAD, run};
use std::fmt::Write;

/// The comments of a document, numbered as they come.
#[derive(Default)]
pub struct Comments {
    written: String,
    count: usize,
}

impl Comments {
    /// The runs with these comments on them.
    pub fn around(&mut self, runs: &str, comments: &[String]) -> String {
        let (mut before, mut after) = (String::new(), String::new());
        for comment in comments {
            let id = self.count;
            self.count += 1;
            let paragraphs: String = comment
                .lines()
                .map(|line| format!("<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr>{}</w:p>", run(line, "")))
                .collect();
            let _ = write!(
                self.written,
                "<w:comment w:id=\"{id}\" w:author=\"gouji\" w:initials=\"勾稽\">{paragraphs}</w:comment>"
            );
            let _ = write!(before, "<w:commentRangeStart w:id=\"{id}\"/>");
            let _ = write!(
                after,
                "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>\
                 <w:commentReference w:id=\"{id}\"/></w:r>"
            );
        }
        before + runs + &after
    }

    /// The part that holds them.
    pub fn part(&self, names: &str) -> String {
        format!("{HEAD}<w:comments {names}>{}</w:comments>", self.written)
    }
}
