//! Ruling lines: pieces of one line put together.

use super::super::geometry::Bounds;
use std::collections::HashMap;

/// Points within which two lines are one: double borders, and the borders of
/// two cells side by side.
pub const SAME: f32 = 3.0;
/// Points between the dashes of one line.
const DASH_GAP: f32 = 4.0;
/// Lines at about one place of which a piece may be the next.
const LATEST: usize = 16;
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

/// Pieces of the same line put together: those that lie at one place and go on
/// in each other. Lines of another table may lie close to that place elsewhere.
fn whole(mut pieces: Vec<Rule>) -> Vec<Rule> {
    pieces.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut lines: Vec<Pieces> = Vec::new();
    // For each stretch of places the lines in it, in order of their beginnings.
    let mut near: HashMap<i32, Vec<usize>> = HashMap::new();
    for piece in pieces {
        let stretch = (piece.at / SAME).floor() as i32;
        let nearby = (stretch - 1..=stretch + 1).filter_map(|stretch| near.get(&stretch)).flat_map(|on| {
            let latest = on.iter().rev().take(LATEST);
            latest.copied()
        });
        let goes_on = nearby.filter(|line| lines.get(*line).is_some_and(|line| line.goes_on(&piece))).min();
        match goes_on.and_then(|line| lines.get_mut(line)) {
            Some(line) => line.push(&piece),
            None => {
                near.entry(stretch).or_default().push(lines.len());
                lines.push(Pieces { first: piece.at, sum: piece.at, count: 1.0, from: piece.from, to: piece.to });
            }
        }
    }
    lines.iter().map(Pieces::rule).filter(|rule| rule.to - rule.from >= SHORTEST).collect()
}

/// A line while it is put together.
struct Pieces {
    first: f32,
    sum: f32,
    count: f32,
    from: f32,
    to: f32,
}

impl Pieces {
    fn goes_on(&self, piece: &Rule) -> bool {
        (piece.at - self.first).abs() <= SAME && piece.from <= self.to + DASH_GAP
    }

    fn push(&mut self, piece: &Rule) {
        self.sum += piece.at;
        self.count += 1.0;
        self.to = self.to.max(piece.to);
    }

    fn rule(&self) -> Rule {
        Rule { at: self.sum / self.count, from: self.from, to: self.to }
    }
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

    #[test]
    fn a_line_of_another_table_does_not_draw_a_double_border_apart() {
        let above = Bounds::from([100.0, 0.0, 100.5, 50.0]);
        let double = [Bounds::from([102.0, 90.0, 102.5, 140.0]), Bounds::from([103.5, 90.0, 104.0, 140.0])];
        let found = rules(&[above, double[0], double[1]]).vertical;
        assert_eq!(found.iter().map(|rule| rule.at).collect::<Vec<_>>(), [100.25, 103.0]);
    }
}
