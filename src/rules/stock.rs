//! Documents in force: what is in force follows from what was, what was issued
//! and what was repealed.

use super::{Context, Family, Reads, Rule, Rules};
use crate::finding::{Address, Finding, Severity};
use crate::forms::Stock;
use crate::packs::annual_report::{self, DISCLOSURE};
use crate::report::Table;
use crate::words::Words;
use std::ops::Range;

const STOCK: Rule = Rule { id: "disclosure.stock", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[STOCK]),
    check,
    reads: Reads::Figures,
    looks_back: true,
    of_form: Some(annual_report::FORM),
};

/// What is counted.
const COUNTED: Words = Words("规范性文件 规章 现行有效");
/// Words by which a report says that it counted again.
const RECOUNTED: Words = Words(
    "为准 重新统计 重新核 重新梳理 统计口径 口径调整 数据调整 调整为 进行了调整 进行调整 核减 核增 更正 清理后 \
     存在差异 不一致",
);

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(table) = context.report.table(DISCLOSURE) else { return };
    let Some(declared) = table.form.stock.as_ref() else { return };
    let previous = context.previous().and_then(|report| report.table(DISCLOSURE));
    // Only a table of the same form counts the same thing.
    let previous = previous.filter(|previous| previous.form.stock.is_some());
    for row in &declared.rows {
        let Some(line) = Line::of(table, declared, row) else { continue };
        let before = previous.and_then(|previous| previous.integer(previous.form.cell_named(row, &declared.stock)?));
        findings.extend(match before {
            Some(before) => across(context, &line, before),
            None => alone(&line),
        });
    }
}

/// The figures of one row.
struct Line {
    cells: [Address; 3],
    stock: i64,
    added: i64,
    removed: i64,
}

impl Line {
    fn of(table: &Table, declared: &Stock, row: &str) -> Option<Self> {
        let form = table.form;
        let columns = [&declared.stock, &declared.added, &declared.removed];
        let [stock, added, removed] = columns.map(|column| form.cell_named(row, column));
        let cells = [stock?, added?, removed?];
        let [stock, added, removed] = cells.map(|cell| table.integer(cell));
        let cells = cells.map(|cell| Address { form, cell });
        Some(Line { cells, stock: stock?, added: added?, removed: removed? })
    }

    fn finding(&self) -> Finding {
        let finding = STOCK.finding().cells(self.cells);
        finding.param("in_force", self.stock).param("issued", self.added).param("repealed", self.removed)
    }
}

/// Within one report: what was issued and not repealed is in force.
fn alone(line: &Line) -> Option<Finding> {
    let least = line.added - line.removed;
    if line.stock < least {
        return Some(line.finding().param("least", least));
    }
    // What is issued in a year is rarely repealed in the same year.
    (line.stock < line.added).then(|| {
        let mut finding = line.finding().variant("issued");
        finding.severity = Severity::Info;
        finding
    })
}

/// With the report of the year before.
fn across(context: &Context<'_>, line: &Line, before: i64) -> Option<Finding> {
    let expected = before + line.added - line.removed;
    if line.stock == expected {
        return None;
    }
    let difference = (line.stock - expected).abs();
    let finding = line.finding().param("previous", before).param("expected", expected).param("difference", difference);
    Some(match recounted(context) {
        Some((quote, span)) => {
            let mut finding = finding.variant("recounted").param("quote", quote).span(span);
            finding.severity = Severity::Info;
            finding
        }
        None => finding.variant("previous"),
    })
}

/// The sentence in which the report says that it counted the stock again.
fn recounted(context: &Context<'_>) -> Option<(String, Range<usize>)> {
    context.passages().iter().find_map(|passage| {
        let says = |sentence: &Range<usize>| {
            passage.has_any(sentence.clone(), COUNTED) && passage.has_any(sentence.clone(), RECOUNTED)
        };
        let sentence = passage.sentences().find(says)?;
        Some((passage.words(sentence.clone()), passage.bytes(sentence)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::report::Report;
    use crate::report::samples::{narrative, put_all, zeros};

    const ISSUED: &str = "disclosure/normative_documents/issued";
    const REPEALED: &str = "disclosure/normative_documents/repealed";
    const IN_FORCE: &str = "disclosure/normative_documents/in_force";

    fn found(report: &Report, previous: Option<Report>) -> Vec<(&'static str, Severity)> {
        let options = Options { previous: previous.map(Box::new), ..Options::default() };
        let mut findings = Vec::new();
        check(&Context::new(report, &options), &mut findings);
        findings.iter().map(|finding| (finding.variant, finding.severity)).collect()
    }

    fn with(mut report: Report, issued: i64, repealed: i64, in_force: i64) -> Report {
        put_all(&mut report, &[(ISSUED, issued), (REPEALED, repealed), (IN_FORCE, in_force)]);
        report
    }

    #[test]
    fn what_was_issued_and_not_repealed_is_in_force() {
        assert_eq!(found(&with(zeros("2021"), 2, 0, 0), None), [("message", Severity::Warning)]);
        assert_eq!(found(&with(zeros("2021"), 2, 2, 1), None), [("issued", Severity::Info)]);
        assert_eq!(found(&with(zeros("2021"), 2, 2, 2), None), []);
        assert_eq!(found(&with(zeros("2021"), 8, 0, 18), None), []);
    }

    #[test]
    fn with_the_year_before_the_stock_is_exact() {
        let previous = || Some(with(zeros("2021"), 0, 0, 698));
        assert_eq!(found(&with(zeros("2021"), 77, 132, 643), previous()), []);
        assert_eq!(found(&with(zeros("2021"), 77, 132, 470), previous()), [("previous", Severity::Warning)]);
    }

    #[test]
    fn a_statement_that_the_stock_was_counted_again_makes_it_information() {
        let text = "六、其他需要报告的事项\n经全面清理，我市行政规范性文件现行有效件数调整为470件，以本年度报告为准。";
        let previous = || Some(with(zeros("2021"), 0, 0, 698));
        assert_eq!(found(&with(narrative(2023, text), 77, 132, 470), previous()), [("recounted", Severity::Info)]);
        let other = "一、总体情况\n集中清理行政规范性文件132件，并向社会公布清理结果。";
        assert_eq!(found(&with(narrative(2023, other), 77, 132, 470), previous()), [("previous", Severity::Warning)]);
    }

    #[test]
    fn the_forms_of_2019_and_2021_count_different_things() {
        let mut previous = zeros("2019");
        put_all(&mut previous, &[("disclosure/normative_documents/total_public", 166)]);
        assert_eq!(found(&with(zeros("2021"), 5, 0, 20), Some(previous)), []);
    }
}
