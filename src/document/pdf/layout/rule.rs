//! Ruling lines: pieces of one line put together.

use super::super::geometry::Bounds;

/// Points within which two lines are one: double borders, and the borders of
/// two cells side by side.
pub const SAME: f32 = 3.0;
/// Points between the dashes of one line.
const DASH_GAP: f32 = 4.0;
/// Points: shorter lines rule nothing.
const SHORTEST: f32 = 5.0;
/// Lines of one direction on a page; more make a drawing, not a table.
const MOST_RULES: usize = 1500;

/// A line that runs along one axis, at one place of the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Where it lies across its direction.
    pub at: f32,
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
}

/// The lines of a page.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Those from left to right; `at` is their height.
    pub horizontal: Vec<Rule>,
    /// Those from top to bottom.
    pub vertical: Vec<Rule>,
}

/// The lines of a page, each whole.
pub fn rules(drawn: &[Bounds]) -> Rules {
    let mut rules = Rules::default();
    for bounds in drawn {
        let (x, y) = bounds.centre();
        if bounds.width() >= bounds.height() {
            rules.horizontal.push(Rule { at: y, from: bounds.left, to: bounds.right });
        }
        if bounds.height() >= bounds.width() {
            rules.vertical.push(Rule { at: x, from: bounds.top, to: bounds.bottom });
        }
    }
    let rules = Rules { horizontal: whole(rules.horizontal), vertical: whole(rules.vertical) };
    if rules.horizontal.len().max(rules.vertical.len()) > MOST_RULES { Rules::default() } else { rules }
}

/// Pieces of the same line put together.
fn whole(mut pieces: Vec<Rule>) -> Vec<Rule> {
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut rules = Vec::new();
    let mut group: Vec<Rule> = Vec::new();
    for piece in pieces {
        if group.first().is_some_and(|first| piece.at - first.at > SAME) {
            rules.extend(joined(&mut group));
        }
        group.push(piece);
    }
    rules.extend(joined(&mut group));
    rules
}

/// The lines that pieces at one place make up; takes the pieces.
fn joined(group: &mut Vec<Rule>) -> Vec<Rule> {
    let mut pieces = std::mem::take(group);
    let at = pieces.iter().map(|piece| piece.at).sum::<f32>() / pieces.len().max(1) as f32;
    pieces.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut rules: Vec<Rule> = Vec::new();
    for piece in pieces {
        match rules.last_mut() {
            Some(last) if piece.from <= last.to + DASH_GAP => last.to = last.to.max(piece.to),
            _ => rules.push(Rule { at, ..piece }),
        }
    }
    rules.retain(|rule| rule.to - rule.from >= SHORTEST);
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_and_double_borders_are_one_line() {
        let dashes: Vec<Bounds> =
            (0..20).map(|at| Bounds::from([at as f32 * 5.0, 10.0, at as f32 * 5.0 + 3.0, 10.5])).collect();
        assert_eq!(rules(&dashes).horizontal.len(), 1);
        let double = [Bounds::from([0.0, 10.0, 90.0, 10.5]), Bounds::from([0.0, 12.0, 90.0, 12.5])];
        let found = rules(&double).horizontal;
        assert_eq!(found, [Rule { at: 11.25, from: 0.0, to: 90.0 }]);
    }
}
