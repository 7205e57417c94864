//! What governments report beyond departments: how the work was assessed,
//! appraised by the public, and whom it was held against.

use super::{Context, Family, Passage, Reads, Rule, Rules};
use crate::finding::{Finding, Severity};
use crate::packs::annual_report;
use crate::shown::Verbatim;
use crate::words::Words;

const APPRAISAL: Rule = Rule { id: "text.appraisal", severity: Severity::Info };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[APPRAISAL]),
    check,
    reads: Reads::Text,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

/// Index of 总体情况 among the official sections.
const SUMMARY: usize = 0;
/// What is reported, and words that speak of it.
const MATTERS: [(&str, Words); 3] = [
    ("工作考核", Words("考核 考评 绩效 评估")),
    ("社会评议", Words("评议 满意度 测评 评价 民意 监督员")),
    ("责任追究", Words("追究 追责 问责")),
];
/// Ends of the names of places that have a government.
const PLACES: &[char] = &['省', '市', '县', '区', '旗', '州', '盟', '镇', '乡'];
/// Zones that have none.
const ZONES: Words = Words("开发区 高新区 园区 实验区 示范区 管理区 景区 新区 林区 灌区 库区");

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let of_government = context.report.organ.as_ref().map(Verbatim::verbatim).is_some_and(is_government);
    let Some(section) = context.section(SUMMARY).filter(|_| of_government) else { return };
    let passages: Vec<&Passage> = context.passages_in(section).collect();
    if passages.is_empty() {
        return;
    }
    let speaks_of = |words: Words| passages.iter().any(|passage| passage.has_any(0..passage.chars.len(), words));
    let absent: Vec<String> =
        MATTERS.iter().filter(|(_, words)| !speaks_of(*words)).map(|(matter, _)| (*matter).to_owned()).collect();
    if !absent.is_empty() {
        findings.push(APPRAISAL.finding().span(section.heading_range.clone()).param("missing", absent));
    }
}

/// Whether a name is that of a government, not of one of its departments.
fn is_government(organ: &str) -> bool {
    let place = organ.trim().strip_suffix("人民政府");
    place.is_some() || organ.trim().ends_with(PLACES) && ZONES.ending(organ.trim()).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::finding::Param;
    use crate::report::samples::narrative;

    fn missing(organ: &str, text: &str) -> Vec<String> {
        let mut report = narrative(2023, &format!("一、总体情况\n{text}\n二、主动公开政府信息情况"));
        report.organ = Some(organ.into());
        let mut findings = Vec::new();
        check(&Context::new(&report, &Options::default()), &mut findings);
        match findings.first().and_then(|finding| finding.params.get("missing").cloned()) {
            Some(Param::Texts(texts)) => texts.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_government_reports_how_its_work_was_judged() {
        let text = "（五）监督保障。将公开工作纳入年度考核，没有发生追究责任的情形。";
        assert_eq!(missing("青禾县人民政府", text), ["社会评议"]);
        assert_eq!(missing("青禾县柳溪镇", "公开信息30条。"), ["工作考核", "社会评议", "责任追究"]);
        assert_eq!(missing("青禾县人民政府", &format!("{text}开展社会评议1次，满意率98%。")), Vec::<String>::new());
    }

    #[test]
    fn a_department_need_not() {
        for organ in ["青禾县水务局", "青禾县人民政府办公室", "青禾高新区", "柳溪街道办事处"]
        {
            assert_eq!(missing(organ, "公开信息30条。"), Vec::<String>::new(), "{organ}");
        }
    }
}
