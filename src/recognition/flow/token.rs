//! A stretch of a stream → figures and the letters between them. Page numbers,
//! dates, the numbers of labels and ruled lines are no figures.

use super::stream::{Gap, Stream, is_letter};
use crate::recognition::split::Piece;
use std::ops::Range;

/// Units that stand behind a figure, longest first.
const UNITS: [&[char]; 14] = [
    &['万', '元'],
    &['亿', '元'],
    &['元'],
    &['件'],
    &['笔'],
    &['项'],
    &['个'],
    &['宗'],
    &['条'],
    &['次'],
    &['份'],
    &['起'],
    &['人'],
    &['部'],
];

/// Characters of a remark in brackets behind a figure.
const LONGEST_REMARK: usize = 60;

/// A figure, or a letter of something else.
#[derive(Debug, PartialEq, Eq)]
pub enum Token {
    /// Figures without white space between them.
    Piece {
        /// What they are.
        piece: Piece,
        /// Where they stand among the characters.
        at: Range<usize>,
    },
    /// A letter, as its index among the characters.
    Letter(usize),
}

/// The tokens of a stretch of characters.
pub fn tokens(stream: &Stream<'_>, stretch: Range<usize>) -> Vec<Token> {
    let mut scanner =
        Scanner { stream, at: stretch.start, end: stretch.end.min(stream.glyphs.len()), tokens: Vec::new() };
    while scanner.at < scanner.end {
        scanner.step();
    }
    scanner.tokens
}

struct Scanner<'a> {
    stream: &'a Stream<'a>,
    at: usize,
    end: usize,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    /// The character at an index within the stretch.
    fn character(&self, at: usize) -> Option<char> {
        self.stream.character(at).filter(|_| at < self.end)
    }

    /// The character at an index, if no white space stands before it.
    fn adjacent(&self, at: usize) -> Option<char> {
        self.character(at).filter(|_| self.stream.gap(at) == Gap::None)
    }

    fn is_digit(&self, at: usize) -> bool {
        self.character(at).is_some_and(|character| character.is_ascii_digit())
    }

    fn is_adjacent_digit(&self, at: usize) -> bool {
        self.adjacent(at).is_some_and(|character| character.is_ascii_digit())
    }

    fn step(&mut self) {
        let Some(character) = self.character(self.at) else {
            self.at = self.end;
            return;
        };
        match character {
            '0'..='9' => self.digits(self.at, ""),
            '-' if self.page_number() => {}
            '-' | '+' if self.is_adjacent_digit(self.at + 1) => {
                let sign = if character == '-' { "-" } else { "+" };
                self.digits(self.at + 1, sign);
            }
            '-' => self.dashes(),
            '/' => self.blank(self.at + 1),
            '无' if self.is_alone() => self.blank(self.at + 1),
            '减' | '增' if self.is_adjacent_digit(self.at + 1) => {
                self.digits(self.at + 1, if character == '减' { "-" } else { "" })
            }
            '(' => self.bracket(),
            '第' if self.is_ordinal() => self.skip_digits(self.at + 1),
            _ => {
                if is_letter(character) {
                    self.tokens.push(Token::Letter(self.at));
                }
                self.at += 1;
            }
        }
    }

    /// `- 3 -` on a line of its own, `—3—` between blanks.
    fn page_number(&mut self) -> bool {
        let digits = (self.at + 1..self.end).take_while(|&at| self.is_digit(at)).take(5).count();
        let close = self.at + 1 + digits;
        if !(1..=4).contains(&digits)
            || self.character(close) != Some('-')
            || self.is_digit(close + 1) && self.stream.gap(close + 1) == Gap::None
        {
            return false;
        }
        let (before, after) = (self.stream.gap(self.at), self.stream.gap(close + 1));
        let is_solid = (self.at + 1..=close).all(|at| self.stream.gap(at) == Gap::None);
        let own_line = before == Gap::Line && after == Gap::Line;
        let found = own_line || (is_solid && before != Gap::None && after != Gap::None);
        if found {
            self.at = close + 1;
        }
        found
    }

    /// A run of dashes: a blank cell, or a ruled line.
    fn dashes(&mut self) {
        let mut end = self.at + 1;
        while self.adjacent(end) == Some('-') && !self.is_adjacent_digit(end + 1) {
            end += 1;
        }
        if end - self.at < 3 {
            self.blank(end);
        } else {
            self.at = end;
        }
    }

    fn blank(&mut self, end: usize) {
        let written = self.stream.slice(self.at..end).to_owned();
        let piece = Piece { written, ..Piece::default() };
        self.tokens.push(Token::Piece { piece, at: self.at..end });
        self.at = end;
    }

    /// Whether the letter here is a cell of its own.
    fn is_alone(&self) -> bool {
        let ends = |at: usize| match self.character(at) {
            None => true,
            Some('无') => true,
            Some(_) => self.stream.gap(at) != Gap::None,
        };
        let starts = self.stream.gap(self.at) != Gap::None
            || matches!(self.tokens.last(), Some(Token::Piece { at, .. }) if at.end == self.at);
        starts && ends(self.at + 1)
    }

    /// `第3页`, `第20条`.
    fn is_ordinal(&self) -> bool {
        let digits = (self.at + 1..self.end).take_while(|&at| self.is_digit(at)).take(5).count();
        let behind = self.character(self.at + 1 + digits);
        digits > 0 && matches!(behind, Some('页' | '条' | '项' | '款' | '号' | '期' | '次'))
    }

    fn skip_digits(&mut self, from: usize) {
        self.tokens.push(Token::Letter(self.at));
        self.at = (from..self.end).find(|&at| !self.is_digit(at)).unwrap_or(self.end);
    }

    /// Digits from `from` on, with what stands before and behind them.
    fn digits(&mut self, from: usize, sign: &str) {
        let first = self.at;
        let mut digits = String::from(sign);
        let mut single = matches!(self.character(first), Some('减' | '增'));
        let mut at = from;
        let mut whole = 0;
        while let Some(character) = if at == from { self.character(at) } else { self.adjacent(at) } {
            match character {
                '0'..='9' => {
                    digits.push(character);
                    whole += usize::from(!digits.contains('.'));
                }
                '.' if !digits.contains('.') && self.is_adjacent_digit(at + 1) => digits.push('.'),
                ',' if whole <= 3 && self.is_group(at + 1) => {
                    single = true;
                    whole = 0;
                }
                _ => break,
            }
            at += 1;
        }
        // `0002.其他`: the last digit is the number of the next label.
        if matches!(self.character(at), Some('.' | '、')) && self.character(at + 1).is_some_and(is_letter) {
            digits.pop();
            if digits.len() > sign.len() {
                self.piece(first, at - 1, digits, single);
            }
            self.at = at + 1;
            return;
        }
        // `2023年`, `51.85%` and the like are no figures of a table.
        let is_same_line = self.stream.gap(at) != Gap::Line;
        if is_same_line && matches!(self.character(at), Some('年' | '月' | '日' | '号' | '页' | '%' | '余')) {
            self.tokens.push(Token::Letter(at));
            self.at = at + 1;
            return;
        }
        self.piece(first, at, digits, single);
    }

    /// Whether exactly three digits stand here, as behind a thousands separator.
    fn is_group(&self, at: usize) -> bool {
        (at..at + 3).all(|at| self.is_adjacent_digit(at)) && !self.is_adjacent_digit(at + 3)
    }

    fn piece(&mut self, first: usize, end: usize, digits: String, single: bool) {
        let unit = UNITS
            .iter()
            .find(|unit| unit.iter().enumerate().all(|(at, letter)| self.character(end + at) == Some(*letter)));
        let with_unit = end + unit.map_or(0, |unit| unit.len());
        let with_remark = self.remark(with_unit).unwrap_or(with_unit);
        let piece = Piece {
            digits,
            written: self.stream.slice(first..with_remark).to_owned(),
            unit: self.stream.slice(end..with_remark).to_owned(),
            single,
        };
        self.tokens.push(Token::Piece { piece, at: first..with_remark });
        self.at = with_remark.max(first + 1);
    }

    /// The end of a remark in brackets, `（其中修订16件）`. The number of a
    /// label, `（三）`, is none, nor is what begins a line.
    fn remark(&self, at: usize) -> Option<usize> {
        if self.character(at) != Some('(') || self.stream.gap(at) == Gap::Line {
            return None;
        }
        let close = (at + 1..self.end.min(at + LONGEST_REMARK)).find(|&at| self.character(at) == Some(')'))?;
        (close > at + 3).then_some(close + 1)
    }

    /// `（2）` is the number of a label, `（2021）` the year it is about; other
    /// brackets are passed over.
    fn bracket(&mut self) {
        let digits = (self.at + 1..self.end).take_while(|&at| self.is_digit(at)).take(5).count();
        let is_year = digits == 4 && self.character(self.at + 1) == Some('2');
        let is_number = (1..=2).contains(&digits) || is_year;
        let is_closed = self.character(self.at + 1 + digits) == Some(')');
        self.at += if is_number && is_closed { digits + 2 } else { 1 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures as they are split, letters as they stand.
    fn read(text: &str) -> Vec<String> {
        let stream = Stream::new(text);
        let said = |token: &Token| match token {
            Token::Piece { piece, .. } if piece.digits.is_empty() => format!("[{}]", piece.written),
            Token::Piece { piece, .. } => format!("{}{}", piece.digits, if piece.unit.is_empty() { "" } else { "*" }),
            Token::Letter(at) => stream.character(*at).unwrap().to_string(),
        };
        tokens(&stream, 0..stream.glyphs.len()).iter().map(said).collect()
    }

    #[test]
    fn white_space_signs_and_letters_end_a_figure() {
        assert_eq!(read("20 0 00\t0\n121"), ["20", "0", "00", "0", "121"]);
        assert_eq!(read("88-720"), ["88", "-720"]);
        assert_eq!(read("21 +19 40"), ["21", "+19", "40"]);
        assert_eq!(read("35减15"), ["35", "-15"]);
        assert_eq!(read("１２　３"), ["12", "3"]);
    }

    #[test]
    fn the_number_of_the_next_label_is_no_figure() {
        assert_eq!(read("00000002.其他"), ["0000000", "其", "他"]);
        assert_eq!(read("0 0 2、其他"), ["0", "0", "其", "他"]);
        assert_eq!(read("000（2）其"), ["000", "其"]);
        assert_eq!(read("000②其"), ["000", "其"]);
        assert_eq!(read("00（三）不"), ["00", "三", "不"]);
    }

    #[test]
    fn units_and_remarks_belong_to_their_figure() {
        assert_eq!(read("2059.2090万元三"), ["2059.2090*", "三"]);
        assert_eq!(read("22（其中修订 16 件） 3"), ["22*", "3"]);
        assert_eq!(read("1,234 0"), ["1234", "0"]);
    }

    #[test]
    fn marks_of_blank_cells_are_kept_and_rules_are_not() {
        assert_eq!(read("/ - —— 无 0"), ["[/]", "[-]", "[——]", "[无]", "0"]);
        assert_eq!(read("//0"), ["[/]", "[/]", "0"]);
        assert_eq!(read("0 ----- 0"), ["0", "0"]);
    }

    #[test]
    fn page_numbers_dates_and_shares_are_no_figures() {
        assert_eq!(read("0 0\n- 3 -\n0"), ["0", "0", "0"]);
        assert_eq!(read("0 0 —5— 0"), ["0", "0", "0"]);
        assert_eq!(read("0 第3页 0"), ["0", "第", "页", "0"]);
        assert_eq!(read("0 2023年 51.85% 7"), ["0", "年", "%", "7"]);
    }
}
