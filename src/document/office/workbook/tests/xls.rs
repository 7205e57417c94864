//! Workbooks of BIFF8, record by record.

use super::super::xls;
use super::*;
use crate::Budget;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A font: its flags, colour and rise.
fn font(flags: u16, color: u16, rise: u16) -> Vec<u8> {
    record(0x0031, &words(&[220, flags, color, 400, rise, 0, 0, 0]))
}

/// A format: its font, number format, and whether it is filled in dark blue.
fn format(font: u16, number: u16, is_filled: bool) -> Vec<u8> {
    let filled = if is_filled { [0, 1 << 10, 18] } else { [0, 0, 0] };
    record(0x00e0, &words(&[font, number, 0, 0, 0, 0, 0, filled[0], filled[1], filled[2]]))
}

const NUMBER_24: [u8; 4] = (24_u32 << 2 | 2).to_le_bytes();

/// A cell with 24 in this style.
fn number(column: u16, style: u16) -> Vec<u8> {
    record(0x027e, &[&words(&[0, column, style])[..], &NUMBER_24].concat())
}

/// The first row of a sheet with these records; the texts are the last record of
/// the globals, as xlwt writes them.
fn row(cells: &[Vec<u8>], globals: &[Vec<u8>]) -> Vec<String> {
    let start = |kind: u16| record(0x0809, &words(&[0x0600, kind, 0, 0, 0, 0, 0, 0]));
    let end = record(0x000a, &[]);
    let fonts = [font(0, 0x7fff, 0), font(8, 0x7fff, 0), font(0, 9, 0), font(0, 0x7fff, 0), font(0, 0x7fff, 1)];
    let formats =
        [format(0, 0, false), format(1, 0, false), format(2, 0, false), format(2, 0, true), format(0, 180, false)];
    let code = record(0x041e, &[&words(&[180, 3])[..], &[0], b";;;"].concat());
    // 24 with a raised 1; 23 struck through and 24; 24 alone.
    let texts = [
        &[0_u8; 8][..],
        &[3, 0, 8, 1, 0],
        b"241",
        &words(&[2, 5]),
        &[4, 0, 8, 2, 0],
        b"2324",
        &words(&[0, 1, 2, 0]),
        &[2, 0, 0],
        b"24",
    ]
    .concat();
    let globals = [fonts.concat(), formats.concat(), code, globals.concat()].concat();
    let bound = |start: usize| record(0x0085, &[&(start as u32).to_le_bytes()[..], &[0, 0, 1, 0, b'a']].concat());
    let texts = record(0x00fc, &texts);
    let sheet_at = start(5).len() + globals.len() + bound(0).len() + texts.len() + end.len();
    let stream = [start(5), globals, bound(sheet_at), texts, end.clone(), start(16), cells.concat(), end].concat();
    let document = xls::read(&stream, &Budget::default()).unwrap();
    self::texts(&document)[0].iter().map(|text| (*text).to_owned()).collect()
}

/// A formula with this result and these tokens.
fn formula(column: u16, result: &[u8; 8], tokens: &[u8]) -> Vec<u8> {
    let length = (tokens.len() as u16).to_le_bytes();
    record(0x0006, &[&words(&[0, column, 0])[..], result, &[0; 6], &length, tokens].concat())
}

const NOTHING: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xff, 0xff];
const SUM: [u8; 13] = [0x25, 0, 0, 0, 0, 0, 0xc0, 1, 0xc0, 0x19, 0x10, 0, 0];
const UNKNOWN: [u8; 4] = [0x42, 1, 102, 0];

#[test]
fn texts_are_read_where_they_are_the_last_record_and_as_their_runs_look() {
    let text = |column: u16, at: u16, style: u16| record(0x00fd, &words(&[0, column, style, at, 0]));
    assert_eq!(row(&[text(0, 0, 0), text(1, 1, 0), text(2, 2, 0)], &[]), ["24", "24", "24"]);
    assert_eq!(row(&[text(0, 1, 1), text(1, 2, 1), number(2, 0)], &[]), ["24", "", "24"]);
}

#[test]
fn struck_white_and_hidden_values_are_not_read() {
    let cells: Vec<_> = (0..5).map(|style| number(style, style)).collect();
    assert_eq!(row(&[cells, vec![number(5, 0)]].concat(), &[]), ["24", "", "", "24", "", "24"]);
    let rules = record(0x01b0, &[]);
    assert_eq!(row(&[number(0, 2), number(1, 0), rules], &[]), ["24", "24"]);
}

#[test]
fn a_formula_that_was_never_computed_is_computed_or_shown() {
    let cells =
        |result: &[u8; 8]| vec![number(0, 0), number(1, 0), formula(2, result, &SUM), formula(3, result, &UNKNOWN)];
    assert_eq!(row(&cells(&NOTHING), &[]), ["24", "24", "48", "=…"]);
    // A program that computes came to a blank text.
    let computed = record(0x01c1, &[0xc1, 1, 0, 0, 1, 0, 0, 0]);
    let blank = [number(0, 0), number(1, 0), formula(2, &NOTHING, &UNKNOWN), number(3, 0)];
    assert_eq!(row(&blank, &[computed]), ["24", "24", "", "24"]);
    let anew = record(0x01c1, &[0xc1, 1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(row(&cells(&7_f64.to_le_bytes()), &[anew]), ["24", "24", "48", "=…"]);
}
