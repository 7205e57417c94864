//! Values as operands: what a spreadsheet makes of texts, truth values and blanks.

use super::super::{Value, format};
use std::rc::Rc;

/// Characters that a cell may hold.
const LONGEST: usize = 32_767;

/// An error of this name.
pub fn error(name: &str) -> Value {
    Value::Error(name.into())
}

/// A number, or the error that a spreadsheet shows in its place.
pub fn finite(number: f64) -> Value {
    if number.is_finite() { Value::Number(number) } else { error("#NUM!") }
}

/// A value as an operand of arithmetic.
///
/// # Errors
/// The error that it comes to.
pub fn number(value: &Value) -> Result<f64, Value> {
    match value {
        Value::Blank => Ok(0.0),
        Value::Number(number) => Ok(*number),
        Value::Truth(value) => Ok(f64::from(u8::from(*value))),
        Value::Text(text) => typed(text).ok_or_else(|| error("#VALUE!")),
        Value::Error(_) => Err(value.clone()),
    }
}

/// The number that a text would be, were it typed into a cell.
pub fn typed(text: &str) -> Option<f64> {
    let text = text.trim();
    let (digits, part) = text.strip_suffix('%').map_or((text, 1.0), |digits| (digits, 100.0));
    let is_plain = digits.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first));
    let number: f64 = digits.replace(',', "").parse().ok().filter(|_| is_plain)?;
    number.is_finite().then_some(number / part)
}

/// Both operands taken together; `None` stands for a division by nothing.
pub fn arithmetic(left: &Value, right: &Value, together: impl FnOnce(f64, f64) -> Option<f64>) -> Value {
    match (number(left), number(right)) {
        (Ok(left), Ok(right)) => together(left, right).map_or_else(|| error("#DIV/0!"), finite),
        (Err(error), _) | (_, Err(error)) => error,
    }
}

/// A hundredth.
pub fn percent(value: &Value) -> Value {
    number(value).map_or_else(|error| error, |number| finite(number / 100.0))
}

/// A value with a sign before it: a plus changes nothing.
pub fn signed(value: &Value, sign: f64) -> Value {
    if sign > 0.0 {
        return value.clone();
    }
    number(value).map_or_else(|error| error, |number| finite(-number))
}

/// One text behind the other; `None` where no cell could hold it.
pub fn joined(left: &Value, right: &Value) -> Option<Value> {
    let (left, right) = match (text(left), text(right)) {
        (Ok(left), Ok(right)) => (left, right),
        (Err(error), _) | (_, Err(error)) => return Some(error),
    };
    (left.len() + right.len() <= LONGEST).then(|| Value::Text([&*left, &*right].concat().into()))
}

fn text(value: &Value) -> Result<Rc<str>, Value> {
    match value {
        Value::Blank => Ok("".into()),
        Value::Number(number) => Ok(format::digits(*number).into()),
        Value::Truth(value) => Ok(if *value { "TRUE" } else { "FALSE" }.into()),
        Value::Text(text) => Ok(text.clone()),
        Value::Error(_) => Err(value.clone()),
    }
}

/// A comparison; `None` where its order is not known.
pub fn compare(sign: &str, left: &Value, right: &Value) -> Option<Value> {
    let is_equality = matches!(sign, "=" | "<>");
    let order = match (left, right) {
        (Value::Error(_), _) => return Some(left.clone()),
        (_, Value::Error(_)) => return Some(right.clone()),
        (Value::Text(left), Value::Text(right)) if is_equality => left.to_lowercase().cmp(&right.to_lowercase()),
        (Value::Blank, Value::Text(text)) | (Value::Text(text), Value::Blank) if is_equality => "".cmp(text),
        (Value::Truth(left), Value::Truth(right)) => left.cmp(right),
        (Value::Number(_) | Value::Blank, Value::Number(_) | Value::Blank) => {
            number(left).ok()?.partial_cmp(&number(right).ok()?)?
        }
        // A number comes before a text, whatever they are.
        (Value::Number(_), Value::Text(_)) => std::cmp::Ordering::Less,
        (Value::Text(_), Value::Number(_)) => std::cmp::Ordering::Greater,
        _ => return None,
    };
    Some(Value::Truth(match sign {
        "=" => order.is_eq(),
        "<>" => order.is_ne(),
        "<" => order.is_lt(),
        ">" => order.is_gt(),
        "<=" => order.is_le(),
        _ => order.is_ge(),
    }))
}
