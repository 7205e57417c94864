//! A report in each of the formats that are read.

use super::Report;
use super::support::pdf::{Drawing, Pages, Sheet, document};
use super::support::{Figures, Grid, Printed, html, placed, tables, width};
use super::xls;
use gouji::forms;
use gouji::output::files::{self, Cell, Paper, Part, Piece, Place, Text};

/// A format of a report's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Html,
    /// As Chinese Windows writes it.
    HtmlInGbk,
    Markdown,
    Text,
    Json,
    Docx,
    Xlsx,
    Xls,
    Pdf,
}

impl Format {
    pub const ALL: [Format; 9] = [
        Format::Html,
        Format::HtmlInGbk,
        Format::Markdown,
        Format::Text,
        Format::Json,
        Format::Docx,
        Format::Xlsx,
        Format::Xls,
        Format::Pdf,
    ];

    /// The ending of its file.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Html | Format::HtmlInGbk => "html",
            Format::Markdown => "md",
            Format::Text => "txt",
            Format::Json => "json",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Xls => "xls",
            Format::Pdf => "pdf",
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
        Format::Docx => files::write(&paper(report), files::Format::Docx).unwrap(),
        Format::Xlsx => files::write(&paper(report), files::Format::Xlsx).unwrap(),
        Format::Xls => workbook(report),
        Format::Pdf => pdf(report),
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
    let official = || tables(&edition.id, &report.figures);
    let mut grids = report.tables.clone().unwrap_or_else(official).into_iter();
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

/// On paper, for office programs.
fn paper(report: &Report) -> Paper {
    let plain = |text: &str| Text { text: text.to_owned(), comments: Vec::new() };
    let mut parts: Vec<Part> = sections(report)
        .into_iter()
        .map(|(heading, paragraphs, table)| {
            let mut pieces = vec![Piece::Heading(plain(&heading))];
            pieces.extend(paragraphs.iter().map(|paragraph| Piece::Paragraph(plain(paragraph))));
            pieces.extend(table.as_ref().map(on_paper));
            Part { name: heading, pieces }
        })
        .collect();
    parts[0].pieces.splice(0..0, [Piece::Title(plain(&title(report))), Piece::Paragraph(plain(&preface(report)))]);
    Paper { title: title(report), time: None, parts }
}

fn on_paper(grid: &Grid) -> Piece {
    let width = width(grid);
    let mut rows: Vec<Vec<Cell>> = vec![Vec::new(); grid.len()];
    for (row, column, cell) in placed(grid) {
        let place = if cell.is_figure { Place::Figure } else { Place::Label };
        let (text, comments) = (cell.text.clone(), Vec::new());
        let (columns, down) = (cell.columns, cell.rows);
        rows[row].push(Cell { column, columns, rows: down, place, text: Text { text, comments }, changed: false });
    }
    Piece::Table { widths: vec![8; width], head: 1, rows }
}

/// One sheet with everything beneath each other, as Excel 97 keeps it.
fn workbook(report: &Report) -> Vec<u8> {
    let mut sheet = xls::Sheet::default();
    let mut row = 0;
    let start = ("".to_owned(), vec![title(report), preface(report)], None);
    for (heading, paragraphs, table) in std::iter::once(start).chain(sections(report)) {
        for text in std::iter::once(heading).chain(paragraphs).filter(|text| !text.is_empty()) {
            sheet.put(row, 0, &xls::Value::Text(text));
            row += 1;
        }
        for (down, column, cell) in table.iter().flat_map(placed) {
            let [first, column] = [row + down as u16, column as u16];
            let value = match cell.text.parse() {
                Ok(number) if cell.is_figure => xls::Value::Number(number),
                _ => xls::Value::Text(cell.text.clone()),
            };
            sheet.put(first, column, &value);
            if cell.rows > 1 || cell.columns > 1 {
                sheet.merge([first, first + cell.rows as u16 - 1, column, column + cell.columns as u16 - 1]);
            }
        }
        row += table.map_or(0, |grid| grid.len() as u16);
    }
    sheet.finish("年报")
}

fn pdf(report: &Report) -> Vec<u8> {
    let mut pages = Pages::new(Drawing::Lines);
    pages.line(&title(report));
    pages.paragraph(&preface(report));
    for (heading, paragraphs, table) in sections(report) {
        pages.line(&heading);
        paragraphs.iter().for_each(|paragraph| pages.paragraph(paragraph));
        if let Some(grid) = &table {
            pages.table(grid);
        }
    }
    pages.end_page();
    document(&pages.done, Sheet::Upright)
}

/// The rows of a grid, a merged cell printed once and blank elsewhere.
fn rows(grid: &Grid) -> Vec<Vec<&str>> {
    let width = width(grid);
    let mut rows = vec![vec![""; width]; grid.len()];
    for (row, column, cell) in placed(grid) {
        rows[row][column] = cell.text.as_str();
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
            let figures: Vec<i64> = form.row_cells(row).map(|cell| report.figures[form.address(cell)]).collect();
            (declared.id.clone(), figures.into())
        });
        let rows: serde_json::Map<String, serde_json::Value> = rows.collect();
        tables.insert(form.id.as_str().to_owned(), serde_json::json!({ "edition": edition.id, "rows": rows }));
    }
    let (year, organ) = (report.year, &report.organ);
    serde_json::json!({ "edition": edition.id, "year": year, "organ": organ, "title": title(report), "tables": tables })
        .to_string()
}

/// The figure that a cell of a report has.
pub fn figure<'a>(figures: &'a mut Figures, cell: &str) -> &'a mut i64 {
    figures.get_mut(cell).unwrap()
}
