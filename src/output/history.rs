//! The figures of bodies over the years: as a sheet with a column a year, and drawn, one
//! small picture a figure, on one page without scripts.

use super::markup::escaped;
use super::workbook::{Sheet, Value};
use crate::Language;
use crate::messages::{self, phrase};
use crate::region::history::{History, Line, Point};
use crate::report::Number;
use std::collections::BTreeSet;
use std::fmt::Write;

const STYLE: &str = include_str!("history.css");
/// What a browser may load for the page: nothing but its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Size of a picture and its margins, in CSS pixels.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 120.0;
const MARGIN: f64 = 26.0;

/// How a line is called: its table, its row, its column.
fn label(line: &Line, language: Language) -> String {
    let parts = [
        messages::table(&line.cell, language),
        messages::row(&line.cell, language),
        messages::column(&line.cell, language),
    ];
    let mut told: Vec<String> = Vec::new();
    for part in parts {
        if !part.is_empty() && !told.iter().any(|known| known.contains(&part)) {
            told.push(part);
        }
    }
    told.join(" ")
}

/// Where the form changed, in words.
fn breaks(line: &Line, language: Language) -> String {
    let name = |point: &Point| match language {
        Language::Chinese => point.edition.name.clone(),
        Language::English => point.edition.english.clone(),
    };
    let told = line.breaks().map(|(before, after)| {
        let (year, from, to) = (after.year, name(before), name(after));
        phrase("history.break", &[("year", &year), ("from", &from), ("to", &to)], language)
    });
    told.collect::<Vec<_>>().join("；")
}

/// The histories as a sheet: a line a figure, a column a year.
pub fn sheet(histories: &[History], language: Language) -> Sheet {
    let points = histories.iter().flat_map(|history| &history.lines).flat_map(|line| &line.points);
    let years: BTreeSet<u16> = points.map(|point| point.year).collect();
    let text = |key: &str| Value::Text(phrase(key, &[], language));
    let head = ["history.body", "history.figure", "history.breaks"].map(text).into_iter();
    let year = |year: &u16| Value::Number(Number::whole(i64::from(*year)));
    let head = head.chain(years.iter().map(year)).chain([text("history.series")]).collect();
    let mut rows: Vec<Vec<Value>> = vec![head];
    for history in histories {
        for line in &history.lines {
            let start = [history.body.clone(), label(line, language), breaks(line, language)].map(Value::Text);
            let value = |year: &u16| {
                let point = line.points.iter().find(|point| point.year == *year);
                point.and_then(|point| point.value).map_or(Value::Blank, Value::Number)
            };
            let row = start.into_iter().chain(years.iter().map(value)).chain([Value::Text(line.series.clone())]);
            rows.push(row.collect());
        }
    }
    let widths = [26, 44, 30].into_iter().chain(years.iter().map(|_| 9)).chain([40]).collect();
    Sheet { name: phrase("history.title", &[], language), widths, is_list: true, titles: vec![0], rows }
}

/// The histories as a page: every figure that changes or goes on from form to form.
pub fn page(histories: &[History], language: Language) -> String {
    let title = escaped(&phrase("history.title", &[], language));
    let about = escaped(&phrase("history.about", &[], language));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n<h1>{title}</h1>\n<p>{about}</p>\n",
        language.tag()
    );
    for history in histories {
        let _ = writeln!(page, "<section>\n<h2>{}</h2>\n<div class=\"lines\">", escaped(&history.body));
        for line in shown(history) {
            picture(&mut page, line, language);
        }
        page.push_str("</div>\n</section>\n");
    }
    page.push_str("</html>\n");
    page
}

/// The lines that are worth a picture: sums, and what goes on from form to form, where it
/// is not 0 in every year. Every line, where a form has no such.
fn shown(history: &History) -> impl Iterator<Item = &Line> {
    let changes = |line: &Line| line.points.iter().any(|point| point.value.is_some_and(|value| value.exact() != 0));
    let has_main = history.lines.iter().any(|line| line.is_main && changes(line));
    history.lines.iter().filter(move |line| changes(line) && (line.is_main || !has_main))
}

/// A picture of one figure: a dot a year, joined within an edition, dashed from one
/// edition to the next, not at all over a year that is missing.
fn picture(page: &mut String, line: &Line, language: Language) {
    let (Some(first), Some(last)) = (line.points.first(), line.points.last()) else { return };
    let caption = escaped(&label(line, language));
    let most = line.points.iter().filter_map(|point| point.value).map(approximate).fold(1.0, f64::max);
    let years = f64::from(last.year - first.year).max(1.0);
    let x = |point: &Point| MARGIN + f64::from(point.year - first.year) / years * (WIDTH - 2.0 * MARGIN);
    let y = |value: Number| HEIGHT - MARGIN - approximate(value).max(0.0) / most * (HEIGHT - 2.0 * MARGIN);
    let _ = writeln!(
        page,
        "<figure><figcaption>{caption}</figcaption><svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-label=\"{caption}\">"
    );
    for (before, after) in line.steps() {
        let is_broken = before.is_broken_off(after);
        let (from, to) = (x(before), x(after));
        if is_broken {
            let middle = (from + to) / 2.0;
            let _ = writeln!(page, "<path class=\"break\" d=\"M{middle:.1} 4V{:.1}\"/>", HEIGHT - MARGIN + 6.0);
        }
        if let (Some(one), Some(other)) = (before.value, after.value)
            && after.year == before.year + 1
        {
            let class = if is_broken { "joined" } else { "line" };
            let _ = writeln!(page, "<path class=\"{class}\" d=\"M{from:.1} {:.1}L{to:.1} {:.1}\"/>", y(one), y(other));
        }
    }
    for point in &line.points {
        let at = x(point);
        if let Some(value) = point.value {
            let up = y(value);
            let _ = writeln!(
                page,
                "<circle cx=\"{at:.1}\" cy=\"{up:.1}\" r=\"3\"/><text x=\"{at:.1}\" y=\"{:.1}\">{value}</text>",
                up - 7.0
            );
        }
        let _ = writeln!(page, "<text class=\"year\" x=\"{at:.1}\" y=\"{:.1}\">{}</text>", HEIGHT - 6.0, point.year);
    }
    page.push_str("</svg>");
    let years: Vec<String> = line.breaks().map(|(_, after)| after.year.to_string()).collect();
    if !years.is_empty() {
        let told = phrase("history.changed", &[("years", &years.join("、"))], language);
        let _ = write!(page, "<p>{}</p>", escaped(&told));
    }
    page.push_str("</figure>\n");
}

/// A figure as a place in a picture.
fn approximate(value: Number) -> f64 {
    value.to_string().parse().unwrap_or_default()
}
