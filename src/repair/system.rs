//! The figures and the equalities between them, as the search sees them.

use super::mask::{MOST_COLUMNS, Mask};
use super::tableau::{Row, Tableau};
use crate::finding::Address;
use crate::forms::TableForm;
use crate::report::{Number, Report, Table, Value};

/// A linear equality over cells: the sum of the terms is the constant. The
/// balance edits have the constant 0; an equality with another report has that
/// report's figures in its constant.
#[derive(Debug, Clone, PartialEq)]
pub struct Equality {
    /// Rule id under which it is reported when it is broken.
    pub rule: &'static str,
    /// The cell that such a finding names first.
    pub target: Address,
    /// Cells with their sign, +1 or −1.
    pub terms: Vec<(Address, i64)>,
    /// What the terms add up to.
    pub constant: i64,
}

/// The balance edits of a report whose cells are all there. A relation through
/// a missing row or column is not part of the system.
pub fn balance_equalities(report: &Report) -> Vec<Equality> {
    let mut equalities = Vec::new();
    for table in &report.tables {
        let address = |cell| Address { form: table.form, cell };
        let present = |cell: usize| table.figure(cell).is_some_and(|figure| figure.value != Value::Missing);
        for edit in table.form.balance_edits() {
            if edit.members().all(|(cell, _)| present(cell)) {
                equalities.push(Equality {
                    rule: edit.rule.as_str(),
                    target: address(edit.target),
                    terms: edit.members().map(|(cell, sign)| (address(cell), sign)).collect(),
                    constant: 0,
                });
            }
        }
    }
    equalities
}

/// What may become of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// A whole number ≥ 0: changing it counts.
    Figure(i64),
    /// A number that no count can be: it has to change, and that counts.
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
    /// The figure that stands there, 0 where none does.
    pub fn base(&self) -> i64 {
        match self.standing {
            Standing::Figure(value) => value,
            Standing::Impossible(_) | Standing::Unknown => 0,
        }
    }

    /// What stood there, for the answer.
    pub fn from(&self) -> Option<Number> {
        match self.standing {
            Standing::Figure(value) => Some(Number::whole(value)),
            Standing::Impossible(number) => Some(number),
            Standing::Unknown => None,
        }
    }

    /// Whether a change of it counts.
    pub fn counts(&self) -> bool {
        self.standing != Standing::Unknown
    }
}

/// Cells that are bound to each other by equalities, and to no other cell.
#[derive(Debug, Clone)]
pub(super) struct Component {
    /// Its cells; the index is the column of the tableau.
    pub cells: Vec<Cell>,
    /// Cells whose value an equality of their own fixes, with that value.
    pub fixed: Vec<(Cell, i64)>,
    /// The equalities between its cells.
    pub tableau: Tableau,
    /// Whether no figure can satisfy the equalities, whatever is changed.
    pub contradictory: bool,
    /// Whether it has more cells than are searched.
    pub too_large: bool,
}

/// What of a component stays the same while figures change.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Indexes of its equalities.
    members: Vec<usize>,
    /// Its cells; the index is the column.
    cells: Vec<Address>,
    fixed: Vec<(Address, i64)>,
    /// Its equalities, `rest` being what the cells add up to.
    rows: Vec<Row>,
    contradictory: bool,
    too_large: bool,
}

/// Splits the system into its components.
pub(super) fn groups(report: &Report, equalities: &[Equality]) -> Vec<Group> {
    let places = Places::of(report);
    let mut leader: Vec<usize> = (0..places.count).collect();
    for equality in equalities {
        let mut cells = equality.terms.iter().map(|(address, _)| places.index(address));
        if let Some(first) = cells.next() {
            cells.for_each(|cell| unite(&mut leader, first, cell));
        }
    }
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    for (index, equality) in equalities.iter().enumerate() {
        let Some((address, _)) = equality.terms.first() else { continue };
        let root = find(&mut leader, places.index(address));
        match groups.iter_mut().find(|(known, _)| *known == root) {
            Some((_, members)) => members.push(index),
            None => groups.push((root, vec![index])),
        }
    }
    groups.into_iter().map(|(_, members)| Group::of(report, equalities, members, &places)).collect()
}

/// The components that do not hold as they stand.
pub(super) fn components(report: &Report, equalities: &[Equality], groups: &[Group]) -> Vec<Component> {
    let stands = |group: &&Group| {
        let mut members = group.members.iter().filter_map(|index| equalities.get(*index));
        !members.all(|equality| holds(report, equality))
    };
    groups.iter().filter(stands).map(|group| group.component(report)).collect()
}

/// Whether an equality holds by figures that can all stay.
fn holds(report: &Report, equality: &Equality) -> bool {
    let mut sum = 0;
    for (address, sign) in &equality.terms {
        match report.table(&address.form.id).and_then(|table| table.integer(address.cell)) {
            Some(figure) if figure >= 0 => sum += sign * figure,
            _ => return false,
        }
    }
    sum == equality.constant
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
    fn of(report: &Report, equalities: &[Equality], members: Vec<usize>, places: &Places) -> Self {
        let of_group: Vec<&Equality> = members.iter().filter_map(|index| equalities.get(*index)).collect();
        let Proved { values, cells: fixed, contradictory } = proved(report, &of_group, places);
        let mut columns: Vec<usize> = vec![usize::MAX; places.count];
        let mut cells: Vec<Address> = Vec::new();
        for (column, address) in columns.iter_mut().zip(open_cells(&of_group, places, &values)) {
            if let Some(address) = address.filter(|address| is_there(report, address)) {
                *column = cells.len();
                cells.push(address);
            }
        }
        let row = |equality: &&Equality| {
            let mut row = Row { rest: equality.constant, ..Row::default() };
            for (address, sign) in &equality.terms {
                let index = places.index(address);
                let side = if *sign > 0 { &mut row.plus } else { &mut row.minus };
                match (values.get(index), columns.get(index)) {
                    (Some(Some(value)), _) => row.rest -= sign * value,
                    (_, Some(column)) if *column < cells.len() => *side = side.with(*column),
                    _ => {}
                }
            }
            row
        };
        let rows = of_group.iter().filter(|equality| equality.terms.len() > 1).map(row).collect();
        let too_large = cells.len() > MOST_COLUMNS;
        Group { members, cells, fixed, rows, contradictory, too_large }
    }

    /// The component with the figures that stand in a report.
    fn component(&self, report: &Report) -> Component {
        let cells: Vec<Cell> = self.cells.iter().map(|address| cell(report, *address)).collect();
        let bases: Vec<i64> = cells.iter().map(Cell::base).collect();
        let sum = |columns: Mask| columns.columns().filter_map(|column| bases.get(column)).sum::<i64>();
        let row = |row: &Row| Row { rest: row.rest - sum(row.plus) + sum(row.minus), ..*row };
        let rows = self.rows.iter().map(row).collect();
        let fixed = self.fixed.iter().map(|(address, value)| (cell(report, *address), *value)).collect();
        Component {
            cells,
            fixed,
            tableau: Tableau::new(rows, bases),
            contradictory: self.contradictory,
            too_large: self.too_large,
        }
    }
}

/// What equalities of one cell say.
struct Proved {
    /// The value of each cell, by place, where one is proved.
    values: Vec<Option<i64>>,
    /// These cells with their values.
    cells: Vec<(Address, i64)>,
    /// Whether two of them contradict each other, or one is below 0.
    contradictory: bool,
}

fn proved(report: &Report, equalities: &[&Equality], places: &Places) -> Proved {
    let mut proved = Proved { values: vec![None; places.count], cells: Vec::new(), contradictory: false };
    for equality in equalities {
        let [(address, sign)] = equality.terms.as_slice() else { continue };
        let value = equality.constant * sign;
        proved.contradictory |= value < 0;
        match proved.values.get_mut(places.index(address)) {
            Some(Some(known)) => proved.contradictory |= *known != value,
            Some(slot) => {
                *slot = Some(value);
                proved.cells.extend(is_there(report, address).then_some((*address, value)));
            }
            None => {}
        }
    }
    proved
}

/// The cells of the equalities, by place, whose value is not proved.
fn open_cells(equalities: &[&Equality], places: &Places, proved: &[Option<i64>]) -> Vec<Option<Address>> {
    let mut open: Vec<Option<Address>> = vec![None; places.count];
    for (address, _) in equalities.iter().flat_map(|equality| &equality.terms) {
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
        Value::Number(number) => match number.integer() {
            Some(value) if value >= 0 => Standing::Figure(value),
            _ => Standing::Impossible(number),
        },
    };
    Cell { address, standing }
}

/// The columns that have to change before any choice is made.
pub(super) fn unknown(component: &Component) -> Mask {
    let cells = component.cells.iter().enumerate();
    cells.filter(|(_, cell)| !matches!(cell.standing, Standing::Figure(_))).map(|(column, _)| column).collect()
}
