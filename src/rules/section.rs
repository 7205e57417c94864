//! The six sections: each is there once, in order, under its official heading.
//!
//! Nothing is judged where no section was found at all: tables pasted alone
//! have none.

use super::{Context, Family, Rule};
use crate::finding::{Finding, Severity};
use crate::forms::SectionForm;
use crate::report::Section;

const MISSING: Rule = Rule { id: "structure.section_missing", severity: Severity::Error };
const ORDER: Rule = Rule { id: "structure.section_order", severity: Severity::Error };
const HEADING: Rule = Rule { id: "structure.section_heading", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family { rules: &[MISSING, ORDER, HEADING], check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(edition) = context.edition() else { return };
    let sections = &context.report.sections;
    if sections.is_empty() {
        return;
    }
    findings.extend(missing(sections, &edition.sections));
    findings.extend(out_of_order(sections, &edition.sections));
    findings.extend(sections.iter().filter_map(|section| numbered_otherwise(section, &edition.sections)));
    findings.extend(sections.iter().filter_map(|section| worded_otherwise(section, &edition.sections)));
    findings.extend(foreign(sections));
}

/// The heading as the form prints it: `五、存在的主要问题及改进情况`.
fn printed(form: &SectionForm) -> String {
    format!("{}、{}", form.ordinal, form.heading)
}

fn missing(sections: &[Section], official: &[SectionForm]) -> Vec<Finding> {
    let is_there = |index: usize| sections.iter().any(|section| section.official.is_some_and(|it| it.index == index));
    let absent = official.iter().enumerate().filter(|(index, _)| !is_there(*index));
    absent.map(|(_, form)| MISSING.finding().param("expected", printed(form))).collect()
}

/// A section that stands there twice, or after one that should follow it.
fn out_of_order(sections: &[Section], official: &[SectionForm]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    for section in sections {
        let Some(index) = section.official.map(|found| found.index) else { continue };
        let later = seen.iter().copied().filter(|&other| other > index).min();
        let about = || ORDER.finding().span(section.heading_range.clone()).param("found", section.heading.as_str());
        if seen.contains(&index) {
            findings.push(about().variant("repeated"));
        } else if let Some(form) = later.and_then(|later| official.get(later)) {
            findings.push(about().param("later", printed(form)));
        }
        seen.push(index);
    }
    findings
}

/// An official section under another number than its own, or under none.
fn numbered_otherwise(section: &Section, official: &[SectionForm]) -> Option<Finding> {
    let index = section.official?.index;
    let form = official.get(index)?;
    let about = |rule: Rule| {
        rule.finding()
            .span(section.heading_range.clone())
            .param("found", section.heading.as_str())
            .param("expected", printed(form))
    };
    match section.ordinal {
        None => Some(about(HEADING).variant("unnumbered")),
        Some(ordinal) if usize::from(ordinal) != index + 1 => Some(about(ORDER).variant("number")),
        Some(_) => None,
    }
}

fn worded_otherwise(section: &Section, official: &[SectionForm]) -> Option<Finding> {
    let found = section.official.filter(|found| !found.exact)?;
    let expected = printed(official.get(found.index)?);
    let finding = HEADING.finding().span(section.heading_range.clone());
    Some(finding.param("found", section.heading.as_str()).param("expected", expected))
}

/// Headings numbered like sections that are none: one finding for each run of
/// them, because they have one cause.
fn foreign(sections: &[Section]) -> Vec<Finding> {
    let runs = sections.chunk_by(|a, b| a.official.is_none() == b.official.is_none());
    let foreign = runs.filter(|run| run.first().is_some_and(|section| section.official.is_none()));
    foreign
        .filter_map(|run| {
            let first = run.first()?;
            let restarts = first.ordinal == Some(1) && !std::ptr::eq(first, sections.first()?);
            let rule = if restarts { ORDER } else { HEADING };
            let headings: Vec<String> = run.iter().map(|section| section.heading.clone()).collect();
            let finding = rule.finding().span(first.heading_range.clone()).param("found", headings);
            Some(finding.variant(if restarts { "restart" } else { "foreign" }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::report::samples::{narrative, zeros};

    const SOUND: &str = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n\
        四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项";

    fn found(text: &str) -> Vec<(&'static str, &'static str)> {
        let report = narrative(2023, text);
        let mut findings = Vec::new();
        check(&Context::new(&report, &Options::default()), &mut findings);
        findings.iter().map(|finding| (finding.rule, finding.variant)).collect()
    }

    #[test]
    fn official_and_long_headings_pass() {
        assert_eq!(found(SOUND), []);
        assert_eq!(found(&SOUND.replace("二、主动", "二、行政机关主动")), []);
    }

    #[test]
    fn tables_alone_are_not_judged() {
        let mut findings = Vec::new();
        check(&Context::new(&zeros("2021"), &Options::default()), &mut findings);
        assert_eq!(findings, []);
    }

    #[test]
    fn each_defect_is_one_finding() {
        for (from, to, finding) in [
            ("\n六、其他需要报告的事项", "", ("structure.section_missing", "message")),
            ("五、存在的主要问题及改进情况", "五、存在的主要问题及改进措施", ("structure.section_heading", "message")),
            (
                "六、其他需要报告的事项",
                "六、其他需要报告的事项\n七、附件说明",
                ("structure.section_heading", "foreign"),
            ),
            ("六、其他", "五、其他", ("structure.section_order", "number")),
            (
                "六、其他需要报告的事项",
                "六、其他需要报告的事项\n六、其他需要报告的事项",
                ("structure.section_order", "repeated"),
            ),
            (
                "五、存在的主要问题及改进情况",
                "五、存在的主要问题及改进情况\n一、认识不到位\n二、更新不及时",
                ("structure.section_order", "restart"),
            ),
        ] {
            assert_eq!(found(&SOUND.replace(from, to)), [finding], "{to}");
        }
    }

    #[test]
    fn a_section_in_another_place_is_named_with_the_one_it_belongs_before() {
        let moved = "一、总体情况\n三、收到和处理政府信息公开申请情况\n二、主动公开政府信息情况\n\
            四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项";
        assert_eq!(found(moved), [("structure.section_order", "message")]);
    }
}
