//! A form with a row that a document repeats: one line a unit, then their sum.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

use gouji::forms::{self, Forms};
use gouji::output::json;
use gouji::{Input, Language, Options};
use serde_json::{Value, json};

const DEPOTS: &str = include_str!("forms/depots.json");

fn options() -> Options {
    Options { forms: Forms::with(vec![forms::load(DEPOTS).unwrap()]), ..Options::default() }
}

fn result(page: &str) -> Value {
    let outcome = gouji::check(Input::Text(page), &options());
    serde_json::from_str(&json::to_json(&outcome, Language::Chinese)).unwrap()
}

fn told(result: &Value) -> Vec<(&str, &str)> {
    let findings = result["findings"].as_array().unwrap().iter();
    findings.map(|finding| (finding["rule"].as_str().unwrap(), finding["message"].as_str().unwrap())).collect()
}

/// The table as a page, numbered, with a remark behind each line.
fn page(lines: &[(&str, [&str; 4])]) -> String {
    let line = |(number, (label, figures)): (usize, &(&str, [&str; 4]))| {
        let cells: String = figures.iter().map(|figure| format!("<td>{figure}</td>")).collect();
        let number = if *label == "合计" { String::new() } else { (number + 1).to_string() };
        format!("<tr><td>{number}</td><td>{label}</td>{cells}<td></td></tr>")
    };
    format!(
        "<h1>青禾县公交场站月报（2024年）</h1><table><tr><th>序号</th><th>场站名称</th><th>车辆数（辆）</th>\
         <th>其中：出车（辆）</th><th>班次（次）</th><th>燃料费（元）</th><th>备注</th></tr>{}</table>",
        lines.iter().enumerate().map(line).collect::<String>()
    )
}

const RIGHT: [(&str, [&str; 4]); 4] = [
    ("城东场站", ["24", "20", "310", "1250.50"]),
    ("城西场站", ["18", "18", "260", "980.20"]),
    ("河口场站", ["7", "0", "0", "0"]),
    ("合计", ["49", "38", "570", "2230.70"]),
];

#[test]
fn any_number_of_lines_is_read_under_their_own_names() {
    let result = result(&page(&RIGHT));
    assert_eq!(result["form"], "depots");
    assert_eq!(result["tables"]["depots"]["rows"]["depot.2"], json!([18, 18, 260, 980.2]));
    let labels = result["tables"]["depots"]["form"]["rows"].as_array().unwrap().iter().map(|row| row["label"].clone());
    assert_eq!(labels.collect::<Vec<_>>(), ["城东场站", "城西场站", "河口场站", "合计"]);
    assert_eq!(told(&result), []);
    assert_eq!(result["relations"], json!({"held": 11, "failed": 0, "not_assessed": 0}));
}

#[test]
fn a_line_that_breaks_a_relation_is_named_and_so_is_its_right_value() {
    let mut lines = RIGHT;
    lines[1].1[2] = "620";
    let result = result(&page(&lines));
    assert_eq!(
        told(&result),
        [(
            "depots.total",
            "“班次（次）”列：合计为 570，城东场站、城西场站、河口场站之和为 310 + 620 + 0 = 930，相差 360"
        )],
        "{result}"
    );
}

#[test]
fn a_bound_and_a_condition_hold_in_each_line() {
    let mut lines = RIGHT;
    lines[0].1[1] = "25";
    lines[3].1[1] = "43";
    lines[2].1[2] = "5";
    lines[3].1[2] = "575";
    let result = result(&page(&lines));
    let rules: Vec<&str> = told(&result).iter().map(|(rule, _)| *rule).collect();
    assert_eq!(rules, ["depots.running", "depots.trips"], "{result}");
    let cells: Vec<&Value> =
        result["findings"].as_array().unwrap().iter().map(|finding| &finding["cells"][0]).collect();
    assert!(cells[0].as_str().unwrap().starts_with("depots/depot.1/"), "{cells:?}");
    assert!(cells[1].as_str().unwrap().starts_with("depots/depot.3/"), "{cells:?}");
}

#[test]
fn a_result_read_again_is_the_same_result() {
    let first = gouji::check(Input::Text(&page(&RIGHT)), &options());
    let text = json::to_json(&first, Language::Chinese);
    let again = gouji::check(Input::Text(&text), &options());
    let again: Value = serde_json::from_str(&json::to_json(&again, Language::Chinese)).unwrap();
    let text: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(again["tables"], text["tables"]);
    assert_eq!(again["relations"], text["relations"]);
}

#[test]
fn sums_among_the_lines_are_no_lines_and_a_table_without_lines_accuses_nobody() {
    let mut lines = RIGHT.to_vec();
    lines.insert(2, ("小计", ["42", "38", "570", "2230.70"]));
    assert_eq!(result(&page(&lines))["relations"]["failed"], 0);
    let empty = result(&page(&[("合计", ["0", "0", "0", "0"])]));
    assert_eq!(empty["relations"]["failed"], 0, "{empty}");
}

#[test]
fn a_unit_may_be_called_as_a_sum_a_column_or_a_number_is() {
    let mut lines = RIGHT;
    for name in ["合计办", "其他", "小计科", "12", ""] {
        lines[1].0 = name;
        let result = result(&page(&lines));
        assert_eq!(result["tables"]["depots"]["rows"]["depot.2"], json!([18, 18, 260, 980.2]), "{name}");
        assert_eq!(result["relations"]["failed"], 0, "{name}");
    }
}

#[test]
fn what_is_signed_numbered_or_added_up_between_is_no_line() {
    let head = "<tr><td></td><td>甲</td><td>1</td><td>2</td><td>3</td><td>4</td><td></td></tr><tr><td>1</td>";
    let signed = "<tr><td>填表人：王芳</td><td></td><td>审核人：李强</td><td></td><td>联系电话</td><td>5551234</td><td></td></tr></table>";
    let text = page(&RIGHT).replacen("<tr><td>1</td>", head, 1).replace("</table>", signed);
    let found = result(&text);
    assert_eq!(found["tables"]["depots"]["rows"].as_object().unwrap().len(), 4, "{found}");
    assert_eq!(told(&found), []);
    let mut lines = RIGHT.to_vec();
    lines.insert(2, ("其中：电动车", ["2", "2", "30", "0"]));
    lines.insert(2, ("东片小计", ["42", "38", "570", "2230.70"]));
    assert_eq!(told(&result(&page(&lines))), []);
}

#[test]
fn a_table_cut_in_two_and_a_sum_before_the_lines_are_read_whole() {
    let whole = page(&RIGHT);
    let start = whole.find("<tr><td>3</td>").unwrap();
    let head = whole.find("<tr><th>").unwrap()..whole.find("</tr>").unwrap() + "</tr>".len();
    let cut = |between: &str| {
        format!("{}</table>{between}<table>{}{}", &whole[..start], &whole[head.clone()], &whole[start..])
    };
    for text in [
        cut(""),
        cut("<p>（续）</p>"),
        cut("").replacen(&whole[head.clone()], "", 2).replacen(
            "<table>",
            &format!("<table>{}", &whole[head.clone()]),
            1,
        ),
    ] {
        let found = result(&text);
        assert_eq!(found["tables"]["depots"]["rows"].as_object().unwrap().len(), 4, "{text}");
        assert_eq!(found["relations"], json!({"held": 11, "failed": 0, "not_assessed": 0}), "{text}");
    }
    let first = [RIGHT[3], RIGHT[0], RIGHT[1], RIGHT[2]];
    assert_eq!(result(&page(&first))["relations"], json!({"held": 11, "failed": 0, "not_assessed": 0}));
}

#[test]
fn a_relation_that_takes_no_part_in_the_search_tells_which_of_several_repairs_is_right() {
    // The difference may be negative: its relation is no edit, and the figure is wrong there too.
    let text = DEPOTS
        .replace("\"label\": \"燃料费（元）\",", "\"label\": \"比上月（次）\",")
        .replace("\"kind\": \"amount\"", "\"kind\": \"signed\"")
        .replace("running <= vehicles", "trips = 200 + fuel");
    let options = Options { forms: Forms::with(vec![forms::load(&text).unwrap()]), ..Options::default() };
    let mut lines = RIGHT;
    for (line, figures) in
        [["24", "20", "310", "110"], ["18", "18", "260", "60"], ["7", "0", "150", "-50"]].iter().enumerate()
    {
        lines[line].1 = *figures;
    }
    lines[3].1 = ["49", "38", "720", "120"];
    lines[1].1[2] = "250";
    let page = page(&lines).replace("燃料费（元）", "比上月（次）");
    let outcome = gouji::check(Input::Text(&page), &options);
    let cells = outcome.repair.unwrap().best.cells;
    assert_eq!(
        cells.iter().map(|one| (one.cell.to_string(), one.to.to_string())).collect::<Vec<_>>(),
        [("depots/depot.2/trips".to_owned(), "260".to_owned())]
    );
}

#[test]
fn names_stand_where_the_head_says_and_a_share_may_have_its_sign() {
    let text = DEPOTS
        .replace("\"序号\",", "\"片区\", \"序号\",")
        .replace("\"label\": \"燃料费（元）\"", "\"label\": \"正点率（%）\"")
        .replace("\"holds\": \"total = sum(depot)\"", "\"in\": [\"trips\"], \"holds\": \"total = sum(depot)\"");
    let options = Options { forms: Forms::with(vec![forms::load(&text).unwrap()]), ..Options::default() };
    let line = |area: &str, rest: &str| {
        let cells: String = rest.split(' ').map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr>{area}{cells}</tr>")
    };
    let page = format!(
        "<h1>2025年公交场站运行统计表</h1><table><tr><th>片区</th><th>序号</th><th>场站名称</th><th>车辆数（辆）</th>\
         <th>其中：出车（辆）</th><th>班次（次）</th><th>正点率（%）</th></tr>{}{}{}</table><p>2024年同期为560次。</p>",
        line("<td rowspan=2>东片</td>", "1 城东场站 24 20 310 99.18%"),
        line("", "2 城西场站 18 18 260 98.5%"),
        line("<td colspan=3>合计</td>", "42 38 570 98.9%"),
    );
    let outcome = gouji::check(Input::Text(&page), &options);
    let result: Value = serde_json::from_str(&json::to_json(&outcome, Language::Chinese)).unwrap();
    assert_eq!(result["tables"]["depots"]["rows"]["depot.2"], json!([18, 18, 260, 98.5]), "{result}");
    assert_eq!(told(&result), []);
    assert_eq!(result["year"], 2025);
    assert_eq!(result["tables"]["depots"]["form"]["body"][0]["head"][0]["text"], "场站名称");
}

#[test]
fn the_sum_under_another_name_is_the_sum() {
    let mut lines = RIGHT;
    lines[3] = ("总计", ["49", "38", "570", "2230.70"]);
    let found = result(&page(&lines));
    assert_eq!(found["relations"], json!({"held": 11, "failed": 0, "not_assessed": 0}), "{found}");
    assert_eq!(told(&found).iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), ["structure.label"]);
}

#[test]
fn a_sum_that_the_form_does_not_ask_for_is_no_row_of_it() {
    let text =
        DEPOTS.replace("\"label\": \"合计\"", "\"label\": \"公司本部\"").replace("total = sum(depot)", "total >= 0");
    let options = Options { forms: Forms::with(vec![forms::load(&text).unwrap()]), ..Options::default() };
    let outcome = gouji::check(Input::Text(&page(&RIGHT)), &options);
    let result: Value = serde_json::from_str(&json::to_json(&outcome, Language::Chinese)).unwrap();
    let rows = result["tables"]["depots"]["rows"].as_object().unwrap();
    assert_eq!(rows.keys().collect::<Vec<_>>(), ["depot.1", "depot.2", "depot.3"], "{result}");
}

#[test]
fn more_lines_than_a_form_may_have_are_unread_and_said_to_be() {
    let lines = vec![("场站", ["1", "1", "1", "1"]); 1_200];
    let mut with_sum = lines.clone();
    with_sum.push(("合计", ["1200", "1200", "1200", "1200"]));
    for lines in [lines, with_sum] {
        let found = result(&page(&lines));
        assert!(told(&found).iter().any(|(rule, _)| *rule == "structure.truncated"), "{found}");
        assert_eq!((found["relations"]["held"].as_u64(), found["relations"]["failed"].as_u64()), (Some(0), Some(0)));
        assert_ne!(found["status"], "passed");
    }
}

#[test]
fn what_a_repeated_row_cannot_be_is_refused_with_its_place() {
    let refused = |from: &str, to: &str| -> Vec<String> {
        let text = DEPOTS.replace(from, to);
        assert_ne!(text, DEPOTS, "{from}");
        forms::lint(&text).into_iter().map(|fault| format!("{} {}", fault.path, fault.code)).collect()
    };
    assert_eq!(refused("total = sum(depot)", "total = depot"), ["tables[0].relations[0].holds form.expected.sum"]);
    assert_eq!(
        refused("total = sum(depot)", "total = sum(prior.depot)"),
        ["tables[0].relations[0].holds form.expected.own_lines"]
    );
    let second = "\"id\": \"total\",\n          \"label\": \"合计\",\n          \"english\": \"Total\"";
    assert_eq!(
        refused(second, &format!("{second},\n          \"repeated\": true")),
        ["tables[0].rows[1] form.one_repeated"]
    );
}
