//! What the searches of the components found → one repair of the report.

use super::likelihood::{self, Role};
use super::search::{Found, Solution, smallest};
use super::slip::{self, Draft};
use super::system::{Cell, Component, Edit, Group, Limit, components};
use super::{Alternative, Change, MOST_ALTERNATIVES, MOST_SLIPS, Reason, Relation, Repair, Slip, SlipKind, Unnamed};
use crate::finding::Address;
use crate::forms::Kind;
use crate::order;
use crate::report::{Number, Report, Value};

/// The corrections of one component in one of its smallest repairs.
#[derive(Clone)]
struct Choice {
    changes: Vec<Change>,
    /// How many cells change without a value that could be named.
    open: usize,
    cost: u32,
}

/// What is known of one component.
struct Answer {
    options: Vec<Choice>,
    unique: bool,
    unnamed: Option<Unnamed>,
}

/// The smallest repair, `None` where nothing is broken and no blank is forced.
pub(super) fn assemble(report: &Report, edits: &[Edit], groups: &[Group]) -> Option<Repair> {
    let components = components(report, edits, groups);
    if components.is_empty() {
        return None;
    }
    let context = Context { report, edits, broken: broken(report, edits) };
    let answers: Vec<Answer> = components.into_iter().map(|component| context.answer(component)).collect();
    let unnamed = answers.iter().find_map(|answer| answer.unnamed);
    let mut combined = answers.iter().fold(vec![Choice { changes: Vec::new(), open: 0, cost: 0 }], combine).into_iter();
    let best = context.alternative(combined.next()?);
    if best.cells.is_empty() && unnamed.is_none() {
        return None;
    }
    Some(Repair {
        proved: unnamed.is_none(),
        unique: answers.iter().all(|answer| answer.unique),
        best,
        alternatives: combined.map(|option| context.alternative(option)).collect(),
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
                open: known.open + option.open,
                cost: known.cost + option.cost,
            })
        })
        .collect();
    order::sort_by_key(&mut combined, |option| option.cost);
    combined.truncate(1 + MOST_ALTERNATIVES);
    combined
}

/// The edits that the figures break, as far as all of them are there.
fn broken<'a>(report: &Report, edits: &'a [Edit]) -> Vec<&'a Edit> {
    let is_broken = |edit: &&Edit| {
        let terms = edit.terms.iter();
        let sum: Option<i128> = terms.map(|(cell, sign)| Some(i128::from(*sign) * figure(report, cell)?.exact())).sum();
        sum.is_some_and(|sum| !edit.sum.allows(sum))
    };
    edits.iter().filter(is_broken).collect()
}

/// The number in a cell that a relation can count with.
fn figure(report: &Report, address: &Address) -> Option<Number> {
    let table = report.table(&address.form.id)?;
    match address.form.cells().get(address.cell)?.kind {
        Kind::Amount | Kind::Decimal => table.number(address.cell),
        Kind::Count | Kind::Signed => table.integer(address.cell).map(Number::whole),
    }
}

struct Context<'a> {
    report: &'a Report,
    edits: &'a [Edit],
    broken: Vec<&'a Edit>,
}

impl Context<'_> {
    fn answer(&self, mut component: Component) -> Answer {
        let nothing = |unnamed| Answer {
            options: vec![Choice { changes: Vec::new(), open: 0, cost: 0 }],
            unique: false,
            unnamed: Some(unnamed),
        };
        if component.contradictory {
            return nothing(Unnamed::Contradictory);
        }
        if component.too_large {
            return nothing(Unnamed::TooLarge);
        }
        component.system.guesses = self.guesses(&component);
        let found = smallest(&component.system);
        if found.solutions.is_empty() {
            return nothing(if found.complete { Unnamed::Contradictory } else { Unnamed::TooInconsistent });
        }
        let mut determined = true;
        let mut options: Vec<Choice> = found
            .solutions
            .iter()
            .map(|solution| {
                let (option, only) = self.option(&component, solution);
                determined &= only;
                option
            })
            .collect();
        mark_certain(&mut options, &found);
        order::sort_by_key(&mut options, |option| option.cost);
        // Sets that differ by cells without a value say the same.
        let mut said: Vec<Choice> = Vec::new();
        for option in options {
            if !said.iter().any(|other| other.changes == option.changes && other.open == option.open) {
                said.push(option);
            }
        }
        let mut options = said;
        options.truncate(1 + MOST_ALTERNATIVES);
        if options.first().is_some_and(|best| self.drafts(&best.changes).len() > MOST_SLIPS) {
            return nothing(Unnamed::TooInconsistent);
        }
        Answer { unique: found.complete && found.solutions.len() == 1 && determined, options, unnamed: None }
    }

    /// All sums of a line that do not hold: left at 0, or filled a row too low.
    fn guesses(&self, component: &Component) -> Vec<Vec<usize>> {
        let mut lines: Vec<(slip::Place, Vec<usize>)> = Vec::new();
        for target in self.broken.iter().map(|edit| &edit.target) {
            let Some(column) = component.cells.iter().position(|cell| cell.address == *target && cell.counts()) else {
                continue;
            };
            for line in slip::lines(target) {
                match lines.iter_mut().find(|(known, _)| *known == line) {
                    Some((_, cells)) if cells.contains(&column) => {}
                    Some((_, cells)) => cells.push(column),
                    None => lines.push((line, vec![column])),
                }
            }
        }
        lines.into_iter().map(|(_, cells)| cells).collect()
    }

    /// The corrections of a solution, and whether their values are the only
    /// ones. A blank that could take several values is left out.
    fn option(&self, component: &Component, solution: &Solution) -> (Choice, bool) {
        let mut determined = true;
        let mut open = 0;
        let mut changes = Vec::new();
        let exact_of =
            |address: &Address, can_move: bool| self.exact(component, solution, address).filter(|_| can_move);
        let is_free = |solved: &super::search::Solved| {
            let cell = component.cells.get(solved.column).filter(|_| solved.can_move);
            cell.is_some_and(|cell| self.is_bounded(&cell.address) && exact_of(&cell.address, true).is_none())
        };
        // What only has to be less, or more, has no value that could be named; nor has
        // what depends on it.
        let has_free = solution.values.iter().any(is_free);
        for solved in &solution.values {
            let Some(cell) = component.cells.get(solved.column) else { continue };
            if !cell.counts() && solved.can_move {
                continue;
            }
            let found = i128::from(solved.value) * component.unit;
            let exact = exact_of(&cell.address, solved.can_move);
            if solved.can_move && exact.is_none() && has_free {
                determined = false;
                open += 1;
                continue;
            }
            let Some(value) = Number::from_exact(exact.map_or(found, |(value, _)| value)) else { continue };
            let mut change = self.change(cell, value);
            change.certain = !solved.can_move || exact.is_some_and(|(_, is_sum)| is_sum);
            determined &= change.certain;
            changes.push(change);
        }
        for (cell, value) in component.fixed.iter().filter(|(cell, value)| !is_right(cell, *value)) {
            let mut change = self.change(cell, *value);
            change.certain = true;
            changes.push(change);
        }
        let cost = self.drafts(&changes).iter().map(|draft| draft.cost).sum();
        (Choice { changes, open, cost }, determined)
    }

    fn change(&self, cell: &Cell, value: Number) -> Change {
        let mut change = likelihood::change(cell.address, cell.from(), value, self.role(&cell.address, value));
        let table = self.report.table(&cell.address.form.id);
        let figure = table.and_then(|table| table.figures.get(cell.address.cell));
        // What was not read is not blank.
        if change.from.is_none() && figure.is_some_and(|figure| figure.value == Value::Unreadable) {
            change.reasons = vec![Reason::Unread];
        }
        change
    }

    /// Whether a cell is part of a sum that has a limit and no value.
    fn is_bounded(&self, cell: &Address) -> bool {
        self.edits.iter().any(|edit| !edit.is_balance() && edit.has(cell))
    }

    /// Of the values that a tolerance leaves a cell, the one with which nothing has to
    /// be tolerated, in units of 10^−15; and whether the cell is the sum.
    fn exact(&self, component: &Component, solution: &Solution, cell: &Address) -> Option<(i128, bool)> {
        if !cfg!(feature = "whole") {
            return None;
        }
        let through: Vec<&Edit> = self.edits.iter().filter(|edit| edit.has(cell)).collect();
        let of_others = |edit: &Edit| {
            let others = edit.terms.iter().filter(|(other, _)| other != cell);
            let value = |(other, sign): &(Address, i64)| {
                let column = component.cells.iter().position(|known| known.address == *other);
                let solved = solution.values.iter().find(|solved| Some(solved.column) == column);
                let value = match solved {
                    Some(solved) if solved.can_move => return None,
                    Some(solved) => i128::from(solved.value) * component.unit,
                    None => figure(self.report, other)?.exact(),
                };
                Some(i128::from(*sign) * value)
            };
            others.map(value).sum::<Option<i128>>()
        };
        let sign =
            |edit: &Edit| edit.terms.iter().find(|(other, _)| other == cell).map_or(1, |(_, sign)| i128::from(*sign));
        let (value, is_sum) = through.iter().find_map(|edit| match edit.sum {
            Limit::Within { value, .. } => Some(((value - of_others(edit)?) * sign(edit), edit.target == *cell)),
            _ => None,
        })?;
        let allows = |edit: &&Edit| of_others(edit).is_some_and(|others| edit.sum.allows(others + sign(edit) * value));
        (value >= 0 && through.iter().all(allows)).then_some((value, is_sum))
    }

    fn drafts(&self, changes: &[Change]) -> Vec<Draft> {
        slip::group(changes, |first, second| self.bound(first, second))
    }

    fn alternative(&self, choice: Choice) -> Alternative {
        let Choice { mut changes, open, .. } = choice;
        order::sort_by_key(&mut changes, |change| (change.cell.form.position, change.cell.cell));
        let slips = self.drafts(&changes).into_iter().map(|draft| {
            let cells: Vec<Address> =
                draft.members.iter().filter_map(|&member| Some(changes.get(member)?.cell)).collect();
            let explains = if draft.kind == SlipKind::Blank { Vec::new() } else { self.explained(&cells, &changes) };
            Slip { kind: draft.kind, members: draft.members, explains }
        });
        Alternative { slips: slips.collect(), cells: changes, open }
    }

    /// The broken relations that these cells take part in and that hold once all
    /// `changes` are made: of those with a cell without a value nobody knows.
    fn explained(&self, cells: &[Address], changes: &[Change]) -> Vec<Relation> {
        let through = |edit: &&&Edit| cells.iter().any(|cell| edit.has(cell));
        let corrected = |cell: &Address| {
            let change = changes.iter().find(|change| change.cell == *cell).map(|change| change.to);
            change.or_else(|| figure(self.report, cell)).map_or(0, Number::exact)
        };
        let sum = |edit: &Edit| edit.terms.iter().map(|(cell, sign)| i128::from(*sign) * corrected(cell)).sum();
        let relations = self.broken.iter().filter(through).filter(|edit| edit.sum.allows(sum(edit)));
        relations.map(|edit| Relation { rule: edit.rule, cell: edit.target }).collect()
    }

    fn role(&self, address: &Address, value: Number) -> Role {
        let is_sum = |edit: &Edit| edit.target == *address && edit.terms.len() > 1 && edit.is_balance();
        let total = self.edits.iter().any(is_sum);
        let form = address.form;
        let place = form.cells().get(address.cell);
        let holds = |row: Option<usize>, column: Option<usize>| {
            let cell = row.zip(column).and_then(|(row, column)| form.cell(row, column));
            value != Number::whole(0)
                && cell.is_some_and(|cell| figure(self.report, &Address { form, cell }) == Some(value))
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
        self.edits.iter().any(|edit| {
            edit.is_balance()
                && ((edit.target == *first && edit.has(second)) || (edit.target == *second && edit.has(first)))
        })
    }
}

fn is_right(cell: &super::system::Cell, value: Number) -> bool {
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
