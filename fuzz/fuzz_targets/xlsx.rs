//! The parts of a .xlsx, separated by NUL: whatever stands in them, not the zip around.
#![no_main]
use gouji::{Input, Options, check};
use libfuzzer_sys::fuzz_target;

#[path = "../parts.rs"]
mod parts;

const WORKBOOK: &str = "<workbook><sheets><sheet name=\"a\" r:id=\"worksheet\"/></sheets></workbook>";

fuzz_target!(|text: &str| {
    let names = ["xl/workbook.xml", "xl/worksheet.xml", "xl/sharedStrings.xml", "xl/styles.xml"];
    let kinds = ["worksheet", "sharedStrings", "styles"];
    let file = parts::file(&names, &kinds, &format!("{WORKBOOK}\0{text}"));
    check(Input::Bytes(&file), &Options::default());
});
