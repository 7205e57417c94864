//! The forms that come along with the annual report: the yearly statistics of
//! enforcement in the styles of several provinces, alone and beside the annual report.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

use gouji::finding::Severity;
use gouji::forms::{self, Edition};
use gouji::output::form::{Format, render};
use gouji::output::json;
use gouji::region::{self, Entry};
use gouji::{Input, Language, Options, Outcome, Status};
use serde_json::{Value, json};

const NINE: [&str; 11] = [
    "警告、通报批评",
    "罚款",
    "没收违法所得、没收非法财物",
    "暂扣许可证、执照，降低资质等级",
    "吊销许可证、执照",
    "限制开展生产经营活动",
    "责令停产停业、责令关闭、限制从业",
    "行政拘留",
    "其他行政处罚",
    "合计（宗）",
    "罚没金额（万元）",
];
const EIGHT: [&str; 10] = [
    "警告",
    "罚款",
    "没收违法所得、没收非法财物",
    "暂扣许可证、执照",
    "责令停产停业",
    "吊销许可证、执照",
    "行政拘留",
    "其他行政处罚",
    "合计",
    "罚没金额（万元）",
];
const PERMITS: [&str; 5] = ["申请数量", "受理数量", "许可数量", "不予许可数量", "撤销许可数量"];

fn check(page: &str) -> Outcome {
    gouji::check(Input::Text(page), &Options::default())
}

fn result(outcome: &Outcome) -> Value {
    serde_json::from_str(&json::to_json(outcome, Language::Chinese)).unwrap()
}

fn told(outcome: &Outcome) -> Vec<(&'static str, Severity)> {
    outcome.findings.iter().map(|finding| (finding.rule, finding.severity)).collect()
}

fn cells(tag: &str, texts: &[&str]) -> String {
    let cells: String = texts.iter().map(|text| format!("<{tag}>{text}</{tag}>")).collect();
    format!("<tr>{cells}</tr>")
}

fn table(over: &str, head: &[&str], lines: &[&[&str]]) -> String {
    let over = if over.is_empty() { String::new() } else { format!("<tr><th colspan={}>{over}</th></tr>", head.len()) };
    let lines: String = lines.iter().map(|line| cells("td", line)).collect();
    format!("<table>{over}{}{lines}</table>", cells("th", head))
}

fn page(heading: &str, tables: &[String]) -> String {
    format!("<h1>{heading}</h1><p>第一部分 行政执法数据表</p>{}", tables.join("<p>说明：按决定书统计。</p>"))
}

fn penalties(figures: &[&str]) -> String {
    table("行政处罚实施数量（宗）", &NINE, &[figures])
}

const RIGHT: [&str; 11] = ["12", "95", "3", "1", "0", "0", "2", "5", "0", "118", "17.52"];

#[test]
fn a_document_of_enforcement_is_read_without_being_asked_for() {
    let permits = table("行政许可实施数量（宗）", &PERMITS, &[&["265", "260", "255", "4", "0"]]);
    let outcome = check(&page("青禾县2024年度行政执法统计年报", &[penalties(&RIGHT), permits]));
    let told = result(&outcome);
    assert_eq!(told["form"], "enforcement_zhejiang_2021");
    assert_eq!((told["year"].as_u64(), told["organ"].as_str()), (Some(2024), Some("青禾县")));
    assert_eq!(told["tables"]["penalties"]["rows"]["total"], json!([12, 95, 3, 1, 0, 0, 2, 5, 0, 118, 17.52]));
    assert_eq!(outcome.status(), Status::Passed);
    assert_eq!((outcome.relations.failed, outcome.relations.not_assessed), (0, 0));
}

/// A table of penalties with a line for each of these, by name.
fn named_lines(lines: &[(&str, [&str; 11])]) -> Outcome {
    let head: Vec<&str> = ["单位名称"].into_iter().chain(NINE).collect();
    let lines: Vec<Vec<&str>> =
        lines.iter().map(|(name, figures)| std::iter::once(*name).chain(figures.iter().copied()).collect()).collect();
    let lines: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
    check(&page("青禾县水利局2024年度行政执法统计年报", &[table("", &head, &lines)]))
}

const BRIGADE: [&str; 11] = ["2", "90", "3", "1", "0", "0", "2", "5", "0", "103", "10"];
const STATION: [&str; 11] = ["10", "5", "0", "0", "0", "0", "0", "0", "0", "15", "7.52"];

#[test]
fn the_one_line_is_the_sum_whatever_stands_before_it() {
    let outcome = named_lines(&[("青禾县水利局", RIGHT)]);
    let told = result(&outcome);
    assert_eq!(told["tables"]["penalties"]["rows"], json!({"total": [12, 95, 3, 1, 0, 0, 2, 5, 0, 118, 17.52]}));
    assert_eq!(outcome.findings, []);
    assert_eq!(outcome.relations.not_assessed, 0, "there are no lines to add up");
    // What a result says reads back as the same.
    let again = check(&told.to_string());
    assert_eq!(result(&again)["tables"], told["tables"]);
}

#[test]
fn lines_of_units_are_read_and_added_up_wherever_their_sum_stands() {
    for lines in [
        [("执法大队", BRIGADE), ("河道所", STATION), ("合计", RIGHT)],
        [("合计", RIGHT), ("执法大队", BRIGADE), ("河道所", STATION)],
    ] {
        let outcome = named_lines(&lines);
        let told = result(&outcome);
        assert_eq!(told["form"], "enforcement_zhejiang_2021");
        assert_eq!(told["tables"]["penalties"]["rows"]["unit.2"][9], json!(15));
        assert_eq!(told["tables"]["penalties"]["rows"]["total"][9], json!(118));
        assert_eq!(outcome.findings, []);
    }
    let mut wrong = STATION;
    wrong[1] = "6";
    let outcome = named_lines(&[("执法大队", BRIGADE), ("河道所", wrong), ("合计", RIGHT)]);
    assert_eq!(result(&outcome)["repair"]["cells"][0]["cell"], "penalties/unit.2/fine");
    // Without a sum each line is held against itself.
    let outcome = named_lines(&[("执法大队", BRIGADE), ("河道所", wrong)]);
    assert_eq!(told(&outcome), [("enforcement.penalties_total", Severity::Error)]);
}

#[test]
fn the_former_kinds_of_penalties_are_an_edition_of_their_own() {
    let figures = ["31", "54", "", "", "", "", "59", "", "145", "4.1"];
    let outcome = check(&page("湖滨公安分局2022年度行政执法统计年报", &[table("", &EIGHT, &[&figures])]));
    assert_eq!(result(&outcome)["tables"]["penalties"]["edition"], "enforcement_zhejiang_2018");
    let told = told(&outcome);
    assert!(told.contains(&("enforcement.penalties_total", Severity::Error)), "{told:?}");
    assert!(told.contains(&("cell.table_blank", Severity::Warning)), "0 is to be filled in: {told:?}");
    let seven: Vec<&str> = EIGHT.into_iter().filter(|label| *label != "行政拘留").collect();
    let figures = ["0", "293", "0", "0", "0", "0", "0", "293", "11817.5"];
    let outcome = check(&page("东岭市城市管理局2020年度行政执法数据", &[table("", &seven, &[&figures])]));
    assert_eq!(outcome.report.edition().unwrap().id, "enforcement_henan_2018");
    assert_eq!(outcome.findings, []);
}

#[test]
fn the_six_tables_of_guangdong_are_read_as_such() {
    let tables = [
        table("", &PERMITS, &[&["8", "8", "8", "0", "0"]]),
        table("", &EIGHT, &[&["1", "2", "0", "0", "0", "0", "0", "0", "3", "0.6"]]),
        table("", &["征收总次数", "征收总金额（万元）"], &[&["0", "3.5"]]),
        table("", &["征用总次数"], &[&["0"]]),
        table("", &["检查总次数"], &[&["41"]]),
    ];
    let outcome = check(&page("云岭市统计局2019年度行政执法数据", &tables));
    let told = result(&outcome);
    assert_eq!(told["form"], "enforcement_guangdong_2018");
    assert_eq!(told["tables"]["inspection"]["rows"]["total"], json!([41]));
    assert_eq!(told["tables"]["collection"]["rows"]["total"], json!([0, 3.5]));
    let rules: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["enforcement.collection"]);
}

#[test]
fn a_line_a_unit_is_held_against_the_sum_and_the_cases_that_were_closed() {
    let head = "<tr><th rowspan=3>单位名称</th><th colspan=21>行政处罚实施情况</th><th colspan=4>被复议应诉数量</th>\
        <th rowspan=3>移送司法机关数量</th></tr><tr><th rowspan=2>立案数量</th><th rowspan=2>结案数量</th>\
        <th colspan=14>行政处罚案件数量</th><th rowspan=2>罚没金额（万元）</th><th rowspan=2>不予处罚案件数量</th>\
        <th rowspan=2>不罚金额（万元）</th><th rowspan=2>减轻处罚的案件数量</th><th rowspan=2>轻罚金额（万元）</th>\
        <th rowspan=2>被行政复议数量</th><th rowspan=2>被行政复议纠错数量</th><th rowspan=2>被行政诉讼数量</th>\
        <th rowspan=2>行政诉讼败诉数量</th></tr><tr><th>警告</th><th>通报批评</th><th>罚款</th><th>没收违法所得</th>\
        <th>没收非法财物</th><th>暂扣许可证件</th><th>降低资质等级</th><th>吊销许可证件</th><th>限制开展生产经营活动</th>\
        <th>责令停产停业</th><th>责令关闭</th><th>限制从业</th><th>行政拘留</th><th>其他行政处罚</th></tr>";
    let line = |name: &str, filed: u32, closed: u32, fines: u32, stopped: u32, amount: &str| {
        let kinds = [0, 0, fines, 0, 0, 0, 0, 0, 0, stopped, 0, 0, 0, 0].map(|kind| kind.to_string()).join("</td><td>");
        let rest = ["0"; 9].join("</td><td>");
        format!(
            "<tr><td>{name}</td><td>{filed}</td><td>{closed}</td><td>{kinds}</td><td>{amount}</td><td>{rest}</td></tr>"
        )
    };
    let document = |lines: &str| {
        let heads = "<tr><th>单位名称</th><th>申请数量</th><th>受理数量</th><th>许可数量</th><th>不予许可数量</th>\
            <th>撤销许可数量</th></tr>";
        let permits = format!(
            "<table>{heads}{}{}{}</table>",
            cells("td", &["白鹿县水务局", "3", "3", "3", "0", "0"]),
            cells("td", &["白鹿县渔政站", "1", "1", "1", "0", "0"]),
            cells("td", &["合计", "4", "4", "4", "0", "0"])
        );
        check(&page("白鹿县2021年行政执法工作统计年报", &[permits, format!("<table>{head}{lines}</table>")]))
    };
    let sound = [
        line("白鹿县水务局", 10, 10, 8, 2, "170.8"),
        line("白鹿县渔政站", 4, 3, 3, 0, "0.9"),
        line("合计", 14, 13, 11, 2, "171.7"),
    ];
    let outcome = document(&sound.concat());
    assert_eq!(outcome.report.edition().unwrap().id, "enforcement_shandong_2021");
    assert_eq!(outcome.report.tables.len(), 2);
    assert_eq!(outcome.findings, []);
    assert!(outcome.relations.held > 50 && outcome.relations.not_assessed == 0, "{:?}", outcome.relations);
    // Several penalties of one case were counted each.
    let doubled = [&sound[0], &line("白鹿县渔政站", 4, 3, 3, 3, "0.9"), &line("合计", 14, 13, 11, 5, "171.7")];
    let outcome = document(&doubled.map(String::as_str).concat());
    let rules: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["enforcement.penalties_closed"; 2]);
    assert_eq!(outcome.repair, None, "it is the kinds that were counted twice, or the cases that were missed");
}

#[test]
fn every_printed_form_reads_back_as_its_edition() {
    for edition in forms::companions() {
        let printed = render(edition, Format::Html);
        let page = printed.replacen("<body>", "<body><h1>青禾县水利局2024年度行政执法统计年报</h1>", 1);
        let outcome = check(&page);
        assert_eq!(outcome.reason, None, "{}", edition.id);
        for form in &edition.tables {
            let table = outcome.report.table(&form.id).unwrap_or_else(|| panic!("{} {}", edition.id, form.id));
            let is_alike = |other: &Edition| other.table(&form.id).is_some_and(|other| heads(other) == heads(form));
            assert!(is_alike(table.edition), "{} {}: {}", edition.id, form.id, table.edition.id);
        }
    }
}

fn heads(form: &forms::TableForm) -> Vec<&str> {
    form.columns.iter().map(|column| column.label.as_str()).collect()
}

#[test]
fn money_may_be_told_in_yuan_and_no_other_heading_is_asked_for() {
    let mut labels = NINE;
    labels[10] = "罚没金额（元）";
    let mut figures = RIGHT;
    figures[10] = "175200";
    let outcome = check(&page("青禾县2024年度行政执法统计年报", &[table("", &labels, &[&figures])]));
    assert_eq!(outcome.findings, []);
}

#[test]
fn what_the_text_says_in_the_words_of_the_form_is_held_against_the_table() {
    let document = |text: &str| {
        let tables = format!("{}<h2>第二部分 行政执法总体情况</h2><p>{text}</p>", penalties(&RIGHT));
        check(&page("青禾县2024年度行政执法统计年报", &[tables]))
    };
    for right in [
        "2024年，全县行政处罚总数为118宗，罚没收入17.52万元。",
        "行政处罚总数为118宗，罚没金额175200元。",
        "罚没收入17.5万元。",
        // Another year, a part, a share, a rough figure: nobody knows.
        "2023年行政处罚总数为99宗。",
        "行政处罚总数为118宗，其中公安机关作出行政处罚60宗。",
        "与上年相比，行政处罚总数为20件的增幅较大。",
        "作出行政处罚90余件。",
        "县水利局作出行政处罚3件。",
    ] {
        assert_eq!(told(&document(right)), [], "{right}");
    }
    for (wrong, count) in [
        ("2024年，行政处罚总数为119宗，罚没收入17.52万元。", 1),
        ("全县共作出行政处罚决定1,180件，罚没收入为17.25万元。", 2),
    ] {
        let outcome = document(wrong);
        assert_eq!(told(&outcome), vec![("text.said", Severity::Warning); count], "{wrong}");
        assert!(outcome.findings.iter().all(|finding| finding.span.is_some() && finding.cells.len() == 1));
    }
}

#[test]
fn publishing_later_than_the_form_says_is_a_remark() {
    let document = page("青禾县2024年度行政执法统计年报", &[penalties(&RIGHT)]);
    for (published, wanted) in [("2025-01-31", None), ("2025-02-01", Some("publication.deadline"))] {
        let options = Options { published: gouji::Date::parse(published), ..Options::default() };
        let outcome = gouji::check(Input::Text(&document), &options);
        assert_eq!(outcome.findings.first().map(|finding| finding.rule), wanted, "{published}");
        assert_eq!(outcome.status(), Status::Passed);
    }
}

#[test]
fn a_list_of_powers_is_no_report() {
    let row = |name: &str| format!("<tr><td>{name}</td><td>取水许可等十二项</td><td>《水法》第四十八条</td></tr>");
    let rows: String = ["行政许可", "行政处罚", "行政强制", "行政检查"].map(row).concat();
    let list =
        format!("<h1>青禾县水利局权力清单</h1><table><tr><th>类别</th><th>事项</th><th>依据</th></tr>{rows}</table>");
    assert_eq!(check(&list).reason.map(|reason| reason.code), Some("not_a_report"));
}

/// An annual report that counts these decisions, and nothing else.
fn annual(organ: &str, licences: i64, penalties: i64) -> String {
    let mut tables = serde_json::Map::new();
    for form in &forms::edition("2021").unwrap().tables {
        let zeros = |row: usize| Value::from(vec![0; form.row_cells(row).len()]);
        let rows = form.rows.iter().enumerate().map(|(at, row)| (row.id.clone(), zeros(at)));
        tables.insert(form.id.clone(), json!({"rows": rows.collect::<serde_json::Map<_, _>>()}));
    }
    tables["disclosure"]["rows"]["licensing"] = json!([licences]);
    tables["disclosure"]["rows"]["penalties"] = json!([penalties]);
    json!({"edition": "2021", "year": 2024, "organ": organ, "tables": tables}).to_string()
}

/// The statistics of enforcement that agree with such a report.
fn enforcement(organ: &str, licences: i64, penalties: i64) -> String {
    let fines = penalties.to_string();
    let amount = if penalties > 0 { "1.5" } else { "0" };
    let figures = ["0", &fines, "0", "0", "0", "0", "0", "0", "0", &fines, amount];
    let granted = licences.to_string();
    let permits = table("", &PERMITS, &[&[&granted, &granted, &granted, "0", "0"]]);
    page(&format!("{organ}2024年度行政执法统计年报"), &[table("", &NINE, &[&figures]), permits])
}

#[test]
fn the_annual_report_and_the_statistics_are_held_against_each_other_both_ways() {
    let read = |text: &str| gouji::recognise(Input::Text(text), &Options::default()).unwrap();
    let (report, statistics) = (annual("青禾县水利局", 40, 17), enforcement("青禾县水利局", 40, 71));
    for (document, beside, cell, other) in [
        (&report, &statistics, "disclosure/penalties/decisions", "penalties/total/total"),
        (&statistics, &report, "penalties/total/total", "disclosure/penalties/decisions"),
    ] {
        let options = Options { others: vec![read(beside)], ..Options::default() };
        let outcome = gouji::check(Input::Text(document), &options);
        let told = result(&outcome);
        let findings = told["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 1, "{findings:?}");
        let [rule, severity] = ["rule", "severity"].map(|name| findings[0][name].as_str().unwrap());
        assert_eq!((rule, severity), ("enforcement.penalties_annual_report", "warning"));
        assert_eq!(findings[0]["cells"], json!([cell]));
        assert_eq!(findings[0]["params"]["other_cells"], json!([other]));
        let message = findings[0]["message"].as_str().unwrap();
        assert!(message.contains("为 71") && message.contains("为 17") && message.contains("相差 54"), "{message}");
        assert_eq!(told["relations"]["failed"], 1);
        assert_eq!(told["repair"], Value::Null, "which of the two is wrong nobody knows");
    }
    let options = Options { others: vec![read(&enforcement("青禾县水利局", 40, 17))], ..Options::default() };
    assert_eq!(gouji::check(Input::Text(&report), &options).findings, []);
}

#[test]
fn a_region_holds_the_two_against_each_other_for_every_body() {
    const BODIES: i64 = 50;
    let planted = [3, 11, 12, 29, 48];
    let entry = |file: &str, text: &str| Entry::of(file, &check(text), Language::Chinese);
    let mut entries = Vec::new();
    for number in 0..BODIES {
        let organ =
            format!("青禾县第{}镇人民政府", NUMBERS[number as usize / 10].to_owned() + NUMBERS[number as usize % 10]);
        let wrong = i64::from(planted.contains(&number));
        entries.push(entry(&format!("{number:02}年报.json"), &annual(&organ, number, 2 * number)));
        entries.push(entry(&format!("{number:02}执法.html"), &enforcement(&organ, number, 2 * number + wrong)));
    }
    // The county's own: each document calls it in its way.
    entries.push(entry("50年报.json", &annual("青禾县人民政府", 7, 9)));
    entries.push(entry("50执法.html", &enforcement("青禾县", 7, 8)));
    let planted: Vec<i64> = planted.into_iter().chain([50]).collect();
    let region = region::combine(entries, &region::Options::default());
    let reports: Vec<_> = region.each().flat_map(|region| &region.reports).collect();
    assert_eq!(reports.len(), 2 * BODIES as usize + 2);
    for report in reports {
        let number: i64 = report.file[..2].parse().unwrap();
        let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule.as_str()).collect();
        let wanted: &[&str] = if planted.contains(&number) { &["enforcement.penalties_annual_report"] } else { &[] };
        assert_eq!(rules, wanted, "{}", report.file);
    }
}

const NUMBERS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];

#[test]
fn a_page_about_something_else_is_none_of_them() {
    let menu = table("", &["菜名", "罚款", "申请数量"], &[&["豆腐", "3", "4"]]);
    for text in [menu.as_str(), "<p>行政处罚 12 件。</p>", "<table><tr><th>次数</th></tr><tr><td>5</td></tr></table>"]
    {
        assert_eq!(check(text).reason.map(|reason| reason.code), Some("not_a_report"), "{text}");
    }
}

#[test]
fn every_figure_of_a_region_is_a_line_of_the_series() {
    let entry = |file: &str, text: &str| Entry::of(file, &check(text), Language::Chinese);
    let statistics = enforcement("青禾县水利局", 40, 17).replacen("<td>0</td>", "<td></td>", 1);
    let entries = [entry("年报.json", &annual("青禾县水利局", 40, 17)), entry("执法.html", &statistics)];
    let text = gouji::output::long::csv(&entries, &forms::Forms::default(), Language::Chinese);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(names, gouji::report::SERIES_COLUMNS);
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cells = |id: &str| forms::edition(id).unwrap().tables.iter().map(|table| table.cells().len()).sum::<usize>();
    assert_eq!(lines.len(), cells("2021") + 11 + 5);
    let found = |cell: &str| {
        let line = lines.iter().find(|line| &line[8] == cell).unwrap();
        [0, 1, 2, 6, 7].map(|at| line[at].to_owned())
    };
    assert_eq!(found("disclosure/penalties/decisions"), ["青禾县水利局", "2024", "2021", "17", "number"]);
    assert_eq!(found("penalties/total/total"), ["青禾县水利局", "2024", "enforcement_zhejiang_2021", "17", "number"]);
    assert_eq!(found("penalties/total/warning"), ["青禾县水利局", "2024", "enforcement_zhejiang_2021", "", "blank"]);
    let book = gouji::output::long::book(&entries, &forms::Forms::default(), Language::Chinese).unwrap();
    assert_eq!(book.sheets[0].rows.len(), lines.len() + 1);
}
