//! Sorting in one copy for all types. The standard library's sorts are made for
//! speed and are copied, some 5 kB each, for every type and key: here a list has
//! a few dozen entries, and a browser loads the code.

use std::cmp::Ordering;

/// Sorts, keeping the order of equals.
pub fn sort<T: Ord>(items: &mut [T]) {
    let ranks = ranks(items.len(), &|one, other| items.get(one).cmp(&items.get(other)));
    arrange(items, ranks);
}

/// Sorts by a key, keeping the order of equals.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let ranks = ranks(items.len(), &|one, other| items.get(one).map(&key).cmp(&items.get(other).map(&key)));
    arrange(items, ranks);
}

/// For each key the position of the first that equals it, its own or an earlier one.
pub fn firsts<K: Ord>(keys: &[K]) -> Vec<usize> {
    let compare = |one: usize, other: usize| keys.get(one).cmp(&keys.get(other));
    let mut firsts: Vec<usize> = (0..keys.len()).collect();
    let mut first = 0;
    for position in ordered(keys.len(), &compare) {
        if compare(first, position).is_ne() {
            first = position;
        }
        if let Some(place) = firsts.get_mut(position) {
            *place = first;
        }
    }
    firsts
}

/// Where each position goes.
fn ranks(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut ranks = vec![0; count];
    for (rank, position) in ordered(count, compare).into_iter().enumerate() {
        if let Some(place) = ranks.get_mut(position) {
            *place = rank;
        }
    }
    ranks
}

/// The positions in order. Merges runs of 1, 2, 4 … positions.
fn ordered(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut width = 1;
    while width < count {
        let mut merged = Vec::with_capacity(count);
        for pair in order.chunks(width.saturating_mul(2)) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            merge(left, right, compare, &mut merged);
        }
        order = merged;
        width = width.saturating_mul(2);
    }
    order
}

fn merge(mut left: &[usize], mut right: &[usize], compare: &dyn Fn(usize, usize) -> Ordering, merged: &mut Vec<usize>) {
    while let (Some((&one, others)), Some((&other, rest))) = (left.split_first(), right.split_first()) {
        if compare(one, other).is_le() {
            merged.push(one);
            left = others;
        } else {
            merged.push(other);
            right = rest;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
}

/// Moves each item to its rank, cycle by cycle.
fn arrange<T>(items: &mut [T], mut ranks: Vec<usize>) {
    for place in 0..items.len() {
        while let Some(&rank) = ranks.get(place).filter(|&&rank| rank != place) {
            items.swap(place, rank);
            ranks.swap(place, rank);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items: Vec<(u8, u16)>) {
            let (mut ours, mut theirs) = (items.clone(), items.clone());
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn the_first_of_equals_is_found(keys: Vec<u8>) {
            let expected: Vec<usize> =
                keys.iter().map(|key| keys.iter().position(|known| known == key).unwrap()).collect();
            prop_assert_eq!(firsts(&keys), expected);
        }
    }
}
