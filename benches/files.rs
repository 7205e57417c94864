//! Each format of files from its bytes to findings, and from a report to its
//! bytes, beside what the library alone takes that takes the format apart or puts
//! it together. Prints the ratios at the end.
//!
//! `cargo bench --bench files`
#![allow(missing_docs, clippy::unwrap_used)]

mod estimates;
#[path = "../tests/support/mod.rs"]
mod support;

use calamine::Reader;
use criterion::Criterion;
use estimates::mean;
use gouji::output::files::{self, Format, Paper};
use gouji::{Input, Language, Options};
use std::hint::black_box;
use std::io::{Cursor, Read, Write};
use support::pdf::{Drawing, Pages, Sheet, document};
use support::{Random, consistent, html, tables};

/// A format with what is measured of it, each with its baseline.
const MEASURED: [(&str, &str); 5] = [
    ("docx to findings", "zip and quick-xml alone, docx"),
    ("xlsx to findings", "calamine alone, xlsx"),
    ("pdf to findings", "hayro alone, pdf"),
    ("report to docx", "zip alone, docx"),
    ("report to xlsx", "rust_xlsxwriter alone, xlsx"),
];

/// A report of the latest form.
fn paper() -> Paper {
    let options = Options::default();
    let page: String = grids().iter().map(html).collect();
    files::of_outcome(&gouji::check(Input::Text(&page), &options), &[], &options, Language::Chinese, false).unwrap()
}

fn grids() -> Vec<support::Grid> {
    let edition = &gouji::forms::latest().unwrap().id;
    tables(edition, &consistent(edition, &mut Random(3)))
}

/// The same tables drawn on pages.
fn pdf() -> Vec<u8> {
    let mut pages = Pages::new(Drawing::Lines);
    grids().iter().for_each(|grid| pages.table(grid));
    pages.end_page();
    document(&pages.done, Sheet::Upright)
}

/// The parts of a zip archive: names and bytes.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let parts = (0..archive.len()).map(|at| {
        let mut part = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        (part.name().unwrap().into_owned(), content)
    });
    parts.collect()
}

/// Takes a document of Word apart, down to the events of its text.
fn quick_xml(bytes: &[u8]) -> usize {
    let parts = parts(bytes);
    let (_, text) = parts.iter().find(|(name, _)| name == "word/document.xml").unwrap();
    let mut reader = quick_xml::Reader::from_reader(text.as_slice());
    let mut events = 0;
    while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {
        events += 1;
    }
    events
}

fn calamine(bytes: &[u8]) -> usize {
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    workbook.worksheets().iter().map(|(_, range)| range.used_cells().count()).sum()
}

/// Takes a PDF apart, down to the instructions of its pages.
fn hayro(bytes: &[u8]) -> usize {
    let document = hayro_syntax::Pdf::new(bytes.to_vec()).unwrap();
    let count = |page: &hayro_syntax::page::Page<'_>| {
        let mut instructions = page.typed_operations();
        std::iter::from_fn(|| instructions.next().map(|_| ())).count()
    };
    document.pages().iter().map(count).sum()
}

fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The cells of a workbook, without a format.
fn xlsxwriter(sheets: &[(String, calamine::Range<calamine::Data>)]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (_, range) in sheets {
        let sheet = workbook.add_worksheet();
        for (row, column, value) in range.used_cells() {
            let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
            match value {
                calamine::Data::Float(number) => sheet.write_number(row, column, *number).unwrap(),
                other => sheet.write_string(row, column, other.to_string()).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn benches(criterion: &mut Criterion) {
    let (options, paper, pdf) = (Options::default(), paper(), pdf());
    let [docx, xlsx] = [Format::Docx, Format::Xlsx].map(|format| files::write(&paper, format).unwrap());
    for bytes in [&docx, &xlsx, &pdf] {
        assert!(gouji::check(Input::Bytes(bytes), &options).reason.is_none());
    }
    let word = parts(&docx);
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(xlsx.clone())).unwrap();
    let sheets = workbook.worksheets();
    let mut group = criterion.benchmark_group("files");
    let mut measure = |name: &str, work: &dyn Fn() -> usize| {
        group.bench_function(name, |bench| bench.iter(|| black_box(work())));
    };
    let findings = |bytes: &[u8]| gouji::check(Input::Bytes(bytes), &options).findings.len();
    measure("zip and quick-xml alone, docx", &|| quick_xml(&docx));
    measure("docx to findings", &|| findings(&docx));
    measure("calamine alone, xlsx", &|| calamine(&xlsx));
    measure("xlsx to findings", &|| findings(&xlsx));
    measure("hayro alone, pdf", &|| hayro(&pdf));
    measure("pdf to findings", &|| findings(&pdf));
    measure("zip alone, docx", &|| zipped(&word).len());
    measure("report to docx", &|| files::write(&paper, Format::Docx).unwrap().len());
    measure("rust_xlsxwriter alone, xlsx", &|| xlsxwriter(&sheets).len());
    measure("report to xlsx", &|| files::write(&paper, Format::Xlsx).unwrap().len());
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    benches(&mut criterion);
    criterion.final_summary();
    println!("\nOne report, 200 figures; each × its baseline");
    for (name, baseline) in MEASURED {
        if let (Some(time), Some(alone)) = (mean("files", name), mean("files", baseline)) {
            println!("{name:20} {time:9.1} µs   × {:7.3} of {baseline} ({alone:.1} µs)", time / alone);
        }
    }
}
