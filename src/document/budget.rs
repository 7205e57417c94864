//! What reading one document may cost, however small its file is.
//!
//! Files say "the same again" in a few bytes: a shared string in every cell, a
//! form drawn on every page, a label before every paragraph. Readers therefore
//! charge what they copy and what they do where they do it, not what a part of
//! the file expands to. One budget goes with one document through all readers.

use gouji_kernel::Refusal;
use std::cell::Cell;
use std::rc::Rc;

/// Bytes that are unpacked or copied for one document, all in all.
pub const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Steps that are done for one document: an element, a cell, an operand, a
/// stroke; whatever a reader repeats. A report takes less than a million.
pub const MOST_STEPS: u64 = 20_000_000;

/// What one document may still cost. Clones draw on the same budget, so that
/// each part of a reader can hold one.
#[derive(Debug, Clone)]
pub struct Budget(Rc<Left>);

#[derive(Debug)]
struct Left {
    bytes: Cell<u64>,
    steps: Cell<u64>,
}

/// The budget is spent: the document is not read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent;

impl Default for Budget {
    fn default() -> Self {
        Budget::of(MOST_BYTES, MOST_STEPS)
    }
}

impl Budget {
    /// A budget of so many bytes and steps.
    pub fn of(bytes: u64, steps: u64) -> Self {
        Budget(Rc::new(Left { bytes: Cell::new(bytes), steps: Cell::new(steps) }))
    }

    /// Charges bytes that are about to be copied or unpacked.
    ///
    /// # Errors
    /// [`Spent`] where there are not so many left; nothing is left then.
    pub fn copy(&self, bytes: usize) -> Result<(), Spent> {
        charge(&self.0.bytes, bytes)
    }

    /// Charges steps that are about to be done.
    ///
    /// # Errors
    /// [`Spent`] where there are not so many left; nothing is left then.
    pub fn steps(&self, steps: usize) -> Result<(), Spent> {
        charge(&self.0.steps, steps)
    }

    /// Whether something was refused.
    pub fn is_spent(&self) -> bool {
        self.0.bytes.get() == 0 || self.0.steps.get() == 0
    }
}

fn charge(left: &Cell<u64>, amount: usize) -> Result<(), Spent> {
    let rest = left.get().checked_sub(amount as u64);
    left.set(rest.unwrap_or(0));
    rest.map(|_| ()).ok_or(Spent)
}

impl From<Spent> for Refusal {
    fn from(_: Spent) -> Self {
        Refusal::new("too_much_work")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_draw_on_the_same_budget_and_what_is_spent_stays_spent() {
        let budget = Budget::of(10, 2);
        assert_eq!(budget.clone().copy(6), Ok(()));
        assert!(!budget.is_spent());
        assert_eq!(budget.copy(5), Err(Spent));
        assert!(budget.is_spent());
        assert_eq!(budget.copy(1), Err(Spent));
        assert_eq!(budget.steps(2), Ok(()));
        assert_eq!(budget.steps(1), Err(Spent));
    }
}
