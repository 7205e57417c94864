//! Tables with rows and columns missing, added, moved and reworded: each is
//! named, and no figure is read into another's place.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use gouji::{Input, Language, Options, messages};
use support::{Figures, Grid, Printed, Random, consistent, html, read, tables};

struct Changed {
    figures: Figures,
    read: Figures,
    messages: Vec<String>,
}

/// Changes the tables of 2021's form; what is read then, and what is said of
/// the shape.
fn change(change: impl Fn(&mut Vec<Grid>)) -> Changed {
    let figures = consistent("2021", &mut Random(7));
    let mut tables = tables("2021", &figures);
    change(&mut tables);
    let page: String = tables.iter().map(html).collect();
    let outcome = gouji::check(Input::Text(&page), &Options::default());
    let shape = outcome.findings.iter().filter(|finding| finding.rule.starts_with("structure."));
    let messages = shape.map(|finding| format!("{} {}", finding.rule, messages::message(finding, Language::Chinese)));
    Changed { messages: messages.collect(), read: read(&page), figures }
}

impl Changed {
    /// Every figure is read, but for those whose address begins so.
    fn reads_all_but(&self, gone: &str) {
        for (address, value) in &self.figures {
            if gone.is_empty() || !address.starts_with(gone) {
                assert_eq!(self.read.get(address), Some(value), "{address}");
            } else {
                assert_eq!(self.read.get(address), None, "{address}");
            }
        }
    }
}

fn row_of(grid: &Grid, label: &str) -> usize {
    grid.iter().position(|row| row.iter().any(|cell| cell.text == label)).unwrap()
}

fn relabel(grid: &mut Grid, from: &str, to: &str) {
    let cell = grid.iter_mut().flatten().find(|cell| cell.text.contains(from)).unwrap();
    cell.text = cell.text.replace(from, to);
}

#[test]
fn the_official_form_has_no_finding() {
    assert_eq!(change(|_| {}).messages, [""; 0]);
}

#[test]
fn a_missing_row_is_named() {
    let changed = change(|tables| {
        let row = row_of(&tables[1], "2.重复申请");
        tables[1].remove(row);
    });
    changed.reads_all_but("applications/3.5.2/");
    assert_eq!(changed.messages, ["structure.row_missing 表三缺少“2.重复申请”一行：规定的行不得删减，没有发生的填 0"]);
}

#[test]
fn an_added_row_is_named_and_not_swallowed() {
    let changed = change(|tables| {
        let row = row_of(&tables[1], "2.重复申请");
        let mut added = tables[1][row].clone();
        added[0].text = "其他不予处理的情形".to_owned();
        tables[1].insert(row + 1, added);
    });
    changed.reads_all_but("");
    assert_eq!(changed.messages, ["structure.row_extra 表三多出“其他不予处理的情形”一行：规定的格式没有这一行"]);
}

#[test]
fn a_moved_row_is_read_and_named() {
    let changed = change(|tables| {
        let row = row_of(&tables[1], "7.属于行政执法案卷");
        let moved = tables[1].remove(row);
        tables[1].insert(row + 1, moved);
    });
    changed.reads_all_but("");
    assert_eq!(changed.messages.len(), 1);
    assert!(changed.messages[0].starts_with("structure.row_order"), "{:?}", changed.messages);
}

#[test]
fn reworded_labels_are_read_and_named() {
    for (table, from, to, rule) in [
        (1, "2.其他法律行政法规禁止公开", "2.其他法律行政止公开", "structure.label"),
        (0, "现行有效件数", "先行有效件数", "structure.label"),
        (1, "勾稽关系", "钩稽关系", "structure.label"),
        (0, "行政规范性文件", "规范性文件", "structure.label"),
        (1, "3.危及“三安全一稳定”", "危及“三安全一稳定”", "structure.label"),
        (1, "三、本年度办理结果", "三三、本年度办理结果", ""),
        (1, "科研机构", "科研企业", "structure.label"),
        (0, "本年废止件数", "本年废止件", "structure.label"),
    ] {
        let changed = change(|tables| relabel(&mut tables[table], from, to));
        changed.reads_all_but("");
        let rules: Vec<&str> = changed.messages.iter().map(|message| message.split(' ').next().unwrap()).collect();
        assert_eq!(rules.join(" "), rule, "{from} → {to}: {:?}", changed.messages);
    }
}

#[test]
fn type_setting_is_no_finding() {
    for (from, to) in [
        ("（一）予以公开", "( 一 ) 予以公开"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        ("“三安全一稳定”", "\"三安全一稳定\""),
        ("商业企业", "商业 企业"),
        ("总计", "總計"),
    ] {
        let changed = change(|tables| relabel(&mut tables[1], from, to));
        changed.reads_all_but("");
        assert_eq!(changed.messages, [""; 0], "{to}");
    }
}

#[test]
fn a_subtotal_column_is_named_and_read_past() {
    let changed = change(|tables| {
        let extra = |text: &str, is_figure| Printed { text: text.to_owned(), rows: 1, columns: 1, is_figure };
        tables[1][0].last_mut().unwrap().columns += 1;
        tables[1][1][1].columns += 1;
        tables[1][2].push(extra("小计", false));
        for row in &mut tables[1][3..] {
            let at = row.len() - 1;
            row.insert(at, extra("99", true));
        }
    });
    changed.reads_all_but("");
    assert_eq!(changed.messages, ["structure.column_extra 表三多出“小计”一列：规定的格式没有这一列"]);
}

#[test]
fn a_missing_column_is_named_and_the_others_read() {
    let changed = change(|tables| {
        tables[1][2].remove(3);
        for row in &mut tables[1][3..] {
            let at = row.len() - 3;
            row.remove(at);
        }
    });
    for (address, value) in &changed.figures {
        let gone = address.starts_with("applications/") && address.ends_with("/legal_service");
        assert_eq!(changed.read.get(address), (!gone).then_some(value), "{address}");
    }
    assert_eq!(changed.messages, ["structure.column_missing 表三缺少“法律服务机构”一列：规定的列不得删减"]);
}

#[test]
fn a_row_with_a_cell_too_few_is_not_guessed() {
    let changed = change(|tables| {
        let row = row_of(&tables[1], "2.重复申请");
        tables[1][row].pop();
    });
    changed.reads_all_but("applications/3.5.2/");
}

#[test]
fn an_editor_that_took_the_merges_apart_is_named() {
    let changed =
        change(|tables| tables.iter_mut().flatten().flatten().for_each(|cell| (cell.rows, cell.columns) = (1, 1)));
    changed.reads_all_but("");
    assert!(
        changed.messages.iter().any(|message| message.starts_with("structure.merges 表三")),
        "{:?}",
        changed.messages
    );
}

#[test]
fn a_figure_in_every_part_of_a_merged_cell_taken_apart_is_that_figure() {
    let apart = |cell: &Printed| {
        let parts = if cell.is_figure { cell.columns } else { 1 };
        vec![Printed { columns: 1, ..cell.clone() }; parts]
    };
    let changed = change(|tables| tables[0].iter_mut().for_each(|row| *row = row.iter().flat_map(apart).collect()));
    changed.reads_all_but("");
}

#[test]
fn tables_of_two_editions_are_each_read_by_their_own() {
    let (old, new) = (consistent("2019", &mut Random(1)), consistent("2021", &mut Random(2)));
    let page = html(&tables("2021", &new)[0]) + &html(&tables("2019", &old)[1]) + &html(&tables("2019", &old)[2]);
    let outcome = gouji::check(Input::Text(&page), &Options { year: Some(2023), ..Options::default() });
    let editions: Vec<&str> = outcome.report.tables.iter().map(|table| table.edition.id.as_str()).collect();
    assert_eq!(editions, ["2021", "2019", "2019"]);
    assert_eq!(outcome.relations.failed, 0);
    assert_eq!(outcome.relations.held, 40);
}
