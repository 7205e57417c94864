//! Workbooks as Excel, WPS and other programs write them.

mod seen;
mod xls;

use crate::office::archive::tests::zipped;
use crate::{Document, GridRow, Position};

const STYLES: &str = r#"<styleSheet><numFmts count="1"><numFmt numFmtId="176" formatCode="m&quot;月&quot;d&quot;日&quot;"/></numFmts>
    <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="10"/><xf numFmtId="4"/></cellXfs></styleSheet>"#;

const STRINGS: &str = r#"<sst><si><t>行政许可</t></si><si><r><t>处理</t></r><r><t>决定</t></r><rPh sb="0" eb="1"><t>chuli</t></rPh></si><si><t>甲_x000D_&#10;乙</t></si></sst>"#;

/// A workbook of sheets: name, attributes of the sheet, content of `worksheet`.
fn bytes(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    bytes_with(sheets, STYLES, STRINGS, "")
}

/// With these styles and texts, and this behind the sheets of the workbook.
fn bytes_with(sheets: &[(&str, &str, &str)], styles: &str, strings: &str, after: &str) -> Vec<u8> {
    let relationship = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let mut names = String::new();
    let mut targets =
        relationship("s", "styles", "styles.xml") + &relationship("t", "sharedStrings", "/xl/sharedStrings.xml");
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            format!("<Relationships>{}</Relationships>", relationship("r", "officeDocument", "xl/workbook.xml")),
        ),
        ("xl/styles.xml".to_owned(), styles.to_owned()),
        ("xl/sharedStrings.xml".to_owned(), strings.to_owned()),
    ];
    for (number, (name, attributes, content)) in sheets.iter().enumerate() {
        names.push_str(&format!(r#"<sheet name="{name}" sheetId="{number}" r:id="id{number}" {attributes}/>"#));
        targets.push_str(&relationship(&format!("id{number}"), "worksheet", &format!("worksheets/sheet{number}.xml")));
        parts.push((format!("xl/worksheets/sheet{number}.xml"), format!("<worksheet>{content}</worksheet>")));
    }
    parts.push(("xl/workbook.xml".to_owned(), format!("<workbook><sheets>{names}</sheets>{after}</workbook>")));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{targets}</Relationships>")));
    zipped(&parts)
}

fn read(sheets: &[(&str, &str, &str)]) -> Document {
    crate::office::read(&bytes(sheets)).unwrap().unwrap()
}

fn sheet(content: &str) -> Document {
    read(&[("表", "", content)])
}

/// Text, rows and columns of every cell.
type Shown<'a> = (&'a str, u16, u16);

fn grids(document: &Document) -> Vec<Vec<Vec<Shown<'_>>>> {
    let row =
        |row: &GridRow| row.cells.iter().map(|cell| (document.slice(&cell.range), cell.rows, cell.columns)).collect();
    document.grids().map(|grid| grid.rows.iter().map(row).collect()).collect()
}

/// The texts of the first grid.
fn texts(document: &Document) -> Vec<Vec<&str>> {
    let row = |row: &GridRow| row.cells.iter().map(|cell| document.slice(&cell.range)).collect();
    document.grids().next().unwrap().rows.iter().map(row).collect()
}

fn paragraphs(document: &Document) -> Vec<&str> {
    document.paragraphs().map(|paragraph| document.slice(&paragraph.range)).collect()
}

#[test]
fn every_kind_of_cell_is_read_as_it_is_shown() {
    let document = sheet(
        r#"<sheetData><row r="2">
        <c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="s"><v>2</v></c>
        <c r="E2"><v>4166.2416190000004</v></c><c r="F2" t="str"><f>"a"</f><v>7件</v></c>
        <c r="G2" t="inlineStr"><is><r><t>十</t></r><r><t>二</t></r></is></c>
        <c r="H2" t="b"><v>1</v></c><c r="I2" t="e"><v>#REF!</v></c><c r="J2"/><c r="K2"><v>0</v></c>
        <c r="L2" s="2"><v>0.25</v></c><c r="M2" s="3"><v>1234.5</v></c></row></sheetData>"#,
    );
    assert_eq!(
        texts(&document),
        [["行政许可", "处理决定", "甲\n乙", "4166.241619", "7件", "十二", "TRUE", "#REF!", "", "0", "25%", "1234.5"]]
    );
    let cell = document.grids().next().unwrap().rows[0].cells[3].id;
    assert_eq!(document.positions.of_cell(cell), Some(&Position::sheet("表", 2, 5)));
}

#[test]
fn rows_and_cells_without_their_numbers_follow_each_other() {
    let document = sheet(
        "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row></sheetData>",
    );
    assert_eq!(texts(&document), [["1", "2"], ["3", "4"]]);
}

#[test]
fn merged_cells_are_spans_and_hold_the_blank_rows_in_them() {
    let document = sheet(
        r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>组</t></is></c><c r="B1"><v>1</v></c><c r="C1"><v>9</v></c></row>
        <row r="3"><c r="B3"><v>2</v></c><c r="C3"><v>8</v></c></row><row r="4"><c r="A4" t="inlineStr"><is><t>横</t></is></c><c r="C4"><v>7</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="A4:B4"/></mergeCells>"#,
    );
    assert_eq!(
        grids(&document),
        [vec![
            vec![("组", 3, 1), ("1", 1, 1), ("9", 1, 1)],
            vec![("", 1, 1), ("", 1, 1)],
            vec![("2", 1, 1), ("8", 1, 1)],
            vec![("横", 1, 2), ("7", 1, 1)]
        ]]
    );
}

#[test]
fn a_row_that_is_not_filled_in_yet_ends_its_table() {
    let content = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>
        <row r="2"><c r="A2" s="0"/><c r="B2" s="0"/></row><row r="3"><c r="A3" s="0"/></row>
        <row r="5"><c r="A5"><v>3</v></c><c r="B5"><v>4</v></c></row><row r="6"><c r="A6" s="0"/></row></sheetData>"#;
    assert_eq!(grids(&sheet(content)).len(), 2);
    assert_eq!(texts(&sheet(content)), [["1", "2"], ["", ""]]);
}

#[test]
fn what_is_hidden_is_left_out_and_spans_shrink() {
    let text = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let content = format!(
        r#"<cols><col min="2" max="2" hidden="1"/></cols><sheetData>
        <row r="1" hidden="1">{}<c r="C1"><v>1</v></c></row><row r="2"><c r="B2"><v>5</v></c><c r="C2"><v>2</v></c></row>
        <row r="3"><c r="C3"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A3"/></mergeCells>"#,
        text("A1", "组")
    );
    let document =
        read(&[("一", "", &content), ("二", r#"state="hidden""#, &content), ("三", r#"state="veryHidden""#, &content)]);
    assert_eq!(grids(&document), [vec![vec![("组", 2, 1), ("2", 1, 1)], vec![("3", 1, 1)]]]);
}

#[test]
fn headings_and_sentences_between_tables_are_text() {
    let text = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let row = |row: u32, cells: &str| format!(r#"<row r="{row}">{cells}</row>"#);
    let table = |first: u32| {
        row(first, &(text(&format!("A{first}"), "项目") + &text(&format!("B{first}"), "件数")))
            + &row(first + 1, &text(&format!("A{}", first + 1), "第二十条第（一）项"))
            + &row(
                first + 2,
                &(text(&format!("A{}", first + 2), "规章") + &format!(r#"<c r="B{}"><v>1</v></c>"#, first + 2)),
            )
    };
    let content = format!(
        r#"<sheetData>{}{}{}{}{}{}</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A4:B4"/><mergeCell ref="A8:B8"/></mergeCells>"#,
        row(1, &text("A1", "青禾县年度报告")),
        row(2, &text("A2", "一、总体情况")),
        table(3),
        row(6, &text("A6", "三、收到和处理情况")),
        table(7),
        row(10, &text("A10", "注：含上年结转。"))
    );
    let document = sheet(&content);
    assert_eq!(paragraphs(&document), ["青禾县年度报告", "一、总体情况", "三、收到和处理情况", "注：含上年结转。"]);
    assert_eq!(document.grids().map(|grid| grid.rows.len()).collect::<Vec<_>>(), [3, 3]);
    let third = document.paragraphs().nth(2).unwrap();
    assert_eq!(document.positions.at(third.range.start), Some(&Position::sheet("表", 6, 1)));
}

#[test]
fn a_blank_cell_with_a_border_keeps_a_label_in_its_table() {
    let content = r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>一、本年新收</t></is></c><c r="B1" s="1"/></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>二、上年结转</t></is></c><c r="B2"><v>0</v></c></row></sheetData>"#;
    assert_eq!(texts(&sheet(content)), [["一、本年新收", ""], ["二、上年结转", "0"]]);
}

#[test]
fn a_day_that_a_spreadsheet_made_is_shown_as_one_and_a_figure_is_not() {
    let content =
        r#"<sheetData><row r="1"><c r="A1" s="1"><v>45356</v></c><c r="B1" s="1"><v>7</v></c></row></sheetData>"#;
    assert_eq!(texts(&sheet(content)), [["2024/3/5", "7"]]);
}

/// Formula, stored and computed value of what is stale.
fn stale(content: &str) -> Vec<(String, String, String)> {
    let document = sheet(&format!("<sheetData>{content}</sheetData>"));
    document.stale.into_iter().map(|stale| (stale.formula, stale.stored, stale.computed)).collect()
}

#[test]
fn a_stored_value_is_held_against_its_own_formula() {
    let sum = |stored: &str| {
        format!(
            r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><f>SUM(A1:B1)</f><v>{stored}</v></c></row>"#
        )
    };
    assert_eq!(stale(&sum("3")), []);
    assert_eq!(stale(&sum("7")), [("=SUM(A1:B1)".to_owned(), "7".to_owned(), "3".to_owned())]);
    assert_eq!(stale(&sum("7").replace("SUM", "MEDIAN")), []);
}

#[test]
fn a_shared_formula_is_moved_to_each_of_its_cells() {
    let content = r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*$A$1</f><v>1</v></c></row>
        <row r="2"><c r="A2"><v>5</v></c><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>"#;
    assert_eq!(stale(content), [("=A2*$A$1".to_owned(), "4".to_owned(), "5".to_owned())]);
}

#[test]
fn a_formula_that_nobody_computed_yet_is_computed_and_one_not_understood_is_shown() {
    let content = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f></c><c r="C1"><f>B1+1</f><v></v></c><c r="D1"><f>NOW()</f></c></row></sheetData>"#;
    let document = sheet(content);
    assert_eq!(texts(&document), [["1", "2", "3", "=NOW()"]]);
    assert_eq!(document.stale, []);
}

#[test]
fn formulas_that_name_each_other_end() {
    let content = r#"<sheetData><row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>A1</f></c></row></sheetData>"#;
    assert_eq!(texts(&sheet(content)), [["=B1", "=A1"]]);
}

#[test]
fn a_sheet_of_a_million_cells_is_read_in_part_and_says_so() {
    let row: String = (0..100).map(|_| "<c><v>1</v></c>").collect();
    let content = format!("<sheetData>{}</sheetData>", format!("<row>{row}</row>").repeat(10_000));
    let document = sheet(&content);
    assert_eq!(document.limits, [crate::Limit::Cells]);
}

#[test]
fn a_merge_over_everything_costs_no_more_than_the_cells() {
    let content = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="B1:XFD1048575"/></mergeCells>"#;
    assert_eq!(texts(&sheet(content))[0], ["1", "1"]);
}
