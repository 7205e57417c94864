//! What of a text is part of a figure, and what nobody reads.

use super::*;
use crate::{UNREAD, Unseen, UnseenCell};

/// A run with these properties.
fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

/// What a cell with this content holds, in a table with these properties.
fn cell_of(table: &str, properties: &str, content: &str, styles: &str) -> String {
    let cell = format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>");
    let body = format!("<w:tbl><w:tblPr>{table}</w:tblPr>{}</w:tbl>", tr(&[tc("", "合计"), cell]));
    let styles = format!("<w:styles>{styles}</w:styles>");
    let document = read_with(&body, &[("styles", &styles)]);
    let found = document.grids().next().unwrap().rows[0].cells[1].range.clone();
    document.slice(&found).to_owned()
}

/// What a cell with this content holds.
fn cell(content: &str) -> String {
    cell_of("", "", content, STYLES)
}

const STYLES: &str = r#"<w:style w:type="character" w:styleId="Mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="MyMark"><w:basedOn w:val="Mark"/></w:style>
    <w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="GoneToo"><w:rPr><w:strike/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:type="table" w:styleId="Dark"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>"#;

#[test]
fn the_mark_of_a_note_is_no_digit_of_the_figure() {
    let above = r#"<w:vertAlign w:val="superscript"/>"#;
    for mark in [
        run(above, "1"),
        run(above, "[") + &run(above, "12") + &run(above, "]"),
        run(above, "①"),
        run(r#"<w:rStyle w:val="Mark"/>"#, "1"),
        run(r#"<w:rStyle w:val="MyMark"/>"#, "注1"),
        run(r#"<w:vertAlign w:val="subscript"/>"#, "1"),
        run(r#"<w:position w:val="12"/><w:sz w:val="12"/>"#, "1"),
        r#"<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r>"#.to_owned(),
        r#"<w:r><w:endnoteReference w:id="2"/></w:r>"#.to_owned(),
    ] {
        assert_eq!(cell(&p(&(r("24") + &mark))), "24", "{mark}");
    }
    let power =
        "<m:oMath><m:sSup><m:e><m:r><m:t>24</m:t></m:r></m:e><m:sup><m:r><m:t>1</m:t></m:r></m:sup></m:sSup></m:oMath>";
    assert_eq!(cell(&p(power)), "24");
}

#[test]
fn what_is_seen_and_not_read_is_no_blank() {
    let field = |instruction: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    for seen in [
        "<w:r><w:drawing><a:blip/></w:drawing></w:r>".to_owned(),
        "<w:r><w:pict><v:imagedata/></w:pict></w:r>".to_owned(),
        "<w:r><w:object/></w:r>".to_owned(),
        field("eq \\o(○,3)"),
    ] {
        assert_eq!(cell(&p(&seen)), UNREAD, "{seen}");
        assert_eq!(cell(&p(&(seen.clone() + &r("24")))), "24", "{seen}");
    }
    assert_eq!(cell(&p(&field("REF mark"))), "");
}

#[test]
fn a_cell_of_which_nothing_is_read_is_told_with_the_reason() {
    for (properties, by) in [("<w:strike/>", Unseen::Struck), ("<w:vanish/>", Unseen::Hidden)] {
        let cell = format!("<w:tc>{}</w:tc>", p(&run(properties, "24")));
        let body = format!("<w:tbl>{}</w:tbl>", tr(&[tc("", "合计"), cell]));
        let document = read_with(&body, &[]);
        assert_eq!(document.unseen, [UnseenCell { cell: 1, by }]);
    }
}

#[test]
fn raised_text_that_is_no_mark_is_text() {
    let above = r#"<w:vertAlign w:val="superscript"/>"#;
    assert_eq!(cell(&p(&run(above, "24"))), "24", "all of it is raised");
    assert_eq!(cell(&p(&(r("120m") + &run(above, "2")))), "120m²");
    assert_eq!(cell(&p(&(r("24") + &run(r#"<w:rStyle w:val="Mark"/><w:vertAlign w:val="baseline"/>"#, "1")))), "241");
}

#[test]
fn what_is_struck_through_does_not_stand_there() {
    for struck in [
        run("<w:strike/>", "23"),
        run("<w:dstrike/>", "23"),
        run(r#"<w:rStyle w:val="Gone"/>"#, "23"),
        run(r#"<w:strike w:val="true"/>"#, "2") + &run("<w:strike/>", "3"),
    ] {
        assert_eq!(cell(&p(&(struck.clone() + &r("24")))), "24", "{struck}");
    }
    for stands in [
        run(r#"<w:strike w:val="0"/>"#, "24"),
        run(r#"<w:rStyle w:val="Gone"/><w:strike w:val="false"/>"#, "24"),
        run("<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>", "24"),
    ] {
        assert_eq!(cell(&p(&stands)), "24", "{stands}");
    }
    let struck = r#"<w:pPr><w:pStyle w:val="GoneToo"/></w:pPr>"#;
    assert_eq!(cell(&p(&format!("{struck}{}", run(r#"<w:b/>"#, "23")))), "");
    // What is struck through twice over, by two styles, is not: so Word toggles.
    assert_eq!(cell(&p(&format!("{struck}{}", run(r#"<w:rStyle w:val="Gone"/>"#, "24")))), "24");
}

#[test]
fn what_nobody_can_see_is_not_read() {
    let white = r#"<w:color w:val="FFFFFF"/>"#;
    for unseen in [
        run("<w:vanish/>", "7"),
        run(r#"<w:rStyle w:val="Hidden"/>"#, "7"),
        run(white, "7"),
        run(r#"<w:color w:val="FEFEFE"/>"#, "7"),
        run(&format!(r#"{white}<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>"#), "7"),
        run(r#"<w:color w:val="1F3864"/><w:shd w:val="clear" w:fill="1F3864"/>"#, "7"),
        run(r#"<w:sz w:val="2"/>"#, "7"),
    ] {
        assert_eq!(cell(&p(&(unseen.clone() + &r("24")))), "24", "{unseen}");
    }
}

#[test]
fn white_text_on_a_dark_ground_is_seen() {
    let white = r#"<w:color w:val="FFFFFF"/>"#;
    let dark = r#"<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>"#;
    let text = p(&run(white, "24"));
    assert_eq!(cell_of("", dark, &text, STYLES), "24");
    assert_eq!(cell_of(dark, "", &text, STYLES), "24");
    assert_eq!(cell_of(r#"<w:tblStyle w:val="Dark"/>"#, "", &text, STYLES), "24");
    assert_eq!(cell(&p(&format!("<w:pPr>{dark}</w:pPr>{}", run(white, "24")))), "24");
    assert_eq!(cell(&p(&run(&format!(r#"{white}<w:highlight w:val="blue"/>"#), "24"))), "24");
    assert_eq!(cell(&p(&run(&format!(r#"{white}<w:shd w:val="solid" w:color="000000"/>"#), "24"))), "24");
}

#[test]
fn two_figures_of_a_cell_stay_two() {
    assert_eq!(cell(&(p(&r("5")) + &p(&r("6")))), "5\n6");
    assert_eq!(cell(&p("<w:r><w:t>5</w:t><w:br/><w:t>6</w:t></w:r>")), "5\n6");
    assert_eq!(cell(&p("<w:r><w:t>5</w:t><w:tab/><w:t>6</w:t></w:r>")), "5 6");
}

#[test]
fn a_table_of_one_filled_cell_is_what_that_cell_holds() {
    let inner = tbl(&[tr(&[tc("", "24")])]);
    let within = |table: &str| format!("{table}{}", p(""));
    assert_eq!(cell(&within(&inner)), "24");
    assert_eq!(cell(&within(&tbl(&[tr(&[format!("<w:tc>{}</w:tc>", within(&inner))])]))), "24");
    assert_eq!(cell(&within(&tbl(&[tr(&[tc("", ""), tc("", "")]), tr(&[tc("", ""), tc("", "24")])]))), "24");
    assert_ne!(cell(&within(&tbl(&[tr(&[tc("", "2"), tc("", "4")])]))), "24");
}

#[test]
fn what_only_says_what_to_type_is_not_read() {
    let control = |properties: &str, content: &str| {
        format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
    };
    let placeholder = "<w:showingPlcHdr/><w:text/>";
    assert_eq!(cell(&p(&control(placeholder, &r("1")))), "");
    assert_eq!(cell(&control(placeholder, &p(&r("单击此处输入文字")))), "");
    assert_eq!(cell(&p(&control(r#"<w:showingPlcHdr w:val="0"/><w:dropDownList/>"#, &r("24")))), "24");
    assert_eq!(cell(&p(&(control(placeholder, &r("1")) + &r("24")))), "24");
    let row = tr(&[tc("", "合计"), control(placeholder, &tc("", "0")), tc("", "24")]);
    assert_eq!(grid(&read(&tbl(&[row]))), [vec![("合计", 1, 1), ("", 1, 1), ("24", 1, 1)]]);
    // A table is no placeholder, whatever the control around it still says.
    let table = control("<w:showingPlcHdr/>", &tbl(&[tr(&[tc("", "合计"), tc("", "24")])]));
    assert_eq!(grid(&read(&table)), [vec![("合计", 1, 1), ("24", 1, 1)]]);
}

#[test]
fn fields_show_what_they_came_to_and_a_formula_never_computed_itself() {
    let mark =
        |kind: &str, inside: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>"#);
    let field = |instruction: &str, inside: &str, result: &str| {
        let instruction = format!("<w:r><w:instrText>{instruction}</w:instrText></w:r>");
        mark("begin", inside) + &instruction + &mark("separate", "") + result + &mark("end", "")
    };
    assert_eq!(cell(&p(&field(" FORMTEXT ", "<w:ffData/>", &r("24")))), "24");
    assert_eq!(cell(&p(&field(" MERGEFIELD 合计 ", "", &r("24")))), "24");
    assert_eq!(cell(&p(&field(" =SUM(LEFT) ", "", &r("24")))), "24");
    assert_eq!(cell(&p(&field(" =SUM(LEFT) ", "", ""))), "{=SUM(LEFT)}");
    assert_eq!(cell(&p(&format!(r#"<w:fldSimple w:instr="=SUM(LEFT)">{}</w:fldSimple>"#, r("24")))), "24");
    assert_eq!(cell(&p(r#"<w:fldSimple w:instr=" =SUM(LEFT)"/>"#)), "{=SUM(LEFT)}");
    let list = r#"<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="23"/><w:listEntry w:val="24"/></w:ddList></w:ffData>"#;
    assert_eq!(
        cell(&p(&(mark("begin", list) + "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>" + &mark("end", "")))),
        "24"
    );
}
