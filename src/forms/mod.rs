//! What the official forms are, as data.
//!
//! Each edition of the annual report is one JSON file beside this module: its
//! tables with their labels and merges, the headings of its sections, and the
//! balance edits (勾稽关系) that its figures obey. One engine reads them all;
//! adding an edition is adding a file.

#[cfg(feature = "whole")]
mod companions;
#[cfg(feature = "whole")]
mod complete;
mod family;
mod layout;
mod lines;
#[cfg(feature = "whole")]
mod loading;
mod relation;
mod retired;

#[cfg(feature = "whole")]
pub use companions::companions;
pub use family::{FormFamily, Forms};
pub use layout::{LayoutCell, LayoutFigure, LayoutRow};
#[cfg(feature = "whole")]
pub use loading::{FormFault, lint, load, schema, to_confirm};
#[cfg(feature = "whole")]
pub(crate) use loading::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TABLES};
pub use relation::{
    BalanceEdit, Blank, Broken, Comparison, Each, Misread, Operand, Relation, RelationDeclaration, Sentence, Source,
    Statement, Term,
};
pub use retired::{RetiredEdition, retired_editions};

use crate::json::{Json, Record, choice, record};
use std::sync::LazyLock;

/// The edition files, oldest first: every file in this folder that has tables.
static SOURCES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/forms/editions.rs"));

static EDITIONS: LazyLock<Vec<Edition>> = LazyLock::new(|| {
    let mut editions: Vec<Edition> = SOURCES.iter().map(|source| Edition::of(Json::parse(source).as_ref())).collect();
    for edition in &mut editions {
        edition.compile();
    }
    editions
});

/// The marks of the companions, each once: what a build that has none of them goes by.
static COMPANION_MARKS: &[&str] = &include!(concat!(env!("OUT_DIR"), "/companion_marks.rs"));

/// Whether a text may be that of a companion's document, as far as its words tell.
pub fn may_be_companion(text: &str) -> bool {
    COMPANION_MARKS.iter().any(|mark| text.contains(mark))
}

/// Every edition that is checked, oldest first.
pub fn editions() -> &'static [Edition] {
    &EDITIONS
}

/// Every edition that is checked as the JSON of its file, oldest first.
pub(crate) fn sources() -> &'static [&'static str] {
    SOURCES
}

/// The edition with this id (`2019`, `2021`, or one of a companion), if there is one.
pub fn edition(id: &str) -> Option<&'static Edition> {
    let own = editions().iter().find(|edition| edition.id == id);
    #[cfg(feature = "whole")]
    let own = own.or_else(|| companions().iter().copied().find(|edition| edition.id == id));
    own
}

/// Whether a table is one of the forms that come with the library.
pub(crate) fn is_of_library(form: &TableForm) -> bool {
    editions().iter().flat_map(|edition| &edition.tables).any(|known| std::ptr::eq(known, form))
}

/// The relations that the checked editions declare, each id once.
pub(crate) fn relations() -> impl Iterator<Item = &'static RelationDeclaration> {
    let all = || editions().iter().flat_map(|edition| &edition.tables).flat_map(|table| &table.relation_declarations);
    all().enumerate().filter(move |(at, one)| !all().take(*at).any(|known| known.id == one.id)).map(|(_, one)| one)
}

/// The newest edition: what a document is read as while nothing tells.
pub fn latest() -> Option<&'static Edition> {
    editions().last()
}

/// The edition in force for a report year, if that year has one.
pub fn edition_for_year(year: u16) -> Option<&'static Edition> {
    editions().iter().find(|edition| edition.years.contains(year))
}

/// One edition of the report format.
#[derive(Debug)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct Edition {
    /// Permanent id, the year of the notice: `2019`, `2021`.
    pub id: String,
    /// The document that it is an edition of, where that has several.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub edition_of: Option<String>,
    /// Full official name in Chinese.
    pub name: String,
    /// Short name in English.
    pub english: String,
    /// Document number of the notice that issued it.
    pub source: String,
    /// The report years that it is for.
    pub years: Years,
    /// Month and day of the year after the report year by which it is published: `01-31`.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub due: Option<String>,
    /// Words of which a document of a companion has one; any document, where there are none.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Vec::is_empty"))]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub marks: Vec<String>,
    /// The six sections, in order.
    pub sections: Vec<SectionForm>,
    /// Its tables, in the order of the report.
    pub tables: Vec<TableForm>,
    /// What the package adds to the file: cells that are the sum of others.
    #[cfg(test)]
    #[serde(default)]
    #[ts(type = "Record<Address, Address[]>")]
    pub totals: (),
}

record!(
    Edition { id, edition_of, name, english, source, years, due, marks, sections, tables }
    #[cfg(test)]
    totals: (),
);

impl Edition {
    /// Derives cells and relations from the declarations; gives the relations that
    /// say what the form does not have.
    fn compile(&mut self) -> Vec<Broken> {
        self.tables.iter_mut().enumerate().for_each(|(position, table)| table.compile(position));
        let mut broken = Vec::new();
        for position in 0..self.tables.len() {
            let Some((relations, faults)) = self.tables.get(position).map(|table| relation::expand(self, table)) else {
                continue;
            };
            broken.extend(faults);
            if let Some(table) = self.tables.get_mut(position) {
                table.take(relations);
            }
        }
        broken
    }

    /// What its documents are called: those of its family, or its own id.
    pub fn family(&self) -> &str {
        self.edition_of.as_deref().unwrap_or(&self.id)
    }

    /// Whether this is its id or the name of its family.
    pub fn is_called(&self, name: &str) -> bool {
        self.id == name || self.family() == name
    }

    /// The form of one of its tables.
    pub fn table(&self, id: &str) -> Option<&TableForm> {
        self.tables.iter().find(|table| table.id == id)
    }
}

/// The report years of an edition, both ends included; `to` is open while the
/// edition is in force.
#[derive(Debug)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct Years {
    /// First report year.
    pub from: u16,
    /// Last report year, `None` while in force.
    pub to: Option<u16>,
    /// The report year for which it was recommended and not yet prescribed.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub recommended: Option<u16>,
}

record!(Years { from, to, recommended });

impl Years {
    /// Whether a report for this year uses the edition.
    pub fn contains(&self, year: u16) -> bool {
        self.from <= year && self.to.is_none_or(|to| year <= to)
    }
}

/// A section of the report: `一、总体情况`.
#[derive(Debug)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct SectionForm {
    /// Chinese ordinal, `一` … `六`.
    pub ordinal: String,
    /// Official heading without its ordinal.
    pub heading: String,
    /// Long forms of the heading that are as good (without ordinal).
    pub accepted: Vec<String>,
    /// English name.
    pub english: String,
}

record!(SectionForm { ordinal, heading, accepted, english });

/// What kind of figure a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(any(test, feature = "whole"), serde(rename_all = "lowercase"))]
pub enum Kind {
    /// A whole number, not negative.
    Count,
    /// A whole number that may be negative (本年增/减).
    Signed,
    /// Money: a decimal, not negative.
    Amount,
    /// A decimal that may be negative (增减额, 增长率).
    Decimal,
}

choice!(Kind { Count, Signed, Amount, Decimal });

impl Kind {
    /// Whether its figures may be negative.
    pub const fn may_be_negative(self) -> bool {
        matches!(self, Kind::Signed | Kind::Decimal)
    }

    /// Whether its figures may have decimals.
    pub const fn has_decimals(self) -> bool {
        matches!(self, Kind::Amount | Kind::Decimal)
    }
}

/// A column of a table.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "ColumnForm"))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct Column {
    /// Name in cell addresses.
    pub id: String,
    /// Official label.
    pub label: String,
    /// English label.
    pub english: String,
    /// Labels over it in the head, outermost first: they tell columns of one label apart.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Vec::is_empty"))]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub group: Vec<String>,
    /// What it holds.
    pub kind: Kind,
    /// Unit of its figures, where the form says one.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub unit: Option<String>,
    /// Other labels that surely mean this column.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Vec::is_empty"))]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub accepted: Vec<String>,
}

record!(Column { id, label, english, group, kind, unit, accepted });

/// A row of a table.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RowForm"))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct Row {
    /// Name in cell addresses, `3.3.1`.
    pub id: String,
    /// Official label, numbering included.
    pub label: String,
    /// English label.
    pub english: String,
    /// Labels of the groups that it stands in, outermost first.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Vec::is_empty"))]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub group: Vec<String>,
    /// The columns it has, where it has not all of them.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Vec::is_empty"))]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub columns: Vec<String>,
    /// Other labels that surely mean this row.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Vec::is_empty"))]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub accepted: Vec<String>,
    /// Unit of its figures, where the form prints one beside each label.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub unit: Option<String>,
    /// Whether a document has any number of it, each with a label of its own: a line a unit.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "is_false"))]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub repeated: bool,
    /// Whether it is printed without its label: the one row of figures beneath the heads.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "is_false"))]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub unlabelled: bool,
    /// What its figures are, where that is not what the column holds: money among counts.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub kind: Option<Kind>,
    /// The row of which it is a line, in the form of one document.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub line_of: Option<String>,
}

record!(Row { id, label, english, group, columns, accepted, unit, repeated, unlabelled, kind } line_of: None,);

#[cfg(any(test, feature = "whole"))]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// One figure of a form: where it stands and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellForm {
    /// Index into [`TableForm::rows`].
    pub row: usize,
    /// Index into [`TableForm::columns`].
    pub column: usize,
    /// What it holds.
    pub kind: Kind,
}

/// Words in which the text of a document says a figure of a table.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct Said {
    /// Row and column id: `total/amount`.
    pub cell: String,
    /// The words, with `{}` where the number stands: `行政处罚总数为{}宗`.
    pub words: Vec<String>,
}

record!(Said { cell, words });

/// A figure that means the same as one of another form, so that the two are one series.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct SameAs {
    /// Row and column id: `3.1/count`.
    pub cell: String,
    /// What its documents are called, and the address there: `annual_report.applications/1/total`.
    pub figure: String,
}

record!(SameAs { cell, figure });

/// The rows whose stock follows from additions and removals (2021).
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct Stock {
    /// Row ids.
    pub rows: Vec<String>,
    /// Column id of what is in force at the end of the year.
    pub stock: String,
    /// Column id of what was added in the year.
    pub added: String,
    /// Column id of what was removed in the year.
    pub removed: String,
}

record!(Stock { rows, stock, added, removed });

/// The rows in which one figure is part of another (2019).
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct AtMost {
    /// Row ids.
    pub rows: Vec<String>,
    /// Column id of the part.
    pub part: String,
    /// Column id of the whole.
    pub whole: String,
}

record!(AtMost { rows, part, whole });

/// The rows that count items: those of the year before and their change (2019).
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct Items {
    /// Row ids.
    pub rows: Vec<String>,
    /// Column id of last year's items.
    pub stock: String,
    /// Column id of this year's change.
    pub change: String,
}

record!(Items { rows, stock, change });

/// The rows between which figures go over the turn of the year.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct Carried {
    /// Row id of what came from the year before.
    pub into: String,
    /// Row id of what goes to the next year.
    pub out_of: String,
}

record!(Carried { into, out_of });

/// The rows in which an independent figure is often filled with a sum (2019).
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct Summed {
    /// Row ids.
    pub rows: Vec<String>,
    /// Column id of last year's items.
    pub stock: String,
    /// Column id of this year's change.
    pub change: String,
    /// Column id of the independent figure.
    pub flow: String,
}

record!(Summed { rows, stock, change, flow });

/// The form of one table.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(any(test, feature = "whole"), derive(serde::Serialize))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub struct TableForm {
    /// Name in cell addresses.
    pub id: String,
    /// Number of the section that holds it, from 1.
    pub section: u8,
    /// Official title: the heading of its section.
    pub title: String,
    /// English title.
    pub english: String,
    /// Short name in messages: `表三`.
    pub short: String,
    /// Labels of columns that hold no figures: 序号, 行次, 备注.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Vec::is_empty"))]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub other_columns: Vec<String>,
    /// Whether a document may lack it: whoever has nothing to do with it leaves it out.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "is_false"))]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub optional: bool,
    /// The note in its head, where the form prints one.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub note: Option<String>,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Its rows, in order.
    pub rows: Vec<Row>,
    /// The head rows with their merges.
    pub head: Vec<Vec<LayoutCell>>,
    /// The body rows with their merges.
    pub body: Vec<LayoutRow>,
    /// What its figures obey (勾稽关系).
    #[cfg_attr(any(test, feature = "whole"), serde(rename = "relations"))]
    pub relation_declarations: Vec<RelationDeclaration>,
    /// Words in which the text of a document says a figure.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Vec::is_empty"))]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<Said>>"))]
    pub said: Vec<Said>,
    /// Figures that mean the same as one of another form: series of years go on through them.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Vec::is_empty"))]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<SameAs>>"))]
    pub same_as: Vec<SameAs>,
    /// Stock and flow, where the form has it.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub stock: Option<Stock>,
    /// Figures that are often summed by mistake, where the form has them.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub summed: Option<Summed>,
    /// Figures of which one is part of the other, where the form has them.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub at_most: Option<AtMost>,
    /// Numbers of items and their change, where the form has them.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub items: Option<Items>,
    /// What goes over from one year to the next, where the form has it.
    #[cfg_attr(test, serde(default))]
    #[cfg_attr(any(test, feature = "whole"), serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub carried: Option<Carried>,
    /// Its place among the tables of its form, from 0.
    #[cfg_attr(any(test, feature = "whole"), serde(skip))]
    pub position: usize,
    #[cfg_attr(any(test, feature = "whole"), serde(skip))]
    cells: Vec<CellForm>,
    #[cfg_attr(any(test, feature = "whole"), serde(skip))]
    addresses: Vec<String>,
    #[cfg_attr(any(test, feature = "whole"), serde(skip))]
    first_cells: Vec<usize>,
    #[cfg_attr(any(test, feature = "whole"), serde(skip))]
    relations: Vec<Relation>,
    #[cfg_attr(any(test, feature = "whole"), serde(skip))]
    balance_edits: Vec<BalanceEdit>,
    /// Those of its relations that are no balance edits, as indexes.
    #[cfg_attr(any(test, feature = "whole"), serde(skip))]
    other_relations: Vec<usize>,
}

record!(
    TableForm {
        id,
        section,
        title,
        english,
        short,
        optional,
        note,
        other_columns,
        columns,
        rows,
        head,
        body,
        relation_declarations = "relations",
        said,
        same_as,
        stock,
        summed,
        at_most,
        items,
        carried,
    }
    position: 0,
    cells: Vec::new(),
    addresses: Vec::new(),
    first_cells: Vec::new(),
    relations: Vec::new(),
    balance_edits: Vec::new(),
    other_relations: Vec::new(),
);

impl TableForm {
    /// Derives the dense cells from the declarations.
    fn compile(&mut self, position: usize) {
        self.position = position;
        for (row, declared) in self.rows.iter().enumerate() {
            self.first_cells.push(self.cells.len());
            for (column, form) in self.columns.iter().enumerate() {
                if declared.columns.is_empty() || declared.columns.contains(&form.id) {
                    self.cells.push(CellForm { row, column, kind: declared.kind.unwrap_or(form.kind) });
                    self.addresses.push(format!("{}/{}/{}", self.id, declared.id, form.id));
                }
            }
        }
    }

    /// Takes its relations, and tells the balance edits among them.
    fn take(&mut self, relations: Vec<Relation>) {
        let is_count = |cell: usize| self.cells.get(cell).is_some_and(|cell| cell.kind == Kind::Count);
        let edits = relations.iter().enumerate().filter_map(|(at, relation)| BalanceEdit::of(at, relation));
        self.balance_edits = edits.filter(|edit| edit.members().all(|(cell, _)| is_count(cell))).collect();
        let is_other = |(at, _): &(usize, &Relation)| !self.balance_edits.iter().any(|edit| edit.relation == *at);
        self.other_relations = relations.iter().enumerate().filter(is_other).map(|(at, _)| at).collect();
        self.relations = relations;
    }

    /// Forgets what was derived.
    #[cfg(feature = "whole")]
    fn clear(&mut self) {
        self.cells.clear();
        self.addresses.clear();
        self.first_cells.clear();
    }

    /// Whether labels of its body reach over several rows.
    pub fn has_merged_labels(&self) -> bool {
        self.body.iter().any(|row| match row {
            LayoutRow::Figures { labels, .. } => labels.iter().any(|label| label.rows > 1),
            LayoutRow::Head { .. } => false,
        })
    }

    /// Whether its figures stand in one row, under heads of several levels.
    pub fn is_record(&self) -> bool {
        self.rows.len() > 1 && self.body.len() == 1
    }

    /// Whether it has one row of figures, printed without a label.
    pub fn is_single(&self) -> bool {
        matches!(self.rows.as_slice(), [row] if row.unlabelled)
    }

    /// Every figure of the form, row by row. The index into this list is the
    /// index of the figure in a recognised table.
    pub fn cells(&self) -> &[CellForm] {
        &self.cells
    }

    /// The indexes of one row's figures.
    pub fn row_cells(&self, row: usize) -> std::ops::Range<usize> {
        let start = self.first_cells.get(row).copied().unwrap_or(self.cells.len());
        let end = self.first_cells.get(row + 1).copied().unwrap_or(self.cells.len());
        start..end
    }

    /// The positions of the columns that a row has.
    pub fn row_columns(&self, row: usize) -> Vec<usize> {
        self.row_cells(row).filter_map(|cell| self.cells.get(cell)).map(|cell| cell.column).collect()
    }

    /// The index of the figure in this row and column, by position.
    pub fn cell(&self, row: usize, column: usize) -> Option<usize> {
        self.row_cells(row).find(|&cell| self.cells.get(cell).is_some_and(|form| form.column == column))
    }

    /// The index of the figure with these ids.
    pub fn cell_named(&self, row: &str, column: &str) -> Option<usize> {
        self.cell(self.row_index(row)?, self.column_index(column)?)
    }

    /// Position of the row with this id.
    pub fn row_index(&self, id: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    /// Position of the column with this id.
    pub fn column_index(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The row of a figure.
    pub fn row_of(&self, cell: usize) -> Option<&Row> {
        self.rows.get(self.cells.get(cell)?.row)
    }

    /// The column of a figure.
    pub fn column_of(&self, cell: usize) -> Option<&Column> {
        self.columns.get(self.cells.get(cell)?.column)
    }

    /// Whether a figure is a share in percent.
    pub fn is_share(&self, cell: usize) -> bool {
        let says = |label: &str, unit: Option<&str>| unit == Some("%") || label.contains(['%', '％']);
        self.column_of(cell).is_some_and(|column| says(&column.label, column.unit.as_deref()))
            || self.row_of(cell).is_some_and(|row| says(&row.label, row.unit.as_deref()))
    }

    /// The contract's address of a figure: `applications/3.7/total`.
    pub fn address(&self, cell: usize) -> &str {
        self.addresses.get(cell).map_or("", String::as_str)
    }

    /// The index of the figure with this address.
    pub fn cell_at(&self, address: &str) -> Option<usize> {
        self.addresses.iter().position(|known| known == address)
    }

    /// Its relations, expanded to one per row or column.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The declaration of the relation that is reported under this id.
    pub fn relation_named(&self, id: &str) -> Option<&RelationDeclaration> {
        self.relation_declarations.iter().find(|declared| declared.id == id)
    }

    /// The cells that a relation makes the sum of others, with those.
    pub fn totals(&self) -> impl Iterator<Item = (usize, &[usize])> {
        self.balance_edits.iter().filter_map(|edit| match edit.left.as_slice() {
            [total] if *total == edit.target => Some((*total, edit.right.as_slice())),
            _ => None,
        })
    }

    /// Those of its relations that are no balance edits.
    pub fn other_relations(&self) -> impl Iterator<Item = &Relation> {
        self.other_relations.iter().filter_map(|at| self.relations.get(*at))
    }

    /// Those of its relations that are equal sums of its own counts.
    pub fn balance_edits(&self) -> &[BalanceEdit] {
        &self.balance_edits
    }
}

/// What the npm package says of these types.
#[cfg(test)]
pub(crate) fn declarations() -> Vec<String> {
    use crate::output::typescript::declaration;
    vec![
        declaration::<Edition>(),
        declaration::<Years>(),
        declaration::<SectionForm>(),
        declaration::<TableForm>(),
        declaration::<Column>(),
        declaration::<Row>(),
        declaration::<Kind>(),
        declaration::<LayoutCell>(),
        declaration::<LayoutRow>(),
        declaration::<LayoutFigure>(),
        declaration::<RelationDeclaration>(),
        declaration::<Each>(),
        declaration::<Blank>(),
        declaration::<Sentence>(),
        declaration::<Stock>(),
        declaration::<Summed>(),
        declaration::<Said>(),
        declaration::<SameAs>(),
        declaration::<AtMost>(),
        declaration::<Items>(),
        declaration::<Carried>(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edition_file_is_read_whole() {
        let ids: Vec<_> = editions().iter().map(|edition| edition.id.as_str()).collect();
        assert_eq!(ids, ["2019", "2021"]);
        for source in SOURCES {
            let strictly: Edition = serde_json::from_str(source).unwrap();
            assert_eq!(format!("{:?}", Edition::of(Json::parse(source).as_ref())), format!("{strictly:?}"));
        }
    }

    #[test]
    fn the_forms_have_the_official_number_of_figures() {
        let figures =
            |id: &str| -> Vec<usize> { edition(id).unwrap().tables.iter().map(|table| table.cells().len()).collect() };
        assert_eq!(figures("2019"), [22, 161, 15]);
        assert_eq!(figures("2021"), [10, 175, 15]);
    }

    #[test]
    fn the_relations_are_those_of_the_official_format() {
        let count = |id: &str, rule: &str| {
            edition(id)
                .unwrap()
                .tables
                .iter()
                .flat_map(TableForm::balance_edits)
                .filter(|edit| edit.rule == rule)
                .count()
        };
        for (id, rows) in [("2019", 23), ("2021", 25)] {
            assert_eq!(count(id, "applications.balance"), 7);
            assert_eq!(count(id, "applications.result_total"), 7);
            assert_eq!(count(id, "applications.row_total"), rows);
            assert_eq!(count(id, "review.total"), 3);
        }
    }

    #[test]
    fn every_year_from_2019_has_one_edition() {
        for year in 2019..2040 {
            assert!(edition_for_year(year).is_some());
        }
        assert!(edition_for_year(2018).is_none());
    }

    #[test]
    fn an_address_names_its_figure_and_back() {
        for table in editions().iter().flat_map(|edition| &edition.tables) {
            for cell in 0..table.cells().len() {
                let address = table.address(cell);
                let mut parts = address.splitn(3, '/').skip(1);
                let (row, column) = (parts.next().unwrap(), parts.next().unwrap());
                assert_eq!(table.cell_named(row, column), Some(cell), "{address}");
            }
        }
    }
}
