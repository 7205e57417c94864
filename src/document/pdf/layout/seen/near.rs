//! What lies where on a page.

use super::super::super::geometry::Bounds;
use std::collections::HashMap;

/// Points: the side of a field of the page.
const FIELD: f32 = 24.0;
/// Fields across, and down, that one thing is entered in: more than a sheet of A0 has.
const MOST_FIELDS: i32 = 150;
/// Things of a field that are looked at. More lie over each other, not side by side.
const MOST: usize = 40;

/// Things of a page by the fields that they lie in.
#[derive(Debug, Default)]
pub struct Near {
    fields: HashMap<(i32, i32), Vec<usize>>,
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
        for field in fields(bounds) {
            self.fields.entry(field).or_default().push(at);
        }
    }

    /// What may touch a rectangle, the latest first; some of it more than once.
    pub fn at(&self, bounds: &Bounds) -> impl Iterator<Item = usize> + '_ {
        fields(bounds)
            .filter_map(|field| self.fields.get(&field))
            .flat_map(|things| things.iter().rev().take(MOST).copied())
    }
}

fn fields(bounds: &Bounds) -> impl Iterator<Item = (i32, i32)> + use<> {
    let field = |at: f32| (at / FIELD).floor() as i32;
    let (left, right) = (field(bounds.left), field(bounds.right));
    let (top, bottom) = (field(bounds.top), field(bounds.bottom));
    let most = |from: i32, to: i32| to.min(from.saturating_add(MOST_FIELDS));
    (top..=most(top, bottom)).flat_map(move |y| (left..=most(left, right)).map(move |x| (x, y)))
}
