use super::*;
use crate::report::samples::{narrative, number, put, zeros};
use crate::{Language, Outcome, output};

/// A sentence with an identity number in which other rules find something too.
const SENTENCE: &str = "一、总体情况\n2022年，我局共收到申请人（身份证号11010519491231002X，电话13800138000）提出的申请3件，请填写答复情况。";

#[test]
fn no_output_holds_a_number_of_a_person() {
    let mut report = narrative(2023, SENTENCE);
    report.organ = Some("联系电话13800138000".into());
    report.title = Some("11010519491231002X的报告".into());
    put(&mut report, "applications/1/total", number(1));
    let table = &mut report.tables[1];
    table.figures[0].written = Some("11010519491231002X".into());
    let outcome = Outcome::of(report, &Options::default());
    let rules: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule).collect();
    for rule in ["privacy.id_number", "privacy.mobile", "text.year", "text.residue"] {
        assert!(rules.contains(&rule), "{rule} in {rules:?}");
    }
    for language in [Language::Chinese, Language::English] {
        let json = output::json::to_json(&outcome, language);
        assert!(json.contains("110*************2X") && json.contains("138******00"), "{json}");
        assert!(!json.contains("11010519491231002X") && !json.contains("13800138000"), "{json}");
    }
}

#[test]
fn what_is_quoted_of_traditional_characters_stands_in_the_text() {
    let text = "本報告包括概述、主動公開政府信息情況、政府信息公開的收費及減免情況、政府信息公開諮詢處理情況四個部分。\n\
        一、總體情況\n本機關共收到政府信息公開申請件，發佈信息30條，發佈信息31條。請填寫具體數據。\n\
        五、存在的主要問題及改進情況\n暫無問題\n";
    let report = narrative(2023, text);
    let findings = check(&report, &Options::default());
    let quotes =
        findings.iter().flat_map(|finding| ["found", "words", "parts", "heading"].map(|name| finding.params.get(name)));
    let quotes: Vec<String> = quotes.flatten().flat_map(texts).collect();
    assert!(quotes.len() > 4, "{findings:?}");
    for quote in quotes {
        assert!(text.contains(&quote), "{quote}");
    }
}

/// The texts of a fact.
fn texts(param: &crate::finding::Param) -> Vec<String> {
    match param {
        crate::finding::Param::Text(text) => vec![text.as_str().to_owned()],
        crate::finding::Param::Texts(texts) => texts.iter().map(|text| text.as_str().to_owned()).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_rule_belongs_to_one_family_and_has_one_id() {
    let mut ids: Vec<&str> = rules().map(|rule| rule.id).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn a_report_of_zeros_without_text_has_nothing_wrong() {
    for edition in ["2019", "2021"] {
        assert_eq!(check(&zeros(edition), &Options::default()), []);
    }
}
