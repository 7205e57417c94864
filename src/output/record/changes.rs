//! The figures that were changed where the report was checked: its file still
//! has the old ones.

use super::say;
use crate::Language;
use crate::messages;
use crate::output::markup::escaped;
use crate::output::run::{Changed, Changes};
use crate::shown::Verbatim;
use std::fmt::{Display, Write};

/// Writes what was changed, and how the report would stand with that.
pub fn write(page: &mut String, changes: &Changes, language: Language) {
    if changes.figures.is_empty() {
        return;
    }
    let columns = ["record.cell", "record.address", "record.in_file", "record.changed_to"];
    let head: String =
        columns.iter().map(|key| format!("<th scope=\"col\">{}</th>", say(key, &[], language))).collect();
    let rows: String = changes.figures.iter().map(|changed| row(changed, language)).collect();
    let summary = &changes.summary;
    let facts: [(&str, &dyn Display); 3] =
        [("errors", &summary.error), ("warnings", &summary.warning), ("infos", &summary.info)];
    let _ = write!(
        page,
        "<section>\n<h3>{}</h3>\n<p>{}</p>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n<p>{}</p>\n</section>\n",
        say("record.changed", &[], language),
        say("record.changed_about", &[], language),
        say("record.changed_left", &facts, language),
    );
}

fn row(changed: &Changed, language: Language) -> String {
    let shown = |figure: &Option<Verbatim>| {
        let blank = || say("record.blank", &[], language);
        figure.as_ref().map_or_else(blank, |figure| escaped(figure.shown().as_str()))
    };
    format!(
        "<tr><th scope=\"row\">{}</th><td><code>{}</code></td><td>{}</td><td>{}</td></tr>\n",
        escaped(&messages::cell(&changed.cell, language)),
        changed.cell,
        shown(&changed.from),
        shown(&changed.to),
    )
}
