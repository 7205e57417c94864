//! Relations between figures (勾稽关系): declared once in the form's file, and
//! expanded over its rows or columns.

mod expand;
mod expression;

pub use expand::{Broken, Operand, Relation, Statement, Term};
pub use expression::{Comparison, Misread, Source};

pub(super) use expand::expand;

use crate::json::{Json, Record, choice, record};
use crate::number::Number;
use crate::severity::Severity;

/// Over what a declared relation is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(any(test, feature = "whole"), serde(rename_all = "lowercase"))]
pub enum Each {
    /// It holds once; each operand is a cell.
    Once,
    /// The operands are columns; it holds in every row.
    Row,
    /// The operands are rows; it holds in every column.
    Column,
}

choice!(Each { Once, Row, Column });

/// How a relation takes a blank cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(any(test, feature = "whole"), serde(rename_all = "snake_case"))]
pub enum Blank {
    /// The relation is not assessed.
    NotAssessed,
    /// As 0.
    Zero,
    /// The cells are all filled or all blank.
    AllOrNone,
}

impl Blank {
    /// Every way, with its name in the file.
    pub const ALL: [(&'static str, Blank); 3] =
        [("not_assessed", Blank::NotAssessed), ("zero", Blank::Zero), ("all_or_none", Blank::AllOrNone)];
}

impl Record for Blank {
    fn of(json: Option<&Json<'_>>) -> Self {
        let named = |name: &str| Blank::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, blank)| blank);
        match json {
            Some(Json::Text(name)) => named(name).unwrap_or(Blank::NotAssessed),
            _ => Blank::NotAssessed,
        }
    }
}

choice!(Severity { Error, Warning, Info });

impl Record for Number {
    fn of(json: Option<&Json<'_>>) -> Self {
        match json {
            Some(Json::Number(digits)) => Number::parse(digits).unwrap_or(Number::whole(0)),
            _ => Number::whole(0),
        }
    }
}

/// A text in each language.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct Sentence {
    /// In simplified Chinese.
    #[cfg_attr(any(test, feature = "whole"), serde(rename = "zh-CN"))]
    pub chinese: String,
    /// In English; where it is not given, the Chinese one is shown.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(rename = "en", skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub english: Option<String>,
}

record!(Sentence { chinese = "zh-CN", english = "en" });

/// A relation as the form file declares it, in the table of the cell that its
/// findings name first.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Relation"))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct RelationDeclaration {
    /// Rule id under which a broken relation is reported.
    pub id: String,
    /// Over what it is repeated; once, where nothing is said.
    #[cfg_attr(test, serde(default = "once"))]
    #[cfg_attr(test, ts(optional, as = "Option<Each>"))]
    pub each: Each,
    /// The rows or columns in which it holds; all, where none are named.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(rename = "in", skip_serializing_if = "Vec::is_empty"))]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub lines: Vec<String>,
    /// The relation: `1 + 2 = 3.7 + 4`.
    pub holds: String,
    /// The condition under which it has to hold: `amount > 0`.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub when: Option<String>,
    /// The operand that a reader looks at first; else the one that stands alone.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub names: Option<String>,
    /// How it takes a blank cell.
    #[cfg_attr(test, serde(default = "not_assessed"))]
    #[cfg_attr(test, ts(optional, as = "Option<Blank>"))]
    pub blank: Blank,
    /// By how much the two sides may differ.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional, type = "number"))]
    pub tolerance: Option<Number>,
    /// How much a broken relation weighs; an error, where nothing is said.
    #[cfg_attr(test, serde(default = "error"))]
    #[cfg_attr(test, ts(optional, as = "Option<Severity>"))]
    pub severity: Severity,
    /// Whether a broken one is told, and nothing is guessed of which figure is wrong.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "is_false"))]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub no_correction: bool,
    /// The relation in the words of the form, for print.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub text: Option<String>,
    /// What it rests on.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub basis: Option<String>,
    /// What is said where it is broken; `{left}`, `{right}` and `{difference}` are
    /// figures, `{row}`, `{column}` and `{cell}` name the cell.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub message: Option<Sentence>,
}

record!(RelationDeclaration {
    id, each, lines = "in", holds, when, names, blank, tolerance, severity, no_correction, text,
    basis, message
});

#[cfg(any(test, feature = "whole"))]
fn is_false(flag: &bool) -> bool {
    !*flag
}

#[cfg(test)]
fn once() -> Each {
    Each::Once
}
#[cfg(test)]
fn not_assessed() -> Blank {
    Blank::NotAssessed
}
#[cfg(test)]
fn error() -> Severity {
    Severity::Error
}

/// An equality between sums of figures of one table: a balance edit. All members
/// are indexes into [`super::TableForm::cells`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceEdit {
    /// Which of the table's relations it is.
    pub relation: usize,
    /// Rule id under which a broken relation is reported.
    pub rule: String,
    /// Over what the declaration is repeated.
    pub each: Each,
    /// Figures of the left side.
    pub left: Vec<usize>,
    /// Figures of the right side.
    pub right: Vec<usize>,
    /// The figure that a finding names first.
    pub target: usize,
}

impl BalanceEdit {
    /// All figures of the relation with their sign: +1 left, −1 right.
    pub fn members(&self) -> impl Iterator<Item = (usize, i64)> + '_ {
        let left = self.left.iter().map(|&cell| (cell, 1));
        left.chain(self.right.iter().map(|&cell| (cell, -1)))
    }

    /// The balance edit that a relation is, where it is one: equal sums of the
    /// table's own figures, without conditions or tolerance.
    pub(super) fn of(at: usize, relation: &Relation) -> Option<Self> {
        let is_plain = relation.when.is_none()
            && relation.holds.is == Comparison::Equal
            && relation.tolerance == 0
            && relation.blank == Blank::NotAssessed;
        if !is_plain {
            return None;
        }
        let (mut left, mut right) = (Vec::new(), Vec::new());
        let mut add = |term: &Term, near: bool| {
            let Operand::Own(cell) = term.operand else { return None };
            let side = match term.factor.integer()? {
                1 => near,
                -1 => !near,
                _ => return None,
            };
            if side { &mut left } else { &mut right }.push(cell);
            Some(())
        };
        relation.holds.left.iter().try_for_each(|term| add(term, true))?;
        relation.holds.right.iter().try_for_each(|term| add(term, false))?;
        Some(BalanceEdit {
            relation: at,
            rule: relation.id.clone(),
            each: relation.each,
            left,
            right,
            target: relation.target,
        })
    }
}
