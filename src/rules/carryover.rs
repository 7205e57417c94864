//! The turn of the year: what the report of the year before hands over is what
//! this report starts with.

use super::{Context, Family, KnownValue, Reads, Rule, Rules};
use crate::Options;
use crate::finding::{Address, Finding, Severity};
use crate::packs::annual_report::{self, DISCLOSURE};
use crate::report::{Number, Report, Table};

const APPLICATIONS: Rule = Rule { id: "carryover.applications", severity: Severity::Error };
const ITEMS: Rule = Rule { id: "carryover.items", severity: Severity::Warning };
const REPORT: Rule = Rule { id: "carryover.report", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[APPLICATIONS, ITEMS, REPORT]),
    check,
    reads: Reads::Figures,
    looks_back: true,
    of_form: Some(annual_report::FORM),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(given) = context.options.previous() else { return };
    findings.extend(not_the_year_before(context.report, given));
    for known in known_values(context.report, context.options) {
        findings.extend(applications(context.report, &known));
    }
    let tables =
        context.previous().and_then(|previous| Some((context.report.table(DISCLOSURE)?, previous.table(DISCLOSURE)?)));
    if let Some((table, previous)) = tables {
        findings.extend(items(table, previous));
    }
}

/// The report of the year before, unless its year says that it is another's.
pub(super) fn previous<'a>(report: &Report, options: &'a Options) -> Option<&'a Report> {
    let previous = options.previous()?;
    let fits = report.year.zip(previous.year).is_none_or(|(year, before)| before + 1 == year);
    fits.then_some(previous)
}

/// What was handed in as last year's report is another year's: nothing across
/// the years is judged by it.
fn not_the_year_before(report: &Report, previous: &Report) -> Option<Finding> {
    let (year, before) = report.year.zip(previous.year)?;
    let finding = REPORT.finding().param("year", i64::from(year)).param("previous_year", i64::from(before));
    (before + 1 != year).then(|| finding.param("expected", i64::from(year) - 1))
}

/// The figures of row 2 that the report of the year before proves: its row 4,
/// column by column.
pub(super) fn known_values(report: &Report, options: &Options) -> Vec<KnownValue> {
    let known = || {
        let table = report.table(annual_report::APPLICATIONS)?;
        let before = previous(report, options)?.table(annual_report::APPLICATIONS)?;
        let (into, out_of) = (table.form.carried.as_ref()?, before.form.carried.as_ref()?);
        let columns = table.form.columns.iter();
        let values = columns.filter_map(|column| {
            let cell = table.form.cell_named(&into.into, &column.id)?;
            let source = before.form.cell_named(&out_of.out_of, &column.id)?;
            let value = Number::whole(before.integer(source)?);
            Some(KnownValue { rule: APPLICATIONS.id, cell: Address { form: table.form, cell }, value })
        });
        Some(values.collect())
    };
    known().unwrap_or_default()
}

fn applications(report: &Report, known: &KnownValue) -> Option<Finding> {
    let table = report.table(&known.cell.form.id)?;
    let (value, expected) = (table.integer(known.cell.cell)?, known.value.integer()?);
    (value != expected).then(|| {
        APPLICATIONS
            .finding()
            .cell(known.cell)
            .param("value", value)
            .param("previous", expected)
            .param("difference", (value - expected).abs())
    })
}

/// Last year's items and their change are this year's 上一年项目数量.
fn items(table: &Table, previous: &Table) -> Vec<Finding> {
    let Some((declared, before)) = table.form.items.as_ref().zip(previous.form.items.as_ref()) else {
        return Vec::new();
    };
    let rows = declared.rows.iter();
    rows.filter_map(|row| {
        let cell = table.form.cell_named(row, &declared.stock)?;
        let source = |column: &str| previous.integer(previous.form.cell_named(row, column)?);
        let (stock, change) = (source(&before.stock)?, source(&before.change)?);
        let (value, expected) = (table.integer(cell)?, stock + change);
        (value != expected).then(|| {
            ITEMS
                .finding()
                .cell(Address { form: table.form, cell })
                .param("value", value)
                .param("previous", stock)
                .param("change", change)
                .param("expected", expected)
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Value;
    use crate::report::samples::{put, put_all, zeros};

    fn found(report: &Report, previous: Report) -> Vec<(&'static str, Vec<String>)> {
        let options = Options { previous: Some(Box::new(previous)), ..Options::default() };
        let mut findings = Vec::new();
        check(&Context::new(report, &options), &mut findings);
        findings.iter().map(|finding| (finding.rule, finding.cells.iter().map(ToString::to_string).collect())).collect()
    }

    fn of_year(edition: &str, year: u16) -> Report {
        Report { year: Some(year), ..zeros(edition) }
    }

    #[test]
    fn row_2_is_last_years_row_4_in_every_column_and_across_editions() {
        for edition in ["2019", "2021"] {
            let mut previous = of_year(edition, 2020);
            let mut report = of_year("2021", 2021);
            put_all(&mut previous, &[("applications/4/natural_person", 3), ("applications/4/total", 3)]);
            put_all(&mut report, &[("applications/2/enterprise", 3), ("applications/2/total", 3)]);
            let cells = ["applications/2/natural_person", "applications/2/enterprise"];
            let expected = cells.map(|cell| ("carryover.applications", vec![cell.to_owned()]));
            assert_eq!(found(&report, previous), expected, "{edition}");
        }
    }

    #[test]
    fn a_blank_on_either_side_is_not_assessed() {
        let (mut report, mut previous) = (of_year("2021", 2023), of_year("2021", 2022));
        put(&mut previous, "applications/4/total", Value::Blank);
        put_all(&mut report, &[("applications/2/total", 5)]);
        assert_eq!(found(&report, previous), []);
    }

    #[test]
    fn a_report_of_another_year_is_named_and_nothing_is_judged_by_it() {
        let (report, mut previous) = (of_year("2021", 2023), of_year("2021", 2021));
        put_all(&mut previous, &[("applications/4/total", 5)]);
        assert_eq!(found(&report, previous), [("carryover.report", vec![])]);
    }

    #[test]
    fn item_counts_of_2020_start_with_those_of_2019() {
        let (mut report, mut previous) = (of_year("2019", 2020), of_year("2019", 2019));
        put_all(&mut previous, &[("disclosure/licensing/previous_items", 396), ("disclosure/licensing/change", 44)]);
        put_all(&mut report, &[("disclosure/licensing/previous_items", 396)]);
        let cells = vec!["disclosure/licensing/previous_items".to_owned()];
        assert_eq!(found(&report, previous.clone()), [("carryover.items", cells)]);
        put_all(&mut report, &[("disclosure/licensing/previous_items", 440)]);
        assert_eq!(found(&report, previous), []);
    }
}
