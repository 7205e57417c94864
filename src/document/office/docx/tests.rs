//! Documents as Word, WPS and other programs write them, construct by construct.

mod seen;

use super::*;
use crate::office::archive::tests::zipped;
use crate::{Block, Document, GridRow};

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;

const ROOT: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A document with this body and these parts beside it, named by their kind.
fn read_with(body: &str, beside: &[(&str, &str)]) -> Document {
    answer(body, beside).unwrap()
}

fn answer(body: &str, beside: &[(&str, &str)]) -> Result<Document, Refusal> {
    let document = format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
    let relationships: String = beside
        .iter()
        .map(|(kind, _)| format!(r#"<Relationship Id="{kind}" Type="http://x/{kind}" Target="{kind}.xml"/>"#))
        .collect();
    let relationships = format!("<Relationships>{relationships}</Relationships>");
    let names: Vec<String> = beside.iter().map(|(kind, _)| format!("word/{kind}.xml")).collect();
    let mut parts = vec![
        ("_rels/.rels", ROOT),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", relationships.as_str()),
    ];
    parts.extend(names.iter().map(String::as_str).zip(beside.iter().map(|(_, text)| *text)));
    crate::office::read(&zipped(&parts)).unwrap()
}

fn read(body: &str) -> Document {
    read_with(body, &[])
}

fn p(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(&r(text)))
}

fn tr(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn tbl(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.concat())
}

fn paragraphs(document: &Document) -> Vec<&str> {
    document.paragraphs().map(|paragraph| document.slice(&paragraph.range)).collect()
}

/// The first grid: text, rows and columns of every cell.
fn grid(document: &Document) -> Vec<Vec<(&str, u16, u16)>> {
    let row =
        |row: &GridRow| row.cells.iter().map(|cell| (document.slice(&cell.range), cell.rows, cell.columns)).collect();
    document.grids().next().unwrap().rows.iter().map(row).collect()
}

#[test]
fn merges_are_spans() {
    let document = read(&tbl(&[
        tr(&[tc(r#"<w:gridSpan w:val="2"/>"#, "表头"), tc("", "合计")]),
        tr(&[tc(r#"<w:vMerge w:val="restart"/>"#, "组"), tc("", "甲"), tc("", "1")]),
        tr(&[tc("<w:vMerge/>", ""), tc("", "乙"), tc("", "2")]),
    ]));
    assert_eq!(
        grid(&document),
        [
            vec![("表头", 1, 2), ("合计", 1, 1)],
            vec![("组", 2, 1), ("甲", 1, 1), ("1", 1, 1)],
            vec![("乙", 1, 1), ("2", 1, 1)]
        ]
    );
}

#[test]
fn a_cell_says_its_table_row_and_column_and_a_paragraph_its_number() {
    let table = tbl(&[tr(&[tc(r#"<w:gridSpan w:val="3"/>"#, "甲"), tc("", "乙")])]);
    let document = read(&[p(&r("一")), p(""), p(&r("二")), table.clone(), table].concat());
    let second = document.paragraphs().nth(1).unwrap();
    assert_eq!(document.positions.at(second.range.start), Some(&Position::paragraph(2)));
    let last = document.grids().nth(1).unwrap().rows[0].cells[1].id;
    assert_eq!(document.positions.of_cell(last), Some(&Position::table(2, 1, 4)));
}

#[test]
fn columns_left_free_before_a_row_hold_their_place_and_missing_cells_none() {
    let row =
        format!("<w:tr><w:trPr><w:gridBefore w:val=\"2\"/><w:gridAfter w:val=\"1\"/></w:trPr>{}</w:tr>", tc("", "甲"));
    let document = read(&tbl(&[row, tr(&[tc("", "乙")]), tr(&[])]));
    assert_eq!(grid(&document), [vec![("", 1, 2), ("甲", 1, 1)], vec![("乙", 1, 1)], vec![]]);
}

#[test]
fn a_table_in_a_cell_makes_the_cell_a_layout() {
    let inner = tbl(&[tr(&[tc("", "甲"), tc("", "1")])]);
    let outer = tbl(&[tr(&[format!("<w:tc>{}{inner}</w:tc>", p(&r("前言"))), tc("", "旁")])]);
    let document = read(&outer);
    assert_eq!(grid(&document), [vec![("甲", 1, 1), ("1", 1, 1)]]);
    assert!(paragraphs(&document).contains(&"前言"));
}

#[test]
fn deleted_text_is_no_text_and_inserted_text_is() {
    let content = [
        r("收到"),
        "<w:del><w:r><w:delText>八</w:delText></w:r></w:del>".to_owned(),
        format!("<w:ins>{}</w:ins>", r("七")),
        format!("<w:moveFrom>{}</w:moveFrom>", r("走")),
        format!("<w:moveTo>{}</w:moveTo>", r("件")),
    ]
    .concat();
    assert_eq!(paragraphs(&read(&p(&content))), ["收到七件"]);
}

#[test]
fn a_deleted_paragraph_mark_joins_two_paragraphs() {
    let first = format!("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}", r("前半"));
    assert_eq!(paragraphs(&read(&(p(&first) + &p(&r("后半"))))), ["前半后半"]);
}

#[test]
fn deleted_rows_and_cells_are_gone_and_inserted_ones_there() {
    let tracked = |mark: &str, text: &str| format!("<w:tr><w:trPr><w:{mark}/></w:trPr>{}</w:tr>", tc("", text));
    let document = read(&tbl(&[
        tracked("del", "删"),
        tracked("ins", "增"),
        tr(&[tc("<w:cellDel/>", "删格"), tc("<w:cellIns/>", "增格")]),
    ]));
    assert_eq!(grid(&document), [vec![("增", 1, 1)], vec![("增格", 1, 1)]]);
}

#[test]
fn former_properties_of_a_tracked_change_say_nothing() {
    let content = format!(
        "<w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>显</w:t></w:r>{}",
        r("示")
    );
    assert_eq!(paragraphs(&read(&p(&content))), ["显示"]);
}

#[test]
fn hidden_text_is_left_out_also_where_a_style_hides_it() {
    let styles = r#"<w:styles><w:style w:type="character" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>"#;
    let run = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let content = [
        run("<w:vanish/>", "直接"),
        run(r#"<w:rStyle w:val="b"/>"#, "样式"),
        run(r#"<w:rStyle w:val="b"/><w:vanish w:val="0"/>"#, "显"),
        run("", "示"),
    ];
    assert_eq!(paragraphs(&read_with(&p(&content.concat()), &[("styles", styles)])), ["显示"]);
}

fn field(instruction: &str, result: &str) -> String {
    let character = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    [
        character("begin"),
        format!("<w:r><w:instrText>{instruction}</w:instrText></w:r>"),
        character("separate"),
        r(result),
        character("end"),
    ]
    .concat()
}

#[test]
fn what_a_field_came_to_is_text_and_what_computes_it_and_page_numbers_are_not() {
    let simple = r#"<w:fldSimple w:instr=" PAGE "><w:r><w:t>5</w:t></w:r></w:fldSimple>"#;
    let content =
        [r("共"), field(" =SUM(ABOVE) ", "7"), field(" PAGE  \\* MERGEFORMAT ", "3"), simple.to_owned(), r("件")];
    assert_eq!(paragraphs(&read(&p(&content.concat()))), ["共7件"]);
}

#[test]
fn a_table_of_contents_does_not_repeat_the_headings() {
    let character = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let begin = character("begin") + "<w:r><w:instrText>TOC \\o</w:instrText></w:r>" + &character("separate");
    let body = |end: &str| {
        [p(&(begin.clone() + &r("一、总体情况 1"))), p(&r("二、主动公开 2")), p(end), p(&r("一、总体情况"))].concat()
    };
    assert_eq!(paragraphs(&read(&body(&character("end")))), ["一、总体情况"]);
    // One that never ends would swallow the report.
    assert_eq!(paragraphs(&read(&body(""))).len(), 3);
}

#[test]
fn notes_stand_behind_the_text_and_not_in_the_cell_that_calls_them() {
    let called = format!("<w:tc>{}</w:tc>", p(&(r("7") + r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#)));
    let notes = format!(
        "<w:footnotes><w:footnote w:type=\"separator\">{}</w:footnote><w:footnote w:id=\"1\">{}</w:footnote></w:footnotes>",
        p("<w:r><w:separator/></w:r>"),
        p(&("<w:r><w:footnoteRef/></w:r>".to_owned() + &r("含上年结转。")))
    );
    let document = read_with(&tbl(&[tr(&[tc("", "甲"), called])]), &[("footnotes", &notes)]);
    assert_eq!(grid(&document), [vec![("甲", 1, 1), ("7", 1, 1)]]);
    assert_eq!(paragraphs(&document), ["含上年结转。"]);
}

#[test]
fn a_text_box_is_read_once_and_beside_its_paragraph() {
    let inner = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(&r(text)));
    let content = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}",
        inner("框"),
        inner("框"),
        r("正文")
    );
    assert_eq!(paragraphs(&read(&p(&content))), ["正文", "框"]);
    let unknown = content.replace("\"wps\"", "\"cx1\"");
    assert_eq!(paragraphs(&read(&p(&unknown))), ["正文", "框"]);
}

const NUMBERING: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="h2"/><w:lvlText w:val="（%2）"/></w:lvl>
    </w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

#[test]
fn automatic_numbers_are_text_also_where_a_style_gives_them() {
    let styles = r#"<w:styles>
        <w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="h2"><w:basedOn w:val="h1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>"#;
    let styled = |style: &str, text: &str| p(&format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}", r(text)));
    let numbered = r#"<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>"#;
    let none = r#"<w:pPr><w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>"#;
    let body = [
        styled("h1", "总体情况"),
        styled("h2", "主动公开"),
        p(&(numbered.to_owned() + &r("主动公开政府信息情况"))),
        p(&(none.to_owned() + &r("附件"))),
        styled("h1", "收到和处理"),
    ];
    let document = read_with(&body.concat(), &[("styles", styles), ("numbering", NUMBERING)]);
    assert_eq!(
        paragraphs(&document),
        ["一、总体情况", "（一）主动公开", "二、主动公开政府信息情况", "附件", "三、收到和处理"]
    );
    let levels: Vec<_> = document.paragraphs().map(|paragraph| paragraph.level).collect();
    assert_eq!(levels, [Some(1), Some(2), None, Some(1), Some(1)]);
}

#[test]
fn an_automatic_number_in_a_cell_belongs_to_its_label() {
    let numbered = r#"<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr>"#;
    let cell = format!("<w:tc>{}</w:tc>", p(&(numbered.to_owned() + &r("予以公开"))));
    let document = read_with(&tbl(&[tr(&[cell, tc("", "7")])]), &[("numbering", NUMBERING)]);
    assert_eq!(grid(&document), [vec![("（一）予以公开", 1, 1), ("7", 1, 1)]]);
}

#[test]
fn breaks_tabs_hyphens_and_symbols_are_what_is_seen() {
    let content = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>3</w:t><w:noBreakHyphen/><w:t>5</w:t><w:softHyphen/>\
        <w:sym w:font=\"Symbol\" w:char=\"F02B\"/><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>";
    assert_eq!(paragraphs(&read(&p(content))), ["甲 乙", "3-5+□"]);
}

#[test]
fn wrappers_do_not_hide_what_they_wrap() {
    let wrapped =
        |name: &str, content: &str| format!("<w:{name}><w:{name}Pr><w:t>不是</w:t></w:{name}Pr>{content}</w:{name}>");
    let cell = wrapped("customXml", &tc("", "格"));
    let row = format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", tr(&[cell, tc("", "7")]));
    let body =
        format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>{}", p(&wrapped("smartTag", &r("文"))), tbl(&[row]));
    let document = read(&body);
    assert_eq!(paragraphs(&document), ["文"]);
    assert_eq!(grid(&document), [vec![("格", 1, 1), ("7", 1, 1)]]);
}

#[test]
fn two_paragraphs_of_a_cell_are_two_lines_and_runs_are_joined() {
    let cell = format!("<w:tc>{}{}</w:tc>", p(&(r("商") + &r("业"))), p(&r("企业")));
    assert_eq!(grid(&read(&tbl(&[tr(&[cell, tc("", "1")])])))[0][0], ("商业\n企业", 1, 1));
}

#[test]
fn a_strict_file_and_one_with_other_prefixes_are_read_alike() {
    let body = p(&r("甲")) + &tbl(&[tr(&[tc("", "乙"), tc("", "丙")])]);
    let other = body.replace("w:", "x:");
    let parts = |namespace: &str, body: &str| {
        let document = format!("<x:document xmlns:x=\"{namespace}\"><x:body>{body}</x:body></x:document>");
        let root = ROOT.replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument");
        zipped(&[("_rels/.rels", &root), ("word/document.xml", &document)])
    };
    let strict = parts("http://purl.oclc.org/ooxml/wordprocessingml/main", &other);
    let document = crate::office::read(&strict).unwrap().unwrap();
    assert_eq!(document.text, read(&body).text);
}

#[test]
fn a_part_that_is_no_xml_makes_the_file_damaged() {
    let damaged = |parts: &[(&str, &str)]| crate::office::read(&zipped(parts)).unwrap().unwrap_err().code;
    assert_eq!(damaged(&[("_rels/.rels", ROOT), ("word/document.xml", "<w:document><w:body>")]), "damaged");
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:document>&a;</w:document>";
    assert_eq!(damaged(&[("_rels/.rels", ROOT), ("word/document.xml", bomb)]), "damaged");
    assert_eq!(crate::office::read(b"PK\x03\x04 cut off").unwrap().unwrap_err().code, "damaged");
}

#[test]
fn pictures_are_counted() {
    let picture = "<w:r><w:drawing><pic:pic><a:blip/></pic:pic></w:drawing></w:r>";
    let document = read(&p(picture));
    assert_eq!(
        (document.images, document.blocks.iter().filter(|block| matches!(block, Block::Grid(_))).count()),
        (1, 0)
    );
}

#[test]
fn a_document_that_is_but_a_frame_around_another_is_not_taken_for_an_empty_one() {
    let frame = r#"<w:altChunk r:id="page"/>"#;
    assert_eq!(answer(frame, &[]).unwrap_err().code, "word_embedded");
    let table = tbl(&[tr(&[tc("", "合计"), tc("", "1")])]);
    assert!(answer(&format!("{table}{frame}"), &[]).is_ok(), "what stands beside it is read");
}
