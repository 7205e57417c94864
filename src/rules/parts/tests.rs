use super::*;
use crate::Options;
use crate::report::samples::narrative;

const SECTIONS: &str = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n\
    四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项";
const LIST: &str = "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、\
    政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项";

fn found(preface: &str) -> Vec<&'static str> {
    let report = narrative(2023, &format!("{preface}\n{SECTIONS}"));
    let mut findings = Vec::new();
    check(&Context::new(&report, &Options::default()), &mut findings);
    findings.iter().map(|finding| finding.variant).collect()
}

#[test]
fn a_list_that_does_not_match_is_found() {
    let five = LIST.replace("、其他需要报告的事项", "");
    let four = five.replace("、存在的主要问题及改进情况", "");
    let long = LIST.replace("、主动", "、行政机关主动").replace("、收到", "、行政机关收到");
    for (preface, variant) in [
        (format!("本报告由{LIST}五个部分组成。"), "message"),
        (format!("本报告由{LIST}七个部分组成。"), "message"),
        (format!("本报告由{five}六个部分组成。"), "message"),
        (format!("本报告由{four}六个部分组成。"), "message"),
        (format!("全文包括{five}等6个部分。"), "message"),
        (format!("全文包括{four}五部分。"), "message"),
        (format!("全文分为七个部分，分别是：{LIST}。"), "message"),
        (format!("全文共分五个部分：{LIST}。"), "message"),
        (format!("报告内容包括{long}等五个部分。"), "message"),
        (format!("根据有关规定，本报告由{five}6部分组成，现予公布。"), "message"),
        (format!("本年度报告包含{}六个部分。", five.replace("总体情况、", "")), "message"),
        (format!("本报告由{}六个部分构成。", five.replace("、存在", "以及存在")), "message"),
        (format!("本报告由{five}五部分组成。"), "sections"),
        (format!("本报告由{four}四个部分组成。"), "sections"),
        ("本报告由概述、主动公开、依申请公开、收费、问题五部分组成。".to_owned(), "former"),
        ("本报告共分八个部分。".to_owned(), "sections"),
        ("本报告分为五个部分，具体如下。".to_owned(), "sections"),
        ("报告由概况、公开情况、申请情况、复议诉讼、问题、其他和附表七部分组成。".to_owned(), "sections"),
        ("全文包括9个部分，请登录县政府网站查阅。".to_owned(), "sections"),
        (format!("本报告分六个方面：{}。", five.replace('、', "；")), "message"),
        ("年报由工作总体情况，主动公开情况，收到和处理申请情况，问题和打算，其他事项组成，共六个部分。".to_owned(), "message"),
        ("报告内容为概述、主动公开情况、依申请公开办理情况、复议和举报情况、收费情况、问题和打算。".to_owned(), "former"),
        ("报告包括概述，主动公开情况，依申请公开和不予公开情况，收费及减免情况，复议、诉讼情况，问题，其他事项等7个部分。".to_owned(), "former"),
        (format!("报告由{five}、总体情况六个部分组成。"), "repeated"),
        (
            format!(
                "报告由{}六个部分组成。",
                LIST.replace("其他需要报告的事项", "政府信息公开行政复议、行政诉讼情况")
            ),
            "repeated",
        ),
        (
            format!(
                "报告由{}等六部分组成。",
                LIST.replace("、存在的主要问题及改进情况", "、收到和处理政府信息公开申请情况")
            ),
            "repeated",
        ),
    ] {
        assert_eq!(found(&preface), [variant], "{preface}");
    }
}

#[test]
fn a_list_that_matches_and_other_counts_are_left_alone() {
    let long = LIST.replace("、主动", "、行政机关主动").replace("、收到", "、行政机关收到");
    for preface in [
        format!("本报告由{LIST}六个部分组成。"),
        format!("本报告由{LIST}等六部分组成，所列数据统计期限为2023年1月1日至12月31日。"),
        format!("本报告由{long}六个部分组成。"),
        format!("本报告由{}六部分组成。", LIST.replace("、其他", "和其他")),
        format!("本报告由{}六个部分构成。", LIST.replace("、其他", "以及其他")),
        format!("全文包括{LIST}等六个部分内容。"),
        format!("全文共分6个部分：{LIST}。"),
        format!("全文分为六个部分，分别是：{long}。"),
        format!("本报告包括：一、{}六个部分。", LIST.replace("、其他", "；六、其他")),
        format!("本报告包括{LIST}。"),
        format!("本报告由{}六个部分组成。", LIST.replace("存在的", "工作中存在的")),
        "本报告由六个部分组成。".to_owned(),
        "本报告共六大部分，请予监督。".to_owned(),
        "本报告由总体情况、表格和说明等组成。".to_owned(),
        "本报告由概述、主动公开、依申请公开、复议诉讼、问题和其他六部分组成。".to_owned(),
        "全文共分六部分：一是总体情况；二是主动公开政府信息情况；三是收到和处理政府信息公开申请情况；四是政府信息公开行政复议、行政诉讼情况；五是存在的主要问题及改进情况；六是其他需要报告的事项。".to_owned(),
        format!("本报告包括：{LIST}以及相关指标统计附表等。"),
        "全文包括总体情况，主动公开政府信息情况，依申请公开情况和存在的问题及改进措施。".to_owned(),
        "本局从组织领导、制度建设等五个方面推进公开，现将情况报告如下。".to_owned(),
        "本报告由总体情况、主动公开、依申请公开、复议诉讼、问题改进、其他六个方面构成。".to_owned(),
        "本报告所列数据由各部门提供。".to_owned(),
        "第三部分由表格组成。".to_owned(),
        "报告的一部分数据由县司法局提供。".to_owned(),
        "本报告由青禾县人民政府办公室汇总全县12个部门和8个乡镇的数据编制。".to_owned(),
        "公开内容包括决策、执行、管理、服务、结果五个环节。".to_owned(),
        "本机关由办公室等十二个部门组成。".to_owned(),
    ] {
        assert_eq!(found(&preface), Vec::<&str>::new(), "{preface}");
    }
}

#[test]
fn three_old_parts_are_a_warning_and_two_may_be_old_words_for_todays() {
    let severities = |preface: &str| {
        let mut findings = Vec::new();
        check(&Context::new(&narrative(2023, &format!("{preface}\n{SECTIONS}")), &Options::default()), &mut findings);
        findings.iter().map(|finding| (finding.variant, finding.severity)).collect::<Vec<_>>()
    };
    let two = "报告由概述、主动公开情况、依申请公开情况、收费情况、问题和打算组成。";
    let three = "报告由概述、主动公开情况、依申请公开办理情况、复议和举报情况、收费情况、问题和打算组成。";
    assert_eq!(severities(two), [("former", Severity::Info)]);
    assert_eq!(severities(three), [("former", Severity::Warning)]);
}
