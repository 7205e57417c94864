//! What a live page hands over: records that may lie, and a text.
#![no_main]
use gouji::document::events;
use libfuzzer_sys::fuzz_target;

#[path = "../bounded.rs"]
mod bounded;

fuzz_target!(|input: (Vec<u8>, &str)| {
    let (records, text) = input;
    // Small numbers are what the records mean something by.
    let records: Vec<u32> = records.iter().map(|&record| u32::from(record % 32)).collect();
    let _ = bounded::bounded(|| events::read(&records, text));
});
