//! The six sections: each is there once, in order, under its official heading.
//!
//! Nothing is judged where no section was found at all: tables pasted alone
//! have none. Nor where the document has lost its lines and headings stand
//! within a text. No section is missing where only tables were pasted, their
//! headings with them, and no number is wrong where all are the same: a list
//! whose numbering starts again at each heading.

use super::{Context, Family, Reads, Rule, Rules};
use crate::finding::{Finding, Severity};
use crate::forms::{Edition, SectionForm};
use crate::report::{Observation, Section};
use crate::shown::Shown;

const MISSING: Rule = Rule { id: "structure.section_missing", severity: Severity::Error };
const ORDER: Rule = Rule { id: "structure.section_order", severity: Severity::Error };
const HEADING: Rule = Rule { id: "structure.section_heading", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[MISSING, ORDER, HEADING]),
    check,
    reads: Reads::Text,
    looks_back: false,
    of_form: None,
};

/// So many sections at least make a report; fewer are a piece of one.
const LEAST_SECTIONS: usize = 3;

/// Headings of a run that are listed.
const MOST_SHOWN: usize = 12;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(edition) = context.edition() else { return };
    let sections = &context.report.sections;
    if sections.is_empty() || context.report.observations.contains(&Observation::SectionsFlattened) {
        return;
    }
    let present: Vec<usize> = sections.iter().filter_map(|section| Some(section.official?.index)).collect();
    let stand_in = |section: &Section| stand_in(section, &present, &edition.sections);
    let replaced: Vec<usize> = sections.iter().filter_map(stand_in).collect();
    let absent =
        edition.sections.iter().enumerate().filter(|(index, _)| !present.contains(index) && !replaced.contains(index));
    let found: Vec<usize> = present.iter().chain(&replaced).copied().collect();
    let absent = absent.filter(|_| is_report(&found, edition));
    findings.extend(absent.map(|(_, form)| MISSING.finding().param("expected", printed(form))));
    findings.extend(out_of_order(sections, &edition.sections));
    match numbering(sections) {
        Numbering::None => findings.extend(unnumbered(sections)),
        Numbering::AllTheSame => {}
        Numbering::Counted => {
            findings.extend(sections.iter().filter_map(|section| numbered_otherwise(section, &edition.sections)));
        }
    }
    findings.extend(sections.iter().filter_map(|section| {
        let otherwise = section.official.filter(|found| !found.exact).map(|found| found.index);
        let form = edition.sections.get(otherwise.or_else(|| stand_in(section))?)?;
        Some(worded_otherwise(section, form))
    }));
    findings.extend(foreign(sections, |section| section.official.is_none() && stand_in(section).is_none()));
}

/// Whether the sections found make a report, and not only its tables.
fn is_report(found: &[usize], edition: &Edition) -> bool {
    let has_table = |index: usize| edition.tables.iter().any(|table| usize::from(table.section) == index + 1);
    found.len() >= LEAST_SECTIONS && found.iter().any(|&index| !has_table(index))
}

/// How the sections are numbered.
enum Numbering {
    /// None has a number.
    None,
    /// Several, and all of them by one number.
    AllTheSame,
    /// As a person numbers them.
    Counted,
}

fn numbering(sections: &[Section]) -> Numbering {
    let official = || sections.iter().filter(|section| section.official.is_some());
    let numbers: Vec<u8> = official().filter_map(|section| section.ordinal).collect();
    let many = official().count() >= LEAST_SECTIONS;
    match numbers.split_first() {
        None if many => Numbering::None,
        Some((first, others)) if many && others.len() + 1 >= LEAST_SECTIONS && others.iter().all(|it| it == first) => {
            Numbering::AllTheSame
        }
        _ => Numbering::Counted,
    }
}

/// The numbers may have been lost on the way: a list's are not part of its text.
fn unnumbered(sections: &[Section]) -> Option<Finding> {
    let first = sections.iter().find(|section| section.official.is_some())?;
    let mut finding = HEADING.finding().variant("all_unnumbered").span(first.heading_range.clone());
    finding.severity = Severity::Info;
    Some(finding.param("found", &first.heading))
}

/// The heading as the form prints it: `五、存在的主要问题及改进情况`.
fn printed(form: &SectionForm) -> String {
    format!("{}、{}", form.ordinal, form.heading)
}

/// The missing official section that a heading of its number surely means,
/// though it is worded quite otherwise: 六、需要说明的其他事项与附表.
fn stand_in(section: &Section, present: &[usize], official: &[SectionForm]) -> Option<usize> {
    let index = usize::from(section.ordinal?).checked_sub(1)?;
    let form = official.get(index).filter(|_| section.official.is_none() && !present.contains(&index))?;
    let shared = form.heading.chars().filter(|char| section.heading.verbatim().contains(*char)).count();
    // Of 六、其他事项 every character is one of the official heading's.
    let words = section.heading.verbatim().chars().filter(|char| char.is_alphabetic()).count().saturating_sub(1);
    (shared * 2 >= form.heading.chars().count().min(words.max(2))).then_some(index)
}

/// A section that stands there twice, or after one that should follow it.
fn out_of_order(sections: &[Section], official: &[SectionForm]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    for section in sections {
        let Some(index) = section.official.map(|found| found.index) else { continue };
        let later = seen.iter().copied().filter(|&earlier| earlier > index).min();
        let about = || ORDER.finding().span(section.heading_range.clone()).param("found", &section.heading);
        if seen.contains(&index) {
            findings.push(about().variant("repeated"));
        } else if let Some(form) = later.and_then(|later| official.get(later)) {
            findings.push(about().param("later", printed(form)));
        }
        if !seen.contains(&index) {
            seen.push(index);
        }
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
            .param("found", &section.heading)
            .param("expected", printed(form))
    };
    match section.ordinal {
        None => Some(about(HEADING).variant("unnumbered")),
        Some(ordinal) if usize::from(ordinal) != index + 1 => Some(about(ORDER).variant("number")),
        Some(_) => None,
    }
}

fn worded_otherwise(section: &Section, form: &SectionForm) -> Finding {
    let finding = HEADING.finding().span(section.heading_range.clone());
    finding.param("found", &section.heading).param("expected", printed(form))
}

/// Headings numbered like sections that are none: one finding for each run of
/// them, because they have one cause.
fn foreign(sections: &[Section], is_foreign: impl Fn(&Section) -> bool) -> Vec<Finding> {
    let runs = sections.chunk_by(|a, b| is_foreign(a) == is_foreign(b));
    let foreign = runs.filter(|run| run.first().is_some_and(&is_foreign));
    foreign
        .filter_map(|run| {
            let first = run.first()?;
            let restarts = first.ordinal == Some(1) && !std::ptr::eq(first, sections.first()?);
            let rule = if restarts { ORDER } else { HEADING };
            let headings: Vec<Shown> = run.iter().take(MOST_SHOWN).map(|section| section.heading.shown()).collect();
            let mut finding = rule.finding().span(first.heading_range.clone()).param("found", headings);
            // Sub-headings that are numbered like sections are a matter of style.
            finding.severity = if restarts { Severity::Info } else { finding.severity };
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
            ("六、其他需要报告的事项", "六、其他事项", ("structure.section_heading", "message")),
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
    fn a_heading_of_the_same_number_about_something_else_stands_for_no_section() {
        let other = found(&SOUND.replace("六、其他需要报告的事项", "六、附件"));
        assert_eq!(other, [("structure.section_missing", "message"), ("structure.section_heading", "foreign")]);
    }

    #[test]
    fn what_may_have_been_lost_on_the_way_is_not_accused() {
        let numbered = |number: Option<u8>| {
            let mut report = narrative(2023, SOUND);
            report.sections.iter_mut().for_each(|section| section.ordinal = number);
            let mut findings = Vec::new();
            check(&Context::new(&report, &Options::default()), &mut findings);
            findings.iter().map(|finding| (finding.variant, finding.severity)).collect::<Vec<_>>()
        };
        assert_eq!(numbered(None), [("all_unnumbered", Severity::Info)]);
        assert_eq!(numbered(Some(1)), [], "a list that starts again at each heading");
        let tables: Vec<&str> = SOUND.lines().skip(1).take(3).collect();
        assert_eq!(found(&tables.join("\n")), [], "only the tables were pasted");
        let mut flat = narrative(2023, SOUND.lines().next().unwrap());
        flat.observations.push(Observation::SectionsFlattened);
        let mut findings = Vec::new();
        check(&Context::new(&flat, &Options::default()), &mut findings);
        assert_eq!(findings, []);
    }

    #[test]
    fn a_section_in_another_place_is_named_with_the_one_it_belongs_before() {
        let moved = "一、总体情况\n三、收到和处理政府信息公开申请情况\n二、主动公开政府信息情况\n\
            四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项";
        assert_eq!(found(moved), [("structure.section_order", "message")]);
    }
}
