//! The reader of a PDF's bytes.
#![no_main]
use gouji::document::pdf;
use libfuzzer_sys::fuzz_target;

#[path = "../bounded.rs"]
mod bounded;

fuzz_target!(|bytes: &[u8]| {
    bounded::bounded(|| pdf::read(bytes));
});
