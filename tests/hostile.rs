//! Input that was made to hurt: each is answered, with a reason where nothing
//! can be checked, and in time that grows with its size alone (a quadratic step
//! would keep this test from ending).
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use gouji::{Input, Options, Outcome, Status};
use support::{Random, consistent, html, tables};

const BYTES: usize = 150_000;

fn check(text: &str) -> Outcome {
    gouji::check(Input::Text(text), &Options::default())
}

fn fill(piece: &str) -> String {
    piece.repeat(BYTES / piece.len())
}

#[test]
fn markup_without_a_report_is_unreadable_for_a_reason() {
    let attributes: String = (0..BYTES / 10).map(|at| format!("a{at}=1 ")).collect();
    for page in [
        fill("<table><tr><td>"),
        fill("<div>"),
        fill("<td>1"),
        fill("<table><p>"),
        fill("<svg><p><table><svg>"),
        fill("<select><option><table>"),
        fill("<template><table>"),
        fill("<span hidden>"),
        fill("<b><i><a><p>"),
        fill("&lt;"),
        fill("\0"),
        format!("<table><tr>{}", fill("<td rowspan=60000 colspan=1000000000>重复申请")),
        format!("<table>{}", fill("<tr><td>重复申情况请的<td>1<td>2")),
        format!("<td {attributes}>"),
        "<p>没有表格</p>".to_owned(),
        "<p><img src=x></p>".to_owned(),
    ] {
        let outcome = check(&page);
        assert_eq!(outcome.status(), Status::Unreadable, "{:.60}", page);
        assert!(outcome.reason.is_some(), "{:.60}", page);
    }
}

#[test]
fn running_text_without_end_is_answered() {
    let tables: String = tables("2021", &consistent("2021", &mut Random(1))).iter().map(html).collect();
    for piece in [
        "1",
        "1,",
        "1.",
        "13800138000 ",
        "其中",
        "一",
        "（",
        "2023年",
        "申请1件、",
        "共12件其中",
        "5%，",
        "政府信息公开申请",
        "我局和各街道",
        "全年共收到政府信息公开申请12件，其中予以公开5件，部分公开3件，",
        "一、总体情况",
        "总计其他行政许可1 ",
        "110101199003070",
    ] {
        let text = fill(piece);
        assert_eq!(check(&format!("<p>{text}</p>{tables}")).relations.held, 42, "{piece}");
        check(&text);
    }
}

#[test]
fn headings_and_paragraphs_without_end_are_read_in_part_and_that_is_said() {
    let tables: String = tables("2021", &consistent("2021", &mut Random(1))).iter().map(html).collect();
    for piece in ["<h2>一、总体情况</h2>", "<p>1"] {
        let outcome = check(&format!("{tables}{}", piece.repeat(60_000)));
        assert_eq!(outcome.relations.held, 42, "{piece}");
        assert!(outcome.findings.iter().any(|finding| finding.rule == "structure.truncated"), "{piece}");
    }
}

#[test]
fn selectors_that_are_held_against_every_ancestor_of_every_element_end() {
    let rules: String = (0..2_000).map(|at| format!(".a .b .a .b span.c{} {{ color: #fff }}", at % 3)).collect();
    let depth = "<div class='a b'>".repeat(200);
    let page = format!("<style>{rules}</style>{depth}{}", "<span class='c0 c1 c2'>1</span>".repeat(10_000));
    assert_eq!(check(&page).reason.unwrap().code, "too_much_work");
}

#[test]
fn what_is_too_large_is_refused_at_once() {
    let outcome = check(&"年".repeat(2 * 1024 * 1024 + 1));
    assert_eq!(outcome.reason.unwrap().code, "too_large");
}

#[test]
fn nothing_is_never_a_success() {
    for text in ["", " \n\t", "\u{feff}", "\u{200b}"] {
        assert_eq!(check(text).status(), Status::Unreadable, "{text:?}");
    }
    assert_eq!(gouji::check(Input::Bytes(&[0xff, 0xfe, 0, 0xd8]), &Options::default()).status(), Status::Unreadable);
}
