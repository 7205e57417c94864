//! The official tables as editors, word processors and page breaks leave them:
//! every figure is still read where it stands.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use support::{Grid, Printed, Random, consistent, html, read, tables};

/// Mangles the three tables of both editions with several sets of figures, and
/// expects every figure to be read.
fn survives(mangle: impl Fn(Vec<Grid>) -> String) {
    for edition in ["2019", "2021"] {
        for seed in 0..5 {
            let figures = consistent(edition, &mut Random(seed));
            let page = mangle(tables(edition, &figures));
            let found = read(&page);
            let wrong: Vec<_> = figures
                .iter()
                .filter(|(address, value)| found.get(*address) != Some(value))
                .map(|(address, value)| format!("{address}: {:?} instead of {value}", found.get(address)))
                .collect();
            assert!(wrong.is_empty(), "{edition}, {seed}: {wrong:#?}\n{page}");
        }
    }
}

fn join(tables: &[Grid]) -> String {
    tables.iter().map(html).collect()
}

fn each_cell(tables: &mut [Grid], mut change: impl FnMut(&mut Printed)) {
    tables.iter_mut().flatten().flatten().for_each(&mut change);
}

/// The group label in front of the results, which spans the most rows.
fn tallest(tables: &mut [Grid]) -> &mut Printed {
    tables[1].iter_mut().flatten().max_by_key(|cell| cell.rows).unwrap()
}

#[test]
fn the_official_form() {
    survives(|tables| join(&tables));
}

#[test]
fn merges_lost_altogether() {
    survives(|mut tables| {
        each_cell(&mut tables, |cell| (cell.rows, cell.columns) = (1, 1));
        join(&tables)
    });
}

#[test]
fn a_group_one_row_too_short() {
    survives(|mut tables| {
        tallest(&mut tables).rows -= 1;
        join(&tables)
    });
}

#[test]
fn a_group_one_row_too_long() {
    survives(|mut tables| {
        tallest(&mut tables).rows += 1;
        join(&tables)
    });
}

#[test]
fn a_group_too_short_and_the_short_row_padded_at_its_end() {
    // What CKEditor 5 and TipTap make of it.
    survives(|mut tables| {
        tallest(&mut tables).rows -= 1;
        let total = tables[1].iter().position(|row| row[0].text == "（七）总计").unwrap();
        tables[1][total].push(Printed { text: String::new(), rows: 1, columns: 1, is_figure: false });
        join(&tables)
    });
}

#[test]
fn a_table_cut_at_a_page_break() {
    survives(|mut tables| {
        let rest = tables[1].split_off(14);
        // The cells that spanned the break are continued by blank ones.
        let mut rest = rest;
        rest[0].insert(0, Printed { text: String::new(), rows: 11, columns: 1, is_figure: false });
        format!("{}{}<p>— 5 —</p>{}{}", html(&tables[0]), html(&tables[1]), html(&rest), html(&tables[2]))
    });
}

/// Puts a blank row of so many cells before a row of a table. An editor lets the
/// merges that cross it grow; whoever types mark-up forgets.
fn blank_row(table: &mut Grid, before: usize, cells: usize, grows: bool) {
    for (at, row) in table.iter_mut().enumerate().take(before) {
        row.iter_mut().filter(|cell| grows && at + cell.rows > before).for_each(|cell| cell.rows += 1);
    }
    let blank = Printed { text: String::new(), rows: 1, columns: 1, is_figure: false };
    table.insert(before, vec![blank; cells]);
}

#[test]
fn a_blank_row_in_a_head() {
    for (table, heads) in [(1, 3), (2, 3)] {
        for (before, grows) in (1..=heads).flat_map(|before| [(before, true), (before, false)]) {
            for cells in [1, 5, 7, 10] {
                survives(|mut tables| {
                    blank_row(&mut tables[table], before, cells, grows);
                    join(&tables)
                });
            }
        }
    }
}

#[test]
fn head_rows_repeated_after_a_page_break() {
    survives(|mut tables| {
        let head: Grid = tables[1][..3].to_vec();
        let at = 16;
        for (offset, row) in head.into_iter().enumerate() {
            tables[1].insert(at + offset, row);
        }
        join(&tables)
    });
}

#[test]
fn group_labels_repeated_in_every_row_or_blank() {
    for repeated in [true, false] {
        survives(|mut tables| {
            let mut covering: Vec<(usize, String)> = Vec::new();
            for row in &mut tables[1][3..] {
                let labels: Vec<String> = covering.iter().map(|(_, text)| text.clone()).collect();
                covering.retain_mut(|(rows, _)| {
                    *rows -= 1;
                    *rows > 0
                });
                for cell in row.iter_mut().filter(|cell| cell.rows > 1) {
                    covering.push((cell.rows - 1, cell.text.clone()));
                    cell.rows = 1;
                }
                for (at, text) in labels.into_iter().enumerate() {
                    let text = if repeated { text } else { String::new() };
                    row.insert(at, Printed { text, rows: 1, columns: 1, is_figure: false });
                }
            }
            join(&tables)
        });
    }
}

#[test]
fn a_layout_table_around_everything_and_other_tables_before() {
    survives(|tables| {
        format!(
            "<table><tr><td>导航</td><td><table><tr><td>索引号</td><td>01/2024</td></tr><tr><td>名称</td><td>年报</td></tr></table>{}</td></tr></table>",
            join(&tables)
        )
    });
}

#[test]
fn one_body_a_row_and_spans_on_every_cell() {
    survives(|tables| {
        join(&tables)
            .replace("<tr>", "<tbody><tr>")
            .replace("</tr>", "</tr></tbody>")
            .replace("<td>", "<td colSpan=\"1\" rowSpan=\"1\">")
    });
}

#[test]
fn cells_and_rows_never_closed() {
    survives(|tables| join(&tables).replace("</td>", "").replace("</tr>", ""));
}

#[test]
fn word_and_its_inline_tags() {
    survives(|mut tables| {
        each_cell(&mut tables, |cell| {
            let letters: Vec<String> = cell.text.chars().map(|letter| letter.to_string()).collect();
            let (head, tail) = letters.split_at(letters.len() / 2);
            cell.text = if cell.is_figure {
                format!("<p class=MsoNormal><span>&nbsp;</span><span lang=EN-US>{}</span><o:p></o:p></p>", cell.text)
            } else {
                format!(
                    "<p><span style='mso-spacerun:yes'>{}</span></p><p><font>{}</font><o:p>&nbsp;</o:p></p>",
                    head.concat(),
                    tail.concat()
                )
            };
        });
        join(&tables)
    });
}

#[test]
fn vertical_labels_and_brs() {
    survives(|mut tables| {
        each_cell(&mut tables, |cell| {
            if !cell.is_figure {
                cell.text = cell.text.chars().map(String::from).collect::<Vec<_>>().join("<br>");
            }
        });
        join(&tables)
    });
}

#[test]
fn hidden_and_commented_copies_are_not_read() {
    survives(|tables| {
        let page = join(&tables);
        let stale = page.replace(">0<", ">5<");
        format!("<!-- {stale} --><div style='display:none'>{stale}</div>{page}")
    });
}

#[test]
fn the_disclosure_table_as_four_or_five_tables() {
    survives(|tables| {
        let mut pages = String::new();
        let mut block: Grid = Vec::new();
        for row in &tables[0] {
            if row[0].text.starts_with("第二十条") && !block.is_empty() {
                pages.push_str(&html(&std::mem::take(&mut block)));
            }
            block.push(row.clone());
        }
        format!("{pages}{}{}{}", html(&block), html(&tables[1]), html(&tables[2]))
    });
}

#[test]
fn an_empty_fifth_column() {
    survives(|mut tables| {
        for row in &mut tables[0] {
            row.push(Printed { text: String::new(), rows: 1, columns: 1, is_figure: false });
        }
        join(&tables)
    });
}

#[test]
fn everything_in_one_table() {
    survives(|tables| html(&tables.into_iter().flatten().collect()));
}

/// Lets two columns of the applications change places, heads and figures.
fn swap_columns(tables: &mut [Grid]) {
    for (at, row) in tables[1].iter_mut().enumerate() {
        let length = row.len();
        match at {
            2 => row.swap(0, 1),
            3.. => row.swap(length - 6, length - 5),
            _ => {}
        }
    }
}

#[test]
fn columns_in_another_order_follow_their_head() {
    survives(|mut tables| {
        swap_columns(&mut tables);
        join(&tables)
    });
}

#[test]
fn columns_in_another_order_and_a_row_pushed_aside() {
    survives(|mut tables| {
        swap_columns(&mut tables);
        tallest(&mut tables).rows -= 1;
        join(&tables)
    });
}

#[test]
fn no_figure_is_read_under_another_column_where_one_is_missing_and_the_head_is_broken() {
    for (before, cells) in [(1, 6), (1, 1), (2, 6), (2, 1)] {
        let figures = consistent("2021", &mut Random(3));
        let mut tables = tables("2021", &figures);
        tables[1][2].remove(1);
        tables[1][0][1].columns -= 1;
        tables[1][1][1].columns -= 1;
        for row in &mut tables[1][3..] {
            let at = row.len() - 5;
            row.remove(at);
        }
        blank_row(&mut tables[1], before, cells, false);
        for (address, found) in read(&join(&tables)) {
            assert_eq!(found, figures[&address], "{address}, a blank row of {cells} before {before}");
        }
    }
}
