//! The repair as the result holds it.

use super::position::PositionShape;
use crate::Language;
use crate::finding::Address;
use crate::messages::repair as messages;
use crate::repair::{Alternative, Change, How, Reason, Relation, Repair, SlipKind, Unnamed};
use crate::report::{Number, Report};
use serde::Serialize;

/// `repair` in the result.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Repair"))]
pub(super) struct RepairShape<'a> {
    proved: bool,
    unique: bool,
    reason: Option<UnnamedShape>,
    headline: String,
    cells: Vec<ChangeShape<'a>>,
    slips: Vec<SlipShape>,
    alternatives: Vec<AlternativeShape<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Alternative"))]
struct AlternativeShape<'a> {
    cells: Vec<ChangeShape<'a>>,
    slips: Vec<SlipShape>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "UnnamedReason"))]
struct UnnamedShape {
    code: Unnamed,
    message: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Correction"))]
struct ChangeShape<'a> {
    #[cfg_attr(test, ts(type = "Address"))]
    cell: Address,
    #[cfg_attr(test, ts(type = "number | null"))]
    from: Option<Number>,
    #[cfg_attr(test, ts(type = "number"))]
    to: Number,
    how: How,
    certain: bool,
    reasons: Vec<String>,
    reason_codes: Vec<Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    position: Option<PositionShape<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Slip"))]
struct SlipShape {
    kind: SlipKind,
    message: String,
    #[cfg_attr(test, ts(type = "Address[]"))]
    cells: Vec<Address>,
    explains: Vec<RelationShape>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "BrokenRelation"))]
struct RelationShape {
    rule: &'static str,
    #[cfg_attr(test, ts(type = "Address"))]
    cell: Address,
}

impl<'a> RepairShape<'a> {
    /// The repair with its sentences in a language.
    pub fn of(repair: &Repair, report: &'a Report, language: Language) -> Self {
        let AlternativeShape { cells, slips } = AlternativeShape::of(&repair.best, report, language);
        RepairShape {
            proved: repair.proved,
            unique: repair.unique,
            reason: repair
                .unnamed
                .map(|unnamed| UnnamedShape { code: unnamed, message: messages::unnamed(unnamed, language) }),
            headline: messages::headline(repair, language),
            cells,
            slips,
            alternatives: repair
                .alternatives
                .iter()
                .map(|other| AlternativeShape::of(other, report, language))
                .collect(),
        }
    }
}

impl<'a> AlternativeShape<'a> {
    fn of(alternative: &Alternative, report: &'a Report, language: Language) -> Self {
        let slips = alternative.slips.iter().map(|slip| SlipShape {
            kind: slip.kind,
            message: messages::slip(slip, alternative, language),
            cells: slip.members.iter().filter_map(|&member| Some(alternative.cells.get(member)?.cell)).collect(),
            explains: slip.explains.iter().map(|Relation { rule, cell }| RelationShape { rule, cell: *cell }).collect(),
        });
        let cells = alternative.cells.iter().map(|change| ChangeShape::of(change, report, language)).collect();
        AlternativeShape { cells, slips: slips.collect() }
    }
}

impl<'a> ChangeShape<'a> {
    fn of(change: &Change, report: &'a Report, language: Language) -> Self {
        ChangeShape {
            cell: change.cell,
            from: change.from,
            to: change.to,
            how: change.how,
            certain: change.certain,
            reasons: messages::reasons(change, language),
            reason_codes: change.reasons.clone(),
            position: PositionShape::of_cell(&change.cell, report, language),
        }
    }
}

/// What the npm package says of these types.
#[cfg(test)]
pub(super) fn declarations() -> Vec<String> {
    use super::typescript::declaration;
    vec![
        declaration::<RepairShape<'_>>(),
        declaration::<AlternativeShape<'_>>(),
        declaration::<UnnamedShape>(),
        declaration::<ChangeShape<'_>>(),
        declaration::<SlipShape>(),
        declaration::<RelationShape>(),
        declaration::<How>(),
        declaration::<Reason>(),
        declaration::<SlipKind>(),
        declaration::<Unnamed>(),
    ]
}
