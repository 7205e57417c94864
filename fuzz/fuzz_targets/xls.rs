//! The records of a .xls, without the container that holds them.
#![no_main]
use gouji::document::office;
use libfuzzer_sys::fuzz_target;

#[path = "../bounded.rs"]
mod bounded;

fuzz_target!(|bytes: &[u8]| {
    let _ = bounded::bounded(|| office::workbook_stream(bytes));
});
