//! Formulas → values, of the few kinds that reports need: sums, differences,
//! products, ratios, references, areas, `SUM`, `ROUND`, `ABS`, `MIN`, `MAX`,
//! `IF`. What else a formula may hold is not understood, and not guessed.

use super::{Area, Formula, Value, Workbook, area, reference};
use std::cell::Cell as Counter;

/// Parentheses, functions and cells followed into each other.
const MOST_DEPTH: usize = 64;
/// Cells and operators that the formulas of one workbook may visit together.
const MOST_STEPS: usize = 4_000_000;

/// Evaluates formulas of a workbook.
pub struct Evaluator<'a> {
    workbook: &'a Workbook,
    steps: Counter<usize>,
}

impl Formula {
    /// As a person writes it in its own cell.
    pub fn shown(&self) -> String {
        let mut text = String::from("=");
        let mut rest: &str = &self.text;
        while let Some(character) = rest.chars().next() {
            let is_part = |character: char| character.is_ascii_alphanumeric() || character == '$';
            let end = if is_part(character) {
                rest.find(|c| !is_part(c)).unwrap_or(rest.len())
            } else {
                character.len_utf8()
            };
            let Some((word, after)) = rest.split_at_checked(end) else { break };
            let moved = (!after.starts_with(['(', '!'])).then(|| moved(word, self.shift)).flatten();
            match moved {
                Some((row, column)) => {
                    let fixed = |is_fixed| if is_fixed { "$" } else { "" };
                    let column_is_fixed = word.starts_with('$');
                    let row_is_fixed = word.get(1..).is_some_and(|rest| rest.contains('$'));
                    let name = crate::document::position::column_name(column + 1);
                    text.push_str(&format!("{}{name}{}{}", fixed(column_is_fixed), fixed(row_is_fixed), row + 1));
                }
                None => text.push_str(word),
            }
            rest = after;
        }
        text
    }
}

/// Row and column of a reference, moved where it is not fixed.
fn moved(text: &str, shift: (i64, i64)) -> Option<(u32, u32)> {
    let (row, column) = reference(text)?;
    let is_fixed_column = text.starts_with('$');
    let is_fixed_row = text.get(1..).is_some_and(|rest| rest.contains('$'));
    let moved = |at: u32, by: i64, fixed: bool| u32::try_from(i64::from(at) + if fixed { 0 } else { by }).ok();
    Some((moved(row, shift.0, is_fixed_row)?, moved(column, shift.1, is_fixed_column)?))
}

impl<'a> Evaluator<'a> {
    /// Of this workbook.
    pub fn new(workbook: &'a Workbook) -> Self {
        Evaluator { workbook, steps: Counter::new(0) }
    }

    /// What a formula of a sheet comes to; `None` where it is not understood.
    pub fn value(&self, formula: &Formula, sheet: usize) -> Option<Value> {
        self.at_depth(formula, sheet, 0)
    }

    fn at_depth(&self, formula: &Formula, sheet: usize, depth: usize) -> Option<Value> {
        let mut parser = Parser { evaluator: self, rest: formula.text.trim(), sheet, shift: formula.shift, depth };
        let value = parser.comparison()?;
        parser.rest.trim().is_empty().then_some(value)
    }

    fn step(&self) -> Option<()> {
        self.steps.set(self.steps.get() + 1);
        (self.steps.get() <= MOST_STEPS).then_some(())
    }

    /// The stored value of a cell; of a formula without one what it comes to.
    fn cell(&self, sheet: usize, at: (u32, u32), depth: usize) -> Option<Value> {
        self.step()?;
        let Some(cell) = self.workbook.sheets.get(sheet)?.cells.get(&at) else { return Some(Value::Blank) };
        match (&cell.value, &cell.formula) {
            (Value::Blank, Some(formula)) if depth < MOST_DEPTH => self.at_depth(formula, sheet, depth + 1),
            (Value::Blank, Some(_)) => None,
            (value, _) => Some(value.clone()),
        }
    }

    /// The numbers in an area. Text and blanks are passed over, as `SUM` does; an
    /// error is not understood.
    fn numbers(&self, sheet: usize, area: Area, depth: usize, numbers: &mut Vec<f64>) -> Option<()> {
        let cells = &self.workbook.sheets.get(sheet)?.cells;
        for row in area.first.0..=area.last.0 {
            self.step()?;
            for (&at, _) in cells.range((row, area.first.1)..=(row, area.last.1)) {
                match self.cell(sheet, at, depth)? {
                    Value::Number(number) => numbers.push(number),
                    Value::Text(_) | Value::Blank => {}
                    Value::Sign(_) => return None,
                }
            }
        }
        Some(())
    }
}

struct Parser<'a> {
    evaluator: &'a Evaluator<'a>,
    rest: &'a str,
    sheet: usize,
    shift: (i64, i64),
    depth: usize,
}

/// An argument of a function: a value, or the numbers of an area.
enum Argument {
    Value(Value),
    Numbers(Vec<f64>),
}

impl<'a> Parser<'a> {
    fn take(&mut self, sign: &str) -> bool {
        match self.rest.trim_start().strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn comparison(&mut self) -> Option<Value> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return None;
        }
        let left = self.sum()?;
        let signs = ["<>", "<=", ">=", "<", ">", "="];
        let value = match signs.into_iter().find(|sign| self.take(sign)) {
            None => left,
            Some(sign) => {
                let right = self.sum()?;
                Value::Number(f64::from(u8::from(compare(sign, &left, &right)?)))
            }
        };
        self.depth -= 1;
        Some(value)
    }

    fn sum(&mut self) -> Option<Value> {
        let mut value = self.product()?;
        loop {
            self.evaluator.step()?;
            if self.take("+") {
                value = Value::Number(number(&value)? + number(&self.product()?)?);
            } else if self.take("-") {
                value = Value::Number(number(&value)? - number(&self.product()?)?);
            } else {
                return Some(value);
            }
        }
    }

    fn product(&mut self) -> Option<Value> {
        let mut value = self.signed()?;
        loop {
            self.evaluator.step()?;
            if self.take("*") {
                value = Value::Number(number(&value)? * number(&self.signed()?)?);
            } else if self.take("/") {
                let divisor = number(&self.signed()?)?;
                value = Value::Number((divisor != 0.0).then_some(number(&value)? / divisor)?);
            } else {
                return Some(value);
            }
        }
    }

    fn signed(&mut self) -> Option<Value> {
        let mut negative = false;
        let mut has_sign = false;
        while self.rest.trim_start().starts_with(['+', '-']) {
            self.evaluator.step()?;
            negative ^= self.take("-");
            self.take("+");
            has_sign = true;
        }
        let mut value = self.primary()?;
        while self.take("%") {
            value = Value::Number(number(&value)? / 100.0);
        }
        match (has_sign, negative) {
            (false, _) => Some(value),
            (true, true) => Some(Value::Number(-number(&value)?)),
            (true, false) => Some(Value::Number(number(&value)?)),
        }
    }

    fn primary(&mut self) -> Option<Value> {
        self.evaluator.step()?;
        if self.take("(") {
            let value = self.comparison()?;
            return self.take(")").then_some(value);
        }
        self.rest = self.rest.trim_start();
        match self.rest.chars().next()? {
            '"' => self.text(),
            first if first.is_ascii_digit() || first == '.' => self.constant(),
            _ => match self.word()? {
                Word::Function(name) => self.function(&name),
                Word::Area(sheet, area) if area.first == area.last => {
                    self.evaluator.cell(sheet, area.first, self.depth)
                }
                Word::Area(..) => None,
            },
        }
    }

    fn text(&mut self) -> Option<Value> {
        let mut text = String::new();
        let mut rest = self.rest.strip_prefix('"')?;
        loop {
            let (part, after) = rest.split_once('"')?;
            text.push_str(part);
            match after.strip_prefix('"') {
                Some(more) => {
                    text.push('"');
                    rest = more;
                }
                None => {
                    self.rest = after;
                    return Some(Value::Text(text));
                }
            }
        }
    }

    fn constant(&mut self) -> Option<Value> {
        let end = self.rest.find(|character: char| !character.is_ascii_digit() && character != '.');
        let (digits, rest) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
        self.rest = rest;
        Some(Value::Number(digits.parse().ok()?))
    }

    /// A function's name up to its parenthesis, or a reference.
    fn word(&mut self) -> Option<Word> {
        let sheet = match self.sheet_name()? {
            Some(name) => self.evaluator.workbook.sheet(&name)?,
            None => self.sheet,
        };
        let is_part = |character: char| character.is_ascii_alphanumeric() || matches!(character, '$' | ':' | '.' | '_');
        let end = self.rest.find(|character: char| !is_part(character)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        if self.take("(") {
            return Some(Word::Function(word.to_ascii_uppercase()));
        }
        Some(Word::Area(sheet, self.moved(word)?))
    }

    /// The sheet that a reference names: `表一!` or `'表 一'!`.
    fn sheet_name(&mut self) -> Option<Option<String>> {
        if let Some(quoted) = self.rest.strip_prefix('\'') {
            let end = quoted.find("'!")?;
            let (name, rest) = quoted.split_at_checked(end)?;
            self.rest = rest.strip_prefix("'!")?;
            return Some(Some(name.replace("''", "'")));
        }
        let end = self.rest.find(|character: char| "+-*/^&=<>(),; \"!".contains(character));
        let Some((name, rest)) = end.and_then(|end| self.rest.split_at_checked(end)) else { return Some(None) };
        Some(rest.strip_prefix('!').map(|rest| {
            self.rest = rest;
            name.to_owned()
        }))
    }

    /// An area, moved as far as the formula was copied.
    fn moved(&self, word: &str) -> Option<Area> {
        if self.shift == (0, 0) {
            return area(word);
        }
        let end = |text: &str| moved(text, self.shift);
        let (first, last) = word.split_once(':').unwrap_or((word, word));
        let (first, last) = (end(first)?, end(last)?);
        Some(Area {
            first: (first.0.min(last.0), first.1.min(last.1)),
            last: (first.0.max(last.0), first.1.max(last.1)),
        })
    }

    fn function(&mut self, name: &str) -> Option<Value> {
        let mut arguments = Vec::new();
        if !self.take(")") {
            loop {
                arguments.push(self.argument()?);
                if self.take(")") {
                    break;
                }
                if !self.take(",") {
                    return None;
                }
            }
        }
        let numbers = || -> Option<Vec<f64>> {
            let mut numbers = Vec::new();
            for argument in &arguments {
                match argument {
                    Argument::Numbers(more) => numbers.extend(more),
                    Argument::Value(Value::Blank) => {}
                    Argument::Value(value) => numbers.push(number(value)?),
                }
            }
            Some(numbers)
        };
        let value = |at: usize| match arguments.get(at) {
            Some(Argument::Value(value)) => Some(value.clone()),
            _ => None,
        };
        let result = match name {
            "SUM" => numbers()?.iter().sum(),
            "MAX" => numbers()?.into_iter().reduce(f64::max).unwrap_or(0.0),
            "MIN" => numbers()?.into_iter().reduce(f64::min).unwrap_or(0.0),
            "ABS" => number(&value(0)?)?.abs(),
            "ROUND" => {
                let factor = 10_f64.powi(number(&value(1)?)?.clamp(-15.0, 15.0) as i32);
                (number(&value(0)?)? * factor).round() / factor
            }
            "IF" => {
                let holds = number(&value(0)?)? != 0.0;
                return value(if holds { 1 } else { 2 });
            }
            _ => return None,
        };
        Some(Value::Number(result))
    }

    fn argument(&mut self) -> Option<Argument> {
        // An area stands alone; anything else is a value.
        let before = self.rest;
        self.rest = self.rest.trim_start();
        if let Some(Word::Area(sheet, area)) = self.word()
            && self.rest.trim_start().starts_with([',', ')'])
            && (area.first != area.last || before.trim_start().starts_with(|first: char| first.is_alphabetic()))
        {
            let mut numbers = Vec::new();
            if area.first == area.last {
                return Some(Argument::Value(self.evaluator.cell(sheet, area.first, self.depth)?));
            }
            self.evaluator.numbers(sheet, area, self.depth, &mut numbers)?;
            return Some(Argument::Numbers(numbers));
        }
        self.rest = before;
        self.comparison().map(Argument::Value)
    }
}

enum Word {
    Function(String),
    Area(usize, Area),
}

/// A value as an operand of arithmetic.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Blank => Some(0.0),
        Value::Number(number) => Some(*number),
        Value::Text(text) => text.trim().parse().ok(),
        Value::Sign(_) => None,
    }
}

fn compare(sign: &str, left: &Value, right: &Value) -> Option<bool> {
    let order = match (left, right) {
        (Value::Text(left), Value::Text(right)) if matches!(sign, "=" | "<>") => left.cmp(right),
        (Value::Blank, Value::Text(text)) | (Value::Text(text), Value::Blank) if matches!(sign, "=" | "<>") => {
            "".cmp(text.as_str())
        }
        (Value::Number(_) | Value::Blank, Value::Number(_) | Value::Blank) => {
            number(left)?.partial_cmp(&number(right)?)?
        }
        _ => return None,
    };
    Some(match sign {
        "=" => order.is_eq(),
        "<>" => order.is_ne(),
        "<" => order.is_lt(),
        ">" => order.is_gt(),
        "<=" => order.is_le(),
        _ => order.is_ge(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Sheet};
    use super::*;

    fn workbook() -> Workbook {
        let mut first = Sheet { name: "表一".to_owned(), ..Sheet::default() };
        for (row, values) in [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]].iter().enumerate() {
            for (column, value) in values.iter().enumerate() {
                first.put(row as u32, column as u32, Cell { value: Value::Number(*value), ..Cell::default() });
            }
        }
        first.put(2, 0, Cell { value: Value::Text("8".to_owned()), ..Cell::default() });
        first.put(2, 1, Cell { value: Value::Sign("#REF!".to_owned()), ..Cell::default() });
        let other = Sheet { name: "汇 总".to_owned(), ..Sheet::default() };
        Workbook { sheets: vec![first, other], ..Workbook::default() }
    }

    fn value_moved(text: &str, sheet: usize, shift: (i64, i64)) -> Option<f64> {
        let workbook = workbook();
        match Evaluator::new(&workbook).value(&Formula { text: text.into(), shift }, sheet)? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    fn value(text: &str) -> Option<f64> {
        value_moved(text, 0, (0, 0))
    }

    #[test]
    fn what_is_understood_comes_to_what_a_spreadsheet_says() {
        for (formula, result) in [
            ("1+2*3", 7.0),
            ("(1+2)*3", 9.0),
            ("-A1+B1", 1.0),
            ("2-3-4", -5.0),
            ("12/4/3", 1.0),
            ("SUM(A1:C1)", 6.0),
            ("SUM(A1:C2)", 21.0),
            ("SUM(A1, B2 ,C1)", 9.0),
            ("sum($A$1:$C$1)+10", 16.0),
            ("SUM(A1:A3)", 5.0),
            ("A3+1", 9.0),
            ("SUM(D1:F9)", 0.0),
            ("D9+1", 1.0),
            ("表一!A1+1", 2.0),
            ("'表一'!B2", 5.0),
            ("SUM(表一!A1:B2)", 12.0),
            ("ROUND(A1/C1,2)", 0.33),
            ("IF(A1>0,A1,0)", 1.0),
            ("IF(A1=2,10,IF(B1=2,20,30))", 20.0),
            ("MAX(A1:C2)-MIN(A1:C2)", 5.0),
            ("50%*4", 2.0),
            ("ABS(A1-C2)", 5.0),
        ] {
            assert_eq!(value(formula), Some(result), "{formula}");
        }
    }

    #[test]
    fn what_is_not_understood_is_not_guessed() {
        for formula in [
            "",
            "1+",
            "VLOOKUP(A1,B:C,2)",
            "A1:B2",
            "SUM(A1:B2",
            "B3+1",
            "SUM(A1:C3)",
            "A1/0",
            "[1]表!A1",
            "没有!A1",
            "A:A",
            "1^2",
            "\"a\"+1",
            "SUM(A1:B2 B1:C2)",
        ] {
            assert_eq!(value(formula), None, "{formula}");
        }
        assert_eq!(value(&"(".repeat(100_000)), None);
        assert_eq!(value(&format!("{}1", "-".repeat(100_001))), Some(-1.0));
    }

    #[test]
    fn a_copied_formula_moves_what_is_not_fixed() {
        assert_eq!(value_moved("SUM(A1:B1)", 0, (1, 1)), Some(11.0));
        assert_eq!(value_moved("$A1+A$1", 0, (1, 2)), Some(7.0));
        assert_eq!(value_moved("A1", 0, (-1, 0)), None);
    }
}
