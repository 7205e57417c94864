//! Fields: what computes a text is no text, what it came to is.

use std::collections::BTreeSet;

/// A field that is open. What it says of the text in it includes what those
/// around it say, so that only the innermost is ever asked.
#[derive(Debug)]
struct Field {
    number: usize,
    instruction: String,
    in_result: bool,
    /// Whether text here is text.
    shows: bool,
    /// The table of contents that its text belongs to.
    contents: Option<usize>,
    /// Whether its result holds anything.
    has_result: bool,
}

/// What is seen in the place of a field that has no result.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended {
    /// A formula that nobody has computed: nothing stands where its result will.
    Formula(String),
    /// Word draws what its instruction says.
    Drawn,
}

/// The kinds of fields that Word draws.
const DRAWN: [&str; 4] = ["EQ", "SYMBOL", "EMBED", "INCLUDEPICTURE"];

/// The fields open at a place of the document, the innermost last.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Field>,
    count: usize,
    ended: BTreeSet<usize>,
    /// Fields open that no paragraph has to forget any more.
    kept: usize,
}

impl Fields {
    /// A field starts.
    pub fn begin(&mut self) {
        self.count += 1;
        self.open.push(Field {
            number: self.count,
            instruction: String::new(),
            in_result: false,
            shows: false,
            contents: self.contents(),
            has_result: false,
        });
    }

    /// A part of an instruction.
    pub fn instruction(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut() {
            field.instruction.push_str(text);
        }
    }

    /// What the innermost field came to starts.
    pub fn separate(&mut self) {
        if let Some(mut field) = self.open.pop() {
            let (shows, contents) = (self.shows_text(), self.contents());
            field.in_result = true;
            field.shows = shows && !is_page_number(&field.instruction);
            field.contents = contents.or_else(|| (kind(&field.instruction) == "TOC").then_some(field.number));
            self.open.push(field);
        }
    }

    /// The innermost field ends. One without a result says what is seen in its place.
    pub fn end(&mut self) -> Option<Ended> {
        let field = self.open.pop()?;
        self.kept = self.kept.min(self.open.len());
        self.ended.insert(field.number);
        if field.has_result {
            self.note_result();
        }
        match kind(&field.instruction) {
            _ if field.has_result => None,
            formula if formula.starts_with('=') => Some(Ended::Formula(shown(&field.instruction))),
            kind => DRAWN.iter().any(|drawn| kind.eq_ignore_ascii_case(drawn)).then_some(Ended::Drawn),
        }
    }

    /// Notes that text stands here.
    pub fn note_result(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.has_result = true;
        }
    }

    /// Whether text here is text: not part of an instruction, and no page number.
    pub fn shows_text(&self) -> bool {
        self.open.last().is_none_or(|field| field.shows)
    }

    /// The table of contents that this place belongs to.
    pub fn contents(&self) -> Option<usize> {
        self.open.last()?.contents
    }

    /// Whether this field came to an end: one that did not is a mistake of its
    /// writer and must not swallow the rest of the document.
    pub fn has_ended(&self, number: usize) -> bool {
        self.ended.contains(&number)
    }

    /// How many are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Forgets instructions that a paragraph ends without their result.
    pub fn forget_instructions(&mut self) {
        let new = self.open.split_off(self.kept.min(self.open.len()));
        for mut field in new {
            if field.in_result || kind(&field.instruction) == "TOC" {
                let shows = field.in_result && self.shows_text() && !is_page_number(&field.instruction);
                field.shows = shows;
                self.open.push(field);
            }
        }
        self.kept = self.open.len();
    }

    /// Forgets the fields opened since there were `depth`.
    pub fn forget(&mut self, depth: usize) {
        self.open.truncate(depth);
        self.kept = self.kept.min(self.open.len());
    }
}

fn kind(instruction: &str) -> &str {
    instruction.split_whitespace().next().unwrap_or_default()
}

/// Whether a field gives the number of a page.
pub fn is_page_number(instruction: &str) -> bool {
    let kind = kind(instruction);
    ["PAGE", "NUMPAGES", "SECTIONPAGES"].iter().any(|name| kind.eq_ignore_ascii_case(name))
}

/// An instruction as Word shows it in the place of what it comes to.
pub fn shown(instruction: &str) -> String {
    format!("{{{}}}", instruction.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_that_a_paragraph_leaves_open_hides_nothing_after_it() {
        let mut fields = Fields::default();
        fields.begin();
        fields.instruction("TOC \\o");
        fields.separate();
        fields.begin();
        assert!(!fields.shows_text());
        fields.forget_instructions();
        assert!(fields.shows_text());
        assert_eq!((fields.depth(), fields.contents()), (1, Some(1)));
        assert_eq!(fields.end(), None);
        assert!(fields.has_ended(1) && fields.shows_text());
    }

    #[test]
    fn a_formula_without_a_result_is_given_back() {
        let mut fields = Fields::default();
        for has_result in [true, false] {
            fields.begin();
            fields.instruction(" =SUM(LEFT) ");
            fields.separate();
            if has_result {
                fields.note_result();
            }
            assert_eq!(fields.end(), (!has_result).then(|| Ended::Formula("{=SUM(LEFT)}".to_owned())));
        }
    }
}
