//! Cells that hold no figure, rows that lack cells, and tables of two editions: what
//! is said of them, and that all others are read.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use gouji::finding::{Finding, Severity};
use gouji::messages;
use gouji::{Input, Language, Options, Outcome};
use support::{Figures, Grid, Printed, Random, consistent, html, tables};

/// Both ways to read a table: by its cells, and in running text.
const WAYS: [fn(&[Grid]) -> String; 2] = [in_cells, in_text];

fn in_cells(tables: &[Grid]) -> String {
    tables.iter().map(html).collect()
}

/// Cells between blanks, as a table is laid out by a PDF.
fn in_text(tables: &[Grid]) -> String {
    let row = |row: &Vec<Printed>| {
        let texts: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
        texts.join(" ") + "\n"
    };
    tables.iter().flatten().map(row).collect()
}

fn check(text: &str, year: Option<u16>) -> Outcome {
    gouji::check(Input::Text(text), &Options { year, ..Options::default() })
}

/// Errors and warnings about the tables, in order.
fn about_tables(outcome: &Outcome) -> impl Iterator<Item = &Finding> {
    let of_tables = |finding: &&Finding| {
        ["cell.", "structure.", "edition."].iter().any(|family| finding.rule.starts_with(family))
            && !finding.rule.starts_with("structure.section")
    };
    outcome.findings.iter().filter(|finding| finding.severity != Severity::Info).filter(of_tables)
}

/// What they say.
fn told(outcome: &Outcome) -> Vec<String> {
    let findings = about_tables(outcome);
    findings.map(|finding| format!("{} {}", finding.rule, messages::message(finding, Language::Chinese))).collect()
}

/// Their rules, each once.
fn rules(outcome: &Outcome) -> Vec<&'static str> {
    let mut rules: Vec<&str> = about_tables(outcome).map(|finding| finding.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// Every figure is read as it was, but for those with an address that contains this.
fn reads_all_but(outcome: &Outcome, figures: &Figures, gone: &str) {
    for table in &outcome.report.tables {
        for cell in 0..table.form.cells().len() {
            let address = table.form.address(cell);
            let expected = figures.get(address).filter(|_| !address.contains(gone));
            assert_eq!(table.integer(cell).as_ref(), expected, "{address}: {:?}", told(outcome));
        }
    }
}

/// The figures of a row of a printed table.
fn row<'a>(tables: &'a mut [Grid], label: &str) -> &'a mut Vec<Printed> {
    let mut rows = tables.iter_mut().flatten();
    rows.find(|row| row.iter().any(|cell| cell.text == label)).unwrap()
}

#[test]
fn a_word_in_place_of_a_figure_costs_that_figure_alone() {
    const WORDS: [&str; 8] = ["#REF!", "约350", "见附件", "2O", "l", "24件左右", "贰拾捌万元", "若干"];
    let mut words = WORDS.iter().cycle();
    for edition in ["2019", "2021"] {
        let figures = consistent(edition, &mut Random(11));
        for print in WAYS {
            for address in figures.keys().step_by(9) {
                let mut marked = figures.clone();
                marked.insert(address.clone(), 987_654_321);
                let word = words.next().unwrap();
                let page = print(&tables(edition, &marked)).replace("987654321", word);
                let outcome = check(&page, None);
                reads_all_but(&outcome, &figures, address);
                let found: Vec<String> =
                    about_tables(&outcome).flat_map(|finding| &finding.cells).map(ToString::to_string).collect();
                assert_eq!(rules(&outcome), ["cell.not_a_number"], "{word}: {:?}", told(&outcome));
                assert_eq!(found, [address.as_str()], "{word}");
            }
        }
    }
}

#[test]
fn words_in_every_total_leave_the_neighbours_whole() {
    for (word, rule) in [("见附件", "cell.not_a_number"), ("#REF!", "cell.not_a_number"), ("合计", "cell.unit")] {
        let figures = consistent("2021", &mut Random(3));
        let mut tables = tables("2021", &figures);
        for row in &mut tables[1][3..] {
            let total = row.last_mut().unwrap();
            total.text = if word == "合计" { format!("{word}{}", total.text) } else { word.to_owned() };
        }
        let outcome = check(&in_cells(&tables), None);
        let gone = if word == "合计" { "nothing" } else { "/total" };
        for table in outcome.report.tables.iter().filter(|table| table.form.id.as_str() == "applications") {
            for cell in (0..table.form.cells().len()).filter(|cell| !table.form.address(*cell).contains(gone)) {
                assert_eq!(table.integer(cell), figures.get(table.form.address(cell)).copied(), "{word}");
            }
        }
        assert_eq!(rules(&outcome), [rule], "{word}");
    }
}

#[test]
fn a_row_that_lost_figures_is_not_split_anew_and_says_what_was_counted() {
    for print in WAYS {
        let figures = consistent("2021", &mut Random(5));
        let mut tables = tables("2021", &figures);
        let cells = row(&mut tables, "2.没有现成信息需要另行制作");
        for (cell, text) in cells.iter_mut().rev().zip(["12", "34", "0", "5", "0", "0", "0"]) {
            cell.text = text.to_owned();
        }
        cells.truncate(cells.len() - 2);
        let outcome = check(&print(&tables), None);
        let told: Vec<String> = told(&outcome).into_iter().filter(|told| told.starts_with("cell.")).collect();
        assert_eq!(
            told,
            [
                "cell.not_a_number 第三项（四）无法提供2.没有现成信息需要另行制作应有 7 格，只有 5 格（“0 0 0 5 0”），无法确定缺的是哪一格"
            ]
        );
        let table = outcome.report.tables.get(1).unwrap();
        let read = |column: &str| table.integer(table.form.cell_named("3.4.2", column).unwrap());
        assert_eq!([read("natural_person"), read("total")], [None, None]);
    }
}

#[test]
fn rows_that_lack_the_same_are_told_once() {
    let figures = consistent("2021", &mut Random(5));
    let mut tables = tables("2021", &figures);
    tables[1][3..].iter_mut().for_each(|row| row.truncate(row.len() - 1));
    let outcome = check(&in_cells(&tables), None);
    assert_eq!(told(&outcome).len(), 1, "{:?}", told(&outcome));
    assert!(told(&outcome)[0].starts_with("cell.not_a_number 表三有 25 行应有 7 格，都只有 6 格"));
}

#[test]
fn a_row_without_cells_is_blank_and_a_word_over_all_of_them_is_none() {
    for print in WAYS {
        let figures = consistent("2021", &mut Random(9));
        let mut grids = tables("2021", &figures);
        row(&mut grids, "4.无正当理由大量反复申请").retain(|cell| !cell.is_figure);
        let outcome = check(&print(&grids), None);
        reads_all_but(&outcome, &figures, "/3.5.4/");
        assert_eq!(
            told(&outcome),
            ["cell.blank 第三项（五）不予处理4.无正当理由大量反复申请一行没有数字格：没有发生的各格请填 0"]
        );
        let mut grids = tables("2021", &figures);
        let rules_row = row(&mut grids, "规章");
        rules_row.truncate(2);
        rules_row[1].text = "无此项职能".to_owned();
        let outcome = check(&print(&grids), None);
        reads_all_but(&outcome, &figures, "/rules/");
        assert_eq!(rules(&outcome), ["cell.not_a_number"]);
    }
}

#[test]
fn rows_cut_off_are_missing_rows_and_no_other_edition() {
    for (edition, rows, year) in [("2021", 3, 2024), ("2019", 1, 2020)] {
        for print in WAYS {
            let figures = consistent(edition, &mut Random(13));
            let mut tables = tables(edition, &figures);
            let is_other = |row: &Vec<Printed>| {
                row.iter().any(|cell| {
                    cell.text.contains("（六）其他处理") || cell.text.contains("逾期") || cell.text == "3.其他"
                })
            };
            tables[1].retain(|row| !is_other(row));
            tables[1].iter_mut().flatten().filter(|cell| cell.rows > 10).for_each(|cell| cell.rows -= rows);
            for year in [None, Some(year)] {
                let outcome = check(&print(&tables), year);
                assert_eq!(outcome.report.edition().map(|edition| edition.id.as_str()), Some(edition));
                assert_eq!(told(&outcome).len(), rows, "{:?}", told(&outcome));
                assert_eq!(rules(&outcome), ["structure.row_missing"]);
            }
        }
    }
}

#[test]
fn a_head_of_another_edition_is_told_once_and_the_rows_beneath_are_left_unread() {
    for print in WAYS {
        let figures = consistent("2021", &mut Random(17));
        let mut grids = tables("2021", &figures);
        let other = tables("2019", &consistent("2019", &mut Random(17)));
        grids[0].splice(0..4, other[0][..4].iter().cloned());
        let outcome = check(&print(&grids), Some(2023));
        let disclosure = outcome.report.tables.first().unwrap();
        let read = |row: &str, column: &str| disclosure.integer(disclosure.form.cell_named(row, column).unwrap());
        assert_eq!(read("licensing", "decisions"), figures.get("disclosure/licensing/decisions").copied());
        assert_eq!([read("rules", "issued"), read("normative_documents", "in_force")], [None, None]);
        assert_eq!(told(&outcome).len(), 1, "{:?}", told(&outcome));
        assert!(told(&outcome)[0].starts_with("edition.year 表二“规章”“行政规范性文件”的表头（本年新制作数量、"));
    }
}

#[test]
fn a_row_that_stands_twice_is_one_finding() {
    for print in WAYS {
        let figures = consistent("2019", &mut Random(19));
        let mut grids = tables("2019", &figures);
        let at = grids[0].iter().position(|row| row[0].text == "政府集中采购").unwrap();
        let again = grids[0][at].clone();
        grids[0].insert(at + 1, again);
        let outcome = check(&print(&grids), None);
        reads_all_but(&outcome, &figures, "nothing");
        assert_eq!(told(&outcome), ["structure.row_extra 表二的“政府集中采购”一行出现了不止一次"]);
        grids[0][at + 1][1].text = "公务用车10辆".to_owned();
        grids[0][at + 1][2].text = "1530000元".to_owned();
        let outcome = check(&print(&grids), None);
        reads_all_but(&outcome, &figures, "/procurement/");
        assert_eq!(
            told(&outcome),
            ["structure.row_extra 表二的“政府集中采购”一行出现了不止一次，数字不同，无法确定以哪一行为准"]
        );
    }
}

#[test]
fn rows_within_a_row_are_one_finding() {
    let figures = consistent("2019", &mut Random(23));
    let mut grids = tables("2019", &figures);
    let at = grids[0].iter().position(|row| row[0].text == "其他对外管理服务事项").unwrap();
    let cell = |text: &str| Printed { text: text.to_owned(), rows: 1, columns: 1, is_figure: text.len() < 3 };
    let mut label = grids[0][at][0].clone();
    label.rows = 2;
    grids[0][at] = [vec![label], ["行政检查", "5", "0", "7"].map(cell).to_vec()].concat();
    grids[0].insert(at + 1, ["行政确认", "2", "0", "3"].map(cell).to_vec());
    for print in WAYS {
        let outcome = check(&print(&grids), Some(2020));
        reads_all_but(&outcome, &figures, "/other_services/");
        assert_eq!(
            told(&outcome),
            [
                "structure.row_extra 表二的“其他对外管理服务事项”一行分成了“行政检查”“行政确认”：规定的格式只有一行，数字没有读取"
            ]
        );
    }
}

#[test]
fn a_table_that_is_mostly_blank_is_told_once_with_what_could_not_be_assessed() {
    let figures = consistent("2021", &mut Random(29));
    let mut tables = tables("2021", &figures);
    for row in &mut tables[1][3..] {
        let total = row.len() - 1;
        row[..total].iter_mut().filter(|cell| cell.is_figure).for_each(|cell| cell.text.clear());
    }
    let outcome = check(&in_cells(&tables), None);
    assert_eq!(told(&outcome), ["cell.table_blank 表三有 150 格空白，37 条勾稽关系未能核对：没有发生的请填 0"]);
    assert_eq!(outcome.relations.not_assessed, 37);
}

#[test]
fn for_the_year_in_which_the_form_was_recommended_another_one_is_no_error() {
    let figures = consistent("2021", &mut Random(31));
    let mut tables = tables("2021", &figures);
    tables[0].retain(|row| row[0].text != "行政强制");
    let errors = |year: u16| {
        let outcome = check(&in_cells(&tables), Some(year));
        outcome.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    };
    assert_eq!([errors(2019), errors(2020)], [0, 3]);
}

#[test]
fn the_year_in_a_label_and_a_group_in_the_same_line_are_no_figures() {
    let figures = consistent("2021", &mut Random(37));
    let mut tables = tables("2021", &figures);
    row(&mut tables, "一、本年新收政府信息公开申请数量")[0].text = "一、本年(2021)新收政府信息公开申请数量".to_owned();
    row(&mut tables, "二、上年结转政府信息公开申请数量")[0].text =
        "二、上年（2020）结转政府信息公开申请数量".to_owned();
    for print in WAYS {
        let outcome = check(&print(&tables), None);
        reads_all_but(&outcome, &figures, "nothing");
        assert_eq!(told(&outcome), [""; 0]);
    }
}

/// A cell that is no figure of the form.
fn beside(text: &str) -> Printed {
    Printed { text: text.to_owned(), rows: 1, columns: 1, is_figure: false }
}

#[test]
fn ticks_to_the_right_of_a_table_are_no_figures_of_it() {
    let figures = consistent("2021", &mut Random(23));
    let mut grids = tables("2021", &figures);
    for row in grids[1].iter_mut().filter(|row| row.iter().any(|cell| cell.is_figure)) {
        row.extend([beside(""), beside("√")]);
    }
    let outcome = check(&in_cells(&grids), None);
    reads_all_but(&outcome, &figures, "nothing");
    assert_eq!(told(&outcome), [""; 0]);
}

#[test]
fn a_head_that_is_printed_again_is_no_row() {
    let figures = consistent("2021", &mut Random(29));
    let mut grids = tables("2021", &figures);
    let head = ["", "", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""];
    grids[1].insert(12, head.map(beside).to_vec());
    grids[1].push(["结果维持", "尚未审结", "总计", "结果维持", "总计", ""].map(beside).to_vec());
    let outcome = check(&in_cells(&grids), None);
    reads_all_but(&outcome, &figures, "nothing");
    assert_eq!(told(&outcome), [""; 0]);
}

#[test]
fn rows_are_not_called_blank_where_the_figures_stand_elsewhere() {
    let figures = consistent("2021", &mut Random(31));
    let mut grids = tables("2021", &figures);
    let mut moved = 0;
    for row in grids[1].iter_mut().filter(|row| row.iter().any(|cell| cell.is_figure)) {
        moved += 1;
        match moved {
            1 | 2 => row.retain(|cell| !cell.is_figure),
            3..=6 => row.extend((0..9).map(|figure| Printed { is_figure: true, ..beside(&figure.to_string()) })),
            _ => {}
        }
    }
    assert_eq!(rules(&check(&in_cells(&grids), None)), ["cell.not_a_number"]);
}
