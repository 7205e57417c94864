//! Slips that people make in these tables, and what the repair says of each.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::missing_panics_doc,
    missing_docs
)]

mod planted;

use gouji::forms;
use gouji::messages::repair::{headline, slip};
use gouji::output::text;
use gouji::packs::annual_report::APPLICATIONS;
use gouji::repair::{How, Repair, SlipKind, Unnamed, repair};
use gouji::report::{Number, Report, Table, Value};
use gouji::{Language, Options, Outcome};
use planted::{Size, planted};

/// A report of zeros with these figures; `None` leaves a cell blank.
fn report(edition: &str, figures: &[(&str, Option<i64>)]) -> Report {
    let edition = forms::edition(edition).unwrap();
    let mut report = Report::default();
    for form in &edition.tables {
        let mut table = Table::empty(edition, form);
        table.figures.iter_mut().for_each(|figure| figure.value = Value::Number(Number::whole(0)));
        report.tables.push(table);
    }
    for (address, figure) in figures {
        put(&mut report, address, figure.map_or(Value::Blank, |figure| Value::Number(Number::whole(figure))));
    }
    report
}

fn put(report: &mut Report, address: &str, value: Value) {
    let (id, cell) = report.locate(address).map(|(table, cell)| (&table.form.id, cell)).unwrap();
    report.table_mut(id).unwrap().figures[cell].value = value;
}

/// Rows of natural persons, enterprises and total, as the forms print them.
fn rows(rows: &[(&str, [i64; 3])]) -> Report {
    let mut report = report("2021", &[]);
    for (row, values) in rows {
        for (column, value) in ["natural_person", "enterprise", "total"].iter().zip(values) {
            put(&mut report, &format!("applications/{row}/{column}"), Value::Number(Number::whole(*value)));
        }
    }
    report
}

fn corrections(repair: &Repair) -> Vec<(String, i64)> {
    repair.best.cells.iter().map(|change| (change.cell.to_string(), change.to.integer().unwrap())).collect()
}

fn kinds(repair: &Repair) -> Vec<SlipKind> {
    repair.best.slips.iter().map(|slip| slip.kind).collect()
}

fn cell(row: &str, column: &str, to: i64) -> (String, i64) {
    (format!("applications/{row}/{column}"), to)
}

#[test]
fn a_report_that_holds_needs_no_repair() {
    assert_eq!(repair(&report("2021", &[])), None);
    assert_eq!(repair(&report("2019", &[])), None);
}

#[test]
fn one_wrong_part_is_named_with_its_value() {
    let report = rows(&[("1", [12, 4, 16]), ("3.1", [9, 4, 13]), ("3.2", [8, 0, 3]), ("3.7", [12, 4, 16])]);
    let repair = repair(&report).unwrap();
    assert!(repair.proved && repair.unique);
    assert_eq!(corrections(&repair), [cell("3.2", "natural_person", 3)]);
    assert_eq!(headline(&repair, Language::Chinese), "第三项（二）部分公开“自然人”列应为 3，现为 8");
    let explained: Vec<_> = repair.best.slips[0].explains.iter().map(|relation| relation.cell.to_string()).collect();
    assert_eq!(explained, ["applications/3.7/natural_person", "applications/3.2/total"]);
}

#[test]
fn swapped_digits_are_told_as_such() {
    let report = rows(&[("1", [35, 0, 35]), ("3.1", [53, 0, 35]), ("3.7", [35, 0, 35])]);
    let repair = repair(&report).unwrap();
    assert_eq!(corrections(&repair), [cell("3.1", "natural_person", 35)]);
    assert_eq!(repair.best.cells[0].how, How::DigitSwap);
}

#[test]
fn a_total_column_left_at_zero_is_one_slip() {
    let report = rows(&[
        ("1", [6, 1, 0]),
        ("2", [1, 0, 0]),
        ("3.1", [2, 1, 0]),
        ("3.4.1", [3, 0, 0]),
        ("3.7", [5, 1, 0]),
        ("4", [2, 0, 0]),
    ]);
    let repair = repair(&report).unwrap();
    assert!(repair.proved);
    assert_eq!(kinds(&repair), [SlipKind::TotalsLeftAtZero]);
    let totals =
        [("1", 7), ("2", 1), ("3.1", 3), ("3.4.1", 3), ("3.7", 6), ("4", 2)].map(|(row, to)| cell(row, "total", to));
    assert_eq!(corrections(&repair), totals);
    assert_eq!(repair.best.slips[0].explains.len(), 6);
}

#[test]
fn a_total_column_left_at_zero_is_one_slip_in_a_full_table_too() {
    for (edition, rows) in [("2019", 23), ("2021", 25)] {
        let mut report = planted(5, edition, Size::Middle, 0, 0).report;
        let form = report.table(APPLICATIONS).unwrap().form;
        let totals: Vec<usize> = (0..form.rows.len()).map(|row| form.cell(row, 6).unwrap()).collect();
        let right: Vec<i64> =
            totals.iter().map(|&cell| report.table(APPLICATIONS).unwrap().integer(cell).unwrap()).collect();
        assert!(right.iter().filter(|total| **total > 0).count() > rows - 4);
        totals.iter().for_each(|&cell| put(&mut report, form.address(cell), Value::Number(Number::whole(0))));
        let repair = repair(&report).unwrap();
        assert!(repair.proved);
        assert_eq!(kinds(&repair), [SlipKind::TotalsLeftAtZero]);
        let wrong: Vec<i64> = right.into_iter().filter(|total| *total > 0).collect();
        assert_eq!(repair.best.cells.iter().map(|change| change.to.integer().unwrap()).collect::<Vec<_>>(), wrong);
    }
}

#[test]
fn a_total_column_left_at_zero_is_read_as_that_even_where_zeroing_the_parts_would_do() {
    let report = rows(&[("1", [3, 0, 0]), ("3.1", [1, 0, 0]), ("3.3.4", [2, 0, 0]), ("3.7", [3, 0, 0])]);
    let repair = repair(&report).unwrap();
    assert!(repair.proved && !repair.unique);
    assert_eq!(kinds(&repair), [SlipKind::TotalsLeftAtZero]);
    assert_eq!(headline(&repair, Language::Chinese), "最可能是：表三“总计”列有 4 格没有填总计，仍为 0：应填各行之和");
    assert_eq!(repair.alternatives.len(), 1);
}

#[test]
fn the_row_of_results_left_at_zero_is_one_slip() {
    let report = rows(&[("1", [4, 0, 4]), ("3.3.4", [1, 0, 1]), ("3.4.1", [3, 0, 3])]);
    let repair = repair(&report).unwrap();
    assert!(repair.proved && repair.unique);
    assert_eq!(kinds(&repair), [SlipKind::TotalsLeftAtZero]);
    assert_eq!(corrections(&repair), [cell("3.7", "natural_person", 4), cell("3.7", "total", 4)]);
    assert_eq!(repair.best.slips[0].explains.len(), 4);
}

#[test]
fn a_total_typed_one_row_too_low_is_one_slip() {
    let report = rows(&[("1", [6, 1, 0]), ("2", [0, 0, 7]), ("3.1", [6, 1, 7]), ("3.7", [6, 1, 7])]);
    let repair = repair(&report).unwrap();
    assert_eq!(kinds(&repair), [SlipKind::Misplaced]);
    assert_eq!(corrections(&repair), [cell("1", "total", 7), cell("2", "total", 0)]);
}

#[test]
fn a_total_typed_over_the_next_one_is_one_slip() {
    let report =
        rows(&[("1", [20, 6, 0]), ("2", [1, 0, 26]), ("3.1", [19, 6, 25]), ("3.7", [19, 6, 25]), ("4", [2, 0, 2])]);
    let repair = repair(&report).unwrap();
    assert!(repair.unique);
    assert_eq!(kinds(&repair), [SlipKind::Misplaced]);
    assert_eq!(corrections(&repair), [cell("1", "total", 26), cell("2", "total", 1)]);
}

#[test]
fn single_cases_in_another_column_are_counted_there_rather_than_figures_that_changed_places() {
    let report = rows(&[("1", [0, 1, 1]), ("3.1", [1, 0, 1]), ("3.7", [1, 0, 1])]);
    let repair = repair(&report).unwrap();
    assert_eq!(kinds(&repair), [SlipKind::Moved]);
}

#[test]
fn an_application_counted_under_two_kinds_of_applicants_is_one_slip() {
    let report = rows(&[("1", [20, 0, 20]), ("3.1", [11, 0, 11]), ("3.2", [8, 1, 9]), ("3.7", [19, 1, 20])]);
    let repair = repair(&report).unwrap();
    assert!(repair.unique);
    assert_eq!(kinds(&repair), [SlipKind::Moved]);
    assert_eq!(corrections(&repair), [cell("1", "natural_person", 19), cell("1", "enterprise", 1)]);
    assert_eq!(
        headline(&repair, Language::Chinese),
        "一、本年新收政府信息公开申请数量有 1 件应计入“商业企业”，现计入“自然人”"
    );
}

#[test]
fn a_case_in_the_results_that_was_never_received_is_one_slip() {
    let report = rows(&[("1", [19, 0, 19]), ("3.1", [11, 0, 11]), ("3.2", [8, 1, 8]), ("3.7", [19, 1, 19])]);
    let repair = repair(&report).unwrap();
    assert!(repair.proved);
    assert_eq!(kinds(&repair), [SlipKind::PartWithTotal]);
    assert_eq!(corrections(&repair), [cell("3.2", "enterprise", 0), cell("3.7", "enterprise", 0)]);
}

#[test]
fn the_total_of_a_review_block_left_at_zero_is_named() {
    let figures = [("review/reconsideration/upheld", Some(10)), ("review/reconsideration/corrected", Some(1))];
    let repair = repair(&report("2021", &figures)).unwrap();
    assert!(repair.unique);
    assert_eq!(corrections(&repair), [("review/reconsideration/total".to_owned(), 11)]);
    assert_eq!(headline(&repair, Language::Chinese), "行政复议“总计”列没有填总计：应为 11，现为 0");
}

#[test]
fn a_total_is_likelier_wrong_than_its_only_part() {
    let repair = repair(&report("2021", &[("review/litigation_direct/upheld", Some(5))])).unwrap();
    assert!(repair.proved && !repair.unique);
    assert_eq!(corrections(&repair), [("review/litigation_direct/total".to_owned(), 5)]);
    assert_eq!(repair.alternatives[0].cells[0].cell.to_string(), "review/litigation_direct/upheld");
}

#[test]
fn blanks_that_every_relation_forces_are_filled_and_told_together() {
    let mut report = rows(&[("1", [26, 0, 26]), ("3.1", [26, 0, 26]), ("3.7", [26, 0, 26])]);
    for row in &forms::edition("2021").unwrap().table(APPLICATIONS).unwrap().rows {
        for column in ["enterprise", "research", "public_welfare", "legal_service", "other"] {
            put(&mut report, &format!("applications/{}/{column}", row.id), Value::Blank);
        }
    }
    let repair = repair(&report).unwrap();
    assert!(repair.proved && repair.unique);
    assert_eq!(repair.best.cells.len(), 125);
    assert!(repair.best.cells.iter().all(|change| change.from.is_none() && change.how == How::BlankIsZero));
    assert_eq!(headline(&repair, Language::Chinese), "125 个空白格都应填 0");
}

#[test]
fn blank_totals_are_filled_with_their_sums() {
    let mut report = rows(&[("1", [7, 2, 9]), ("3.1", [5, 2, 7]), ("3.2", [2, 0, 2]), ("3.7", [7, 2, 9])]);
    put(&mut report, "applications/3.1/total", Value::Blank);
    put(&mut report, "applications/3.2/total", Value::Blank);
    let repair = repair(&report).unwrap();
    assert_eq!(corrections(&repair), [cell("3.1", "total", 7), cell("3.2", "total", 2)]);
    assert!(repair.best.cells.iter().all(|change| change.how == How::Sum));
}

#[test]
fn a_blank_part_that_must_be_more_than_0_is_not_said_to_be_0() {
    let mut report = rows(&[("1", [7, 2, 9]), ("3.1", [7, 2, 9]), ("3.7", [7, 2, 9])]);
    put(&mut report, "applications/3.1/enterprise", Value::Blank);
    let repair = repair(&report).unwrap();
    assert_eq!(corrections(&repair), [cell("3.1", "enterprise", 2)]);
    assert_eq!(repair.best.cells[0].how, How::Value);
}

#[test]
fn blanks_that_could_hold_several_figures_are_left_alone() {
    let mut report = rows(&[("1", [3, 0, 3]), ("3.1", [3, 0, 3]), ("3.7", [3, 0, 3])]);
    for column in ["natural_person", "enterprise"] {
        for row in ["3.1", "3.2"] {
            put(&mut report, &format!("applications/{row}/{column}"), Value::Blank);
        }
    }
    put(&mut report, "applications/3.2/total", Value::Number(Number::whole(1)));
    put(&mut report, "applications/3.1/total", Value::Number(Number::whole(2)));
    put(&mut report, "applications/1/enterprise", Value::Number(Number::whole(1)));
    put(&mut report, "applications/1/total", Value::Number(Number::whole(3)));
    put(&mut report, "applications/1/natural_person", Value::Number(Number::whole(2)));
    put(&mut report, "applications/3.7/natural_person", Value::Number(Number::whole(2)));
    put(&mut report, "applications/3.7/enterprise", Value::Number(Number::whole(1)));
    assert_eq!(repair(&report), None);
}

#[test]
fn a_row_that_is_missing_takes_its_relations_out() {
    let mut report = rows(&[("1", [5, 0, 5]), ("3.1", [5, 0, 5]), ("3.7", [9, 0, 9])]);
    for column in ["natural_person", "enterprise", "research", "public_welfare", "legal_service", "other", "total"] {
        put(&mut report, &format!("applications/3.7/{column}"), Value::Missing);
    }
    assert_eq!(repair(&report), None);
}

#[test]
fn a_table_of_random_figures_is_too_inconsistent_to_name_a_cell() {
    let mut report = report("2021", &[]);
    let mut figure = 7;
    for value in &mut report.table_mut(APPLICATIONS).unwrap().figures {
        figure = (figure * 7919 + 13) % 10_007;
        value.value = Value::Number(Number::whole(figure));
    }
    let repair = repair(&report).unwrap();
    assert!(!repair.proved && repair.best.cells.is_empty());
    assert_eq!(repair.unnamed, Some(Unnamed::TooInconsistent));
}

#[test]
fn the_year_before_decides_between_two_cells_that_would_both_do() {
    let mut report =
        rows(&[("1", [4, 0, 4]), ("2", [3, 0, 3]), ("3.1", [7, 0, 8]), ("3.7", [7, 0, 8]), ("4", [1, 0, 1])]);
    let mut previous = rows(&[("4", [4, 0, 4])]);
    (report.year, previous.year) = (Some(2024), Some(2023));
    let options = Options { previous: Some(Box::new(previous)), ..Options::default() };
    let repair = Outcome::of(report, &options).repair.unwrap();
    assert!(repair.proved);
    let second = |column| cell("2", column, 4);
    assert!(
        corrections(&repair).contains(&second("natural_person")) && corrections(&repair).contains(&second("total"))
    );
}

#[test]
fn other_reports_that_contradict_each_other_do_not_hide_a_slip_of_this_one() {
    let mut report = rows(&[("1", [12, 4, 16]), ("3.1", [9, 4, 13]), ("3.2", [8, 0, 3]), ("3.7", [12, 4, 16])]);
    // Last year's total was left at 0: no row 2 can agree with its parts and it.
    let mut previous = rows(&[("4", [2, 1, 0])]);
    (report.year, previous.year) = (Some(2024), Some(2023));
    let options = Options { previous: Some(Box::new(previous)), ..Options::default() };
    let outcome = Outcome::of(report, &options);
    assert_eq!(corrections(&outcome.repair.unwrap()), [cell("3.2", "natural_person", 3)]);
    assert!(outcome.findings.iter().any(|finding| finding.rule == "carryover.applications"));
}

#[test]
fn the_terminal_tells_a_slip_once_with_its_relations_beneath() {
    let report = rows(&[("1", [4, 0, 4]), ("3.3.4", [1, 0, 1]), ("3.4.1", [3, 0, 3])]);
    let outcome = Outcome::of(report, &Options::default());
    let said = text::plain(&text::report("年报", &outcome, None, Language::Chinese));
    let headline = slip(
        &outcome.repair.as_ref().unwrap().best.slips[0],
        &outcome.repair.as_ref().unwrap().best,
        Language::Chinese,
    );
    assert_eq!(said.matches(&headline).count(), 1, "{said}");
    let (_, beneath) = said.split_once(&headline).unwrap();
    let relations = outcome.findings.iter().filter(|finding| finding.rule.starts_with("applications."));
    assert_eq!(relations.clone().count(), 4);
    for finding in relations {
        let line = beneath.lines().find(|line| line.contains(finding.rule)).unwrap();
        assert!(line.starts_with("  "), "{line}");
    }
}

#[test]
fn figures_as_large_as_javascript_holds_are_mended_exactly() {
    let most = 9_007_199_254_740_991;
    let report =
        report("2021", &[("review/reconsideration/upheld", Some(most)), ("review/reconsideration/other", Some(1))]);
    let repair = repair(&report).unwrap();
    assert!(repair.proved);
    for alternative in std::iter::once(&repair.best).chain(&repair.alternatives) {
        let mended = gouji::fix::corrected(&report, &alternative.cells);
        assert_eq!(gouji::rules::relations(&mended, &Options::default()).failed, 0);
    }
}

#[test]
fn neighbours_that_changed_places_are_one_slip() {
    let report = rows(&[("1", [12, 7, 19]), ("3.1", [4, 9, 13]), ("3.2", [3, 3, 6]), ("3.7", [12, 7, 19])]);
    let repair = repair(&report).unwrap();
    assert!(repair.proved);
    assert!(kinds(&repair) == [SlipKind::Misplaced] || kinds(&repair) == [SlipKind::Moved], "{:?}", kinds(&repair));
    assert_eq!(repair.best.cells.len(), 2);
}

#[test]
fn many_wrong_figures_are_counted_once() {
    let mut report = report("2021", &[]);
    for address in ["1/research", "3.1/other", "3.4.2/enterprise", "4/legal_service"] {
        put(&mut report, &format!("applications/{address}"), Value::Number(Number::whole(5)));
    }
    let said = headline(&repair(&report).unwrap(), Language::Chinese);
    assert!(said.ends_with("有 4 格的数字需要改正"), "{said}");
}

#[test]
fn nine_slips_in_a_table_are_found() {
    let mut report = rows(&[("1", [126, 63, 189]), ("3.7", [126, 63, 189])]);
    let results = ["3.1", "3.2", "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.6", "3.3.7"];
    for (row, at) in results.into_iter().zip(1..) {
        for (column, value) in [("natural_person", 20 - at), ("enterprise", 2 * at - 3), ("total", 17 + at)] {
            put(&mut report, &format!("applications/{row}/{column}"), Value::Number(Number::whole(value.max(0))));
        }
    }
    let broken = repair(&report).unwrap();
    put_right(&mut report, &broken);
    for (row, at) in results.into_iter().zip([1_000, 2_003, 3_011, 4_019, 5_023, 6_029, 7_039, 8_053, 9_059]) {
        put(&mut report, &format!("applications/{row}/research"), Value::Number(Number::whole(at)));
    }
    let repair = repair(&report).unwrap();
    assert!(repair.proved && repair.unnamed.is_none());
    assert_eq!(repair.best.cells.len(), 9);
    put_right(&mut report, &repair);
    assert_eq!(gouji::rules::relations(&report, &Options::default()).failed, 0);
}

fn put_right(report: &mut Report, repair: &Repair) {
    *report = gouji::fix::corrected(report, &repair.best.cells);
}

#[test]
fn findings_carry_the_fix_where_it_is_the_only_one() {
    let options = Options::default();
    let outcome = Outcome::of(rows(&[("1", [12, 0, 12]), ("3.1", [21, 0, 12]), ("3.7", [12, 0, 12])]), &options);
    let fixes: Vec<_> = outcome.findings.iter().filter_map(|finding| finding.fix.as_ref()).collect();
    assert_eq!(fixes.len(), 2, "both broken relations name the same cell");
    assert!(fixes.iter().all(|fix| fix.cell.to_string() == "applications/3.1/natural_person"));
    let outcome = Outcome::of(report("2021", &[("review/litigation_direct/upheld", Some(5))]), &options);
    assert!(outcome.findings.iter().all(|finding| finding.rule != "review.total" || finding.fix.is_none()));
}
