//! A file's bytes: format and encoding are told from the content, and its reader reads
//! it. What stands in containers is changed, not the containers.
#![no_main]
use gouji::{Input, document};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

#[path = "../bounded.rs"]
mod bounded;
#[path = "../container.rs"]
mod container;

fuzz_target!(|bytes: &[u8]| {
    let _ = bounded::bounded(|| document::of(Input::Bytes(bytes)));
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    container::mutate(data, size, max_size, seed)
});
