//! PDF files made here, page by page: the official tables drawn with lines and
//! characters as word processors draw them, and files that mean harm.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use gouji::{Input, Options};
use support::pdf::{Drawing, Pages, Sheet, document, file, stream};
use support::{Figures, Grid, Random};

/// A report with these tables.
fn report(tables: &[Grid], sheet: Sheet, drawing: Drawing) -> Vec<u8> {
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
    pages.end_page();
    document(&pages.done, sheet)
}

fn figures(pdf: &[u8]) -> Figures {
    let outcome = gouji::check(Input::Bytes(pdf), &Options::default());
    let mut figures = Figures::new();
    for table in outcome.report.tables() {
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
