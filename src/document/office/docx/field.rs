//! Fields: what computes a text is no text, what it came to is.

/// A field that is open.
#[derive(Debug)]
struct Field {
    number: usize,
    instruction: String,
    in_result: bool,
}

/// The fields open at a place of the document, the innermost last.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Field>,
    count: usize,
    ended: Vec<usize>,
}

impl Fields {
    /// A field starts.
    pub fn begin(&mut self) {
        self.count += 1;
        self.open.push(Field { number: self.count, instruction: String::new(), in_result: false });
    }

    /// A part of an instruction.
    pub fn instruction(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut() {
            field.instruction.push_str(text);
        }
    }

    /// What the innermost field came to starts.
    pub fn separate(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.in_result = true;
        }
    }

    /// The innermost field ends.
    pub fn end(&mut self) {
        if let Some(field) = self.open.pop() {
            self.ended.push(field.number);
        }
    }

    /// Whether text here is text: not part of an instruction, and no page number.
    pub fn shows_text(&self) -> bool {
        self.open.iter().all(|field| field.in_result && !is_page_number(&field.instruction))
    }

    /// The table of contents that this place belongs to.
    pub fn contents(&self) -> Option<usize> {
        let contents = self.open.iter().find(|field| field.in_result && kind(&field.instruction) == "TOC")?;
        Some(contents.number)
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
        self.open.retain(|field| field.in_result || kind(&field.instruction) == "TOC");
    }

    /// Forgets the fields opened since there were `depth`.
    pub fn forget(&mut self, depth: usize) {
        self.open.truncate(depth);
    }
}

fn kind(instruction: &str) -> &str {
    instruction.split_whitespace().next().unwrap_or_default()
}

/// Whether a field gives the number of a page.
pub fn is_page_number(instruction: &str) -> bool {
    matches!(kind(instruction).to_ascii_uppercase().as_str(), "PAGE" | "NUMPAGES" | "SECTIONPAGES")
}
