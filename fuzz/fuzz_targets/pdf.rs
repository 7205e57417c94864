//! The bytes of a PDF, and pages as pdf.js gives them.
#![no_main]
use gouji::document::pdf;
use gouji::{Input, Options, check, check_document};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if pdf::is_pdf(bytes) {
        check(Input::Bytes(bytes), &Options::default());
    } else if let Ok(pages) = serde_json::from_slice::<Vec<pdf::geometry::Page>>(bytes)
        && let Ok(document) = pdf::read_pages(&pages)
    {
        check_document(document, &Options::default());
    }
});
