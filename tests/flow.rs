//! Consistent tables as text, printed in every way: with anything between the
//! cells they are read back exactly; with nothing between them each figure is
//! read as it was or not at all.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use support::{Figures, Grid, Random, consistent, read, tables};

const HEADINGS: [&str; 3] =
    ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"];

const AROUND: (&str, &str) = (
    "青禾县某局2023年政府信息公开工作年度报告\n一、总体情况\n2023年，本局主动公开信息762条，作出行政许可12件，收到申请7件，予以公开3件，其他处理1件。",
    "五、存在的主要问题及改进情况\n2023年公开的及时性不够，2024年将加强培训。",
);

/// The figures of a report; sums stay sums when all are multiplied.
fn figures(edition: &str, seed: u64, factor: i64) -> Figures {
    let figures = consistent(edition, &mut Random(seed));
    figures.into_iter().map(|(address, value)| (address, value * factor)).collect()
}

/// The report with each table printed by `print`.
fn report(edition: &str, figures: &Figures, print: impl Fn(&Grid) -> String) -> String {
    let tables = tables(edition, figures);
    let parts: Vec<String> =
        HEADINGS.iter().zip(&tables).map(|(heading, table)| format!("{heading}\n{}", print(table))).collect();
    format!("{}\n{}\n{}", AROUND.0, parts.join("\n"), AROUND.1)
}

/// Cells and rows with these texts between them.
fn separated<'a>(cell: &'a str, row: &'a str) -> impl Fn(&Grid) -> String + 'a {
    move |grid| {
        let rows = grid.iter().map(|cells| cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(cell));
        rows.collect::<Vec<_>>().join(row)
    }
}

/// A page as a PDF gives it: labels to the left, figures in columns, a page
/// number now and then.
fn laid_out(grid: &Grid) -> String {
    let mut text = String::new();
    for (at, cells) in grid.iter().enumerate() {
        let labels: Vec<&str> = cells.iter().filter(|cell| !cell.is_figure).map(|cell| cell.text.as_str()).collect();
        let figures = cells.iter().filter(|cell| cell.is_figure).map(|cell| format!("{:>7}", cell.text));
        let figures: String = figures.collect();
        // A label of two lines has its figures between them.
        let (last, groups) = labels.split_last().unwrap_or((&"", &[]));
        let length = last.chars().count();
        let half = last.char_indices().map(|(at, _)| at).nth(length / 2).unwrap_or(0);
        let (left, right) = if length > 9 && !figures.is_empty() { last.split_at(half) } else { (*last, "") };
        let left = format!("   {}    {left}", groups.join("    "));
        match right {
            "" => text.push_str(&format!("{left:<24}{figures}\n")),
            _ => text.push_str(&format!("{left}\n                        {figures}\n                    {right}\n")),
        }
        if at % 11 == 10 {
            text.push_str(&format!("\n                    - {at} -\n\u{c}"));
        }
    }
    text
}

fn is_read_back(edition: &str, figures: &Figures, text: &str) -> TestCaseResult {
    let found = read(text);
    for (address, value) in figures {
        prop_assert_eq!(found.get(address), Some(value), "{} {}\n{}", edition, address, text);
    }
    Ok(())
}

fn an_edition() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("2019"), Just("2021")]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn separated_figures_are_read_back(edition in an_edition(), seed: u64, factor in prop_oneof![Just(1i64), Just(7), Just(113)]) {
        let figures = figures(edition, seed, factor);
        for (cell, row) in [(" ", "\n"), ("  ", " "), ("\t", "\n"), (" | ", "\n"), ("\n", "\n"), ("\u{3000}", "\n\n")] {
            is_read_back(edition, &figures, &report(edition, &figures, separated(cell, row)))?;
        }
    }

    #[test]
    fn figures_laid_out_in_columns_are_read_back(edition in an_edition(), seed: u64) {
        let figures = figures(edition, seed, 1);
        is_read_back(edition, &figures, &report(edition, &figures, laid_out))?;
    }

    #[test]
    fn joined_figures_are_read_as_they_were_or_not_at_all(edition in an_edition(), seed: u64, factor in 1i64..30) {
        let figures = figures(edition, seed, factor);
        let text = report(edition, &figures, separated("", "")).replace('\n', "");
        let found = read(&text);
        for (address, value) in &found {
            prop_assert_eq!(figures.get(address), Some(value), "{} {}\n{}", edition, address, text);
        }
        // Rows of zeros, at the least, have one reading.
        prop_assert!(found.len() > 20, "{}", found.len());
    }

    #[test]
    fn no_text_makes_a_reader_fail(text in "[0-9一二三四（）、.总计其他行政复议未经直接起诉后 \\t\\n|<>!-]{0,400}") {
        let _ = read(&text);
    }
}
