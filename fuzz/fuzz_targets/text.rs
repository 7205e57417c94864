//! The reader of plain text, Markdown and delimited fields.
#![no_main]
use gouji::document::text;
use libfuzzer_sys::fuzz_target;

#[path = "../bounded.rs"]
mod bounded;

fuzz_target!(|page: &str| {
    bounded::bounded(|| text::read(page));
});
