//! Formulas of BIFF8 → text in the A1 notation. They are written in reverse
//! Polish; what reports do not need is not understood, and then not judged.

use super::super::Value;
use super::text::Texts;
use super::{f64_at, sign, u16_at};
use crate::Budget;
use crate::position::column_name;

/// Operands that wait for their operator.
const MOST_OPERANDS: usize = 64;
/// Bytes of an operand; Excel takes formulas of 8192 characters.
const MOST_BYTES: usize = 8_192;

/// Functions with as many operands as they always have, by their number.
const FIXED: [(u16, &str, usize); 15] = [
    (3, "ISERROR", 1),
    (24, "ABS", 1),
    (25, "INT", 1),
    (27, "ROUND", 2),
    (33, "VALUE", 1),
    (34, "TRUE", 0),
    (35, "FALSE", 0),
    (38, "NOT", 1),
    (39, "MOD", 2),
    (128, "ISNUMBER", 1),
    (129, "ISBLANK", 1),
    (131, "N", 1),
    (212, "ROUNDUP", 2),
    (213, "ROUNDDOWN", 2),
    (346, "COUNTIF", 2),
];

/// Functions that say how many operands they have.
const FREE: [(u16, &str); 14] = [
    (0, "COUNT"),
    (1, "IF"),
    (4, "SUM"),
    (5, "AVERAGE"),
    (6, "MIN"),
    (7, "MAX"),
    (36, "AND"),
    (37, "OR"),
    (169, "COUNTA"),
    (183, "PRODUCT"),
    (197, "TRUNC"),
    (228, "SUMPRODUCT"),
    (344, "SUBTOTAL"),
    (345, "SUMIF"),
];

/// The text of a formula: its length, then its tokens. `sheet` names those of
/// references to other sheets.
pub fn text(bytes: &[u8], budget: &Budget, sheet: impl Fn(u16) -> Option<String>) -> Option<String> {
    let mut tokens = bytes.get(2..2 + usize::from(u16_at(bytes, 0)?))?;
    let mut operands = Operands { waiting: Vec::new(), budget };
    while let Some((&token, rest)) = tokens.split_first() {
        let used = match token {
            0x03..=0x06 | 0x08..=0x0e => {
                let sign = ["+", "-", "*", "/", "", "&", "<", "<=", "=", ">=", ">", "<>"];
                let sign = sign.get(usize::from(token) - 3)?;
                let (right, left) = (operands.pop()?, operands.pop()?);
                operands.push(format!("({left}{sign}{right})"))?;
                0
            }
            0x12 | 0x15 => 0,
            0x13 => {
                let operand = operands.pop()?;
                operands.push(format!("(-{operand})"))?;
                0
            }
            0x14 => {
                let operand = operands.pop()?;
                operands.push(format!("({operand}%)"))?;
                0
            }
            0x16 => {
                operands.push(String::new())?;
                0
            }
            0x17 => {
                let (&length, &flags) = (rest.first()?, rest.get(1)?);
                let used = 2 + usize::from(length) * if flags & 1 != 0 { 2 } else { 1 };
                let text = Texts::new(vec![rest.get(..used)?]).short_text()?;
                operands.push(format!("\"{}\"", text.replace('"', "\"\"")))?;
                used
            }
            // How it was typed, and where to go on, says nothing; a sum of one area.
            0x19 => {
                match rest.first()? {
                    0x10 => operands.call("SUM", 1)?,
                    0x00 | 0x01 | 0x02 | 0x08 | 0x40 | 0x41 => {}
                    _ => return None,
                }
                3
            }
            0x1c => {
                let Value::Error(name) = sign(*rest.first()?, true) else { return None };
                operands.push(name.to_string())?;
                1
            }
            0x1d => {
                operands.push(if *rest.first()? == 0 { "FALSE" } else { "TRUE" }.to_owned())?;
                1
            }
            0x1e => {
                operands.push(u16_at(rest, 0)?.to_string())?;
                2
            }
            0x1f => {
                operands.push(f64_at(rest, 0)?.to_string())?;
                8
            }
            0x24 | 0x44 | 0x64 => {
                operands.push(reference(rest)?)?;
                4
            }
            0x25 | 0x45 | 0x65 => {
                operands.push(area(rest)?)?;
                8
            }
            0x3a | 0x5a | 0x7a => {
                operands.push(sheet(u16_at(rest, 0)?)? + &reference(rest.get(2..)?)?)?;
                6
            }
            0x3b | 0x5b | 0x7b => {
                operands.push(sheet(u16_at(rest, 0)?)? + &area(rest.get(2..)?)?)?;
                10
            }
            0x21 | 0x41 | 0x61 => {
                let number = u16_at(rest, 0)?;
                let (_, name, count) = FIXED.iter().find(|(known, ..)| *known == number)?;
                operands.call(name, *count)?;
                2
            }
            0x22 | 0x42 | 0x62 => {
                let number = u16_at(rest, 1)? & 0x7fff;
                let (_, name) = FREE.iter().find(|(known, _)| *known == number)?;
                operands.call(name, usize::from(*rest.first()? & 0x7f))?;
                3
            }
            _ => return None,
        };
        tokens = rest.get(used..)?;
    }
    let text = operands.pop().filter(|_| operands.waiting.is_empty())?;
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    // The outer parentheses are this reader's own.
    Some(inner.filter(|inner| !inner.contains(['(', ')'])).map_or(text.clone(), str::to_owned))
}

struct Operands<'a> {
    waiting: Vec<String>,
    budget: &'a Budget,
}

impl Operands<'_> {
    fn pop(&mut self) -> Option<String> {
        self.waiting.pop()
    }

    /// `None` where that is more than any formula has, or than the document may cost.
    fn push(&mut self, operand: String) -> Option<()> {
        self.budget.copy(operand.len()).ok()?;
        let has_room = operand.len() <= MOST_BYTES && self.waiting.len() < MOST_OPERANDS;
        self.waiting.push(operand);
        has_room.then_some(())
    }

    fn call(&mut self, name: &str, count: usize) -> Option<()> {
        let arguments = self.waiting.split_off(self.waiting.len().checked_sub(count)?);
        self.push(format!("{name}({})", arguments.join(",")))
    }
}

fn area(bytes: &[u8]) -> Option<String> {
    let end = |row: usize, column: usize| Some(place(u16_at(bytes, row)?, u16_at(bytes, column)?));
    Some(format!("{}:{}", end(0, 4)?, end(2, 6)?))
}

fn reference(bytes: &[u8]) -> Option<String> {
    Some(place(u16_at(bytes, 0)?, u16_at(bytes, 2)?))
}

fn place(row: u16, column: u16) -> String {
    let fixed = |bit: u16| if column & bit == 0 { "$" } else { "" };
    format!("{}{}{}{}", fixed(0x4000), column_name(u32::from(column & 0x3fff) + 1), fixed(0x8000), u32::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formula(tokens: &[u8]) -> Option<String> {
        let bytes = [&(tokens.len() as u16).to_le_bytes(), tokens].concat();
        text(&bytes, &Budget::default(), |number| (number == 3).then(|| "'表 一'!".to_owned()))
    }

    #[test]
    fn tokens_become_what_a_person_would_have_typed() {
        let area = [0x25, 4, 0, 7, 0, 1, 0xc0, 1, 0xc0];
        assert_eq!(formula(&[&area[..], &[0x19, 0x10, 0, 0]].concat()).as_deref(), Some("SUM(B5:B8)"));
        let sum = [0x44, 0, 0, 0, 0, 0x44, 1, 0, 2, 0xc0, 0x03];
        assert_eq!(formula(&sum).as_deref(), Some("$A$1+C2"));
        assert_eq!(formula(&[0x1e, 5, 0, 0x1e, 7, 0, 0x42, 2, 4, 0]).as_deref(), Some("SUM(5,7)"));
        assert_eq!(formula(&[0x5a, 3, 0, 1, 0, 1, 0xc0, 0x1e, 2, 0, 0x05]).as_deref(), Some("'表 一'!B2*2"));
        // IF with the jumps that are written between its operands.
        let choice =
            [&[0x44, 0, 0, 0, 0xc0, 0x19, 2, 9, 0, 0x17, 1, 0, b'a', 0x19, 8, 3, 0, 0x1c, 7][..], &[0x42, 3, 1, 0]]
                .concat();
        assert_eq!(formula(&choice).as_deref(), Some("IF(A1,\"a\",#DIV/0!)"));
        assert_eq!(formula(&[0x44, 0, 0, 0, 0xc0, 0x1e, 1, 0, 0x41, 27, 0]).as_deref(), Some("ROUND(A1,1)"));
        for broken in [&[0x03][..], &[0x44, 1], &[0x01, 0, 0, 0, 0], &[0x42, 9, 4, 0], &[0x5a, 4, 0, 1, 0, 1, 0], &[]] {
            assert_eq!(formula(broken), None);
        }
    }
}
