//! What a form's file has to say beyond its shape: names that are there once,
//! relations on rows that exist, a layout that prints every figure once.

use super::{Json, Reader};
use crate::Date;
use crate::forms::{Broken, Edition, LayoutRow, TableForm};

/// The most tables, rows and columns of a form, and the most figures together.
pub const MOST_TABLES: usize = 30;
pub const MOST_ROWS: usize = 1_000;
pub const MOST_COLUMNS: usize = 200;
pub const MOST_CELLS: usize = 20_000;
const MOST_RELATIONS: usize = 1_000;

/// Sees that a form is sound, and compiles it.
pub(super) fn check<'j>(reader: &mut Reader<'j>, json: &Json<'j>, edition: &mut Edition) {
    let tables = list(json, "tables");
    if tables.is_empty() || tables.len() > MOST_TABLES {
        let at = json.get("tables").and_then(|tables| reader.places.of(tables)).unwrap_or_default();
        return reader.fault(at, "tables", "form.count", format!("1–{MOST_TABLES}"));
    }
    once(reader, tables, "tables");
    years(reader, json, edition);
    due(reader, edition);
    for (at, (part, table)) in tables.iter().zip(&edition.tables).enumerate() {
        let path = format!("tables[{at}]");
        self::table(reader, part, table, &path);
    }
    if !reader.faults.is_empty() {
        return;
    }
    for broken in edition.compile() {
        relation(reader, tables, &broken);
    }
    let cells: usize = edition.tables.iter().map(|table| table.cells().len()).sum();
    if cells > MOST_CELLS {
        reader.fault(0, "tables", "form.count", format!("≤ {MOST_CELLS}"));
    }
    for (at, (part, table)) in tables.iter().zip(&edition.tables).enumerate() {
        layout(reader, part, table, &format!("tables[{at}].body"));
    }
}

fn list<'a, 'j>(json: &'a Json<'j>, name: &str) -> &'a [Json<'j>] {
    match json.get(name) {
        Some(Json::List(parts)) => parts,
        _ => &[],
    }
}

fn years(reader: &mut Reader<'_>, json: &Json<'_>, edition: &Edition) {
    if edition.years.to.is_some_and(|to| to < edition.years.from) {
        let at = json.get("years").map(|_| 0).unwrap_or_default();
        reader.fault(at, "years", "form.expected.order", "");
    }
}

/// A day that every year has.
fn due(reader: &mut Reader<'_>, edition: &Edition) {
    let is_day = |due: &str| Date::parse(&format!("2001-{due}")).is_some();
    if let Some(found) = edition.due.as_deref().filter(|due| !is_day(due)) {
        let at = reader.places.of_text(found).unwrap_or_default();
        reader.fault(at, "due", "form.expected.due", found);
    }
}

fn table<'j>(reader: &mut Reader<'j>, part: &Json<'j>, table: &TableForm, path: &str) {
    let near = reader.places.of(part).unwrap_or_default();
    for (name, most) in [("rows", MOST_ROWS), ("columns", MOST_COLUMNS)] {
        let count = list(part, name).len();
        if count == 0 || count > most {
            reader.fault(near, &format!("{path}.{name}"), "form.count", format!("1–{most}"));
        }
        once(reader, list(part, name), &format!("{path}.{name}"));
    }
    if list(part, "relations").len() > MOST_RELATIONS {
        reader.fault(near, &format!("{path}.relations"), "form.count", format!("≤ {MOST_RELATIONS}"));
    }
    once(reader, list(part, "relations"), &format!("{path}.relations"));
    repeated(reader, part, table, path);
    unlabelled(reader, part, table, path);
    said(reader, part, table, path);
    same_as(reader, part, table, path);
    for (at, (row, part)) in table.rows.iter().zip(list(part, "rows")).enumerate() {
        for (number, column) in row.columns.iter().enumerate() {
            if table.column_index(column).is_none() {
                let place = list(part, "columns").get(number).and_then(|part| reader.places.of(part));
                let path = format!("{path}.rows[{at}].columns[{number}]");
                reader.fault(place.unwrap_or(near), &path, "form.expected.line", column.as_str());
            }
        }
    }
}

/// At most one row is repeated, in a table with a line a row, and nothing else has the
/// name of one of its lines.
fn repeated<'j>(reader: &mut Reader<'j>, part: &Json<'j>, table: &TableForm, path: &str) {
    let Some(row) = table.repeated_row().and_then(|at| table.rows.get(at)) else { return };
    let place = |reader: &Reader<'j>, at: usize| {
        list(part, "rows").get(at).and_then(|part| reader.places.of(part)).unwrap_or_default()
    };
    for (at, other) in table.rows.iter().enumerate() {
        let code = if other.repeated && other.id != row.id {
            "form.one_repeated"
        } else if row.line_number(&other.id).is_some() {
            "form.doubled_id"
        } else {
            continue;
        };
        reader.fault(place(reader, at), &format!("{path}.rows[{at}]"), code, other.id.as_str());
    }
    let named = |rows: &[String]| rows.contains(&row.id);
    let is_named = table.stock.as_ref().is_some_and(|stock| named(&stock.rows))
        || table.at_most.as_ref().is_some_and(|at_most| named(&at_most.rows))
        || table.items.as_ref().is_some_and(|items| named(&items.rows))
        || table.summed.as_ref().is_some_and(|summed| named(&summed.rows))
        || table.carried.as_ref().is_some_and(|carried| carried.into == row.id || carried.out_of == row.id);
    if is_named || table.is_record() {
        let near = reader.places.of(part).unwrap_or_default();
        reader.fault(near, path, "form.expected.own_lines", row.id.as_str());
    }
}

/// A row without a label is the only one of its table, but for lines that it adds up:
/// nothing would tell it from others.
fn unlabelled<'j>(reader: &mut Reader<'j>, part: &Json<'j>, table: &TableForm, path: &str) {
    for (at, row) in table.rows.iter().enumerate().filter(|(_, row)| row.unlabelled) {
        let others = table.rows.iter().filter(|other| other.id != row.id && !other.repeated).count();
        if others > 0 || row.repeated || !row.columns.is_empty() {
            let near = list(part, "rows").get(at).and_then(|part| reader.places.of(part)).unwrap_or_default();
            reader.fault(near, &format!("{path}.rows[{at}]"), "form.only_unlabelled", row.id.as_str());
        }
    }
}

/// Characters before the number without which words could mean anything.
const FEWEST_BEFORE: usize = 3;

/// The words of a cell that is there say where its number stands, behind words enough.
fn said<'j>(reader: &mut Reader<'j>, part: &Json<'j>, table: &TableForm, path: &str) {
    for (at, (said, part)) in table.said.iter().zip(list(part, "said")).enumerate() {
        let near = reader.places.of(part).unwrap_or_default();
        if !has_cell(table, &said.cell) {
            reader.fault(near, &format!("{path}.said[{at}].cell"), "form.expected.known", said.cell.as_str());
        }
        for (number, words) in said.words.iter().enumerate() {
            let is_sound = words
                .split_once("{}")
                .is_some_and(|(before, behind)| before.chars().count() >= FEWEST_BEFORE && !behind.contains("{}"));
            if !is_sound {
                reader.fault(near, &format!("{path}.said[{at}].words[{number}]"), "form.expected.said", words.as_str());
            }
        }
    }
}

/// A cell that is there is the same as one that is named whole.
fn same_as<'j>(reader: &mut Reader<'j>, part: &Json<'j>, table: &TableForm, path: &str) {
    for (at, (same, part)) in table.same_as.iter().zip(list(part, "same_as")).enumerate() {
        let near = reader.places.of(part).unwrap_or_default();
        if !has_cell(table, &same.cell) {
            reader.fault(near, &format!("{path}.same_as[{at}].cell"), "form.expected.known", same.cell.as_str());
        }
        let address = same.figure.split_once('.').map(|(_, address)| address.split('/').count());
        if address != Some(3) {
            reader.fault(near, &format!("{path}.same_as[{at}].figure"), "form.expected.figure", same.figure.as_str());
        }
    }
}

/// Whether a table has the cell of these two ids, `total/amount`, and once.
fn has_cell(table: &TableForm, cell: &str) -> bool {
    cell.split_once('/').is_some_and(|(row, column)| {
        let is_row = table.rows.iter().any(|known| known.id == row && !known.repeated);
        is_row && table.column_index(column).is_some()
    })
}

/// No two of a list have the same id.
fn once<'j>(reader: &mut Reader<'j>, parts: &[Json<'j>], path: &str) {
    let mut seen: Vec<&str> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Some(Json::Text(id)) = part.get("id") else { continue };
        if seen.contains(&id.as_ref()) {
            let place = reader.places.of_text(id).or_else(|| reader.places.of(part)).unwrap_or_default();
            reader.fault(place, &format!("{path}[{at}].id"), "form.doubled_id", id.as_ref());
        }
        seen.push(id);
    }
}

fn relation<'j>(reader: &mut Reader<'j>, tables: &[Json<'j>], broken: &Broken) {
    let part = tables.get(broken.table).and_then(|table| list(table, "relations").get(broken.declared));
    let field = part.and_then(|part| part.get(broken.field));
    let text = match field {
        Some(Json::Text(text)) => text.as_ref(),
        _ => "",
    };
    let path = format!("tables[{}].relations[{}].{}", broken.table, broken.declared, broken.field);
    let place = reader.places.of_text(text).map(|quote| quote + 1 + broken.misread.at);
    let place = place.or_else(|| part.and_then(|part| reader.places.of(part))).unwrap_or_default();
    let rest = text.get(broken.misread.at..).unwrap_or_default();
    let found: String = rest.split([' ', ',', ')']).next().unwrap_or_default().chars().take(40).collect();
    reader.fault(place, &path, broken.misread.expected, found);
}

/// Every figure is printed once.
fn layout<'j>(reader: &mut Reader<'j>, part: &Json<'j>, table: &TableForm, path: &str) {
    let near = part.get("body").and_then(|body| reader.places.of(body)).unwrap_or_default();
    let figures = table.body.iter().filter_map(|row| match row {
        LayoutRow::Figures { figures, .. } => Some(figures),
        LayoutRow::Head { .. } => None,
    });
    let mut printed = vec![0_usize; table.cells().len()];
    for figure in figures.flatten() {
        let cell = figure.cell.split_once('/').and_then(|(row, column)| table.cell_named(row, column));
        match cell.and_then(|cell| printed.get_mut(cell)) {
            Some(count) => *count += 1,
            None => reader.fault(near, path, "form.expected.known", figure.cell.as_str()),
        }
    }
    let wrong = printed.iter().position(|count| *count != 1);
    if let Some(cell) = wrong {
        let code = if printed.get(cell) == Some(&0) { "form.not_printed" } else { "form.printed_twice" };
        reader.fault(near, path, code, table.address(cell));
    }
}
