//! PDF files made here, page by page: the official tables drawn with lines and
//! characters as word processors draw them, and files that mean harm.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use gouji::{Input, Options};
use support::pdf::{Drawing, Pages, Sheet, document, file, stream};
use support::{Figures, Grid, Random};

/// A report with these tables.
fn report(tables: &[Grid], sheet: Sheet, drawing: Drawing) -> Vec<u8> {
    drawn_over(tables, sheet, drawing, |_| {})
}

/// A report with these tables, and something drawn over its last page.
fn drawn_over(tables: &[Grid], sheet: Sheet, drawing: Drawing, draw: impl Fn(&mut Pages)) -> Vec<u8> {
    let mut pages = Pages::new(drawing);
    pages.line("青禾县农业农村局2023年政府信息公开工作年度报告");
    pages.line("一、总体情况");
    for (table, heading) in tables.iter().zip([
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]) {
        pages.line(heading);
        pages.table(table);
    }
    draw(&mut pages);
    pages.end_page();
    document(&pages.done, sheet)
}

fn figures(pdf: &[u8]) -> Figures {
    let outcome = gouji::check(Input::Bytes(pdf), &Options::default());
    let mut figures = Figures::new();
    for table in &outcome.report.tables {
        for cell in 0..table.form.cells().len() {
            figures.extend(table.integer(cell).map(|value| (table.form.address(cell).to_owned(), value)));
        }
    }
    figures
}

/// The code of the reason why nothing was read.
fn refusal(pdf: &[u8]) -> &'static str {
    gouji::check(Input::Bytes(pdf), &Options::default()).reason.map_or("none", |reason| reason.code)
}

#[test]
fn every_figure_is_read_on_every_sheet_and_over_page_breaks() {
    let mut random = Random(7);
    for edition in ["2019", "2021"] {
        for (sheet, drawing) in
            [(Sheet::Upright, Drawing::Lines), (Sheet::Turned, Drawing::Lines), (Sheet::Cropped, Drawing::Characters)]
        {
            let expected = support::consistent(edition, &mut random);
            let pdf = report(&support::tables(edition, &expected), sheet, drawing);
            assert_eq!(figures(&pdf), expected, "{edition} {sheet:?} {drawing:?}");
        }
    }
}

#[test]
fn what_is_put_over_the_tables_is_not_read_into_them() {
    let expected = support::consistent("2021", &mut Random(5));
    let tables = support::tables("2021", &expected);
    let everywhere = |pages: &mut Pages, state: &str, matrix: &str| {
        for at in 0..300 {
            let (x, y) = (30.0 + f64::from(at % 12) * 45.0, 30.0 + f64::from(at / 12) * 31.0);
            pages.draw(&format!("q {state} BT /F 9 Tf {matrix} {x} {y} Tm <5185003690e80031> Tj ET Q\n"));
        }
    };
    for (state, matrix) in [
        ("1 g", "1 0 0 1"),
        ("0.8 g", "1 0 0 1"),
        ("0 g", "0.7 0.7 -0.7 0.7"),
        ("0 g 3 Tr", "1 0 0 1"),
        ("0 0 5 5 re W n", "1 0 0 1"),
        ("0 g", "0.01 0 0 0.01"),
    ] {
        let pdf = drawn_over(&tables, Sheet::Upright, Drawing::Lines, |pages| everywhere(pages, state, matrix));
        let read = figures(&pdf);
        let differ: Vec<_> = expected.iter().filter(|(address, figure)| read.get(*address) != Some(figure)).collect();
        assert!(differ.is_empty(), "{state} {matrix} {differ:?}");
    }
}

#[test]
fn what_is_marked_as_a_watermark_is_none_of_the_text() {
    let expected = support::consistent("2021", &mut Random(6));
    let pdf = drawn_over(&support::tables("2021", &expected), Sheet::Upright, Drawing::Lines, |pages| {
        pages.draw("/Artifact << /Subtype /Watermark >> BDC\n");
        for y in 1..80 {
            pages.text_in("0 g", "7777777777777777777777777777777777777", 40.0, 10.0 * f64::from(y), 12.0);
        }
        pages.draw("EMC\n");
    });
    assert_eq!(figures(&pdf), expected);
}

#[test]
fn a_page_that_is_drawn_twice_over_itself_is_read_once() {
    let expected = support::consistent("2021", &mut Random(8));
    let mut pages = Pages::new(Drawing::Lines);
    pages.line("青禾县农业农村局2023年政府信息公开工作年度报告");
    for table in support::tables("2021", &expected) {
        pages.table(&table);
    }
    pages.end_page();
    let bold = |content: &String| format!("q {content} Q q 1 0 0 1 0.3 0 cm {content} Q");
    assert_eq!(figures(&document(&pages.done.iter().map(bold).collect::<Vec<_>>(), Sheet::Upright)), expected);
}

#[test]
fn a_page_whose_content_lies_on_its_side_is_turned() {
    let expected = support::consistent("2021", &mut Random(9));
    let mut pages = Pages::new(Drawing::Lines);
    pages.line("青禾县农业农村局2023年政府信息公开工作年度报告");
    for table in support::tables("2021", &expected) {
        pages.table(&table);
    }
    pages.end_page();
    // Upwards on an upright medium, without saying so.
    let side = |content: &String| format!("0 0.7 -0.7 0 595 0 cm {content}");
    assert_eq!(figures(&document(&pages.done.iter().map(side).collect::<Vec<_>>(), Sheet::Upright)), expected);
}

/// A file of one page with this content, and more objects from number 6 on.
fn one_page(content: Vec<u8>, resources: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> {resources} >> >>"
    );
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    objects.extend_from_slice(more);
    file(&objects, "")
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn nothing_is_multiplied_behind_the_back_of_the_budget() {
    let bomb = packed(&packed(&vec![b' '; 100_000_000]));
    let twice = |filters: &str| one_page(stream(filters, &bomb), "", &[]);
    assert_eq!(refusal(&twice("/Filter [/F#6cateDecode /#46l]")), "expands_too_far");
    assert_eq!(refusal(&twice(&format!("/Filter [/Fl /Fl] {}", " ".repeat(5000)))), "expands_too_far");
    assert_eq!(refusal(&twice("/X ( << /Subtype /Image >> ) /Filter [/Fl /Fl] /Subtype /None")), "expands_too_far");
    let runs = packed(&[129, b' '].repeat(600_000));
    assert_eq!(
        refusal(&one_page(stream("/Filter [/FlateDecode /RunLengthDecode]", &runs), "", &[])),
        "expands_too_far"
    );

    // Pictures in the content itself that do not end: each is looked for as far as the end.
    let open = stream("", "BI /W 1 /H 1 ID x ".repeat(100_000).as_bytes());
    assert_eq!(refusal(&one_page(open, "", &[])), "pdf_too_much");

    // A form that is drawn a thousand times, and forms that draw forms.
    let form = |content: &[u8], resources: &str| {
        let dictionary = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Filter /FlateDecode /Resources << {resources} >>"
        );
        stream(&dictionary, &packed(content))
    };
    let draws = stream("", "/X Do\n".repeat(1000).as_bytes());
    let named = "/XObject << /X 6 0 R >>";
    assert_eq!(refusal(&one_page(draws.clone(), named, &[form(&vec![b' '; 10_000_000], "")])), "pdf_too_much");
    let fan: Vec<Vec<u8>> = (7..15)
        .map(|next| form("/X Do ".repeat(10).as_bytes(), &format!("/XObject << /X {next} 0 R >>")))
        .chain([form(b"", "")])
        .collect();
    assert_eq!(refusal(&one_page(draws, named, &fan)), "pdf_too_much");
}

#[test]
fn a_stream_that_calls_itself_a_picture_is_read_as_nothing_else() {
    let bomb = packed(&vec![b' '; 300_000_000]);
    let pdf = one_page(stream("/Type /XObject /Subtype /Image /Filter /FlateDecode", &bomb), "", &[]);
    assert_eq!(refusal(&pdf), "pdf_image_only");
}

#[test]
fn a_finding_says_its_page() {
    let mut figures = support::consistent("2021", &mut Random(3));
    *figures.get_mut("review/reconsideration/total").unwrap() += 1;
    let outcome = gouji::check(
        Input::Bytes(&report(&support::tables("2021", &figures), Sheet::Upright, Drawing::Lines)),
        &Options::default(),
    );
    let json = gouji::output::json::to_json(&outcome, gouji::Language::Chinese);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let pages = json.to_string().matches("\"page\":").count();
    assert!(pages > 0, "{json}");
}

#[test]
fn a_picture_is_called_a_picture() {
    let image =
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\0");
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>";
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.as_bytes().to_vec(),
        stream("", b"595 0 0 842 0 0 cm /I Do"),
        image,
    ];
    assert_eq!(refusal(&file(&objects, "")), "pdf_image_only");
}

#[test]
fn what_cannot_be_read_whole_is_refused_with_its_reason() {
    let whole =
        report(&support::tables("2021", &support::consistent("2021", &mut Random(1))), Sheet::Upright, Drawing::Lines);
    assert_eq!(refusal(&whole), "none");
    for share in [1, 5, 9] {
        assert_eq!(refusal(&whole[..whole.len() * share / 10]), "pdf_damaged", "{share}");
    }
    assert_eq!(refusal(b"%PDF-1.7\nstartxref\n9\n%%EOF"), "pdf_damaged");
    assert_eq!(refusal(&document(&vec![String::new(); 10_000], Sheet::Upright)), "pdf_too_many_pages");

    let key = "00".repeat(32);
    let id = "/ID [<00000000000000000000000000000000> <00000000000000000000000000000000>]";
    let locked = format!("{id} /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >>");
    let objects = [b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), b"<< /Type /Pages /Kids [] /Count 0 >>".to_vec()];
    assert_eq!(refusal(&file(&objects, &locked)), "pdf_encrypted");
}

#[test]
fn what_expands_without_end_is_not_expanded() {
    use std::io::Write;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..300 {
        packed.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>".to_vec(),
        stream("/Filter /FlateDecode", &packed.finish().unwrap()),
    ];
    assert_eq!(refusal(&file(&objects, "")), "expands_too_far");
}
