//! An empty table → the file of a form to begin with: `gouji form draft`.
//!
//! Labels, merges and groups are taken over; kinds and relations are guessed from
//! units and from 合计, 小计, 其中. Each guess carries `confirm`, and a guessed
//! relation is a warning until a person has seen it.
//!
//! document → `paper` → `lines` → `kinds`, `relations` → `file`

mod doubt;
mod file;
mod kinds;
mod lines;
mod names;
mod paper;
mod relations;

use crate::document::Document;
use crate::forms::MOST_TABLES;
use crate::{Language, Reason};

/// The file of a form for the tables of this document; `name` is what the form is
/// called where the document has no title; `language` is that of what is to be confirmed.
///
/// # Errors
/// `nothing_to_draft` where no table has cells for figures beneath labels,
/// `draft_refused` where the form that results would be refused when it is loaded.
pub fn draft(document: &Document, name: &str, language: Language) -> Result<String, Reason> {
    let papers = paper::papers(document);
    let tables: Vec<Table> =
        papers.iter().take(MOST_TABLES).enumerate().map(|(at, paper)| Table::of(at, paper)).collect();
    if tables.is_empty() {
        return Err(Reason::new("nothing_to_draft"));
    }
    let title = papers.iter().find_map(|paper| paper.title.clone()).unwrap_or_else(|| name.to_owned());
    let text = file::write(&names::id(&title, "表式"), &title, &tables, language);
    match crate::forms::lint(&text).into_iter().next() {
        None => Ok(text),
        Some(fault) => {
            let sentence = crate::messages::form_fault(&fault, language);
            Err(Reason::new("draft_refused").param("place", fault.path).param("fault", sentence))
        }
    }
}

/// A table of the form.
struct Table {
    id: String,
    title: String,
    columns: Vec<lines::Line>,
    rows: Vec<lines::Line>,
    /// Its printed head and body, where nothing of the paper was left out.
    layout: Option<paper::Layout>,
    relations: Vec<relations::Relation>,
    /// What a person has to see to.
    confirm: Vec<doubt::Doubt>,
    /// Labels of columns without figures.
    others: Vec<String>,
}

impl Table {
    fn of(at: usize, paper: &paper::Paper) -> Self {
        let id = format!("表{}", at + 1);
        let title = paper.title.clone().unwrap_or_else(|| id.clone());
        let (mut columns, rows) = lines::of(paper);
        kinds::guess(&mut columns, &rows, paper.unit.as_deref());
        let relations = relations::guess(&id, &columns, &rows);
        Table {
            id,
            title,
            columns,
            rows,
            layout: paper.layout(),
            relations,
            confirm: paper.left_out.clone(),
            others: paper.others.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
