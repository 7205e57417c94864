//! Ten years of a body: the statistics of 2014 to 2018 are read and checked, and go on in
//! the annual report where the form's file says that both mean the same.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use gouji::forms::{self, Edition, Forms};
use gouji::region::{Entry, history};
use gouji::{Input, Language, Options, Outcome, output};
use serde_json::{Value, json};

const BODY: &str = "青禾县水利局";

fn check(text: &str) -> Outcome {
    gouji::check(Input::Text(text), &Options::default())
}

fn companion(id: &str) -> &'static Edition {
    forms::companions().iter().find(|edition| edition.id == id).unwrap()
}

/// The statistics of a year as a page, with zeros but for these rows.
fn statistics(edition: &Edition, year: u16, figures: &[(&str, &[u32])]) -> String {
    let form = &edition.tables[0];
    let width = form.columns.len();
    let line = |label: &str, unit: &str, figures: &[String]| {
        let figures: String = figures.iter().map(|figure| format!("<td>{figure}</td>")).collect();
        format!("<tr><td>{label}</td><td>{unit}</td>{figures}</tr>")
    };
    let mut groups: Vec<&str> = Vec::new();
    let lines = form.rows.iter().map(|row| {
        // The heads of sections are lines of their own.
        let new = row.group.iter().filter(|group| !groups.contains(&group.as_str())).map(String::as_str);
        let new: Vec<&str> = new.collect();
        groups.extend(&new);
        let heads: String = new.iter().map(|group| line(group, "——", &vec!["——".to_owned(); width])).collect();
        let figures = figures.iter().find(|(id, _)| *id == row.id).map(|(_, figures)| figures.to_vec());
        let figures: Vec<String> = figures.unwrap_or_else(|| vec![0; width]).iter().map(u32::to_string).collect();
        heads + &line(&row.label, row.unit.as_deref().unwrap_or("件"), &figures)
    });
    let head: String = form.columns.iter().map(|column| format!("<th>{}</th>", column.label)).collect();
    let lines: String = lines.collect();
    format!(
        "<h1>{BODY}{year}年政府信息公开工作年度报告</h1><p>附件：政府信息公开情况统计表</p>\
         <table><tr><th>指标</th><th>单位</th>{head}</tr>{lines}</table>"
    )
}

fn national(year: u16, received: u32, answered: u32) -> String {
    let (received, answered) = ([received], [answered]);
    let figures: [(&str, &[u32]); 6] = [
        ("3.1", &received),
        ("3.1.3", &received),
        ("3.2", &answered),
        ("3.2.1", &answered),
        ("3.3", &answered),
        ("3.3.2", &answered),
    ];
    statistics(companion("statistics_2014"), year, &figures)
}

/// An annual report with so many new applications, all of them granted.
fn annual(edition: &str, year: u16, received: u32) -> String {
    let mut tables = serde_json::Map::new();
    for form in &forms::edition(edition).unwrap().tables {
        let zeros = |row: usize| Value::from(vec![0; form.row_cells(row).len()]);
        let rows = form.rows.iter().enumerate().map(|(at, row)| (row.id.clone(), zeros(at)));
        tables.insert(form.id.clone(), json!({"rows": rows.collect::<serde_json::Map<_, _>>()}));
    }
    for row in ["1", "3.1", "3.7"] {
        tables["applications"]["rows"][row] = json!([received, 0, 0, 0, 0, 0, received]);
    }
    json!({"edition": edition, "year": year, "organ": BODY, "tables": tables}).to_string()
}

fn told(outcome: &Outcome) -> Vec<&'static str> {
    let serious = outcome.findings.iter().filter(|finding| finding.severity != gouji::finding::Severity::Info);
    serious.map(|finding| finding.rule).collect()
}

#[test]
fn the_statistics_of_former_years_are_read_and_their_sums_checked() {
    let sound = check(&national(2016, 30, 28));
    assert_eq!((told(&sound), sound.report.year), (vec![], Some(2016)));
    assert_eq!(sound.report.organ.as_ref().map(|organ| organ.verbatim()), Some(BODY));
    assert_eq!(sound.report.tables[0].edition.id, "statistics_2014");
    let wrong = check(
        &national(2016, 30, 28)
            .replace("<td>3.网络申请数</td><td>件</td><td>30</td>", "<td>3.网络申请数</td><td>件</td><td>33</td>"),
    );
    assert_eq!(told(&wrong), ["statistics.received"]);
}

#[test]
fn money_among_counts_has_decimals_and_counts_have_none() {
    let with = |row: &str, figure: &str| {
        let cell = |figure: &str| {
            format!("<td>{row}</td><td>{}</td><td>{figure}</td>", if row.starts_with('七') { "万元" } else { "件" })
        };
        told(&check(&national(2016, 30, 28).replace(&cell("0"), &cell(figure))))
    };
    assert_eq!(with("七、依申请公开信息收取的费用", "0.18"), [] as [&str; 0]);
    assert_eq!(with("六、举报投诉数量", "2.5"), ["cell.not_integer"]);
}

#[test]
fn cumulative_figures_go_on_from_the_year_before() {
    let of = |year, published: &[u32]| {
        statistics(companion("statistics_fujian_2014"), year, &[("published", published), ("website", published)])
    };
    let [before, sound, wrong] = [of(2016, &[400, 900]), of(2017, &[500, 1400]), of(2017, &[500, 1403])];
    let previous = gouji::recognise(Input::Text(&before), &Options::default()).unwrap();
    let options = Options { previous: Some(Box::new(previous)), ..Options::default() };
    let check = |text: &str| told(&gouji::check(Input::Text(text), &options));
    assert_eq!(check(&sound), [] as [&str; 0]);
    assert_eq!(check(&wrong), ["statistics.cumulative_prior"; 2]);
}

#[test]
fn a_report_of_those_years_with_other_tables_is_named_and_not_judged() {
    let text = format!(
        "<h1>{BODY}2017年政府信息公开工作年度报告</h1><table><tr><th>指标</th><th>年度</th><th>历年累计</th></tr><tr><td>主动公开文件数</td><td>1</td><td>2</td></tr></table>"
    );
    assert_eq!(check(&text).reason.map(|reason| reason.code), Some("retired_edition"));
}

fn ten_years() -> Vec<Entry> {
    let texts = (2014..=2023).map(|year: u16| {
        let received = 10 + u32::from(year - 2014) * 7;
        let text = match year {
            ..=2018 => national(year, received, received),
            2019 | 2020 => annual("2019", year, received),
            _ => annual("2021", year, received),
        };
        (format!("{year}.html"), text)
    });
    texts.map(|(file, text)| Entry::of(&file, &check(&text), Language::Chinese)).collect()
}

#[test]
fn what_means_the_same_is_one_series_over_ten_years_and_its_breaks_are_marked() {
    let histories = history::histories(&ten_years(), &Forms::default());
    assert_eq!(histories.len(), 1);
    assert_eq!(histories[0].body, BODY);
    let line = |series: &str| histories[0].lines.iter().find(|line| line.series == series).unwrap();
    let received = line("annual_report.applications/1/total");
    let values = received.points.iter().map(|point| point.value.unwrap().to_string());
    assert_eq!(values.collect::<Vec<_>>(), (0..10).map(|at| (10 + at * 7).to_string()).collect::<Vec<_>>());
    assert_eq!(received.breaks().map(|(_, after)| after.year).collect::<Vec<_>>(), [2019, 2021]);
    // 按时办结数 has no successor that means the same.
    let on_time = line("disclosure_statistics.statistics/3.2.1/count");
    assert_eq!(on_time.points.iter().map(|point| point.year).collect::<Vec<_>>(), [2014, 2015, 2016, 2017, 2018]);
    assert_eq!(on_time.breaks().count(), 0);
}

#[test]
fn two_documents_of_a_year_that_differ_leave_a_gap_and_a_missing_year_is_not_bridged() {
    let mut entries = ten_years();
    entries.retain(|entry| entry.year != Some(2016));
    entries.push(Entry::of("另一份.json", &check(&annual("2021", 2022, 500)), Language::Chinese));
    let histories = history::histories(&entries, &Forms::default());
    let line = histories[0].lines.iter().find(|line| line.series == "annual_report.applications/1/total").unwrap();
    let value = |year: u16| line.points.iter().find(|point| point.year == year).map(|point| point.value.is_some());
    assert_eq!((value(2015), value(2016), value(2022)), (Some(true), None, Some(false)));
    let page = output::history::page(&histories, Language::Chinese);
    let picture = page.split("<figure>").find(|part| part.contains("本年新收政府信息公开申请数量")).unwrap();
    // 2014–15, 2017–18, 2019–20 within an edition; 2018–19, 2020–21 across; 2022 is no point.
    assert_eq!(picture.matches("class=\"line\"").count(), 3, "{picture}");
    assert_eq!(picture.matches("class=\"joined\"").count(), 2);
    assert!(picture.contains("格式有变：2019、2021 年"), "{picture}");
    let sheet = output::history::sheet(&histories, Language::Chinese);
    assert_eq!(sheet.rows[0].len(), 3 + 9 + 1);
}

#[test]
fn every_series_that_a_form_goes_on_in_is_a_cell_of_that_form() {
    for edition in forms::companions() {
        for same in edition.tables.iter().flat_map(|table| &table.same_as) {
            let (family, address) = same.figure.split_once('.').unwrap();
            assert_eq!(family, "annual_report", "{}", same.figure);
            let mut parts = address.split('/');
            let (table, row, column) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
            for edition in ["2019", "2021"] {
                let form = forms::edition(edition).unwrap().table(table).unwrap();
                assert!(form.cell_named(row, column).is_some(), "{} in {edition}", same.figure);
            }
        }
    }
}

#[test]
fn the_series_itself_is_no_report_where_it_lies_among_them() {
    let series = output::long::csv(&ten_years(), &Forms::default(), Language::Chinese);
    let outcome = check(&series);
    assert_eq!(outcome.status(), gouji::Status::Unreadable);
    let document = history::histories(&[Entry::of("数据.csv", &outcome, Language::Chinese)], &Forms::default());
    assert!(document.is_empty());
}
