//! Findings that a person has looked at and accepted.

use super::fingerprint;
use crate::finding::Finding;
use crate::json::{Fault, Part};
use crate::shown::Verbatim;

/// The acceptance of one finding, kept outside the document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(feature = "region", derive(serde::Deserialize))]
#[cfg_attr(feature = "region", serde(deny_unknown_fields))]
pub struct Waiver {
    /// Id of the rule.
    pub rule: String,
    /// The finding's fingerprint as the result gives it.
    pub fingerprint: String,
    /// Why it is accepted; must say something.
    pub reason: Verbatim,
}

impl Waiver {
    /// What a caller wrote.
    pub(super) fn read(part: Part<'_>) -> Result<Self, Fault> {
        part.has_only(&["rule", "fingerprint", "reason"])?;
        Ok(Waiver {
            rule: part.required("rule", Part::text)?,
            fingerprint: part.required("fingerprint", Part::text)?,
            reason: part.required("reason", Part::text)?.into(),
        })
    }

    /// Whether it is about this finding.
    pub fn covers(&self, finding: &Finding, text: &Verbatim) -> bool {
        self.rule == finding.rule && self.fingerprint == fingerprint(finding, text)
    }
}
