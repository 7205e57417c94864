//! A printed form reads back as an empty report of its edition.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use gouji::output::form::{Format, render};
use gouji::report::Value;
use gouji::{Input, Options, Outcome, forms};
use unicode_width::UnicodeWidthStr;

fn read_back(format: Format, check: impl Fn(&forms::Edition, &Outcome)) {
    for edition in forms::editions() {
        let printed = render(edition, format);
        check(edition, &gouji::check(Input::Text(&printed), &Options::default()));
    }
}

fn is_empty_and_whole(edition: &forms::Edition, outcome: &Outcome) {
    assert_eq!(outcome.reason, None, "{}", edition.id);
    for form in &edition.tables {
        let table = outcome.report.table(&form.id).unwrap();
        assert_eq!(table.edition.id, edition.id);
        for (cell, figure) in table.figures.iter().enumerate() {
            assert_eq!(figure.value, Value::Blank, "{} {}", edition.id, form.address(cell));
        }
    }
    let amiss = |rule: &str| rule.starts_with("structure.") || rule.starts_with("edition.");
    let structural: Vec<_> = outcome.findings.iter().filter(|finding| amiss(finding.rule)).collect();
    assert!(structural.is_empty(), "{}: {structural:?}", edition.id);
}

#[test]
fn an_html_form_reads_back_empty_and_whole() {
    read_back(Format::Html, is_empty_and_whole);
}

#[test]
fn a_markdown_form_reads_back_empty_and_whole() {
    read_back(Format::Markdown, is_empty_and_whole);
}

#[test]
fn a_text_form_reads_back_empty_and_whole() {
    read_back(Format::Text, is_empty_and_whole);
}

#[test]
fn an_html_form_names_every_cell_by_its_address() {
    for edition in forms::editions() {
        let page = render(edition, Format::Html);
        for form in &edition.tables {
            for cell in 0..form.cells().len() {
                let address = format!("data-cell=\"{}\"", form.address(cell));
                assert_eq!(page.matches(&address).count(), 1, "{address}");
            }
        }
    }
}

#[test]
fn an_html_form_has_the_merges_of_the_official_one() {
    let page = render(forms::edition("2021").unwrap(), Format::Html);
    for cell in [
        "<th rowspan=\"22\">三、本年度办理结果</th>",
        "<th rowspan=\"8\">（三）不予公开</th>",
        "<th rowspan=\"3\">（六）其他处理</th>",
        "<th colspan=\"7\">申请人情况</th>",
        "<th colspan=\"5\">未经复议直接起诉</th>",
        "<td colspan=\"3\" data-cell=\"disclosure/fees/amount\"></td>",
    ] {
        assert!(page.contains(cell), "{cell}");
    }
}

#[test]
fn the_columns_of_a_text_form_stand_beneath_one_another() {
    let text = render(forms::edition("2021").unwrap(), Format::Text);
    let columns_before = |line: &str, end: usize| line[..end].width();
    let line = |start: &str| text.lines().find(|line| line.starts_with(start)).unwrap();
    let total = |line: &str| columns_before(line, line.rfind("  ").unwrap() + 2);
    let heads = text.lines().find(|line| line.ends_with("总计") && line.contains("自然人")).unwrap();
    assert_eq!(total(heads), total(line("一、本年新收")));
    assert_eq!(total(heads), total(line("  （七）总计")));
}
