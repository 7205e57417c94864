use super::*;
use crate::forms::edition;
use crate::packs::annual_report::{APPLICATIONS, DISCLOSURE, REVIEW};

fn pieces(text: &str) -> Vec<Piece> {
    let piece = |text: &str| match text {
        "/" => Piece { written: text.to_owned(), ..Piece::default() },
        _ => Piece { digits: text.to_owned(), written: text.to_owned(), ..Piece::default() },
    };
    text.replace('-', " -").split_whitespace().map(piece).collect()
}

/// Reads rows of a table as text: `1,2,3`, or why not.
fn read_rows(edition_id: &str, table: &str, rows: &[(&str, &str)]) -> Vec<String> {
    let form = edition(edition_id).unwrap().table(table).unwrap();
    let stretch = |&(row, text): &(&str, &str)| Stretch {
        cells: form.row_cells(form.row_index(row).unwrap()),
        alternatives: vec![pieces(text)],
    };
    let stretches: Vec<Stretch> = rows.iter().map(stretch).collect();
    read(form, &stretches).iter().map(said).collect()
}

fn said(reading: &Reading) -> String {
    match reading {
        Ok(figures) => {
            let value = |figure: &Figure| figure.value.number().map_or("_".to_owned(), |number| number.to_string());
            figures.iter().map(value).collect::<Vec<_>>().join(",")
        }
        Err(reason) => format!("{reason:?}"),
    }
}

fn application(text: &str) -> String {
    read_rows("2021", APPLICATIONS, &[("1", text)]).remove(0)
}

fn disclosure(edition: &str, row: &str, text: &str) -> String {
    read_rows(edition, DISCLOSURE, &[(row, text)]).remove(0)
}

#[test]
fn the_relation_of_the_row_may_leave_one_split() {
    assert_eq!(application("640020470"), "64,0,0,2,0,4,70");
    assert_eq!(application("20 0 00 0 121"), "20,0,0,0,0,1,21");
    assert_eq!(application("5800000 58"), "58,0,0,0,0,0,58");
    assert_eq!(application("0000000"), "0,0,0,0,0,0,0");
}

#[test]
fn a_row_with_one_split_is_read_as_it_stands() {
    assert_eq!(application("3000000"), "3,0,0,0,0,0,0");
    assert_eq!(disclosure("2021", "licensing", "2629"), "2629");
    assert_eq!(disclosure("2021", "rules", "000"), "0,0,0");
    assert_eq!(disclosure("2021", "fees", "24252.311082"), "24252.311082");
    assert_eq!(disclosure("2019", "fees", "15-15"), "15,-15");
}

#[test]
fn what_can_be_split_in_several_ways_is_unreadable() {
    assert_eq!(disclosure("2021", "normative_documents", "693665"), "Ambiguous");
    assert_eq!(disclosure("2019", "licensing", "3960181"), "Ambiguous");
    assert_eq!(disclosure("2019", "licensing", "88-720"), "Ambiguous");
    assert_eq!(disclosure("2019", "procurement", "13575394432.52"), "Ambiguous");
    assert_eq!(application("26000000"), "Ambiguous");
}

#[test]
fn too_few_and_too_many_figures_are_told() {
    assert_eq!(application("3 3"), "TooFew");
    assert_eq!(application("0 0 0 0 0 0 0 0"), "TooMany");
    assert_eq!(application("00 0 0 0 0 0 0 "), "TooMany");
    assert_eq!(disclosure("2021", "licensing", "12 345"), "TooMany");
}

#[test]
fn blank_cells_are_figures_of_their_own() {
    assert_eq!(disclosure("2021", "rules", "/ / /"), "_,_,_");
    assert_eq!(application(""), "_,_,_,_,_,_,_");
    assert_eq!(application("3 / / / / / 3"), "3,_,_,_,_,_,3");
}

#[test]
fn where_blank_cells_were_dropped_the_relations_prove_nothing() {
    let rows = [("1", "640020470"), ("2", "3 3"), ("4", "1000001")];
    assert_eq!(read_rows("2021", APPLICATIONS, &rows), ["Ambiguous", "TooFew", "1,0,0,0,0,0,1"]);
}

/// All rows of the 2019 form but those given are 0.
fn whole_table(given: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let form = edition("2019").unwrap().table(APPLICATIONS).unwrap();
    let text = |id: &str| given.iter().find(|row| row.0 == id).map_or("0000000", |row| row.1);
    form.rows.iter().map(|row| (row.id.as_str(), text(&row.id))).collect()
}

#[test]
fn the_columns_may_leave_one_joint_reading() {
    // 1,11,0,0,0,0,12 and 11,1,0,0,0,0,12 both obey their row.
    let rows = whole_table(&[("1", "111000012"), ("3.1", "1 11 0 0 0 0 12"), ("3.7", "111000012")]);
    let read = read_rows("2019", APPLICATIONS, &rows);
    assert_eq!(read[0], "1,11,0,0,0,0,12");
    assert_eq!(read[21], "1,11,0,0,0,0,12");
}

#[test]
fn two_joint_readings_are_none() {
    let rows = whole_table(&[("1", "111000012"), ("3.1", "111000012"), ("3.7", "111000012")]);
    let read = read_rows("2019", APPLICATIONS, &rows);
    assert_eq!([&read[0], &read[2], &read[21]], ["Ambiguous"; 3]);
    assert_eq!(read[1], "0,0,0,0,0,0,0");
}

#[test]
fn fifteen_joined_figures_are_three_groups() {
    let form = edition("2021").unwrap().table(REVIEW).unwrap();
    let review = |text: &str| said(&read(form, &[Stretch { cells: 0..15, alternatives: vec![pieces(text)] }])[0]);
    assert_eq!(review("000000000000000"), "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0");
    assert_eq!(review("10203120001200000"), "1,0,2,0,3,12,0,0,0,12,0,0,0,0,0");
    assert_eq!(review("25380363300630003"), "25,3,8,0,36,3,3,0,0,6,3,0,0,0,3");
    assert_eq!(review("1 02 0 312 00 012 0 00 00"), "1,0,2,0,3,12,0,0,0,12,0,0,0,0,0");
}

#[test]
fn a_lost_full_stop_leaves_it_open_whose_the_last_digit_is() {
    let form = edition("2021").unwrap().table(APPLICATIONS).unwrap();
    let read_two = |with: &str, without: &str| {
        let alternatives = vec![pieces(with), pieces(without)];
        said(&read(form, &[Stretch { cells: form.row_cells(4), alternatives }])[0])
    };
    assert_eq!(read_two("10000002", "1000000"), "Ambiguous");
    assert_eq!(read_two("00000002", "0000000"), "0,0,0,0,0,0,0");
    assert_eq!(read_two("0 0 0 0 0 0 0 2", "0 0 0 0 0 0 0"), "0,0,0,0,0,0,0");
    assert_eq!(read_two("1000002", "100000"), "1,0,0,0,0,0,2");
}

#[test]
fn endless_digits_are_bounded() {
    let digits = "1".repeat(100);
    assert_eq!(application(&digits), "Ambiguous");
    assert_eq!(application(&"12345678901234567890".repeat(1000)), "Ambiguous");
}
