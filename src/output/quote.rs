//! The passage of the text that a finding is about.

use crate::finding::Finding;
use crate::report::Report;

/// Characters of the text that are quoted on each side of a passage.
const CONTEXT: usize = 16;
/// Most characters of a passage that are quoted.
const MOST: usize = 4 * CONTEXT;

/// A passage with some text around it, all of one line. Personal data is masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// What stands before it, with `…` where more does.
    pub before: String,
    /// The passage.
    pub passage: String,
    /// What stands after it, with `…` where more does.
    pub after: String,
}

impl Quote {
    /// The passage of a finding, where it is about one.
    pub fn of(report: &Report, finding: &Finding) -> Option<Self> {
        let [before, passage, after] = report.text.around(finding.span.as_ref()?)?;
        let (before, passage, after) = (before.as_str(), passage.as_str(), after.as_str());
        let skipped = before.chars().count().saturating_sub(CONTEXT);
        let kept: String = before.chars().skip(skipped).collect();
        Some(Quote {
            before: if skipped > 0 { format!("…{kept}") } else { kept },
            passage: passage.chars().take(MOST).collect(),
            after: clipped(after),
        })
    }

    /// Whether the passage is all that its line says.
    pub fn is_whole_line(&self) -> bool {
        self.before.trim().is_empty() && self.after.trim().is_empty()
    }
}

fn clipped(text: &str) -> String {
    let mut kept: String = text.chars().take(CONTEXT).collect();
    if text.chars().count() > CONTEXT {
        kept.push('…');
    }
    kept
}
