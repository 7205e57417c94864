//! What the searches of the components found → one repair of the report.

use super::likelihood::{self, Role};
use super::mask::Mask;
use super::search::{Found, Solution, smallest};
use super::slip::{self, Draft};
use super::system::{Component, Equality, Group, components, unknown};
use super::{Alternative, Change, MOST_ALTERNATIVES, MOST_SLIPS, Relation, Repair, Slip, SlipKind, Unnamed};
use crate::finding::Address;
use crate::order;
use crate::report::Report;

/// The corrections of one component in one of its smallest repairs.
#[derive(Clone)]
struct Choice {
    changes: Vec<Change>,
    cost: u32,
}

/// What is known of one component.
struct Answer {
    options: Vec<Choice>,
    unique: bool,
    unnamed: Option<Unnamed>,
}

/// The smallest repair, `None` where nothing is broken and no blank is forced.
pub(super) fn assemble(report: &Report, equalities: &[Equality], groups: &[Group]) -> Option<Repair> {
    let components = components(report, equalities, groups);
    if components.is_empty() {
        return None;
    }
    let context = Context { report, equalities, broken: broken(report, equalities) };
    let answers: Vec<Answer> = components.iter().map(|component| context.answer(component)).collect();
    let unnamed = answers.iter().find_map(|answer| answer.unnamed);
    let mut combined = answers.iter().fold(vec![Choice { changes: Vec::new(), cost: 0 }], combine).into_iter();
    let best = context.alternative(combined.next()?.changes);
    if best.cells.is_empty() && unnamed.is_none() {
        return None;
    }
    Some(Repair {
        proved: unnamed.is_none(),
        unique: answers.iter().all(|answer| answer.unique),
        best,
        alternatives: combined.map(|option| context.alternative(option.changes)).collect(),
        unnamed,
    })
}

/// Every combination of what there is with the options of one more component,
/// as many of the likeliest as are ever shown.
fn combine(known: Vec<Choice>, answer: &Answer) -> Vec<Choice> {
    let mut combined: Vec<Choice> = known
        .iter()
        .flat_map(|known| {
            answer.options.iter().map(|option| Choice {
                changes: known.changes.iter().chain(&option.changes).cloned().collect(),
                cost: known.cost + option.cost,
            })
        })
        .collect();
    order::sort_by_key(&mut combined, |option| option.cost);
    combined.truncate(1 + MOST_ALTERNATIVES);
    combined
}

/// The equalities that the figures break, as far as all of them are there.
fn broken<'a>(report: &Report, equalities: &'a [Equality]) -> Vec<&'a Equality> {
    let figure = |address: &Address| report.table(&address.form.id)?.integer(address.cell);
    let is_broken = |equality: &&Equality| {
        let terms = equality.terms.iter();
        let sum: Option<i64> = terms.map(|(address, sign)| Some(sign * figure(address)?)).sum();
        sum.is_some_and(|sum| sum != equality.constant)
    };
    equalities.iter().filter(is_broken).collect()
}

struct Context<'a> {
    report: &'a Report,
    equalities: &'a [Equality],
    broken: Vec<&'a Equality>,
}

impl Context<'_> {
    fn answer(&self, component: &Component) -> Answer {
        let nothing = |unnamed| Answer {
            options: vec![Choice { changes: Vec::new(), cost: 0 }],
            unique: false,
            unnamed: Some(unnamed),
        };
        if component.contradictory {
            return nothing(Unnamed::Contradictory);
        }
        if component.too_large {
            return nothing(Unnamed::TooLarge);
        }
        let found = smallest(&component.tableau, unknown(component), &self.guesses(component));
        if found.solutions.is_empty() {
            return nothing(if found.complete { Unnamed::Contradictory } else { Unnamed::TooInconsistent });
        }
        let mut determined = true;
        let mut options: Vec<Choice> = found
            .solutions
            .iter()
            .map(|solution| {
                let (changes, only) = self.changes(component, solution);
                determined &= only;
                self.option(changes)
            })
            .collect();
        mark_certain(&mut options, &found);
        order::sort_by_key(&mut options, |option| option.cost);
        options.truncate(1 + MOST_ALTERNATIVES);
        if options.first().is_some_and(|best| self.drafts(&best.changes).len() > MOST_SLIPS) {
            return nothing(Unnamed::TooInconsistent);
        }
        Answer { unique: found.complete && found.solutions.len() == 1 && determined, options, unnamed: None }
    }

    /// All sums of a line that do not hold: left at 0, or filled a row too low.
    fn guesses(&self, component: &Component) -> Vec<Mask> {
        let mut lines: Vec<(slip::Place, Mask)> = Vec::new();
        for target in self.broken.iter().map(|equality| &equality.target) {
            let Some(column) = component.cells.iter().position(|cell| cell.address == *target && cell.counts()) else {
                continue;
            };
            for line in slip::lines(target) {
                match lines.iter_mut().find(|(known, _)| *known == line) {
                    Some((_, cells)) => *cells = cells.with(column),
                    None => lines.push((line, Mask::default().with(column))),
                }
            }
        }
        lines.into_iter().map(|(_, cells)| cells).collect()
    }

    /// The corrections of a solution, and whether their values are the only
    /// ones. A blank that could take several values is left out.
    fn changes(&self, component: &Component, solution: &Solution) -> (Vec<Change>, bool) {
        let mut determined = true;
        let mut changes = Vec::new();
        for column in solution.tableau.free().columns() {
            let Some(cell) = component.cells.get(column) else { continue };
            let blank = !cell.counts();
            let movable = solution.tableau.can_move(column);
            if blank && movable {
                continue;
            }
            determined &= !movable;
            let value = solution.tableau.value(column);
            let mut change = likelihood::change(cell.address, cell.from(), value, self.role(&cell.address, value));
            change.certain = !movable;
            changes.push(change);
        }
        for (cell, value) in component.fixed.iter().filter(|(cell, value)| !is_right(cell, *value)) {
            let mut change = likelihood::change(cell.address, cell.from(), *value, self.role(&cell.address, *value));
            change.certain = true;
            changes.push(change);
        }
        (changes, determined)
    }

    fn option(&self, changes: Vec<Change>) -> Choice {
        let cost = self.drafts(&changes).iter().map(|draft| draft.cost).sum();
        Choice { changes, cost }
    }

    fn drafts(&self, changes: &[Change]) -> Vec<Draft> {
        slip::group(changes, |first, second| self.bound(first, second))
    }

    fn alternative(&self, mut changes: Vec<Change>) -> Alternative {
        order::sort_by_key(&mut changes, |change| (change.cell.form.position, change.cell.cell));
        let slips = self.drafts(&changes).into_iter().map(|draft| {
            let cells: Vec<Address> =
                draft.members.iter().filter_map(|&member| Some(changes.get(member)?.cell)).collect();
            let explains = if draft.kind == SlipKind::Blank { Vec::new() } else { self.explained(&cells) };
            Slip { kind: draft.kind, members: draft.members, explains }
        });
        Alternative { slips: slips.collect(), cells: changes }
    }

    /// The broken relations that these cells take part in.
    fn explained(&self, cells: &[Address]) -> Vec<Relation> {
        let through = |equality: &&&Equality| equality.terms.iter().any(|(address, _)| cells.contains(address));
        let relations = self.broken.iter().filter(through);
        relations.map(|equality| Relation { rule: equality.rule, cell: equality.target }).collect()
    }

    fn figure(&self, address: &Address) -> Option<i64> {
        self.report.table(&address.form.id)?.integer(address.cell)
    }

    fn role(&self, address: &Address, value: i64) -> Role {
        let total = self.equalities.iter().any(|equality| equality.target == *address && equality.terms.len() > 1);
        let form = address.form;
        let place = form.cells().get(address.cell);
        let holds = |row: Option<usize>, column: Option<usize>| {
            let cell = row.zip(column).and_then(|(row, column)| form.cell(row, column));
            value > 0 && cell.is_some_and(|cell| self.figure(&Address { form, cell }) == Some(value))
        };
        let beside = |at: usize| [at.checked_sub(1), Some(at + 1)];
        Role {
            total,
            in_next_row: place.is_some_and(|at| beside(at.row).iter().any(|row| holds(*row, Some(at.column)))),
            in_next_column: place.is_some_and(|at| beside(at.column).iter().any(|column| holds(Some(at.row), *column))),
        }
    }

    /// Whether one of the two cells is a sum that the other one is part of.
    fn bound(&self, first: &Address, second: &Address) -> bool {
        self.equalities.iter().any(|equality| {
            let has = |address: &Address| equality.terms.iter().any(|(cell, _)| cell == address);
            (equality.target == *first && has(second)) || (equality.target == *second && has(first))
        })
    }
}

fn is_right(cell: &super::system::Cell, value: i64) -> bool {
    cell.standing == super::system::Standing::Figure(value)
}

/// A correction is certain where every smallest repair has it.
fn mark_certain(options: &mut [Choice], found: &Found) {
    let Some(first) = options.first().cloned() else { return };
    let everywhere = |change: &Change| {
        let same = |other: &Change| other.cell == change.cell && other.to == change.to && other.certain;
        found.complete && options.iter().all(|option| option.changes.iter().any(same))
    };
    let certain: Vec<Address> =
        first.changes.iter().filter(|change| everywhere(change)).map(|change| change.cell).collect();
    for change in options.iter_mut().flat_map(|option| &mut option.changes) {
        change.certain = certain.contains(&change.cell);
    }
}
