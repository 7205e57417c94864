//! The real reports that came as text, cell by cell.

#![allow(missing_docs, clippy::panic, clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing)]

use gouji::report::{Observation, Report, Unreadable, Value};
use gouji::{Input, Options};
use serde_json::Value as Json;
use std::path::PathBuf;

fn corpus() -> Option<PathBuf> {
    let path = std::env::var_os("GOUJI_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"), PathBuf::from);
    let found = path.join("expected.json").is_file();
    if !found {
        eprintln!("skipped: no corpus at {}", path.display());
    }
    found.then_some(path)
}

#[test]
fn every_text_is_read_cell_by_cell() {
    let Some(corpus) = corpus() else { return };
    let expected: Json = serde_json::from_slice(&std::fs::read(corpus.join("expected.json")).unwrap()).unwrap();
    let mut wrong = Vec::new();
    let mut read = 0;
    for document in expected.as_array().unwrap() {
        for file in document["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap()) {
            if !file.ends_with(".txt") && !file.ends_with(".md") {
                continue;
            }
            read += 1;
            let bytes = std::fs::read(corpus.join(file)).unwrap();
            match gouji::recognise(Input::Bytes(&bytes), &Options::default()) {
                Ok(report) => differences(file, document, &report, &mut wrong),
                Err(reason) => wrong.push(format!("{file}: {}", reason.code)),
            }
        }
    }
    assert!(read > 15, "{read}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn differences(file: &str, document: &Json, report: &Report, wrong: &mut Vec<String>) {
    for name in ["disclosure", "applications", "review"] {
        let wanted = &document[name];
        if wanted.is_null() {
            continue;
        }
        let Some(table) = report.tables().find(|table| table.form.id.name() == name) else {
            wrong.push(format!("{file}: {name} not found"));
            continue;
        };
        if wanted["edition"].as_str().is_some_and(|edition| edition != table.edition.id) {
            wrong.push(format!("{file}: {name} read as {}", table.edition.id));
        }
        for (row, figures) in wanted["rows"].as_object().into_iter().flatten() {
            let Some(at) = table.form.row_index(row) else {
                wrong.push(format!("{file}: {name}/{row} is no row"));
                continue;
            };
            let values: Vec<Json> = table.form.row_cells(at).map(|cell| json(table.figures[cell].value)).collect();
            let figures: Vec<Json> = figures.as_array().unwrap().iter().map(number).collect();
            // 二 has no relation that would tell joined figures apart.
            let is_open = table.observations.iter().any(|observation| {
                matches!(observation, Observation::RowUnreadable { row, reason: Unreadable::Ambiguous, .. } if *row == at)
            });
            if values != figures && !(name == "disclosure" && is_open) {
                wrong.push(format!("{file}: {name}/{row} {values:?} is not {figures:?}"));
            }
        }
    }
}

fn json(value: Value) -> Json {
    value.number().map_or(Json::Null, |number| Json::from(number.to_f64()))
}

fn number(figure: &Json) -> Json {
    figure.as_f64().map_or(Json::Null, Json::from)
}
