//! What a check answers.

use crate::finding::{Finding, Severity, Waived};
use crate::forms::{self, RetiredEdition};
use crate::repair::{self, Edits, Repair};
use crate::report::{Observation, Report};
use crate::rules::{self, Relations};
use crate::{Options, Reason};

/// Everything that a check answers, as data.
///
/// ```
/// use gouji::output::json::to_json;
/// use gouji::{Input, Language, Options};
///
/// # fn main() -> std::io::Result<()> {
/// let report = std::fs::read("tests/fixtures/one-slip.md")?;
/// let outcome = gouji::check(Input::Bytes(&report), &Options::default());
/// assert_eq!(outcome.summary().error, 2);
/// assert_eq!((outcome.relations.failed, outcome.relations.not_assessed), (2, 0));
/// // The result as the command line and the npm package give it.
/// assert!(to_json(&outcome, Language::English).contains(r#""status":"findings""#));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Why nothing could be checked, where that is so. Of a report without its
    /// tables the text was checked all the same.
    pub reason: Option<Reason>,
    /// The report as it was recognised.
    pub report: Report,
    /// What the rules found, in a stable order.
    pub findings: Vec<Finding>,
    /// What the rules found and a person has accepted; it counts nowhere.
    pub waived: Vec<Waived>,
    /// The fewest cells that must change so that every balance edit holds.
    pub repair: Option<Repair>,
    /// The balance edits of the tables found.
    pub relations: Relations,
}

/// The verdict in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Status {
    /// Checked, and nothing found above information.
    Passed,
    /// At least one error or warning.
    Findings,
    /// Nothing could be checked.
    Unreadable,
}

impl Status {
    /// Its name in results: `passed`.
    pub const fn name(self) -> &'static str {
        match self {
            Status::Passed => "passed",
            Status::Findings => "findings",
            Status::Unreadable => "unreadable",
        }
    }
}

/// Findings by severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Summary {
    /// Certainly wrong.
    pub error: usize,
    /// Very likely wrong.
    pub warning: usize,
    /// Worth knowing.
    pub info: usize,
}

/// Why no relation of a report could be checked: it has none of the tables.
pub fn unchecked(report: &Report) -> Option<Reason> {
    if !report.tables.is_empty() {
        return None;
    }
    let other_form = report.observations.iter().find_map(|fact| match fact {
        Observation::OtherForm { id } => Some(*id),
        _ => None,
    });
    if let Some(id) = other_form {
        let edition = forms::retired_editions().find(|edition| id == Some(edition.id.as_str()));
        return Some(edition.map_or_else(|| Reason::new("not_a_report"), RetiredEdition::reason));
    }
    let edition = report.year.and_then(|year| report.family.for_year(year)).or_else(|| report.family.latest());
    let titles = edition.into_iter().flat_map(|edition| &edition.tables).map(|table| format!("“{}”", table.title));
    let code = if report.images > 0 { "tables_in_images" } else { "tables_missing" };
    let reason = Reason::new(code).param("missing", titles.collect::<Vec<_>>());
    Some(if report.images > 0 { reason.param("images", report.images) } else { reason })
}

impl Outcome {
    /// The answer where nothing could be checked.
    pub fn unreadable(reason: Reason) -> Self {
        Outcome { reason: Some(reason), ..Outcome::default() }
    }

    /// Checks a recognised report.
    pub fn of(report: Report, options: &Options) -> Self {
        let findings = rules::check(&report, options);
        let edits = Edits::of(&report, options);
        Outcome::from_findings(report, findings, &edits, options)
    }

    /// The answer of a report whose rules were checked already.
    pub(crate) fn from_findings(report: Report, mut findings: Vec<Finding>, edits: &Edits, options: &Options) -> Self {
        let repair = edits.repair(&report);
        if let Some(repair) = &repair {
            repair::attach(&mut findings, repair);
        }
        let (findings, waived) = options.settings.apply(findings, &report.text);
        let findings = rules::bounded(findings);
        let relations = rules::relations(&report, options);
        Outcome { reason: unchecked(&report), findings, waived, repair, relations, report }
    }

    /// The verdict. Never [`Status::Passed`] for what was not checked.
    pub fn status(&self) -> Status {
        let summary = self.summary();
        match (&self.reason, summary.error + summary.warning) {
            (Some(_), _) => Status::Unreadable,
            (None, 0) => Status::Passed,
            (None, _) => Status::Findings,
        }
    }

    /// The relations that could not be assessed, those of missing tables among
    /// them; of what is no report there are none.
    pub fn unassessed(&self) -> usize {
        let is_report = self.reason.as_ref().is_none_or(|reason| reason.code.starts_with("tables_"));
        if is_report { self.relations.not_assessed + rules::lacking(&self.report) } else { 0 }
    }

    /// Findings by severity.
    pub fn summary(&self) -> Summary {
        let count = |severity| self.findings.iter().filter(|finding| finding.severity == severity).count();
        Summary { error: count(Severity::Error), warning: count(Severity::Warning), info: count(Severity::Info) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Input;
    use crate::shown::Verbatim;

    fn checked(text: &str) -> Outcome {
        crate::check(Input::Text(text), &Options::default())
    }

    fn code(outcome: &Outcome) -> Option<&'static str> {
        outcome.reason.as_ref().map(|reason| reason.code)
    }

    const TEXT: &str = "青禾县水务局2023年政府信息公开工作年度报告\n数据统计期限自2023年1月1日起至2022年12月31日止。\n\
        一、总体情况\n全年发布信息120条。\n五、存在的主要问题及改进情况\n无\n";

    #[test]
    fn a_report_without_its_tables_is_unreadable_and_its_text_is_checked() {
        let outcome = checked(TEXT);
        assert_eq!((outcome.status(), code(&outcome)), (Status::Unreadable, Some("tables_missing")));
        assert_eq!(
            (outcome.report.year, outcome.report.organ.as_ref().map(Verbatim::verbatim)),
            (Some(2023), Some("青禾县水务局"))
        );
        let rules: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule).collect();
        assert!(rules.contains(&"text.year") && rules.contains(&"text.section_empty"), "{rules:?}");
        assert!(!rules.contains(&"structure.table_missing"), "the reason says it");
        assert_eq!(outcome.relations, Relations::default());
        assert_eq!(outcome.unassessed(), 42, "those of all tables");
        assert!(crate::recognise(Input::Text(TEXT), &Options::default()).is_err(), "no report to compare with");
    }

    #[test]
    fn pictures_in_place_of_tables_are_named() {
        let outcome = checked(&format!("<p>{}</p><img src=a.png>", TEXT.replace('\n', "</p><p>")));
        assert_eq!(code(&outcome), Some("tables_in_images"));
    }

    #[test]
    fn a_report_of_a_former_form_is_named_and_not_judged() {
        let table = "| 指标 | 单位 | 年度 | 历年累计 |\n| 主动公开文件数 | 条 | 360 | 805 |\n| 对申请的答复总数 | 件 | 0 | 3 |\n";
        for text in [format!("青禾县水务局2016年政府信息公开工作年度报告\n{table}"), TEXT.replace("2023", "2016")]
        {
            let outcome = checked(&text);
            assert_eq!((code(&outcome), outcome.report.year), (Some("retired_edition"), Some(2016)));
            assert_eq!(
                (outcome.report.organ.as_ref().map(Verbatim::verbatim), outcome.findings.len()),
                (Some("青禾县水务局"), 0)
            );
        }
        assert_eq!(code(&checked("今天天气很好。")), Some("not_a_report"));
    }
}
