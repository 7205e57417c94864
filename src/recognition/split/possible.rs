//! The ways in which pieces can be split into a number of figures.

use super::{Candidate, Piece, Relation, figure_of};
use crate::forms::Kind;
use crate::report::{Figure, Number, Unreadable};
use std::ops::Range;

/// Digits of a piece that are looked at. Fifteen figures of five digits have 75.
const MOST_DIGITS: usize = 120;

/// Steps of the search for splits that obey the relations.
const MOST_STEPS: usize = 20_000;

/// Splits that are kept for one stretch.
const MOST_SPLITS: usize = 64;

/// Digits of one figure: 2^53 has sixteen.
const LONGEST_FIGURE: usize = 17;

/// Pieces, and the kinds of the figures that they should hold.
pub(super) struct Possible<'a> {
    pieces: &'a [Piece],
    kinds: &'a [Kind],
}

impl<'a> Possible<'a> {
    pub fn new(pieces: &'a [Piece], kinds: &'a [Kind]) -> Self {
        Possible { pieces, kinds }
    }

    /// How many splits there are: 0, 1, or 2 for several.
    pub fn count(&self) -> usize {
        if self.pieces.iter().any(|piece| piece.digits.len() > MOST_DIGITS) {
            return if self.pieces.len() > self.kinds.len() { 0 } else { 2 };
        }
        // ways[k]: how many ways the pieces so far make the first k figures.
        let mut ways = vec![0usize; self.kinds.len() + 1];
        if let Some(first) = ways.first_mut() {
            *first = 1;
        }
        for piece in self.pieces {
            ways = self.count_piece(piece, &ways);
        }
        ways.last().copied().unwrap_or_default()
    }

    /// Carries the counts over one piece.
    fn count_piece(&self, piece: &Piece, before: &[usize]) -> Vec<usize> {
        // at[position]: counts by number of figures, up to that position.
        let length = piece.digits.len();
        let mut at = vec![vec![0usize; before.len()]; length + 1];
        if piece.single || length == 0 {
            let mut after = before.to_vec();
            after.rotate_right(1);
            if let Some(first) = after.first_mut() {
                *first = 0;
            }
            return after;
        }
        if let Some(first) = at.first_mut() {
            first.copy_from_slice(before);
        }
        for start in 0..length {
            for figures in 0..self.kinds.len() {
                let ways = at.get(start).and_then(|counts| counts.get(figures)).copied().unwrap_or_default();
                if ways == 0 {
                    continue;
                }
                for end in self.ends(piece, start, figures) {
                    if let Some(count) = at.get_mut(end).and_then(|counts| counts.get_mut(figures + 1)) {
                        *count = (*count + ways).min(2);
                    }
                }
            }
        }
        at.pop().unwrap_or_default()
    }

    /// Where a figure that starts here may end.
    fn ends(&self, piece: &'a Piece, start: usize, figure: usize) -> impl Iterator<Item = usize> + use<'a> {
        let kind = self.kinds.get(figure).copied().unwrap_or(Kind::Count);
        // Where each piece has to be one figure, any sign is that figure's.
        let any_sign = self.pieces.len() == self.kinds.len();
        let length = piece.digits.len();
        let last = (start + LONGEST_FIGURE).min(length);
        (start + 1..=last).filter(move |&end| {
            let figure = piece.digits.get(start..end).unwrap_or_default();
            let splits_fraction = piece.digits.get(end..).is_some_and(|rest| rest.starts_with('.'));
            !splits_fraction && is_figure(figure, kind, any_sign && end - start == length)
        })
    }

    /// Why there is no split.
    pub fn reason(&self) -> Unreadable {
        let most: usize = self.pieces.iter().map(|piece| digits(piece).max(1)).sum();
        match fewest(self.pieces) {
            pieces if pieces > self.kinds.len() => Unreadable::TooMany,
            _ if most < self.kinds.len() => Unreadable::TooFew,
            _ => Unreadable::Ambiguous,
        }
    }

    /// Every split that obeys the relations; `None` where there are too many to
    /// look at.
    pub fn splits(&self, relations: &[Relation]) -> Option<Vec<Candidate>> {
        let mut search = Search { possible: self, relations, parts: Vec::new(), found: Vec::new(), steps: 0 };
        search.from(0, 0).then_some(search.found)
    }

    /// The figures of a split.
    fn candidate(&self, parts: &[Part]) -> Candidate {
        let figure = |(part, &kind): (&Part, &Kind)| match self.pieces.get(part.piece) {
            Some(piece) => figure_of(piece, &part.range, kind),
            None => Figure::default(),
        };
        Candidate { figures: parts.iter().zip(self.kinds).map(figure).collect() }
    }
}

/// The fewest figures that pieces can be: a 0 in front of a figure is one of its own.
pub(in crate::recognition) fn fewest(pieces: &[Piece]) -> usize {
    let zeros = |piece: &Piece| piece.digits.len() - piece.digits.trim_start_matches('0').len();
    let of = |piece: &Piece| match zeros(piece) {
        0 => 1,
        _ if piece.single || piece.digits.contains('.') => 1,
        zeros => zeros + usize::from(zeros < piece.digits.len()),
    };
    pieces.iter().map(of).sum()
}

/// The digits of a piece that may be figures of their own.
fn digits(piece: &Piece) -> usize {
    if piece.single { 1 } else { piece.digits.bytes().filter(u8::is_ascii_digit).count() }
}

/// Whether a text is one figure: `0`, `12`, `-8` where a sign may stand, `4.20`
/// where an amount is wanted.
fn is_figure(text: &str, kind: Kind, any_sign: bool) -> bool {
    let unsigned = text.trim_start_matches(['-', '+']);
    if unsigned.len() != text.len() && !kind.may_be_negative() && !any_sign {
        return false;
    }
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let is_whole = !whole.is_empty() && (whole.len() == 1 || !whole.starts_with('0'));
    is_whole && fraction.is_none_or(|fraction| !fraction.is_empty() && (kind.has_decimals() || any_sign))
}

/// A figure of a split: where it stands in its piece, and its value where it is
/// a whole number.
struct Part {
    piece: usize,
    range: Range<usize>,
    value: Option<i64>,
}

struct Search<'a, 'b> {
    possible: &'b Possible<'a>,
    relations: &'b [Relation],
    parts: Vec<Part>,
    found: Vec<Candidate>,
    steps: usize,
}

impl Search<'_, '_> {
    /// Goes on from a position of a piece; `false` once a bound is reached.
    fn from(&mut self, piece: usize, start: usize) -> bool {
        self.steps += 1;
        if self.steps > MOST_STEPS || self.found.len() > MOST_SPLITS {
            return false;
        }
        let (pieces, kinds) = (self.possible.pieces, self.possible.kinds);
        let at = self.parts.len();
        let Some(current) = pieces.get(piece) else {
            if at == kinds.len() {
                self.found.push(self.possible.candidate(&self.parts));
            }
            return true;
        };
        // Every piece that follows holds at least one figure.
        if pieces.len() - piece > kinds.len() - at {
            return true;
        }
        let length = current.digits.len();
        if current.single || length == 0 {
            let kind = kinds.get(at).copied().unwrap_or(Kind::Count);
            let value = figure_of(current, &(0..length), kind).value.number().and_then(Number::integer);
            return self.take(Part { piece, range: 0..length, value }, piece + 1, 0);
        }
        for end in self.possible.ends(current, start, at) {
            let value = current.digits.get(start..end).and_then(|digits| digits.parse().ok());
            let (next, position) = if end == length { (piece + 1, 0) } else { (piece, end) };
            if !self.take(Part { piece, range: start..end, value }, next, position) {
                return false;
            }
        }
        true
    }

    /// Goes on with one figure more, where the relations allow it.
    fn take(&mut self, part: Part, piece: usize, start: usize) -> bool {
        let at = self.parts.len();
        self.parts.push(part);
        let value = |at: usize| self.parts.get(at)?.value;
        let holds = self.relations.iter().filter(|relation| relation.last == at).all(|relation| relation.holds(value));
        let within = !holds || self.from(piece, start);
        self.parts.pop();
        within
    }
}
