//! How much a finding weighs.

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Severity {
    /// Certainly wrong.
    Error,
    /// Very likely wrong; there are legitimate exceptions.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// Its name in results: `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}
