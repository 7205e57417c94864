//! Files that cost more than they weigh: each is answered, within the budget.

use super::archive::tests::zipped;
use super::{Budget, open_xml, workbook};
use crate::Document;
use gouji_kernel::Refusal;

const ROOT: &str = "<Relationships><Relationship Id=\"r\" Type=\"/officeDocument\" Target=\"/MAIN\"/></Relationships>";

/// A file with this main part and those beside it, named by their kind.
fn file(main: &str, text: &str, beside: &[(&str, &str)]) -> Vec<u8> {
    let (folder, name) = main.split_once('/').unwrap();
    let relationships: String = beside
        .iter()
        .map(|(kind, _)| format!("<Relationship Id=\"{kind}\" Type=\"/{kind}\" Target=\"{kind}.xml\"/>"))
        .collect();
    let mut parts = vec![
        ("_rels/.rels".to_owned(), ROOT.replace("MAIN", main)),
        (main.to_owned(), text.to_owned()),
        (format!("{folder}/_rels/{name}.rels"), format!("<Relationships>{relationships}</Relationships>")),
    ];
    parts.extend(beside.iter().map(|(kind, text)| (format!("{folder}/{kind}.xml"), (*text).to_owned())));
    zipped(&parts)
}

/// What a file is answered with, with a tenth of what any document may cost.
fn answer(bytes: &[u8]) -> Result<Document, &'static str> {
    let budget = Budget::of(32 * 1024 * 1024, 6_000_000);
    open_xml(bytes, &budget).map_err(|reason: Refusal| reason.code)
}

fn word(body: &str, beside: &[(&str, &str)]) -> Result<Document, &'static str> {
    answer(&file("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>"), beside))
}

fn excel(sheet: &str, beside: &[(&str, &str)]) -> Result<Document, &'static str> {
    let workbook = "<workbook><sheets><sheet name=\"表\" id=\"sheet\"/></sheets></workbook>";
    let sheet = format!("<worksheet>{sheet}</worksheet>");
    let mut parts = vec![("sheet", sheet.as_str())];
    parts.extend(beside);
    answer(&file("xl/workbook.xml", workbook, &parts))
}

#[test]
fn a_long_label_before_every_paragraph_is_not_copied_without_end() {
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"{}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        "条".repeat(300_000)
    );
    let paragraph = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>";
    assert_eq!(word(&paragraph.repeat(1_000), &[("numbering", &numbering)]).err(), Some("too_large"));
    let expanding = numbering
        .replace("条", "%1")
        .replace("<w:lvlText", "<w:numFmt w:val=\"lowerLetter\"/><w:start w:val=\"780\"/><w:lvlText");
    assert!(word(paragraph, &[("numbering", &expanding)]).is_err());
}

#[test]
fn fields_that_stay_open_cost_no_more_than_they_weigh() {
    let open = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    let paragraphs = "<w:p><w:r><w:t>1</w:t></w:r></w:p>".repeat(10_000);
    let document = word(&format!("<w:p>{}</w:p>{paragraphs}", open.repeat(20_000)), &[]).unwrap();
    assert_eq!(document.blocks.len(), 10_000);
}

#[test]
fn vertical_merges_are_found_without_looking_at_each_other() {
    let row = |value: &str| format!("<w:tr>{}</w:tr>", format!("<w:tc><w:tcPr>{value}</w:tcPr></w:tc>").repeat(15_000));
    let table = format!("<w:tbl>{}{}</w:tbl>", row("<w:vMerge w:val=\"restart\"/>"), row("<w:vMerge/>"));
    let document = word(&table, &[]).unwrap();
    assert_eq!(document.grids().next().map(|grid| grid.rows.len()), Some(2));
    assert_eq!(word(&table.repeat(20), &[]).err(), Some("too_much_work"));
}

#[test]
fn spans_merges_and_rows_without_end_end() {
    let cell =
        "<w:tc><w:tcPr><w:gridSpan w:val=\"1000000000\"/><w:hMerge/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>";
    let row = format!("<w:tr><w:trPr><w:gridBefore w:val=\"4294967295\"/></w:trPr>{}</w:tr>", cell.repeat(100));
    assert!(word(&format!("<w:tbl>{}</w:tbl>", row.repeat(100)), &[]).is_ok());
    assert_eq!(word(&format!("<w:tbl>{}</w:tbl>", "<w:tr/>".repeat(200_000)), &[]).err(), Some("too_much_work"));
}

#[test]
fn styles_in_a_circle_and_lists_that_borrow_their_levels_end() {
    let styles: String = (0..2_000)
        .map(|at| {
            format!(
                "<w:style w:type=\"paragraph\" w:styleId=\"{at}\"><w:basedOn w:val=\"{}\"/></w:style>",
                (at + 1) % 2_000
            )
        })
        .collect();
    let styles = format!("<w:styles>{styles}</w:styles>");
    let paragraph = "<w:p><w:pPr><w:pStyle w:val=\"7\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"9\"/></w:rPr><w:t>1</w:t></w:r></w:p>";
    assert!(word(&paragraph.repeat(1_000), &[("styles", &styles)]).is_ok());
    let levels = "<w:lvl w:ilvl=\"0\"/>".repeat(1_000) + "<w:lvl w:ilvl=\"4000000000\"/>";
    let borrowing: String = (0..5_000)
        .map(|at| format!("<w:abstractNum w:abstractNumId=\"{at}\"><w:numStyleLink w:val=\"a\"/></w:abstractNum>"))
        .collect();
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"9999\">{levels}</w:abstractNum>{borrowing}<w:num w:numId=\"1\"><w:abstractNumId w:val=\"9999\"/></w:num></w:numbering>"
    );
    let style = "<w:styles><w:style w:type=\"numbering\" w:styleId=\"a\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>";
    assert!(word("<w:p/>", &[("styles", style), ("numbering", &numbering)]).is_ok());
}

#[test]
fn elements_nested_without_end_are_damage() {
    assert_eq!(word(&"<w:tbl><w:tr><w:tc>".repeat(5_000), &[]).err(), Some("damaged"));
    assert_eq!(word(&"<w:sdt><w:sdtContent>".repeat(5_000), &[]).err(), Some("damaged"));
}

#[test]
fn a_shared_text_in_every_cell_is_not_copied_without_end() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "字".repeat(300_000));
    let row = |at: usize| format!("<row r=\"{at}\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c></row>");
    let rows: String = (1..10_000).map(row).collect();
    let sheet = format!("<sheetData>{rows}</sheetData>");
    assert_eq!(excel(&sheet, &[("sharedStrings", &strings)]).err(), Some("too_large"));
    let blank = format!("<sst><si><t>{}</t></si></sst>", " ".repeat(900_000));
    assert!(excel(&sheet, &[("sharedStrings", &blank)]).is_ok());
    let rich = format!("<sst><si>{}</si></sst>", "<r><rPr><strike/></rPr><t>字</t></r><r><t>字</t></r>".repeat(30_000));
    assert_eq!(excel(&sheet, &[("sharedStrings", &rich)]).err(), Some("too_large"));
}

#[test]
fn merges_that_cross_each_other_are_told_apart_once() {
    let merge = |at: usize| format!("<mergeCell ref=\"A{}:XFD{}\"/>", at + 1, 1_048_576 - at);
    let merges: String = (0..2_000).map(merge).collect();
    let rows = "<row r=\"1\"><c><v>1</v></c><c><v>2</v></c></row><row r=\"1048576\"><c><v>1</v></c></row>";
    assert!(excel(&format!("<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>"), &[]).is_ok());
    let columns: String = (1..=2_000).map(|at| format!("<mergeCell ref=\"A{at}:IV{at}\"/>")).collect();
    let rows: String = (1..=2_000).map(|at| format!("<row r=\"{at}\"><c><v>1</v></c></row>")).collect();
    let document = excel(&format!("<sheetData>{rows}</sheetData><mergeCells>{columns}</mergeCells>"), &[]).unwrap();
    assert_eq!(document.grids().next().map(|grid| grid.rows.len()), Some(2_000));
}

#[test]
fn formulas_that_name_many_cells_over_and_over_end() {
    let row = |at: usize| {
        format!("<row r=\"{at}\"><c r=\"A{at}\"><f>SUM(A{}:A3000)</f></c><c r=\"B{at}\"><v>1</v></c></row>", at + 1)
    };
    let rows: String = (1..3_000).map(row).collect();
    assert!(excel(&format!("<sheetData>{rows}</sheetData>"), &[]).is_ok());
    let wide = format!("SUM({})", vec!["A1:XFD1048576"; 500].join(","));
    let row = |at: usize| format!("<row r=\"{at}\"><c><f t=\"shared\" si=\"0\"/></c><c><v>1</v></c></row>");
    let rows: String = (2..2_000).map(row).collect();
    let first = format!("<row r=\"1\"><c><f t=\"shared\" ref=\"A1:A1048576\" si=\"0\">{wide}</f></c></row>");
    assert_eq!(excel(&format!("<sheetData>{first}{rows}</sheetData>"), &[]).err(), Some("too_large"));
    let text = "\"字字字字\"&".repeat(2_000) + "A1";
    let twice = "<row><c><f>A2&amp;A2</f></c></row>".repeat(3_000);
    assert!(
        excel(&format!("<sheetData><row><c><f>{}</f></c></row>{twice}</sheetData>", text.replace('&', "&amp;")), &[])
            .is_ok()
    );
}

#[test]
fn a_long_formula_shown_by_every_cell_is_not_copied_without_end() {
    let formula = format!("NOW({})", "1,".repeat(4_000));
    let first = format!("<row r=\"1\"><c><f t=\"shared\" si=\"0\">{formula}</f></c><c><v>1</v></c></row>");
    let rows: String =
        (2..3_000).map(|at| format!("<row r=\"{at}\"><c><f t=\"shared\" si=\"0\"/></c></row>")).collect();
    assert_eq!(excel(&format!("<sheetData>{first}{rows}</sheetData>"), &[]).err(), Some("too_large"));
}

#[test]
fn sparse_cells_and_names_that_name_each_other_end() {
    let rows: String = (0..2_000)
        .map(|at| {
            format!(
                "<row r=\"{}\"><c r=\"XFD{}\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
                at * 500 + 1,
                at * 500 + 1
            )
        })
        .collect();
    let sheet = format!(
        "<dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A1:A1048576\"/></mergeCells>"
    );
    assert!(excel(&sheet, &[]).is_ok());
    let workbook = "<workbook><sheets><sheet name=\"表\" id=\"sheet\"/></sheets><definedNames><definedName name=\"a\">b</definedName><definedName name=\"b\">a</definedName></definedNames></workbook>";
    let sheet = "<worksheet><sheetData><row><c><f>a+SUM(b)</f></c><c><v>1</v></c></row></sheetData></worksheet>";
    assert!(answer(&file("xl/workbook.xml", workbook, &[("sheet", sheet)])).is_ok());
}

#[test]
fn one_sheet_under_many_names_is_charged_each_time() {
    let sheets = "<sheet name=\"表\" id=\"sheet\"/>".repeat(300);
    let workbook = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", "<row><c/></row>".repeat(20_000));
    assert_eq!(answer(&file("xl/workbook.xml", &workbook, &[("sheet", &sheet)])).err(), Some("too_much_work"));
}

/// A record of a .xls.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

#[test]
fn a_stream_of_records_is_charged_for_each_of_them() {
    let start = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let bound = record(0x0085, &[0, 0, 0, 0, 0, 0, 1, 0, b'a']);
    // Every sheet is the whole stream again.
    let stream = [start, bound.repeat(256), record(0x0201, &[0; 6]).repeat(50_000)].concat();
    let budget = Budget::of(32 * 1024 * 1024, 2_000_000);
    assert_eq!(workbook::xls::read(&stream, &budget).map(|_| ()).map_err(|reason| reason.code), Err("too_much_work"));
}

#[test]
fn a_table_of_texts_that_claims_to_be_endless_is_as_long_as_it_is() {
    let start = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let bound = record(0x0085, &[0, 0, 0, 0, 0, 0, 1, 0, b'a']);
    let texts = record(0x00fc, &[&[0xff; 8][..], &[0xff, 0xff, 0x0c, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]].concat());
    let stream = [start, bound, texts, record(0x003c, &[1, 2, 3]).repeat(1_000)].concat();
    assert!(workbook::xls::read(&stream, &Budget::default()).is_ok());
}

#[test]
fn an_expression_that_doubles_its_text_ends() {
    let mut tokens = vec![0x1e, 1, 0];
    for _ in 0..8_000 {
        tokens.extend([0x13]);
    }
    let formula = [&[0; 20][..], &(tokens.len() as u16).to_le_bytes(), &tokens].concat();
    let start = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let bound = record(0x0085, &[0, 0, 0, 0, 0, 0, 1, 0, b'a']);
    let stream = [start, bound, record(0x0006, &formula).repeat(50)].concat();
    let budget = Budget::of(32 * 1024 * 1024, 2_000_000);
    assert_eq!(workbook::xls::read(&stream, &budget).map(|_| ()).map_err(|reason| reason.code), Err("too_much_work"));
}
