//! HTML, whatever the text looks like.
#![no_main]
use gouji::{Options, check_document, document};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|html: &str| {
    check_document(document::html::read(html), &Options::default());
});
