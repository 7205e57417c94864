//! Declared relations → one relation for each row, each column, or once.

use super::expression::{Comparison, Expression, Misread, Name, Piece, Source, Span};
use super::{Blank, Each, RelationDeclaration};
use crate::forms::{Edition, TableForm};
use crate::number::Number;
use crate::severity::Severity;

/// The most terms that the relations of a form have together.
const MOST_TERMS: usize = 200_000;

/// One relation between figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// Rule id under which a broken relation is reported.
    pub id: String,
    /// Which of the table's declarations it comes from.
    pub declared: usize,
    /// Over what that is repeated.
    pub each: Each,
    /// What has to hold.
    pub holds: Statement,
    /// When it has to hold; always, where there is no condition.
    pub when: Option<Statement>,
    /// How it takes a blank cell.
    pub blank: Blank,
    /// By how much the sides may differ, in units of 10^−15.
    pub tolerance: i128,
    /// How much a broken relation weighs.
    pub severity: Severity,
    /// The figure that a finding names first, as an index into [`TableForm::cells`].
    pub target: usize,
}

impl Relation {
    /// The terms of both sides and of the condition.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.holds.terms().chain(self.when.iter().flat_map(Statement::terms))
    }

    /// Whether figures of another document of the same body and year take part in it.
    pub fn looks_at_others(&self) -> bool {
        self.terms().any(|term| term.operand.other().is_some())
    }

    /// Whether figures of other documents take part in it.
    pub fn looks_elsewhere(&self) -> bool {
        let is_other = |term: &Term| match &term.operand {
            Operand::One | Operand::Own(_) => false,
            Operand::Elsewhere { source, .. } => *source != Source::Report,
        };
        self.terms().any(is_other)
    }
}

/// Two sums and how they compare.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The terms of the left side.
    pub left: Vec<Term>,
    /// How the sides compare.
    pub is: Comparison,
    /// The terms of the right side.
    pub right: Vec<Term>,
}

impl Statement {
    /// The terms of both sides.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.left.iter().chain(&self.right)
    }
}

/// A multiple of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// By what the figure is multiplied.
    pub factor: Number,
    /// The figure.
    pub operand: Operand,
}

/// What a term counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// 1: the factor is the number itself.
    One,
    /// A figure of the same table, an index into [`TableForm::cells`].
    Own(usize),
    /// A figure of a table, in some document.
    Elsewhere {
        /// Which document.
        source: Source,
        /// Table id.
        table: String,
        /// Row id.
        row: String,
        /// Column id.
        column: String,
    },
}

impl Operand {
    /// The form of the document of the same body and year in which the figure stands.
    pub fn other(&self) -> Option<&str> {
        match self {
            Operand::Elsewhere { source: Source::Other(form), .. } => Some(form),
            _ => None,
        }
    }
}

/// A declaration that says what the form does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Position of its table in the form.
    pub table: usize,
    /// Position of the declaration in the table.
    pub declared: usize,
    /// The field at fault: `holds`, `when`, `names`, `in`.
    pub field: &'static str,
    /// What is at fault there.
    pub misread: Misread,
}

/// Expands every declaration of a table. A line in which an operand has no cell
/// has no such relation; a name that the form does not have is a fault.
pub(in crate::forms) fn expand(edition: &Edition, table: &TableForm) -> (Vec<Relation>, Vec<Broken>) {
    let mut expander = Expander { edition, relations: Vec::new(), broken: Vec::new(), terms: 0 };
    for (declared, declaration) in table.relation_declarations.iter().enumerate() {
        if let Err((field, misread)) = expander.declaration(table, declared, declaration) {
            expander.broken.push(Broken { table: table.position, declared, field, misread });
        }
    }
    (expander.relations, expander.broken)
}

/// A fault of a declaration, with the field that has it.
type Fault = (&'static str, Misread);

struct Expander<'f> {
    edition: &'f Edition,
    relations: Vec<Relation>,
    broken: Vec<Broken>,
    terms: usize,
}

impl Expander<'_> {
    fn declaration(
        &mut self,
        table: &TableForm,
        declared: usize,
        declaration: &RelationDeclaration,
    ) -> Result<(), Fault> {
        let of = |field: &'static str| move |misread: Misread| (field, misread);
        let holds = Expression::parse(&declaration.holds).map_err(of("holds"))?;
        let when = declaration.when.as_deref().map(Expression::parse).transpose().map_err(of("when"))?;
        let names = declaration.names.as_deref();
        let lines = lines(table, declaration)?;
        let before = self.relations.len();
        for line in lines {
            let scope = Scope { edition: self.edition, table, each: declaration.each, line };
            let Some(statement) = scope.statement(&holds).map_err(of("holds"))? else { continue };
            let condition = when.as_ref().map(|when| scope.statement(when)).transpose().map_err(of("when"))?;
            let Some(target) = scope.target(&statement, names).map_err(of("names"))? else { continue };
            let relation = Relation {
                id: declaration.id.clone(),
                declared,
                each: declaration.each,
                holds: statement,
                when: condition.flatten(),
                blank: declaration.blank,
                tolerance: declaration.tolerance.map_or(0, Number::exact),
                severity: declaration.severity,
                target,
            };
            self.terms += relation.terms().count();
            if self.terms > MOST_TERMS {
                return Err(("holds", Misread { at: 0, expected: "form.expected.fewer" }));
            }
            self.relations.push(relation);
        }
        // A relation that holds nowhere would be dropped in silence.
        if self.relations.len() == before {
            return Err(("holds", Misread { at: 0, expected: "form.expected.somewhere" }));
        }
        Ok(())
    }
}

/// The rows or columns in which a declaration holds.
fn lines(table: &TableForm, declaration: &RelationDeclaration) -> Result<Vec<usize>, Fault> {
    let all = match declaration.each {
        Each::Once => return Ok(vec![0]),
        Each::Row => table.rows.len(),
        Each::Column => table.columns.len(),
    };
    if declaration.lines.is_empty() {
        return Ok((0..all).collect());
    }
    let mut lines = Vec::new();
    for id in &declaration.lines {
        let found = match declaration.each {
            Each::Row => table.rows_named(id),
            _ => table.column_index(id).into_iter().collect(),
        };
        if found.is_empty() {
            return Err(("in", Misread { at: 0, expected: "form.expected.line" }));
        }
        lines.extend(found);
    }
    Ok(lines)
}

/// Where names are looked up.
struct Scope<'f> {
    edition: &'f Edition,
    table: &'f TableForm,
    each: Each,
    line: usize,
}

impl Scope<'_> {
    /// A statement with its figures; `None` where one has no cell in this line.
    fn statement(&self, expression: &Expression) -> Result<Option<Statement>, Misread> {
        let (left, right) = (self.side(&expression.left)?, self.side(&expression.right)?);
        Ok(left.zip(right).map(|(left, right)| Statement { left, is: expression.is, right }))
    }

    fn side(&self, pieces: &[Piece]) -> Result<Option<Vec<Term>>, Misread> {
        let mut terms = Vec::new();
        for piece in pieces {
            let operands = match &piece.operand {
                super::expression::Operand::Name(name) => self.one(name, piece.factor)?,
                super::expression::Operand::Sum(spans) => self.spans(spans, piece.factor)?,
            };
            let Some(operands) = operands else { return Ok(None) };
            terms.extend(operands);
        }
        Ok(Some(terms))
    }

    fn spans(&self, spans: &[Span], factor: Number) -> Result<Option<Vec<Term>>, Misread> {
        let mut terms = Vec::new();
        for span in spans {
            match span {
                Span::One(name) if self.is_repeated(name) => terms.extend(self.repeated(name, factor)?),
                Span::One(name) => match self.one(name, factor)? {
                    Some(term) => terms.extend(term),
                    None => return Ok(None),
                },
                Span::Range(first, last) => terms.extend(self.range(first, last, factor)?),
            }
        }
        Ok((!terms.is_empty()).then_some(terms))
    }

    /// The id of the row that a name names, where it names one, and its column.
    fn row_of_name<'n>(&self, name: &'n Name) -> Option<(&'n str, Option<&'n str>)> {
        let parts: Vec<&str> = name.path.split('/').collect();
        match (parts.as_slice(), self.each) {
            ([row], Each::Column) => Some((row, None)),
            ([row, column], _) => Some((row, Some(column))),
            ([table, row, column], _) if *table == self.table.id => Some((row, Some(column))),
            _ => None,
        }
    }

    /// Whether a name means a row of which a document has any number.
    fn is_repeated(&self, name: &Name) -> bool {
        let elsewhere = |table: &str, row: &str| self.edition.table(table).is_some_and(|table| table.is_repeated(row));
        let mut parts = name.path.split('/');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(table), Some(row), Some(_)) if table != self.table.id => elsewhere(table, row),
            _ => self.row_of_name(name).is_some_and(|(row, _)| self.table.is_repeated(row)),
        }
    }

    /// The figures of all lines of a repeated row. Those of another document or table
    /// are other units': nothing tells which is which.
    fn repeated(&self, name: &Name, factor: Number) -> Result<Vec<Term>, Misread> {
        let misread = |expected| Misread { at: name.at, expected };
        let (row, column) = self.row_of_name(name).ok_or_else(|| misread("form.expected.own_lines"))?;
        if name.source != Source::Report {
            return Err(misread("form.expected.own_lines"));
        }
        let column = match column {
            Some(column) => self.table.column_index(column).ok_or_else(|| misread("form.expected.known"))?,
            None => self.line,
        };
        let cells = self.table.rows_named(row).into_iter().filter_map(|row| self.table.cell(row, column));
        Ok(cells.map(|cell| Term { factor, operand: Operand::Own(cell) }).collect())
    }

    /// The figures from one row or column to another, those without a cell in
    /// this line aside.
    fn range(&self, first: &Name, last: &Name, factor: Number) -> Result<Vec<Term>, Misread> {
        let position = |name: &Name, of: fn(&[usize]) -> Option<&usize>| {
            let found = match self.each {
                Each::Row => self.table.column_index(&name.path),
                Each::Column => of(&self.table.rows_named(&name.path)).copied(),
                Each::Once => None,
            };
            found.ok_or(Misread { at: name.at, expected: "form.expected.line" })
        };
        let (from, to) = (position(first, <[usize]>::first)?, position(last, <[usize]>::last)?);
        if from > to {
            return Err(Misread { at: last.at, expected: "form.expected.order" });
        }
        let cell = |at: usize| match self.each {
            Each::Row => self.table.cell(self.line, at),
            _ => self.table.cell(at, self.line),
        };
        let has_lines = self.each == Each::Column && (from..=to).any(|row| self.table.is_line(row));
        if first.source != Source::Report && has_lines {
            return Err(Misread { at: first.at, expected: "form.expected.own_lines" });
        }
        Ok((from..=to)
            .filter_map(cell)
            .map(|cell| Term { factor, operand: self.operand(&first.source, cell) })
            .collect())
    }

    fn one(&self, name: &Name, factor: Number) -> Result<Option<Vec<Term>>, Misread> {
        let term = |operand| Ok(Some(vec![Term { factor, operand }]));
        if self.is_repeated(name) {
            return Err(Misread { at: name.at, expected: "form.expected.sum" });
        }
        // The same line of another document is another unit's.
        if self.each == Each::Row && name.source != Source::Report && self.table.is_line(self.line) {
            return Ok(None);
        }
        if let Source::Other(_) = name.source {
            return term(self.in_other_form(name)?);
        }
        match self.find(&name.path) {
            Found::Cell(cell) => term(self.operand(&name.source, cell)),
            Found::InTable(table, cell) => term(elsewhere(&name.source, table, cell)),
            Found::NoCell => Ok(None),
            Found::Nothing => {
                let number = Number::parse(&name.path).filter(|_| name.source == Source::Report);
                let number = number.ok_or(Misread { at: name.at, expected: "form.expected.known" })?;
                let product = factor.times(number).ok_or(Misread { at: name.at, expected: "form.expected.number" })?;
                Ok(Some(vec![Term { factor: product, operand: Operand::One }]))
            }
        }
    }

    /// A figure of another form, which is not known here: its name has to be whole.
    fn in_other_form(&self, name: &Name) -> Result<Operand, Misread> {
        let parts: Vec<&str> = name.path.split('/').collect();
        let [table, row, column] = parts.as_slice() else {
            return Err(Misread { at: name.at, expected: "form.expected.address" });
        };
        let [table, row, column] = [table, row, column].map(|part| (*part).to_owned());
        Ok(Operand::Elsewhere { source: name.source.clone(), table, row, column })
    }

    fn find(&self, path: &str) -> Found<'_> {
        let parts: Vec<&str> = path.split('/').collect();
        let within =
            |table: &TableForm, row: &str, column: &str| match (table.row_index(row), table.column_index(column)) {
                (Some(row), Some(column)) => Some(table.cell(row, column)),
                _ => None,
            };
        match (parts.as_slice(), self.each) {
            ([line], Each::Row) => match self.table.column_index(line) {
                Some(column) => self.table.cell(self.line, column).map_or(Found::NoCell, Found::Cell),
                None => Found::Nothing,
            },
            ([line], Each::Column) => match self.table.row_index(line) {
                Some(row) => self.table.cell(row, self.line).map_or(Found::NoCell, Found::Cell),
                None => Found::Nothing,
            },
            ([row, column], _) => match within(self.table, row, column) {
                Some(cell) => cell.map_or(Found::NoCell, Found::Cell),
                None => Found::Nothing,
            },
            ([table, row, column], _) => match self.edition.table(table) {
                Some(table) if table.id == self.table.id => match within(table, row, column) {
                    Some(cell) => cell.map_or(Found::NoCell, Found::Cell),
                    None => Found::Nothing,
                },
                Some(table) => match within(table, row, column) {
                    Some(cell) => cell.map_or(Found::NoCell, |cell| Found::InTable(table, cell)),
                    None => Found::Nothing,
                },
                None => Found::Nothing,
            },
            _ => Found::Nothing,
        }
    }

    fn operand(&self, source: &Source, cell: usize) -> Operand {
        match source {
            Source::Report => Operand::Own(cell),
            _ => elsewhere(source, self.table, cell),
        }
    }

    /// The figure that a finding names first: the one that `names` says, else the
    /// one that stands alone on a side, else the first of this table.
    fn target(&self, statement: &Statement, names: Option<&str>) -> Result<Option<usize>, Misread> {
        if let Some(path) = names {
            let name = Name { source: Source::Report, path: path.to_owned(), at: 0 };
            if self.is_repeated(&name) {
                return Err(Misread { at: 0, expected: "form.expected.one" });
            }
            return match self.find(path) {
                Found::Cell(cell) => Ok(Some(cell)),
                Found::NoCell => Ok(None),
                _ => Err(Misread { at: 0, expected: "form.expected.known" }),
            };
        }
        let own = |term: &Term| match term.operand {
            Operand::Own(cell) => Some(cell),
            _ => None,
        };
        let alone = |side: &[Term]| match side {
            [term] => own(term),
            _ => None,
        };
        let found = alone(&statement.left).or_else(|| alone(&statement.right));
        let found = found.or_else(|| statement.terms().find_map(own));
        found.map(Some).ok_or(Misread { at: 0, expected: "form.expected.own" })
    }
}

/// What a name is in this line.
enum Found<'f> {
    /// A figure of the same table.
    Cell(usize),
    /// A figure of another table of the form.
    InTable(&'f TableForm, usize),
    /// The row or column has no cell there.
    NoCell,
    /// Nothing has this name.
    Nothing,
}

fn elsewhere(source: &Source, table: &TableForm, cell: usize) -> Operand {
    let id = |id: Option<&String>| id.cloned().unwrap_or_default();
    Operand::Elsewhere {
        source: source.clone(),
        table: table.id.clone(),
        row: id(table.row_of(cell).map(|row| &row.id)),
        column: id(table.column_of(cell).map(|column| &column.id)),
    }
}
