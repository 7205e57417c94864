//! Slips of the hand: how a typed figure differs from the right one.

/// The simple typing errors of statistical data editing: one keystroke wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keystroke {
    /// Two neighbouring digits changed places.
    Swapped,
    /// One digit is another one.
    Replaced,
    /// A digit was left out.
    Missing,
    /// A digit was typed twice.
    Doubled,
    /// A digit too many.
    Extra,
}

/// The one wrong keystroke that makes `typed` of `right`, where there is one.
pub(super) fn keystroke(typed: i64, right: i64) -> Option<Keystroke> {
    if typed < 0 || right < 0 || typed == right {
        return None;
    }
    let (typed, right) = (typed.to_string(), right.to_string());
    let (typed, right) = (typed.as_bytes(), right.as_bytes());
    match typed.len().cmp(&right.len()) {
        std::cmp::Ordering::Less => lacks_one(typed, right).then_some(Keystroke::Missing),
        std::cmp::Ordering::Greater if lacks_one(right, typed) => {
            Some(if repeats(right, typed) { Keystroke::Doubled } else { Keystroke::Extra })
        }
        std::cmp::Ordering::Greater => None,
        std::cmp::Ordering::Equal => same_length(typed, right),
    }
}

fn same_length(typed: &[u8], right: &[u8]) -> Option<Keystroke> {
    let mut differing = typed.iter().zip(right).enumerate().filter(|(_, (typed, right))| typed != right);
    let (first, (a, b)) = differing.next()?;
    let Some((second, (c, d))) = differing.next() else { return Some(Keystroke::Replaced) };
    let swapped = differing.next().is_none() && second == first + 1 && a == d && b == c;
    swapped.then_some(Keystroke::Swapped)
}

/// Whether the shorter text is the longer one without one of its digits.
fn lacks_one(shorter: &[u8], longer: &[u8]) -> bool {
    let start = shorter.iter().zip(longer).take_while(|(a, b)| a == b).count();
    let end = shorter.iter().rev().zip(longer.iter().rev()).take_while(|(a, b)| a == b).count();
    longer.len() == shorter.len() + 1 && start + end >= shorter.len()
}

/// Whether the digit that the longer text has beyond the shorter one is the same
/// as the digit before it.
fn repeats(shorter: &[u8], longer: &[u8]) -> bool {
    let same = shorter.iter().zip(longer).take_while(|(a, b)| a == b).count();
    same > 0 && longer.get(same) == longer.get(same - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_keystroke_is_told_from_two() {
        for (typed, right, expected) in [
            (53, 35, Some(Keystroke::Swapped)),
            (1234, 1324, Some(Keystroke::Swapped)),
            (8, 3, Some(Keystroke::Replaced)),
            (128, 123, Some(Keystroke::Replaced)),
            (12, 112, Some(Keystroke::Missing)),
            (1, 10, Some(Keystroke::Missing)),
            (0, 10, Some(Keystroke::Missing)),
            (1123, 123, Some(Keystroke::Doubled)),
            (1233, 123, Some(Keystroke::Doubled)),
            (50, 5, Some(Keystroke::Extra)),
            (1213, 123, Some(Keystroke::Extra)),
            (123, 321, None),
            (12, 34, None),
            (1, 123, None),
            (7, 7, None),
            (-5, 5, None),
        ] {
            assert_eq!(keystroke(typed, right), expected, "{typed} for {right}");
        }
    }
}
