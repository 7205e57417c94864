use super::*;
use crate::finding::Severity;
use crate::settings::fingerprint;
use crate::shown::Verbatim;

fn settings(json: &str) -> Result<Settings, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

fn finding(rule: &'static str, severity: Severity) -> Finding {
    Finding::new(rule, severity).param("left", 7_i64)
}

fn severities(settings: &Settings, findings: Vec<Finding>) -> Vec<Severity> {
    settings.apply(findings, &Verbatim::default()).0.iter().map(|finding| finding.severity).collect()
}

#[test]
fn a_rule_can_be_set_to_every_severity_and_switched_off() {
    for (word, severity) in [
        ("error", vec![Severity::Error]),
        ("warning", vec![Severity::Warning]),
        ("info", vec![Severity::Info]),
        ("off", vec![]),
    ] {
        let settings = settings(&format!(r#"{{"rules": {{"privacy.mobile": "{word}"}}}}"#)).unwrap();
        assert_eq!(severities(&settings, vec![finding("privacy.mobile", Severity::Warning)]), severity);
    }
}

#[test]
fn a_finding_that_its_rule_holds_for_less_does_not_gain_by_a_setting() {
    let settings = settings(r#"{"rules": {"privacy.mobile": "error"}}"#).unwrap();
    assert_eq!(severities(&settings, vec![finding("privacy.mobile", Severity::Info)]), [Severity::Info]);
}

#[test]
fn a_waived_finding_is_listed_with_its_reason_and_no_longer_counts() {
    let kept = finding("review.total", Severity::Error);
    let accepted = finding("applications.balance", Severity::Error);
    let mark = fingerprint(&accepted, &Verbatim::default());
    let json = format!(
        r#"{{"waivers": [{{"rule": "applications.balance", "fingerprint": "{mark}", "reason": "上年报告有误，已更正"}}]}}"#
    );
    let (findings, waived) = settings(&json).unwrap().apply(vec![kept.clone(), accepted.clone()], &Verbatim::default());
    assert_eq!(findings, [kept]);
    assert_eq!(waived, [Waived { finding: accepted, reason: crate::shown::Shown::of("上年报告有误，已更正") }]);
}

#[test]
fn a_waiver_ends_when_the_figures_change() {
    let mark = fingerprint(&finding("review.total", Severity::Error), &Verbatim::default());
    let json = format!(r#"{{"waivers": [{{"rule": "review.total", "fingerprint": "{mark}", "reason": "已核实"}}]}}"#);
    let changed = Finding::new("review.total", Severity::Error).param("left", 8_i64);
    assert_eq!(settings(&json).unwrap().apply(vec![changed], &Verbatim::default()).1, []);
}

#[test]
fn what_is_not_known_is_an_error() {
    for (text, word) in [
        (r#"{"rules": {"review.totl": "off"}}"#, "review.totl"),
        (r#"{"rules": {"review.total": "fatal"}}"#, "fatal"),
        (r#"{"preset": "provincial"}"#, "provincial"),
        (r#"{"severity": {}}"#, "severity"),
        (r#"{"level": "village"}"#, "village"),
        (r#"{"checklist": [{"name": "公报", "words": []}]}"#, "公报"),
        (r#"{"checklist": [{"name": "公报", "word": ["公报"]}]}"#, "word"),
        (r#"{"waivers": [{"rule": "review.total", "fingerprint": "0", "reason": " "}]}"#, "reason"),
    ] {
        let error = settings(text).unwrap_err();
        assert!(error.contains(word), "{text}: {error}");
    }
}

#[test]
fn every_preset_names_only_rules_that_there_are() {
    for preset in Preset::ALL {
        let data = preset.data();
        assert!(data.summary_characters > 0);
        for id in data.rules.keys() {
            assert!(rules::rule(id).is_some(), "{preset:?}: {id}");
        }
    }
}
