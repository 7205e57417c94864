//! The repair as the result holds it.

use crate::Language;
use crate::finding::Address;
use crate::messages::repair as messages;
use crate::repair::{Alternative, Change, How, Reason, Relation, Repair, SlipKind, Unnamed};
use crate::report::Number;
use serde::Serialize;

/// `repair` in the result.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Repair"))]
pub(super) struct RepairShape {
    proved: bool,
    unique: bool,
    reason: Option<UnnamedShape>,
    headline: String,
    cells: Vec<ChangeShape>,
    slips: Vec<SlipShape>,
    alternatives: Vec<AlternativeShape>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Alternative"))]
struct AlternativeShape {
    cells: Vec<ChangeShape>,
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
struct ChangeShape {
    #[cfg_attr(test, ts(type = "Address"))]
    cell: Address,
    #[cfg_attr(test, ts(type = "number | null"))]
    from: Option<Number>,
    #[cfg_attr(test, ts(type = "number"))]
    to: i64,
    how: How,
    certain: bool,
    reasons: Vec<String>,
    reason_codes: Vec<Reason>,
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

impl RepairShape {
    /// The repair with its sentences in a language.
    pub fn of(repair: &Repair, language: Language) -> Self {
        let AlternativeShape { cells, slips } = AlternativeShape::of(&repair.best, language);
        RepairShape {
            proved: repair.proved,
            unique: repair.unique,
            reason: repair
                .unnamed
                .map(|unnamed| UnnamedShape { code: unnamed, message: messages::unnamed(unnamed, language) }),
            headline: messages::headline(repair, language),
            cells,
            slips,
            alternatives: repair.alternatives.iter().map(|other| AlternativeShape::of(other, language)).collect(),
        }
    }
}

impl AlternativeShape {
    fn of(alternative: &Alternative, language: Language) -> Self {
        let slips = alternative.slips.iter().map(|slip| SlipShape {
            kind: slip.kind,
            message: messages::slip(slip, alternative, language),
            cells: slip.members.iter().filter_map(|&member| Some(alternative.cells.get(member)?.cell)).collect(),
            explains: slip.explains.iter().map(|Relation { rule, cell }| RelationShape { rule, cell: *cell }).collect(),
        });
        let cells = alternative.cells.iter().map(|change| ChangeShape::of(change, language)).collect();
        AlternativeShape { cells, slips: slips.collect() }
    }
}

impl ChangeShape {
    fn of(change: &Change, language: Language) -> Self {
        ChangeShape {
            cell: change.cell,
            from: change.from,
            to: change.to,
            how: change.how,
            certain: change.certain,
            reasons: messages::reasons(change, language),
            reason_codes: change.reasons.clone(),
        }
    }
}

/// What the npm package says of these types.
#[cfg(test)]
pub(super) fn declarations() -> Vec<String> {
    use super::typescript::declaration;
    vec![
        declaration::<RepairShape>(),
        declaration::<AlternativeShape>(),
        declaration::<UnnamedShape>(),
        declaration::<ChangeShape>(),
        declaration::<SlipShape>(),
        declaration::<RelationShape>(),
        declaration::<How>(),
        declaration::<Reason>(),
        declaration::<SlipKind>(),
        declaration::<Unnamed>(),
    ]
}
