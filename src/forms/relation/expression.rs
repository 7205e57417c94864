//! The notation of relations: `1 + 2 = 3.7 + 4`, `total >= sum(a..c)`.
//!
//! A relation is two sums with `=`, `≤`, `≥`, `<` or `>` between them. A term is
//! a name, a number, `number * name` or `sum(…)` of names and of ranges `first..last`.

use crate::number::Number;

/// Bytes of the longest relation that is read.
const LONGEST: usize = 4_000;

/// How the two sides of a relation compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `≤`, `<=`
    AtMost,
    /// `≥`, `>=`
    AtLeast,
    /// `<`
    Less,
    /// `>`
    More,
}

impl Comparison {
    /// Its sign as people write it.
    pub const fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::AtMost => "≤",
            Comparison::AtLeast => "≥",
            Comparison::Less => "<",
            Comparison::More => ">",
        }
    }

    /// Whether it holds where left less right is `difference`, in which as much as
    /// `tolerance` is nothing.
    pub const fn holds(self, difference: i128, tolerance: i128) -> bool {
        match self {
            Comparison::Equal => difference <= tolerance && -difference <= tolerance,
            Comparison::AtMost => difference <= tolerance,
            Comparison::AtLeast => -difference <= tolerance,
            Comparison::Less => difference < tolerance || (tolerance == 0 && difference < 0),
            Comparison::More => -difference < tolerance || (tolerance == 0 && difference > 0),
        }
    }
}

/// A relation as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expression {
    pub left: Vec<Piece>,
    pub is: Comparison,
    pub right: Vec<Piece>,
}

/// A term of a side.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub factor: Number,
    pub operand: Operand,
}

/// What a term counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    /// A figure, or a number where no figure has this name.
    Name(Name),
    /// Figures that are added.
    Sum(Vec<Span>),
}

/// One of the figures in `sum(…)`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Span {
    One(Name),
    /// All from the first to the last, in the order of the form.
    Range(Name, Name),
}

/// The name of a figure: of its row or column, `row/column` or `table/row/column`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    pub source: Source,
    pub path: String,
    /// Where it stands in the relation, in bytes.
    pub at: usize,
}

/// In which document a figure stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// In the report that is checked.
    Report,
    /// In that of the year before: `prior.NAME`.
    Prior,
    /// In those of the units, added: `units.NAME`.
    Units,
    /// In another document of the same body and year: `other(FORM).NAME`.
    Other(String),
}

/// Why a relation cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// Where, in bytes of the relation.
    pub at: usize,
    /// What was expected there: a key of the message catalogues.
    pub expected: &'static str,
}

impl Expression {
    /// Reads a relation.
    ///
    /// # Errors
    /// The place of what cannot be read, and what was expected there.
    pub(super) fn parse(text: &str) -> Result<Self, Misread> {
        if text.len() > LONGEST {
            return Err(Misread { at: LONGEST, expected: "form.expected.shorter" });
        }
        let mut reader = Reader { text, at: 0 };
        let left = reader.side()?;
        let is = reader.comparison()?;
        let right = reader.side()?;
        match reader.peek() {
            None => Ok(Expression { left, is, right }),
            Some(_) => Err(reader.misread("form.expected.end")),
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character behind white space.
    fn peek(&mut self) -> Option<char> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.rest().chars().next()
    }

    /// Whether one of these marks comes next; then it is read.
    fn takes(&mut self, marks: &[&str]) -> bool {
        self.peek();
        match marks.iter().find(|mark| self.rest().starts_with(**mark)) {
            Some(mark) => {
                self.at += mark.len();
                true
            }
            None => false,
        }
    }

    fn misread(&self, expected: &'static str) -> Misread {
        Misread { at: self.at, expected }
    }

    fn comparison(&mut self) -> Result<Comparison, Misread> {
        const SIGNS: [(&[&str], Comparison); 5] = [
            (&["<=", "≤", "⩽"], Comparison::AtMost),
            (&[">=", "≥", "⩾"], Comparison::AtLeast),
            (&["==", "=", "＝"], Comparison::Equal),
            (&["<", "＜"], Comparison::Less),
            (&[">", "＞"], Comparison::More),
        ];
        let found = SIGNS.iter().find(|(marks, _)| self.takes(marks)).map(|(_, comparison)| *comparison);
        found.ok_or_else(|| self.misread("form.expected.comparison"))
    }

    fn side(&mut self) -> Result<Vec<Piece>, Misread> {
        let mut pieces = Vec::new();
        let mut is_negative = self.takes(&["-", "−"]);
        loop {
            pieces.push(self.piece(is_negative)?);
            is_negative = self.takes(&["-", "−"]);
            if !is_negative && !self.takes(&["+", "＋"]) {
                return Ok(pieces);
            }
        }
    }

    fn piece(&mut self, is_negative: bool) -> Result<Piece, Misread> {
        let sign = Number::whole(if is_negative { -1 } else { 1 });
        let name = self.name()?;
        if name.source == Source::Report && name.path == "sum" && self.takes(&["(", "（"]) {
            return Ok(Piece { factor: sign, operand: Operand::Sum(self.spans()?) });
        }
        if !self.takes(&["*", "×"]) {
            return Ok(Piece { factor: sign, operand: Operand::Name(name) });
        }
        let factor = Number::parse(&name.path).map(|factor| if is_negative { factor.negated() } else { factor });
        let factor = factor.ok_or(Misread { at: name.at, expected: "form.expected.number" })?;
        Ok(Piece { factor, operand: Operand::Name(self.name()?) })
    }

    fn spans(&mut self) -> Result<Vec<Span>, Misread> {
        let mut spans = Vec::new();
        loop {
            let first = self.name()?;
            spans.push(if self.takes(&["..", "…"]) { Span::Range(first, self.name()?) } else { Span::One(first) });
            if self.takes(&[")", "）"]) {
                return Ok(spans);
            }
            if !self.takes(&[",", "，", "、"]) {
                return Err(self.misread("form.expected.close"));
            }
        }
    }

    fn name(&mut self) -> Result<Name, Misread> {
        self.peek();
        let at = self.at;
        let written = self.word();
        if written.is_empty() {
            return Err(self.misread("form.expected.name"));
        }
        if written == "other" && self.takes(&["("]) {
            self.peek();
            let form = self.word().to_owned();
            if form.is_empty() || !self.takes(&[")"]) {
                return Err(self.misread("form.expected.form"));
            }
            let path = self.word().strip_prefix('.').unwrap_or_default().to_owned();
            if path.is_empty() {
                return Err(self.misread("form.expected.name"));
            }
            return Ok(Name { source: Source::Other(form), path, at });
        }
        let (source, path) = match (written.strip_prefix("prior."), written.strip_prefix("units.")) {
            (Some(path), _) => (Source::Prior, path),
            (_, Some(path)) => (Source::Units, path),
            _ => (Source::Report, written),
        };
        Ok(Name { source, path: path.to_owned(), at })
    }

    /// Letters, digits, `_`, `/` and single points.
    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let mut end = 0;
        let mut characters = rest.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let is_part = match character {
                '.' => !matches!(characters.peek(), Some((_, '.')) | None),
                '_' | '/' => true,
                _ => character.is_alphanumeric(),
            };
            if !is_part {
                break;
            }
            end = at + character.len_utf8();
        }
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(pieces: &[Piece]) -> Vec<String> {
        let name = |name: &Name| match &name.source {
            Source::Report => name.path.clone(),
            source => format!("{source:?} {}", name.path),
        };
        let operand = |operand: &Operand| match operand {
            Operand::Name(one) => name(one),
            Operand::Sum(spans) => spans
                .iter()
                .map(|span| match span {
                    Span::One(one) => name(one),
                    Span::Range(first, last) => format!("{} to {}", name(first), name(last)),
                })
                .collect::<Vec<_>>()
                .join(" and "),
        };
        pieces.iter().map(|piece| format!("{} {}", piece.factor, operand(&piece.operand))).collect()
    }

    #[test]
    fn a_relation_is_read_as_it_is_written() {
        for (text, left, is, right) in [
            ("1 + 2 = 3.7 + 4", vec!["1 1", "1 2"], "=", vec!["1 3.7", "1 4"]),
            ("3.7=sum(3.1..3.6.3)", vec!["1 3.7"], "=", vec!["1 3.1 to 3.6.3"]),
            ("合计 ≥ sum(甲, 乙..丁) − 2.5 * 戊", vec!["1 合计"], "≥", vec!["1 甲 and 乙 to 丁", "-2.5 戊"]),
            ("2 = prior.4", vec!["1 2"], "=", vec!["1 Prior 4"]),
            ("a/b <= units.a/b", vec!["1 a/b"], "≤", vec!["1 Units a/b"]),
            ("-a < other(enforcement).t/r/c", vec!["-1 a"], "<", vec!["1 Other(\"enforcement\") t/r/c"]),
        ] {
            let read = Expression::parse(text).unwrap();
            assert_eq!(
                (names(&read.left), read.is.sign(), names(&read.right)),
                (left.into_iter().map(str::to_owned).collect(), is, right.into_iter().map(str::to_owned).collect()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_place() {
        for (text, at, expected) in [
            ("", 0, "form.expected.name"),
            ("a", 1, "form.expected.comparison"),
            ("a = ", 4, "form.expected.name"),
            ("a = b c", 6, "form.expected.end"),
            ("a = sum(b c)", 10, "form.expected.close"),
            ("a * b = c", 0, "form.expected.number"),
            ("a = other(b)", 12, "form.expected.name"),
        ] {
            assert_eq!(Expression::parse(text), Err(Misread { at, expected }), "{text}");
        }
    }

    #[test]
    fn a_tolerance_widens_every_comparison() {
        for (comparison, holding, broken) in [
            (Comparison::Equal, 1, 2),
            (Comparison::AtMost, 1, 2),
            (Comparison::AtLeast, -1, -2),
            (Comparison::Less, 0, 1),
            (Comparison::More, 0, -1),
        ] {
            assert!(comparison.holds(holding, 1) && !comparison.holds(broken, 1), "{comparison:?}");
        }
        assert!(Comparison::Less.holds(-1, 0) && !Comparison::Less.holds(0, 0));
    }
}
