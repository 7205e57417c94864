//! The corrections, each slip told as one thing.

use super::{Outcome, say};
use crate::Language;
use crate::finding::Finding;
use crate::messages::{self, repair as sentences};
use crate::output::markup::escaped;
use crate::repair::{Change, Slip};
use std::fmt::Write;

/// Writes what there is to correct; nothing where nothing is.
pub fn write(page: &mut String, outcome: &Outcome, number: usize, language: Language) {
    let Some(repair) = &outcome.repair else { return };
    let title = say(if repair.unique { "record.repair" } else { "record.repair_likely" }, &[], language);
    let _ = write!(page, "<section>\n<h3>{title}</h3>\n");
    let headline = sentences::headline(repair, language);
    if repair.best.slips.is_empty() {
        let _ = writeln!(page, "<p>{}</p>", escaped(&headline));
    }
    page.push_str("<ol>\n");
    for (at, slip) in (1..).zip(&repair.best.slips) {
        let told = sentences::slip(slip, &repair.best, language);
        let _ = writeln!(page, "<li id=\"file-{number}-correction-{at}\">{}", escaped(&told));
        let changes = slip.members.iter().filter_map(|&member| repair.best.cells.get(member));
        page.push_str(&table(changes, language));
        page.push_str("</li>\n");
    }
    page.push_str("</ol>\n");
    if !repair.alternatives.is_empty() {
        let _ = write!(page, "<p>{}</p>\n<ul>\n", say("record.alternatives", &[], language));
        for alternative in &repair.alternatives {
            let slips: Vec<String> =
                alternative.slips.iter().map(|slip| sentences::slip(slip, alternative, language)).collect();
            let _ = writeln!(page, "<li>{}</li>", escaped(&slips.join("; ")));
        }
        page.push_str("</ul>\n");
    }
    page.push_str("</section>\n");
}

/// The number of the correction that explains a broken relation, from 1.
pub fn explained(outcome: &Outcome, finding: &Finding) -> Option<usize> {
    let slips = &outcome.repair.as_ref()?.best.slips;
    let explains = |slip: &Slip| {
        let mut relations = slip.explains.iter();
        relations.any(|relation| relation.rule == finding.rule && finding.cells.first() == Some(&relation.cell))
    };
    slips.iter().position(explains).map(|at| at + 1)
}

fn table<'a>(changes: impl Iterator<Item = &'a Change>, language: Language) -> String {
    let columns = ["record.cell", "record.address", "record.from", "record.to", "record.reasons"];
    let head: String =
        columns.iter().map(|key| format!("<th scope=\"col\">{}</th>", say(key, &[], language))).collect();
    let rows: String = changes
        .map(|change| {
            let from = messages::repair::found(change, &say("record.blank", &[], language), language);
            format!(
                "<tr><th scope=\"row\">{}</th><td><code>{}</code></td><td>{from}</td><td>{}</td><td>{}</td></tr>\n",
                escaped(&messages::cell(&change.cell, language)),
                change.cell,
                change.to,
                escaped(&sentences::reasons(change, language).join("; ")),
            )
        })
        .collect();
    format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n")
}
