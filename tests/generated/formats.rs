//! A report in each of the formats that are read.

use super::Report;
use super::support::{Figures, Grid, Printed, html, tables};
use gouji::forms;

/// A format of a report's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Html,
    /// As Chinese Windows writes it.
    HtmlInGbk,
    Markdown,
    Text,
    Json,
}

impl Format {
    pub const ALL: [Format; 5] = [Format::Html, Format::HtmlInGbk, Format::Markdown, Format::Text, Format::Json];

    /// The ending of its file.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Html | Format::HtmlInGbk => "html",
            Format::Markdown => "md",
            Format::Text => "txt",
            Format::Json => "json",
        }
    }
}

/// The bytes of a report's file.
pub fn write(report: &Report, format: Format) -> Vec<u8> {
    match format {
        Format::Html => page(report, "utf-8").into_bytes(),
        Format::HtmlInGbk => encoding_rs::GBK.encode(&page(report, "gbk")).0.into_owned(),
        Format::Markdown => text(report, |line| format!("## {line}"), piped).into_bytes(),
        Format::Text => text(report, str::to_owned, tabbed).into_bytes(),
        Format::Json => json(report).into_bytes(),
    }
}

fn title(report: &Report) -> String {
    format!("{}{}年政府信息公开工作年度报告", report.organ, report.year)
}

fn preface(report: &Report) -> String {
    let year = report.year;
    format!(
        "根据《中华人民共和国政府信息公开条例》规定编制本报告。本报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
    )
}

/// Headings with the paragraphs and the table beneath each.
fn sections(report: &Report) -> Vec<(String, Vec<String>, Option<Grid>)> {
    let edition = forms::latest().unwrap();
    let mut grids = tables(&edition.id, &report.figures).into_iter();
    let sections = edition.sections.iter().zip(1..).map(|(section, number)| {
        let heading = format!("{}、{}", section.ordinal, section.heading);
        let paragraphs = match number {
            1 => report.summary.clone(),
            5 => vec![report.problems.clone()],
            6 => vec!["无其他需要报告的事项。".to_owned()],
            _ => Vec::new(),
        };
        let has_table = edition.tables.iter().any(|table| usize::from(table.section) == number);
        (heading, paragraphs, if has_table { grids.next() } else { None })
    });
    sections.collect()
}

fn page(report: &Report, encoding: &str) -> String {
    let title = title(report);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"{encoding}\"><title>{title}</title></head><body>\n<h1>{title}</h1>\n<p>{}</p>\n",
        preface(report)
    );
    for (heading, paragraphs, table) in sections(report) {
        page.push_str(&format!("<h2>{heading}</h2>\n"));
        paragraphs.iter().for_each(|paragraph| page.push_str(&format!("<p>{paragraph}</p>\n")));
        page.push_str(&table.as_ref().map(html).unwrap_or_default());
    }
    page + "\n</body></html>\n"
}

fn text(report: &Report, heading: impl Fn(&str) -> String, table: impl Fn(&Grid) -> String) -> String {
    let mut text = format!("{}\n\n{}\n\n", heading(&title(report)), preface(report));
    for (line, paragraphs, grid) in sections(report) {
        text.push_str(&format!("{}\n\n", heading(&line)));
        paragraphs.iter().for_each(|paragraph| text.push_str(&format!("{paragraph}\n\n")));
        text.push_str(&grid.as_ref().map(|grid| table(grid) + "\n").unwrap_or_default());
    }
    text
}

/// The rows of a grid, a merged cell printed once and blank elsewhere.
fn rows(grid: &Grid) -> Vec<Vec<&str>> {
    let width: usize = grid.iter().map(|row| row.iter().map(|cell| cell.columns).sum()).max().unwrap_or(0);
    let mut taken = vec![vec![false; width]; grid.len()];
    let mut rows = vec![vec![""; width]; grid.len()];
    for (at, cells) in grid.iter().enumerate() {
        for Printed { text, rows: down, columns, .. } in cells {
            let Some(start) = taken[at].iter().position(|taken| !taken) else { continue };
            rows[at][start] = text;
            for row in taken.iter_mut().skip(at).take(*down) {
                row.iter_mut().skip(start).take(*columns).for_each(|cell| *cell = true);
            }
        }
    }
    rows
}

fn piped(grid: &Grid) -> String {
    let mut text = String::new();
    for (at, row) in rows(grid).iter().enumerate() {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
        if at == 0 {
            text.push_str(&format!("|{}\n", " --- |".repeat(row.len())));
        }
    }
    text
}

/// As a table is pasted out of Word.
fn tabbed(grid: &Grid) -> String {
    let row = |cells: &Vec<Printed>| cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t") + "\n";
    grid.iter().map(row).collect()
}

/// A result's own tables.
fn json(report: &Report) -> String {
    let edition = forms::latest().unwrap();
    let mut tables = serde_json::Map::new();
    for form in &edition.tables {
        let rows = form.rows.iter().enumerate().map(|(row, declared)| {
            let figures: Vec<i64> = form.row_cells(row).map(|cell| report.figures[&form.address(cell)]).collect();
            (declared.id.clone(), figures.into())
        });
        let rows: serde_json::Map<String, serde_json::Value> = rows.collect();
        tables.insert(form.id.name().to_owned(), serde_json::json!({ "edition": edition.id, "rows": rows }));
    }
    let (year, organ) = (report.year, &report.organ);
    serde_json::json!({ "edition": edition.id, "year": year, "organ": organ, "title": title(report), "tables": tables })
        .to_string()
}

/// The figure that a cell of a report has.
pub fn figure<'a>(figures: &'a mut Figures, cell: &str) -> &'a mut i64 {
    figures.get_mut(cell).unwrap()
}
