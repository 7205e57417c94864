use super::*;
use crate::forms::Forms;
use crate::report::samples::{narrative, put_all, zeros};
use crate::report::{Number, Report};
use crate::shown::{Shown, Verbatim};
use crate::{Language, Outcome};
use std::collections::BTreeSet;

const TEXT: &str = "一、总体情况\n全年围绕群众关心的水价、灌溉和防汛三件事公开信息120条，办理时间比上年缩短两天。\
    对三个灌区的用水户逐一走访，把问得最多的十个问题做成问答发在网站首页，点击三千余次。\n\
    三、收到和处理政府信息公开申请情况\n六、其他需要报告的事项\n无。";
const OTHER: &str = "一、总体情况\n本年把学籍、招生和营养午餐的办事指南重写一遍，请家长试读后再发布，共改动八处。\
    在每所学校门口设公开栏，由学生会每月更换一次内容，期末由家长委员会打分，平均九十一分。\n\
    六、其他需要报告的事项\n无。";

/// Applications received and answered in the year, two cells and their totals.
fn figures(report: &mut Report, natural: i64, enterprise: i64) {
    for row in ["1", "3.1", "3.7"] {
        let cells = [("natural_person", natural), ("enterprise", enterprise), ("total", natural + enterprise)];
        let named = cells.map(|(column, value)| (format!("applications/{row}/{column}"), value));
        let named: Vec<(&str, i64)> = named.iter().map(|(cell, value)| (cell.as_str(), *value)).collect();
        put_all(report, &named);
    }
}

fn unit(organ: &str, year: u16, natural: i64, enterprise: i64) -> Report {
    let mut report = Report { organ: Some(organ.into()), year: Some(year), ..zeros("2021") };
    figures(&mut report, natural, enterprise);
    report
}

fn written(organ: &str, year: u16, text: &str) -> Report {
    Report { organ: Some(organ.into()), ..narrative(year, text) }
}

/// Each report under a file name of its body and year, `number` apart.
fn entries(reports: Vec<Report>) -> Vec<Entry> {
    let named = reports.into_iter().enumerate().map(|(number, report)| {
        let file = format!("{}{}-{number}.html", report.organ.as_ref().unwrap().verbatim(), report.year.unwrap());
        Entry::of(&file, &Outcome::of(report, &crate::Options::default()), Language::Chinese)
    });
    named.collect()
}

fn combined(reports: Vec<Report>) -> Region {
    combine(entries(reports), &Options::default())
}

fn rules_of(region: &Region, organ: &str, year: u16) -> Vec<String> {
    let mut reports = region.reports.iter();
    let report = reports
        .find(|report| report.organ.as_ref().map(Shown::as_str) == Some(organ) && report.year == Some(year))
        .unwrap();
    let counted = report.findings.iter().filter(|finding| finding.severity < crate::finding::Severity::Info);
    counted.map(|finding| finding.rule.clone()).filter(|rule| !rule.starts_with("structure.")).collect()
}

fn county() -> Vec<Report> {
    vec![
        unit("青禾县", 2023, 9, 7),
        unit("青禾县水利局", 2023, 4, 2),
        unit("青禾县教育局", 2023, 0, 5),
        unit("青禾县柳溪镇", 2023, 5, 0),
    ]
}

#[test]
fn all_findings_are_counted_by_rule_though_the_first_ones_are_kept() {
    let sentences: Vec<String> =
        (1..=260).map(|number| format!("2022年，我局共收到政府信息公开申请{number}件。")).collect();
    let text = format!("一、总体情况\n{}\n二、主动公开政府信息情况", sentences.join("\n"));
    let region = combined(vec![written("青禾县水利局", 2023, &text)]);
    let report = region.reports.first().unwrap();
    assert_eq!(report.findings.len(), 200);
    let counted: usize = region.rules.iter().map(|rule| rule.findings).sum();
    assert_eq!(counted, report.summary.error + report.summary.warning + report.summary.info);
    let years = region.rules.iter().find(|rule| rule.rule == "text.year").unwrap();
    assert_eq!((years.findings, years.reports), (260, 1));
}

#[test]
fn a_report_and_the_year_before_say_what_a_check_of_both_says() {
    for (now, then) in [(TEXT, TEXT), (TEXT, OTHER)] {
        let mut report = written("青禾县水利局", 2023, now);
        let mut previous = written("青禾县水利局", 2022, then);
        put_all(&mut previous, &[("applications/4/enterprise", 3), ("applications/4/total", 3)]);
        put_all(&mut report, &[("disclosure/rules/issued", 2), ("disclosure/rules/in_force", 1)]);
        put_all(&mut previous, &[("disclosure/rules/in_force", 4)]);
        let beside = crate::Options { previous: Some(Box::new(previous.clone())), ..Default::default() };
        let expected = Entry::of("", &Outcome::of(report.clone(), &beside), Language::Chinese);
        let region = combined(vec![previous, report]);
        let found = region.reports.iter().find(|report| report.year == Some(2023)).unwrap();
        assert_eq!(found.findings, expected.findings);
        assert_eq!((found.summary, &found.headline), (expected.summary, &expected.headline));
        assert!(found.findings.iter().any(|finding| finding.rule == "carryover.applications"));
        assert_eq!(found.findings.iter().any(|finding| finding.rule == "similarity.previous"), now == then);
    }
}

#[test]
fn the_answer_does_not_depend_on_the_order_nor_on_the_workers() {
    let mut reports = county();
    reports.extend([written("青禾县水利局", 2022, TEXT), written("青禾县档案馆", 2022, TEXT)]);
    let all = entries(reports);
    let json = |entries: Vec<Entry>, workers: usize| {
        serde_json::to_string(&combine(entries, &Options { workers, ..Options::default() })).unwrap()
    };
    let expected = json(all.clone(), 1);
    for turn in 1..all.len() {
        let mut turned = all.clone();
        turned.rotate_left(turn);
        assert_eq!(json(turned, 1 + turn % 3), expected);
    }
}

#[test]
fn an_entry_survives_json() {
    let before = entries(vec![written("青禾县水利局", 2022, TEXT)]).remove(0);
    let after: Entry = serde_json::from_str(&serde_json::to_string(&before).unwrap()).unwrap();
    assert!(before.is_same(&after) && before.sketch == after.sketch);
    let report = after.report(&Forms::default()).unwrap();
    assert_eq!(report.sections.len(), 3);
    assert!(report.text.verbatim().contains("做成问答"));
}

#[test]
fn the_region_s_own_report_is_told_by_its_figures_or_its_name() {
    let region = combined(county());
    let parent = region.years[0].region.as_ref().unwrap();
    assert_eq!((parent.organ.as_str(), parent.told), ("青禾县", parent::Told::Figures));
    let mut wrong = county();
    wrong[0] = unit("青禾县人民政府", 2023, 9, 8);
    let region = combined(wrong);
    assert_eq!(region.years[0].region.as_ref().unwrap().told, parent::Told::Name);
    assert_eq!(rules_of(&region, "青禾县人民政府", 2023), ["aggregate.sum"; 6]);
    // A government that reports for itself alone has less than some of its offices.
    let mut alone = county();
    alone[0] = unit("青禾县人民政府", 2023, 1, 1);
    assert!(combined(alone).years[0].region.is_none());
}

#[test]
fn a_unit_that_was_left_out_or_counted_twice_is_named_and_stands_for_its_cells() {
    for (natural, enterprise, twice) in [(5, 5, false), (13, 9, true)] {
        let mut reports = county();
        reports[0] = unit("青禾县", 2023, natural, enterprise);
        let region = combined(reports);
        let omitted = region.years[0].omitted.as_ref().unwrap();
        assert_eq!((omitted.organ.as_str(), omitted.twice, omitted.cells.len()), ("青禾县水利局", twice, 9));
        assert_eq!(rules_of(&region, "青禾县", 2023), ["aggregate.omitted"]);
    }
}

#[test]
fn two_units_of_the_same_figures_are_not_told_apart() {
    let mut reports = county();
    reports.push(unit("青禾县统计局", 2023, 4, 2));
    let region = combined(reports);
    assert!(region.years[0].omitted.is_none());
    assert!(rules_of(&region, "青禾县", 2023).iter().all(|rule| rule == "aggregate.sum"));
}

#[test]
fn sums_count_every_unit_once_and_not_the_region() {
    let mut reports = county();
    reports.push(reports[1].clone());
    let region = combined(reports);
    let year = &region.years[0];
    let cell = year.cells.iter().find(|cell| cell.cell == "applications/1/total").unwrap();
    assert_eq!((cell.sum, cell.units, cell.region), (Some(Number::whole(16)), 3, Some(Number::whole(16))));
    assert!(year.ambiguous.is_empty());
}

#[test]
fn two_reports_of_one_body_and_year_that_differ_are_named_and_neither_counts() {
    let mut reports = county();
    reports.extend([unit("青禾县水利局", 2023, 4, 3), unit("青禾县水利局", 2022, 1, 1)]);
    let region = combined(reports);
    let ambiguous: Vec<_> = region.years[1].ambiguous.iter().map(|one| (one.organ.as_str(), one.files.len())).collect();
    assert_eq!(ambiguous, [("青禾县水利局", 2)]);
    assert_eq!((region.years[1].units, region.totals.pairs), (2, 0));
}

#[test]
fn missing_units_are_those_of_another_year_and_of_the_list() {
    let mut reports = county();
    reports.extend([unit("青禾县统计局", 2022, 0, 0), unit("青禾县水利局", 2022, 0, 0), unit("柳溪镇", 2022, 0, 0)]);
    let list = ["青禾县审计局", "青禾县教育局", "教育局", " "].map(str::to_owned).to_vec();
    let region = combine(entries(reports), &Options { list, ..Options::default() });
    let missing = |at: usize| -> BTreeSet<(&str, bool)> {
        region.years[at].missing.iter().map(|one| (one.organ.as_str(), one.listed)).collect()
    };
    assert_eq!(missing(1), BTreeSet::from([("青禾县统计局", false), ("青禾县审计局", true)]));
    assert!(missing(0).contains(&("青禾县教育局", true)) && !missing(0).contains(&("青禾县柳溪镇", false)));
}

#[test]
fn a_file_that_could_not_be_read_is_named_where_its_body_is_missing() {
    let mut all = entries(county());
    all.push(Entry::of(
        "2023/青禾县审计局2023年政府信息公开工作年度报告.pdf",
        &Outcome::unreadable(crate::Reason::new("empty")),
        Language::Chinese,
    ));
    let region = combine(all, &Options { list: vec!["青禾县审计局".to_owned()], ..Options::default() });
    assert!(region.years[0].missing[0].unreadable.as_deref().unwrap().ends_with("报告.pdf"));
    assert_eq!((region.totals.unreadable, region.failed.len()), (1, 1));
}

#[test]
fn reports_of_unknown_bodies_are_counted_and_named_and_make_no_unit() {
    let unknown = |file: &str, organ: Option<&str>, year| {
        let report = Report { organ: organ.map(Verbatim::from), year, ..unit("", 2023, 1, 1) };
        Entry::of(file, &Outcome::of(report, &crate::Options::default()), Language::Chinese)
    };
    let mut all = entries(county());
    let units = combine(all.clone(), &Options::default()).years[0].units;
    all.extend(["1.pdf", "2.pdf", "年度报告.pdf"].map(|file| unknown(file, None, Some(2023))));
    all.push(unknown("4.pdf", Some("青禾县审计局"), None));
    let region = combine(all, &Options::default());
    assert_eq!((region.totals.unassigned, region.years[0].units), (4, units));
    let files: BTreeSet<&str> = region.unassigned.iter().map(|report| report.file.as_str()).collect();
    assert_eq!(files, BTreeSet::from(["1.pdf", "2.pdf", "4.pdf", "年度报告.pdf"]));
    assert!(crate::output::text::collection(&region, Language::Chinese).contains("有 4 份报告没有读出单位名称或年度"));
}

#[test]
fn a_copied_text_is_named_with_its_degree_and_passage() {
    let copy = TEXT.replace("120条", "88条");
    let reports = vec![
        written("甲局", 2023, TEXT),
        written("乙镇", 2023, OTHER),
        written("丙局", 2023, &copy),
        written("丙局", 2022, OTHER),
    ];
    let region = combined(reports);
    let similar: Vec<_> = region
        .similar
        .iter()
        .map(|pair| (pair.first_organ.as_str(), pair.second_organ.as_str(), pair.percent))
        .collect();
    assert_eq!(similar, [("丙局", "甲局", 100)]);
    assert!(region.similar[0].passages[0].as_str().contains("灌溉和防汛"), "{:?}", region.similar[0].passages);
}

#[test]
fn an_unknown_option_is_refused() {
    assert_eq!(parse(r#"{"regoin":"a"}"#).unwrap_err().code, "unknown_option");
    assert_eq!(parse(r#"{"lang":"en","list":["甲局"]}"#).unwrap().list, ["甲局"]);
}
