//! Figures of the disclosure table that cannot be, or hardly.

use super::{Context, Family, Passage, Reads, Rule, Rules};
use crate::finding::{Address, Finding, Severity};
use crate::forms::Kind;
use crate::packs::annual_report::{self, DISCLOSURE};
use crate::report::{Number, Observation, Table};
use crate::settings::OrganLevel;
use crate::shown::Verbatim;
use crate::words::Words;

const RULE_MAKING: Rule = Rule { id: "disclosure.rule_making", severity: Severity::Warning };
const FEE_UNIT: Rule = Rule { id: "disclosure.fee_unit", severity: Severity::Warning };
const SUMMED: Rule = Rule { id: "disclosure.decisions_summed", severity: Severity::Warning };
const PUBLISHED: Rule = Rule { id: "disclosure.published", severity: Severity::Error };
const ITEMS: Rule = Rule { id: "disclosure.items", severity: Severity::Error };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[RULE_MAKING, FEE_UNIT, SUMMED, PUBLISHED, ITEMS]),
    check,
    reads: Reads::Figures,
    looks_back: true,
    of_form: Some(annual_report::FORM),
};

/// Row id of 规章.
const RULES: &str = "rules";
/// From this amount on, in units of 万元, the fees of a body below the level of
/// a 设区的市 are hardly in 万元.
const HARDLY: i64 = 1_000_000;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(table) = context.report.table(DISCLOSURE) else { return };
    findings.extend(rule_making(context, table));
    findings.extend(fee_unit(context, table));
    findings.extend(summed(table));
    findings.extend(published(table));
    findings.extend(items(table));
}

/// The level of the body, and whether the caller said so.
fn level(context: &Context<'_>) -> Option<(OrganLevel, bool)> {
    let said = context.options.settings.level.map(|level| (level, true));
    let inferred = || {
        context.report.organ.as_ref().map(Verbatim::verbatim).and_then(OrganLevel::of_name).map(|level| (level, false))
    };
    said.or_else(inferred)
}

/// 规章 of a body that cannot make any.
fn rule_making(context: &Context<'_>, table: &Table) -> Option<Finding> {
    let (level, said) = level(context).filter(|(level, _)| !level.makes_rules())?;
    let row = table.form.row_index(RULES)?;
    let cells: Vec<usize> =
        table.form.row_cells(row).filter(|&cell| table.integer(cell).is_some_and(|n| n > 0)).collect();
    let first = table.integer(*cells.first()?)?;
    let mut finding = RULE_MAKING
        .finding()
        .cells(cells.iter().map(|&cell| Address { form: table.form, cell }))
        .param("value", first)
        .param("level", level.name())
        .param("inferred", !said);
    if said {
        finding.severity = Severity::Error;
        finding.variant = "known";
    }
    Some(finding)
}

/// Fees that were probably entered in 元.
fn fee_unit(context: &Context<'_>, table: &Table) -> Vec<Finding> {
    let cells = table.form.cells().iter().enumerate();
    let amounts = cells
        .filter(|(_, form)| form.kind == Kind::Amount)
        .map(|(cell, _)| cell)
        .filter(|&cell| table.form.column_of(cell).and_then(|column| column.unit.as_deref()) == Some("万元"));
    amounts.filter_map(|cell| probably_yuan(context, table, cell)).collect()
}

fn probably_yuan(context: &Context<'_>, table: &Table, cell: usize) -> Option<Finding> {
    let figure = table.figure(cell)?;
    let value = figure.value.number().filter(|value| value.exact() > 0)?;
    let about =
        |variant| FEE_UNIT.finding().variant(variant).cell(Address { form: table.form, cell }).param("value", value);
    let written = figure.written.as_ref().map(Verbatim::verbatim).unwrap_or_default();
    if written.contains('元') && !written.contains("万元") && !written.contains("亿元") {
        return Some(about("written").param("found", written));
    }
    // 本年收费金额（单位：元）
    let column = table.form.cells().get(cell)?.column;
    let head = table.observations.iter().find_map(|observation| match observation {
        Observation::ColumnLabel { column: found, found: label, .. } if *found == column => Some(label.verbatim()),
        _ => None,
    });
    if let Some(head) = head.filter(|head| head.contains('元') && !head.contains("万元") && !head.contains("亿元"))
    {
        return Some(about("written").param("found", head));
    }
    if let Some(span) = context.passages().iter().find_map(|passage| in_yuan(passage, value)) {
        return Some(about("text").span(span));
    }
    let previous = context.options.previous().and_then(|report| report.table(DISCLOSURE));
    let before = previous
        .and_then(|table| table.figure(table.form.cell_named("fees", "amount")?)?.value.number())
        .filter(|before| before.exact() > 0);
    if let Some(before) = before.filter(|before| (5_000..=20_000).contains(&(value.exact() / before.exact()))) {
        return Some(about("previous").param("previous", before));
    }
    let small = level(context).is_some_and(|(level, _)| !level.makes_rules());
    (small && value.exact() >= Number::whole(HARDLY).exact()).then(|| about("message"))
}

/// Where a passage gives this very amount of fees in 元.
fn in_yuan(passage: &Passage, value: Number) -> Option<std::ops::Range<usize>> {
    let units = passage.chars.iter().enumerate().filter(|(_, char)| **char == '元').map(|(at, _)| at);
    for unit in units {
        let digit =
            |at: &usize| passage.char(*at).is_some_and(|char| char.is_ascii_digit() || char == '.' || char == ',');
        let start = unit - (0..unit).rev().take_while(digit).count();
        let amount = Number::parse(&passage.text(start..unit).replace(',', ""));
        if amount == Some(value) && passage.has_any(start.saturating_sub(40)..start, Words("费")) {
            return Some(passage.bytes(start..unit + 1));
        }
    }
    None
}

/// 处理决定数量 filled with last year's items plus their change in two or more
/// rows: an independent figure was taken for a running total.
fn summed(table: &Table) -> Option<Finding> {
    let form = table.form;
    let declared = form.summed.as_ref()?;
    let cell = |row: &str, column: &str| form.cell_named(row, column);
    let rows = declared.rows.iter().filter_map(|row| {
        let cells = [cell(row, &declared.flow)?, cell(row, &declared.stock)?, cell(row, &declared.change)?];
        let [flow, stock, change] = cells.map(|cell| table.integer(cell));
        let looks_summed = stock? != 0 && change? != 0 && stock? + change? == flow?;
        looks_summed.then_some((cells, [flow?, stock?, change?]))
    });
    let rows: Vec<_> = rows.collect();
    if rows.len() < 2 {
        return None;
    }
    let sums = rows.iter().map(|(_, [flow, stock, change])| {
        let sign = if *change < 0 { "−" } else { "+" };
        format!("{stock} {sign} {} = {flow}", change.unsigned_abs())
    });
    let primary = rows.iter().flat_map(|(cells, _)| cells.iter().take(1));
    let others = rows.iter().flat_map(|(cells, _)| cells.iter().skip(1));
    Some(
        SUMMED
            .finding()
            .cells(primary.chain(others).map(|&cell| Address { form, cell }))
            .param("rows", rows.len())
            .param("sums", sums.collect::<Vec<_>>()),
    )
}

/// More was published this year than is public in all.
fn published(table: &Table) -> Vec<Finding> {
    let form = table.form;
    let Some(declared) = form.at_most.as_ref() else { return Vec::new() };
    let rows = declared.rows.iter();
    rows.filter_map(|row| {
        let (part, whole) = (form.cell_named(row, &declared.part)?, form.cell_named(row, &declared.whole)?);
        let (part_value, whole_value) = (table.integer(part)?, table.integer(whole)?);
        (part_value > whole_value).then(|| {
            PUBLISHED
                .finding()
                .cells([part, whole].map(|cell| Address { form, cell }))
                .param("part", part_value)
                .param("whole", whole_value)
        })
    })
    .collect()
}

/// More items were removed than there were.
fn items(table: &Table) -> Vec<Finding> {
    let form = table.form;
    let Some(declared) = form.items.as_ref() else { return Vec::new() };
    let rows = declared.rows.iter();
    rows.filter_map(|row| {
        let (stock, change) = (form.cell_named(row, &declared.stock)?, form.cell_named(row, &declared.change)?);
        let (before, changed) = (table.integer(stock)?, table.integer(change)?);
        (before + changed < 0).then(|| {
            ITEMS
                .finding()
                .cells([change, stock].map(|cell| Address { form, cell }))
                .param("previous", before)
                .param("change", changed)
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::report::samples::{narrative, number, put, put_all, zeros};
    use crate::report::{Report, Value};

    fn found(report: &Report, options: &Options) -> Vec<(&'static str, &'static str, Severity)> {
        let mut findings = Vec::new();
        check(&Context::new(report, options), &mut findings);
        findings.iter().map(|finding| (finding.rule, finding.variant, finding.severity)).collect()
    }

    fn plain(report: &Report) -> Vec<(&'static str, &'static str)> {
        found(report, &Options::default()).iter().map(|(rule, variant, _)| (*rule, *variant)).collect()
    }

    #[test]
    fn rules_of_a_body_without_that_power_are_a_warning_and_an_error_where_the_level_is_known() {
        let mut report = zeros("2021");
        put(&mut report, "disclosure/rules/in_force", number(6));
        let mut options = Options::default();
        assert_eq!(found(&report, &options), [], "nothing tells the level");
        report.organ = Some("青禾县柳溪镇人民政府".into());
        assert_eq!(found(&report, &options), [("disclosure.rule_making", "message", Severity::Warning)]);
        options.settings.level = Some(OrganLevel::Township);
        assert_eq!(found(&report, &options), [("disclosure.rule_making", "known", Severity::Error)]);
        options.settings.level = Some(OrganLevel::Prefecture);
        assert_eq!(found(&report, &options), []);
    }

    #[test]
    fn fees_that_the_text_gives_in_yuan_are_found() {
        let fee = |text: &str, value: &str| {
            let mut report = narrative(2023, text);
            put(&mut report, "disclosure/fees/amount", Value::Number(Number::parse(value).unwrap()));
            plain(&report)
        };
        let unit = |variant| [("disclosure.fee_unit", variant)];
        assert_eq!(fee("一、总体情况\n全年收取行政事业性收费251,000元。", "251000"), unit("text"));
        assert_eq!(fee("一、总体情况\n全年收取行政事业性收费25.1万元。", "25.1"), []);
        assert_eq!(fee("一、总体情况\n全年收取行政事业性收费251000元。", "25.1"), []);
        assert_eq!(fee("一、总体情况\n采购金额251000元。", "251000"), []);
    }

    #[test]
    fn fees_ten_thousand_times_those_of_last_year_are_found() {
        let mut report = zeros("2021");
        put(&mut report, "disclosure/fees/amount", number(251_000));
        let mut previous = zeros("2021");
        put(&mut previous, "disclosure/fees/amount", number(24));
        let options = Options { previous: Some(Box::new(previous)), ..Options::default() };
        assert_eq!(found(&report, &options), [("disclosure.fee_unit", "previous", Severity::Warning)]);
    }

    #[test]
    fn decisions_are_called_summed_only_where_two_rows_say_so() {
        let mut report = zeros("2019");
        let licensing = [
            ("disclosure/licensing/previous_items", 73),
            ("disclosure/licensing/change", 67),
            ("disclosure/licensing/decisions", 140),
        ];
        put_all(&mut report, &licensing);
        assert_eq!(plain(&report), []);
        let penalties = [
            ("disclosure/penalties/previous_items", 22),
            ("disclosure/penalties/change", -4),
            ("disclosure/penalties/decisions", 18),
        ];
        put_all(&mut report, &penalties);
        assert_eq!(plain(&report), [("disclosure.decisions_summed", "message")]);
    }

    #[test]
    fn a_part_above_its_whole_and_a_negative_rest_are_errors() {
        let mut report = zeros("2019");
        put_all(&mut report, &[("disclosure/rules/published", 5), ("disclosure/rules/total_public", 4)]);
        put_all(&mut report, &[("disclosure/fees/previous_items", 3), ("disclosure/fees/change", -4)]);
        assert_eq!(plain(&report), [("disclosure.published", "message"), ("disclosure.items", "message")]);
        put_all(&mut report, &[("disclosure/rules/total_public", 5), ("disclosure/fees/change", -3)]);
        assert_eq!(plain(&report), []);
    }
}
