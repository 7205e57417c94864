//! The reader of HTML, whatever the text looks like.
#![no_main]
use gouji::document::{Budget, html};
use libfuzzer_sys::fuzz_target;

#[path = "../bounded.rs"]
mod bounded;

fuzz_target!(|page: &str| {
    let _ = bounded::bounded(|| html::read(page, &Budget::default()));
});
