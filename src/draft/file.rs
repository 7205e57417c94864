//! The file of a form as a person reads it: a line for each row, column and relation.

use super::Table;
use super::doubt::sentences;
use super::lines::Line;
use super::paper::{Cell, Layout};
use super::relations::Relation;
use crate::Language;
use serde_json::{Value, json};

/// The text of the file.
pub(super) fn write(id: &str, name: &str, tables: &[Table], language: Language) -> String {
    let tables: Vec<String> = tables.iter().map(|one| table(one, language)).collect();
    let (id, name) = (json!(id), json!(name));
    format!("{{\n  \"id\": {id},\n  \"name\": {name},\n  \"tables\": [\n{}\n  ]\n}}\n", tables.join(",\n"))
}

fn table(table: &Table, language: Language) -> String {
    let mut parts = vec![format!("\"id\": {}", json!(table.id)), format!("\"title\": {}", json!(table.title))];
    if let Some(confirm) = sentences(&table.confirm, language) {
        parts.push(format!("\"confirm\": {}", json!(confirm)));
    }
    if !table.others.is_empty() {
        parts.push(format!("\"other_columns\": {}", json!(table.others)));
    }
    parts.push(list("columns", table.columns.iter().map(|line| column(line, language))));
    parts.push(list("rows", table.rows.iter().map(|line| row(line, language))));
    if let Some(layout) = &table.layout {
        parts.push(list("head", layout.head.iter().map(|cells| labels(cells))));
        parts.push(list("body", printed(layout, table).into_iter()));
    }
    if !table.relations.is_empty() {
        parts.push(list("relations", table.relations.iter().map(|one| relation(one, language))));
    }
    format!("    {{\n      {}\n    }}", parts.join(",\n      "))
}

fn list(name: &str, lines: impl Iterator<Item = Value>) -> String {
    let lines: Vec<String> = lines.map(|line| format!("        {line}")).collect();
    format!("\"{name}\": [\n{}\n      ]", lines.join(",\n"))
}

fn column(line: &Line, language: Language) -> Value {
    let mut value = json!({ "id": line.id, "label": line.label });
    put(&mut value, "group", (!line.group.is_empty()).then(|| json!(line.group)));
    put(&mut value, "kind", line.kind.map(Value::from));
    put(&mut value, "unit", line.unit.clone().map(Value::from));
    put(&mut value, "confirm", sentences(&line.confirm, language).map(Value::from));
    value
}

fn row(line: &Line, language: Language) -> Value {
    let mut value = json!({ "id": line.id, "label": line.label });
    put(&mut value, "group", (!line.group.is_empty()).then(|| json!(line.group)));
    put(&mut value, "columns", (!line.columns.is_empty()).then(|| json!(line.columns)));
    put(&mut value, "unit", line.unit.clone().map(Value::from));
    put(&mut value, "repeated", line.repeated.then_some(true.into()));
    put(&mut value, "confirm", sentences(&line.confirm, language).map(Value::from));
    value
}

fn relation(relation: &Relation, language: Language) -> Value {
    let mut value = json!({ "id": relation.id, "each": relation.each });
    put(&mut value, "in", (!relation.lines.is_empty()).then(|| json!(relation.lines)));
    put(&mut value, "holds", Some(json!(relation.holds)));
    put(&mut value, "severity", Some("warning".into()));
    put(&mut value, "confirm", Some(json!(relation.confirm.sentence(language))));
    value
}

fn printed(layout: &Layout, table: &Table) -> Vec<Value> {
    let rows = layout.body.iter().zip(&table.rows);
    rows.map(|((cells, spans), row)| {
        let has = |column: &&Line| row.columns.is_empty() || row.columns.contains(&column.id);
        let columns = table.columns.iter().filter(has);
        let figures: Vec<Value> = columns
            .zip(spans)
            .map(|(column, &span)| spanning(json!({ "cell": format!("{}/{}", row.id, column.id) }), 1, span))
            .collect();
        json!({ "labels": labels(cells), "figures": figures })
    })
    .collect()
}

fn labels(cells: &[Cell]) -> Value {
    cells.iter().map(|cell| spanning(json!({ "text": cell.text }), cell.rows, cell.columns)).collect()
}

fn spanning(mut value: Value, rows: usize, columns: usize) -> Value {
    put(&mut value, "rows", (rows > 1).then(|| rows.into()));
    put(&mut value, "columns", (columns > 1).then(|| columns.into()));
    value
}

fn put(object: &mut Value, name: &str, value: Option<Value>) {
    if let (Some(object), Some(value)) = (object.as_object_mut(), value) {
        object.insert(name.to_owned(), value);
    }
}
