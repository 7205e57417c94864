//! A repair → sentences.

use super::catalogue;
use super::render::{described, fill};
use crate::Language;
use crate::finding::Address;
use crate::forms;
use crate::number::Number;
use crate::repair::{Alternative, Change, Reason, Repair, Slip, SlipKind, Unnamed};

/// More slips than this are counted in the headline, not told one by one.
const MOST_TOLD: usize = 3;

/// The repair in one sentence.
pub fn headline(repair: &Repair, language: Language) -> String {
    if let Some(unnamed) = repair.unnamed {
        return self::unnamed(unnamed, language);
    }
    let slips = &repair.best.slips;
    let headline = if slips.len() > MOST_TOLD {
        let count = |name: &str| match name {
            "count" => Some(vec![slips.len().to_string()]),
            "cells" => Some(vec![repair.best.cells.len().to_string()]),
            _ => None,
        };
        let key = if slips.len() == repair.best.cells.len() { "headline.figures" } else { "headline.several" };
        say(key, language, count)
    } else {
        let messages = slips.iter().map(|slip| self::slip(slip, &repair.best, language)).collect::<Vec<_>>();
        say("headline", language, |name| (name == "messages").then(|| messages.clone()))
    };
    let about = |key: &str, headline: &str| {
        say(key, language, |name| match name {
            "headline" => Some(vec![headline.to_owned()]),
            "count" => Some(vec![repair.best.open.to_string()]),
            _ => None,
        })
    };
    let headline = if repair.unique { headline } else { about("headline.likely", &headline) };
    if repair.best.open > 0 { about("headline.open", &headline) } else { headline }
}

/// Why no cell is named.
pub fn unnamed(unnamed: Unnamed, language: Language) -> String {
    let key = match unnamed {
        Unnamed::TooInconsistent => "too_inconsistent",
        Unnamed::Contradictory => "contradictory",
        Unnamed::TooLarge => "too_large",
    };
    say(key, language, |_| None)
}

/// What speaks for a correction, the strongest reason first.
pub fn reasons(change: &Change, language: Language) -> Vec<String> {
    change.reasons.iter().map(|reason| say(&format!("reason.{}", code(*reason)), language, |_| None)).collect()
}

/// The cell of a correction, as a person says it.
pub fn cell(change: &Change, language: Language) -> String {
    described(&change.cell, "cell", language).unwrap_or_default()
}

/// A slip in one sentence.
pub fn slip(slip: &Slip, alternative: &Alternative, language: Language) -> String {
    let changes: Vec<&Change> = slip.members.iter().filter_map(|&member| alternative.cells.get(member)).collect();
    let Some(first) = changes.first() else { return String::new() };
    say(&key(slip.kind, &changes, language), language, |name| {
        let all = |text: &dyn Fn(&Change) -> String| Some(changes.iter().map(|change| text(change)).collect());
        match name {
            "to" => Some(vec![first.to.to_string()]),
            "from" => Some(vec![from(first)]),
            "tos" => all(&|change| change.to.to_string()),
            "froms" => all(&from),
            "count" => Some(vec![changes.len().to_string()]),
            "cells" => all(&|change| cell(change, language)),
            "unit" => Some(vec![unit(&first.cell)]),
            "by" => Number::from_exact(delta(first).abs()).map(|by| vec![by.to_string()]),
            "gaining_row" | "gaining_column" | "losing_row" | "losing_column" => {
                let (side, place) = name.split_once('_')?;
                let change = changes.iter().find(|change| (delta(change) > 0) == (side == "gaining"))?;
                described(&change.cell, place, language).map(|text| vec![text])
            }
            _ => described(&first.cell, name, language).map(|text| vec![text]),
        }
    })
}

/// The unit of a figure, behind a blank; none where its form states none.
fn unit(cell: &Address) -> String {
    let of_column = || cell.column().and_then(|column| column.unit.as_deref());
    let unit = if forms::is_of_library(cell.form) { Some("件") } else { of_column() };
    unit.map_or_else(String::new, |unit| format!(" {unit}"))
}

/// Which sentence tells a slip.
fn key(kind: SlipKind, changes: &[&Change], language: Language) -> String {
    let same = |place: &str| {
        let mut places = changes.iter().map(|change| described(&change.cell, place, language));
        let first = places.next();
        let tables =
            changes.iter().all(|change| Some(&change.cell.form.id) == changes.first().map(|one| &one.cell.form.id));
        tables && places.all(|place| Some(&place) == first.as_ref())
    };
    let line = || if same("column") { "column" } else { "row" };
    let blank = if changes.iter().any(|change| is_unread(change)) { "unread" } else { "blank" };
    match kind {
        SlipKind::Figure => {
            let reason = changes.first().and_then(|change| change.reasons.first());
            let key = format!("figure.{}", reason.map_or("", |reason| code(*reason)));
            if catalogue(language).repair.contains_key(&key) { key } else { "figure".to_owned() }
        }
        SlipKind::Blank if changes.len() == 1 => blank.to_owned(),
        SlipKind::Blank if blank == "blank" && changes.iter().all(|change| change.to == Number::whole(0)) => {
            "blank.zeros".to_owned()
        }
        SlipKind::Blank if same("column") || same("row") => format!("{blank}.{}", line()),
        SlipKind::Blank => format!("{blank}.several"),
        SlipKind::TotalsLeftAtZero => format!("totals_left_at_zero.{}", line()),
        SlipKind::Misplaced => "misplaced".to_owned(),
        SlipKind::Moved => format!("moved.{}", line()),
        SlipKind::PartWithTotal if changes.first().is_some_and(|change| delta(change) < 0) => {
            "part_with_total.more".to_owned()
        }
        SlipKind::PartWithTotal => "part_with_total.less".to_owned(),
    }
}

/// Whether what stands in a cell could not be read: it is not called blank.
fn is_unread(change: &Change) -> bool {
    change.reasons.contains(&Reason::Unread)
}

/// What stands in a cell, as a person says it; `blank` is what a blank one is called.
pub fn found(change: &Change, blank: &str, language: Language) -> String {
    let nothing = || if is_unread(change) { say("found.unread", language, |_| None) } else { blank.to_owned() };
    change.from.map_or_else(nothing, |from| from.to_string())
}

fn from(change: &Change) -> String {
    change.from.map_or_else(String::new, |from| from.to_string())
}

/// By how much a figure changes, in units of 10^−15.
fn delta(change: &Change) -> i128 {
    change.to.exact() - change.from.map_or(0, Number::exact)
}

/// The permanent code of a reason, as the result and the catalogue write it.
pub const fn code(reason: Reason) -> &'static str {
    match reason {
        Reason::Blank => "blank",
        Reason::Unread => "unread",
        Reason::TotalLeftAtZero => "total_left_at_zero",
        Reason::DigitSwap => "digit_swap",
        Reason::MissingDigit => "missing_digit",
        Reason::DoubledDigit => "doubled_digit",
        Reason::ExtraDigit => "extra_digit",
        Reason::OneDigit => "one_digit",
        Reason::NotACount => "not_a_count",
        Reason::TotalNotUpdated => "total_not_updated",
        Reason::NeighbourRow => "neighbour_row",
        Reason::NeighbourColumn => "neighbour_column",
        Reason::ShouldBeZero => "should_be_zero",
        Reason::LeftAtZero => "left_at_zero",
        Reason::OtherFigure => "other_figure",
    }
}

fn say(key: &str, language: Language, value: impl Fn(&str) -> Option<Vec<String>>) -> String {
    catalogue(language).repair.get(key).map_or_else(|| key.to_owned(), |template| fill(template, value))
}
