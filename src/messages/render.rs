//! Templates and facts → sentences.

use super::catalogue::{Catalogue, RuleText, catalogue};
use crate::finding::{Address, Finding, NamedFigure, Param, Params, Severity};
use crate::forms::RelationDeclaration;
use crate::{Language, Reason, forms};

/// The sentence of a finding.
pub fn message(finding: &Finding, language: Language) -> String {
    let text = rule_text(catalogue(language), finding.rule);
    let template = text.and_then(|text| text.messages.get(finding.variant).or_else(|| text.messages.get("message")));
    let Some(template) = template else {
        return of_relation(finding, language).unwrap_or_else(|| finding.rule.to_owned());
    };
    fill(template, |name| match finding.params.get(name) {
        Some(param) => Some(vec_of(param, language)),
        None => described(finding.cells.first()?, name, language).map(|text| vec![text]),
    })
}

#[cfg(feature = "whole")]
use super::relation::message as of_relation;

/// In a build without forms of callers every relation has its sentence.
#[cfg(not(feature = "whole"))]
fn of_relation(_: &Finding, _: Language) -> Option<String> {
    None
}

/// The paragraph that a finding rests on: what the catalogue says of its rule,
/// else what its form says of the relation.
pub fn basis(finding: &Finding, language: Language) -> &'static str {
    // What the catalogue names are papers on the annual report.
    let is_its = match (finding.cells.first(), finding.params.get("table")) {
        (Some(cell), _) => forms::is_of_library(cell.form),
        (None, Some(Param::Text(table))) => forms::editions().iter().any(|form| form.table(table.as_str()).is_some()),
        (None, _) => true,
    };
    if let Some(text) = rule_text(catalogue(language), finding.rule) {
        return if is_its { text.basis.as_str() } else { "" };
    }
    declaration(finding).and_then(|declared| declared.basis.as_deref()).unwrap_or_default()
}

/// What a finding is listed under: the title of its rule, else its form's own words
/// for the relation, else the id.
pub fn heading(finding: &Finding, language: Language) -> &'static str {
    if let Some(text) = rule_text(catalogue(language), finding.rule) {
        return &text.title;
    }
    declaration(finding).and_then(|declared| declared.text.as_deref()).unwrap_or(finding.rule)
}

/// How a form declares the relation that a finding is about.
fn declaration(finding: &Finding) -> Option<&'static RelationDeclaration> {
    #[cfg(feature = "whole")]
    if let Some((form, relation)) = super::relation::declared(finding) {
        return form.relation_declarations.get(relation.declared);
    }
    finding.cells.first().and_then(|cell| cell.form.relation_named(finding.rule))
}

/// What is wrong in the file of a form: `tables[0].id: …`.
#[cfg(feature = "whole")]
pub fn form_fault(fault: &crate::forms::FormFault, language: Language) -> String {
    let sentence = phrase(fault.code, &[("found", &fault.found)], language);
    if fault.path.is_empty() { sentence } else { format!("{}: {sentence}", fault.path) }
}

/// What an edition is called: after its year, or by the name of the form.
pub fn edition(id: &str, name: &str, language: Language) -> String {
    let is_year = id.len() == 4 && id.bytes().all(|byte| byte.is_ascii_digit());
    if is_year { phrase("collection.edition", &[("edition", &id)], language) } else { name.to_owned() }
}

/// What a rule wants, in one line; nothing for a relation of a form that was brought.
pub fn title(rule: &str, language: Language) -> &'static str {
    match rule_text(catalogue(language), rule) {
        Some(text) => &text.title,
        None => of_companion(rule).unwrap_or_default(),
    }
}

/// What a companion calls its relation.
#[cfg(feature = "whole")]
fn of_companion(rule: &str) -> Option<&'static str> {
    let tables = forms::companions().iter().flat_map(|edition| &edition.tables);
    tables.filter_map(|table| table.relation_named(rule)).find_map(|declared| declared.text.as_deref())
}

#[cfg(not(feature = "whole"))]
fn of_companion(_: &str) -> Option<&'static str> {
    None
}

/// The sentence of a reason why nothing could be checked.
pub fn reason(reason: &Reason, language: Language) -> String {
    match catalogue(language).reasons.get(reason.code) {
        Some(template) => fill(template, |name| param(&reason.params, name, language)),
        None => reason.code.to_owned(),
    }
}

/// A short text of the printed forms with its facts.
pub fn phrase(key: &str, facts: &[(&str, &dyn std::fmt::Display)], language: Language) -> String {
    let Some(template) = catalogue(language).phrases.get(key) else { return key.to_owned() };
    fill(template, |name| {
        let fact = facts.iter().find(|(known, _)| *known == name);
        fact.map(|(_, value)| vec![value.to_string()])
    })
}

/// The name of a severity.
pub fn severity(severity: Severity, language: Language) -> String {
    let key = match severity {
        Severity::Error => "severity.error",
        Severity::Warning => "severity.warning",
        Severity::Info => "severity.info",
    };
    phrase(key, &[], language)
}

/// A cell as a person says it.
pub fn cell(cell: &Address, language: Language) -> String {
    described(cell, "cell", language).unwrap_or_default()
}

/// The row of a cell as a person says it.
pub fn row(cell: &Address, language: Language) -> String {
    described(cell, "row", language).unwrap_or_default()
}

/// The column of a cell as a person says it.
pub fn column(cell: &Address, language: Language) -> String {
    described(cell, "column", language).unwrap_or_default()
}

/// The table of a cell as a person says it.
pub fn table(cell: &Address, language: Language) -> String {
    described(cell, "table", language).unwrap_or_default()
}

fn rule_text(catalogue: &'static Catalogue, rule: &str) -> Option<&'static RuleText> {
    catalogue.rules.get(rule)
}

fn param(params: &Params, name: &str, language: Language) -> Option<Vec<String>> {
    params.get(name).map(|param| vec_of(param, language))
}

/// A fact as texts: one for a single fact, several for a list.
pub(super) fn vec_of(param: &Param, language: Language) -> Vec<String> {
    match param {
        Param::Number(number) => vec![number.to_string()],
        Param::Numbers(numbers) => numbers.iter().map(ToString::to_string).collect(),
        Param::Text(text) => vec![text.to_string()],
        Param::Texts(texts) => texts.iter().map(ToString::to_string).collect(),
        Param::Cells(cells) => cells.iter().filter_map(|cell| described(cell, "cell", language)).collect(),
        Param::Named(figures) => figures.iter().map(|figure| named(figure, language)).collect(),
        Param::Flag(flag) => vec![flag.to_string()],
    }
}

/// `本年新收 12`
fn named(figure: &NamedFigure, language: Language) -> String {
    let name = catalogue(language).readings.get(figure.name).map_or(figure.name, String::as_str);
    format!("{name} {}", figure.value)
}

/// What a template may say of a cell without the finding giving it: `cell`,
/// `row`, `column`, `table`.
pub(super) fn described(cell: &Address, name: &str, language: Language) -> Option<String> {
    match (name, language) {
        ("cell", Language::Chinese) if cell.form.is_single() => {
            Some(format!("{}“{}”", cell.form.short, column_name(cell)?))
        }
        ("cell", Language::English) if cell.form.is_single() => {
            Some(format!("{} / {}", cell.form.english, cell.column()?.english))
        }
        ("row", Language::Chinese) if cell.form.is_single() => Some(cell.form.short.clone()),
        ("row", Language::English) if cell.form.is_single() => Some(cell.form.english.clone()),
        ("cell", Language::Chinese) => Some(format!("{}“{}”列", row_name(cell)?, column_name(cell)?)),
        ("cell", Language::English) => Some(format!("{} / {}", cell.row()?.english, cell.column()?.english)),
        ("row", Language::Chinese) => row_name(cell),
        ("row", Language::English) => Some(cell.row()?.english.clone()),
        ("column", Language::Chinese) => column_name(cell),
        ("column", Language::English) => Some(cell.column()?.english.clone()),
        ("table", Language::Chinese) => Some(cell.form.short.clone()),
        ("table", Language::English) => Some(cell.form.english.clone()),
        _ => None,
    }
}

/// A row as a person says it: `第三项（七）总计`, `行政许可`. The bracketed
/// explanation of a label is left out.
fn row_name(cell: &Address) -> Option<String> {
    let row = cell.row()?;
    let mut brackets = row.label.match_indices('（').filter_map(|(at, _)| row.label.split_at_checked(at));
    let label = brackets.find(|(_, rest)| rest.starts_with("（区分")).map_or(row.label.as_str(), |(label, _)| label);
    let ordinal = row.group.first().and_then(|group| group.split_once('、')).map(|(ordinal, _)| ordinal);
    let inner = row.group.get(1).map_or("", String::as_str);
    Some(match ordinal {
        Some(ordinal) => format!("第{ordinal}项{inner}{label}"),
        None => {
            let is_doubled = cell.form.rows.iter().filter(|other| other.label == row.label).count() > 1;
            told_apart(label, &row.group, is_doubled)
        }
    })
}

/// A column as a person says it.
fn column_name(cell: &Address) -> Option<String> {
    let column = cell.column()?;
    let is_doubled = cell.form.columns.iter().filter(|other| other.label == column.label).count() > 1;
    Some(told_apart(&column.label, &column.group, is_doubled))
}

/// A label; behind that of its group where it is there twice.
fn told_apart(label: &str, group: &[String], is_doubled: bool) -> String {
    let group = group.last().filter(|_| is_doubled).map_or("", String::as_str);
    format!("{group}{label}")
}

/// Replaces `{name}` and `{name|separator}`; an unknown name stays as it is, so
/// that a test can see it.
pub(super) fn fill(template: &str, value: impl Fn(&str) -> Option<Vec<String>>) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((key, tail)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        let (name, separator) = key.split_once('|').unwrap_or((key, "、"));
        let separator = if separator == "+" { " + " } else { separator };
        match value(name) {
            Some(values) => text.push_str(&values.join(separator)),
            None => text.push_str(&format!("{{{key}}}")),
        }
        rest = tail;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_joined_as_the_template_says() {
        let value = |name: &str| (name == "terms").then(|| vec!["1".to_owned(), "2".to_owned()]);
        assert_eq!(fill("{terms|+} = 3；{terms}；{other}", value), "1 + 2 = 3；1、2；{other}");
    }
}
