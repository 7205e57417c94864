//! HTML, whatever the text looks like.
#![no_main]
use gouji::{Options, check_document, document};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|html: &str| {
    if let Ok(document) = document::html::read(html, &document::Budget::default()) {
        check_document(document, &Options::default());
    }
});
