//! The functions that reports use.

use super::super::{Area, Value};
use super::Evaluator;
use super::operand::{compare, error, finite, number, typed};
use std::collections::BTreeMap;

/// An argument of a function: a value, or the cells that it names.
pub enum Argument {
    Value(Value),
    Area(usize, Area),
}

/// What a function comes to; `None` where it is not understood.
pub fn value(evaluator: &Evaluator<'_>, depth: usize, name: &str, arguments: &[Argument]) -> Option<Value> {
    let call = Call { evaluator, depth, arguments };
    let name = name.strip_prefix("_XLFN.").unwrap_or(name);
    match name {
        "SUM" => call.of_numbers(0, |numbers| finite(numbers.iter().sum())),
        "PRODUCT" => {
            call.of_numbers(0, |numbers| finite(if numbers.is_empty() { 0.0 } else { numbers.iter().product() }))
        }
        "MAX" => call.of_numbers(0, |numbers| finite(numbers.iter().copied().reduce(f64::max).unwrap_or(0.0))),
        "MIN" => call.of_numbers(0, |numbers| finite(numbers.iter().copied().reduce(f64::min).unwrap_or(0.0))),
        "AVERAGE" => call.of_numbers(0, |numbers| {
            let count = numbers.len() as f64;
            if numbers.is_empty() { error("#DIV/0!") } else { finite(numbers.iter().sum::<f64>() / count) }
        }),
        // 9 is a sum; from 100 on rows hidden by hand are left out, which are not known.
        "SUBTOTAL" if matches!(call.value(0)?, Value::Number(9.0)) => {
            call.of_numbers(1, |numbers| finite(numbers.iter().sum()))
        }
        "COUNT" => call.count(|value| matches!(value, Value::Number(_))),
        "COUNTA" => call.count(|value| *value != Value::Blank),
        "SUMPRODUCT" => call.products(),
        "SUMIF" => call.sum_if(),
        "COUNTIF" => call.count_if(),
        "ABS" => call.of_one(f64::abs),
        "INT" => call.of_one(f64::floor),
        "VALUE" => call.of_one(|number| number),
        "N" => Some(match call.value(0)? {
            Value::Text(_) | Value::Blank => Value::Number(0.0),
            Value::Truth(value) => Value::Number(f64::from(u8::from(value))),
            value => value,
        }),
        "MOD" => call.of_two(|number, by| (by != 0.0).then(|| number - by * (number / by).floor())),
        "ROUND" => call.rounded(f64::round),
        "ROUNDUP" => call.rounded(|number| if number < 0.0 { number.floor() } else { number.ceil() }),
        "ROUNDDOWN" | "TRUNC" => call.rounded(f64::trunc),
        "IF" => call.either(),
        "IFERROR" | "IFNA" => Some(match call.value(0)? {
            Value::Error(found) if name == "IFERROR" || &*found == "#N/A" => call.value(1)?,
            Value::Blank => Value::Number(0.0),
            value => value,
        }),
        "ISERROR" => Some(Value::Truth(matches!(call.value(0)?, Value::Error(_)))),
        "ISNUMBER" => Some(Value::Truth(matches!(call.value(0)?, Value::Number(_)))),
        "ISBLANK" => Some(Value::Truth(call.value(0)? == Value::Blank)),
        "AND" => call.truths(|truths| truths.iter().all(|truth| *truth)),
        "OR" => call.truths(|truths| truths.iter().any(|truth| *truth)),
        "NOT" => Some(match number(&call.value(0)?) {
            Ok(number) => Value::Truth(number == 0.0),
            Err(error) => error,
        }),
        "TRUE" | "FALSE" if arguments.is_empty() => Some(Value::Truth(name == "TRUE")),
        _ => None,
    }
}

struct Call<'a> {
    evaluator: &'a Evaluator<'a>,
    depth: usize,
    arguments: &'a [Argument],
}

impl Call<'_> {
    /// The value of an argument; of one that is left out nothing is understood.
    fn value(&self, at: usize) -> Option<Value> {
        match self.arguments.get(at)? {
            Argument::Value(value) => Some(value.clone()),
            Argument::Area(sheet, area) if area.first == area.last => {
                self.evaluator.cell(*sheet, area.first, self.depth)
            }
            Argument::Area(..) => None,
        }
    }

    fn area(&self, at: usize) -> Option<(usize, Area)> {
        match self.arguments.get(at)? {
            Argument::Area(sheet, area) => Some((*sheet, *area)),
            Argument::Value(_) => None,
        }
    }

    fn of_one(&self, of: impl FnOnce(f64) -> f64) -> Option<Value> {
        Some(number(&self.value(0)?).map_or_else(|error| error, |number| finite(of(number))))
    }

    fn of_two(&self, of: impl FnOnce(f64, f64) -> Option<f64>) -> Option<Value> {
        Some(super::arithmetic(&self.value(0)?, &self.value(1)?, of))
    }

    fn rounded(&self, round: impl FnOnce(f64) -> f64) -> Option<Value> {
        let digits = if self.arguments.len() > 1 { self.value(1)? } else { Value::Number(0.0) };
        Some(super::arithmetic(&self.value(0)?, &digits, |number, digits| {
            let factor = 10_f64.powi(digits.clamp(-15.0, 15.0) as i32);
            Some(round(number * factor) / factor)
        }))
    }

    /// The numbers of the arguments from one on. In cells texts and truth values are
    /// passed over; the first error is what all comes to.
    fn of_numbers(&self, from: usize, of: impl FnOnce(&[f64]) -> Value) -> Option<Value> {
        let mut numbers = Vec::new();
        let mut failed = None;
        for argument in self.arguments.get(from..)? {
            match argument {
                Argument::Area(sheet, area) => self.evaluator.each((*sheet, *area), self.depth, |_, value| {
                    match value {
                        Value::Number(number) => numbers.push(number),
                        Value::Error(_) => failed = failed.take().or(Some(value)),
                        _ => {}
                    }
                    Some(())
                })?,
                Argument::Value(Value::Blank) => {}
                Argument::Value(value) => match number(value) {
                    Ok(number) => numbers.push(number),
                    Err(error) => failed = failed.or(Some(error)),
                },
            }
        }
        Some(failed.unwrap_or_else(|| of(&numbers)))
    }

    fn count(&self, counts: impl Fn(&Value) -> bool) -> Option<Value> {
        let mut count = 0_u32;
        for argument in self.arguments {
            match argument {
                Argument::Area(sheet, area) => self.evaluator.each((*sheet, *area), self.depth, |_, value| {
                    count += u32::from(counts(&value));
                    Some(())
                })?,
                Argument::Value(value) => count += u32::from(counts(value)),
            }
        }
        Some(Value::Number(f64::from(count)))
    }

    fn truths(&self, of: impl FnOnce(&[bool]) -> bool) -> Option<Value> {
        let mut truths = Vec::new();
        for at in 0..self.arguments.len() {
            match number(&self.value(at)?) {
                Ok(number) => truths.push(number != 0.0),
                Err(error) => return Some(error),
            }
        }
        Some(Value::Truth(of(&truths)))
    }

    fn either(&self) -> Option<Value> {
        let chosen = match number(&self.value(0)?) {
            Ok(number) => usize::from(number == 0.0) + 1,
            Err(error) => return Some(error),
        };
        if self.arguments.len() == 2 && chosen == 2 {
            return Some(Value::Truth(false));
        }
        // A blank cell is 0 where it is what a formula comes to.
        Some(match self.value(chosen)? {
            Value::Blank => Value::Number(0.0),
            value => value,
        })
    }

    /// The values of areas of one shape, multiplied cell by cell, and their sum.
    fn products(&self) -> Option<Value> {
        let (_, first) = self.area(0)?;
        let size = |area: &Area| (area.last.0 - area.first.0, area.last.1 - area.first.1);
        let mut products: Option<BTreeMap<(u32, u32), f64>> = None;
        let mut failed = None;
        for at in 0..self.arguments.len() {
            let (sheet, area) = self.area(at).filter(|(_, area)| size(area) == size(&first))?;
            let mut next = BTreeMap::new();
            self.evaluator.each((sheet, area), self.depth, |at, value| {
                let place = (at.0 - area.first.0, at.1 - area.first.1);
                let before = products.as_ref().map_or(Some(1.0), |products| products.get(&place).copied());
                match (value, before) {
                    (Value::Number(number), Some(before)) => {
                        next.insert(place, before * number);
                    }
                    (value @ Value::Error(_), _) => failed = failed.take().or(Some(value)),
                    _ => {}
                }
                Some(())
            })?;
            products = Some(next);
        }
        Some(failed.unwrap_or_else(|| finite(products.unwrap_or_default().values().sum())))
    }

    fn sum_if(&self) -> Option<Value> {
        let (sheet, area) = self.area(0)?;
        let criterion = Criterion::of(&self.value(1)?)?;
        let (from, summed) = if self.arguments.len() > 2 { self.area(2)? } else { (sheet, area) };
        let mut sum = 0.0;
        self.evaluator.each((sheet, area), self.depth, |at, value| {
            if criterion.holds(&value)? {
                let row = summed.first.0.checked_add(at.0 - area.first.0)?;
                let column = summed.first.1.checked_add(at.1 - area.first.1)?;
                match self.evaluator.cell(from, (row, column), self.depth)? {
                    Value::Number(number) => sum += number,
                    Value::Error(_) => return None,
                    _ => {}
                }
            }
            Some(())
        })?;
        Some(finite(sum))
    }

    fn count_if(&self) -> Option<Value> {
        let criterion = Criterion::of(&self.value(1)?)?;
        let mut count = 0_u32;
        self.evaluator.each(self.area(0)?, self.depth, |_, value| {
            count += u32::from(criterion.holds(&value)?);
            Some(())
        })?;
        Some(Value::Number(f64::from(count)))
    }
}

/// What a cell is held against: `">0"`, `5`, `"合计"`.
struct Criterion {
    sign: &'static str,
    value: Value,
}

impl Criterion {
    /// `None` where it also asks for blank cells or patterns.
    fn of(value: &Value) -> Option<Self> {
        let Value::Text(text) = value else {
            return matches!(value, Value::Number(_)).then(|| Criterion { sign: "=", value: value.clone() });
        };
        let sign = ["<>", "<=", ">=", "<", ">", "="].into_iter().find(|sign| text.starts_with(sign));
        let rest = sign.and_then(|sign| text.strip_prefix(sign)).unwrap_or(text);
        let value = typed(rest).map_or_else(|| Value::Text(rest.into()), Value::Number);
        let is_plain = !rest.is_empty() && !rest.contains(['*', '?', '~']) && sign != Some("<>");
        is_plain.then_some(Criterion { sign: sign.unwrap_or("="), value })
    }

    fn holds(&self, value: &Value) -> Option<bool> {
        let value = match (value, &self.value) {
            // A figure that is a text is the same to a criterion.
            (Value::Text(text), Value::Number(_)) => typed(text).map(Value::Number),
            (value, _) => Some(value.clone()),
        };
        match (value, &self.value) {
            (Some(value @ Value::Number(_)), Value::Number(_)) | (Some(value @ Value::Text(_)), Value::Text(_)) => {
                Some(compare(self.sign, &value, &self.value)? == Value::Truth(true))
            }
            _ => Some(false),
        }
    }
}
