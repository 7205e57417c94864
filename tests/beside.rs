//! What stands beside the report's own tables: those of another year, another unit in
//! a head, other orders of columns.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use gouji::output::json;
use gouji::{Input, Language, Options};
use serde_json::Value;

const SOUND: &str = include_str!("../www/samples/sound.html");

fn result(page: &str) -> Value {
    let outcome = gouji::check(Input::Text(page), &Options::default());
    serde_json::from_str(&json::to_json(&outcome, Language::Chinese)).unwrap()
}

/// Where the table with this text stands.
fn table_with(text: &str) -> std::ops::Range<usize> {
    let at = SOUND.find(text).unwrap();
    let start = SOUND[..at].rfind("<table").unwrap();
    start..at + SOUND[at..].find("</table>").unwrap() + "</table>".len()
}

#[test]
fn the_table_of_the_year_before_is_not_that_of_the_report() {
    let sound = result(SOUND);
    let year = sound["year"].as_u64().unwrap();
    let own = table_with("一、本年新收");
    let first = SOUND[..own.start].find("<table").unwrap();
    // Figures that are all others, under the heading of the year before.
    let other = SOUND[own.clone()].replace("<td>1", "<td>7");
    let page = format!("{}<p>附：{}年办理情况（供对比）</p>{other}{}", &SOUND[..first], year - 1, &SOUND[first..]);
    let found = result(&page);
    assert_eq!(found["tables"], sound["tables"]);
    assert_eq!(found["summary"], sound["summary"], "{}", found["findings"]);
    // The only one there is is read, whatever stands over it.
    let renamed = format!("{}<p>{}年</p>{}", &SOUND[..own.start], year - 1, &SOUND[own.start..]);
    assert_eq!(result(&renamed)["tables"], sound["tables"]);
}

#[test]
fn a_head_that_says_another_unit_is_told() {
    let found = result(&SOUND.replace("本年收费金额（单位：万元）", "本年收费金额（单位：元）"));
    let rules: Vec<&str> =
        found["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
    assert!(rules.contains(&"disclosure.fee_unit"), "{rules:?}");
    assert!(!result(SOUND)["findings"].to_string().contains("fee_unit"));
}
