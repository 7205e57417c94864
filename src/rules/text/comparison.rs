//! A claim against every reading that its words allow.

use super::super::Rule;
use super::super::claims::numeral::{Bound, ONE};
use super::super::claims::quantity::{Quantity, Reading, Term};
use super::super::claims::scope::Scope;
use super::super::claims::{Amount, Claim};
use super::portion;
use crate::finding::{Address, Finding, NamedFigure, Severity};
use crate::report::{Number, Report, Table};

/// What the tables say to a claim.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Verdict {
    /// A reading fits.
    Fits,
    /// Only the parts of a cell fit, the cell does not.
    FitsParts(Address),
    /// No reading fits; what they give.
    Contradicted(Vec<NamedFigure>),
    /// The tables do not tell.
    NotAssessed,
}

/// Compares the claims that a rule takes.
pub(super) fn compare<'a>(
    rule: &Rule,
    table: &str,
    report: &Report,
    claims: impl Iterator<Item = &'a Claim>,
    takes: impl Fn(&Quantity) -> bool,
    findings: &mut Vec<Finding>,
) {
    let Some(table) = report.table(table) else { return };
    let claims = claims.filter(|claim| takes(&claim.quantity));
    findings.extend(claims.filter_map(|claim| judge(rule, table, claim)));
}

fn judge(rule: &Rule, table: &Table, claim: &Claim) -> Option<Finding> {
    let readings = match claim.amount {
        Amount::Share(stated, whole) => return portion::judge(rule, table, claim, stated, whole),
        // 未收到 is about what is new; 办结 of nothing says nothing.
        Amount::Nothing if !claim.quantity.denied_any_way() => claim.quantity.readings().into_iter().take(1).collect(),
        // 行政诉讼0件: nor one that is still open.
        Amount::Stated(numeral) if numeral.millionths == 0 && matches!(claim.quantity, Quantity::Review(_, None)) => {
            claim.quantity.readings().into_iter().take(1).collect()
        }
        _ => claim.quantity.readings(),
    };
    if matches!(claim.amount, Amount::All(_)) && leaves_none(table, &claim.quantity) {
        return None;
    }
    let verdict = verdict(table, claim, &readings);
    let variant = match claim.amount {
        Amount::Stated(_) if claim.quantity == Quantity::Channel => "part",
        Amount::Stated(_) | Amount::All(_) => "message",
        Amount::Nothing | Amount::Share(..) => "nothing",
        Amount::AllConcluded => "all_concluded",
    };
    let finding = |severity: Severity, variant| {
        Finding { severity, ..rule.finding() }
            .variant(variant)
            .param("claim", claim.words.as_str())
            .span(claim.span.clone())
    };
    match verdict {
        Verdict::Fits | Verdict::NotAssessed => None,
        Verdict::FitsParts(cell) if claim.scope == Scope::Body => {
            let stated = Number::whole(table.integer(cell.cell)?);
            Some(finding(Severity::Info, "total_cell").cell(cell).param("figure", stated))
        }
        Verdict::FitsParts(_) => None,
        Verdict::Contradicted(figures) => {
            let severity = severity(rule, claim, &figures)?;
            let variant = if claim.scope == Scope::Body { variant } else { "scope" };
            let cells = readings.iter().find_map(|reading| named_cells(table, reading)).unwrap_or_default();
            Some(finding(severity, variant).cells(cells).param("readings", figures))
        }
    }
}

/// Whether a table has nothing beside these results.
fn leaves_none(table: &Table, quantity: &Quantity) -> bool {
    let cells = quantity.rest().and_then(|rest| term_cells(table, &rest));
    cells.and_then(|cells| sum(&cells, |cell| scaled(table, cell))) == Some(0)
}

/// A claim about more or less than the tables cover contradicts them only
/// where a part is more than the whole, and is information even then.
fn severity(rule: &Rule, claim: &Claim, figures: &[NamedFigure]) -> Option<Severity> {
    let amount = match claim.amount {
        Amount::Stated(numeral) | Amount::All(numeral) => numeral.whole()?,
        Amount::Nothing => 0,
        Amount::AllConcluded | Amount::Share(..) => return (claim.scope == Scope::Body).then_some(rule.severity),
    };
    let values = || figures.iter().filter_map(|figure| figure.value.integer());
    match claim.scope {
        Scope::Body => Some(rule.severity),
        Scope::Narrower => (amount > values().max()?).then_some(Severity::Info),
        Scope::Wider => (amount < values().min()?).then_some(Severity::Info),
        Scope::Elsewhere => None,
    }
}

fn verdict(table: &Table, claim: &Claim, readings: &[Reading]) -> Verdict {
    let (mut tried, mut parts, mut unknown) = (Vec::<NamedFigure>::new(), None, false);
    for reading in readings {
        let Some(cells) = term_cells(table, reading) else { continue };
        let Some(stated) = sum(&cells, |cell| scaled(table, cell)).map(|stated| stated * reading.scale) else {
            unknown = true;
            continue;
        };
        let suspect = cells.iter().map(|&(_, cell)| cell).find(|&cell| part_sum(table, cell).is_some());
        match suspect {
            None if agrees(claim, stated) => return parts.map_or(Verdict::Fits, Verdict::FitsParts),
            None => {}
            Some(cell) => {
                let by_parts = sum(&cells, |cell| part_sum(table, cell).or_else(|| scaled(table, cell)));
                if by_parts.is_some_and(|sum| agrees(claim, sum)) {
                    parts = parts.or(Some(Address { form: table.form, cell }));
                } else if agrees(claim, stated) && parts.is_none() {
                    return Verdict::Fits;
                }
            }
        }
        let figure = NamedFigure { name: reading.name, value: number(stated / reading.scale) };
        // Two names for one number would tell nothing more.
        if tried.iter().all(|earlier| earlier.value != figure.value) {
            tried.push(figure);
        }
    }
    match (parts, unknown || tried.is_empty()) {
        (Some(cell), _) => Verdict::FitsParts(cell),
        (None, true) => Verdict::NotAssessed,
        (None, false) => Verdict::Contradicted(tried),
    }
}

fn agrees(claim: &Claim, figure: i128) -> bool {
    match claim.amount {
        Amount::Nothing | Amount::AllConcluded | Amount::Share(..) => figure == 0,
        // Those that came one way are at most all.
        Amount::Stated(numeral) if claim.quantity == Quantity::Channel => numeral.millionths <= figure,
        Amount::Stated(numeral) | Amount::All(numeral) => match numeral.bound {
            Bound::Exact => (numeral.millionths - figure).abs() <= numeral.tolerance,
            // Words such as 余 and 约 are not held to a figure.
            Bound::AtLeast | Bound::About => true,
        },
    }
}

pub(super) fn sum(cells: &[(i64, usize)], value: impl Fn(usize) -> Option<i128>) -> Option<i128> {
    cells.iter().map(|&(sign, cell)| Some(i128::from(sign) * value(cell)?)).sum()
}

/// The cells of a reading with their signs; `None` where this edition has not
/// all of its rows and columns.
pub(super) fn term_cells(table: &Table, reading: &Reading) -> Option<Vec<(i64, usize)>> {
    let mut cells = Vec::new();
    for term in &reading.terms {
        let before = cells.len();
        cells.extend(
            rows_of(table, term)
                .filter_map(|row| Some((term.sign, table.form.cell(row, table.form.column_index(term.column)?)?))),
        );
        if cells.len() == before {
            return None;
        }
    }
    Some(cells)
}

/// The rows that a term means: the one with its id, or all whose ids begin
/// with it.
fn rows_of<'a>(table: &'a Table, term: &'a Term) -> impl Iterator<Item = usize> + 'a {
    let rows = table.form.rows.iter().enumerate();
    rows.filter(|(_, row)| row.id.strip_prefix(term.row).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
        .map(|(index, _)| index)
}

pub(super) fn named_cells(table: &Table, reading: &Reading) -> Option<Vec<Address>> {
    let cells = term_cells(table, reading)?;
    Some(cells.into_iter().map(|(_, cell)| Address { form: table.form, cell }).collect())
}

/// A cell in millionths. Money is counted in yuan.
pub(super) fn scaled(table: &Table, cell: usize) -> Option<i128> {
    let exact = table.figure(cell)?.value.number()?.exact();
    let unit = table.form.column_of(cell)?.unit.as_deref();
    let factor = if unit == Some("万元") { 10_000 } else { 1 };
    let millionth = Number::whole(1).exact() / ONE;
    (exact % millionth == 0).then(|| exact / millionth * factor)
}

/// What the parts of a cell add up to, where the balance edit that has the
/// cell as its sum does not hold.
fn part_sum(table: &Table, cell: usize) -> Option<i128> {
    table.form.balance_edits().iter().filter(|edit| edit.target == cell && edit.left == [cell]).find_map(|edit| {
        let parts: Option<i64> = edit.right.iter().map(|&part| table.integer(part)).sum();
        parts.filter(|&parts| Some(parts) != table.integer(cell)).map(|parts| i128::from(parts) * ONE)
    })
}

fn number(millionths: i128) -> Number {
    let whole = i64::try_from(millionths / ONE).unwrap_or(i64::MAX);
    match millionths % ONE {
        0 => Number::whole(whole),
        rest => {
            // What std writes 128 bits with is code that nothing else needs.
            let rest = u32::try_from(rest.abs()).unwrap_or_default();
            Number::parse(&format!("{whole}.{rest:06}")).unwrap_or(Number::whole(whole))
        }
    }
}
