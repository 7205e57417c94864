//! Error localisation and deductive correction: the fewest cells that must
//! change so that every balance edit holds with whole numbers ≥ 0, after
//! Fellegi and Holt.
//!
//! The equalities between the figures make a sparse system in which a cell lies
//! in at most three of them. `system` sets it up, `search` finds every
//! smallest set of figures by weight and proves that none is smaller,
//! `likelihood` and `slip` say which of them is likeliest and how to tell
//! it. `docs/error-localisation.md` explains the method.

mod assemble;
mod attach;
mod bound;
mod likelihood;
mod mask;
mod search;
mod slip;
mod system;
mod tableau;
mod typing;
mod witness;

pub(crate) use attach::attach;
pub use system::{Edit, Limit};

use assemble::assemble;
use system::{Group, edits_with_others, groups, own_edits};

use crate::Options;
use crate::finding::Address;
use crate::report::{Number, Report};
use crate::rules;

/// The most slips that are named. A report with more is too inconsistent for
/// any one cell to be called wrong. A whole line left at 0 is one slip.
pub const MOST_SLIPS: usize = 12;

/// The most further repairs that are listed.
pub const MOST_ALTERNATIVES: usize = 8;

/// The smallest repair of a report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Repair {
    /// Whether it is proved that no smaller set of figures will do.
    pub proved: bool,
    /// Whether no other set of this size will do, and its values are the only
    /// ones.
    pub unique: bool,
    /// The likeliest of the smallest sets.
    pub best: Alternative,
    /// Other sets of the same size, likelier ones first.
    pub alternatives: Vec<Alternative>,
    /// Why no cell is named, where none is.
    pub unnamed: Option<Unnamed>,
}

/// Why no cell is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Unnamed {
    /// More slips than [`MOST_SLIPS`], or the search reached its bound.
    TooInconsistent,
    /// No figures at all satisfy the edits, as figures of other reports
    /// contradict each other.
    Contradictory,
    /// More figures hang together than are searched.
    TooLarge,
}

/// A set of corrections. Where no further cell is open, it mends every edit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Alternative {
    /// Its corrections, in the order of the report.
    pub cells: Vec<Change>,
    /// What happened, each told as one thing.
    pub slips: Vec<Slip>,
    /// How many more cells have to change that only have to be less, or more: none of
    /// their values could be named.
    pub open: usize,
}

/// The correction of one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The cell.
    pub cell: Address,
    /// The number that stands there; `None` where none does.
    pub from: Option<Number>,
    /// The number that should stand there.
    pub to: Number,
    /// How it follows.
    pub how: How,
    /// What speaks for it, the strongest first.
    pub reasons: Vec<Reason>,
    /// Whether every smallest repair has this cell with this value.
    pub certain: bool,
}

/// How a correction follows from what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum How {
    /// Two neighbouring digits changed places.
    DigitSwap,
    /// One digit is wrong, missing or too many.
    OneDigit,
    /// A blank that must be 0.
    BlankIsZero,
    /// It is the sum of other cells.
    Sum,
    /// The relations leave no other value.
    Value,
}

/// What speaks for a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "CorrectionReason"))]
pub enum Reason {
    /// The cell holds no figure.
    Blank,
    /// What the cell holds could not be read as a figure.
    Unread,
    /// A sum was left at 0.
    TotalLeftAtZero,
    /// Two neighbouring digits changed places.
    DigitSwap,
    /// A digit was left out.
    MissingDigit,
    /// A digit was typed twice.
    DoubledDigit,
    /// A digit too many.
    ExtraDigit,
    /// One digit is another one.
    OneDigit,
    /// The number cannot be a count.
    NotACount,
    /// A sum does not follow its parts.
    TotalNotUpdated,
    /// The right figure stands in the next row.
    NeighbourRow,
    /// The right figure stands in the next column.
    NeighbourColumn,
    /// A figure stands where 0 belongs.
    ShouldBeZero,
    /// The cell was left at 0.
    LeftAtZero,
    /// Another figure was typed.
    OtherFigure,
}

/// One thing that happened, however many cells it touched.
#[derive(Debug, Clone, PartialEq)]
pub struct Slip {
    /// What happened.
    pub kind: SlipKind,
    /// Its corrections: indexes into [`Alternative::cells`].
    pub members: Vec<usize>,
    /// The broken relations that it explains.
    pub explains: Vec<Relation>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum SlipKind {
    /// One figure is wrong.
    Figure,
    /// Cells hold no figure, and the others tell what it is.
    Blank,
    /// Several sums of a line were left at 0.
    TotalsLeftAtZero,
    /// Figures of a line stand in each other's cells.
    Misplaced,
    /// Cases were counted in one cell of a line instead of another.
    Moved,
    /// A part and its sum are wrong by the same number of cases.
    PartWithTotal,
}

/// A broken relation, as its finding names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// The rule id.
    pub rule: &'static str,
    /// The cell that the finding names first.
    pub cell: Address,
}

/// Every edit that a report has to satisfy. They stay the same while its figures
/// change.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    /// Those between its own figures, then what other documents prove of them.
    all: Vec<Edit>,
    /// How many are between its own figures.
    own: usize,
    groups: Vec<Group>,
}

impl Edits {
    /// Those of a report, beside the other documents that the caller gave.
    pub fn of(report: &Report, options: &Options) -> Self {
        let mut all = own_edits(report);
        let own = all.len();
        all.extend(edits_with_others(report, options));
        let known = rules::known_values(report, options).into_iter();
        all.extend(known.filter(|known| known.value.integer().is_some()).map(|known| Edit {
            rule: known.rule,
            target: known.cell,
            terms: vec![(known.cell, 1)],
            sum: Limit::Exactly(known.value.exact()),
        }));
        let groups = groups(report, &all);
        Edits { all, own, groups }
    }

    /// The smallest repair that agrees with the other documents. Where no figures
    /// could, as those contradict each other, it is the repair by the report's own
    /// edits.
    pub fn repair(&self, report: &Report) -> Option<Repair> {
        let whole = assemble(report, &self.all, &self.groups);
        let contradictory = whole.as_ref().is_some_and(|whole| whole.unnamed == Some(Unnamed::Contradictory));
        let found = if contradictory { by_own_edits(report, self.all.get(..self.own)?) } else { whole };
        found.map(|repair| witness::hear(report, &Options::default(), repair))
    }
}

/// Every edit that a report has to satisfy: those that its form declares, and what
/// other documents prove of its figures.
pub fn edits(report: &Report, options: &Options) -> Vec<Edit> {
    Edits::of(report, options).all
}

/// The smallest repair of a report by the edits between its own figures.
pub fn repair(report: &Report) -> Option<Repair> {
    by_own_edits(report, &own_edits(report))
}

/// The smallest repair by the report's own edits alone. Where no figures were found
/// that satisfy those, no other document is to blame.
fn by_own_edits(report: &Report, edits: &[Edit]) -> Option<Repair> {
    let mut repair = localise(report, edits)?;
    repair.unnamed = repair.unnamed.map(|why| match why {
        Unnamed::TooLarge => Unnamed::TooLarge,
        _ => Unnamed::TooInconsistent,
    });
    Some(repair)
}

/// The smallest repair of a report that agrees with the other documents that the
/// caller gave: see [`Edits::repair`].
pub fn repair_with(report: &Report, options: &Options) -> Option<Repair> {
    Edits::of(report, options).repair(report)
}

/// The smallest repair that satisfies these edits. `None` where nothing is broken and
/// no blank is forced.
pub fn localise(report: &Report, edits: &[Edit]) -> Option<Repair> {
    assemble(report, edits, &groups(report, edits))
}
