//! A share without a count beside it, against the table: 予以公开占比62.5%.

use super::super::Rule;
use super::super::claims::Claim;
use super::super::claims::numeral::{Numeral, ONE};
use super::super::claims::quantity::Reading;
use super::super::claims::scope::Scope;
use super::comparison::{named_cells, scaled, sum, term_cells};
use super::percent::{Distance, Pair};
use crate::finding::Finding;
use crate::report::{Number, Table};

/// What a table says to a share: a finding where no part of any whole that may be
/// meant comes near it.
pub(super) fn judge(rule: &Rule, table: &Table, claim: &Claim, stated: Numeral, told: Option<i64>) -> Option<Finding> {
    if claim.scope != Scope::Body {
        return None;
    }
    let count = |reading: &Reading| {
        let cells = term_cells(table, reading)?;
        i64::try_from(sum(&cells, |cell| scaled(table, cell))? / ONE).ok()
    };
    let shares = claim.quantity.shares(told.is_some());
    let of_table: Option<Vec<Pair>> =
        shares.iter().map(|(part, whole)| Some(Pair { part: count(part)?, whole: count(whole)?, start: 0 })).collect();
    let mut pairs = of_table?;
    // 137件中，予以公开的占50.4%: of as many, whatever the table has.
    let of_told: Vec<Pair> =
        told.iter().flat_map(|&whole| pairs.iter().map(move |pair| Pair { whole, ..*pair })).collect();
    pairs.extend(of_told);
    let told = pairs.iter().filter(|pair| pair.whole > 0 && pair.part <= pair.whole);
    // Where there is no whole there is no share.
    let first = told.clone().next()?;
    if told.clone().any(|pair| pair.distance(stated) != Distance::Far) {
        return None;
    }
    let cells = shares.first().and_then(|(part, _)| named_cells(table, part)).unwrap_or_default();
    Some(
        rule.finding()
            .variant("share")
            .param("claim", claim.words.as_str())
            .param("part", Number::whole(first.part))
            .param("whole", Number::whole(first.whole))
            .param("computed", first.computed(stated.decimals))
            .span(claim.span.clone())
            .cells(cells),
    )
}
