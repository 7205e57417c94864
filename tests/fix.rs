//! Taking a repair over: exactly the corrected cells change.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use gouji::fix::{corrected, corrected_html, corrections};
use gouji::output::json;
use gouji::rules::Relations;
use gouji::{Input, Options, Outcome, check};

fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/www/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    let html = std::fs::read_to_string(path).unwrap();
    html.into_bytes()
}

fn checked(source: &[u8]) -> Outcome {
    check(Input::Bytes(source), &Options::default())
}

/// The bytes that differ, as (before, after) of the stretch between the first
/// and the last difference.
fn difference(before: &[u8], after: &[u8]) -> (String, String) {
    let start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let most = before.len().min(after.len()) - start;
    let end = before.iter().rev().zip(after.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let text = |bytes: &[u8]| String::from_utf8_lossy(&bytes[start..bytes.len() - end]).into_owned();
    (text(before), text(after))
}

/// The sample with another figure in its first cell that holds only this one.
fn broken(source: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(source.to_vec()).unwrap();
    text.replacen(from, to, 1).into_bytes()
}

#[test]
fn a_report_without_mistakes_has_nothing_to_correct() {
    let outcome = checked(&sample("sound.html"));
    assert_eq!(corrections(&outcome).unwrap_err().code, "fix_nothing");
    let outcome = Outcome { relations: Relations { not_assessed: 1, ..outcome.relations }, ..outcome };
    assert_eq!(corrections(&outcome).unwrap_err().code, "fix_not_assessed");
}

#[test]
fn correcting_the_sample_with_mistakes_leaves_no_broken_relation() {
    let source = sample("mistakes.html");
    let outcome = checked(&source);
    let corrections = corrections(&outcome).unwrap();
    let edited = corrected_html(&source, &outcome, corrections, &Options::default()).unwrap();
    assert_eq!(checked(&edited).relations.failed, 0);
    assert_eq!(checked(&edited).repair, None);
    let as_json = json::tables(&corrected(&outcome.report, corrections));
    let again = checked(as_json.as_bytes());
    assert_eq!((again.relations.failed, again.repair), (0, None));
}

#[test]
fn a_slip_in_a_sound_report_is_undone_byte_for_byte() {
    let sound = sample("sound.html");
    assert_eq!(checked(&sound).relations.failed, 0);
    let text = String::from_utf8(sound.clone()).unwrap();
    let mut undone = 0;
    for (at, _) in text.match_indices('1') {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        if before != Some('>') || after != Some('<') {
            continue;
        }
        let slip = [&text[..at], "17", &text[at + 1..]].concat().into_bytes();
        let outcome = checked(&slip);
        let Ok(corrections) = corrections(&outcome) else { continue };
        if !outcome.repair.as_ref().unwrap().unique {
            continue;
        }
        let edited = corrected_html(&slip, &outcome, corrections, &Options::default()).unwrap();
        assert_eq!(difference(&sound, &edited), (String::new(), String::new()));
        undone += 1;
    }
    assert!(undone > 0, "no slip was undone");
}

#[test]
fn pages_in_old_encodings_keep_every_other_byte() {
    let source = sample("mistakes.html");
    let (encoded, ..) = encoding_rs::GB18030.encode(std::str::from_utf8(&source).unwrap());
    let outcome = checked(&encoded);
    let edited = corrected_html(&encoded, &outcome, corrections(&outcome).unwrap(), &Options::default()).unwrap();
    assert_eq!(checked(&edited).relations.failed, 0);
    let outcome = checked(&source);
    let utf8 = corrected_html(&source, &outcome, corrections(&outcome).unwrap(), &Options::default()).unwrap();
    assert_eq!(encoding_rs::GB18030.encode(std::str::from_utf8(&utf8).unwrap()).0, edited);
}

#[test]
fn what_is_no_html_is_refused_with_its_reason() {
    let source = sample("mistakes.html");
    let outcome = checked(&source);
    let corrections = corrections(&outcome).unwrap();
    let refused = |bytes: &[u8]| corrected_html(bytes, &outcome, corrections, &Options::default()).unwrap_err().code;
    assert_eq!(refused(json::tables(&outcome.report).as_bytes()), "fix_not_html");
    let utf16: Vec<u8> = std::str::from_utf8(&source).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&[&[0xFF, 0xFE], utf16.as_slice()].concat()), "fix_encoding");
    // Another document than the one that was checked.
    let other = broken(&source, "<table", "<table><tr><td>x</td></tr></table><table");
    assert_eq!(refused(&other), "fix_not_verified");
}
