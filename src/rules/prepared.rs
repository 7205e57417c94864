//! What the rules make of what no figure of the report touches: its running
//! text and the reports beside it. Made once, at need, and kept while figures
//! change.

use super::aggregate::Sums;
use super::claims::{self, Claim, Narrative};
use super::passage::{self, Passage};
use crate::Options;
use crate::report::Report;
use std::sync::{Arc, OnceLock};

/// Each part, once it was asked for.
#[derive(Debug, Default)]
pub struct Prepared {
    passages: OnceLock<Vec<Arc<Passage>>>,
    narratives: OnceLock<Vec<Narrative>>,
    claims: OnceLock<Vec<Claim>>,
    sums: OnceLock<Vec<Sums>>,
}

impl Prepared {
    /// The running text, normalised.
    pub fn passages(&self, report: &Report) -> &[Arc<Passage>] {
        self.passages.get_or_init(|| passage::passages(report).into_iter().map(Arc::new).collect())
    }

    /// The running text with what it says about figures.
    pub fn narratives(&self, report: &Report) -> &[Narrative] {
        self.narratives.get_or_init(|| claims::narratives(report, self.passages(report)))
    }

    /// What the running text says and a table can confirm.
    pub fn claims(&self, report: &Report) -> &[Claim] {
        self.claims.get_or_init(|| self.narratives(report).iter().flat_map(Narrative::claims).collect())
    }

    /// The sums of the units for each table of the report, in its order.
    pub fn sums(&self, report: &Report, options: &Options) -> &[Sums] {
        self.sums.get_or_init(|| report.tables.iter().map(|table| Sums::of(table.form, options.units())).collect())
    }
}
