//! The whole way of a text: read, recognised, checked and written. Slower than the
//! readers by itself: it is what stands behind them.
#![no_main]
use gouji::{Input, Language, Options, check, output::json::to_json};
use libfuzzer_sys::fuzz_target;

#[path = "../bounded.rs"]
mod bounded;

fuzz_target!(|text: &str| {
    bounded::bounded(|| to_json(&check(Input::Text(text), &Options::default()), Language::Chinese));
});
