//! A file's bytes: format and encoding are told from the content.
#![no_main]
use gouji::{Input, Language, Options, check, output::json::to_json};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let outcome = check(Input::Bytes(bytes), &Options::default());
    to_json(&outcome, Language::English);
});
