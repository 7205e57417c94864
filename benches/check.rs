//! From a report to its findings, natively, beside what html5ever alone takes
//! for the same page in the same run. Prints the ratios at the end.
//!
//! `cargo bench --bench check`
#![allow(missing_docs, clippy::unwrap_used)]

mod estimates;
#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{Criterion, Throughput};
use estimates::mean;
use gouji::document::Budget;
use gouji::{Input, Language, Options, Outcome, output};
use html5ever::tendril::TendrilSink;
use std::hint::black_box;
use support::{Random, consistent, html, print};

/// A page as Word leaves it: about a thousand characters a cell for 70 kB.
fn word_page() -> String {
    let edition = gouji::forms::latest().unwrap();
    let figures = consistent(&edition.id, &mut Random(3));
    let style = "width:42.8000pt;padding:3.7500pt 3.7500pt 3.7500pt 3.7500pt;border-left:1.0000pt outset windowtext;";
    let mut page = String::from("<html><head><title>某县某局2023年政府信息公开工作年度报告</title></head><body>");
    let prose = "<p class=MsoNormal><span style='font-size:16.0pt;mso-ascii-font-family:宋体'>本局全年收到申请若干件，均按期办结。</span><o:p></o:p></p>";
    for (section, form) in edition.sections.iter().zip(0..) {
        page.push_str(&format!("<p>{}、{}</p>{}", section.ordinal, section.heading, prose.repeat(3)));
        if let Some(table) = edition.tables.iter().find(|table| usize::from(table.section) == form + 1) {
            let table = html(&print(table, &figures));
            page.push_str(
                &table
                    .replace("<td", &format!("<td valign=center style=\"{style}\""))
                    .replace("</td>", "<o:p></o:p></td>"),
            );
        }
    }
    page
}

fn benches(criterion: &mut Criterion) {
    let page = word_page();
    let options = Options::default();
    let report = gouji::recognise(Input::Text(&page), &options).unwrap();
    let mut group = criterion.benchmark_group("check");
    group.throughput(Throughput::Bytes(page.len() as u64));
    group.bench_function("html5ever alone", |bench| {
        bench.iter(|| {
            let sink = markup5ever_rcdom::RcDom::default();
            black_box(html5ever::parse_document(sink, html5ever::ParseOpts::default()).one(page.as_str()))
        });
    });
    group.bench_function("page to document", |bench| {
        bench.iter(|| black_box(gouji::document::html::read(&page, &Budget::default())))
    });
    group.bench_function("page to report", |bench| {
        bench.iter(|| black_box(gouji::recognise(Input::Text(&page), &options)))
    });
    group.bench_function("page to findings", |bench| {
        bench.iter(|| black_box(gouji::check(Input::Text(&page), &options)))
    });
    group.bench_function("report to findings", |bench| {
        bench.iter_batched(
            || report.clone(),
            |report| black_box(Outcome::of(report, &options)),
            criterion::BatchSize::SmallInput,
        );
    });
    group.bench_function("report to result as JSON", |bench| {
        let outcome = Outcome::of(report.clone(), &options);
        bench.iter(|| black_box(output::json::to_json(&outcome, Language::Chinese)));
    });
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    benches(&mut criterion);
    criterion.final_summary();
    let Some(baseline) = mean("check", "html5ever alone") else { return };
    println!("\n{} bytes; × html5ever alone ({baseline:.0} µs)", word_page().len());
    for name in
        ["page to document", "page to report", "page to findings", "report to findings", "report to result as JSON"]
    {
        if let Some(mean) = mean("check", name) {
            println!("{name:28} {mean:9.1} µs   × {:.3}", mean / baseline);
        }
    }
}
