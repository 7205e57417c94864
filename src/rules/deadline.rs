//! The day of publication, where the caller gives it, against the last day for
//! a body of its level, or that which the form names.

use super::{Context, Family, Reads, Rule, Rules};
use crate::Date;
use crate::finding::{Finding, Severity};
use crate::packs::annual_report;
use crate::settings::OrganLevel;
use crate::shown::Verbatim;
use crate::words::Words;

const DEADLINE: Rule = Rule { id: "publication.deadline", severity: Severity::Warning };

pub(super) const FAMILY: Family =
    Family { rules: Rules::Declared(&[DEADLINE]), check, reads: Reads::Text, looks_back: false, of_form: None };

/// The last days of publication, by month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    Department,
    County,
    Prefecture,
    /// Provinces and whole systems; later than this is too late for anybody.
    Last,
}

impl Due {
    const fn day(self) -> (u16, u16) {
        match self {
            Due::Department => (1, 31),
            Due::County => (2, 20),
            Due::Prefecture => (3, 10),
            Due::Last => (3, 31),
        }
    }

    const fn variant(self) -> &'static str {
        match self {
            Due::Department => "department",
            Due::County => "county",
            Due::Prefecture => "prefecture",
            Due::Last => "message",
        }
    }

    const fn of_level(level: OrganLevel) -> Self {
        match level {
            OrganLevel::ProvinceDepartment
            | OrganLevel::PrefectureDepartment
            | OrganLevel::CountyDepartment
            | OrganLevel::Township => Due::Department,
            OrganLevel::County => Due::County,
            OrganLevel::Prefecture => Due::Prefecture,
            // A department of the State Council reports for itself or for its whole system.
            OrganLevel::Province | OrganLevel::Ministry => Due::Last,
        }
    }
}

/// Systems led from above, whose offices stand in counties and cities.
const SYSTEMS: Words = Words(
    "税务 海关 海事 气象 地震 烟草 邮政管理 消防救援 出入境 边检 边防 调查队 金融监督管理 银保监 人民银行 外汇 \
     证监 铁路 民航 通信管理 能源监管 矿山安全 水利委员会 国家",
);

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (Some(published), Some(year)) = (context.options.published, context.report.year) else { return };
    let about = || DEADLINE.finding().param("published", published.to_string()).param("year", i64::from(year));
    let is_of_levels = context.report.family.name() == annual_report::FORM;
    let named = context.edition().and_then(|edition| last_day(edition.due.as_deref()?, year));
    if !is_of_levels && named.is_none() {
        return;
    }
    if published.year <= year {
        findings.push(about().variant("early"));
        return;
    }
    if !is_of_levels {
        // A form says it for every body; what a region asks for may differ.
        let late = named.filter(|due| published > *due);
        let told = |due: Date| Finding { severity: Severity::Info, ..about().param("due", due.to_string()) };
        findings.extend(late.map(told));
        return;
    }
    let told = context.options.settings.level.map(Due::of_level);
    let due = told.or_else(|| inferred(context.report.organ.as_ref().map(Verbatim::verbatim)?)).unwrap_or(Due::Last);
    if !is_late(published, year, due) {
        return;
    }
    let (month, day) = due.day();
    let due_date = Date { year: year + 1, month, day };
    let finding = about().variant(due.variant()).param("due", due_date.to_string());
    // A level that only the name tells may be another.
    let is_sure = told.is_some() || is_late(published, year, Due::Last);
    let severity = if is_sure { DEADLINE.severity } else { Severity::Info };
    findings.push(Finding { severity, ..finding });
}

/// The day of the year after the report year that a form names: `01-31`.
fn last_day(due: &str, year: u16) -> Option<Date> {
    Date::parse(&format!("{}-{due}", year.saturating_add(1)))
}

fn is_late(published: Date, year: u16, due: Due) -> bool {
    let (month, day) = due.day();
    published > Date { year: year.saturating_add(1), month, day }
}

/// What the body's name tells; `None` where it may be of any level.
fn inferred(organ: &str) -> Option<Due> {
    if SYSTEMS.any_in(organ) {
        return Some(Due::Last);
    }
    OrganLevel::of_name(organ).map(Due::of_level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::report::samples::zeros;

    fn found(organ: &str, level: Option<OrganLevel>, published: &str) -> Vec<(&'static str, Severity)> {
        let mut report = zeros("2021");
        report.year = Some(2025);
        report.organ = Some(organ.into());
        let mut options = Options { published: Date::parse(published), ..Options::default() };
        options.settings.level = level;
        let mut findings = Vec::new();
        check(&Context::new(&report, &options), &mut findings);
        findings.iter().map(|finding| (finding.variant, finding.severity)).collect()
    }

    #[test]
    fn each_level_has_its_last_day() {
        use OrganLevel::*;
        for (level, last, next, variant) in [
            (CountyDepartment, "2026-01-31", "2026-02-01", "department"),
            (Township, "2026-01-31", "2026-02-01", "department"),
            (County, "2026-02-20", "2026-02-21", "county"),
            (Prefecture, "2026-03-10", "2026-03-11", "prefecture"),
            (Province, "2026-03-31", "2026-04-01", "message"),
        ] {
            assert_eq!(found("青禾", Some(level), last), []);
            assert_eq!(found("青禾", Some(level), next), [(variant, Severity::Warning)]);
        }
        assert_eq!(found("青禾", None, "2025-12-30"), [("early", Severity::Warning)]);
    }

    #[test]
    fn a_level_that_only_the_name_tells_is_no_ground_for_a_warning() {
        for (organ, published, right) in [
            ("青禾县水务局", "2026-02-03", vec![("department", Severity::Info)]),
            ("国家税务总局青禾县税务局", "2026-02-03", vec![]),
            ("青禾县税务局", "2026-03-20", vec![]),
            ("青禾市人民政府", "2026-03-05", vec![]),
            ("青禾县柳溪镇人民政府", "2026-04-02", vec![("department", Severity::Warning)]),
        ] {
            assert_eq!(found(organ, None, published), right, "{organ}");
        }
    }

    #[test]
    fn without_a_date_nothing_is_said() {
        assert_eq!(found("青禾县水务局", Some(OrganLevel::CountyDepartment), ""), []);
    }
}
