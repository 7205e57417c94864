//! The answers of a run in the formats that other programs read, each read by
//! a reader that is not ours.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use gouji::finding::Address;
use gouji::output::run::{Changed, Changes, Checked, Format, Origin, Writer, render};
use gouji::report::Figure;
use gouji::settings::Settings;
use gouji::{Input, Language, Options, Outcome, Time};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::{Value, json};

const MISTAKES: &str = include_str!("../www/samples/mistakes.html");
const SOUND: &str = include_str!("../www/samples/sound.html");
/// A report whose every text is meant to break out of the format around it.
const HOSTILE: &str = "<title><!-- ]]></title><p>=甲\"局'&amp;lt;script&gt;alert(1)&lt;/script&gt;2023年政府信息公开工作年度报告</p>\
    <p>&lt;img src=x onerror=alert(1)&gt;××，联系人 11010519491231002X，2022年&amp;#x0;\u{1f600}</p>";

fn options() -> Options {
    Options { time: Time::parse("2026-03-01T09:30:00+08:00"), ..Options::default() }
}

/// The sample with mistakes, and its finding on 规章制发 waived.
fn waiving() -> Options {
    let first = gouji::check(Input::Text(MISTAKES), &options());
    let finding = first.findings.iter().find(|finding| finding.rule == "cell.blank").unwrap();
    let fingerprint = gouji::settings::fingerprint(finding, &first.report.text);
    let waiver =
        |fingerprint: &str| json!({ "rule": "cell.blank", "fingerprint": fingerprint, "reason": "没有规章制定权 <b>" });
    let settings: Settings =
        serde_json::from_value(json!({ "waivers": [waiver(&fingerprint), waiver("0123456789abcdef")] })).unwrap();
    Options { settings, ..options() }
}

fn hostile() -> String {
    MISTAKES.replacen("<body>", &format!("<body>{HOSTILE}"), 1) + HOSTILE
}

/// A whole run over these files.
fn run(format: Format, files: &[(&str, &str)], options: &Options) -> String {
    let mut writer = Writer::new(format, Language::Chinese, options);
    let mut text = writer.start();
    for (name, source) in files {
        let outcome = gouji::check(Input::Text(source), options);
        text += &writer.file(&Checked::file(name, Some(source.as_bytes()), &outcome));
    }
    text + &writer.finish()
}

const FILES: [(&str, &str); 3] = [("年报/错 a.html", MISTAKES), ("sound.html", SOUND), ("<script>.txt", "无关")];

fn mistakes(options: &Options) -> Outcome {
    gouji::check(Input::Text(MISTAKES), options)
}

#[test]
fn sarif_is_what_the_types_of_its_schema_hold() {
    for files in [&FILES[..], &FILES[1..2], &[], &[("a", &*hostile())]] {
        let text = run(Format::Sarif, files, &waiving());
        let log: serde_sarif::sarif::Sarif = serde_json::from_str(&text).unwrap();
        let written: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_value(log).unwrap(), written, "a property that the schema does not have");
    }
}

fn results(files: &[(&str, &str)], options: &Options) -> (Value, Vec<Value>) {
    let mut log: Value = serde_json::from_str(&run(Format::Sarif, files, options)).unwrap();
    let results = log["runs"][0]["results"].take().as_array().unwrap().clone();
    (log["runs"][0].take(), results)
}

#[test]
fn sarif_has_a_result_a_finding_and_says_why_one_was_accepted() {
    let options = waiving();
    let outcome = mistakes(&options);
    let (run, results) = results(&FILES, &options);
    assert_eq!(results.len(), outcome.findings.len() + 1);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in &results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let location = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(location["uri"], "%E5%B9%B4%E6%8A%A5/%E9%94%99%20a.html");
        assert_eq!(
            run["artifacts"][usize::try_from(location["index"].as_u64().unwrap()).unwrap()]["location"]["uri"],
            location["uri"]
        );
    }
    let suppressed: Vec<_> = results.iter().filter(|result| result.get("suppressions").is_some()).collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(suppressed[0]["suppressions"][0]["justification"], "没有规章制定权 <b>");
    let failed = &run["invocations"][0];
    assert_eq!(failed["executionSuccessful"], false);
    assert_eq!(failed["toolExecutionNotifications"][0]["descriptor"]["id"], "not_a_report");
}

#[test]
fn sarif_counts_a_passage_in_utf_16() {
    let source = MISTAKES.replacen("<p>", "<p>\u{1f600}\u{1f600}", 1);
    let outcome = gouji::check(Input::Text(&source), &options());
    let units: Vec<u16> = outcome.report.text.verbatim().encode_utf16().collect();
    let (_, results) = results(&[("a.html", &source)], &options());
    let mut passages = 0;
    for (finding, result) in outcome.findings.iter().zip(&results) {
        let Some(span) = &finding.span else { continue };
        let region = &result["relatedLocations"][0]["physicalLocation"]["region"];
        let start = usize::try_from(region["charOffset"].as_u64().unwrap()).unwrap();
        let end = start + usize::try_from(region["charLength"].as_u64().unwrap()).unwrap();
        assert_eq!(String::from_utf16(&units[start..end]).unwrap(), outcome.report.text.verbatim()[span.clone()]);
        passages += 1;
    }
    assert!(passages > 0);
}

/// The byte at a line and a column of UTF-16 code units, both from 1.
fn offset(source: &str, line: &Value, column: &Value) -> usize {
    let line = usize::try_from(line.as_u64().unwrap()).unwrap() - 1;
    let mut left = usize::try_from(column.as_u64().unwrap()).unwrap() - 1;
    let start: usize = source.split_inclusive('\n').take(line).map(str::len).sum();
    let mut at = start;
    for character in source[start..].chars() {
        if left == 0 {
            break;
        }
        left -= character.len_utf16();
        at += character.len_utf8();
    }
    at
}

#[test]
fn a_fix_of_sarif_applied_to_the_file_mends_it() {
    let (_, results) = results(&[("a.html", MISTAKES)], &options());
    let fixable: Vec<_> = results.iter().filter(|result| result.get("fixes").is_some()).collect();
    assert!(fixable.len() >= 2, "{}", fixable.len());
    for result in fixable {
        let mut source = MISTAKES.to_owned();
        let replacements = result["fixes"][0]["artifactChanges"][0]["replacements"].as_array().unwrap();
        for replacement in replacements.iter().rev() {
            let region = &replacement["deletedRegion"];
            let start = offset(MISTAKES, &region["startLine"], &region["startColumn"]);
            let end = offset(MISTAKES, &region["endLine"], &region["endColumn"]);
            source.replace_range(start..end, replacement["insertedContent"]["text"].as_str().unwrap());
        }
        let rule = result["ruleId"].as_str().unwrap();
        let primary = &result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"];
        let after = gouji::check(Input::Text(&source), &options());
        let still = after.findings.iter().any(|finding| {
            finding.rule == rule && finding.cells.first().is_some_and(|cell| *primary == cell.to_string())
        });
        assert!(!still, "{rule} {primary}");
    }
}

#[test]
fn a_source_that_the_tables_are_not_from_has_no_regions() {
    let outcome = mistakes(&options());
    for source in [SOUND.as_bytes(), b"\xff\xfe<table>", b""] {
        let checked = Checked::file("a", Some(source), &outcome);
        let text = render(Format::Sarif, &checked, Language::English, &options());
        assert!(!text.contains("startLine") && !text.contains("deletedRegion"));
    }
}

#[test]
fn junit_fails_by_rule_and_an_unreadable_file_is_an_error() {
    let text = run(Format::Junit, &FILES, &waiving());
    let document = roxmltree::Document::parse(&text).unwrap();
    let suites: Vec<_> = document.descendants().filter(|node| node.has_tag_name("testsuite")).collect();
    assert_eq!(
        suites.iter().map(|suite| suite.attribute("name").unwrap()).collect::<Vec<_>>(),
        FILES.map(|file| file.0)
    );
    for suite in &suites {
        let count = |name: &str| suite.descendants().filter(|node| node.has_tag_name(name)).count().to_string();
        for (attribute, element) in
            [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
        {
            assert_eq!(suite.attribute(attribute), Some(&*count(element)), "{attribute}");
        }
    }
    let counts = |attribute| suites.iter().map(|suite| suite.attribute(attribute).unwrap()).collect::<Vec<_>>();
    assert_eq!(counts("errors"), ["0", "0", "1"]);
    assert_eq!(counts("skipped"), ["1", "0", "0"]);
    assert_eq!(counts("failures")[1..], ["0", "0"]);
    let outcome = mistakes(&waiving());
    let mut rules: Vec<_> = outcome.findings.iter().map(|finding| finding.rule).collect();
    rules.dedup();
    let failed: Vec<_> = suites[0]
        .children()
        .filter(|case| case.children().any(|node| node.has_tag_name("failure")))
        .map(|case| case.attribute("name").unwrap())
        .collect();
    assert_eq!(failed, rules);
    // Control characters of a document would make the file no XML.
    assert!(roxmltree::Document::parse(&run(Format::Junit, &[("\u{1}", &hostile())], &waiving())).is_ok());
}

#[test]
fn csv_has_a_line_a_finding_and_no_formula() {
    let options = waiving();
    let text = run(Format::Csv, &[FILES[0], FILES[1], FILES[2], ("=cmd()", &hostile())], &options);
    assert!(text.starts_with('\u{feff}'));
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let outcome = mistakes(&options);
    let column = |name: &str| head.iter().position(|known| known == name).unwrap();
    let of_file = |file: &str| lines.iter().filter(|line| &line[0] == file).count();
    assert_eq!(of_file("年报/错 a.html"), outcome.findings.len() + 1);
    assert_eq!(of_file("sound.html"), 0);
    let unreadable = lines.iter().find(|line| &line[0] == "<script>.txt").unwrap();
    assert_eq!((&unreadable[column("status")], &unreadable[column("rule")]), ("unreadable", "not_a_report"));
    for (line, finding) in lines.iter().zip(&outcome.findings) {
        assert_eq!(&line[column("rule")], finding.rule);
        assert_eq!(line[column("message")], gouji::messages::message(finding, Language::Chinese));
        assert_eq!(&line[column("cell")], finding.cells.first().map(ToString::to_string).unwrap_or_default());
    }
    assert_eq!(lines.iter().filter(|line| !line[column("waived")].is_empty()).count(), 2);
    assert!(lines.iter().flatten().all(|field| !field.trim_start().starts_with(['=', '+', '@'])));
    assert!(of_file("'=cmd()") > 0);
}

fn elements(node: &Handle, found: &mut Vec<(String, Vec<(String, String)>)>) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attributes =
            attrs.borrow().iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect::<Vec<_>>();
        found.push((name.local.to_string(), attributes));
    }
    node.children.borrow().iter().for_each(|child| elements(child, found));
}

/// Parses a page; the errors are those of the HTML standard.
fn parsed(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    use html5ever::tendril::TendrilSink;
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(page);
    assert!(dom.errors.borrow().is_empty(), "{:?}", dom.errors.borrow());
    let mut found = Vec::new();
    elements(&dom.document, &mut found);
    found
}

#[test]
fn the_record_is_sound_html_that_runs_and_loads_nothing() {
    for files in [&FILES[..], &FILES[..1], &[("<img src=x onerror=alert(1)>", &*hostile())]] {
        let page = run(Format::Html, files, &waiving());
        let elements = parsed(&page);
        let mut ids: Vec<&str> = Vec::new();
        let mut targets: Vec<&str> = Vec::new();
        for (name, attributes) in &elements {
            assert!(
                !["script", "img", "link", "iframe", "object", "form", "svg", "base"].contains(&name.as_str()),
                "{name}"
            );
            for (attribute, value) in attributes {
                assert!(!attribute.starts_with("on") && attribute != "src" && attribute != "style", "{attribute}");
                match attribute.as_str() {
                    "href" => targets.push(value.strip_prefix('#').unwrap()),
                    "id" => ids.push(value),
                    _ => {}
                }
            }
        }
        assert!(targets.iter().all(|target| ids.contains(target)), "a link without its place");
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "an id twice");
        assert!(!page.contains("url(") && !page.contains("@import"));
    }
}

#[test]
fn the_record_says_what_was_checked_and_what_was_accepted() {
    let page = run(Format::Html, &FILES, &waiving());
    for told in [
        "2026-03-01 09:30:00",
        "UTC+08:00",
        gouji::version(),
        "没有规章制定权 &lt;b&gt;",
        "0123456789abcdef",
        "&lt;script&gt;.txt",
        "<del>8</del> <ins>3</ins>",
    ] {
        assert!(page.contains(told), "{told}");
    }
    let outcome = mistakes(&waiving());
    for number in 1..=outcome.findings.len() {
        assert_eq!(page.matches(&format!("id=\"file-1-finding-{number}\"")).count(), 1);
    }
    for finding in &outcome.findings {
        let message = gouji::messages::message(finding, Language::Chinese).replace('"', "&quot;");
        assert!(page.contains(&message), "{message}");
    }
}

#[test]
fn a_record_says_when_of_last_year_there_were_figures_alone() {
    let with = |previous: &str| {
        let previous = gouji::recognise(Input::Text(previous), &options()).unwrap();
        run(Format::Html, &FILES, &Options { previous: Some(Box::new(previous)), ..options() })
    };
    let figures =
        r#"{"organ":"青禾县水务局","year":2022,"tables":{"review":{"rows":{"reconsideration":[0,0,0,0,0]}}}}"#;
    let page = with(figures);
    assert!(page.contains("与上一年度报告的数字比较：青禾县水务局 2022；没有其文字，未判断是否雷同"));
    assert!(!page.contains("起算雷同"));
    let page = with(&std::fs::read_to_string("tests/fixtures/one-slip.md").unwrap());
    assert!(page.contains("与上一年度报告比较：青禾县水务局") && page.contains("起算雷同"));
}

#[test]
fn personal_data_is_masked_in_every_format() {
    let hostile = hostile();
    for (name, format) in Format::NAMED {
        let text = run(*format, &[("a.html", &hostile)], &options());
        assert!(text.contains("privacy.id_number"), "{name}");
        assert!(!text.contains("11010519491231002X"), "{name}");
    }
}

#[test]
fn a_record_tells_what_was_changed_beside_the_file_and_keeps_its_verdict() {
    let outcome = mistakes(&options());
    let (table, cell) = outcome.report.locate("applications/3.2/natural_person").unwrap();
    let changed = Changed {
        cell: Address { form: table.form, cell },
        from: table.figure(cell).and_then(Figure::as_written),
        to: None,
    };
    let changes = Changes { figures: vec![changed], summary: outcome.summary() };
    let plain = Checked::file("a", Some(b"abc"), &outcome);
    let checked = Checked { changes: Some(&changes), ..plain };
    let write = |checked: &Checked<'_>| render(Format::Html, checked, Language::Chinese, &options());
    let text = write(&checked);
    assert!(text.contains("<td>8</td><td>空白</td>") && text.contains("文件里还是原来的数字"));
    assert!(text.contains("verdict-findings"));
    assert!(!write(&plain).contains("页面上改"));
    for (origin, told) in [(Origin::Text, "不是文件"), (Origin::Data, "不是文件"), (Origin::File, "ba7816bf")] {
        assert!(write(&Checked { origin, ..plain }).contains(told));
    }
}
