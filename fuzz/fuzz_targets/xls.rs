//! The records of a .xls, in the container that holds them.
#![no_main]
use gouji::{Options, check_document, document};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = document::office::workbook_stream(bytes) {
        check_document(document, &Options::default());
    }
});
