use super::*;
use crate::Options;
use crate::report::samples::narrative;

fn found(text: &str) -> Vec<(&'static str, String)> {
    let report = narrative(2023, text);
    let mut findings = Vec::new();
    check(&Context::new(&report, &Options::default()), &mut findings);
    let words = |finding: &Finding| report.text.verbatim().get(finding.span.clone().unwrap()).unwrap().to_owned();
    findings.iter().map(|finding| (finding.variant, words(finding))).collect()
}

#[test]
fn what_the_template_left_behind_is_found() {
    for (text, variant, words) in [
        ("××局2023年认真落实公开要求。", "placeholder", "××"),
        ("2023年，我县共受理申请××件。", "placeholder", "××"),
        ("本报告由XX县人民政府办公室编制。", "placeholder", "XX"),
        ("本报告由xxx镇党政办编制。", "placeholder", "xxx"),
        ("20XX年，我局公开信息120条。", "placeholder", "XX"),
        ("统计期限为20××年1月1日至12月31日。", "placeholder", "××"),
        ("202X年，我局公开信息120条。", "placeholder", "X"),
        ("YYYY年，我局公开信息120条。", "placeholder", "YYYY"),
        ("全年收到申请____件。", "placeholder", "____"),
        ("全年公开信息＿＿＿条。", "placeholder", "＿＿＿"),
        ("该部分以表格形式报告。表格如下：", "instruction", "该部分以表格形式报告"),
        ("本部分以表格形式报告，具体如下。", "instruction", "本部分以表格形式报告"),
        ("（请填写本单位主动公开情况）", "instruction", "（请填写本单位主动公开情况）"),
        ("此处填写监督保障情况。", "instruction", "此处填"),
        ("（待补充）", "instruction", "待补充"),
        ("收到申请情况请根据实际情况修改。", "instruction", "请根据实际"),
        ("（单位名称）2023年政府信息公开工作开展情况如下。", "blank", "（单位名称）"),
        ("请与（部门名称）联系。", "blank", "（部门名称）"),
        ("联系电话：（联系电话）。", "blank", "（联系电话）"),
        ("全年共收到申请（ ）件。", "empty_brackets", "（ ）"),
        ("主动公开信息(  )条。", "empty_brackets", "(  )"),
        ("政府信息公开工作年度报告（模板）\n一、总体情况", "sample", "政府信息公开工作年度报告（模板）"),
    ] {
        assert_eq!(found(text), [(variant, words.to_owned())], "{text}");
    }
}

#[test]
fn real_text_is_left_alone() {
    for text in [
        "申请人张××对答复不服，申请行政复议。",
        "张某诉××局政府信息公开案已审结。",
        "会议室面积3×4米，已公示。",
        "公开WiFi热点X2型设备采购信息。",
        "网址www.example.gov.cn/xxgk/xx_12.html长期有效。",
        "电子邮箱：zwgk_xx@163.example。",
        "公开XXL号防护服采购结果。",
        "主动公开信息120条（其中文件12件）。",
        "《中华人民共和国政府信息公开条例》（以下简称《条例》）。",
        "国办公开办函〔2021〕30号文件要求。",
        "（一）主动公开情况",
        "如有疑问，请与本机关联系（电话：0500-8000000）。",
        "本年度收费金额（单位：万元）。",
        "以表格形式公开部门预算和决算。",
        "按照填报要求，各单位如实填写申请台账。",
        "制定公开指南模板，规范答复文书样式。",
        "对公开栏目逐项补充完善。",
        "全年公开信息120条（含转载）。",
        "请您在使用中提出意见，我们将根据实际情况改进。",
        "上线xx12345热线专栏。",
        "统计口径见附表（略有调整）。",
        "政务新媒体（微信、微博）发布信息300条。",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}
