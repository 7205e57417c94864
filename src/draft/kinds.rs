//! What kind of figure a column holds, guessed from units and labels.

use super::doubt::Doubt;
use super::lines::Line;

/// Units of figures that have decimals.
const DECIMAL: [&str; 17] = [
    "万元",
    "亿元",
    "千元",
    "元",
    "%",
    "％",
    "亩",
    "公顷",
    "吨",
    "公里",
    "千米",
    "平方米",
    "立方米",
    "千瓦",
    "米",
    "公斤",
    "升",
];

/// Units of figures that are counted.
const COUNTED: [&str; 20] = [
    "人次", "人", "件", "个", "次", "项", "户", "台", "辆", "套", "份", "条", "篇", "家", "宗", "起", "场", "天", "册",
    "张",
];

/// Whether a text is a unit of figures.
pub(super) fn is_unit(text: &str) -> bool {
    DECIMAL.contains(&text) || COUNTED.contains(&text)
}

/// Words of a label whose figure is a share of another.
const SHARE: [&str; 5] = ["率", "比例", "比重", "占比", "百分比"];

/// Words of a label whose figure may be negative.
const SIGNED: [&str; 9] = ["增减", "增/减", "增（减", "增(减", "±", "净增", "增长率", "增速", "结余"];

/// Words of a label whose figure is money, and is counted.
const MONEY: [&str; 9] = ["金额", "经费", "资金", "款", "费", "收入", "支出", "投资", "产值"];
const NUMBER: [&str; 7] = ["数量", "件数", "人数", "次数", "个数", "户数", "项目数"];

/// Guesses the kinds of columns. A kind holds for a column, so that one with rows
/// of several kinds takes the widest.
pub(super) fn guess(columns: &mut [Line], rows: &[Line], unit: Option<&str>) {
    let decimal_row = rows.iter().find_map(|row| decimal(&row.label).or_else(|| decimal(row.unit.as_deref()?)));
    // Where some columns repeat the unit of the paper, it is not the others'.
    let own_unit = |column: &Line| in_brackets(&column.label).filter(|unit| decimal(unit).is_some());
    let unit = unit.filter(|unit| !columns.iter().any(|column| own_unit(column).as_deref() == Some(*unit)));
    for column in columns {
        column.unit = own_unit(column).or_else(|| unit.and_then(|unit| of_paper(column, unit)));
        if column.unit.is_none()
            && let Some(several) = unit.filter(|unit| units(unit).count() > 1)
        {
            column.confirm.push(Doubt::new("draft.units", several));
        }
        let labels = || column.group.iter().chain([&column.label]);
        let own = column.unit.as_deref().and_then(decimal).or_else(|| labels().find_map(|label| decimal(label)));
        let decimal = own.or_else(|| decimal_row.clone());
        let is_signed = |word: &&&str| {
            labels().any(|label| label.contains(**word)) || rows.iter().any(|row| row.label.contains(**word))
        };
        if let Some(word) = SIGNED.iter().find(is_signed) {
            let (kind, key) = if decimal.is_some() { ("decimal", "draft.decimal") } else { ("signed", "draft.signed") };
            column.kind = Some(kind);
            column.confirm.push(Doubt::new(key, *word));
        } else if let Some(word) = decimal {
            column.kind = Some("amount");
            column.confirm.push(Doubt::new("draft.amount", word));
        }
    }
}

/// The units that a caption states: `件、万元`.
fn units(caption: &str) -> impl Iterator<Item = &str> {
    caption.split(['、', '/', '，', ',', '和', '及']).map(str::trim).filter(|unit| !unit.is_empty())
}

/// The unit of a paper that a column has: money is no number of things.
fn of_paper(column: &Line, caption: &str) -> Option<String> {
    let labels = || column.group.iter().chain([&column.label]).map(|label| super::names::bare(label));
    let ends_in = |words: &[&str]| labels().any(|label| words.iter().any(|word| label.ends_with(word)));
    let fits = |unit: &&str| match decimal(unit) {
        Some(_) => !ends_in(&NUMBER),
        None => !ends_in(&MONEY),
    };
    let mut fitting = units(caption).filter(fits);
    let only = fitting.next().filter(|_| fitting.next().is_none());
    only.map(str::to_owned)
}

/// The word by which a text tells that its figure has decimals.
fn decimal(text: &str) -> Option<String> {
    let unit = in_brackets(text).unwrap_or_else(|| text.to_owned());
    let is_share = SHARE.iter().find(|word| text.trim_end_matches(['）', ')', '%', '％', '（', '(']).ends_with(**word));
    let found = DECIMAL.iter().find(|known| {
        unit == **known || (known.chars().count() < 3 && unit.ends_with(**known) && unit.chars().count() <= 3)
    });
    // 万人次, 亿件.
    let is_many = (2..5).contains(&unit.chars().count()) && unit.starts_with(['万', '亿']);
    is_share.or(found).copied().or(is_many.then_some("万")).map(str::to_owned)
}

/// The unit that a label states: `金额（万元）`, `用餐（人次）`.
pub(super) fn unit_in(label: &str) -> Option<String> {
    in_brackets(label).filter(|unit| COUNTED.contains(&unit.as_str()) || decimal(unit).is_some())
}

/// What stands in the last brackets of a label.
fn in_brackets(label: &str) -> Option<String> {
    let text = label.trim_end().strip_suffix(['）', ')'])?;
    let at = text.rfind(['（', '('])?;
    let inner = text.get(at..)?.trim_start_matches(['（', '(']);
    let unit = inner.trim_start_matches("单位").trim_start_matches(['：', ':']).trim();
    (!unit.is_empty()).then(|| unit.to_owned())
}
