//! The edition of the tables against the report year. Each table tells its own
//! edition, and one report may mix two.

use super::{Context, Family, Reads, Rule, Rules};
use crate::finding::{Address, Finding, Severity};
use crate::report::{Observation, Table};

const YEAR: Rule = Rule { id: "edition.year", severity: Severity::Error };

pub(super) const FAMILY: Family =
    Family { rules: Rules::Declared(&[YEAR]), check, reads: Reads::Text, looks_back: false, of_form: None };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        let heads = table.observations.iter().filter_map(|fact| foreign_head(context, table, fact));
        let whole = context.report.year.and_then(|year| finding(context, table, year));
        findings.extend(whole.into_iter().chain(heads).map(|finding| milder(context, finding)));
    }
}

/// For a year in which the form was recommended, another one is worth knowing, no more.
fn milder(context: &Context<'_>, mut finding: Finding) -> Finding {
    if context.is_recommended_only() {
        finding.severity = Severity::Info;
    }
    finding
}

/// Rows beneath a head of another edition.
fn foreign_head(context: &Context<'_>, table: &Table, observation: &Observation) -> Option<Finding> {
    let Observation::HeadForeign { edition, labels, rows } = observation else { return None };
    let form = table.form;
    let declared = rows.iter().filter_map(|row| form.rows.get(*row)).map(|row| row.label.clone());
    let cells = rows.iter().flat_map(|row| form.row_cells(*row)).map(|cell| Address { form, cell });
    Some(
        YEAR.finding()
            .variant("head")
            .cells(cells)
            .param("table", form.id.as_str())
            .param("short", form.short.as_str())
            .param("rows", declared.collect::<Vec<_>>())
            .param("heads", labels.as_slice())
            .param("found", context.report.family.edition(edition)?.source.as_str())
            .param("expected", table.edition.source.as_str()),
    )
}

fn finding(context: &Context<'_>, table: &Table, year: u16) -> Option<Finding> {
    let family = &context.report.family;
    if !family.tells_edition(&table.form.id) || table.edition.years.contains(year) {
        return None;
    }
    let expected = family.for_year(year)?;
    Some(
        YEAR.finding()
            .param("table", table.form.id.as_str())
            .param("short", table.form.short.as_str())
            .param("edition", table.edition.id.as_str())
            .param("found", table.edition.source.as_str())
            .param("year", i64::from(year))
            .param("expected", expected.source.as_str()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::report::Report;
    use crate::report::samples::zeros;

    fn found(report: &Report) -> Vec<String> {
        let mut findings = Vec::new();
        check(&Context::new(report, &Options::default()), &mut findings);
        let table = |finding: &Finding| format!("{:?}", finding.params.get("table"));
        findings.iter().map(|finding| format!("{} {}", finding.rule, table(finding))).collect()
    }

    #[test]
    fn each_table_is_held_against_the_year_by_its_own_edition() {
        let mut report = zeros("2021");
        report.tables[1] = zeros("2019").tables[1].clone();
        for (year, tables) in [(2020, vec!["disclosure"]), (2023, vec!["applications"])] {
            report.year = Some(year);
            let expected: Vec<String> =
                tables.iter().map(|table| format!("edition.year Some(Text({table:?}))")).collect();
            assert_eq!(found(&report), expected, "{year}");
        }
    }

    #[test]
    fn without_a_year_nothing_is_said() {
        assert_eq!(found(&zeros("2019")), Vec::<String>::new());
    }
}
