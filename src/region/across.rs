//! A report against the one of the year before.

use super::entry::{EntryFinding, EntryMore, headline};
use super::{Entry, Options};
use crate::finding::{Finding, Severity};
use crate::outcome::Summary;
use crate::report::Report;
use crate::shown::{Shown, Verbatim};
use crate::{messages, repair, rules};

/// What is known of a report once others were looked at.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    pub findings: Vec<EntryFinding>,
    pub more: Vec<EntryMore>,
    pub summary: Summary,
    pub headline: Shown,
}

impl Judged {
    /// What was known of it alone.
    pub fn alone(entry: &Entry) -> Self {
        Judged {
            findings: entry.findings.clone(),
            more: entry.more.clone(),
            summary: entry.summary,
            headline: entry.headline.clone(),
        }
    }

    /// Puts what the rules across reports find in the place of what they found
    /// in the report alone. `settings` count for both.
    fn replace(
        &mut self,
        is_replaced: impl Fn(&str) -> bool,
        findings: Vec<Finding>,
        text: &Verbatim,
        options: &Options,
    ) {
        self.findings.retain(|finding| {
            let replaced = is_replaced(&finding.rule);
            if replaced {
                let count = counter(&mut self.summary, finding.severity);
                *count = count.saturating_sub(1);
            }
            !replaced
        });
        self.more.retain(|more| {
            let replaced = is_replaced(&more.rule);
            if replaced {
                let count = counter(&mut self.summary, more.severity);
                *count = count.saturating_sub(more.findings);
            }
            !replaced
        });
        for finding in options.settings.apply(findings, text).0 {
            *counter(&mut self.summary, finding.severity) += 1;
            self.findings.push(EntryFinding::of(&finding, options.language));
        }
        self.findings.sort_by_key(|finding| rules::family(&finding.rule));
    }

    /// Tells again what most likely went wrong, now that other reports prove
    /// some of the figures.
    fn localise(&mut self, entry: &Entry, report: &Report, beside: &crate::Options, options: &Options) {
        let repair = repair::localise(report, &repair::edits(report, beside));
        let repair = repair.map(|repair| messages::repair::headline(&repair, options.language));
        self.headline = headline(entry.reason.as_ref(), repair, &self.findings);
    }

    /// Adds findings of a report that is the sum of others.
    pub fn add(&mut self, entry: &Entry, findings: Vec<Finding>, options: &Options) {
        self.replace(|_| false, findings, &Verbatim::default(), options);
        if self.headline.as_str().is_empty() {
            self.headline = headline(entry.reason.as_ref(), None, &self.findings);
        }
    }
}

/// What the comparison with the report of the year before, and with documents of the
/// same body and year, makes of a report.
pub(super) fn judge(entry: &Entry, previous: Option<&Entry>, others: &[Report], options: &Options) -> Judged {
    let mut judged = before(entry, previous, options);
    if !others.is_empty()
        && let Some(report) = entry.figures(&options.forms)
    {
        let beside = crate::Options { others: others.to_vec(), ..Default::default() };
        let findings = rules::across_documents(&report, &beside);
        if !findings.is_empty() {
            judged.add(entry, findings, options);
        }
    }
    judged
}

/// What the comparison with the report of the year before makes of a report.
fn before(entry: &Entry, previous: Option<&Entry>, options: &Options) -> Judged {
    let mut judged = Judged::alone(entry);
    let forms = &options.forms;
    let both = previous.and_then(|previous| Some((entry.report(forms)?, previous.report(forms)?)));
    let Some((report, previous)) = both else { return judged };
    let beside =
        crate::Options { previous: Some(Box::new(previous)), settings: options.settings.clone(), ..Default::default() };
    let findings = rules::across_years(&report, &beside);
    let mut told = judged.findings.iter().map(|it| &it.rule).chain(judged.more.iter().map(|it| &it.rule));
    if findings.is_empty() && !told.any(|rule| rules::is_across_years(rule)) {
        return judged;
    }
    judged.replace(rules::is_across_years, findings, &report.text, options);
    judged.localise(entry, &report, &beside, options);
    judged
}

fn counter(summary: &mut Summary, severity: Severity) -> &mut usize {
    match severity {
        Severity::Error => &mut summary.error,
        Severity::Warning => &mut summary.warning,
        Severity::Info => &mut summary.info,
    }
}
