//! What may stand in the file of a form, as data: the strict reading follows it,
//! and the JSON Schema is written from it.

use crate::json::Json;

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// Text that says something.
    Text,
    /// A name in addresses: letters, digits, `_`, and points between them.
    Id,
    /// A whole number in this range.
    Whole(u16, u16),
    /// A decimal number, not negative.
    Decimal,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// `null` or something.
    Optional(&'static Shape),
    /// A list.
    List(&'static Shape),
    /// An object with these fields.
    Object(&'static [Field]),
    /// Either object, told by the field that only the first has.
    Either(&'static str, &'static [Field], &'static [Field]),
}

/// A field of an object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub name: &'static str,
    pub shape: Shape,
    pub is_required: bool,
    /// What it says, for the schema.
    pub about: &'static str,
}

const fn required(name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field { name, shape, is_required: true, about }
}

const fn optional(name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field { name, shape, is_required: false, about }
}

/// The file of a form.
pub(super) const FORM: Shape = Shape::Object(&[
    optional("$schema", Shape::Text, "Where an editor finds the JSON Schema of this file"),
    required("id", Shape::Id, "表式的编号 / Permanent id of the form"),
    optional("edition_of", Shape::Id, "同一种文件的另一版本 / The document that it is an edition of"),
    required("name", Shape::Text, "表式的全称 / Full name in Chinese"),
    optional("english", Shape::Text, "英文名 / Name in English"),
    optional("source", Shape::Text, "依据的文号 / Number of the document that issued it"),
    optional("years", Shape::Object(YEARS), "适用的年度 / The report years that it is for"),
    optional(
        "due",
        Shape::Text,
        "次年的公布期限，月-日，如 01-31 / Month and day of the next year by which it is published",
    ),
    optional(
        "marks",
        Shape::List(&Shape::Text),
        "随附的表式：文件里有其中一个字样才按它来认 / Words of which a document of a companion has one",
    ),
    optional("sections", Shape::List(&Shape::Object(SECTION)), "各部分的标题 / The sections of the report, in order"),
    required("tables", Shape::List(&Shape::Object(TABLE)), "各表 / Its tables, in order"),
]);

const YEARS: &[Field] = &[
    required("from", Shape::Whole(1949, 2999), "First report year"),
    optional("to", Shape::Optional(&Shape::Whole(1949, 2999)), "Last report year; null while in force"),
    optional("recommended", Shape::Whole(1949, 2999), "The year for which it was recommended only"),
];

const SECTION: &[Field] = &[
    required("ordinal", Shape::Text, "一, 二 …"),
    required("heading", Shape::Text, "The official heading without its ordinal"),
    optional("accepted", Shape::List(&Shape::Text), "Other headings that are as good"),
    optional("english", Shape::Text, "Heading in English"),
];

/// Files of forms say here what a person has not confirmed yet.
pub(super) const CONFIRM_NAME: &str = "confirm";

const CONFIRM: Field = optional(
    CONFIRM_NAME,
    Shape::Text,
    "待人工确认的事，确认后删去 / What a person has to confirm; deleted once that is done",
);

const TABLE: &[Field] = &[
    required("id", Shape::Id, "表的编号 / Name in cell addresses"),
    required("title", Shape::Text, "表的标题 / Title"),
    optional("section", Shape::Whole(0, 99), "Number of the section that holds it, from 1"),
    optional("english", Shape::Text, "Title in English"),
    optional("short", Shape::Text, "短名 / Short name in messages"),
    optional(
        "other_columns",
        Shape::List(&Shape::Text),
        "不填数的列（序号、行次、备注） / Labels of columns that hold no figures",
    ),
    optional("optional", Shape::Flag, "没有这张表也可以 / Whether a document may lack it"),
    optional("note", Shape::Text, "表内的注 / The note in its head"),
    required("columns", Shape::List(&Shape::Object(COLUMN)), "各列 / Its columns, in order"),
    required("rows", Shape::List(&Shape::Object(ROW)), "各行 / Its rows, in order"),
    optional("head", Shape::List(&Shape::List(&Shape::Object(LABEL))), "Printed rows of the head"),
    optional(
        "body",
        Shape::List(&Shape::Either("head", HEAD_ROW, FIGURE_ROW)),
        "Printed rows of the body; made of rows and columns where it is not given",
    ),
    optional("relations", Shape::List(&Shape::Object(RELATION)), "勾稽关系 / What its figures obey"),
    optional(
        "said",
        Shape::List(&Shape::Object(SAID)),
        "文字里说到某一格的说法，与表核对 / Words in which the text says a figure, held against the table",
    ),
    optional(
        "same_as",
        Shape::List(&Shape::Object(SAME_AS)),
        "与另一种表的哪一个数是同一回事，历年的数由此相接 / Figures that mean the same as one of another form",
    ),
    optional("stock", Shape::Object(STOCK), "Stock and flow"),
    optional("at_most", Shape::Object(AT_MOST), "Figures of which one is part of the other"),
    optional("items", Shape::Object(ITEMS), "Numbers of items and their change"),
    optional("summed", Shape::Object(SUMMED), "Figures that are often summed by mistake"),
    optional("carried", Shape::Object(CARRIED), "What goes over the turn of the year"),
    CONFIRM,
];

const ROWS: Field = required("rows", Shape::List(&Shape::Id), "Row ids");

const fn id(name: &'static str) -> Field {
    required(name, Shape::Id, "A row or column id")
}

const SAID: &[Field] = &[
    required("cell", Shape::Text, "哪一格：行编号/列编号 / Row and column id: total/amount"),
    required(
        "words",
        Shape::List(&Shape::Text),
        "说法，数字处写 {}，如“行政处罚总数为{}宗” / The words, with {} where the number stands",
    ),
];

const SAME_AS: &[Field] = &[
    required("cell", Shape::Text, "哪一格：行编号/列编号 / Row and column id: total/amount"),
    required(
        "figure",
        Shape::Text,
        "另一种表的那一格，如 annual_report.applications/1/total / The cell of the other form",
    ),
];

const STOCK: &[Field] = &[ROWS, id("stock"), id("added"), id("removed")];
const AT_MOST: &[Field] = &[ROWS, id("part"), id("whole")];
const ITEMS: &[Field] = &[ROWS, id("stock"), id("change")];
const SUMMED: &[Field] = &[ROWS, id("stock"), id("change"), id("flow")];
const CARRIED: &[Field] = &[id("into"), id("out_of")];

const COLUMN: &[Field] = &[
    required("id", Shape::Id, "列的编号 / Name in cell addresses"),
    required("label", Shape::Text, "列名 / Label"),
    optional("english", Shape::Text, "Label in English"),
    optional(
        "group",
        Shape::List(&Shape::Text),
        "列名上方的名称，由外到内 / Labels over it in the head, outermost first",
    ),
    optional("kind", KINDS, "count 个数，signed 可为负数，amount 金额，decimal 可为负、可有小数"),
    optional("unit", Shape::Text, "单位 / Unit of its figures"),
    optional("accepted", Shape::List(&Shape::Text), "其他写法 / Other labels that surely mean this column"),
    CONFIRM,
];

const KINDS: Shape = Shape::Choice(&["count", "signed", "amount", "decimal"]);

const ROW: &[Field] = &[
    required("id", Shape::Id, "行的编号 / Name in cell addresses"),
    required("label", Shape::Text, "行名 / Label"),
    optional("english", Shape::Text, "Label in English"),
    optional("group", Shape::List(&Shape::Text), "所在的组，由外到内 / Labels of its groups, outermost first"),
    optional("columns", Shape::List(&Shape::Id), "只有这几列 / The columns it has, where not all"),
    optional("accepted", Shape::List(&Shape::Text), "其他写法 / Other labels that surely mean this row"),
    optional("unit", Shape::Text, "行名旁印出的单位 / Unit, where the form prints one beside each label"),
    optional(
        "repeated",
        Shape::Flag,
        "一个单位一行，行数不定 / Whether a document has any number of it, each with a label of its own",
    ),
    optional(
        "unlabelled",
        Shape::Flag,
        "表头下唯一的一行数，不印行名 / Whether it is the one row of figures beneath the heads, printed without a label",
    ),
    optional(
        "kind",
        KINDS,
        "与列不同的数：个数之间的金额 / What its figures are, where that is not what the column holds",
    ),
    CONFIRM,
];

const LABEL: &[Field] = &[
    required("text", Shape::Text, "What is printed"),
    optional("rows", Shape::Whole(1, 999), "Rows spanned"),
    optional("columns", Shape::Whole(1, 999), "Columns spanned"),
];

const HEAD_ROW: &[Field] = &[required("head", Shape::List(&Shape::Object(LABEL)), "A printed row of labels")];

const FIGURE_ROW: &[Field] = &[
    required("labels", Shape::List(&Shape::Object(LABEL)), "The labels that begin in this row"),
    required("figures", Shape::List(&Shape::Object(FIGURE)), "Its figures"),
];

const FIGURE: &[Field] = &[
    required("cell", Shape::Text, "Row and column id: 3.7/total"),
    optional("columns", Shape::Whole(1, 999), "Columns spanned"),
];

const WORDS: &[Field] = &[required("zh-CN", Shape::Text, "In Chinese"), optional("en", Shape::Text, "In English")];

const RELATION: &[Field] = &[
    required("id", Shape::Id, "规则编号 / Rule id of its findings"),
    optional(
        "each",
        Shape::Choice(&["once", "row", "column"]),
        "每行、每列或只一次 / In every row, every column or once",
    ),
    optional("in", Shape::List(&Shape::Id), "只在这几行或列 / The rows or columns in which it holds, where not all"),
    required("holds", Shape::Text, "关系，如 total = sum(a..c) / The relation"),
    optional("when", Shape::Text, "条件，如 amount > 0 / When it has to hold"),
    optional("names", Shape::Text, "发现指向的格 / The operand that a reader looks at first"),
    optional(
        "blank",
        Shape::Choice(&["not_assessed", "zero", "all_or_none"]),
        "空白：不判断、按 0、要么全填要么全空 / How it takes a blank cell",
    ),
    optional("tolerance", Shape::Decimal, "容差 / By how much the sides may differ"),
    optional("severity", Shape::Choice(&["error", "warning", "info"]), "级别 / How much a broken relation weighs"),
    optional(
        "no_correction",
        Shape::Flag,
        "不成立时只报出，不推断哪一格有误 / Whether nothing is guessed of which figure is wrong",
    ),
    optional("text", Shape::Text, "关系的文字 / The relation in words, for print"),
    optional("basis", Shape::Text, "依据 / What it rests on"),
    optional("message", Shape::Object(WORDS), "不成立时说的话 / What is said where it is broken"),
    CONFIRM,
];

impl Shape {
    /// What it is called where it was expected: a key of the message catalogues.
    pub(super) fn expected(&self) -> &'static str {
        match self {
            Shape::Text => "form.expected.text",
            Shape::Id => "form.expected.id",
            Shape::Whole(..) => "form.expected.whole",
            Shape::Decimal => "form.expected.decimal",
            Shape::Flag => "form.expected.flag",
            Shape::Choice(_) => "form.expected.choice",
            Shape::Optional(shape) => shape.expected(),
            Shape::List(_) => "form.expected.list",
            Shape::Object(_) | Shape::Either(..) => "form.expected.object",
        }
    }

    /// Whether a value is of this shape, what stands within it aside.
    pub(super) fn fits(&self, json: &Json<'_>) -> bool {
        match (self, json) {
            (Shape::Text, Json::Text(text)) => !text.trim().is_empty() && text.len() <= LONGEST_TEXT,
            (Shape::Id, Json::Text(text)) => is_id(text),
            (Shape::Whole(least, most), Json::Number(digits)) => {
                digits.parse().is_ok_and(|number: u16| (*least..=*most).contains(&number))
            }
            (Shape::Flag, Json::Boolean(_)) => true,
            (Shape::Decimal, Json::Number(digits)) => {
                crate::number::Number::parse(digits).is_some_and(|number| !number.is_negative())
            }
            (Shape::Choice(words), Json::Text(text)) => words.contains(&text.as_ref()),
            (Shape::Optional(_), Json::Null) => true,
            (Shape::Optional(shape), _) => shape.fits(json),
            (Shape::List(_), Json::List(_)) => true,
            (Shape::Object(_) | Shape::Either(..), Json::Object(..)) => true,
            _ => false,
        }
    }
}

/// Bytes of the longest text.
const LONGEST_TEXT: usize = 20_000;

/// Whether a text can be a name in addresses and in relations.
fn is_id(text: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|one| one.is_alphanumeric() || one == '_');
    let is_elsewhere = ["prior.", "units."].iter().any(|start| text.starts_with(start));
    text.len() <= 100 && !is_elsewhere && text.split('.').all(is_part)
}

/// The JSON Schema of a form's file.
pub(super) fn schema(shape: &Shape) -> serde_json::Value {
    use serde_json::json;
    match shape {
        Shape::Text => json!({ "type": "string", "minLength": 1 }),
        Shape::Id => json!({ "type": "string", "pattern": r"^[\p{L}\p{N}_]+(\.[\p{L}\p{N}_]+)*$" }),
        Shape::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Shape::Decimal => json!({ "type": "number", "minimum": 0 }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Choice(words) => json!({ "enum": words }),
        Shape::Optional(shape) => json!({ "anyOf": [schema(shape), { "type": "null" }] }),
        Shape::List(shape) => json!({ "type": "array", "items": schema(shape) }),
        Shape::Object(fields) => object(fields),
        Shape::Either(_, first, second) => json!({ "anyOf": [object(first), object(second)] }),
    }
}

fn object(fields: &[Field]) -> serde_json::Value {
    let property = |field: &Field| {
        let mut property = schema(&field.shape);
        if let Some(property) = property.as_object_mut() {
            property.insert("description".to_owned(), field.about.into());
        }
        (field.name.to_owned(), property)
    };
    let names = fields.iter().filter(|field| field.is_required).map(|field| field.name);
    serde_json::json!({
        "type": "object",
        "properties": fields.iter().map(property).collect::<serde_json::Map<_, _>>(),
        "required": names.collect::<Vec<_>>(),
        "additionalProperties": false,
    })
}
