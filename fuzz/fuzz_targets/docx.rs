//! The parts of a .docx, separated by NUL: whatever stands in them, not the zip around.
#![no_main]
use gouji::{Input, document};
use libfuzzer_sys::fuzz_target;

#[path = "../bounded.rs"]
mod bounded;
#[path = "../parts.rs"]
mod parts;

fuzz_target!(|text: &str| {
    let names = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"];
    let kinds = ["styles", "numbering", "footnotes"];
    let file = parts::file(&names, &kinds, text);
    bounded::bounded(|| document::of_file(Input::Bytes(&file)));
});
