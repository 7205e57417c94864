//! Formulas → values, of the few kinds that reports need: sums, differences,
//! products, ratios, references, areas, and the functions of `functions`. What
//! else a formula may hold is not understood, and not guessed.

mod functions;
mod operand;

use super::{Area, Formula, Value, Workbook, area, reference};
use functions::Argument;
use operand::{arithmetic, compare, error, joined, percent, signed};
use std::cell::{Cell as Counter, RefCell};
use std::collections::BTreeMap;

/// Parentheses, functions and cells followed into each other.
const MOST_DEPTH: usize = 128;
/// Cells and operators that the formulas of one workbook may visit together. A
/// report takes some thousands.
const MOST_STEPS: usize = 1_000_000;

/// Evaluates formulas of a workbook.
pub struct Evaluator<'a> {
    workbook: &'a Workbook,
    /// Whether stored values of formulas count for nothing.
    anew: bool,
    steps: Counter<usize>,
    /// What formulas came to already, by sheet, row and column; those that are
    /// being computed as not understood, so that none waits for itself.
    known: RefCell<BTreeMap<(usize, u32, u32), Option<Value>>>,
    /// Whether something was not followed because it lies too deep.
    is_cut: Counter<bool>,
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
                    let name = crate::position::column_name(column + 1);
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
    /// Of this workbook; by what it stores, if that is what is shown.
    pub fn new(workbook: &'a Workbook) -> Self {
        Evaluator { anew: workbook.recalculates, ..Evaluator::anew(workbook) }
    }

    /// Of this workbook, every formula computed anew.
    pub fn anew(workbook: &'a Workbook) -> Self {
        Evaluator {
            workbook,
            anew: true,
            steps: Counter::new(0),
            known: RefCell::default(),
            is_cut: Counter::new(false),
        }
    }

    /// What a formula of a sheet comes to; `None` where it is not understood.
    pub fn value(&self, formula: &Formula, sheet: usize) -> Option<Value> {
        self.is_cut.set(false);
        self.at_depth(formula, sheet, 0)
    }

    /// What the formula of a cell comes to.
    pub fn of_cell(&self, formula: &Formula, sheet: usize, at: (u32, u32)) -> Option<Value> {
        self.is_cut.set(false);
        self.computed(formula, (sheet, at), 0)
    }

    fn at_depth(&self, formula: &Formula, sheet: usize, depth: usize) -> Option<Value> {
        if formula.is_whole {
            return None;
        }
        // A long text costs more than a short one, however little it says.
        self.steps.set(self.steps.get() + formula.text.len() / 32);
        self.step()?;
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
        match &cell.formula {
            Some(formula) if self.anew || cell.value == Value::Blank => self.computed(formula, (sheet, at), depth),
            _ => Some(cell.value.clone()),
        }
    }

    fn computed(&self, formula: &Formula, (sheet, at): (usize, (u32, u32)), depth: usize) -> Option<Value> {
        let place = (sheet, at.0, at.1);
        if let Some(known) = self.known.borrow().get(&place) {
            return known.clone();
        }
        if depth >= MOST_DEPTH {
            self.is_cut.set(true);
            return None;
        }
        self.known.borrow_mut().insert(place, None);
        let value = self.at_depth(formula, sheet, depth + 1);
        if value.is_none() && self.is_cut.get() {
            self.known.borrow_mut().remove(&place);
        } else {
            self.known.borrow_mut().insert(place, value.clone());
        }
        value
    }

    /// Shows the cells of an area that hold something, row by row, until one is
    /// not understood or `visit` ends.
    fn each(
        &self,
        (sheet, area): (usize, Area),
        depth: usize,
        mut visit: impl FnMut((u32, u32), Value) -> Option<()>,
    ) -> Option<()> {
        let cells = &self.workbook.sheets.get(sheet)?.cells;
        let mut from = area.first.0;
        // Rows without any cell cost nothing.
        while let Some((&(row, _), _)) = cells.range((from, 0)..=(area.last.0, u32::MAX)).next() {
            self.step()?;
            for (&at, _) in cells.range((row, area.first.1)..=(row, area.last.1)) {
                visit(at, self.cell(sheet, at, depth)?)?;
            }
            from = row.checked_add(1)?;
            if from > area.last.0 {
                break;
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

impl<'a> Parser<'a> {
    fn take(&mut self, sign: &str) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(sign) {
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
            self.evaluator.is_cut.set(true);
            return None;
        }
        let mut value = self.text_of_parts()?;
        let signs = ["<>", "<=", ">=", "<", ">", "="];
        while let Some(sign) = signs.into_iter().find(|sign| self.take(sign)) {
            value = compare(sign, &value, &self.text_of_parts()?)?;
        }
        self.depth -= 1;
        Some(value)
    }

    fn text_of_parts(&mut self) -> Option<Value> {
        let mut value = self.sum()?;
        while self.take("&") {
            value = joined(&value, &self.sum()?)?;
        }
        Some(value)
    }

    fn sum(&mut self) -> Option<Value> {
        let mut value = self.product()?;
        loop {
            self.evaluator.step()?;
            if self.take("+") {
                value = arithmetic(&value, &self.product()?, |left, right| Some(left + right));
            } else if self.take("-") {
                value = arithmetic(&value, &self.product()?, |left, right| Some(left - right));
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
                value = arithmetic(&value, &self.signed()?, |left, right| Some(left * right));
            } else if self.take("/") {
                value = arithmetic(&value, &self.signed()?, |left, right| (right != 0.0).then_some(left / right));
            } else {
                return Some(value);
            }
        }
    }

    fn signed(&mut self) -> Option<Value> {
        let mut sign: Option<f64> = None;
        while self.rest.trim_start().starts_with(['+', '-']) {
            self.evaluator.step()?;
            let is_minus = self.take("-");
            let is_plus = !is_minus && self.take("+");
            sign = Some(sign.unwrap_or(1.0) * if is_plus { 1.0 } else { -1.0 });
        }
        let mut value = self.primary()?;
        while self.take("%") {
            value = percent(&value);
        }
        Some(match sign {
            Some(sign) => signed(&value, sign),
            None => value,
        })
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
            '#' => self.error(),
            first if first.is_ascii_digit() || first == '.' => self.constant(),
            _ => match self.word()? {
                Word::Function(name) => self.function(&name),
                Word::Truth(value) => Some(Value::Truth(value)),
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
                    return Some(Value::Text(text.into()));
                }
            }
        }
    }

    /// An error that stands in the formula itself, as where a cell was deleted.
    fn error(&mut self) -> Option<Value> {
        let known = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"];
        let found = known.into_iter().find(|name| self.take(name))?;
        Some(error(found))
    }

    fn constant(&mut self) -> Option<Value> {
        let end = self.rest.find(|character: char| !character.is_ascii_digit() && character != '.');
        let (digits, rest) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
        self.rest = rest;
        Some(Value::Number(digits.parse().ok()?))
    }

    /// A function's name up to its parenthesis, a truth value, or a reference.
    fn word(&mut self) -> Option<Word> {
        let sheet = match self.sheet_name()? {
            Some(name) => self.evaluator.workbook.sheet(&name)?,
            None => self.sheet,
        };
        let is_part = |character: char| character.is_alphanumeric() || matches!(character, '$' | ':' | '.' | '_');
        let end = self.rest.find(|character: char| !is_part(character)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        if self.take("(") {
            return Some(Word::Function(word.to_ascii_uppercase()));
        }
        match word {
            _ if word.eq_ignore_ascii_case("true") => Some(Word::Truth(true)),
            _ if word.eq_ignore_ascii_case("false") => Some(Word::Truth(false)),
            // A reference to a deleted cell of another sheet: 表一!#REF!
            "" if self.rest.starts_with("#REF!") => None,
            _ => match self.moved(word) {
                Some(area) => Some(Word::Area(sheet, area)),
                None => self.named(word),
            },
        }
    }

    /// The area that a name stands for, if it stands for one.
    fn named(&self, name: &str) -> Option<Word> {
        let text = self.evaluator.workbook.names.get(&name.to_lowercase())?;
        let mut parser = Parser { rest: text, shift: (0, 0), ..*self };
        // A name that stands for another would have to be followed without end.
        let sheet = match parser.sheet_name()? {
            Some(name) => self.evaluator.workbook.sheet(&name)?,
            None => self.sheet,
        };
        Some(Word::Area(sheet, area(parser.rest.trim())?))
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
        functions::value(self.evaluator, self.depth, name, &arguments)
    }

    fn argument(&mut self) -> Option<Argument> {
        // A reference stands alone; anything else is a value.
        self.rest = self.rest.trim_start();
        let before = self.rest;
        if before.starts_with([',', ')']) {
            return Some(Argument::Value(Value::Blank));
        }
        if !before.starts_with(['"', '(', '#'])
            && let Some(Word::Area(sheet, area)) = self.word()
            && self.rest.trim_start().starts_with([',', ')'])
        {
            return Some(Argument::Area(sheet, area));
        }
        self.rest = before;
        self.comparison().map(Argument::Value)
    }
}

enum Word {
    Function(String),
    Truth(bool),
    Area(usize, Area),
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
        first.put(2, 0, Cell { value: Value::Text("8".into()), ..Cell::default() });
        first.put(2, 1, Cell { value: Value::Error("#REF!".into()), ..Cell::default() });
        let other = Sheet { name: "汇 总".to_owned(), ..Sheet::default() };
        Workbook { sheets: vec![first, other], ..Workbook::default() }
    }

    fn value_moved(text: &str, sheet: usize, shift: (i64, i64)) -> Option<f64> {
        let workbook = workbook();
        match Evaluator::new(&workbook).value(&Formula { shift, ..Formula::new(text.into()) }, sheet)? {
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
            // Texts in cells are no numbers to SUM, and are to an operator.
            ("SUM(A3,A1)", 1.0),
            ("SUM(\"5\",A1)", 6.0),
            ("IFERROR(A1/0,7)", 7.0),
            ("IF(D9=0,0,A1/D9)", 0.0),
            ("IF(AND(A1=1,B1=2),3,4)", 3.0),
            ("SUMPRODUCT(A1:B1,A2:B2)", 14.0),
            ("SUMIF(A1:C1,\">1\")", 5.0),
            ("COUNT(A1:C3)", 6.0),
            ("COUNTA(A1:C3)", 8.0),
            ("AVERAGE(A1:C1)", 2.0),
            ("PRODUCT(B1:C1)", 6.0),
            ("SUBTOTAL(9,A1:C1)", 6.0),
            ("ROUNDUP(A1/C1,1)+ROUNDDOWN(C2/5,0)", 1.4),
            ("INT(-0.5)+MOD(C2,4)", 1.0),
            ("SUM(A1:B1,,C1)", 6.0),
            ("VALUE(A1&B1)+1", 13.0),
            ("N(A3)", 0.0),
            ("_xlfn.IFNA(A1,2)", 1.0),
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
            "A1:B1+A1:B1",
            "SUM(A1:B2 B1:C2)",
        ] {
            assert_eq!(value(formula), None, "{formula}");
        }
        assert_eq!(value(&"(".repeat(100_000)), None);
        assert_eq!(value(&format!("{}1", "-".repeat(100_001))), Some(-1.0));
    }

    #[test]
    fn an_error_is_what_a_spreadsheet_shows() {
        let workbook = workbook();
        for (formula, shown) in [
            ("A1/0", "#DIV/0!"),
            ("B3+1", "#REF!"),
            ("SUM(A1:C3)", "#REF!"),
            ("\"a\"+1", "#VALUE!"),
            ("SUM(#REF!,A1)", "#REF!"),
            ("AVERAGE(D1:F9)", "#DIV/0!"),
            ("IF(A1=1,A1/0,2)", "#DIV/0!"),
        ] {
            let value = Evaluator::new(&workbook).value(&Formula::new(formula.into()), 0);
            assert_eq!(value, Some(Value::Error(shown.into())), "{formula}");
        }
    }

    #[test]
    fn sums_of_sums_are_computed_once() {
        let mut sheet = Sheet::default();
        for row in 0..50 {
            let formula = Formula::new(format!("SUM(A{}:A50,A{})+0*A{}", row + 2, row + 2, row + 3).into());
            sheet.put(row, 0, Cell { formula: Some(formula), ..Cell::default() });
        }
        sheet.put(49, 0, Cell { value: Value::Number(1.0), ..Cell::default() });
        let workbook = Workbook { sheets: vec![sheet], ..Workbook::default() };
        let evaluator = Evaluator::new(&workbook);
        assert!(matches!(evaluator.value(&Formula::new("A1".into()), 0), Some(Value::Number(_))));
        assert!(evaluator.steps.get() < 20_000, "{}", evaluator.steps.get());
    }

    #[test]
    fn a_copied_formula_moves_what_is_not_fixed() {
        assert_eq!(value_moved("SUM(A1:B1)", 0, (1, 1)), Some(11.0));
        assert_eq!(value_moved("$A1+A$1", 0, (1, 2)), Some(7.0));
        assert_eq!(value_moved("A1", 0, (-1, 0)), None);
    }
}
