//! Reports and empty forms as files, read back by the project's own readers and
//! by others.
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

#[path = "../support/mod.rs"]
mod support;

use gouji::finding::Severity;
use gouji::output::files::{self, Format, Piece, Text};
use gouji::output::run::Compared;
use gouji::report::{Report, Value};
use gouji::{Input, Language, Options, Outcome, forms};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The checkout.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");
const MISTAKES: &str = "www/samples/mistakes.html";
const FILES: [(Format, &str); 3] = [(Format::Docx, "docx"), (Format::Xlsx, "xlsx"), (Format::Html, "html")];

fn file(outcome: &Outcome, format: Format, corrected: bool) -> Vec<u8> {
    let paper = files::of_outcome(outcome, &[], &Options::default(), Language::Chinese, corrected).unwrap();
    files::write(&paper, format).unwrap()
}

fn read(bytes: &[u8]) -> Outcome {
    gouji::check(Input::Bytes(bytes), &Options::default())
}

fn mistakes() -> Outcome {
    read(&std::fs::read(Path::new(ROOT).join(MISTAKES)).unwrap())
}

/// Every figure by its address: its number, or what stands there instead.
fn figures(report: &Report) -> Vec<(String, String)> {
    let tables = report.tables.iter().flat_map(|table| {
        table.figures.iter().enumerate().map(|(cell, figure)| {
            let shown = match (figure.value, &figure.written) {
                (_, Some(written)) => written.verbatim().to_owned(),
                (Value::Number(number), None) => number.to_string(),
                _ => String::new(),
            };
            (table.form.address(cell).to_owned(), shown)
        })
    });
    tables.collect()
}

#[test]
fn what_a_batch_found_is_commented_on_at_its_cell() {
    let found = |message: &str, cells: &[&str]| Compared {
        rule: "aggregate.sum".to_owned(),
        severity: Severity::Error,
        message: gouji::shown::Shown::of(message),
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
    };
    let compared = [found("各单位之和为 7", &["applications/1/total"]), found("正文与邻县相似", &[])];
    let paper = files::of_outcome(&mistakes(), &compared, &Options::default(), Language::Chinese, false).unwrap();
    let texts = paper.parts.iter().flat_map(|part| &part.pieces).flat_map(texts);
    let commented: Vec<(&str, &str)> = texts
        .flat_map(|text| text.comments.iter().map(|comment| (text.text.as_str(), comment.as_str())))
        .filter(|(_, comment)| comment.contains("各单位") || comment.contains("邻县"))
        .collect();
    let [(title, similar), (figure, sum)] = commented[..] else { panic!("{commented:?}") };
    assert!(title.contains("年度报告") && similar.starts_with("【错误】正文与邻县相似\n依据："), "{similar}");
    assert!(figure.parse::<u32>().is_ok() && sum.starts_with("【错误】各单位之和为 7"), "{figure} {sum}");
}

fn texts(piece: &Piece) -> Vec<&Text> {
    match piece {
        Piece::Title(text) | Piece::Heading(text) | Piece::Paragraph(text) => vec![text],
        Piece::Table { rows, .. } => rows.iter().flatten().map(|cell| &cell.text).collect(),
    }
}

#[test]
fn what_is_written_reads_back_with_the_same_figures() {
    let mut random = support::Random(7);
    for round in 0..12 {
        let edition = ["2019", "2021"][round % 2];
        let mut wanted = support::consistent(edition, &mut random);
        // Half of the reports have slips.
        if round % 4 >= 2 {
            for value in wanted.values_mut() {
                *value += if random.next(15) == 0 { 1 + random.next(9) as i64 } else { 0 };
            }
        }
        let html: String = support::tables(edition, &wanted).iter().map(support::html).collect();
        let outcome = read(html.as_bytes());
        let before = figures(&outcome.report);
        assert!(before.len() > 150);
        for (format, name) in FILES {
            let again = read(&file(&outcome, format, false));
            assert_eq!(again.reason, None, "{name}");
            assert_eq!(figures(&again.report), before, "{edition} {name} {round}");
        }
    }
}

#[test]
fn the_text_and_its_findings_go_along() {
    let outcome = mistakes();
    let texts = |outcome: &Outcome| -> Vec<String> {
        let report = &outcome.report;
        report.paragraphs.iter().map(|range| report.text.verbatim()[range.clone()].to_owned()).collect()
    };
    let of_text = |outcome: &Outcome| -> Vec<String> {
        let findings = outcome.findings.iter().filter(|finding| finding.rule.starts_with("text."));
        findings.map(|finding| gouji::messages::message(finding, Language::Chinese)).collect()
    };
    for (format, name) in FILES {
        let again = read(&file(&outcome, format, false));
        // In a sheet the first row of a table may pass for a paragraph.
        let mut read = texts(&again);
        read.retain(|text| texts(&outcome).contains(text));
        assert_eq!(read, texts(&outcome), "{name}");
        assert_eq!(of_text(&again), of_text(&outcome), "{name}");
        assert_eq!(again.report.year, outcome.report.year);
    }
}

#[test]
fn a_corrected_file_has_no_relation_that_fails() {
    let outcome = mistakes();
    assert!(outcome.relations.failed > 0);
    for (format, name) in FILES {
        let again = read(&file(&outcome, format, true));
        assert_eq!(again.relations.failed, 0, "{name}");
        let changed = figures(&outcome.report).into_iter().zip(figures(&again.report)).filter(|(a, b)| a != b);
        let changed: Vec<_> = changed.map(|(before, after)| (before.0, before.1, after.1)).collect();
        let expected =
            [("disclosure/penalties/decisions", "386件", "386"), ("applications/3.2/natural_person", "8", "3")];
        assert_eq!(
            changed,
            expected.map(|(cell, from, to)| (cell.to_owned(), from.to_owned(), to.to_owned())),
            "{name}"
        );
    }
}

#[test]
fn an_empty_form_reads_back_empty_and_whole() {
    for (edition, format) in
        forms::editions().iter().flat_map(|edition| [(edition, Format::Docx), (edition, Format::Xlsx)])
    {
        let bytes = files::write(&files::blank(edition), format).unwrap();
        let outcome = read(&bytes);
        assert_eq!(
            outcome.report.tables.iter().map(|table| table.edition.id.as_str()).collect::<Vec<_>>(),
            [&edition.id; 3]
        );
        assert!(
            outcome.report.tables.iter().flat_map(|table| &table.figures).all(|figure| figure.value == Value::Blank)
        );
        let amiss = outcome.findings.iter().filter(|finding| finding.rule.starts_with("structure."));
        assert_eq!(amiss.count(), 0);
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let outcome = mistakes();
    for (format, _) in FILES {
        assert_eq!(file(&outcome, format, true), file(&outcome, format, true));
    }
}

#[test]
fn an_accepted_finding_is_a_comment_with_its_reason() {
    let mut outcome = mistakes();
    let count = outcome.findings.len();
    let at = outcome.findings.iter().position(|finding| finding.rule == "cell.unit").unwrap();
    let finding = outcome.findings.remove(at);
    outcome.waived.push(gouji::finding::Waived { finding, reason: gouji::shown::Shown::of("附表另有说明") });
    let paper = files::of_outcome(&outcome, &[], &Options::default(), Language::Chinese, false).unwrap();
    let paper = serde_json::to_string(&paper).unwrap();
    assert_eq!(paper.matches("依据：").count(), count);
    assert_eq!(paper.matches("【已接受】").count(), 1);
    assert!(paper.contains("接受理由：附表另有说明"), "{paper}");
}

#[test]
fn a_document_is_xml_with_a_comment_for_every_finding() {
    use std::io::Read;
    let outcome = mistakes();
    let bytes = file(&outcome, Format::Docx, false);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let (document, comments) = (part("word/document.xml"), part("word/comments.xml"));
    for name in ["word/styles.xml", "word/settings.xml", "word/footer1.xml", "docProps/core.xml", "[Content_Types].xml"]
    {
        assert!(roxmltree::Document::parse(&part(name)).is_ok(), "{name}");
    }
    let comments = roxmltree::Document::parse(&comments).unwrap();
    let written: Vec<String> = comments
        .root_element()
        .children()
        .map(|comment| comment.descendants().filter_map(|node| node.text()).collect())
        .collect();
    assert_eq!(written.len(), outcome.findings.len());
    for finding in &outcome.findings {
        let message = gouji::messages::message(finding, Language::Chinese);
        assert!(written.iter().any(|comment| comment.contains(&message)), "{message}");
    }
    let document = roxmltree::Document::parse(&document).unwrap();
    let anchored = document.descendants().filter(|node| {
        node.has_tag_name(("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "commentReference"))
    });
    assert_eq!(anchored.count(), written.len());
}

#[test]
fn a_workbook_holds_numbers_and_the_official_merges() {
    use calamine::{Data, Reader, Xlsx};
    let outcome = mistakes();
    let mut workbook: Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(file(&outcome, Format::Xlsx, false))).unwrap();
    let names = workbook.sheet_names();
    assert_eq!(names.len(), 6);
    let numbers: usize = names
        .iter()
        .map(|name| {
            workbook
                .worksheet_range(name)
                .unwrap()
                .used_cells()
                .filter(|(_, _, data)| matches!(data, Data::Float(_)))
                .count()
        })
        .sum();
    // Three cells hold `/`, one a number with its unit.
    assert_eq!(numbers, 10 + 175 + 15 - 4);
    let mut merged = |name: &str| workbook.merge_cells_by_sheet_name(name).unwrap().len();
    let form = forms::edition("2021").unwrap();
    for table in &form.tables {
        let name = &names[usize::from(table.section) - 1];
        let labels = table.head.iter().flatten().chain(table.body.iter().flat_map(|row| match row {
            forms::LayoutRow::Head { head } => head,
            forms::LayoutRow::Figures { labels, .. } => labels,
        }));
        let wide = table.body.iter().flat_map(|row| match row {
            forms::LayoutRow::Figures { figures, .. } => figures.as_slice(),
            forms::LayoutRow::Head { .. } => &[],
        });
        let wide = wide.filter(|figure| figure.columns > 1).count();
        let expected = labels.filter(|cell| cell.rows > 1 || cell.columns > 1).count() + wide;
        // The heading stands over the whole table.
        assert_eq!(merged(name), expected + 1, "{name}");
    }
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn gouji(arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let output = command.args(arguments).current_dir(ROOT).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_file_that_is_there_is_kept() {
    let folder = folder("export");
    let path = |name: &str| folder.join(name).display().to_string();
    let (report, new) = (path("report.html"), path("new.docx"));
    std::fs::copy(Path::new(ROOT).join(MISTAKES), &report).unwrap();
    assert_eq!(gouji(&["export", &report, "--output", &new]).0, Some(0));
    let first = std::fs::read(&new).unwrap();
    let (code, error) = gouji(&["export", &report, "--output", &new, "--corrected"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("new.docx"), "{error}");
    assert_eq!(std::fs::read(&new).unwrap(), first);
    assert_eq!(gouji(&["export", &report, "--output", &new, "--corrected", "--force"]).0, Some(0));
    assert_ne!(std::fs::read(&new).unwrap(), first);
    // The report itself is never written over.
    let before = std::fs::read(&report).unwrap();
    assert_eq!(gouji(&["export", &report, "--output", &report, "--force"]).0, Some(2));
    assert_eq!(std::fs::read(&report).unwrap(), before);
    assert_eq!(gouji(&["export", &report, "--output", &path("a.pdf")]).0, Some(2));
    assert_eq!(gouji(&["export", "Cargo.toml", "--output", &path("b.docx")]).0, Some(2));
    assert!(!folder.join("b.docx").exists());
    assert_eq!(gouji(&["form", "2021", "--output", &path("blank.xlsx")]).0, Some(0));
    assert_eq!(gouji(&["form", "2021", "--output", &path("blank.xlsx")]).0, Some(2));
}

#[test]
fn what_is_written_again_is_the_same_again() {
    let mut outcome = mistakes();
    for (format, name) in FILES {
        let first = file(&outcome, format, false);
        outcome = read(&first);
        let second = file(&outcome, format, false);
        let third = file(&read(&second), format, false);
        assert_eq!(second.len(), third.len(), "{name} grows");
    }
}

#[test]
fn a_heading_of_rare_characters_is_written_into_a_workbook() {
    let rare = "𬭎".repeat(40);
    let html = std::fs::read_to_string(Path::new(ROOT).join(MISTAKES)).unwrap();
    let outcome = read(html.replace("五、存在", &format!("五、{rare}存在")).as_bytes());
    let read_back = read(&file(&outcome, Format::Xlsx, false));
    assert_eq!(figures(&read_back.report), figures(&outcome.report));
}
