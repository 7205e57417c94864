//! What was struck out on a finished page.

use super::matrix;
use crate::budget::Budget;
use crate::pdf::geometry::Bounds;
use gouji_kernel::Refusal;
use hayro_font::kurbo::{Affine, Rect};
use hayro_syntax::object::dict::keys::{ANNOTS, F, QUADPOINTS, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name};
use hayro_syntax::page::Page;

/// Annotations of a page that are looked at.
const MOST: usize = 5_000;
/// Flags of an annotation that nobody sees: hidden, not on screen.
const UNSEEN: i32 = 2 | 32;

/// The boxes of what was struck out.
///
/// # Errors
/// Where the budget is spent.
pub fn struck(page: &Page<'_>, transform: Affine, budget: &Budget) -> Result<Vec<Bounds>, Refusal> {
    let mut struck = Vec::new();
    let annotations = page.raw().get::<Array<'_>>(ANNOTS);
    for annotation in annotations.iter().flat_map(|array| array.iter::<Dict<'_>>()).take(MOST) {
        budget.steps(annotation.data().len())?;
        let is_strike = annotation.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_ref() == b"StrikeOut");
        if !is_strike || annotation.get::<i32>(F).unwrap_or(0) & UNSEEN != 0 {
            continue;
        }
        let numbers: Vec<f64> =
            annotation.get::<Array<'_>>(QUADPOINTS).iter().flat_map(|array| array.iter::<f64>()).collect();
        budget.steps(numbers.len())?;
        struck.extend(numbers.chunks_exact(8).map(|quad| around(quad, transform)).filter(Bounds::is_sound));
    }
    Ok(struck)
}

/// The box around four corners.
fn around(quad: &[f64], transform: Affine) -> Bounds {
    let (mut x, mut y) = ((f64::MAX, f64::MIN), (f64::MAX, f64::MIN));
    for corner in quad.chunks_exact(2) {
        if let [left, low] = corner {
            x = (x.0.min(*left), x.1.max(*left));
            y = (y.0.min(*low), y.1.max(*low));
        }
    }
    matrix::bounds(transform, Rect::new(x.0, y.0, x.1, y.1))
}
