//! The fee for information processing: section 六 tells what was charged, and
//! agrees with row （六）2 of the table of applications.

use super::{Context, Family, Passage, Reads, Rule, Rules};
use crate::finding::{Address, Finding, Severity};
use crate::packs::annual_report;
use crate::report::Section;
use crate::words::Words;
use std::ops::Range;

const FEE: Rule = Rule { id: "text.processing_fee", severity: Severity::Info };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[FEE]),
    check,
    reads: Reads::Figures,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

/// The first report year for which the fee could be charged (国办函〔2020〕109号).
const FIRST_YEAR: u16 = 2021;
/// Index of section 六 among the official sections.
const OTHER_MATTERS: usize = 5;
/// Applications given up because the fee was not paid.
const UNPAID: &str = "applications/3.6.2/total";
/// Words that speak of the fee.
const SPEAKS: Words = Words("处理费 收费 收取费用 收取任何费用 缴费 费用");
/// Words that say that no notice of a fee was sent.
const NO_NOTICE: Words = Words(
    "未发出收费通知 没有发出收费通知 未发收费通知 没有发收费通知 未出具收费通知 未开具收费通知 \
     未向申请人发出收费通知 收费通知0件 收费通知书0",
);
/// Words that say that a fee was not paid in time.
const NOT_PAID: Words = Words("逾期未缴 逾期未按 逾期不缴 未按期缴 未按时缴 未按要求缴 未在规定期限内缴");

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(section) = context.section(OTHER_MATTERS) else { return };
    if context.report.year.is_none_or(|year| year < FIRST_YEAR) {
        return;
    }
    let passages: Vec<&Passage> = context.passages_in(section).collect();
    let speaks = passages.iter().any(|passage| passage.has_any(0..passage.chars.len(), SPEAKS));
    let unpaid = context
        .report
        .locate(UNPAID)
        .and_then(|(table, cell)| Some((Address { form: table.form, cell }, table.integer(cell)?)));
    match unpaid.filter(|(_, count)| *count > 0) {
        Some((address, count)) if !speaks => findings.push(against(section, address, count, "table")),
        Some((address, count)) => findings.extend(denied(&passages, section, address, count)),
        None if !speaks => findings.push(FEE.finding().span(section.heading_range.clone())),
        None => {}
    }
    if let Some((address, count)) = unpaid {
        findings.extend(passages.iter().filter_map(|passage| counted_otherwise(passage, address, count)));
    }
}

/// A finding on section 六 that the table proves: it counts for more.
fn against(section: &Section, address: Address, count: i64, variant: &'static str) -> Finding {
    let finding = FEE.finding().variant(variant).cell(address).param("count", count);
    Finding { severity: Severity::Warning, ..finding.span(section.heading_range.clone()) }
}

fn denied(passages: &[&Passage], section: &Section, address: Address, count: i64) -> Option<Finding> {
    passages.iter().find_map(|passage| {
        let (at, word) = NO_NOTICE.iter().find_map(|word| Some((passage.find(0..passage.chars.len(), word)?, word)))?;
        let range = at..at + word.chars().count();
        let finding = against(section, address, count, "denied").param("found", passage.words(range.clone()));
        Some(finding.span(passage.bytes(range)))
    })
}

/// `逾期未缴费2件` where the table has another number.
fn counted_otherwise(passage: &Passage, address: Address, count: i64) -> Option<Finding> {
    passage.clauses_in(0..passage.chars.len()).find_map(|clause| {
        NOT_PAID.iter().find_map(|word| passage.find(clause.clone(), word))?;
        let (number, range) = only_count(passage, clause)?;
        let finding =
            FEE.finding().variant("number").cell(address).param("count", count).param("stated", i64::from(number));
        let finding = Finding { severity: Severity::Warning, ..finding.span(passage.bytes(range)) };
        (i64::from(number) != count).then_some(finding)
    })
}

/// The number of cases in a clause that gives exactly one.
fn only_count(passage: &Passage, clause: Range<usize>) -> Option<(u32, Range<usize>)> {
    let mut counts = clause.filter_map(|at| {
        let digits = passage.digits(at);
        let begins =
            !at.checked_sub(1).and_then(|before| passage.char(before)).is_some_and(|char| char.is_ascii_digit());
        let counted = matches!(passage.char(digits.end), Some('件' | '宗'));
        (begins && counted && !digits.is_empty())
            .then_some((passage.number(digits.clone())?, digits.start..digits.end + 1))
    });
    let first = counts.next()?;
    counts.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::report::samples::{narrative, put_all};

    fn found(year: u16, text: &str, unpaid: i64) -> Vec<(&'static str, Severity)> {
        let mut report = narrative(year, &format!("一、总体情况\n公开信息3条。\n六、其他需要报告的事项\n{text}"));
        if unpaid > 0 {
            put_all(&mut report, &[(UNPAID, unpaid)]);
        }
        let mut findings = Vec::new();
        check(&Context::new(&report, &Options::default()), &mut findings);
        findings.iter().map(|finding| (finding.variant, finding.severity)).collect()
    }

    #[test]
    fn a_section_that_does_not_tell_or_contradicts_the_table_is_found() {
        for (text, unpaid, right) in [
            ("无。", 0, ("message", Severity::Info)),
            ("没有其他需要报告的事项。", 2, ("table", Severity::Warning)),
            ("本年度未发出收费通知，未收取信息处理费。", 2, ("denied", Severity::Warning)),
            ("发出收费通知5件，其中逾期未缴费3件。", 2, ("number", Severity::Warning)),
        ] {
            assert_eq!(found(2023, text, unpaid), [right], "{text}");
        }
    }

    #[test]
    fn a_section_that_tells_is_left_alone() {
        for (text, unpaid) in [
            ("本年度未收取信息处理费。", 0),
            ("本年度未收取信息处理费。", 2),
            ("依法发出收费通知2件，申请人逾期未缴费2件，没有收取信息处理费。", 2),
            ("全年收取政府信息公开信息处理费400元，涉及1件。", 0),
            ("依申请公开没有收费。", 0),
        ] {
            assert_eq!(found(2023, text, unpaid), [], "{text}");
        }
        assert_eq!(found(2020, "无。", 0), [], "in 2020 there was no such fee");
    }
}
