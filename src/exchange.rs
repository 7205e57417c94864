//! A document on its way from the module that reads files to the module that
//! checks: as JSON text, which is itself an input. What could not be read goes
//! the same way, so that both modules together answer as one does.

use crate::Input;
use crate::document::Document;
use crate::mark::Mark;
use gouji_kernel::{Fact, Refusal};
use serde::{Deserialize, Serialize};

/// How the text starts, so that nobody has to parse one to know it.
const START: &str = "{\"gouji_document\":";

/// The reasons that a reader of files gives.
const CODES: [&str; 16] = [
    "damaged",
    "empty",
    "encrypted",
    "expands_too_far",
    "image_only",
    "pdf_damaged",
    "pdf_encrypted",
    "pdf_image_only",
    "pdf_too_many_pages",
    "pdf_too_much",
    "pdf_unknown_characters",
    "too_large",
    "too_much_work",
    "unread_format",
    "word_binary",
    "word_embedded",
];

/// The facts of those reasons.
const FACTS: [&str; 3] = ["format", "most", "pages"];

#[derive(Serialize, Deserialize)]
struct Exchange {
    gouji_document: Content,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<Mark>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Content {
    Read(Box<Document>),
    Unread { code: String, facts: Vec<(String, Fact)> },
}

/// What a reader answered, as JSON text.
pub fn write(answer: Result<Document, Refusal>) -> String {
    let content = match answer {
        Ok(document) => Content::Read(Box::new(document)),
        Err(Refusal { code, facts }) => Content::Unread {
            code: code.to_owned(),
            facts: facts.into_iter().map(|(name, fact)| (name.to_owned(), fact)).collect(),
        },
    };
    serde_json::to_string(&Exchange { gouji_document: content, file: None }).unwrap_or_default()
}

/// The same text with the mark of the file that was read.
#[cfg(feature = "read-files")]
pub fn marked(mut text: String, file: &[u8]) -> String {
    if let (Ok(mark), Some('}')) = (serde_json::to_string(&Mark::of(file)), text.pop()) {
        text.push_str(",\"file\":");
        text.push_str(&mark);
        text.push('}');
    }
    text
}

/// The mark of the file that was read, where the input tells it.
pub fn mark(input: Input<'_>) -> Option<Mark> {
    let Input::Text(text) = input else { return None };
    // The document before it is long: it is not read for this.
    let (_, mark) = text.starts_with(START).then(|| text.rsplit_once(",\"file\":"))??;
    serde_json::from_str(mark.strip_suffix('}')?).ok()
}

/// What a reader answered; `None` where the input is something else.
pub fn read(input: Input<'_>) -> Option<Result<Document, Refusal>> {
    let Input::Text(text) = input else { return None };
    if !text.starts_with(START) {
        return None;
    }
    let known = |code: &str| CODES.into_iter().find(|known| *known == code);
    Some(match serde_json::from_str::<Exchange>(text).map(|exchange| exchange.gouji_document) {
        Ok(Content::Read(document)) => Ok(*document),
        Ok(Content::Unread { code, facts }) => {
            let facts = facts.into_iter();
            let facts = facts.filter_map(|(name, fact)| Some((FACTS.into_iter().find(|known| *known == name)?, fact)));
            Err(Refusal { code: known(&code).unwrap_or("damaged"), facts: facts.collect() })
        }
        Err(_) => Err(Refusal::new("damaged")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::walk::{Tag, Walker};
    use crate::document::{Limit, Position, StaleValue};
    use crate::output::json::to_json;
    use crate::{Language, Options, Outcome};

    #[test]
    fn a_document_that_was_sent_is_the_one_that_was_read() {
        let mut walker = Walker::default();
        walker.title("报告");
        walker.position(Position::sheet("表", 1, 1));
        walker.open(Tag::Heading(1), 1, 1);
        walker.text("一、𠮷“总体”\\情况");
        walker.close();
        for tag in [Tag::Table, Tag::Row, Tag::Cell] {
            walker.open(tag, 2, 3);
        }
        walker.text("甲");
        walker.close();
        walker.open(Tag::Cell, 1, 1);
        walker.limit(Limit::Cells);
        walker.image();
        let mut document = walker.finish();
        let texts = ["=A1", "1", "2"].map(str::to_owned);
        let [formula, stored, computed] = texts;
        document.stale.push(StaleValue { cell: 0, formula, stored, computed });
        let sent = write(Ok(document.clone()));
        let back = read(Input::Text(&sent)).unwrap().unwrap();
        assert_eq!(format!("{back:?}"), format!("{document:?}"));
    }

    #[test]
    fn a_reason_that_was_sent_makes_the_same_answer() {
        let reasons = [
            Refusal::new("encrypted"),
            Refusal::new("expands_too_far").param("most", 64_usize),
            Refusal::new("unread_format").param("format", "PDF"),
        ];
        for reason in reasons {
            let whole = to_json(&Outcome::unreadable(reason.clone().into()), Language::Chinese);
            let sent = write(Err(reason));
            assert_eq!(to_json(&crate::check(Input::Text(&sent), &Options::default()), Language::Chinese), whole);
        }
    }

    #[test]
    fn a_document_keeps_the_mark_of_its_file() {
        let mut walker = Walker::default();
        walker.text("文中写着 ,\"file\":{\"bytes\":1}");
        let sent = marked(write(Ok(walker.finish())), b"abc");
        assert!(read(Input::Text(&sent)).unwrap().is_ok());
        let known = mark(Input::Text(&sent)).unwrap();
        assert!(known.bytes == 3 && known.sha256.starts_with("ba7816bf"));
        let unread = marked(write(Err(Refusal::new("encrypted"))), b"abc");
        assert_eq!(mark(Input::Text(&unread)), Some(known));
        assert_eq!(read(Input::Text(&unread)).unwrap().unwrap_err().code, "encrypted");
    }

    #[test]
    fn what_only_looks_like_one_is_refused_without_a_fault() {
        for text in [
            "{\"gouji_document\":",
            "{\"gouji_document\":{\"read\":{\"text\":\"甲\",\"blocks\":[{\"Paragraph\":{\"range\":{\"start\":1,\"end\":900},\"level\":null}}]}}}",
        ] {
            let outcome = crate::check(Input::Text(text), &Options::default());
            assert!(outcome.reason.is_some(), "{text}");
        }
        assert!(read(Input::Text("{\"tables\":{}}")).is_none());
    }
}
