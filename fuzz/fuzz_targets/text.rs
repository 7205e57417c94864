//! Text of any kind: told apart, read, recognised, checked and written.
#![no_main]
use gouji::{Input, Language, Options, check, output::json::to_json};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let outcome = check(Input::Text(text), &Options::default());
    to_json(&outcome, Language::Chinese);
});
