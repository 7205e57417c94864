//! What a person sees in a cell, and what not.

use super::*;
use crate::Block;

/// The text of the last cell of a table beneath these styles.
fn seen(style: &str, cell: &str) -> String {
    let html = format!("<style>{style}</style><p>前<table><tr><th>甲<th>乙<tr><td>丙</td>{cell}</table>");
    let document = read(&html, &Budget::default()).unwrap();
    let last = document.grids().last().and_then(|grid| grid.rows.last()?.cells.last().cloned());
    last.map(|cell| document.slice(&cell.range).to_owned()).unwrap_or_default()
}

fn texts(html: &str) -> Vec<Vec<String>> {
    let document = read(html, &Budget::default()).unwrap();
    let rows = document.grids().flat_map(|grid| &grid.rows);
    rows.map(|row| row.cells.iter().map(|cell| document.slice(&cell.range).to_owned()).collect()).collect()
}

#[test]
fn what_is_struck_through_or_hidden_is_not_read() {
    for (style, cell) in [
        ("", "<td><s>42</s>24</td>"),
        ("", "<td><p style='text-decoration-line:line-through'>42</p><p>24</td>"),
        ("", "<td><del>42</del><ins>24</ins></td>"),
        ("td .old{text-decoration:underline line-through}", "<td><b class='x old'>42</b>24</td>"),
        ("", "<td><font color=#FFFFFF>42</font>24</td>"),
        ("", "<td bgcolor=#eeeeee><span style='color:rgb(238,238,238)'>42</span>24</td>"),
        ("#o{opacity:0}", "<td><span id=o>42</span>24</td>"),
        ("td>i{visibility:hidden}", "<td><i>42</i>24</td>"),
        (".a{position:absolute;left:-999em}", "<td><span class=a>42</span>24</td>"),
        (".a{position:absolute;clip:rect(0,0,0,0)}", "<td><span class=a>42</span>24</td>"),
        (".a{display:none}@media (max-width:480px){.a{display:inline}}", "<td><span class=a>自然人 2：</span>24</td>"),
        ("@media screen{.a{font-size:0}}", "<td><span class=a>42</span>24</td>"),
        (
            "<!-- /* { */ table .a , .b {display:none!important} -->",
            "<td><span class=b style='display:inline'>42</span>24",
        ),
        ("", "<td><ruby>24<rp>(<rt>两<rp>)</ruby></td>"),
    ] {
        assert_eq!(seen(style, cell), "24", "{style} {cell}");
    }
}

#[test]
fn what_is_shown_is_read_whatever_else_the_page_says_of_it() {
    for (style, cell) in [
        ("@media print{.a{display:none}}", "<td><span class=a>24</span>"),
        (".a:hover,.a::before{display:none}", "<td><span class=a>24</span>"),
        (".a{display:none}.a.on{display:inline}", "<td><span class='a on'>24</span>"),
        (".a{display:none}td .a:first-child{display:inline}", "<td><span class=a>24</span>"),
        (".a{visibility:hidden}.b{visibility:visible}", "<td><b class=a><i class=b>24</i></b>"),
        ("td{color:#fff;background:#369}", "<td>24"),
        ("td{color:#fff;background:url(a.png)}", "<td>24"),
        ("td{color:#000;background:rgba(0,0,0,.05)}", "<td>24"),
        ("td{color:#fff;background:rgb(0 0 0 / 60%)}", "<td>24"),
        ("div span{display:none}", "<td><span>24</span>"),
        ("body{opacity:0}", "<td>24"),
        ("html{visibility:hidden}", "<td>24"),
        ("", "<td style='text-indent:2em;font-size:10.5pt;color:windowtext'>24"),
    ] {
        assert_eq!(seen(style, cell), "24", "{style} {cell}");
    }
}

#[test]
fn what_stands_behind_a_click_is_read_and_a_second_version_is_not() {
    let hidden = |second: &str| {
        texts(&format!(
            "<style>.tab{{display:none}}</style><table><tr><td>规章<td>1<tr><td>许可<td>2</table>\
             <div class=tab><table><tr><td>{second}<td>3<tr><td>许可<td>4</table></div>"
        ))
    };
    assert_eq!(hidden("规章").len(), 2);
    let other = "<style>.tab{display:none}</style><table><tr><td>规章<td>1</table>\
                 <div class=tab><table><tr><td>维持<td>纠正<tr><td>3<td>4</table></div>";
    assert_eq!(texts(other).len(), 3);
}

#[test]
fn a_mark_of_a_note_stands_apart_from_its_figure() {
    for (cell, text) in [
        ("<td>24<sup>1</sup>", "24¹"),
        ("<td>24<sup>注1</sup>", "24[注1]"),
        ("<td>24<sup><a href='#n1'>[1]</a></sup>", "24[1]"),
        ("<td>24<a href='#_ftn1'>1</a>", "24¹"),
        ("<td>24<span style='vertical-align:super'>2</span>", "24²"),
        ("<td><sup>24</sup>", "24"),
        ("<td>m<sup>2</sup>", "m²"),
    ] {
        assert_eq!(seen("", cell), text, "{cell}");
    }
}

#[test]
fn what_was_entered_in_a_field_is_the_text_of_its_cell() {
    for (cell, text) in [
        ("<td><input value=' 24 '>", "24"),
        ("<td><input type=checkbox value=1><input type=hidden value=2>24", "24"),
        ("<td><textarea>\n24</textarea>", "24"),
        ("<td><select><option>1<option selected>24</select>", "24"),
        ("<td><select><optgroup><option>24</optgroup><option>1</select>", "24"),
        ("<td><input value=5><input value=6>", "5 6"),
        ("<td><input value=''>", ""),
        ("<td><input type=password value=24>", "\u{fffc}"),
        ("<td><img src=a.png>", "\u{fffc}"),
    ] {
        assert_eq!(seen("", cell), text, "{cell}");
    }
}

#[test]
fn a_watermark_over_a_cell_is_no_part_of_it() {
    for (cell, text) in [
        ("<td>4<div style='position:absolute;opacity:.1'>样稿 8</div>", "4"),
        ("<td>4<span style='position:absolute;transform:rotate(-30deg)'>8</span>", "4"),
        ("<td>4<i style='position:fixed;pointer-events:none;z-index:99'>8</i>", "4"),
        ("<td>4<i style='position:absolute;z-index:-1'>8</i>", "4"),
        ("<td><i style='position:absolute;opacity:.9'>8</i>", "8"),
        ("<td><i style='position:relative;opacity:.1'>8</i>", "8"),
        ("<td><i style='pointer-events:none;transform:rotate(0deg)'>8</i>", "8"),
    ] {
        assert_eq!(seen("", cell), text, "{cell}");
    }
    assert_eq!(seen(".mark{position:absolute;pointer-events:none}", "<td>4<div class=mark>样稿</div>"), "4");
}

#[test]
fn a_cell_with_a_table_of_figures_is_not_blank() {
    for cell in ["<table><tr><td>4<td>2</table>", "4<table><tr><td>2<td>件</table>"] {
        let html = format!("<table><tr><td>甲<td>{cell}<tr><td>乙<td>7</table>");
        assert!(texts(&html).contains(&vec!["甲".to_owned(), "\u{fffc}".to_owned()]), "{cell}");
    }
}

#[test]
fn a_cell_in_a_cell_is_one_and_feet_are_shown_last() {
    let nested = "<table><tr><td>甲<td><table><tr><td><p>24</table><tr><td>乙<td>7</table>";
    assert_eq!(texts(nested), [["甲", "24"], ["乙", "7"]]);
    let document = read(nested, &Budget::default()).unwrap();
    // The inner cell is where the figure can be changed.
    assert_eq!(document.grids().next().unwrap().rows[0].cells[1].id, 2);
    let feet = "<table><tfoot><tr><td>丙<td>3</tfoot><tbody><tr><td>乙<td>2</tbody><thead><tr><td>甲<td>1</table>";
    assert_eq!(texts(feet), [["甲", "1"], ["乙", "2"], ["丙", "3"]]);
}

#[test]
fn a_cell_whose_text_is_out_of_sight_keeps_its_place() {
    for (style, first) in [
        ("", "<td style='text-decoration:line-through'>42"),
        (".a{opacity:0}", "<td class=a>42"),
        ("td.a{visibility:hidden}", "<td class=a>42"),
    ] {
        let html = format!("<style>{style}</style><table><tr><td>甲{first}<td>24<tr><td>乙<td>1<td>2</table>");
        assert_eq!(texts(&html)[0], ["甲", "", "24"], "{style}{first}");
    }
    let gone = "<table><tr><td>甲<td style='display:none'>42<td>24<tr><td>乙<td>1</table>";
    assert_eq!(texts(gone)[0], ["甲", "24"]);
    let document = read(gone, &Budget::default()).unwrap();
    assert_eq!(document.grids().next().unwrap().rows[0].cells[1].id, 2);
}

#[test]
fn two_pieces_of_a_cell_are_never_joined() {
    for cell in ["<td>5 6", "<td>5<br>6", "<td><p>5</p><p>6</p>", "<td><div>5</div>6"] {
        assert!(seen("", cell).contains(char::is_whitespace), "{cell}");
    }
}

#[test]
fn the_lines_of_preformatted_text_are_lines() {
    let document = read("<pre>一、甲\n文。\n二、乙</pre>", &Budget::default()).unwrap();
    assert_eq!(document.paragraphs().count(), 3);
}

/// Pages that are small and were, or could be, slow: each ends in linear time.
#[test]
fn hostile_pages_end() {
    let many = |piece: &str, times: usize| piece.repeat(times);
    let rules: String = (0..5_000).map(|at| format!(".c{at} .d{at}>i,*{{display:none}}")).collect();
    for html in [
        many("<!---->", 50_000),
        many("<!----!>", 50_000),
        many("<span hidden>", 50_000),
        many("<s>", 50_000),
        many("<p><s class=x>", 20_000),
        many("<ruby><rt>", 30_000),
        many("<table><tr><td>", 10_000),
        many("<td><select><option>", 10_000),
        many("<sup>1", 30_000),
        format!("<style>{rules}</style>{}", many("<div class='c1 c2 c3'><i>1</i>", 400)),
        format!("<style>{}", many("@media{", 50_000)),
        format!("<style>{}{{color:#fff}}</style>", many("a b c d,", 50_000)),
        format!("<table>{}", many("<tr><td colspan=1000 rowspan=1000>1", 5_000)),
        many("&amp;", 100_000),
    ] {
        let _ = read(&html, &Budget::default());
    }
}

fn cells(html: &str) -> Vec<Vec<Vec<String>>> {
    let document = read(html, &Budget::default()).unwrap();
    document
        .grids()
        .map(|grid| {
            let texts = grid
                .rows
                .iter()
                .map(|row| row.cells.iter().map(|cell| document.slice(&cell.range).to_owned()).collect());
            texts.collect()
        })
        .collect()
}

fn paragraphs(html: &str) -> Vec<String> {
    let document = read(html, &Budget::default()).unwrap();
    document.paragraphs().map(|paragraph| document.slice(&paragraph.range).to_owned()).collect()
}

#[test]
fn a_label_cut_over_inline_tags_is_one_text() {
    let html =
        "<table><tr><td><p><span>（</span><span>一</span><font>）</font>予以公开<o:p></o:p></p><td>1<td>2</table>";
    assert_eq!(cells(html), [[["（一）予以公开", "1", "2"]]]);
}

#[test]
fn what_is_hidden_is_not_read() {
    let html = "<p>见<span style='DISPLAY : none'>不<span>可</span>见</span>到</p><p hidden>无</p><!-- <p>注</p> -->\
                <script>var a='<p>无</p>'</script><style>p{}</style><template><p>无</p></template>";
    assert_eq!(paragraphs(html), ["见到"]);
}

#[test]
fn spans_are_read_in_any_case_and_bounded() {
    let html = "<table><tr><td colSpan=1000000000 ROWSPAN='2'>甲</td><td colspan=0 rowspan=x>乙</td></tr></table>";
    let document = read(html, &Budget::default()).unwrap();
    let cells = &document.grids().next().unwrap().rows[0].cells;
    assert_eq!((cells[0].rows, cells[0].columns), (2, super::super::walk::MOST_SPAN));
    assert_eq!((cells[1].rows, cells[1].columns), (1, 1));
}

#[test]
fn several_bodies_are_one_table_and_a_nested_one_is_its_own() {
    let html = "<table><tbody><tr><td>甲<td>1</tbody><tbody><tr><td>乙<td>2</tbody></table>\
                <table><tr><td>页<td><table><tr><td>丙<td>3</table></table>";
    assert_eq!(cells(html), vec![vec![vec!["甲", "1"], vec!["乙", "2"]], vec![vec!["丙", "3"]], vec![vec!["页", ""]]]);
}

#[test]
fn what_a_page_sets_side_by_side_is_read_one_after_the_other() {
    let table = "<table><tr><th>信息内容<th>本年制发件数<th>本年废止件数<th>现行有效件数<tr><td>规章<td>0<td>0<td>0\
        <tr><td>行政规范性文件以及其他需要长期保存的文件资料<td>3<td>0<td>9</table>";
    let prose = "<p>一、总体情况<p>全年公开信息一百二十条，收到申请二十四件，均已办结。";
    for page in [
        format!("<table><tr><td>{prose}<td><p>二、主动公开{table}</table>"),
        format!("<table><tr><td>{prose}<tr><td>二、主动公开<td>{table}</table>"),
        format!("<table><tr><td>{prose}<td>二、主动公开</table>{table}"),
    ] {
        let document = read(&page, &Budget::default()).unwrap();
        let lines: Vec<&str> = document.paragraphs().map(|paragraph| document.slice(&paragraph.range)).collect();
        assert_eq!(lines.first().zip(lines.last()), Some((&"一、总体情况", &"二、主动公开")), "{page}");
        assert!(matches!(document.blocks.get(3), Some(Block::Grid(_))), "{page}");
    }
}

#[test]
fn ten_thousand_nested_tables_end() {
    let document = read(&"<table><tr><td>".repeat(10_000), &Budget::default()).unwrap();
    assert!(document.limits.contains(&Limit::Depth));
}
