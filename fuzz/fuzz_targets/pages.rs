//! Pages of a PDF as pdf.js gives them.
#![no_main]
use gouji::document::pdf::{geometry::Page, read_pages};
use libfuzzer_sys::fuzz_target;

#[path = "../bounded.rs"]
mod bounded;

fuzz_target!(|json: &[u8]| {
    if let Ok(pages) = serde_json::from_slice::<Vec<Page>>(json) {
        let _ = bounded::bounded(|| read_pages(&pages));
    }
});
