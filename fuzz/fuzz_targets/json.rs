//! The contract's own shape, and a caller's options.
#![no_main]
use gouji::{Input, Options, check, request::Request};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &str| {
    check(Input::Text(&format!("{{\"tables\":{json}}}")), &Options::default());
    let _ = Request::parse(json, &[]);
});
