//! The pages of `docs/` that are made of the program's own data.
#![allow(clippy::unwrap_used)]

use gouji::Language;
use gouji::forms::{self, Edition, Kind, TableForm};
use gouji::output::catalogue::rules_markdown;
use std::fmt::Write;
use std::path::Path;

fn is_up_to_date(file: &str, generated: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(file);
    if std::env::var_os("GOUJI_UPDATE").is_some() {
        std::fs::write(&path, generated).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == generated, "docs/{file} is stale; run `GOUJI_UPDATE=1 cargo test --test docs` and commit it");
}

#[test]
fn the_chinese_rule_catalogue_is_up_to_date() {
    is_up_to_date("rules.md", &rules_markdown(Language::Chinese));
}

#[test]
fn the_english_rule_catalogue_is_up_to_date() {
    is_up_to_date("rules.en.md", &rules_markdown(Language::English));
}

#[test]
fn the_guide_to_the_forms_is_up_to_date() {
    is_up_to_date("forms.md", &guide());
}

const INTRODUCTION: &str = "# 表格与地址 / Forms and addresses

本页由 `src/forms/*.json` 生成。单元格的地址是 `表/行/列`，如 `applications/3.7/total`；问题、改正、网页的标记都用它。空白表格用 `gouji form 2021` 打印。

Generated from `src/forms/*.json`. A cell's address is `TABLE/ROW/COLUMN`, such as `applications/3.7/total`, in findings, corrections and mark-up alike. `gouji form 2021` prints the empty tables.
";

fn guide() -> String {
    let mut text = INTRODUCTION.to_owned();
    for edition in forms::editions() {
        describe(&mut text, edition);
    }
    for retired in forms::retired_editions() {
        let _ = write!(
            text,
            "\n## {}\n\n{}：表是随附的两种样式之一时读出并核对，否则只说明名称。\n\nChecked where the table is one of the two companions', else named: {}.\n",
            retired.id, retired.name, retired.english
        );
    }
    text
}

fn describe(text: &mut String, edition: &Edition) {
    let years = match edition.years.to {
        Some(to) => format!("{}–{to}", edition.years.from),
        None => format!("{}–", edition.years.from),
    };
    let _ = write!(
        text,
        "\n## {}\n\n{}，报告年度 {years}\n\n{}, report years {years}\n\n",
        edition.id, edition.name, edition.english
    );
    let _ = writeln!(text, "| 部分 | 标题 | 同样接受 | Section |\n| --- | --- | --- | --- |");
    for section in &edition.sections {
        let accepted = section.accepted.join("<br>");
        let _ = writeln!(text, "| {} | {} | {accepted} | {} |", section.ordinal, section.heading, section.english);
    }
    for table in &edition.tables {
        describe_table(text, table);
    }
}

fn describe_table(text: &mut String, table: &TableForm) {
    let _ = write!(text, "\n### {} `{}`\n\n{} / {}\n\n", table.short, table.id.as_str(), table.title, table.english);
    let _ = writeln!(text, "| 列 | 名称 | Column | 数值 |\n| --- | --- | --- | --- |");
    for column in &table.columns {
        let kind = match column.kind {
            Kind::Count => "整数，不小于 0",
            Kind::Signed => "整数，可为负",
            Kind::Amount => "数，不小于 0",
            Kind::Decimal => "数，可为负",
        };
        let unit = column.unit.as_deref().map(|unit| format!("（{unit}）")).unwrap_or_default();
        let _ = writeln!(text, "| `{}` | {} | {} | {kind}{unit} |", column.id, column.label, column.english);
    }
    let _ = writeln!(text, "\n| 行 | 名称 | Row | 列 |\n| --- | --- | --- | --- |");
    for row in &table.rows {
        let label: Vec<&str> = row.group.iter().chain([&row.label]).map(String::as_str).collect();
        let columns: Vec<String> = row.columns.iter().map(|column| format!("`{column}`")).collect();
        let columns = if columns.is_empty() { "全部".to_owned() } else { columns.join(" ") };
        let _ = writeln!(text, "| `{}` | {} | {} | {columns} |", row.id, label.join(" › "), row.english);
    }
    for relation in &table.relation_declarations {
        let _ = write!(text, "\n- `{}`：{}", relation.id, relation.text.as_deref().unwrap_or(&relation.holds));
    }
    if !table.relation_declarations.is_empty() {
        text.push('\n');
    }
}
