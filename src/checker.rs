//! A report under the hand of its editor: a figure changes, and the answer
//! follows.

use crate::finding::Finding;
use crate::recognition::figure;
use crate::repair::Edits;
use crate::report::{Report, Value};
use crate::rules::{self, Prepared};
use crate::{Input, Options, Outcome, Reason};

/// Checks a report again and again while its figures change.
///
/// ```
/// use gouji::{Checker, Input, Options};
///
/// # fn main() -> std::io::Result<()> {
/// let report = std::fs::read("tests/fixtures/one-slip.md")?;
/// let mut checker = Checker::new(Input::Bytes(&report), Options::default());
/// assert_eq!(checker.outcome().summary().error, 2);
///
/// checker.set("applications/3.2/natural_person", "3").expect("the report has this cell");
/// assert_eq!(checker.outcome().summary().error, 0);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Checker {
    options: Options,
    /// What the rules found that read no figures, before settings.
    kept: Vec<Finding>,
    prepared: Prepared,
    edits: Edits,
    outcome: Outcome,
    /// Whether figures were set that the outcome does not know yet.
    changed: bool,
}

impl Checker {
    /// Reads and checks a report. Where there is nothing to check, the answer
    /// says so, and no cell can be set.
    pub fn new(input: Input<'_>, options: Options) -> Self {
        match crate::read(input, &options) {
            Ok(report) => Self::of(report, options),
            Err(reason) => Checker { outcome: Outcome::unreadable(reason), ..Self::of(Report::default(), options) },
        }
    }

    /// Checks a recognised report.
    pub fn of(report: Report, options: Options) -> Self {
        let (findings, prepared) = rules::check_and_keep(&report, &options);
        let edits = Edits::of(&report, &options);
        let kept = findings.iter().filter(|finding| !rules::reads_figures(finding.rule)).cloned().collect();
        let outcome = Outcome::from_findings(report, findings, &edits, &options);
        Checker { options, kept, prepared, edits, outcome, changed: false }
    }

    /// Puts text into a cell, as an editor would type it: `8`, `１２`, nothing.
    ///
    /// # Errors
    /// `unknown_address` where the report has no such cell.
    pub fn set(&mut self, address: &str, text: &str) -> Result<(), Reason> {
        put(&mut self.outcome.report, address, text)
            .ok_or_else(|| Reason::new("unknown_address").param("address", address))?;
        self.changed = true;
        Ok(())
    }

    /// The answer as it stands. What was set since the last one is checked
    /// together, by the rules that read figures alone.
    pub fn outcome(&mut self) -> &Outcome {
        if std::mem::take(&mut self.changed) {
            self.check_again();
        }
        &self.outcome
    }

    fn check_again(&mut self) {
        let report = std::mem::take(&mut self.outcome.report);
        let prepared = std::mem::take(&mut self.prepared);
        let (findings, prepared) = rules::check_figures(&report, &self.options, prepared, &self.kept);
        self.prepared = prepared;
        self.outcome = Outcome::from_findings(report, findings, &self.edits, &self.options);
    }
}

fn put(report: &mut Report, address: &str, text: &str) -> Option<()> {
    let (id, cell) = report.locate(address).map(|(table, cell)| (&table.form.id, cell))?;
    let table = report.table_mut(id)?;
    let kind = table.form.cells().get(cell)?.kind;
    let old = table.figures.get_mut(cell).filter(|figure| figure.value != Value::Missing)?;
    let place = old.place;
    *old = figure::parse(text, kind);
    old.place = place;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::output::{Series, json::to_json};
    use crate::report::samples;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// A report with text, beside the year before and two units.
    fn surroundings() -> (Report, Options) {
        let text = "一、总体情况\n2023年本年收到申请 5 件，予以公开 3 件，制发规范性文件 4 件，被行政复议 2 件。\n\
                    三、收到和处理政府信息公开申请情况\n本年新收政府信息公开申请5件，结转下年度1件，结转下年2件。";
        let unit = |name: &str| (name.into(), samples::zeros("2021"));
        let previous = Report { year: Some(2022), ..samples::zeros("2021") };
        let units = vec![unit("甲局"), unit("乙局")];
        (samples::narrative(2023, text), Options { previous: Some(Box::new(previous)), units, ..Options::default() })
    }

    /// A result of its changes and the result before.
    fn put_together(changes: &str, before: serde_json::Value) -> serde_json::Value {
        let mut result: serde_json::Value = serde_json::from_str(changes).unwrap();
        for finding in result["findings"].as_array_mut().unwrap() {
            if let Some(place) = finding.as_u64() {
                *finding = before["findings"][place as usize].clone();
            }
        }
        if result["repair"].is_number() {
            result["repair"] = before["repair"].clone();
        }
        result
    }

    const CELLS: [&str; 10] = [
        "applications/1/natural_person",
        "applications/1/total",
        "applications/2/natural_person",
        "applications/3.1/natural_person",
        "applications/3.7/natural_person",
        "applications/4/total",
        "review/reconsideration/other",
        "review/reconsideration/total",
        "disclosure/normative_documents/issued",
        "disclosure/fees/amount",
    ];
    const TYPED: [&str; 9] = ["0", "5", "５", "", "3件", "-3", "x", "4", "1.5"];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn the_answer_after_every_change_is_that_of_a_whole_check(
            changes in vec((select(&CELLS[..]), select(&TYPED[..])), 1..12),
            alone: bool,
            chinese: bool,
        ) {
            let (report, options) = surroundings();
            let options = if alone { Options::default() } else { options };
            let language = if chinese { Language::Chinese } else { Language::English };
            let mut checker = Checker::of(report, options.clone());
            let (mut results, mut following) = (Series::new(language), Series::new(language));
            let mut before = serde_json::Value::Null;
            for (address, text) in changes {
                checker.set(address, text).unwrap();
                let whole = to_json(&Outcome::of(checker.outcome().report.clone(), &options), language);
                prop_assert_eq!(&whole, &to_json(checker.outcome(), language));
                prop_assert_eq!(&whole, &results.to_json(checker.outcome()));
                before = put_together(&following.changes_to_json(checker.outcome()), before);
                prop_assert_eq!(&whole, &before.to_string());
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_answered_as_a_check_does() {
        let mut checker = Checker::new(Input::Text(""), Options::default());
        let whole = crate::check(Input::Text(""), &Options::default());
        assert_eq!(to_json(checker.outcome(), Language::Chinese), to_json(&whole, Language::Chinese));
        assert!(checker.set("applications/1/total", "1").is_err());
    }

    #[test]
    fn an_address_that_is_not_there_changes_nothing() {
        let mut checker = Checker::of(samples::zeros("2021"), Options::default());
        let before = to_json(checker.outcome(), Language::Chinese);
        for address in ["applications/3.6/total", "nonsense", "review/reconsideration"] {
            assert_eq!(checker.set(address, "1").unwrap_err().code, "unknown_address");
        }
        assert_eq!(to_json(checker.outcome(), Language::Chinese), before);
    }
}
