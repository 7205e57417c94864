//! Formulas of BIFF8 → text in the A1 notation. They are written in reverse
//! Polish; what reports do not need is not understood, and then not judged.

use super::{f64_at, u16_at};
use crate::document::position::column_name;

/// Operands that wait for their operator.
const MOST_OPERANDS: usize = 64;

/// The text of a formula: its length, then its tokens.
pub fn text(bytes: &[u8]) -> Option<String> {
    let mut tokens = bytes.get(2..2 + usize::from(u16_at(bytes, 0)?))?;
    let mut operands: Vec<String> = Vec::new();
    while let Some((&token, rest)) = tokens.split_first() {
        let used = match token {
            0x03..=0x06 | 0x09..=0x0e => {
                let sign = ["+", "-", "*", "/", "", "", "<", "<=", "=", ">=", ">", "<>"].get(usize::from(token) - 3)?;
                let (right, left) = (operands.pop()?, operands.pop()?);
                operands.push(format!("({left}{sign}{right})"));
                0
            }
            0x12 | 0x15 => 0,
            0x13 => {
                let operand = operands.pop()?;
                operands.push(format!("(-{operand})"));
                0
            }
            0x14 => {
                let operand = operands.pop()?;
                operands.push(format!("({operand}%)"));
                0
            }
            // A sum of one area; how it was typed says nothing.
            0x19 => {
                match rest.first()? {
                    0x10 => {
                        let operand = operands.pop()?;
                        operands.push(format!("SUM({operand})"));
                    }
                    0x00 | 0x01 | 0x40 | 0x41 => {}
                    _ => return None,
                }
                3
            }
            0x1e => {
                operands.push(u16_at(rest, 0)?.to_string());
                2
            }
            0x1f => {
                operands.push(f64_at(rest, 0)?.to_string());
                8
            }
            0x24 | 0x44 | 0x64 => {
                operands.push(reference(u16_at(rest, 0)?, u16_at(rest, 2)?));
                4
            }
            0x25 | 0x45 | 0x65 => {
                let first = reference(u16_at(rest, 0)?, u16_at(rest, 4)?);
                let last = reference(u16_at(rest, 2)?, u16_at(rest, 6)?);
                operands.push(format!("{first}:{last}"));
                8
            }
            0x22 | 0x42 | 0x62 => {
                let name = match u16_at(rest, 1)? {
                    4 => "SUM",
                    6 => "MIN",
                    7 => "MAX",
                    _ => return None,
                };
                let arguments = operands.split_off(operands.len().checked_sub(usize::from(*rest.first()?))?);
                operands.push(format!("{name}({})", arguments.join(",")));
                3
            }
            _ => return None,
        };
        tokens = rest.get(used..)?;
        if operands.len() > MOST_OPERANDS || operands.last().is_some_and(|operand| operand.len() > 8_192) {
            return None;
        }
    }
    let text = operands.pop().filter(|_| operands.is_empty())?;
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    // The outer parentheses are this reader's own.
    Some(inner.filter(|inner| !inner.contains(['(', ')'])).map_or(text.clone(), str::to_owned))
}

fn reference(row: u16, column: u16) -> String {
    let fixed = |bit: u16| if column & bit == 0 { "$" } else { "" };
    format!("{}{}{}{}", fixed(0x4000), column_name(u32::from(column & 0x3fff) + 1), fixed(0x8000), u32::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formula(tokens: &[u8]) -> Option<String> {
        text(&[&(tokens.len() as u16).to_le_bytes(), tokens].concat())
    }

    #[test]
    fn tokens_become_what_a_person_would_have_typed() {
        let area = [0x25, 4, 0, 7, 0, 1, 0xc0, 1, 0xc0];
        assert_eq!(formula(&[&area[..], &[0x19, 0x10, 0, 0]].concat()).as_deref(), Some("SUM(B5:B8)"));
        let sum = [0x44, 0, 0, 0, 0, 0x44, 1, 0, 2, 0xc0, 0x03];
        assert_eq!(formula(&sum).as_deref(), Some("$A$1+C2"));
        assert_eq!(formula(&[0x1e, 5, 0, 0x1e, 7, 0, 0x42, 2, 4, 0]).as_deref(), Some("SUM(5,7)"));
        for broken in [&[0x03][..], &[0x44, 1], &[0x01, 0, 0, 0, 0], &[0x42, 9, 4, 0], &[]] {
            assert_eq!(formula(broken), None);
        }
    }
}
