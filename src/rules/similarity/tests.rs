use super::*;
use crate::Options;
use crate::finding::Param;
use crate::report::samples::narrative;

const SUMMARY: &str = "2022年，我局坚持以公开为常态、不公开为例外，围绕粮食安全和农产品质量安全两个重点，通过县政府网站和政务新媒体公开各类信息120条。\
    建立公开目录动态调整机制，逐项明确责任股室和公开时限，对涉及群众切身利益的补贴发放结果到村到户公示。\
    全年办理政府信息公开申请3件，均在法定期限内答复，没有出现超期情形。\
    对网站栏目开展两轮自查，清理失效链接16条，更新办事指南9项。";
const OTHER: &str = "一年来，全镇把村务公开与政府信息公开结合起来，在十二个行政村设立公开栏，每月十五日更新。\
    镇便民中心新增自助查询机一台，群众可以查到宅基地审批、低保评定和工程招标的全过程材料。\
    党政办安排专人负责申请的登记、转办和答复，制作了统一的流程图和文书样本。\
    聘请八名义务监督员，按季度走访，收集意见二十三条，全部反馈到人。";
const PROBLEMS: &str = "部分股室公开意识还不够强，政策解读以文字为主，图表和视频较少，群众反映看不懂、用不上；公开栏目之间有重复。\
    下一步将把公开要求嵌入公文办理流程，丰富解读形式，合并重复栏目，并把公开情况纳入年终考核，每半年通报一次。";

fn report(year: u16, summary: &str, problems: &str) -> Report {
    narrative(
        year,
        &format!("一、总体情况\n{summary}\n五、存在的主要问题及改进情况\n{problems}\n六、其他需要报告的事项\n无。"),
    )
}

fn found(now: Report, options: Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    check(&Context::new(&now, &options), &mut findings);
    findings
}

fn against(now: Report, then: Report) -> Vec<(&'static str, i64)> {
    let options = Options { previous: Some(Box::new(then)), ..Options::default() };
    let percent = |finding: &Finding| match finding.params.get("percent") {
        Some(Param::Number(number)) => number.integer().unwrap(),
        _ => 0,
    };
    found(now, options).iter().map(|finding| (finding.variant, percent(finding))).collect()
}

#[test]
fn last_years_text_with_new_figures_is_last_years_text() {
    let now = SUMMARY.replace("2022年", "2023年").replace("120条", "1,364条").replace("3件", "21件");
    let findings = against(report(2023, &now, PROBLEMS), report(2022, SUMMARY, PROBLEMS));
    assert_eq!(findings, [("message", 100), ("message", 100), ("whole", 100)]);
}

#[test]
fn one_copied_section_is_named_alone() {
    let findings = against(report(2023, OTHER, PROBLEMS), report(2022, SUMMARY, PROBLEMS));
    assert_eq!(findings, [("message", 100)]);
}

#[test]
fn a_text_of_its_own_is_left_alone() {
    assert_eq!(against(report(2023, OTHER, OTHER), report(2022, SUMMARY, PROBLEMS)), []);
}

#[test]
fn the_sentences_of_the_format_and_short_sections_do_not_count() {
    let preface = "本报告根据《中华人民共和国政府信息公开条例》的规定，由总体情况、主动公开政府信息情况等六个部分组成。\
        本报告所列数据的统计期限自2023年1月1日起，至2023年12月31日止，如对本报告有疑问，请与我局联系。";
    let both =
        |year, text: &str| narrative(year, &format!("{preface}\n一、总体情况\n{text}\n六、其他需要报告的事项\n无。"));
    assert_eq!(against(both(2023, OTHER), both(2022, SUMMARY)), []);
}

#[test]
fn the_longest_shared_passage_is_shown_first_as_it_stands() {
    let now = format!("新的一年有新的做法，我们重新梳理了职责。{PROBLEMS}");
    let options = Options { previous: Some(Box::new(report(2022, SUMMARY, PROBLEMS))), ..Options::default() };
    let findings = found(report(2023, OTHER, &now), options);
    let Some(Param::Texts(passages)) = findings[0].params.get("passages") else { panic!("{findings:?}") };
    assert!(passages[0].as_str().starts_with("部分股室公开意识还不够强，政策解读以文字为主"), "{passages:?}");
    assert!(passages.iter().all(|passage| passage.as_str().chars().count() <= 61));
}

#[test]
fn two_units_with_one_text_are_named_and_others_are_not() {
    let unit = |name: &str, text: &str| (name.into(), report(2023, text, PROBLEMS));
    let copy = SUMMARY.replace("120条", "88条");
    let units = vec![unit("甲局", SUMMARY), unit("乙镇", OTHER), unit("丙局", &copy)];
    let findings = found(Report::default(), Options { units, ..Options::default() });
    let names = |finding: &Finding| format!("{:?} {:?}", finding.params.get("first"), finding.params.get("second"));
    let names: Vec<String> = findings.iter().map(names).collect();
    assert_eq!(names, ["Some(Text(\"甲局\")) Some(Text(\"丙局\"))"]);
}
