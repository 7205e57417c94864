//! Forms that users bring: each one file, and nothing else touched.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use gouji::forms::{self, Edition, Forms};
use gouji::output::{files, form, json};
use gouji::{Input, Language, Options, Outcome};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The checkout.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");
const CANTEEN: &str = include_str!("../forms/canteen.json");
const STATISTICS: &str = include_str!("../forms/statistics_2014.json");

fn options(forms: &[&str]) -> Options {
    let brought: Vec<&'static Edition> = forms.iter().map(|text| forms::load(text).unwrap()).collect();
    Options { forms: Forms::with(brought), ..Options::default() }
}

/// The two tables of the canteen as a page, with these figures.
fn canteen(meals: [[&str; 4]; 5], spending: [[&str; 2]; 4]) -> String {
    let edition = forms::load(CANTEEN).unwrap();
    let mut page = String::from("<h1>青禾县机关食堂 2024 年第三季度报表</h1>");
    let rows = |table: usize, figures: Vec<Vec<&str>>| {
        let form = &edition.tables[table];
        let head: String = form.columns.iter().map(|column| format!("<th>{}</th>", column.label)).collect();
        let row = |(row, figures): (&forms::Row, Vec<&str>)| {
            let cells: String = figures.iter().map(|figure| format!("<td>{figure}</td>")).collect();
            format!("<tr><td>{}</td>{cells}</tr>", row.label)
        };
        let body: String = form.rows.iter().zip(figures).map(row).collect();
        format!("<table><tr><th>项目</th>{head}</tr>{body}</table>")
    };
    page += &rows(0, meals.iter().map(|row| row.to_vec()).collect());
    page += &rows(1, spending.iter().map(|row| row.to_vec()).collect());
    page
}

const MEALS: [[&str; 4]; 5] = [
    ["300", "900", "200", "1400"],
    ["10", "60", "0", "70"],
    ["310", "960", "200", "1470"],
    ["90", "210", "70", "210"],
    ["0", "3", "1", "4"],
];
const SPENDING: [[&str; 2]; 4] = [["20", "18.5"], ["12", "12"], ["3.5", "3.02"], ["35.5", "33.52"]];

fn checked(page: &str, forms: &[&str]) -> (Outcome, Value) {
    let outcome = gouji::check(Input::Text(page), &options(forms));
    let result = serde_json::from_str(&json::to_json(&outcome, Language::Chinese)).unwrap();
    (outcome, result)
}

fn told(result: &Value) -> Vec<(String, String)> {
    let findings = result["findings"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    findings.map(|finding| (text(&finding["rule"]), text(&finding["message"]))).collect()
}

#[test]
fn a_document_of_a_form_that_was_brought_is_read_and_holds() {
    let (_, result) = checked(&canteen(MEALS, SPENDING), &[STATISTICS, CANTEEN]);
    assert_eq!((result["form"].as_str(), result["edition"].as_str()), (Some("canteen"), None));
    assert_eq!(result["tables"]["meals"]["rows"]["people"], serde_json::json!([310, 960, 200, 1470]));
    assert_eq!(result["tables"]["spending"]["rows"]["total"], serde_json::json!([35.5, 33.52]));
    assert_eq!(told(&result), []);
    assert_eq!(result["relations"], serde_json::json!({"held": 22, "failed": 0, "not_assessed": 0}));
}

#[test]
fn each_kind_of_relation_that_fails_is_told_with_the_labels_of_the_form() {
    let with = |row: usize, column: usize, figure: &'static str| {
        let mut meals = MEALS;
        meals[row][column] = figure;
        told(&checked(&canteen(meals, SPENDING), &[CANTEEN]).1)
    };
    let sentence = |rule: &str, sentence: &str| (rule.to_owned(), sentence.to_owned());
    assert_eq!(
        with(3, 1, "2100"),
        [sentence("canteen.largest", "“午餐”列：单次最多（人次）为 2100，不应大于用餐合计（人次）（960），超出 1140")]
    );
    assert_eq!(
        with(0, 0, "350"),
        [
            sentence(
                "canteen.all",
                "职工用餐（人次）：“合计”为 1400，“早餐”、“午餐”、“晚餐”之和为 350 + 900 + 200 = 1450，相差 50"
            ),
            sentence(
                "canteen.people",
                "“早餐”列：用餐合计（人次）为 310，职工用餐（人次）、来宾用餐（人次）之和为 350 + 10 = 360，相差 50"
            ),
        ]
    );
    let mut meals = MEALS;
    for row in &mut meals[..4] {
        row[2] = "0";
    }
    (meals[0][3], meals[2][3]) = ("1200", "1270");
    let conditional = told(&checked(&canteen(meals, SPENDING), &[CANTEEN]).1);
    assert_eq!(conditional, [sentence("canteen.complaints", "晚餐没有人用餐，却有 1 件意见")]);
}

#[test]
fn money_may_differ_by_its_tolerance_and_relations_reach_other_tables() {
    let with = |row: usize, column: usize, figure: &'static str| {
        let mut spending = SPENDING;
        spending[row][column] = figure;
        told(&checked(&canteen(MEALS, spending), &[CANTEEN]).1).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    assert_eq!(with(3, 1, "33.53"), Vec::<String>::new());
    assert_eq!(with(3, 1, "33.54"), ["canteen.spending"]);
    assert_eq!(with(0, 1, "20.5"), ["canteen.spending", "canteen.budget"]);
    let mut spending = SPENDING;
    spending.iter_mut().for_each(|row| row[1] = "0.1");
    let rules: Vec<String> =
        told(&checked(&canteen(MEALS, spending), &[CANTEEN]).1).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, ["canteen.spending", "canteen.price"]);
}

#[test]
fn the_wrong_cell_is_named() {
    let mut meals = MEALS;
    meals[0][0] = "30";
    let (_, result) = checked(&canteen(meals, SPENDING), &[CANTEEN]);
    let repair = &result["repair"];
    assert_eq!((repair["proved"].as_bool(), repair["unique"].as_bool()), (Some(true), Some(true)));
    assert_eq!(repair["cells"][0]["cell"], "meals/staff/breakfast");
    assert_eq!(repair["cells"][0]["to"], 300);
}

#[test]
fn a_blank_is_not_assessed_and_counted() {
    let mut meals = MEALS;
    meals[1][1] = "";
    let (_, result) = checked(&canteen(meals, SPENDING), &[CANTEEN]);
    assert_eq!(result["relations"]["not_assessed"], 2);
    assert_eq!(told(&result)[0].0, "cell.blank");
}

#[test]
fn an_annual_report_stays_one_whatever_forms_are_brought() {
    let edition = forms::edition("2021").unwrap();
    let page = form::render(edition, form::Format::Html).replace("></td>", ">0</td>");
    let (_, result) = checked(&page, &[STATISTICS, CANTEEN]);
    assert_eq!((result["form"].as_str(), result["edition"].as_str()), (Some("2021"), Some("2021")));
    let (_, alone) = checked(&page, &[]);
    assert_eq!(result, alone);
}

#[test]
fn a_result_read_again_with_its_form_is_the_same_result() {
    let (_, result) = checked(&canteen(MEALS, SPENDING), &[CANTEEN]);
    let (_, again) = checked(&result.to_string(), &[CANTEEN]);
    assert_eq!(again, result);
}

#[test]
fn an_empty_form_is_printed_read_back_and_written() {
    for text in [CANTEEN, STATISTICS] {
        let edition = forms::load(text).unwrap();
        for format in [form::Format::Html, form::Format::Markdown] {
            let printed = form::render(edition, format);
            let (outcome, result) = checked(&printed, &[text]);
            assert_eq!(result["form"].as_str(), Some(edition.id.as_str()), "{printed}");
            let rules: Vec<String> = told(&result).into_iter().map(|(rule, _)| rule).collect();
            assert!(rules.iter().all(|rule| rule.starts_with("cell.")), "{rules:?}");
            assert_eq!(outcome.report.tables.len(), edition.tables.len());
        }
        let blank = files::blank(edition);
        for format in [files::Format::Docx, files::Format::Xlsx] {
            let bytes = files::write(&blank, format).unwrap();
            let outcome = gouji::check(Input::Bytes(&bytes), &options(&[text]));
            assert_eq!(outcome.report.tables.len(), edition.tables.len(), "{}", edition.id);
        }
    }
}

#[test]
fn last_year_and_an_edition_of_the_annual_report_may_be_of_ones_own_form() {
    let page = |year: &str, documents: [u32; 2]| {
        let [this, all] = documents;
        format!(
            "<h1>青禾县水务局{year}年政府信息公开工作年度报告</h1><table><tr><th>指标<th>单位<th>年度<th>历年累计\
             <tr><td>主动公开文件数<td>条<td>{this}<td>{all}<tr><td>其中：1.政府网站公开数<td>条<td>{this}<td>{all}\
             <tr><td>2.政府公报公开数<td>条<td>0<td>0<tr><td>受理依申请公开信息总数<td>件<td>0<td>0</table>"
        )
    };
    let mut asked = options(&[STATISTICS]);
    let before = gouji::recognise(Input::Text(&page("2015", [10, 100])), &asked).unwrap();
    assert_eq!(before.table("disclosure").unwrap().integer(0), Some(10));
    asked.previous = Some(Box::new(before));
    let grown = |all: u32| {
        let outcome = gouji::check(Input::Text(&page("2016", [20, all])), &asked);
        outcome.findings.iter().filter(|finding| finding.rule == "statistics.growth").count()
    };
    assert_eq!((grown(120), grown(20)), (0, 2));
}

#[test]
fn the_slips_of_published_tables_are_found_and_no_other() {
    let folder = Path::new(ROOT).join("../shared/form-sources/stat2014");
    if !folder.exists() {
        return eprintln!("skipped: {} is not there", folder.display());
    }
    let expected = [("scj-2017.html", vec!["statistics.documents"])];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (_, result) = checked(&std::fs::read_to_string(&path).unwrap(), &[STATISTICS]);
        assert_eq!(result["form"].as_str(), Some("statistics_2014"), "{name}");
        let rules: Vec<String> = told(&result).into_iter().map(|(rule, _)| rule).collect();
        let broken: Vec<&String> = rules.iter().filter(|rule| rule.starts_with("statistics.")).collect();
        let wanted =
            expected.iter().find(|(known, _)| *known == name).map(|(_, rules)| rules.clone()).unwrap_or_default();
        assert_eq!(broken, wanted, "{name}");
    }
}

#[test]
fn the_schema_is_that_of_the_code() {
    let path = Path::new(ROOT).join("docs/form.schema.json");
    if std::env::var_os("GOUJI_UPDATE").is_some() {
        std::fs::write(&path, forms::schema()).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap(),
        forms::schema(),
        "stale: GOUJI_UPDATE=1 cargo test --test forms"
    );
}

#[test]
fn a_figure_that_only_has_to_be_less_is_given_no_value() {
    let mut meals = MEALS;
    meals[3][1] = "2100";
    let (outcome, result) = checked(&canteen(meals, SPENDING), &[CANTEEN]);
    assert_eq!(told(&result).len(), 1);
    assert_eq!(outcome.repair, None);
    meals[0][0] = "30";
    let (outcome, result) = checked(&canteen(meals, SPENDING), &[CANTEEN]);
    assert_eq!(
        result["repair"]["headline"],
        "最可能是：职工用餐（人次）“早餐”列应为 300，现为 30：漏了一位数字；另有 1 格与别的数大小不合，应填多少不能由各格推出"
    );
    let best = outcome.repair.unwrap().best;
    let cells: Vec<_> = best.cells.iter().map(|change| (change.cell.to_string(), change.to.to_string())).collect();
    assert_eq!((cells, best.open), (vec![("meals/staff/breakfast".to_owned(), "300".to_owned())], 1));
}

/// Runs the command line in a folder; gives its exit code and what it printed.
fn gouji(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji")).args(arguments).current_dir(folder).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), String::from_utf8(output.stdout).unwrap() + &error)
}

/// A folder of its own, with the form of the canteen in it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("form.json"), CANTEEN).unwrap();
    folder
}

#[test]
fn the_command_line_checks_fixes_and_exports_by_a_form() {
    let folder = folder("command-line-form");
    let mut meals = MEALS;
    meals[2][1] = "961";
    std::fs::write(folder.join("report.html"), canteen(meals, SPENDING)).unwrap();
    let (code, text) = gouji(&folder, &["check", "--form", "form.json", "report.html"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("机关食堂季度报表") && text.contains("用餐合计（人次）为 961"), "{text}");
    let (code, text) = gouji(&folder, &["fix", "--form", "form.json", "report.html", "--output", "fixed.html"]);
    assert_eq!(code, Some(0), "{text}");
    let (code, text) = gouji(&folder, &["check", "--form", "form.json", "fixed.html"]);
    assert_eq!(code, Some(0), "{text}");
    for file in ["report.xlsx", "report.docx"] {
        let (code, text) = gouji(&folder, &["export", "--form", "form.json", "report.html", "--output", file]);
        assert_eq!(code, Some(0), "{text}");
        let (code, text) = gouji(&folder, &["check", "--form", "form.json", file]);
        assert_eq!((code, text.contains("用餐合计（人次）为 961")), (Some(1), true), "{text}");
    }
}

#[test]
fn a_region_compares_the_reports_of_each_form_by_themselves() {
    let folder = folder("region-form");
    let page = |name: &str, meals| {
        let page = canteen(meals, SPENDING)
            .replace("青禾县机关食堂 2024 年第三季度报表", &format!("{name}2024年机关食堂报表"));
        std::fs::write(folder.join("reports").join(format!("{name}.html")), page).unwrap();
    };
    std::fs::create_dir(folder.join("reports")).unwrap();
    page("青禾县水利局", MEALS);
    page("青禾县统计局", MEALS);
    let mut wrong = MEALS;
    wrong[0][3] = "1401";
    page("青禾县民政局", wrong);
    let sample = Path::new(ROOT).join("www/samples/sound.html");
    std::fs::copy(sample, folder.join("reports/annual.html")).unwrap();
    let region = |more: &[&str]| {
        let arguments = [&["region", "reports", "--form", "form.json", "--format", "json"], more].concat();
        let (code, text) = gouji(&folder, &arguments);
        (code, serde_json::from_str::<Value>(&text).unwrap_or_else(|_| panic!("{text}")))
    };
    let (code, answer) = region(&["--entries", "entries.jsonl", "--output", "region.xlsx"]);
    let files = |region: &Value| region["totals"]["files"].as_u64();
    let other = &answer["others"][0];
    assert_eq!(code, Some(1));
    assert_eq!((files(&answer), files(other)), (Some(1), Some(3)), "{answer}");
    assert_eq!(other["form"], serde_json::json!({ "id": "canteen", "name": "机关食堂季度报表" }));
    let cells = other["years"][0]["cells"].as_array().unwrap();
    let sum = cells.iter().find(|cell| cell["cell"] == "meals/staff/breakfast").unwrap();
    assert_eq!((sum["sum"].as_u64(), sum["units"].as_u64()), (Some(900), Some(3)));
    assert_eq!(other["totals"]["summary"]["error"].as_u64(), Some(2), "{other}");
    assert!(folder.join("region.xlsx").exists());
    let (_, again) = region(&["--entries", "entries.jsonl"]);
    assert_eq!(again, answer, "what was kept is the same");
    let (code, text) = gouji(&folder, &["region", "reports", "--entries", "entries.jsonl"]);
    assert!(code == Some(2) && text.contains("canteen"), "kept by a form that is not given: {text}");
}

#[test]
fn a_form_is_drafted_from_an_empty_table_of_any_format() {
    let folder = folder("draft");
    for file in ["empty.xlsx", "empty.docx", "empty.html"] {
        let (code, text) = gouji(&folder, &["form", "form.json", "--output", file]);
        assert_eq!(code, Some(0), "{text}");
        let draft = format!("{file}.json");
        let (code, text) = gouji(&folder, &["form", "draft", file, "--output", &draft]);
        assert!(code == Some(0) && text.contains("2 张表"), "{text}");
        let drafted = forms::load(&std::fs::read_to_string(folder.join(&draft)).unwrap()).unwrap();
        let labels = |edition: &Edition| -> Vec<Vec<String>> {
            let table = |table: &forms::TableForm| {
                let rows = table.rows.iter().map(|row| row.label.clone());
                rows.chain(table.columns.iter().map(|column| column.label.clone())).collect()
            };
            edition.tables.iter().map(table).collect()
        };
        assert_eq!(labels(drafted), labels(forms::load(CANTEEN).unwrap()), "{file}");
        let holds: Vec<&str> = drafted
            .tables
            .iter()
            .flat_map(|table| &table.relation_declarations)
            .map(|one| one.holds.as_str())
            .collect();
        assert_eq!(
            holds,
            ["合计 = sum(早餐..晚餐)", "用餐合计 = 职工用餐 + 来宾用餐", "支出合计 = sum(食材..水电)"],
            "{file}"
        );
        let (code, text) = gouji(&folder, &["form", "draft", file, "--output", &draft]);
        assert_eq!(code, Some(2), "never over a file that is there: {text}");
        let (code, text) = gouji(&folder, &["form", "lint", &draft]);
        assert!(code == Some(0) && text.contains("待确认") && text.contains("5 处待确认"), "{text}");
    }
}
