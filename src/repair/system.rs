//! The figures and the equalities between them, as the search sees them.

use super::mask::{MOST_COLUMNS, Mask};
use super::tableau::{Row, Tableau};
use crate::finding::Address;
use crate::order;
use crate::report::{Number, Report, Value};

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
    for table in report.tables() {
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
}

/// Splits the system into its components.
pub(super) fn components(report: &Report, equalities: &[Equality]) -> Vec<Component> {
    let index = CellIndex::of(equalities);
    let mut leader: Vec<usize> = (0..index.addresses.len()).collect();
    for equality in equalities {
        let mut cells = equality.terms.iter().filter_map(|(address, _)| index.find(address));
        if let Some(first) = cells.next() {
            cells.for_each(|cell| unite(&mut leader, first, cell));
        }
    }
    let mut groups: Vec<(usize, Vec<&Equality>)> = Vec::new();
    for equality in equalities {
        let Some(cell) = equality.terms.first().and_then(|(address, _)| index.find(address)) else { continue };
        let root = find(&mut leader, cell);
        match groups.iter_mut().find(|(known, _)| *known == root) {
            Some((_, members)) => members.push(equality),
            None => groups.push((root, vec![equality])),
        }
    }
    groups.iter().map(|(_, members)| component(report, members)).collect()
}

/// The cells that the equalities speak of, sorted, to find them fast.
struct CellIndex {
    addresses: Vec<(usize, usize)>,
}

impl CellIndex {
    fn of(equalities: &[Equality]) -> Self {
        let mut addresses: Vec<_> =
            equalities.iter().flat_map(|equality| &equality.terms).map(|(address, _)| key(address)).collect();
        order::sort(&mut addresses);
        addresses.dedup();
        CellIndex { addresses }
    }

    fn find(&self, address: &Address) -> Option<usize> {
        self.addresses.binary_search(&key(address)).ok()
    }
}

fn key(address: &Address) -> (usize, usize) {
    (address.form.id.index(), address.cell)
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

fn component(report: &Report, equalities: &[&Equality]) -> Component {
    let mut fixed: Vec<(Cell, i64)> = Vec::new();
    let mut contradictory = false;
    for equality in equalities {
        let [(address, sign)] = equality.terms.as_slice() else { continue };
        let value = equality.constant * sign;
        match fixed.iter().find(|(cell, _)| cell.address == *address) {
            Some((_, known)) => contradictory |= *known != value,
            None => fixed.extend(cell(report, *address).map(|cell| (cell, value))),
        }
        contradictory |= value < 0;
    }
    let is_fixed = |address: &Address| fixed.iter().any(|(cell, _)| cell.address == *address);
    let terms = equalities.iter().flat_map(|equality| &equality.terms);
    let mut addresses: Vec<Address> = terms.map(|(address, _)| *address).collect();
    order::sort_by_key(&mut addresses, key);
    addresses.dedup();
    addresses.retain(|address| !is_fixed(address));
    let cells: Vec<Cell> = addresses.into_iter().filter_map(|address| cell(report, address)).collect();
    let rows = equalities.iter().filter(|equality| equality.terms.len() > 1);
    let rows = rows.map(|equality| row(equality, &cells, &fixed)).collect();
    let bases = cells.iter().map(Cell::base).collect();
    contradictory |= cells.len() > MOST_COLUMNS;
    Component { tableau: Tableau::new(rows, bases), cells, fixed, contradictory }
}

fn cell(report: &Report, address: Address) -> Option<Cell> {
    let standing = match report.table(address.form.id)?.figure(address.cell)?.value {
        Value::Missing => return None,
        Value::Blank | Value::Unreadable => Standing::Unknown,
        Value::Number(number) => match number.integer() {
            Some(value) if value >= 0 => Standing::Figure(value),
            _ => Standing::Impossible(number),
        },
    };
    Some(Cell { address, standing })
}

/// An equality as a row over changes: what the changes must add up to.
fn row(equality: &Equality, cells: &[Cell], fixed: &[(Cell, i64)]) -> Row {
    let mut row = Row { rest: equality.constant, ..Row::default() };
    for (address, sign) in &equality.terms {
        if let Some((_, value)) = fixed.iter().find(|(cell, _)| cell.address == *address) {
            row.rest -= sign * value;
        } else if let Ok(column) = cells.binary_search_by_key(&key(address), |cell| key(&cell.address)) {
            row.rest -= sign * cells.get(column).map_or(0, Cell::base);
            let side = if *sign > 0 { &mut row.plus } else { &mut row.minus };
            *side = side.with(column);
        }
    }
    row
}

/// The columns that have to change before any choice is made.
pub(super) fn unknown(component: &Component) -> Mask {
    let cells = component.cells.iter().enumerate();
    cells.filter(|(_, cell)| !matches!(cell.standing, Standing::Figure(_))).map(|(column, _)| column).collect()
}
