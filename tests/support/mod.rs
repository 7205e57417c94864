//! Printed tables for the tests: the official form with figures in it, as a
//! grid that can be mangled before it is written as HTML.
#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing)]

pub mod pdf;

use gouji::forms::{self, LayoutRow, TableForm};
use gouji::packs::annual_report::{APPLICATIONS, DISCLOSURE};
use std::collections::BTreeMap;

/// A cell of a printed table.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    pub text: String,
    pub rows: usize,
    pub columns: usize,
    pub is_figure: bool,
}

/// A printed table, row by row.
pub type Grid = Vec<Vec<Printed>>;

/// Figures by address.
pub type Figures = BTreeMap<String, i64>;

/// A source of numbers that is the same in every run.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below.max(1)
    }
}

/// Figures that obey every relation of the edition.
pub fn consistent(edition: &str, random: &mut Random) -> Figures {
    let mut figures = Figures::new();
    let edition = forms::edition(edition).unwrap();
    let applications = edition.table(APPLICATIONS).unwrap();
    let results: Vec<&str> =
        applications.rows.iter().map(|row| row.id.as_str()).filter(|id| id.starts_with("3.") && *id != "3.7").collect();
    let mut put = |row: &str, column: &str, value: i64| figures.insert(format!("applications/{row}/{column}"), value);
    let columns: Vec<&str> = applications.columns.iter().map(|column| column.id.as_str()).collect();
    let mut totals: BTreeMap<&str, i64> = BTreeMap::new();
    for column in &columns[..6] {
        let mut sum = 0;
        for row in &results {
            let value = if random.next(3) == 0 { random.next(40) as i64 } else { 0 };
            sum += value;
            put(row, column, value);
            *totals.entry(row).or_default() += value;
        }
        let carried_out = random.next(5) as i64;
        let carried_in = random.next(1 + (sum + carried_out) as u64) as i64;
        for (row, value) in [("3.7", sum), ("4", carried_out), ("2", carried_in), ("1", sum + carried_out - carried_in)]
        {
            put(row, column, value);
            *totals.entry(row).or_default() += value;
        }
    }
    for (row, value) in totals {
        put(row, "total", value);
    }
    for row in ["reconsideration", "litigation_direct", "litigation_after_reconsideration"] {
        let parts: Vec<i64> = (0..4).map(|_| random.next(20) as i64).collect();
        for (column, value) in ["upheld", "corrected", "other", "pending"].iter().zip(&parts) {
            figures.insert(format!("review/{row}/{column}"), *value);
        }
        figures.insert(format!("review/{row}/total"), parts.iter().sum());
    }
    let disclosure = edition.table(DISCLOSURE).unwrap();
    for cell in 0..disclosure.cells().len() {
        figures.insert(disclosure.address(cell).to_owned(), 40 + random.next(900) as i64);
    }
    for row in ["rules", "normative_documents"] {
        // What is in force includes what was issued this year.
        for (column, value) in [("issued", 3), ("repealed", 2), ("made", 3), ("published", 3)] {
            if let Some(slot) = figures.get_mut(&format!("disclosure/{row}/{column}")) {
                *slot = value;
            }
        }
    }
    figures
}

/// The official table with these figures in it.
pub fn print(form: &TableForm, figures: &Figures) -> Grid {
    let label = |cell: &forms::LayoutCell| Printed {
        text: cell.text.clone(),
        rows: cell.rows.into(),
        columns: cell.columns.into(),
        is_figure: false,
    };
    let mut grid: Grid = form.head.iter().map(|row| row.iter().map(label).collect()).collect();
    for row in &form.body {
        grid.push(match row {
            LayoutRow::Head { head } => head.iter().map(label).collect(),
            LayoutRow::Figures { labels, figures: places } => {
                let figure = |place: &forms::LayoutFigure| Printed {
                    text: figures[&format!("{}/{}", form.id.as_str(), place.cell)].to_string(),
                    rows: 1,
                    columns: place.columns.into(),
                    is_figure: true,
                };
                labels.iter().map(label).chain(places.iter().map(figure)).collect()
            }
        });
    }
    grid
}

/// Each cell of a grid with the row and the column where it starts.
pub fn placed(grid: &Grid) -> Vec<(usize, usize, &Printed)> {
    let mut free: Vec<usize> = Vec::new();
    let mut placed = Vec::new();
    for (row, cells) in grid.iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            while free.get(column).is_some_and(|free| *free > row) {
                column += 1;
            }
            free.resize(free.len().max(column + cell.columns), 0);
            free[column..column + cell.columns].fill(row + cell.rows);
            placed.push((row, column, cell));
            column += cell.columns;
        }
    }
    placed
}

/// The columns of a grid, those that only one row reaches included.
pub fn width(grid: &Grid) -> usize {
    placed(grid).iter().map(|(_, column, cell)| column + cell.columns).max().unwrap_or(1)
}

/// A grid as an HTML table.
pub fn html(grid: &Grid) -> String {
    let mut html = String::from("<table>");
    for row in grid {
        html.push_str("<tr>");
        for cell in row {
            html.push_str("<td");
            if cell.rows > 1 {
                html.push_str(&format!(" rowspan=\"{}\"", cell.rows));
            }
            if cell.columns > 1 {
                html.push_str(&format!(" colspan=\"{}\"", cell.columns));
            }
            html.push_str(&format!(">{}</td>", cell.text));
        }
        html.push_str("</tr>");
    }
    html + "</table>"
}

/// The three tables of an edition.
pub fn tables(edition: &str, figures: &Figures) -> Vec<Grid> {
    forms::edition(edition).unwrap().tables.iter().map(|form| print(form, figures)).collect()
}

/// What was read, by address; blanks and figures that cannot be read are left out.
pub fn read(text: &str) -> Figures {
    let outcome = gouji::check(gouji::Input::Text(text), &gouji::Options::default());
    let mut figures = Figures::new();
    for table in &outcome.report.tables {
        for cell in 0..table.form.cells().len() {
            figures.extend(table.integer(cell).map(|value| (table.form.address(cell).to_owned(), value)));
        }
    }
    figures
}
