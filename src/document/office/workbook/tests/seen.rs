//! Workbooks as they look when they are opened.

use super::*;

const LOOKS: &str = r#"<styleSheet><numFmts><numFmt numFmtId="180" formatCode=";;;"/><numFmt numFmtId="181" formatCode="0;-0;;@"/><numFmt numFmtId="182" formatCode="[White]0"/></numFmts>
    <fonts><font><sz val="11"/></font><font><strike/></font><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font><font><strike val="0"/><vertAlign val="superscript"/></font></fonts>
    <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F3864"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor indexed="9"/></patternFill></fill></fills>
    <cellXfs><xf/><xf fontId="1"/><xf fontId="2"/><xf fontId="3" fillId="2"/><xf fontId="3" fillId="1"/><xf numFmtId="180"/><xf numFmtId="181"/><xf fontId="4"/><xf numFmtId="182"/></cellXfs>
    <dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>"#;

const RUNS: &str = r#"<sst><si><r><t>24</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>
    <si><r><rPr><strike/></rPr><t>23</t></r><r><rPr><sz val="11"/></rPr><t>24</t></r></si>
    <si><r><rPr><color rgb="FFFFFFFF"/></rPr><t>7</t></r><r><rPr/><t>24</t></r></si>
    <si><t>24</t><rPh><t>7</t></rPh></si></sst>"#;

/// The first row of a sheet with these cells, as it looks.
fn row_with(cells: &str, behind: &str, after: &str) -> Vec<String> {
    let content = format!("<sheetData><row r=\"1\">{cells}</row></sheetData>{behind}");
    let document = crate::office::read(&bytes_with(&[("表", "", &content)], LOOKS, RUNS, after)).unwrap().unwrap();
    texts(&document)[0].iter().map(|text| (*text).to_owned()).collect()
}

fn row(cells: &str) -> Vec<String> {
    row_with(cells, "", "")
}

/// Cells with 24 in each of these styles.
fn styled(styles: &[u8]) -> String {
    styles.iter().map(|style| format!("<c s=\"{style}\"><v>24</v></c>")).collect()
}

#[test]
fn runs_of_a_text_are_read_as_they_look() {
    let shared = |at: u8, style: u8| format!("<c t=\"s\" s=\"{style}\"><v>{at}</v></c>");
    let cells: String = (0..4).map(|at| shared(at, 0)).collect();
    assert_eq!(row(&cells), ["24", "24", "24", "24"]);
    // A run with a look of its own is not struck through by its cell; one without is.
    assert_eq!(row(&(shared(1, 1) + &shared(0, 1) + "<c><v>5</v></c>")), ["24", "1", "5"]);
    assert_eq!(row(&(shared(2, 4) + "<c><v>5</v></c>")), ["724", "5"]);
    let inline =
        "<c t=\"inlineStr\"><is><r><t>24</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>②</t></r></is></c>";
    assert_eq!(row(&(inline.to_owned() + "<c><v>5</v></c>")), ["24", "5"]);
}

#[test]
fn struck_white_and_hidden_values_are_not_read() {
    let shown = row(&styled(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 0]));
    assert_eq!(shown, ["24", "", "", "", "24", "", "24", "24", "", "24"]);
    assert_eq!(row("<c s=\"6\"><v>0</v></c><c><v>5</v></c>"), ["0", "5"], "a blank that stands for a stored zero");
    let rules = "<conditionalFormatting sqref=\"A1:Z9\"/>";
    assert_eq!(row_with(&styled(&[0, 2]), rules, ""), ["24", "24"], "what rules put behind it is not known");
}

#[test]
fn rows_and_columns_without_a_size_are_hidden() {
    let content = r#"<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>
        <row r="1" ht="0" customHeight="1"><c r="A1"><v>9</v></c><c r="C1"><v>9</v></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>7</v></c><c r="C2"><v>3</v></c></row></sheetData>"#;
    assert_eq!(texts(&sheet(content)), [["1", "3"]]);
}

#[test]
fn what_lies_beneath_a_merge_is_not_shown_and_makes_no_table_of_a_title() {
    let content = r#"<sheetData><row r="1"><c r="A1" t="str"><v>青禾县年度报告</v></c><c r="B1"><v>999</v></c></row>
        <row r="2"><c r="A2" t="str"><v>规章</v></c><c r="B2"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>"#;
    let document = sheet(content);
    assert_eq!((paragraphs(&document), texts(&document)), (vec!["青禾县年度报告"], vec![vec!["规章", "1"]]));
}

#[test]
fn a_workbook_that_is_computed_on_opening_is_read_as_computed() {
    let cells = "<c r=\"A1\"><v>20</v></c><c r=\"B1\"><v>4</v></c><c r=\"C1\"><f>SUM(A1:B1)</f><v>0</v></c><c r=\"D1\"><f>C1*2</f><v>9</v></c><c r=\"E1\"><f>NOW()</f><v>0</v></c><c r=\"F1\"><f>A1/0</f></c>";
    let on_opening = "<calcPr fullCalcOnLoad=\"1\"/>";
    assert_eq!(row_with(cells, "", on_opening), ["20", "4", "24", "48", "=NOW()", "#DIV/0!"]);
    // One value that is no zero: somebody has computed.
    assert_eq!(row(cells), ["20", "4", "0", "9", "0", "#DIV/0!"]);
    assert_eq!(row(&cells.replace("<v>9</v>", "<v>0</v>")), ["20", "4", "24", "48", "=NOW()", "#DIV/0!"]);
}

#[test]
fn zeros_that_formulas_come_to_are_zeros() {
    let cells = "<c><v>0</v></c><c><f>A1+0</f><v>0</v></c><c><f>NOW()</f><v>0</v></c>";
    assert_eq!(row(cells), ["0", "0", "0"]);
    assert_eq!(row("<c><v>1</v></c><c t=\"str\"><f>IF(A1=1,\"\",2)</f><v></v></c><c><v>3</v></c>"), ["1", "", "3"]);
    assert_eq!(row("<c><v>1</v></c><c t=\"str\"><f>A1+1</f><v></v></c><c><v>3</v></c>"), ["1", "2", "3"]);
}

#[test]
fn a_formula_over_several_cells_is_never_taken_for_a_blank() {
    let one = "<c r=\"A1\"><v>5</v></c><c r=\"B1\"><f t=\"array\" ref=\"B1\">SUM(A1:A1)</f></c>";
    assert_eq!(row(one), ["5", "5"]);
    let several = "<c r=\"A1\"><v>5</v></c><c r=\"B1\"><f t=\"array\" ref=\"B1:C1\">A1:B1*2</f></c><c r=\"C1\"/>";
    assert_eq!(row(several), ["5", "=A1:B1*2", "=A1:B1*2"]);
}

#[test]
fn a_name_stands_for_its_area() {
    let names = "<definedNames><definedName name=\"合计数\">表!$A$1:$B$1</definedName></definedNames>";
    let cells = "<c><v>20</v></c><c><v>4</v></c><c><f>SUM(合计数)</f></c>";
    assert_eq!(row_with(cells, "", names), ["20", "4", "24"]);
}
