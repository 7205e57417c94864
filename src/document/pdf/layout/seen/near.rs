//! What lies where on a page.

use super::super::super::geometry::Bounds;
use std::collections::HashMap;

/// Points: the side of a field of the page.
const FIELD: f32 = 24.0;
/// Fields that one thing is entered in. A line as long as a sheet has some dozens;
/// what has more is looked at from everywhere.
const MOST_FIELDS: usize = 256;
/// Things of a field that are looked at, the latest. More lie over each other, not
/// side by side.
const MOST: usize = 40;
/// Things that are looked at from everywhere, the latest.
const MOST_WIDE: usize = 200;

/// Things of a page by the fields that they lie in. What entering one, or looking
/// for those near a place, costs is bounded, whatever its size is.
#[derive(Debug, Default)]
pub struct Near {
    fields: HashMap<(i32, i32), Vec<usize>>,
    wide: Vec<usize>,
}

impl Near {
    /// These things, each with its number.
    pub fn of(things: impl Iterator<Item = (usize, Bounds)>) -> Self {
        let mut near = Near::default();
        things.for_each(|(at, bounds)| near.push(at, &bounds));
        near
    }

    /// Enters one more.
    pub fn push(&mut self, at: usize, bounds: &Bounds) {
        if fields(bounds).nth(MOST_FIELDS).is_some() {
            return enter(&mut self.wide, at, MOST_WIDE);
        }
        fields(bounds).for_each(|field| enter(self.fields.entry(field).or_default(), at, MOST));
    }

    /// What may touch a rectangle, those of a field the latest first; some of it more
    /// than once. Of a rectangle that is wide itself, its first fields are looked at.
    pub fn at(&self, bounds: &Bounds) -> impl Iterator<Item = usize> + '_ {
        let fields = fields(bounds).take(MOST_FIELDS).filter_map(|field| self.fields.get(&field));
        fields
            .flat_map(|things| things.iter().rev().take(MOST).copied())
            .chain(self.wide.iter().rev().take(MOST_WIDE).copied())
    }
}

/// Enters a thing among those of a place, and forgets those that are looked at no more.
fn enter(things: &mut Vec<usize>, at: usize, most: usize) {
    if things.len() >= 2 * most {
        things.drain(..most);
    }
    things.push(at);
}

fn fields(bounds: &Bounds) -> impl Iterator<Item = (i32, i32)> + use<> {
    let field = |at: f32| (at / FIELD).floor() as i32;
    let (left, right) = (field(bounds.left), field(bounds.right));
    let down = (left <= right).then_some(field(bounds.top)..=field(bounds.bottom));
    down.into_iter().flatten().flat_map(move |y| (left..=right).map(move |x| (x, y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(at: f32, side: f32) -> Bounds {
        Bounds { left: at, top: at, right: at + side, bottom: at + side }
    }

    #[test]
    fn what_is_wide_is_near_everything_and_what_is_small_near_its_place() {
        let near = Near::of([(1, square(0.0, 10.0)), (2, square(500.0, 10.0)), (3, square(0.0, 5_000.0))].into_iter());
        let at = |bounds: Bounds| near.at(&bounds).collect::<Vec<_>>();
        assert_eq!(at(square(5.0, 1.0)), [1, 3]);
        assert_eq!(at(square(505.0, 1.0)), [2, 3]);
        assert_eq!(at(square(0.0, 5_000.0)), [1, 3]);
    }

    #[test]
    fn things_over_each_other_are_kept_as_far_as_they_are_looked_at() {
        let near = Near::of((0..10_000).map(|at| (at, square(0.0, 10.0))));
        assert_eq!(near.at(&square(0.0, 1.0)).count(), MOST);
        assert_eq!(near.at(&square(0.0, 1.0)).next(), Some(9_999));
        let wide = Near::of((0..10_000).map(|at| (at, square(0.0, 9_000.0))));
        assert_eq!(wide.at(&square(0.0, 1.0)).count(), MOST_WIDE);
    }
}
