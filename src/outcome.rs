//! What a check answers.

use crate::Options;
use crate::finding::{Finding, Param, Params, Severity, Waived};
use crate::repair::{self, Equalities, Repair};
use crate::report::Report;
use crate::rules::{self, Relations};

/// Everything that a check answers, as data.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Why nothing could be checked, where that is so.
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

/// Why nothing could be checked: a code of the message catalogue and its facts.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Permanent code: `empty`, `not_a_report`, `image_only` …
    pub code: &'static str,
    /// Facts for the message.
    pub params: Params,
}

impl Reason {
    /// A reason without facts.
    pub fn new(code: &'static str) -> Self {
        Reason { code, params: Params::default() }
    }

    /// The same reason with a fact for its message.
    pub fn param(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.params.push(name, value.into());
        self
    }
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

impl Outcome {
    /// The answer where nothing could be checked.
    pub fn unreadable(reason: Reason) -> Self {
        Outcome { reason: Some(reason), ..Outcome::default() }
    }

    /// Checks a recognised report.
    pub fn of(report: Report, options: &Options) -> Self {
        let findings = rules::check(&report, options);
        let equalities = Equalities::of(&report, options);
        Outcome::from_findings(report, findings, &equalities, options)
    }

    /// The answer of a report whose rules were checked already.
    pub(crate) fn from_findings(
        report: Report,
        mut findings: Vec<Finding>,
        equalities: &Equalities,
        options: &Options,
    ) -> Self {
        let repair = equalities.repair(&report);
        if let Some(repair) = &repair {
            repair::attach(&mut findings, repair);
        }
        let (findings, waived) = options.settings.apply(findings, &report.text);
        let findings = rules::bounded(findings);
        let relations = rules::relations(&report);
        Outcome { reason: None, findings, waived, repair, relations, report }
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

    /// Findings by severity.
    pub fn summary(&self) -> Summary {
        let count = |severity| self.findings.iter().filter(|finding| finding.severity == severity).count();
        Summary { error: count(Severity::Error), warning: count(Severity::Warning), info: count(Severity::Info) }
    }
}
