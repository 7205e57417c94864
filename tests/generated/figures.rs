//! Figures of two years that obey every relation, within a report and from one
//! year to the next.

use super::support::{Figures, Random};
use gouji::forms;

/// The columns of table applications that are filled in.
const APPLICANTS: [&str; 6] = ["natural_person", "enterprise", "research", "public_welfare", "legal_service", "other"];
/// The results that are filled in; the others are 0.
const RESULTS: [&str; 5] = ["3.1", "3.2", "3.3.4", "3.4.1", "3.5.1"];

/// A unit's figures year by year. One that `carries` nothing has neither
/// applications nor documents from one year to the next.
pub fn years(count: usize, carries: bool, random: &mut Random) -> Vec<Figures> {
    let mut carried = [0; 6];
    let mut in_force = if carries { 5 + random.next(30) as i64 } else { 0 };
    (0..count)
        .map(|_| {
            let mut figures = zeros();
            let next = applications(&mut figures, carried, carries, random);
            review(&mut figures, random);
            if carries {
                let (issued, repealed) = (random.next(4) as i64, random.next(3) as i64);
                in_force += issued - repealed;
                let row = [("issued", issued), ("repealed", repealed), ("in_force", in_force)];
                for (column, value) in row {
                    put(&mut figures, &format!("disclosure/normative_documents/{column}"), value);
                }
            }
            put(&mut figures, "disclosure/licensing/decisions", 10 + random.next(900) as i64);
            put(&mut figures, "disclosure/penalties/decisions", random.next(90) as i64);
            put(&mut figures, "disclosure/fees/amount", random.next(4) as i64 * 37);
            carried = next;
            figures
        })
        .collect()
}

/// The sum of figures, cell by cell.
pub fn sum<'a>(all: impl Iterator<Item = &'a Figures>) -> Figures {
    let mut sum = zeros();
    for figures in all {
        for (cell, value) in figures {
            *sum.get_mut(cell).unwrap() += value;
        }
    }
    sum
}

fn zeros() -> Figures {
    let tables = &forms::latest().unwrap().tables;
    tables.iter().flat_map(|table| (0..table.cells().len()).map(|cell| (table.address(cell).to_owned(), 0))).collect()
}

fn put(figures: &mut Figures, cell: &str, value: i64) {
    *figures.get_mut(cell).unwrap() = value;
}

/// Fills in table applications and gives what is carried out of the year.
fn applications(figures: &mut Figures, carried: [i64; 6], carries: bool, random: &mut Random) -> [i64; 6] {
    let mut out_of = [0; 6];
    for (at, column) in APPLICANTS.iter().enumerate() {
        let mut concluded = 0;
        // Natural persons apply everywhere, enterprises often, others rarely.
        let most = [12, 5, 1, 1, 1, 1][at];
        for row in RESULTS {
            let value = random.next(most) as i64 + i64::from(at == 0 && row == "3.1");
            add(figures, row, column, value);
            concluded += value;
        }
        out_of[at] = if carries { random.next(3).min(1) as i64 } else { 0 };
        // What was carried in was concluded first.
        let short = (carried[at] - concluded - out_of[at]).max(0);
        add(figures, "3.1", column, short);
        concluded += short;
        add(figures, "3.7", column, concluded);
        add(figures, "4", column, out_of[at]);
        add(figures, "2", column, carried[at]);
        add(figures, "1", column, concluded + out_of[at] - carried[at]);
    }
    out_of
}

fn add(figures: &mut Figures, row: &str, column: &str, value: i64) {
    for column in [column, "total"] {
        *figures.get_mut(&format!("applications/{row}/{column}")).unwrap() += value;
    }
}

fn review(figures: &mut Figures, random: &mut Random) {
    for row in ["reconsideration", "litigation_direct", "litigation_after_reconsideration"] {
        for column in ["upheld", "corrected", "other", "pending"] {
            let value = random.next(3) as i64;
            for column in [column, "total"] {
                *figures.get_mut(&format!("review/{row}/{column}")).unwrap() += value;
            }
        }
    }
}
