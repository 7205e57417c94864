//! How likely a correction is: the reasons that speak for it, and their rank.

use super::typing::{Keystroke, keystroke};
use super::{Change, How, Reason};
use crate::finding::Address;
use crate::forms::Kind;
use crate::order;
use crate::report::Number;

/// What each reason costs; the repair with the lowest sum is the likeliest.
/// The order says that a slip of the hand is likelier than a wrong count, and a
/// sum left behind likelier than a wrong part. A keystroke counts for more the
/// fewer figures it could have made: of a figure of five digits four by a swap,
/// five by a digit typed twice or left out, 45 by another digit, and more by a
/// digit beside. Most figures of these tables are 0, so a figure that has to
/// become 0 is likelier wrong than a 0 that has to become a figure.
const COSTS: &[(Reason, u32)] = &[
    (Reason::Blank, 0),
    (Reason::Unread, 0),
    (Reason::TotalLeftAtZero, 20),
    (Reason::DigitSwap, 20),
    (Reason::DoubledDigit, 24),
    (Reason::MissingDigit, 30),
    (Reason::OneDigit, 32),
    (Reason::ExtraDigit, 34),
    (Reason::NotACount, 35),
    (Reason::TotalNotUpdated, 40),
    (Reason::NeighbourRow, 45),
    (Reason::NeighbourColumn, 45),
    (Reason::ShouldBeZero, 50),
    (Reason::LeftAtZero, 60),
    (Reason::OtherFigure, 80),
];

/// What a cell is in the table, as far as likelihood goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Role {
    /// Whether it is a sum of other cells.
    pub total: bool,
    /// Whether the new value stands in the next row.
    pub in_next_row: bool,
    /// Whether the new value stands in the next column.
    pub in_next_column: bool,
}

/// A correction with its reasons, the strongest first.
pub(super) fn change(cell: Address, from: Option<Number>, to: Number, role: Role) -> Change {
    let mut reasons = reasons(&cell, from, to, role);
    order::sort_by_key(&mut reasons, |reason| cost(*reason));
    let how = reasons.first().map_or(How::Value, |reason| how(*reason, to, role));
    Change { cell, from, to, how, reasons, certain: false }
}

/// What each further reason takes off the cost of the strongest one: a sum is
/// typed like any figure, and has to be updated besides.
const FURTHER_REASON: u32 = 1;

/// The cost of a correction: that of its strongest reason, a little less for
/// each further one.
pub(super) fn change_cost(change: &Change) -> u32 {
    let strongest = change.reasons.first().map_or(0, |reason| cost(*reason));
    let further = change.reasons.iter().skip(1).map(|_| FURTHER_REASON);
    strongest.saturating_sub(further.sum())
}

fn cost(reason: Reason) -> u32 {
    COSTS.iter().find(|(known, _)| *known == reason).map_or(0, |(_, cost)| *cost)
}

fn reasons(cell: &Address, from: Option<Number>, to: Number, role: Role) -> Vec<Reason> {
    let Some(number) = from else { return vec![Reason::Blank] };
    let is_money = cell.form.cells().get(cell.cell).is_some_and(|form| form.kind == Kind::Amount);
    if number.is_negative() || (number.integer().is_none() && !is_money) {
        return vec![Reason::NotACount];
    }
    let nothing = Number::whole(0);
    let mut reasons = Vec::new();
    if number == nothing {
        reasons.push(if role.total { Reason::TotalLeftAtZero } else { Reason::LeftAtZero });
    } else {
        let (typed, right) = digits(number, to);
        // With figures of one digit every figure is one keystroke from every
        // other, and that is no evidence.
        let telling = typed.max(right) >= 10;
        match keystroke(typed, right).filter(|_| telling) {
            Some(Keystroke::Swapped) => reasons.push(Reason::DigitSwap),
            Some(Keystroke::Replaced) => reasons.push(Reason::OneDigit),
            Some(Keystroke::Missing) => reasons.push(Reason::MissingDigit),
            Some(Keystroke::Doubled) => reasons.push(Reason::DoubledDigit),
            Some(Keystroke::Extra) => reasons.push(Reason::ExtraDigit),
            None => {}
        }
        if role.total {
            reasons.push(Reason::TotalNotUpdated);
        }
        if role.in_next_row {
            reasons.push(Reason::NeighbourRow);
        }
        if role.in_next_column {
            reasons.push(Reason::NeighbourColumn);
        }
    }
    if number != nothing && to == nothing {
        reasons.push(Reason::ShouldBeZero);
    }
    if reasons.is_empty() {
        reasons.push(Reason::OtherFigure);
    }
    reasons
}

/// Both numbers without their decimal point, in the finer one's units.
fn digits(typed: Number, right: Number) -> (i64, i64) {
    let mut unit = 1;
    while unit < Number::whole(1).exact() && [typed, right].iter().all(|number| number.exact() % (unit * 10) == 0) {
        unit *= 10;
    }
    let of = |number: Number| i64::try_from(number.exact() / unit).unwrap_or(i64::MAX);
    (of(typed), of(right))
}

fn how(reason: Reason, to: Number, role: Role) -> How {
    match reason {
        Reason::Blank if to == Number::whole(0) => How::BlankIsZero,
        Reason::DigitSwap => How::DigitSwap,
        Reason::OneDigit | Reason::MissingDigit | Reason::DoubledDigit | Reason::ExtraDigit => How::OneDigit,
        Reason::TotalLeftAtZero | Reason::TotalNotUpdated => How::Sum,
        _ if role.total => How::Sum,
        _ => How::Value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::edition;

    const PART: Role = Role { total: false, in_next_row: false, in_next_column: false };
    const TOTAL: Role = Role { total: true, ..PART };

    fn corrected(from: Option<i64>, to: i64, role: Role) -> Change {
        let form = edition("2021").unwrap().table("applications").unwrap();
        change(Address { form, cell: 0 }, from.map(Number::whole), Number::whole(to), role)
    }

    #[test]
    fn each_correction_is_told_by_its_strongest_reason() {
        let beside = Role { in_next_row: true, in_next_column: true, ..PART };
        for (from, to, role, how, reasons) in [
            (None, 0, PART, How::BlankIsZero, vec![Reason::Blank]),
            (None, 5, PART, How::Value, vec![Reason::Blank]),
            (None, 5, TOTAL, How::Sum, vec![Reason::Blank]),
            (Some(-1), 5, PART, How::Value, vec![Reason::NotACount]),
            (Some(0), 5, PART, How::Value, vec![Reason::LeftAtZero]),
            (Some(0), 5, TOTAL, How::Sum, vec![Reason::TotalLeftAtZero]),
            (Some(21), 12, PART, How::DigitSwap, vec![Reason::DigitSwap]),
            (Some(21), 12, TOTAL, How::DigitSwap, vec![Reason::DigitSwap, Reason::TotalNotUpdated]),
            (Some(13), 12, PART, How::OneDigit, vec![Reason::OneDigit]),
            (Some(1), 12, PART, How::OneDigit, vec![Reason::MissingDigit]),
            (Some(1), 10, PART, How::OneDigit, vec![Reason::MissingDigit]),
            (Some(122), 12, PART, How::OneDigit, vec![Reason::DoubledDigit]),
            (Some(124), 12, PART, How::OneDigit, vec![Reason::ExtraDigit]),
            (Some(57), 12, TOTAL, How::Sum, vec![Reason::TotalNotUpdated]),
            (Some(57), 12, beside, How::Value, vec![Reason::NeighbourRow, Reason::NeighbourColumn]),
            (Some(57), 0, PART, How::Value, vec![Reason::ShouldBeZero]),
            (Some(57), 12, PART, How::Value, vec![Reason::OtherFigure]),
            (Some(3), 5, PART, How::Value, vec![Reason::OtherFigure]),
        ] {
            let change = corrected(from, to, role);
            assert_eq!((change.how, change.reasons), (how, reasons), "{from:?} to {to}");
        }
    }

    #[test]
    fn a_further_reason_makes_a_correction_a_little_likelier() {
        let cost = |from, to, role| change_cost(&corrected(Some(from), to, role));
        assert!(cost(21, 12, TOTAL) < cost(21, 12, PART));
        assert!(cost(21, 12, PART) < cost(13, 12, TOTAL), "the strongest reason decides");
    }

    #[test]
    fn slips_of_the_hand_are_likelier_than_wrong_counts_and_sums_than_parts() {
        let cost = |from, to, role| change_cost(&corrected(from, to, role));
        let likeliest_first = [
            cost(None, 0, PART),
            cost(Some(0), 57, TOTAL),
            cost(Some(122), 12, PART),
            cost(Some(1), 12, PART),
            cost(Some(13), 12, PART),
            cost(Some(57), 12, TOTAL),
            cost(Some(57), 0, PART),
            cost(Some(0), 57, PART),
            cost(Some(57), 12, PART),
        ];
        assert!(likeliest_first.is_sorted_by(|a, b| a < b), "{likeliest_first:?}");
    }
}
