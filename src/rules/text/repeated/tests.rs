use crate::Options;
use crate::finding::{Finding, Severity};
use crate::report::samples::narrative;
use crate::rules::{Context, text::Text};

/// The words that are warned of.
fn found(text: &str) -> Vec<String> {
    let report = narrative(2023, &format!("一、总体情况\n2023年，{text}"));
    let options = Options::default();
    let context = Context::new(&report, &options);
    let mut findings: Vec<Finding> = Vec::new();
    super::check(&Text::of(&context), &mut findings);
    let warned = findings.iter().filter(|finding| finding.severity == Severity::Warning);
    warned.map(|finding| report.text.verbatim().get(finding.span.clone().unwrap()).unwrap().to_owned()).collect()
}

#[test]
fn a_doubled_word_is_found() {
    for (text, words) in [
        ("召开推进会议会议两次。", "会议会议"),
        ("收到和处理政府政府信息公开申请3件。", "政府政府"),
        ("国家、省和县有有新的规定。", "有有"),
        ("进一步健全健全审核制度。", "健全健全"),
        ("切实保障公众的的知情权。", "的的"),
        ("我局通过通过门户网站公开信息。", "通过通过"),
        ("群众群众的满意度提高。", "群众群众"),
        ("进一步进一步规范公开。", "进一步进一步"),
    ] {
        assert_eq!(found(text), [words], "{text}");
    }
}

#[test]
fn a_name_that_ends_a_line_and_begins_the_next_is_not_doubled() {
    assert_eq!(found("来源：青禾县水务局\n青禾县水务局依据《条例》编制本报告。"), Vec::<String>::new());
    assert_eq!(found("来源：青禾县水务局青禾县水务局依据《条例》编制。").len(), 1);
}

#[test]
fn words_that_meet_and_reduplication_are_left_alone() {
    for text in [
        "做到件件有回音、事事有着落，层层压实、人人有责。",
        "县政府政府信息公开专栏更新120次。",
        "所有有关部门都没有有效期外的文件。",
        "更新政务公开公开栏，公布常务会议会议纪要。",
        "为了了解群众需求，针对对口单位开展调研。",
        "以及及时更新、参与与会人员名单等信息。",
        "公布政务服务服务中心的电话，信息信息化处理。",
        "一项一项地核对，讨论讨论再定。",
        "从事从业人员培训，方向向好。",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}
