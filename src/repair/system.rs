//! The figures and the edits between them, as the search sees them.

use super::search::{MOST_COLUMNS, Sum, System};
use crate::Options;
use crate::finding::{Address, Severity};
use crate::forms::{Comparison, Kind, Relation, TableForm};
use crate::report::{Number, Report, Table, Value};
use crate::rules::{self, Linear};

/// A linear edit over cells: what the sum of the terms has to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// Rule id under which it is reported when it is broken.
    pub rule: &'static str,
    /// The cell that such a finding names first.
    pub target: Address,
    /// Cells with their sign, +1 or −1.
    pub terms: Vec<(Address, i64)>,
    /// What the terms add up to.
    pub sum: Limit,
}

impl Edit {
    /// Whether a cell is one of its terms.
    pub(super) fn has(&self, cell: &Address) -> bool {
        self.terms.iter().any(|(other, _)| other == cell)
    }

    /// Whether it gives the sum a value, and does not only bound it.
    pub(super) const fn is_balance(&self) -> bool {
        matches!(self.sum, Limit::Exactly(_) | Limit::Within { .. })
    }
}

/// What a sum may be, in units of 10^−15: exact for whole numbers and for money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// This: a balance edit.
    Exactly(i128),
    /// This or less.
    AtMost(i128),
    /// Less than this.
    Below(i128),
    /// This, give or take: a balance edit with a tolerance.
    Within {
        /// What it is.
        value: i128,
        /// By how much it may be more or less.
        by: i128,
    },
}

impl Limit {
    /// Whether a sum keeps to it.
    pub const fn allows(self, sum: i128) -> bool {
        match self {
            Limit::Exactly(value) => sum == value,
            Limit::AtMost(most) => sum <= most,
            Limit::Below(limit) => sum < limit,
            Limit::Within { value, by } => value - by <= sum && sum <= value + by,
        }
    }

    /// The limit of the other terms, where some are known to add up to this.
    const fn less(self, known: i128) -> Self {
        match self {
            Limit::Exactly(value) => Limit::Exactly(value - known),
            Limit::AtMost(most) => Limit::AtMost(most - known),
            Limit::Below(limit) => Limit::Below(limit - known),
            Limit::Within { value, by } => Limit::Within { value: value - known, by },
        }
    }

    /// What the sum is compared with, and how exactly.
    const fn numbers(self) -> [i128; 2] {
        match self {
            Limit::Exactly(value) | Limit::AtMost(value) | Limit::Below(value) => [value, 0],
            Limit::Within { value, by } => [value, by],
        }
    }
}

/// The edits that the forms of a report declare between its own figures, where these
/// are all there. A relation through a missing row or column is not part of the system.
pub fn own_edits(report: &Report) -> Vec<Edit> {
    let mut edits = Vec::new();
    for table in &report.tables {
        let address = |cell| Address { form: table.form, cell };
        let present = |cell: usize| table.figure(cell).is_some_and(|figure| figure.value != Value::Missing);
        for edit in table.form.balance_edits().iter().filter(|edit| corrects(table.form, &edit.rule)) {
            if edit.members().all(|(cell, _)| present(cell)) {
                edits.push(Edit {
                    rule: edit.rule.as_str(),
                    target: address(edit.target),
                    terms: edit.members().map(|(cell, sign)| (address(cell), sign)).collect(),
                    sum: Limit::Exactly(0),
                });
            }
        }
        let own = others(table.form).filter(|relation| !relation.looks_elsewhere());
        edits.extend(own.filter_map(|relation| declared(report, &Options::default(), table, relation)));
    }
    edits
}

/// The edits in which figures of other documents take part, as far as those were given.
pub(super) fn edits_with_others(report: &Report, options: &Options) -> Vec<Edit> {
    let mut edits = Vec::new();
    for table in &report.tables {
        // Which of two documents is wrong that only resemble each other nobody knows.
        let is_sure = |relation: &&Relation| relation.severity == Severity::Error || !relation.looks_at_others();
        let relations = others(table.form).filter(|relation| relation.looks_elsewhere()).filter(is_sure);
        edits.extend(relations.filter_map(|relation| declared(report, options, table, relation)));
    }
    edits
}

/// The relations of a form that are no balance edits. Only users' forms have such, and
/// a build without `whole` knows none of those.
fn others(form: &TableForm) -> impl Iterator<Item = &Relation> {
    form.other_relations().filter(|relation| cfg!(feature = "whole") && corrects(form, &relation.id))
}

/// Whether a broken relation of this id says which figure may be wrong.
fn corrects(form: &TableForm, id: &str) -> bool {
    form.relation_named(id).is_none_or(|declared| !declared.no_correction)
}

/// The edit that a relation is, where its cells are all there, of one kind, and added
/// or taken away. What it weighs by a condition is no edit.
fn declared(report: &Report, options: &Options, table: &Table, relation: &Relation) -> Option<Edit> {
    let Linear { rule, target, terms, is, value, tolerance } = rules::linear(report, options, table, relation)?;
    let negated = || terms.iter().map(|(cell, sign)| (*cell, -sign)).collect();
    let edit = |terms, sum| Edit { rule, target, terms, sum };
    let edit = match is {
        Comparison::Equal if tolerance == 0 => edit(terms, Limit::Exactly(value)),
        Comparison::Equal => edit(terms, Limit::Within { value, by: tolerance }),
        Comparison::AtMost => edit(terms, Limit::AtMost(value + tolerance)),
        Comparison::Less => edit(terms, Limit::Below(value + tolerance)),
        Comparison::AtLeast => edit(negated(), Limit::AtMost(tolerance - value)),
        Comparison::More => edit(negated(), Limit::Below(tolerance - value)),
    };
    let is_there = |(cell, _): &(Address, i64)| is_there(report, cell);
    (is_of_one_kind(&edit) && edit.terms.iter().all(is_there)).then_some(edit)
}

/// Whether a relation of a form takes part in the search.
pub(super) fn is_edit(report: &Report, options: &Options, table: &Table, relation: &Relation) -> bool {
    declared(report, options, table, relation).is_some()
}

/// Whether the cells of an edit hold counts, or all of them money.
fn is_of_one_kind(edit: &Edit) -> bool {
    let mut kinds = edit.terms.iter().map(|(address, _)| kind(address));
    let first = kinds.next().flatten();
    matches!(first, Some(Kind::Count | Kind::Amount)) && kinds.all(|kind| kind == first)
}

fn kind(address: &Address) -> Option<Kind> {
    address.form.cells().get(address.cell).map(|cell| cell.kind)
}

/// What may become of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// A number ≥ 0 of the cell's kind: changing it counts.
    Figure(Number),
    /// A number that the cell cannot have: it has to change, and that counts.
    Impossible(Number),
    /// Blank or unreadable: it has to be filled, and that is free.
    Unknown,
}

/// A cell of the system.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// Which.
    pub address: Address,
    /// What stands there.
    pub standing: Standing,
}

impl Cell {
    /// What stood there, for the answer.
    pub fn from(&self) -> Option<Number> {
        match self.standing {
            Standing::Figure(number) | Standing::Impossible(number) => Some(number),
            Standing::Unknown => None,
        }
    }

    /// Whether a change of it counts.
    pub fn counts(&self) -> bool {
        self.standing != Standing::Unknown
    }

    /// The figure that stands there, 0 where none does, in units of 10^−15.
    fn base(&self) -> i128 {
        match self.standing {
            Standing::Figure(number) => number.exact(),
            Standing::Impossible(_) | Standing::Unknown => 0,
        }
    }
}

/// Cells that are bound to each other by edits, and to no other cell.
#[derive(Debug)]
pub(super) struct Component {
    /// Its cells; the index is the column of the system.
    pub cells: Vec<Cell>,
    /// Cells whose value an edit of their own fixes, with that value.
    pub fixed: Vec<(Cell, Number)>,
    /// The edits between its cells. Its numbers are in units of the component.
    pub system: System,
    /// How many of 10^−15 a unit of the component is: 1 for counts, or as fine as the
    /// finest of its figures.
    pub unit: i128,
    /// Whether no figure can satisfy the edits, whatever is changed.
    pub contradictory: bool,
    /// Whether it has more cells than are searched.
    pub too_large: bool,
}

/// What of a component stays the same while figures change.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Indexes of its edits.
    members: Vec<usize>,
    /// Its cells; the index is the column.
    cells: Vec<Address>,
    fixed: Vec<(Address, Number)>,
    /// Its edits, by columns, with what the cells add up to.
    rows: Vec<(Sum, Limit)>,
    contradictory: bool,
    too_large: bool,
}

/// Splits the system into its components.
pub(super) fn groups(report: &Report, edits: &[Edit]) -> Vec<Group> {
    let places = Places::of(report);
    let mut leader: Vec<usize> = (0..places.count).collect();
    for edit in edits {
        let mut cells = edit.terms.iter().map(|(address, _)| places.index(address));
        if let Some(first) = cells.next() {
            cells.for_each(|cell| unite(&mut leader, first, cell));
        }
    }
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    for (index, edit) in edits.iter().enumerate() {
        let Some((address, _)) = edit.terms.first() else { continue };
        let root = find(&mut leader, places.index(address));
        match groups.iter_mut().find(|(known, _)| *known == root) {
            Some((_, members)) => members.push(index),
            None => groups.push((root, vec![index])),
        }
    }
    groups.into_iter().map(|(_, members)| Group::of(report, edits, members, &places)).collect()
}

/// The components that do not hold as they stand.
pub(super) fn components(report: &Report, edits: &[Edit], groups: &[Group]) -> Vec<Component> {
    let stands = |group: &&Group| {
        let mut members = group.members.iter().filter_map(|index| edits.get(*index));
        !members.all(|edit| holds(report, edit))
    };
    groups.iter().filter(stands).map(|group| group.component(report)).collect()
}

/// Whether an edit holds by figures that can all stay.
fn holds(report: &Report, edit: &Edit) -> bool {
    let mut sum = 0;
    for (address, sign) in &edit.terms {
        match cell(report, *address).standing {
            Standing::Figure(figure) => sum += i128::from(*sign) * figure.exact(),
            _ => return false,
        }
    }
    edit.sum.allows(sum)
}

/// The cells of all tables of a report, numbered in its order.
struct Places {
    /// Where the cells of each table begin.
    starts: Vec<(&'static TableForm, usize)>,
    count: usize,
}

impl Places {
    fn of(report: &Report) -> Self {
        let mut count = 0;
        let start = |table: &Table| {
            let start = count;
            count += table.figures.len();
            (table.form, start)
        };
        let starts = report.tables.iter().map(start).collect();
        Places { starts, count }
    }

    fn index(&self, address: &Address) -> usize {
        let start = self.starts.iter().find(|(form, _)| std::ptr::eq(*form, address.form));
        start.map_or(usize::MAX, |(_, start)| start + address.cell)
    }
}

fn find(leader: &mut [usize], mut cell: usize) -> usize {
    while let Some(&next) = leader.get(cell).filter(|&&next| next != cell) {
        let after = leader.get(next).copied().unwrap_or(next);
        if let Some(slot) = leader.get_mut(cell) {
            *slot = after;
        }
        cell = after;
    }
    cell
}

fn unite(leader: &mut [usize], first: usize, second: usize) {
    let (first, second) = (find(leader, first), find(leader, second));
    if let Some(slot) = leader.get_mut(first.max(second)) {
        *slot = first.min(second);
    }
}

impl Group {
    fn of(report: &Report, edits: &[Edit], members: Vec<usize>, places: &Places) -> Self {
        let of_group: Vec<&Edit> = members.iter().filter_map(|index| edits.get(*index)).collect();
        let Proved { values, cells: fixed, contradictory } = proved(report, &of_group, places);
        let mut columns: Vec<usize> = vec![usize::MAX; places.count];
        let mut cells: Vec<Address> = Vec::new();
        for (column, address) in columns.iter_mut().zip(open_cells(&of_group, places, &values)) {
            if let Some(address) = address.filter(|address| is_there(report, address)) {
                *column = cells.len();
                cells.push(address);
            }
        }
        let row = |edit: &&Edit| {
            let mut sum = Sum::default();
            let mut limit = edit.sum;
            for (address, sign) in &edit.terms {
                let index = places.index(address);
                match (values.get(index), columns.get(index)) {
                    (Some(Some(value)), _) => limit = limit.less(i128::from(*sign) * value),
                    (_, Some(column)) if *column < cells.len() => {
                        if *sign > 0 { &mut sum.plus } else { &mut sum.minus }.push(*column);
                    }
                    _ => {}
                }
            }
            match limit {
                Limit::Exactly(_) => vec![(sum, limit)],
                Limit::AtMost(_) | Limit::Below(_) => vec![(Sum { is_bound: true, ..sum }, limit)],
                Limit::Within { value, by } => {
                    let above = Sum { is_bound: true, ..sum };
                    let below = Sum { plus: above.minus.clone(), minus: above.plus.clone(), ..above.clone() };
                    vec![(above, Limit::AtMost(value + by)), (below, Limit::AtMost(by - value))]
                }
            }
        };
        let rows: Vec<(Sum, Limit)> = of_group.iter().filter(|edit| fixes(edit).is_none()).flat_map(row).collect();
        let bounds = rows.iter().filter(|(sum, _)| sum.is_bound).count();
        let too_large = cells.len() + bounds > MOST_COLUMNS;
        Group { members, cells, fixed, rows, contradictory, too_large }
    }

    /// The component with the figures that stand in a report.
    fn component(&self, report: &Report) -> Component {
        let cells: Vec<Cell> = self.cells.iter().map(|address| cell(report, *address)).collect();
        let fixed = self.fixed.iter().map(|(address, value)| (cell(report, *address), *value)).collect();
        let values = cells.iter().map(Cell::base).chain(self.rows.iter().flat_map(|(_, limit)| limit.numbers()));
        let is_whole = self.cells.iter().all(|address| !kind(address).is_some_and(Kind::has_decimals));
        let unit = if is_whole { WHOLE } else { finest(values.clone()) };
        let is_small = values.into_iter().all(|value| (value / unit).abs() < MOST_UNITS);
        let unknown = cells.iter().enumerate().filter(|(_, cell)| !matches!(cell.standing, Standing::Figure(_)));
        let unknown = unknown.map(|(column, _)| column).collect();
        let units = |value: i128| i64::try_from(value.div_euclid(unit)).unwrap_or(i64::MAX);
        let row = |(sum, limit): &(Sum, Limit)| {
            let rest = match *limit {
                Limit::Exactly(value) | Limit::AtMost(value) | Limit::Within { value, .. } => units(value),
                Limit::Below(value) => units(value + unit - 1) - 1,
            };
            Sum { rest, ..sum.clone() }
        };
        // A part of a unit cannot be made of units.
        let is_odd = |(_, limit): &(Sum, Limit)| matches!(limit, Limit::Exactly(value) if value % unit != 0);
        let bases = cells.iter().map(|cell| units(cell.base())).collect();
        Component {
            fixed,
            system: System { bases, rows: self.rows.iter().map(row).collect(), unknown, guesses: Vec::new() },
            unit,
            contradictory: self.contradictory || self.rows.iter().any(is_odd),
            too_large: self.too_large || !is_small,
            cells,
        }
    }
}

/// A whole number, in units of 10^−15.
const WHOLE: i128 = 1_000_000_000_000_000;
/// Larger figures are not searched: hundreds of them fit 64 bits, and sums saturate.
const MOST_UNITS: i128 = 1 << 54;

/// The largest power of ten that all values are multiples of, at most 1.
fn finest(values: impl Iterator<Item = i128>) -> i128 {
    values.fold(WHOLE, |mut unit, value| {
        while unit > 1 && value % unit != 0 {
            unit /= 10;
        }
        unit
    })
}

/// The value that an edit of one cell gives it.
fn fixes(edit: &Edit) -> Option<(Address, i128)> {
    match (edit.terms.as_slice(), edit.sum) {
        ([(address, sign)], Limit::Exactly(value)) => Some((*address, value * i128::from(*sign))),
        _ => None,
    }
}

/// What edits of one cell say.
struct Proved {
    /// The value of each cell in units of 10^−15, by place, where one is proved.
    values: Vec<Option<i128>>,
    /// These cells with their values.
    cells: Vec<(Address, Number)>,
    /// Whether two of them contradict each other, or one is no figure of its cell.
    contradictory: bool,
}

fn proved(report: &Report, edits: &[&Edit], places: &Places) -> Proved {
    let mut proved = Proved { values: vec![None; places.count], cells: Vec::new(), contradictory: false };
    for (address, value) in edits.iter().filter_map(|edit| fixes(edit)) {
        let number = Number::from_exact(value).filter(|number| is_figure(&address, *number));
        proved.contradictory |= number.is_none();
        match proved.values.get_mut(places.index(&address)) {
            Some(Some(known)) => proved.contradictory |= *known != value,
            Some(slot) => {
                *slot = Some(value);
                let there = number.filter(|_| is_there(report, &address));
                proved.cells.extend(there.map(|number| (address, number)));
            }
            None => {}
        }
    }
    proved
}

/// The cells of the edits, by place, whose value is not proved.
fn open_cells(edits: &[&Edit], places: &Places, proved: &[Option<i128>]) -> Vec<Option<Address>> {
    let mut open: Vec<Option<Address>> = vec![None; places.count];
    for (address, _) in edits.iter().flat_map(|edit| &edit.terms) {
        let index = places.index(address);
        if let (Some(slot), Some(None)) = (open.get_mut(index), proved.get(index)) {
            *slot = Some(*address);
        }
    }
    open
}

fn value(report: &Report, address: &Address) -> Value {
    let figure = report.table(&address.form.id).and_then(|table| table.figure(address.cell));
    figure.map_or(Value::Missing, |figure| figure.value)
}

fn is_there(report: &Report, address: &Address) -> bool {
    value(report, address) != Value::Missing
}

fn cell(report: &Report, address: Address) -> Cell {
    let standing = match value(report, &address) {
        Value::Missing | Value::Blank | Value::Unreadable => Standing::Unknown,
        Value::Number(number) if is_figure(&address, number) => Standing::Figure(number),
        Value::Number(number) => Standing::Impossible(number),
    };
    Cell { address, standing }
}

/// Whether a cell of this kind can have a number.
fn is_figure(address: &Address, number: Number) -> bool {
    !number.is_negative() && (number.integer().is_some() || kind(address).is_some_and(Kind::has_decimals))
}
