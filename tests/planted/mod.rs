//! Reports with planted errors: consistent tables in which some figures were
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::needless_range_loop)]
//! then typed wrong. The same seed makes the same reports everywhere.
#![allow(dead_code, reason = "each test uses its part")]

use gouji::forms;
use gouji::packs::annual_report::{APPLICATIONS, REVIEW};
use gouji::report::{Number, Report, Table, Value};

/// A small generator of pseudo-random numbers (xorshift64*).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % bound
    }

    pub fn one_in(&mut self, bound: u64) -> bool {
        self.below(bound) == 0
    }
}

/// How large the figures of a report are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A small body's: mostly 0, seldom above 3. Many repairs are tied.
    Small,
    /// A county's: up to some hundreds.
    Middle,
    /// A province's: up to tens of thousands.
    Large,
}

/// A cell: its table and its index there.
pub type Place = (&'static str, usize);

/// What was planted in a report.
pub struct Planted {
    pub report: Report,
    /// The cells typed wrong, with the right figure.
    pub errors: Vec<(Place, i64)>,
    /// The cells left blank, with the right figure.
    pub blanks: Vec<(Place, i64)>,
}

impl Planted {
    /// The report as it was before anything was planted.
    pub fn right(&self) -> Report {
        let mut report = self.report.clone();
        for (place, value) in self.errors.iter().chain(&self.blanks) {
            set(&mut report, *place, Value::Number(Number::whole(*value)));
        }
        report
    }
}

/// A consistent report with `errors` figures typed wrong and `blanks` cells
/// left blank.
pub fn planted(seed: u64, edition: &str, size: Size, errors: usize, blanks: usize) -> Planted {
    planted_in(&[APPLICATIONS, REVIEW], seed, edition, size, errors, blanks)
}

/// As [`planted`], with errors and blanks in these tables alone.
pub fn planted_in(
    tables: &[&'static str],
    seed: u64,
    edition: &str,
    size: Size,
    errors: usize,
    blanks: usize,
) -> Planted {
    let random = &mut Random::new(seed);
    let report = consistent(random, edition, size);
    let places: Vec<Place> = tables
        .iter()
        .copied()
        .flat_map(|id| (0..report.table(id).unwrap().figures.len()).map(move |cell| (id, cell)))
        .collect();
    planted_at(&places, random, report, errors, blanks)
}

/// As [`planted`], with all errors in two columns of table applications.
pub fn planted_in_two_columns(seed: u64, edition: &str, size: Size, errors: usize) -> Planted {
    let random = &mut Random::new(seed);
    let report = consistent(random, edition, size);
    let form = report.table(APPLICATIONS).unwrap().form;
    let columns = form.columns.len() as u64;
    let first = random.below(columns);
    let second = (first + 1 + random.below(columns - 1)) % columns;
    let of_column = |column: u64| (0..form.rows.len()).filter_map(move |row| form.cell(row, column as usize));
    let places: Vec<Place> = of_column(first).chain(of_column(second)).map(|cell| (APPLICATIONS, cell)).collect();
    planted_at(&places, random, report, errors, 0)
}

/// Plants errors and blanks in some of these places of a consistent report.
fn planted_at(places: &[Place], random: &mut Random, mut report: Report, errors: usize, blanks: usize) -> Planted {
    let mut chosen: Vec<Place> = Vec::new();
    while chosen.len() < errors + blanks {
        let place = places[random.below(places.len() as u64) as usize];
        if !chosen.contains(&place) {
            chosen.push(place);
        }
    }
    let blanks = chosen.split_off(errors);
    let typed_wrong = |report: &mut Report, random: &mut Random, place: Place| {
        let right = report.table(place.0).unwrap().integer(place.1).unwrap();
        set(report, place, Value::Number(Number::whole(mistype(random, right))));
        (place, right)
    };
    let errors = chosen.into_iter().map(|place| typed_wrong(&mut report, random, place)).collect();
    let left_blank = |report: &mut Report, place: Place| {
        let right = report.table(place.0).unwrap().integer(place.1).unwrap();
        set(report, place, Value::Blank);
        (place, right)
    };
    let blanks = blanks.into_iter().map(|place| left_blank(&mut report, place)).collect();
    Planted { report, errors, blanks }
}

/// Puts a value into a cell.
pub fn set(report: &mut Report, (id, cell): Place, value: Value) {
    report.table_mut(id).unwrap().figures[cell].value = value;
}

/// A report in which every relation holds.
pub fn consistent(random: &mut Random, edition: &str, size: Size) -> Report {
    let edition = forms::edition(edition).unwrap();
    let mut report = Report { year: edition.id.parse().ok(), ..Report::default() };
    for form in &edition.tables {
        let mut table = Table::empty(edition, form);
        table.figures.iter_mut().for_each(|figure| figure.value = Value::Number(Number::whole(0)));
        report.tables.push(table);
    }
    applications(random, &mut report, size);
    review(random, &mut report, size);
    report
}

fn applications(random: &mut Random, report: &mut Report, size: Size) {
    let table = report.table(APPLICATIONS).unwrap();
    let (form, columns) = (table.form, table.form.columns.len());
    let row = |id: &str| form.row_index(id).unwrap();
    let results = row("3.1")..row("3.7");
    let mut values = vec![vec![0; columns]; form.rows.len()];
    for column in 0..columns - 1 {
        // Natural persons file most requests, and most results stay at 0.
        let weight = if column == 0 { 1 } else { 4 };
        for result in results.clone() {
            values[result][column] = figure(random, size, weight);
        }
        let decided: i64 = results.clone().map(|result| values[result][column]).sum();
        values[row("3.7")][column] = decided;
        values[row("4")][column] = figure(random, size, weight);
        let carried = figure(random, size, 2 * weight).min(decided + values[row("4")][column]);
        values[row("2")][column] = carried;
        values[row("1")][column] = decided + values[row("4")][column] - carried;
    }
    for (row, values) in values.iter_mut().enumerate() {
        values[columns - 1] = values[..columns - 1].iter().sum();
        for (column, value) in values.iter().enumerate() {
            let cell = form.cell(row, column).unwrap();
            set(report, (APPLICATIONS, cell), Value::Number(Number::whole(*value)));
        }
    }
}

fn review(random: &mut Random, report: &mut Report, size: Size) {
    let form = report.table(REVIEW).unwrap().form;
    for row in 0..form.rows.len() {
        let parts: Vec<i64> = (0..4).map(|_| figure(random, size, 2)).collect();
        for (column, value) in parts.iter().copied().chain([parts.iter().sum()]).enumerate() {
            let cell = form.cell(row, column).unwrap();
            set(report, (REVIEW, cell), Value::Number(Number::whole(value)));
        }
    }
}

fn figure(random: &mut Random, size: Size, weight: u64) -> i64 {
    let (zero, most) = match size {
        Size::Small => (3, 4),
        Size::Middle => (2, 200),
        Size::Large => (1, 20_000),
    };
    if random.below(zero + weight) >= zero.min(weight + 1) && !random.one_in(4) {
        return 0;
    }
    let most = 1 + random.below(most);
    (random.below(most) + 1) as i64
}

/// What a hand makes of a figure: two digits swapped, one replaced, left out or
/// typed twice, or the cell left at 0.
pub fn mistype(random: &mut Random, right: i64) -> i64 {
    loop {
        let mut digits: Vec<u8> = right.to_string().into_bytes();
        let at = random.below(digits.len() as u64) as usize;
        match random.below(5) {
            0 if at > 0 => digits.swap(at - 1, at),
            1 | 2 => digits[at] = b'0' + random.below(10) as u8,
            3 if digits.len() > 1 => {
                digits.remove(at);
            }
            4 if right > 0 => digits.insert(at, digits[at]),
            _ => continue,
        }
        let typed: i64 = String::from_utf8(digits).unwrap().parse().unwrap();
        if typed != right {
            return typed;
        }
    }
}
