//! Findings that a person has looked at and accepted.

use super::fingerprint;
use crate::finding::Finding;
use serde::Deserialize;

/// The acceptance of one finding, kept outside the document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Id of the rule.
    pub rule: String,
    /// The finding's fingerprint as the result gives it.
    pub fingerprint: String,
    /// Why it is accepted; must say something.
    pub reason: String,
}

impl Waiver {
    /// Whether it is about this finding.
    pub fn covers(&self, finding: &Finding, text: &str) -> bool {
        self.rule == finding.rule && self.fingerprint == fingerprint(finding, text)
    }
}
