//! The parts of a .xlsx, separated by NUL: whatever stands in them, not the zip around.
#![no_main]
use gouji::{Input, document};
use libfuzzer_sys::fuzz_target;

#[path = "../bounded.rs"]
mod bounded;
#[path = "../parts.rs"]
mod parts;

const WORKBOOK: &str = "<workbook><sheets><sheet name=\"a\" r:id=\"worksheet\"/></sheets></workbook>";

fuzz_target!(|text: &str| {
    let names = ["xl/workbook.xml", "xl/worksheet.xml", "xl/sharedStrings.xml", "xl/styles.xml"];
    let kinds = ["worksheet", "sharedStrings", "styles"];
    let file = parts::file(&names, &kinds, &format!("{WORKBOOK}\0{text}"));
    bounded::bounded(|| document::of_file(Input::Bytes(&file)));
});
