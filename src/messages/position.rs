//! A position → words.

use super::phrase;
use crate::Language;
use crate::report::Position;
use std::fmt::Display;

/// Where something stands, as a person says it: `表三!D12`, `第 2 页`, `第 1 个表格
/// 第 3 行第 4 列`.
pub fn position(position: &Position, language: Language) -> String {
    let mut parts = Vec::new();
    let mut say = |key: &str, facts: &[(&str, &dyn Display)]| parts.push(phrase(key, facts, language));
    if let Some(page) = position.page {
        say("position.page", &[("page", &page)]);
    }
    if let (Some(sheet), Some(cell)) = (&position.sheet, position.cell()) {
        say("position.sheet", &[("sheet", sheet), ("cell", &cell)]);
    } else if let Some(sheet) = &position.sheet {
        parts.push(sheet.clone());
    } else if let (Some(row), Some(column)) = (position.row, position.column) {
        match position.table {
            Some(table) => say("position.table", &[("table", &table), ("row", &row), ("column", &column)]),
            None => say("position.cell", &[("row", &row), ("column", &column)]),
        }
    } else if let Some(paragraph) = position.paragraph {
        say("position.paragraph", &[("paragraph", &paragraph)]);
    }
    parts.join(if language == Language::Chinese { "" } else { ", " })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_place_has_its_words() {
        let on_page = Position { page: Some(3), ..Position::table(2, 5, 4) };
        for (place, chinese, english) in [
            (Position::page(3), "第 3 页", "page 3"),
            (Position::paragraph(12), "第 12 段", "paragraph 12"),
            (Position::table(2, 5, 4), "第 2 个表格第 5 行第 4 列", "table 2, row 5, column 4"),
            (on_page, "第 3 页第 2 个表格第 5 行第 4 列", "page 3, table 2, row 5, column 4"),
            (Position::sheet("表三", 12, 4), "表三!D12", "表三!D12"),
        ] {
            assert_eq!(position(&place, Language::Chinese), chinese);
            assert_eq!(position(&place, Language::English), english);
        }
    }
}
